"""Scores of reported speech on attributions marked in political news: shares between 0 and 1.

The gold is PolNeAR: each attribution has a source (who), a cue (the words that attribute) and a content (what is said,
thought or wanted), each a set of character spans. It maps to a ``Saying`` so: content to ``content``, source to
``source``. An attribution whose content holds quotation marks is direct or mixed, any other is indirect; the same test
sorts what was found. Contents are compared by their letters and digits (marks, stops, blanks and an opening "that" are
left out), as intersection over union: at least 0.8 for direct and mixed, at least 0.5 for indirect. A source is right
when at least half of the letters of both, taken together, are shared.
"""

import json
import re
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from figures import CEILING, Figure, calibration_error, shared_reader

from summitry.records import Span

if TYPE_CHECKING:
    from summitry.read.scene import Scene

ARCHIVE = Path("gold") / "quotes" / "polnear_train_dev.tgz"
NEEDED = {"direct and mixed": 0.8, "indirect": 0.5}
"""Intersection over union from which a content is found, by kind."""
OVERLAPS = {0.5: "half of the span, ", 0.8: "four fifths of the span, ", 1.0: "to the letter, "}
"""Other overlaps at which contents are counted, and how they are named."""
SOURCE_NEEDED = 0.5
INSIDE = 0.8
"""Share of the letters of a quoted sentence that lie in a marked attribution if the sentence is right."""
CALIBRATION = f"statements: expected calibration error {CEILING}"
Rated = tuple[float, float]
"""A confidence, and 1 if what has it is right, else 0."""
MARKS = re.compile("[\"“”„«»]|(?<!\\w)[‘']|''|``")
_ENTITY = re.compile(r"^(T\d+)\t\w+ ([\d ;]+)\t", re.MULTILINE)
_RELATION = re.compile(r"^E\d+\t(Attribution:.*)$", re.MULTILINE)
_OPENING = re.compile(r"[\W_]*(?:that\b)?", re.IGNORECASE)


class Attribution(NamedTuple):
    """Who says what: character spans of the content and of the source (none for an unnamed one)."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]


class Article(NamedTuple):
    """A text with the attributions that are marked in it."""

    name: str
    text: str
    attributions: tuple[Attribution, ...]


Finder = Callable[[Iterable[Article]], Iterable[tuple[Attribution, ...]]]


def read_articles(archive: Path, part: str = "dev") -> Iterator[Article]:
    """Yield the articles of a part ("dev" or "train"), in order; of several annotators the first is taken."""
    texts: dict[str, str] = {}
    notes: dict[str, str] = {}
    with tarfile.open(archive) as packed:
        for member in sorted(packed.getmembers(), key=lambda m: m.name):
            path = Path(member.name)
            if f"/{part}/" not in member.name or not member.isfile():
                continue
            content = packed.extractfile(member).read().decode("utf-8")
            if path.suffix == ".txt":
                texts[path.stem] = content
            elif path.suffix == ".ann":
                notes.setdefault(path.stem.rpartition("_")[0], content)
    for name, text in texts.items():
        yield Article(name, text, tuple(_attributions(notes.get(name, ""))))


def _attributions(notes: str) -> Iterator[Attribution]:
    spans = {
        match[1]: [Span(*map(int, piece.split())) for piece in match[2].split(";")] for match in _ENTITY.finditer(notes)
    }
    for match in _RELATION.finditer(notes):
        roles: dict[str, list[Span]] = defaultdict(list)
        for pair in match[1].split():
            role, _, entity = pair.partition(":")
            roles[role.rstrip("0123456789")].extend(spans.get(entity, ()))
        if roles["Content"]:
            yield Attribution(tuple(sorted(roles["Content"])), tuple(sorted(roles["Source"])))


def letters(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Return the offsets of the letters and digits in some spans; an opening "that" is left out."""
    found: list[int] = []
    for number, span in enumerate(spans):
        start = _OPENING.match(text, span.start, span.end).end() if number == 0 else span.start
        found.extend(i for i in range(start, span.end) if text[i].isalnum())
    return frozenset(found)


def kind_of(text: str, content: Iterable[Span]) -> str:
    """Tell direct and mixed speech, which holds or touches quotation marks, from indirect speech."""
    around = (text[max(0, span.start - 1) : span.end + 1] for span in content)
    return "direct and mixed" if any(MARKS.search(piece) for piece in around) else "indirect"


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """Return intersection over union."""
    return len(one & other) / len(one | other) if one or other else 0.0


class Count(NamedTuple):
    """Attributions of one kind: marked, found, and those that agree, by what is marked and by what was found."""

    gold: int
    predicted: int
    recalled: int
    precise: int

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        precision, recall = self.precise / max(1, self.predicted), self.recalled / max(1, self.gold)
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score(
    articles: Iterable[Article], found: Iterable[tuple[Attribution, ...]], needed: dict[str, float] | None = None
) -> dict[str, tuple[Count, Count]]:
    """Return for each kind the count of contents found, and the count with the right source too.

    Each marked attribution is paired with at most one that was found, the best first. A pair agrees when its overlap is
    that of the kind marked; it counts for recall under the kind marked and for precision under the kind found.
    """
    needed = needed or NEEDED
    totals = {kind: [[0, 0, 0, 0], [0, 0, 0, 0]] for kind in needed}
    for article, sayings in zip(articles, found, strict=True):
        gold = [(letters(article.text, a.content), kind_of(article.text, a.content), a) for a in article.attributions]
        ours = [(letters(article.text, a.content), kind_of(article.text, a.content), a) for a in sayings]
        for _, kind, _ in gold:
            totals[kind][0][0] += 1
            totals[kind][1][0] += 1
        for _, kind, _ in ours:
            totals[kind][0][1] += 1
            totals[kind][1][1] += 1
        for marked, mine in _pairs(gold, ours, needed):
            right = _same_source(article.text, marked[2], mine[2])
            for column in (0, 1) if right else (0,):
                totals[marked[1]][column][2] += 1
                totals[mine[1]][column][3] += 1
    return {kind: (Count(*spans), Count(*sources)) for kind, (spans, sources) in totals.items()}


