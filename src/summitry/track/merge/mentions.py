"""Mentions of events in running text that mean one event: the linker behind the measured figure.

It shares with the judge of the ledger what compares words (stems, kinds of acts, telling words), and differs from it in
what it has to go by: a bare mention has no coded parties, place or date, so that documents are grouped first by what
they are about, and within a group the head word, the words around it and the likeness of the documents decide.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from summitry.track.merge.likeness import Matrix, compare, group, weigh_words
from summitry.track.merge.words import content_stems, kind_of, split_words, stem, stems

SAME_TOPIC = 0.2
"""Average likeness from which two groups of documents are about one thing."""

SAME_EVENT = 0.3
"""Average probability from which two groups of mentions are of one event."""

REACH = 4
"""Words on either side of a mention that count as near it."""

COMMON = 1.5
"""Weight of a head word under which it is common in the documents at hand."""


class Weights(NamedTuple):
    """Log odds of each piece of evidence, as ``tools/fit_mentions.py`` fits them on ECB+ topics 1 to 25.

    Attributes:
        none: before anything is compared.
        head: the same head stem.
        kind: heads of one kind of act.
        part: further words of the mentions are of one kind.
        common: the head is a common one.
        topic: likeness of two documents, whatever the heads.
        topic_head: likeness of two documents, heads alike.
        document: one document, whatever the heads.
        document_head: one document, heads alike.
        sentence: one sentence.
        context: likeness of the sentences.
        near: likeness of the words near the heads.
        near_head: the same, heads alike.
    """

    none: float = -4.03
    head: float = 3.07
    kind: float = 2.53
    part: float = 1.85
    common: float = 1.18
    topic: float = 0.59
    topic_head: float = 2.47
    document: float = 0.49
    document_head: float = 1.41
    sentence: float = -2.14
    context: float = 0.37
    near: float = 2.42
    near_head: float = -0.72


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a text that tell of an event.

    Attributes:
        key: names the mention.
        document: id of its document.
        number: of its sentence in the document.
        sentence: the words of the sentence.
        start: index of its first word in the sentence.
        end: index after its last word.
    """

    key: str
    document: str
    number: int
    sentence: tuple[str, ...]
    start: int
    end: int


class _Traits(NamedTuple):
    """What of a mention is compared."""

    head: str
    kind: str
    kinds: frozenset[str]
    around: dict[str, int]
    near: dict[str, int]


def link(
    mentions: Sequence[Mention], documents: Mapping[str, str], weights: Weights | None = None
) -> tuple[tuple[str, ...], ...]:
    """Group the mentions that mean one event, within and across documents.

    Args:
        mentions: in any order; the order makes no difference.
        documents: id to text of every document that has a mention; a few thousand at most, as each is compared with
            each.
        weights: other than the fitted ones.

    Returns:
        Groups of keys, sorted.
    """
    found: list[tuple[str, ...]] = []
    for block, evidence in gather(mentions, documents):
        labels = group(_rate(evidence, weights or Weights()), SAME_EVENT).tolist()
        members: dict[int, list[str]] = defaultdict(list)
        for mention, label in zip(block, labels, strict=True):
            members[label].append(mention.key)
        found.extend(map(tuple, members.values()))
    return tuple(sorted(found))


def gather(
    mentions: Sequence[Mention], documents: Mapping[str, str]
) -> Iterator[tuple[tuple[Mention, ...], tuple[Matrix, ...]]]:
    """Yield the mentions of each group of documents about one thing, with the evidence on each pair of them.

    Args:
        mentions: in any order.
        documents: id to text.

    Yields:
        Mentions sorted by key, and one array of shape (mentions, mentions) for each weight after the first.
    """
    ordered = sorted(mentions, key=lambda mention: mention.key)
    names = sorted({mention.document for mention in ordered})
    bags = [Counter(stems(documents[name])) for name in names]
    telling = weigh_words(bags)
    alike = compare(bags, telling)
    topics = dict(zip(names, group(alike, SAME_TOPIC).tolist(), strict=True))
    place = {name: index for index, name in enumerate(names)}
    blocks: dict[int, list[Mention]] = defaultdict(list)
    for mention in ordered:
        blocks[topics[mention.document]].append(mention)
    for block in blocks.values():
        where = [place[mention.document] for mention in block]
        yield tuple(block), _find_evidence(block, alike[np.ix_(where, where)], telling)


def _rate(evidence: Sequence[Matrix], weights: Weights) -> Matrix:
    """Return the probability of each pair of mentions to mean one event, shape (mentions, mentions)."""
    odds = np.full(evidence[0].shape, weights.none, dtype=np.float32)
    for weight, piece in zip(weights[1:], evidence, strict=True):
        odds += np.float32(weight) * piece
    rated: Matrix = (1 / (1 + np.exp(-odds))).astype(np.float32)
    return rated


def _find_evidence(block: Sequence[Mention], alike: Matrix, telling: Mapping[str, float]) -> tuple[Matrix, ...]:
    """Return the evidence on each pair of mentions, one array for each weight after the first.

    Args:
        block: mentions.
        alike: likeness of their documents, shape (mentions, mentions).
        telling: word to weight.
    """
    traits = [_describe(mention) for mention in block]
    head = _equal([trait.head for trait in traits])
    kind = _equal([trait.kind for trait in traits])
    kinds = compare([dict.fromkeys(trait.kinds, 1) for trait in traits], dict.fromkeys(_all_kinds(traits), 1.0)) > 0
    hit = (head | kind | kinds).astype(np.float32)
    document = _equal([mention.document for mention in block]).astype(np.float32)
    sentence = _equal([(mention.document, mention.number) for mention in block])
    rare = np.array([telling.get(trait.head, math.inf) for trait in traits], dtype=np.float32)
    common = hit * ((rare[:, None] + rare[None, :]) / 2 < COMMON)
    topic = alike * (1 - document)
    near = compare([trait.near for trait in traits], telling)
    pieces = (
        head,
        kind & ~head,
        kinds & ~kind,
        common,
        topic,
        topic * hit,
        document,
        document * hit,
        sentence,
        compare([trait.around for trait in traits], telling),
        near,
        near * hit,
    )
    return tuple(piece.astype(np.float32) for piece in pieces)


def _all_kinds(traits: Sequence[_Traits]) -> set[str]:
    """Return every kind of act that some mentions tell of."""
    return {kind for trait in traits for kind in trait.kinds}


def _describe(mention: Mention) -> _Traits:
    own = [word for text in mention.sentence[mention.start : mention.end] for word in split_words(text)]
    told = content_stems(own) or [stem(word) for word in own] or [""]
    around = Counter(stems(" ".join(mention.sentence)))
    for word in told:
        around.pop(word, None)
    before = mention.sentence[max(0, mention.start - REACH) : mention.start]
    near = Counter(stems(" ".join((*before, *mention.sentence[mention.end : mention.end + REACH]))))
    return _Traits(told[0], kind_of(told[0]), frozenset(map(kind_of, told)), dict(around), dict(near))


def _equal(values: Sequence[object]) -> NDArray[np.bool_]:
    """Return which pairs of values are equal, shape (values, values)."""
    codes: dict[object, int] = {}
    numbers = np.array([codes.setdefault(value, len(codes)) for value in values])
    equal: NDArray[np.bool_] = numbers[:, None] == numbers[None, :]
    return equal
