"""A ledger filled row by row, for tests of the measures, on every store."""

import json
from contextlib import contextmanager, suppress
from itertools import count

import pytest

from summitry.track.stores import migrate, open_store


class Book:
    """A ledger filled row by row."""

    def __init__(self, store):
        self.store = store
        self.query = store.query
        self._keys = count(1)
        store.insert(
            "run",
            ("key", "id", "coder", "version", "model", "tables", "precedence"),
            [(1, "run", "hand", "1", "", "", "1")],
        )

    def document(self, day, people=(), covers="NOR-SWE"):
        """Add a document with (id, country, office, kind) of the people in it; return (key, first half of its id)."""
        key = next(self._keys)
        name = f"{key:016x}" + "0" * 48
        self.store.insert(
            "document", ("key", "id", "text", "sketch", "supersedes", "recorded"), [(key, name, "text", "", None, "")]
        )
        columns = ("key", "document", "run", "digest", "day", "notes", "speaks")
        self.store.insert("reading", columns, [(key, key, 1, "d", day, "[]", 1)])
        self.store.insert(
            "actor",
            ("reading", "position", "id", "name", "kind", "country", "mentions", "office"),
            [
                (key, place, who, who, kind, land, "[]", office)
                for place, (who, land, office, kind) in enumerate(people)
            ],
        )
        if covers:
            self.store.execute(
                "INSERT INTO coverage (dyad, day, documents) VALUES (:dyad, :day, 1) "
                "ON CONFLICT (dyad, day) DO UPDATE SET documents = coverage.documents + 1",
                {"dyad": covers, "day": day},
            )
        return key, name[:16]

    def occurrence(  # noqa: PLR0913  # a row of the table
        self,
        name,
        day,
        event_type="CONSULT",
        *,
        level="leader",
        until=None,
        dated=True,
        modality="occurred",
        score=2.5,
        goldstein=1.0,
        issues="[]",
        source="NOR",
        target="",
        dyad="NOR-SWE",
    ):
        key = next(self._keys)
        values = {
            "key": key,
            "id": name,
            "event_type": event_type,
            "modality": modality,
            "level": level,
            "day": day,
            "start_day": day if dated else None,
            "end_day": (until or day) if dated else None,
            "score": score,
            "goldstein": goldstein,
            "issues": issues,
            "confidence": 1.0,
            "documents": 1,
            "sources": 1,
            "detail": "{}",
        }
        self.store.insert("occurrence", tuple(values), [tuple(values.values())])
        columns = ("dyad", "day", "occurrence", "source", "target")
        self.store.insert("occurrence_dyad", columns, [(dyad, day, key, source, target)])
        return key

    def row(self, table, reading, day, *, parties=(), source="NOR", target="SWE", **cells):
        """Add a told row of the pair; ``parties`` are (role, actor, country)."""
        key = next(self._keys)
        values = {"key": key, "reading": reading, "evidence": "[]", "confidence": 1.0, **cells}
        self.store.insert(table, tuple(values), [tuple(values.values())])
        name = f"{table}s"
        columns = ("dyad", "list", "day", "row", "reading", "source", "target")
        self.store.insert("dyad_row", columns, [("NOR-SWE", name, day, key, reading, source, target)])
        columns = ("list", "row", "role", "actor", "country")
        self.store.insert("participant", columns, [(name, key, *party) for party in parties])
        return key

    def position(  # noqa: PLR0913  # a row of the table
        self, day, holder, stance, thing, *, issue="territory", office=None, kind="state", more="{}"
    ):
        country = holder[:3]
        reading, document = self.document(day, [(holder, country, office, kind)])
        name = f"s-{reading}"
        cells = {"id": name, "holder": holder, "issue": issue, "claim": "", "object": thing, "stance": stance}
        self.row("position", reading, day, toward="[]", more=more, **cells)
        return f"{document}/{name}"

    def promise(  # noqa: PLR0913  # a row of the table
        self, name, status, givers=(("NOR", None),), *, action="meet", issues="[]", due=(None, None), made="2014-01-10"
    ):
        """Add a promise; givers are (actor id, office)."""
        people = [(who, who[:3], office, "person" if office else "state") for who, office in givers]
        reading, document = self.document("2014-01-10", people)
        key = self.row(
            "commitment",
            reading,
            due[0] or "2014-01-10",
            parties=[("by", who, who[:3]) for who, _ in givers],
            id=f"c-{name}",
            by_actors="[]",
            to_actors="[]",
            action=action,
            issues=issues,
            more="{}",
        )
        columns = ("dyad", "id", "row", "status", "made", "due_from", "due_to", "settled", "detail")
        self.store.insert("promise", columns, [("NOR-SWE", name, key, status, made, *due, None, "{}")])
        return reading, f"{document}/c-{name}"

    def correct(self, name, row, said):
        self.store.insert("corrected", ("list", "row", "gone", "said"), [(name, row, 0, json.dumps(said))])

    def attention(self, month, **issues):
        """Set the roll-up: issue -> (occurrences, statements, positions)."""
        rows = [
            ("NOR-SWE", month, issue, name, number)
            for issue, numbers in issues.items()
            for name, number in zip(("events", "statements", "positions"), numbers, strict=True)
            if number
        ]
        self.store.insert("issue_month", ("dyad", "month", "issue", "list", "rows"), rows)


class Undone(Exception):  # noqa: N818  # no error: it takes a test's rows back
    """Raised at the end of a test."""


@contextmanager
def open_empty(request):
    """Open an empty ledger's store of the kind that a fixture is asked for."""
    if request.param == "sqlite":
        store = open_store(":memory:")
        migrate(store)
        yield store
        store.close()
        return
    server = request.getfixturevalue("postgres_server")
    if server is None:
        pytest.skip("PostgreSQL is not installed: its half of the measures is not run (apt-get install postgresql)")
    plain = open_store(server)
    plain.execute("CREATE SCHEMA measures")
    store = open_store(f"{server}{'&' if '?' in server else '?'}options=-csearch_path%3Dmeasures")
    try:
        migrate(store)
        yield store
    finally:
        store.close()
        plain.execute("DROP SCHEMA measures CASCADE")
        plain.close()


@contextmanager
def lend_book(store):
    """Give a ledger to fill; what is written into it is taken back at the end."""
    with suppress(Undone), store.writing():
        yield Book(store)
        raise Undone
