"""Write `docs/evaluation.md` from a run of the gate.

python tests/gate.py --boot 1000 --json out/gate.json
python tools/build_evaluation.py out/gate.json

The same run gives the same page. The prose is in `tools/evaluation.md`. A run of some groups alone makes no page:
what was not measured would vanish from it.
"""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from string import Template
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PROSE = ROOT / "tools" / "evaluation.md"
PAGE = ROOT / "docs" / "evaluation.md"
ASKED = ROOT / "tests" / "gate_asked.json"
CEILING = "(at most)"
GROUPS = (
    *("language", "dates", "world", "readouts", "events", "quotations", "commitments", "merge", "ledger"),
    *("advance", "petrarch", "speed"),
)


class Peer(NamedTuple):
    """What another program reaches on the same work."""

    name: str
    told: str


PEERS: dict[str, tuple[Peer, ...]] = {
    "events: plover_gsr TRIPLE F1": (Peer("UniversalPetrarch", "0.23 to 0.30, by kind of pattern"),),
    "events: plover_gsr TYPE F1": (Peer("UniversalPetrarch", "0.51"),),
    "events: plover_gsr actors F1": (Peer("UniversalPetrarch", "0.65"),),
    "events: plover_gsr recipients F1": (Peer("UniversalPetrarch", "0.53"),),
    "events: cameo_manual CAMEO 2-digit F1": (Peer("UniversalPetrarch", "0.45 (all 387 examples)"),),
    "events: cameo_manual CAMEO full code F1": (Peer("UniversalPetrarch", "0.15 (all 387 examples)"),),
    "events: plv given pair, micro F1": (
        Peer("ZSP", "0.84"),
        Peer("TF-IDF", "0.80"),
        Peer("UniversalPetrarch", "0.52"),
    ),
    "events: plv given pair, macro F1": (
        Peer("ZSP", "0.82"),
        Peer("TF-IDF", "0.76"),
        Peer("UniversalPetrarch", "0.52"),
    ),
    "events: up_gsr EXACT": (
        Peer("UniversalPetrarch", "49 of 78 with its dictionaries on given parses"),
        Peer("PETRARCH2", "40 of the 52 that have a parse; the gold is its own output, corrected"),
    ),
    "events: jo_random false alarms (at most)": (Peer("UniversalPetrarch", "0.24 to 0.47, by kind of pattern"),),
    "events: petr_unit EXACT with full codes": (
        Peer("UniversalPetrarch", "145 of 284"),
        Peer("PETRARCH2", "87 of 284"),
    ),
    "speed: sentences per second": (
        Peer("UniversalPetrarch", "253, parser extra"),
        Peer("PETRARCH2", "2,130, parser extra"),
    ),
}
"""Facts measured with the same scorer, by figure."""

PEER_TYPES = {
    "AGREE": 0.13,
    "SANCTION": 0.20,
    "CONCEDE": 0.22,
    "RETREAT": 0.27,
    "COERCE": 0.29,
    "CONSULT": 0.29,
    "MOBILIZE": 0.29,
    "REQUEST": 0.68,
    "ASSAULT": 0.76,
    "PROTEST": 0.76,
}
"""F1 of UniversalPetrarch by type on the other part of plover_gsr, its weakest and strongest."""

FEW = 5
"""Below so many records a type's figure says little."""

SECTIONS = (
    ("Language", ("language:",)),
    ("Dates", ("dates:", "dates of readouts:")),
    ("World", ("offices:", "actor phrases:", "places:")),
    ("Readouts", ("readouts:", "positions:", "commitments:", "claims:", "assessments:")),
    ("Own readouts", ("own readouts:",)),
    ("Unseen readouts", ("unseen readouts:",)),
    ("Events", ("events:",)),
    ("Quotations", ("quotations:", "statements: expected calibration")),
    ("Commitments of real readouts", ("commitments of real readouts:",)),
    ("Merging", ("merging:",)),
    ("Ledger", ("ledger:",)),
    ("Advance", ("advance:",)),
    ("Speed", ("speed:",)),
)
"""All figures, by section of the page and how their names begin."""


class EvaluationError(Exception):
    """A run that makes no page."""


