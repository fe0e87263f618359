"""The import of other people's lists as a layer of one's own: one module a format, one way into the tables.

A list is read in its own form (``wikidata``, ``everypolitician``, ``archigos``, ``reign``, ``plain``), its people,
states and offices are joined to those of the tables (``join``), and the result is written as a folder (``save``).
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from summitry.errors import TableError
from summitry.knowledge.entries import slug
from summitry.knowledge.forms import FORMS
from summitry.knowledge.importers import archigos, everypolitician, plain, reign, wikidata
from summitry.knowledge.importers.join import Joined, join_spells
from summitry.knowledge.importers.names import Names
from summitry.knowledge.importers.rows import MAX_IMPORT, RawSpell, Refused, read_header
from summitry.knowledge.importers.save import QUARANTINE, save_layer
from summitry.knowledge.importers.stata import is_stata
from summitry.knowledge.layers import IMPORTED, list_layers
from summitry.knowledge.world import open_world

MANIFEST_FORMAT = "summitry.layer/1"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}", re.ASCII)
_BLOCK = 1 << 20


class Format(StrEnum):
    """Whose list a file is."""

    AUTO = "auto"
    WIKIDATA = "wikidata"
    EVERYPOLITICIAN = "everypolitician"
    ARCHIGOS = "archigos"
    REIGN = "reign"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to.

    Attributes:
        layer: the folder that was written.
        form: the format that was read.
        added: rows written that say something new.
        updated: rows written that give an end where the tables have none.
        known: rows that say what the tables say already.
        repeated: rows that stand in the file more than once.
        refused: (reason in general, how many rows) for those set aside, the most frequent first.
        quarantine: the file of the rows set aside; None if there are none.
    """

    layer: Path
    form: Format
    added: int
    updated: int
    known: int
    repeated: int
    refused: tuple[tuple[str, int], ...]
    quarantine: Path | None

    @property
    def read(self) -> int:
        """How many rows the file has."""
        return self.added + self.updated + self.known + self.repeated + sum(count for _, count in self.refused)


_READERS: Mapping[Format, Callable[[Path], Iterator[RawSpell | Refused]]] = {
    Format.WIKIDATA: wikidata.read,
    Format.EVERYPOLITICIAN: everypolitician.read,
    Format.ARCHIGOS: archigos.read,
    Format.REIGN: reign.read,
}


def import_file(
    file: Path, folder: Path, form: Format = Format.AUTO, name: str | None = None, today: date | None = None
) -> Imported:
    """Read a list of office-holders, or a table in the form of ours, and add it as a layer.

    Args:
        file: what to import; UTF-8, or Archigos as a Stata file.
        folder: the folder of all layers (``Settings.world``).
        form: whose list it is; ``AUTO`` tells by its columns.
        name: what to call the layer; the file's name when None. One of that name is replaced.
        today: the day of the import; today when None.

    Returns:
        What was added, what was known, and what was set aside.

    Raises:
        TableError: the file cannot be read or is of no known form, or the layer cannot be written.
    """
    layer = name if name is not None else slug(file.stem)[:60]
    if not _NAME.fullmatch(layer):
        message = f"a layer cannot be called {layer!r}; give --name with letters a-z, digits and hyphens, 60 at most"
        raise TableError(message)
    digest, size = _hash(file)
    form = detect(file) if form is Format.AUTO else form
    day = (today or date.today()).isoformat()  # noqa: DTZ011  # a day, not a moment
    source = f"{form.value}: {file.name}"
    others = tuple(one for one in list_layers(folder) if one != folder / IMPORTED / layer)
    tables, joined = _read(file, form, Names(open_world(others), others), source, day)
    written = sum(map(len, tables.values()))
    if not written and not joined.known:
        raise TableError(_explain_nothing(file, form, joined))
    refused = Counter(one.kind for one in joined.refused).most_common()
    manifest = {
        "format": MANIFEST_FORMAT,
        "name": layer,
        "file": file.name,
        "bytes": size,
        "sha256": digest,
        "source_format": form.value,
        "imported": day,
        "rows": {name: len(rows) for name, rows in tables.items()},
        "known": joined.known,
        "repeated": joined.repeated,
        "updated": joined.updated,
        "quarantined": dict(refused),
    }
    target = save_layer(folder, layer, tables, joined.refused, manifest)
    quarantine = target / QUARANTINE if joined.refused else None
    return Imported(
        target,
        form,
        written - joined.updated,
        joined.updated,
        joined.known,
        joined.repeated,
        tuple(refused),
        quarantine,
    )


