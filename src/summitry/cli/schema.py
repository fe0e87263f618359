"""``summitry schema``: the public format."""

import typer

from summitry.knowledge.tables import read_text

EXAMPLE = "Example: summitry schema > readout.schema.json"


def schema() -> None:
    """Print the JSON Schema of a readout."""
    typer.echo(read_text("readout.schema.json").rstrip("\n"))
