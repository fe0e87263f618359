"""A document as sentences, words, trees and names; with ``language`` the only module that knows spaCy.

The tree is Universal Dependencies (v2 labels). Words are normalised for the parser (curly quotes, no-break spaces,
hyphen breaks at line ends, headlines in capitals), while every offset still points into ``Document.text``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from summitry.read.layout import Block, BlockKind, find_blocks
from summitry.records import Document, Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Token:
    """One word: ``i`` counts words of the document; ``head`` is the ``i`` of its governor, its own at a root."""

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    morph: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words ``first`` to ``last`` (exclusive), the word at the root, and the number of the block it lies in."""

    first: int
    last: int
    root: int
    block: int


@dataclass(frozen=True, slots=True)
class Name:
    """Words ``first`` to ``last`` (exclusive) that name something: PER, ORG, LOC, GPE or NORP."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document with its words, sentences, names and blocks.

    Attributes:
        document: what was parsed.
        blocks: its paragraphs, headings and the like.
        tokens: its words.
        sentences: its sentences, in order.
        names: the names in it, in order.
        children: for each word its direct dependents, in order.
        labelled: for each word its direct dependents by label, each with and without subtype.
        sentence_of: for each word the number of its sentence.
    """

    document: Document
    blocks: tuple[Block, ...]
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    children: tuple[tuple[int, ...], ...]
    labelled: tuple[Mapping[str, tuple[int, ...]], ...]
    sentence_of: tuple[int, ...]

    def words(self, sentence: Sentence) -> tuple[Token, ...]:
        """Return the words of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def block_of(self, i: int) -> Block:
        """Return the block in which word ``i`` lies."""
        return self.blocks[self.sentences[self.sentence_of[i]].block]

    def span(self, first: int, last: int) -> Span:
        """Return the characters of words ``first`` to ``last`` (exclusive)."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def text(self, span: Span) -> str:
        """Return the document's own words at a span."""
        return self.document.text[span.start : span.end]

    def subtree(self, i: int, *, without: Iterable[str] = ()) -> tuple[int, ...]:
        """Return word ``i`` and all that depends on it, in order; branches with a label in ``without`` are left out.

        Labels are compared without their subtype: ``conj`` also leaves out ``conj:and``.
        """
        barred = frozenset(without)
        children, tokens = self.children, self.tokens
        found: list[int] = []
        waiting = [i]
        while waiting:
            word = waiting.pop()
            found.append(word)
            below = children[word]
            waiting.extend([c for c in below if base(tokens[c].dep) not in barred] if barred else below)
        return tuple(sorted(found))

    def dependents(self, i: int, *labels: str) -> tuple[int, ...]:
        """Return the direct dependents of word ``i`` whose label, with or without subtype, is one of ``labels``."""
        labelled = self.labelled[i]
        if not labelled:
            return ()
        if len(labels) == 1:
            return labelled.get(labels[0], ())
        found: tuple[int, ...] = ()
        for label in labels:
            if label in labelled:
                group = labelled[label]
                found = tuple(sorted({*found, *group})) if found else group
        return found

    def ancestors(self, i: int) -> Iterator[int]:
        """Yield the governors of word ``i`` up to the root."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield i

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """Return the words that lie at least partly in a span."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].end <= span.start:
                low = middle + 1
            else:
                high = middle
        high = low
        while high < len(self.tokens) and self.tokens[high].start < span.end:
            high += 1
        return self.tokens[low:high]


@lru_cache(maxsize=1024)
def base(dep: str) -> str:
    """Return a dependency label without its subtype.

    >>> base("nsubj:pass")
    'nsubj'
    """
    return dep.partition(":")[0]


_STRAIGHT = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‘": "'",
        "’": "'",
        "‚": "'",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u200b": " ",
        "\u00ad": " ",
        "\n": " ",
        "\t": " ",
        "\r": " ",
        "\u2028": " ",
        "\f": " ",
        "‐": "-",
        "‑": "-",
    }
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_BREAK = re.compile(r"(?<=[a-z])-[ \t]*\n[ \t]*(?=[a-z])")
LONGEST_WORD = 120
"""Characters without a blank that a word can have; what follows (an encoded file, a ruler of dots) is no language."""
BLOCKS = 256
"""Blocks that go through the language pipeline together."""
CAPITALS_SHARE = 0.8
"""A heading with at least this share of capital letters is read as if written in title case."""


def parse_documents(documents: Iterable[Document], pipeline: "Language", *, batch_size: int = 128) -> Iterator[Parsed]:
    """Parse documents lazily and in order, many blocks at a time.

    Args:
        documents: what to parse.
        pipeline: a loaded language pipeline (``language.load_pipeline``).
        batch_size: documents taken together; memory grows with it, speed a little.

    Yields:
        One ``Parsed`` a document.
    """
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) >= batch_size:
            yield from _parse_batch(batch, pipeline)
            batch = []
    yield from _parse_batch(batch, pipeline)


def _parse_batch(documents: list[Document], pipeline: "Language") -> Iterator[Parsed]:
    laid_out = [find_blocks(document.text, document.title) for document in documents]
    pieces = [
        [normalise(document.text, block) for block in blocks]
        for document, blocks in zip(documents, laid_out, strict=True)
    ]
    strings = _Strings(pipeline)
    parsed = pipeline.pipe([text for piece in pieces for text, _ in piece], batch_size=BLOCKS)
    for document, blocks, piece in zip(documents, laid_out, pieces, strict=True):
        docs = [next(parsed) for _ in piece]
        yield _assemble(document, blocks, docs, [offsets for _, offsets in piece], strings)


