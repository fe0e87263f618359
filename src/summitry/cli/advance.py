"""``summitry advance``: negotiation analysis of a scenario file; every answer hangs on the analyst's judgements."""

import hashlib
import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summitry.errors import ScenarioError, SummitryError

if TYPE_CHECKING:
    from summitry.advance.scenario import Scenario
    from summitry.show.advance import Page

EXAMPLES = """\b
Examples:
  summitry advance demo
  summitry advance demo --save examples
  summitry advance packages examples/japan-russia-2014.yaml
  summitry advance ratify examples/japan-russia-2014.yaml --quota 0.85
  summitry advance stability examples/islands-conflict.yaml
  summitry advance settle examples/catch-quota.csv
  summitry advance fair examples/harbour-points.csv"""
DEMO = "japan-russia-2014.yaml"
EXAMPLE_FILES = (DEMO, "islands-conflict.yaml", "catch-quota.csv", "harbour-points.csv")
_STRICTER = 0.85
"""The quota at which the example shows what would have to change."""

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="""Prepare talks: formal analysis of a scenario that you write.

    Nothing here is a forecast. Every weight, score and reservation value is the analyst's judgement, and so is all that
    follows from it; `draws` shows how much. docs/advance.md tells how to write a scenario.""",
    epilog=EXAMPLES,
)


class Format(StrEnum):
    """How to print."""

    TEXT = "text"
    MARKDOWN = "markdown"
    CSV = "csv"
    JSON = "json"


class Convention(StrEnum):
    """Whose Kalai-Smorodinsky solution (``solution.Convention``, which is not loaded for the help)."""

    SUMMITRY = "summitry"
    NEGMAS = "negmas"


class Concept(StrEnum):
    """Ideas of stability."""

    NASH = "nash"
    GMR = "gmr"
    SMR = "smr"
    SEQ = "seq"


File = Annotated[Path, typer.Argument(metavar="FILE", help="The scenario (YAML).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
AsForm = Annotated[Format, typer.Option("--format", help="text, markdown, csv or json.")]
Lift = Annotated[bool, typer.Option("--lift-red-lines", help="Lift all red lines, to see what they cost.")]


def _fail(error: SummitryError) -> typer.Exit:
    typer.echo(f"error: {error}", err=True)
    return typer.Exit(1)


def _load(file: Path) -> "Scenario":
    from summitry.advance.scenario_file import load_scenario  # noqa: PLC0415  # keeps `summitry --help` quick

    return load_scenario(file)


def _print(page: "Page", result: dict[str, Any], form: Format, *, as_json: bool) -> None:
    from summitry.show.advance import render_page, to_csv, to_markdown  # noqa: PLC0415

    if as_json or form is Format.JSON:
        text = json.dumps(result, ensure_ascii=False, indent=2, allow_nan=False)
        typer.get_binary_stream("stdout").write(text.encode() + b"\n")
    elif form is Format.TEXT:
        from rich.console import Console  # noqa: PLC0415

        reconfigure = getattr(sys.stdout, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")  # a terminal that lacks a letter of a name is no reason to stop
        render_page(page, Console())
    else:
        text = to_markdown(page) if form is Format.MARKDOWN else to_csv(page)
        typer.get_binary_stream("stdout").write(text.encode())


def _envelop(analysis: str, scenario: "Scenario", result: dict[str, Any]) -> dict[str, Any]:
    from summitry.show.advance import describe_scenario  # noqa: PLC0415

    return {"analysis": analysis, "scenario": describe_scenario(scenario), **result}


def _envelop_file(analysis: str, file: Path, result: dict[str, Any]) -> dict[str, Any]:
    from summitry.advance.scenario import DISCLAIMER  # noqa: PLC0415

    about = {"file": file.name, "hash": _hash(file), "disclaimer": DISCLAIMER}
    return {"analysis": analysis, "scenario": about, **result}


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:12]


@app.command("packages", epilog="Example: summitry advance packages scenario.yaml --format markdown")
def packages(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="The scenario (YAML), plain tables, or a folder of a GENIUS domain.")
    ],
    *,
    convention: Annotated[
        Convention, typer.Option("--convention", help="Whose Kalai-Smorodinsky solution.")
    ] = Convention.SUMMITRY,
    lift: Lift = False,
    form: AsForm = Format.TEXT,
    as_json: AsJson = False,
) -> None:
    """What could be agreed: frontier, zone of agreement, solutions, what bundling and shelving do."""
    from summitry.advance import packages as analysis  # noqa: PLC0415
    from summitry.advance.bargain import read_convention  # noqa: PLC0415
    from summitry.advance.tables_file import is_tables  # noqa: PLC0415
    from summitry.show import advance as show  # noqa: PLC0415

    try:
        wanted = read_convention(convention.value)
        if file.is_dir() or is_tables(file):
            page, result = _analyse_tables(file, convention)
        else:
            report = analysis.analyse_packages(_load(file), wanted, lift=lift)
            page, result = show.page_packages(report), _envelop("packages", report.scenario, report.to_dict())
    except SummitryError as error:
        raise _fail(error) from error
    _print(page, result, form, as_json=as_json)


