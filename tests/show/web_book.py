"""A small ledger served to tests: two leaders who met, what they promised and hold, and texts that mean harm."""

import sys
import warnings
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from lxml import html

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "track"))

from readouts import CHILE, LEADERS, PERU, meet

from summitry.dates import When
from summitry.records import (
    Actor,
    ActorKind,
    Coder,
    Document,
    Event,
    EventType,
    Level,
    Modality,
    Place,
    Position,
    Quad,
    Readout,
    Span,
    Stance,
    Statement,
    StatementKind,
)
from summitry.show.web.app import create_app
from summitry.track.ledger import open_ledger

PERSON = "ana"
SCRIPT = "<script>alert(1)</script>"
BREAKOUT = "\"'><img src=x onerror=alert(1)>"
UNSEEN = "pay\u202etxt.exe\u200b now"
HOSTILE = f"{SCRIPT} {BREAKOUT} {{{{ 7 * 7 }}}} {UNSEEN} javascript:alert(1) ]]> &lt;"
FORMULA = '=HYPERLINK("http://example.org")'


def stand(day: date, holder: str, step: Stance, claim: str) -> Readout:
    text = f"On {day} {holder} said of the river: {claim}."
    span = (Span(0, len(text)),)
    other = CHILE if holder == PERU else PERU
    actors = tuple(Actor(code, code, ActorKind.STATE, code, (Span(0, 2),)) for code in (PERU, CHILE))
    position = Position("p-1", holder, "water", claim, span, 0.9, "the river", step, (other,))
    document = Document.from_text(text, published=day.isoformat(), publisher="Pacific Post", title=f"The river, {day}")
    return Readout(document, actors, positions=(position,), coder=Coder("test", "1"))


def harm() -> Readout:
    """Return a readout in which everything that comes from outside means harm."""
    text = f"{HOSTILE} Rosa Quispe met Tomas Vidal. {HOSTILE}"
    document = Document.from_text(text, published="2014-09-03", publisher=HOSTILE, title=HOSTILE)
    document = replace(document, url=f"javascript:alert(1)//{BREAKOUT}")
    span = (Span(0, len(text)),)
    names = tuple(Actor(one, HOSTILE, ActorKind.PERSON, one[:3], (Span(0, 3),)) for one in LEADERS)
    event = Event(
        'e-"><b>',
        EventType.CONSULT,
        Modality.OCCURRED,
        LEADERS,
        (),
        When.from_day(date(2014, 9, 2)),
        Place(HOSTILE, "CHL"),
        Level.LEADER,
        (BREAKOUT,),
        span,
        0.4,
        occasion=HOSTILE,
        quad=Quad.VERBAL_COOPERATION,
        score=2.0,
    )
    statement = Statement(
        "s-1", LEADERS[0], StatementKind.DIRECT, FORMULA, (Span(5, 60),), 0.4, issues=("water",), speakers=LEADERS
    )
    return Readout(document, names, (event,), (statement,), notes=(HOSTILE,), coder=Coder(HOSTILE, "1"))


READOUTS = (
    meet(date(2014, 2, 8)),
    meet(date(2014, 2, 8), publisher="Andes Daily", published=date(2014, 2, 9), place="Lima"),
    meet(date(2014, 5, 3), place="Cusco", level=Level.MINISTER),
    meet(date(2015, 3, 10), place="Quito"),
    stand(date(2014, 2, 9), PERU, Stance.CLAIMS, "it is ours"),
    stand(date(2014, 2, 10), CHILE, Stance.REJECTS, "it is shared"),
    stand(date(2014, 6, 1), CHILE, Stance.RESERVES, "we shall see"),
    harm(),
)


def fill(folder: Path) -> Path:
    """Return a ledger with all of it."""
    file = folder / "talks.db"
    with open_ledger(str(file)) as ledger:
        ledger.add_all(READOUTS)
    return file


@contextmanager
def visit(file: Path, **more: object):
    """Yield a browser without scripts that calls the pages of a ledger."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Starlette asks for a client that does not come with it
        from starlette.testclient import TestClient
    app = create_app(str(file), hosts=("testserver",), person=PERSON)
    with TestClient(app, follow_redirects=False, **more) as client:
        yield client


def parse(answer) -> html.HtmlElement:
    """Return a page as a tree."""
    return html.fromstring(answer.content, parser=html.HTMLParser(encoding="utf-8"))
