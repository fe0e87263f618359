"""Titles in a text ("Russia's acting foreign minister"): which words, which office, of which state, how held.

A title is the longest phrase of the titles table, in singular or plural, with the words that qualify it before
("agriculture", "acting", "former") and the complement after it ("of Japan", "at the Turkish foreign ministry").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from summitry.knowledge.world import Title, World
from summitry.read.actors.states import Hit, words_of
from summitry.read.actors.wording import KEPT, Wording, singular, singular_phrase
from summitry.read.parse import base
from summitry.records import Level, Office

MAX_TITLE = 10
MAX_COMPLEMENT = 12
"""A title has at most this many words, and so has what follows it."""
_REACH = 8
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON"})
_ENDS = frozenset({"who", "which", "that", "this", "on", "it", "to", "not", "he", "she", "they"})
_UNIONS = frozenset({"UNO", "EUE", "NAT"})
_PRONOUNS = frozenset({"his", "her", "its", "their", "our", "my", "your", "whose"})
_INDEFINITE = frozenset({"a", "an", "another", "one", "any", "some", "no"})
_DETERMINERS = _PRONOUNS | _INDEFINITE | {"the", "this", "that", "both"}
_WORDS = frozenset({"who", "us", "it", "is", "so", "no", "an", "as", "or"})
_NUMBERS = frozenset({"two", "three", "four", "five", "all"})
_ENVOYS = frozenset(
    {
        "ambassador",
        "ambassadors",
        "envoy",
        "envoys",
        "consul",
        "commissioner",
        "nuncio",
        "representative",
        "affaires",
        "attache",
    }
)
_LINKS = frozenset({"of", "for", "in", "at", "to", "from", "with"})


@dataclass(frozen=True, slots=True)
class TitleSpan:
    """A title and what surrounds it.

    Attributes:
        first: first word of the title with its qualifiers.
        last: end of the title with its complement.
        core: first word of the phrase of the table.
        core_last: end of that phrase.
        head: head word.
        entry: office and level; for a mere occupation (pilot, lawyer) None.
        country: code by the words around it, or None.
        of: id of the state or organisation that the country comes from, or None.
        owner: word of a name or a pronoun that has the title's holder ("Abe's adviser", "his spokesman"), or None.
        plural: whether several people have it.
        former: whether it is said to be held no more.
        then: whether it was held at the time told of ("then prime minister").
        elect: whether it is still to be taken up.
        definite: whether "the", a possessive or a name's adjective makes it point at somebody.
        text: the title as written, without country and article.
    """

    first: int
    last: int
    core: int
    core_last: int
    head: int
    entry: Title | None
    country: str | None
    of: str | None
    owner: int | None
    plural: bool
    former: bool
    then: bool
    elect: bool
    definite: bool
    text: str


def find_titles(wording: Wording, world: World, hits: Sequence[Hit]) -> tuple[TitleSpan, ...]:
    """Return the titles and occupations of a text in order; none overlaps another."""
    hit_at = {i: hit for hit in hits for i in range(hit.first, hit.last)}
    found: list[TitleSpan] = []
    i = 0
    while i < len(wording.words):
        core = _core(wording, world, i, hit_at)
        if core is None:
            i += 1
            continue
        last, entry, plural = core
        span = _extend(wording, world, hit_at, (i, last, entry, plural), floor=found[-1].core_last if found else 0)
        found.append(span)
        i = max(last, span.core_last)
    return tuple(found)


def _core(wording: Wording, world: World, i: int, hit_at: dict[int, Hit]) -> tuple[int, Title | None, bool] | None:
    """Return end, entry and number of the title phrase that begins at word ``i``."""
    word = wording.words[i]
    if not _may_begin(world, word) or not word[:1].isalpha() or (i in hit_at and hit_at[i].first < i):
        return None
    if wording.is_capital(i) and _in_name(wording, i):
        return None
    if word in _WORDS and not wording.parsed.tokens[i].text.isupper():
        return None  # "who heads" is not the head of the WHO
    country = _country_before(wording, hit_at, i)

    def look_up(phrase: str) -> tuple[Title, bool] | None:
        for form in (phrase, *singular_phrase(phrase)):
            entry = _lookup(world, form, country) if form in titles or form in officials else None
            if entry:
                return entry, form != phrase
        return None

    titles, officials = world.title_phrases, words_of("roles", "officials")
    found = wording.longest(i, look_up, size=MAX_TITLE, lengths=_lengths(wording, world, i))
    if found is not None:
        last, (entry, plural) = found
        if last - i == 1 and word in words_of("roles", "capital_ranks") and not wording.is_capital(i):
            return last, None, plural  # the captain of a team or a ship
        if last - i == 1 and word in words_of("roles", "qualifiers") and last < len(wording.words):
            after = wording.longest(last, look_up, size=MAX_TITLE, lengths=_lengths(wording, world, last))
            if after is not None and wording.words[last] not in words_of("names", "honorifics"):
                return None  # "Deputy Chief of Cabinet": the second title takes the first word as its qualifier
        return None if _is_no_title(wording, hit_at, i, last) else (last, entry, plural)
    jobs = words_of("roles", "jobs")
    one = word if word in jobs else next((s for s in singular_phrase(word) if s in jobs), None)
    if one and wording.parsed.tokens[i].pos in {"NOUN", "PROPN"}:
        return i + 1, None, one != word and not word.endswith("ss")
    return None


def _may_begin(world: World, word: str) -> bool:
    """Tell whether a title or an occupation can begin with a word; saves looking up phrases from every word."""
    jobs, titles = _job_starts(), world.title_starts
    return any(form in jobs or form in titles for form in _forms(word))


@lru_cache(maxsize=KEPT)
def _forms(word: str) -> tuple[str, ...]:
    return word, word.split("-", maxsplit=1)[0], singular(word) or ""


@cache
def _job_starts() -> frozenset[str]:
    return words_of("roles", "jobs") | words_of("roles", "officials")


@cache
def _official_lengths() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for phrase in words_of("roles", "officials"):
        found.setdefault(re.split(r"[\s'-]", phrase, maxsplit=1)[0], set()).add(len(phrase))
    return {first: frozenset(lengths) for first, lengths in found.items()}


def _lengths(wording: Wording, world: World, i: int) -> frozenset[int] | None:
    """Return how many characters a title from word ``i`` on can have, in the singular or with a word in the plural."""
    found: set[int] = set()
    for starts in (world.title_starts, _official_lengths()):
        lengths = wording.lengths(i, starts)
        if lengths is None:
            return None
        one = singular(_forms(wording.words[i])[1])
        found.update(lengths, starts.get(one, ()) if one else ())
    return frozenset(n + more for n in found for more in range(LONGER + 1))


LONGER = 2
"""Characters that an English plural has more than its singular, at most."""


def _is_no_title(wording: Wording, hit_at: dict[int, Hit], i: int, last: int) -> bool:
    """Tell whether the words of a title mean something else: "the president's office", "leader talks"."""
    words = wording.words
    if last + 1 < len(words) and words[last] in {"'s", "'"} and words[last + 1] in {"office", "offices"}:
        return True
    if last - i > 1:
        return False
    token = wording.parsed.tokens[i]
    rank = wording.is_capital(i) and last < len(words) and wording.is_capital(last) and last not in hit_at
    named = last < len(words) and wording.is_capital(last) and wording.parsed.tokens[last].pos == "PROPN"
    noun = rank or _is_noun(wording, i) or (named and last not in hit_at)  # "caretaker premier Somchai"
    if token.pos in {"VERB", "AUX", "ADV", "ADP"} or (token.pos == "ADJ" and not noun):
        return True
    if i in hit_at and not hit_at[i].adjectival:
        return True
    return base(token.dep) == "compound" and token.head == last and not wording.is_capital(last)


def _is_noun(wording: Wording, i: int) -> bool:
    """Tell whether a word taken for an adjective is a noun: "an official at", "an official of"."""
    following = wording.words[i + 1] if i + 1 < len(wording.words) else "."
    return following in _LINKS or not following[:1].isalpha()


def _in_name(wording: Wording, i: int) -> bool:
    """Tell whether a word like Bishop or Marshall goes on with a person's name: "Ms Julie Bishop"."""
    before = i - 1
    if before < 0 or not wording.is_capital(before) or wording.parsed.tokens[before].pos not in {"PROPN", "NOUN"}:
        return False
    honorific = before > 0 and wording.words[before - 1] in words_of("names", "honorifics")
    starts = wording.person_starts
    named = i in starts and starts.get(before) == starts[i]
    return honorific or (named and i + 1 < len(wording.words) and not wording.is_capital(i + 1))


