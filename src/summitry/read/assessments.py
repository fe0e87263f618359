"""The text's own verdicts on an issue, a relation, talks or an environment."""

import re
from dataclasses import dataclass
from functools import cache

from summitry.dates import Tense
from summitry.knowledge.tables import read_toml
from summitry.read.clauses import Clause
from summitry.read.layout import BlockKind
from summitry.read.scene import Scene
from summitry.records import Assessment, AssessmentAbout, Verdict, make_id

TABLE = "lang/en/assessments.toml"
RUNNING = frozenset({BlockKind.BODY, BlockKind.ITEM, BlockKind.ENTRY})
REPORTING = frozenset(
    {
        "say",
        "tell",
        "add",
        "warn",
        "insist",
        "claim",
        "announce",
        "note",
        "stress",
        "state",
        "explain",
        "argue",
        "declare",
        "maintain",
    }
)
"""A verdict below one of these verbs is somebody's statement, not the writer's."""
CONFIDENCE = {"topic": 0.75, "side": 0.5}
NEAR = 12
"""Overlapping clauses stand near each other, so only so many of the last verdicts are compared."""
MINIMAL_SIDES = 2
"""A text that names fewer states judges no dealings between them."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    verdicts: tuple[tuple[Verdict, re.Pattern[str]], ...]
    topics: tuple[tuple[AssessmentAbout, re.Pattern[str]], ...]


@cache
def _patterns() -> _Patterns:
    table = read_toml(TABLE)
    verdicts = tuple((Verdict(name), re.compile("|".join(patterns))) for name, patterns in table["verdicts"].items())
    topics = tuple((AssessmentAbout(name), re.compile(pattern)) for name, pattern in table["topics"].items())
    return _Patterns(verdicts, topics)


def find_assessments(scene: Scene) -> tuple[Assessment, ...]:
    """Return the writer's verdicts, in text order.

    Args:
        scene: the document with its actors and clauses.

    Returns:
        Assessments; verdicts in quotations or reported speech of a named speaker are statements and not here.
    """
    sides = _sides(scene)
    if len(sides) < MINIMAL_SIDES or not scene.cast.acting:
        return ()
    asides = _asides(scene)
    found: list[Assessment] = []
    for clause in scene.clauses:
        block = scene.parsed.block_of(clause.head)
        if block.kind not in RUNNING or _is_quoted(scene, clause) or _is_reported(scene, clause, asides):
            continue
        if _is_background(scene, clause) or (clause.lemma.split()[0] in REPORTING and clause.complements):
            continue
        assessment = _judge(scene, clause, sides)
        if assessment is not None and not any(_overlap(a, assessment) for a in found[-NEAR:]):
            found.append(assessment)
    return tuple(found)


def _overlap(left: Assessment, right: Assessment) -> bool:
    return any(a.start < b.end and b.start < a.end for a in left.evidence for b in right.evidence)


def _is_quoted(scene: Scene, clause: Clause) -> bool:
    """Tell whether a clause stands in quotation marks or consists of a quotation for the most part."""
    span = clause.span
    quoted = sum(max(0, min(span.end, q.end) - max(span.start, q.start)) for q in scene.quotes_in(span))
    return scene.is_quoted(clause.head) or 2 * quoted > span.end - span.start


def _sides(scene: Scene) -> tuple[str, ...]:
    """Return the countries that the text speaks of: those that act first, then the most mentioned."""
    counts: dict[str, int] = {}
    for mention in scene.cast.mentions:
        for actor in mention.actors:
            country = scene.cast.country(actor)
            if len(country) == 3 and country.isalpha():  # noqa: PLR2004  # an ISO alpha-3 code, not "---"
                counts[country] = counts.get(country, 0) + 1
    acting = {scene.cast.country(actor) for actor in scene.cast.acting}
    return tuple(sorted(counts, key=lambda country: (country not in acting, -counts[country])))


def _asides(scene: Scene) -> frozenset[int | None]:
    """Return the heads of clauses that an aside such as "..., X said" gives to somebody."""
    asides = (c for c in scene.clauses if c.relation == "parataxis" and c.lemma.split()[0] in REPORTING)
    return frozenset(clause.governor for clause in asides)


def _is_reported(scene: Scene, clause: Clause, asides: frozenset[int | None]) -> bool:
    current: Clause | None = clause
    while current is not None:
        above = scene.governing(current)
        if above is None:
            break
        if current.relation in {"ccomp", "parataxis"} and above.lemma.split()[0] in REPORTING:
            return True
        current = above
    return clause.head in asides


def _judge(scene: Scene, clause: Clause, sides: tuple[str, ...]) -> Assessment | None:
    span = clause.span
    text = re.sub(r"\s+", " ", scene.parsed.text(span)).replace("’", "'").lower()
    patterns = _patterns()
    verdict = next((verdict for verdict, pattern in patterns.verdicts if pattern.search(text)), None)
    if verdict is None:
        return None
    about = _topic(_subject(scene, clause)) or _topic(text)
    issues = scene.issues_in(span)
    here = scene.actors_in(span)
    if about is None and not here and not issues and verdict is not Verdict.UNCERTAIN:
        return None
    confidence = CONFIDENCE["side" if about is None else "topic"]
    if about in {None, AssessmentAbout.TALKS, AssessmentAbout.ISSUE}:
        about = about or AssessmentAbout.RELATION
        issue = _subject_matter(scene, clause, issues)
        if issue is None and about is AssessmentAbout.ISSUE:
            about = AssessmentAbout.RELATION
    else:
        issue = None
    actors = tuple(a for a in here if "/" not in a) or sides[:2]
    known = tuple(a for a in actors if scene.cast.get(a) is not None)
    return Assessment(
        id=make_id("a", scene.document, verdict, span),
        about=about,
        verdict=verdict,
        evidence=(span,),
        confidence=confidence,
        issue=issue,
        actors=known,
    )


def _topic(text: str) -> AssessmentAbout | None:
    return next((about for about, pattern in _patterns().topics if pattern.search(text)), None)


def _subject(scene: Scene, clause: Clause) -> str:
    """Return the words of a clause's subject, in lower case."""
    words = [
        i for noun in (clause.patients if clause.passive else clause.agents)[:1] for i in scene.parsed.subtree(noun)
    ]
    return " ".join(scene.parsed.tokens[i].text for i in words).lower()


def _is_background(scene: Scene, clause: Clause) -> bool:
    """Tell a verdict on what once was, in a clause of time, from one on how things stand."""
    marks = {scene.parsed.tokens[c].lemma.lower() for c in scene.parsed.dependents(clause.head, "mark", "advmod")}
    return (
        clause.relation == "advcl"
        and clause.tense is Tense.PAST
        and bool(marks & {"when", "after", "before", "as", "while", "until"})
    )


def _subject_matter(scene: Scene, clause: Clause, issues: tuple[str, ...]) -> str | None:
    """Return the issue that a verdict is about: of its words, else of its sentence, else of the sentence before."""
    concrete = tuple(issue for issue in issues if issue != "relations")
    if concrete:
        return concrete[0]
    number = scene.parsed.sentence_of[clause.head]
    for sentence in (number, number - 1):
        if sentence < 0 or scene.parsed.sentences[sentence].block != scene.parsed.sentences[number].block:
            continue
        words = scene.parsed.sentences[sentence]
        near = [i for i in scene.issues_in(scene.parsed.span(words.first, words.last)) if i != "relations"]
        if near:
            return near[0]
    return None
