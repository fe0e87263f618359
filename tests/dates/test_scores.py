"""The figures that the date reader keeps on the shared measuring material."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from dates_scores import score_marked, score_readouts


@pytest.mark.shared
def test_marked_news(shared):
    scores = score_marked(shared / "gold/dates/timex3_dev.tgz")

    assert scores["relaxed F"] >= 0.90
    assert scores["strict F"] >= 0.80
    assert scores["value right of dated found"] >= 0.85


@pytest.mark.shared
def test_readouts(shared):
    scores = score_readouts(shared / "gold/readouts")

    assert scores["right"] >= 0.90
    assert scores["published right"] == 1.0
