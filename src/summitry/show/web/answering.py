"""How a request is answered: 304 for what the browser has, what was drawn before, or a new drawing."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from fastapi import Request, Response

from summitry.show.export.cells import defuse
from summitry.show.web.desk import Answer, Desk
from summitry.show.web.pages import render
from summitry.track.ledger import Ledger
from summitry.track.relationship import to_plain

_FRESH = "private, no-cache"
"""A browser may keep an answer and asks each time whether it still holds."""


def get_desk(request: Request) -> Desk:
    """Return the desk of the application that a request came to."""
    desk: Desk = request.app.state.desk
    return desk


async def answer(request: Request, draw: Callable[[Ledger], Answer]) -> Response:
    """Answer a request from the ledger's present version.

    Args:
        request: it; its path and query name the answer.
        draw: draws it, in the ledger's thread.
    """
    return await answer_with(request, lambda: get_desk(request).ask(draw))


async def answer_with(request: Request, draw: Callable[[], Any]) -> Response:
    """Answer a request as ``answer`` does, with a drawing that is awaited."""
    desk = get_desk(request)
    version = await desk.version()
    tag = f'W/"{version}"'
    headers = {"etag": tag, "cache-control": _FRESH}
    if tag in {part.strip() for part in request.headers.get("if-none-match", "").split(",")}:
        return Response(status_code=304, headers=headers)
    address = f"{request.url.path}?{request.url.query}"
    kept = desk.find(version, address) or desk.keep(version, address, await draw())
    drawn = kept.answer
    headers["vary"] = "accept-encoding"
    if drawn.file is not None:
        headers["content-disposition"] = f'attachment; filename="{drawn.file}"'
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers["content-encoding"] = "gzip"
        return Response(kept.zipped, media_type=drawn.media, headers=headers)
    return Response(drawn.body, media_type=drawn.media, headers=headers)


def make_page(template: str, **values: object) -> Answer:
    """Return a page."""
    return Answer(render(template, **values).encode("utf-8", "replace"), "text/html; charset=utf-8")


def make_json(value: object) -> Answer:
    """Return a value of the ledger as JSON."""
    return Answer(dump(value), "application/json")


def dump(value: object) -> bytes:
    """Return a value of the ledger as the bytes of its JSON; half characters are written as JSON escapes."""
    return json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


def make_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]], file: str) -> Answer:
    """Return a table as CSV; cells that a spreadsheet would take for a formula are defused.

    Args:
        columns: names of the columns.
        rows: the cells.
        file: name under which it is saved.
    """
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([defuse(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return Answer(written.getvalue().encode("utf-8", "replace"), "text/csv; charset=utf-8", file)