def _pairs(gold, ours, needed):
    """Pair what is marked with what was found, by falling overlap."""
    pairs = [
        (overlap(g[0], o[0]), i, j)
        for i, g in enumerate(gold)
        for j, o in enumerate(ours)
        if not g[0].isdisjoint(o[0]) and overlap(g[0], o[0]) >= needed[g[1]]
    ]
    left, right = set(), set()
    for _, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            yield gold[i], ours[j]


def _same_source(text: str, marked: Attribution, mine: Attribution) -> bool:
    if not marked.source:
        return True
    return overlap(letters(text, marked.source), letters(text, mine.source)) >= SOURCE_NEEDED


def read_scenes(articles: Iterable[Article]) -> "Iterator[Scene]":
    """Yield what our readers look at in each article, read on the day that its name tells."""
    from summitry.read.parse import parse_documents
    from summitry.read.scene import build_scene
    from summitry.records import Document

    reader = shared_reader()
    documents = (Document.from_text(a.text, published=a.name.split("_")[1]) for a in articles)
    for parsed in parse_documents(documents, reader.pipeline):
        yield build_scene(parsed, reader.world)


def attributions_of(scene: "Scene") -> tuple[Attribution, ...]:
    """Return the attributions that summitry finds, those that lie in no other's content."""
    from summitry.read.statements import find_sayings

    return tuple(
        Attribution(saying.content, (saying.source,) if saying.source else ())
        for saying in find_sayings(scene)
        if not saying.inner
    )


def find_ours(articles: Iterable[Article]) -> Iterator[tuple[Attribution, ...]]:
    """Find attributions with summitry."""
    return map(attributions_of, read_scenes(articles))


def rate_statements(article: Article, scene: "Scene") -> Iterator[Rated]:
    """Yield the confidence of each statement in an article, with whether it is right.

    A row of direct speech holds one sentence, so it is right when at least 0.8 of its letters lie in one attribution that
    is marked; any other is right when it agrees with one as contents do.
    """
    from summitry.read.statements import find_statements

    gold = [(letters(article.text, a.content), kind_of(article.text, a.content)) for a in article.attributions]
    for statement in find_statements(scene):
        ours = letters(article.text, statement.evidence)
        if statement.kind == "direct":
            right = any(len(ours & marked) >= INSIDE * len(ours) for marked, _ in gold)
        else:
            right = any(overlap(ours, marked) >= NEEDED[kind] for marked, kind in gold)
        yield statement.confidence, float(right)


def rate_readouts(gold: Path, shared: Path) -> Iterator[Rated]:
    """Yield the confidence of each statement in documents coded by hand, with whether the shared scorer matches it."""
    from readout_scores import load_scorer, read_gold

    scorer = load_scorer(shared)
    with tempfile.TemporaryDirectory() as folder:
        read_gold(gold, Path(folder))
        for path in sorted(gold.glob("*/readout.json")):
            told = json.loads(path.read_text(encoding="utf-8"))
            found = json.loads((Path(folder) / f"{path.parent.name}.json").read_text(encoding="utf-8"))
            pairs = scorer.assign(
                "statements", scorer.Readout(told), scorer.Readout(found), told["statements"], found["statements"]
            )
            matched = {int(j) for _, j in pairs}
            yield from ((row["confidence"], float(j in matched)) for j, row in enumerate(found["statements"]))


def quote_figures(shared: Path) -> dict[str, Figure]:
    """Return the F1 of direct and mixed and of indirect speech, of the contents alone and with their sources.

    Both are counted at half of the content shared, at 0.8 and to the letter; the plain names stand for what ``NEEDED``
    asks. The last figure is how far the confidence of statements is from the share of right ones, on these articles and
    on the shared readouts.
    """
    articles = tuple(read_articles(shared / ARCHIVE))
    found: list[tuple[Attribution, ...]] = []
    rated: list[Rated] = []
    for article, scene in zip(articles, read_scenes(articles), strict=True):
        found.append(attributions_of(scene))
        rated.extend(rate_statements(article, scene))
    rated.extend(rate_readouts(shared / "gold" / "readouts", shared))
    figures: dict[str, Figure] = {}
    for needed, label in ((None, ""), *OVERLAPS.items()):
        for kind, (spans, sources) in score(articles, found, needed and dict.fromkeys(NEEDED, needed)).items():
            if needed != NEEDED[kind]:
                figures[f"quotations: {kind}, {label or 'span '}F1"] = Figure(spans.f1, units=spans.gold)
                figures[f"quotations: {kind}, {label}with source F1"] = Figure(sources.f1, units=sources.gold)
    return {**figures, CALIBRATION: Figure(calibration_error(rated), units=len(rated))}
