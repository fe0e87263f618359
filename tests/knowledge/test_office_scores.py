"""The comparison of our spells of office with open lists: who is meant, and which bounds count."""

import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from office_scores import LEADING, Source, compare, make_spell, meeting, report


def spell(person, name, start, end=""):
    return make_spell(person, [name], start, end)


FATHER = spell("x", "Karim Ould Sar", "1990-12-02", "2011-04-20")
SON = spell("y", "Tarek Karim Sar", "2011-04-20")


@pytest.mark.parametrize(
    ("start", "end", "person"),
    [
        pytest.param("1990-12-04", "2011-04", "x", id="the father"),
        pytest.param("2011-04-20", "", "y", id="the son"),
        pytest.param("1990-12-04", "", "x", id="the father in a list that ends before him"),
    ],
)
def test_a_bare_surname_is_that_of_whose_time_in_office_covers_the_spell_best(start, end, person):
    listed = spell("", "Sar", start, end)
    assert [s.person for s in meeting([FATHER, SON], listed, loose=True)] == [person]


def apart(ours, listed, office="head_of_state"):
    source = Source("list", {("NOR", LEADING): [listed]}, date(2014, 12, 31), leaders=True)
    [case] = compare({("NOR", office): list(ours)}, source, (), timedelta.max)
    return set(case.apart)


def test_a_start_before_2000_that_agrees_is_not_held_against_a_later_office():
    ours = [spell("x", "Kari Vik", "1999-10-12", "2002-11-23"), spell("x", "Kari Vik", "2001-06-20", "2008-08-18")]
    assert apart(ours, spell("", "Vik", "1999-10-14", "2008-08-18")) == set()
    assert apart(ours[1:], spell("", "Vik", "1999-10-14", "2008-08-18")) == {"start"}


def test_a_leader_may_have_led_as_vice_president():
    ours = [spell("x", "Kari Vik", "2003-03-01", "2008-08-18")]
    assert apart(ours, spell("", "Vik", "2003-03-01", "2008-08-18"), "vice_president") == set()


@pytest.mark.shared
def test_most_spells_agree_with_every_bound_of_the_lists(shared):
    figures, against = report(shared)
    told = "\n".join(line for name, lines in against.items() if name.startswith("every bound") for line in lines)

    assert figures["spells agree, every bound of the lists held against us"] >= 0.965, told
    assert figures["state of a person on a day, named in full"] >= 0.98
