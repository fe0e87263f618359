"""Ontologies of a user's own: types, cues and actors that are added to ours or take their place.

A folder holds any of these (``docs/ontology.md`` explains each with examples):

``types.toml`` (or ``plover.toml``)
    types in the form of ``data/ontology/plover.toml``; a new type names the PLOVER type that it is ``like``.
``cues.toml``
    acts, turns, lists and light verbs in the form of ``data/lang/en/events.toml``.
``actors.csv``
    names and common nouns with the actor or role that they mean.
``dictionaries/``
    dictionaries in PETRARCH's formats, coded with as they stand (``read.dictionaries``).

Whatever cannot be read is put aside with its file, line and reason; the rest is loaded.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from summitry.errors import TableError
from summitry.knowledge.ontology import load_cameo, load_plover
from summitry.knowledge.tables import read_file, read_toml, scan_csv
from summitry.records import EventType, Modality, Quad

TYPE_FILES = ("types.toml", "plover.toml")
CUE_FILE = "cues.toml"
ACTOR_FILE = "actors.csv"
DICTIONARIES = "dictionaries"
"""The folder of dictionaries in PETRARCH's formats."""
ACTOR_COLUMNS = ("alias", "target", "kind", "sector", "valid_from", "valid_to", "source")
KINDS = ("name", "role")
"""Sorts of rows of ``actors.csv``: names of actors, and common nouns that add a sector to an actor."""
ROLES = ("directed", "reciprocal", "joint", "visit", "host", "alone", "inner")
"""Who takes which part in an act; ``inner`` only in turns."""
SORTS_OF_ACTORS = ("any", "person", "force")

_PACKAGED_CUES = "lang/en/events.toml"
_MOST_SCORE = 10.0
_TYPE_NAME = re.compile(r"[A-Z][A-Z_]*")
_CAMEO = re.compile(r"\d{2,4}")
_FIELDS = {
    "act": {"code", "roles", "verbs", "nouns", "confidence", "modality", "actor", "note"},
    "turn": {"name", "makes", "roles", "verbs", "nouns", "confidence", "modality", "keeps", "note"},
}
_TYPE_FIELDS = {"about", "quad", "score", "cameo", "recipient", "modes", "like"}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that was put aside: the file, its line (0 for the file as a whole), and the reason with the way out."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}" if self.line else f"{self.file}: {self.reason}"


@dataclass(frozen=True, slots=True)
class CustomType:
    """A type of the user's own, or one of ours with other values.

    Attributes:
        name: its name.
        like: the PLOVER type that it counts as where only PLOVER's types are known.
        about: what it covers.
        quad: its class.
        score: from -10 to 10.
        cameo: the CAMEO code that it falls back to.
        recipient: whether it needs a recipient.
        modes: score of each mode.
        origin: file and line.
    """

    name: str
    like: EventType
    about: str
    quad: Quad
    score: float
    cameo: str
    recipient: bool
    modes: Mapping[str, float]
    origin: str


