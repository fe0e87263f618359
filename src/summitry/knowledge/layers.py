"""A user's layers over the packaged tables: what was imported, and the user's own corrections.

A layer is a folder with any of the world's tables, in the form of the packaged ones (``forms``). The folder of all
layers (``Settings.world``) holds ``imported/NAME/`` for each import, and ``corrections/``. Later ones go before earlier
ones: the packaged tables, then imports by name, then the corrections. Nobody ever writes to the packaged tables.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from summitry.errors import TableError
from summitry.knowledge.forms import FORMS, WITHDRAWN, YES, Form
from summitry.knowledge.tables import Row, iterate_csv, read_layer, read_text
from summitry.settings import Settings

IMPORTED = "imported"
CORRECTIONS = "corrections"
BUILT_IN = "built-in"
MANIFEST = "manifest.json"
"""What an import writes beside its tables: where they come from."""

Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Traced:
    """A row as it holds, and where it comes from.

    Attributes:
        row: its cells, those that a layer's file leaves out filled from the row it replaces.
        layer: folder of the layer whose row it is; None for the packaged tables.
        file: the file as a person would look for it.
        line: line of the file on which the row ends, from 1.
        replaced: the layers whose rows of this key it takes the place of, the earliest first.
    """

    row: Row
    layer: Path | None
    file: str
    line: int
    replaced: tuple[str, ...] = ()


def find_layers(settings: Settings) -> tuple[Path, ...]:
    """Return the folders of the user's layers, in order of precedence: a later one goes before an earlier one.

    >>> find_layers(Settings())
    ()

    Args:
        settings: whose ``world`` names the folder of all layers; None, or a folder that is not there, has none.
    """
    return () if settings.world is None else list_layers(settings.world)


def list_layers(folder: Path) -> tuple[Path, ...]:
    """Return the layers in a folder, in order of precedence.

    Args:
        folder: one with ``imported`` or ``corrections`` in it, or a single layer, which holds tables.

    Raises:
        TableError: the folder cannot be read.
    """
    found: list[Path] = []
    try:
        if any((folder / form.file).is_file() for form in FORMS.values()):
            found.append(folder)
        imported = folder / IMPORTED
        if imported.is_dir():
            found.extend(sorted(one for one in imported.iterdir() if one.is_dir() and not one.name.startswith(".")))
        if (folder / CORRECTIONS).is_dir():
            found.append(folder / CORRECTIONS)
    except OSError as error:
        message = f"{folder}: cannot be read ({error.strerror}); correct its permissions, or set SUMMITRY_WORLD"
        raise TableError(message) from error
    return tuple(found)


def name_layer(layer: Path | None) -> str:
    """Return what a layer is called: ``built-in``, ``imported/NAME`` or ``corrections``.

    >>> name_layer(Path("/srv/world/imported/wikidata")), name_layer(None)
    ('imported/wikidata', 'built-in')
    """
    if layer is None:
        return BUILT_IN
    return f"{IMPORTED}/{layer.name}" if layer.parent.name == IMPORTED else layer.name


def stamp_layers(layers: Sequence[Path]) -> Stamp:
    """Return what changes when a table of a layer does: each file with its size and time of change."""
    found: list[tuple[str, int, int]] = []
    for layer in layers:
        for form in FORMS.values():
            file = layer / form.file
            if file.is_file():
                status = file.stat()
                found.append((str(file), status.st_size, status.st_mtime_ns))
    return tuple(found)


@cache
def _trace_packaged(name: str) -> tuple[Traced, ...]:
    relative = FORMS[name].relative
    file = f"data/{relative}"
    return tuple(Traced(row, None, file, line) for line, row in iterate_csv(read_text(relative), file))


def trace_rows(form: Form, layers: Sequence[Path] = ()) -> Iterator[Traced]:
    """Yield the rows of a table as they hold, each with where it comes from; slower than ``tables.read_csv``.

    Raises:
        TableError: as ``tables.read_csv``.
    """
    packaged = _trace_packaged(form.name)
    files = [(layer, layer / form.file) for layer in layers if (layer / form.file).is_file()]
    if not files:
        yield from packaged
        return
    held = {form.key_of(one.row): one for one in packaged}
    columns = next(iter(held.values())).row
    for layer, path in files:
        for line, row in read_layer(path):
            key = form.key_of(row)
            before = held.get(key)
            if row.get(WITHDRAWN) == YES:
                held.pop(key, None)
                continue
            cells = {c: row.get(c, before.row[c] if before else "") for c in columns}
            replaced = (*before.replaced, name_layer(before.layer)) if before else ()
            held[key] = Traced(cells, layer, str(path), line, replaced)
    yield from held.values()
