"""Which pairs of states a row concerns: the unordered dyad, and who acted toward whom in it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Self

from summitry.errors import LedgerError
from summitry.records import Assessment, Claim, Commitment, Event, EventType, Position, Row, Statement
from summitry.track.values import Party

NOBODY = "---"
NO_SIDE = frozenset({NOBODY, "IGO", "NGO"})
"""Codes that stand for no one side: nobody known, and all the bodies that have no code of their own."""

MUTUAL = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE, EventType.SUPPORT, EventType.CONCEDE})
"""Types whose joint actors deal with each other; joint actors of the other types act together against a third."""

CODE = 3
"""Letters of a country code."""


class Dyad(NamedTuple):
    """Two country codes in alphabetical order; ``str`` gives ``JPN-RUS``."""

    left: str
    right: str

    @classmethod
    def of(cls, one: str, other: str) -> Self:
        """Return the dyad of two codes in whatever order.

        >>> str(Dyad.of("RUS", "JPN"))
        'JPN-RUS'
        """
        return cls(one, other) if one < other else cls(other, one)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``JPN-RUS`` (either order, any case).

        Raises:
            LedgerError: the text is not two different codes of three letters.
        """
        codes = text.strip().upper().split("-")
        if len(codes) != 2 or codes[0] == codes[1] or not all(len(code) == CODE and code.isalpha() for code in codes):  # noqa: PLR2004  # a pair
            message = f"{text!r} is no pair of states; write two different country codes as in JPN-RUS"
            raise LedgerError(message)
        return cls.of(codes[0], codes[1])

    def __str__(self) -> str:
        return f"{self.left}-{self.right}"


class Direction(NamedTuple):
    """One dyad of a row, and who acts toward whom in it (codes); ``target`` is empty in an act of both together."""

    dyad: Dyad
    source: str
    target: str


def find_directions(row: Row, parties: Mapping[str, Party]) -> tuple[Direction, ...]:
    """Return the dyads that a row concerns, sorted, each once.

    An act of one side toward another concerns each pair of a state that acts and a state acted on. What several states
    do together concerns each pair of them if its type is one of dealing with each other (``MUTUAL``).

    Args:
        row: any row of a readout.
        parties: the actors it names, by id.

    Returns:
        The directions; empty for an act within one state or toward nobody.
    """
    one, other, mutual = _sides(row)
    return pair_up(one, other, parties, mutual=mutual)


def pair_up(
    one: Iterable[str], other: Iterable[str], parties: Mapping[str, Party], *, mutual: bool
) -> tuple[Direction, ...]:
    """Return the dyads between those who act and those acted on.

    Args:
        one: ids of those who act.
        other: ids of those acted on.
        parties: all of them, by id.
        mutual: those who act together deal with each other.

    Returns:
        The directions, sorted, each dyad once.
    """
    sources = _countries(one, parties)
    targets = _countries(other, parties)
    found: dict[Dyad, Direction] = {}
    for source in sources:
        for target in targets:
            if source != target:
                dyad = Dyad.of(source, target)
                # two states on both sides of an act: done together
                both = dyad in found and found[dyad].source != source
                found[dyad] = Direction(dyad, dyad.left, "") if both else Direction(dyad, source, target)
    if mutual:
        for index, source in enumerate(sources):
            for target in sources[index + 1 :]:
                dyad = Dyad.of(source, target)
                found.setdefault(dyad, Direction(dyad, dyad.left, ""))
    return tuple(found[dyad] for dyad in sorted(found))


def _sides(row: Row) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Return who acts, toward whom, and whether those who act together deal with each other."""
    match row:
        case Event():
            return row.actors, row.recipients, row.event_type in MUTUAL
        case Statement():
            speakers = row.speakers or ((row.speaker,) if row.speaker else ())
            return speakers, row.addressees, True
        case Position():
            return (row.holder,), row.toward, False
        case Commitment():
            return row.by, row.to, True
        case Claim() | Assessment():
            return row.actors, (), True


def _countries(ids: Iterable[str], parties: Mapping[str, Party]) -> tuple[str, ...]:
    codes: set[str] = set()
    for actor in ids:
        party = parties.get(actor)
        if party is not None and party.country not in NO_SIDE:
            codes.add(party.country)
    return tuple(sorted(codes)) if len(codes) > 1 else tuple(codes)