def _analyse_tables(file: Path, convention: Convention) -> tuple["Page", dict[str, Any]]:
    from summitry import advance  # noqa: PLC0415
    from summitry.advance.genius import find_domain, read_domain  # noqa: PLC0415
    from summitry.advance.tables_file import read_tables  # noqa: PLC0415
    from summitry.show.advance import page_domain  # noqa: PLC0415

    domain = read_domain(*find_domain(file)) if file.is_dir() else read_tables(file)
    front = advance.frontier(domain.tables, domain.reservation)
    found = advance.solutions(domain.tables, domain.reservation, convention.value)
    result = {
        "analysis": "packages",
        "domain": domain.name,
        "parties": list(domain.tables),
        "frontier": [package.to_dict() for package in front],
        "solutions": found.to_dict(),
    }
    return page_domain(domain.name, front, found), result


@app.command("ratify", epilog="Example: summitry advance ratify scenario.yaml --quota 0.85")
def ratify(
    file: File,
    *,
    quota: Annotated[
        float | None, typer.Option("--quota", min=0, max=1, help="Share of power that must accept, on every side.")
    ] = None,
    lift: Lift = False,
    form: AsForm = Format.TEXT,
    as_json: AsJson = False,
) -> None:
    """What could be ratified: win-sets and their overlap, who decides, who blocks, the nearest bridge."""
    from summitry.advance.ratify import analyse_ratification  # noqa: PLC0415
    from summitry.show.advance import page_ratify  # noqa: PLC0415

    try:
        report = analyse_ratification(_load(file), quota, lift=lift)
    except SummitryError as error:
        raise _fail(error) from error
    _print(page_ratify(report), _envelop("ratify", report.scenario, report.to_dict()), form, as_json=as_json)


@app.command("draws", epilog="Example: summitry advance draws scenario.yaml --draws 5000 --seed 7")
def draws(
    file: File,
    *,
    number: Annotated[int | None, typer.Option("--draws", min=1, max=100_000, help="How many.")] = None,
    seed: Annotated[int | None, typer.Option("--seed", min=0, help="Of the random numbers.")] = None,
    form: AsForm = Format.TEXT,
    as_json: AsJson = False,
) -> None:
    """How much the answer hangs on the numbers: draws over weights, scores and reservation values."""
    from summitry.advance.uncertainty import draw_scenario  # noqa: PLC0415
    from summitry.show.advance import page_draws  # noqa: PLC0415

    try:
        found = draw_scenario(_load(file), number, seed)
    except SummitryError as error:
        raise _fail(error) from error
    _print(page_draws(found), _envelop("draws", found.scenario, found.to_dict()), form, as_json=as_json)


@app.command("stability", epilog="Example: summitry advance stability conflict.yaml --wanted 6 --concept seq")
def stability(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The conflict (YAML).")],
    *,
    wanted: Annotated[
        int | None, typer.Option("--wanted", min=1, help="A state: which change of preference would make it stable?")
    ] = None,
    concept: Annotated[Concept, typer.Option("--concept", help="Stable in which sense.")] = Concept.SEQ,
    form: AsForm = Format.TEXT,
    as_json: AsJson = False,
) -> None:
    """Where a conflict comes to rest: equilibria under Nash, GMR, SMR and SEQ, and the ways to them."""
    from summitry.advance import equilibria  # noqa: PLC0415
    from summitry.advance.conflict_file import load_conflict  # noqa: PLC0415
    from summitry.show.advance import page_stability  # noqa: PLC0415

    try:
        conflict = load_conflict(file)
        found = equilibria.stability(conflict)
        change = None
        result = _envelop_file("stability", file, found.to_dict())
        if wanted is not None:
            count = conflict.payoffs.shape[1]
            if wanted > count:
                message = f"--wanted is {wanted}, and there are {count} states; `summitry advance stability` lists them"
                raise ScenarioError(message)
            swaps = equilibria.find_change(conflict, wanted, concept.value)
            change = (wanted, concept.value, swaps)
            result["wanted"] = {
                "state": wanted,
                "concept": concept.value,
                "swaps": None
                if swaps is None
                else [{"maker": s.maker, "above": list(s.above), "below": list(s.below)} for s in swaps],
            }
    except SummitryError as error:
        raise _fail(error) from error
    _print(page_stability(found, change), result, form, as_json=as_json)


