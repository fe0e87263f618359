"""``summitry track``: readouts into a ledger, and the relationship out of it."""

import json
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from summitry.errors import RecordError, SummitryError
from summitry.settings import load_settings

if TYPE_CHECKING:
    from rich.progress import Progress
    from typer._click.core import Context

    from summitry.records import Readout
    from summitry.track.ledger import Ledger

EXAMPLES = """\b
Examples:
  summitry read inbox/ --format jsonl --new-to talks.db | summitry track - --ledger talks.db
  summitry track readouts.jsonl --ledger talks.db
  summitry track show JPN-RUS --ledger talks.db
  summitry track show JPN-RUS --ledger talks.db --as-of 2014-02-19
  summitry track changes --since 2026-11-01 --ledger talks.db"""
DEFAULT = "talks.db"
_STDIN = Path("-")
_SHOWN = 10
"""Refusals that are printed; the rest is counted."""


class _FilesOrCommand(TyperGroup):
    """A group whose first word may be a file: ``track FILE`` is ``track add FILE``."""

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Put the command's name before files and options; with nothing named, what is piped in is added."""
        if not args and not sys.stdin.isatty():
            args = ["-"]
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["add", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_FilesOrCommand,
    help="Add readouts to a ledger, and show what it says of two states.",
    epilog=EXAMPLES,
    no_args_is_help=True,
)

LedgerUrl = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        metavar="URL",
        help=f"A SQLite file or postgresql://...; SUMMITRY_LEDGER or {DEFAULT} if not given.",
    ),
]


def open_named(url: str | None, *, create: bool = False) -> "Ledger":
    """Open the ledger that an option or the settings name."""
    from summitry.track.ledger import open_ledger  # noqa: PLC0415  # keeps `summitry --help` quick

    return open_ledger(url or load_settings().ledger or DEFAULT, create=create)


def fail(error: SummitryError) -> typer.Exit:
    """Say what could not be done; the exit code is 1."""
    typer.echo(f"error: {error}", err=True)
    return typer.Exit(1)


def read_day(value: str | None) -> str | None:
    """Check that an option is an ISO day."""
    try:
        return None if value is None else date.fromisoformat(value).isoformat()
    except ValueError as error:
        message = f"{value!r} is no day; write it as 2014-02-19"
        raise typer.BadParameter(message) from error


@app.command("add", hidden=True)
def add(
    sources: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="JSON, JSON Lines or Parquet of readouts, folders of such files, or - for standard input.",
        ),
    ],
    *,
    ledger: LedgerUrl = None,
    batch: Annotated[int, typer.Option(metavar="N", min=1, help="Readouts in one transaction.")] = 200,
    progress: Annotated[
        bool | None,
        typer.Option("--progress/--no-progress", help="Progress on standard error; as it is a terminal, if not given."),
    ] = None,
) -> None:
    """Add readouts to a ledger; what it has already is passed over, so an interrupted run is simply started again.

    Reports of one meeting become one occurrence, promises are followed, and counts can be checked.
    """
    from summitry.track.ledger import Added  # noqa: PLC0415

    feed = _Feed()
    added = Added()
    try:
        files = list(feed.list_files(sources))
        bar = _make_bar(progress)
        with open_named(ledger, create=True) as book, bar or nullcontext():
            if bar is not None:
                feed.watch(bar, files)
            added = book.add_all(feed.read(files), batch_size=batch)
            counted = book.count()
    except SummitryError as error:
        raise fail(error) from error
    for refusal in added.refused[:_SHOWN]:
        typer.echo(f"put aside: document {refusal.document[:12]}: {refusal.reason}", err=True)
    if len(added.refused) > _SHOWN:
        typer.echo(f"put aside: {len(added.refused) - _SHOWN:,} more documents", err=True)
    line = f"{added.documents:,} documents added, {added.known:,} known already"
    line += f", {added.readings - added.documents:,} read anew" if added.readings > added.documents else ""
    held = f"{counted['events']:,} reports of {counted['occurrences']:,} occurrences"
    typer.echo(f"{line}; the ledger holds {counted['documents']:,}: {held}")
    if feed.failed:
        raise typer.Exit(1)


