"""The text's own verdicts on an issue, a relation, talks or an environment."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from summitry.dates import Tense
from summitry.knowledge.tables import read_toml
from summitry.read.clauses import Clause, Factuality
from summitry.read.issues import IssueMap
from summitry.read.layout import BlockKind
from summitry.read.parse import Token
from summitry.read.scene import Scene
from summitry.read.verdicts import judge
from summitry.records import Assessment, AssessmentAbout, Span, Verdict, make_id

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
WISHING = frozenset(
    {
        "want",
        "hope",
        "wish",
        "seek",
        "agree",
        "plan",
        "call",
        "ask",
        "urge",
        "discuss",
        "aim",
        "try",
        "promise",
        "offer",
        "propose",
        "expect",
        "fear",
        "demand",
        "pledge",
        "vow",
        "intend",
        "invite",
        "let",
        "help",
        "need",
        "decide",
    }
)
"""What stands below one of these verbs has not come about."""
SUPPOSING = frozenset({"if", "unless", "would", "should", "were", "lest", "ought", "suppose", "when", "might"})
CONFIDENCE = {"topic": 0.75, "side": 0.5}
MATTERS = frozenset({"on", "over", "about", "concerning", "regarding", "as for", "as to"})
ASIDE = frozenset({"after", "since", "before", "during", "for", "with", "despite", "between"})
JOINT = re.compile(r"\bjoint\s+(?:\w+\s+)?(?:statement|declaration|communiqu[e\u00e9]|announcement)\b", re.IGNORECASE)
HEAD = 4
"""A joint text, whose parties are the writers, says so in one of so many blocks at its head."""
QUARREL = re.compile(r"\b(?:quarrel|feud|row|dispute|spat|question|settlement|solution)\b")
SHORT = 6
"""A doubt told in fewer words is about what its sentence says."""
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
    verdicts = tuple(
        (Verdict(name), re.compile("|".join(patterns)))
        for part in ("first", "verdicts")
        for name, patterns in table[part].items()
    )
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
    issues = scene.issue_map
    joint = any(JOINT.search(scene.parsed.text(block.span)) for block in scene.parsed.blocks[:HEAD])
    found: list[Assessment] = []
    for clause in scene.clauses:
        block = scene.parsed.block_of(clause.head)
        preamble = joint and scene.parsed.text(block.content)[:1].islower()  # "satisfied that ..., declare:"
        if (block.kind not in RUNNING and not preamble) or _is_quoted(scene, clause):
            continue
        if _is_reported(scene, clause, asides) and not joint:
            continue
        if _is_background(scene, clause) or (clause.lemma.split()[0] in REPORTING and clause.complements):
            continue
        assessment = _judge(scene, clause, sides, issues)
        if assessment is None or any(_overlap(a, assessment) for a in found[-NEAR:]):
            continue
        last = found[-1] if found else None
        if last is not None and clause.relation == "conj" and _goes_on(scene, last, assessment):
            found[-1] = replace(last, evidence=(Span(last.evidence[0].start, assessment.evidence[0].end),))
            continue
        found.append(assessment)
    found += _by_sentences(scene, sides, issues, found)
    return tuple(sorted(found, key=lambda a: a.evidence[0].start))


def _by_sentences(
    scene: Scene, sides: tuple[str, ...], issues: IssueMap, found: Sequence[Assessment]
) -> list[Assessment]:
    """Return the verdicts of sentences whose tree gave no clause with one: the words alone, where nobody is quoted."""
    parsed = scene.parsed
    judged = {parsed.sentence_of[t.i] for a in found for t in parsed.tokens_in(a.evidence[0])[:1]}
    more: list[Assessment] = []
    for number, sentence in enumerate(parsed.sentences):
        words = parsed.tokens[sentence.first : sentence.last]
        barred = any(
            (t.pos == "VERB" and t.lemma.casefold() in REPORTING | WISHING) or t.text.casefold() in SUPPOSING
            for t in words
        )
        while words and words[-1].pos == "PUNCT":
            words = words[:-1]
        if number in judged or barred or not words or parsed.blocks[sentence.block].kind not in RUNNING:
            continue
        span = parsed.span(words[0].i, words[-1].i + 1)
        text = re.sub(r"\s+", " ", parsed.text(span)).replace("\u2019", "'").lower()
        match = next(((v, m) for v, pattern in _patterns().verdicts if (m := pattern.search(text))), None)
        if match is None or scene.quotes_in(span) or "?" in parsed.document.text[span.end : span.end + 2]:
            continue
        verdict, at = match
        about = _topic(text[: at.start()]) or _topic(text)
        if about is None:
            continue
        here = tuple(a for a in scene.actors_in(span) if "/" not in a and scene.cast.get(a) is not None)
        own = tuple(issue for issue in scene.issues_in(span) if issue not in {"relations", "other"})
        matter = own or tuple(i for i in issues.rank(number) if i not in {"relations", "other"})
        talked = about in {AssessmentAbout.TALKS, AssessmentAbout.ISSUE}
        more.append(
            Assessment(
                id=make_id("a", scene.document, verdict, span),
                about=about,
                verdict=verdict,
                evidence=(span,),
                confidence=CONFIDENCE["side"],
                issue=next(iter(matter), None) if talked else None,
                actors=here or tuple(a for a in sides[:2] if scene.cast.get(a) is not None),
            )
        )
    return more


def _goes_on(scene: Scene, last: Assessment, new: Assessment) -> bool:
    """Tell whether a verdict goes on in the next clause of its sentence: "it has spread, and it grows more bitter"."""
    first, second = (scene.parsed.tokens_in(a.evidence[0]) for a in (last, new))
    same = scene.parsed.sentence_of[first[-1].i] == scene.parsed.sentence_of[second[0].i]
    return same and last.verdict is new.verdict and first[-1].i < second[0].i


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


def _judge(scene: Scene, clause: Clause, sides: tuple[str, ...], issues: IssueMap) -> Assessment | None:
    span = clause.span
    text = _plain(scene, clause)
    judged = judge(scene, clause)
    phrased = next((verdict for verdict, pattern in _patterns().verdicts if pattern.search(text)), None)
    if (
        phrased is not None
        and phrased is not Verdict.UNCERTAIN
        and (text.startswith(("if ", "unless ")) or not _is_told(scene, clause))
    ):
        phrased = None
    if judged is not None and not _is_told(scene, clause):
        judged = None
    verdict = phrased or (judged.verdict if judged else None)
    if verdict is None:
        return None
    here = scene.actors_in(span)
    own = tuple(issue for issue in scene.issues_in(_words_of(scene, clause, verdict)) if issue != "relations")
    subject = judged.about if judged is not None and judged.about is not None else _topic(_subject(scene, clause))
    topical = subject or _topic(text)
    if topical is None and not here and not own and verdict is not Verdict.UNCERTAIN:
        subject = topical = _topic(_sentence(scene, clause)) or _topic(_sentence(scene, clause, back=1))
        if topical is None:
            return None
    confidence = CONFIDENCE["side" if topical is None else "topic"]
    about = _settled(scene, clause, verdict, subject=subject, own=bool(own))
    actors = tuple(a for a in here if "/" not in a) or sides[:2]
    return Assessment(
        id=make_id("a", scene.document, verdict, span),
        about=about,
        verdict=verdict,
        evidence=(span,),
        confidence=confidence,
        issue=_subject_matter(scene, clause, about, own, issues),
        actors=tuple(a for a in actors if scene.cast.get(a) is not None),
    )


def _settled(
    scene: Scene, clause: Clause, verdict: Verdict, *, subject: AssessmentAbout | None, own: bool
) -> AssessmentAbout:
    """Return what a verdict is on: its subject, what "on the islands" before it says, else what its words speak of."""
    text = _plain(scene, clause)
    if subject in {None, AssessmentAbout.ISSUE, AssessmentAbout.RELATION} and _opens_with_matter(
        scene, clause, own=own
    ):
        return AssessmentAbout.ISSUE
    if verdict is Verdict.NO_PROGRESS and subject is not AssessmentAbout.TALKS and QUARREL.search(text):
        return AssessmentAbout.ISSUE
    about = subject or _topic(text)
    if subject is None and verdict is Verdict.NO_PROGRESS and about is AssessmentAbout.ISSUE:
        return AssessmentAbout.TALKS  # "neither side has moved on the islets" judges their talks
    if about is not None:
        return about
    if verdict in {Verdict.NO_PROGRESS, Verdict.SETBACK}:
        return AssessmentAbout.TALKS
    if own and verdict in {Verdict.UNCERTAIN, Verdict.PROGRESS}:
        return AssessmentAbout.ISSUE
    return AssessmentAbout.TALKS if verdict is Verdict.PROGRESS else AssessmentAbout.RELATION


def _opens_with_matter(scene: Scene, clause: Clause, *, own: bool) -> bool:
    """Tell whether a clause first says what it is on: "On Syria the two remain far apart", "At sea, ..."."""
    parsed = scene.parsed
    first = parsed.tokens_in(clause.span)[0].i
    for preposition, noun in clause.obliques:
        fronted = noun < clause.head and first in {noun, *parsed.subtree(noun)} | {first + 1} & {noun}
        dated = any(found.start <= parsed.tokens[noun].start < found.end for found in scene.dates)
        told = preposition in MATTERS or (own and preposition not in ASIDE)
        if fronted and not dated and told and parsed.tokens[noun].pos in {"NOUN", "PROPN"}:
            return True
    return False


def _words_of(scene: Scene, clause: Clause, verdict: Verdict) -> Span:
    """Return where to look for what a verdict is on: its clause, what opens it left out; its sentence if in doubt."""
    parsed = scene.parsed
    if verdict is Verdict.UNCERTAIN and len(parsed.tokens_in(clause.span)) < SHORT:
        sentence = parsed.sentences[parsed.sentence_of[clause.head]]
        return parsed.span(sentence.first, sentence.last)
    words = _own_words(scene, clause)
    return parsed.span(words[0].i, words[-1].i + 1) if words else clause.span


def _own_words(scene: Scene, clause: Clause) -> list[Token]:
    """Return the words of a clause without the clause of time or condition that opens it."""
    parsed = scene.parsed
    opening = {
        i for child in parsed.dependents(clause.head, "advcl") if child < clause.head for i in parsed.subtree(child)
    }
    return [t for t in parsed.tokens_in(clause.span) if t.i not in opening and not scene.is_quoted(t.i)]


def _plain(scene: Scene, clause: Clause) -> str:
    """Return the words of a clause in lower case, without the clause of time or condition that opens it."""
    words, parsed = _own_words(scene, clause), scene.parsed
    if not words:
        return ""
    text = "".join(
        parsed.document.text[t.start : t.end] + (" " if t.end < n.start or n.i > t.i + 1 else "")
        for t, n in zip(words, (*words[1:], words[-1]), strict=True)
    )
    return re.sub(r"\s+", " ", text).replace("\u2019", "'").strip().lower()


def _is_told(scene: Scene, clause: Clause) -> bool:
    """Tell whether a clause says how things are, rather than what is wished for, supposed or the topic of talks."""
    if clause.factuality in {Factuality.CONDITION, Factuality.INTENDED} or clause.modal in {"would", "must", "shall"}:
        return False
    marks = {scene.parsed.tokens[c].text.casefold() for c in scene.parsed.dependents(clause.head, "mark")}
    if marks & {"whether", "if", "unless"}:
        return False
    gerund = scene.parsed.tokens[clause.head].tag == "VBG" and bool(marks)
    above = scene.governing(clause)
    wished = above is not None and clause.relation in {"ccomp", "xcomp"} and above.lemma.split()[0] in WISHING
    return not (gerund or wished or (clause.lemma.split()[0] in WISHING and not clause.passive))


def _sentence(scene: Scene, clause: Clause, *, back: int = 0) -> str:
    """Return the sentence of a clause, or one so many before it in its block, in lower case; "" if there is none."""
    parsed = scene.parsed
    number = parsed.sentence_of[clause.head]
    sentence = parsed.sentences[max(number - back, 0)]
    if sentence.block != parsed.sentences[number].block:
        return ""
    return parsed.text(parsed.span(sentence.first, sentence.last)).lower()


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


def _subject_matter(
    scene: Scene, clause: Clause, about: AssessmentAbout, own: tuple[str, ...], issues: IssueMap
) -> str | None:
    """Return the issue that a verdict is about: of its words, else what its place in the text is about."""
    if about is AssessmentAbout.RELATION:
        return None
    if about is AssessmentAbout.ENVIRONMENT:
        nouns = clause.patients if clause.passive else clause.agents
        words = [i for noun in nouns[:1] for i in scene.parsed.subtree(noun)]
        told = scene.issues_in(scene.parsed.span(words[0], words[-1] + 1)) if words else ()
        return next((issue for issue in told if issue not in {"relations", "other"}), None)
    if own:
        return own[0]
    ranked = issues.rank(scene.parsed.sentence_of[clause.head])
    return next((issue for issue in ranked if issue not in {"relations", "other"}), None)
