"""What the first lines of a plain text say about it: headline, outlet or office, and a date without its year.

The lines above the body are of few sorts: headline, date line, place line, byline, the name of who publishes, the kind
of text ("PRESS RELEASE"). What is left when the others are known is the headline.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from summitry.knowledge.tables import read_toml

_LOOK = 2500
"""Characters of the opening that are looked at."""
_LINES = 12
"""Lines that are looked at."""
_LONGEST_TITLE = 220
_LONGEST_NAME = 9
"""Words of the longest name of an outlet or office."""
_SENTENCE = 60
"""A line longer than this that ends with a full stop is a sentence of the body."""

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_ZONE = (
    r"(?-i:(?:[ECMP][SD]T|CES?T|EES?T|WES?T|BST|IST|JST|KST|MSK|HKT|SGT|AE[SD]T|NZ[SD]T|PKT|WIB|EAT|CAT|SAST|ICT|Z)\b)"
)
_DAY_AND_MONTH = re.compile(
    rf"\b(?:{_MONTH}\s+{_DAY}|{_DAY}(?:\s+of)?\s+{_MONTH})(?!\w)(?!\.?,?\s+\d{{4}})", re.IGNORECASE
)
_MOMENT = re.compile(
    rf"\b(?:{_MONTH}\s+{_DAY}(?:,?\s+\d{{4}})?"
    rf"|{_DAY}(?:\s*[-–/]\s*{_DAY})?(?:\s+of)?\s+{_MONTH}(?:,?\s+\d{{4}})?"
    rf"|\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}|{_MONTH}\s+\d{{4}}"
    r"|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?"
    r"|\d{1,2}[:.h]\d{2}(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\b\.?"
    rf"|(?:GMT|UTC)(?:[+-]\d{{1,2}}(?::\d{{2}})?)?|{_ZONE})",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\b(?:No\.?|Nr\.?|Vol\.?|Issue|#)?\s*\d+(?:/\d+)?", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s[-–—/]+\s|[|·•,;()\[\]]|\s{3,}|(?<=[a-z])\.\s")
_WIRE = re.compile(
    r"(?P<place>[A-Z][A-Z.'’ -]{2,30}(?:[,/] ?[A-Z][\w.'’ ]{2,30}?)?),?\s*"
    rf"(?P<day>(?:{_MONTH}\s+{_DAY}|{_DAY}\s+{_MONTH})(?:,?\s+\d{{4}})?)?,?\s*"
    r"(?:\((?P<agency>[A-Z][\w.&'’ -]{1,40})\)\s*)?(?:-{1,3}|[–—])\s+(?=\S)"
)
_SENTENCE_END = re.compile(r"[.!…:][\"”’')\]]*\Z")
_TURN = re.compile(r"[A-Z][A-Z.'’ ()-]{1,40}:\s.*[.?!][\"”’)]*\Z", re.DOTALL)
_NUMBERED = re.compile(r"(?:\(?\d{1,2}[.)]|[•●▪*-])\s+\S")
_PLACE = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)?, [A-Z][\w.'’]*(?: [A-Z][\w.'’]*)?\Z")
_PLACE_PART = re.compile(r"[A-Z][\w.'’-]*(?:(?: of| de)? [A-Z][\w.'’-]*){0,2}\Z")
_SHORT_GENRE = 3
_SHORT_NAME = 5
_TITLE_WORDS = 4
_SUBJECT = re.compile(r"\A(?:Subject|Subj|Re|Title|Headline):\s*(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the opening of a text tells.

    Attributes:
        title: the headline as it stands there, its lines joined by a blank; None if the text opens without one.
        publisher: outlet or issuing office; a name in capitals is written as a name.
        yearless: the words of a date line that gives day and month but no year.
        agency: the news agency that a dateline names in brackets ("GENEVA, May 3 (Northern Wire) -").
    """

    title: str | None = None
    publisher: str | None = None
    yearless: str | None = None
    agency: str | None = None


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_toml("lang/en/masthead.toml")[name])


