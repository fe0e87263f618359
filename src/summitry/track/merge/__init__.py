"""Merge: many reports become one occurrence, with every piece of evidence kept.

Pure functions over rows with the document that tells them (``Told``): which reports are compared (``emits``,
``seeks``), whether two tell of one occurrence (``judge``), which belong together (``cluster``), and what they say
together (``settle``). Nothing here reads or writes a ledger.

Reports are compared only within blocks: a pair of states, a family of types of events, and a week, a month, or a place
in a year. The evidence of parties, days, place, reality, level, words and setting is added up as log odds; from 0.65 on
two reports are the same, from 0.35 on it is for a person to say. Two reports that give different days in words are
never joined by the machine, nor drawn together by a third that gives only a month.

``mentions.link`` groups bare mentions of events in running text, of any sort of news; it is measured on ECB+. It shares
stems and kinds of acts with the judge. It knows no parties, places and dates, but weighs words by how rare they are in
the documents at hand and compares whole documents, which a judge of single pairs cannot.
"""

from summitry.track.merge.blocking import emits, find_keys, seeks
from summitry.track.merge.cluster import cluster
from summitry.track.merge.copies import alike, independent, sketch
from summitry.track.merge.judge import judge, judge_profiles
from summitry.track.merge.profile import Profile, profile
from summitry.track.merge.settle import make_occurrence_id, settle

__all__ = [
    "Profile",
    "alike",
    "cluster",
    "emits",
    "find_keys",
    "independent",
    "judge",
    "judge_profiles",
    "make_occurrence_id",
    "profile",
    "seeks",
    "settle",
    "sketch",
]
