"""From names to persons: which names mean one, who it is in the tables, and what office it holds at the date."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import SequenceMatcher

from summitry.knowledge.entries import slug
from summitry.knowledge.lexicon import is_everyday
from summitry.knowledge.world import Tenure, World, fold, level_of
from summitry.read.actors.context import Context
from summitry.read.actors.names import NameSpan, capitalised, in_english, in_heading, in_order, name_words
from summitry.read.actors.states import words_of
from summitry.read.actors.titles import TitleSpan
from summitry.read.actors.wording import Wording, singular
from summitry.read.layout import BlockKind
from summitry.read.parse import base
from summitry.records import Level, Office, Span

LIKE = 0.6
"""So alike are the rests of two names of a text that share an end."""
PAIR = 2
ALIKE = 0.72
"""Given names at least this similar (ratio of matching letters) are spellings of one name."""


@dataclass
class Person:
    """A person while a text is read; ``spans`` are the places where the name stands."""

    id: str
    name: str
    words: tuple[str, ...]
    family: str | None
    country: str | None
    tenures: tuple[Tenure, ...] = ()
    titles: list[TitleSpan] = field(default_factory=list)
    spans: list[NameSpan] = field(default_factory=list)
    female: bool | None = None
    official: bool = False
    labels: list[Span] = field(default_factory=list)
    told: bool = False
    spoken_office: tuple[Office, Level] | None = None
    spoken_title: str | None = None

    def office(self, on: date | None) -> tuple[Office | None, str | None, Level]:
        """Return office, title and level at a day, of the table before those of the text."""
        held = min((t for t in self.tenures if on is not None and t.holds(on)), key=_rank, default=None)
        now = [t for t in self.titles if t.entry and not t.former and not t.elect]
        told = min((t for t in now if not _is_address(t)), key=_title_rank, default=None)
        told = (
            told
            if told and _title_rank(told) < _ORDER.index(Office.OFFICIAL)
            else min(now, key=_title_rank, default=None)
        )
        any_title = next((t for t in self.titles if t.entry), None)
        text = told.text if told else any_title.text if any_title else held.title if held else None
        if held is not None:
            return held.office, text, level_of(held.office)
        if told is not None and told.entry is not None and not any(t.office is told.entry.office for t in self.tenures):
            office = precise_office(told)
            return (office, text, told.entry.level) if office else (None, text, Level.UNKNOWN)
        if self.spoken_office is None and not self.tenures and any(span.team for span in self.spans):
            return Office.OFFICIAL, text, Level.OFFICIAL
        if self.spoken_office is not None:
            return self.spoken_office[0], text or self.spoken_title, self.spoken_office[1]
        past = (
            any_title.entry.level
            if any_title and any_title.entry
            else level_of(self.tenures[-1].office)
            if self.tenures
            else Level.UNKNOWN
        )
        return None, text, past


def precise_office(title: TitleSpan) -> Office | None:
    """Return the office of a title with what its complement adds: a minister for the army, a head in a ministry."""
    if title.entry is None:
        return None
    office, text = title.entry.office, title.text.casefold()
    if office is Office.MINISTER and any(
        word in text for word in ("army", "armed forces", "defence", "defense", "military")
    ):
        return Office.DEFENCE_MINISTER
    if office is Office.OTHER and words_of("roles", "public_bodies").intersection(text.replace("'s", "").split()):
        return Office.OFFICIAL
    if office is Office.OTHER and title.entry.level is Level.UNKNOWN:
        return None
    return office


_OTHERS = frozenset({Office.LEGISLATOR, Office.AMBASSADOR, Office.SPOKESPERSON, Office.ENVOY, Office.DEPUTY_MINISTER})
_STATE = frozenset(Office) - {Office.OTHER, Office.LEGISLATOR, Office.PARTY_LEADER, Office.OFFICIAL, Office.MILITARY}
_BESIDE = frozenset({"conj", "appos", "nummod", "flat", "compound", "list"})
_ORDER = (
    *(
        o
        for o in Office
        if o not in {Office.OFFICIAL, Office.MILITARY, Office.OTHER, Office.LEGISLATOR, Office.PARTY_LEADER}
    ),
    Office.OFFICIAL,
    Office.PARTY_LEADER,
    Office.LEGISLATOR,
    Office.MILITARY,
    Office.OTHER,
)


def _title_rank(title: TitleSpan) -> int:
    """Order titles by how much they say: an office of state before a rank or a form of address."""
    return _ORDER.index(title.entry.office) if title.entry else len(_ORDER)


def _is_address(title: TitleSpan) -> bool:
    """Tell whether a title is a mere form of address: the Ambassador who is a president's envoy."""
    return title.last == title.core_last and title.text.casefold() == "ambassador"


