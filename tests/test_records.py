import copy
import json
from datetime import date, timedelta

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.dates import Precision, When
from summitry.errors import EvidenceError, RecordError
from summitry.knowledge.tables import read_text
from summitry.records import (
    Action,
    Actor,
    ActorKind,
    Assessment,
    AssessmentAbout,
    Change,
    ChangeKind,
    Claim,
    ClaimAbout,
    ClaimKind,
    Commitment,
    Document,
    Event,
    EventType,
    Level,
    Modality,
    Office,
    Place,
    Position,
    Quad,
    Readout,
    Span,
    Stance,
    Statement,
    StatementKind,
    Strength,
    Verdict,
    check_readout,
    make_id,
)

SCHEMA = jsonschema.Draft202012Validator(json.loads(read_text("readout.schema.json")))
ODD = ["", "\u2028", "\x00", "\U0001f54a", "e\u0301", "\u202eright to left", "ﬁ", "\ufeff", '"\\', "\ud800"]

texts = st.text(max_size=12) | st.sampled_from(ODD)
maybe = st.none() | texts
confidences = st.floats(0, 1)
issues = st.lists(st.sampled_from(["territory", "energy", "other"]), max_size=2).map(tuple)


@st.composite
def whens(draw):
    start = draw(st.dates(date(1, 1, 1), date(9990, 1, 1)))
    return When(start, start + timedelta(draw(st.integers(0, 700))), draw(st.sampled_from(Precision)), draw(maybe))


places = st.builds(
    Place,
    texts,
    st.sampled_from(["RUS", "---"]),
    st.none() | st.floats(-90, 90),
    st.none() | st.floats(-180, 180),
)


@st.composite
def readouts(draw):
    text = draw(st.text(min_size=1, max_size=40))
    starts = st.integers(0, len(text) - 1)
    span = starts.flatmap(lambda start: st.integers(start + 1, len(text)).map(lambda end: Span(start, end)))
    evidence = st.lists(span, min_size=1, max_size=3).map(tuple)
    names = draw(st.lists(st.text(min_size=1, max_size=6), unique=True, max_size=3))
    actors = tuple(
        draw(
            st.builds(
                Actor, st.just(name), texts, st.sampled_from(ActorKind), st.just("JPN"), evidence,
                st.none() | st.sampled_from(Office), maybe, maybe, maybe,
            )
        )
        for name in names
    )  # fmt: skip
    ids = st.lists(st.sampled_from(names), max_size=2, unique=True).map(tuple) if names else st.just(())
    one = st.sampled_from(names) if names else st.nothing()

    def rows(kind, /, **fields):
        listed = draw(
            st.lists(st.builds(kind, id=st.just(""), evidence=evidence, confidence=confidences, **fields), max_size=2)
        )
        return tuple(_numbered(listed))

    when, place = st.none() | whens(), st.none() | places
    change = st.none() | st.builds(Change, st.sampled_from(ChangeKind), texts, when)
    return Readout(
        Document.from_text(text, published=draw(maybe), title=draw(maybe), publisher=draw(maybe), language=draw(maybe)),
        actors,
        rows(
            Event, event_type=st.sampled_from(EventType), modality=st.sampled_from(Modality), actors=ids, recipients=ids, date=when,
            place=place, level=st.sampled_from(Level), issues=issues, mode=maybe, contexts=issues,
            cameo=st.none() | st.from_regex(r"[0-9]{2,4}", fullmatch=True).filter(str.isascii), score=st.none() | st.floats(-10, 10),
            quad=st.none() | st.sampled_from(Quad), occasion=maybe,
        ),
        rows(
            Statement, speaker=st.none() | one, kind=st.sampled_from(StatementKind), text=texts, cue=maybe, date=when, place=place,
            occasion=maybe, issues=issues, speakers=ids,
        ),
        rows(Position, holder=one, issue=texts, claim=texts, object=maybe, stance=st.none() | st.sampled_from(Stance), toward=ids, key=maybe,
             scale=st.none() | st.integers(-2, 2))
        if names else (),
        rows(
            Commitment, by=ids, to=ids, action=st.sampled_from(Action), due=when, strength=st.none() | st.sampled_from(Strength),
            place=place, occasion=maybe, issues=issues, condition=maybe, changes=change,
        ),
        rows(
            Claim, kind=st.sampled_from(ClaimKind), value=st.integers(-5, 10**12), about=st.sampled_from(ClaimAbout), actors=ids,
            level=st.none() | st.sampled_from(Level), window=when,
        ),
        rows(Assessment, about=st.sampled_from(AssessmentAbout), verdict=st.sampled_from(Verdict), issue=maybe, actors=ids),
        draw(st.lists(texts, max_size=2).map(tuple)),
    )  # fmt: skip


def _numbered(rows):
    for number, row in enumerate(rows):
        values = {field: getattr(row, field) for field in row.__dataclass_fields__}
        yield type(row)(**{**values, "id": f"r{number}"})


