"""``summitry export``: a ledger in the formats of other programs."""

import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from summitry.cli.track import LedgerUrl, fail, open_named, read_day
from summitry.errors import SummitryError

EXAMPLES = """\b
Examples:
  summitry export plover --ledger talks.db -o events.json
  summitry export gdelt2 --ledger talks.db --dyad JPN-RUS -o events.tsv
  summitry export ical --ledger talks.db --as-of 2014-02-19 -o ahead.ics
  summitry export csv --view promises --ledger talks.db -o promises.csv"""
FORMATS = "plover, cameo, gdelt1, gdelt2, csv, jsonl, parquet, geojson, ical, graphml, bibtex"
_STDOUT = Path("-")


def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help=f"{FORMATS}.")],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="A file, or - for standard output.")],
    ledger: LedgerUrl = None,
    dyad: Annotated[str | None, typer.Option(metavar="A-B", help="Only what concerns these two states.")] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", callback=read_day, help="Only what was published by this day.")
    ] = None,
    view: Annotated[
        str | None, typer.Option(metavar="NAME", help="For csv, jsonl and parquet: occurrences if not given.")
    ] = None,
) -> None:
    """Write a ledger out for other programs; the same ledger gives the same bytes.

    What a format cannot hold is counted on standard error.
    """
    from summitry.show.export import DEFAULT_VIEW, export_ledger  # noqa: PLC0415  # keeps `summitry --help` quick

    day = None if as_of is None else date.fromisoformat(as_of)
    try:
        with open_named(ledger) as book, tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "made" if output == _STDOUT else output
            written = export_ledger(book, form, file, dyad=dyad, as_of=day, view=view or DEFAULT_VIEW)
            if output == _STDOUT:
                with file.open("rb") as made:
                    shutil.copyfileobj(made, sys.stdout.buffer)
    except SummitryError as error:
        raise fail(error) from error
    for reason, number in written.left_out:
        typer.echo(f"left out: {number:,} {reason}", err=True)
    typer.echo(f"{written.rows:,} {written.unit} written to {output}", err=output == _STDOUT)
