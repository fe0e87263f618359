"""How a sentence was coded, as plain values: what ``explain`` returns and ``show.explain`` prints."""

from dataclasses import asdict, dataclass

FORMAT = "summitry.explain/1"
"""The form of ``Explanation.to_dict``."""


@dataclass(frozen=True, slots=True)
class WordLine:
    """A word of the sentence with its place in the tree; numbers count from 1, ``head`` is 0 at the root."""

    number: int
    text: str
    lemma: str
    tag: str
    relation: str
    head: int
    head_text: str


@dataclass(frozen=True, slots=True)
class Ground:
    """A row of a table that says who is meant: file, line, the row in words."""

    file: str
    line: int
    words: str


@dataclass(frozen=True, slots=True)
class Party:
    """Words that stand for somebody.

    Attributes:
        number: of the head word.
        words: as they stand.
        kind: how they refer: name, title, nominal, pronoun, plural, adjective, metonym.
        actors: (id, name) of those whom they stand for; none where that is not known.
        reason: why.
        grounds: rows that bear it out.
    """

    number: int
    words: str
    kind: str
    actors: tuple[tuple[str, str], ...]
    reason: str
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase of a table that fits.

    Attributes:
        phrase: as it is written there.
        words: the words of the text that it was found at.
        sort: act or turn.
        file, line: where it stands; line 0 where it was not found.
        weight: how much it asks for; the more, the earlier it is taken.
        says: what it says by itself: the code of an act, the name of a turn.
        roles: who takes which part.
        carrier: the light verb that carries it and where that stands, or empty.
        inner: what a turn governs, or None.
        makes: what comes of it, as TYPE/mode/CAMEO; empty for nothing.
        by: the entry of a turn by which it makes that, and where it stands; empty for an act.
    """

    phrase: str
    words: str
    sort: str
    file: str
    line: int
    weight: int
    says: str
    roles: str
    carrier: str
    inner: "Cue | None"
    makes: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Rival:
    """A phrase that was considered and not taken, with why."""

    cue: Cue
    reason: str


@dataclass(frozen=True, slots=True)
class ClauseCoding:
    """A clause, or a noun that can tell of an act, and what came of it.

    Attributes:
        number: of the predicate.
        predicate: its lemma.
        words: the words of the clause.
        is_noun: whether it is a noun outside any clause's cue.
        parts: (part, words) of agents, patients, recipients, obliques, each as the text has them.
        marks: tense, voice, mood, doubt.
        cue: what matched, or None.
        rule: the rule of the coder that took it without a cue, or empty.
        rivals: what was considered beside.
        actors, recipients: ids, as the roles were first given.
        certain: False where the text's pair filled a side.
        outcome: what came of it, in words.
        rows: ids of the rows that it is told in.
    """

    number: int
    predicate: str
    words: str
    is_noun: bool
    parts: tuple[tuple[str, str], ...]
    marks: tuple[str, ...]
    cue: Cue | None
    rule: str
    rivals: tuple[Rival, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    certain: bool
    outcome: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FacetStep:
    """A code made more particular: before, after, the subject that spoke for it, its words in the clause, its line."""

    before: str
    after: str
    facet: str
    words: tuple[str, ...]
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Ranked:
    """A type with its probability, and the traits that speak most for or against it."""

    type: str
    share: float
    traits: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """What the classifier says of one pair: the likeliest first; ``-`` is that nothing is done."""

    actor: str
    recipient: str
    ranked: tuple[Ranked, ...]


@dataclass(frozen=True, slots=True)
class RowCoding:
    """A row of the readout that the sentence tells, and how its last form came about.

    Attributes:
        id: of the row.
        type, mode, cameo, modality: as coded.
        actors, recipients: (id, name).
        confidence: of the row.
        facets: how the last digits of the code were found.
        settled: what place, form, date and answers made of code and modality in the end; empty where nothing.
        sentences: numbers of the sentences that tell it, from 1.
        ranking: what the classifier says of its parties, or None.
    """

    id: str
    type: str
    mode: str | None
    cameo: str | None
    modality: str
    actors: tuple[tuple[str, str], ...]
    recipients: tuple[tuple[str, str], ...]
    confidence: float
    facets: tuple[FacetStep, ...]
    settled: str
    sentences: tuple[int, ...]
    ranking: Ranking | None


@dataclass(frozen=True, slots=True)
class DictionaryCoding:
    """What a dictionary of the user's own coded: words, code, sides, the pattern and where it stands."""

    words: str
    code: str
    source: str
    target: str
    pattern: str
    file: str
    line: int
    outcome: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a sentence was coded.

    Attributes:
        number: of the sentence in the document, from 1.
        text: its words.
        words: each with its place in the tree.
        parties: who is named.
        clauses: each with its cue and what came of it.
        rows: what is told.
        ranking: what the classifier says where there is no row, or None.
        dictionaries: what the user's dictionaries coded.
        notes: what else there is to say: that no classifier is installed, that the document was not read.
    """

    number: int
    text: str
    words: tuple[WordLine, ...]
    parties: tuple[Party, ...]
    clauses: tuple[ClauseCoding, ...]
    rows: tuple[RowCoding, ...]
    ranking: Ranking | None = None
    dictionaries: tuple[DictionaryCoding, ...] = ()
    notes: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """Return it as JSON can hold it."""
        return {"format": FORMAT, **asdict(self)}


@dataclass(frozen=True, slots=True)
class SentenceLine:
    """A sentence with the rows that it tells, each in one line; ``number`` counts from 1."""

    number: int
    text: str
    rows: tuple[str, ...]
