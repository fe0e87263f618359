"""``summitry explain``: why a sentence was coded so."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from summitry.cli.read import STDIN, check_date, tell_faults, with_ontology
from summitry.errors import SummitryError
from summitry.settings import load_settings

EXAMPLES = """\b
Examples:
  summitry explain article.txt
  summitry explain article.txt --sentence 3
  summitry explain article.txt --sentence 3 --ontology mine --json"""


def explain(
    source: Annotated[
        Path, typer.Argument(metavar="FILE", help="A text, Markdown or HTML file, or - for standard input.")
    ],
    *,
    sentence: Annotated[
        int | None,
        typer.Option("--sentence", "-n", metavar="N", help="Number of the sentence; if not given, all are listed."),
    ] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", callback=check_date, help="Publication date (ISO).")
    ] = None,
    ontology: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Read with the types, cues, actors and dictionaries of this folder too."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say how the events of a sentence were coded, and why others were not.

    Prints the words with their tree, who is named and which row of the tables says so, each clause with the cue that
    matched and its file and line, what lost against it and why, and what the classifier says: enough to find the line
    to change. Without a number: the sentences of the document with their events.
    """
    from summitry import open_reader  # noqa: PLC0415  # loads the language pipeline
    from summitry.read.intake import load  # noqa: PLC0415

    try:
        settings = with_ontology(load_settings(), ontology)
        document = load(None if source == STDIN else source, published=published, settings=settings).document
        reader = open_reader(settings)
        tell_faults(reader)
        if sentence is None:
            lines = reader.list_sentences(document)
            found: object = [{"number": one.number, "text": one.text, "rows": list(one.rows)} for one in lines]
        else:
            explanation = reader.explain(document, sentence)
            found = explanation.to_dict()
    except SummitryError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(1) from None
    if as_json:
        text = json.dumps(found, ensure_ascii=False, indent=2)
        typer.get_binary_stream("stdout").write(f"{text}\n".encode())
        return
    from rich.console import Console  # noqa: PLC0415  # not needed for --help

    from summitry.show.explain import render_explanation, render_sentences  # noqa: PLC0415

    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")  # a terminal that lacks a letter of a name is no reason to stop
    if sentence is None:
        render_sentences(lines, Console())
    else:
        render_explanation(explanation, Console())
