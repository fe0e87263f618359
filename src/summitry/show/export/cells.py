r"""Cells of text tables that are safe to open in a spreadsheet, and how to read them back.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@``, or with a tab or line end before one, for a
formula and runs it. Texts of documents come from outside, so every text cell that begins so gets an apostrophe in
front, and so does every text that begins with an apostrophe: taking one apostrophe away gives the text back. Numbers
stay.

Source: "CSV Injection", OWASP.
"""

import re

RISKY = frozenset("=+-@\t\r\n＝＋－＠'")
"""First characters of texts that get an apostrophe in front; some spreadsheets take the wide forms for formulas too."""

_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def defuse(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    >>> defuse("=HYPERLINK(A1)"), defuse("Japan"), defuse("'Aho'eitu")
    ("'=HYPERLINK(A1)", 'Japan', "''Aho'eitu")
    """
    return f"'{text}" if text[:1] in RISKY else text


def restore(cell: str) -> str:
    """Return the text that ``defuse`` made a cell of.

    >>> restore(defuse("-5 degrees"))
    '-5 degrees'
    """
    return cell.removeprefix("'")


def make_line(cells: tuple[object, ...]) -> str:
    r"""Return a line of a tab-separated table without quoting: tabs and line ends within texts become blanks.

    >>> make_line(("a\tb", -5.0, None, "-x"))
    "a b\t-5.0\t\t'-x\n"

    Args:
        cells: texts are defused, numbers written as they are, None is empty.
    """
    return "\t".join(_show(cell) for cell in cells) + "\n"


def drop_controls(text: str) -> str:
    r"""Return a text without the characters that XML cannot hold.

    >>> drop_controls("a\x00b")
    'ab'
    """
    return _NO_XML.sub("", text)


def one_line(text: str) -> str:
    r"""Return a text on one line.

    >>> one_line("peace\n treaty")
    'peace treaty'
    """
    return " ".join(_BREAKS.sub(" ", text).split())


def _show(cell: object) -> str:
    if cell is None:
        return ""
    return defuse(_BREAKS.sub(" ", cell)) if isinstance(cell, str) else str(cell)
