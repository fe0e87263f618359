"""The country of each person: by office at the date, titles, the one a pronoun names, a pair, or the words around."""

from collections.abc import Iterator, Sequence
from datetime import date

from summitry.knowledge.entries import slug
from summitry.knowledge.world import World
from summitry.read.actors.context import Context
from summitry.read.actors.people import Person
from summitry.read.actors.states import words_of
from summitry.read.actors.titles import TitleSpan
from summitry.read.actors.wording import Wording
from summitry.read.parse import base
from summitry.records import Office

PAIR = 2
_STATE = frozenset(Office) - {Office.OTHER, Office.LEGISLATOR, Office.PARTY_LEADER, Office.OFFICIAL, Office.MILITARY}
_BESIDE = frozenset({"conj", "appos", "nummod", "flat", "compound", "list"})


def settle(wording: Wording, person: Person, persons: Sequence[Person], on: date | None, context: Context) -> None:
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


def spread(wording: Wording, world: World, persons: Sequence[Person], context: Context) -> None:
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
        if title.owner is not None and wording.words[title.owner] in {"its", "their"} and context.official is None:
            owner = context.possessor(title.owner)
            if owner is not None:
                return owner
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