def _lookup(world: World, phrase: str, country: str | None) -> Title | None:
    if phrase in words_of("roles", "officials"):
        return Title(phrase, None, Office.OFFICIAL, Level.OFFICIAL)
    entry = world.title(phrase, country)
    if entry is None and country is None:
        owners = world.title_countries(phrase)
        entry = world.title(phrase, owners[0]) if len(owners) == 1 else None
    return entry


def _country_before(wording: Wording, hit_at: dict[int, Hit], i: int) -> str | None:
    """Return the state whose adjective, possessive or name stands before word ``i``, over qualifiers."""
    j = i - 1
    while j >= 0 and i - j < _REACH:
        if j in hit_at:
            return hit_at[j].meaning.entity.country
        if wording.words[j] in {",", ";", ":", ".", "(", ")", '"', "and", "or"}:
            return None
        if not (_qualifies(wording, j) or wording.words[j] in {"'s", "'", "-"}):
            return None
        j -= 1
    return None


def _qualifies(wording: Wording, j: int) -> bool:
    """Tell whether word ``j`` can belong to a title as a qualifier."""
    word = wording.words[j]
    if word in words_of("roles", "former") or word in words_of("roles", "qualifiers"):
        return True
    token = wording.parsed.tokens[j]
    return token.tag in {"JJ", "JJS", "NN", "VBN"} and word.isalpha() and word not in {"mr", "ms", "mrs", "dr", "prime"}


