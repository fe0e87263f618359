"""The text's own verdicts on an issue, a relation, talks or an environment."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from summitry.dates import Tense
from summitry.knowledge.tables import read_toml
from summitry.read.clauses import Clause, Factuality
from summitry.read.issues import IssueMap
from summitry.read.layout import BlockKind
from summitry.read.parse import Token, base
from summitry.read.scene import Scene
from summitry.read.verdicts import DENIED, is_business, is_elsewhere, judge
from summitry.records import Assessment, AssessmentAbout, Span, Verdict, make_id

TABLE = "lang/en/assessments.toml"
RUNNING = frozenset({BlockKind.BODY, BlockKind.ITEM, BlockKind.ENTRY})
BETTER = frozenset({Verdict.IMPROVING, Verdict.PROGRESS, Verdict.WORSENING, Verdict.SETBACK})
"""Verdicts on what has changed: of what "will" change nobody can judge yet."""
CONFIDENCE = {"tree": 0.91, "topic": 0.91, "side": 0.86, "doubt": 0.86, "sentence": 0.75}
"""The share of rows told in a way that were right on measured texts, lowered by a tenth for texts not seen."""
MATTERS = frozenset({"on", "over", "about", "concerning", "regarding", "as for", "as to"})
ASIDE = frozenset({"after", "since", "before", "during", "for", "with", "despite", "between"})
BEARING = re.compile(r"\b(?:to|for|of|in|on|between|over|into|from)\s")
BELOW = frozenset({"advcl", "acl", "ccomp", "parataxis", "conj", "appos", "dep"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
JOINT = re.compile(r"\bjoint\s+(?:\w+\s+)?(?:statement|declaration|communiqu[e\u00e9]|announcement)\b", re.IGNORECASE)
HEAD = 4
"""A joint text, whose parties are the writers, says so in one of so many blocks at its head."""
QUARREL = re.compile(r"\b(?:quarrel|feud|row|dispute|spat|question|settlement|solution)\b")
RETURNED = re.compile(r"\b(?:home|back|left|returned|empty|away)\b")
FAILED = re.compile(
    r"\b(?:fail|unable|agree|bridg|resolv|settl|reach|produc|achiev|decid|give|gave|yield|odds|loggerheads)"
)
LOOK_BACK = 2
"""Sentences before a verdict that may name what "it" and "the two" stand for."""
ADDRESSED = 2
"""A text speaks to its hearers if so many of its sentences do."""
SHORT = 6
"""A doubt told in fewer words is about what its sentence says."""
BEYOND = 25
"""Characters behind a phrase that may name what it judges: "a blow to the talks"."""
LONG = 25
"""A sentence of more words is not read without its tree."""
NEAR = 12
"""Overlapping clauses stand near each other, so only so many of the last verdicts are compared."""
MINIMAL_SIDES = 2
"""A text that names fewer states judges no dealings between them."""


@dataclass(frozen=True, slots=True)
class _Patterns:
    verdicts: tuple[tuple[Verdict, re.Pattern[str]], ...]
    broad: tuple[tuple[Verdict, re.Pattern[str]], ...]
    topics: tuple[tuple[AssessmentAbout, re.Pattern[str]], ...]
    address: re.Pattern[str]


@cache
def _speech(key: str) -> frozenset[str]:
    """Return a list of words that tell whose words others are: reporting, wishing, thinking, supposing."""
    return frozenset(read_toml(TABLE)["speech"][key])


@cache
def _patterns() -> _Patterns:
    table = read_toml(TABLE)
    verdicts, broad = (
        tuple(
            (Verdict(name), re.compile("|".join(patterns))) for part in parts for name, patterns in table[part].items()
        )
        for parts in (("first", "verdicts"), ("broad",))
    )
    topics = tuple((AssessmentAbout(name), re.compile(pattern)) for name, pattern in table["topics"].items())
    return _Patterns(verdicts, broad, topics, re.compile("|".join(table["speech"]["address"]), re.IGNORECASE))


def find_assessments(scene: Scene) -> tuple[Assessment, ...]:
    """Return the writer's verdicts, in text order.

    Args:
        scene: the document with its actors and clauses.

    Returns:
        Assessments; verdicts in quotations or reported speech of a named speaker are statements and not here.
    """
    sides = _sides(scene)
    if len(sides) < MINIMAL_SIDES or not (scene.cast.acting or any(actor.office for actor in scene.cast.actors)):
        return ()
    asides = _asides(scene)
    issues = scene.issue_map
    joint = any(JOINT.search(scene.parsed.text(block.span)) for block in scene.parsed.blocks[:HEAD])
    if not joint and _is_speech(scene):
        return ()
    found: list[Assessment] = []
    for clause in scene.clauses:
        block = scene.parsed.block_of(clause.head)
        preamble = joint and scene.parsed.text(block.content)[:1].islower()  # "satisfied that ..., declare:"
        if (block.kind not in RUNNING and not preamble) or _is_quoted(scene, clause):
            continue
        if _is_reported(scene, clause, asides) and not joint:
            continue
        if block.kind is BlockKind.ITEM and not (clause.agents or (clause.patients and clause.passive)):
            continue  # "Sharing best practices to ...": a deed of a list
        if _is_background(scene, clause) or (
            clause.lemma.split()[0] in _speech("reporting") | _speech("thinking") and clause.complements
        ):
            continue
        assessment = _judge(scene, clause, sides, issues) if _is_finite(scene, clause) else None
        if assessment is None or any(_overlap(a, assessment) for a in found[-NEAR:]):
            continue
        last = found[-1] if found else None
        if last is not None and clause.relation == "conj" and _goes_on(scene, last, assessment):
            found[-1] = replace(last, evidence=(Span(last.evidence[0].start, assessment.evidence[0].end),))
            continue
        found.append(assessment)
    found += _by_sentences(scene, sides, issues, found)
    return tuple(sorted(found, key=lambda a: a.evidence[0].start))


def _is_speech(scene: Scene) -> bool:
    """Tell a speech, whose verdicts are those of a named speaker: outside quotations it speaks to its hearers."""
    parsed = scene.parsed
    told = 0
    for sentence in parsed.sentences:
        if parsed.blocks[sentence.block].kind not in RUNNING or scene.is_quoted(sentence.first):
            continue
        told += bool(_patterns().address.search(parsed.text(parsed.span(sentence.first, sentence.last))))
        if told >= ADDRESSED:
            return True
    return False


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
            (t.pos == "VERB" and t.lemma.casefold() in _speech("reporting") | _speech("wishing"))
            or t.text.casefold() in _speech("supposing")
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
        about = _topic(text[: at.start()]) or _topic(at[0])
        foretold = verdict in BETTER and any(t.text.casefold() in {"will", "to", "shall", "can"} for t in words)
        if about is None or foretold or len(words) > LONG or any(is_elsewhere(parsed, t.i) for t in words):
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
                confidence=CONFIDENCE["sentence"],
                issue=next(iter(matter), None) if talked else None,
                actors=here or tuple(a for a in sides[:2] if scene.cast.get(a) is not None),
            )
        )
    return more


def _is_finite(scene: Scene, clause: Clause) -> bool:
    """Tell a clause that says something from "to strengthen security" and "allowing better answers"."""
    parsed = scene.parsed
    words = (clause.head, *parsed.dependents(clause.head, "aux", "cop", "aux:pass"))
    tags = {parsed.tokens[i].tag for i in words}
    bare = parsed.tokens[clause.head].tag in {"VB", "VBG"}
    return bool(tags & FINITE) or (not bare and clause.relation != "acl")


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
    asides = (c for c in scene.clauses if c.relation == "parataxis" and c.lemma.split()[0] in _speech("reporting"))
    return frozenset(clause.governor for clause in asides)


def _is_reported(scene: Scene, clause: Clause, asides: frozenset[int | None]) -> bool:
    current: Clause | None = clause
    while current is not None:
        above = scene.governing(current)
        if above is None:
            break
        if current.relation in {"ccomp", "parataxis"} and above.lemma.split()[0] in _speech("reporting"):
            return True
        current = above
    return clause.head in asides


def _judge(scene: Scene, clause: Clause, sides: tuple[str, ...], issues: IssueMap) -> Assessment | None:
    span = clause.span
    text = _plain(scene, clause)
    judged = judge(scene, clause)
    phrased, words, phrase = _phrase(text, _patterns().verdicts)
    if phrased is not None and (not _is_own(scene, clause, phrase) or _describes(scene, clause)):
        phrased = None
    ahead = clause.tense is Tense.FUTURE
    broad = phrased is None and judged is None and (ahead or _is_state(scene, clause))
    if broad:
        phrased, words, _ = _phrase(_predicate(scene, clause), _patterns().broad)
        if clause.negated and phrased in BETTER:
            phrased = DENIED.get(phrased)
        if ahead and phrased is not Verdict.UNCERTAIN:
            phrased = None
    if phrased in BETTER and clause.modal in {"will", "can", "could", "may", "might"}:
        phrased = None
    if clause.lemma.split()[0] in _speech("reporting") and scene.actors(clause.agents):
        phrased = None  # "she noted the lasting partnership": what a named side says
    judged_nouns = clause.patients if clause.passive and not clause.agents else clause.agents
    if is_business(scene, clause) or any(is_elsewhere(scene.parsed, i) for i in judged_nouns):
        phrased = None
    bound = None if phrased is None else (_bind_state if broad else _bind)(scene, clause, phrased, words)
    if bound is None or (
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
        subject = _topic(_sentence(scene, clause)) or _topic(_sentence(scene, clause, back=1))
    told = "tree" if judged is not None and verdict is judged.verdict else bound or "tree"
    confidence = CONFIDENCE[told]
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


def _phrase(text: str, patterns: Iterable[tuple[Verdict, re.Pattern[str]]]) -> tuple[Verdict | None, str, str]:
    """Return the first verdict that a text phrases, the phrase with what follows it, and the phrase alone."""
    for verdict, pattern in patterns:
        match = pattern.search(text)
        if match is not None:
            return verdict, text[match.start() : match.end() + BEYOND], match[0]
    return None, "", ""


def _is_own(scene: Scene, clause: Clause, phrase: str) -> bool:
    """Tell whether some words of a phrase are the clause's own, and not all of them those of a clause below it."""
    parsed, number = scene.parsed, scene.clause_of[clause.head]
    words = set(re.findall(r"[\w'-]+", phrase))
    return any(
        scene.clause_of[t.i] == number and t.text.replace("\u2019", "'").lower() in words
        for t in parsed.tokens_in(clause.span)
    )


