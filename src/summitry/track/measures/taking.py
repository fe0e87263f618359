"""All measures of one pair, taken together."""

from dataclasses import dataclass
from datetime import date

from summitry.track.dyads import Dyad
from summitry.track.measures.asking import Query
from summitry.track.measures.attention import AttentionShares, find_attention
from summitry.track.measures.contacts import (
    Contacts,
    DueContact,
    Silences,
    find_contacts,
    find_coverage,
    find_due,
    find_silences,
)
from summitry.track.measures.cooperation import Cooperation, find_cooperation
from summitry.track.measures.crowding import CrowdingOut, find_crowding_out
from summitry.track.measures.fates import Fate, find_fates
from summitry.track.measures.gaps import PositionGap, find_gaps
from summitry.track.measures.reliability import Reliability, find_reliability
from summitry.track.measures.stands import Trail, find_stands, make_trails
from summitry.track.measures.tracks import Tracks, find_moves, find_tracks


@dataclass(frozen=True, slots=True)
class Measures:
    """The measures of a pair of states in a stretch of days. Every cell names the rows it was made of.

    Attributes:
        dyad: the pair.
        start: first day, or None for all there is.
        end: last day.
        coverage: (day of publication, independent documents about the pair): where the ledger looked.
        contacts: contacts by month and level.
        silences: the longest stretches without contact, and the ones that last.
        due: contacts that were promised and have not come yet, the most urgent first.
        cooperation: cooperation and conflict by month and direction.
        attention: attention shares by month and issue; ``trace_attention`` gives the rows of its cells.
        positions: what each side held on each object, with its history.
        gaps: how far apart the sides stand by issue, the widest first.
        crowding: the crowding-out alarm.
        promises: the promises that reliability and tracks count.
        reliability: how each side kept its promises.
        tracks: levels side by side, and what each moved.
    """

    dyad: Dyad
    start: date | None
    end: date
    coverage: tuple[tuple[date, int], ...]
    contacts: Contacts
    silences: Silences
    due: tuple[DueContact, ...]
    cooperation: Cooperation
    attention: AttentionShares
    positions: tuple[Trail, ...]
    gaps: tuple[PositionGap, ...]
    crowding: CrowdingOut
    promises: tuple[Fate, ...]
    reliability: Reliability
    tracks: Tracks


def measure(query: Query, dyad: Dyad, *, start: date | None, end: date, watched: str | None = None) -> Measures:
    """Return all measures of a pair.

    Args:
        query: the store's query function.
        dyad: the pair.
        start: first day, or None for all there is.
        end: last day.
        watched: the issue of the crowding-out alarm; None for the one on which the sides stand furthest apart.
    """
    contacts = find_contacts(query, dyad, start, end)
    coverage = find_coverage(query, dyad, start, end)
    attention = find_attention(query, dyad, start, end)
    stands = find_stands(query, dyad, start, end)
    gaps = find_gaps(dyad, stands)
    fates = find_fates(query, dyad, start, end)
    return Measures(
        *(dyad, start, end, coverage, contacts),
        silences=find_silences(contacts, coverage),
        due=find_due(fates, end),
        cooperation=find_cooperation(query, dyad, start, end, since=coverage[0][0] if coverage else None),
        attention=attention,
        positions=make_trails(stands),
        gaps=gaps,
        crowding=find_crowding_out(attention, contacts, coverage, watched=watched, gaps=gaps),
        promises=fates,
        reliability=find_reliability(dyad, fates),
        tracks=find_tracks(contacts, find_moves(query, dyad, start, end), fates),
    )
