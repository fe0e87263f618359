"""Characters that change how a text looks without being seen, made visible.

Right-to-left overrides, zero-width characters and their like can make a text read otherwise than it is, so each is
shown as a label: a text of two words joined by U+200B reads "two⟦ZWSP⟧words".
"""

import re
import unicodedata
from functools import cache

OPEN, CLOSE = "⟦", "⟧"
"""What stands around a label."""
_NAMES = {
    "\u00ad": "SHY",
    "\u034f": "CGJ",
    "\u061c": "ALM",
    "\u180e": "MVS",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u2028": "LS",
    "\u2029": "PS",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2060": "WJ",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
}
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
"""Unseen characters that Unicode counts as letters or marks."""
_SEEN = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Arabic, Syriac and Kaithi number signs: format characters by category, but they are drawn."""
_PLAIN = frozenset("\t\n")
_HIDDEN = frozenset({"Cf", "Cc", "Cs", "Zl", "Zp"})
_SUSPECT = re.compile(r"[^\t\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u05ff\u3040-\u30ff\u4e00-\u9fff]")


@cache
def label(character: str) -> str:
    r"""Return the label of a character, or the character itself where it can be seen.

    >>> label("a"), label("\u202e"), label("\x07")
    ('a', '⟦RLO⟧', '⟦U+0007⟧')
    """
    if character in _PLAIN or character in _SEEN:
        return character
    if character in _FILLERS or unicodedata.category(character) in _HIDDEN:
        return f"{OPEN}{_NAMES.get(character) or f'U+{ord(character):04X}'}{CLOSE}"
    return character


def show_marks(text: str) -> str:
    r"""Return a text with every unseen character as a label.

    >>> show_marks("two\u200bwords"), show_marks("Путин, 安倍")
    ('two⟦ZWSP⟧words', 'Путин, 安倍')
    """
    return _SUSPECT.sub(lambda found: label(found.group()), text)
