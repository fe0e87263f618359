"""The values of this room: a date as precise as its words, and where it was found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from summitry.errors import DateError


class Precision(StrEnum):
    """How precise the words were; ``SPAN`` is any other stretch of days ("early May", "by Sunday")."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    SPAN = "span"


class Tense(StrEnum):
    """The time of what is told, seen from the day of the document."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


class Hemisphere(StrEnum):
    """The half of the earth whose seasons a text speaks of."""

    NORTH = "north"
    SOUTH = "south"

    @classmethod
    def of_latitude(cls, latitude: float) -> "Hemisphere":
        """Return the hemisphere of a place.

        >>> Hemisphere.of_latitude(-35.3).value
        'south'

        Args:
            latitude: degrees, southern ones negative.
        """
        return cls.SOUTH if latitude < 0 else cls.NORTH


@dataclass(frozen=True, slots=True)
class When:
    """A date as precise as the text: "this autumn" is 1 September to 30 November, precision ``SEASON``.

    >>> When(date(2014, 6, 1), date(2014, 6, 30), Precision.MONTH, "in June").contains(date(2014, 6, 4))
    True

    Attributes:
        start: first day.
        end: last day, inclusive.
        precision: how precise the words were.
        text: the words, or None where the date was not read from words.

    Raises:
        DateError: it starts after it ends.
    """

    start: date
    end: date
    precision: Precision
    text: str | None = None

    def __post_init__(self) -> None:
        if self.start > self.end:
            message = f"date starts on {self.start} after it ends on {self.end}; give the earlier day first"
            raise DateError(message)

    @classmethod
    def from_day(cls, day: date, text: str | None = None) -> Self:
        """Return one day as a date.

        >>> When.from_day(date(2014, 2, 8)).to_dict()["precision"]
        'day'
        """
        return cls(day, day, Precision.DAY, text)

    @classmethod
    def resolve(
        cls,
        text: str,
        anchor: date | str | None,
        tense: Tense | None = None,
        *,
        hemisphere: Hemisphere = Hemisphere.NORTH,
    ) -> "When | None":
        """Return what one expression of time means.

        >>> When.resolve("late January", "2014-02-19").to_dict()["start"]
        '2014-01-21'
        >>> When.resolve("on Tuesday", "2014-02-19", Tense.FUTURE).start
        datetime.date(2014, 2, 25)
        >>> When.resolve("in due course", "2014-02-19") is None
        True

        "The day after" and its like, which in a text count from the day named last, count from the anchor here.
        ``find_dates`` finds expressions in running text and reads them in their setting.

        Args:
            text: the expression, with or without its preposition ("by year-end", "from March 3 to 5"); nothing over
                300 characters is one.
            anchor: the day that it is seen from (a date, or an ISO date or date-time), or None when unknown: then only
                a full date resolves.
            tense: the time of what it dates, which tells the last Tuesday from the next; without it the nearer counts.
            hemisphere: whose seasons are meant.

        Returns:
            The date; None for an expression that is vague ("soon"), that is no date, or that names several days apart.

        Raises:
            DateError: the anchor is no ISO date.
        """
        from summitry.dates.find import resolve_text  # noqa: PLC0415  # the finder is built of these values

        return resolve_text(text, anchor, tense, hemisphere)

    def contains(self, day: date) -> bool:
        """Tell whether ``day`` lies in it, first and last day included."""
        return self.start <= day <= self.end

    def overlaps(self, other: "When") -> bool:
        """Tell whether the two share a day."""
        return self.start <= other.end and other.start <= self.end

    def to_dict(self) -> dict[str, str | None]:
        """Return the readout's form: ISO days, precision, text."""
        return {
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "precision": self.precision.value,
            "text": self.text,
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, str | None]) -> Self:
        """Read the readout's form back.

        Args:
            values: ``start``, ``end`` (ISO days), ``precision`` and, if known, ``text``.

        Raises:
            DateError: a field is missing, or is no ISO day or no precision.
        """
        return cls(
            _read_day(values, "start"),
            _read_day(values, "end"),
            _read_precision(values),
            values.get("text"),
        )


@dataclass(frozen=True, slots=True)
class DateSpan:
    """One expression of time, and where it stands in the text.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        when: what it means; None for a vague or unanchored one ("soon", "a few weeks before").
        kind: what sort of expression it is: ``date``, ``time`` (a part of a day), ``range`` ("from June to August"),
            ``limit`` ("by Sunday", "since 2012": the window), ``relative`` ("two days later"), ``duration``, ``set``
            ("every year") or ``vague``. A duration has a date only as the window of a claim ("first in ten years").
        base: the date it is reckoned from where that is not ``when``: 2012 of "since 2012", Sunday of "by Sunday",
            June of "early June", the day of the vote of "on 8 May, the day after the vote"; else None.
    """

    start: int
    end: int
    when: When | None
    kind: str
    base: When | None = None


def _read_day(values: Mapping[str, str | None], field: str) -> date:
    value = values.get(field)
    try:
        return date.fromisoformat(value or "")
    except (TypeError, ValueError) as error:
        message = f"date field {field!r} is {value!r}; give an ISO day such as '2014-02-08'"
        raise DateError(message) from error


def _read_precision(values: Mapping[str, str | None]) -> Precision:
    value = values.get("precision")
    try:
        return Precision(value or "")
    except ValueError as error:
        known = ", ".join(Precision)
        message = f"date field 'precision' is {value!r}; it must be one of {known}"
        raise DateError(message) from error
