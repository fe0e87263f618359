"""Reports made by hand for the tests of merging: a meeting of two invented leaders, with whatever is to be other."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from summitry.dates import Precision, When
from summitry.records import Event, EventType, Level, Modality, Place, Span
from summitry.track.merge import sketch
from summitry.track.values import Party, Told

PEOPLE = {
    "JPN": Party("JPN", "Japan", "JPN"),
    "RUS": Party("RUS", "Russia", "RUS"),
    "KOR": Party("KOR", "South Korea", "KOR"),
    "JPN/aoki": Party("JPN/aoki", "Ken Aoki", "JPN", "head_of_government"),
    "JPN/ken-aoki": Party("JPN/ken-aoki", "Ken Aoki", "JPN", "head_of_government"),
    "JPN/mita": Party("JPN/mita", "Rei Mita", "JPN", "foreign_minister"),
    "RUS/orlov": Party("RUS/orlov", "Pavel Orlov", "RUS", "head_of_state"),
    "RUS/sokol": Party("RUS/sokol", "Anna Sokol", "RUS", "foreign_minister"),
}
PLACES = {
    "Sochi": Place("Sochi", "RUS", 43.6, 39.73),
    "Adler": Place("Adler", "RUS", 43.43, 39.92),
    "Vladivostok": Place("Vladivostok", "RUS", 43.12, 131.89),
    "Nagato": Place("Nagato", "JPN", 34.37, 131.18),
    "Tokyo": Place("Tokyo", "JPN", 35.69, 139.69),
}
LEADERS = ("JPN/aoki", "RUS/orlov")
MINISTERS = ("JPN/mita", "RUS/sokol")


def on(day: str | None, precision: Precision = Precision.DAY, text: str | None = "on the day") -> When | None:
    """Return a date from ``2014-02-08`` or ``2014-02-01/2014-02-28``."""
    if day is None:
        return None
    start, _, end = day.partition("/")
    return When(date.fromisoformat(start), date.fromisoformat(end or start), precision, text)


def report(key: str, day: str | When | None = "2014-02-08", **other: Any) -> Told[Event]:
    """Return a report of a meeting; ``other`` may give any field of the report or of its event."""
    document = other.pop("document", f"doc-{key}")
    place = other.pop("place", None)
    actors = tuple(other.pop("actors", LEADERS))
    recipients = tuple(other.pop("recipients", ()))
    told = {name: other.pop(name) for name in ("published", "publisher", "words", "sketch") if name in other}
    event = Event(
        id=other.pop("id", key),
        event_type=other.pop("event_type", EventType.CONSULT),
        modality=other.pop("modality", Modality.OCCURRED),
        actors=actors,
        recipients=recipients,
        date=day if isinstance(day, When) else on(day, *([Precision.MONTH] if day and "/" in day else [])),
        place=PLACES[place] if place else None,
        level=other.pop("level", Level.LEADER),
        issues=tuple(other.pop("issues", ())),
        evidence=(Span(0, 1),),
        confidence=other.pop("confidence", 0.8),
        **other,
    )
    published = told.get("published", "2014-02-10")
    return Told(
        key=key,
        row=event,
        document=document,
        published=date.fromisoformat(published) if published else None,
        publisher=told.get("publisher"),
        words=told.get("words", "they met"),
        parties={actor: PEOPLE[actor] for actor in (*actors, *recipients)},
        sketch=told.get("sketch", sketch(told["words"]) if "words" in told else b""),
    )


_DAYS = st.dates(date(2014, 1, 20), date(2014, 4, 10))


@st.composite
def dates(draw: st.DrawFn) -> When | None:
    """Draw a date of any precision, or none."""
    start = draw(_DAYS)
    length = draw(st.sampled_from((0, 0, 0, 2, 9, 28, 89, 364)))
    when = When(start, date.fromordinal(start.toordinal() + length), Precision.SPAN if length else Precision.DAY)
    return draw(st.sampled_from((when, when, when, None)))


@st.composite
def reports(draw: st.DrawFn, key: str = "k") -> Told[Event]:
    """Draw a report."""
    actors = draw(st.lists(st.sampled_from(sorted(PEOPLE)), min_size=1, max_size=4, unique=True))
    split = draw(st.integers(1, len(actors)))
    return report(
        key,
        draw(dates()),
        actors=actors[:split],
        recipients=actors[split:],
        document=draw(st.sampled_from(("d1", "d2", "d3"))),
        published=draw(st.one_of(st.none(), _DAYS.map(date.isoformat))),
        place=draw(st.sampled_from((None, None, *sorted(PLACES)))),
        event_type=draw(st.sampled_from((EventType.CONSULT, EventType.CONSULT, EventType.AGREE, EventType.ACCUSE))),
        modality=draw(st.sampled_from(list(Modality))),
        level=draw(st.sampled_from((Level.LEADER, Level.MINISTER, Level.UNKNOWN))),
        words=draw(
            st.sampled_from(("they met in Sochi", "the two agreed to meet again in June", "talks on the islands"))
        ),
        issues=draw(st.sampled_from(((), ("territory",), ("economy",)))),
        mode=draw(st.sampled_from((None, "visit", "phone"))),
        confidence=draw(st.sampled_from((0.5, 0.8, 0.95))),
    )


@st.composite
def report_lists(draw: st.DrawFn, most: int = 7) -> list[Told[Event]]:
    """Draw some reports with keys of their own."""
    return [draw(reports(f"k{index}")) for index in range(draw(st.integers(1, most)))]
