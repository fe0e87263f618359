"""The gate: our quality figures beside their floors. Floors only rise, and ceilings only fall.

python tests/gate.py                       print the table; exit 1 if a figure is below its floor
python tests/gate.py --only events         measure one group (may be given several times)
python tests/gate.py --json FILE           write the figures with their intervals to FILE, for tools/build_evaluation.py
python tests/gate.py --raise               write risen figures as new floors (less a small margin for machines)
python tests/gate.py --allow-regression    accept lower figures as new floors; say why in the commit

A figure whose name ends in "(at most)" has a ceiling in place of a floor. Beside our own floors (`gate.json`) stands what
was asked of the product (`gate_asked.json`): what falls short of it is marked and counted, and fails with --strict.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from figures import CEILING, Figure  # noqa: E402  # found once the path is set
from gate_groups import GROUPS, TIMED, group_of, measure  # noqa: E402

FLOORS = ROOT / "tests" / "gate.json"
ASKED = ROOT / "tests" / "gate_asked.json"
MARGIN, MARGIN_OF_ROWS = 0.005, 0.02
"""How far below the measured figure a new floor is set: processors differ in the last digits of a float, and one row more or
less moves a list of sixty by more than a point."""

RESAMPLES = 200
"""How often intervals are resampled unless told otherwise."""


def holds(name: str, value: float, bound: float | None) -> bool:
    """Tell whether a figure holds its floor, or its ceiling."""
    return bound is None or (value <= bound if name.endswith(CEILING) else value >= bound)


def print_table(
    figures: Mapping[str, Figure], floors: Mapping[str, float], asked: Mapping[str, float]
) -> tuple[int, int]:
    """Print figures beside floors and what is asked; return how many break their floor, and how many fall short of it."""
    broken = short = 0
    width = max(map(len, [*figures, *floors, *asked]), default=0)
    print(f"{'':{width}}   figure    floor    asked  95 % interval")
    for name in dict.fromkeys([*figures, *floors, *asked]):
        figure, floor, aim = figures.get(name), floors.get(name), asked.get(name)
        low = not holds(name, figure.value, floor) if figure else floor is not None
        far = not holds(name, figure.value, aim) if figure else aim is not None
        broken, short = broken + low, short + far
        cells = [_cell(figure.value) if figure else "     gone", _cell(floor), _cell(aim)]
        drawn = f"  [{figure.low:.3f}, {figure.high:.3f}]" if figure and figure.low is not None else ""
        marks = f"{'   BREAKS ITS FLOOR' if low else ''}{'   SHORT OF WHAT IS ASKED' if far else ''}"
        print(f"{name:{width}}{''.join(cells)}{drawn}{marks}")
    return broken, short


def _cell(value: float | None) -> str:
    return "        -" if value is None else f"{value:9.3f}"


def floor_of(name: str, value: float) -> float:
    """Return the bound that a figure sets; what has no half-way, such as pages that stay empty, has no margin."""
    if "stay empty" in name or "verb and subject" in name or "number of" in name:
        return value
    margin = MARGIN_OF_ROWS if "readouts" in name or name.startswith("events:") else MARGIN
    if name.endswith(CEILING):
        return round(value + margin if value > 1 else min(1.0, value + margin), 3)
    return round(max(0.0, value - margin), 3)


def renew(floors: Mapping[str, float], figures: Mapping[str, Figure], *, regress: bool) -> dict[str, float]:
    """Return new floors: risen ones only, unless they may regress; those of figures that were not measured stay."""
    new = dict(floors)
    for name, figure in figures.items():
        if not name.startswith(TIMED):
            bound = floor_of(name, figure.value)
            better = min if name.endswith(CEILING) else max
            new[name] = bound if regress or name not in floors else better(bound, floors[name])
    return new


def main() -> int:
    """Measure, print, and write floors if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", choices=GROUPS, help="measure this group alone")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE")
    parser.add_argument("--boot", type=int, default=RESAMPLES, help="how often to resample for the intervals")
    parser.add_argument("--raise", dest="rise", action="store_true", help="write risen figures as floors")
    parser.add_argument("--allow-regression", action="store_true", help="let floors fall to today's figures")
    parser.add_argument("--strict", action="store_true", help="fail where a figure is short of what is asked, too")
    options = parser.parse_args()
    from conftest import find_shared

    shared = find_shared()
    if shared is None:
        told = "the shared material is missing; set SUMMITRY_SHARED or put it in ../shared"
        print(f"THE GATE IS NOT MEASURED: {told}", file=sys.stderr)
        return 0
    floors, asked = (json.loads(path.read_text(encoding="utf-8")) if path.exists() else {} for path in (FLOORS, ASKED))
    groups = tuple(dict.fromkeys(options.only or GROUPS))
    report = measure(shared, groups, options.boot)
    figures = report["figures"]
    broken, short = print_table(
        figures, *({name: v for name, v in bounds.items() if group_of(name) in groups} for bounds in (floors, asked))
    )
    for note in report["notes"]:
        print(note)
    print(
        f"{len(figures)} figures; {broken} break their floor, {short} are short of what is asked; {report['seconds']} s"
    )
    if options.json:
        rows = {name: figure.as_row() for name, figure in figures.items()}
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_text(json.dumps(report | {"figures": rows}, indent=1) + "\n", encoding="utf-8")
    if options.rise or options.allow_regression:
        new = renew(floors, figures, regress=options.allow_regression)
        FLOORS.write_text(json.dumps(new, indent=1) + "\n", encoding="utf-8")
    failed = broken > 0 or (options.strict and short > 0)
    return 1 if failed and not options.allow_regression else 0


if __name__ == "__main__":
    sys.exit(main())
