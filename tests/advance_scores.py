"""Scores of the negotiation analyses on published and recorded cases: shares met, and how far figures are off.

Each figure stands for one row of what has to hold. Shares are 1 where every case is met; "(at most)" figures are
differences. The cases lie in the shared measuring material and are not copied; without them nothing is measured, which is
said aloud. Speed is measured by ``benchmarks/packages.py`` in a process of its own.
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from fractions import Fraction
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from figures import CEILING, Figure

from summitry import advance
from summitry.advance.fair import divide
from summitry.advance.genius import find_domain, read_domain
from summitry.advance.positions import Standpoint
from summitry.advance.settle import calibrate_band, find_compromise, find_median, find_spread, settle_issue
from summitry.advance.spatial import find_distance, find_middle, rate_position

CASES = Path("cases") / "advance"
FOLDS = 10
BENCHMARK = Path(__file__).resolve().parent.parent / "benchmarks" / "packages.py"
ONE_CORE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def read_case(shared: Path, name: str) -> dict[str, Any]:
    """Return a file of cases."""
    found: dict[str, Any] = json.loads((shared / CASES / name).read_text(encoding="utf-8"))
    return found


def is_near(one: Any, other: Any, limit: float) -> bool:
    """Tell whether two points differ by at most a limit, relative to what is larger than 1."""
    return all(abs(a - b) <= limit * max(1.0, abs(b)) for a, b in zip(one, other, strict=True))


def score_synthetic(shared: Path) -> dict[str, float]:
    """Games of up to 10^20 outcomes: size and ends of the frontier, and the Nash package by both methods."""
    cases = read_case(shared, "additive_synthetic.json")["cases"]
    met, off, milp_off = 0, 0.0, 0.0
    for case in cases:
        front = advance.frontier(case["tables"], case["reservation"])
        ends = is_near(front[0].utilities, case["frontier_first"], 1e-9) and is_near(
            front[-1].utilities, case["frontier_last"], 1e-9
        )
        met += len(front) == case["frontier_size"] and ends
        nash = advance.solutions(case["tables"], case["reservation"]).nash_log
        off = max(off, abs(nash - case["log_nash"]) if nash is not None else 1.0)
        if find_spec("highspy") is not None:
            from summitry.advance.game import make_sheet
            from summitry.advance.milp import Program

            found = Program(make_sheet(case["tables"], case["reservation"])).find_nash()
            milp_off = max(milp_off, abs(found.value - case["log_nash"]) if found is not None else 1.0)
    figures = {
        "advance: synthetic frontiers met": met / len(cases),
        f"advance: synthetic log Nash off {CEILING}": off,
    }
    if find_spec("highspy") is not None:
        figures[f"advance: synthetic log Nash by MILP off {CEILING}"] = milp_off
    else:
        print("MILP IS NOT MEASURED: highspy is missing; install summitry[advance]")
    return figures


def judge_domain(folder: Path, case: Mapping[str, Any]) -> dict[str, bool]:
    """Compare a domain with what negmas found.

    negmas adds doubles, so that points which rounding alone tells apart, or lifts above others, stand in its frontier.
    ``as doubles``: the frontier of the same doubles has the same size. ``frontier``: in exact fractions, every point of
    ours is one of its, and every one of its is one of ours or is dominated by one to within the limit.
    """
    limit = 1e-8
    domain = read_domain(*find_domain(folder / case["name"]))
    front = advance.frontier(domain.tables, domain.reservation)
    found = advance.solutions(domain.tables, domain.reservation, "negmas")
    doubles = [[[float(v) for v in column.values()] for column in t.values()] for t in _as_doubles(folder, case)]
    points = [package.utilities for package in front]
    judged = {
        "as doubles": len(advance.frontier(doubles, case["reserved"])) == case["frontier_size"],
        **{
            name: any(is_near(one.utilities, point, limit) for one in packages for point in case[key])
            for name, key, packages in (("Nash", "nash", found.nash), ("KS", "ks", found.ks), ("Kalai", "kalai", found.kalai))
        },
    }  # fmt: skip
    if case["frontier"] is not None:
        theirs = [tuple(point) for point in case["frontier"]]
        ours = all(any(is_near(point, other, limit) for other in theirs) for point in points)
        covered = all(any(all(a >= b - limit for a, b in zip(p, t, strict=True)) for p in points) for t in theirs)
        judged["frontier"] = ours and covered
    else:
        judged["frontier"] = judged["as doubles"]
    return judged


def _as_doubles(folder: Path, case: Mapping[str, Any]) -> list[dict[str, dict[str, float]]]:
    """Return tables as products of doubles, which is how negmas makes them."""
    from lxml import etree

    domain, profiles = find_domain(folder / case["name"])
    exact = read_domain(domain, profiles).tables
    tables = []
    for path in profiles:
        root = etree.parse(str(path)).getroot()
        weights = {one.get("index"): float(one.get("value", "0")) for one in root.iter("weight")}
        table: dict[str, dict[str, float]] = {}
        for issue in root.iter("issue"):
            name, weight = issue.get("name", ""), weights[issue.get("index", "")]
            table[name] = {option: float(value) for option, value in exact[path.stem][name].items()}
            for item in issue.findall("item"):
                table[name][item.get("value", "")] = weight * float(item.get("evaluation", "0"))
        tables.append(table)
    return tables


def score_domains(shared: Path) -> dict[str, float]:
    """Additive domains of the ANAC competitions against what negmas 0.16 recorded."""
    cases = read_case(shared, "anac_expected.json")["cases"]
    judged = [judge_domain(shared / CASES / "genius", case) for case in cases]
    return {
        f"advance: ANAC domains, {name} met": sum(one[name] for one in judged) / len(judged)
        for name in ("frontier", "as doubles", "Nash", "KS", "Kalai")
    }


def score_conflicts(shared: Path) -> dict[str, float]:
    """Conflicts of the literature: exactly the listed equilibria."""
    cases = read_case(shared, "gmcr.json")["cases"]
    met = sum(all(list(advance.stability(case)[k]) == v for k, v in case["expected"].items()) for case in cases)
    return {"advance: conflicts with their equilibria": met / len(cases)}


def score_divisions(shared: Path) -> dict[str, float]:
    """Adjusted Winner: exact fractions."""
    cases = read_case(shared, "adjusted_winner.json")["cases"]
    met = 0
    for case in cases:
        found = divide(case["items"], case["a"], case["b"])
        shares = [str(share.first) for share in found.shares]
        met += shares == case["share_a"] and found.totals == (Fraction(case["expected_points"]),) * 2
    return {"advance: Adjusted Winner divisions met": met / len(cases)}


def score_spatial(shared: Path) -> dict[str, float]:
    """KTAB's distances and utilities, and its continuous Nash compromises."""
    data = read_case(shared, "ktab.json")
    space, actors = data["spatial"], range(len(data["spatial"]["actors"]))

    def off(expected: list[list[float]], risks: list[float]) -> float:
        return max(
            abs(rate_position(find_distance(space["salience"][i], space["position"][i], space["position"][j]), risks[i]) - expected[i][j])
            for i in actors
            for j in actors
        )  # fmt: skip

    nash = data["nash_continuous"]
    ends = np.array(nash["ti"]), np.array(nash["tj"])
    products = []
    for case in nash["cases"]:
        first = _gain(nash["si"], ends[0], case["ri"], case["pi"], ends[1])
        second = _gain(nash["sj"], ends[1], case["rj"], case["pj"], ends[0])
        _, value = find_middle(first, second, 8)
        at = np.array(case["expected_point"])
        products += [abs(100 * value - case["expected_np"]), abs(100 * first(at) * second(at) - case["expected_np"])]
    return {
        f"advance: KTAB distances off {CEILING}": off(space["expected_value"], [0.0] * len(actors)),
        f"advance: KTAB utilities off {CEILING}": off(space["expected_utility"], space["risk"]),
        f"advance: KTAB Nash products off {CEILING}": max(products),
    }


