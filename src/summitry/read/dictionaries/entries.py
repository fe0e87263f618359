"""What dictionaries hold once they are read: actors and agents with their codes, verbs with their patterns.

The terms are those of the PETRARCH family of coders: an *actor* is a name with a code of its own ("VEL"), an *agent* a
common noun whose code is added to that of an actor ("police", ``~COP``), a *pattern* the words around a verb that
give it another code than the verb has by itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

NOBODY = "---"
"""The code of whoever has none."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry stands: the file's name and its line, counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that was put aside: where it stands, why it was, and its text."""

    origin: Origin
    reason: str
    text: str

    def __str__(self) -> str:
        return f"{self.origin}: {self.reason}: {' '.join(self.text.split())!r}"


@dataclass(frozen=True, slots=True)
class DatedCode:
    """An actor's code, with the days on which it holds: ``after`` and ``before`` exclusive, ``first`` and ``last`` not.

    Attributes:
        code: three-letter groups, several actors parted by ``/``; ``---`` for "nobody that is coded".
        after: holds later than this day.
        before: holds earlier than this day.
        first: holds from this day on.
        last: holds up to this day.
        origin: where it stands.
    """

    code: str
    origin: Origin
    after: date | None = None
    before: date | None = None
    first: date | None = None
    last: date | None = None

    @property
    def dated(self) -> bool:
        """Tell whether the code is restricted to some days."""
        return any((self.after, self.before, self.first, self.last))

    def holds(self, day: date | None) -> bool:
        """Tell whether the code holds on a day; a restricted code does not on a day that is not known."""
        if day is None:
            return not self.dated
        return (
            (self.after is None or day > self.after)
            and (self.before is None or day < self.before)
            and (self.first is None or day >= self.first)
            and (self.last is None or day <= self.last)
        )


@dataclass(frozen=True, slots=True)
class Term:
    """Words of a dictionary.

    Attributes:
        words: in capitals, parted as the tokenizer parts them.
        loose: for each word, whether others may stand before it.
        text: as they are spelt, blanks for ``_``.
    """

    words: tuple[str, ...]
    loose: tuple[bool, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """A name and its codes in order of the file."""

    term: Term
    codes: tuple[DatedCode, ...]
    origin: Origin

    def code_on(self, day: date | None) -> DatedCode | None:
        """Return the code on a day: the first restricted one that holds, else the first unrestricted one, else None."""
        dated = (code for code in self.codes if code.dated and code.holds(day))
        plain = (code for code in self.codes if not code.dated)
        return next(dated, None) or next(plain, None)


@dataclass(frozen=True, slots=True)
class Agent:
    """A common noun and the code that it adds, behind the actor's (``~GOV``) or before it (``NGO~``)."""

    term: Term
    code: str
    before: bool
    origin: Origin


class Mark(StrEnum):
    """The signs of a pattern: who acts, towards whom, both in one, and a noun phrase to be passed over."""

    SOURCE = "$"
    TARGET = "+"
    BOTH = "%"
    SKIP = "^"


@dataclass(frozen=True, slots=True)
class Element:
    """One piece of a pattern.

    Attributes:
        mark: a sign, or None for words.
        words: alternatives, each one word or several in a row; empty with a mark.
        tight: whether it must touch the piece next to it on the verb's side.
    """

    mark: Mark | None
    words: tuple[tuple[str, ...], ...]
    tight: bool


@dataclass(frozen=True, slots=True)
class EventCode:
    """What a verb or pattern is coded as: ``forward`` from source to target, ``backward`` the other way round.

    Either is None where there is no event in that direction.
    """

    forward: str | None
    backward: str | None = None

    @property
    def null(self) -> bool:
        """Tell whether there is no event at all."""
        return self.forward is None and self.backward is None


@dataclass(frozen=True, slots=True)
class Pattern:
    """Pieces before the verb (the nearest first) and after it, and what they make of it."""

    before: tuple[Element, ...]
    after: tuple[Element, ...]
    code: EventCode
    text: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class VerbForm:
    """One spelling of a verb.

    Attributes:
        words: in capitals.
        head: which of them is the verb.
        code: what it means by itself.
        block: the verbs that it shares patterns with.
        origin: where its line stands.
        rank: which spelling of the line it is; 0 for the one that the line starts with.
    """

    words: tuple[str, ...]
    head: int
    code: EventCode
    block: "Block"
    origin: Origin
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """Verbs that share their patterns: the name of the block and the patterns in order of the file."""

    name: str
    patterns: tuple[Pattern, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Transformation:
    """What a governing verb makes of an event below it: ``a (b . ATTACK) SAY = a b 112``.

    Attributes:
        outer: variable of whoever the governing verb's source is.
        source: variable of the inner source, ``_`` for nobody, ``.`` for anybody.
        target: variable of the inner target.
        inner: name of the inner verb's block, or a variable that stands for any.
        verb: name of the governing verb's block.
        result: variables of source and target of the new event, and its code (or the variable of the inner one).
        origin: where it stands.
    """

    outer: str
    source: str
    target: str
    inner: str
    verb: str
    result: tuple[str, str, str]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Discard:
    """Words that tell that a text is none of ours: the sentence, or with ``story`` the whole text."""

    term: Term
    story: bool
    origin: Origin


@dataclass(frozen=True, slots=True)
class Issue:
    """Words that tell what a text is about."""

    term: Term
    category: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Dictionaries:
    """All that was read; indexes go by a word in capitals (the first of a name, the verb of a verb's words)."""

    actors: Mapping[str, tuple[Actor, ...]] = field(default_factory=dict)
    agents: Mapping[str, tuple[Agent, ...]] = field(default_factory=dict)
    verbs: Mapping[str, tuple[VerbForm, ...]] = field(default_factory=dict)
    transformations: tuple[Transformation, ...] = ()
    discards: tuple[Discard, ...] = ()
    issues: tuple[Issue, ...] = ()
    problems: tuple[Problem, ...] = ()
