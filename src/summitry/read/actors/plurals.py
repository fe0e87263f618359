"""Who nouns for several mean: "the two leaders", "both sides", "the pair", "the ministers", "his country"."""

from summitry.knowledge.tables import read_toml
from summitry.read.actors.memory import PAIR, Memory
from summitry.read.actors.mentions import Mention, MentionKind
from summitry.read.actors.pronouns import antecedents
from summitry.read.actors.states import LEXICON, words_of
from summitry.read.actors.titles import TitleSpan
from summitry.read.actors.wording import singular
from summitry.read.parse import base
from summitry.records import ActorKind, Level, Office

REACH = 4
"""A number stands at most this many words before its noun."""
RECENT = 6
""" "The ministers" are those of the last sentences, at most this many back, and at most ``REACH`` people."""
NEAREST = 7
_ONE_AT_A_TIME = frozenset(
    {
        Office.FOREIGN_MINISTER,
        Office.DEFENCE_MINISTER,
        Office.HEAD_OF_GOVERNMENT,
        Office.HEAD_OF_STATE,
        Office.DEPUTY_MINISTER,
    }
)
_OWN = frozenset({"his", "her", "its", "their", "our"})
_OWNED = frozenset({"country", "government", "nation", "side", "state", "people", "delegation"})


def several_by_title(memory: Memory, title: TitleSpan) -> Mention | None:
    """Return whom a title in the plural means that stands with no name."""
    number = _number_before(memory, title.core)
    if title.country:
        nations = _nations(memory, title)
        if len(nations) > 1:
            return Mention(title.first, title.last, title.head, nations, MentionKind.PLURAL)
        actor = title.of or title.country
        known = memory.known(actor) is not None or memory.setting.world.entity(actor) is not None
        return Mention(title.first, title.last, title.head, (actor,) if known else (), MentionKind.NOMINAL)
    if not title.definite and number is None:
        return None
    phrase = memory.setting.wording.phrase(title.core, title.core_last)
    words = phrase.split(" ")
    noun = " ".join((*words[:-1], singular(words[-1]) or words[-1]))
    actors = _several(memory, noun, number, title.head, title)
    return Mention(title.first, title.last, title.head, actors, MentionKind.PLURAL) if actors else None


def _nations(memory: Memory, title: TitleSpan) -> tuple[str, ...]:
    """Return the states of "the Norwegian and Swedish ministers" and of "the ministers of Norway and Sweden"."""
    single = [m for m in memory.given if len(m.actors) == 1 and "/" not in m.actors[0]]
    ending, beginning = {m.last: m for m in single}, {m.first: m for m in single}
    found: list[str] = []
    i, joined = title.core, False
    while i in ending:
        found.insert(0, ending[i].actors[0])
        i = ending[i].first
        while i > 0 and memory.words[i - 1] in {"and", ","}:
            joined = joined or memory.words[i - 1] == "and"
            i -= 1
    if not found:
        inside = [m for m in single if title.head < m.first and m.last <= title.last]
        found.extend(m.actors[0] for m in inside[:1])
        i = title.last
        while found and i < len(memory.words):
            if memory.words[i] in {"and", ",", "the"}:
                joined = joined or memory.words[i] == "and"
                i += 1
            elif i in beginning:
                found.append(beginning[i].actors[0])
                i = beginning[i].last
            else:
                break
    return tuple(dict.fromkeys(found)) if joined else ()


def several_by_noun(memory: Memory, i: int) -> Mention | None:
    """Return whom "both sides", "the two countries", "the pair", "both" or "the parties" mean."""
    word, token = memory.words[i], memory.parsed.tokens[i]
    before = memory.words[i - 1] if i > 0 else ""
    if word in {"pair", "duo"} and before in {"the", "this"}:
        return _plural(i, i - 1, _several(memory, "man", PAIR, i, None))
    if word in {"both", "two"} and _stands_alone(memory, i):
        return _plural(i, i - 1 if before == "the" else i, _pair_before(memory, i))
    if token.pos not in {"NOUN", "PROPN"}:
        return None
    noun = singular(word) or word
    if noun not in words_of("plurals", "states") and noun not in words_of("plurals", "persons"):
        return None
    number = _number_before(memory, i)
    if number is None and not (before == "the" and word in {"parties", "sides", "neighbours", "neighbors"}):
        return _own(memory, i, noun)
    return _plural(i, _first_word(memory, i), _several(memory, noun, number or PAIR, i, None))


def _plural(head: int, first: int, actors: tuple[str, ...]) -> Mention | None:
    return Mention(first, head + 1, head, actors, MentionKind.PLURAL) if actors else None


def _stands_alone(memory: Memory, i: int) -> bool:
    """Tell whether "both" or "two" stands for the noun itself: "both agreed", "between the two"."""
    token = memory.parsed.tokens[i]
    if token.pos not in {"DET", "PRON", "CCONJ", "NUM"} or base(token.dep) not in {
        "nsubj",
        "obj",
        "obl",
        "nmod",
        "iobj",
    }:
        return False
    if memory.words[i] == "two":
        return i > 0 and memory.words[i - 1] == "the"
    return i + 1 >= len(memory.words) or memory.words[i + 1] != "of"


