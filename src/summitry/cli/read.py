"""``summitry read``: documents in, readouts out: as text for people, as JSON, or as a folder of files."""

import json
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from summitry.errors import DateError, LedgerError, SummitryError
from summitry.settings import Settings, load_settings

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from summitry.read.intake import Intake
    from summitry.read.reader import Reader
    from summitry.records import Readout

EXAMPLES = """\b
Examples:
  summitry read article.txt --published 2014-02-19
  cat page.html | summitry read - --format json
  summitry read inbox/ -o readouts/
  summitry read inbox/ --format jsonl --only events,commitments
  summitry read inbox/ --format jsonl --new-to talks.db | summitry track - --ledger talks.db"""
LISTS = ("events", "statements", "positions", "commitments", "claims", "assessments")
"""What ``--only`` can name; ``records.ROW_LISTS``, written out so that ``--help`` loads no records."""
STDIN = Path("-")
INDEX = "index.json"
_SHOWN = 5
"""Faults of an ontology that are printed; the rest is counted."""


class Format(StrEnum):
    """How a readout is printed."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"


def check_date(value: str | None) -> str | None:
    """Return a date of publication that an option gives, in ISO form."""
    if value is None:
        return None
    from summitry.read.intake import read_published  # noqa: PLC0415  # keeps `summitry --help` quick

    try:
        return read_published(value)
    except DateError as error:
        raise typer.BadParameter(str(error)) from error


def _check_lists(value: str | None) -> str | None:
    wrong = next((name for name in _split(value) if name not in LISTS), None)
    if wrong is not None or (value is not None and not _split(value)):
        message = f"{wrong or value!r} is no list of rows; name some of {', '.join(LISTS)}, parted by commas"
        raise typer.BadParameter(message)
    return value


def _split(value: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for name in (value or "").split(",") if name.strip()))


def read(  # noqa: PLR0913  # every option of the command is a parameter
    sources: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...", help="Text, Markdown or HTML files, folders of such files, or - for standard input."
        ),
    ],
    *,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            callback=check_date,
            help="Publication date (ISO), for all files; goes before what they say themselves.",
        ),
    ] = None,
    form: Annotated[
        Format,
        typer.Option(
            "--format", help="text for people; json: the object, an array for several files; jsonl: one per line."
        ),
    ] = Format.TEXT,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="DIR", help="Write one JSON file a document, and an index, into this folder."
        ),
    ] = None,
    only: Annotated[
        str | None,
        typer.Option(
            metavar="LISTS", callback=_check_lists, help=f"Print these lists of rows only: {', '.join(LISTS)}."
        ),
    ] = None,
    ontology: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Read with the types, cues, actors and dictionaries of this folder too."),
    ] = None,
    new_to: Annotated[
        str | None,
        typer.Option(
            "--new-to", metavar="URL", help="Pass over documents that this ledger has from this version already."
        ),
    ] = None,
    richest: Annotated[
        bool, typer.Option("--richest", help="With --output: also print the readout with the most rows.")
    ] = False,
    progress: Annotated[
        bool | None,
        typer.Option(
            "--progress/--no-progress", help="Progress bar on standard error; as it is a terminal, if not given."
        ),
    ] = None,
) -> None:
    """Read documents and print what they say: contacts, statements, positions, promises, counts and judgements.

    Every row stands with the words that carry it. A file that cannot be read does not stop the others: its reason goes
    to standard error and the exit code is 1.
    """
    if richest and output is None:
        message = "it goes with --output DIR"
        raise typer.BadParameter(message, param_hint="'--richest'")
    job = _Job(published=published, only=_split(only), ontology=ontology, new_to=new_to)
    try:
        files = job.list_sources(sources)
        bar = _progress_bar(
            progress, several=len(files) > 1, quiet_stdout=output is not None or not sys.stdout.isatty()
        )
        several = len(sources) > 1 or any(source.is_dir() for source in sources)
        with bar or nullcontext():
            readouts = job.read(files, bar)
            if output is not None:
                _write_folder(readouts, output, print_richest=richest)
            elif form is Format.TEXT:
                _print_text(readouts, job.only)
            else:
                _print_json(readouts, form, several=several)
    except SummitryError as error:
        job.complain(error)
    if job.failed:
        raise typer.Exit(1)


@dataclass(slots=True)
class _Job:
    """One call of ``read``: which files are read, and whether one could not be."""

    published: str | None
    only: tuple[str, ...] = ()
    ontology: Path | None = None
    new_to: str | None = None
    failed: bool = False
    waiting: deque[Path] = field(default_factory=deque)

    def complain(self, error: SummitryError) -> None:
        """Say what could not be done; the exit code will be 1."""
        self.failed = True
        typer.echo(f"error: {error}", err=True)

    def list_sources(self, sources: Sequence[Path]) -> list[Path]:
        """Return the files that are asked for, those in folders included."""
        from summitry.read.intake import list_files  # noqa: PLC0415  # keeps `summitry --help` quick

        files: list[Path] = []
        for source in sources:
            try:
                files.extend(list_files(source) if source != STDIN and source.is_dir() else (source,))
            except SummitryError as error:
                self.complain(error)
        return files

    def read(self, files: Sequence[Path], bar: "Progress | None") -> "Iterator[tuple[Path, Readout]]":
        """Yield each file with its readout as they come; what cannot be read is told and passed over."""
        from summitry import open_reader  # noqa: PLC0415  # loads the language pipeline

        settings = with_ontology(load_settings(), self.ontology)
        intakes = self._load(files, settings)
        first = next(intakes, None)
        if first is None:
            return  # nothing to read, so no models either
        reader = open_reader(settings)
        tell_faults(reader)
        task = bar.add_task("reading", total=len(files)) if bar else None
        unread = self._pass_over(_chain(first, intakes), reader, bar, task)
        for readout in reader.read_intakes(unread):
            if bar and task is not None:
                bar.advance(task)
            yield self.waiting.popleft(), self._pick(readout)

    def _pass_over(
        self, intakes: "Iterator[Intake]", reader: "Reader", bar: "Progress | None", task: "TaskID | None"
    ) -> "Iterator[Intake]":
        """Leave out what the ledger of ``--new-to`` has from the same reader; one that is not there has none."""
        known: frozenset[str] = frozenset()
        if self.new_to is not None and reader.coder is not None:
            from summitry.track.ledger import open_ledger  # noqa: PLC0415  # only when it is asked for

            try:
                with open_ledger(self.new_to, create=False) as ledger:
                    known = ledger.documents_of(reader.coder)
            except LedgerError as error:
                typer.echo(f"nothing is passed over: {error}", err=True)
        for intake in intakes:
            if intake.document.id not in known:
                yield intake
                continue
            self.waiting.pop()
            if bar and task is not None:
                bar.advance(task)

    def _pick(self, readout: "Readout") -> "Readout":
        """Return a readout with the lists of rows that are asked for, the others empty."""
        kept = {name: value for name, value in readout.to_dict().items() if name not in LISTS or name in self.only}
        return (
            type(readout).from_dict(kept | {name: [] for name in LISTS if name not in kept}) if self.only else readout
        )

    def _load(self, files: Sequence[Path], settings: Settings) -> "Iterator[Intake]":
        from summitry.read.intake import load  # noqa: PLC0415

        for file in files:
            try:
                intake = load(None if file == STDIN else file, published=self.published, settings=settings)
            except SummitryError as error:
                self.complain(error)
                continue
            self.waiting.append(file)
            yield intake


def with_ontology(settings: Settings, folder: Path | None) -> Settings:
    """Return settings with the folder of an ontology that the command line names."""
    return settings if folder is None else replace(settings, ontology=folder)


def tell_faults(reader: "Reader") -> None:
    """Say on standard error what of an ontology was put aside."""
    custom = getattr(reader, "custom", None)
    for fault in custom.faults[:_SHOWN] if custom is not None else ():
        typer.echo(f"put aside: {fault}", err=True)
    if custom is not None and len(custom.faults) > _SHOWN:
        folder = custom.ontology.folder
        more = len(custom.faults) - _SHOWN
        typer.echo(f"put aside: {more:,} more, see `summitry ontology check {folder}`", err=True)


def _chain(first: "Intake", others: "Iterable[Intake]") -> "Iterator[Intake]":
    yield first
    yield from others


def _progress_bar(wanted: bool | None, *, several: bool, quiet_stdout: bool) -> "Progress | None":  # noqa: FBT001  # the option
    if not (wanted or (wanted is None and several and quiet_stdout and sys.stderr.isatty())):
        return None
    from rich.console import Console  # noqa: PLC0415  # not needed for --help
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    shown = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    columns = (*shown, TextColumn("left:"), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True))


def _print_text(readouts: "Iterable[tuple[Path, Readout]]", only: Sequence[str] = ()) -> None:
    from rich.console import Console  # noqa: PLC0415  # not needed for --help

    from summitry.show.terminal import render_readout  # noqa: PLC0415

    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")  # a terminal that lacks a letter of a name is no reason to stop
    console = Console()
    for position, (_, readout) in enumerate(readouts):
        if position:
            console.print(f"\n{'-' * min(console.width, 80)}\n", highlight=False)
        render_readout(readout, console, only)


def _print_json(readouts: "Iterable[tuple[Path, Readout]]", form: Format, *, several: bool) -> None:
    out: BinaryIO = typer.get_binary_stream("stdout")
    array = form is Format.JSON and several
    opened = False
    if array:
        out.write(b"[")
    for _, readout in readouts:
        if form is Format.JSONL:
            out.write(_encode(readout.to_json()) + b"\n")
        else:
            out.write((b",\n" if opened else b"\n") if array else b"")
            out.write(_encode(json.dumps(readout.to_dict(), ensure_ascii=False, indent=2)))
        opened = True
        out.flush()
    if array:
        out.write(b"\n]\n" if opened else b"]\n")
    elif form is Format.JSON and opened:
        out.write(b"\n")
    out.flush()


def _encode(text: str) -> bytes:
    """Encode JSON as UTF-8 whatever the terminal's code is."""
    return text.encode("utf-8")


