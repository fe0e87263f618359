"""How fast the world is: loading its tables, a look-up after loading, memory; beside peers that look up countries.

Seconds are of the processor, the median of several runs, so that other work on the machine does not count. "Uncached"
looks a name up that was not asked for before; "cached" asks again.
"""

import importlib
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from datetime import date

from summitry.knowledge import facts, tables
from summitry.knowledge.entries import fold
from summitry.knowledge.languages import foreign_names
from summitry.knowledge.world import World

RUNS = 5
REPEAT = 200
DAY = date(2014, 2, 8)
NAMES = ("Tokyo", "the Kremlin", "Shinzo Abe", "Lavrov", "NATO")
PHRASES = ("Japanese Prime Minister", "Foreign Minister Lavrov", "four Saudi men", "Japon")
MAX_LOAD, MAX_LOOK_UP = 0.3, 20.0
"""What is aimed at: seconds to load the tables, microseconds for a name that they know."""


def main() -> None:
    """Measure and print."""
    loading = statistics.median(_seconds(_load) for _ in range(RUNS))
    print(f"tables loaded in {loading:.2f} s (aim {MAX_LOAD})")
    world = World(facts.read_facts())
    first = _seconds(lambda: world.resolve("Abe", DAY))
    print(f"first look-up of a person, which builds the index of names: {first:.3f} s")
    print(f"names of states in other languages, built when first needed: {_seconds(foreign_names):.2f} s")
    for name in (*NAMES, *PHRASES):
        uncached, cached = _look_up(world, name)
        late = "  OVER THE AIM" if name in NAMES and uncached > MAX_LOOK_UP else ""
        found = world.resolve(name, DAY)
        answer = found.id if found else None
        print(f"{name:26} {answer!s:22} uncached {uncached:7.1f} us   cached {cached:5.2f} us{late}")
    tracemalloc.start()
    kept = World(facts.read_facts())
    kept.resolve("Abe", DAY)
    print(f"memory of one world: {tracemalloc.get_traced_memory()[0] / 2**20:.0f} MiB")
    tracemalloc.stop()
    _print_peers(world)


def _load() -> None:
    for reader in (tables.read_text, *(getattr(tables, name, None) for name in ("_read_packaged", "read_csv"))):
        clear = getattr(reader, "cache_clear", None)
        if clear is not None:
            clear()
    fold.cache_clear()
    World(facts.read_facts())


def _seconds(run: Callable[[], object]) -> float:
    started = time.process_time()
    run()
    return time.process_time() - started


def _look_up(world: World, name: str) -> tuple[float, float]:
    """Return microseconds of a look-up that no cache answers, and of one that a cache does."""
    world.resolve(name, DAY)
    forget = world.forget
    empty = statistics.median(_seconds(lambda: [forget() for _ in range(REPEAT)]) for _ in range(RUNS))

    def ask() -> None:
        for _ in range(REPEAT):
            forget()
            world.resolve(name, DAY)

    uncached = statistics.median(_seconds(ask) for _ in range(RUNS)) - empty
    cached = statistics.median(_seconds(lambda: [world.resolve(name, DAY) for _ in range(REPEAT)]) for _ in range(RUNS))
    return uncached / REPEAT * 1e6, cached / REPEAT * 1e6


def _print_peers(world: World) -> None:
    """Print how many names of states in the news a peer knows, and how fast; peers know no people and no dates."""
    names = ("Russia", "Turkey", "Ivory Coast", "Kosovo", "Macedonia", "U.S.", "UK", "Burma", "Palestine", "Japan")
    known = sum(world.resolve(name, DAY) is not None for name in names)
    print(f"names of states known: ours {known} of {len(names)}")
    try:
        countries = importlib.import_module("pycountry").countries
    except ImportError:
        print("pycountry is not installed", file=sys.stderr)
        return
    for label, look in (("lookup", countries.lookup), ("search_fuzzy", countries.search_fuzzy)):
        found, seconds = 0, 0.0
        for name in names:
            started = time.process_time()
            try:
                look(name)
            except LookupError:
                found -= 1
            found += 1
            seconds += time.process_time() - started
        each = seconds / len(names) * 1e6
        print(f"names of states known: pycountry.{label} {found} of {len(names)}, {each:.0f} us each")


if __name__ == "__main__":
    main()
