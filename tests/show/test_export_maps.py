"""Exports for maps, calendars, networks and reference managers."""

import json
import re
import sys
from datetime import date, timedelta
from pathlib import Path

import jsonschema
import pytest
from lxml import etree

sys.path.insert(0, str(Path(__file__).parent))

from export_book import READOUTS, actor, code, event, fill, meet

from summitry.dates import Precision, When
from summitry.records import Action, ActorKind, Commitment, EventType, Level, Place
from summitry.show.export import export_ledger
from summitry.show.export.bibtex import escape as escape_tex
from summitry.show.export.ical import escape, fold

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"
POINTS = {
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "id", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "geometry": {
                        "type": "object",
                        "required": ["type", "coordinates"],
                        "properties": {
                            "type": {"const": "Point"},
                            "coordinates": {
                                "type": "array",
                                "prefixItems": [
                                    {"type": "number", "minimum": -180, "maximum": 180},
                                    {"type": "number", "minimum": -90, "maximum": 90},
                                ],
                                "minItems": 2,
                                "maxItems": 2,
                            },
                        },
                    },
                },
            },
        },
    },
}


def write(tmp_path: Path, name: str, readouts=READOUTS, **options) -> str:
    with fill(readouts=readouts) as ledger:
        export_ledger(ledger, name, tmp_path / name, **options)
    return (tmp_path / name).read_bytes().decode()


# GeoJSON ----------------------------------------------------------------------------------------------------------------


def test_points_keep_the_schema_with_longitude_first(tmp_path: Path):
    found = json.loads(write(tmp_path, "geojson"))
    jsonschema.validate(found, POINTS)
    where = {one["properties"]["place"]: one["geometry"]["coordinates"] for one in found["features"]}
    assert where["Kunashir"] == [145.9, 44.1]
    assert where["Brussels"] == [4.35, 50.85]


def test_a_disputed_place_has_claimants_and_no_country_whatever_a_coder_says(tmp_path: Path):
    features = json.loads(write(tmp_path, "geojson"))["features"]
    for one in (feature["properties"] for feature in features):
        if one["place"] == "Kunashir":
            assert (one["country"], one["disputed"], one["claimants"], one["administrator"]) == (
                None,
                True,
                ["JPN", "RUS"],
                "RUS",
            )
            assert {"Kunashir", "Kunashiri"} <= set(one["names"])
        else:
            assert (one["disputed"], one["claimants"]) == (False, [])
            assert one["country"]


def test_what_has_no_coordinates_is_counted(tmp_path: Path):
    with fill() as ledger:
        written = export_ledger(ledger, "geojson", tmp_path / "g")
    assert written.rows + sum(number for _, number in written.left_out) == 7
    assert dict(written.left_out)["a place without coordinates, such as a whole state"] == 1


# iCalendar --------------------------------------------------------------------------------------------------------------


