"""A promise to yield: AGREE in a report of single acts, CONCEDE in a text on the dealings of two sides.

PLOVER's table gives every intention AGREE, and so do sets of coded sentences; the conventions of readouts say that who
promises a withdrawal to the other side gives way to it.
"""

from summitry.dates import Tense
from summitry.read.events.lexicon import Code, Turn
from summitry.read.events.patterns import Match
from summitry.records import EventType

PROMISES = frozenset({"promise", "plan", "offer", "announce"})
"""Turns by which somebody says that an act will come."""
PROMISED = {
    "0831": "0341",
    "0832": "0342",
    "0833": "0343",
    "0834": "0344",
    "083": "034",
    "081": "0351",
    "082": "0352",
    "084": "0353",
    "085": "0354",
    "086": "0355",
    "087": "0356",
}
"""CAMEO codes of yielding, with those of the intention to yield so."""
INTENDED = "035"
"""CAMEO code of the intention to yield."""


def as_promised(match: Match, code: Code) -> Code:
    """Return what a match tells of, a promise to yield as AGREE.

    Args:
        match: the words that tell it.
        code: what they tell, after turns, tense and negation.

    Returns:
        The code of the intention where the words only promise that somebody will yield, else the code unchanged.
    """
    act = match.inner.code if match.inner is not None else match.code
    clause = match.clause
    ahead = clause is not None and (clause.tense is Tense.FUTURE or clause.modal == "would")
    turned = isinstance(match.phrase.entry, Turn) and match.phrase.entry.name in PROMISES
    if code.type is not EventType.CONCEDE or act is None or not (turned or ahead):
        return code
    if code.cameo.startswith(INTENDED):
        return Code(EventType.AGREE, None, code.cameo)
    meant = next((PROMISED[act.cameo[:n]] for n in (4, 3) if act.cameo[:n] in PROMISED), INTENDED)
    return Code(EventType.AGREE, None, meant)