def normalise(text: str, block: Block) -> tuple[str, list[int]]:
    r"""Return a block's content as the parser likes it, and for each character its offset in the text.

    >>> from summitry.read.layout import find_blocks
    >>> block = find_blocks("They agreed to resume politi-\ncal talks.")[0]
    >>> normalise("They agreed to resume politi-\ncal talks.", block)[0]
    'They agreed to resume political talks.'
    """
    start = block.content.start
    raw = text[start : block.content.end]
    offsets: list[int] = []
    parts: list[str] = []
    position = 0
    for match in _BREAK.finditer(raw):
        parts.append(raw[position : match.start()])
        offsets.extend(range(start + position, start + match.start()))
        position = match.end()
    parts.append(raw[position:])
    offsets.extend(range(start + position, start + len(raw)))
    clean = _SURROGATE.sub("\ufffd", "".join(parts).translate(_STRAIGHT))
    if block.kind in {BlockKind.TITLE, BlockKind.HEADING} and _is_in_capitals(clean):
        clean = _title_case(clean)
    if "  " not in clean and max(map(len, clean.split(" "))) <= LONGEST_WORD:
        return clean, offsets
    kept = _readable(clean)
    return "".join([clean[i] for i in kept]), [offsets[i] for i in kept]


def _is_in_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) >= CAPITALS_SHARE * len(letters)


def _readable(text: str) -> list[int]:
    """Return which characters the parser shall see: one blank for many, and of an endless word its beginning only."""
    kept: list[int] = []
    length = 0
    for i, letter in enumerate(text):
        if letter == " ":
            if length or not kept:
                kept.append(i)
            length = 0
            continue
        length += 1
        if length <= LONGEST_WORD:
            kept.append(i)
    return kept


def _title_case(text: str) -> str:
    changed = re.sub(r"[^\W\d_]{4,}", lambda m: m[0][0] + m[0][1:].lower(), text)
    return changed if len(changed) == len(text) else text


def _assemble(
    document: Document, blocks: tuple[Block, ...], docs: "list[Doc]", offsets: list[list[int]], strings: "_Strings"
) -> Parsed:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    for number, (doc, offset) in enumerate(zip(docs, offsets, strict=True)):
        table = doc.to_array(_COLUMNS)
        order = _number_words(table[:, -1].tolist(), len(tokens))
        tokens.extend(_read_words(table, offset, order, strings))
        for sent in doc.sents:
            first, last, root = order[sent.start], order[sent.end], sent.root.i
            if last > first:
                sentences.append(Sentence(first, last, order[root] if order[root + 1] > order[root] else first, number))
        for ent in doc.ents:
            first, last = order[ent.start], order[ent.end]
            if last > first:
                names.append(Name(first, last, ent.label_))
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            children[token.head].append(token.i)
    labelled = tuple(_by_label(tokens, below) if below else _NOTHING for below in children)
    sentence_of = [0] * len(tokens)
    for number, sentence in enumerate(sentences):
        for i in range(sentence.first, sentence.last):
            sentence_of[i] = number
    return Parsed(
        document,
        blocks,
        tuple(tokens),
        tuple(sentences),
        tuple(names),
        tuple(map(tuple, children)),
        labelled,
        tuple(sentence_of),
    )


_NOTHING: Mapping[str, tuple[int, ...]] = {}


def _by_label(tokens: list[Token], words: list[int]) -> Mapping[str, tuple[int, ...]]:
    """Return words by their labels, with and without subtype."""
    found: dict[str, tuple[int, ...]] = {}
    for i in words:
        label = tokens[i].dep
        found[label] = (*found.get(label, ()), i)
        plain = base(label)
        if plain != label:
            found[plain] = (*found.get(plain, ()), i)
    return found


_NO_FEATURES = "_"


class _Strings(dict[int, str]):
    """What the numbers of the pipeline's vocabulary stand for; those met before are quicker than in the vocabulary."""

    def __init__(self, pipeline: "Language") -> None:
        super().__init__({0: ""})
        self._vocabulary = pipeline.vocab.strings

    def __missing__(self, key: int) -> str:
        found: str = self._vocabulary[key]
        self[key] = found
        return found


_COLUMNS = ["ORTH", "IDX", "LEMMA", "POS", "TAG", "DEP", "MORPH", "HEAD", "IS_SPACE"]


def _number_words(blank: list[int], first: int) -> list[int]:
    """Number the words, counting on from ``first``; one that is blank has the number of the word after it."""
    order = [first]
    for is_space in blank:
        first += not is_space
        order.append(first)
    return order


def _read_words(table: "NDArray[np.uint64]", offset: list[int], order: list[int], strings: _Strings) -> Iterator[Token]:
    """Yield the words that are not blank, given a row of ``_COLUMNS`` each; one that hangs on a blank is a root."""
    heads = table[:, _COLUMNS.index("HEAD")].astype("int64").tolist()
    for i, ((orth, start, lemma, pos, tag, dep, morph, _, is_space), away) in enumerate(
        zip(table.tolist(), heads, strict=True)
    ):
        if is_space:
            continue
        number, head = order[i], i + away
        text = strings[orth]
        yield Token(
            number,
            offset[start],
            offset[start + len(text) - 1] + 1,
            text,
            strings[lemma] or text,
            strings[pos],
            strings[tag],
            strings[dep],
            order[head] if order[head + 1] > order[head] else number,
            "" if (features := strings[morph]) == _NO_FEATURES else features,
        )


def sentence_span(parsed: Parsed, sentence: Sentence) -> Span:
    """Return the characters of a sentence."""
    return parsed.span(sentence.first, sentence.last)