@app.command("settle", epilog="Example: summitry advance settle positions.csv")
def settle(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV: actor,power,position,salience[,dimension].")],
    *,
    low: Annotated[float, typer.Option("--low", help="Lower end of the scale.")] = 0.0,
    high: Annotated[float, typer.Option("--high", help="Upper end of the scale.")] = 100.0,
    form: AsForm = Format.TEXT,
    as_json: AsJson = False,
) -> None:
    """Where many actors on one scale may settle, with the band that such forecasts deserve."""
    from summitry.advance.positions import read_positions  # noqa: PLC0415
    from summitry.advance.settle import CAUTION, settle_scales  # noqa: PLC0415
    from summitry.show.advance import page_settle  # noqa: PLC0415

    try:
        found = settle_scales(read_positions(file, (low, high)), (low, high))
    except SummitryError as error:
        raise _fail(error) from error
    result = {"scales": [one.to_dict() for one in found], "caution": CAUTION}
    page = page_settle(found, file.name, _hash(file))
    _print(page, _envelop_file("settle", file, result), form, as_json=as_json)


@app.command("fair", epilog="Example: summitry advance fair points.csv")
def fair(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Items and the points of two sides (CSV, YAML), or a scenario.")
    ],
    *,
    form: AsForm = Format.TEXT,
    as_json: AsJson = False,
) -> None:
    """Divide items between two sides by Adjusted Winner, in exact fractions."""
    from summitry.advance.fair import CAUTIONS, divide_scenario, read_points  # noqa: PLC0415
    from summitry.advance.tables_file import has_items, read_items  # noqa: PLC0415
    from summitry.show.advance import page_fair  # noqa: PLC0415

    try:
        if file.suffix.lower() in {".csv", ".tsv", ".txt"}:
            found = read_points(file)
        else:
            found = read_items(file) if has_items(file) else divide_scenario(_load(file))
    except SummitryError as error:
        raise _fail(error) from error
    result = {**found.to_dict(), "cautions": list(CAUTIONS)}
    page = page_fair(found, file.name, _hash(file))
    _print(page, _envelop_file("fair", file, result), form, as_json=as_json)


@app.command("demo", epilog="Example: summitry advance demo --save examples")
def demo(
    *,
    save: Annotated[
        Path | None, typer.Option("--save", metavar="DIR", help="Write the example files there instead.")
    ] = None,
    form: AsForm = Format.TEXT,
    as_json: AsJson = False,
) -> None:
    """Explain a worked example in one screen: Japan and Russia as of February 2014."""
    from summitry.advance.packages import analyse_packages  # noqa: PLC0415
    from summitry.advance.ratify import analyse_ratification  # noqa: PLC0415
    from summitry.advance.scenario_file import parse_scenario  # noqa: PLC0415
    from summitry.advance.uncertainty import draw_scenario  # noqa: PLC0415
    from summitry.knowledge.tables import read_text  # noqa: PLC0415
    from summitry.show.advance import page_demo  # noqa: PLC0415

    try:
        if save is not None:
            _save_examples(save)
            return
        scenario = parse_scenario(read_text(f"advance/{DEMO}"), DEMO)
        found = analyse_packages(scenario)
        plain, stricter = analyse_ratification(scenario), analyse_ratification(scenario, _STRICTER)
        drawn = draw_scenario(scenario)
    except SummitryError as error:
        raise _fail(error) from error
    result = {
        "packages": found.to_dict(),
        "ratify": plain.to_dict(),
        "ratify_stricter": stricter.to_dict(),
        "draws": drawn.to_dict(),
    }
    _print(page_demo(found, plain, stricter, drawn), _envelop("demo", scenario, result), form, as_json=as_json)


def _save_examples(folder: Path) -> None:
    from summitry.knowledge.tables import read_text  # noqa: PLC0415

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in EXAMPLE_FILES:
            path = folder / name
            if path.exists():
                typer.echo(f"{path} is there already, and is left as it is")
                continue
            path.write_text(read_text(f"advance/{name}"), encoding="utf-8")
            typer.echo(f"{path}")
    except OSError as error:
        message = f"{folder}: cannot be written to ({error.strerror}); give another folder"
        raise ScenarioError(message) from error
