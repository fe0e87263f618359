"""Measures of a relationship: pure functions over the rows that the store's query function finds.

``measure`` takes all of them; each can be taken alone. Formulas, sources and worked examples: docs/measures.md. Every
cell of a measure names its rows: occurrences, promises, or keys of told rows.
"""

from summitry.track.measures.asking import Query, load_sql
from summitry.track.measures.attention import (
    AttentionCell,
    AttentionShares,
    attention_share,
    find_attention,
    trace_attention,
)
from summitry.track.measures.contacts import (
    Contact,
    Contacts,
    DueContact,
    Silence,
    Silences,
    find_contacts,
    find_coverage,
    find_due,
    find_silences,
)
from summitry.track.measures.cooperation import Cooperation, Smoothed, ToneCell, find_cooperation, smooth
from summitry.track.measures.crowding import (
    Crowding,
    CrowdingMonth,
    CrowdingOptions,
    CrowdingOut,
    choose_issue,
    find_crowding_out,
    judge_crowding,
)
from summitry.track.measures.fates import Fate, find_fates
from summitry.track.measures.gaps import Basis, GapPair, GapPoint, PositionGap, find_gaps, measure_distance
from summitry.track.measures.overview import PairMonth, find_overview
from summitry.track.measures.reliability import Reliability, SideReliability, find_reliability, wilson_interval
from summitry.track.measures.stands import Stand, Trail, find_stands, make_trails
from summitry.track.measures.taking import Measures, measure
from summitry.track.measures.tracks import NO_ISSUE, Move, Track, TrackIssue, Tracks, find_moves, find_tracks
from summitry.track.measures.trends import find_slope, judge_rise

__all__ = [
    "NO_ISSUE",
    "AttentionCell",
    "AttentionShares",
    "Basis",
    "Contact",
    "Contacts",
    "Cooperation",
    "Crowding",
    "CrowdingMonth",
    "CrowdingOptions",
    "CrowdingOut",
    "DueContact",
    "Fate",
    "GapPair",
    "GapPoint",
    "Measures",
    "Move",
    "PairMonth",
    "PositionGap",
    "Query",
    "Reliability",
    "SideReliability",
    "Silence",
    "Silences",
    "Smoothed",
    "Stand",
    "ToneCell",
    "Track",
    "TrackIssue",
    "Tracks",
    "Trail",
    "attention_share",
    "choose_issue",
    "find_attention",
    "find_contacts",
    "find_cooperation",
    "find_coverage",
    "find_crowding_out",
    "find_due",
    "find_fates",
    "find_gaps",
    "find_moves",
    "find_overview",
    "find_reliability",
    "find_silences",
    "find_slope",
    "find_stands",
    "find_tracks",
    "judge_crowding",
    "judge_rise",
    "load_sql",
    "make_trails",
    "measure",
    "measure_distance",
    "smooth",
    "trace_attention",
    "wilson_interval",
]
