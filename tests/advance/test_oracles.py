"""What published and recorded cases say must hold; the cases lie in the shared measuring material."""

import pytest
from advance_scores import (
    score_conflicts,
    score_divisions,
    score_domains,
    score_settlements,
    score_spatial,
    score_synthetic,
)

from summitry import advance
from summitry.advance.genius import find_domain, read_domain
from summitry.advance.settle import BAND, calibrate_band
from summitry.errors import ScenarioError

pytestmark = pytest.mark.shared


def test_synthetic_games_have_their_frontiers_and_nash_packages(cases):
    figures = score_synthetic(cases.parent.parent)

    assert figures["advance: synthetic frontiers met"] == 1
    assert figures["advance: synthetic log Nash off (at most)"] < 1e-9
    assert figures.get("advance: synthetic log Nash by MILP off (at most)", 0) < 3e-6


def test_domains_of_the_competitions_have_what_negmas_found(cases):
    assert set(score_domains(cases.parent.parent).values()) == {1.0}


def test_conflicts_have_exactly_their_equilibria(cases):
    assert set(score_conflicts(cases.parent.parent).values()) == {1.0}


def test_divisions_are_met_in_fractions(cases):
    assert set(score_divisions(cases.parent.parent).values()) == {1.0}


def test_spatial_figures_are_met(cases):
    figures = score_spatial(cases.parent.parent)

    assert figures["advance: KTAB distances off (at most)"] < 6e-4
    assert figures["advance: KTAB utilities off (at most)"] < 2e-4
    assert figures["advance: KTAB Nash products off (at most)"] < 0.005


def test_settlements_are_no_worse_than_the_listed_models(cases):
    figures = score_settlements(cases.parent.parent)

    assert figures["advance: DEU III models off (at most)"] < 0.01
    assert figures["advance: DEU III mean error of the compromise (at most)"] <= 23.25
    assert 0.78 <= figures["advance: DEU III coverage of the band"] <= 0.82


def test_the_band_that_is_shipped_is_the_one_calibrated(cases):
    import numpy as np
    from advance_scores import read_deu

    from summitry.advance.settle import settle_issue

    found = [(settle_issue(stands), out) for _, stands, out, _ in read_deu(cases.parent.parent) if out is not None]
    errors = np.array([one.compromise - out for one, out in found])

    assert calibrate_band(errors, np.array([one.spread for one, _ in found])) == pytest.approx(BAND, abs=5e-4)


def test_a_domain_that_is_not_additive_is_refused(cases, tmp_path):
    domain, profiles = find_domain(cases / "genius" / "other" / "kite")
    for path in (domain, *profiles):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    bent = tmp_path / profiles[0].name
    bent.write_text(bent.read_text().replace("</objective>", "<hyperRectangle/></objective>"))

    assert len(advance.frontier(*_read(domain, profiles))) == 3
    with pytest.raises(ScenarioError, match="not additive"):
        read_domain(*find_domain(tmp_path))
    bent.write_text("<utility_space><objective>")
    with pytest.raises(ScenarioError, match="no well-formed XML"):
        find_domain(tmp_path)


def _read(domain, profiles):
    found = read_domain(domain, profiles)
    return found.tables, found.reservation
