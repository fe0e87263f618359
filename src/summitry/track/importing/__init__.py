"""Rows of other people's event data as readouts, for the same ledger as machine readings: one module a format.

A row has no text. The document of its readout is one line that restates the row's own cells, and that line is the
evidence; so the same row in two files is one document. Files are read line by line, however big they are.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from summitry.errors import IntakeError
from summitry.records import Readout
from summitry.track.importing.coded import Refused
from summitry.track.importing.colt import read as read_colt
from summitry.track.importing.gdelt import read as read_gdelt
from summitry.track.importing.icews import read as read_icews
from summitry.track.importing.lines import open_bytes, read_lines
from summitry.track.importing.polecat import read as read_polecat

__all__ = ["FORMATS", "Format", "Refused", "read_rows"]


@dataclass(frozen=True, slots=True)
class Format:
    """Whose rows a file holds.

    Attributes:
        name: what it is called on the command line.
        about: what it holds, in a few words.
        read: yields the rows of numbered lines.
    """

    name: str
    about: str
    read: Callable[[Iterator[tuple[int, str | None]]], Iterator[Readout | Refused]]


FORMATS = {
    form.name: form
    for form in (
        Format("gdelt", "event rows of GDELT 1.0 or 2.0", read_gdelt),
        Format("icews", "tab files of ICEWS coded event data", read_icews),
        Format("polecat", "tab files of POLECAT", read_polecat),
        Format("colt", "leaders' travel of Diplometrics COLT, as CSV", read_colt),
    )
}
"""Every format by name; the command line and the documentation read it."""


def read_rows(form: str, file: Path) -> Iterator[Readout | Refused]:
    """Yield the rows of a file as readouts; a row that cannot be used is set aside with its line and reason.

    Args:
        form: one of ``FORMATS``.
        file: the table, plain, ``.gz``, or a ``.zip`` with one file in it.

    Raises:
        IntakeError: there is no such format, the file cannot be read, or it is none of this format.
    """
    known = FORMATS.get(form)
    if known is None:
        message = f"{form!r} is no format; take one of {', '.join(FORMATS)}"
        raise IntakeError(message)
    with open_bytes(file) as stream:
        try:
            yield from known.read(read_lines(stream))
        except IntakeError as error:
            message = f"{file}: {error}"
            raise IntakeError(message) from error
