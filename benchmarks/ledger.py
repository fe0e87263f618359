"""How fast the ledger is: adding readouts, a pair's page over a million events, all pairs by month over ten million.

python benchmarks/ledger.py [--readouts N] [--events N] [--rolled N] [--postgres URL] [--json FILE]

The load is made by chance with a fixed seed (``ledger_load.py``): six events, two statements, a position, two
commitments and a claim in a document of 1,800 characters. Adding is timed in seconds of the processor; for PostgreSQL,
which works in a process of its own, in seconds of the clock. The million events lie in a real ledger with their
occurrences, promises and monthly figures; only the merging of all of them, which adding times, is left out.
"""

import argparse
import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from ledger_load import DAYS, FIRST, STATES, make_readouts

from summitry.records import EventType, Level
from summitry.track.following import redraw_dyads
from summitry.track.ledger import Ledger, open_ledger
from summitry.track.measures import find_overview
from summitry.track.page import make_page
from summitry.track.rows import dump_list

AIMS = {
    "stored": 1000,
    "all": 300,
    "postgres": 500,
    "page_ms": 20,
    "overview_s": 5,
}
"""Aimed at: readouts a second (the first three), milliseconds, seconds."""

KINDS = tuple(kind.value for kind in EventType)
LEVELS = tuple(level.value for level in Level)[:4]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--readouts", type=int, default=2000, help="readouts added")
    parser.add_argument("--events", type=int, default=1_000_000, help="events of the ledger whose page is asked for")
    parser.add_argument("--rolled", type=int, default=10_000_000, help="events behind the monthly figures of all pairs")
    parser.add_argument("--postgres", metavar="URL", help="an empty database to add to as well")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE")
    options = parser.parse_args()
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(f"load of the machine: {load}")
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        found |= time_adding(Path(folder), options.readouts)
        if options.postgres:
            found |= time_postgres(options.postgres, options.readouts)
        found |= time_page(Path(folder), options.events)
        found |= time_overview(Path(folder), options.rolled)
    if options.json:
        options.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


def tell(name: str, what: str, value: float, unit: str) -> dict[str, float]:
    """Print a figure beside its aim."""
    aim = AIMS[name]
    kept = value <= aim if name.endswith(("_ms", "_s")) else value >= aim
    print(f"{what}: {value:,.1f} {unit} (aim {aim:,}{'' if kept else ', MISSED'})")
    return {name: value}


def time_adding(folder: Path, number: int) -> dict[str, float]:
    """Time storing alone, and storing with merging and following, into SQLite."""
    readouts = list(make_readouts(number))
    with open_ledger(str(folder / "warm.db")) as warm:
        warm.add_all(readouts[:50])
    with open_ledger(str(folder / "stored.db")) as ledger:
        stored = seconds(lambda: ledger.add_all(readouts, settle=False))
    with open_ledger(str(folder / "all.db")) as ledger:
        everything = seconds(lambda: ledger.add_all(readouts))
    return tell("stored", "SQLite, stored", number / stored, "readouts/s") | tell(
        "all", "SQLite, stored, merged and followed", number / everything, "readouts/s"
    )


def time_postgres(url: str, number: int) -> dict[str, float]:
    """Time storing into PostgreSQL."""
    readouts = list(make_readouts(number))
    with open_ledger(url) as ledger:
        start = time.perf_counter()
        ledger.add_all(readouts, settle=False)
        spent = time.perf_counter() - start
    return tell("postgres", "PostgreSQL, stored", number / spent, "readouts/s")


def time_page(folder: Path, number: int) -> dict[str, float]:
    """Time the data of a pair's page in a large ledger."""
    with open_ledger(str(folder / "large.db")) as ledger:
        pairs = fill(ledger, number)
        file = (folder / "large.db").stat().st_size / 1e6
        print(f"a ledger of {number:,} events of {len(pairs):,} pairs: {file:,.0f} MB")
        spent = []
        for pair in pairs[:40]:
            with ledger.store.writing():
                redraw_dyads(ledger.store, [pair], ledger.last_day())
            make_page(ledger, pair)
            spent.extend(wall(lambda pair=pair: make_page(ledger, pair)) for _ in range(5))
    slow = statistics.quantiles(spent, n=20)[-1]
    print(f"page of a pair: median {statistics.median(spent) * 1000:.1f} ms, p95 {slow * 1000:.1f} ms")
    return tell("page_ms", "a pair's page, p95", slow * 1000, "ms")


def fill(ledger: Ledger, events: int) -> list[str]:
    """Fill a ledger with events and their occurrences, one document to six of them; return its pairs."""
    chance = random.Random(3)  # noqa: S311  # a load, no secret
    template = next(make_readouts(1))
    pairs = sorted(f"{min(a, b)}-{max(a, b)}" for i, a in enumerate(STATES) for b in STATES[i + 1 :])
    ledger.add(template)
    store = ledger.store
    (reading,) = store.query("SELECT max(key) FROM reading")[0]
    columns = [name for (name,) in store.query("SELECT name FROM pragma_table_info('event')")]
    pattern = dict(zip(columns, store.query("SELECT * FROM event ORDER BY key")[0], strict=True))
    actors = store.query("SELECT * FROM actor WHERE reading = :r ORDER BY position", {"r": reading})
    done = 0
    while done < events:
        size = min(60_000, events - done)
        with store.writing():
            _fill_part(ledger, done, size, chance, pairs, (pattern, actors))
        done += size
    store.execute("ANALYZE")
    return pairs


