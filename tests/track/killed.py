"""Kill the filling of a ledger again and again, resume it, and compare it with one that was never interrupted.

python killed.py FOLDER KILLS
"""

import os
import random
import signal
import sys
import time
from datetime import date, timedelta
from pathlib import Path

from readouts import meet

from summitry.track.ledger import open_ledger

MEETINGS = 60
LONGEST = 0.12
"""Seconds that a process may live at most."""


def make_load() -> list:
    places = ("Arica", "Cusco", "Lima", "Puno")
    days = [date(2010, 1, 1) + timedelta(days=9 * index) for index in range(MEETINGS)]
    return [
        meet(day, place=places[index % 4], publisher=publisher, published=day + timedelta(days=late))
        for index, day in enumerate(days)
        for late, publisher in ((0, "Pacific Post"), (1, "Andes Daily"))
    ]


def fill(file: Path, load: list) -> None:
    with open_ledger(str(file)) as ledger:
        ledger.add_all(load, batch_size=5)


def kill_until_full(file: Path, load: list, chance: random.Random) -> int:
    """Return how many processes were killed before one came to the end."""
    kills = 0
    while True:
        child = os.fork()
        if child == 0:
            fill(file, load)
            os._exit(0)
        deadline = time.monotonic() + chance.uniform(0.0, LONGEST)
        while time.monotonic() < deadline:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                assert status == 0, f"the filling failed with {status}"
                return kills
            time.sleep(0.001)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        kills += 1


def main() -> None:
    folder, wanted = Path(sys.argv[1]), int(sys.argv[2])
    load, chance = make_load(), random.Random(7)  # noqa: S311
    fill(folder / "whole.db", load)
    with open_ledger(str(folder / "whole.db")) as whole:
        expected = whole.fingerprint()
    kills = rounds = 0
    while kills < wanted:
        file = folder / f"killed-{rounds}.db"
        kills += kill_until_full(file, load, chance)
        rounds += 1
        with open_ledger(str(file)) as resumed:
            assert resumed.fingerprint() == expected, f"round {rounds} differs"
            assert resumed.count()["documents"] == len(load)
    print(f"{kills} kills in {rounds} rounds: nothing lost, nothing doubled")


if __name__ == "__main__":
    main()
