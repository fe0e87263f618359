"""Bodies and groups that no table lists: "the Japanese side", "the Chinese Foreign Ministry", "Kurdish activists".

A noun for a government or for armed forces stands for its state. A ministry, parliament, court or office is a body of
its own with the id ``CHN/foreign-ministry``. People who act together, such as a crowd, are a group.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from summitry.knowledge.entries import Role, slug, within
from summitry.knowledge.own_actors import OFFICIAL
from summitry.knowledge.world import World
from summitry.read.actors.context import Context
from summitry.read.actors.states import Hit, words_of
from summitry.read.actors.wording import Wording, singular, singular_phrase
from summitry.read.layout import BlockKind
from summitry.read.parse import base
from summitry.records import ActorKind

_HEADS = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.LINE})
_PARLIAMENTS = (
    "parliament",
    "congress",
    "senate",
    "duma",
    "knesset",
    "assembly",
    "house",
    "legislature",
    "diet",
    "rada",
    "majlis",
    "sabha",
    "bundestag",
    "riksdag",
)
_COURTS = ("court", "tribunal", "judiciary")


_COUNTS = frozenset({"two", "three", "four", "all", "other"})
_SECTORS = {"civil": "CVL", "rebel": "REB", "political": "OPP"}
_FUNCTION = frozenset({"DET", "PRON", "ADP"})
_LINKS = frozenset({"of", "for", "'s", "and", "on", "-"})
_PLAIN = frozenset({"foreign", "ministry", "parliament", "government"})
_PLACED = {("of",), ("in",)}
_PUBLIC = frozenset(["ministry", "parliament", "council", "assembly", "court", "office", "department", "commission"])
_NATIONAL = frozenset({"ministry", "department", "parliament", "assembly", "senate"})
WORDS_OF_A_NAME = 2
"""A body's name in capitals has at least this many words."""
INITIALS = range(3, 9)
"""So many letters make initials that may name a body."""
LONGEST = 5
"""No noun of the lexicon has more words."""


@dataclass(frozen=True, slots=True)
class Body:
    """Words that stand for a state, a body of its own, or a group; ``country`` as far as the words around tell.

    ``paired`` tells that the same words stand for a body of each of two states: "the border guards of both countries".
    """

    first: int
    last: int
    head: int
    id: str
    name: str
    kind: ActorKind
    country: str
    sector: str
    paired: bool = False


def find_bodies(
    wording: Wording, world: World, hits: Sequence[Hit], covered: set[int], context: Context
) -> tuple[Body, ...]:
    """Return the bodies and groups of a text in order.

    Args:
        wording: the text.
        world: the tables; a place is no body.
        hits: states and organisations already found.
        covered: words of persons' names and titles.
        context: gives the state that the words before a word speak of.
    """
    hit_at = {i: hit for hit in hits for i in range(hit.first, hit.last)}
    found: list[Body] = []
    taken: set[int] = set()
    candidates = (
        *_national(wording, hits, context),
        *_of_own_roles(wording, world, hit_at, covered),
        *_initials(wording, hit_at, covered, context),
        *_shaped(wording, world, hit_at, covered, context),
        *_nouns(wording, hit_at, covered, context),
        *_ethnic(wording, context),
    )
    for body in sorted(candidates, key=_order):
        words = set(range(body.first, body.last))
        same = any((other.first, other.last) == (body.first, body.last) and other.paired for other in found)
        if not taken & words or (body.paired and same):
            found.append(body)
            taken |= words
    return tuple(sorted(found, key=lambda b: b.first))


def _national(wording: Wording, hits: Sequence[Hit], context: Context) -> Iterator[Body]:
    """Yield the society of one state where its adjective or "of" stands by the name of a movement of many states."""
    by_first = {hit.first: hit for hit in hits}
    by_last = {hit.last: hit for hit in hits}
    for hit in hits:
        if hit.meaning.entity.country != "NGO":
            continue
        last = hit.last + (wording.words[hit.last : hit.last + 1] in {("society",), ("societies",)})
        name = hit.meaning.surface
        two = _of_two(wording, last)
        if two:
            for country in context.pair_at(hit.first):
                yield Body(
                    hit.first, two, hit.head if last == hit.last else last - 1, f"{country}/{slug(name)}", name,
                    ActorKind.ORGANIZATION, country, "NGO", paired=True,
                )  # fmt: skip
            continue
        before = by_last.get(hit.first) or (
            by_last.get(hit.first - 1) if wording.words[hit.first - 1] in {"'s", "'"} else None
        )
        after = by_first.get(last + 1 + (wording.words[last + 1 : last + 2] == ("the",)))
        after = after if wording.words[last : last + 1] == ("of",) else None
        owner = before or after
        if owner is not None and owner.meaning.entity.kind is ActorKind.STATE:
            country = owner.meaning.entity.country
            yield Body(
                min(hit.first, owner.first), max(last, owner.last), hit.head if last == hit.last else last - 1,
                f"{country}/{slug(name)}", name, ActorKind.ORGANIZATION, country, "NGO",
            )  # fmt: skip


