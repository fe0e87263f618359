"""Disputes over places: our table of them, and what a ledger tells of each."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from summitry.errors import LedgerError
from summitry.knowledge.tables import read_csv
from summitry.show.web.finding import MOST, find_rows, load_listed
from summitry.track.dyads import Dyad
from summitry.track.ledger import Ledger
from summitry.track.values import Occurrence, Told


@dataclass(frozen=True, slots=True)
class Dispute:
    """A place that several claim.

    Attributes:
        id: key of the table.
        name: a name that takes no side where there is one.
        names: further names.
        names_by: (state, name) that each side uses.
        claimants: codes of those who claim it.
        administrator: code of who holds it, or empty.
        before: code of who held it before, or empty.
        kind: island, land border, status and the like.
        members: places that lie in it.
        start: since when, as precise as known.
        end: until when; empty while it lasts.
    """

    id: str
    name: str
    names: tuple[str, ...]
    names_by: tuple[tuple[str, str], ...]
    claimants: tuple[str, ...]
    administrator: str
    before: str
    kind: str
    members: tuple[str, ...]
    start: str
    end: str

    @property
    def parties(self) -> tuple[str, ...]:
        """Claimants, and whoever holds the place."""
        return tuple(dict.fromkeys((*self.claimants, *((self.administrator,) if self.administrator else ()))))

    @property
    def dyads(self) -> tuple[str, ...]:
        """Pairs of the parties."""
        rows = self.parties
        return tuple(
            str(Dyad.of(left, right)) for index, left in enumerate(rows) for right in rows[index + 1 :] if left != right
        )


@dataclass(frozen=True, slots=True)
class DisputeSeen:
    """A dispute, and what the ledger tells of it.

    Attributes:
        dispute: it.
        dyads: pairs of its parties that the ledger knows.
        occurrences: the latest between its parties on territory, or that name it.
        positions: stands of its parties that name it, newest first.
    """

    dispute: Dispute
    dyads: tuple[str, ...]
    occurrences: tuple[Occurrence, ...]
    positions: tuple[Told[Any], ...]


@cache
def list_disputes() -> tuple[Dispute, ...]:
    """Return the disputes of our table, by name."""
    rows = read_csv("world/disputes.csv")
    found = [
        Dispute(
            row["id"],
            row["name"],
            _split(row["names"]),
            tuple((side, name) for part in _split(row["names_by"]) for side, _, name in [part.partition("=")]),
            _split(row["claimants"]),
            row["administrator"],
            row["before"],
            row["kind"],
            _split(row["members"]),
            row["start"],
            row["end"],
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: one.name))


def find_dispute(ledger: Ledger, name: str) -> DisputeSeen:
    """Return a dispute with what the ledger tells of it.

    Raises:
        LedgerError: our table has none of this id.
    """
    dispute = next((one for one in list_disputes() if one.id == name), None)
    if dispute is None:
        message = f"the table of disputes has none called {name!r}; /disputes lists them"
        raise LedgerError(message)
    spoken = (dispute.name, *dispute.names, *(own for _, own in dispute.names_by), *dispute.members)
    words = tuple(dict.fromkeys(one.casefold() for one in spoken))
    known = {dyad for dyad, _ in ledger.dyads()}
    dyads = tuple(dyad for dyad in dispute.dyads if dyad in known)
    keys: list[int] = []
    positions: list[Told[Any]] = []
    for dyad in dyads:
        sql = (
            "SELECT o.key FROM occurrence_dyad p JOIN occurrence o ON o.key = p.occurrence WHERE p.dyad = :dyad "
            "AND o.issues LIKE :issue ORDER BY o.day DESC, o.key DESC LIMIT :most"
        )
        values = {"dyad": dyad, "issue": f"%{json.dumps('territory')}%", "most": MOST}
        keys.extend(key for (key,) in ledger.store.query(sql, values))
        positions.extend(
            told
            for told in find_rows(ledger, dyad, "positions")
            if any(word in f"{told.row.object or ''} {told.words}".casefold() for word in words)
        )
    positions.sort(key=lambda told: (str(told.published or ""), told.key), reverse=True)
    return DisputeSeen(dispute, dyads, load_listed(ledger, keys)[:MOST], tuple(positions[:MOST]))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
