"""The values that everything else passes around: frozen, slotted, in the words of the public contract.

A ``Readout`` is what one document yields. Its JSON form is the schema that ``summitry schema`` prints; the same
classes are used in memory and at the edge, so there is no second set of models. Every row carries its evidence:
half-open character spans into ``Document.text``.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import Field, TypeAdapter, ValidationError

from summitry.dates import When
from summitry.errors import DateError, EvidenceError, RecordError
from summitry.records.kinds import (
    Action,
    ActorKind,
    AssessmentAbout,
    ChangeKind,
    ClaimAbout,
    ClaimKind,
    EventType,
    Level,
    Modality,
    Office,
    Quad,
    Stance,
    StatementKind,
    Strength,
    Verdict,
)

__all__ = [
    "CODES_WITHOUT_STATE",
    "ROW_LISTS",
    "SCHEMA_NAME",
    "Action",
    "Actor",
    "ActorKind",
    "Assessment",
    "AssessmentAbout",
    "Change",
    "ChangeKind",
    "Claim",
    "ClaimAbout",
    "ClaimKind",
    "Coder",
    "Commitment",
    "Confidence",
    "Document",
    "Event",
    "EventType",
    "Level",
    "Modality",
    "Office",
    "Place",
    "Position",
    "Quad",
    "Readout",
    "Row",
    "Scale",
    "Span",
    "Stance",
    "Statement",
    "StatementKind",
    "Strength",
    "Verdict",
    "check_readout",
    "make_id",
]

SCHEMA_NAME: Literal["summitry.readout/1"] = "summitry.readout/1"
CODES_WITHOUT_STATE = frozenset({"EUE", "NAT", "UNO", "IGO", "NGO", "---"})
"""Country codes of the contract that stand for no state."""

Confidence = Annotated[float, Field(ge=0, le=1)]
"""Calibrated probability that a row is right; 1 where a source states none, as coders' own rows do."""
Scale = Annotated[int, Field(ge=-2, le=2)]
"""Five steps from rejecting a thing (-2) over reserving one's stand (0) to accepting it (2)."""
_Cameo = Annotated[str, Field(pattern="^[0-9]{2,4}$")]
_Number = Annotated[float, Field(allow_inf_nan=False)]


class Span(NamedTuple):
    """Half-open range of characters ``[start, end)`` in ``Document.text``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    r"""One source text, never changed after intake.

    Attributes:
        id: sha256 of the text, hexadecimal.
        title: headline, or None.
        published: ISO date or date-time with offset, or None when nothing tells.
        language: ISO 639-1 code, or None.
        text: the decoded text with ``\n`` line ends; all offsets point here.
        publisher: outlet or issuing office, or None.
        url: where it came from, or None.
    """

    id: str
    title: str | None
    published: str | None
    language: str | None
    text: str
    publisher: str | None = None
    url: str | None = None

    @classmethod
    def from_text(
        cls,
        text: str,
        *,
        published: str | None = None,
        title: str | None = None,
        publisher: str | None = None,
        language: str | None = "en",
    ) -> Self:
        r"""Build a document from a text whose line ends are already ``\n``.

        >>> Document.from_text("Abe met Putin.", published="2014-02-19").id[:8]
        'e46dffab'
        """
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(digest, title, published, language, text, publisher)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happened; coordinates in decimal degrees (WGS 84), or None."""

    name: str
    country: str
    latitude: _Number | None = None
    longitude: _Number | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who the text names, resolved to who it was at the document's date."""

    id: str
    name: str
    kind: ActorKind
    country: str
    mentions: tuple[Span, ...]
    office: Office | None = None
    title: str | None = None
    sector: str | None = None
    family_name: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing done by actors to recipients, coded to PLOVER and CAMEO."""

    id: str
    event_type: EventType
    modality: Modality
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: When | None
    place: Place | None
    level: Level
    issues: tuple[str, ...]
    evidence: tuple[Span, ...]
    confidence: Confidence
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: _Cameo | None = None
    score: _Number | None = None
    quad: Quad | None = None
    occasion: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One quotation with its speaker (an actor id, or None when nobody is named) and whom it was said to, if named."""

    id: str
    speaker: str | None
    kind: StatementKind
    text: str
    evidence: tuple[Span, ...]
    confidence: Confidence
    cue: str | None = None
    date: When | None = None
    place: Place | None = None
    occasion: str | None = None
    issues: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Position:
    """What one side holds on one issue; ``key`` is the same for its stands of other days on the same thing."""

    id: str
    holder: str
    issue: str
    claim: str
    evidence: tuple[Span, ...]
    confidence: Confidence
    object: str | None = None
    stance: Stance | None = None
    toward: tuple[str, ...] = ()
    key: str | None = None
    scale: Scale | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What a commitment does to an earlier promise: ``words`` tell or name that, ``due`` is when it had been due."""

    kind: ChangeKind
    words: str
    due: When | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """An undertaking or announced plan: who has to do what, by when; ``changes`` is what it does to an earlier one."""

    id: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    action: Action
    due: When | None
    evidence: tuple[Span, ...]
    confidence: Confidence
    strength: Strength | None = None
    place: Place | None = None
    occasion: str | None = None
    issues: tuple[str, ...] = ()
    condition: str | None = None
    changes: Change | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A checkable count or ordinal about the record ("the fifth meeting")."""

    id: str
    kind: ClaimKind
    value: int
    about: ClaimAbout
    evidence: tuple[Span, ...]
    confidence: Confidence = 1.0
    actors: tuple[str, ...] = ()
    level: Level | None = None
    window: When | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """The text's own judgement on an issue, a relation, talks or an environment."""

    id: str
    about: AssessmentAbout
    verdict: Verdict
    evidence: tuple[Span, ...]
    confidence: Confidence = 1.0
    issue: str | None = None
    actors: tuple[str, ...] = ()


