"""How many records of PETRARCH's unit suite are coded exactly as they should be, given the suite's dictionaries."""

import importlib.util
import json
import warnings
from argparse import Namespace
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

SUITE = "petr_unit.jsonl"


def load_scorer(gold: Path) -> ModuleType:
    """Load the scorer of the events' gold."""
    spec = importlib.util.spec_from_file_location("score_events", gold / "score.py")
    module = importlib.util.module_from_spec(spec)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it leaves the file of its table to the garbage collector
        spec.loader.exec_module(module)
    return module


def read_rules(config: Mapping[str, str]):
    """Return the rules that a record asks for in the words of PETRARCH's configuration."""
    from summitry.read.dictionaries import CommaLimits, Rules

    def limits(letter, least, most):
        return int(config.get(f"comma_{letter}min", least)), int(config.get(f"comma_{letter}max", most))

    return Rules(
        dyads_only=config.get("require_dyad", "true").lower() == "true",
        commas=CommaLimits(limits("b", 3, 0), limits("", 2, 8), limits("e", 2, 8)),
    )


def code_suite(gold: Path) -> list[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Return each record with the events that are coded in it, in the scorer's form."""
    from summitry.read.dictionaries import code_sentence, load_dictionaries
    from summitry.read.parse import parse_documents
    from summitry.read.reader import open_reader
    from summitry.records import Document

    records = [json.loads(line) for line in (gold / SUITE).read_text(encoding="utf-8").splitlines()]
    loaded = {}
    coded = []
    documents = [Document.from_text(record["text"], published="1995-01-01") for record in records]
    for record, parsed in zip(records, parse_documents(documents, open_reader().pipeline), strict=True):
        names = tuple(record["dictionary"].values())
        if names not in loaded:
            loaded[names] = load_dictionaries([gold / "petrarch" / name for name in names])
        day = record["date"]
        events = code_sentence(
            parsed,
            loaded[names],
            on=date(int(day[:4]), int(day[4:6]), int(day[6:])),
            rules=read_rules(record["config"]),
        )
        rows = [
            {
                "code_system": "CAMEO",
                "code": event.code,
                "source": [_actor(event.source.code)],
                "target": [_actor(event.target.code)],
            }
            for event in events
        ]
        coded.append((record, rows))
    return coded


def _actor(code: str) -> dict[str, str]:
    return {"code": code, "country": code if code.startswith("---") else code[:3]}


def petrarch_figures(shared: Path) -> dict[str, float]:
    """Return the shares of records coded exactly.

    Args:
        shared: the folder of the measuring material.

    Returns:
        ``EXACT`` as the scorer counts (event types and countries; records whose codes are no CAMEO are left out), and
        ``EXACT with full codes``: every code of events and actors, all records.
    """
    gold = shared / "gold" / "events"
    scorer = load_scorer(gold)
    options = Namespace(view="all", code="plover", actors="auto", given_pair=False)
    exact, scored, full = 0, 0, 0
    coded = code_suite(gold)
    for record, rows in coded:
        counts = scorer.one(record, rows, options)
        if counts is not None and "EXACT" in counts:
            scored += 1
            exact += counts["EXACT"][0]
        full += _triples(record["events"]) == _triples(rows)
    return {
        "events: petr_unit EXACT": exact / scored,
        "events: petr_unit EXACT with full codes": full / len(coded),
    }


def _triples(events: list[dict[str, Any]]) -> set[tuple[str, str, str]]:
    return {
        (source["code"], target["code"], event["code"])
        for event in events
        for source in event["source"]
        for target in event["target"]
    }
