"""Importing dictionaries into a folder that ``knowledge.ontologies`` loads."""

import csv
import io
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from summitry.errors import TableError
from summitry.knowledge.ontologies import ACTOR_FILE, CUE_FILE, DICTIONARIES, load_ontology
from summitry.knowledge.own_actors import find_actor_faults
from summitry.knowledge.tables import read_file, scan_csv
from summitry.read.dictionaries.entries import Origin, Problem
from summitry.read.dictionaries.load import load_dictionaries
from summitry.read.dictionaries.transfer import CodeMap, read_code_map, transfer

CODE_FILE = "codes.csv"
"""Beside dictionaries that are kept: what codes mean that are not CAMEO's (columns code,type,mode,cameo)."""
LEFT_FILE = "left.csv"
"""What an import could not take over: file, line, reason and text of each line."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import wrote, and the lines that it left."""

    files: tuple[Path, ...]
    phrases: int
    rows: int
    left: tuple[Problem, ...]


def import_dictionaries(
    files: Sequence[Path], out: Path, *, codes: Path | None = None, as_is: bool = False
) -> Imported:
    """Import dictionaries.

    Args:
        files: PETRARCH dictionaries, named after their sort (``my.verbs.txt``).
        out: folder to write to; made if missing. Files of an earlier import there are written anew.
        codes: a table ``code,type,mode,cameo`` of what the dictionaries' codes mean; CAMEO codes need none. With
            ``as_is`` it is kept beside the dictionaries.
        as_is: keep the dictionaries as they stand, to be coded with by their own rules, instead of turning them into
            cues and actors.

    Returns:
        What was written and what was left.

    Raises:
        TableError: a file cannot be read, nothing in them can be used, or the folder cannot be written to.
    """
    dictionaries = load_dictionaries(files)
    meanings = read_code_map(scan_csv(read_file(codes)), codes.name) if codes is not None else CodeMap({})
    found = transfer(dictionaries, meanings)
    used = len(dictionaries.verbs) + len(dictionaries.actors) + len(dictionaries.agents) if as_is else found.phrases
    if not used and not found.rows:
        message = f"{', '.join(map(str, files))}: nothing there can be used; are they PETRARCH dictionaries?"
        raise TableError(message)
    left = dictionaries.problems if as_is else (*dictionaries.problems, *found.left)
    try:
        out.mkdir(parents=True, exist_ok=True)
        written = _copy(files, out / DICTIONARIES) if as_is else _write(out, found.cues, found.actors)
        if as_is and codes is not None:
            written.append(_put(out / DICTIONARIES / CODE_FILE, read_file(codes)))
        written.append(_put(out / LEFT_FILE, _left_text(left)))
    except OSError as error:
        message = f"{out}: cannot be written ({error.strerror}); choose another folder"
        raise TableError(message) from error
    return Imported(tuple(written), 0 if as_is else found.phrases, 0 if as_is else found.rows, left)


def check_ontology(folder: Path) -> tuple[str, ...]:
    """Return everything that is wrong with an ontology: ``file:line: reason`` each.

    Raises:
        TableError: the folder is missing or holds no ontology.
    """
    ontology = load_ontology(folder)
    found = [str(fault) for fault in (*ontology.faults, *find_actor_faults(ontology))]
    if ontology.dictionaries:
        found += [f"{DICTIONARIES}/{problem}" for problem in load_dictionaries(ontology.dictionaries).problems]
    return tuple(found)


def _copy(files: Sequence[Path], folder: Path) -> list[Path]:
    folder.mkdir(exist_ok=True)
    places = {file: folder / file.name for file in files}
    for file, place in places.items():
        if not place.exists() or not place.samefile(file):
            shutil.copyfile(file, place)
    return list(places.values())


def _write(out: Path, cues: str, actors: str) -> list[Path]:
    return [_put(out / CUE_FILE, cues), _put(out / ACTOR_FILE, actors)]


def _put(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def _left_text(left: Sequence[Problem]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("file", "line", "reason", "text"))
    ordered = sorted(left, key=lambda problem: _place(problem.origin))
    writer.writerows((problem.origin.file, problem.origin.line, problem.reason, problem.text) for problem in ordered)
    return text.getvalue()


def _place(origin: Origin) -> tuple[str, int]:
    return origin.file, origin.line