def _rank(tenure: Tenure) -> int:
    return _ORDER.index(tenure.office)


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
    for span in full:
        _add_full(wording, world, persons, span, on)
    for span in single:
        _add_single(wording, world, persons, span, on)
    _spread(wording, world, persons, context)
    for person in sorted(persons, key=lambda p: (not p.tenures, p.country is None)):
        _settle(wording, person, persons, on, context)
    persons.sort(key=lambda p: min(s.first for s in p.spans))
    return tuple(_unique(persons))


def _size(wording: Wording, span: NameSpan) -> int:
    return sum(1 for i in range(span.first, span.last) if i == span.first or not wording.glued(i))


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
    if _names_thing(wording, span):
        return False
    told = span.country is not None and not words_of("names", "no_person").intersection(
        wording.words[span.first : span.last]
    )
    given = wording.words[span.first] in world.given_names
    return span.person or ((given or told) and not span.other)


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
        return _likeliest([world.latest(p, on) for p in span.known], _country(span), on)
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


def _likeliest(spells: Sequence[Tenure], country: str | None, on: date | None) -> Tenure:
    """Return of namesakes the one of the told country, then who is in office on the day, then the latest."""

    def rank(spell: Tenure) -> tuple[bool, bool, date]:
        return spell.country == country, on is not None and spell.holds(on), spell.start

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


def _settle(wording: Wording, person: Person, persons: Sequence[Person], on: date | None, context: Context) -> None:
    """Give a person its country: by office at the date, titles, the pair it belongs to, or the context."""
    held = next((t for t in person.tenures if on is not None and t.holds(on)), None)
    now = next((t for t in person.titles if t.entry and not t.former and (t.country or t.entry.country)), None)
    if held is not None:
        person.country = held.country
    elif (
        person.tenures
        and now is not None
        and now.entry is not None
        and not any(t.office is now.entry.office for t in person.tenures)
    ):
        person.country = now.country or now.entry.country
        person.id = f"{person.country}/{slug(person.name)}"
    told = _told_country(wording, person, persons, context)
    person.country = told if told == "NGO" else person.country or told
    person.told = person.country is not None
    if person.country is None:
        person.country = _inferred_country(wording, person, persons, context)
    person.country = person.country or "---"
    if not person.id:
        person.id = f"{person.country}/{slug(person.name)}"


def _spread(wording: Wording, world: World, persons: Sequence[Person], context: Context) -> None:
    """Give two who act as a pair to the two sides: "security chiefs X and Y" of a pair of states, "X and Y signed".

    The order of the names is that of the states, in a transcript that of the own state first, unless the names are
    liker to those of the other side's people.
    """
    for head, people in (*_titled_together(persons), *_acting_together(wording, persons)):
        pair = context.pair_at(head)
        told = [p.country or (p.tenures[-1].country if p.tenures else None) for p in people]
        if len(pair) != PAIR or all(told) or any(c is not None and c not in pair for c in told):
            continue
        pair = pair[::-1] if context.official == pair[1] else pair
        straight = sum(world.likeness(p.name, c) for p, c in zip(people, pair, strict=True))
        crossed = sum(world.likeness(p.name, c) for p, c in zip(people, reversed(pair), strict=True))
        fixed = told[0] == pair[1] or told[1] == pair[0]
        order = pair[::-1] if fixed or (not any(told) and crossed > straight) else pair
        for person, country in zip(people, order, strict=True):
            person.country = person.country or country


