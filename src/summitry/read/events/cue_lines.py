"""Where a cue stands: file and line of phrases, lists and facets in the tables, found when somebody asks.

Loading keeps no lines; the text of a table is looked through here instead.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from summitry.knowledge.ontologies import CUE_FILE, CustomOntology
from summitry.knowledge.tables import read_file, read_text
from summitry.read.events.lexicon import Act, Lexicon, Phrase, name_table, spellings

_HEAD = re.compile(r"\s*\[+\s*([\w.]+)\s*\]+")
_KEY = re.compile(r"\s*[\"']?([\w /-]+?)[\"']?\s*=")
_STRING = re.compile(r"\"([^\"]*)\"|'([^']*)'|#.*")


@dataclass(frozen=True, slots=True)
class Spot:
    """A line of a file, counted from 1; 0 where it was not found."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class _Entry:
    """A string of a table: the section and number of its block, its key, and what the block is coded as or called."""

    section: str
    block: int
    key: str
    text: str
    line: int


@dataclass(frozen=True)
class CueFile:
    """A table of cues as text."""

    name: str
    text: str

    @cached_property
    def _entries(self) -> tuple[_Entry, ...]:
        return tuple(_scan(self.text))

    @cached_property
    def _blocks(self) -> Mapping[int, frozenset[str]]:
        """For each block the CAMEO code of its act, or the name of its turn."""
        found: dict[int, set[str]] = {}
        for entry in self._entries:
            if entry.key in {"code", "name"} and entry.section in {"act", "turn"}:
                found.setdefault(entry.block, set()).add(entry.text.rpartition("/")[2])
        return {block: frozenset(names) for block, names in found.items()}

    def phrase(self, phrase: Phrase, key: str) -> int:
        """Return the line of a phrase among the ``verbs`` or ``nouns`` of its act or turn; 0 if it is not there."""
        entry = phrase.entry
        wanted = entry.code.cameo if isinstance(entry, Act) else entry.name
        for one in self._entries:
            known = one.key == key and one.section in {"act", "turn"} and phrase.words in spellings((one.text,))
            if known and wanted in self._blocks.get(one.block, ()):
                return one.line
        return 0

    def makes(self, name: str, key: str) -> int:
        """Return the line on which a turn of some name says what it makes by a key; 0 if there is none."""
        known = (e for e in self._entries if e.section == "turn.makes" and e.key == key)
        return next((e.line for e in known if name in self._blocks.get(e.block, ())), 0)

    def word(self, section: str, key: str, word: str) -> int:
        """Return the line of a word in a list of a section; 0 if it is not there."""
        return next(
            (e.line for e in self._entries if (e.section, e.key) == (section, key) and word in spellings((e.text,))), 0
        )

    def key(self, section: str, key: str) -> int:
        """Return the line on which a list of a section begins; 0 if there is none."""
        return next((e.line for e in self._entries if (e.section, e.key) == (section, key)), 0)


def _scan(text: str) -> Iterator[_Entry]:
    section, key, block = "", "", 0
    for number, line in enumerate(text.splitlines(), start=1):
        head = _HEAD.match(line)
        if head and not line.lstrip().startswith(("[ ", '["', "['")):
            section, key = head[1].strip(), ""
            block += section in {"act", "turn"}
            continue
        named = _KEY.match(line)
        rest = line
        if named:
            key, rest = named[1].strip(), line[named.end() :]
        for found in _STRING.finditer(rest):
            if not found[0].startswith("#"):
                yield _Entry(section, block, key, found[1] if found[1] is not None else found[2], number)


@dataclass(frozen=True)
class CueFiles:
    """The tables that cues can stand in: the user's own first, then the packaged one."""

    files: tuple[CueFile, ...]
    facets: CueFile

    @classmethod
    def open(cls, language: str = "en", ontology: CustomOntology | None = None) -> "CueFiles":
        """Read the tables of a language, and the cues of an ontology if there is one.

        Raises:
            TableError: there is no table for the language.
        """
        own = () if ontology is None else (ontology.folder / CUE_FILE,)
        found = [CueFile(str(path), read_file(path)) for path in own if path.is_file()]
        table, facets = name_table(language), f"lang/{language}/facets.toml"
        packaged = CueFile(f"data/{table}", read_text(table))
        return cls((*found, packaged), CueFile(f"data/{facets}", read_text(facets)))

    def phrase(self, lexicon: Lexicon, phrase: Phrase) -> tuple[Spot, str]:
        """Return where a phrase stands, and whether among ``verbs`` or ``nouns``."""
        key = "nouns" if any(phrase is one for one in lexicon.nouns.get(phrase.head, ())) else "verbs"
        for file in self.files:
            line = file.phrase(phrase, key)
            if line:
                return Spot(file.name, line), key
        return Spot(self.files[-1].name, 0), key

    def makes(self, name: str, key: str) -> Spot:
        """Return where a turn of some name says what it makes by a key."""
        found = ((file, file.makes(name, key)) for file in self.files)
        return next((Spot(file.name, line) for file, line in found if line), Spot(self.files[-1].name, 0))

    def word(self, section: str, key: str, word: str) -> Spot:
        """Return where a word stands in a list of a section, such as a light verb."""
        found = ((file, file.word(section, key, word)) for file in self.files)
        return next((Spot(file.name, line) for file, line in found if line), Spot(self.files[-1].name, 0))

    def list(self, name: str) -> Spot:
        """Return where a list of nouns begins."""
        found = ((file, file.key("lists", name)) for file in self.files)
        return next((Spot(file.name, line) for file, line in found if line), Spot(self.files[-1].name, 0))

    def facet(self, name: str) -> Spot:
        """Return where the words of a facet stand."""
        return Spot(self.facets.name, self.facets.key("facets", name))
