"""What the surroundings of a phrase tell: the day of the document, the tense, the date spoken of last."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from summitry.dates.calendar import shift_day, widen
from summitry.dates.when import Hemisphere, Precision, Tense, When

# Days. A writer who means a day 300 days off says so ("last December"); what he leaves bare lies nearer, whatever the
# verb.
_NEAR, _FAR = 100, 200
_YEARS = 2  # from here on "years ago" is no closer than a year


@dataclass(frozen=True, slots=True)
class Setting:
    """The surroundings that a phrase is understood in.

    Attributes:
        anchor: the day of the document, None when unknown.
        tense: the time of what the phrase dates, None when unknown.
        last: the date named last, in this paragraph or the two sentences before; None when there is none.
        last_day: the day named last, within the same reach.
        near_day: the day named before in the same sentence or at the head of the entry.
        told: the date with a year that the paragraph named last.
        over: whether the date must be over: "since the winter" means the last whole one.
        open: whether it must be still to come: "by the autumn" means the next one.
        hemisphere: whose seasons are meant.
        sure: whether the tense is given, not read off words or a tree, which may mislead.
        entry: the year of the entry of a chronology, in which dates without one lie; None outside such an entry.
    """

    anchor: date | None
    tense: Tense | None = None
    last: When | None = None
    last_day: date | None = None
    near_day: date | None = None
    told: When | None = None
    over: bool = False
    open: bool = False
    hemisphere: Hemisphere = Hemisphere.NORTH
    sure: bool = False
    entry: int | None = None

    @property
    def day(self) -> date | None:
        """The day that "two days later" counts from."""
        return self.last_day or self.anchor

    def pick(self, make: Callable[[int], When]) -> When | None:
        """Choose the year of a date that names none.

        In the past the last such date that has begun by the anchor, in the future the next that has not ended, each
        unless it is far (and no season) and the other near; in the present, or with no tense known, the nearer. Where
        the paragraph tells of another year, dates later in that year belong to it.

        Args:
            make: a year -> the date in that year; may raise ValueError (29 February).
        """
        if self.entry is not None:
            return _attempt(make, self.entry)
        if self.told is not None and self.tense is not Tense.FUTURE:
            told = _attempt(make, self.told.start.year)
            if told and told.end.month >= self.told.start.month and (self.anchor is None or told.start <= self.anchor):
                return told
        if self.anchor is None:
            return None
        years = range(self.anchor.year - 4, self.anchor.year + 5)
        dates = [when for year in years if (when := _attempt(make, year))]
        past = next((when for when in reversed(dates) if when.start <= self.anchor), None)
        if self.over:
            return next((when for when in reversed(dates) if when.end < self.anchor), past)
        coming = next((when for when in dates if when.end >= self.anchor), None)
        if not past or not coming:
            return past or coming
        if self.sure and self.tense in {Tense.PAST, Tense.FUTURE}:
            return past if self.tense is Tense.PAST else coming
        back, ahead = (self.anchor - past.end).days, (coming.start - self.anchor).days
        if self.tense is Tense.FUTURE:
            far = ahead > _FAR and back < _NEAR and not self.open
            return past if far and past.precision is not Precision.SEASON else coming
        if self.tense is not Tense.PAST:
            return coming if ahead < back else past
        return coming if coming.precision in {Precision.DAY, Precision.WEEK} and back > _FAR and ahead < _NEAR else past

    def choose(self, make: Callable[[int], When], word: str) -> When | None:
        """Choose the year of "last June", "this June", "next June", "that June".

        Args:
            make: a year -> the date in that year.
            word: the adjective; an empty string for none.
        """
        if word in {"that", "same", "following", "previous", "preceding"} and self.last:
            when = _attempt(make, self.last.start.year)
            if word == "following" and when and when.start <= self.last.start:
                when = _attempt(make, self.last.start.year + 1)
            if word in {"previous", "preceding"} and when and when.start >= self.last.start:
                when = _attempt(make, self.last.start.year - 1)
            return when
        if self.anchor is None or word not in {"last", "past", "next", "coming", "upcoming", "this", "current"}:
            return self.pick(make)
        anchor = self.anchor
        dates = [when for year in range(anchor.year - 4, anchor.year + 5) if (when := _attempt(make, year))]
        if word in {"last", "past"}:
            return next((when for when in reversed(dates) if when.end < anchor), None)
        if word in {"next", "coming", "upcoming"}:
            return next((when for when in dates if when.start > anchor), None)
        holding = next((when for when in dates if when.contains(anchor)), None)
        return holding or _attempt(make, anchor.year)

    def find_weekday(self, weekday: int, word: str = "") -> date | None:
        """Return the day a weekday means.

        Args:
            weekday: 0 for Monday to 6 for Sunday.
            word: "last", "this", "next", "that" or an empty string.
        """
        told = self.last_day or (self.last.start if self.last else None)
        if word in {"that", "following", "same"} and told:
            return told + timedelta((weekday - told.weekday()) % 7)
        if self.anchor is None:
            return None
        back = (self.anchor.weekday() - weekday) % 7
        ahead = (weekday - self.anchor.weekday()) % 7
        if word in {"last", "past", "previous", "preceding"}:
            return self.anchor - timedelta(back or 7)
        if word in {"next", "coming", "upcoming", "following"}:
            return self.anchor + timedelta(ahead or 7)
        if self.open or self.tense is Tense.FUTURE or (self.tense is Tense.PRESENT and not word):
            return self.anchor + timedelta(ahead)
        if word in {"this", "current"}:
            return self.anchor + timedelta(weekday - self.anchor.weekday())
        return self.anchor - timedelta(back)

    def year_of(self, word: str) -> int | None:
        """Return the year that "this year", "last year", "that year" names."""
        if word in {"that", "same", "following", "previous", "preceding"}:
            told = self.last.start.year if self.last else self.anchor.year if self.anchor else None
            if told is None:
                return None
            return told + {"following": 1, "previous": -1, "preceding": -1}.get(word, 0)
        if self.anchor is None:
            return None
        return self.anchor.year + {"last": -1, "past": -1, "next": 1, "coming": 1, "upcoming": 1}.get(word, 0)


def count_back(day: date, unit: str, count: float) -> When | None:
    """Return the days from some units before a day up to it."""
    return When(shift_day(day, unit, -count), day, Precision.SPAN)


def count_ahead(day: date, unit: str, count: float) -> When | None:
    """Return the days from a day up to some units after it."""
    return When(day, shift_day(day, unit, count), Precision.SPAN)


def count_to(day: date, unit: str, count: float) -> When:
    """Return what lies some units away, as precise as the unit: "three weeks ago" is a week, "a year ago" a month.

    Args:
        day: the day to count from.
        unit: a unit's singular.
        count: how many, negative for earlier.
    """
    target = shift_day(day, unit, count)
    if unit == "year" and abs(count) < _YEARS:
        return widen(target, "month")
    if unit in {"decade", "century"}:
        return widen(target, "year")
    return widen(target, unit)


def _attempt(make: Callable[[int], When], year: int) -> When | None:
    try:
        return make(year)
    except (ValueError, OverflowError):
        return None