def _read(
    file: Path, form: Format, names: Names, source: str, day: str
) -> tuple[dict[str, list[dict[str, str]]], Joined]:
    if form is not Format.CSV:
        joined = join_spells(_READERS[form](file), names, source, day)
        return {FORMS["tenures"].file: joined.rows}, joined
    header = read_header(file)
    table = plain.find_form(header)
    if table is None:
        raise TableError(_explain_columns(file, header))
    if table.name == "tenures" and "person" not in header:
        joined = join_spells(plain.read_spells(file), names, source, day)
        return {table.file: joined.rows}, joined
    joined = Joined()
    rows: dict[tuple[str, ...], dict[str, str]] = {}
    for row in plain.read_rows(file, table, names.known, source, day):
        if isinstance(row, Refused):
            joined.refused.append(row)
        elif (key := table.key_of(row)) not in rows:
            rows[key] = row
        elif rows[key] == row:
            joined.repeated += 1
        else:
            reason = f"an earlier row has the same {', '.join(table.key)} and says otherwise; take one out"
            joined.refused.append(Refused(0, "contradicts another row", reason, row))
    return {table.file: list(rows.values())}, joined


def detect(file: Path) -> Format:
    """Tell whose list a file is by what it begins with and by its columns.

    Raises:
        TableError: it is of no form that is known.
    """
    if is_stata(file):
        return Format.ARCHIGOS
    if wikidata.is_json(file):
        return Format.WIKIDATA
    header = read_header(file)
    columns = set(header)
    if columns >= reign.COLUMNS:
        return Format.REIGN
    if columns >= archigos.COLUMNS:
        return Format.ARCHIGOS
    if wikidata.COLUMNS & columns:
        return Format.WIKIDATA
    if columns >= everypolitician.COLUMNS and "office" not in columns:
        return Format.EVERYPOLITICIAN
    if plain.find_form(header) is not None:
        return Format.CSV
    raise TableError(_explain_columns(file, header))


def _explain_columns(file: Path, header: tuple[str, ...]) -> str:
    seen = ", ".join(header)[:120] or "nothing"
    return (
        f"{file}: its first line ({seen}) is the header of no known list; a list of office-holders has the columns "
        "name, country, office, start and end; docs/world.md lists all forms, and --format says which it is"
    )


def _explain_nothing(file: Path, form: Format, joined: Joined) -> str:
    first = joined.refused[0] if joined.refused else None
    why = f"line {first.line}: {first.reason}" if first else "it has no rows"
    return f"{file}: nothing could be read as {form.value} ({why}); correct the file, or give another --format"


def _hash(file: Path) -> tuple[str, int]:
    """Return the SHA-256 of a file and its size in bytes."""
    digest, size = hashlib.sha256(), 0
    try:
        if not file.is_file():
            message = f"{file}: there is no such file; give the list that you want to import"
            raise TableError(message)
        with file.open("rb") as opened:
            while block := opened.read(_BLOCK):
                digest.update(block)
                size += len(block)
                if size > MAX_IMPORT:
                    message = f"{file}: has more than {MAX_IMPORT:,} bytes; cut it down to what you need"
                    raise TableError(message)
    except OSError as error:
        message = f"{file}: cannot be read ({error.strerror}); correct the name or its permissions"
        raise TableError(message) from error
    return digest.hexdigest(), size
