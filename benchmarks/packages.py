"""Negotiation analysis: seconds and memory, on games made by chance, beside negmas where it is installed.

OPENBLAS_NUM_THREADS=1 python benchmarks/packages.py [--json FILE] [--runs 3] [--peer PYTHON]

Interests are opposed: what an option gives one side it mostly takes from the other, so frontiers are long. Times are
the best of the runs. negmas (AGPL, used here only to be measured) is given the million outcomes that it can
enumerate; without it the row says so.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from summitry import advance
from summitry.advance.conflict import DecisionMaker, Move, build_conflict
from summitry.advance.game import make_sheet
from summitry.advance.milp import Program, Voter, Votes
from summitry.advance.scenario_file import parse_scenario
from summitry.advance.uncertainty import draw_scenario
from summitry.knowledge.tables import read_text

Tables = list[list[list[float]]]
SIZES = {"10^6": (6, 10), "10^12": (12, 10), "10^20": (20, 10), "10^30": (30, 10)}
LIMITS = {
    "frontier with packages, 10^12, ms": 50.0,
    "frontier with packages, 10^20, ms": 100.0,
    "frontier with packages, 10^30, ms": 300.0,
    "Nash with two governments and 16 constituencies, 10^12, s": 2.0,
    "stability, 1,024 states, s": 0.1,
    "stability, 32,768 states, s": 2.0,
    "2,000 draws on the example, s": 2.0,
}
"""What each figure may be at most."""
_PEER = """
import sys, json, time, resource
import numpy as np
from negmas import make_issue, make_os
from negmas.preferences import LinearAdditiveUtilityFunction as U
from negmas.preferences.value_fun import TableFun
from negmas.preferences.ops import pareto_frontier, nash_points, kalai_points, ks_points
tables = json.load(sys.stdin)
issues = [make_issue([str(o) for o in range(len(t))], f"i{n}") for n, t in enumerate(tables[0])]
space = make_os(issues)
sides = [U(values=[TableFun({str(o): v for o, v in enumerate(t)}) for t in table], weights=[1.0] * len(table),
           outcome_space=space, reserved_value=0.2) for table in tables]
began = time.perf_counter()
outcomes = list(space.enumerate_or_sample())
points, _ = pareto_frontier(sides, outcomes=outcomes, sort_by_welfare=True)
nash = nash_points(sides, points, outcome_space=space)
ks = ks_points(sides, points, outcome_space=space)
seconds = time.perf_counter() - began
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"seconds": seconds, "megabytes": memory, "frontier": len(points)}))
"""


def make_tables(issues: int, options: int, seed: int, parties: int = 2) -> Tables:
    """Return tables of opposed interests with six decimals, each side's best package worth about 1."""
    chance = np.random.default_rng(seed)
    shares = [chance.dirichlet(np.full(issues, 2.0)) for _ in range(parties)]
    tables: Tables = [[] for _ in range(parties)]
    for issue in range(issues):
        common = chance.random(options)
        for party in range(parties):
            own = 0.7 * (common if party % 2 == 0 else 1 - common) + 0.3 * chance.random(options)
            own = (own - own.min()) / (own.max() - own.min())
            tables[party].append([round(float(value), 6) for value in shares[party][issue] * own])
    return tables


def time_best(work: Callable[[], object], runs: int) -> float:
    """Return the seconds of the quickest of some runs."""
    best = float("inf")
    for _ in range(runs):
        began = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - began)
    return best


def measure_frontiers(runs: int) -> dict[str, float]:
    """Time frontiers with packages, and frontier, Nash and Kalai-Smorodinsky of a million outcomes."""
    figures = {}
    for name, (issues, options) in SIZES.items():
        games = [make_tables(issues, options, seed) for seed in range(3)]
        worst = max(time_best(lambda game=game: advance.frontier(game, [0.2, 0.2]).picks, runs) for game in games)
        figures[f"frontier with packages, {name}, ms"] = worst * 1000
    return figures