@settings(max_examples=25, deadline=None)
@given(readouts())
def test_what_is_written_is_read_back_equal(readout):
    dumped = readout.to_dict()

    assert Readout.from_dict(dumped) == readout
    assert Readout.from_json(json.dumps(dumped)) == readout
    assert Readout.from_json(readout.to_json()) == readout


@settings(max_examples=15, deadline=None)
@given(readouts())
def test_what_is_written_keeps_the_schema(readout):
    SCHEMA.validate(json.loads(readout.to_json()))


@settings(max_examples=15, deadline=None)
@given(readouts())
def test_writing_twice_gives_the_same(readout):
    assert Readout.from_dict(readout.to_dict()).to_json() == readout.to_json()


TEXT = "Abe met Putin in Sochi. They agreed to meet again in June."


@pytest.fixture
def valid():
    day = {"start": "2014-02-08", "end": "2014-02-08", "precision": "day", "text": None}
    return {
        "schema": "summitry.readout/1",
        "document": {"id": "d", "title": None, "published": None, "language": "en", "text": TEXT},
        "actors": [
            {"id": "JPN/shinzo-abe", "name": "Shinzo Abe", "kind": "person", "country": "JPN", "mentions": [[0, 3]]},
            {"id": "RUS/vladimir-putin", "name": "Vladimir Putin", "kind": "person", "country": "RUS", "mentions": [[8, 13]]},
        ],
        "events": [
            {
                "id": "e1", "event_type": "CONSULT", "modality": "occurred", "actors": ["JPN/shinzo-abe"],
                "recipients": ["RUS/vladimir-putin"], "date": day, "place": {"name": "Sochi", "country": "RUS"}, "level": "leader",
                "issues": [], "evidence": [[0, 22]], "confidence": 0.9, "cameo": "042",
            }
        ],
        "statements": [],
        "positions": [],
        "commitments": [],
        "claims": [{"id": "k1", "kind": "ordinal", "value": 5, "about": "meetings", "evidence": [[0, 22]]}],
        "assessments": [],
    }  # fmt: skip


def test_a_row_without_confidence_is_a_coders_own(valid):
    SCHEMA.validate(valid)

    assert Readout.from_dict(valid).claims[0].confidence == 1


def test_unknown_keys_are_passed_over(valid):
    valid["extra"] = valid["events"][0]["extra"] = valid["document"]["extra"] = 1

    assert Readout.from_dict(valid).events[0].id == "e1"


def put(path, value):
    def change(data):
        *route, last = path
        for step in route:
            data = data[step]
        data[last] = value

    return change


def drop(*path):
    def change(data):
        *route, last = path
        for step in route:
            data = data[step]
        del data[last]

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param(drop("schema"), ["'schema'", "summitry schema"], id="no schema"),
        pytest.param(put(["schema"], "summitry.readout/2"), ["'schema'", "summitry.readout/1"], id="another version"),
        pytest.param(drop("document"), ["'document'"], id="no document"),
        pytest.param(drop("document", "text"), ["'document.text'"], id="no text"),
        pytest.param(drop("events"), ["'events'"], id="a list that is missing"),
        pytest.param(drop("events", 0, "level"), ["'events[0].level'", "missing"], id="a field that is missing"),
        pytest.param(
            put(["events", 0, "event_type"], "MEET"),
            ["'events[0].event_type'", "'MEET'", "CONSULT"],
            id="a code that is none",
        ),
        pytest.param(put(["events", 0, "confidence"], 1.2), ["'events[0].confidence'", "1.2"], id="more than certain"),
        pytest.param(put(["events", 0, "confidence"], float("nan")), ["'events[0].confidence'"], id="not a number"),
        pytest.param(put(["events", 0, "cameo"], "4x"), ["'events[0].cameo'", "'4x'"], id="no CAMEO code"),
        pytest.param(put(["events", 0, "actors"], "JPN"), ["'events[0].actors'", "'JPN'"], id="a word for a list"),
        pytest.param(
            put(["events", 0, "date", "start"], "2014-02-30"),
            ["'events[0].date.start'", "2014-02-30"],
            id="no such day",
        ),
        pytest.param(
            put(["events", 0, "date", "end"], "2014-02-01"),
            ["'events[0].date'", "earlier day first"],
            id="ends before it starts",
        ),
        pytest.param(put(["claims", 0, "value"], 2.5), ["'claims[0].value'", "2.5"], id="a count that is no count"),
        pytest.param(
            put(["events", 0, "evidence"], [[0, 5, 9]]), ["'events[0].evidence[0]", "9"], id="a span of three"
        ),
        pytest.param(
            put(["events", 0, "recipients"], ["CHN"]),
            ["events[0].recipients", "'CHN'", "'actors'"],
            id="an actor nobody lists",
        ),
        pytest.param(put(["actors", 1, "id"], "JPN/shinzo-abe"), ["actors[1].id", "used twice"], id="an id used twice"),
        pytest.param(put(["document", "title"], ["x" * 200]), ["'document.title'", "..."], id="a long value is cut"),
    ],
)
def test_an_invalid_readout_names_the_field_and_the_way_out(valid, change, words):
    broken = copy.deepcopy(valid)
    change(broken)

    with pytest.raises(RecordError) as caught:
        Readout.from_dict(broken)

    message = str(caught.value)
    assert all(word in message for word in words), message
    assert len(message) < 400