class _Feed:
    """Readouts out of files, one after the other; what is none is told and passed over."""

    def __init__(self) -> None:
        self.failed = False
        self._bar: Progress | None = None
        self._task: Any = None

    def watch(self, bar: "Progress", files: list[Path]) -> None:
        """Show how much of the files has been taken in; what comes from standard input has no known end."""
        known = all(file != _STDIN for file in files)
        self._bar = bar
        self._task = bar.add_task("adding", total=sum(file.stat().st_size for file in files) if known else None)

    def complain(self, message: str) -> None:
        """Say what was passed over; the exit code will be 1."""
        self.failed = True
        typer.echo(f"error: {message}", err=True)

    def list_files(self, sources: list[Path]) -> Iterator[Path]:
        """Yield the files that are asked for, those in folders included."""
        for source in sources:
            if source != _STDIN and source.is_dir():
                yield from sorted(
                    f
                    for f in source.rglob("*")
                    if f.suffix in {".json", ".jsonl", ".parquet"} and f.name != "index.json"
                )
            elif source == _STDIN or source.is_file():
                yield source
            else:
                self.complain(f"{source}: no such file; give JSON or JSON Lines that `summitry read` wrote")

    def read(self, files: list[Path]) -> Iterator["Readout"]:
        """Yield the readouts."""
        for file in files:
            if file.suffix == ".parquet":
                yield from self._read_columns(file)
                continue
            for where, text in self._split(file):
                try:
                    yield from self._parse(text)
                except SummitryError as error:
                    self.complain(f"{where}: {error}")

    def _read_columns(self, file: Path) -> Iterator["Readout"]:
        from summitry.track.columns import read_readouts  # noqa: PLC0415

        try:
            yield from read_readouts(file)
        except SummitryError as error:
            self.complain(str(error))
        self._advance(file.stat().st_size)

    def _split(self, file: Path) -> Iterator[tuple[str, bytes]]:
        """Yield the JSON values of a file: its lines, or the whole of it where it is one value over many lines."""
        name = "standard input" if file == _STDIN else str(file)
        try:
            with nullcontext(sys.stdin.buffer) if file == _STDIN else file.open("rb") as lines:
                first = lines.readline()
                if first.strip() in {b"[", b"{"} or (file.suffix == ".json" and file != _STDIN):
                    rest = lines.read()
                    self._advance(len(first) + len(rest))
                    yield name, first + rest
                    return
                number = 1
                while first:
                    self._advance(len(first))
                    if first.strip():
                        yield f"{name}, line {number}", first
                    first = lines.readline()
                    number += 1
        except OSError as error:
            self.complain(f"{name}: cannot be read ({error.strerror})")

    def _advance(self, size: int) -> None:
        if self._bar is not None:
            self._bar.advance(self._task, size)

    def _parse(self, text: bytes) -> Iterator["Readout"]:
        from summitry.records import Readout  # noqa: PLC0415

        if not text.lstrip().startswith(b"["):
            yield Readout.from_json(text)
            return
        try:
            values = json.loads(text)
        except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
            message = f"not a list of readouts ({error}); `summitry read --format json` writes one"
            raise RecordError(message) from error
        for value in values:
            yield Readout.from_dict(value)


def _make_bar(wanted: bool | None) -> "Progress | None":  # noqa: FBT001  # the option
    if not (wanted or (wanted is None and sys.stderr.isatty())):
        return None
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TimeElapsedColumn(),
        TextColumn("left:"),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=Console(stderr=True))


@app.command("show")
def show(
    dyad: Annotated[str, typer.Argument(metavar="A-B", help="Two country codes, as in JPN-RUS.")],
    *,
    ledger: LedgerUrl = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", callback=read_day, help="Answer with what was published by this day.")
    ] = None,
    watch: Annotated[
        str | None,
        typer.Option(metavar="ISSUE", help="Issue of the crowding-out alarm; else the one with the widest gap."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Print every occurrence and promise.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Show what the ledger says of two states: contacts, occurrences, promises, counts, positions, attention."""
    from summitry.track.relationship import show_relationship  # noqa: PLC0415

    try:
        with open_named(ledger) as book:
            found = show_relationship(book, dyad, None if as_of is None else date.fromisoformat(as_of), watch)
    except SummitryError as error:
        raise fail(error) from error
    if as_json:
        typer.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=2))
        return
    from rich.console import Console  # noqa: PLC0415

    from summitry.show.relationship import render_relationship  # noqa: PLC0415

    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
    render_relationship(found, Console(), everything=everything)


@app.command("dyads")
def dyads(
    *, ledger: LedgerUrl = None, as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False
) -> None:
    """List the pairs of states that the ledger tells of, those with most occurrences first."""
    try:
        with open_named(ledger) as book:
            found = book.dyads()
    except SummitryError as error:
        raise fail(error) from error
    if as_json:
        typer.echo(json.dumps([{"dyad": dyad, "occurrences": number} for dyad, number in found], indent=2))
        return
    for dyad, number in found:
        typer.echo(f"{dyad}  {number:,}")


@app.command("changes")
def changes(
    *,
    ledger: LedgerUrl = None,
    since: Annotated[str, typer.Option(metavar="TIME", help="ISO day or time (UTC) of the first change.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """List what was added, merged, split, corrected and forgotten."""
    try:
        with open_named(ledger) as book:
            found = book.changes(since)
    except SummitryError as error:
        raise fail(error) from error
    if as_json:
        rows = [{"at": one.at, "kind": one.kind, "subject": one.subject, "detail": one.detail} for one in found]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for one in found:
        typer.echo(f"{one.at}  {one.kind:<9}  {one.subject[:40]}{f'  {one.detail}' if one.detail else ''}")
