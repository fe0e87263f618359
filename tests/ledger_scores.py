"""What the ledger promises whatever happens: killed and resumed, filled in any order, it stays the same."""

import random
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from figures import Figure

FOLDER = Path(__file__).resolve().parent / "track"
KILLS = 200
ORDERS = 50


def ledger_figures() -> Mapping[str, Figure | float]:
    """Return the shares of interrupted and of shuffled fillings that gave the ledger of a straight one."""
    return {"ledger: resumed after kill -9 as if uninterrupted": survive(), "ledger: the same in any order": shuffle()}


def survive() -> float:
    """Kill a filling two hundred times; 1 if nothing was lost or doubled."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, str(FOLDER / "killed.py"), folder, str(KILLS)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    return float(done.returncode == 0 and int(done.stdout.split()[0]) >= KILLS)


def shuffle() -> float:
    """Return the share of shuffled, batched and repeated fillings that give the same ledger."""
    sys.path.insert(0, str(FOLDER))
    from killed import make_load

    from summitry.track.ledger import open_ledger

    load = make_load()[:40]
    with open_ledger(":memory:") as straight:
        straight.add_all(load)
        expected = straight.fingerprint()
    chance = random.Random(11)  # noqa: S311
    same = 0
    for _ in range(ORDERS):
        order = load + chance.sample(load, 5)
        chance.shuffle(order)
        with open_ledger(":memory:") as ledger:
            ledger.add_all(order, batch_size=chance.randint(1, 12), settle=chance.random() < 0.5)
            ledger.refresh()
            same += ledger.fingerprint() == expected
    return same / ORDERS