@dataclass(frozen=True, slots=True)
class CustomActor:
    """A row of ``actors.csv``.

    Attributes:
        alias: the words.
        target: country or organisation that they mean; empty for a role that goes with any.
        kind: ``name`` or ``role``.
        sector: three-letter groups such as GOV or MILNAV; empty for none.
        valid_from: first day on which the row holds; None for ever since.
        valid_to: last day.
        source: where it comes from.
        origin: file and line.
    """

    alias: str
    target: str
    kind: str
    sector: str
    valid_from: date | None
    valid_to: date | None
    source: str
    origin: str

    def holds(self, on: date | None) -> bool:
        """Tell whether the row holds on a day; where the day is not known, only a row without days does."""
        if on is None:
            return self.valid_from is None and self.valid_to is None
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class CustomOntology:
    """What a folder holds, as plain values.

    Attributes:
        folder: where it lies.
        types: by name.
        replaces_types: whether ours count no more.
        acts: entries as in ``events.toml``, each with ``origin`` (file and line) beside its own keys.
        turns: the same for turns.
        lists: lists of nouns.
        light: verbs and nouns to be added to the light ones.
        irregular: base form -> forms.
        replaces_cues: whether our acts and turns count no more.
        actors: rows of actors.
        replaces_actors: whether our names count no more; set by ``replace_actors = true`` in ``types.toml``.
        dictionaries: files in PETRARCH's formats.
        faults: what was put aside.
    """

    folder: Path
    types: Mapping[str, CustomType]
    replaces_types: bool
    acts: tuple[Mapping[str, Any], ...]
    turns: tuple[Mapping[str, Any], ...]
    lists: Mapping[str, tuple[str, ...]]
    light: Mapping[str, tuple[str, ...]]
    irregular: Mapping[str, tuple[str, ...]]
    replaces_cues: bool
    actors: tuple[CustomActor, ...]
    replaces_actors: bool
    dictionaries: tuple[Path, ...]
    faults: tuple[Fault, ...]

    def merge_cues(self, table: Mapping[str, Any]) -> dict[str, Any]:
        """Return a table in the form of ``events.toml`` with the user's cues.

        A phrase that the user codes is taken out of our entries. Codes with a type of the user's own are written with
        the PLOVER type that it is like; the own name stands beside them as ``own``, its mode as ``own_mode``.

        Args:
            table: the packaged table.

        Returns:
            A new table; the user's entries come first, and ``closed`` tells whether only they count.
        """
        acts, turns = [self._translated(act) for act in self.acts], [self._translated(turn) for turn in self.turns]
        spelt = {key: {p for e in (*acts, *turns) for p in e.get(key, ())} for key in ("verbs", "nouns")}
        kept_acts = [] if self.replaces_cues else [_without(act, spelt) for act in table["act"]]
        kept_turns = [] if self.replaces_cues else [_without(turn, spelt) for turn in table["turn"]]
        return {
            **table,
            "lists": {**table["lists"], **{name: list(words) for name, words in self.lists.items()}},
            "act": [*acts, *kept_acts],
            "turn": [*turns, *kept_turns],
            "light": {
                **table["light"],
                **{key: [*table["light"][key], *words] for key, words in self.light.items()},
            },
            "closed": self.replaces_cues,
            "irregular": {**table["irregular"], **{base: list(forms) for base, forms in self.irregular.items()}},
        }

    def _translated(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        new = dict(entry)
        if "code" in entry:
            new["code"], own, mode = self._translate(entry["code"])
            new |= {key: name for key, name in (("own", own), ("own_mode", mode)) if name}
        if "makes" in entry:
            new["makes"] = {
                key: self._make(code) for name, code in entry["makes"].items() for key in self._keys_of(name)
            }
        return new

    def _keys_of(self, name: str) -> tuple[str, ...]:
        """Return a key of what a turn makes; for a type of the user's own, the CAMEO codes of its acts."""
        known = self.types.get(name)
        if known is None or name == known.like:
            return (name,)
        codes = [act["code"].split("/") for act in self.acts]
        return tuple(dict.fromkeys(cameo for kind, _, cameo in codes if kind == name)) or (known.cameo,)

    def _make(self, code: str) -> str:
        """Return what a turn makes; a type of the user's own stands in the mode's place, its own mode behind it."""
        plain, own, mode = self._translate(code)
        if own is None:
            return plain
        kind, cameo = plain.split("/")[0], plain.split("/")[-1]
        return "/".join(filter(None, (kind, own, mode, cameo)))

    def _translate(self, code: str) -> tuple[str, str | None, str | None]:
        """Return a code with the PLOVER type that its type is like; beside it the user's own type and mode, if any."""
        name, mode, cameo = code.split("/")
        known = self.types.get(name)
        if known is None or name == known.like:
            return code, None, None
        modes = load_plover()[known.like].modes
        return f"{known.like}/{mode if mode in modes else ''}/{cameo}", name, mode or None


def load_ontology(folder: Path, *, strict: bool = False) -> CustomOntology:
    """Load an ontology of the user's own.

    Args:
        folder: where its files lie.
        strict: raise at the first fault instead of putting it aside.

    Returns:
        What could be read, with the faults.

    Raises:
        TableError: the folder is missing or holds none of the files; or, with ``strict``, there is a fault.
    """
    present = [name for name in (*TYPE_FILES, CUE_FILE, ACTOR_FILE) if (folder / name).is_file()]
    dictionaries = tuple(sorted((folder / DICTIONARIES).glob("*.txt"))) if (folder / DICTIONARIES).is_dir() else ()
    if not present and not dictionaries:
        message = (
            f"{folder}: no ontology there; it takes {', '.join((TYPE_FILES[0], CUE_FILE, ACTOR_FILE))} or files in "
            f"{DICTIONARIES}/"
        )
        raise TableError(message)
    faults: list[Fault] = []
    types: dict[str, CustomType] = {}
    replaces_types = replaces_actors = False
    for name in TYPE_FILES:
        if name in present:
            table = _Toml.read(folder / name, faults)
            replaces_types = replaces_types or table.flag("replace")
            replaces_actors = replaces_actors or table.flag("replace_actors")
            types |= _read_types(table)
    cues = _Toml.read(folder / CUE_FILE, faults) if CUE_FILE in present else _Toml("", "", {}, faults)
    reader = _CueReader(cues, types, replaces_types=replaces_types)
    actors = tuple(_read_actors(folder / ACTOR_FILE, faults)) if ACTOR_FILE in present else ()
    found = CustomOntology(
        folder,
        types,
        replaces_types,
        reader.entries("act"),
        reader.entries("turn"),
        reader.lists,
        reader.words_of("light", ("verbs", "nouns")),
        reader.words_of("irregular"),
        cues.flag("replace"),
        actors,
        replaces_actors,
        dictionaries,
        tuple(faults),
    )
    if strict and faults:
        message = f"{faults[0]}; `summitry ontology check {folder}` lists all faults"
        raise TableError(message)
    return found


def _without(entry: Mapping[str, Any], spelt: Mapping[str, set[str]]) -> dict[str, Any]:
    """Return an entry of ours without the phrases that the user codes."""
    return {
        key: [phrase for phrase in value if phrase not in spelt[key]] if key in spelt else value
        for key, value in entry.items()
    }


@dataclass(frozen=True, slots=True)
class _Toml:
    """A TOML file with its text, to tell lines, and the list that takes its faults."""

    file: str
    text: str
    table: Mapping[str, Any]
    faults: list[Fault]

    @classmethod
    def read(cls, path: Path, faults: list[Fault]) -> "_Toml":
        """Read a file; one that is no TOML is a fault as a whole."""
        try:
            text = read_file(path)
        except TableError as error:
            faults.append(Fault(path.name, 0, str(error)))
            return cls(path.name, "", {}, faults)
        try:
            return cls(path.name, text, tomllib.loads(text), faults)
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"at line (\d+)", str(error))
            last = len(text.splitlines())
            faults.append(Fault(path.name, int(line[1]) if line else last, f"no TOML: {error}"))
            return cls(path.name, text, {}, faults)

    def flag(self, name: str) -> bool:
        """Return a switch at the head of the file; anything but true and false is a fault."""
        value = self.table.get(name, False)
        if isinstance(value, bool):
            return value
        self.fault(self.line(name), f"{name} = {value!r}; write true or false")
        return False

    def fault(self, line: int, reason: str) -> None:
        """Put something aside."""
        self.faults.append(Fault(self.file, line, reason))

    def line(self, needle: str, start: int = 1) -> int:
        """Return the first line from ``start`` on that holds some text; ``start`` where none does."""
        for number, line in enumerate(self.text.splitlines(), start=1):
            if number >= start and needle in line.partition("#")[0]:
                return number
        return start

    def heads(self, kind: str) -> list[int]:
        """Return the lines of ``[[kind]]``."""
        return [
            number
            for number, line in enumerate(self.text.splitlines(), start=1)
            if re.match(rf"\s*\[\[\s*{kind}\s*\]\]", line)
        ]


