"""The reader: one straight line from a document to its readout."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from summitry.knowledge.layers import find_layers
from summitry.errors import SummitryError
from summitry.knowledge.world import World, open_world
from summitry.read.actors import list_actors
from summitry.read.assessments import find_assessments
from summitry.read.claims import find_claims
from summitry.read.commitments import find_commitments
from summitry.read.events import code_events
from summitry.read.intake import Intake, from_text
from summitry.read.language import load_pipeline
from summitry.read.parse import Parsed, parse_documents
from summitry.read.positions import find_positions
from summitry.read.relevance import is_diplomatic
from summitry.read.scene import Scene, build_scene
from summitry.read.statements import find_statements
from summitry.records import Document, Readout, check_readout
from summitry.settings import Settings, load_settings


@dataclass(frozen=True, slots=True)
class Reader:
    """Loaded models and tables; make one with ``open_reader`` and use it for many documents."""

    pipeline: Any
    world: World
    settings: Settings

    def read(self, document: Document, notes: tuple[str, ...] = ()) -> Readout:
        """Read one document.

        Args:
            document: what to read; its text is not changed.
            notes: what intake has already to say about it.

        Returns:
            The readout; every row points at its words.
        """
        return next(self.read_intakes([Intake(document, notes)]))

    def read_text(self, text: str, published: str | None = None, title: str | None = None) -> Readout:
        """Read a text; ``published`` is its ISO date where the text itself does not carry one."""
        return next(self.read_intakes([from_text(text, published=published, title=title, settings=self.settings)]))

    def read_many(self, texts: Iterable[tuple[str, str | None] | Document]) -> Iterator[Readout]:
        """Read (text, published) pairs or documents lazily, in order, parsed in batches.

        A text that cannot be read (empty, too long, with a date that is none) gets a readout without rows whose note
        says why, so that one of them does not stop the others.
        """
        return self.read_intakes(Intake(i, ()) if isinstance(i, Document) else self._take_in(*i) for i in texts)

    def _take_in(self, text: str, published: str | None) -> Intake:
        try:
            return from_text(text, published=published, settings=self.settings)
        except SummitryError as error:
            return Intake(Document.from_text(""), (f"not read: {error}",))

    def read_intakes(self, intakes: Iterable[Intake]) -> Iterator[Readout]:
        """Read what intake made, lazily and in order, with its notes kept."""
        batch: list[Intake] = []
        for intake in intakes:
            batch.append(intake)
            if len(batch) >= self.settings.batch_size:
                yield from self._read_batch(batch)
                batch = []
        yield from self._read_batch(batch)

    def _read_batch(self, batch: list[Intake]) -> Iterator[Readout]:
        parsed = parse_documents(
            (intake.document for intake in batch), self.pipeline, batch_size=self.settings.batch_size
        )
        for intake, one in zip(batch, parsed, strict=True):
            yield _make_readout(one, self.world, intake.notes)


def open_reader(settings: Settings | None = None) -> Reader:
    """Load the language pipeline and the tables once.

    Args:
        settings: what to load; the installation's settings when None.

    Returns:
        A reader.

    Raises:
        ModelError: no pipeline for the language.
    """
    settings = load_settings() if settings is None else settings
    world = open_world(find_layers(settings))
    return Reader(load_pipeline(settings.language, gazetteer=world.gazetteer(), path=settings.model), world, settings)


def _make_readout(parsed: Parsed, world: World, notes: tuple[str, ...]) -> Readout:
    scene = build_scene(parsed, world)
    if not is_diplomatic(parsed, scene.cast):
        note = "nothing about dealings between states was found, so no rows were read"
        return Readout(document=parsed.document, notes=(*notes, note))
    readout = Readout(
        document=parsed.document,
        events=code_events(scene),
        statements=find_statements(scene),
        positions=find_positions(scene),
        commitments=find_commitments(scene),
        claims=find_claims(scene),
        assessments=find_assessments(scene),
        notes=notes,
    )
    return _with_actors(readout, scene)


def _with_actors(readout: Readout, scene: Scene) -> Readout:
    used: dict[str, None] = {}
    for _, _, row in readout.rows():
        for column in ("actors", "recipients", "speakers", "toward", "by", "to"):
            used.update(dict.fromkeys(getattr(row, column, ())))
        for column in ("speaker", "holder"):
            if value := getattr(row, column, None):
                used[value] = None
    complete = Readout(
        readout.document,
        list_actors(scene.cast, tuple(used)),
        *(
            getattr(readout, name)
            for name in ("events", "statements", "positions", "commitments", "claims", "assessments", "notes")
        ),
    )
    check_readout(complete)
    return complete
