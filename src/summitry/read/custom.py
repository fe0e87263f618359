"""Reading with an ontology of the user's own: its cues, its types, its actors, its dictionaries.

Types of the user's own stand in a row as the PLOVER type that they are like, with the own name in capitals as the
row's mode ("CYBER_ATTACK", "CYBER_ATTACK/sabotage") and the own score and class.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from summitry.errors import TableError
from summitry.knowledge.ontologies import DICTIONARIES, CustomOntology, Fault, load_ontology
from summitry.knowledge.own_actors import find_actor_faults
from summitry.knowledge.tables import read_file, read_toml, scan_csv
from summitry.read.dictionaries import Dictionaries, code_sentence, load_dictionaries
from summitry.read.dictionaries.importing import CODE_FILE
from summitry.read.dictionaries.rows import CodedRows, code_rows, without_twins
from summitry.read.dictionaries.transfer import CodeMap, read_code_map
from summitry.read.events.explanation import DictionaryCoding
from summitry.read.events.lexicon import Lexicon, load_lexicon, name_table
from summitry.read.parse import Sentence
from summitry.read.scene import Scene
from summitry.records import Event, EventType


@dataclass(frozen=True, slots=True)
class Custom:
    """An ontology, ready to be read with.

    Attributes:
        ontology: what its folder holds.
        lexicon: the packaged cues with those of the ontology.
        dictionaries: its dictionaries, or None.
        codes: meanings of their codes.
        faults: everything that was put aside, as ``file:line: reason``.
    """

    ontology: CustomOntology
    lexicon: Lexicon
    dictionaries: Dictionaries | None
    codes: CodeMap
    faults: tuple[str, ...]

    def code_rows(self, scene: Scene) -> CodedRows:
        """Return what the ontology's dictionaries code; nothing where it has none."""
        return CodedRows() if self.dictionaries is None else code_rows(scene, self.dictionaries, self.codes)

    def join(self, scene: Scene, events: tuple[Event, ...], rows: CodedRows) -> tuple[Event, ...]:
        """Return the events of both coders, those of the dictionaries left out that tell of the same acts."""
        return (*map(self.weigh, events), *map(self.weigh, without_twins(rows.events, events, scene)))

    def explain(self, scene: Scene, sentence: Sentence) -> tuple[DictionaryCoding, ...]:
        """Return what the ontology's dictionaries code in a sentence, with the lines that decided."""
        if self.dictionaries is None:
            return ()
        found = []
        folder = self.ontology.folder / DICTIONARIES
        for one in code_sentence(scene.parsed, self.dictionaries, sentence=sentence, on=scene.anchor):
            meaning = self.codes.find(one.code)
            found.append(
                DictionaryCoding(
                    scene.parsed.text(one.cue),
                    one.code,
                    one.source.code,
                    one.target.code,
                    one.pattern or "",
                    str(folder / one.origin.file),
                    one.origin.line,
                    f"coded as {meaning}"
                    if meaning
                    else f"nothing: {one.code!r} means no event in CAMEO's table or {CODE_FILE}",
                )
            )
        return tuple(found)

    def weigh(self, event: Event) -> Event:
        """Return an event with the score and class that the ontology gives its type."""
        name, _, mode = (event.mode or "").partition("/")
        own = self.ontology.types.get(name)
        if own is None:
            own, mode = self.ontology.types.get(event.event_type), event.mode or ""
        if own is None:
            return event
        return replace(event, score=own.modes.get(mode, own.score), quad=own.quad)


def open_custom(folder: Path, language: str = "en") -> Custom:
    """Load an ontology of the user's own to read with.

    Args:
        folder: where it lies (``knowledge.ontologies``).
        language: of the cues that it goes with.

    Raises:
        TableError: there is none, or the table of codes is malformed.
    """
    ontology = load_ontology(folder)
    faults: list[Fault | str] = [*ontology.faults, *find_actor_faults(ontology)]
    dictionaries = None
    if ontology.dictionaries:
        dictionaries = load_dictionaries(ontology.dictionaries)
        faults += [f"{DICTIONARIES}/{problem}" for problem in dictionaries.problems]
    path = folder / DICTIONARIES / CODE_FILE
    codes = _read_codes(path) if path.is_file() else CodeMap({})
    try:
        lexicon = load_lexicon(language, ontology.merge_cues(read_toml(name_table(language))))
    except TableError as error:
        message = f"{folder}: the cues cannot be used: {error}"
        raise TableError(message) from error
    return Custom(ontology, lexicon, dictionaries, codes, tuple(map(str, faults)))


def _read_codes(path: Path) -> CodeMap:
    found = read_code_map(scan_csv(read_file(path)), f"{DICTIONARIES}/{CODE_FILE}")
    for code, meaning in found.codes.items():
        kind = meaning.partition("/")[0]
        if kind not in set(EventType):
            message = f"{path}: code {code!r} has the type {kind!r}; write one of {', '.join(EventType)}"
            raise TableError(message)
    return found
