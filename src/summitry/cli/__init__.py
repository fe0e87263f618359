"""The command line: parse arguments, call one function, print.

Exit codes: 0 done, 1 something asked for could not be done (the reason is on standard error), 2 usage. One module a
command; what loads models or tables is imported when a command runs, so ``summitry --help`` is quick.
"""

from typing import Annotated

import typer

from summitry import __version__
from summitry.cli import advance, explain, export, importing, ontology, read, review, schema, serve, show, track, world

__all__ = ["app", "main"]

app = typer.Typer(
    name="summitry",
    help="Reads diplomatic news into evidenced records: who did what to whom, who said what, who promised what.",
    epilog="Example: summitry read article.txt --published 2014-02-19",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help wraps its paragraphs and needs no boxes
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("read", epilog=read.EXAMPLES)(read.read)
app.command("explain", epilog=explain.EXAMPLES)(explain.explain)
app.command("schema", epilog=schema.EXAMPLE)(schema.schema)
app.add_typer(track.app, name="track")
track.app.command("import", epilog=importing.EXAMPLES)(importing.import_rows)
app.add_typer(review.app, name="review")
app.command("show", epilog=show.EXAMPLES)(show.show)
app.command("export", epilog=export.EXAMPLES)(export.export)
app.command("serve", epilog=serve.EXAMPLE)(serve.serve)
app.command("forget", epilog=review.FORGET_EXAMPLE)(review.forget)
app.add_typer(advance.app, name="advance")
app.add_typer(world.app, name="world")
app.add_typer(ontology.app, name="ontology")


def main() -> None:
    """Run the command line."""
    app()


def _print_version(wanted: bool) -> None:  # noqa: FBT001  # Typer calls it with the option's value
    if wanted:
        typer.echo(f"summitry {__version__}")
        raise typer.Exit


@app.callback()
def _summitry(
    *,
    version: Annotated[  # handled by its callback
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    pass
