"""``summitry serve``: the dossier as pages for a browser on the same machine."""

from typing import Annotated

import typer

from summitry.cli.track import DEFAULT, LedgerUrl, fail
from summitry.errors import SummitryError
from summitry.settings import load_settings

EXAMPLE = "Example: summitry serve --ledger talks.db"


def serve(
    *,
    ledger: LedgerUrl = None,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Address of this machine to listen on; others are refused.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="Port; 0 takes a free one.")] = 8014,
    person: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who decides on the review page; your login if not given.")
    ] = None,
) -> None:
    """Serve a ledger as pages: relationships, occurrences, documents with their rows, the review queue.

    Needs the extra `web`: pip install 'summitry[web]'.
    """
    from summitry.show.web.serving import serve as run  # noqa: PLC0415  # keeps `summitry --help` quick

    try:
        run(ledger or load_settings().ledger or DEFAULT, host, port, person)
    except SummitryError as error:
        raise fail(error) from error
