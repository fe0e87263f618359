"""The encoder of the language pipeline: two-way recurrence over whole paragraphs on top of spaCy's windowed layers.

spaCy's own encoder sees a few words to each side; the governor of a verb is often further away. Thinc's LSTM layer
cannot be used for this: the gradient of its NumPy version is wrong (thinc 8.3, compared with finite differences). This
one is plain NumPy, both directions at once.

Source: Hochreiter and Schmidhuber 1997, Long Short-Term Memory; Graves and Schmidhuber 2005, for its two-way form.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray
from thinc.api import Dropout, LayerNorm, Maxout, Model, chain, clone, expand_window, residual, with_array
from thinc.initializers import glorot_uniform_init

Floats = NDArray[np.float32]
Batch = list[Floats]


def build_encoder(width: int, window_depth: int, depth: int) -> Model[Batch, Batch]:
    """Return an encoder: windowed layers (one word to each side), then two-way LSTM layers, each added to what it read.

    Args:
        width: dimensions of a word going in and coming out; even.
        window_depth: number of windowed layers.
        depth: number of two-way LSTM layers.

    Returns:
        A model from word vectors (one array of words by ``width`` a document) to vectors in context of the same shape.
    """
    window = residual(
        chain(expand_window(window_size=1), Maxout(nO=width, nI=3 * width, nP=3, dropout=0.0, normalize=True))
    )
    layers: list[Model[Any, Any]] = [with_array(clone(window, window_depth), pad=window_depth)]
    for _ in range(depth):
        inside: Model[Any, Any] = chain(with_array(Dropout()), two_way_lstm(width))
        layers.append(chain(residual(inside), with_array(LayerNorm(nI=width))))
    encoder: Model[Batch, Batch] = chain(*layers)
    encoder.set_dim("nO", width)
    return encoder


spacy.registry.architectures.register("summitry.TwoWayEncoder.v1", func=build_encoder)


def two_way_lstm(width: int) -> Model[Batch, Batch]:
    """Return a layer that reads each document forwards and backwards; each direction makes half of its output."""
    return Model(
        "two_way_lstm",
        _forward,
        init=_init,
        dims={"nO": width, "nI": width},
        params={"W": None, "U": None, "b": None},
    )


def _init(model: Model[Batch, Batch], **_: object) -> None:
    width, hidden = model.get_dim("nI"), model.get_dim("nO") // 2
    for name, size in (("W", width), ("U", hidden)):
        gates = [glorot_uniform_init(model.ops, (hidden, size)) for _ in range(8)]
        model.set_param(name, model.ops.asarray(np.concatenate(gates).reshape(2, 4 * hidden, size)))
    bias = np.zeros((2, 4 * hidden), dtype=np.float32)
    bias[:, hidden : 2 * hidden] = 1.0  # a cell that starts by remembering learns sooner
    model.set_param("b", bias)


@dataclass(frozen=True, slots=True)
class Packing:
    """The words of a batch by step: all first words, then all second words, and so on, longest document first.

    Attributes:
        lengths: words of each document.
        forwards: where the words of each step lie in the joined documents, read from the start.
        backwards: the same, read from the end.
        steps: (start, end) of each step in those orders.
    """

    lengths: list[int]
    forwards: NDArray[np.intp]
    backwards: NDArray[np.intp]
    steps: list[tuple[int, int]]

    def split(self, joined: Floats) -> Batch:
        """Cut joined documents apart."""
        return np.split(joined, np.cumsum(self.lengths)[:-1]) if self.lengths else []


def pack(lengths: list[int]) -> Packing:
    """Return the order in which the words of documents of some lengths are read, step by step."""
    sizes = np.asarray(lengths, dtype=np.intp)
    starts = np.cumsum(sizes) - sizes
    order = np.argsort(-sizes, kind="stable")
    sizes, starts = sizes[order], starts[order]
    longest = int(sizes[0]) if len(sizes) else 0
    alive = np.searchsorted(-sizes, -np.arange(longest), side="left")
    ends = np.cumsum(alive)
    step = np.repeat(np.arange(longest), alive)
    which = np.arange(len(step)) - np.repeat(ends - alive, alive)
    return Packing(
        lengths,
        forwards=starts[which] + step,
        backwards=starts[which] + sizes[which] - 1 - step,
        steps=[(int(end - size), int(end)) for end, size in zip(ends, alive, strict=True)],
    )


@dataclass(frozen=True, slots=True)
class _Trace:
    """What the gradient needs of a forward pass; arrays are (direction, word in packed order, ...)."""

    inputs: tuple[Floats, Floats]
    gates: Floats  # in, forget, out, new: after their squashing
    cells: Floats
    outs: Floats


def _forward(model: Model[Batch, Batch], documents: Batch, *, is_train: bool) -> tuple[Batch, Callable[[Batch], Batch]]:
    del is_train  # reading and learning do the same sums
    w, u, b = model.get_param("W"), model.get_param("U"), model.get_param("b")
    hidden = u.shape[2]
    packing = pack([len(rows) for rows in documents])
    joined = np.concatenate(documents) if documents else np.zeros((0, w.shape[2]), dtype=np.float32)
    inputs = (joined[packing.forwards], joined[packing.backwards])
    # One tanh serves all four gates: sigmoid(x) = (1 + tanh(x / 2)) / 2.
    scale = np.repeat(np.asarray([0.5, 0.5, 0.5, 1.0], dtype=np.float32), hidden)
    gates = np.empty((2, len(joined), 4 * hidden), dtype=np.float32)
    for side, rows in enumerate(inputs):
        np.matmul(rows, (w[side] * scale[:, None]).T, out=gates[side])
    gates += (b * scale)[:, None]
    recur = np.ascontiguousarray((u * scale[:, None]).transpose(0, 2, 1))
    trace = _Trace(
        inputs,
        gates,
        cells=np.empty((2, len(joined), hidden), dtype=np.float32),
        outs=np.empty((2, len(joined), hidden), dtype=np.float32),
    )
    _run(trace, recur, packing.steps)
    result = np.empty((len(joined), 2 * hidden), dtype=np.float32)
    result[packing.forwards, :hidden] = trace.outs[0]
    result[packing.backwards, hidden:] = trace.outs[1]

    def backprop(gradients: Batch) -> Batch:
        return _backward(model, trace, packing, gradients)

    return packing.split(result), backprop


def _run(trace: _Trace, recur: Floats, steps: list[tuple[int, int]]) -> None:
    """Fill gates, cells and outputs step by step; the gates hold what the inputs give."""
    hidden = recur.shape[1]
    h = c = np.zeros((2, 0, hidden), dtype=np.float32)
    for number, (start, end) in enumerate(steps):
        gate = trace.gates[:, start:end]
        if number:
            gate += h[:, : end - start] @ recur
        np.tanh(gate, out=gate)
        squashed = gate[:, :, : 3 * hidden]
        squashed += 1.0
        squashed *= 0.5
        new = gate[:, :, :hidden] * gate[:, :, 3 * hidden :]
        if number:
            new += gate[:, :, hidden : 2 * hidden] * c[:, : end - start]
        c = new
        h = gate[:, :, 2 * hidden : 3 * hidden] * np.tanh(c)
        trace.cells[:, start:end] = c
        trace.outs[:, start:end] = h


def _backward(model: Model[Batch, Batch], trace: _Trace, packing: Packing, gradients: Batch) -> Batch:
    w, u = model.get_param("W"), model.get_param("U")
    hidden = u.shape[2]
    d_out = np.concatenate(gradients)
    d_h = np.stack([d_out[packing.forwards, :hidden], d_out[packing.backwards, hidden:]])
    d_gates, before = _unrun(trace, u, packing.steps, d_h)
    model.inc_grad("W", np.stack([d_gates[side].T @ trace.inputs[side] for side in (0, 1)]))
    model.inc_grad("U", np.stack([d_gates[side].T @ before[side] for side in (0, 1)]))
    model.inc_grad("b", d_gates.sum(axis=1))
    d_in = np.zeros((len(d_out), w.shape[2]), dtype=np.float32)
    d_in[packing.forwards] += d_gates[0] @ w[0]
    d_in[packing.backwards] += d_gates[1] @ w[1]
    return packing.split(d_in)


def _unrun(trace: _Trace, u: Floats, steps: list[tuple[int, int]], d_h: Floats) -> tuple[Floats, Floats]:
    """Return the gradient of the gates before their squashing, and each word's output of the step before."""
    hidden = u.shape[2]
    d_gates = np.zeros_like(trace.gates)
    before = np.zeros_like(trace.outs)
    most = steps[0][1] if steps else 0
    back_h = np.zeros((2, most, hidden), dtype=np.float32)
    back_c = np.zeros((2, most, hidden), dtype=np.float32)
    for number in range(len(steps) - 1, -1, -1):
        start, end = steps[number]
        size = end - start
        into, forget, out, new = np.split(trace.gates[:, start:end], 4, axis=2)
        squashed = np.tanh(trace.cells[:, start:end])
        dh = d_h[:, start:end] + back_h[:, :size]
        dc = back_c[:, :size] + dh * out * (1.0 - squashed * squashed)
        d_gate = d_gates[:, start:end]
        d_gate[:, :, :hidden] = dc * new * into * (1.0 - into)
        d_gate[:, :, 2 * hidden : 3 * hidden] = dh * squashed * out * (1.0 - out)
        d_gate[:, :, 3 * hidden :] = dc * into * (1.0 - new * new)
        if number:
            first = steps[number - 1][0]
            before[:, start:end] = trace.outs[:, first : first + size]
            d_gate[:, :, hidden : 2 * hidden] = dc * trace.cells[:, first : first + size] * forget * (1.0 - forget)
            back_h[:, :size] = d_gate @ u
            back_c[:, :size] = dc * forget
    return d_gates, before
