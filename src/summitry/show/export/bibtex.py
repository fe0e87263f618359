"""BibTeX: the sources that the ledger rests on, for reference managers and papers.

One ``@misc`` entry a document. The key is made of the publisher, the year and the first digits of the document's id, so
it stays the same in every export.
"""

import re
from pathlib import Path

from summitry.knowledge.entries import fold
from summitry.show.export.cells import one_line
from summitry.show.export.extract import Extract, Source
from summitry.show.export.written import Written, open_text
from summitry.track.telling import read_day

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts braces, even those behind a backslash
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "#$%&_"},
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_KEY_DIGITS = 10
_LONGEST_KEY = 24
_LONGEST_TITLE = 120


def write_bibtex(extract: Extract, file: Path) -> Written:
    """Write one entry a document, in order of publication."""
    sources = extract.sources()
    with open_text(file) as out:
        out.write("\n".join(make_entry(source) for source in sources))
    return Written(len(sources), "sources")


def make_entry(source: Source) -> str:
    """Return a document as an entry."""
    day = read_day(source.published)
    title = one_line(source.title or source.opening)
    if len(title) > _LONGEST_TITLE and source.title is None:
        title = f"{title[:_LONGEST_TITLE].rpartition(' ')[0]} …"
    fields: list[tuple[str, str]] = [("title", f"{{{{{escape(title)}}}}}")]
    if source.publisher:
        publisher = escape(one_line(source.publisher))
        fields += [("author", f"{{{{{publisher}}}}}"), ("howpublished", f"{{{publisher}}}")]
    if day is not None:
        fields += [("year", str(day.year)), ("month", _MONTHS[day.month - 1]), ("day", str(day.day))]
        fields.append(("date", f"{{{day.isoformat()}}}"))
    if source.url:
        fields.append(("url", f"{{{_quote(source.url)}}}"))
    if source.language:
        fields.append(("language", f"{{{escape(source.language)}}}"))
    fields.append(("note", f"{{Document {source.id[:16]}}}"))
    lines = "".join(f"  {name} = {value},\n" for name, value in fields)
    return f"@misc{{{make_key(source)},\n{lines}}}\n"


def make_key(source: Source) -> str:
    """Return the key under which a document is cited."""
    name = re.sub(r"[^a-z0-9]", "", fold(source.publisher or "document"))[:_LONGEST_KEY] or "document"
    day = read_day(source.published)
    return f"{name}{day.year if day else ''}-{source.id[:_KEY_DIGITS]}"


def escape(text: str) -> str:
    r"""Return a text with the signs that TeX gives a meaning to written so that they print.

    >>> escape("Profits & {losses}: 5 %")
    'Profits \\& \\textbraceleft{}losses\\textbraceright{}: 5 \\%'
    """
    return "".join(_ESCAPES.get(sign, sign) for sign in text)


def _quote(url: str) -> str:
    """Return an address without the signs that would end the field."""
    return "".join(f"%{ord(sign):02X}" if sign in "{}\\" or (ord(sign) <= ord(" ")) else sign for sign in url)