def read_masthead(text: str) -> Masthead:
    r"""Read the lines above the body of a text.

    >>> read_masthead("THE SENATE\n\nRivers treaty signed\n\n3 May\n\n1. It was signed in Geneva.")
    Masthead(title='Rivers treaty signed', publisher='The Senate', yearless='3 May', agency=None)

    Args:
        text: a document's text.

    Returns:
        What they tell.
    """
    reading = _Reading()
    for block, line in _opening(text):
        wire = _WIRE.match(line)
        if wire:
            reading.agency = wire["agency"]
            reading.yearless = reading.yearless or _yearless(wire[0])
            break
        if _is_body(line):
            break
        reading.take(block, line)
    found = reading.result()
    return replace(found, title=None) if _is_sentence(text) else found


class _Reading:
    """Gathers what the lines tell, one after the other."""

    def __init__(self) -> None:
        self.agency: str | None = None
        self.yearless: str | None = None
        self._titles: list[tuple[int, str]] = []
        self._publishers: list[tuple[str, str]] = []
        self._genres: list[tuple[int, str]] = []
        self._marked: set[int] = set()
        self._lines = 0

    def take(self, block: int, line: str) -> None:
        """Take the next line; ``block`` counts the groups of lines between blank lines."""
        self._lines += 1
        kind, name = _classify(line)
        if kind in {"date", "masthead", "caption"}:
            self.yearless = self.yearless or _yearless(line)
        if name:
            self._publishers.append((name, line))
        if kind == "genre":
            self._genres.append((block, line))
        if kind == "title":
            self._titles.append((block, line))
        else:
            self._marked.add(block)

    def result(self) -> Masthead:
        """Weigh the lines against each other."""
        publisher = self._publishers[0][0] if self._publishers else None
        title = self._titles[0][1] if self._titles else None
        later = self._later_title()
        if title and later:
            if _is_name(title) and publisher is None:
                publisher = _as_name(_strip(_NUMBER.sub("", title)))
            title = later
        if title is None and publisher and self._lines == 1 and not _MOMENT.search(self._publishers[0][1]):
            title, publisher = (
                self._publishers[0][1],
                None,
            )  # a lone line such as "Crowd storms embassy" is the headline
        if title is None and self._genres:
            title = self._genres[0][1]
        if title is not None:
            title = _SUBJECT.sub("", _one_line(title))
        return Masthead(title, publisher or self.agency, self.yearless, self.agency)

    def _later_title(self) -> str | None:
        """Return the headline below a first block that holds the name of the paper or letter and the date or sort."""
        if not self._titles:
            return None
        first, line = self._titles[0]
        if first not in self._marked or not (_is_name(line) or first in {block for block, _ in self._genres}):
            return None
        return next((text for block, text in self._titles if block > first and len(text.split()) >= _TITLE_WORDS), None)


def _is_name(line: str) -> bool:
    """Tell a line that may be the name of a paper or letter from a headline."""
    words = _strip(_NUMBER.sub("", line)).split()
    small = _words("small_words")
    return (
        len(words) <= _SHORT_NAME
        and not _words("clause_words") & {word.lower() for word in words}
        and all(word[0].isupper() or word in small for word in words)
    )


def _one_line(line: str) -> str:
    return re.sub(r"\s*\n\s*", " ", line)


def _yearless(words: str | None) -> str | None:
    found = _DAY_AND_MONTH.search(words) if words else None
    return found[0] if found else None


def _opening(text: str) -> Iterator[tuple[int, str]]:
    """Yield the first lines with the number of their block; a line that opens small goes on with the one before."""
    lines: list[tuple[int, str]] = []
    block, blank = 0, True
    for raw in text[:_LOOK].split("\n"):
        line = raw.strip()
        if line and lines and not blank and line[0].islower() and not _SENTENCE_END.search(lines[-1][1]):
            lines[-1] = (block, f"{lines[-1][1]}\n{line}")
        elif line:
            block += blank
            lines.append((block, line))
        blank = not line
        if len(lines) > _LINES:
            break
    yield from lines[:_LINES]


