# ruff: noqa: S311  # variants of sentences are no secrets, and spaCy seeds this generator
"""Variants of the training sentences: headline capitals, typographic quotes, other names.

The treebanks hold few headlines and hardly any curly quotation marks, and a parser that never saw them breaks on
them. The name corpora hold few names from most of the world, and a name finder knows the names it saw.
"""

import random
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import spacy
from names import STATES
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

HALF = 0.5
_LONG = 3  # words from which on a body's name is swapped
_SMALL = frozenset({"a", "an", "the", "of", "in", "on", "to", "for", "and", "or", "at", "by", "with", "as", "from"})
_OPENING = {'"': "“", "'": "‘", "``": "“"}
_CLOSING = {'"': "”", "'": "’", "''": "”"}


def capitals(words: list[str]) -> list[str]:
    """Return words as a headline in capitals."""
    return [word.upper() for word in words]


def title_case(words: list[str]) -> list[str]:
    """Return words as a headline in title case."""
    return [word if word in _SMALL or not word.islower() else word[:1].upper() + word[1:] for word in words]


def small(words: list[str]) -> list[str]:
    """Return words without capitals."""
    return [word.lower() for word in words]


def curly(words: list[str]) -> list[str]:
    """Return words with typographic quotation marks and apostrophes."""
    out: list[str] = []
    is_open = False
    for word in words:
        if word in _OPENING or word == "''":
            out.append(_CLOSING[word] if is_open or word == "''" else _OPENING[word])
            is_open = not is_open
        else:
            out.append(word.replace("'", "’"))
    return out


@spacy.registry.augmenters("summitry.as_they_come.v1")
def create_augmenter(*, level: float, case_level: float) -> Callable[[Language, Example], Iterator[Example]]:
    """Return an augmenter that yields each example once, changed with the given probabilities.

    Args:
        level: share of examples whose quotation marks become curly, and share whose last full stop goes.
        case_level: share of examples set in capitals; half as many are set in title case, and as many in small letters.

    Returns:
        The function spaCy calls for each training example.
    """

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        changes: list[Callable[[list[str]], list[str]]] = []
        draw = random.random()
        if draw < case_level:
            changes.append(capitals)
        elif draw < 1.5 * case_level:
            changes.append(title_case)
        elif draw < 2 * case_level:
            changes.append(small)
        if random.random() < level:
            changes.append(curly)
        if not changes:
            yield example
            return
        yield _changed(nlp, example, changes)

    return augment


def _changed(nlp: Language, example: Example, changes: list[Callable[[list[str]], list[str]]]) -> Example:
    record: dict[str, Any] = example.to_dict()
    tokens = record["token_annotation"]
    words = list(tokens["ORTH"])
    for change in changes:
        words = change(words)
    tokens["ORTH"] = words
    text = "".join(word + (" " if space else "") for word, space in zip(words, tokens["SPACY"], strict=True))
    return Example.from_dict(nlp.make_doc(text), record)


class OtherNames:
    """Makes up names of persons, bodies and states out of parts (`other_names.toml`, `states.txt`)."""

    def __init__(self, path: Path) -> None:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        self._given: list[str] = table["given"].split()
        self._family: list[str] = _join_particles(table["family"].split())
        self._bodies: dict[str, list[str]] = table["bodies"]
        self._states = sorted(STATES)

    def person(self, words: int) -> str:
        """Return a person's name: a family name for one word, given and family name for more."""
        family = random.choice(self._family)
        return family if words == 1 else f"{random.choice(self._given)} {family}"

    def body(self) -> str:
        """Return the name of a ministry, party, bank or the like."""
        bodies = self._bodies
        if random.random() < HALF:
            return f"{random.choice(bodies['heads'])} {random.choice(bodies['fields'])}"
        return f"{random.choice(bodies['places'])} {random.choice(bodies['ends'])}"

    def other(self, label: str, text: str) -> str:
        """Return another name of the same kind, or the same one where we have no parts for the kind."""
        words = len(text.split())
        if label == "PER":
            return self.person(words)
        if label == "GPE":
            return random.choice(self._states)
        return self.body() if label == "ORG" and words >= _LONG else text


def _join_particles(words: list[str]) -> list[str]:
    joined: list[str] = []
    held: list[str] = []
    for word in words:
        held.append(word)
        if word[0].isupper():
            joined.append(" ".join(held))
            held = []
    return joined


@spacy.registry.augmenters("summitry.other_names.v1")
def create_name_augmenter(
    *, swap_level: float, level: float, case_level: float
) -> Callable[[Language, Example], Iterator[Example]]:
    """Return an augmenter that swaps names and then changes case and quotation marks as `create_augmenter` does.

    Args:
        swap_level: share of the names that are swapped, in half of the examples.
        level: see `create_augmenter`.
        case_level: see `create_augmenter`.

    Returns:
        The function spaCy calls for each training example.
    """
    names = OtherNames(Path(__file__).parent / "other_names.toml")
    change_form = create_augmenter(level=level, case_level=case_level)

    def augment(nlp: Language, example: Example) -> Iterator[Example]:
        if example.reference.ents and random.random() < HALF:
            example = _renamed(nlp, example, names, swap_level)
        yield from change_form(nlp, example)

    return augment


def _renamed(nlp: Language, example: Example, names: OtherNames, swap_level: float) -> Example:
    doc = example.reference
    words: list[str] = []
    spaces: list[bool] = []
    tags: list[str] = []
    position = 0
    chosen: dict[str, str] = {}
    for ent in doc.ents:
        for token in doc[position : ent.start]:
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
            tags.append("O")
        text = chosen.get(ent.text)
        if text is None:
            text = names.other(ent.label_, ent.text) if random.random() < swap_level else ent.text
            chosen[ent.text] = text
        parts = list(ent) if text == ent.text else list(nlp.make_doc(text))
        words.extend(part.text for part in parts)
        spaces.extend(bool(part.whitespace_) for part in parts)
        spaces[-1] = bool(doc[ent.end - 1].whitespace_)
        tags.extend([f"B-{ent.label_}"] + [f"I-{ent.label_}"] * (len(parts) - 1))
        position = ent.end
    for token in doc[position:]:
        words.append(token.text)
        spaces.append(bool(token.whitespace_))
        tags.append("O")
    changed = Doc(nlp.vocab, words=words, spaces=spaces, ents=tags)
    return Example(nlp.make_doc(changed.text), changed)
