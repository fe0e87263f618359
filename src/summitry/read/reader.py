"""The reader: one straight line from a document to its readout."""

import gc
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from summitry import __version__
from summitry.errors import ModelError, SummitryError
from summitry.knowledge.layers import find_layers
from summitry.knowledge.own_actors import open_own_world
from summitry.knowledge.tables import hash_tables
from summitry.knowledge.world import World
from summitry.read.actors import list_actors
from summitry.read.assessments import find_assessments
from summitry.read.claims import find_claims
from summitry.read.commitments import find_commitments
from summitry.read.custom import Custom, open_custom
from summitry.read.dictionaries.rows import CodedRows
from summitry.read.events import code_events
from summitry.read.events.explain import Sources, explain_sentence, list_sentences
from summitry.read.events.explanation import Explanation, SentenceLine
from summitry.read.events.lexicon import Lexicon, load_lexicon
from summitry.read.events.model import load_model
from summitry.read.events.pairs import classify_pair
from summitry.read.intake import Intake, from_text
from summitry.read.language import load_pipeline
from summitry.read.parse import Parsed, parse_documents
from summitry.read.positions import find_positions
from summitry.read.relevance import is_diplomatic
from summitry.read.scene import Scene, build_scene
from summitry.read.statements import find_statements
from summitry.records import Actor, Coder, Document, Readout, check_readout
from summitry.settings import Settings, load_settings


@dataclass(frozen=True, slots=True)
class Reader:
    """Loaded models and tables; make one with ``open_reader`` and use it for many documents.

    Attributes:
        pipeline: the language pipeline.
        world: who and where names mean.
        settings: what it was opened with.
        custom: the ontology of the user's own that it reads with; None for ours alone.
        coder: what it calls itself in its readouts: version, models, hash of the tables.
    """

    pipeline: Any
    world: World
    settings: Settings
    custom: Custom | None = None
    coder: Coder | None = None

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

    def classify_pair(
        self, text: str, *, actor: str, recipient: str, published: str | None = None
    ) -> list[tuple[str, float]]:
        """Say what one party does to another, for two that are given.

        >>> reader.classify_pair("Peru accused Chile of spying.", actor="Peru", recipient="Chile")[0]  # doctest: +SKIP
        ('ACCUSE', 0.97)

        Args:
            text: a sentence, or a few.
            actor: who acts, in the words of the text; a part of them is found too.
            recipient: to whom it is done, likewise.
            published: ISO date of the text.

        Returns:
            The sixteen PLOVER types with their probabilities, which sum to 1, the likeliest first.

        Raises:
            IntakeError: the text is empty or too long.
            RecordError: the text does not hold one of the two.
            ModelError: no classifier of acts is installed.
        """
        document = from_text(text, published=published, settings=self.settings).document
        scene = build_scene(self._parse(document), self.world)
        model = load_model(document.language or self.settings.language)
        lexicon = self._lexicon(document)
        events = code_events(scene, lexicon)
        found = classify_pair(scene, lexicon, model, events, actor=actor, recipient=recipient)
        return [(str(kind), share) for kind, share in found]

    def list_sentences(self, document: Document) -> tuple[SentenceLine, ...]:
        """Return the sentences of a document, each with the rows of events that it tells."""
        scene = build_scene(self._parse(document), self.world)
        events = code_events(scene, self._lexicon(document))
        rows = self.custom.code_rows(scene) if self.custom is not None else CodedRows()
        return list_sentences(scene, self.custom.join(scene, events, rows) if self.custom is not None else events)

    def explain(self, document: Document, sentence: int) -> Explanation:
        """Say how the events of a sentence were coded, and why others were not.

        Args:
            document: what the sentence stands in.
            sentence: its number, from 1 (``list_sentences``).

        Returns:
            Words, parties, clauses with their cues and lines, rows, what the classifier says.

        Raises:
            RecordError: the document has no such sentence.
        """
        scene = build_scene(self._parse(document), self.world)
        try:
            model = load_model(document.language or self.settings.language)
        except ModelError:
            model = None
        ontology = self.custom.ontology if self.custom is not None else None
        sources = Sources(self._lexicon(document), find_layers(self.settings), ontology, model)
        found = explain_sentence(scene, sentence, sources)
        if not is_diplomatic(scene.parsed, scene.cast):
            note = "nothing about dealings between states was found in the document, so it is read without rows"
            found = replace(found, notes=(*found.notes, note))
        if self.custom is None:
            return found
        return replace(found, dictionaries=self.custom.explain(scene, scene.parsed.sentences[sentence - 1]))

    def _parse(self, document: Document) -> Parsed:
        return next(parse_documents([document], self.pipeline))

    def _lexicon(self, document: Document) -> Lexicon:
        """Return the words that tell of acts: with those of the user's own ontology, if there is one."""
        return load_lexicon(document.language or "en") if self.custom is None else self.custom.lexicon

    def read_intakes(self, intakes: Iterable[Intake]) -> Iterator[Readout]:
        """Read what intake made, lazily and in order, with its notes kept."""
        batch: list[Intake] = []
        for intake in intakes:
            batch.append(_check_day(intake))
            if len(batch) >= self.settings.batch_size:
                yield from self._read_batch(batch)
                batch = []
        yield from self._read_batch(batch)

    def _read_batch(self, batch: list[Intake]) -> Iterator[Readout]:
        parsed = parse_documents(
            (intake.document for intake in batch), self.pipeline, batch_size=self.settings.batch_size
        )
        for intake, one in zip(batch, parsed, strict=True):
            yield self._make_readout(one, intake.notes)

    def _make_readout(self, parsed: Parsed, notes: tuple[str, ...]) -> Readout:
        scene = build_scene(parsed, self.world)
        rows = self.custom.code_rows(scene) if self.custom is not None else CodedRows()
        notes = (*notes, *rows.notes)
        if not is_diplomatic(parsed, scene.cast) and not rows.events:
            note = "nothing about dealings between states was found, so no rows were read"
            return Readout(document=parsed.document, notes=(*notes, note), coder=self.coder)
        events = code_events(scene, self._lexicon(parsed.document))
        readout = Readout(
            document=parsed.document,
            events=self.custom.join(scene, events, rows) if self.custom is not None else events,
            statements=find_statements(scene),
            positions=find_positions(scene),
            commitments=find_commitments(scene),
            claims=find_claims(scene),
            assessments=find_assessments(scene),
            notes=notes,
            coder=self.coder,
        )
        return _with_actors(readout, scene, rows.actors)