def _fill_part(ledger, done, size, chance, pairs, made) -> None:  # noqa: ANN001  # columns of a load
    pattern, actors = made
    store = ledger.store
    documents, readings, people, events, rows, occurrences, reports, under = ([] for _ in range(8))
    for index in range(done, done + size):
        document = index // 6 + 10
        pair = pairs[(index // 6) % len(pairs)]
        left, right = pair.split("-")
        day = (FIRST + timedelta(days=chance.randrange(DAYS))).isoformat()
        if index % 6 == 0:
            documents.append(
                (document, f"{document:064x}", f"Document {document}. " + "words and more of them " * 20, "", None, "")
            )
            readings.append((document, document, 1, "", None, day, day, "Paper", None, "en", "[]", 1))
            people.extend((document, *actor[1:]) for actor in actors[:2])
        key = (document << 20) + index % 6
        kind, level = chance.choice(KINDS), chance.choice(LEVELS)
        names = {
            "key": key,
            "reading": document,
            "event_type": kind,
            "level": level,
            "date_start": day,
            "date_end": day,
        }
        names |= {"actors": dump_list((left,)), "recipients": dump_list((right,))}
        events.append(tuple((pattern | names).values()))
        rows.append((pair, "events", day, key, document, left, right))
        occurrence = index + 10
        detail = json.dumps(
            {
                "actors": [left],
                "recipients": [right],
                "countries": [left, right],
                "reports": [f"{document:016x}/e-0"],
                "parties": [[left, left, left, None], [right, right, right, None]],
                "agreement": [],
            }
        )
        occurrences.append(
            (occurrence, f"o-{occurrence:012x}", kind, None, "occurred", level, day, day, "day", day, None, None, "040",
             1.0, 1.0, "verbal_cooperation", None, '["economy"]', day, 0.8, 1, 1, detail)
        )  # fmt: skip
        reports.append((occurrence, key))
        under.append((pair, day, occurrence, left, right))
    store.insert("document", ("key", "id", "text", "sketch", "supersedes", "recorded"), documents)
    store.insert(
        "reading",
        (
            "key",
            "document",
            "run",
            "digest",
            "title",
            "published",
            "day",
            "publisher",
            "url",
            "language",
            "notes",
            "speaks",
        ),
        readings,
    )
    names = [name for (name,) in store.query("SELECT name FROM pragma_table_info('actor')")]
    store.insert("actor", names, people)
    store.insert("event", list(pattern), events)
    store.insert("dyad_row", ("dyad", "list", "day", "row", "reading", "source", "target"), rows)
    names = [name for (name,) in store.query("SELECT name FROM pragma_table_info('occurrence')")]
    store.insert("occurrence", names, occurrences)
    store.insert("occurrence_report", ("occurrence", "event"), reports)
    store.insert("occurrence_dyad", ("dyad", "day", "occurrence", "source", "target"), under)


def time_overview(folder: Path, number: int) -> dict[str, float]:
    """Time the figures of all pairs by month, from the roll-up that so many events leave."""
    chance = random.Random(5)  # noqa: S311
    pairs = sorted(f"{min(a, b)}-{max(a, b)}" for i, a in enumerate(STATES) for b in STATES[i + 1 :])
    months = sorted({(FIRST + timedelta(days=day)).isoformat()[:7] for day in range(DAYS)})
    with open_ledger(str(folder / "rolled.db")) as ledger:
        left, rows = number, 0
        for pair in pairs:
            cells: dict[tuple[str, str, str, str], int] = {}
            for _ in range(min(left, -(-number // len(pairs)))):
                cell = (
                    chance.choice(months),
                    chance.choice(("", pair[:3])),
                    chance.choice(KINDS),
                    chance.choice(LEVELS),
                )
                cells[cell] = cells.get(cell, 0) + 1
            left -= sum(cells.values())
            rows += len(cells)
            with ledger.store.writing():
                ledger.store.insert(
                    "dyad_month",
                    ("dyad", "month", "source", "event_type", "level", "occurrences", "score", "goldstein"),
                    [(pair, *cell, count, 1.0 * count, 1.0 * count) for cell, count in sorted(cells.items())],
                )
        ledger.store.execute(
            "INSERT INTO pair_month SELECT dyad, month, sum(occurrences), "
            "sum(CASE WHEN event_type = 'CONSULT' THEN occurrences ELSE 0 END), "
            "sum(CASE WHEN event_type = 'CONSULT' AND level = 'leader' THEN occurrences ELSE 0 END), "
            "sum(score), sum(goldstein) FROM dyad_month GROUP BY dyad, month"
        )
        print(f"{number:,} events leave {rows:,} rows of monthly figures")
        spent = min(wall(lambda: find_overview(ledger.store.query, None, date(2030, 1, 1))) for _ in range(3))
    return tell("overview_s", "all pairs by month", spent, "s")


def seconds(work: Callable[[], object]) -> float:
    """Return the seconds of the processor that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def wall(work: Callable[[], object]) -> float:
    """Return the seconds of the clock that some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
