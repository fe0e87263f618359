"""The application: pages, tables, the review queue and the API of one ledger, behind the guard."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from http import HTTPStatus
from importlib import resources
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from summitry import __version__
from summitry.errors import LedgerError, SummitryError
from summitry.show.web import api, review, routes
from summitry.show.web.answering import dump
from summitry.show.web.desk import Desk
from summitry.show.web.guard import LOCAL, Guard
from summitry.show.web.pages import render

_NOT_FOUND = 404
_SERVER = 500
_BAD = 400


def create_app(url: str, *, hosts: Iterable[str] = LOCAL, person: str = "reviewer") -> Guard:
    """Return the application of a ledger; it opens the ledger with the first request.

    Args:
        url: file or URL of the ledger.
        hosts: names by which it may be called.
        person: who decides on the review page.
    """
    desk = Desk(url, person)

    @asynccontextmanager
    async def live(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.close()

    app = FastAPI(
        title="Summitry",
        version=__version__,
        summary="The relationships that a ledger records, with the words that prove each row.",
        docs_url=None,  # their pages load scripts from elsewhere
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=live,
    )
    app.state.desk = desk
    app.include_router(api.router)
    app.include_router(review.router)
    app.include_router(routes.router)
    folder = Path(str(resources.files("summitry.show.web").joinpath("static")))
    app.mount("/static", StaticFiles(directory=folder), name="static")
    app.add_exception_handler(HTTPException, _explain_http)
    app.add_exception_handler(RequestValidationError, _explain_query)
    app.add_exception_handler(SummitryError, _explain)
    app.add_exception_handler(Exception, _explain_bug)
    api.describe(app)
    return Guard(app, hosts)


def _error(request: Request, status: int, message: str) -> Response:
    """Return an error as a page, or as JSON where the API was called."""
    headers = {"cache-control": "no-store"}
    if request.url.path.startswith("/api/"):
        return Response(dump({"error": message}), status, headers, "application/json")
    page = render("error.html", status=status, name=HTTPStatus(status).phrase, message=message)
    return Response(page.encode("utf-8", "replace"), status, headers, "text/html; charset=utf-8")


def _explain_http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else _SERVER
    detail = str(error.detail) if isinstance(error, HTTPException) else ""
    if detail == HTTPStatus(status).phrase:
        detail = f"{request.url.path!r} is no page of this dossier" if status == _NOT_FOUND else ""
    answer = _error(request, status, detail)
    if isinstance(error, HTTPException) and error.headers:
        answer.headers.update(error.headers)
    return answer


def _explain_query(request: Request, error: Exception) -> Response:
    parts = error.errors() if isinstance(error, RequestValidationError) else []
    told = "; ".join(f"{part['loc'][-1]}: {part['msg']}" for part in parts)
    return _error(request, _BAD, f"the address has a value that it cannot have ({told})")


def _explain(request: Request, error: Exception) -> Response:
    return _error(request, _NOT_FOUND if isinstance(error, LedgerError) else _BAD, str(error))


def _explain_bug(request: Request, _: Exception) -> Response:
    return _error(request, _SERVER, "this is a defect of Summitry; the terminal that serves the page shows where")