def _write_folder(readouts: "Iterable[tuple[Path, Readout]]", folder: Path, *, print_richest: bool) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        best = _write_files(readouts, folder)
    except OSError as error:
        message = f"{folder}: cannot be written ({error.strerror}); choose another folder for --output"
        raise SummitryError(message) from error
    if best is not None and print_richest:
        _print_text([best])
        typer.echo("")
    typer.echo(f"The index of all readouts is {folder / INDEX}")


def _write_files(readouts: "Iterable[tuple[Path, Readout]]", folder: Path) -> "tuple[Path, Readout] | None":
    taken = {INDEX}
    index: list[dict[str, object]] = []
    best: tuple[Path, Readout] | None = None
    for source, readout in readouts:
        name = _free_name(source, taken)
        (folder / name).write_bytes(_encode(json.dumps(readout.to_dict(), ensure_ascii=False, indent=2)) + b"\n")
        rows = sum(1 for _ in readout.rows())
        document = readout.document
        index.append(
            {
                "file": name,
                "source": str(source),
                "id": document.id,
                "title": document.title,
                "publisher": document.publisher,
                "published": document.published,
                "rows": rows,
                "notes": list(readout.notes),
            }
        )
        if best is None or rows > sum(1 for _ in best[1].rows()):
            best = source, readout
    (folder / INDEX).write_bytes(_encode(json.dumps(index, ensure_ascii=False, indent=2)) + b"\n")
    total = sum(int(str(entry["rows"])) for entry in index)
    typer.echo(f"{len(index)} readouts with {total} rows written to {folder}")
    return best


def _free_name(source: Path, taken: set[str]) -> str:
    """Return a file name that is not taken yet, and take it: the file's, with its folder's where two are alike."""
    stem = "stdin" if source == STDIN else source.stem
    names = [f"{stem}.json", f"{source.parent.name}-{stem}.json" if source.parent.name else f"{stem}.json"]
    name = next((name for name in names if name.lower() not in taken), "")
    number = 1
    while not name or name.lower() in taken:
        number += 1
        name = f"{stem}-{number}.json"
    taken.add(name.lower())
    return name