def _read_types(table: _Toml) -> dict[str, CustomType]:
    found: dict[str, CustomType] = {}
    entries = table.table.get("types", {})
    if not isinstance(entries, Mapping):
        table.fault(table.line("types"), "types are tables: [types.NAME]")
        return found
    for name, entry in entries.items():
        line = table.line(f"types.{name}")
        try:
            found[name] = _read_type(name, entry, f"{table.file}:{line}")
        except (TableError, TypeError, ValueError) as error:
            table.fault(line, f"type {name}: {error}")
    return found


def _read_type(name: str, entry: object, origin: str) -> CustomType:
    if not isinstance(entry, Mapping) or not _TYPE_NAME.fullmatch(name):
        message = "the name is in capitals, as [types.CYBER_ATTACK]"
        raise TableError(message)
    unknown = sorted(set(entry) - _TYPE_FIELDS)
    if unknown:
        message = f"unknown fields {unknown}; known are {sorted(_TYPE_FIELDS)}"
        raise TableError(message)
    like = entry.get("like", name)
    if like not in set(EventType):
        message = f'like = "TYPE" names the PLOVER type that it counts as, one of {", ".join(EventType)}; not {like!r}'
        raise TableError(message)
    base = load_plover()[EventType(like)]
    modes = entry.get("modes", base.modes if name == like else {})
    quad, score = entry.get("quad", base.quad), float(entry.get("score", base.score))
    if quad not in set(Quad):
        message = f"quad = {quad!r}; write one of {', '.join(Quad)}"
        raise TableError(message)
    for value in (score, *(float(mode) for mode in modes.values())):
        if not -_MOST_SCORE <= value <= _MOST_SCORE:
            message = f"a score of {value} lies outside -10 to 10"
            raise TableError(message)
    cameo = str(entry.get("cameo", base.cameo))
    if cameo not in load_cameo():
        message = f"cameo = {cameo!r} is no CAMEO code"
        raise TableError(message)
    return CustomType(
        name,
        EventType(like),
        str(entry.get("about", base.about)),
        Quad(quad),
        score,
        cameo,
        bool(entry.get("recipient", base.recipient)),
        {str(mode): float(value) for mode, value in modes.items()},
        origin,
    )


