"""The pages of the dossier."""

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException, Request, Response

from summitry.show.charts import DARK, LIGHT, NARROW, Look, draw_svg
from summitry.show.web import finding
from summitry.show.web.answering import answer, answer_with, get_desk, make_csv, make_json, make_page
from summitry.show.web.desk import Answer
from summitry.show.web.disputes import find_dispute, list_disputes
from summitry.show.web.document import cut_text, tag_rows
from summitry.show.web.dyad import DyadPage
from summitry.show.web.filters import Filters, read_filters
from summitry.show.web.names import Names, load_states, name_dyad
from summitry.track.dyads import Dyad
from summitry.track.ledger import Ledger
from summitry.track.search import MOST, count_facets, search

router = APIRouter(include_in_schema=False)

Asked = Annotated[Filters, Depends(read_filters)]
_NOT_FOUND = 404
_BAD = 400
_READ = ["GET", "HEAD"]


def gather(request: Request, ledger: Ledger, dyad: str, filters: Filters) -> DyadPage:
    """Return what the page of a relationship shows; call it in the ledger's thread."""
    pair = str(Dyad.parse(dyad))
    found = get_desk(request).relationship(ledger, pair, filters.as_of, filters.watch or None)
    return DyadPage(ledger, found, filters)


@router.api_route("/", methods=_READ)
async def show_index(request: Request) -> Response:
    """Show the relationships of the ledger."""

    def draw(ledger: Ledger) -> Answer:
        counted = ledger.count()
        rows = [(name, name_dyad(name), number, *_last(ledger, name)) for name, number in ledger.dyads()]
        return make_page("index.html", rows=rows, counted=counted, on=ledger.last_day())

    return await answer(request, draw)


def _last(ledger: Ledger, dyad: str) -> tuple[int, str]:
    """Return the number of contacts of a pair, and the last month with one."""
    sql = "SELECT sum(contacts), max(CASE WHEN contacts > 0 THEN month END) FROM pair_month WHERE dyad = :dyad"
    contacts, month = ledger.store.query(sql, {"dyad": dyad})[0]
    return int(contacts or 0), month or ""


@router.api_route("/dyads/{dyad}", methods=_READ)
async def show_dyad(request: Request, dyad: str, filters: Asked) -> Response:
    """Show a relationship."""

    def draw(ledger: Ledger) -> Answer:
        page = gather(request, ledger, dyad, filters)
        figures = {name: page.figure(name) for name in ("timeline", "attention", "tone", "gaps")}
        disputes = [one for one in list_disputes() if set(page.dyad) <= set(one.parties)]
        return make_page("dyad.html", page=page, figures=figures, disputes=disputes, title=name_dyad(page.dyad))

    return await answer(request, draw)


@router.api_route("/dyads/{dyad}/{name}.svg", methods=_READ)
async def show_chart(  # path and query
    request: Request, dyad: str, name: str, filters: Asked, look: str = "light", width: str = "wide"
) -> Response:
    """Draw a chart of a relationship."""
    if look not in {"light", "dark"} or width not in {"wide", "narrow"}:
        raise HTTPException(_BAD, "a chart's look is light or dark, its width wide or narrow")
    drawn = _choose_look(look, width)

    def find(ledger: Ledger) -> Any:  # noqa: ANN401  # a figure
        try:
            return gather(request, ledger, dyad, filters).figure(name)
        except KeyError as error:
            raise HTTPException(_NOT_FOUND, f"no chart {name!r}; there are timeline, attention, tone, gaps") from error

    async def draw() -> Answer:
        desk = get_desk(request)
        figure = await desk.ask(find)
        svg = await desk.draw(lambda: draw_svg(figure, drawn))
        return Answer(svg.encode("utf-8", "replace"), "image/svg+xml")

    return await answer_with(request, draw)


def _choose_look(look: str, width: str) -> Look:
    base = DARK if look == "dark" else LIGHT
    return base if width == "wide" else replace(base, width=NARROW)


@router.api_route("/dyads/{dyad}/{name}.csv", methods=_READ)
async def save_csv(request: Request, dyad: str, name: str, filters: Asked) -> Response:
    """Give a table of a relationship's page as CSV."""

    def draw(ledger: Ledger) -> Answer:
        columns, rows = _take(gather(request, ledger, dyad, filters), name)
        return make_csv(columns, rows, f"{Dyad.parse(dyad)}-{name}.csv")

    return await answer(request, draw)


@router.api_route("/dyads/{dyad}/{name}.json", methods=_READ)
async def save_json(request: Request, dyad: str, name: str, filters: Asked) -> Response:
    """Give a table of a relationship's page as JSON: one object a row."""

    def draw(ledger: Ledger) -> Answer:
        columns, rows = _take(gather(request, ledger, dyad, filters), name)
        return make_json([dict(zip(columns, row, strict=True)) for row in rows])

    return await answer(request, draw)


