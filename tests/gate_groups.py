"""The groups of the gate: what can be measured by itself, and how the names of its figures begin."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from figures import Figure, as_figures

ROOT = Path(__file__).resolve().parent.parent
TIMED = "speed:"
"""Starts the names of figures that hang on the machine: they are held against what is asked, and set no floor."""

ONE_CORE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
Report = dict[str, Any]


def measure_language(shared: Path, _report: Report) -> Mapping[str, Figure | float]:
    """Trees, lemmas and names of the language pipeline."""
    from language_scores import language_figures

    return language_figures(shared)


def measure_dates(shared: Path, _report: Report) -> Mapping[str, Figure | float]:
    """Dates of news and of the readouts."""
    from dates_scores import date_figures

    return date_figures(shared)


def measure_world(shared: Path, _report: Report) -> Mapping[str, Figure | float]:
    """Office-holders, phrases of actors, places."""
    from actor_scores import actor_figures
    from office_scores import office_figures
    from places_scores import places_figures

    return {**office_figures(shared), **actor_figures(shared), **places_figures(shared)}


def measure_readouts(shared: Path, report: Report) -> Mapping[str, Figure | float]:
    """Whole readouts, and the confidence of their events."""
    from readout_scores import readout_figures

    return readout_figures(shared, report["resamples"])


def measure_events(shared: Path, report: Report) -> Mapping[str, Figure | float]:
    """Events on the sets of coded sentences."""
    from events_scores import event_scores

    scores = event_scores(shared, report["resamples"])
    report["notes"] += scores.notes
    report["per_type"] |= scores.per_type
    return scores.figures


def measure_quotations(shared: Path, _report: Report) -> Mapping[str, Figure | float]:
    """Reported speech in political news, and the confidence of statements."""
    from quotes_scores import quote_figures

    return quote_figures(shared)


def measure_commitments(shared: Path, _report: Report) -> Mapping[str, Figure | float]:
    """Commitments in real readouts, sentence by sentence."""
    from commitment_scores import commitment_figures

    return commitment_figures(shared)


def measure_petrarch(shared: Path, report: Report) -> Mapping[str, Figure | float]:
    """PETRARCH's unit suite with its own dictionaries."""
    from events_scores import suite_figures

    return suite_figures(shared, report["resamples"])


def measure_merge(shared: Path, _report: Report) -> Mapping[str, Figure | float]:
    """Reports merged into occurrences: on the samples, and on mentions of events in news."""
    from merge_scores import merge_figures

    return merge_figures(shared)


def measure_ledger(_shared: Path, _report: Report) -> Mapping[str, Figure | float]:
    """What the ledger promises whatever happens."""
    from ledger_scores import ledger_figures

    return ledger_figures()


def measure_advance(shared: Path, _report: Report) -> Mapping[str, Figure | float]:
    """Analyses of negotiations beside published results."""
    from advance_scores import advance_figures

    return advance_figures(shared)


def measure_speed(_shared: Path, report: Report) -> Mapping[str, Figure | float]:
    """Sentences a second, in a process of its own that keeps to one core."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "speed.json"
        command = [sys.executable, ROOT / "benchmarks" / "events.py", "--runs", "1", "--json", out]
        subprocess.run(command, check=True, capture_output=True, env=os.environ | ONE_CORE)
        found = json.loads(out.read_text(encoding="utf-8"))
    report["notes"].append(f"speed was measured at a load of {found['load']:.1f}: a busy machine is slower")
    report["stages"] = found["stages"]
    return {"speed: sentences per second": Figure(found["sentences per second"], units=found["sentences"])}


GROUPS: dict[str, tuple[Callable[[Path, Report], Mapping[str, Figure | float]], tuple[str, ...]]] = {
    "language": (measure_language, ("language:",)),
    "dates": (measure_dates, ("dates:", "dates of readouts:")),
    "world": (measure_world, ("offices:", "actor phrases:", "places:")),
    "readouts": (
        measure_readouts,
        (
            "readouts:",
            "own readouts:",
            "unseen readouts:",
            "events: expected calibration",
            "positions:",
            "commitments:",
            "claims:",
            "assessments:",
        ),
    ),
    "events": (measure_events, ("events:",)),
    "quotations": (measure_quotations, ("quotations:", "statements: expected calibration")),
    "commitments": (measure_commitments, ("commitments of real readouts:",)),
    "merge": (measure_merge, ("merging:",)),
    "ledger": (measure_ledger, ("ledger:",)),
    "advance": (measure_advance, ("advance:",)),
    "petrarch": (measure_petrarch, ("events: petr_unit",)),
    "speed": (measure_speed, (TIMED,)),
}
"""What can be measured by itself, and how the names of its figures begin; the longest beginning counts."""


def group_of(name: str) -> str:
    """Return the group that measures a figure."""
    starts = [
        (len(start), group) for group, (_, starts) in GROUPS.items() for start in starts if name.startswith(start)
    ]
    return max(starts)[1] if starts else ""


def measure(shared: Path, groups: Iterable[str], resamples: int) -> Report:
    """Measure some groups.

    Args:
        shared: the folder of the measuring material.
        groups: names of groups.
        resamples: how often to resample for the intervals.

    Returns:
        The day, the groups, the figures, notes on what was left out, tables by type of event, seconds by group.
    """
    names = tuple(groups)
    today = datetime.now(tz=UTC).date().isoformat()
    report: Report = {
        "measured": today,
        "groups": names,
        "resamples": resamples,
        "per_type": {},
        "stages": {},
        "notes": [],
    }
    figures: dict[str, Figure] = {}
    seconds = {}
    for group in names:
        began = time.perf_counter()
        print(f"measuring {group} ...", file=sys.stderr, flush=True)
        figures |= as_figures(GROUPS[group][0](shared, report))
        seconds[group] = round(time.perf_counter() - began, 1)
    return report | {"figures": figures, "seconds": seconds}