def build(run: Mapping[str, Any], asked: Mapping[str, float]) -> str:
    """Return the page.

    Args:
        run: what the gate wrote.
        asked: what was aimed at, by figure.

    Raises:
        EvaluationError: a group was not measured.
    """
    missing = [group for group in GROUPS if group not in run["groups"]]
    if missing:
        message = f"the run lacks {', '.join(missing)}; measure all with: python tests/gate.py --json FILE"
        raise EvaluationError(message)
    figures = run["figures"]
    day = date.fromisoformat(run["measured"])
    return Template(PROSE.read_text(encoding="utf-8")).substitute(
        day=f"{day.day} {day:%B %Y}",
        resamples=f"{run['resamples']:,}",
        aims=_aims(figures, asked),
        types="\n".join(_types(run["per_type"])),
        figures="\n".join(_section(title, starts, figures) for title, starts in SECTIONS),
        notes="".join(_notes(run)),
    )


def _aims(figures: Mapping[str, Mapping[str, float]], asked: Mapping[str, float]) -> str:
    rows = []
    for name, aim in asked.items():
        figure = figures.get(name)
        reached = figure is not None and (figure["value"] <= aim if name.endswith(CEILING) else figure["value"] >= aim)
        peers = "; ".join(f"{peer.name} {peer.told}" for peer in PEERS.get(name, ()))
        rows.append((name, _show(figure), _number(aim), "yes" if reached else "**no**", peers))
    return _table(("figure", "measured", "aim", "reached", "peers on the same work"), rows)


def _types(tables: Mapping[str, Sequence[Sequence[str]]]) -> Iterable[str]:
    """Yield the tables by type of event, and the types that are weakest."""
    if rows := tables.get("plover_gsr"):
        weak = sorted((float(row[-1]), row[0]) for row in rows if int(row[1]) >= FEW)[:3]
        told = ", ".join(f"{kind} ({value:.2f})" for value, kind in weak)
        known = [(*row, f"{PEER_TYPES[row[0]]:.2f}" if row[0] in PEER_TYPES else "") for row in rows]
        head = ("type", "gold", "coded", "right", "precision", "recall", "F1", "UniversalPetrarch, other part")
        yield (
            f"## Events by type\n\nThe first type of each sentence of plover_gsr. Weakest of those with at least {FEW} "
            f"records: {told}.\n\n{_table(head, known)}"
        )
    if rows := tables.get("plv"):
        head = ("type", "gold", "coded", "right", "precision", "recall", "F1")
        told = (
            "The type between a given pair, news sentences of plv. Its YIELD is CONCEDE or RETREAT: either is right "
            "there, and coded elsewhere counts under its own name."
        )
        yield f"{told}\n\n{_table(head, rows)}"


def _section(title: str, starts: tuple[str, ...], figures: Mapping[str, Mapping[str, float]]) -> str:
    rows = [
        (name, _show(figure), f"{figure['units']:,}" if "units" in figure else "")
        for name, figure in figures.items()
        if name.startswith(starts)
    ]
    return f"### {title}\n\n{_table(('figure', 'measured', 'counted on'), rows)}"


def _notes(run: Mapping[str, Any]) -> Iterable[str]:
    """Yield what the run says about itself: what was left out, and the stages of reading."""
    stages = ", ".join(f"{name} {part:.0%}" for name, part in run.get("stages", {}).items())
    lines = [*run["notes"], *([f"share of the time by stage: {stages}"] if stages else [])]
    if lines:
        yield "".join(f"- {line[0].upper()}{line[1:]}.\n" for line in lines)


def _show(figure: Mapping[str, float] | None) -> str:
    if figure is None:
        return "not measured"
    drawn = f" [{figure['low']:.3f}, {figure['high']:.3f}]" if "low" in figure else ""
    return _number(figure["value"]) + drawn


def _number(value: float) -> str:
    return f"{value:,.0f}" if value > 1 else f"{value:.3f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", f"|{'|'.join(' --- ' for _ in head)}|"]
    return "\n".join([*lines, *(f"| {' | '.join(map(str, row))} |" for row in rows), ""])


def main(arguments: Sequence[str]) -> int:
    """Write the page from the file named."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    run = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    try:
        page = build(run, json.loads(ASKED.read_text(encoding="utf-8")))
    except EvaluationError as error:
        print(error, file=sys.stderr)
        return 1
    PAGE.write_text(page, encoding="utf-8")
    print(PAGE.name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