def _describes(scene: Scene, clause: Clause) -> bool:
    """Tell a relative clause that describes something other than a matter of dealings: "devices that ..."."""
    above = scene.parsed.tokens[clause.head].head
    return clause.relation == "acl" and _topic(scene.parsed.tokens[above].text.lower()) is None


def _predicate(scene: Scene, clause: Clause) -> str:
    """Return what a clause says of its subject, in lower case: no clause below it, a subject only as "nothing"."""
    parsed = scene.parsed
    below = {
        word
        for child in parsed.children[clause.head]
        if base(parsed.tokens[child].dep) in BELOW and not _is_infinitive(scene, child)
        for word in parsed.subtree(child)
    }
    subjects = clause.patients if clause.passive and not clause.agents else clause.agents
    below |= {word for i in subjects if not _is_loose(scene, i) for word in parsed.subtree(i)}
    words = [parsed.tokens[i].text for i in parsed.subtree(clause.head) if i not in below]
    return " ".join(words).replace("\u2019", "'").lower()


def _is_infinitive(scene: Scene, i: int) -> bool:
    parsed = scene.parsed
    marks = {parsed.tokens[c].text.casefold() for c in parsed.dependents(i, "mark")}
    return parsed.tokens[i].tag == "VB" and marks == {"to"}


