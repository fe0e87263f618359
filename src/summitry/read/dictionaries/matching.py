"""Matching the patterns of verbs with a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

from summitry.read.dictionaries.entries import Element, Mark, Pattern, VerbForm
from summitry.read.dictionaries.phrases import NounPhrase, Sight


@dataclass(frozen=True, slots=True)
class Field:
    """What a verb's patterns may look at: its own words, and how far to the left and right (exclusive)."""

    first: int
    last: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Match:
    """Whom the signs of a pattern found, and the words that it used (numbers of ``Sight.words``)."""

    source: NounPhrase | None
    target: NounPhrase | None
    used: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    marks: tuple[tuple[Mark, NounPhrase], ...] = ()
    used: tuple[int, ...] = ()


def match_verb(sight: Sight, form: VerbForm, i: int) -> tuple[int, int] | None:
    """Return the words (first, end) of a verb whose head is word ``i``; None where its other words are missing."""
    first = i - form.head
    end = first + len(form.words)
    if first < 0 or end > len(sight.words):
        return None
    words = tuple(word.text for word in sight.words[first:end])
    return (first, end) if words == form.words else None


def match_pattern(sight: Sight, pattern: Pattern, field: Field) -> Match | None:
    """Return what a pattern finds around a verb, or None if it does not fit.

    Words of a pattern may lie apart unless they are joined; each is looked for from the verb outwards.
    """
    left = _outwards(sight, pattern.before, field.first - 1, field.left - 1, -1)
    if left is None:
        return None
    right = _outwards(sight, pattern.after, field.last, field.right, 1)
    if right is None:
        return None
    source: NounPhrase | None = None
    target: NounPhrase | None = None
    for mark, phrase in (*left.marks, *right.marks):
        if mark in {Mark.SOURCE, Mark.BOTH}:
            source = phrase
        if mark in {Mark.TARGET, Mark.BOTH}:
            target = phrase
    return Match(source, target, tuple(sorted((*left.used, *right.used))))


def _outwards(sight: Sight, elements: Sequence[Element], at: int, stop: int, step: int) -> _Found | None:
    """Match elements from word ``at`` on, in steps of 1 or -1, before word ``stop``."""
    if not elements:
        return _Found()
    element, rest = elements[0], elements[1:]
    i = at
    while i != stop:
        for last, found in _here(sight, element, i, stop, step):
            more = _outwards(sight, rest, last + step, stop, step)
            if more is not None:
                return _Found((*found.marks, *more.marks), (*found.used, *more.used))
        if element.tight:
            return None
        i += step
    return None


def _here(sight: Sight, element: Element, i: int, stop: int, step: int) -> list[tuple[int, _Found]]:
    """Return how an element fits at word ``i``: its outermost word and what it found, for each way."""
    if element.mark is not None:
        phrase = sight.phrase_at(i)
        if phrase is None or i != (phrase.first if step > 0 else phrase.last - 1):
            return []
        if element.mark is not Mark.SKIP and not phrase.names:
            return []
        if element.mark is Mark.BOTH and not phrase.joint:
            return []
        end = phrase.last - 1 if step > 0 else phrase.first
        if (step > 0 and end >= stop) or (step < 0 and end <= stop):
            return []
        marks = () if element.mark is Mark.SKIP else ((element.mark, phrase),)
        return [(end, _Found(marks))]
    found = []
    for words in element.words:
        end = i + step * (len(words) - 1)
        first, last = min(i, end), max(i, end)
        if first < 0 or (step > 0 and last >= stop) or (step < 0 and first <= stop):
            continue
        if tuple(word.text for word in sight.words[first : last + 1]) == words:
            found.append((end, _Found((), tuple(range(first, last + 1)))))
    return found