def _titled_together(persons: Sequence[Person]) -> Iterator[tuple[int, list[Person]]]:
    """Yield the two persons who share a plural title of office without a state, and its head word."""
    shared: dict[int, list[Person]] = {}
    for person in persons:
        for title in person.titles:
            if title.plural and title.country is None and title.entry and title.entry.office is not Office.OTHER:
                shared.setdefault(title.head, []).append(person)
    yield from ((head, people) for head, people in shared.items() if len(people) == PAIR)


def _acting_together(wording: Wording, persons: Sequence[Person]) -> Iterator[tuple[int, list[Person]]]:
    """Yield the two persons that "X and Y signed" joins, with the word of the first."""
    words, tokens = wording.words, wording.parsed.tokens
    by_first = {span.first: person for person in persons for span in person.spans}
    for person in persons:
        for span in person.spans:
            other = by_first.get(span.last + 1) if words[span.last : span.last + 1] == ("and",) else None
            subject = next((i for i in range(span.first, span.last) if base(tokens[i].dep) == "nsubj"), None)
            if (
                other is None
                or subject is None
                or other is person
                or any(p.titles or p.tenures for p in (person, other))
            ):
                continue
            if tokens[tokens[subject].head].lemma.casefold() in words_of("roles", "mutual"):
                yield subject, [person, other]


def _told_country(wording: Wording, person: Person, persons: Sequence[Person], context: Context) -> str | None:
    """Return the country by the holder of a title ("Abe's adviser") or by a title that only one state has."""
    for title in person.titles:
        phrase = wording.phrase(title.core, title.core_last)
        if title.owner is not None and wording.words[title.owner] == "our":
            return context.official or "NGO"
        before = _person_at(persons, person, title, pronoun=phrase in {"predecessor", "successor"})
        if before is not None and before.country:
            return before.country
        if context.official and title.entry and not words_of("roles", "of_other_states").intersection(phrase.split()):
            return context.official
    named = {p.country for p in persons} | set(context.counts) | {context.official}
    owners = (t.entry.country for t in person.titles if t.entry and t.entry.office is not Office.OTHER)
    return next((c for c in owners if c and (c in named or c not in context.states)), None)


def _person_at(persons: Sequence[Person], person: Person, title: TitleSpan, *, pronoun: bool) -> Person | None:
    """Return the person who has the holder of a title, by name or, for a predecessor, by a pronoun."""
    if title.owner is not None:
        owner = next(
            (p for p in persons if p is not person and any(s.first <= title.owner < s.last for s in p.spans)), None
        )
        if owner is not None or not pronoun:
            return owner
    if not pronoun:
        return None
    spans = [(s.first, p) for p in persons if p is not person for s in p.spans if s.first < title.core]
    return max(spans, key=lambda pair: pair[0])[1] if spans else None


def _inferred_country(wording: Wording, person: Person, persons: Sequence[Person], context: Context) -> str | None:
    first = min(s.first for s in person.spans)
    near = context.own(first)
    offices = {t.entry.office for t in person.titles if t.entry}
    if (
        Office.AMBASSADOR in offices and near and not _is_sent(wording, person)
    ):  # states summon, expel and receive the envoys of others
        told = _told_before(wording, persons, first, near)
        return told or context.subject_before(first, near) or context.other_of_pair(near) or near
    by = _captor(wording, person, persons, context)
    other = context.other_of_pair(by) if by else None
    if by is not None and (other or context.before(first, by)):
        return other or context.before(first, by)  # who is arrested is rarely a national of those who do it
    plain = next((t for t in person.titles if t.definite and not wording.is_capital(t.core)), None)
    partner = _partner(wording, person, persons, first, subject=plain is not None)
    speech = first > 0 and wording.parsed.tokens[first - 1].lemma.casefold() in words_of("speech", "verbs")
    if speech and context.home and context.official is None:
        return context.home  # '"...", says X': the states of the quotation are not the speaker's
    if partner is not None:
        return partner if plain is not None else context.other_of_pair(partner) or near
    return context.liker(person.name, near) if near else None


