"""A document's text cut at the bounds of its rows, so that each word can show on which rows it bears."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from summitry.show.web.addresses import make_anchor
from summitry.show.web.marks import CLOSE, OPEN, show_marks
from summitry.show.web.pages import LISTS
from summitry.track.values import Told


@dataclass(frozen=True, slots=True)
class Tag:
    """A row as it stands in the text.

    Attributes:
        name: list of the row.
        anchor: its name within the page.
        label: letter and number: ``E3``.
    """

    name: str
    anchor: str
    label: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text on which the same rows rest.

    Attributes:
        text: its words.
        marks: lists of these rows, each once, in the order of ``LISTS``.
        starts: the rows whose first words these are.
        rows: anchors of all of them.
        hidden: whether ``text`` is the label of an unseen character.
    """

    text: str
    marks: tuple[str, ...]
    starts: tuple[Tag, ...]
    rows: tuple[str, ...]
    hidden: bool = False


def tag_rows(rows: Mapping[str, tuple[Told[Any], ...]]) -> dict[str, Tag]:
    """Return the tag of each row by list and key (``events e46d.../e-1``)."""
    return {
        f"{name} {told.key}": Tag(name, make_anchor(name, told.row.id), f"{letter}{number}")
        for name, (letter, _) in LISTS.items()
        for number, told in enumerate(rows.get(name, ()), 1)
    }


def cut_text(text: str, rows: Mapping[str, tuple[Told[Any], ...]]) -> tuple[Piece, ...]:
    """Return a text in pieces; put together again they are the text, unseen characters labelled.

    Args:
        text: of the document.
        rows: list -> its rows.
    """
    tags = tag_rows(rows)
    spans = [
        (start, end, tags[f"{name} {told.key}"], index == 0)
        for name in LISTS
        for told in rows.get(name, ())
        for index, (start, end) in enumerate(told.row.evidence)
        if start < end <= len(text)
    ]
    opening: dict[int, list[tuple[Tag, bool]]] = {}
    closing: dict[int, list[Tag]] = {}
    for start, end, tag, first in spans:
        opening.setdefault(start, []).append((tag, first))
        closing.setdefault(end, []).append(tag)
    bounds = sorted({0, len(text), *opening, *closing})
    live: list[Tag] = []
    pieces: list[Piece] = []
    for start, end in pairwise(bounds):
        for tag in closing.get(start, ()):
            live.remove(tag)
        begun = opening.get(start, [])
        live.extend(tag for tag, _ in begun)
        names = {tag.name for tag in live}
        marks = tuple(name for name in LISTS if name in names)
        anchors = tuple(dict.fromkeys(tag.anchor for tag in live))
        starts = tuple(tag for tag, first in begun if first)
        pieces.extend(_split(text[start:end], marks, starts, anchors))
    return tuple(pieces)


def _split(text: str, marks: tuple[str, ...], starts: tuple[Tag, ...], rows: tuple[str, ...]) -> list[Piece]:
    """Return a piece, with the labels of unseen characters as pieces of their own."""
    found: list[Piece] = []
    plain = ""
    for character in text:
        shown = show_marks(character)
        if shown == character:
            plain += character
            continue
        if plain:
            found.append(Piece(plain, marks, () if found else starts, rows))
            plain = ""
        found.append(Piece(shown.strip(OPEN + CLOSE), marks, () if found else starts, rows, hidden=True))
    if plain or not found:
        found.append(Piece(plain, marks, () if found else starts, rows))
    return found