@dataclass
class _Before:
    """What stands before a title, gathered word by word to the left."""

    first: int
    text_first: int
    country: str | None = None
    of: str | None = None
    owner: int | None = None
    former: bool = False
    then: bool = False
    definite: bool = False


def _extend(
    wording: Wording, world: World, hit_at: dict[int, Hit], core: tuple[int, int, Title | None, bool], *, floor: int
) -> TitleSpan:
    start, end, entry, plural = core
    words = wording.words
    before = _read_before(wording, hit_at, start, floor)
    after = _complement(wording, hit_at, end, world)
    inner = next((hit_at[k].meaning.entity for k in range(start, end) if k in hit_at), None)
    country, of = before.country, before.of
    if country is None and inner is not None:
        country, of = inner.country, inner.id
    if country is None:
        country, of = after.country, after.of
    last = end
    while last + 1 < len(words) and words[last] == "-" and words[last + 1] in words_of("roles", "elect"):
        last += 2
    if entry is not None:
        entry = _lookup(world, _entry_phrase(wording, start, end, plural=plural), country) or entry
    text_last = after.last if entry is not None else end
    return TitleSpan(
        first=before.first,
        last=max(after.last, last),
        core=start,
        core_last=end,
        head=_head(wording, start, end),
        entry=entry,
        country=country,
        of=of,
        owner=after.owner if before.owner is None else before.owner,
        plural=plural,
        former=before.former,
        then=before.then,
        elect=last > end,
        definite=before.definite,
        text=wording.surface(before.text_first, max(text_last, end)),
    )


def _read_before(wording: Wording, hit_at: dict[int, Hit], start: int, floor: int) -> _Before:
    """Read the words before a title: qualifiers, "former", a state, a possessive, an article."""
    found = _Before(start, start)
    low = max(wording.parsed.sentences[wording.parsed.sentence_of[start]].first, floor)
    j: int | None = start - 1
    while j is not None and j >= low:
        j = _step(wording, hit_at, found, j)
    if found.first > low and wording.words[found.first - 1] in words_of("roles", "then"):
        found.former = found.then = True
    return found


