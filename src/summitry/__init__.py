"""Summitry reads diplomatic news into records in which every row points at the words that prove it.

>>> import summitry
>>> reader = summitry.open_reader()                                                    # doctest: +SKIP
>>> readout = reader.read_text("Abe met Putin in Sochi.", published="2014-02-08")      # doctest: +SKIP
>>> readout.events[0].event_type                                                       # doctest: +SKIP
<EventType.CONSULT: 'CONSULT'>

What loads models or tables is imported when it is first asked for, so ``import summitry`` is quick.
"""

from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

from summitry.dates import DateSpan, Precision, When
from summitry.dates import find_dates as _find_date_spans
from summitry.errors import (
    DateError,
    EvidenceError,
    IntakeError,
    LedgerError,
    ModelError,
    RecordError,
    ScenarioError,
    SettingsError,
    SummitryError,
    TableError,
)
from summitry.records import (
    Actor,
    Assessment,
    Claim,
    Coder,
    Commitment,
    Document,
    Event,
    EventType,
    Level,
    Modality,
    Place,
    Position,
    Readout,
    Span,
    Statement,
)
from summitry.settings import Settings, load_settings

if TYPE_CHECKING:
    from summitry.knowledge.world import World, open_world
    from summitry.read.reader import Reader, open_reader
    from summitry.track.dyads import Dyad
    from summitry.track.ledger import Ledger, open_ledger

__version__ = "0.1.0"

_LATER = {
    "Dyad": "summitry.track.dyads",
    "Ledger": "summitry.track.ledger",
    "Reader": "summitry.read.reader",
    "World": "summitry.knowledge.world",
    "open_ledger": "summitry.track.ledger",
    "open_reader": "summitry.read.reader",
    "open_world": "summitry.knowledge.world",
}

__all__ = [
    "Actor",
    "Assessment",
    "Claim",
    "Coder",
    "Commitment",
    "DateError",
    "DateSpan",
    "Document",
    "Dyad",
    "Event",
    "EventType",
    "EvidenceError",
    "IntakeError",
    "Ledger",
    "LedgerError",
    "Level",
    "Modality",
    "ModelError",
    "Place",
    "Position",
    "Precision",
    "Reader",
    "Readout",
    "RecordError",
    "ScenarioError",
    "Settings",
    "SettingsError",
    "Span",
    "Statement",
    "SummitryError",
    "TableError",
    "When",
    "World",
    "find_dates",
    "load_settings",
    "open_ledger",
    "open_reader",
    "open_world",
]


def find_dates(text: str, anchor: date | str | None) -> list[tuple[int, int, When]]:
    """Find the dates that a text names, resolved against a day.

    >>> [(text.text, text.start.isoformat()) for _, _, text in find_dates("They met on Feb. 8.", "2014-02-19")]
    [('Feb. 8', '2014-02-08')]

    Args:
        text: any text.
        anchor: the day of the text, as ``date`` or ISO text; None leaves dates without a year open.

    Returns:
        (start, end, when) for each expression that could be resolved, in text order; vague ones are left out.
    """
    found = _find_date_spans(text, anchor)
    return [(span.start, span.end, span.when) for span in found if span.when is not None]


def __getattr__(name: str) -> Any:  # noqa: ANN401  # an attribute of a module may be anything
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    message = f"module 'summitry' has no attribute {name!r}"
    raise AttributeError(message)