def measure_million(runs: int) -> dict[str, float]:
    """Time frontier, Nash and Kalai-Smorodinsky of a million outcomes, and how much memory the process took."""
    tables = make_tables(6, 10, 0)
    found = advance.solutions(tables, [0.2, 0.2])
    seconds = time_best(lambda: advance.solutions(tables, [0.2, 0.2]), runs * 3)
    return {
        "frontier, Nash and KS of 10^6, ms": seconds * 1000,
        "frontier, Nash and KS of 10^6, points": float(found.frontier_size or 0),
        "those by which nobody loses": float(sum(min(one.gains) >= 0 for one in advance.frontier(tables, [0.2, 0.2]))),
        "frontier, Nash and KS of 10^6, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def measure_peer(python: str | None) -> dict[str, float]:
    """Time negmas on the same million outcomes, in a process of its own; nothing where it is not installed."""
    if python is None and find_spec("negmas") is None:
        print("NEGMAS IS NOT MEASURED: install it (pip install negmas==0.16.0), or name a Python with --peer")
        return {}
    done = subprocess.run(
        [python or sys.executable, "-c", _PEER],
        input=json.dumps(make_tables(6, 10, 0)),
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    if done.returncode:
        print(f"NEGMAS IS NOT MEASURED: {done.stderr.strip().splitlines()[-1] if done.stderr else 'it failed'}")
        return {}
    found = json.loads(done.stdout.strip().splitlines()[-1])
    return {
        "negmas: frontier, Nash and KS of 10^6, s": found["seconds"],
        "negmas: frontier, Nash and KS of 10^6, points": found["frontier"],
        "negmas: frontier, Nash and KS of 10^6, MB": found["megabytes"],
    }


def measure_ratification(runs: int) -> dict[str, float]:
    """Time the Nash package of 10^12 with eight constituencies and a quota on either side, by MILP."""
    if find_spec("highspy") is None:
        print("RATIFICATION BY MILP IS NOT MEASURED: install summitry[advance] (highspy)")
        return {}

    worst, gap = 0.0, 0.0
    for seed in range(3):
        tables = make_tables(12, 10, seed)
        votes = make_votes(tables, seed)
        sheet = make_sheet(tables, [0.2, 0.2])
        worst = max(worst, time_best(lambda sheet=sheet, votes=votes: Program(sheet, votes).find_nash(), min(runs, 2)))
        found = Program(sheet, votes).find_nash()
        gap = max(gap, found.bound - found.value) if found is not None else float("inf")
    return {"Nash with two governments and 16 constituencies, 10^12, s": worst, "its gap": gap}


def make_votes(tables: Tables, seed: int, voices: int = 8) -> Votes:
    """Return eight constituencies a side, who weigh the issues their own way; 60 % of the power must accept."""
    chance = np.random.default_rng(seed + 1)
    voters, needed = [], {}
    for party, table in enumerate(tables):
        powers = chance.integers(1, 4, voices)
        for power in powers.tolist():
            weights = chance.dirichlet(np.full(len(table), 2.0))
            own = tuple(
                weight * np.array(column) / max(column) for weight, column in zip(weights.tolist(), table, strict=True)
            )
            voters.append(Voter(party, own, 0.45, float(power)))
        needed[party] = 0.6 * float(powers.sum())
    return Votes(tuple(voters), needed)


def measure_stability(runs: int) -> dict[str, float]:
    """Time all four concepts with three decision makers whose preferences are drawn."""
    figures = {}
    for options in (10, 15):
        chance = np.random.default_rng(options)
        owned = np.array_split(np.arange(options), 3)
        makers = [
            DecisionMaker(
                f"maker {n}",
                tuple(own.tolist()),
                tuple((((int(option), bool(chance.integers(2))),),) for option in chance.permutation(options)),
            )
            for n, own in enumerate(owned)
        ]
        moves = [Move(f"option {n}") for n in range(options)]
        seconds = time_best(
            lambda moves=moves, makers=makers: advance.stability(build_conflict("drawn", moves, makers)), runs
        )
        figures[f"stability, {1 << options:,} states, s"] = seconds
    return figures


def measure_draws(runs: int) -> dict[str, float]:
    """Time 2,000 draws on the example that comes with the package."""
    scenario = parse_scenario(read_text("advance/japan-russia-2014.yaml"))
    return {"2,000 draws on the example, s": time_best(lambda: draw_scenario(scenario, 2000), runs)}


def main() -> None:
    """Measure, and print a table or write it as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="where to write the figures")
    parser.add_argument("--runs", type=int, default=3, help="runs of which the best counts")
    parser.add_argument("--peer", help="a Python that has negmas, if this one has not")
    parser.add_argument("--no-peer", action="store_true", help="leave negmas out")
    options = parser.parse_args()
    figures = measure_million(options.runs)  # first, while the process is small
    if not options.no_peer:
        figures |= measure_peer(options.peer)
    for measure in (measure_frontiers, measure_ratification, measure_stability, measure_draws):
        figures |= measure(options.runs)
    for name, value in figures.items():
        limit = f"  (at most {LIMITS[name]:g})" if name in LIMITS else ""
        print(f"{name:60} {value:12.4f}{limit}")
    peer = figures.get("negmas: frontier, Nash and KS of 10^6, s")
    if peer is not None:
        print(f"{'times as fast as negmas':60} {peer * 1000 / figures['frontier, Nash and KS of 10^6, ms']:12.0f}")
    if options.json is not None:
        options.json.write_text(json.dumps(figures | {"load": os.getloadavg()[0]}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
