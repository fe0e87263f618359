"""What a brief says, before it is written to a page: sections of small tables, and numbered notes."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from summitry.show.web.marks import show_marks
from summitry.track.dyads import Dyad

_BLANKS = re.compile(r"[ \t\r\n]+")
_JOINER = re.compile("(?<=[\u0600-\u0fff])([\u200c\u200d])(?=[\u0600-\u0fff])")
"""Joiners within words of Arabic and Indic scripts: there they spell the word."""
_NO_TEXT = {0xFFFE: "⟦U+FFFE⟧", 0xFFFF: "⟦U+FFFF⟧"}
"""What cannot stand in XML and is not labelled elsewhere."""


class Style(StrEnum):
    """How words look."""

    PLAIN = "plain"
    STRONG = "strong"
    FAINT = "faint"
    QUOTE = "quote"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look.

    Attributes:
        text: the words; unseen characters in them are shown as labels.
        style: their look.
        note: number of the note that proves them, or 0.
    """

    text: str
    style: Style = Style.PLAIN
    note: int = 0


Line = tuple[Run, ...]
"""What stands on one line, or is broken over several where it is long."""
Cell = tuple[Line, ...]
Row = tuple[Cell, ...]
"""As many cells as its section has columns; the first names what the row is about."""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a brief.

    Attributes:
        key: short name, as ``positions``.
        title: heading.
        fact: what it counts, or empty.
        heads: names of the columns; all empty where they need none.
        widths: shares of the columns in the width of the page.
        rows: what it says.
        more: what was left out, with its number, or empty.
        empty: what is said where there are no rows.
    """

    key: str
    title: str
    fact: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[Row, ...]
    more: str = ""
    empty: str = "Nothing is told."


@dataclass(frozen=True, slots=True)
class Note:
    """A source: one sentence of one document.

    Attributes:
        number: as it is cited.
        document: id of the document.
        name: publisher, headline and day.
        sentence: which sentence of the document, counted from 1; 0 where the document's text is not at hand.
        words: the sentence, its end cut off where it is long.
    """

    number: int
    document: str
    name: str
    sentence: int
    words: str

    @property
    def where(self) -> str:
        """The document and the number of the sentence.

        >>> Note(1, "2545e33dc89c7e0c", "Harbour Wire, 6 Sep 2019", 14, "The two met.").where
        'Harbour Wire, 6 Sep 2019 (document 2545e33d), sentence 14'
        """
        sentence = f", sentence {self.sentence}" if self.sentence else ""
        return f"{self.name} (document {self.document[:8]}){sentence}"


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief on two states as of a day.

    Attributes:
        dyad: the two.
        title: their names.
        on: the day as of which it holds.
        facts: what it rests on.
        situation: the figures that tell where the two stand.
        since: what changed since they last met.
        positions: what each holds, issue by issue.
        commitments: what was promised, with its fate.
        quotations: words to use, each in full.
        people: who acts for either side.
        ahead: dates to come, and what is overdue.
        notes: the sources, by number.
    """

    dyad: Dyad
    title: str
    on: date
    facts: tuple[str, ...]
    situation: Section
    since: Section
    positions: Section
    commitments: Section
    quotations: Section
    people: Section
    ahead: Section
    notes: tuple[Note, ...]

    @property
    def sections(self) -> tuple[Section, ...]:
        """The sections in the order of the page."""
        return (
            *(self.situation, self.since, self.positions, self.commitments),
            *(self.quotations, self.people, self.ahead),
        )


def clean(text: str) -> str:
    r"""Return a document's words as they can stand on a page: blanks joined, unseen characters as labels.

    >>> clean("two\n words\u202e"), clean("\u06cc\u200c\u0631") == "\u06cc\u200c\u0631"
    ('two words⟦RLO⟧', True)
    """
    parts = _JOINER.split(_BLANKS.sub(" ", text).strip().translate(_NO_TEXT))
    return "".join(part if index % 2 else show_marks(part) for index, part in enumerate(parts))
