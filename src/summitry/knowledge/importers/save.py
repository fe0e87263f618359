"""A layer written to disk all at once: whoever reads meanwhile sees the old layer or the new one, never half of one."""

import csv
import io
import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from summitry.errors import TableError
from summitry.knowledge.importers.rows import Refused
from summitry.knowledge.layers import IMPORTED, MANIFEST

QUARANTINE = "quarantine.csv"
"""Rows that could not be used, each with its reason."""


def save_layer(
    folder: Path,
    name: str,
    tables: Mapping[str, Sequence[Mapping[str, str]]],
    refused: Sequence[Refused],
    manifest: Mapping[str, object],
) -> Path:
    """Write a layer in place of one of the same name.

    Args:
        folder: the folder of all layers.
        name: the layer's name.
        tables: file name -> rows; an empty table is not written.
        refused: rows that could not be used.
        manifest: where the layer comes from.

    Returns:
        The layer's folder.

    Raises:
        TableError: it cannot be written.
    """
    target = folder / IMPORTED / name
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=target.parent))
        try:
            for file, rows in tables.items():
                if rows:
                    _write(draft / file, _to_csv(tuple(dict.fromkeys(c for row in rows for c in row)), rows))
            if refused:
                rows = [_quarantined(one) for one in refused]
                _write(draft / QUARANTINE, _to_csv(("line", "reason", "row"), rows))
            _write(draft / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2) + "\n")
            draft.chmod(0o755)
            _swap(draft, target)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        message = f"{target}: cannot be written ({error.strerror}); set SUMMITRY_WORLD to a folder that can"
        raise TableError(message) from error
    return target


def _swap(draft: Path, target: Path) -> None:
    if not target.exists():
        draft.rename(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        target.rename(old / "old")
        draft.rename(target)
    except OSError:
        if not target.exists():
            (old / "old").rename(target)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _to_csv(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _quarantined(one: Refused) -> dict[str, str]:
    row = json.dumps(dict(one.cells), ensure_ascii=False) if one.cells is not None else ""
    return {"line": str(one.line), "reason": one.reason, "row": row}
