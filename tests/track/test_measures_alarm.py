"""The crowding-out alarm on made-up years: how often it goes off where it should, and where it should not."""

from math import exp, log
from random import Random

import pytest

from summitry.track.measures import (
    Crowding,
    CrowdingMonth,
    CrowdingOptions,
    find_slope,
    judge_crowding,
    judge_rise,
)

TRIALS = 200


def draw_poisson(random, mean):
    limit, product, number = exp(-mean), random.random(), 0
    while product > limit:
        product *= random.random()
        number += 1
    return number


def draw_months(random, *, contacts, share, months=24, clump=0.1, swing=0.0):
    """Draw a window: contacts a month and share of the issue go from one value to another.

    ``clump`` is how alike the rows of one month are (intraclass correlation), ``swing`` how much one month is like the
    one before it (autocorrelation).
    """
    found = []
    tide = [0.0, 0.0]
    for index in range(months):
        along = index / (months - 1)
        if swing:
            tide = [swing * one + random.gauss(0, 0.5) * (1 - swing * swing) ** 0.5 for one in tide]
        met = draw_poisson(random, (contacts[0] + (contacts[1] - contacts[0]) * along) * exp(tide[0]))
        total = draw_poisson(random, 3 + 6 * met)
        level = share[0] + (share[1] - share[0]) * along
        level = 1 / (1 + exp(-log(level / (1 - level)) - tide[1]))
        spread = (1 - clump) / clump
        here = random.betavariate(level * spread, (1 - level) * spread)
        watched = sum(random.random() < here for _ in range(total))
        found.append(CrowdingMonth(f"{2012 + index // 12}-{index % 12 + 1:02d}", watched, total, met))
    return found


def count_alarms(draw, trials=TRIALS):
    """Return the share of drawn windows in which the alarm goes off; every one of them has enough data."""
    random = Random(11)  # noqa: S311  # made-up months, no secret
    found = [judge_crowding("territory", draw(random)).verdict for _ in range(trials)]
    assert Crowding.NOT_ENOUGH_DATA not in found
    return found.count(Crowding.ALARM) / trials


def shuffled(random):
    """Return a window with crowding out, its months in random order."""
    months = draw_months(random, contacts=(0.5, 3), share=(0.5, 0.1))
    return random.sample(months, len(months))


@pytest.mark.parametrize(
    ("draw", "most"),
    [
        # three standard deviations of two hundred trials above the rate that is stated: 1 %, and 10 % at most
        pytest.param(shuffled, 0.03, id="months in random order"),
        pytest.param(lambda r: draw_months(r, contacts=(1, 1), share=(0.3, 0.3)), 0.03, id="nothing moves"),
        pytest.param(
            lambda r: draw_months(r, contacts=(0.5, 3), share=(0.2, 0.2)), 0.16, id="only contacts rise, rare issue"
        ),
        pytest.param(
            lambda r: draw_months(r, contacts=(0.5, 3), share=(0.8, 0.8)), 0.16, id="only contacts rise, main issue"
        ),
        pytest.param(lambda r: draw_months(r, contacts=(1, 1), share=(0.5, 0.1)), 0.16, id="only the share falls"),
        pytest.param(
            lambda r: draw_months(r, contacts=(3, 0.5), share=(0.5, 0.1)), 0.01, id="the share falls as contacts do"
        ),
    ],
)
def test_false_alarms_stay_rare(draw, most):
    assert count_alarms(draw) <= most


@pytest.mark.parametrize(
    ("draw", "least"),
    [
        pytest.param(lambda r: draw_months(r, contacts=(0.5, 3), share=(0.5, 0.1)), 0.75, id="a strong shift"),
        pytest.param(lambda r: draw_months(r, contacts=(0.5, 2), share=(0.5, 0.2)), 0.4, id="a moderate shift"),
    ],
)
def test_crowding_out_is_seen(draw, least):
    assert count_alarms(draw) >= least


