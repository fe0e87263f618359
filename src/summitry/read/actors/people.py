"""A person while a text is read, and the office that table and titles tell."""

from dataclasses import dataclass, field
from datetime import date

from summitry.knowledge.world import Tenure, level_at
from summitry.read.actors.names import NameSpan
from summitry.read.actors.states import words_of
from summitry.read.actors.titles import TitleSpan
from summitry.records import Level, Office, Span


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
            return held.office, text, level_at(held)
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
            else level_at(self.tenures[-1])
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