def _of_two(wording: Wording, last: int) -> int | None:
    """Return the end of "of the two sides", "of both countries" after a word, or None."""
    words = wording.words[last : last + 4]
    for lead in (("of", "the", "two"), ("of", "both"), ("from", "both"), ("on", "both")):
        if words[: len(lead)] == lead and len(words) > len(lead):
            noun = words[len(lead)]
            if (singular(noun) or noun) in words_of("plurals", "states"):
                return last + len(lead) + 1
    return None


def _order(body: Body) -> tuple[int, int]:
    return body.first - body.last, body.first


def _of_own_roles(wording: Wording, world: World, hit_at: dict[int, Hit], covered: set[int]) -> Iterator[Body]:
    """Yield what nouns of the user's own name where a state goes with them: "the Finnish harbour police"."""
    published = wording.parsed.document.published
    on = date.fromisoformat(published[:10]) if published else None

    def look_up(phrase: str) -> Role | None:
        return next((world.roles[f] for f in (phrase, *singular_phrase(phrase)) if f in world.roles), None)

    for i in range(len(wording.words) if world.roles else 0):
        found = wording.longest(i, look_up, size=LONGEST) if i not in covered and i not in hit_at else None
        if found is None or not within(found[1].start, found[1].end, on):
            continue
        last, role = found
        first, country, _, _ = _before(wording, hit_at, i)
        of_last, of_country = _of(wording, hit_at, last)
        country = country or of_country or role.country
        if country:
            name = wording.surface(i, last)
            kind = ActorKind.GOVERNMENT if role.sector[:3] in OFFICIAL else ActorKind.GROUP
            yield Body(first, max(last, of_last), last - 1, f"{country}/{slug(name)}", name, kind, country, role.sector)


@cache
def _kinds() -> dict[str, str]:
    """Return for each noun of the lexicon what sort of body it means."""
    found: dict[str, str] = {}
    for section, key in (
        ("bodies", "forces"),
        ("groups", "political"),
        ("groups", "civil"),
        ("groups", "rebel"),
        ("bodies", "own"),
        ("bodies", "ministries"),
        ("bodies", "military"),
        ("bodies", "state"),
    ):
        found.update(dict.fromkeys(words_of(section, key), "military" if key == "forces" else key))
    return found


@cache
def _starts() -> frozenset[str]:
    return frozenset(noun.split(" ")[0] for noun in _kinds())


def _noun_at(wording: Wording, i: int) -> tuple[int, str, str] | None:
    """Return end, sort and singular of the longest noun of the lexicon that begins at word ``i``."""

    def look_up(phrase: str) -> tuple[str, str] | None:
        for form in (phrase, *singular_phrase(phrase)):
            if form in _kinds():
                return _kinds()[form], form
        return None

    word = wording.words[i]
    if word not in _starts() and (singular(word) or "") not in _starts():
        return None
    found = wording.longest(i, look_up, size=LONGEST)
    return (found[0], *found[1]) if found else None


def _nouns(wording: Wording, hit_at: dict[int, Hit], covered: set[int], context: Context) -> Iterator[Body]:
    i = 0
    while i < len(wording.words):
        found = _noun_at(wording, i) if i not in covered and (i not in hit_at) else None
        if found is None or wording.parsed.tokens[found[0] - 1].pos not in {"NOUN", "PROPN"}:
            i += 1
            continue
        last, sort, noun = found
        two = _of_two(wording, last) if sort in _SECTORS or noun in words_of("bodies", "forces") else None
        if two is not None:
            name, kind = wording.surface(i, last), ActorKind.GROUP if sort in _SECTORS else ActorKind.GOVERNMENT
            for country in context.pair_at(i):
                owner = f"{country}/{slug(name)}"
                yield Body(i, two, last - 1, owner, name, kind, country, _SECTORS.get(sort, "MIL"), paired=True)
            i = two
            continue
        body = _armed(wording, hit_at, i, last, sort) or _read_noun(wording, hit_at, (i, last, sort, noun), context)
        if body is not None:
            yield body
        i = max(last, i + 1)