def test_the_same_months_always_give_the_same_p():
    months = draw_months(Random(3), contacts=(0.5, 2), share=(0.5, 0.2))  # noqa: S311  # made-up months

    assert judge_crowding("territory", months) == judge_crowding("territory", list(months))


def make_months(watched, contacts, total=10):
    return [
        CrowdingMonth(f"2013-{index + 1:02d}", here, total, met)
        for index, (here, met) in enumerate(zip(watched, contacts, strict=True))
    ]


FALLING, RISING = [6, 5, 6, 5, 4, 5, 3, 3, 2, 2, 1, 1], [0, 1, 0, 1, 1, 1, 2, 1, 2, 2, 3, 3]


def test_the_answer_names_both_halves_of_the_window():
    found = judge_crowding("peace_treaty", make_months(FALLING, RISING), occurrences=("o-1",))

    assert (found.verdict, found.p) == (Crowding.ALARM, 0.002)
    assert (found.share_before, found.share_after) == (31 / 60, 12 / 60)
    assert (found.contacts_before, found.contacts_after) == (4 / 6, 13 / 6)
    assert found.share_slope < 0 < found.contact_slope
    assert found.occurrences == ("o-1",)
    assert found.reason == (
        "share of peace treaty: 52 % in the first half of the window, 20 % in the second (p of a fall 0.002); "
        "contacts a month: 0.7, then 2.2 (p of a rise 0.002)"
    )


def test_the_larger_p_counts():
    found = judge_crowding("territory", make_months(FALLING[::-1], RISING))

    assert found.verdict is Crowding.QUIET
    assert found.p == found.p_share == 1.0
    assert found.p_contacts == 0.002


@pytest.mark.parametrize(
    ("months", "reason"),
    [
        pytest.param(
            [],
            "0 months with issues (8 are needed), 0 rows that name issues (20 are needed), 0 contacts (4 are needed)",
            id="nothing at all",
        ),
        pytest.param(make_months(FALLING[:7], [2] * 7), "7 months with issues (8 are needed)", id="a window too short"),
        pytest.param(
            make_months([1] * 12, RISING, total=1), "12 rows that name issues (20 are needed)", id="too little is said"
        ),
        pytest.param(make_months(FALLING, [0] * 9 + [1] * 3), "3 contacts (4 are needed)", id="too few contacts"),
        pytest.param(make_months([0] * 12, RISING), "the issue is never named", id="another issue"),
    ],
)
def test_too_little_data_is_an_answer(months, reason):
    found = judge_crowding("territory", months)

    assert (found.verdict, found.p, found.share_slope) == (Crowding.NOT_ENOUGH_DATA, None, None)
    assert found.reason == f"not enough data: {reason}"


def test_a_stricter_alarm_is_quiet_where_the_usual_one_goes_off():
    months = make_months([5, 3, 6, 3, 4, 5, 3, 5, 2, 4, 3, 3], RISING)
    usual = judge_crowding("territory", months)

    strict = judge_crowding("territory", months, CrowdingOptions(alpha=0.01))

    assert (usual.verdict, strict.verdict) == (Crowding.ALARM, Crowding.QUIET)
    assert 0.01 < usual.p <= usual.alpha
    assert strict.p == usual.p


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param([], 0.0, id="no point"),
        pytest.param([4.0], 0.0, id="one point"),
        pytest.param([1.0, 2.0, 3.0, 4.0], 1.0, id="a straight line"),
        pytest.param([1.0, 2.0, 90.0, 4.0, 5.0], 1.0, id="an outlier bends nothing"),
    ],
)
def test_slope(values, expected):
    assert find_slope(values) == expected


def test_p_of_a_rise_is_its_share_of_all_orders():
    # of the six orders of three values only one rises as much
    assert judge_rise([1, 2, 3]) == pytest.approx(1 / 6, abs=0.05)
