"""The API, version 1: what the ledger answers, as JSON, described by the ledger's own types."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Query, Request, Response

from summitry.records import Readout
from summitry.show.web.answering import answer, get_desk, make_json
from summitry.show.web.desk import Answer
from summitry.show.web.filters import Filters, read_filters
from summitry.show.web.finding import find_reading, load_reports
from summitry.track.dyads import Dyad
from summitry.track.ledger import Change, Ledger
from summitry.track.measures import Measures
from summitry.track.readings import load_readouts
from summitry.track.relationship import Relationship
from summitry.track.search import Hit, search
from summitry.track.values import CheckedClaim, Occurrence, Promise

router = APIRouter(prefix="/api/v1", tags=["dossier"])

Asked = Annotated[Filters, Depends(read_filters)]
MOST = 1000
"""Rows in one answer at most."""
Limit = Annotated[int, Query(ge=1, le=MOST, description="Rows at most.")]
Offset = Annotated[int, Query(ge=0, le=10**9, description="Rows passed over.")]


@router.get("/dyads", response_model=list[dict[str, int | str]])
async def list_dyads(request: Request) -> Response:
    """List the pairs of states, those with most occurrences first."""

    def draw(ledger: Ledger) -> Answer:
        return make_json([{"dyad": dyad, "occurrences": number} for dyad, number in ledger.dyads()])

    return await answer(request, draw)


@router.get("/dyads/{dyad}", response_model=Relationship)
async def get_dyad(request: Request, dyad: str, filters: Asked) -> Response:
    """Give all that the ledger says of two states; ``as_of`` and ``watch`` count, other filters are the lists'."""
    return await answer(request, lambda ledger: make_json(_relationship(request, ledger, dyad, filters)))


@router.get("/dyads/{dyad}/occurrences", response_model=list[Occurrence])
async def list_occurrences(  # path and query
    request: Request, dyad: str, filters: Asked, limit: Limit = MOST, offset: Offset = 0
) -> Response:
    """List what happened between two states, newest first, as filters leave it."""

    def draw(ledger: Ledger) -> Answer:
        found = _relationship(request, ledger, dyad, filters).occurrences
        kept = [one for one in reversed(found) if filters.keeps(one)]
        return make_json(kept[offset : offset + limit])

    return await answer(request, draw)


@router.get("/dyads/{dyad}/promises", response_model=list[Promise])
async def list_promises(request: Request, dyad: str, filters: Asked) -> Response:
    """List the promises between two states with their fate."""

    def draw(ledger: Ledger) -> Answer:
        found = _relationship(request, ledger, dyad, filters).promises
        return make_json([one for one, _ in found if not filters.issue or filters.issue in one.row.issues])

    return await answer(request, draw)


@router.get("/dyads/{dyad}/claims", response_model=list[CheckedClaim])
async def list_claims(request: Request, dyad: str, filters: Asked) -> Response:
    """List the counts that documents state, checked."""
    return await answer(request, lambda ledger: make_json(_relationship(request, ledger, dyad, filters).claims))


@router.get("/dyads/{dyad}/measures", response_model=Measures)
async def get_measures(request: Request, dyad: str, filters: Asked) -> Response:
    """Give the measures of two states: contacts, attention, positions, reliability and the others."""
    return await answer(request, lambda ledger: make_json(_relationship(request, ledger, dyad, filters).measures))


@router.get("/occurrences/{name}", response_model=Occurrence)
async def get_occurrence(request: Request, name: str) -> Response:
    """Give an occurrence by its id; one that was merged is found where its reports are."""
    return await answer(request, lambda ledger: make_json(ledger.occurrence(name)))


@router.get("/occurrences/{name}/reports", response_model=list[dict[str, Any]])
async def list_reports(request: Request, name: str) -> Response:
    """List the reports of an occurrence, each with the words that prove it."""
    return await answer(request, lambda ledger: make_json(load_reports(ledger, ledger.occurrence(name).id)))


@router.get("/documents/{name}", response_model=Readout)
async def get_document(request: Request, name: str) -> Response:
    """Give a document as it was read: its readout."""

    def draw(ledger: Ledger) -> Answer:
        document = find_reading(ledger, name).id
        sql = "SELECT r.key FROM reading r JOIN document d ON d.key = r.document WHERE d.id = :id AND r.speaks = 1"
        key = ledger.store.query(sql, {"id": document})[0][0]
        return make_json(next(load_readouts(ledger.store, [key])).to_dict())

    return await answer(request, draw)


@router.get("/search", response_model=list[Hit])
async def search_documents(request: Request, q: str, limit: Limit = MOST) -> Response:
    """Find the documents that hold all the words of a question, the best first."""
    return await answer(request, lambda ledger: make_json(search(ledger, q)[:limit]))


@router.get("/changes", response_model=list[Change])
async def list_changes(request: Request, since: str = "", limit: Limit = MOST, offset: Offset = 0) -> Response:
    """List the ledger's own history since a time (ISO 8601, UTC), oldest first."""
    return await answer(request, lambda ledger: make_json(ledger.changes(since)[offset : offset + limit]))


def _relationship(request: Request, ledger: Ledger, dyad: str, filters: Filters) -> Relationship:
    pair = str(Dyad.parse(dyad))
    return get_desk(request).relationship(ledger, pair, filters.as_of, filters.watch or None)


def describe(app: FastAPI) -> None:
    """Make an application's OpenAPI say what is sent: a pair is a text (``JPN-RUS``), sketches of texts stay inside."""
    make = app.openapi

    def make_openapi() -> dict[str, Any]:
        found = make()
        schemas = found.get("components", {}).get("schemas", {})
        for schema in schemas.values():
            schema.get("properties", {}).pop("sketch", None)
            if "required" in schema:
                schema["required"] = [name for name in schema["required"] if name != "sketch"]
        if "Dyad" in schemas:
            schemas["Dyad"] = {
                "type": "string",
                "pattern": "^[A-Z]{3}-[A-Z]{3}$",
                "title": "Dyad",
                "example": "JPN-RUS",
            }
        return found

    app.openapi = make_openapi  # type: ignore[method-assign]  # FastAPI's way to change its schema
