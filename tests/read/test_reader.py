"""From a document to its readout, in one line."""

import json
from collections.abc import Iterator

import jsonschema
import pytest

from summitry.knowledge.tables import read_text as read_packaged
from summitry.records import Document, Readout

pytestmark = pytest.mark.model
SCHEMA = json.loads(read_packaged("readout.schema.json"))


@pytest.fixture(scope="module")
def seed(reader, shared):
    gold = json.loads((shared / "gold/readouts/00-seed-2014/readout.json").read_text(encoding="utf-8"))["document"]
    return reader.read_text(gold["text"])


@pytest.mark.shared
class TestTheEditorialThatBeganItAll:
    def test_it_dates_itself(self, seed):
        assert seed.document.published.startswith("2014-02-19")

    def test_the_meeting_of_8_february_2014_in_sochi_at_leader_level(self, seed):
        meetings = [
            e
            for e in seed.events
            if e.event_type == "CONSULT" and e.level == "leader" and e.date and e.date.start.isoformat() == "2014-02-08"
        ]
        assert any(e.place and e.place.name == "Sochi" for e in meetings)

    def test_the_late_january_talks_of_vice_ministers(self, seed):
        talks = [e for e in seed.events if e.event_type == "CONSULT" and e.level == "deputy_minister"]
        assert [(e.date.start.isoformat(), e.date.end.isoformat()) for e in talks if e.date] == [
            ("2014-01-21", "2014-01-31")
        ]

    @pytest.mark.parametrize(
        ("action", "start", "end"),
        [
            pytest.param("meet", "2014-06-01", "2014-06-30", id="to meet again in June"),
            pytest.param("visit", "2014-09-01", "2014-11-30", id="to visit Japan this autumn"),
        ],
    )
    def test_promised_contacts_with_their_due_windows(self, seed, action, start, end):
        due = [
            (c.due.start.isoformat(), c.due.end.isoformat()) for c in seed.commitments if c.action == action and c.due
        ]
        assert due == [(start, end)]

    @pytest.mark.parametrize(
        ("speaker", "words"),
        [
            pytest.param("RUS/vladimir-putin", "good environment", id="Putin"),
            pytest.param("JPN/shinzo-abe", "Efforts must be made", id="Abe"),
        ],
    )
    def test_quotations_with_their_speakers(self, seed, speaker, words):
        assert [s.speaker for s in seed.statements if s.text.startswith(words)] == [speaker]

    @pytest.mark.parametrize("holder", ["RUS", "JPN"])
    def test_both_sides_claims_to_the_islands(self, seed, holder):
        assert any(p.holder == holder and p.issue == "territory" for p in seed.positions)

    def test_the_fifth_meeting_is_a_claim(self, seed):
        assert [(c.kind, c.value, c.about) for c in seed.claims] == [("ordinal", 5, "meetings")]


def test_a_readout_keeps_the_schema_and_reads_back(reader):
    text = "OSLO, June 3 (Fjord Wire) -- Norwegian Prime Minister Kari Solheim will visit Sweden in July, her office said on Monday."
    readout = reader.read_text(text, published="2015-06-03")
    jsonschema.validate(readout.to_dict(), SCHEMA)
    assert Readout.from_json(readout.to_json()) == readout
    assert readout.commitments


def test_reading_twice_gives_the_same(reader):
    text = "Norway and Sweden signed a fisheries agreement in Oslo on Monday."
    assert reader.read_text(text, published="2015-06-03") == reader.read_text(text, published="2015-06-03")


def test_many_are_read_lazily_and_in_order(reader):
    def texts() -> Iterator[tuple[str, str]]:
        for number in range(3):
            yield f"Norway and Sweden held talks in Oslo, round {number}.", "2015-06-03"

    found = list(reader.read_many(texts()))
    assert [r.document.text[-2] for r in found] == ["0", "1", "2"]


def test_a_batch_gives_what_single_readings_give(reader):
    texts = [
        ("Norway and Sweden held talks in Oslo on Monday.", "2015-06-03"),
        ("Finland asked Norway for help.", "2015-06-03"),
    ]
    assert list(reader.read_many(texts)) == [reader.read_text(text, published) for text, published in texts]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "High tide at noon. The wind will turn north and bring rain to the coast by the evening. Saturday stays dry.",
            id="weather",
        ),
        pytest.param(
            "The striker scored twice as the home side beat its old rivals 3-1. The coach praised his team and attacked the referee.",
            id="sport",
        ),
        pytest.param(
            "Sales rose by 4 per cent. The board agreed to buy a rival and will meet shareholders in May.",
            id="business",
        ),
        pytest.param(
            "Beat the eggs with the sugar. Add the flour, and fold in the butter until nothing resists.", id="a recipe"
        ),
    ],
)
def test_a_page_with_nothing_diplomatic_has_empty_lists(reader, text):
    readout = reader.read_text(text, published="2015-06-03")
    assert not readout.actors
    assert not list(readout.rows())


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\u202e\u0000\ud800 odd \ufeff marks \u200b everywhere", id="odd characters"),
        pytest.param("a" * 20000, id="one long word"),
        pytest.param("(" * 3000 + "Norway" + ")" * 3000, id="nested brackets"),
        pytest.param("\n".join(["-"] * 500), id="only bullets"),
        pytest.param("Norway, " * 1500 + "met.", id="an endless list"),
        pytest.param('" ' * 999, id="only quotation marks"),
    ],
)
def test_hostile_texts_are_read(reader, text):
    readout = reader.read(Document.from_text(text, published="2015-06-03"))
    assert readout.document.text == text


@pytest.mark.model
@pytest.mark.parametrize(
    ("dateline", "start"),
    [
        pytest.param("CANBERRA", "2015-03-01", id="the southern autumn"),
        pytest.param("OSLO", "2015-09-01", id="the northern autumn"),
    ],
)
def test_a_season_is_that_of_the_place_where_the_text_is_written(reader, dateline, start):
    text = f"{dateline}, March 3 (Agency) - Australia and Norway agreed to hold talks this autumn."
    (promise,) = reader.read_text(text, published="2015-03-03").commitments

    assert str(promise.due.start) == start


@pytest.mark.model
@pytest.mark.parametrize("published", ["2023", "soon", "2023-13-45"])
def test_a_document_whose_date_is_none_is_read_without_it_and_says_so(reader, published):
    readout = reader.read(Document.from_text("Abe met Putin in Sochi.", published=published))
    assert readout.document.published is None
    assert [published in note for note in readout.notes] == [True]
    assert readout.events
