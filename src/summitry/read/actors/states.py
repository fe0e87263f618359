"""States and organisations in a text: every phrase of the tables, and what each stands for where it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from summitry.knowledge.own_actors import OWN
from summitry.knowledge.tables import read_toml
from summitry.knowledge.world import Meaning, World
from summitry.read.actors.wording import Wording
from summitry.read.layout import BlockKind
from summitry.read.parse import base
from summitry.records import ActorKind

LEXICON = "lang/en/actors.toml"
LINE = 12
"""Words of a byline at most."""
INITIALS = 5
"""Initials up to so many letters (US, WHO) are read as such only where they are written in capitals."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Words ``first`` to ``last`` (exclusive) that the tables know; ``place`` tells a mere place from an actor."""

    first: int
    last: int
    head: int
    meaning: Meaning
    place: bool = False
    visited: bool = False

    @property
    def adjectival(self) -> bool:
        """Whether the words qualify something instead of naming it."""
        return self.meaning.kind == "adjective"


@cache
def words_of(section: str, key: str) -> frozenset[str]:
    """Return a list of words of the actor lexicon."""
    return frozenset(read_toml(LEXICON)[section][key])


def find_hits(wording: Wording, world: World, on: date | None) -> tuple[Hit, ...]:
    """Return the phrases of states and organisations, the longest first where two overlap, in order of the text."""
    tokens = wording.parsed.tokens
    hits: list[Hit] = []
    i = 0
    while i < len(tokens):
        if not wording.may_name(i, world):
            i += 1
            continue
        lengths = wording.lengths(i, world.phrase_starts)
        found = wording.longest(i, lambda phrase: _names(world, phrase, on), lengths=lengths)
        if found is None:
            spot = (
                wording.place(i, world) if wording.is_capital(i) and wording.words[i] in world.phrase_starts else None
            )
            i = spot[0] if spot and spot[0] > i + 1 else i + 1
            continue
        last, meanings = found
        if i > 0 and wording.words[i - 1] == "ethnic":  # "ethnic Albanians" live elsewhere: ``bodies`` reads them
            i = last
            continue
        if _is_tail(wording, hits, i, meanings):
            i = last
            continue
        longer = wording.place(i, world)
        if longer is not None and longer[0] > last:
            i = longer[0]
            continue
        chosen = _choose(wording, i, last, meanings)
        if chosen is None or _is_another_states(wording, hits, i, chosen):
            i += 1
            continue
        head = head_of(wording, i, last)
        place = (
            is_mere_place(wording, head, chosen.kind)
            or _heads_dateline(wording, i, last)
            or (wording.parsed.block_of(i).kind is BlockKind.LINE and _is_short(wording, i))
        )
        hits.append(Hit(i, last, head, chosen, place, visited=place and _is_visited(wording, head)))
        i = last
    return tuple(sorted((*_without_seats(world, hits), *_halves(wording, hits)), key=lambda hit: hit.first))


