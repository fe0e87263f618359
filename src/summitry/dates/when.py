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