def _captor(wording: Wording, person: Person, persons: Sequence[Person], context: Context) -> str | None:
    """Return the state that arrests, shoots, expels or frees a person where the text first names him, or None."""
    tokens = wording.parsed.tokens
    span = min(person.spans, key=lambda s: s.first)
    words = {i for t in span.titles for i in range(t.core, t.core_last)} | set(range(span.first, span.last))
    sentence = wording.parsed.sentences[wording.parsed.sentence_of[span.first]]
    subject: int | None = None
    for i in range(sentence.first, sentence.last):
        if tokens[i].lemma.casefold() not in words_of("roles", "suffered") or tokens[i].pos not in {"VERB", "NOUN"}:
            continue
        objects = (*wording.parsed.dependents(i, "obj"), *wording.parsed.dependents(i, "nsubj:pass"))
        patients = {w for w in range(sentence.first, sentence.last) if _stands_with(wording, w, objects)}
        if patients.intersection(words) or set(wording.parsed.ancestors(i)).intersection(words):
            doers = (*wording.parsed.dependents(i, "obl:agent"), *wording.parsed.dependents(i, "nsubj"))
            subject = next((d for d in doers if d not in patients), None)
    victim = words_of("roles", "victims").intersection(wording.words[max(span.first - 4, sentence.first) : span.first])
    if subject is None and victim:
        subject = next((i for i in range(sentence.first, span.first) if tokens[i].dep == "nsubj"), None)
    if subject is None:
        return None
    doer = next((p for p in persons if p is not person and any(s.first <= subject < s.last for s in p.spans)), None)
    return (doer.country if doer and doer.told else None) or context.state_at(subject)


def _is_sent(wording: Wording, person: Person) -> bool:
    """Tell whether the one who acts on an envoy is the sender: "recalled its ambassador X"."""
    tokens = wording.parsed.tokens
    span = min(person.spans, key=lambda s: s.first)
    words = {i for t in span.titles for i in range(t.core, t.core_last)} | set(range(span.first, span.last))
    return any(
        base(tokens[i].dep) == "obj" and tokens[tokens[i].head].lemma.casefold() in words_of("roles", "sending")
        for i in words
    )


def _stands_with(wording: Wording, i: int, heads: Sequence[int]) -> bool:
    """Tell whether a word is one of some heads, or stands with it as "X" and "Y" do in "the other two, X and Y"."""
    tokens = wording.parsed.tokens
    while i not in heads:
        if base(tokens[i].dep) not in _BESIDE or tokens[i].head == i:
            return False
        i = tokens[i].head
    return True


def _told_before(wording: Wording, persons: Sequence[Person], first: int, barred: str) -> str | None:
    """Return the country of the last person who is a subject before a word in its block, a barred one aside."""
    parsed = wording.parsed
    sentence = parsed.sentences[parsed.sentence_of[first]]
    found: list[tuple[int, str]] = []
    for other in persons:
        public = bool(other.tenures) or any(t.entry and t.entry.office in _STATE for t in other.titles)
        if not other.told or other.country in {None, "---", barred} or not public:
            continue
        for span in other.spans:
            number = parsed.sentence_of[span.first]
            same = parsed.sentences[number].block == sentence.block and number + 1 == parsed.sentence_of[first]
            subject = any(base(parsed.tokens[i].dep) == "nsubj" for i in range(span.first, span.last))
            if span.first < sentence.first and same and subject:
                found.append((span.first, other.country or "---"))
    return max(found)[1] if found else None


def _partner(wording: Wording, person: Person, persons: Sequence[Person], first: int, *, subject: bool) -> str | None:
    """Return the country of the nearest person of the sentence of whom the text tells one, or of its subject."""
    sentence = wording.parsed.sentences[wording.parsed.sentence_of[first]]
    near: list[tuple[int, str]] = []
    for other in persons:
        if other is person or not other.told or other.country in {None, "---"}:
            continue
        if any(t in other.titles and t.country for t in person.titles):
            continue
        for span in other.spans:
            words = range(span.first, span.last)
            if not sentence.first <= span.first < sentence.last:
                continue
            if subject and not any(base(wording.parsed.tokens[i].dep) == "nsubj" and i < first for i in words):
                continue
            near.append((abs(span.first - first), other.country or "---"))
    return min(near)[1] if near else None


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
