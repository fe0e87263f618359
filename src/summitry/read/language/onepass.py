"""The shipped pipeline's trained parts run together: one pass over a batch of documents where spaCy makes seven.

What is found is the same. The encoders run on ``layers``; one matrix product serves tags, features and the parser; a
lemma is worked out only where the lexicon has none; the moves of a parser are scored with NumPy, since spaCy scores
them with a slower library and takes the interpreter's lock for each of its calls. spaCy's own code still says which
moves are allowed, makes them, and writes the annotations.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import ORTH, TAG
from spacy.language import Language
from spacy.ml.parser_model import ParserStepModel
from spacy.tokens import Doc
from spacy.util import minibatch
from thinc.api import Model

from summitry.read.language.layers import Affine, TwoWay, Window
from summitry.read.language.lemmas import LemmaLexicon
from summitry.read.language.words import WordMemory

Floats = NDArray[np.float32]

PARTS = ("tok2vec", "tagger", "morphologizer", "parser", "trainable_lemmatizer", "lemma_lexicon", "ner")
"""The components that are run together, in their order."""
MOST_WORDS = 4096
"""Words that are read together, unless one document has more; memory grows with it."""
MOST_LEMMAS = 50_000
"""Words with their tags whose lemmas are kept in memory."""


@dataclass(frozen=True, slots=True)
class _Encoder:
    """An encoder; ``first`` is its first windowed layer, whose sums are remembered once a word."""

    embed: Model[Any, Any]
    first: Window
    windows: tuple[Window, ...]
    ways: tuple[TwoWay, ...]
    pad: int

    def work_out(self, doc: Doc) -> tuple[Floats, Floats]:
        """Return the vectors of words apart from their context, and what the first layer makes of them."""
        vectors = self.embed.predict([doc])[0]
        return vectors, self.first.project(vectors)

    def read(self, table: Floats, projected: Floats, rows: NDArray[np.intp], lengths: list[int]) -> Floats:
        """Return the vectors of words in context, those of all documents in one array."""
        places = np.repeat(self.pad * np.arange(1, len(lengths) + 1), lengths) + np.arange(len(rows))
        padded = np.zeros(len(rows) + self.pad * (len(lengths) + 1), dtype=np.intp)
        padded[places] = rows
        x = self.first.read_words(projected, table, padded)
        for window in self.windows:
            x = window.read(x)
        x = x[places]
        for way in self.ways:
            x = way.read(x, lengths)
        return x


@dataclass(frozen=True, slots=True)
class _Mover:
    """A parser or a recogniser of names: it moves word by word, and scores its moves by a few words that it sees.

    Attributes:
        part: the component.
        lower: makes of a word what it adds to a state, for each part of a state that it can be.
        missing: what no word adds: (parts, sums).
        bias: of a state's sums.
        upper: scores the moves.
        step: tells which words a state sees.
    """

    part: Any
    lower: Floats
    missing: Floats
    bias: Floats
    upper: Affine
    step: ParserStepModel

    def read(self, docs: list[Doc], x: Floats) -> None:
        """Annotate documents, given the vectors of their words."""
        parts, width = self.missing.shape
        added = np.empty((len(x) + 1, parts * width), dtype=np.float32)
        added[0] = self.missing.ravel()
        np.matmul(x, self.lower, out=added[1:])
        added = added.reshape(-1, width)
        offsets = np.arange(parts, 2 * parts)
        half = width // 2
        batch = self.part.moves.init_batch(docs)
        states = [state for state in batch if not state.is_final()]
        while states:
            seen = self.step.get_token_ids(states) * parts
            seen += offsets
            sums = np.add.reduce(added[seen], axis=1)
            sums += self.bias
            scores = self.upper.read(np.maximum(sums[:, :half], sums[:, half:]))
            states = self.part.transition_states(states, scores)
        self.part.set_annotations(docs, batch)


class OnePass:
    """Runs the trained parts of a pipeline together, once it has taken them over; else it does nothing."""

    def __init__(self) -> None:
        self._nlp: Language | None = None

    def take(self, nlp: Language) -> bool:
        """Take the trained parts over and switch them off, and say whether it did: only parts as those that ship."""
        try:
            self._read_parts(nlp)
        except (KeyError, ValueError, AttributeError, TypeError):
            return False
        for name in PARTS:
            nlp.disable_pipe(name)
        self._nlp = nlp
        return True

    def _read_parts(self, nlp: Language) -> None:
        if tuple(name for name in nlp.pipe_names if name in PARTS) != PARTS:
            message = f"the pipeline has other parts: {nlp.pipe_names}"
            raise ValueError(message)
        encoder, tagger, features, parser, trees, lexicon, names = (nlp.get_pipe(name) for name in PARTS)
        if not isinstance(lexicon, LemmaLexicon) or trees.overwrite or trees.backoff != "orth" or trees.top_k < 2:  # noqa: PLR2004
            message = "the pipeline finds lemmas in another way"
            raise ValueError(message)
        self._encoders = (_read_encoder(encoder.model), _read_encoder(_find(names.model, "embed")))
        self._words = WordMemory(lambda doc: tuple(chain.from_iterable(e.work_out(doc) for e in self._encoders)))
        self._taggers = (tagger, features)
        self._parser, self._names = _read_mover(parser), _read_mover(names)
        tags = [Affine.of(part.model.get_ref("softmax")) for part in self._taggers]
        inputs = [Affine.of(_linear(part)) for part in (parser, names)]
        self._joint = Affine(
            np.ascontiguousarray(np.concatenate([a.weights for a in (*tags, inputs[0])], axis=1)),
            np.concatenate([a.bias for a in (*tags, inputs[0])]),
        )
        self._ends = np.cumsum([len(a.bias) for a in tags]).tolist()
        self._name_input = inputs[1]
        self._lemmas = _Lemmas(trees, lexicon, Affine.of(trees.model.get_ref("softmax")))

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one document."""
        self._read_batch([doc])
        return doc

    def pipe(self, docs: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        """Annotate documents, many at a time."""
        for batch in minibatch(docs, batch_size):
            documents = list(batch)
            self._read_batch(documents)
            yield from documents

    def _read_batch(self, docs: list[Doc]) -> None:
        if self._nlp is None:
            return
        portion: list[Doc] = []
        words = 0
        for doc in sorted((doc for doc in docs if len(doc)), key=len):
            if portion and words + len(doc) > MOST_WORDS:
                self._read(portion)
                portion, words = [], 0
            portion.append(doc)
            words += len(doc)
        if portion:
            self._read(portion)

    def _read(self, docs: list[Doc]) -> None:
        lengths = [len(doc) for doc in docs]
        cuts = np.cumsum(lengths)[:-1]
        rows = self._words.number(docs)
        tables = self._words.tables
        x = self._encoders[0].read(tables[0], tables[1], rows, lengths)
        scores = self._joint.read(x)
        start = 0
        for part, end in zip(self._taggers, self._ends, strict=True):
            part.set_annotations(docs, np.split(scores[:, start:end].argmax(axis=1), cuts))
            start = end
        self._parser.read(docs, scores[:, start:])
        self._lemmas.read(docs, x)
        self._names.read(docs, self._name_input.read(self._encoders[1].read(tables[2], tables[3], rows, lengths)))


class _Lemmas:
    """Sets the lemmas of tagged documents: from the lexicon, else by the trained lemmatizer's trees."""

    def __init__(self, trees: Any, lexicon: LemmaLexicon, scores: Affine) -> None:  # noqa: ANN401  # spaCy has no types
        self._trees = trees.trees
        self._labels: Sequence[int] = trees.cfg["labels"]
        self._tries: int = min(trees.top_k, len(self._labels))
        self._strings = trees.vocab.strings
        self._lexicon = lexicon
        self._scores = scores
        self._known: dict[tuple[int, int], int] = {}
        self._edited: dict[tuple[int, int], str | None] = {}

    def read(self, docs: list[Doc], x: Floats) -> None:
        """Set the lemmas of documents, given the vectors of their words."""
        if len(self._known) > MOST_LEMMAS or len(self._edited) > MOST_LEMMAS:
            self._known.clear()
            self._edited.clear()
        words = list(chain.from_iterable(map(tuple, doc.to_array([ORTH, TAG]).tolist()) for doc in docs))
        for word in words:
            if word not in self._known:
                spelling, tag = (self._strings[number] for number in word)
                lemma = self._lexicon.find(spelling.lower(), tag)
                self._known[word] = -1 if lemma is None else self._strings.add(lemma)
        found = [self._known[word] for word in words]
        unknown = [i for i, lemma in enumerate(found) if lemma < 0]
        if unknown:
            guessed = self._guess([words[i] for i in unknown], self._scores.read(x[unknown]))
            for i, guess in zip(unknown, guessed, strict=True):
                found[i] = guess
        for token, number in zip(chain.from_iterable(docs), found, strict=True):
            token.lemma = number

    def _guess(self, words: list[tuple[int, int]], scores: Floats) -> Iterator[int]:
        """Yield the lemmas of words that the lexicon does not have: of the best trees the first that fits."""
        best = scores.argmax(axis=1).tolist()
        for i, (spelling, tag) in enumerate(words):
            lemma = self._edit(best[i], spelling)
            for _ in range(self._tries - 1):
                if lemma is not None:
                    break
                scores[i, best[i]] = np.finfo(np.float32).min
                best[i] = int(scores[i].argmax())
                lemma = self._edit(best[i], spelling)
            text = self._strings[spelling]
            better = self._lexicon.mend(text.lower(), self._strings[tag], text if lemma is None else lemma)
            lemma = better if better is not None else lemma
            yield spelling if lemma is None else self._strings.add(lemma)

    def _edit(self, label: int, spelling: int) -> str | None:
        key = (label, spelling)
        if key not in self._edited:
            self._edited[key] = self._trees.apply(self._labels[label], self._strings[spelling])
        return self._edited[key]


def create_one_pass(nlp: Language, name: str) -> OnePass:
    """Return a component that runs nothing yet; ``take`` gives it the parts of a pipeline."""
    del nlp, name  # spaCy passes both to every factory
    return OnePass()


Language.factory("one_pass", func=create_one_pass)


# ---------------------------------------------------------------- reading the layers of thinc's models
def _leaves(model: Model[Any, Any]) -> Iterator[Model[Any, Any]]:
    """Yield the layers of a model that have none of their own, in the order in which they run."""
    if not model.layers:
        yield model
    for layer in model.layers:
        yield from _leaves(layer)


def _find(model: Model[Any, Any], ref: str) -> Model[Any, Any]:
    """Return the node of a model that names another one so."""
    return next(node for node in model.walk() if node.has_ref(ref))


def _read_encoder(model: Model[Any, Any]) -> _Encoder:
    embed, encode = model.get_ref("embed"), model.get_ref("encode")
    layers = [layer for layer in _leaves(encode) if layer.name != "dropout"]
    windows: list[Window] = []
    ways: list[TwoWay] = []
    position = 0
    while position < len(layers):
        names = [layer.name for layer in layers[position : position + 3]]
        if (
            names == ["expand_window", "maxout", "layernorm"]
            and layers[position].attrs["window_size"] == 1
            and not ways
        ):
            windows.append(Window.of(*layers[position + 1 : position + 3]))
            position += 3
        elif names[:2] == ["two_way_lstm", "layernorm"] and windows:
            ways.append(TwoWay.of(*layers[position : position + 2]))
            position += 2
        else:
            message = f"the encoder has other layers: {names}"
            raise ValueError(message)
    pad = next(node for node in encode.walk() if node.attrs.get("pad")).attrs["pad"]
    return _Encoder(embed, windows[0], tuple(windows[1:]), tuple(ways), pad)


def _linear(part: Any) -> Model[Any, Any]:  # noqa: ANN401  # spaCy has no types
    """Return the layer that stands between an encoder and a parser."""
    *_, last = _leaves(part.model.get_ref("tok2vec"))
    if last.name != "linear":
        message = f"a parser reads its words through another layer: {last.name}"
        raise ValueError(message)
    return last


class _Shape:
    """Stands in for a parser's lower layer where only its shape is asked for."""

    def __init__(self, lower: Model[Any, Any]) -> None:
        self._lower = lower
        self.ops = lower.ops

    def __call__(self, x: Floats, _: bool) -> tuple[Floats, None]:  # noqa: FBT001  # spaCy calls it so
        sizes = [self._lower.get_dim(name) for name in ("nF", "nO", "nP")]
        return np.zeros((len(x) + 1, *sizes), dtype=np.float32), None

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever spaCy asks of a layer
        return getattr(self._lower, name)


def _read_mover(part: Any) -> _Mover:  # noqa: ANN401  # spaCy has no types
    lower, upper = part.model.get_ref("lower"), part.model.get_ref("upper")
    weights, bias, pad = (lower.get_param(name) for name in ("W", "b", "pad"))
    parts, width, pieces, inputs = weights.shape
    plain = part.cfg["beam_width"] == 1 and not part.model.attrs["unseen_classes"] and part.model.attrs["has_upper"]
    if not plain or pieces != 2:  # noqa: PLR2004
        message = f"{part.name} scores its moves in another way"
        raise ValueError(message)
    step = ParserStepModel(
        [],
        [lambda docs, is_train: (np.zeros((len(docs), inputs), dtype=np.float32), is_train), _Shape(lower), upper],
        has_upper=True,
        train=False,
    )
    return _Mover(
        part,
        np.ascontiguousarray(weights.transpose(3, 0, 2, 1).reshape(inputs, parts * pieces * width)),
        pad[0].transpose(0, 2, 1).reshape(parts, pieces * width),
        bias.T.ravel(),
        Affine.of(upper),
        step,
    )
