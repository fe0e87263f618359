"""What the encoders know of a word apart from its context, remembered once worked out.

An encoder first makes a vector of each word from its spelling, and only then looks at its neighbours. The first half is
a third of all its sums, and the words of a text repeat.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import NORM, ORTH
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

Floats = NDArray[np.float32]
Batch = list[Floats]

MOST_WORDS_KEPT = 50_000
"""Different words whose vectors are kept in memory (for the shipped pipeline 1.3 kilobytes each)."""


def remember_words(nlp: Language) -> None:
    """Let every encoder of a pipeline keep the vectors of the words that it has met; what it finds stays the same.

    A pipeline that remembers is for reading: train, and write to disk, one that does not.
    """
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if not isinstance(model, Model):
            continue
        for node in list(model.walk()):
            if node.has_ref("embed") and node.layers[0] is node.get_ref("embed"):
                layer = _Memory(node.layers[0]).as_layer()
                node.layers[0] = layer
                node.set_ref("embed", layer)


class _Memory:
    """The vectors of the words met so far: a row of a table for each spelling and norm."""

    def __init__(self, embed: Model[list[Doc], Batch]) -> None:
        self._embed = embed
        self._rows: dict[tuple[int, int], int] = {}
        self._table: Floats = np.zeros((0, 0), dtype=np.float32)

    def as_layer(self) -> Model[list[Doc], Batch]:
        """Return a layer that looks up what the remembered one would work out; in training it works all out."""
        return Model("remembered", self._forward, layers=[self._embed])

    def _forward(self, model: Model[list[Doc], Batch], docs: list[Doc], *, is_train: bool) -> tuple[Batch, Any]:
        if is_train:
            worked_out: tuple[Batch, Callable[[Batch], list[Doc]]] = model.layers[0](docs, is_train=True)
            return worked_out
        words = [list(map(tuple, doc.to_array([ORTH, NORM]).tolist())) for doc in docs]
        new = [word for word in dict.fromkeys(word for doc in words for word in doc) if word not in self._rows]
        if new and len(self._rows) + len(new) > MOST_WORDS_KEPT:
            self._rows.clear()
            new = list(dict.fromkeys(word for doc in words for word in doc))
        if new:
            self._learn(docs[0], new)
        rows = self._rows
        return [self._table[[rows[word] for word in doc]] for doc in words], _no_gradient

    def _learn(self, doc: Doc, new: list[tuple[int, int]]) -> None:
        listed = Doc(doc.vocab, words=[doc.vocab.strings[spelling] for spelling, _ in new])
        for token, (_, norm) in zip(listed, new, strict=True):
            token.norm_ = doc.vocab.strings[norm]
        vectors = self._embed.predict([listed])[0]
        start, end = len(self._rows), len(self._rows) + len(new)
        if end > len(self._table):
            grown = np.zeros((max(4096, 2 * end), vectors.shape[1]), dtype=np.float32)
            if start:
                grown[:start] = self._table[:start]
            self._table = grown
        self._table[start:end] = vectors
        self._rows.update(zip(new, range(start, end), strict=True))


def _no_gradient(_: Batch) -> list[Doc]:
    return []
