"""``summitry review``: people go through what is doubtful; ``summitry forget``: a source leaves the ledger."""

import getpass
import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from summitry.cli.track import LedgerUrl, fail, open_named
from summitry.errors import SummitryError

EXAMPLES = """\b
Examples:
  summitry review --dyad JPN-RUS --ledger talks.db
  summitry review log --ledger talks.db
  summitry review export decisions.jsonl --ledger talks.db
  summitry review agreement ana ben --ledger talks.db"""
FORGET_EXAMPLE = 'Example: summitry forget "Harbour Wire" --ledger talks.db'

app = typer.Typer(
    epilog=EXAMPLES,
    invoke_without_command=True,
    help="Decide on doubtful rows and merges; undo, exchange and compare decisions.",
)


@app.callback()
def review(
    context: typer.Context,
    *,
    ledger: LedgerUrl = None,
    dyad: Annotated[str | None, typer.Option(metavar="A-B", help="Only what concerns these two states.")] = None,
    person: Annotated[str | None, typer.Option(metavar="NAME", help="Who decides; your login if not given.")] = None,
    most: Annotated[int, typer.Option(metavar="N", min=1, help="Items of each sort at most.")] = 100,
) -> None:
    """Go through doubtful merges and rows, one key each: merge, split, accept, reject, edit, undo."""
    if context.invoked_subcommand is not None:
        context.obj = ledger
        return
    from rich.console import Console  # noqa: PLC0415  # keeps `summitry --help` quick

    from summitry.show.review import Session  # noqa: PLC0415
    from summitry.track.dyads import Dyad  # noqa: PLC0415

    try:
        pair = None if dyad is None else str(Dyad.parse(dyad))
        with open_named(ledger) as book:
            session = Session(book, person or getpass.getuser(), Console(), _read_key, _ask)
            decided = session.run(pair, most)
    except SummitryError as error:
        raise fail(error) from error
    typer.echo(f"{decided} decisions kept")


def _read_key() -> str:
    """Return one key, at once on a terminal; else the first letter of the next line."""
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return line.strip()[:1] or ("n" if line else "")
    import termios  # noqa: PLC0415  # a terminal of POSIX
    import tty  # noqa: PLC0415

    before = termios.tcgetattr(sys.stdin)
    try:
        tty.setcbreak(sys.stdin)
        return sys.stdin.read(1)
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)


def _ask(question: str) -> str:
    typer.echo(question, nl=False)
    return sys.stdin.readline()


@app.command("log")
def log(context: typer.Context, *, ledger: LedgerUrl = None) -> None:
    """List the decisions that stand, with who made them and when."""
    from summitry.track.corrections import load_corrections  # noqa: PLC0415
    from summitry.track.review import load_rulings  # noqa: PLC0415

    try:
        with open_named(ledger or context.obj) as book:
            corrections, rulings = load_corrections(book.store), load_rulings(book.store)
    except SummitryError as error:
        raise fail(error) from error
    for one in corrections:
        change = f" {one.field} = {one.new}" if one.field else ""
        typer.echo(f"{one.id}  {one.at[:19]}  {one.person}: {one.action.value} {one.list} {one.row}{change}")
    for ruling in rulings:
        said = f"{ruling.judgement.value} {ruling.left_row} {ruling.right_row}"
        typer.echo(f"{ruling.id}  {ruling.at[:19]}  {ruling.person}: {said}")


@app.command("undo")
def undo(
    context: typer.Context,
    decision: Annotated[str, typer.Argument(metavar="ID", help="Id of the decision, from `summitry review log`.")],
    *,
    ledger: LedgerUrl = None,
) -> None:
    """Take a decision back."""
    from summitry.track.review import undo as take_back  # noqa: PLC0415

    try:
        with open_named(ledger or context.obj) as book:
            take_back(book, decision)
    except SummitryError as error:
        raise fail(error) from error
    typer.echo(f"{decision} is taken back")


@app.command("export")
def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON Lines to write.")],
    *,
    ledger: LedgerUrl = None,
) -> None:
    """Write every decision, those taken back too, as JSON Lines."""
    from summitry.track.review import export_decisions  # noqa: PLC0415

    try:
        with open_named(ledger or context.obj) as book:
            lines = export_decisions(book)
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except SummitryError as error:
        raise fail(error) from error
    except OSError as error:
        raise fail(SummitryError(f"{file}: cannot be written ({error.strerror}); choose another folder")) from error
    typer.echo(f"{len(lines)} decisions written to {file}")


@app.command("import")
def take_in(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON Lines that `summitry review export` wrote.")],
    *,
    ledger: LedgerUrl = None,
) -> None:
    """Take over the decisions of another ledger; those known already change nothing."""
    from summitry.track.review import import_decisions  # noqa: PLC0415

    try:
        lines = file.read_text(encoding="utf-8").splitlines()
        with open_named(ledger or context.obj) as book:
            new, known = import_decisions(book, lines)
    except SummitryError as error:
        raise fail(error) from error
    except (OSError, UnicodeDecodeError) as error:
        raise fail(
            SummitryError(f"{file}: cannot be read ({error}); give what `summitry review export` wrote")
        ) from error
    typer.echo(f"{new} decisions taken over, {known} known already")


@app.command("agreement")
def agreement(
    context: typer.Context,
    one: Annotated[str, typer.Argument(help="A reviewer.")],
    other: Annotated[str, typer.Argument(help="Another reviewer.")],
    *,
    ledger: LedgerUrl = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Compare two reviewers on what both decided: Cohen's kappa."""
    from summitry.track.review import measure_agreement  # noqa: PLC0415

    try:
        with open_named(ledger or context.obj) as book:
            found = measure_agreement(book, one, other)
    except SummitryError as error:
        raise fail(error) from error
    if as_json:
        typer.echo(json.dumps({"items": found.items, "agreed": found.agreed, "kappa": found.kappa}))
        return
    kappa = "not known" if found.kappa is None else f"{found.kappa:.2f}"
    typer.echo(
        f"{one} and {other} decided {found.items} of the same items, {found.agreed} of them alike; kappa {kappa}"
    )


def forget(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="A publisher, a URL or its beginning, or a document's id.")
    ],
    *,
    ledger: LedgerUrl = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Remove a source's texts from a ledger, and everything that was drawn from them, beyond recovery."""
    from summitry.track.forgetting import forget as remove  # noqa: PLC0415

    if not yes and sys.stdin.isatty():
        typer.confirm(f"Remove every document of {source!r} beyond recovery?", abort=True)
    try:
        with open_named(ledger) as book:
            number = remove(book, source)
    except SummitryError as error:
        raise fail(error) from error
    typer.echo(f"{number} document{'s' if number != 1 else ''} of {source!r} forgotten")