def _armed(wording: Wording, hit_at: dict[int, Hit], start: int, last: int, sort: str) -> Body | None:
    """Return the movement that a noun stands for: "the M23 rebels", and "the rebels" told of after it."""
    if sort not in {"civil", "rebel", "political"}:
        return None
    known, first = hit_at.get(start - 1), start
    if known is not None and known.meaning.entity.kind is not ActorKind.STATE:
        first = known.first
    elif sort == "rebel" and wording.words[start - 1] == "the" and wording.words[last : last + 1] not in _PLACED:
        before = [hit for i, hit in hit_at.items() if i < start and hit.meaning.entity.kind is ActorKind.GROUP]
        known = max(before, key=lambda hit: hit.first, default=None)
    else:
        known = None
    if known is None or known.meaning.entity.kind is ActorKind.STATE:
        return None
    entity = known.meaning.entity
    return Body(first, last, last - 1, entity.id, bare_name(known.meaning.surface), entity.kind, entity.country, "REB")


def bare_name(name: str) -> str:
    """Return a movement's name without the noun for its people: "M23 rebels" is M23."""
    words = name.split()
    noun = words[-1].casefold()
    people = words_of("groups", "rebel") | words_of("groups", "civil")
    return " ".join(words[:-1]) if len(words) > 1 and (noun in people or (singular(noun) or "") in people) else name


def _read_noun(
    wording: Wording, hit_at: dict[int, Hit], noun: tuple[int, int, str, str], context: Context
) -> Body | None:
    start, last, sort, word = noun
    first, country, determined, numbered = _before(wording, hit_at, start)
    of_last, of_country = _of(wording, hit_at, last)
    counted = sort in _SECTORS and first > 0 and wording.words[first - 1] in _COUNTS  # "two journalists"
    owned = sort in {"civil", "rebel"} or word in words_of("bodies", "forces")
    if numbered and not counted and not (owned and _its(wording, start, context)):
        return None
    token = wording.parsed.tokens[last - 1]
    if token.head >= last and base(token.dep) == "compound" and sort != "ministries":
        return None
    country = country or of_country
    head = last - 1 if " of " not in word else start
    if word in words_of("bodies", "forces") and (owner := country or _its(wording, start, context)):
        of_last = _of_two(wording, last) or of_last
        name = wording.surface(start, last)
        identity = f"{owner}/{slug(name)}"
        return Body(first, max(last, of_last), head, identity, name, ActorKind.GOVERNMENT, owner, "MIL")
    if sort in {"state", "military"}:
        if country is None and (
            not determined
            or word
            not in {
                "government",
                "administration",
                "authorities",
                "kingdom",
                "republic",
                "government side",
                "army",
                "armed forces",
                "military",
            }
        ):
            return None
        country = country or context.official or context(start)
        return (
            Body(first, max(last, of_last), head, country, country, ActorKind.STATE, country, "GOV")
            if country and country != "---"
            else None
        )
    if sort in {"ministries", "own"}:
        if not wording.phrase(start, last).endswith(word):
            return None
        while (
            start - 1 >= first
            and start - 1 not in hit_at
            and wording.is_capital(start - 1)
            and wording.words[start - 1] != "the"
        ):
            start -= 1
        capital = wording.is_capital(start)
        if country is None and not (sort == "ministries" and (determined or capital)) and not (capital and determined):
            return None
        if sort == "own" and country is None:
            return None
        country = country or context(start) or "---"
        name = wording.surface(start, last)
        sector = "LEG" if word.endswith(_PARLIAMENTS) else "JUD" if word.endswith(_COURTS) else "GOV"
        return Body(
            first, max(last, of_last), head, f"{country}/{slug(name)}", name, ActorKind.GOVERNMENT, country, sector
        )
    before = wording.parsed.tokens[start - 1]
    kept = start > first and ((wording.is_capital(start - 1) and before.pos == "ADJ") or before.tag == "VBG")
    modifier = start - 1 if kept else start
    ethnic = first > 0 and wording.words[start - 2 : start - 1] == ("ethnic",)
    country = country or _its(wording, start, context)
    far = country is None or ethnic
    local = context.where(start) if far else country
    name = wording.surface(modifier, last)
    owner = local or country or "---"
    return Body(first, last, head, f"{owner}/{slug(name)}", name, ActorKind.GROUP, owner, _SECTORS[sort])


