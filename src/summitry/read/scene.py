"""All that the readers of rows look at: the parsed document with its actors, places, dates, issues and clauses.

Each reader (events, statements, positions, commitments, claims, assessments) is a function of a ``Scene`` that
returns records; none of them knows another.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from summitry.dates import DateSpan, Hemisphere, Precision, Tense, When, find_dates
from summitry.knowledge.world import World
from summitry.read.actors import Cast, add_states, find_actors
from summitry.read.actors.wording import Wording
from summitry.read.clauses import Clause, find_clauses
from summitry.read.issues import IssueMap, find_issues, map_issues
from summitry.read.layout import Block, BlockKind, date_of_label
from summitry.read.parse import Parsed
from summitry.read.places import PlaceMention, find_places
from summitry.read.quotes import find_quotes
from summitry.records import Document, Level, Place, Span


@dataclass(frozen=True)
class Scene:
    """A parsed document with what was found in it.

    Attributes:
        parsed: words, trees, blocks.
        cast: actors and their mentions.
        places: place mentions in text order.
        dates: date expressions in text order, resolved by the tense of the clause they stand in.
        clauses: predicates with their arguments, in text order.
        anchor: the document's day, or None.
        clause_of: for each word the number in ``clauses`` of the clause that it belongs to, or -1.
        quotes: what stands between quotation marks, without the marks.
        world: who and where names mean; the reader's own.
    """

    parsed: Parsed
    cast: Cast
    places: tuple[PlaceMention, ...]
    dates: tuple[DateSpan, ...]
    clauses: tuple[Clause, ...]
    anchor: date | None
    clause_of: tuple[int, ...]
    quotes: tuple[Span, ...]
    world: World

    @property
    def document(self) -> Document:
        """Return the document."""
        return self.parsed.document

    def clause_at(self, i: int) -> Clause | None:
        """Return the clause that word ``i`` belongs to."""
        number = self.clause_of[i]
        return self.clauses[number] if number >= 0 else None

    def governing(self, clause: Clause) -> Clause | None:
        """Return the clause that a clause hangs on."""
        return None if clause.governor is None else self.clause_at(clause.governor)

    def actors(self, words: Iterable[int]) -> tuple[str, ...]:
        """Return the ids of the actors that words stand for, each once, in order."""
        found: dict[str, None] = {}
        for i in words:
            found.update(dict.fromkeys(self.cast.at(i)))
        return tuple(found)

    def actors_in(self, span: Span) -> tuple[str, ...]:
        """Return the ids of all actors mentioned in a span, each once, in order."""
        starts = self._mention_starts
        inside = self.cast.mentions[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        return tuple(dict.fromkeys(actor for mention in inside for actor in mention.actors))

    def dates_in(self, span: Span) -> tuple[When, ...]:
        """Return the resolved dates in a span, in order."""
        return tuple(found.when for found in self._dates_in(span) if found.when is not None)

    def date_of(self, clause: Clause) -> When | None:
        """Return when a clause says that it happens: a date among its own words, else the date of its dated entry."""
        own = [f for f in self._dates_in(clause.span) if f.when is not None and self._belongs(f, clause)]
        if own:
            return min(own, key=lambda found: abs(found.start - self.parsed.tokens[clause.head].start)).when
        return self.entry_date(clause.head)

    def entry_date(self, i: int) -> When | None:
        """Return the date of the chronology or live-blog entry in which word ``i`` stands, or None."""
        block = self.parsed.block_of(i)
        return self.block_date(block)

    def block_date(self, block: Block) -> When | None:
        """Return the date that opens an entry; an entry that opens with a time has the document's day."""
        if block.kind is not BlockKind.ENTRY or block.label is None:
            return None
        label, year = self.parsed.text(block.label), self._year_above(block)
        if year is not None and not YEAR.search(label):
            found = date_of_label(f"{label.strip()} {year.year}") or date_of_label(label, year)
        else:
            found = date_of_label(label, self.anchor)
        if found is not None:
            return found
        return None if self.anchor is None else When.from_day(self.anchor)

    def _year_above(self, block: Block) -> date | None:
        """Return the last day of the year that the nearest heading above an entry is, or None."""
        for above in reversed(self.parsed.blocks[: self.parsed.blocks.index(block)]):
            text = self.parsed.text(above.span).strip()
            if above.kind in {BlockKind.HEADING, BlockKind.LINE} and YEAR.fullmatch(text):
                return date(int(text), 12, 31)
        return None

    def place_of(self, clause: Clause) -> Place | None:
        """Return where a clause says that it happens: the first place among its own words that is no argument of it."""
        arguments = {*clause.agents, *clause.patients, *clause.recipients}
        for mention in self.places:
            if (
                mention.head in arguments
                or not clause.span.start <= self.parsed.tokens[mention.first].start < clause.span.end
            ):
                continue
            if self.clause_of[mention.head] == self.clause_of[clause.head]:
                return mention.place
        return None

    def issues_in(self, span: Span) -> tuple[str, ...]:
        """Return the issues that the words of a span speak of."""
        return find_issues(self.parsed, span)

    @cached_property
    def issue_map(self) -> IssueMap:
        """The cues of issues in the whole document, for passages that name none themselves."""
        return map_issues(self.parsed)

    def level(self, *sides: Iterable[str]) -> Level:
        """Return the highest level at which all sides took part; of one side its own highest."""
        ranks = [
            min((ORDER.index(self.cast.levels.get(a, Level.UNKNOWN)) for a in side), default=len(ORDER) - 1)
            for side in sides
        ]
        return ORDER[max(ranks)] if ranks else Level.UNKNOWN

    def is_quoted(self, i: int) -> bool:
        """Tell whether word ``i`` stands inside quotation marks."""
        start = self.parsed.tokens[i].start
        number = bisect_right(self._quote_starts, start) - 1
        return number >= 0 and start < self.quotes[number].end

    def quotes_in(self, span: Span) -> tuple[Span, ...]:
        """Return the quotations that lie at least partly in a span."""
        first = max(bisect_right(self._quote_starts, span.start) - 1, 0)
        last = bisect_left(self._quote_starts, span.end)
        return tuple(quote for quote in self.quotes[first:last] if quote.end > span.start)

    def clauses_in(self, sentence: int) -> tuple[Clause, ...]:
        """Return the clauses of a sentence, by its number, in text order."""
        return self._clauses_of.get(sentence, ())

    @cached_property
    def _quote_starts(self) -> tuple[int, ...]:
        return tuple(span.start for span in self.quotes)

    @cached_property
    def _mention_starts(self) -> tuple[int, ...]:
        return tuple(self.parsed.tokens[mention.first].start for mention in self.cast.mentions)

    @cached_property
    def _date_starts(self) -> tuple[int, ...]:
        return tuple(found.start for found in self.dates)

    @cached_property
    def _clauses_of(self) -> dict[int, tuple[Clause, ...]]:
        found: dict[int, list[Clause]] = {}
        for clause in self.clauses:
            found.setdefault(self.parsed.sentence_of[clause.head], []).append(clause)
        return {sentence: tuple(clauses) for sentence, clauses in found.items()}

    def _dates_in(self, span: Span) -> tuple[DateSpan, ...]:
        return self.dates[bisect_left(self._date_starts, span.start) : bisect_left(self._date_starts, span.end)]

    def _belongs(self, found: DateSpan, clause: Clause) -> bool:
        if not clause.span.start <= found.start < clause.span.end:
            return False
        words = self.parsed.tokens_in(Span(found.start, found.end))
        return any(self.clause_of[word.i] == self.clause_of[clause.head] for word in words)


