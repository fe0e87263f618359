"""Names of actors and documents, as pages show them."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from summitry.show.relationship import name_states
from summitry.track.values import Party, Told

Link = tuple[str, str]
"""(name, actor id)."""


@cache
def load_states() -> Mapping[str, str]:
    """Return the names of states by code."""
    return name_states()


def name_dyad(dyad: object) -> str:
    """Return a pair of states in words.

    >>> name_dyad("JPN-RUS")
    'Japan – Russia'
    """
    return " – ".join(load_states().get(code, code) for code in str(dyad).split("-"))


class Names:
    """Names of actors by id: states by our table, others as documents first name them."""

    def __init__(self, told: Iterable[Told[Any]] = (), parties: Iterable[Party] = ()) -> None:
        """Collect names.

        Args:
            told: rows whose parties are named.
            parties: further ones.
        """
        self.known: dict[str, str] = {}
        for row in told:
            for party in row.parties.values():
                self.known.setdefault(party.id, party.name)
        for party in parties:
            self.known.setdefault(party.id, party.name)
        self.known.update(load_states())

    def name(self, actor: str) -> str:
        """Return the name of an actor; its id where nothing tells."""
        return self.known.get(actor, actor.rpartition("/")[2].replace("-", " ") if "/" in actor else actor)

    def who(self, ids: Iterable[str]) -> list[Link]:
        """Return (name, id) of each actor."""
        return [(self.name(one), one) for one in ids]


def name_source(told: Told[Any]) -> str:
    """Return where a row stands: the publisher, else the document's first digits."""
    return told.publisher or f"document {told.document[:8]}"
