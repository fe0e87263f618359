"""A ledger written out in the formats of other programs: one table of them, one module a family.

>>> sorted(OUTPUTS)[:3]
['bibtex', 'cameo', 'csv']
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from summitry.errors import LedgerError
from summitry.show.export.bibtex import write_bibtex
from summitry.show.export.cameo import write_cameo
from summitry.show.export.extract import Extract
from summitry.show.export.gdelt import write_gdelt_1, write_gdelt_2
from summitry.show.export.geojson import write_geojson
from summitry.show.export.graphml import write_graphml
from summitry.show.export.ical import write_ical
from summitry.show.export.plover import write_plover
from summitry.show.export.tables import DEFAULT_VIEW, write_csv, write_jsonl, write_parquet
from summitry.show.export.written import Written
from summitry.track.dyads import Dyad
from summitry.track.ledger import Ledger

__all__ = ["DEFAULT_VIEW", "OUTPUTS", "Output", "Written", "export_ledger"]


@dataclass(frozen=True, slots=True)
class Output:
    """A format.

    Attributes:
        name: what it is called on the command line.
        ending: usual ending of a file.
        about: what it holds, in a few words.
        write: writes an extract into a file.
        views: whether one of the ledger's views is chosen.
    """

    name: str
    ending: str
    about: str
    write: Callable[[Extract, Path], Written]
    views: bool = False


OUTPUTS = {
    output.name: output
    for output in (
        Output("plover", ".json", "events with the field names of the PLOVER manual, one object each", write_plover),
        Output("cameo", ".tsv", "CAMEO dyad rows: date, source, target, code, Goldstein's value", write_cameo),
        Output("gdelt1", ".tsv", "the 58 columns of GDELT 1.0's daily files", write_gdelt_1),
        Output("gdelt2", ".tsv", "the 61 columns of GDELT 2.0's event files", write_gdelt_2),
        Output("csv", ".csv", "one of the ledger's views, safe for spreadsheets", write_csv, views=True),
        Output("jsonl", ".jsonl", "one of the ledger's views, one JSON object a line", write_jsonl, views=True),
        Output("parquet", ".parquet", "one of the ledger's views, as typed columns", write_parquet, views=True),
        Output("geojson", ".geojson", "occurrences with coordinates, on a map", write_geojson),
        Output("ical", ".ics", "promised meetings and deadlines that lie ahead", write_ical),
        Output("graphml", ".graphml", "the network of who met whom", write_graphml),
        Output("bibtex", ".bib", "the sources", write_bibtex),
    )
}
"""Every format by name; the command line and the documentation read it."""


def export_ledger(
    ledger: Ledger,
    name: str,
    file: Path,
    *,
    dyad: Dyad | str | None = None,
    as_of: date | None = None,
    view: str = DEFAULT_VIEW,
) -> Written:
    """Write a ledger into a file; the same ledger gives the same bytes.

    Args:
        ledger: what is written.
        name: of the format, one of ``OUTPUTS``.
        file: where to; an older file is replaced when the new one is complete.
        dyad: only what concerns these two states.
        as_of: only what was published by this day; promises stand as of it.
        view: which of the ledger's views, for formats of tables.

    Returns:
        How much was written, and what the format cannot hold.

    Raises:
        LedgerError: there is no such format or view, the ledger tells nothing of the pair, or the file cannot be
            written.
    """
    output = OUTPUTS.get(name)
    if output is None:
        message = f"{name!r} is no format; take one of {', '.join(OUTPUTS)}"
        raise LedgerError(message)
    if view != DEFAULT_VIEW and not output.views:
        having = ", ".join(one.name for one in OUTPUTS.values() if one.views)
        message = f"{name} has no views; leave out {view!r}, or take one of {having}"
        raise LedgerError(message)
    pair = Dyad.parse(dyad) if isinstance(dyad, str) else dyad
    if as_of is not None:
        with ledger.as_of(as_of, pair) as past:
            return _write(Extract(past, pair, as_of, view), output, file)
    return _write(Extract(ledger, pair, None, view), output, file)


def _write(extract: Extract, output: Output, file: Path) -> Written:
    try:
        with tempfile.TemporaryDirectory(dir=file.parent) as folder:
            made = Path(folder) / f"made{output.ending}"
            written = output.write(extract, made)
            made.replace(file)
    except OSError as error:
        message = f"{file}: cannot be written ({error.strerror}); choose another folder"
        raise LedgerError(message) from error
    return written
