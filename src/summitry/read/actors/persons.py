"""From names to persons: which names mean one, who it is in the tables, and what office it holds at the date."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher

from summitry.knowledge.lexicon import is_everyday
from summitry.knowledge.world import Tenure, World, fold
from summitry.read.actors.context import Context
from summitry.read.actors.countries import settle, spread
from summitry.read.actors.names import LEADING, NameSpan, capitalised, in_english, in_heading, in_order, name_words
from summitry.read.actors.people import Person
from summitry.read.actors.states import words_of
from summitry.read.actors.wording import Wording, singular
from summitry.read.layout import BlockKind
from summitry.read.parse import base
from summitry.records import Office

LIKE = 0.6
"""So alike are the rests of two names of a text that share an end."""
ALIKE = 0.72
"""Given names at least this similar (ratio of matching letters) are spellings of one name."""


_OTHERS = frozenset({Office.LEGISLATOR, Office.AMBASSADOR, Office.SPOKESPERSON, Office.ENVOY, Office.DEPUTY_MINISTER})


def find_persons(
    wording: Wording, world: World, names: Sequence[NameSpan], on: date | None, context: Context
) -> tuple[Person, ...]:
    """Return the persons of a text in order of their first mention.

    Args:
        wording: the text.
        world: the tables.
        names: candidates.
        on: day of the document.
        context: gives the state that the words before a word speak of.

    Returns:
        The persons; names that no person can be told from are left out.
    """
    persons: list[Person] = []
    names = [_in_headline(wording, span) for span in names]
    full = [span for span in names if _size(wording, span) > 1 and _is_person(wording, world, span)]
    single = [span for span in names if _size(wording, span) == 1]
    surnames = [span for span in full if _is_surname(wording, world, span)]
    for span in full:
        if span not in surnames:
            _add_full(wording, world, persons, span, on)
    for span in surnames:
        word = fold(wording.surface(span.first, span.last))
        serving = world.people_named(word, on) and _known_single(world, span, word, on)
        known = _antecedent(persons, word, span) or serving
        (_add_single if known else _add_full)(wording, world, persons, span, on)
    for span in single:
        _add_single(wording, world, persons, span, on)
    spread(wording, world, persons, context)
    for person in sorted(persons, key=lambda p: (not p.tenures, p.country is None)):
        settle(wording, person, persons, on, context)
    persons.sort(key=lambda p: min(s.first for s in p.spans))
    return tuple(_unique(persons))


def _size(wording: Wording, span: NameSpan) -> int:
    return sum(1 for i in range(span.first, span.last) if i == span.first or not wording.glued(i))


def _is_surname(wording: Wording, world: World, span: NameSpan) -> bool:
    """Tell whether a name of several words is but a family name of the tables: "De Hoop Scheffer"."""
    return not span.known and bool(world.people_of_family(wording.phrase(span.first, span.last)))


def _in_headline(wording: Wording, span: NameSpan) -> NameSpan:
    """Return only the first word of an unknown run of capitals in a headline: "ABE VISITS CHINA" is about Abe."""
    if span.known or not in_heading(wording, span.first):
        return span
    block = wording.parsed.block_of(span.first)
    named = any(n.label == "PER" and n.first == span.first and n.last == span.last for n in wording.parsed.names)
    goes_on = span.last < wording.end_of(span.first) and not wording.is_capital(span.last)
    certain = wording.words[span.last - 1] in _labelled(wording) or (span.titles and named and goes_on)
    if certain and not wording.parsed.text(block.content).isupper():
        return span  # "Press conference of Assistant Secretary Benigno Alonzo"
    return replace(span, last=span.first + 1, person=False, other=True, titles=(), honorific=None)


def _labelled(wording: Wording) -> frozenset[str]:
    """Return the last words of the labels of a transcript's turns."""
    parsed = wording.parsed
    texts = (parsed.text(b.label).split() for b in parsed.blocks if b.kind is BlockKind.TURN and b.label is not None)
    return frozenset(fold(words[-1]) for words in texts if words)


def _is_person(wording: Wording, world: World, span: NameSpan) -> bool:
    if span.strong:
        return True
    phrase = wording.phrase(span.first, span.last)
    if (
        in_heading(wording, span.first)
        or world.place(phrase)
        or world.meanings(phrase)
        or wording.words[span.last - 1] in words_of("names", "no_person")
    ):
        return False
    given = wording.words[span.first] in world.given_names
    placed = span.first > 0 and wording.words[span.first - 1] in {"in", "at", "near"} and span.country is None
    if _names_thing(wording, span) or (placed and not given):
        return False
    told = span.country is not None and not words_of("names", "no_person").intersection(
        wording.words[span.first : span.last]
    )
    return span.person or ((given or told or _acts(wording, span)) and not span.other)


