"""The brief as a PDF, typeset by typst as PDF/A-2u: every letter in it can be read out again as the letter it is.

Typst's own fonts hold Latin, Greek, Cyrillic, Arabic and more; fonts of the system are used where they are found. PDF/A
forbids letters without a glyph, so typst names each one that no font holds; it is then printed as its code point.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from summitry.errors import SummitryError
from summitry.show.brief.content import Brief

_MISSING = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPE = re.compile(r"\\u\{([0-9a-fA-F]+)\}|\\(.)")
_TRIES = 20
"""Compilations at most; each but the last must have named further characters."""
_PRIVATE = re.compile("[\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]")
"""Characters that are no text in PDF/A."""


def write_pdf(brief: Brief, fonts: Sequence[Path] = (), *, system: bool = True) -> tuple[bytes, tuple[str, ...]]:
    """Return the brief as a PDF, and the characters that no font holds; the same brief and fonts give the same bytes.

    Args:
        brief: what to write.
        fonts: folders of further fonts.
        system: whether fonts of the system may be used.

    Returns:
        The file, and characters that stand in it as code points (``⟦U+5B89⟧``), in order of code point.

    Raises:
        SummitryError: typst is not installed, or refuses the text.
    """
    try:
        import typst  # noqa: PLC0415  # an extra
    except ImportError as error:
        message = "a brief in PDF needs typst; install it with: pip install 'summitry[brief]', or write .html"
        raise SummitryError(message) from error
    source = files("summitry").joinpath("show/brief/brief.typ").read_bytes()
    found = typst.Fonts(include_system_fonts=system, font_paths=list(fonts))
    data = asdict(brief) | {"dyad": str(brief.dyad), "on": brief.on.isoformat()}
    data["sections"] = [asdict(section) for section in brief.sections]
    data["notes"] = [asdict(note) | {"where": note.where} for note in brief.notes]
    moment = datetime(brief.on.year, brief.on.month, brief.on.day, tzinfo=UTC)
    missing = set(_PRIVATE.findall(json.dumps(data, ensure_ascii=False, default=str)))
    for _ in range(_TRIES):
        told = json.dumps(_spell(data, missing), ensure_ascii=False, default=str)
        compiler = typst.Compiler(source, font_paths=found, sys_inputs={"brief": told})
        try:
            made = compiler.compile(format="pdf", pdf_standards="a-2u", timestamp=moment)
        except typst.TypstError as error:
            more = find_missing(f"{error.message}\n{error.diagnostic}") - missing
            if not more:
                message = f"typst cannot set the brief ({error.message}); write .html or .docx"
                raise SummitryError(message) from error
            missing |= more
        else:
            if isinstance(made, bytes):  # one file; only pictures come as a list
                return made, tuple(sorted(missing))
            break
    message = f"typst gives no PDF, {len(missing)} characters without a font so far; write .html or .docx"
    raise SummitryError(message)


def find_missing(diagnostic: str) -> set[str]:
    r"""Return the characters that typst says it has no glyph for.

    >>> sorted(find_missing('error: the text `"安\\u{301}"` could not be displayed with font `"Serif"`'))
    ['\u0301', '安']
    """
    return {
        character
        for text in _MISSING.findall(diagnostic)
        for character in _ESCAPE.sub(lambda one: chr(int(one[1], 16)) if one[1] else one[2], text)
        if not character.isascii()
    }


def _spell(value: Any, missing: set[str]) -> Any:  # noqa: ANN401  # plain JSON
    """Return a value with characters that cannot be drawn as code points, neighbours in one pair of brackets."""
    if isinstance(value, str):
        return spell(value, missing) if missing else value
    if isinstance(value, dict):
        return {key: _spell(one, missing) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_spell(one, missing) for one in value]
    return value


def spell(text: str, missing: set[str]) -> str:
    """Return a text with some characters as their code points.

    >>> spell("Abe (安倍)", {"安", "倍"})
    'Abe (⟦U+5B89 U+500D⟧)'
    """
    if not missing.intersection(text):
        return text
    run = re.compile(f"[{''.join(map(re.escape, sorted(missing)))}]+")
    return run.sub(lambda found: f"⟦{' '.join(f'U+{ord(one):04X}' for one in found.group())}⟧", text)
