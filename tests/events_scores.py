"""Scores of the event coder on the shared sets of coded sentences, by the scorer that lies beside them.

A readout's events are given to the scorer in their order, each actor with its country and its name as the readout has them.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from summitry.read.reader import Reader
from summitry.records import Event, Readout


@dataclass(frozen=True, slots=True)
class View:
    """One way to score a set: the scorer's options, and the figures that we keep from it under our names."""

    gold: str
    options: tuple[str, ...]
    figures: Mapping[str, tuple[str, str]]


VIEWS = (
    View(
        "plover_gsr",
        ("--view", "top1", "--actors", "country"),
        {"plover_gsr TRIPLE F1": ("TRIPLE", "f1"), "plover_gsr TYPE F1": ("TYPE", "f1")},
    ),
    View("cameo_manual", ("--view", "top1", "--code", "cameo2"), {"cameo_manual CAMEO 2 digits F1": ("TYPE", "f1")}),
    View("cameo_manual", ("--view", "top1", "--code", "cameo"), {"cameo_manual CAMEO full code F1": ("TYPE", "f1")}),
    View(
        "up_gsr",
        ("--view", "all", "--actors", "country"),
        {"up_gsr TRIPLE F1": ("TRIPLE", "f1"), "up_gsr EXACT": ("EXACT", "f1")},
    ),
    View("jo_random", ("--view", "all"), {"jo_random false alarms": ("FALARM", "rate")}),
)


def as_prediction(event: Event, readout: Readout) -> dict[str, object]:
    """Return an event in the scorer's form."""
    actors = {actor.id: actor for actor in readout.actors}

    def sides(ids: Iterable[str]) -> list[dict[str, str]]:
        return [
            {"country": _country(actors[i].country), "text": actors[i].name, "sector": actors[i].sector or ""} for i in ids
        ]

    coded = {"code_system": "CAMEO", "code": event.cameo} if event.cameo else {"code": event.event_type.value}
    return {**coded, "plover": event.event_type.value, "source": sides(event.actors), "target": sides(event.recipients)}


def _country(code: str) -> str:
    return {"UNO": "IGO", "EUE": "IGO", "NAT": "IGO"}.get(code, code)


def predict(reader: Reader, gold: Path, out: Path) -> float:
    """Read a set's sentences and write the predictions; return the seconds that reading took."""
    records = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    began = time.perf_counter()
    readouts = list(reader.read_many((record["text"], _day(record)) for record in records))
    seconds = time.perf_counter() - began
    with out.open("w", encoding="utf-8") as lines:
        for record, readout in zip(records, readouts, strict=True):
            events = [as_prediction(event, readout) for event in readout.events]
            lines.write(json.dumps({"id": record["id"], "events": events}) + "\n")
    return seconds


def _day(record: Mapping[str, object]) -> str | None:
    date = record.get("date")
    return f"{date[:4]}-{date[4:6]}-{date[6:8]}" if isinstance(date, str) and len(date) == 8 and date.isdigit() else None