def _is_loose(scene: Scene, noun: int) -> bool:
    return scene.parsed.tokens[noun].lemma.casefold() in _standing()


def _bind_state(scene: Scene, clause: Clause, verdict: Verdict, words: str) -> str | None:
    """Return how a word of state or course is tied to dealings between sides: stricter than a phrase of judgement.

    Its subject itself is a matter of such dealings, or what it bears on is named right behind it, or it stands for what
    was spoken of before.
    """
    parsed = scene.parsed
    subjects = clause.patients if clause.passive and not clause.agents else clause.agents
    if any(scene.cast.at(i) or parsed.tokens[i].lemma.casefold() in {"we", "i", "you", "she", "he"} for i in subjects):
        states = all("/" not in actor for actor in scene.actors(subjects))
        failed = verdict is Verdict.NO_PROGRESS and (states or FAILED.search(words))
        return "side" if failed and clause.relation != "acl" and _bind(scene, clause, verdict, words) else None
    if any(is_elsewhere(parsed, i) for i in subjects):
        return None
    if any(_topic(parsed.tokens[i].text.lower()) for i in subjects):
        return "doubt" if verdict is Verdict.UNCERTAIN else "topic"
    behind = BEARING.search(words)
    if behind is not None and _topic(words[behind.end() :]):
        return "topic"
    if any(_is_loose(scene, i) for i in subjects) and any(_topic(text) for text in _before(scene, clause)):
        return "doubt" if verdict is Verdict.UNCERTAIN else "side"
    return None


