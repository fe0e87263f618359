"""What each phrase of the grammar means in its setting."""

from collections.abc import Callable

from summitry.dates.amounts import AMOUNT_MEANINGS
from summitry.dates.calendar_dates import CALENDAR_MEANINGS
from summitry.dates.grammar import Hit
from summitry.dates.setting import Setting
from summitry.dates.shares import Meaning
from summitry.dates.told_dates import TOLD_MEANINGS


def read_meaning(hit: Hit, setting: Setting) -> Meaning | None:
    """Return what a phrase means, or None when it is no expression of time after all."""
    try:
        return _MEANINGS[hit.name](hit, setting)
    except (ValueError, OverflowError):  # a day that the calendar lacks, such as 31 June or the year 10000
        return None


def _of_kind(kind: str) -> Callable[[Hit, Setting], Meaning]:
    return lambda _hit, _setting: Meaning(kind)


_MEANINGS: dict[str, Callable[[Hit, Setting], Meaning | None]] = {
    **CALENDAR_MEANINGS,
    **TOLD_MEANINGS,
    **AMOUNT_MEANINGS,
    "vague_after": _of_kind("vague"),
    "units_window": _of_kind("duration"),
    "every": _of_kind("set"),
    "repeated": _of_kind("set"),
    "eve": _of_kind("relative"),
    "present": _of_kind("vague"),
    "vague": _of_kind("vague"),
}