def _is_sentence(text: str) -> bool:
    """Tell whether a text is a single paragraph that ends as a sentence does: it has no headline."""
    whole = text.strip()
    return "\n" not in whole and bool(_SENTENCE_END.search(whole))


def _is_body(line: str) -> bool:
    if len(line) > _LONGEST_TITLE or _NUMBERED.match(line):
        return True
    if _TURN.match(line) and (len(line) > _SENTENCE or _SENTENCE_END.search(line)):
        return True
    return (
        len(line) > _SENTENCE
        and bool(_SENTENCE_END.search(_MOMENT.sub("", line).rstrip()))
        and not _starts_caption(line)
    )


def _starts_caption(line: str) -> bool:
    lower = line.lower()
    return any(
        lower.startswith(word) and not lower[len(word) : len(word) + 1].isalnum() for word in _words("caption_words")
    )


def _classify(line: str) -> tuple[str, str | None]:
    """Return the sort of a line (title, caption, date, genre, masthead) and the outlet or office that it names."""
    if _starts_caption(line):
        return "caption", None
    rest = _MOMENT.sub(" ", line)
    dated = rest != line
    parts = [part for part in (_strip(segment) for segment in _SEPARATOR.split(rest)) if part]
    parts = [part for part in parts if not set(re.findall(r"[a-z.]+", part.lower())) <= _words("date_words")]
    if not parts:
        return "date", None
    sorts = [_sort(part) for part in parts]
    name = next((_as_name(part) for part, sort in zip(parts, sorts, strict=True) if sort == "publisher"), None)
    if all(sort == "genre" for sort in sorts):
        return ("masthead" if dated else "genre"), None
    others = [part for part, sort in zip(parts, sorts, strict=True) if sort == "other"]
    if not others:
        return "masthead", name
    known = dated or (len(others) < len(parts) and not _is_capitals(line))
    if known and ":" not in line and all(_PLACE_PART.match(part) for part in others):
        return "masthead", name
    if _PLACE.match(line):
        return "masthead", None
    return "title", None


def _strip(segment: str) -> str:
    return segment.strip(" \t\u00a0.,:-–—/'\"“”‘’\n")


def _sort(part: str) -> str:
    words = part.lower().split()
    bare = " ".join(_NUMBER.sub(" ", part.lower()).split()).strip(" .:")
    genres = _words("genre_words")
    few = len(bare.split()) <= _SHORT_GENRE
    opens = tuple(f"{genre} {link}" for genre in genres for link in ("for", "of"))
    if (
        bare in genres | _words("section_words")
        or not bare
        or (few and (bare.split()[-1] in genres or bare.startswith(opens)))
    ):
        return "genre"
    if _is_publisher(part, words):
        return "publisher"
    return "other"


def _is_publisher(part: str, words: list[str]) -> bool:
    """Tell a name such as "Ministry of External Affairs" or "HARBOUR NEWS" from a headline that holds its words."""
    if len(words) > _LONGEST_NAME or _words("clause_words") & set(words):
        return False
    small = _words("small_words")
    if any(word[0].islower() and word not in small for word in part.split()):
        return False
    offices = _words("publisher_words")
    if words[-1] in offices or " ".join(words[-2:]) in offices:
        return True
    first = words[1] if words[0] == "the" and len(words) > 1 else words[0]
    return first in offices and len(words) > words.index(first) + 1 and words[words.index(first) + 1] in {"of", "for"}


def _is_capitals(text: str) -> bool:
    return text.upper() == text


def _as_name(part: str) -> str:
    if not _is_capitals(part):
        return part
    small = _words("small_words")
    words = part.split()
    return " ".join(
        word.lower()
        if position and word.lower() in small
        else word
        if not re.search("[AEIOUY]", word)
        else word.capitalize()
        for position, word in enumerate(words)
    )