def _take(page: DyadPage, name: str) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    try:
        return page.table(name)
    except KeyError as error:
        raise HTTPException(
            _NOT_FOUND, f"no table {name!r}; the page of the relationship links those that are"
        ) from error


@router.api_route("/occurrences/{name}", methods=_READ)
async def show_occurrence(request: Request, name: str) -> Response:
    """Show an occurrence with all its reports."""

    def draw(ledger: Ledger) -> Answer:
        one = ledger.occurrence(name)
        reports = finding.load_reports(ledger, one.id)
        names = Names(reports, one.parties.values())
        pairs = [
            str(Dyad.of(left, right))
            for index, left in enumerate(one.countries)
            for right in one.countries[index + 1 :]
            if left in load_states() and right in load_states()
        ]
        known = {dyad for dyad, _ in ledger.dyads()}
        bound = []
        for dyad, promise, relation, reason in finding.load_bound(ledger, one.id):
            told = next((told for kept, told in ledger.promises(dyad) if kept.id == promise), None)
            bound.append((dyad, name_dyad(dyad), promise, relation, reason, told))
        return make_page(
            "occurrence.html",
            one=one,
            reports=reports,
            names=names,
            pairs=[(pair, name_dyad(pair)) for pair in pairs if pair in known],
            bound=bound,
            moved=one.id if one.id != name else "",
        )

    return await answer(request, draw)


@router.api_route("/documents/{name}", methods=_READ)
async def show_document(request: Request, name: str) -> Response:
    """Show a document with every row at its words."""

    def draw(ledger: Ledger) -> Answer:
        reading = finding.find_reading(ledger, name)
        told = [row for rows in reading.rows.values() for row in rows]
        return make_page(
            "document.html",
            reading=reading,
            pieces=cut_text(reading.text, reading.rows),
            tags=tag_rows(reading.rows),
            names=Names(told),
            dyads=[(dyad, name_dyad(dyad)) for dyad in reading.dyads],
        )

    return await answer(request, draw)


@router.api_route("/actors/{actor:path}", methods=_READ)
async def show_actor(request: Request, actor: str) -> Response:
    """Show an actor."""

    def draw(ledger: Ledger) -> Answer:
        found = finding.find_actor(ledger, actor)
        told = [row for rows in found.rows.values() for row in rows]
        names = Names(told, (party for one in found.occurrences for party in one.parties.values()))
        return make_page("actor.html", found=found, names=names, state=load_states().get(found.country, found.country))

    return await answer(request, draw)


@router.api_route("/issues", methods=_READ)
async def show_issues(request: Request) -> Response:
    """Show the issues that the ledger names."""
    return await answer(request, lambda ledger: make_page("issues.html", rows=finding.list_issues(ledger)))


@router.api_route("/issues/{issue}", methods=_READ)
async def show_issue(request: Request, issue: str) -> Response:
    """Show an issue over all relationships."""

    def draw(ledger: Ledger) -> Answer:
        found = finding.find_issue(ledger, issue)
        names = Names(found.positions, (party for one in found.occurrences for party in one.parties.values()))
        dyads = [(dyad, name_dyad(dyad), rows) for dyad, rows in found.dyads]
        return make_page("issue.html", found=found, names=names, dyads=dyads)

    return await answer(request, draw)


@router.api_route("/disputes", methods=_READ)
async def show_disputes(request: Request) -> Response:
    """Show the disputes that our tables list."""

    def draw(ledger: Ledger) -> Answer:
        known = {dyad for dyad, _ in ledger.dyads()}
        return make_page("disputes.html", rows=list_disputes(), states=load_states(), known=known)

    return await answer(request, draw)


@router.api_route("/disputes/{name}", methods=_READ)
async def show_dispute(request: Request, name: str) -> Response:
    """Show a dispute: each side's names, who holds the place, and what the ledger tells of it."""

    def draw(ledger: Ledger) -> Answer:
        found = find_dispute(ledger, name)
        parties = (party for one in found.occurrences for party in one.parties.values())
        return make_page("dispute.html", found=found, names=Names(found.positions, parties), states=load_states())

    return await answer(request, draw)


@router.api_route("/search", methods=_READ)
async def show_search(request: Request, q: str = "", dyad: str = "", publisher: str = "", year: str = "") -> Response:
    """Show the documents that hold words."""

    def draw(ledger: Ledger) -> Answer:
        every = search(ledger, q)
        hits = tuple(
            hit
            for hit in every
            if (not dyad or dyad in hit.dyads)
            and (not publisher or hit.publisher == publisher)
            and (not year or (hit.published or "").startswith(year))
        )
        return make_page(
            "search.html",
            question=q,
            chosen={"dyad": dyad, "publisher": publisher, "year": year},
            hits=hits,
            most=MOST if len(every) == MOST else 0,
            facets=count_facets(hits),
            name_dyad=name_dyad,
        )

    return await answer(request, draw)


@router.api_route("/about", methods=_READ)
async def show_about(request: Request) -> Response:
    """Tell how to read the pages and where the data are."""
    return await answer(request, lambda _: make_page("about.html"))
