"""The files that training reads, checked against the table of sources that ships with the package."""

import hashlib
import tomllib
from pathlib import Path

TABLE = Path(__file__).resolve().parents[2] / "src" / "summitry" / "data" / "SOURCES.toml"


def checked_sources(shared: Path) -> list[dict[str, str]]:
    """Return title, version, licence and checksum of every source of the language pipeline.

    Args:
        shared: folder of the shared material.

    Returns:
        One record a source, in the order of the table.

    Raises:
        ValueError: a file is not the one that the table names.
    """
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))["language"]
    records = []
    for name, source in table.items():
        digest = hashlib.sha256()
        for path in sorted(shared.glob(source["file"]), key=lambda path: path.as_posix().encode()):
            digest.update(path.read_bytes())
        if digest.hexdigest() != source["sha256"]:
            message = (
                f"{source['file']} has SHA-256 {digest.hexdigest()}, but SOURCES.toml [language.{name}] says "
                f"{source['sha256']}; get version {source['version']} or change the table with the data"
            )
            raise ValueError(message)
        records.append({key: source[key] for key in ("title", "origin", "version", "licence", "use", "sha256")})
    return records
