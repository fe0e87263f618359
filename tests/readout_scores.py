"""Scores of whole readouts against documents coded by hand, as the shared scorer counts, with intervals over documents.

Lists of rows are counted loose and strict; what is told of a row (a date, a modality, a level) on the rows that match.
"""

import importlib.util
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from dates_scores import event_date_figures
from figures import CEILING, Figure, calibration_error, f1, resample, share, shared_reader

ROOT = Path(__file__).resolve().parent.parent
RATED = ("events", "positions", "commitments", "claims", "assessments")
"""Lists whose confidence is held against the gold; statements are rated on the attributions of the news."""
ATTRIBUTES = {
    "actors: office": "office accuracy",
    "events: modality": "event modality",
    "events: modality, gold not occurred": "event modality of what has not occurred",
    "events: level": "event level",
    "events: cameo 2-digit": "event CAMEO 2-digit",
    "events: place country": "event place",
}
"""What the scorer measures on matched rows, and our names for it."""

OWN = {"own readouts": "dev", "unseen readouts": "test"}
"""Our own documents: those that are studied, and those of which only the figures are looked at."""

DATES = {
    "event dates exact of dated": "events: date exact, gold dated",
    "event dates exact of all": "events: date exact",
}


class Scored(NamedTuple):
    """One document: its scores, and by list the confidence of each of its rows with whether it matched."""

    loose: dict[str, Any]
    strict: dict[str, Any]
    attributes: dict[str, list[float]]
    rated: dict[str, list[tuple[float, float]]]


def load_scorer(shared: Path) -> ModuleType:
    """Load the readout scorer of the shared material."""
    spec = importlib.util.spec_from_file_location("score_readout", shared / "gold" / "score_readout.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_gold(gold: Path, folder: Path) -> None:
    """Read the documents of a gold folder and write their readouts, one file a document."""
    from summitry.records import Document

    slugs = sorted(path.parent.name for path in gold.glob("*/readout.json"))
    documents = [json.loads((gold / slug / "readout.json").read_text(encoding="utf-8"))["document"] for slug in slugs]
    readouts = shared_reader().read_many(
        Document.from_text(d["text"], published=d["published"], title=d["title"], publisher=d.get("publisher"))
        for d in documents
    )
    for slug, readout in zip(slugs, readouts, strict=True):
        (folder / f"{slug}.json").write_text(readout.to_json(), encoding="utf-8")


def score_each(scorer: ModuleType, gold: Path, folder: Path) -> list[Scored]:
    """Score each document by itself."""
    scored = []
    for path in sorted(gold.glob("*/readout.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        found = json.loads((folder / f"{path.parent.name}.json").read_text(encoding="utf-8"))
        one, other = scorer.Readout(told), scorer.Readout(found)
        rated = {}
        for name in RATED:
            matched = {int(j) for _, j in scorer.assign(name, one, other, told[name], found[name])}
            rated[name] = [(row["confidence"], float(j in matched)) for j, row in enumerate(found[name])]
        scored.append(Scored(*scorer.score_document(one, other), rated))
    return scored


def _f1_of(name: str, field: str) -> Callable[[Iterable[Scored]], float | None]:
    def count(documents: Iterable[Scored]) -> float | None:
        rows = [counts[name] for document in documents for counts in [getattr(document, field)] if name in counts]
        gold, found = sum(row.gold for row in rows), sum(row.pred for row in rows)
        return f1(sum(row.hit for row in rows), found, gold) if gold + found else None

    return count


def _value_of(name: str) -> Callable[[Iterable[Scored]], float | None]:
    return lambda documents: share([value for d in documents for value in d.attributes.get(name, ())])


def _all_rows(documents: Iterable[Scored]) -> float | None:
    rows = [counts for document in documents for counts in document.loose.values()]
    return f1(sum(row.hit for row in rows), sum(row.pred for row in rows), sum(row.gold for row in rows))


def calibration_name(rows: str) -> str:
    """Return the name of the figure that tells how far the confidence of a list is from the truth."""
    return f"{rows}: expected calibration error {CEILING}"


def calibration_figures(each: list[Scored], names: Iterable[str], times: int) -> dict[str, Figure]:
    """Return for some lists how far their confidence is from the share of right rows in some documents."""

    def count(name: str) -> Callable[[Iterable[Scored]], float | None]:
        return lambda documents: calibration_error([one for document in documents for one in document.rated[name]])

    return {
        calibration_name(name): Figure(
            count(name)(each) or 0.0,
            *resample([[one] for one in each], count(name), times),
            sum(len(one.rated[name]) for one in each),
        )
        for name in names
    }


def score_gold(gold: Path, scorer: ModuleType, label: str, times: int) -> tuple[dict[str, Figure], list[Scored]]:
    """Read gold documents; return F1 per list, loose and strict, what is right on matched rows, and each document's scores.

    Args:
        gold: the folder of the documents.
        scorer: the shared scorer.
        label: the name of the set.
        times: how often to resample for the intervals.
    """
    with tempfile.TemporaryDirectory() as folder:
        read_gold(gold, Path(folder))
        result = scorer.score(gold, folder)
        each = score_each(scorer, gold, Path(folder))
    groups = [[one] for one in each]

    def drawn(value: float, count: Callable[[Iterable[Scored]], float | None], units: int) -> Figure:
        return Figure(value, *resample(groups, count, times), units)

    figures: dict[str, Figure] = {}
    for name, row in result["lists"].items():
        figures[f"{label}: {name} F1"] = drawn(row["f1"], _f1_of(name, "loose"), row["gold"])
        if name in result["strict"]:
            tight = result["strict"][name]
            figures[f"{label}: {name} strict F1"] = drawn(tight["f1"], _f1_of(name, "strict"), tight["gold"])
    figures[f"{label}: all rows F1"] = drawn(result["overall"]["f1"], _all_rows, result["overall"]["gold"])
    figures[f"{label}: pages with nothing diplomatic stay empty"] = Figure(
        float(result["rows_in_documents_with_empty_gold"] == 0)
    )
    dates = {f"{label}: {name}": key for name, key in DATES.items()}
    named = {f"{label}: {ours}": key for key, ours in ATTRIBUTES.items()} | dates
    values = {name: result["attributes"][key]["value"] for name, key in named.items()}
    values |= event_date_figures(result, label)
    for name, value in values.items():
        if value is not None:
            figures[name] = drawn(value, _value_of(named[name]), result["attributes"][named[name]]["pairs"])
    return figures, each


def readout_figures(shared: Path, times: int = 200) -> dict[str, Figure]:
    """Return the figures of the shared readouts and of our own, and how far confidence is from the truth.

    Events are rated on all documents; the other lists on those that may be studied, by which their confidence was set.
    """
    scorer = load_scorer(shared)
    figures, each = score_gold(shared / "gold" / "readouts", scorer, "readouts", times)
    for label, split in OWN.items():
        with part(ROOT / "tests" / "gold" / "en", split) as gold:
            own, rest = score_gold(gold, scorer, label, times)
        figures |= own
        each += rest
        if split == "dev":
            figures |= calibration_figures(each, RATED[1:], times)
    return figures | calibration_figures(each, RATED[:1], times)


@contextmanager
def part(gold: Path, split: str) -> Iterator[Path]:
    """Lend a folder that holds the documents of one part alone."""
    with tempfile.TemporaryDirectory() as folder:
        for path in gold.glob("*/meta.json"):
            if json.loads(path.read_text(encoding="utf-8"))["split"] == split:
                (Path(folder) / path.parent.name).symlink_to(path.parent)
        yield Path(folder)