class _CueReader:
    """Reads ``cues.toml``."""

    def __init__(self, toml: _Toml, types: Mapping[str, CustomType], *, replaces_types: bool) -> None:
        self._toml = toml
        self._modes = {} if replaces_types else {str(kind): set(entry.modes) for kind, entry in load_plover().items()}
        self._modes |= {name: set(entry.modes) for name, entry in types.items()}
        self.lists = self.words_of("lists")
        self._known_lists = set(self.lists) | set(read_toml(_PACKAGED_CUES)["lists"])

    def words_of(self, key: str, only: Sequence[str] = ()) -> dict[str, tuple[str, ...]]:
        """Return a table of lists of words."""
        found: dict[str, tuple[str, ...]] = {}
        table = self._toml.table.get(key, {})
        start = self._toml.line(f"[{key}]")
        if not isinstance(table, Mapping):
            self._toml.fault(self._toml.line(key), f"[{key}] is a table of lists of words")
            return found
        for name, words in table.items():
            if only and name not in only:
                self._toml.fault(self._toml.line(name, start), f"[{key}] takes {' and '.join(only)}, not {name!r}")
            elif not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
                self._toml.fault(self._toml.line(name, start), f"{name} is a list of words in quotes")
            else:
                found[name] = tuple(words)
        return found

    def entries(self, kind: str) -> tuple[Mapping[str, Any], ...]:
        """Return the acts or turns without fault, each with its origin."""
        found = []
        blocks = self._toml.table.get(kind, [])
        if not isinstance(blocks, list):
            self._toml.fault(self._toml.line(kind), f"entries open with [[{kind}]]")
            return ()
        heads = self._toml.heads(kind)
        for number, block in enumerate(blocks):
            line = heads[number] if number < len(heads) else 0
            faults = list(self._faults(kind, block))
            for needle, reason in faults:
                self._toml.fault(self._toml.line(needle, line) if needle else line, reason)
            if not faults:
                found.append({**block, "origin": f"{self._toml.file}:{line}"})
        return tuple(found)

    def _faults(self, kind: str, block: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with an entry: some text of the line, and the reason."""
        for name in sorted(set(block) - _FIELDS[kind]):
            yield name, f"unknown field {name!r}; known are {sorted(_FIELDS[kind])}"
        phrases = [phrase for key in ("verbs", "nouns") for phrase in _as_list(block.get(key, []))]
        if not phrases:
            yield "", "an entry needs verbs or nouns: lists of phrases"
        for phrase in phrases:
            reason = self._phrase_fault(phrase)
            if reason:
                yield str(phrase), reason
        if kind == "act":
            if "code" not in block:
                yield "", 'an act needs its code = "TYPE/mode/CAMEO code"'
            codes = [block["code"]] if "code" in block else []
        else:
            if not isinstance(block.get("name"), str) or not isinstance(block.get("makes"), Mapping):
                yield "", "a turn needs a name and what it makes: [turn.makes]"
            codes = list(block["makes"].values()) if isinstance(block.get("makes"), Mapping) else []
        for code in codes:
            reason = self._code_fault(code)
            if reason:
                yield str(code), reason
        yield from _value_faults(kind, block)

    def _phrase_fault(self, phrase: object) -> str | None:
        if not isinstance(phrase, str) or not phrase.split():
            return f"{phrase!r} is no phrase; write a predicate in quotes with what goes with it"
        head, *rest = phrase.split()
        if not re.fullmatch(r"[\w'’-]+", head):
            return f"{phrase!r} starts with no word; the predicate comes first"
        for word in rest:
            if word[0] in "@<" and word[1:] not in self._known_lists:
                return f"{phrase!r}: there is no list {word[1:]!r}; add it under [lists]"
        return None

    def _code_fault(self, code: object) -> str | None:
        parts = code.split("/") if isinstance(code, str) else []
        if len(parts) != 3:  # noqa: PLR2004  # type, mode, code
            return f"code {code!r}: write TYPE/mode/CAMEO code, the mode may be empty"
        name, mode, cameo = parts
        if name not in self._modes:
            return f"code {code!r}: there is no type {name!r}; known are {', '.join(self._modes)}"
        if mode and mode not in self._modes[name]:
            return (
                f"code {code!r}: {name} has no mode {mode!r}; it has {', '.join(sorted(self._modes[name])) or 'none'}"
            )
        if not _CAMEO.fullmatch(cameo):
            return f"code {code!r}: {cameo!r} is no CAMEO code of two to four digits"
        return None


def _value_faults(kind: str, block: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the values of an entry's small fields."""
    roles = ROLES if kind == "turn" else ROLES[:-1]
    if kind == "act" and "roles" not in block:
        yield "", f"an act needs its roles, one of {', '.join(roles)}"
    if "roles" in block and block["roles"] not in roles:
        yield "roles", f"roles = {block['roles']!r}; write one of {', '.join(roles)}"
    if "modality" in block and block["modality"] not in set(Modality):
        yield "modality", f"modality = {block['modality']!r}; write one of {', '.join(Modality)}"
    if "actor" in block and block["actor"] not in SORTS_OF_ACTORS:
        yield "actor", f"actor = {block['actor']!r}; write one of {', '.join(SORTS_OF_ACTORS)}"
    confidence = block.get("confidence", 0.5)
    if isinstance(confidence, bool) or not isinstance(confidence, int | float) or not 0 < confidence <= 1:
        yield "confidence", f"confidence = {confidence!r}; write a share between 0 and 1"


def _as_list(value: object) -> Iterable[object]:
    return value if isinstance(value, list) else [value]


def _read_actors(path: Path, faults: list[Fault]) -> Iterator[CustomActor]:
    try:
        text = read_file(path)
    except TableError as error:
        faults.append(Fault(path.name, 0, str(error)))
        return
    for line, row in scan_csv(text):
        if isinstance(row, str):
            faults.append(Fault(path.name, line, row))
            continue
        unknown = sorted(set(row) - set(ACTOR_COLUMNS))
        if unknown or not {"alias", "target"} <= set(row):
            wrong = f"unknown columns {unknown}" if unknown else "the columns alias and target are needed"
            faults.append(Fault(path.name, 1, f"{wrong}; known are {', '.join(ACTOR_COLUMNS)}"))
            return
        try:
            yield _read_actor(row, f"{path.name}:{line}")
        except (TableError, ValueError) as error:
            faults.append(Fault(path.name, line, str(error)))


def _read_actor(row: Mapping[str, str], origin: str) -> CustomActor:
    kind, target, sector = row.get("kind") or KINDS[0], row["target"], row.get("sector", "")
    if not row["alias"]:
        message = "there is no alias; write the words as they stand in a text"
        raise TableError(message)
    if kind not in KINDS:
        message = f"kind {kind!r}; write {' or '.join(KINDS)}"
        raise TableError(message)
    if not target and not (kind == "role" and sector):
        message = "there is no target; write the country or organisation that is meant (a role needs its sector)"
        raise TableError(message)
    if sector and not re.fullmatch(r"[A-Z0-9]{2,}", sector):
        message = f"sector {sector!r}; write groups of capitals such as GOV"
        raise TableError(message)
    first, last = _day(row.get("valid_from", "")), _day(row.get("valid_to", ""))
    if first is not None and last is not None and first > last:
        message = f"the row ends ({last}) before it starts ({first})"
        raise TableError(message)
    return CustomActor(row["alias"], target, kind, sector, first, last, row.get("source", ""), origin)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is no ISO date; write the day as 2014-02-08"
        raise TableError(message) from None