def _is_state(scene: Scene, clause: Clause) -> bool:
    """Tell how things stand from what somebody once did: the present, a perfect, or "was" with no day of its own."""
    copula = bool(scene.parsed.dependents(clause.head, "cop"))
    if clause.tense is Tense.PAST and not clause.perfect:
        return not scene.dates_in(clause.span) and (copula or clause.relation in {"root", "ccomp", "conj"})
    return clause.relation != "acl" and clause.tense is not Tense.FUTURE


def _bind(scene: Scene, clause: Clause, verdict: Verdict, words: str) -> str | None:
    """Return how a phrase of judgement is tied to dealings between sides, or None where it may be about anything else.

    Args:
        scene: the document.
        clause: in which the phrase stands.
        verdict: what the phrase says.
        words: the phrase.

    Returns:
        ``topic`` if what is judged is named (the subject, the object or the phrase itself), ``side`` if the subject is
        a side or stands for what the text has spoken of ("the two", "it", "things"), ``doubt`` for an open question.
    """
    parsed = scene.parsed
    subjects = clause.patients if clause.passive and not clause.agents else clause.agents
    if _topic(_subject(scene, clause)) or _topic(words):
        return "topic"
    loose = not subjects or any(_is_loose(scene, i) for i in subjects)
    state = any("/" not in actor for actor in scene.actors(subjects))
    person = any("/" in actor for actor in scene.actors(subjects))
    near = any(_topic(text) for text in _before(scene, clause))
    if verdict is Verdict.UNCERTAIN:
        return "doubt" if near or scene.issues_in(_words_of(scene, clause, verdict)) else None
    others = _heads(scene, clause)
    if (loose or state) and _topic(others):
        return "topic"
    if not person and _topic(" ".join(parsed.tokens[i].text.lower() for i in clause.patients)):
        return "topic"
    if person:
        failed = verdict is Verdict.NO_PROGRESS and (near or RETURNED.search(words) or FAILED.search(words))
        return "side" if failed else None
    if any(parsed.tokens[i].lemma.casefold() in _standing("sides") for i in subjects):
        return "side"
    tied = near or scene.issues_in(clause.span) or _opens_with_matter(scene, clause, own=False)
    return "side" if (loose or state) and tied else None


def _before(scene: Scene, clause: Clause) -> Iterator[str]:
    """Yield the sentence of a clause and those before it, also in the paragraph above."""
    parsed = scene.parsed
    number = parsed.sentence_of[clause.head]
    for sentence in parsed.sentences[max(number - LOOK_BACK, 0) : number + 1]:
        yield parsed.text(parsed.span(sentence.first, sentence.last)).lower()


@cache
def _standing(key: str = "words") -> frozenset[str]:
    """Return the words that stand for the sides or for what was spoken of before, or a part of them."""
    return frozenset(read_toml(TABLE)["standing"][key])


def _heads(scene: Scene, clause: Clause) -> str:
    """Return what a clause is about beside its subject: its object, predicate and what stands behind prepositions."""
    parsed = scene.parsed
    words = {*clause.patients, *(noun for _, noun in clause.obliques), clause.head}
    words |= {child for word in words for child in parsed.dependents(word, "nmod", "compound")}
    return " ".join(parsed.tokens[i].text for i in sorted(words)).lower()


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
        return AssessmentAbout.TALKS  # "neither has budged over the dam" judges their talks
    if about is not None:
        return about
    if verdict in {Verdict.NO_PROGRESS, Verdict.SETBACK}:
        return AssessmentAbout.TALKS
    if own and verdict in {Verdict.UNCERTAIN, Verdict.PROGRESS}:
        return AssessmentAbout.ISSUE
    return AssessmentAbout.TALKS if verdict is Verdict.PROGRESS else AssessmentAbout.RELATION


def _opens_with_matter(scene: Scene, clause: Clause, *, own: bool) -> bool:
    """Tell whether a clause first says what it is on: "On tariffs the two are worlds apart", "At sea, ..."."""
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
    wished = (
        above is not None and clause.relation in {"ccomp", "xcomp"} and above.lemma.split()[0] in _speech("wishing")
    )
    own = clause.lemma.split()[0] in _speech("wishing") | _speech("treating") and not clause.passive
    return not (gerund or wished or own or _is_aimed_at(scene, clause))


def _is_aimed_at(scene: Scene, clause: Clause) -> bool:
    """Tell what stands below an aim: "to ensure that cases are settled quickly" says nothing of how things are."""
    above = scene.governing(clause)
    while above is not None and clause.relation in {"ccomp", "xcomp", "conj"}:
        if above.factuality is Factuality.INTENDED:
            return True
        clause, above = above, scene.governing(above)
    return False


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
