"""The coded sentences that the classifier of acts is trained on, and their traits."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from summitry.read.events import code_events
from summitry.read.events.lexicon import load_lexicon
from summitry.read.events.traits import Traits
from summitry.read.intake import from_text
from summitry.read.parse import Parsed, parse_documents
from summitry.read.reader import Reader
from summitry.read.scene import build_scene
from summitry.records import Span

COLUMNS = ("type", "mode", "cameo", "modality", "text")
_MARK = re.compile(r"<(/?)([ar])>")
_FAMILY = 5
"""Sentences whose first so many long words are alike are of one family, and stay in one fold."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the characters of its actors and recipients, and what the ones do to the others."""

    label: str
    text: str
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]

    @property
    def family(self) -> str:
        """Return what variants of one sentence share."""
        words = sorted(set(re.findall(r"[a-z]{5,}", self.text.lower())), key=lambda word: (-len(word), word))
        return " ".join(words[:_FAMILY])


def read_sentences(folder: Path) -> list[Sentence]:
    """Read all tables of a folder.

    Raises:
        ValueError: a line has not the columns, or its marks do not match.
    """
    found = []
    for path in sorted(folder.glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()[1:], start=2):
            cells = line.split("\t")
            if len(cells) != len(COLUMNS):
                message = f"{path.name}, line {number}: {len(cells)} cells; a line has {', '.join(COLUMNS)}"
                raise ValueError(message)
            found.append(_read(cells[0], cells[4], f"{path.name}, line {number}"))
    return found


def _read(label: str, marked: str, where: str) -> Sentence:
    text, position = "", 0
    spans: dict[str, list[Span]] = {"a": [], "r": []}
    open_at: dict[str, int] = {}
    for mark in _MARK.finditer(marked):
        text += marked[position : mark.start()]
        position = mark.end()
        if mark[1]:
            if mark[2] not in open_at:
                message = f"{where}: </{mark[2]}> closes nothing"
                raise ValueError(message)
            spans[mark[2]].append(Span(open_at.pop(mark[2]), len(text)))
        else:
            open_at[mark[2]] = len(text)
    if open_at or not any(spans.values()):
        message = f"{where}: marks stay open, or there are none"
        raise ValueError(message)
    return Sentence(label, text + marked[position:], tuple(spans["a"]), tuple(spans["r"]))


def trait_rows(reader: Reader, sentences: list[Sentence]) -> list[tuple[str, ...]]:
    """Return the traits of each sentence's pair, in order, with what the coder of events has found."""
    return list(_rows(reader, sentences))


def without_events(row: tuple[str, ...]) -> tuple[str, ...]:
    """Return traits without those that say what the coder of events has found."""
    return tuple(trait for trait in row if not trait.startswith("row"))


def _rows(reader: Reader, sentences: list[Sentence]) -> Iterator[tuple[str, ...]]:
    lexicon = load_lexicon("en")
    documents = (from_text(sentence.text, settings=reader.settings).document for sentence in sentences)
    for sentence, parsed in zip(sentences, parse_documents(documents, reader.pipeline), strict=True):
        actors, recipients = (_heads(parsed, spans) for spans in (sentence.actors, sentence.recipients))
        scene = build_scene(parsed, reader.world)
        yield Traits(scene, lexicon).of_pair(actors, recipients, code_events(scene))


def _heads(parsed: Parsed, spans: tuple[Span, ...]) -> list[int]:
    """Return the head word of each stretch: the one that hangs on a word outside it."""
    found = []
    for span in spans:
        words = parsed.tokens_in(span)
        inside = {word.i for word in words}
        found += [word.i for word in words if word.head not in inside or word.head == word.i][:1]
    return found
