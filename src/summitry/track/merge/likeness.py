"""How like texts are by their words, and groups of what is alike: arrays in, arrays out."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
"""Shape (things, things): likeness of each pair, 0 to 1."""


def weigh_words(documents: Iterable[Iterable[str]]) -> dict[str, float]:
    """Return how telling each word is: the logarithm of the share of documents that lack it (idf).

    >>> weights = weigh_words([["treaty", "islands"], ["treaty", "gas"]])
    >>> weights["gas"] > weights["treaty"]
    True

    Args:
        documents: words of each document.

    Source: Spärck Jones 1972, with one added to both counts so that a word of every document keeps a little weight.
    """
    counts: Counter[str] = Counter()
    size = 0
    for document in documents:
        counts.update(set(document))
        size += 1
    return {word: math.log((size + 1) / (count + 1)) + _LEAST for word, count in counts.items()}


_LEAST = 0.01
"""Weight of a word that every document has."""


def compare(rows: Sequence[Mapping[str, float]], weights: Mapping[str, float]) -> Matrix:
    """Return the cosine of each pair of bags of words.

    Args:
        rows: word to how often it stands, for each thing compared; its logarithm counts.
        weights: word to weight (``weigh_words``); words without one are passed over.

    Returns:
        Shape (rows, rows); 0 for a row without weighed words, also with itself.
    """
    shared = Counter(word for row in rows for word in row)
    columns = {word: index for index, word in enumerate(sorted(word for word, n in shared.items() if n > 1))}
    values = np.zeros((len(rows), len(columns)), dtype=np.float32)
    lengths = np.zeros(len(rows), dtype=np.float32)
    for index, row in enumerate(rows):
        for word, count in row.items():
            weight = weights.get(word, 0.0) * (1 + math.log(count))
            lengths[index] += weight * weight
            if word in columns:
                values[index, columns[word]] = weight
    values /= np.sqrt(np.maximum(lengths, np.float32(1e-12)))[:, None]
    found: Matrix = values @ values.T
    return found


def group(likeness: Matrix, least: float) -> NDArray[np.int64]:
    """Group things of which each group's members are alike on average (average linkage).

    >>> group(np.array([[1, 0.9, 0.1], [0.9, 1, 0.2], [0.1, 0.2, 1]], dtype=np.float32), 0.5).tolist()
    [0, 0, 2]

    Args:
        likeness: shape (things, things), symmetric.
        least: average likeness from which two groups become one.

    Returns:
        Shape (things,): the smallest member of each thing's group.

    Source: Sokal and Michener 1958; of equal pairs the first is joined first.
    """
    size = len(likeness)
    labels = np.arange(size)
    if size == 0:
        return labels
    near = np.array(likeness, dtype=np.float64)
    np.fill_diagonal(near, -1.0)
    members = np.ones(size)
    best = near.argmax(axis=1)
    top = near[labels, best]
    while True:
        one = int(top.argmax())
        if top[one] < least:
            return labels
        other = int(best[one])
        one, other = min(one, other), max(one, other)
        joined = (members[one] * near[one] + members[other] * near[other]) / (members[one] + members[other])
        joined[near[one] < 0] = -1.0
        joined[[one, other]] = -1.0
        members[one] += members[other]
        near[one], near[:, one] = joined, joined
        near[other], near[:, other] = -1.0, -1.0
        labels[labels == other] = one
        stale = np.flatnonzero((best == one) | (best == other))
        best[stale] = near[stale].argmax(axis=1)
        top[stale] = near[stale, best[stale]]
        better = joined > top
        best[better], top[better] = one, joined[better]
        best[one] = near[one].argmax()
        top[one] = near[one, best[one]]
        top[other] = -1.0
