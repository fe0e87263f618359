"""Stata files of the formats 117 and 118, as far as a table of texts and numbers needs them.

Source: StataCorp, "Description of .dta file format"; long texts (strL) are left out.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

from summitry.errors import TableError
from summitry.knowledge.importers.rows import MAX_IMPORT, Cells

_MAGIC = b"<stata_dta>"
_RELEASES = {"117": 33, "118": 129}
"""Release -> bytes of the name of a variable."""
_STRL = 32768
_NUMBERS = {65526: "d", 65527: "f", 65528: "i", 65529: "h", 65530: "b"}
_MISSING = {"b": 100, "h": 32740, "i": 2147483620}
"""Whole numbers above these stand for a missing value."""
_HUGE = 1e30
_LONGEST = 2045


def is_stata(file: Path) -> bool:
    """Tell whether a file begins as Stata's files do."""
    with file.open("rb") as opened:
        return opened.read(len(_MAGIC)) == _MAGIC


def read_stata(file: Path) -> Iterator[tuple[int, Cells]]:
    """Yield the observations of a file, numbered from 1: name of the variable in lower case -> its value as text.

    Raises:
        TableError: the file is too large, cut off, or of another format.
    """
    size = file.stat().st_size
    if size > MAX_IMPORT:
        message = f"{file}: has {size:,} bytes, more than {MAX_IMPORT:,}; export what is needed as CSV"
        raise TableError(message)
    data = file.read_bytes()
    try:
        yield from _read(data)
    except (ValueError, KeyError, struct.error, IndexError) as error:
        message = f"{file}: this Stata file cannot be read ({error}); export the table as CSV in UTF-8"
        raise TableError(message) from error


def _read(data: bytes) -> Iterator[tuple[int, Cells]]:
    release = _between(data, b"release").decode("ascii")
    if release not in _RELEASES:
        message = f"its format is {release}"
        raise ValueError(message)
    order = "<" if _between(data, b"byteorder") == b"LSF" else ">"
    wide = _RELEASES[release]
    count = int.from_bytes(_between(data, b"K"), "little" if order == "<" else "big")
    rows = int.from_bytes(_between(data, b"N"), "little" if order == "<" else "big")
    types = struct.unpack(f"{order}{count}H", _between(data, b"variable_types"))
    names = _between(data, b"varnames")
    columns = [names[at * wide : (at + 1) * wide].partition(b"\0")[0].decode("utf-8").lower() for at in range(count)]
    layout = struct.Struct(order + "".join(_field(one) for one in types))
    body = data.index(b"<data>") + len(b"<data>")
    if body + rows * layout.size > len(data):
        message = "it is cut off"
        raise ValueError(message)
    for number in range(rows):
        values = layout.unpack_from(data, body + number * layout.size)
        yield number + 1, {c: _text(v, t) for c, v, t in zip(columns, values, types, strict=True) if t != _STRL}


def _between(data: bytes, tag: bytes) -> bytes:
    start = data.index(b"<" + tag + b">") + len(tag) + 2
    return data[start : data.index(b"</" + tag + b">", start)]


def _field(kind: int) -> str:
    if kind == _STRL:
        return "8s"
    return f"{kind}s" if kind <= _LONGEST else _NUMBERS[kind]


def _text(value: bytes | float, kind: int) -> str:
    if isinstance(value, bytes):
        text = value.partition(b"\0")[0]
        try:
            return text.decode("utf-8").strip()
        except UnicodeDecodeError:  # older texts were taken over into newer files as they were
            return text.decode("windows-1252", errors="replace").strip()
    form = _NUMBERS[kind]
    if value > _MISSING.get(form, _HUGE):
        return ""
    return f"{value:.0f}" if float(value).is_integer() else str(value)
