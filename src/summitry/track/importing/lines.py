"""Lines of big files, one after the other: plain, gzip or zip, UTF-8 or what Windows writes."""

import gzip
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from summitry.errors import IntakeError

TOO_LONG = "a line of more than a million bytes"
"""Why such a line is set aside."""

LONGEST = 1 << 20
"""Bytes of the longest line that is read; a longer one is no row."""

_MARK = "\ufeff"


@contextmanager
def open_bytes(file: Path) -> Iterator[IO[bytes]]:
    """Open a file, unpacked if it ends in ``.gz``, or is a ``.zip`` with one file in it.

    Raises:
        IntakeError: it cannot be read, or a zip holds none or several files.
    """
    try:
        if file.suffix.lower() == ".zip":
            with zipfile.ZipFile(file) as packed:
                names = [name for name in packed.namelist() if not name.endswith("/")]
                if len(names) != 1:
                    message = f"{file}: holds {len(names)} files; pack one table, or unpack them"
                    raise IntakeError(message)
                with _unpack(packed, names[0]) as stream:
                    yield stream
        elif file.suffix.lower() == ".gz":
            with gzip.open(file, "rb") as packed_stream:
                yield cast("IO[bytes]", packed_stream)
        else:
            with file.open("rb") as stream:
                yield stream
    except (OSError, zipfile.BadZipFile, EOFError, zlib.error) as error:
        said = getattr(error, "strerror", None) or error
        message = f"{file}: cannot be read ({said}); give a table, plain, .gz or .zip"
        raise IntakeError(message) from error


def _unpack(packed: zipfile.ZipFile, name: str) -> IO[bytes]:
    try:
        return packed.open(name)
    except RuntimeError as error:  # it needs a password, or a way of packing that is not known here
        raise zipfile.BadZipFile(str(error)) from error


def read_lines(stream: IO[bytes]) -> Iterator[tuple[int, str | None]]:
    """Yield each line with its number, counted from 1; None for one that is too long.

    Line ends are taken off. A line that is no UTF-8 is read as Windows-1252.
    """
    number = 0
    while line := stream.readline(LONGEST):
        number += 1
        whole = line.endswith(b"\n") or len(line) < LONGEST
        while not line.endswith(b"\n") and (more := stream.readline(LONGEST)):
            whole, line = False, more
        text = _decode(line.rstrip(b"\r\n")) if whole else None
        yield number, text.removeprefix(_MARK) if text is not None and number == 1 else text


def one_line(text: str) -> str:
    r"""Return a text on one line, without control characters.

    >>> one_line(" Abe,\x00 \n Shinzo ")
    'Abe, Shinzo'
    """
    if text.isprintable():
        return " ".join(text.split())
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def _decode(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")
