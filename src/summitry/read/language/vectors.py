"""Word vectors composed of character n-grams, remembered once composed."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Self

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.vectors import Vectors
from spacy.vocab import Vocab

MOST_WORDS_KEPT = 200_000
"""Different words whose composed vectors are kept in memory (512 bytes each)."""


class SubwordVectors(Vectors):  # type: ignore[misc]  # spaCy has no types for it, and takes no other class
    """Floret word vectors that remember the words they have composed.

    A floret vector is the mean of hashed rows, one set a character n-gram. Composing it in Python is the slowest step
    of the whole pipeline, and the words of a text repeat. Source: https://github.com/explosion/floret.
    """

    data: NDArray[np.floating]

    def __init__(self, **settings: object) -> None:
        super().__init__(**settings)
        self._rows: dict[int, int] = {}
        self._known: NDArray[np.float32] = np.zeros((0, 0), dtype=np.float32)

    def get_batch(self, keys: Iterable[int]) -> NDArray[np.float32]:
        """Return the vectors of words, given by their hash: (words, dimensions), single precision."""
        wanted = np.asarray(keys).tolist()
        new = [key for key in dict.fromkeys(wanted) if key not in self._rows]
        if new:
            if len(self._rows) + len(new) > MOST_WORDS_KEPT:
                self._rows.clear()
                new = list(dict.fromkeys(wanted))
            self._remember(new, np.asarray(super().get_batch(new), dtype=np.float32))
        return self._known[[self._rows[key] for key in wanted]]

    def _remember(self, keys: list[int], vectors: NDArray[np.float32]) -> None:
        start, end = len(self._rows), len(self._rows) + len(keys)
        if end > len(self._known):
            grown = np.zeros((max(4096, 2 * end), vectors.shape[1]), dtype=np.float32)
            if start:
                grown[:start] = self._known[:start]
            self._known = grown
        self._known[start:end] = vectors
        self._rows.update(zip(keys, range(start, end), strict=True))

    def from_disk(self, path: Path, **settings: object) -> Self:
        """Load the table; one stored in half precision is held in single precision."""
        super().from_disk(path, **settings)
        self.data = self.data.astype(np.float32)
        return self


def create_subword_vectors() -> Callable[[Vocab], SubwordVectors]:
    """Return what spaCy's config calls to make the (still empty) vectors of a new vocabulary."""
    return lambda vocab: SubwordVectors(strings=vocab.strings)


spacy.registry.vectors.register("summitry.subwords.v1", func=create_subword_vectors)