def _acts(wording: Wording, span: NameSpan) -> bool:
    """Tell a name by what only people do: it is the subject of a verb of saying, or a team is led by it."""
    words, tokens = wording.words, wording.parsed.tokens
    inside = range(span.first, span.last)
    if words_of("names", "no_person").intersection(words[span.first : span.last]) or not all(
        tokens[i].pos in {"PROPN", "PUNCT", "ADJ"} or words[i] in words_of("names", "particles") for i in inside
    ):
        return False
    if span.first > 1 and words[span.first - 1] == "by" and words[span.first - 2] in LEADING:
        return True
    head = next((i for i in inside if base(tokens[i].dep) == "nsubj"), None)
    return head is not None and tokens[tokens[head].head].lemma.casefold() in words_of("speech", "verbs")


def _names_thing(wording: Wording, span: NameSpan) -> bool:
    """Tell whether a name is that of a place or a thing: "Bien Hoa airfield", "an El Al jet"."""
    following = wording.words[span.last] if span.last < len(wording.words) else "."
    if following in words_of("names", "named_after") or (singular(following) or "") in words_of("names", "named_after"):
        return True
    before = wording.words[span.first - 1] if span.first else "."
    tokens = wording.parsed.tokens
    outside = [i for i in range(span.first, span.last) if not span.first <= tokens[i].head < span.last]
    return before in {"a", "an"} and any(base(tokens[i].dep) == "compound" for i in outside)


def _add_full(wording: Wording, world: World, persons: list[Person], span: NameSpan, on: date | None) -> None:
    words = name_words(wording, span)
    folded = tuple(fold(w) for w in words)
    for person in persons:
        if (span.known and person.id in span.known) or _same(person, folded):
            _note(person, span)
            return
    known = _identify(world, span, words, on)
    country = _country(span) or (known.country if known else None)
    if known is not None:
        person = Person(
            known.person,
            in_order(words, known, country),
            folded,
            known.family_name,
            known.country,
            world.spells(known.person),
            official=True,
        )
        existing = next((p for p in persons if p.id == known.person), None)
        if existing is not None:
            _note(existing, span)
            return
    else:
        written = in_english(words, country)
        person = Person("", written, folded, None, country)
    _note(person, span)
    persons.append(person)


def _identify(world: World, span: NameSpan, words: tuple[str, ...], on: date | None) -> Tenure | None:
    """Return a spell of the person of the tables that a full name means: by the name, or by a like name and office."""
    if span.known:
        one = world.is_one_person(span.known)
        return _likeliest([world.latest(p, on) for p in span.known], _country(span), on, one=one)
    country = _country(span)
    for family in dict.fromkeys((words[-1], words[0])):
        given = fold(" ".join(w for w in words if w != family))
        for tenure in (*world.people_named(family, on), *world.people_named(family)):
            other = fold(tenure.name).replace(fold(tenure.family_name), "").strip()
            alike = bool(other) and (
                SequenceMatcher(None, given.replace("-", " "), other.replace("-", " ")).ratio() >= ALIKE
                or other[:2] == given[:2]
            )
            offices = {t.entry.office for t in span.titles if t.entry}
            same_office = any(t.office in offices for t in world.spells(tenure.person))
            if alike and (country in {None, tenure.country} and (country is not None or same_office)):
                return tenure
            if alike and same_office and tenure.country == country:
                return tenure
    return None


def _likeliest(spells: Sequence[Tenure], country: str | None, on: date | None, *, one: bool) -> Tenure:
    """Return of namesakes the one of the told country, then who is in office on the day, then the latest.

    Of ``one`` person under several ids the office on the day goes before nationality.
    """

    def rank(spell: Tenure) -> tuple[bool, bool, date]:
        told, now = spell.country == country, on is not None and spell.holds(on)
        return (now, told, spell.start) if one else (told, now, spell.start)

    return max(spells, key=rank)


def _country(span: NameSpan) -> str | None:
    return span.country or next((t.country for t in span.titles if t.country), None)


