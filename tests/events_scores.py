"""Scores of the event coder on the shared sets of coded sentences, by the scorer that lies beside them.

A sentence is a document of its own. Its events are given to the scorer in the readout's order, each actor with its country,
its name and its sector. What the scorer draws no interval for is drawn here over the same groups of texts.
"""

import json
import re
import subprocess
import sys
import tempfile
from argparse import Namespace
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from figures import CEILING, Figure, f1, read_lines, resample, share, shared_reader
from petrarch_scores import code_suite, load_scorer

MODEL = Path("data/models/events-en-1.0.0")
PAIRS = "plv"
PER_TYPE = "plover_gsr"
FALSE_ALARMS = f"events: jo_random false alarms {CEILING}"
BODIES = {"UNO": "IGO", "EUE": "IGO", "EUR": "IGO", "NAT": "IGO"}
"""Codes of organisations that the sets count as one."""

_TYPE_ROW = re.compile(r"^  (\S+)\s+gold\s+(\d+) pred\s+(\d+) tp\s+(\d+) P (\S+) R (\S+) F1 (\S+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class View:
    """One way to score a set: the scorer's options, and which of its figures are kept under which of our names."""

    gold: str
    options: tuple[str, ...]
    names: Mapping[str, str]

    @property
    def settings(self) -> Namespace:
        """The options as the scorer's function for one record takes them."""
        options = {"view": "top1", "code": "plover", "actors": "auto", "given_pair": "--given-pair" in self.options}
        options |= {o[2:]: v for o, v in zip(self.options, self.options[1:], strict=False) if o[2:] in options}
        return Namespace(**options)


VIEWS = (
    View(
        "plover_gsr",
        ("--view", "top1", "--actors", "country"),
        {
            "TRIPLE": "plover_gsr TRIPLE F1",
            "TYPE": "plover_gsr TYPE F1",
            "QUAD": "plover_gsr QUAD F1",
            "SRC": "plover_gsr actors F1",
            "TGT": "plover_gsr recipients F1",
            "macroF1": "plover_gsr TYPE macro F1",
        },
    ),
    View("cameo_manual", ("--view", "top1", "--code", "cameo2"), {"TYPE": "cameo_manual CAMEO 2-digit F1"}),
    View("cameo_manual", ("--view", "top1", "--code", "cameo"), {"TYPE": "cameo_manual CAMEO full code F1"}),
    View("up_gsr", ("--view", "all", "--actors", "country"), {"TRIPLE": "up_gsr TRIPLE F1", "EXACT": "up_gsr EXACT"}),
    View("jo_random", ("--view", "all"), {"falarm": f"jo_random false alarms {CEILING}"}),
)
GIVEN_PAIR = View(
    PAIRS,
    ("--given-pair", "--subset", "news"),
    {"TYPE": "plv given pair, micro F1", "macroF1": "plv given pair, macro F1"},
)


@dataclass(frozen=True, slots=True)
class Scores:
    """Figures, and tables by type: rows of type, gold, predicted, hits, precision, recall and F1."""

    figures: dict[str, Figure]
    per_type: dict[str, list[list[str]]]
    notes: tuple[str, ...] = ()


def as_prediction(event: Any, readout: Any) -> dict[str, object]:
    """Return an event in the scorer's form."""
    actors = {actor.id: actor for actor in readout.actors}

    def sides(ids: Iterable[str]) -> list[dict[str, str]]:
        return [
            {
                "country": BODIES.get(actors[i].country, actors[i].country),
                "text": actors[i].name,
                "sector": actors[i].sector or "",
            }
            for i in ids
        ]

    kind = event.event_type.value
    coded = {"code_system": "CAMEO", "code": event.cameo} if event.cameo else {"code_system": "PLOVER", "code": kind}
    return {**coded, "plover": kind, "source": sides(event.actors), "target": sides(event.recipients)}


def read_sentences(gold: Path) -> dict[str, list[dict[str, object]]]:
    """Read a set's sentences; return the events coded in each by its id."""
    records = read_lines(gold)
    readouts = shared_reader().read_many((record["text"], read_day(record.get("date"))) for record in records)
    return {
        record["id"]: [as_prediction(event, readout) for event in readout.events]
        for record, readout in zip(records, readouts, strict=True)
    }


def read_day(text: object) -> str | None:
    """Return the ISO date of a day such as "20080806", None for what is none.

    >>> read_day("20080806")
    '2008-08-06'
    """
    whole = isinstance(text, str) and len(text) == len("yyyymmdd") and text.isdigit()
    return f"{text[:4]}-{text[4:6]}-{text[6:]}" if whole else None


def find_pair(record: Mapping[str, Any]) -> tuple[str, str, str]:
    """Return a sentence without the marks of its two mentions, the one who acts, and the one acted on.

    A side that is only implied has no mark; it goes by what the set calls it.

    >>> find_pair({"marked": "<s>Chad</s> thanked <t>Mali</t>."})
    ('Chad thanked Mali.', 'Chad', 'Mali')
    """
    strip = re.compile(r"</?[st]>")
    sides = []
    for mark, side in (("s", "source"), ("t", "target")):
        found = re.search(f"<{mark}>(.*?)</{mark}>", record["marked"], re.DOTALL)
        sides.append(strip.sub("", found[1]) if found else record["events"][0][side][0]["text"])
    return strip.sub("", record["marked"]), sides[0].strip(), sides[1].strip()


def classify_pairs(gold: Path) -> dict[str, list[dict[str, object]]]:
    """Return the likeliest type for the pair given in each sentence of a set that is news.

    A pair that the reader does not find gets none, and counts as wrong.
    """
    from summitry.errors import RecordError

    reader = shared_reader()
    coded = {}
    for record in read_lines(gold):
        if record["from_manual"]:
            continue
        text, actor, recipient = find_pair(record)
        try:
            ranked = reader.classify_pair(text, actor=actor, recipient=recipient)
        except RecordError:
            ranked = []
        coded[record["id"]] = [{"code_system": "PLOVER", "code": str(kind)} for kind, _ in ranked[:1]]
    return coded


def score_view(gold: Path, coded: dict[str, list[dict[str, object]]], view: View, times: int) -> Scores:
    """Score the events coded in a set with the shared scorer.

    Args:
        gold: the folder of the sets.
        coded: events by id of their sentence.
        view: how to score.
        times: how often to resample for the intervals.
    """
    path = gold / f"{view.gold}.jsonl"
    with tempfile.TemporaryDirectory() as folder:
        predicted, result = Path(folder) / "predicted.jsonl", Path(folder) / "result.json"
        lines = (json.dumps({"id": name, "events": events}) + "\n" for name, events in coded.items())
        predicted.write_text("".join(lines), encoding="utf-8")
        command = [sys.executable, gold / "score.py", path, predicted, *view.options, "--per-type", "--json", result]
        told = subprocess.run([*command, "--boot", str(times)], capture_output=True, text=True, check=True).stdout
        scores = json.loads(result.read_text(encoding="utf-8"))
    figures = {}
    for name, ours in view.names.items():
        if name in {"macroF1", "falarm"}:
            figures[f"events: {ours}"] = _own_interval(gold, coded, view, name, scores, times)
        else:
            row = scores[name]
            value = row["F1"] if row["pred"] or row["gold"] else 0.0
            figures[f"events: {ours}"] = Figure(value, row["lo"], row["hi"], row["n"])
    return Scores(figures, {view.gold: [list(row) for row in _TYPE_ROW.findall(told)]})


def _own_interval(
    gold: Path, coded: dict[str, list[dict[str, object]]], view: View, name: str, scores: dict[str, Any], times: int
) -> Figure:
    """Return the scorer's figure with an interval over groups of texts, which the scorer does not draw for it."""
    scorer, settings = load_scorer(gold), view.settings
    groups: dict[str, list[Any]] = defaultdict(list)
    for record in read_lines(gold / f"{view.gold}.jsonl"):
        events = coded.get(record["id"], [])
        if "news" in view.options and record["from_manual"]:
            continue
        if name == "macroF1" and (counts := scorer.one(record, events, settings)):
            groups[record["group"]].append(counts)
        elif name == "falarm" and not record["events"] and record["exhaustive"]:
            groups[record["group"]].append(any(scorer.code(event, settings.code) is not None for event in events))
    count: Callable[[list[Any]], float | None] = macro if name == "macroF1" else share
    low, high = resample(list(groups.values()), count, times)
    if name == "macroF1":
        return Figure(scores[name], low, high, scores["records"])
    alarms, quiet = scores[name]
    return Figure(alarms / quiet, low, high, quiet)


def macro(counted: list[dict[str, Any]]) -> float | None:
    """Return the mean over the types in the gold of the F1 of each."""
    hits, predicted, gold = defaultdict(int), defaultdict(int), defaultdict(int)
    for counts in counted:
        for kind, right in counts["_types"]:
            gold[kind] += 1
            hits[kind] += right
            predicted[kind] += right
        for kind in counts["_extra"]:
            predicted[kind] += 1
    return share([f1(hits[kind], predicted[kind], gold[kind]) for kind in gold])


def event_scores(shared: Path, times: int = 200) -> Scores:
    """Return the figures of the event coder on all sets but the dictionaries', and its figures by type.

    Args:
        shared: the folder of the measuring material.
        times: how often to resample for the intervals.
    """
    import summitry

    gold = shared / "gold" / "events"
    read = {name: read_sentences(gold / f"{name}.jsonl") for name in dict.fromkeys(view.gold for view in VIEWS)}
    done = [score_view(gold, read[view.gold], view, times) for view in VIEWS]
    notes = []
    if not hasattr(shared_reader(), "classify_pair"):
        notes.append("plv is left out: the reader has no classify_pair")
    elif not (Path(summitry.__file__).parent / MODEL).is_dir():
        notes.append(f"plv is left out: {MODEL} is missing; tools/train_events.py writes it")
    else:
        coded = classify_pairs(gold / f"{PAIRS}.jsonl")
        done.append(score_view(gold, coded, GIVEN_PAIR, times))
        lost = sum(not events for events in coded.values())
        notes.append(f"plv: {lost} of {len(coded)} pairs were not found in their sentence and count as wrong")
    figures = {name: figure for scores in done for name, figure in scores.figures.items()}
    tables = {name: rows for scores in done for name, rows in scores.per_type.items() if name in (PER_TYPE, PAIRS)}
    return Scores(figures, tables, tuple(notes))


def suite_figures(shared: Path, times: int = 200) -> dict[str, Figure]:
    """Return the shares of records of PETRARCH's unit suite that are coded exactly, given the suite's dictionaries.

    ``EXACT`` is the scorer's: types and countries, records whose codes are no CAMEO left out. With full codes: every code
    of events and actors, all records.

    Args:
        shared: the folder of the measuring material.
        times: how often to resample for the intervals.
    """
    gold = shared / "gold" / "events"
    scorer = load_scorer(gold)
    options = Namespace(view="all", code="plover", actors="auto", given_pair=False)
    exact: dict[object, list[bool]] = defaultdict(list)
    full: dict[object, list[bool]] = defaultdict(list)
    for record, events in code_suite(gold):
        counts = scorer.one(record, events, options)
        if counts is not None and "EXACT" in counts:
            exact[record["group"]].append(bool(counts["EXACT"][0]))
        full[record["group"]].append(_codes(record["events"]) == _codes(events))
    return {
        name: Figure(
            share([one for flags in groups.values() for one in flags]), *resample([*groups.values()], share, times)
        )
        for name, groups in (("events: petr_unit EXACT", exact), ("events: petr_unit EXACT with full codes", full))
    }


def _codes(events: Iterable[Mapping[str, Any]]) -> set[tuple[str, str, str]]:
    return {(s["code"], t["code"], event["code"]) for event in events for s in event["source"] for t in event["target"]}
