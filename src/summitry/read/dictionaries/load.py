"""Loading dictionaries: which file is of which sort, what could not be read, and why."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from summitry.errors import TableError
from summitry.read.dictionaries.entries import (
    Actor,
    Agent,
    Dictionaries,
    Discard,
    Issue,
    Problem,
    Transformation,
    VerbForm,
)
from summitry.read.dictionaries.lines import Line, read_lines
from summitry.read.dictionaries.names import read_actors, read_agents, read_discards, read_issues
from summitry.read.dictionaries.verbs import index_verbs, read_verbs

SORTS = ("verbs", "actors", "agents", "discards", "issues")
"""The sorts of dictionaries, by the word that a file's name holds."""

Named = TypeVar("Named", Actor, Agent)


def load_dictionaries(files: Path | Iterable[Path], *, strict: bool = False) -> Dictionaries:
    """Read dictionaries.

    Args:
        files: a folder, of which the text files named after a sort count (``my.verbs.txt``, ``my.actors.txt``,
            ``agents``, ``discards``, ``issues``), or the files; entries of later files are tried first.
        strict: raise at the first line that cannot be read instead of putting it aside.

    Returns:
        The entries, with ``problems`` for all lines that were put aside.

    Raises:
        TableError: a file is missing, is no text or of no known sort; or, with ``strict``, a line cannot be read.
    """
    paths = _find_files(files)
    actors: list[Actor] = []
    agents: list[Agent] = []
    verbs: list[VerbForm] = []
    transformations: list[Transformation] = []
    discards: list[Discard] = []
    issues: list[Issue] = []
    problems: list[Problem] = []
    for path in paths:
        lines = _read(path)
        sort = sort_of(path)
        found: tuple[Problem, ...]
        if sort == "verbs":
            table = read_verbs(lines)
            found = table.problems
            verbs = [*table.verbs, *verbs]
            transformations.extend(table.transformations)
        elif sort == "actors":
            more_actors, found = read_actors(lines)
            actors.extend(more_actors)
        elif sort == "agents":
            more_agents, found = read_agents(lines)
            agents.extend(more_agents)
        elif sort == "discards":
            more_discards, found = read_discards(lines)
            discards.extend(more_discards)
        else:
            more_issues, found = read_issues(lines)
            issues.extend(more_issues)
        problems.extend(found)
    if strict and problems:
        message = f"{problems[0]}; correct the line, or load without strict to put such lines aside"
        raise TableError(message)
    return Dictionaries(
        _index(actors),
        _index(agents),
        index_verbs(verbs),
        tuple(transformations),
        tuple(discards),
        tuple(issues),
        tuple(problems),
    )


def sort_of(path: Path) -> str:
    """Return the sort of a dictionary by its file's name.

    Raises:
        TableError: the name tells none.
    """
    words = re.split(r"[^a-z]+", path.name.lower())
    for sort in SORTS:
        if sort in words or sort.removesuffix("s") in words:
            return sort
    message = f"{path}: the name tells no sort of dictionary; name it like my.verbs.txt ({', '.join(SORTS)})"
    raise TableError(message)


def _find_files(files: Path | Iterable[Path]) -> list[Path]:
    if not isinstance(files, Path):
        return list(files)
    if files.is_file():
        return [files]
    found = []
    for path in sorted(files.glob("*.txt")):
        try:
            sort_of(path)
        except TableError:
            continue
        found.append(path)
    if not found:
        message = f"{files}: no dictionaries there; it takes files such as my.verbs.txt and my.actors.txt"
        raise TableError(message)
    return found


def _read(path: Path) -> tuple[Line, ...]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        message = f"{path}: cannot be read ({error.strerror}); check its name"
        raise TableError(message) from error
    except UnicodeDecodeError as error:
        message = f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8"
        raise TableError(message) from error
    return tuple(read_lines(text, path.name))


def _index(entries: list[Named]) -> dict[str, tuple[Named, ...]]:
    """Return entries by their first word, the longest first; of equals, the last one read wins."""
    found: dict[str, list[Named]] = {}
    for entry in reversed(entries):
        found.setdefault(entry.term.words[0], []).append(entry)
    return {word: tuple(sorted(group, key=lambda entry: -len(entry.term.words))) for word, group in found.items()}