def _its(wording: Wording, start: int, context: Context) -> str | None:
    """Return the state that "its" or "their" means right before a noun: "driven its fishermen off the water"."""
    k = start - 1
    while k > 0 and wording.parsed.tokens[k].pos == "ADJ":
        k -= 1
    return context.possessor(k) if k >= 0 and wording.words[k] in {"its", "their"} else None


def _before(wording: Wording, hit_at: dict[int, Hit], start: int) -> tuple[int, str | None, bool, bool]:
    """Return first word, state, whether an article points at one body, and whether a number makes it plural."""
    words, tokens = wording.words, wording.parsed.tokens
    low = max(wording.parsed.sentences[wording.parsed.sentence_of[start]].first, start - 7)
    country: str | None = None
    determined = numbered = False
    first = start
    j = start - 1
    while j >= low:
        if j in hit_at:
            country, first, determined = hit_at[j].meaning.entity.country, hit_at[j].first, True
            j = first - 1
            continue
        if words[j] in {"'s", "'"} and j - 1 in hit_at:
            j -= 1
            continue
        if words[j] in {"its", "his", "their", "our", "her"} and country is None:
            numbered = True
            break
        if words[j] in {"the", "its", "his", "their", "our", "this", "her"}:
            determined, first = True, j
            break
        if words[j] in {"two", "both", "three", "four", "either", "neither", "each", "other", "all"}:
            numbered = country is None
            break
        qualifies = tokens[j].pos in {"ADJ", "NOUN", "PROPN", "NUM", "DET"} or (
            tokens[j].tag == "VBG" and j == start - 1
        )
        if qualifies and country is None and words[j] not in {"a", "an"}:
            first = j
            j -= 1
            continue
        if words[j] in {"a", "an"}:
            first = j
        break
    return first, country, determined, numbered


def _of(wording: Wording, hit_at: dict[int, Hit], last: int) -> tuple[int, str | None]:
    words = wording.words
    stop = wording.end_of(last - 1)
    if last + 1 < stop and words[last] in {"of", "in", "from"}:
        k = last + 2 if words[last + 1] == "the" else last + 1
        if k in hit_at and not hit_at[k].adjectival:
            return (hit_at[k].last if words[last] == "of" else last), hit_at[k].meaning.entity.country
    return last, None


def _ethnic(wording: Wording, context: Context) -> Iterator[Body]:
    """Yield a people in another state than its own: "ethnic Albanians", by the place told of."""
    for i, word in enumerate(wording.words[:-1]):
        if word == "ethnic" and wording.is_capital(i + 1) and wording.parsed.tokens[i + 1].pos in {"PROPN", "NOUN"}:
            owner = context.where(i) or "---"
            name = wording.surface(i, i + 2)
            yield Body(i, i + 2, i + 1, f"{owner}/{slug(name)}", name, ActorKind.GROUP, owner, "CVL")


def _shaped(
    wording: Wording, world: World, hit_at: dict[int, Hit], covered: set[int], context: Context
) -> Iterator[Body]:
    """Yield names in capitals whose noun tells a body: "High Security Council", "People's Alliance for Democracy"."""
    i = 0
    while i < len(wording.words):
        known = i in hit_at and hit_at[i].meaning.entity.kind is not ActorKind.STATE
        if known or i in covered or not wording.is_capital(i) or wording.parsed.tokens[i].pos in _FUNCTION:
            i += 1
            continue
        last = _capital_run(wording, hit_at, covered, i)
        body = _named_body(wording, hit_at, i, last, context)
        if body is not None and world.place(wording.phrase(i, last)) is None:
            yield body
        i = max(last, i + 1)


def _capital_run(wording: Wording, hit_at: dict[int, Hit], covered: set[int], first: int) -> int:
    """Return the end of a run of capitalised words, over "of", "for" and the like between two of them."""
    words = wording.words
    stop = wording.end_of(first)
    shaped = False
    last = first
    while last < stop and last not in covered:
        foreign = last in hit_at and hit_at[last].meaning.entity.kind is not ActorKind.STATE
        if wording.is_capital(last) and wording.parsed.tokens[last].text.replace("-", "").isalpha() and not foreign:
            shaped = shaped or words[last] in words_of("bodies", "shape")
            last += 1
            continue
        ahead = last + 2 if last + 1 < stop and words[last + 1] == "the" else last + 1
        linked = words[last] in _LINKS and last > first and ahead < stop and wording.is_capital(ahead)
        possessed = words[last] == "'s" and last - 1 in hit_at  # "Japan's Diet" is not one name
        if not linked or possessed or last + 1 in covered or (shaped and words[last] == "and"):
            break
        last += 1
    while last > first + 1 and words[last - 1] in _LINKS | {"the"}:
        last -= 1
    return last


