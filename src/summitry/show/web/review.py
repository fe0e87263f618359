"""The review queue on a page: what is doubtful, one decision a form, one key a decision."""

import hashlib
import hmac
import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Request, Response

from summitry.show.web.addresses import add_query, to_occurrence
from summitry.show.web.answering import get_desk
from summitry.show.web.finding import load_reports
from summitry.show.web.names import Names, name_dyad
from summitry.show.web.pages import render
from summitry.track.corrections import Action, Correction, load_corrections
from summitry.track.dyads import Dyad
from summitry.track.ledger import Ledger
from summitry.track.review import Ruling, correct, list_pairs, list_rows, load_rulings, merge, rule, split, undo
from summitry.track.values import Judgement

router = APIRouter(include_in_schema=False)

COOKIE = "summitry-review"
SHOWN = 20
"""Items of each sort on a page."""
DECISIONS = 30
"""Decisions listed, the latest."""
_SECRET = secrets.token_bytes(32)
"""Of this process; a form of an earlier one is refused."""
_FORBIDDEN = 403
_BAD = 400
_SEE_OTHER = 303
_LIMIT = 4000
"""Characters of a field at most."""

Field = Annotated[str, Form(max_length=_LIMIT)]


def make_token(cookie: str) -> str:
    """Return the token of a browser's forms: only a page of ours can know it."""
    return hmac.new(_SECRET, cookie.encode(), hashlib.sha256).hexdigest()


def check_token(request: Request, token: str) -> None:
    """Check that a form comes from a page of ours.

    Raises:
        HTTPException: it does not.
    """
    cookie = request.cookies.get(COOKIE, "")
    origin = request.headers.get("origin")
    same = origin is None or origin.partition("://")[2] == request.headers.get("host", "")
    if not cookie or not same or not hmac.compare_digest(make_token(cookie), token):
        raise HTTPException(_FORBIDDEN, "this form is not one of this page, or an old one; load the page again")


@router.api_route("/review", methods=["GET", "HEAD"])
async def show_queue(request: Request, dyad: str = "") -> Response:
    """Show what is doubtful, and the decisions that stand."""
    cookie = request.cookies.get(COOKIE) or secrets.token_urlsafe(24)
    desk = get_desk(request)

    def draw(ledger: Ledger) -> str:
        pair = str(Dyad.parse(dyad)) if dyad else None
        ledger.settle()
        pairs = list_pairs(ledger, pair, SHOWN)
        rows = list_rows(ledger, pair, SHOWN)
        told: list[Any] = [one for item in pairs for one in (item.left, item.right)] + [item.told for item in rows]
        decided: list[Correction | Ruling] = [*load_corrections(ledger.store), *load_rulings(ledger.store)]
        decided.sort(key=lambda one: (one.at, one.id), reverse=True)
        return render(
            "review.html",
            dyad=pair or "",
            named=name_dyad(pair) if pair else "",
            pairs=pairs,
            rows=rows,
            names=Names(told),
            decided=decided[:DECISIONS],
            person=desk.person,
            token=make_token(cookie),
        )

    return _show(await desk.ask(draw), cookie)


@router.post("/review/rule")
async def decide_pair(
    request: Request, token: Field, left: Field, right: Field, judgement: Field, dyad: Field = ""
) -> Response:
    """Rule on whether two reports tell of one occurrence."""
    check_token(request, token)
    if judgement not in {Judgement.SAME, Judgement.DIFFERENT, Judgement.UNSURE}:
        raise HTTPException(_BAD, f"{judgement!r} is no ruling; it is same, different or unsure")
    desk = get_desk(request)
    await desk.ask(lambda ledger: rule(ledger, left, right, Judgement(judgement), person=desk.person))
    return _back(dyad)


@router.post("/review/correct")
async def decide_row(  # noqa: PLR0913  # a form has these parts
    request: Request,
    *,
    token: Field,
    name: Field,
    row: Field,
    action: Field,
    field: Field = "",
    new: Field = "",
    dyad: Field = "",
) -> Response:
    """Accept, reject or edit a row."""
    check_token(request, token)
    if action not in set(Action):
        raise HTTPException(_BAD, f"{action!r} is no decision; it is one of {', '.join(Action)}")
    desk = get_desk(request)
    await desk.ask(
        lambda ledger: correct(
            ledger, name, row, Action(action), person=desk.person, field=field or None, new=new or None
        )
    )
    return _back(dyad)


@router.post("/review/undo")
async def take_back(request: Request, token: Field, decision: Field, dyad: Field = "") -> Response:
    """Take a decision back."""
    check_token(request, token)
    await get_desk(request).ask(lambda ledger: undo(ledger, decision))
    return _back(dyad)


@router.api_route("/review/occurrences/{name}", methods=["GET", "HEAD"])
async def show_parts(request: Request, name: str) -> Response:
    """Show the reports of an occurrence, to split one off or to merge it with another occurrence."""
    cookie = request.cookies.get(COOKIE) or secrets.token_urlsafe(24)

    def draw(ledger: Ledger) -> str:
        one = ledger.occurrence(name)
        reports = load_reports(ledger, one.id)
        return render("parts.html", one=one, reports=reports, names=Names(reports), token=make_token(cookie))

    return _show(await get_desk(request).ask(draw), cookie)


@router.post("/review/split")
async def split_off(request: Request, token: Field, occurrence: Field, report: Field) -> Response:
    """Part a report from the others of its occurrence."""
    check_token(request, token)
    desk = get_desk(request)
    await desk.ask(lambda ledger: split(ledger, occurrence, [report], person=desk.person))
    return Response(status_code=_SEE_OTHER, headers={"location": "/review"})


@router.post("/review/merge")
async def merge_with(request: Request, token: Field, occurrence: Field, other: Field) -> Response:
    """Join an occurrence with another."""
    check_token(request, token)
    desk = get_desk(request)
    await desk.ask(lambda ledger: merge(ledger, occurrence, other.strip().rpartition("/")[2], person=desk.person))
    return Response(status_code=_SEE_OTHER, headers={"location": to_occurrence(occurrence)})


def _show(body: str, cookie: str) -> Response:
    answer = Response(body.encode("utf-8", "replace"), media_type="text/html; charset=utf-8")
    answer.headers["cache-control"] = "no-store"
    answer.set_cookie(COOKIE, cookie, httponly=True, samesite="strict", path="/review")
    return answer


def _back(dyad: str) -> Response:
    return Response(status_code=_SEE_OTHER, headers={"location": add_query("/review", dyad=dyad)})
