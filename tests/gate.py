"""The gate: our quality figures beside their floors. Floors only rise.

python tests/gate.py                       print the table; exit 1 if a figure is below its floor
python tests/gate.py --raise               write risen figures as new floors (less a small margin for machines)
python tests/gate.py --allow-regression    accept lower figures as new floors; say why in the commit
"""

import argparse
import importlib.util
import json
import sys
import tempfile
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
FLOORS = ROOT / "tests" / "gate.json"
MARGIN, MARGIN_OF_ROWS = 0.005, 0.02
"""How far below the measured figure a new floor is set: processors differ in the last digits of a float, and one row more or
less moves a list of sixty by more than a point."""


def load_scorer(shared: Path) -> ModuleType:
    """Load the readout scorer of the shared material."""
    spec = importlib.util.spec_from_file_location("score_readout", shared / "gold" / "score_readout.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def readout_figures(gold: Path, scorer: ModuleType, label: str) -> dict[str, float]:
    """Read gold documents and return F1 per list, loose and strict, as the shared scorer counts them."""
    from summitry.read.reader import open_reader
    from summitry.records import Document

    slugs = sorted(path.parent.name for path in gold.glob("*/readout.json"))
    documents = [json.loads((gold / slug / "readout.json").read_text(encoding="utf-8"))["document"] for slug in slugs]
    reader = open_reader()
    with tempfile.TemporaryDirectory() as folder:
        readouts = reader.read_many(
            Document.from_text(d["text"], published=d["published"], title=d["title"], publisher=d.get("publisher"))
            for d in documents
        )
        for slug, readout in zip(slugs, readouts, strict=True):
            (Path(folder) / f"{slug}.json").write_text(readout.to_json(), encoding="utf-8")
        result = scorer.score(gold, folder)
    figures: dict[str, float] = {}
    for name, row in result["lists"].items():
        figures[f"{label}: {name} F1"] = row["f1"]
        if name in result["strict"]:
            figures[f"{label}: {name} strict F1"] = result["strict"][name]["f1"]
    figures[f"{label}: all rows F1"] = result["overall"]["f1"]
    figures[f"{label}: pages with nothing diplomatic stay empty"] = float(
        result["rows_in_documents_with_empty_gold"] == 0
    )
    return figures


def measure(shared: Path) -> dict[str, float]:
    """Return every figure of the gate."""
    from dates_scores import date_figures
    from language_scores import language_figures

    scorer = load_scorer(shared)
    return {
        **language_figures(shared),
        **date_figures(shared),
        **readout_figures(shared / "gold" / "readouts", scorer, "readouts"),
        **readout_figures(ROOT / "tests" / "gold" / "en", scorer, "own readouts"),
    }


def print_table(figures: dict[str, float], floors: dict[str, float]) -> bool:
    """Print figures beside floors; tell whether all hold."""
    good = True
    width = max(map(len, figures | floors))
    print(f"{'':{width}}  figure   floor")
    for name in [*figures, *(n for n in floors if n not in figures)]:
        figure, floor = figures.get(name), floors.get(name)
        low = floor is not None and (figure is None or figure < floor)
        good = good and not low
        shown = "   gone" if figure is None else f"{figure:7.3f}"
        print(
            f"{name:{width}} {shown} {'      -' if floor is None else f'{floor:7.3f}'}{'   BELOW ITS FLOOR' if low else ''}"
        )
    return good


def _floor(name: str, figure: float) -> float:
    """Return the floor that a figure sets; what has no half-way, such as pages that stay empty, has no margin."""
    if "stay empty" in name or "verb and subject" in name:
        return figure
    return round(max(0.0, figure - (MARGIN_OF_ROWS if "readouts" in name else MARGIN)), 3)


def main() -> int:
    """Measure, print, and write floors if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", dest="rise", action="store_true", help="write risen figures as floors")
    parser.add_argument("--allow-regression", action="store_true", help="let floors fall to today's figures")
    options = parser.parse_args()
    from conftest import find_shared

    shared = find_shared()
    if shared is None:
        print(
            "THE GATE IS NOT MEASURED: the shared material is missing; set SUMMITRY_SHARED or put it in ../shared",
            file=sys.stderr,
        )
        return 0
    floors = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    figures = measure(shared)
    good = print_table(figures, floors)
    if options.rise or options.allow_regression:
        new = {name: _floor(name, figure) for name, figure in figures.items()}
        if not options.allow_regression:
            new = {name: max(value, floors.get(name, 0.0)) for name, value in new.items()}
        FLOORS.write_text(json.dumps(new, indent=1) + "\n", encoding="utf-8")
    return 0 if good or options.allow_regression else 1


if __name__ == "__main__":
    sys.exit(main())