def _check_day(intake: Intake) -> Intake:
    """Read a document without its publication date, and say so, where that is no date."""
    published = intake.document.published
    try:
        if published is not None:
            date.fromisoformat(published[:10])
    except ValueError:
        note = f"published {published!r} is no ISO date (write 2014-02-19), so the document is read without one"
        return Intake(replace(intake.document, published=None), (*intake.notes, note))
    return intake


def open_reader(settings: Settings | None = None) -> Reader:
    """Load the language pipeline and the tables once.

    Args:
        settings: what to load; the installation's settings when None.

    Returns:
        A reader.

    Raises:
        ModelError: no pipeline for the language.
        TableError: the ontology's folder holds none, or a table of a layer is malformed.
    """
    settings = load_settings() if settings is None else settings
    custom = None if settings.ontology is None else open_custom(settings.ontology, settings.language)
    world = open_own_world(find_layers(settings), custom.ontology if custom is not None else None)
    pipeline = load_pipeline(settings.language, gazetteer=world.gazetteer(), path=settings.model)
    gc.freeze()  # tables and models stay; the collector need not look at them again and again
    return Reader(pipeline, world, settings, custom, _name_coder(settings, pipeline))


def _name_coder(settings: Settings, pipeline: Any) -> Coder:  # noqa: ANN401  # spaCy's own type is not checked
    """Say what reads, so that a ledger can tell a recoding from a repetition."""
    meta = pipeline.meta
    folders = [*find_layers(settings), *([settings.ontology] if settings.ontology is not None else [])]
    return Coder("summitry", __version__, f"{meta['name']}-{meta['version']}", hash_tables(folders))


def _with_actors(readout: Readout, scene: Scene, others: tuple[Actor, ...] = ()) -> Readout:
    used: dict[str, None] = {}
    for _, _, row in readout.rows():
        for column in ("actors", "recipients", "speakers", "addressees", "toward", "by", "to"):
            used.update(dict.fromkeys(getattr(row, column, ())))
        for column in ("speaker", "holder"):
            if value := getattr(row, column, None):
                used[value] = None
    actors = _join_actors(list_actors(scene.cast, tuple(used)), [a for a in others if a.id in used])
    complete = replace(readout, actors=actors)
    check_readout(complete)
    return complete


def _join_actors(actors: tuple[Actor, ...], others: Iterable[Actor]) -> tuple[Actor, ...]:
    known = {actor.id for actor in actors}
    return (*actors, *(actor for actor in others if actor.id not in known))
