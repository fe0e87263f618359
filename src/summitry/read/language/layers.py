"""The encoders' layers for reading: the same sums as in training, in fewer steps and without what gradients need.

Weights are laid out once so that each layer is one matrix product, and so that the pieces of a maxout lie apart in
blocks, whose maximum is quick to take. What a windowed layer that stands first makes of a word depends, up to a sum, on
that word and on its place in the window alone; it is worked out once a word.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from thinc.api import Model

from summitry.read.language.encoder import pack

Floats = NDArray[np.float32]
Rows = NDArray[np.intp]

ROWS = 128
"""Rows of a result that are taken together, so that they stay in the processor's own memory."""
TINY = 1e-8
"""What thinc adds to a variance."""
WINDOW = 3
"""Words that a windowed layer sees: one to each side, and the word itself."""


@dataclass(frozen=True, slots=True)
class Norm:
    """Layer normalisation. Source: Ba, Kiros and Hinton 2016."""

    gain: Floats
    bias: Floats

    @classmethod
    def of(cls, layer: Model[Any, Any]) -> Self:
        """Return that of a layer of thinc."""
        return cls(layer.get_param("G"), layer.get_param("b"))

    def apply(self, x: Floats) -> None:
        """Normalise each row in place."""
        width = np.float32(x.shape[1])
        x -= (x.sum(axis=1) / width)[:, None]
        variance = np.einsum("ij,ij->i", x, x) / width
        variance += np.float32(TINY)
        x *= (np.float32(1.0) / np.sqrt(variance))[:, None]
        x *= self.gain
        x += self.bias


@dataclass(frozen=True, slots=True)
class Window:
    """A maxout of three pieces over a word and its two neighbours, normalised and added to what was read.

    Source: Goodfellow et al. 2013, Maxout Networks.

    Attributes:
        weights: (place in the window, width, pieces * width).
        bias: (pieces * width).
        norm: what normalises the result.
    """

    weights: Floats
    bias: Floats
    norm: Norm

    @classmethod
    def of(cls, maxout: Model[Any, Any], norm: Model[Any, Any]) -> Self:
        """Return what two layers of thinc do one after the other."""
        given = maxout.get_param("W")
        width, pieces, _ = given.shape
        weights = given.transpose(2, 1, 0).reshape(WINDOW, width, pieces * width)
        return cls(np.ascontiguousarray(weights), maxout.get_param("b").T.ravel(), Norm.of(norm))

    def project(self, x: Floats) -> Floats:
        """Return what each word adds to a sum from each place in the window: (words, place, pieces * width)."""
        found: Floats = np.matmul(x, self.weights).transpose(1, 0, 2)
        return found

    def read_words(self, projected: Floats, table: Floats, rows: Rows) -> Floats:
        """Return the layer's result for words that lie in tables.

        Args:
            projected: what ``project`` makes of the table.
            table: vectors of words.
            rows: which words follow each other; a row of zeros stands for none.
        """
        result = np.empty((len(rows), table.shape[1]), dtype=np.float32)
        around = np.zeros(len(rows) + 2, dtype=np.intp)
        around[1:-1] = rows
        for start in range(0, len(rows), ROWS):
            end = min(start + ROWS, len(rows))
            sums = projected[rows[start:end], 1]
            sums += projected[around[start:end], 0]
            sums += projected[around[start + 2 : end + 2], 2]
            self._finish(sums, table[rows[start:end]], result[start:end])
        return result

    def read(self, x: Floats) -> Floats:
        """Return the layer's result for words by their vectors."""
        width = x.shape[1]
        seen = np.zeros((len(x), WINDOW * width), dtype=np.float32)
        seen[1:, :width] = x[:-1]
        seen[:, width : 2 * width] = x
        seen[:-1, 2 * width :] = x[1:]
        sums = seen @ self.weights.reshape(WINDOW * width, -1)
        result = np.empty_like(x)
        for start in range(0, len(x), ROWS):
            end = start + ROWS
            self._finish(sums[start:end], x[start:end], result[start:end])
        return result

    def _finish(self, sums: Floats, x: Floats, out: Floats) -> None:
        sums += self.bias
        width = x.shape[1]
        np.maximum(sums[:, :width], sums[:, width : 2 * width], out=out)
        for piece in range(2 * width, sums.shape[1], width):
            np.maximum(out, sums[:, piece : piece + width], out=out)
        self.norm.apply(out)
        out += x