def read_calendar(text: str) -> list[dict[str, str]]:
    """Return the events of a calendar: unfolded, with values as they were before escaping."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    events: list[dict[str, str]] = []
    for line in lines[1:-1]:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and line != "END:VEVENT":
            assert name not in events[-1]
            events[-1][name] = re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)
    return events


def test_the_calendar_holds_what_lies_ahead(tmp_path: Path):
    events = read_calendar(write(tmp_path, "ical"))
    assert [(one["SUMMARY"], one["DTSTART;VALUE=DATE"], one["DTEND;VALUE=DATE"]) for one in events] == [
        ("Undertaking: Japan → Russia (last day of “by the end of 2014”)", "20141231", "20150101"),
        ("Meeting: Japan, Russia", "20140507", "20140508"),
        ("Meeting: Rosa Quispe, Tomas Vidal", "20150301", "20150401"),
    ]
    assert (events[1]["LOCATION"], events[1]["GEO"], events[1]["STATUS"]) == (
        "Nagasaki; harbour",
        "32.75;129.88",
        "CONFIRMED",
    )
    assert "a report, long; and dull, comes by the end of 2014. A second line." in events[1]["DESCRIPTION"]
    assert events[1]["DESCRIPTION"].split("\n")[1:3] == ["Harbour Wire, 2014-04-02", "Due 2014-05-07 (“on 7 May 2014”)"]


def test_every_event_has_what_the_standard_asks_for(tmp_path: Path):
    for one in read_calendar(write(tmp_path, "ical")):
        assert re.fullmatch(r"p-[0-9a-f]{12}@summitry\.invalid", one["UID"])
        assert re.fullmatch(r"\d{8}T000000Z", one["DTSTAMP"])


def test_no_line_is_longer_than_the_standard_allows(tmp_path: Path):
    text = write(tmp_path, "ical")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def test_an_event_is_the_same_event_in_a_later_calendar(tmp_path: Path):
    def uids(**options) -> set[str]:
        return {one["UID"] for one in read_calendar(write(tmp_path, "ical", **options))}

    assert uids(as_of=date(2014, 4, 3)) & uids() == uids()


def test_what_is_settled_or_has_no_date_is_counted(tmp_path: Path):
    with fill() as ledger:
        written = export_ledger(ledger, "ical", tmp_path / "c", as_of=date(2016, 1, 1))
    assert (written.rows, sum(number for _, number in written.left_out)) == (0, 4)
    assert read_calendar((tmp_path / "c").read_bytes().decode()) == []


@pytest.mark.parametrize(
    ("action", "days", "start", "last_day"),
    [
        pytest.param(Action.MEET, 0, "20140501", False, id="a meeting on one day"),
        pytest.param(Action.VISIT, 30, "20140501", False, id="a visit within a month stands on all days"),
        pytest.param(Action.VISIT, 31, "20140601", True, id="a visit within more stands on the last"),
        pytest.param(Action.AID, 5, "20140506", True, id="a deed stands on the last day"),
        pytest.param(Action.AID, 0, "20140501", False, id="a deed of one day has no last day"),
    ],
)
def test_where_a_promise_stands(tmp_path: Path, action, days, start, last_day):
    first = date(2014, 5, 1)
    due = When(first, first + timedelta(days=days), Precision.DAY, "then")
    states = [actor(name, name, ActorKind.STATE, name) for name in ("JPN", "RUS")]
    promise = Commitment("c-1", ("JPN",), ("RUS",), action, due, (), 0.9)
    told = code("A promise.", event(EventType.AGREE, ("JPN", "RUS")), *states, promises=(promise,))
    (one,) = read_calendar(write(tmp_path, "ical", (told,)))
    assert one["DTSTART;VALUE=DATE"] == start
    assert ("last day of “then”" in one["SUMMARY"]) is last_day


@pytest.mark.parametrize(
    "text", ["a,b;c\\d\ne", "\\n", "tab\there", "会談、モスクワ" * 12, "x" * 74, "x" * 75, "x" * 76, "", "é" * 200]
)
def test_a_value_comes_back_as_it_was(text):
    line = fold(f"NOTE:{escape(text)}")
    assert all(len(part.encode()) <= 75 for part in line.split("\r\n"))
    value = line.replace("\r\n ", "").removesuffix("\r\n").removeprefix("NOTE:")
    assert re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], value) == text


def test_signs_that_part_values_are_marked():
    assert escape("a;b,c\\d\ne") == "a\\;b\\,c\\\\d\\ne"


def test_a_promise_of_three_that_two_have_kept_is_still_ahead(tmp_path: Path):
    states = [actor(name, name, ActorKind.STATE, name) for name in ("CHN", "JPN", "RUS")]
    due = When(date(2014, 5, 1), date(2014, 5, 31), Precision.MONTH, "in May")
    promise = Commitment("c-1", ("CHN", "JPN", "RUS"), (), Action.MEET, due, (), 0.9)
    told = code(
        "The three will meet in May.", event(EventType.AGREE, ("CHN", "JPN", "RUS")), *states, promises=(promise,)
    )
    met = When.from_day(date(2014, 5, 2))
    kept = code(
        "Two of them met on 2 May.",
        event(EventType.CONSULT, ("JPN", "RUS"), date=met),
        *states[1:],
        published="2014-05-03",
    )
    with fill(readouts=(told, kept)) as ledger:
        assert {one.status for one, _ in ledger.promises("JPN-RUS")} == {"kept"}
    (one,) = read_calendar(write(tmp_path, "ical", (told, kept)))
    assert one["CATEGORIES"] == "meet,CHN-JPN,CHN-RUS,JPN-RUS"


def test_no_text_can_begin_a_property_of_its_own():
    assert "\r" not in escape("a\r\nBEGIN:VALARM\rX\x00\x0b")
    assert "\n" not in escape("a\r\nBEGIN:VALARM\rX\x85\u2028")


# GraphML ----------------------------------------------------------------------------------------------------------------


def read_network(text: str) -> tuple[dict[str, dict[str, str]], dict[tuple[str, str], dict[str, str]]]:
    root = etree.fromstring(text.encode())
    assert root.tag == f"{GRAPHML}graphml"
    keys = {key.get("id"): (key.get("for"), key.get("attr.name")) for key in root.iter(f"{GRAPHML}key")}
    graph = root.find(f"{GRAPHML}graph")
    assert graph.get("edgedefault") == "undirected"

    def describe(element) -> dict[str, str]:
        domain = etree.QName(element).localname
        found = {}
        for data in element.iter(f"{GRAPHML}data"):
            meant, name = keys[data.get("key")]
            assert meant == domain
            found[name] = data.text
        return found

    nodes = {node.get("id"): describe(node) for node in graph.iter(f"{GRAPHML}node")}
    edges = {(edge.get("source"), edge.get("target")): describe(edge) for edge in graph.iter(f"{GRAPHML}edge")}
    assert {end for edge in edges for end in edge} == set(nodes)
    return nodes, edges


def test_who_met_whom_how_often(tmp_path: Path):
    nodes, edges = read_network(write(tmp_path, "graphml"))
    assert edges == {
        ("CHL/tomas-vidal", "PER/rosa-quispe"): {
            "weight": "2",
            "leaders": "1",
            "first": "2014-02-08",
            "last": "2014-05-03",
        },
        ("JPN", "RUS"): {"weight": "1", "leaders": "0"},
    }
    assert nodes["PER/rosa-quispe"] == {
        "name": "Rosa Quispe", "kind": "person", "country": "PER", "office": "head_of_state", "contacts": "2"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("countries", "ties"),
    [
        pytest.param("JPN JPN RUS", 2, id="two of one state are not joined by meeting a third"),
        pytest.param("JPN JPN", 1, id="two of one state who meet alone are"),
        pytest.param("JPN RUS CHN USA", 6, id="four of four states are all joined"),
        pytest.param("JPN", 0, id="one alone is not"),
    ],
)
def test_whom_a_contact_joins(tmp_path: Path, countries, ties):
    people = [
        actor(f"{country}/p{number}", f"P{number}\x0b", ActorKind.PERSON, country)
        for number, country in enumerate(countries.split())
    ]
    told = code("They met.", event(EventType.CONSULT, tuple(one.id for one in people), level=Level.LEADER), *people)
    nodes, edges = read_network(write(tmp_path, "graphml", (told,)))
    assert len(edges) == ties
    assert all(node["name"].isprintable() for node in nodes.values())


def test_other_programs_read_the_network(tmp_path: Path):
    networkx = pytest.importorskip("networkx")
    write(tmp_path, "graphml")
    graph = networkx.read_graphml(tmp_path / "graphml")
    assert graph.edges["CHL/tomas-vidal", "PER/rosa-quispe"]["weight"] == 2


# BibTeX -----------------------------------------------------------------------------------------------------------------

_SIGNS = {escape_tex(sign): sign for sign in "\\{}~^#$%&_"}


def read_entries(text: str) -> dict[str, dict[str, str]]:
    """Return entries by key; braces have to balance in every value, as BibTeX asks."""
    found: dict[str, dict[str, str]] = {}
    for block in text.strip().split("\n\n"):
        head, *lines, end = block.split("\n")
        assert end == "}"
        key = re.fullmatch(r"@misc\{([a-z0-9-]+),", head)[1]
        assert key not in found
        found[key] = {}
        for line in lines:
            name, value = re.fullmatch(r"  (\w+) = (.*),", line).groups()
            depths = [value[:place].count("{") - value[:place].count("}") for place in range(len(value) + 1)]
            assert min(depths) == depths[-1] == 0
            bare = value[2:-2] if value.startswith("{{") else value.strip("{}") if name != "url" else value[1:-1]
            found[key][name] = re.sub("|".join(map(re.escape, _SIGNS)), lambda m: _SIGNS[m[0]], bare)
    return found


def test_every_document_is_an_entry_that_comes_back(tmp_path: Path):
    entries = read_entries(write(tmp_path, "bibtex"))
    assert len(entries) == len(READOUTS)
    (one,) = [entry for entry in entries.values() if "url" in entry]
    assert one["title"] == "50% of {readers} & more_text"
    assert (one["author"], one["date"], one["month"], one["year"]) == ("Harbour Wire", "2014-04-02", "apr", "2014")
    assert one["url"] == "https://example.org/a?b=%7B1%7D&c=2%20"


def test_keys_stay_when_documents_are_added(tmp_path: Path):
    before = set(read_entries(write(tmp_path, "bibtex")))
    more = (*READOUTS, meet(date(2013, 6, 1), place="Tacna"))
    assert before < set(read_entries(write(tmp_path, "bibtex", more)))


@pytest.mark.parametrize("text", ["a } b", "{", "\\", "100 % & more_x #1 $2 ~ ^", "日露会談", ""])
def test_titles_come_back(tmp_path: Path, text):
    told = code(
        "A text.",
        event(EventType.CONSULT, ("JPN",), place=Place("Sochi", "RUS")),
        actor("JPN", "Japan", ActorKind.STATE, "JPN"),
        title=text or None,
    )
    (entry,) = read_entries(write(tmp_path, "bibtex", (told,))).values()
    assert entry["title"] == (text or "A text.")