def _same(person: Person, words: tuple[str, ...]) -> bool:
    """Tell whether two full names are forms of one: one holds all words of the other, or an end and a like rest."""
    a, b = set(person.words), set(words)
    if min(len(a), len(b)) == 1:
        return False
    if a <= b or b <= a:
        return True
    if person.words[-1] == words[-1] or person.words[0] == words[0]:
        rest = (" ".join(w for w in person.words if w not in b), " ".join(w for w in words if w not in a))
        return SequenceMatcher(None, *rest).ratio() >= LIKE and rest[0][:1] == rest[1][:1]
    return False


def _note(person: Person, span: NameSpan) -> None:
    person.spans.append(span)
    person.titles.extend(span.titles)
    marks = {span.honorific, *(w for t in span.titles for w in t.text.casefold().split())}
    if marks & words_of("names", "female"):
        person.female = True
    elif marks & words_of("names", "male") and person.female is None:
        person.female = False
    if person.country is None:
        person.country = _country(span)


def _add_single(wording: Wording, world: World, persons: list[Person], span: NameSpan, on: date | None) -> None:
    word = fold(wording.surface(span.first, span.last))
    person = _antecedent(persons, word, span)
    if person is not None:
        _note(person, span)
        return
    if not span.strong and word in words_of("names", "languages"):
        return  # "they teach English"
    tenure = _known_single(world, span, word, on)
    if tenure is not None and (span.strong or not span.other or span.person):
        if not span.strong and not span.person and wording.parsed.tokens[span.first].pos != "PROPN":
            return
        existing = next((p for p in persons if p.id == tenure.person), None)
        if existing is None:
            existing = Person(
                tenure.person,
                tenure.name,
                tuple(fold(w) for w in tenure.name.split()),
                tenure.family_name,
                tenure.country,
                world.spells(tenure.person),
                official=True,
            )
            persons.append(existing)
        _note(existing, span)
        return
    if (span.strong and any(t.entry for t in span.titles)) or span.honorific:
        written = wording.surface(span.first, span.last)
        person = Person("", capitalised(written) if written.isupper() else written, (word,), None, _country(span))
        _note(person, span)
        persons.append(person)


def _antecedent(persons: Sequence[Person], word: str, span: NameSpan) -> Person | None:
    """Return the person whose full name holds a single name: as last word, as first word, the nearest."""
    offices = {t.entry.office for t in span.titles if t.entry}
    ranked: list[tuple[int, int, int, Person]] = []
    for person in persons:
        if word not in person.words and word != fold(person.family or ""):
            continue
        place = 0 if word in {person.words[-1], fold(person.family or "")} else 1 if word == person.words[0] else 2
        if place > 1 and not span.strong:
            continue
        same = (
            0
            if offices
            and offices & ({t.entry.office for t in person.titles if t.entry} | {t.office for t in person.tenures})
            else 1
        )
        before = [s.first for s in person.spans if s.first < span.first]
        ranked.append((place, same, span.first - max(before) if before else 10**6, person))
    return min(ranked, key=lambda r: r[:3])[3] if ranked else None


def _known_single(world: World, span: NameSpan, word: str, on: date | None) -> Tenure | None:
    """Return the office-holder that a bare family name with or without title can mean, if it is one only."""
    if not (span.strong or span.country) and is_everyday(word):
        return None
    found = list(world.people_named(word, on)) or [
        t for t in world.people_named(word) if t.end is None or on is None or (on - t.end).days < 365 * 12
    ]
    country = _country(span)
    if country:
        found = [t for t in found if t.country == country]
    offices = {t.entry.office for t in span.titles if t.entry}
    if offices:
        fitting = [t for t in found if offices & {spell.office for spell in world.spells(t.person)}]
        if country is None and not fitting and offices <= _OTHERS:
            return None  # Senator Martin is no prime minister of that name
        found = fitting or found
    if len(found) > 1:
        usual = world.usual(word, [t.person for t in found if on is None or t.holds(on)])
        found = [t for t in found if t.person == usual]
    return found[0] if len(found) == 1 else None


def _unique(persons: Sequence[Person]) -> list[Person]:
    count: Counter[str] = Counter()
    kept: dict[str, Person] = {}
    for person in persons:
        count[person.id] += 1
        if person.id in kept:
            kept[person.id].spans.extend(person.spans)
            kept[person.id].titles.extend(person.titles)
        else:
            kept[person.id] = person
    return list(kept.values())
