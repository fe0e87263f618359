"""Charts: a picture, words and a table of the same facts."""

import re
from dataclasses import replace
from datetime import date

import pytest
from lxml import etree
from web_book import READOUTS

from summitry.show.charts import (
    DARK,
    LIGHT,
    NARROW,
    chart_attention,
    chart_gaps,
    chart_timeline,
    chart_tone,
    draw_svg,
)
from summitry.track.ledger import open_ledger
from summitry.track.relationship import show_relationship

NAMES = ("timeline", "attention", "tone", "gaps")
LOOKS = {"light": LIGHT, "dark": DARK, "narrow": replace(LIGHT, width=NARROW)}


@pytest.fixture(scope="module")
def figures():
    with open_ledger(":memory:") as ledger:
        ledger.add_all(READOUTS)
        found = show_relationship(ledger, "CHL-PER")
    measures = found.measures
    made = (
        chart_timeline(found.occurrences),
        chart_attention(measures.attention),
        chart_tone(measures.cooperation),
        chart_gaps(measures.gaps, found.on),
    )
    return {figure.name: figure for figure in made}


@pytest.fixture(scope="module")
def empty():
    with open_ledger(":memory:") as ledger:
        ledger.add_all(READOUTS)
        measures = show_relationship(ledger, "CHL-PER").measures
    return (
        chart_timeline(()),
        chart_attention(replace(measures.attention, cells=())),
        chart_tone(replace(measures.cooperation, smoothed={})),
        chart_gaps((), date(2014, 1, 1)),
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_figure_is_a_picture_words_and_a_table(figures, name):
    figure = figures[name]

    assert figure.title
    assert figure.words.endswith(".")
    assert figure.rows
    assert {len(row) for row in figure.rows} == {len(figure.columns)}
    assert figure.chart().to_dict()["$schema"].startswith("https://vega.github.io/schema/vega-lite/")


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_svg_without_script_style_or_outside(figures, name, look):
    svg = draw_svg(figures[name], LOOKS[look])
    tree = etree.fromstring(svg.encode())

    assert etree.QName(tree).localname == "svg"
    names = {etree.QName(one).localname for one in tree.iter() if isinstance(one.tag, str)}
    assert not names & {"script", "foreignObject", "style", "image", "a"}
    assert not [key for one in tree.iter() for key in one.attrib if key.startswith("on")]
    assert not re.findall(r"(?:href|src)=\"(?!#)", svg)
    assert LOOKS[look].paper in svg


@pytest.mark.parametrize("name", NAMES)
def test_the_same_figure_is_drawn_the_same(figures, name):
    assert draw_svg(figures[name]) == draw_svg(figures[name])


def test_nothing_gives_words_and_no_rows(empty):
    for figure in empty:
        assert figure.rows == ()
        assert figure.words


def test_the_words_of_the_timeline_count_by_level(figures):
    assert "at leader level" in figures["timeline"].words
    assert "1 at minister level" in figures["timeline"].words


def test_shares_of_a_month_add_up(figures):
    months: dict[str, float] = {}
    for month, _, share, _ in figures["attention"].rows:
        months[month] = months.get(month, 0.0) + share

    assert all(share == pytest.approx(1, abs=0.001) for share in months.values())


def test_colours_of_one_look_differ():
    for look in (LIGHT, DARK):
        assert len(set(look.palette)) == len(look.palette)
