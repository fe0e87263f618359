"""Coding with dictionaries of one's own, in the formats of PETRARCH 1 and 2.

``load_dictionaries`` reads them, ``code_sentence`` codes with them; every event tells the line that decided.
"""

from summitry.read.dictionaries.coding import CodedActor, CodedEvent, Rules, code_sentence, find_issues
from summitry.read.dictionaries.entries import Dictionaries, Origin, Problem
from summitry.read.dictionaries.load import load_dictionaries
from summitry.read.dictionaries.phrases import CommaLimits

__all__ = [
    "CodedActor",
    "CodedEvent",
    "CommaLimits",
    "Dictionaries",
    "Origin",
    "Problem",
    "Rules",
    "code_sentence",
    "find_issues",
    "load_dictionaries",
]
