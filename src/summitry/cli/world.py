"""``summitry world``: who or what a name means on a date, and why; the check of the tables; the import of more."""

import json
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from summitry.errors import SettingsError, SummitryError
from summitry.settings import load_settings

if TYPE_CHECKING:
    from typer._click import Command, Context, HelpFormatter

_LOOK_UP = "NAME"
"""The hidden command that looks a name up; it shows as the argument it stands for."""
_EPILOG = """\b
Examples:
  summitry world Abe --on 2014-02-08
  summitry world Etorofu --json
  summitry world -- check          (looks up the word check)"""


class LookUpGroup(TyperGroup):
    """A group of commands that looks up whatever is not the name of one of them."""

    def parse_args(self, ctx: "Context", args: list[str]) -> list[str]:
        """Put the look-up before arguments that name no command and ask for no help."""
        helps = set(ctx.help_option_names)
        if args and args[0] not in helps and (args[0] not in self.commands or args[0] == _LOOK_UP):
            args = [_LOOK_UP, *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Write the two usages: a name with its options, or a command."""
        formatter.write_usage(ctx.command_path, "NAME [--on DATE] [--json]")
        formatter.write_usage(ctx.command_path, self.subcommand_metavar, prefix="       ")

    def format_options(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Write the options of the look-up, then the commands."""
        look_up: Command = self.commands[_LOOK_UP]
        options = [one for one in look_up.params if one.param_type_name == "option"]
        own = [record for one in options if (record := one.get_help_record(ctx)) is not None]
        helps = [record for one in self.get_params(ctx) if (record := one.get_help_record(ctx)) is not None]
        with formatter.section("Options"):
            formatter.write_dl([*own, *helps])
        self.format_commands(ctx, formatter)


class LookUp(TyperCommand):
    """The look-up, whose usage is that of the group."""

    def format_usage(self, ctx: "Context", formatter: "HelpFormatter") -> None:
        """Write the usage as somebody types it."""
        path = ctx.parent.command_path if ctx.parent is not None else ctx.command_path
        formatter.write_usage(path, "NAME [--on DATE] [--json]")


class Source(StrEnum):
    """Whose list a file is (``importers.Format``, which is not loaded for the help)."""

    AUTO = "auto"
    WIKIDATA = "wikidata"
    EVERYPOLITICIAN = "everypolitician"
    ARCHIGOS = "archigos"
    REIGN = "reign"
    CSV = "csv"


app = typer.Typer(
    cls=LookUpGroup,
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
    epilog=_EPILOG,
    help="""Say who or what a name means on a date, and why.

    The answer comes with office and country, with places and coordinates, and with the rows of the tables that say so,
    yours among them. A disputed place shows every claimant, what each calls it, and who administers it. A name that is
    not known gives exit code 1 and near spellings.""",
)


@app.command(_LOOK_UP, cls=LookUp, hidden=True)
def look_up(
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="A name, a title with a country, or a place.")],
    *,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="The day as of which to look (ISO); if not given, the latest known."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say who or what a name means on a date, and why."""
    if on is not None and not _is_day(on):
        message = f"{on!r} is no ISO date; write the day as 2014-02-08"
        raise typer.BadParameter(message, param_hint="'--on'")
    from summitry.knowledge.explain import explain  # noqa: PLC0415  # keeps `summitry --help` quick
    from summitry.knowledge.layers import find_layers  # noqa: PLC0415

    try:
        answer = explain(" ".join(name), on, find_layers(load_settings()))
    except SummitryError as error:
        _fail(error)
    if as_json:
        typer.get_binary_stream("stdout").write(_to_json(answer.to_dict()))
    elif answer.known:
        from rich.console import Console  # noqa: PLC0415

        from summitry.show.world import render_answer  # noqa: PLC0415

        _forgive_letters()
        render_answer(answer, Console())
    if not answer.known:
        near = f"; near spellings: {', '.join(answer.suggestions)}" if answer.suggestions else ""
        typer.echo(f"error: the tables know nothing called {answer.name!r}{near}", err=True)
        raise typer.Exit(1)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _to_json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"


def _forgive_letters() -> None:
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")  # a terminal that lacks a letter of a name is no reason to stop


@app.command("check", epilog="Example: summitry world check ~/lists/my-layer")
def check(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="A layer, or a folder of layers; your own layers if not given."),
    ] = None,
) -> None:
    """Check the packaged tables and your own layers.

    Form, dates, references, overlaps, sources: every problem is printed with its file, its line and the way out; if
    there is one the exit code is 1.
    """
    from summitry.knowledge.check import check_folder, check_world  # noqa: PLC0415
    from summitry.knowledge.layers import find_layers, list_layers, name_layer  # noqa: PLC0415

    try:
        layers = list_layers(folder) if folder is not None else find_layers(load_settings())
        problems = check_folder(folder) if folder is not None else check_world(layers)
    except SummitryError as error:
        _fail(error)
    _forgive_letters()
    for problem in problems:
        typer.echo(str(problem))
    named = ", ".join(name_layer(layer) for layer in layers)
    over = f" and {len(layers)} {'layer' if len(layers) == 1 else 'layers'} ({named})" if layers else ""
    if problems:
        count = f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'}"
        typer.echo(f"error: {count} in the packaged tables{over}", err=True)
        raise typer.Exit(1)
    typer.echo(f"The packaged tables{over} are in order.")


@app.command(
    "import",
    epilog="""\b
Examples:
  summitry world import ministers.csv --name ministers
  summitry world import query.json --format wikidata""",
)
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The list to add.")],
    *,
    form: Annotated[
        Source, typer.Option("--format", help="Whose list it is; auto tells by its columns.")
    ] = Source.AUTO,
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="LAYER", help="What to call the layer; the file's name if not given."),
    ] = None,
) -> None:
    """Add a list of office-holders as a layer of your own.

    It may be an answer of Wikidata, a list of every-politician, Archigos, REIGN, or any table in the form of ours. Rows
    that say what the tables say already are counted and left out; rows that contradict them, or cannot be
    understood, are set aside in a file with their reasons. The packaged tables are never changed; a layer of the same
    name is replaced.
    """
    from summitry.knowledge.importers import Format, import_file  # noqa: PLC0415

    try:
        world = load_settings().world
        if world is None:
            message = "there is no folder for layers; set SUMMITRY_WORLD to one"
            raise SettingsError(message)  # told like the others
        done = import_file(file, world, Format(form.value), name)
    except SummitryError as error:
        _fail(error)
    typer.echo(f"{done.read:,} rows read from {file.name} ({done.form.value}) into {done.layer}")
    counts = [
        (done.added, "added"),
        (done.updated, "added with an end that the tables do not have"),
        (done.known, "left out: the tables say so already"),
        (done.repeated, "left out: they stand in the file twice"),
    ]
    for count, what in counts:
        if count or what == "added":
            typer.echo(f"{count:>8,}  {what}")
    if done.quarantine is not None:
        typer.echo(f"{sum(count for _, count in done.refused):>8,}  set aside, with reasons, in {done.quarantine}")
        for reason, count in done.refused:
            typer.echo(f"{count:>14,}  {reason}")


def _fail(error: SummitryError) -> NoReturn:
    typer.echo(f"error: {error}", err=True)
    raise typer.Exit(1)