def _gain(salience: list[float], own: Any, risk: float, power: float, other: Any) -> Any:
    """Return the gain of a side of KTAB's: two points' worth less what power alone would bring."""

    def rate(point: Any) -> float:
        return rate_position(find_distance(salience, point, own, 1.0), risk)

    floor = power * 2 + (1 - power) * 2 * rate(other)
    return lambda point: rate(point[:4]) + rate(point[4:]) - floor


def read_deu(shared: Path) -> list[tuple[str, list[Standpoint], float | None, dict[str, float]]]:
    """Return the issues of DEU III: proposal, standpoints (power: GDP), outcome, the positions by name."""
    with (shared / CASES / "deu3.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines, delimiter="\t"))
    names, weights = rows[0], rows[1]
    columns = {name[1:]: place for place, name in enumerate(names) if name.startswith("p") and f"s{name[1:]}" in names}
    issues = []
    for row in rows[2:]:
        cells = dict(zip(names, row, strict=False))
        known = {name: float(cells[f"p{name}"]) for name in columns if cells[f"p{name}"].strip()}
        stands = [
            Standpoint(name, float(weights[columns[name]]), at, float(cells[f"s{name}"] or 0))
            for name, at in known.items()
        ]
        reference = {"reference point": float(cells["rp"])} if cells["rp"].strip() else {}
        outcome = float(cells["out"]) if cells["out"].strip() else None
        issues.append((cells["prnrnmc"], stands, outcome, known | reference))
    return issues


def score_settlements(shared: Path) -> dict[str, float]:
    """DEU III: the listed models, our compromise, and how often our band holds the outcome, calibrated on others."""
    expected = read_case(shared, "deu3_expected.json")["expected_mae"]
    issues = [(group, stands, out, known) for group, stands, out, known in read_deu(shared) if out is not None]
    errors: dict[str, list[float]] = {name: [] for name in expected}
    compromise, spreads, groups = [], [], []
    for group, stands, out, known in issues:
        at = [one.position for one in stands if one.position is not None]
        ones, gdp = [1.0] * len(stands), [one.power for one in stands]
        salience = [one.salience for one in stands]
        both = [a * b for a, b in zip(gdp, salience, strict=True)]
        guesses = {
            "unweighted mean": find_compromise(at, ones),
            "salience mean": find_compromise(at, salience),
            "gdp*salience mean (compromise)": settle_issue(stands).compromise,
            "gdp mean": find_compromise(at, gdp),
            "median": find_median(at, ones),
            "gdp*salience median": settle_issue(stands).median,
            "commission (n=348)": known.get("com"),
            "parliament (n=305)": known.get("ep"),
            "reference point (n=253)": known.get("reference point"),
            "constant 50": 50.0,
        }
        for name, guess in guesses.items():
            if guess is not None:
                errors[name].append(abs(guess - out))
        compromise.append(settle_issue(stands).compromise - out)
        spreads.append(find_spread(at, both))
        groups.append(group)
    off = max(abs(float(np.mean(errors[name])) - value) for name, value in expected.items())
    return {
        f"advance: DEU III models off {CEILING}": off,
        f"advance: DEU III mean error of the compromise {CEILING}": float(np.mean(np.abs(compromise))),
        "advance: DEU III coverage of the band": cover(np.array(compromise), np.array(spreads), groups),
    }


def cover(errors: Any, spreads: Any, groups: list[str]) -> float:
    """Return how often a band calibrated on the other proposals holds the outcome: ten folds of whole proposals."""
    names = sorted(set(groups))
    held = []
    for fold in range(FOLDS):
        left_out = np.isin(groups, names[fold::FOLDS])
        factor = calibrate_band(errors[~left_out], spreads[~left_out])
        held += (np.abs(errors[left_out]) <= factor * np.maximum(spreads[left_out], 5.0)).tolist()
    return float(np.mean(held))


def score_speed() -> dict[str, float | Figure]:
    """The figures of the benchmark, without its peer: seconds hang on the machine."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "packages.json"
        command = [sys.executable, BENCHMARK, "--no-peer", "--json", out]
        subprocess.run(command, check=True, capture_output=True, env=os.environ | ONE_CORE)
        found = json.loads(out.read_text(encoding="utf-8"))
    wanted = ("ms", "s", "MB")
    return {
        f"speed: advance, {name} {CEILING}": value
        for name, value in found.items()
        if name.rpartition(", ")[2] in wanted
    }


def advance_figures(shared: Path) -> dict[str, float]:
    """Return all figures but speed; empty, with a loud line, where the cases are missing."""
    if not (shared / CASES).is_dir():
        print(f"NEGOTIATION ANALYSIS IS NOT MEASURED: {shared / CASES} is missing")
        return {}
    figures: dict[str, float] = {}
    for score in (
        score_synthetic,
        score_domains,
        score_conflicts,
        score_divisions,
        score_spatial,
        score_settlements,
    ):
        figures |= score(shared)
    return figures


if __name__ == "__main__":
    for name, value in advance_figures(Path(sys.argv[1])).items():
        print(f"{name:60} {value:.10g}")
