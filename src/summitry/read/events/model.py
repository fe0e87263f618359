"""The classifier of acts: what one party does to another, by the traits of the pair.

A multinomial logistic regression over weighted traits (``traits``), trained by ``tools/train_events.py`` on sentences
of our own. It knows the sixteen PLOVER types and that nothing is done; its probabilities are calibrated by one
temperature, found by cross-validation.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from summitry.errors import ModelError
from summitry.records import EventType

NOTHING = "-"
"""The class of pairs between which nothing is done."""


@dataclass(frozen=True, slots=True)
class ActModel:
    """Weights of traits for each class.

    Attributes:
        classes: names, in the order of the columns; ``-`` for nothing.
        rows: trait -> row.
        weights: (traits, classes); what a trait of full weight adds to a class.
        rarity: how much each trait counts: the rarer in training, the more.
        bias: (classes,).
        temperature: by which sums are divided before they become probabilities.
    """

    classes: tuple[str, ...]
    rows: Mapping[str, int]
    weights: NDArray[np.float32]
    rarity: NDArray[np.float32]
    bias: NDArray[np.float32]
    temperature: float

    def weigh(self, traits: Iterable[str]) -> NDArray[np.float32]:
        """Return the probability of each class, in the order of ``classes``."""
        found = [self.rows[trait] for trait in traits if trait in self.rows]
        sums = self.bias.copy()
        if found:
            rarity = self.rarity[found]
            sums += (rarity @ self.weights[found]) / np.sqrt((rarity**2).sum())
        sums = (sums - sums.max()) / np.float32(self.temperature)
        shares = np.exp(sums)
        return np.asarray(shares / shares.sum(), dtype=np.float32)

    def rank(self, traits: Iterable[str]) -> tuple[tuple[EventType, float], ...]:
        """Return the types with their probabilities, given that something is done, the likeliest first."""
        shares = self.weigh(traits)
        told = [(name, float(p)) for name, p in zip(self.classes, shares, strict=True) if name != NOTHING]
        whole = sum(p for _, p in told) or 1.0
        return tuple((EventType(name), p / whole) for name, p in sorted(told, key=lambda pair: -pair[1]))

    def explain(self, traits: Iterable[str], name: str, most: int = 8) -> tuple[tuple[str, float], ...]:
        """Return the traits that speak most for or against a class, with what each adds to its sum."""
        known = [trait for trait in traits if trait in self.rows]
        if not known or name not in self.classes:
            return ()
        column = self.classes.index(name)
        rows = [self.rows[trait] for trait in known]
        rarity = self.rarity[rows]
        adds = rarity * self.weights[rows, column] / np.sqrt((rarity**2).sum())
        pairs = sorted(zip(known, adds.tolist(), strict=True), key=lambda pair: -abs(pair[1]))
        return tuple(pairs[:most])


def save_model(model: ActModel, folder: Path, about: Mapping[str, object]) -> None:
    """Write a model: ``weights.npz`` with whole numbers of one byte, and ``about.json``.

    Args:
        model: what to write.
        folder: where; made if it is not there.
        about: what to say of it, such as its version and its scores.
    """
    folder.mkdir(parents=True, exist_ok=True)
    scale = np.abs(model.weights).max(axis=0) / 127 + 1e-9
    traits = "\n".join(sorted(model.rows, key=lambda trait: model.rows[trait])).encode("utf-8")
    np.savez_compressed(
        folder / "weights.npz",
        traits=np.frombuffer(traits, dtype=np.uint8),
        weights=np.round(model.weights / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        rarity=model.rarity.astype(np.float16),
        bias=model.bias.astype(np.float32),
    )
    told = {**about, "classes": list(model.classes), "temperature": round(model.temperature, 4)}
    (folder / "about.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


def read_model(folder: Path) -> ActModel:
    """Read a model that ``save_model`` wrote.

    Raises:
        ModelError: a file is missing or not of that form.
    """
    try:
        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        with np.load(folder / "weights.npz") as file:
            traits = file["traits"].tobytes().decode("utf-8").split("\n")
            return ActModel(
                tuple(about["classes"]),
                {trait: row for row, trait in enumerate(traits)},
                file["weights"].astype(np.float32) * file["scale"],
                file["rarity"].astype(np.float32),
                file["bias"],
                float(about["temperature"]),
            )
    except (OSError, ValueError, KeyError) as error:
        message = f"{folder}: no model of events ({error}); reinstall, or train one with tools/train_events.py"
        raise ModelError(message) from error


@cache
def load_model(language: str = "en") -> ActModel:
    """Return the packaged model of a language, read once.

    Raises:
        ModelError: there is none.
    """
    return read_model(Path(str(resources.files("summitry"))) / "data" / "models" / f"events-{language}-1.0.0")
