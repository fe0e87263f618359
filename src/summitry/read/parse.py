"""A document as sentences, words, trees and names; with ``language`` the only module that knows spaCy.

The tree is Universal Dependencies (v2 labels). Words are normalised for the parser (curly quotes, no-break spaces,
hyphen breaks at line ends, headlines in capitals), while every offset still points into ``Document.text``.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summitry.read.layout import Block, BlockKind, find_blocks
from summitry.records import Document, Span

if TYPE_CHECKING:
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
    """A document with its words, sentences, names and blocks."""

    document: Document
    blocks: tuple[Block, ...]
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    children: tuple[tuple[int, ...], ...]
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
        found: list[int] = []
        waiting = [i]
        while waiting:
            word = waiting.pop()
            found.append(word)
            waiting.extend(c for c in self.children[word] if base(self.tokens[c].dep) not in barred)
        return tuple(sorted(found))

    def dependents(self, i: int, *labels: str) -> tuple[int, ...]:
        """Return the direct dependents of word ``i`` whose label, with or without subtype, is one of ``labels``."""
        return tuple(c for c in self.children[i] if self.tokens[c].dep in labels or base(self.tokens[c].dep) in labels)

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
        found = []
        for token in self.tokens[low:]:
            if token.start >= span.end:
                break
            found.append(token)
        return tuple(found)


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
CAPITALS_SHARE = 0.8
"""A heading with at least this share of capital letters is read as if written in title case."""


def parse_documents(documents: Iterable[Document], pipeline: "Language", *, batch_size: int = 32) -> Iterator[Parsed]:
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
    parsed = pipeline.pipe([text for piece in pieces for text, _ in piece], batch_size=64)
    for document, blocks, piece in zip(documents, laid_out, pieces, strict=True):
        docs = [next(parsed) for _ in piece]
        yield _assemble(document, blocks, docs, [offsets for _, offsets in piece])


def normalise(text: str, block: Block) -> tuple[str, list[int]]:
    r"""Return a block's content as the parser likes it, and for each character its offset in the text.

    >>> from summitry.read.layout import find_blocks
    >>> block = find_blocks("They agreed to resume politi-\ncal talks.")[0]
    >>> normalise("They agreed to resume politi-\ncal talks.", block)[0]
    'They agreed to resume political talks.'
    """
    raw = text[block.content.start : block.content.end]
    offsets: list[int] = []
    parts: list[str] = []
    position = 0
    for match in _BREAK.finditer(raw):
        parts.append(raw[position : match.start()])
        offsets.extend(range(position, match.start()))
        position = match.end()
    parts.append(raw[position:])
    offsets.extend(range(position, len(raw)))
    clean = _SURROGATE.sub("\ufffd", "".join(parts).translate(_STRAIGHT))
    letters = [c for c in clean if c.isalpha()]
    if (
        block.kind in {BlockKind.TITLE, BlockKind.HEADING}
        and letters
        and sum(c.isupper() for c in letters) >= CAPITALS_SHARE * len(letters)
    ):
        clean = _title_case(clean)
    kept = _readable(clean)
    return "".join(clean[i] for i in kept), [block.content.start + offsets[i] for i in kept]


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


def _assemble(document: Document, blocks: tuple[Block, ...], docs: "list[Doc]", offsets: list[list[int]]) -> Parsed:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    names: list[Name] = []
    for number, (doc, offset) in enumerate(zip(docs, offsets, strict=True)):
        index = _keep_words(doc, len(tokens))
        for word in doc:
            if word.i not in index:
                continue
            end = offset[word.idx + len(word.text) - 1] + 1
            head = index.get(word.head.i, index[word.i])
            tokens.append(
                Token(
                    index[word.i],
                    offset[word.idx],
                    end,
                    word.text,
                    word.lemma_ or word.text,
                    word.pos_,
                    word.tag_,
                    word.dep_,
                    head,
                    str(word.morph),
                )
            )
        for sent in doc.sents:
            kept = [index[word.i] for word in sent if word.i in index]
            if kept:
                sentences.append(Sentence(kept[0], kept[-1] + 1, index.get(sent.root.i, kept[0]), number))
        for ent in doc.ents:
            kept = [index[word.i] for word in ent if word.i in index]
            if kept:
                names.append(Name(kept[0], kept[-1] + 1, ent.label_))
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            children[token.head].append(token.i)
    sentence_of = [0] * len(tokens)
    for number, sentence in enumerate(sentences):
        for i in range(sentence.first, sentence.last):
            sentence_of[i] = number
    return Parsed(
        document, blocks, tuple(tokens), tuple(sentences), tuple(names), tuple(map(tuple, children)), tuple(sentence_of)
    )


def _keep_words(doc: "Doc", first: int) -> dict[int, int]:
    """Number the words that are not blank, counting on from ``first``."""
    kept = [token.i for token in doc if not token.is_space]
    return {i: first + number for number, i in enumerate(kept)}


def sentence_span(parsed: Parsed, sentence: Sentence) -> Span:
    """Return the characters of a sentence."""
    return parsed.span(sentence.first, sentence.last)