@pytest.mark.parametrize(
    "span",
    [
        pytest.param([0, len(TEXT) + 1], id="past the end"),
        pytest.param([-1, 3], id="before the start"),
        pytest.param([3, 3], id="empty"),
        pytest.param([5, 3], id="backwards"),
    ],
)
@pytest.mark.parametrize("where", [["events", 0, "evidence"], ["actors", 0, "mentions"]], ids=["event", "actor"])
def test_spans_lie_in_the_document(valid, where, span):
    put(where, [span])(valid)

    with pytest.raises(EvidenceError) as caught:
        Readout.from_dict(valid)

    assert f"{where[0]}[0].{where[2]} {span[0]}:{span[1]}" in str(caught.value)


def test_a_row_needs_evidence(valid):
    put(["claims", 0, "evidence"], [])(valid)

    with pytest.raises(EvidenceError, match=r"claims\[0\].evidence is empty"):
        Readout.from_dict(valid)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "3", "null", b"\xff", "[" * 100_000],
    ids=["nothing", "half", "list", "number", "null", "bytes", "deep"],
)
def test_what_is_no_readout_at_all(text):
    with pytest.raises(RecordError, match="summitry read --format json"):
        Readout.from_json(text)


def test_check_readout_takes_what_is_right(valid):
    check_readout(Readout.from_dict(valid))


def test_rows_actors_and_quotes(valid):
    readout = Readout.from_dict(valid)

    assert [(name, index, row.id) for name, index, row in readout.rows()] == [("events", 0, "e1"), ("claims", 0, "k1")]
    assert readout.actor("JPN/shinzo-abe").name == "Shinzo Abe"
    assert readout.actor("CHN") is None
    assert readout.quote(Span(0, 22)) == "Abe met Putin in Sochi"


def test_ids_depend_on_content_alone():
    document = Document.from_text(TEXT)

    assert make_id("e", document, "CONSULT", Span(0, 3)) == make_id(
        "e", Document.from_text(TEXT, title="x"), "CONSULT", Span(0, 3)
    )
    assert make_id("e", document, "CONSULT") != make_id("e", document, "AGREE")
    assert make_id("e", document, "CONSULT") != make_id("e", Document.from_text("x"), "CONSULT")


@pytest.mark.shared
def test_the_coders_own_readouts_are_read_and_written(shared):
    for path in sorted((shared / "gold" / "readouts").glob("*/readout.json")):
        readout = Readout.from_json(path.read_bytes())

        assert Readout.from_dict(readout.to_dict()) == readout
        SCHEMA.validate(readout.to_dict())


def test_rows_written_before_the_optional_keys_are_read():
    old = {
        "p": {"id": "p", "holder": "NOR", "issue": "territory", "claim": "x", "evidence": [[0, 1]], "confidence": 1},
        "c": {"id": "c", "by": [], "to": [], "action": "meet", "due": None, "evidence": [[0, 1]], "confidence": 1},
    }
    actor = {"id": "NOR", "name": "Norway", "kind": "state", "country": "NOR", "mentions": [[0, 1]]}
    data = Readout(Document.from_text("x")).to_dict() | {
        "actors": [actor], "positions": [old["p"]], "commitments": [old["c"]],
    }  # fmt: skip
    readout = Readout.from_dict(data)
    assert (readout.positions[0].key, readout.positions[0].scale, readout.commitments[0].changes) == (None, None, None)


def test_a_step_beyond_the_scale_is_refused():
    row = {"id": "p", "holder": "NOR", "issue": "x", "claim": "x", "evidence": [[0, 1]], "confidence": 1, "scale": 3}
    data = Readout(Document.from_text("x")).to_dict() | {"positions": [row]}
    with pytest.raises(RecordError, match="scale"):
        Readout.from_dict(data)


@pytest.mark.shared
def test_the_shipped_schema_is_the_contract_with_new_optional_keys_at_most(shared):
    contract = json.loads((shared / "contract" / "readout.schema.json").read_text(encoding="utf-8"))
    shipped = json.loads(read_text("readout.schema.json"))

    assert _kept(contract, shipped) == contract


def _kept(old, new):
    """Return of a new schema what the old one has: properties and definitions may be added, nothing else."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {key: _kept(old[key], value) for key, value in new.items() if key in old}
    return new
