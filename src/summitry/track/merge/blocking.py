"""Which reports are compared at all: blocking keys from states, family of acts, and days."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from summitry.records import Event
from summitry.track.dyads import NOBODY, Direction, find_directions
from summitry.track.merge.profile import FAMILIES, Dating, find_window
from summitry.track.merge.words import split_words
from summitry.track.values import Told

SLACK = 2
"""Days by which a window is widened on either side: two days up to four apart share a week."""

MOST_DYADS = 6
"""Dyads of a report that give keys: two reports of one large meeting share the same few, chosen by hashes."""

WEEK = 7
VAGUE_FROM = 15
"""Days from which a window goes by months, not by weeks."""

MOST_MONTHS = 4
"""Months that a window may touch; a vaguer date finds its like by place alone."""

MOST_YEARS = 5
"""Years that a window may touch to find anything."""


class Keys(NamedTuple):
    """Blocking keys of one report: what it is found by, and what it finds others by."""

    emits: tuple[str, ...]
    seeks: tuple[str, ...]


def emits(told: Told[Event]) -> tuple[str, ...]:
    """Return the keys under which a report is found.

    Two reports are compared when one seeks a key that the other emits; it makes no difference which of them seeks.
    A key is made of a pair of states, a family of types of events, and a week, a month, or a place in a year.

    Args:
        told: an event as one document tells it.

    Returns:
        At most about ten keys for each pair of states, each once; empty where neither the report nor its document has a
        date and no place is told.
    """
    return find_keys(told).emits


def seeks(told: Told[Event]) -> tuple[str, ...]:
    """Return the keys under which the reports stand that a report is to be compared with; see ``emits``."""
    return find_keys(told).seeks


def find_keys(told: Told[Event], directions: Sequence[Direction] | None = None) -> Keys:
    """Return both sorts of keys in one go; ``directions`` are those of the row, where they are known already."""
    dating, low, high = find_window(told)
    place = _fold(told.row.place.name) if told.row.place is not None else ""
    offered, sought = _window_keys(dating, low, high, place)
    stems = _stems(told, find_directions(told.row, told.parties) if directions is None else directions)
    return Keys(_cross(stems, offered), _cross(stems, sought))


def _stems(told: Told[Event], directions: Sequence[Direction]) -> list[str]:
    """Return what all keys of a report begin with: the pair of states, or the one state, and the family."""
    family = FAMILIES[told.row.event_type]
    dyads = [f"{dyad.left}-{dyad.right}" for dyad, _, _ in directions]
    if not dyads:
        codes = {party.country for party in told.parties.values()} - {NOBODY}
        dyads = sorted(f"{code}-" for code in codes) or [f"{NOBODY}-"]
    if len(dyads) > MOST_DYADS:
        dyads = sorted(sorted(dyads, key=_order)[:MOST_DYADS])
    return [f"{dyad}|{family}|" for dyad in dyads]


@lru_cache(maxsize=1 << 14)
def _window_keys(dating: Dating, low: int, high: int, place: str) -> tuple[list[str], list[str]]:
    """Return the ends of the keys that are offered and sought for a window of days.

    Precise windows meet in weeks (w). A vague one stands in months (v) and seeks the months of precise ones (m), which
    seek it there. A place meets what is told of the same place in the same year (p, q) with a date too vague for
    months, or with none.
    """
    if not low:
        named = [f"u:{place}"] if place else []
        return named, named
    if dating is Dating.NONE:
        vague = [f"v{month}" for month in _months(low, high)]
        named = [f"q{year}:{place}" for year in (_year(high) - 1, _year(high))] if place else []
        return vague + named, [*vague, *named, *("m" + key[1:] for key in vague), *("p" + key[1:] for key in named)]
    years = range(_year(low), _year(high) + 1)
    named = [f"p{year}:{place}" for year in years] if place and len(years) <= MOST_YEARS else []
    wide = ["q" + key[1:] for key in named]
    if high - low < VAGUE_FROM:
        weeks = [f"w{week}" for week in range((low - SLACK) // WEEK, (high + SLACK) // WEEK + 1)]
        months = [f"m{month}" for month in _months(low - SLACK, high + SLACK)]
        return weeks + months + named, [*weeks, *("v" + key[1:] for key in months), *wide]
    months = [f"v{month}" for month in _months(low, high)]
    if len(months) <= MOST_MONTHS:
        return months + named, [*months, *("m" + key[1:] for key in months), *wide]
    return wide, wide + named


def _cross(stems: list[str], ends: Iterable[str]) -> tuple[str, ...]:
    return tuple([start + end for start in stems for end in ends])


@lru_cache(maxsize=1 << 14)
def _fold(name: str) -> str:
    return "_".join(split_words(name))


def _months(low: int, high: int) -> range:
    """Return the months that a window touches, each of 30.44 days since the year 1."""
    return range(_month(low), _month(high) + 1)


def _month(day: int) -> int:
    return int(day / 30.436875)


def _year(day: int) -> int:
    return int(day / 365.2425) + 1


@lru_cache(maxsize=1 << 14)
def _order(dyad: str) -> int:
    return crc32(dyad.encode())
