"""The sources of a brief, numbered in the order in which they are cited."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from summitry.show.brief.content import Note, clean
from summitry.show.brief.sentences import find_sentence
from summitry.show.relationship import name_day
from summitry.show.terminal import shorten
from summitry.track.relationship import Source
from summitry.track.values import Told

WORDS = 90
"""Characters of a sentence that a note tells."""
TITLE = 60


class Notes:
    """Notes being collected: a sentence that is cited twice keeps its number."""

    def __init__(self, sources: Iterable[Source], texts: Mapping[str, str]) -> None:
        """Start with none.

        Args:
            sources: the documents.
            texts: their texts by id.
        """
        self._sources = {source.id: source for source in sources}
        self._texts = texts
        self._numbers: dict[tuple[str, int], Note] = {}

    def cite(self, told: Told[Any] | None) -> int:
        """Return the number of the note on the sentence that proves a row; 0 without a row."""
        if told is None:
            return 0
        text = self._texts.get(told.document, "")
        number, words = (
            find_sentence(text, told.row.evidence[0].start) if text and told.row.evidence else (0, told.words)
        )
        note = Note(len(self._numbers) + 1, told.document, self._name(told), number, shorten(clean(words), WORDS))
        return self._numbers.setdefault((told.document, number), note).number

    def _name(self, told: Told[Any]) -> str:
        source = self._sources.get(told.document)
        title = shorten(source.title, TITLE) if source is not None and source.title else ""
        published = told.published
        if published is None and source is not None and source.published:
            published = date.fromisoformat(source.published[:10])
        parts = (told.publisher or "", f"“{title}”" if title else "", name_day(published) if published else "no date")
        return clean(", ".join(part for part in parts if part))

    @property
    def all(self) -> tuple[Note, ...]:
        """The notes by number."""
        return tuple(self._numbers.values())