def _step(wording: Wording, hit_at: dict[int, Hit], found: _Before, j: int) -> int | None:
    """Take word ``j`` into what stands before a title; return the next word to read, or None where the title begins."""
    word = wording.words[j]
    if j in hit_at:
        entity = hit_at[j].meaning.entity
        found.country, found.of, found.definite, found.first = entity.country, entity.id, True, hit_at[j].first
        return found.first - 1
    if word in words_of("roles", "former") or (word == "-" and wording.words[j - 1] == "ex"):
        found.former, found.then, found.first = True, found.then or word in words_of("roles", "then"), j
        return j - 1
    if word == "-" and wording.glued(j) and wording.glued(j + 1) and j - 1 not in hit_at:
        found.first = found.text_first = j - 1
        return j - 2
    if word in {"'s", "'"}:
        return _possessive(wording, hit_at, found, j)
    if word in _DETERMINERS:
        found.definite, found.first = word not in _INDEFINITE, j
        found.owner = j if word in _PRONOUNS else None
        return None
    if word in _NUMBERS:
        found.first = j
        return j - 1
    own = wording.parsed.tokens[j].head > j or word in words_of("roles", "qualifiers")
    if not (own and found.country is None and _qualifies(wording, j)):
        return None
    if found.text_first == j + 1 and word not in {"new", "senior", "top", "visiting"}:
        found.text_first = j
    found.first = j
    return j - 1


def _possessive(wording: Wording, hit_at: dict[int, Hit], found: _Before, j: int) -> int | None:
    """Read "Japan's" on, and stop at "Abe's", who has the title's holder."""
    found.definite = True
    if j - 1 in hit_at:
        found.first = j
        return j - 1
    if j > 0 and wording.parsed.tokens[j - 1].pos == "PROPN":
        found.owner = j - 1
    return None


def _entry_phrase(wording: Wording, start: int, end: int, *, plural: bool) -> str:
    phrase = wording.phrase(start, end)
    return next(singular_phrase(phrase), phrase) if plural else phrase


def _head(wording: Wording, start: int, end: int) -> int:
    """Return the head noun of a title: the last noun before "of", "for" or "in"."""
    for i in range(start, end):
        if wording.words[i] in _LINKS and i > start:
            return i - 1
    return end - 1


@dataclass
class _After:
    """What follows a title; ``last`` is its end."""

    last: int
    country: str | None = None
    of: str | None = None
    owner: int | None = None


def _complement(wording: Wording, hit_at: dict[int, Hit], end: int, world: World) -> _After:
    """Read what follows a title: "of Japan", "for the Japanese delegation", "of Abe"."""
    words = wording.words
    limit = min(wording.end_of(end - 1), end + MAX_COMPLEMENT)
    if end + 1 >= limit or words[end] not in _LINKS or words[end + 1].isdigit():
        return _After(end)
    found = _After(end + 1)
    while found.last < limit and _take(wording, hit_at, world, found, end):
        pass
    found.last = min(found.last, limit)
    if words[end] in {"in", "to", "from"} and words[end - 1] in _ENVOYS and found.country not in _UNIONS:
        return _After(found.last)  # an ambassador in Moscow is not Russia's
    if found.country is None and words[end] in {"in", "to", "from", "with", "at"}:
        return _After(end)
    if found.country is not None:
        found.owner = None
    return found


def _take(wording: Wording, hit_at: dict[int, Hit], world: World, found: _After, link: int) -> bool:
    """Take the next word into a title's complement; return False where the complement ends."""
    words, tokens = wording.words, wording.parsed.tokens
    i = found.last
    token = tokens[i]
    following = i + 1 < wording.end_of(link)
    if i in hit_at:
        entity = hit_at[i].meaning.entity
        if found.country is None and (words[link] != "to" or entity.country in _UNIONS):
            found.country, found.of = entity.country, entity.id
        found.last = hit_at[i].last
        more = found.last < wording.end_of(link)
        goes_on = {"'s", "'", "and", "in", "of"}
        return more and (words[found.last] in goes_on or tokens[found.last].pos in {"NOUN", "PROPN", "ADJ", "PART"})
    if words[i] == "and":
        joined = following and tokens[i + 1].tag in _NOUNS and base(tokens[i + 1].dep) == "conj"
        found.last += 1 if joined and found.country is None else 0
        return joined and found.country is None
    if token.pos in _NOMINAL and words[i] not in _ENDS:
        named = token.pos in {"PROPN", "ADJ"} and wording.is_capital(i) and words[link] != "to"
        spot = wording.place(i, world) if named else None
        if spot is not None and found.country is None and spot[1].country != "---":
            found.country = found.of = spot[1].country
            found.last = max(spot[0] - 1, i)
        elif token.pos == "PROPN" and found.owner is None and words[link] == "of":
            found.owner = i
        found.last += 1
        return True
    linked = words[i] in {"of", "for", "in", "at", "-", "&"} and found.country is None and following and i > link + 1
    found.last += 1 if linked else 0
    return linked