def _named_body(wording: Wording, hit_at: dict[int, Hit], first: int, last: int, context: Context) -> Body | None:
    """Return the body that a run of capitalised words names, if one of its nouns tells that it is one."""
    words = wording.words
    shape = words_of("bodies", "shape")
    heading = wording.parsed.block_of(first).kind in _HEADS and wording.parsed.tokens[first].text.isupper()
    nouns = [
        i for i in range(first, last) if words[i] in shape and (heading or i == last - 1 or words[i + 1] in _LINKS)
    ]
    seat = first in hit_at and hit_at[first].last >= last
    if not nouns or seat or last - first < WORDS_OF_A_NAME:
        return None
    adjective = first in hit_at and hit_at[first].adjectival
    plain = hit_at[first].last if adjective and words[hit_at[first].last] in _PLAIN else first
    inner = next((hit_at[k].meaning.entity.country for k in range(first, last) if k in hit_at), None)
    owner = inner or _of(wording, hit_at, last)[1] or _possessor(wording, hit_at, first)
    name = wording.surface(plain, last)
    if owner is None and wording.words[nouns[0]] in _NATIONAL:
        owner = context.official or (context.home if wording.parsed.block_of(first).kind in _HEADS else None)
    if owner is not None and words[nouns[-1]] in _PUBLIC:
        return Body(first, last, nouns[0], f"{owner}/{slug(name)}", name, ActorKind.GOVERNMENT, owner, "GOV")
    private = {w.casefold() for w in words[first:last]} & words_of("bodies", "private")
    owner = owner or ("NGO" if private else "IGO")
    return Body(first, last, nouns[0], f"{owner}/{slug(name)}", name, ActorKind.ORGANIZATION, owner, "NGO")


def _initials(wording: Wording, hit_at: dict[int, Hit], covered: set[int], context: Context) -> Iterator[Body]:
    """Yield bodies named by initials that no table knows: "the EPRDF", "VMRO-DPMNE"."""
    owners: dict[str, Body] = {}
    organisations = {i for name in wording.parsed.names if name.label == "ORG" for i in range(name.first, name.last)}
    for i, token in enumerate(wording.parsed.tokens):
        letters = token.text.replace(".", "")
        if i in covered or i in hit_at or not (letters.isalpha() and letters.isupper() and len(letters) in INITIALS):
            continue
        if wording.parsed.block_of(i).kind in _HEADS or token.pos != "PROPN" or wording.words[i] in _ships():
            continue
        before = _noun_before(wording, i) if wording.words[i - 1] == "(" else None
        if i not in organisations and wording.words[i - 1] != "the" and before is None and letters not in owners:
            continue
        country = context(i) or "---"
        body = Body(i, i + 1, i, f"{country}/{slug(letters)}", token.text, ActorKind.ORGANIZATION, country, "OPP")
        if before is not None:
            named = (hit_at[k].meaning.entity.country for k in range(i - 2, before - 4, -1) if k in hit_at)
            owner = next(named, country)
            body = replace(body, id=f"{owner}/{slug(letters)}", kind=ActorKind.GOVERNMENT, country=owner, sector="MIL")
        known = owners.setdefault(letters, body)
        yield replace(known, first=i, last=i + 1, head=i)


def _noun_before(wording: Wording, i: int) -> int | None:
    """Return where the noun for forces begins that initials in brackets abbreviate: "the Congolese army (FARDC)"."""
    for k in range(max(i - 4, 0), i - 1):
        found = _noun_at(wording, k)
        if found is not None and found[0] == i - 1 and found[1] == "military":
            return k
    return None


def _ships() -> frozenset[str]:
    """Return the initials that stand before the names of warships."""
    return words_of("bodies", "ships")


def _possessor(wording: Wording, hit_at: dict[int, Hit], start: int) -> str | None:
    if start > 1 and wording.words[start - 1] in {"'s", "'"} and start - 2 in hit_at:
        return hit_at[start - 2].meaning.entity.country
    if start - 1 in hit_at:
        return hit_at[start - 1].meaning.entity.country
    return None
