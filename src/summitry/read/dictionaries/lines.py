"""The lines of a dictionary without comments, and its words as our tokenizer parts them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from summitry.errors import TableError
from summitry.read.dictionaries.entries import EventCode, Origin, Term

_MARKUP = re.compile(r"<!--.*?-->", re.DOTALL)
_BROKEN_MARKUP = re.compile(r"^\s*(<!.*|.*-->)\s*$")
_NO_CODES = {"---", "+++", "###", ""}
_CODE = re.compile(r"[0-9A-Za-z]+\??")
_CENTURY = 19
_DAY = re.compile(r"(?:(\d\d))?(\d\d)(\d\d)(\d\d)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line's text without comment and outer blanks, and where it stands."""

    text: str
    origin: Origin


def read_lines(text: str, file: str) -> Iterator[Line]:
    r"""Yield the lines that say something; comments (``<!-- -->``, ``#``) are left out.

    >>> [line.text for line in read_lines("<!-- head -->\nKARSLAND [KAR] # south", "x.actors.txt")]
    ['KARSLAND [KAR]']
    """
    kept = _MARKUP.sub(lambda match: "\n" * match[0].count("\n"), text)
    for number, raw in enumerate(kept.splitlines(), start=1):
        if _BROKEN_MARKUP.match(raw):
            continue
        line = _without_comment(raw)
        if line.strip():
            yield Line(line.strip(), Origin(file, number))


def _without_comment(raw: str) -> str:
    """Cut a line at its first ``#``; the old code ``[###]`` holds none."""
    head, mark, rest = raw.partition("[###]")
    return head + mark + rest.partition("#")[0] if mark and "#" not in head else raw.partition("#")[0]


def split_words(text: str) -> tuple[str, ...]:
    """Part a name as the tokenizer parts running text: hyphens part words, a possessive s and n't stand alone.

    >>> split_words("Porto-Novo's gate")
    ('PORTO', 'NOVO', "'S", 'GATE')
    >>> split_words("DON'T")
    ('DO', "N'T")
    """
    upper = text.upper().replace("’", "'")
    parted = re.sub(r"(?<=[A-Z])(N'T)\b", r" \1", upper)
    parted = re.sub(r"(?<=\w)('S)\b", r" \1", parted)
    return tuple(piece for part in re.split(r"[\s_-]+", parted) if (piece := part.strip(',;:"()')))


def read_term(text: str) -> Term:
    """Read the words of a name: ``_`` joins words that touch, a blank lets others stand between.

    >>> read_term("PRIME_MINISTER OF KARSLAND").loose
    (False, False, True, True)
    """
    words: list[str] = []
    loose: list[bool] = []
    for chunk in text.strip().strip("_").split():
        for i, word in enumerate(split_words(chunk)):
            words.append(word)
            loose.append(i == 0 and bool(loose))
    return Term(tuple(words), tuple(loose), " ".join(text.replace("_", " ").split()))


def read_event_code(text: str) -> EventCode:
    """Read what stands in the brackets of a verb or pattern.

    Args:
        text: ``064``, ``032:033`` (forward and backward), ``:080`` (backward only) or ``---`` (no event).

    Returns:
        The codes.

    Raises:
        TableError: it is none of these.

    >>> read_event_code("032:033")
    EventCode(forward='032', backward='033')
    """
    parts = [part.strip() for part in text.split(":")]
    if len(parts) > 2:  # noqa: PLR2004  # one code each way
        message = f"code {text!r} has more than two parts; write CODE or CODE:CODE"
        raise TableError(message)
    codes: list[str | None] = []
    for part in parts:
        if part in {"---", ""}:
            codes.append(None)
        elif part in _NO_CODES or not _CODE.fullmatch(part):
            message = f"code {part!r} is no code; write digits and letters, or --- for no event"
            raise TableError(message)
        else:
            codes.append(part)
    return EventCode(codes[0], codes[1] if len(codes) > 1 else None)


def read_day(text: str) -> date:
    """Read ``19950601`` or ``950601``.

    Raises:
        TableError: there is no such day.

    >>> read_day("950601")
    datetime.date(1995, 6, 1)
    """
    match = _DAY.fullmatch(text.strip())
    if match is not None:
        century = int(match[1] or _CENTURY)
        try:
            return date(century * 100 + int(match[2]), int(match[3]), int(match[4]))
        except ValueError:
            pass
    message = f"{text.strip()!r} is no day; write YYYYMMDD or YYMMDD"
    raise TableError(message)
