"""Near-copies of a text: one wire report printed by many outlets is one source."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeVar

import numpy as np

from summitry.track.values import R, Told

SIZE = 64
"""Hashes kept of a text; the standard error of an estimated share s is the root of s(1 - s)/64, at most 0.06."""

RUN = 3
"""Words of a shingle."""

COPY = 0.5
"""Share of common shingles from which two texts are copies of one: below a half, more was rewritten than kept."""

_WORD = re.compile(r"\w+")
_LONGEST = 20_000
"""Words that are looked at; what follows in a longer text does not change what it is a copy of."""

_MIX = np.uint64(0x9E3779B97F4A7C15)
_MIX_NEXT = np.uint64(0xC2B2AE3D27D4EB4F)
_MIX_LAST = np.uint64(0x165667B19E3779F9)
_SHIFT = np.uint64(32)
T = TypeVar("T")


def sketch(text: str) -> bytes:
    """Return what is needed to know near-copies of a text: the smallest hashes of its runs of three words.

    >>> alike(sketch("Abe met Putin in Sochi on Saturday"), sketch("abe met Putin, in Sochi, on Saturday."))
    1.0

    Args:
        text: a whole document, in any language that divides words.

    Returns:
        At most 64 numbers of four bytes, ascending; ``b""`` for a text without words. The same on every machine.

    Source: bottom-k sketches, Cohen and Kaplan 2007, "Summarizing data using bottom-k sketches".
    """
    words = _WORD.findall(text.lower())[:_LONGEST]
    if not words:
        return b""
    codes = np.fromiter(map(_hash_word, words), dtype=np.uint64, count=len(words))
    if len(codes) < RUN:
        codes = np.append(codes, np.zeros(RUN - len(codes), dtype=np.uint64))
    mixed = codes[:-2] * _MIX + codes[1:-1] * _MIX_NEXT + codes[2:] * _MIX_LAST
    mixed ^= mixed >> _SHIFT
    mixed *= _MIX
    hashes = np.unique((mixed >> _SHIFT).astype("<u4"))
    return hashes[:SIZE].tobytes()


def alike(one: bytes, other: bytes) -> float:
    """Return the estimated share of runs of three words that two texts have in common (Jaccard), 0 to 1.

    >>> alike(sketch("a b c d"), sketch("e f g h"))
    0.0

    Args:
        one: a sketch.
        other: another; a share with a text without words (``b""``) is 0.
    """
    return 1.0 if one == other and one else share_of(unpack(one), unpack(other))


@lru_cache(maxsize=4096)
def unpack(packed: bytes) -> frozenset[int]:
    """Return the hashes of a sketch."""
    return frozenset(np.frombuffer(packed, dtype="<u4").tolist())


def share_of(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the estimated Jaccard share of two unpacked sketches."""
    both = one & other
    if not both:
        return 0.0
    least = sorted(one | other)[:SIZE]
    return len(both.intersection(least)) / len(least)


def independent(told: Sequence[Told[R]]) -> tuple[tuple[Told[R], ...], ...]:
    """Group rows by source: rows of one document, and of near-copies of it, are one source.

    Args:
        told: rows in any order.

    Returns:
        The groups, each in order of publication, earliest first; the groups by their first rows.
    """
    rows = sorted(told, key=published_order)
    if len(rows) == 1:
        return ((rows[0],),)
    sketches: dict[str, bytes] = {}
    for row in rows:
        sketches.setdefault(row.document, row.sketch)
    documents = list(sketches)
    source = {document: document for document in documents}
    for index, one in enumerate(documents):
        for other in documents[index + 1 :]:
            if sketches[one] and alike(sketches[one], sketches[other]) >= COPY:
                first, second = _root(source, one), _root(source, other)
                if first != second:
                    source[second] = first
    groups: dict[str, list[Told[R]]] = {}
    for row in rows:
        groups.setdefault(_root(source, row.document), []).append(row)
    return tuple(tuple(group) for group in groups.values())


def published_order(row: Told[R]) -> tuple[bool, str, str]:
    """Return what sorts rows by day of publication, undated ones last, then by key."""
    return (row.published is None, row.published.isoformat() if row.published else "", row.key)


def _root(source: dict[str, str], document: str) -> str:
    while source[document] != document:
        document = source[document]
    return document


@lru_cache(maxsize=1 << 16)
def _hash_word(word: str) -> int:
    """Return 64 bits of FNV-1a over the word's UTF-8, the same on every machine."""
    value = 0xCBF29CE484222325
    for byte in word.encode("utf-8", "surrogatepass"):
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value
