"""What an installation can choose: one frozen value, read once and passed on."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from summitry.errors import SettingsError

PREFIX = "SUMMITRY_"


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation can choose.

    Attributes:
        language: code of the language pipeline to load; ``en`` is the one that ships.
        model: folder of a pipeline to use instead of the packaged one, or None.
        max_characters: longest document read, in characters; a longer one is refused with its length.
        batch_size: documents parsed together by ``Reader.read_many``.
        world: folder of the user's layers over the packaged tables of the world, or None for the packaged tables alone;
            ``load_settings`` fills in ``summitry/world`` below ``XDG_DATA_HOME`` or ``~/.local/share``.
        ontology: folder of types, cues, actors and dictionaries of the user's own that go with ours, or None.
        ledger: file or URL of the ledger that commands use when none is named, or None.
    """

    language: str = "en"
    model: Path | None = None
    max_characters: int = 2_000_000
    batch_size: int = 128
    world: Path | None = None
    ontology: Path | None = None
    ledger: str | None = None


def load_settings(path: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings: defaults, then a TOML file, then ``SUMMITRY_*`` variables.

    >>> load_settings(environment={"SUMMITRY_BATCH_SIZE": "8"}).batch_size
    8

    Args:
        path: a TOML file with any of the fields of ``Settings``; None means ``SUMMITRY_SETTINGS`` if that is set.
        environment: variables to read; the process's own when None.

    Returns:
        The settings.

    Raises:
        SettingsError: a value does not fit its field, or the file is missing or no TOML.
    """
    environment = os.environ if environment is None else environment
    if path is None and environment.get(f"{PREFIX}SETTINGS"):
        path = Path(environment[f"{PREFIX}SETTINGS"])
    values: dict[str, object] = {}
    if path is not None:
        values.update(_read_file(path))
    for field in fields(Settings):
        variable = f"{PREFIX}{field.name.upper()}"
        if variable in environment:
            values[field.name] = environment[variable]
    if "world" not in values and (folder := _find_world(environment)):
        values["world"] = str(folder)
    return replace(Settings(), **{name: _convert(name, value) for name, value in values.items()})  # type: ignore[arg-type]  # each value was converted to its field's type


def _find_world(environment: Mapping[str, str]) -> Path | None:
    """Return where a user's data lie: the XDG base directory, which counts only if it is an absolute path."""
    data, home = environment.get("XDG_DATA_HOME", ""), environment.get("HOME", "")
    if data.startswith("/"):
        return Path(data) / "summitry" / "world"
    return Path(home) / ".local" / "share" / "summitry" / "world" if home.startswith("/") else None


def _read_file(path: Path) -> dict[str, object]:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"settings file {str(path)!r} cannot be read: {error}; give a TOML file or unset {PREFIX}SETTINGS"
        raise SettingsError(message) from error
    known = {field.name for field in fields(Settings)}
    unknown = sorted(set(values) - known)
    if unknown:
        message = f"settings file {str(path)!r} has unknown fields {unknown}; known are {sorted(known)}"
        raise SettingsError(message)
    return values


def _convert(name: str, value: object) -> str | int | Path:
    if name in {"max_characters", "batch_size"}:
        try:
            number = int(str(value))
        except ValueError:
            number = 0
        if number < 1:
            message = f"setting {name} is {value!r}; it must be a whole number of at least 1"
            raise SettingsError(message)
        return number
    if not isinstance(value, str) or not value.strip():
        message = f"setting {name} is {value!r}; it must be a text in quotes that is not empty"
        raise SettingsError(message)
    return Path(value).expanduser() if name in {"model", "world", "ontology"} else value