SEASON = re.compile(r"\b(?:spring|summer|autumn|fall|winter)\b", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")
ORDER = (
    Level.LEADER,
    Level.MINISTER,
    Level.DEPUTY_MINISTER,
    Level.OFFICIAL,
    Level.MILITARY,
    Level.PARLIAMENT,
    Level.UNKNOWN,
)
"""Levels from the highest down, as the contract orders them."""


def build_scene(parsed: Parsed, world: World) -> Scene:
    """Find actors, places, dates and clauses of a parsed document.

    Args:
        parsed: the document's words and trees.
        world: who and where names mean on the document's date.

    Returns:
        The scene.
    """
    clauses = find_clauses(parsed)
    numbers = _clause_numbers(parsed, clauses)

    def tense_at(start: int, end: int) -> Tense | None:
        words = parsed.tokens_in(Span(start, end))
        number = numbers[words[0].i] if words else -1
        return clauses[number].tense if number >= 0 else None

    published = parsed.document.published
    anchor = date.fromisoformat(published[:10]) if published else None
    wording = Wording(parsed)
    cast = find_actors(parsed, world, wording)
    half = _hemisphere(parsed.document.text, cast.home, world)
    places = find_places(parsed, world, cast, wording)
    cast = add_states(cast, world, ((p.place.country, parsed.span(p.first, p.last)) for p in places))
    scene = Scene(parsed, cast, places, (), clauses, anchor, numbers, find_quotes(parsed), world)
    dates = find_dates(parsed.document.text, anchor, tense=tense_at, hemisphere=half, entry_at=_entries(scene))
    return replace(scene, dates=dates)


def _entries(scene: Scene) -> Callable[[int], When | None] | None:
    """Return for an offset the date of the entry of a chronology that it stands in; in its label, the entry's year."""
    entries: list[tuple[int, int, When]] = []
    for block in scene.parsed.blocks:
        when = scene.block_date(block)
        if when is None or block.label is None or when.start == when.end == scene.anchor:
            continue
        year = When(date(when.start.year, 1, 1), date(when.start.year, 12, 31), Precision.YEAR)
        entries += [(block.label.start, block.content.start, year), (block.content.start, block.span.end, when)]
    if not entries:
        return None
    starts = [start for start, _, _ in entries]

    def entry_at(offset: int) -> When | None:
        number = bisect_right(starts, offset) - 1
        return entries[number][2] if number >= 0 and offset < entries[number][1] else None

    return entry_at


def _hemisphere(text: str, home: str | None, world: World) -> Hemisphere:
    """Return the half of the earth whose seasons a text speaks of: that of the state from which it is written.

    Only a text that names a season asks for it, since places are indexed at the first question.
    """
    entity = world.entity(home) if home is not None and SEASON.search(text) else None
    place = world.locate(entity.name) if entity is not None else None
    if place is None or place.latitude is None:
        return Hemisphere.NORTH
    return Hemisphere.of_latitude(place.latitude)


def _clause_numbers(parsed: Parsed, clauses: tuple[Clause, ...]) -> tuple[int, ...]:
    """Return for each word the number of its clause; every word is visited once, however deep the trees are."""
    numbers: dict[int, int] = {clause.head: number for number, clause in enumerate(clauses)}
    for i in range(len(parsed.tokens)):
        path: list[int] = []
        word = i
        while word not in numbers and parsed.tokens[word].head != word:
            path.append(word)
            word = parsed.tokens[word].head
        number = numbers.setdefault(word, -1)
        for passed in path:
            numbers[passed] = number
    return tuple(numbers[i] for i in range(len(parsed.tokens)))