def _halves(wording: Wording, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield what a point of the compass means where a text tells of both states of one land: "the North's navy"."""
    words, tokens = wording.words, wording.parsed.tokens
    known = {hit.meaning.entity.id: hit.meaning for hit in hits if not hit.adjectival}
    taken = {i for hit in hits for i in range(hit.first, hit.last)}
    for half in read_toml(LEXICON)["halves"]:
        if not all(code in known for code in half["states"].values()):
            continue
        for i, word in enumerate(words[:-1]):
            code = half["states"].get(word.removesuffix("ern"))
            if code is None or i in taken:
                continue
            adjective = word.endswith("ern")
            named = wording.is_capital(i) and not wording.is_capital(i + 1)
            alone = named and (words[i - 1] == "the" or (words[i + 1] == "and" and i + 2 in taken))
            noun = tokens[tokens[i].head].lemma.casefold() if adjective and tokens[i].head > i else ""
            if (not adjective and alone) or (noun and (noun in half["nouns"] or _is_human(noun))):
                kind = "adjective" if adjective else "short"
                yield Hit(i, i + 1, i, replace(known[code], kind=kind, surface=wording.surface(i, i + 1)))


def _is_human(noun: str) -> bool:
    """Tell whether a noun means people who act or suffer together, or an arm of a state."""
    people = words_of("groups", "civil") | words_of("roles", "jobs") | words_of("roles", "officials")
    return noun in people or noun in words_of("bodies", "military") or noun in words_of("bodies", "state")


def _is_another_states(wording: Wording, hits: list[Hit], i: int, meaning: Meaning) -> bool:
    """Tell a body's plain name that another state owns here: "Rwanda's Senate" is not that of the United States."""
    if meaning.entity.kind is not ActorKind.GOVERNMENT or not hits:
        return False
    owner = hits[-1]
    beside = owner.last == i or (owner.last == i - 1 and wording.words[i - 1] in {"'s", "'"})
    return beside and owner.meaning.entity.kind is ActorKind.STATE and owner.meaning.entity.id != meaning.entity.country


def _is_short(wording: Wording, i: int) -> bool:
    """Tell whether a line is as short as a byline or a dateline."""
    return len(wording.parsed.text(wording.parsed.block_of(i).content).split()) <= LINE


def _without_seats(world: World, hits: list[Hit]) -> Iterator[Hit]:
    """Yield the hits, the seat of courts or of a union as a mere place where nothing else names the state."""
    named = {hit.meaning.entity.id for hit in hits if hit.meaning.kind != "capital"}
    for hit in hits:
        if hit.meaning.kind == "capital" and hit.meaning.entity.id not in named:
            spot = world.place(hit.meaning.surface)
            if spot is not None and spot.kind == "seat":
                yield replace(hit, place=True)
                continue
        yield hit


_BODIES = (
    "ministry",
    "office",
    "department",
    "parliament",
    "congress",
    "court",
    "council",
    "assembly",
    "senate",
    "government",
    "delegation",
    "side",
)


def _names(world: World, phrase: str, on: date | None) -> tuple[Meaning, ...]:
    """Return the meanings of a phrase; bodies that the tables list as seats of a state are read by ``bodies``."""
    found = world.meanings(phrase, on)
    if found and " " in phrase and phrase.endswith(_BODIES):
        return tuple(m for m in found if m.entity.kind is not ActorKind.STATE)
    forces = bool(found) and found[0].entity.sector == "MIL" and found[0].kind != OWN
    if forces and world.entity(found[0].entity.country) is not None:
        return ()  # "Russian forces" are Russia's; its adjective tells
    if found and found[0].kind == "other" and world.place(phrase) is not None:
        return ()
    return found


def _is_tail(wording: Wording, hits: list[Hit], first: int, meanings: tuple[Meaning, ...]) -> bool:
    """Tell whether an organisation's name is only the tail of another: "High Security Council"."""
    if meanings[0].entity.kind is ActorKind.STATE or first == 0 or wording.opens_sentence(first - 1):
        return False
    token = wording.parsed.tokens[first - 1]
    if not wording.is_capital(first - 1) or token.text.isupper() or (hits and hits[-1].last == first):
        return False
    if wording.words[first - 1] in words_of("names", "never") or wording.parsed.tokens[first].text.isupper():
        return False  # "On Sunday UNHCR said"
    return token.pos in {"PROPN", "ADJ"} and base(token.dep) in {"amod", "compound"} and token.head >= first


def head_of(wording: Wording, first: int, last: int) -> int:
    """Return the word of a range whose governor lies outside it; of several the last."""
    tokens = wording.parsed.tokens
    outside = [i for i in range(first, last) if not first <= tokens[i].head < last or tokens[i].head == i]
    words = [i for i in outside if tokens[i].text[:1].isalnum()] or outside
    return words[0] if words else last - 1


def _choose(wording: Wording, first: int, last: int, meanings: tuple[Meaning, ...]) -> Meaning | None:
    """Return what a phrase stands for here, or None where it is only a common word."""
    surface = wording.surface(first, last)
    fitting = [m for m in meanings if _fits(surface, m)]
    if not fitting:
        return None
    if len(fitting) > 1 and _qualifies(wording, last):
        return next((m for m in fitting if m.kind == "adjective"), fitting[0])
    if wording.parsed.tokens[last - 1].pos == "ADJ" and len(fitting) > 1:
        return next((m for m in fitting if m.kind == "adjective"), fitting[0])
    if not _qualifies(wording, last):
        return next((m for m in fitting if m.kind != "adjective"), fitting[0])
    return fitting[0]


def _fits(surface: str, meaning: Meaning) -> bool:
    """Initials must be written as such; names need a capital where the table has one."""
    known = meaning.surface
    short = known.replace(".", "").removeprefix("the ")
    if short.isupper() and len(short) <= INITIALS:
        return surface.replace(".", "").isupper()
    return (
        not known.removeprefix("the ")[:1].isupper() or surface.removeprefix("the ").removeprefix("The ")[:1].isupper()
    )


def _qualifies(wording: Wording, last: int) -> bool:
    """Tell whether words stand before a noun that they qualify."""
    token = wording.parsed.tokens[last - 1]
    if token.head >= last and base(token.dep) in {"amod", "compound", "nmod"}:
        return True
    return token.tag == "JJ" and token.head != token.i and token.head >= last


def is_mere_place(wording: Wording, head: int, kind: str) -> bool:
    """Tell whether a name of a state or seat only says where: "in Tokyo", "flew to Moscow"."""
    parsed = wording.parsed
    token = parsed.tokens[head]
    dep = base(token.dep)
    if dep in {"conj", "appos"} and token.head != head:
        return is_mere_place(wording, token.head, kind) if token.head < head else False
    if dep == "nsubj" or token.dep == "obl:agent":
        return False
    cases = [wording.words[c] for c in parsed.dependents(head, "case")]
    governor = wording.parsed.tokens[token.head]
    lemma = governor.lemma.casefold()
    seat = kind in {"capital", "residence"}
    if (
        seat
        and head > 0
        and wording.words[head - 1 if wording.words[head - 1] != "the" else head - 2] in {"in", "at", "near", "outside"}
    ):
        return True
    if seat and dep in {"compound", "nmod"} and token.head > head and not cases:
        if lemma in words_of("places", "occasions"):
            return True
        return any(wording.words[c] in words_of("places", "inside") for c in parsed.dependents(token.head, "case"))
    if any(c in words_of("places", "inside") for c in cases):
        return True
    if governor.pos == "PROPN":  # "from Oslo to Lima"
        lemma = parsed.tokens[governor.head].lemma.casefold()
    if any(c in words_of("places", "toward") for c in cases):
        return lemma in words_of("places", "motion") or (seat and lemma in words_of("places", "visits"))
    return dep == "obj" and lemma in words_of("places", "visits")


def _is_visited(wording: Wording, head: int) -> bool:
    """Tell whether a seat is the object of "visit" and the like: the visit is paid to its state."""
    token = wording.parsed.tokens[head]
    return base(token.dep) == "obj" and wording.parsed.tokens[token.head].lemma.casefold() in words_of(
        "places", "visits"
    )


def _heads_dateline(wording: Wording, first: int, last: int) -> bool:
    """Tell whether a name opens its block as a dateline does: "MOSCOW, April 29 (Agency) --", "BERLIN -"."""
    sentence = wording.parsed.sentences[wording.parsed.sentence_of[first]]
    if sentence.first != first or (
        first > 0 and wording.parsed.sentences[wording.parsed.sentence_of[first - 1]].block == sentence.block
    ):
        return False
    for i in range(last, min(last + 14, len(wording.words))):
        if wording.is_capital(i):
            continue
        if wording.words[i] in {"--", "–", "—"} or (wording.words[i] == "-" and not wording.glued(i)):
            return True
        if wording.parsed.tokens[i].pos in {"VERB", "AUX"} or (i == last and wording.words[i] not in {",", "("}):
            return False
    return False
