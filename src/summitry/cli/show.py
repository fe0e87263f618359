"""``summitry show``: a brief on two states, made for print."""

import json
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from summitry.cli.track import LedgerUrl, fail, open_named, read_day
from summitry.errors import SummitryError

EXAMPLES = """\b
Examples:
  summitry show JPN-RUS --ledger talks.db -o brief.pdf
  summitry show JPN-RUS --ledger talks.db --as-of 2014-02-19 -o brief.docx
  summitry show JPN-RUS --ledger talks.db --format html > brief.html
  summitry show JPN-RUS --ledger talks.db --format json -o relationship.json"""
_STDOUT = Path("-")


class Form(StrEnum):
    """What is written."""

    BRIEF = "brief"
    JSON = "json"
    HTML = "html"


def show(  # noqa: PLR0913  # every option of the command is a parameter
    dyad: Annotated[str, typer.Argument(metavar="A-B", help="Two country codes, as in JPN-RUS.")],
    *,
    ledger: LedgerUrl = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", callback=read_day, help="Only what was published by this day.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", callback=read_day, help="What changed since; the last leaders' meeting if not given."
        ),
    ] = None,
    form: Annotated[
        Form,
        typer.Option(
            "--format",
            help="brief: as the file ends, .html, .docx or .pdf; html: the same page; json: the relationship.",
        ),
    ] = Form.BRIEF,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="A file; - for standard output (HTML or JSON).")
    ] = _STDOUT,
    fonts: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="DIR", exists=True, file_okay=False, help="A folder of further fonts for a PDF; may be repeated."
        ),
    ] = None,
) -> None:
    """Write a brief on two states, two to four pages for print: where they stand, what changed, what is due.

    Every line names the sentence of the document that it rests on. PDF and DOCX need the extra `brief`.
    """
    from summitry.show.brief import load_brief, write_brief  # noqa: PLC0415  # keeps `summitry --help` quick
    from summitry.show.brief.html import write_html  # noqa: PLC0415
    from summitry.show.brief.write import put  # noqa: PLC0415
    from summitry.track.dyads import Dyad  # noqa: PLC0415
    from summitry.track.relationship import show_relationship  # noqa: PLC0415

    day, after = (None if one is None else date.fromisoformat(one) for one in (as_of, since))
    warnings: tuple[str, ...] = ()
    made: str | None = None
    try:
        with open_named(ledger) as book:
            if form is Form.JSON:
                found = show_relationship(book, dyad, day).to_dict()
                made = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
            else:
                brief = load_brief(book, dyad, day, after)
        if made is None and (form is Form.HTML or output == _STDOUT):
            made = write_html(brief)
        if made is None:
            warnings = write_brief(brief, output, fonts or ())
        elif output != _STDOUT:
            put(output, made.encode("utf-8", errors="replace"))
    except SummitryError as error:
        raise fail(error) from error
    if made is not None and output == _STDOUT:
        sys.stdout.buffer.write(made.encode("utf-8", errors="replace"))
        return
    for warning in warnings:
        typer.echo(f"warning: {warning}", err=True)
    typer.echo(f"{Dyad.parse(dyad)} written to {output}")
