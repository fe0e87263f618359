"""A brief into a file, by the file's ending."""

import os
import secrets
from collections.abc import Sequence
from pathlib import Path

from summitry.errors import SummitryError
from summitry.show.brief.content import Brief
from summitry.show.brief.docx import write_docx
from summitry.show.brief.html import write_html
from summitry.show.brief.pdf import write_pdf

OUTPUTS = (".html", ".docx", ".pdf")
"""Endings of the files that a brief can be written to."""
_NAMED = 40
"""Characters that a warning names; the rest is counted."""


def write_brief(brief: Brief, file: Path, fonts: Sequence[Path] = ()) -> tuple[str, ...]:
    """Write a brief; the file takes its place when it is complete.

    Args:
        brief: what to write.
        file: where to; its ending tells the format.
        fonts: folders of further fonts for a PDF.

    Returns:
        Warnings: what could not be drawn as it is.

    Raises:
        SummitryError: the ending is none of ``OUTPUTS``, an extra is missing, or the file cannot be written.
    """
    ending = file.suffix.lower()
    warnings: tuple[str, ...] = ()
    if ending == ".html":
        made = write_html(brief).encode("utf-8", errors="replace")
    elif ending == ".docx":
        made = write_docx(brief)
    elif ending == ".pdf":
        made, missing = write_pdf(brief, fonts)
        warnings = (warn(missing),) if missing else ()
    else:
        message = f"{file.name!r} ends in none of {', '.join(OUTPUTS)}; a brief is written as one of these"
        raise SummitryError(message)
    put(file, made)
    return warnings


def put(file: Path, made: bytes) -> None:
    """Write a file so that it is there as a whole or not at all.

    Raises:
        SummitryError: it cannot be written.
    """
    part = file.with_name(f".{file.name}.{secrets.token_hex(4)}.part")
    try:
        part.write_bytes(made)
        os.replace(part, file)  # noqa: PTH105  # over what is there, in one step
    except OSError as error:
        part.unlink(missing_ok=True)
        message = f"{file} cannot be written ({error.strerror}); give a file in a folder that exists with -o"
        raise SummitryError(message) from error


def warn(missing: Sequence[str]) -> str:
    """Return a warning that names characters which no font holds.

    >>> warn(("倍", "安"))
    'no font at hand has 2 characters: 倍 (U+500D), 安 (U+5B89); they stand in the PDF as code points. Install a font
    that has them, give its folder with --fonts, or write .html or .docx'
    """
    named = ", ".join(f"{one} (U+{ord(one):04X})" for one in missing[:_NAMED])
    more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
    number = f"{len(missing)} character{'s' if len(missing) > 1 else ''}"
    stand = "they stand in the PDF as code points. Install a font that has them, give its folder with --fonts"
    return f"no font at hand has {number}: {named}{more}; {stand}, or write .html or .docx"
