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

MOST_WORDS_KEPT = 8_000
"""Different words whose vectors are kept in memory (for the shipped pipeline 13 kilobytes each)."""
PADDING = 0
"""The row of the tables that stands for no word; it holds zeros."""


class WordMemory:
    """The vectors of the words met so far: a row, in one table or several, for each spelling and norm."""

    def __init__(self, work_out: Callable[[Doc], tuple[Floats, ...]]) -> None:
        """Remember nothing yet.

        Args:
            work_out: makes vectors of the words of a document, each apart from its context: an array with a row a word
                for each table.
        """
        self._work_out = work_out
        self._rows: dict[tuple[int, int], int] = {}
        self.tables: tuple[Floats, ...] = ()

    def number(self, docs: list[Doc]) -> NDArray[np.intp]:
        """Return the row in the tables of each word of some documents, those of all documents in one sequence."""
        words: list[tuple[int, int]] = []
        for doc in docs:
            words.extend(map(tuple, doc.to_array([ORTH, NORM]).tolist()))
        new = [word for word in dict.fromkeys(words) if word not in self._rows]
        if new and len(self._rows) + len(new) > MOST_WORDS_KEPT:
            self._rows.clear()
            new = list(dict.fromkeys(words))
        if new:
            self._learn(docs[0], new)
        rows = self._rows
        return np.array([rows[word] for word in words], dtype=np.intp)

    def _learn(self, doc: Doc, new: list[tuple[int, int]]) -> None:
        listed = Doc(doc.vocab, words=[doc.vocab.strings[spelling] for spelling, _ in new])
        for token, (_, norm) in zip(listed, new, strict=True):
            token.norm_ = doc.vocab.strings[norm]
        found = self._work_out(listed)
        start = len(self._rows) + 1
        end = start + len(new)
        if not self.tables or end > len(self.tables[0]):
            self.tables = tuple(
                _grown(self.tables[i][:start] if self.tables else None, vectors, end) for i, vectors in enumerate(found)
            )
        for table, vectors in zip(self.tables, found, strict=True):
            table[start:end] = vectors
        self._rows.update(zip(new, range(start, end), strict=True))


def _grown(table: Floats | None, like: Floats, end: int) -> Floats:
    grown = np.zeros((max(2048, 2 * end), *like.shape[1:]), dtype=np.float32)
    if table is not None:
        grown[: len(table)] = table
    return grown


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
                layer = _as_layer(node.layers[0])
                node.layers[0] = layer
                node.set_ref("embed", layer)


def _as_layer(embed: Model[list[Doc], Batch]) -> Model[list[Doc], Batch]:
    """Return a layer that looks up what another one would work out; in training it works all out."""
    memory = WordMemory(lambda doc: (embed.predict([doc])[0],))

    def forward(model: Model[list[Doc], Batch], docs: list[Doc], *, is_train: bool) -> tuple[Batch, Any]:
        if is_train:
            worked_out: tuple[Batch, Callable[[Batch], list[Doc]]] = model.layers[0](docs, is_train=True)
            return worked_out
        rows = memory.number(docs)
        found = memory.tables[0][rows] if len(rows) else np.zeros((0, model.layers[0].get_dim("nO")), dtype=np.float32)
        return np.split(found, np.cumsum([len(doc) for doc in docs])[:-1]), _no_gradient

    return Model("remembered", forward, layers=[embed])


def _no_gradient(_: Batch) -> list[Doc]:
    return []
