"""``summitry ontology``: importing dictionaries of other coders, and checking an ontology of one's own."""

from pathlib import Path
from typing import Annotated

import typer

from summitry.errors import SummitryError

_SHOWN = 5
_IMPORT = """\b
Examples:
  summitry ontology import my.verbs.txt my.actors.txt my.agents.txt --out ontology
  summitry ontology import my.verbs.txt --codes codes.csv --out ontology"""

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
    epilog="Example: summitry ontology check ontology",
    help="Types, cues and actors of one's own: import dictionaries in PETRARCH's formats, check a folder.",
)


@app.command("import", epilog=_IMPORT)
def import_(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Dictionaries, named after their sort: my.verbs.txt.")
    ],
    *,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to write to.")],
    codes: Annotated[
        Path | None,
        typer.Option("--codes", metavar="FILE", help="What codes mean that are not CAMEO's: code,type,mode,cameo."),
    ] = None,
    as_is: Annotated[
        bool, typer.Option("--as-is", help="Keep the dictionaries, to be coded with by their own rules.")
    ] = False,
) -> None:
    """Turn verb, actor and agent dictionaries into cues and actors that ``--ontology DIR`` loads.

    Lines that cannot be read or that our form cannot say stand in DIR/left.csv, with file, line and reason.
    """
    from summitry.read.dictionaries.importing import import_dictionaries  # noqa: PLC0415  # keeps `--help` quick

    try:
        done = import_dictionaries(files, out, codes=codes, as_is=as_is)
    except SummitryError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(1) from None
    what = "dictionaries as they stand" if as_is else f"{done.phrases:,} phrases and {done.rows:,} actors"
    typer.echo(f"{out}: {what}; {len(done.left):,} lines left, see {done.files[-1]}")
    for problem in done.left[:_SHOWN]:
        typer.echo(f"  {problem}", err=True)
    if len(done.left) > _SHOWN:
        typer.echo(f"  and {len(done.left) - _SHOWN:,} more", err=True)


@app.command("check", epilog="Example: summitry ontology check ontology")
def check(folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the ontology.")]) -> None:
    """Tell everything that is wrong with an ontology: file, line, reason. Exit code 1 if anything is."""
    from summitry.read.dictionaries.importing import check_ontology  # noqa: PLC0415  # keeps `--help` quick

    try:
        faults = check_ontology(folder)
    except SummitryError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(1) from None
    for fault in faults:
        typer.echo(fault)
    if faults:
        raise typer.Exit(1)
    typer.echo(f"{folder}: nothing wrong")
