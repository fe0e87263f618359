"""Files, standard input and strings to documents: everything that is changed in a text is changed here, once.

Plain text, Markdown with a YAML head, and web pages. After intake the text of a ``Document`` never changes, and every
offset of a readout points into it.
"""

import re
import sys
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from summitry.dates import find_published, parse_date
from summitry.errors import DateError, IntakeError
from summitry.knowledge.tables import read_toml
from summitry.read.intake.decoding import decode, normalise_line_ends
from summitry.read.intake.masthead import Masthead, read_masthead
from summitry.read.intake.source import Source
from summitry.records import Document
from summitry.settings import Settings

TEXT_ENDINGS = (".txt", ".text")
MARKDOWN_ENDINGS = (".md", ".markdown")
PAGE_ENDINGS = (".html", ".htm", ".xhtml")
_MOST_BYTES = 4
"""Bytes that one character takes at most, in UTF-8, UTF-16 and UTF-32."""
_STDIN = "standard input"
_PAGE_START = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|h1|p|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKDOWN_START = re.compile(r"\s*(?:---[ \t]*\n\w[\w -]*:|#{1,3} \S)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LANGUAGE_CODE = re.compile(r"[A-Za-z]{2,3}(?=[-_]|\Z)")
_SAMPLE = 20_000
"""Characters from which the language is judged."""
_ENOUGH_WORDS = 20
"""Fewer words than this do not tell a language; they are taken as English if they are in Latin letters."""
_ENGLISH_SHARE = 0.06
"""Share of such words that makes a text English: running text has 0.15 to 0.35, lists of names 0.1, others to 0.03."""


@dataclass(frozen=True, slots=True)
class Intake:
    """A document, and what intake has to say about it: one sentence a note."""

    document: Document
    notes: tuple[str, ...] = ()


def load(
    path: Path | None, *, published: str | None = None, title: str | None = None, settings: Settings | None = None
) -> Intake:
    """Read a file or, with None, standard input.

    Args:
        path: a text, Markdown or HTML file; None reads standard input.
        published: date of publication, which goes before all that the source says; see ``read_published``.
        title: headline, likewise.
        settings: for the longest text that is read; the defaults when None.

    Returns:
        The document with its notes.

    Raises:
        IntakeError: there is no such file or it cannot be read, or it is empty, too long, or no text.
        DateError: ``published`` is no date.
    """
    settings = settings or Settings()
    if path is None:
        return from_bytes(
            _read_limited(sys.stdin.buffer, _STDIN, settings),
            _STDIN,
            published=published,
            title=title,
            settings=settings,
        )
    try:
        if path.is_dir():
            message = (
                f"{path}: is a folder; `summitry read FOLDER` reads its files, in Python list them with list_files"
            )
            raise IntakeError(message)
        if path.is_file() and path.stat().st_size > _MOST_BYTES * settings.max_characters:
            raise _too_long(str(path), f"{path.stat().st_size:,} bytes", settings)
        with path.open("rb") as file:
            data = _read_limited(file, str(path), settings)
    except FileNotFoundError as error:
        message = f"{path}: there is no such file"
        raise IntakeError(message) from error
    except PermissionError as error:
        message = f"{path}: may not be read; give yourself permission, for instance with `chmod u+r`"
        raise IntakeError(message) from error
    except (OSError, ValueError) as error:  # a name that is too long, a NUL in it, a failing disk
        message = f"{str(path)[:200]}: cannot be read ({getattr(error, 'strerror', None) or error})"
        raise IntakeError(message) from error
    return from_bytes(data, str(path), published=published, title=title, settings=settings)


def list_files(folder: Path) -> tuple[Path, ...]:
    """Return the text, Markdown and HTML files in a folder and the folders below it, sorted; hidden ones are left out.

    Raises:
        IntakeError: the folder holds none, or cannot be read.
    """
    endings = (*TEXT_ENDINGS, *MARKDOWN_ENDINGS, *PAGE_ENDINGS)
    try:
        files = sorted(
            path
            for path in folder.rglob("*")
            if path.suffix.lower() in endings
            and path.is_file()
            and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        )
    except OSError as error:
        message = f"{folder}: cannot be read ({error.strerror})"
        raise IntakeError(message) from error
    if not files:
        message = f"{folder}: holds no file that ends in {', '.join(endings)}"
        raise IntakeError(message)
    return tuple(files)


def from_bytes(
    data: bytes, name: str, *, published: str | None = None, title: str | None = None, settings: Settings | None = None
) -> Intake:
    r"""Make a document of the bytes of a file.

    >>> from_bytes(b"GENEVA, May 3, 2014 - The two met.\r\n", "a.txt").document.text
    'GENEVA, May 3, 2014 - The two met.\n'

    Args:
        data: the bytes.
        name: file name: its ending tells Markdown and HTML; with none of the known endings the content does.
        published: date of publication, which goes before all that the source says; see ``read_published``.
        title: headline, likewise.
        settings: for the longest text that is read; the defaults when None.

    Returns:
        The document with its notes.

    Raises:
        IntakeError: the bytes are empty, too many, or no text.
        DateError: ``published`` is no date.
    """
    settings = settings or Settings()
    if not data:
        message = f"{name}: is empty; give a text"
        raise IntakeError(message)
    if len(data) > _MOST_BYTES * settings.max_characters:
        raise _too_long(name, f"{len(data):,} bytes", settings)
    decoded = decode(data, name)
    notes: tuple[str, ...] = ()
    if decoded.guessed:
        notes = (f"the character code of the text was guessed ({decoded.encoding}), so accents in names may be wrong",)
    source = _read_source(decoded.text, name)
    source = replace(source, notes=notes + source.notes)
    return _make_intake(source, name, published=published, title=title, settings=settings)


def from_text(
    text: str, *, published: str | None = None, title: str | None = None, settings: Settings | None = None
) -> Intake:
    """Make a document of a string of plain text; only its line ends are changed.

    >>> from_text("Abe met Putin.", published="2014-02-19").document.published
    '2014-02-19'

    Args:
        text: the text.
        published: date of publication, which goes before what the text says; see ``read_published``.
        title: headline; found in the text when None.
        settings: for the longest text that is read; the defaults when None.

    Returns:
        The document with its notes.

    Raises:
        IntakeError: the text is empty or too long.
        DateError: ``published`` is no date.
    """
    if not text:
        message = "the text is empty; give a text"
        raise IntakeError(message)
    clean = _SURROGATE.sub("\ufffd", text)
    notes = (
        () if clean == text else ("the text holds halves of characters (lone surrogates); each was replaced by U+FFFD",)
    )
    source = Source(normalise_line_ends(clean), notes=notes)
    return _make_intake(source, "the text", published=published, title=title, settings=settings or Settings())


def read_published(value: str) -> str:
    """Read a date of publication into the form of ``Document.published``.

    >>> read_published("2014-02-19T13:00:00+09:00"), read_published("19 February 2014"), read_published("20140219")
    ('2014-02-19T13:00:00+09:00', '2014-02-19', '2014-02-19')

    Args:
        value: an ISO date; an ISO date-time, kept with its time if it has an offset, else as a day; or a full date in
            any usual form of news.

    Returns:
        An ISO date, or date-time with offset.

    Raises:
        DateError: it is none of these.
    """
    text = value.strip()
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            found = read(text)
        except ValueError:
            continue
        if isinstance(found, datetime):
            return found.replace(microsecond=0).isoformat() if found.tzinfo is not None else found.date().isoformat()
        return found.isoformat()
    when = parse_date(text)
    if when is None or when.start != when.end:
        message = (
            f"{value!r} is no date of publication; give an ISO date such as 2014-02-19 or 2014-02-19T13:00:00+09:00"
        )
        raise DateError(message)
    return when.start.isoformat()


def _read_limited(file: BinaryIO, name: str, settings: Settings) -> bytes:
    limit = _MOST_BYTES * settings.max_characters
    data = file.read(limit + 1)
    if len(data) > limit:
        raise _too_long(name, f"more than {limit:,} bytes", settings)
    return data


def _too_long(name: str, size: str, settings: Settings) -> IntakeError:
    return IntakeError(
        f"{name}: has {size}, and a document may have {settings.max_characters:,} characters; "
        "split it, or raise SUMMITRY_MAX_CHARACTERS"
    )


def _read_source(text: str, name: str) -> Source:
    ending = Path(name).suffix.lower()
    if _PAGE_START.match(text) and (ending in PAGE_ENDINGS or ending not in MARKDOWN_ENDINGS):
        return _read_page(text)
    if ending in PAGE_ENDINGS and re.search(r"<(?:p|div|br|body|article|span|td)\b", text, re.IGNORECASE):
        return _read_page(text)
    if ending in MARKDOWN_ENDINGS or (ending not in TEXT_ENDINGS and _MARKDOWN_START.match(text)):
        from summitry.read.intake.markdown import read_markdown  # noqa: PLC0415  # a tenth of a second that plain text need not pay

        return read_markdown(text)
    if text.startswith("---"):
        from summitry.read.intake.markdown import split_head  # noqa: PLC0415  # as above

        source = split_head(text)
        if source.title or source.published:
            return source
    return Source(text)


def _read_page(text: str) -> Source:
    from summitry.read.intake.webpage import read_page  # noqa: PLC0415  # trafilatura takes a quarter of a second to load

    return read_page(text)


def _make_intake(source: Source, name: str, *, published: str | None, title: str | None, settings: Settings) -> Intake:
    text = source.text
    if not text.strip():
        message = f"{name}: holds no text, only blanks or markup; give a text"
        raise IntakeError(message)
    if len(text) > settings.max_characters:
        raise _too_long(name, f"{len(text):,} characters", settings)
    masthead = read_masthead(text)
    day, date_notes = _find_day(source, masthead, published)
    language, language_notes = _find_language(source)
    publisher = source.publisher or (masthead.agency if source.title else masthead.publisher)
    document = Document.from_text(
        text, published=day, title=title or source.title or masthead.title, publisher=publisher, language=language
    )
    return Intake(replace(document, url=source.url), source.notes + date_notes + language_notes)


def _find_day(source: Source, masthead: Masthead, given: str | None) -> tuple[str | None, tuple[str, ...]]:
    """Take the date of publication from what was given, the metadata, or the text, in that order."""
    notes: list[str] = []
    day = read_published(given) if given else None
    if day is None and source.published:
        try:
            day = read_published(source.published)
        except DateError:
            notes.append(f"the source gives its date as {source.published[:60]!r}, which is no date; pass --published")
    if day is None and (found := find_published(source.text)):
        day = found[0]
    if day is None:
        reason = (
            f"the text gives its date as {' '.join(masthead.yearless.split())!r}, without a year"
            if masthead.yearless
            else "no publication date was found"
        )
        notes.append(f"{reason}; dates that need one stay open; pass --published")
    return day, tuple(notes)


def _find_language(source: Source) -> tuple[str | None, tuple[str, ...]]:
    """Judge the language by the words; what the source declares is only used where the words do not tell."""
    words = re.findall(r"[^\W\d_]+", source.text[:_SAMPLE].lower())
    declared = _LANGUAGE_CODE.match(source.language.strip()) if source.language else None
    if len(words) < _ENOUGH_WORDS:
        if declared:
            return declared[0].lower(), ()
        if any(re.match("[a-z]", word) for word in words):
            return "en", ()
    common = frozenset(read_toml("lang/en/masthead.toml")["function_words"])
    if words and sum(word in common for word in words) >= _ENGLISH_SHARE * len(words):
        return "en", ()
    code = declared[0].lower() if declared and declared[0].lower() != "en" else None
    return code, ("the text does not look English, the one language that is read; little or nothing was found in it",)