Row = Event | Statement | Position | Commitment | Claim | Assessment


@dataclass(frozen=True, slots=True)
class Coder:
    """Who or what coded a readout; two readings of one text by the same coder are one run.

    Attributes:
        name: ``summitry``, or the name of another coder or person.
        version: its version; the later one speaks for a document that several have coded.
        model: names and versions of the models used, or empty.
        tables: sixteen digits of the hash of the tables used, or empty.
    """

    name: str
    version: str = ""
    model: str = ""
    tables: str = ""


@dataclass(frozen=True, slots=True)
class Readout:
    """What one document says, as data.

    ``notes`` say what the reader could not resolve, one sentence each; ``coder`` is who read it, None where not told.
    """

    document: Document
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    positions: tuple[Position, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    claims: tuple[Claim, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    notes: tuple[str, ...] = ()
    coder: Coder | None = None
    schema: Literal["summitry.readout/1"] = field(default=SCHEMA_NAME, kw_only=True)

    def rows(self) -> Iterator[tuple[str, int, Row]]:
        """Yield every evidenced row as (list name, index in the list, row)."""
        for name in ROW_LISTS:
            for index, row in enumerate(getattr(self, name)):
                yield name, index, row

    def actor(self, actor_id: str) -> Actor | None:
        """Return the actor with this id, or None when the text names nobody by it."""
        return next((actor for actor in self.actors if actor.id == actor_id), None)

    def quote(self, span: Span) -> str:
        """Return the words of the document that a span points at."""
        return self.document.text[span.start : span.end]

    def to_dict(self) -> dict[str, Any]:
        """Return the contract's form: plain dictionaries and lists, ready for ``json.dumps``."""
        dumped: dict[str, Any] = _adapter().dump_python(self, mode="json")
        return {"schema": dumped.pop("schema"), **dumped}

    def to_json(self) -> str:
        """Return the contract's form as one line of JSON, non-ASCII letters kept."""
        return json.dumps(self.to_dict(), ensure_ascii=False)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Readout":
        """Read the contract's form.

        Args:
            data: a decoded readout; unknown keys are additions of a later version and are passed over.

        Returns:
            The readout; what ``to_dict`` wrote is read back equal.

        Raises:
            RecordError: a field is missing or has a value it cannot have, or a row names an actor that is not listed.
            EvidenceError: a span lies outside the document.
        """
        _require_object(data)
        try:
            readout = _adapter().validate_python(dict(data))
        except ValidationError as error:
            raise RecordError(_explain(error)) from error
        except DateError as error:
            message = f"field '{_locate_date(data) or 'date'}' is impossible: {error}"
            raise RecordError(message) from error
        for name in ("schema", "actors", *ROW_LISTS):
            if name not in data:
                message = f"field '{name}' is missing; `summitry schema` prints what a readout holds"
                raise RecordError(message)
        check_readout(readout)
        return readout

    @classmethod
    def from_json(cls, text: str | bytes) -> "Readout":
        """Read one JSON object; see ``from_dict``."""
        try:
            data = json.loads(text)
        except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
            message = f"not a readout: the text is no JSON ({error}); `summitry read --format json` writes readouts"
            raise RecordError(message) from error
        return cls.from_dict(data)


ROW_LISTS = ("events", "statements", "positions", "commitments", "claims", "assessments")
_ACTOR_FIELDS = ("actors", "recipients", "speakers", "addressees", "toward", "by", "to", "speaker", "holder")


def check_readout(readout: Readout) -> None:
    """Check what a schema cannot: spans lie in the document, and rows name listed actors.

    Raises:
        EvidenceError: a row has no evidence, or a span lies outside the document.
        RecordError: an id is used twice in a list, or a row names an actor that is not listed.
    """
    known = {actor.id for actor in readout.actors}
    _check_unique("actors", [actor.id for actor in readout.actors])
    for index, actor in enumerate(readout.actors):
        _check_spans(readout, f"actors[{index}].mentions", actor.mentions)
    for name in ROW_LISTS:
        _check_unique(name, [row.id for row in getattr(readout, name)])
    for name, index, row in readout.rows():
        _check_spans(readout, f"{name}[{index}].evidence", row.evidence)
        for column in _ACTOR_FIELDS:
            value = getattr(row, column, None)
            ids: Iterable[str] = () if value is None else (value,) if isinstance(value, str) else value
            for actor_id in ids:
                if actor_id not in known:
                    message = (
                        f"{name}[{index}].{column} names {actor_id!r}, which is not in 'actors'; "
                        "list every actor that a row names"
                    )
                    raise RecordError(message)


def make_id(prefix: str, document: Document, *parts: object) -> str:
    """Return a row id that depends on its content alone: the prefix and ten hexadecimal digits.

    >>> make_id("e", Document.from_text("x"), "CONSULT", (0, 1))
    'e-aafd19edfc'
    """
    content = json.dumps([document.id, *map(str, parts)], ensure_ascii=False)
    return f"{prefix}-{hashlib.sha256(content.encode('utf-8', 'surrogatepass')).hexdigest()[:10]}"


def _require_object(data: object) -> None:
    if not isinstance(data, Mapping):
        message = f"a readout is a JSON object, not {type(data).__name__}; `summitry read --format json` writes one"
        raise RecordError(message)


def _check_unique(name: str, ids: list[str]) -> None:
    seen: set[str] = set()
    for index, row_id in enumerate(ids):
        if row_id in seen:
            message = f"{name}[{index}].id {row_id!r} is used twice; ids are unique within a list"
            raise RecordError(message)
        seen.add(row_id)


def _check_spans(readout: Readout, where: str, spans: tuple[Span, ...]) -> None:
    size = len(readout.document.text)
    if not spans:
        message = f"{where} is empty; a row without evidence is a defect: give at least one [start, end)"
        raise EvidenceError(message)
    for span in spans:
        if not 0 <= span.start < span.end <= size:
            message = (
                f"{where} {span.start}:{span.end} lies outside document {readout.document.id[:12]!r} "
                f"({size} characters); offsets count characters of document.text, start before end"
            )
            raise EvidenceError(message)


@cache
def _adapter() -> TypeAdapter[Readout]:
    return TypeAdapter(Readout)


def _locate_date(data: Any, where: str = "") -> str | None:  # noqa: ANN401  # decoded JSON of any form
    """Return the path of the first date that ends before it starts."""
    if isinstance(data, Mapping):
        start, end = data.get("start"), data.get("end")
        if isinstance(start, str) and isinstance(end, str) and start > end:
            return where
        inner = ((f"{where}.{key}" if where else str(key), value) for key, value in data.items())
    elif isinstance(data, list | tuple):
        inner = ((f"{where}[{index}]", value) for index, value in enumerate(data))
    else:
        return None
    return next((found for path, value in inner if (found := _locate_date(value, path))), None)


def _explain(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    where = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in first["loc"]).lstrip(".")
    more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
    if first["type"] == "missing":
        return f"field '{where}' is missing{more}; `summitry schema` prints what a readout holds"
    value = repr(first["input"])
    shown = value if len(value) <= 80 else value[:77] + "..."  # noqa: PLR2004  # one line of a terminal
    return f"field '{where}' has {shown}: {first['msg']}{more}; `summitry schema` prints what a readout holds"