@dataclass(frozen=True, slots=True)
class TwoWay:
    """A two-way LSTM layer, added to what it read and normalised (``encoder.two_way_lstm``).

    Attributes:
        weights: (direction, width, gates), the gates that a sigmoid squashes halved: one tanh serves all.
        bias: (direction, 1, gates).
        recur: (direction, hidden, gates).
        norm: what normalises the result.
    """

    weights: Floats
    bias: Floats
    recur: Floats
    norm: Norm

    @classmethod
    def of(cls, lstm: Model[Any, Any], norm: Model[Any, Any]) -> Self:
        """Return what two layers of thinc do one after the other."""
        w, u, b = (lstm.get_param(name) for name in ("W", "U", "b"))
        scale = np.repeat(np.asarray([0.5, 0.5, 0.5, 1.0], dtype=np.float32), u.shape[2])
        return cls(
            np.ascontiguousarray((w * scale[:, None]).transpose(0, 2, 1)),
            (b * scale)[:, None],
            np.ascontiguousarray((u * scale[:, None]).transpose(0, 2, 1)),
            Norm.of(norm),
        )

    def read(self, x: Floats, lengths: list[int]) -> Floats:
        """Return the layer's result for documents of some lengths, joined."""
        packing = pack(lengths)
        hidden = self.recur.shape[1]
        gates = np.empty((2, len(x), 4 * hidden), dtype=np.float32)
        for side, order in enumerate((packing.forwards, packing.backwards)):
            np.matmul(x[order], self.weights[side], out=gates[side])
        gates += self.bias
        outs = self._run(gates, packing.steps)
        result = np.empty_like(x)
        result[packing.forwards, :hidden] = outs[0]
        result[packing.backwards, hidden:] = outs[1]
        for start in range(0, len(x), ROWS):
            part = result[start : start + ROWS]
            part += x[start : start + ROWS]
            self.norm.apply(part)
        return result

    def _run(self, gates: Floats, steps: Sequence[tuple[int, int]]) -> Floats:
        """Return the outputs step by step; the gates hold what the inputs give."""
        hidden = self.recur.shape[1]
        outs = np.empty((2, gates.shape[1], hidden), dtype=np.float32)
        most = steps[0][1]
        back = np.empty((2, most, 4 * hidden), dtype=np.float32)
        cells = np.zeros((2, most, hidden), dtype=np.float32)
        spare = np.empty((2, most, hidden), dtype=np.float32)
        before = 0
        for start, end in steps:
            size = end - start
            gate, c, new = gates[:, start:end], cells[:, :size], spare[:, :size]
            if start:
                gate += np.matmul(outs[:, before : before + size], self.recur, out=back[:, :size])
            np.tanh(gate, out=gate)
            squashed = gate[:, :, : 3 * hidden]
            squashed += 1.0
            squashed *= 0.5
            c *= gate[:, :, hidden : 2 * hidden]
            c += np.multiply(gate[:, :, :hidden], gate[:, :, 3 * hidden :], out=new)
            np.multiply(gate[:, :, 2 * hidden : 3 * hidden], np.tanh(c, out=new), out=outs[:, start:end])
            before = start
        return outs


@dataclass(frozen=True, slots=True)
class Affine:
    """A matrix product and a bias; ``weights`` is (width, outputs)."""

    weights: Floats
    bias: Floats

    @classmethod
    def of(cls, layer: Model[Any, Any]) -> Self:
        """Return that of a layer of thinc."""
        return cls(np.ascontiguousarray(layer.get_param("W").T), layer.get_param("b"))

    def read(self, x: Floats) -> Floats:
        """Return the layer's result."""
        found: Floats = x @ self.weights
        found += self.bias
        return found
