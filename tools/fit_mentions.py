"""Fit the weights by which mentions of events are linked, and print them for ``track/merge/mentions.py``.

$ python tools/fit_mentions.py ../shared/gold/merge/ecbplus_topics_1-35.tgz --last 25
"""

import argparse
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from ecb_corpus import Corpus, read_corpus

from summitry.track.merge.mentions import Weights, gather

RIDGE = 1.0
"""Weight of the penalty on large weights, as many squared log odds."""

STEPS = 25


def collect(corpus: Corpus) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the evidence on each pair that is compared, a one before it, and whether the two are one event."""
    rows, truths = [], []
    codes = {name: index for index, name in enumerate(sorted(set(corpus.gold.values())))}
    for block, evidence in gather(corpus.mentions, corpus.documents):
        upper = np.triu_indices(len(block), 1)
        names = np.array([codes[corpus.gold[mention.key]] for mention in block])
        rows.append(np.stack([np.ones(len(upper[0])), *(piece[upper] for piece in evidence)], axis=1))
        truths.append((names[:, None] == names[None, :])[upper])
    return np.concatenate(rows).astype(np.float64), np.concatenate(truths).astype(np.float64)


def fit(rows: NDArray[np.float64], truths: NDArray[np.float64]) -> Weights:
    """Return the weights of a logistic regression, by Newton's method; the first is not held back."""
    weights = np.zeros(rows.shape[1])
    penalty = RIDGE * np.eye(rows.shape[1])
    penalty[0, 0] = 0.0
    for _ in range(STEPS):
        expected = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (truths - expected) - penalty @ weights
        curvature = (rows * (expected * (1 - expected))[:, None]).T @ rows + penalty
        weights += np.linalg.solve(curvature, gradient)
    return Weights(*(round(float(weight), 2) for weight in weights))


def main() -> None:
    """Fit on the topics up to ``--last`` and print the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="folder or archive of ECB+ topics")
    parser.add_argument("--last", type=int, default=25, help="last topic to fit on")
    given = parser.parse_args()
    corpus = read_corpus(given.source, lambda topic: topic <= given.last)
    print(fit(*collect(corpus)))


if __name__ == "__main__":
    main()
