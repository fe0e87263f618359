"""``summitry track import``: rows of other people's event data into a ledger."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from summitry.cli.track import LedgerUrl, fail, open_named
from summitry.errors import LedgerError, SummitryError

if TYPE_CHECKING:
    from summitry.records import Readout

EXAMPLES = """\b
Examples:
  summitry track import gdelt 20140208.export.CSV.zip --ledger talks.db
  summitry track import icews Events.2014.tab --ledger talks.db --quarantine put-aside.jsonl
  summitry track import colt visits.csv --ledger talks.db"""
FORMATS = "gdelt, icews, polecat, colt"
_SHOWN = 5
"""Rows set aside that are printed; the rest is counted."""


def import_rows(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help=f"{FORMATS}.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The table, plain, .gz, or a .zip with one file in it.")],
    *,
    ledger: LedgerUrl = None,
    quarantine: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write the rows set aside here, as JSON Lines with their reasons."),
    ] = None,
    batch: Annotated[int, typer.Option(metavar="N", min=1, help="Rows in one transaction.")] = 1000,
) -> None:
    """Add rows of GDELT, ICEWS, POLECAT or COLT to a ledger, as readings without text.

    A row that cannot be used is set aside with its line and the reason; the others go in.
    """
    from summitry.track.importing import read_rows  # noqa: PLC0415  # keeps `summitry --help` quick

    try:
        with ExitStack() as stack:
            kept = _open(stack, quarantine)
            tray = _Tray(kept)
            with open_named(ledger, create=True) as book:
                added = book.add_all(tray.sort(read_rows(form, file)), batch_size=batch)
                counted = book.count()
    except SummitryError as error:
        raise fail(error) from error
    for reason, number in tray.reasons:
        typer.echo(f"put aside: {number:,} rows: {reason}", err=True)
    for refusal in added.refused[:_SHOWN]:
        typer.echo(f"put aside: document {refusal.document[:12]}: {refusal.reason}", err=True)
    held = f"{counted['events']:,} reports of {counted['occurrences']:,} occurrences"
    aside = tray.total + len(added.refused)
    line = f"{tray.read + aside - len(added.refused):,} rows: {added.documents:,} added, {added.known:,} known already"
    typer.echo(f"{line}, {aside:,} put aside; the ledger holds {held}")
    if aside and not tray.read:
        raise typer.Exit(1)


def _open(stack: ExitStack, file: Path | None) -> TextIO | None:
    if file is None:
        return None
    try:
        return stack.enter_context(file.open("w", encoding="utf-8", newline="\n"))
    except OSError as error:
        message = f"{file}: cannot be written ({error.strerror}); choose another folder"
        raise LedgerError(message) from error


class _Tray:
    """Rows on their way into the ledger: those that cannot be used are counted, shown and written down."""

    def __init__(self, file: TextIO | None) -> None:
        self.read = 0
        self._counts: Counter[str] = Counter()
        self._file = file

    @property
    def total(self) -> int:
        """How many rows were set aside."""
        return self._counts.total()

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """(reason, rows), the most frequent first."""
        return sorted(self._counts.items(), key=lambda item: (-item[1], item[0]))

    def sort(self, rows: Iterator[object]) -> Iterator["Readout"]:
        """Yield the readouts."""
        from summitry.records import Readout  # noqa: PLC0415
        from summitry.track.importing import Refused  # noqa: PLC0415

        for row in rows:
            if isinstance(row, Readout):
                self.read += 1
                yield row
            elif isinstance(row, Refused):
                if self.total < _SHOWN:
                    typer.echo(f"put aside: line {row.line}: {row.reason}", err=True)
                self._counts[row.reason] += 1
                if self._file is not None:
                    said = {"line": row.line, "reason": row.reason, "row": row.row}
                    self._file.write(f"{json.dumps(said, ensure_ascii=False)}\n")
