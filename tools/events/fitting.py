"""Fit the classifier of acts (multinomial logistic regression with a ridge penalty), and cross-validate it."""

import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar
from scipy.sparse import csr_matrix, diags

from summitry.read.events.model import ActModel

RARE = 2
"""A trait counts from so many sentences on."""
STRENGTH = 20.0
"""Inverse of the penalty on weights."""
STEPS = 150
BINS = 10


@dataclass(frozen=True, slots=True)
class Figures:
    """What cross-validation says: share right, calibration error after tempering, and the temperature."""

    accuracy: float
    calibration_error: float
    temperature: float


def fit(rows: Sequence[tuple[str, ...]], labels: Sequence[str], temperature: float = 1.0) -> ActModel:
    """Fit a model on traits and classes."""
    counts = Counter(trait for row in rows for trait in row)
    index = {trait: number for number, trait in enumerate(sorted(t for t, n in counts.items() if n >= RARE))}
    rarity = np.log(len(rows) / np.array([counts[trait] for trait in index], dtype=float))
    classes = tuple(sorted(set(labels)))
    weights = _optimise(
        _matrix(rows, index, rarity), np.array([classes.index(label) for label in labels]), len(classes)
    )
    return ActModel(
        classes,
        index,
        weights[:-1].astype(np.float32),
        rarity.astype(np.float32),
        weights[-1].astype(np.float32),
        temperature,
    )


def _matrix(rows: Sequence[tuple[str, ...]], index: dict[str, int], rarity: NDArray[np.float64]) -> csr_matrix:
    """Return the weighted traits of each row, each row of length one."""
    columns = [sorted(index[trait] for trait in row if trait in index) for row in rows]
    starts = np.cumsum([0, *map(len, columns)])
    flat = np.array([number for row in columns for number in row], dtype=int)
    matrix = csr_matrix((rarity[flat], flat, starts), shape=(len(rows), len(index)))
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    lengths[lengths == 0] = 1
    return csr_matrix(diags(1 / lengths) @ matrix)


def _optimise(matrix: csr_matrix, labels: NDArray[np.int64], classes: int) -> NDArray[np.float64]:
    """Return weights (traits + 1, classes), the last row the bias."""
    count, width = matrix.shape
    wanted = np.zeros((count, classes))
    wanted[np.arange(count), labels] = 1

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(width + 1, classes)
        sums = matrix @ weights[:-1] + weights[-1]
        sums -= sums.max(axis=1, keepdims=True)
        shares = np.exp(sums)
        shares /= shares.sum(axis=1, keepdims=True)
        value = -np.log(shares[np.arange(count), labels] + 1e-12).sum() + (weights[:-1] ** 2).sum() / (2 * STRENGTH)
        gradient = np.vstack([matrix.T @ (shares - wanted) + weights[:-1] / STRENGTH, (shares - wanted).sum(axis=0)])
        return value, gradient.ravel()

    start = np.zeros((width + 1) * classes)
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x.reshape(width + 1, classes)


def cross_validate(
    rows: Sequence[tuple[str, ...]], labels: Sequence[str], groups: Sequence[str], folds: int
) -> Figures:
    """Return how well models fitted on the other folds know each fold; a group is never divided."""
    part = np.array([zlib.crc32(group.encode()) % folds for group in groups])
    sums: list[NDArray[np.float64]] = []
    right: list[int] = []
    for fold in range(folds):
        learnt = [n for n in range(len(rows)) if part[n] != fold]
        model = fit([rows[n] for n in learnt], [labels[n] for n in learnt])
        for n in np.flatnonzero(part == fold):
            if labels[n] in model.classes:
                sums.append(np.log(model.weigh(rows[n]).astype(float) + 1e-12))
                right.append(model.classes.index(labels[n]))
    logs, gold = np.array(sums), np.array(right)

    def loss(temperature: float) -> float:
        return float(-np.log(_tempered(logs, temperature)[np.arange(len(gold)), gold] + 1e-12).mean())

    temperature = float(minimize_scalar(loss, bounds=(0.2, 3.0), method="bounded").x)
    shares = _tempered(logs, temperature)
    hit = shares.argmax(axis=1) == gold
    return Figures(float(hit.mean()), calibration_error(shares.max(axis=1), hit), temperature)


def _tempered(logs: NDArray[np.float64], temperature: float) -> NDArray[np.float64]:
    shares = np.exp(logs / temperature)
    return shares / shares.sum(axis=1, keepdims=True)


def calibration_error(confidence: NDArray[np.float64], hit: NDArray[np.bool_]) -> float:
    """Return the expected calibration error over ten bins of equal width (Guo et al. 2017)."""
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    gaps = (abs(confidence[bins == b].mean() - hit[bins == b].mean()) * (bins == b).mean() for b in set(bins))
    return float(sum(gaps))