def _pair_before(memory: Memory, i: int) -> tuple[str, ...]:
    """Return whom "both" alone means: the last two told of together, else two persons near by, else the two states."""
    for mention in reversed(memory.done):
        distance = memory.sentence(i) - memory.sentence(mention.head)
        if distance > PAIR:
            break
        if len(mention.actors) == PAIR and mention.head < i:
            return mention.actors
    here = [known for m in memory.done if memory.sentence(m.head) == memory.sentence(i) for known in memory.known_of(m)]
    states = tuple(dict.fromkeys(known.id for known in here if known.kind is ActorKind.STATE))
    if len(states) == PAIR:
        return states
    near = list(dict.fromkeys(known.id for _, known in memory.persons(i, sentences=1)))
    return tuple(reversed(near[:PAIR])) if len(near) > 1 else memory.states(i, PAIR)


def _number_before(memory: Memory, i: int) -> int | None:
    numbers: dict[str, int] = read_toml(LEXICON)["plurals"]["numbers"]
    for j in range(i - 1, max(i - 1 - REACH, -1), -1):
        if memory.sentence(j) != memory.sentence(i):
            return None
        if memory.words[j] in numbers:
            return numbers[memory.words[j]]
        if memory.parsed.tokens[j].pos not in {"ADJ", "NOUN", "PROPN", "DET"} and memory.words[j] != "-":
            return None
    return None


def _first_word(memory: Memory, i: int) -> int:
    j = i
    while j > 0 and i - j <= REACH:
        if (
            memory.words[j - 1] not in {"the", "both", "two", "three", "four"}
            and memory.parsed.tokens[j - 1].pos != "ADJ"
        ):
            break
        j -= 1
    return j


def _several(memory: Memory, noun: str, number: int | None, before: int, title: TitleSpan | None) -> tuple[str, ...]:
    """Return the actors of a kind, as many as the number tells, that the text last spoke of."""
    if noun in words_of("plurals", "states"):
        return memory.states(before, number or PAIR)
    levels: frozenset[Level] | None = None
    if noun in words_of("plurals", "leaders"):
        levels = frozenset({Level.LEADER})
    elif noun in words_of("plurals", "ministers"):
        levels = frozenset({Level.MINISTER, Level.DEPUTY_MINISTER, Level.OFFICIAL})
    elif noun not in words_of("plurals", "persons"):
        return ()
    near = _persons_of(memory, before, levels, title)
    if not number:
        here = memory.sentence(before)
        recent = [person for person, sentence in near if here - sentence <= RECENT][:REACH]
        return tuple(reversed(recent)) if len(recent) > 1 else ()
    people = [person for person, _ in near]
    chosen = _peers(memory, people, number, before) or _different(memory, people, number)
    if len(chosen) == number:
        return tuple(reversed(chosen))
    by_state = number == PAIR and noun not in words_of("plurals", "persons")
    return memory.states(before, PAIR) if by_state else ()


def _persons_of(
    memory: Memory, before: int, levels: frozenset[Level] | None, title: TitleSpan | None
) -> list[tuple[str, int]]:
    """Return persons of some levels, the nearest first, with the sentence in which each stood last."""
    exact: list[tuple[str, int]] = []
    loose: list[tuple[str, int]] = []
    seen: set[str] = set()
    office = title.entry.office if title and title.entry else None
    earlier = [mention for mention in reversed(memory.done) if mention.head < before]
    later = [mention for mention in memory.given if mention.head > before]
    for mention in (*earlier, *later):
        for known in memory.known_of(mention):
            if known.kind is not ActorKind.PERSON or known.id in seen:
                continue
            seen.add(known.id)
            if levels is not None and known.level not in levels:
                continue
            entry = (known.id, memory.sentence(mention.head))
            loose.append(entry)
            if office is not None and office in known.offices:
                exact.append(entry)
    return exact if office in _ONE_AT_A_TIME or len(exact) > 1 else loose


def _peers(memory: Memory, people: list[str], wanted: int, before: int) -> list[str]:
    """Return the two of one level and of different states that the text speaks of most and last, or nothing."""
    if wanted != PAIR:
        return []
    scores = memory.salience(before)
    known = memory.setting.known
    best: tuple[float, list[str]] | None = None
    for k, first in enumerate(people[:NEAREST]):
        for second in people[k + 1 : NEAREST]:
            one, other = known[first], known[second]
            alike = one.level is other.level and one.level in {Level.LEADER, Level.MINISTER}
            if not alike or one.country == other.country:
                continue
            score = scores.get(first, 0.0) + scores.get(second, 0.0)
            if best is None or score > best[0]:
                best = (score, [first, second])
    return best[1] if best else []


def _different(memory: Memory, people: list[str], wanted: int) -> list[str]:
    """Return the first people of different states; if there are not as many, simply the first."""
    found: list[str] = []
    countries: set[str] = set()
    for person in people:
        country = memory.setting.known[person].country
        if country not in countries or country == "---":
            found.append(person)
            countries.add(country)
        if len(found) == wanted:
            return found
    return people[:wanted]


def _own(memory: Memory, i: int, noun: str) -> Mention | None:
    """Return the states that "his country" or "their governments" mean."""
    if i == 0 or memory.words[i - 1] not in _OWN or noun not in _OWNED:
        return None
    known = (memory.known(actor) for actor in antecedents(memory, i - 1))
    countries = tuple(dict.fromkeys(k.country for k in known if k is not None and k.country != "---"))
    if not countries or (len(countries) > 1 and not memory.words[i].endswith("s")):
        return None
    return Mention(i - 1, i + 1, i, countries, MentionKind.NOMINAL if len(countries) == 1 else MentionKind.PLURAL)
