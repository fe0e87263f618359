"""Statements: the quotations and reported speech whose speaker is an actor, as rows.

Rows hold a narrower set than ``find_sayings``: verbs of saying only, one row a quoted sentence, and nobody but actors
and unnamed officials speaks.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from summitry.dates import When
from summitry.knowledge.tables import read_toml
from summitry.read.clauses import FINITE, Clause, Factuality, coordinated
from summitry.read.layout import STAGE, Block, BlockKind
from summitry.read.parse import Parsed, base
from summitry.read.scene import Scene
from summitry.read.statements.addressees import addressee_of
from summitry.read.statements.drafts import is_prose
from summitry.read.statements.lexicon import load_lexicon
from summitry.read.statements.saying import Saying
from summitry.read.statements.sayings import find_sayings
from summitry.records import ActorKind, Place, Span, Statement, StatementKind, make_id

TABLE = "lang/en/statements.toml"
# Share of right rows among those found in the development sets, by construction, less a little for unseen texts.
CONFIDENCE = {
    "turn": 0.97,
    "direct": 0.95,
    "direct, speaker nearby": 0.93,
    "that": 0.9,
    "bare": 0.8,
    "aside": 0.75,
    "fragment": 0.5,
    "further, according": 0.8,
    "further, aside": 0.68,
    "further, direct": 0.82,
    "further, nearby": 0.7,
    "further, that": 0.7,
    "further, bare": 0.55,
}
FURTHER = "further, "
"""Prefix of the constructions that only the finder of reports sees."""
NEIGHBOURS = 8
"""How many statements before a place may reach it: they lie inside one another at most so deep."""
MINIMAL_QUOTE = 3
"""A quotation of fewer words is a term in quotation marks, not speech."""
REACH = 6
"""How many words after a verb of saying its subject or its "that" may stand when the tree does not tell."""
TOPIC_REACH = 12
"""How many sentences back the subject of a statement may have been named."""
RUNNING = frozenset({BlockKind.BODY, BlockKind.ITEM, BlockKind.ENTRY})


class Cue(NamedTuple):
    """A clause that reports speech, with who speaks in it."""

    clause: Clause
    speakers: tuple[str, ...]
    named: bool  # somebody is said to speak, whether known or not


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon of reported speech."""

    say: frozenset[str]
    quotation_only: frozenset[str]
    fragment: frozenset[str]
    idioms: frozenset[tuple[str, str]]
    unnamed: frozenset[str]
    occasions: frozenset[str]


def find_statements(scene: Scene) -> tuple[Statement, ...]:
    """Return the quotations of a document, in text order.

    Args:
        scene: the document with its actors and clauses.

    Returns:
        Statements; the text of an indirect one is the reported clause alone, without speaker, cue and "that".
    """
    sayings = find_sayings(scene)
    found = [*_turns(scene), *_direct(scene), *_indirect(scene, sayings)]
    found.extend(_further(scene, sayings, found))
    found.sort(key=lambda statement: statement.evidence[0])
    return tuple({statement.evidence: statement for statement in reversed(found)}.values())[::-1]


@cache
def _words() -> _Words:
    table = read_toml(TABLE)
    return _Words(
        frozenset(table["say"]),
        frozenset(table["quotation_only"]),
        frozenset(table["quoted_fragment"]),
        frozenset((verb, noun) for verb, noun in table["idioms"]),
        frozenset(table["unnamed"]),
        frozenset(table["occasions"]),
    )


# ---------------------------------------------------------------- transcripts
def _turns(scene: Scene) -> Iterator[Statement]:
    """Yield one row a turn: all its paragraphs, as a span for each run of them that no stage direction parts."""
    turns: dict[Span, tuple[str, list[Span]]] = {}
    last = -1
    for number, block in enumerate(scene.parsed.blocks):
        speaker = scene.cast.speakers.get(number)
        if block.kind is not BlockKind.TURN or block.label is None or speaker is None:
            continue
        _, spans = turns.setdefault(block.label, (speaker, []))
        if spans and last == number - 1:
            spans[-1] = Span(spans[-1].start, block.content.end)
        else:
            spans.append(block.content)
        last = number
    for speaker, spans in turns.values():
        if all(STAGE.fullmatch(scene.parsed.text(span)) for span in spans):
            continue  # "(Laughs.)"
        yield _statement(scene, StatementKind.DIRECT, tuple(spans), (speaker,), CONFIDENCE["turn"])


# ---------------------------------------------------------------- direct speech
def _direct(scene: Scene) -> Iterator[Statement]:
    previous: tuple[Block, tuple[str, ...]] | None = None
    for pieces in _quotations(scene):
        block = scene.parsed.block_of(scene.parsed.tokens_in(pieces[0])[0].i)
        cue = _cue_of(scene, pieces)
        rule = "direct"
        if cue is None and previous is not None and previous[0] == block:
            speakers, rule = previous[1], "direct, speaker nearby"
        elif cue is None:
            speakers, rule = _speaker_before(scene, pieces[0], block), "direct, speaker nearby"
        else:
            speakers = cue.speakers
        if cue is None and not speakers:
            continue
        previous = (block, speakers)
        yield _statement(scene, StatementKind.DIRECT, pieces, speakers, CONFIDENCE[rule], cue.clause if cue else None)


def _quotations(scene: Scene) -> Iterator[tuple[Span, ...]]:
    """Yield quoted sentences; one that its attribution splits comes as two pieces."""
    waiting: list[Span] = []
    for quote in scene.quotes:
        words = scene.parsed.tokens_in(quote)
        if not words or scene.parsed.block_of(words[0].i).kind not in RUNNING:
            continue
        for sentence in _quoted_sentences(scene.parsed, quote):
            if waiting and _goes_on(scene.parsed, waiting[-1], sentence):
                yield (waiting.pop(), sentence)
                continue
            if waiting:
                yield (waiting.pop(),)
            if _is_speech(scene, sentence):
                waiting.append(sentence)
    if waiting:
        yield (waiting.pop(),)


def _quoted_sentences(parsed: Parsed, quote: Span) -> Iterator[Span]:
    """Cut a quotation at the ends of its sentences."""
    words = parsed.tokens_in(quote)
    start = max(words[0].start, quote.start)
    for word, following in zip(words, (*words[1:], None), strict=True):
        last = following is None or (
            parsed.sentence_of[word.i] != parsed.sentence_of[following.i]
            and parsed.text(Span(word.start, word.end)) in {".", "!", "?", "…"}
        )
        if last:
            yield Span(start, quote.end if following is None else word.end)
            start = following.start if following is not None else quote.end


def _goes_on(parsed: Parsed, left: Span, right: Span) -> bool:
    """Tell whether the right piece continues the sentence of the left one round its attribution."""
    text = parsed.document.text
    before, between = text[left.start : left.end].rstrip(), text[left.end : right.start]
    return (
        before[-1:] in {",", "–", "—", "-"}
        and text[right.start].islower()
        and not any(mark in between.strip('"”’“‘ ') for mark in ".!?\n")
    )


def _is_speech(scene: Scene, span: Span) -> bool:
    """Tell a quoted clause from a quoted term."""
    words = scene.parsed.tokens_in(span)
    solid = [word for word in words if word.pos != "PUNCT"]
    text = scene.parsed.document.text
    closed = text[span.start : span.end].rstrip()[-1:] in {",", ".", "!", "?", "…", "–", "—"}
    if len(solid) < MINIMAL_QUOTE:
        return closed and text[span.start].isupper() and len(solid) > 1
    sentences = sorted({scene.parsed.sentence_of[word.i] for word in words})
    clauses = [c for n in sentences for c in scene.clauses_in(n) if _within(scene.parsed, c.head, span)]
    inside = [
        c
        for c in clauses
        if c.tense is not None and any(_within(scene.parsed, a, span) for a in (*c.agents, *c.patients))
    ]
    return (closed and text[span.start].isupper()) or bool(inside)


def _within(parsed: Parsed, i: int, span: Span) -> bool:
    return span.start <= parsed.tokens[i].start < span.end


def _cue_of(scene: Scene, pieces: tuple[Span, ...]) -> Cue | None:
    """Return the clause that attributes a quotation: in its sentence, outside the marks, nearest to it."""
    parsed = scene.parsed
    words = _words()
    sentences = {parsed.sentence_of[word.i] for piece in pieces for word in parsed.tokens_in(piece)}
    neighbours = sentences | {_following_fragment(scene, pieces)}
    found: list[tuple[int, Cue]] = []
    for clause in (c for number in sorted(neighbours) for c in scene.clauses_in(number)):
        if scene.is_quoted(clause.head):
            continue
        lemma = clause.lemma.split()[0]
        if clause.lemma not in words.say and lemma not in words.say and lemma not in words.fragment:
            continue
        distance = min(_distance(parsed, clause.head, piece) for piece in pieces)
        found.append((distance, _cue(scene, clause)))
    named = [(distance, cue) for distance, cue in found if cue.named]
    return min(named, key=lambda pair: pair[0], default=(0, None))[1]


def _distance(parsed: Parsed, i: int, span: Span) -> int:
    start = parsed.tokens[i].start
    return min(abs(start - span.start), abs(start - span.end))


def _following_fragment(scene: Scene, pieces: tuple[Span, ...]) -> int:
    """Return the sentence after a quotation that ends with a comma, if its attribution was cut off; else -1."""
    parsed = scene.parsed
    last = parsed.tokens_in(pieces[-1])[-1].i
    text = parsed.document.text[pieces[-1].start : pieces[-1].end].rstrip()
    number = parsed.sentence_of[last] + 1
    if text[-1:] in {",", "?", "!"} and number < len(parsed.sentences):
        same_block = parsed.sentences[number].block == parsed.sentences[number - 1].block
        if same_block:
            return number
    return -1


def _speaker_before(scene: Scene, piece: Span, block: Block) -> tuple[str, ...]:
    """Return who speaks in the sentence before a quotation of the same block that carries no attribution."""
    parsed = scene.parsed
    first = parsed.sentence_of[parsed.tokens_in(piece)[0].i]
    for number in range(first - 1, -1, -1):
        sentence = parsed.sentences[number]
        if parsed.blocks[sentence.block] != block or number < first - 1:
            return ()
        for clause in scene.clauses_in(number):
            if clause.lemma.split()[0] in _words().say:
                return _cue(scene, clause).speakers
    return ()


def _cue(scene: Scene, clause: Clause) -> Cue:
    agents = clause.agents or _subject_nearby(scene, clause.head)
    speakers = scene.actors(agents)
    lemmas = {scene.parsed.tokens[i].lemma.lower() for i in agents}
    named = bool(speakers) or bool(lemmas & _words().unnamed)
    return Cue(clause, speakers, named)


def _subject_nearby(scene: Scene, verb: int) -> tuple[int, ...]:
    """Return who stands where a subject stands when the tree has none: right before the verb, else right after it.

    Trees go wrong most often round quotations and long appositions, and there the order of words is telling.
    """
    parsed = scene.parsed
    sentence = parsed.sentences[parsed.sentence_of[verb]]
    for i in range(verb - 1, sentence.first - 1, -1):
        token = parsed.tokens[i]
        if scene.is_quoted(i) or (token.pos == "VERB" and token.tag in FINITE):
            break
        if scene.cast.at(i) and token.pos in {"PROPN", "NOUN", "PRON"}:
            mention = scene.cast.mention_at(i)
            return (mention.head if mention else i,)
    for i in range(verb + 1, min(verb + 1 + REACH, sentence.last)):
        token = parsed.tokens[i]
        if scene.cast.at(i) and token.pos in {"PROPN", "NOUN", "PRON"}:
            mention = scene.cast.mention_at(i)
            return (mention.head if mention else i,)
        if token.pos in {"PUNCT", "VERB", "SCONJ"}:
            break
    return ()


# ---------------------------------------------------------------- indirect speech
def _indirect(scene: Scene, sayings: Iterable[Saying]) -> Iterator[Statement]:
    whole = {saying.cue: saying.content for saying in sayings if saying.quoted}
    for clause in scene.clauses:
        block = scene.parsed.block_of(clause.head)
        if block.kind not in RUNNING | {BlockKind.TURN, BlockKind.QUESTION} or scene.is_quoted(clause.head):
            continue
        if clause.negated or clause.modal is not None or clause.factuality is not Factuality.ASSERTED:
            continue
        if not is_prose(scene.parsed, clause.head):
            continue
        cue = _cue(scene, clause)
        if not cue.named:
            continue
        for spans, rule in _reported(scene, clause):
            quoted = [quote for span in spans for quote in scene.quotes_in(span)]
            if any(_is_speech(scene, quote) for quote in quoted):
                continue  # direct speech already
            kind = StatementKind.MIXED if quoted else StatementKind.INDIRECT
            if rule == "fragment" and not quoted:
                continue
            words = whole.get(clause.head, spans) if rule == "fragment" else spans
            yield _statement(scene, kind, words, cue.speakers, CONFIDENCE[rule], clause)


def _reported(scene: Scene, clause: Clause) -> Iterator[tuple[tuple[Span, ...], str]]:
    """Yield the reported words of a clause, as spans, with the construction that reports them."""
    words = _words()
    lemma = clause.lemma if clause.lemma in words.say else clause.lemma.split()[0]
    says = lemma in words.say and lemma not in words.quotation_only
    content = _complement(scene.parsed, clause)
    if says and content is not None:
        marked = any(
            scene.parsed.tokens[c].lemma.lower() in {"that", "whether"}
            for c in scene.parsed.dependents(content, "mark")
        )
        spans = _content_spans(scene.parsed, content)
        if spans:
            yield spans, "that" if marked else "bare"
        return
    if says and _is_aside(clause):
        spans = _rest_of_sentence(scene.parsed, clause)
        if spans:
            yield spans, "aside"
        return
    noun = _reporting_noun(scene.parsed, clause, words.idioms)
    if noun is not None:
        spans = _content_spans(scene.parsed, noun)
        if spans:
            yield spans, "that"
        return
    if lemma in words.fragment:
        spans = _fragment(scene, clause)
        if spans:
            yield spans, "fragment"


def _complement(parsed: Parsed, clause: Clause) -> int | None:
    """Return the head of the clause that is said: finite, with its own subject."""
    for child in clause.complements:
        if base(parsed.tokens[child].dep) != "ccomp":
            continue
        if parsed.dependents(child, "nsubj", "expl", "csubj") or parsed.dependents(child, "mark"):
            infinitive = any(parsed.tokens[m].lemma.lower() == "to" for m in parsed.dependents(child, "mark"))
            if not infinitive:
                return child
    return _that_clause_nearby(parsed, clause.head)


def _that_clause_nearby(parsed: Parsed, verb: int) -> int | None:
    """Return the head of a clause that a "that" right after the verb opens, whatever the tree hangs it on."""
    for i in range(verb + 1, min(verb + 1 + REACH, len(parsed.tokens))):
        token = parsed.tokens[i]
        if token.pos in {"PUNCT", "VERB"}:
            return None
        if token.lemma.lower() == "that" and base(token.dep) == "mark" and token.head > i:
            return token.head
    return None


def _content_spans(parsed: Parsed, head: int) -> tuple[Span, ...]:
    marks = [c for c in parsed.dependents(head, "mark") if parsed.tokens[c].lemma.lower() == "that"]
    first = marks[0] + 1 if marks else 0  # what stands before "that" belongs to the verb of saying
    words = [i for i in parsed.subtree(head) if i >= first]
    stop = next(
        (i for i in words if i > head and parsed.tokens[i].text == ";"), None
    )  # what follows is said by the writer
    return _spans(parsed, [i for i in words if stop is None or i < stop])


def _spans(parsed: Parsed, words: list[int]) -> tuple[Span, ...]:
    """Return the runs of consecutive words as spans, trimmed of punctuation, in text order."""
    runs: list[list[int]] = []
    for i in sorted(words):
        if runs and runs[-1][-1] == i - 1:
            runs[-1].append(i)
        else:
            runs.append([i])
    spans = []
    for run in runs:
        while run and _is_edge(parsed, run[-1], closing=True):
            run.pop()
        while run and _is_edge(parsed, run[0], closing=False):
            run.pop(0)
        if run:
            spans.append(parsed.span(run[0], run[-1] + 1))
    return tuple(spans)


def _is_edge(parsed: Parsed, i: int, *, closing: bool) -> bool:
    """Tell whether a word at the end of a run is punctuation that does not belong to it; quotation marks stay."""
    token = parsed.tokens[i]
    if token.pos != "PUNCT":
        return not closing and token.lemma.lower() in {"and", "but", "that"} and token.pos in {"CCONJ", "SCONJ"}
    return token.text not in {'"', ")" if closing else "("}


def _is_aside(clause: Clause) -> bool:
    """Tell "..., X said" from a verb of saying with other objects."""
    return clause.relation == "parataxis"


def _rest_of_sentence(parsed: Parsed, clause: Clause) -> tuple[Span, ...]:
    """Return the words round an aside: its sentence without it, up to a semicolon or colon on either side."""
    sentence = parsed.sentences[parsed.sentence_of[clause.head]]
    aside = set(parsed.subtree(clause.head))
    if len(aside) >= sentence.last - sentence.first:
        return ()
    low, high = sentence.first, sentence.last
    for i in range(sentence.first, sentence.last):
        if parsed.tokens[i].text in {";", ":"} and i not in aside:
            if i < min(aside):
                low = i + 1
            elif i > max(aside):
                high = min(high, i)
    return _spans(parsed, [i for i in range(low, high) if i not in aside])


def _reporting_noun(parsed: Parsed, clause: Clause, idioms: frozenset[tuple[str, str]]) -> int | None:
    """Return the clause under the noun of an idiom such as "shared the view that ..."."""
    for noun in parsed.dependents(clause.head, "obj"):
        if (clause.lemma.split()[0], parsed.tokens[noun].lemma.lower()) in idioms:
            for child in parsed.dependents(noun, "acl", "ccomp"):
                if any(parsed.tokens[m].lemma.lower() == "that" for m in parsed.dependents(child, "mark")):
                    return child
    return None


def _fragment(scene: Scene, clause: Clause) -> tuple[Span, ...]:
    """Return the arguments of a clause, from the first after the verb to the last, if quoted words are among them."""
    parsed = scene.parsed
    arguments = [
        c for c in parsed.dependents(clause.head, "obj", "obl", "xcomp", "ccomp", "advcl", "iobj") if c > clause.head
    ]
    quoted = [a for a in arguments if any(scene.is_quoted(i) for i in parsed.subtree(a))]
    if not quoted:
        return ()
    words = [i for a in quoted for i in parsed.subtree(a)]
    prepositions = {
        c
        for a in quoted
        for c in parsed.dependents(a, "case")
        if parsed.tokens[c].lemma.lower() in {"of", "for", "about", "as"}
    }
    return _spans(parsed, [i for i in words if i not in prepositions or parsed.tokens[i].lemma.lower() == "as"])


# ---------------------------------------------------------------- what only the finder of reports sees
def _further(scene: Scene, sayings: Iterable[Saying], known: Iterable[Statement]) -> Iterator[Statement]:
    """Yield the statements among the reports whose words no statement holds yet: of actors, or of unnamed officials."""
    taken = sorted(span for statement in known for span in statement.evidence)
    for saying in sayings:
        if f"{FURTHER}{saying.rule}" not in CONFIDENCE or saying.source_head is None or saying.inner:
            continue
        if not _is_asserted(scene, saying):
            continue
        speakers = scene.actors(coordinated(scene.parsed, saying.source_head))
        if not speakers and scene.parsed.tokens[saying.source_head].lemma.lower() not in _words().unnamed:
            continue
        confidence = CONFIDENCE[f"{FURTHER}{saying.rule}"]
        cue = _clause_of(scene, saying.cue)
        if saying.rule in {"direct", "nearby"}:
            for pieces in _sentences_of(scene.parsed, saying.content):
                if not any(_overlaps(taken, span) for span in pieces):
                    yield _statement(scene, StatementKind.DIRECT, pieces, speakers, confidence, cue)
        elif not any(_overlaps(taken, span) for span in saying.content):
            kind = StatementKind.MIXED if saying.quoted else StatementKind.INDIRECT
            yield _statement(scene, kind, saying.content, speakers, confidence, cue)


def _sentences_of(parsed: Parsed, content: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
    """Yield the sentences of a quotation; one that its attribution splits comes as two pieces."""
    waiting: tuple[Span, ...] = ()
    whole = (_with_stop(parsed.document.text, span) for span in content)
    for sentence in (piece for span in whole for piece in _quoted_sentences(parsed, span)):
        if waiting and not _goes_on(parsed, waiting[-1], sentence):
            yield waiting
            waiting = ()
        waiting = (*waiting, sentence)
    if waiting:
        yield waiting


def _with_stop(text: str, span: Span) -> Span:
    """Return a span with the stop right after it: a quotation keeps its own."""
    return Span(span.start, span.end + 1) if text[span.end : span.end + 1] in {".", ",", "!", "?", "…"} else span


def _clause_of(scene: Scene, word: int) -> Clause | None:
    """Return the clause whose head a word is."""
    clause = scene.clause_at(word)
    return clause if clause is not None and clause.head == word else None


def _is_asserted(scene: Scene, saying: Saying) -> bool:
    """Tell whether running text says, by a verb of saying or "according to", that something was said."""
    if scene.parsed.block_of(saying.cue).kind not in RUNNING | {BlockKind.TURN, BlockKind.QUESTION}:
        return False
    if saying.rule == "according":
        return True
    words = _words()
    lemma = scene.parsed.tokens[saying.cue].lemma.lower()
    if lemma not in words.say or (lemma in words.quotation_only and not saying.quoted):
        return False
    clause = _clause_of(scene, saying.cue)
    return clause is None or (not clause.negated and clause.modal is None and clause.factuality is Factuality.ASSERTED)


def _overlaps(spans: list[Span], span: Span) -> bool:
    """Tell whether a span shares characters with one of some sorted spans."""
    after = bisect_left(spans, Span(span.end, span.end))
    return any(other.end > span.start for other in spans[max(0, after - NEIGHBOURS) : after])


# ---------------------------------------------------------------- rows
def _statement(
    scene: Scene,
    kind: StatementKind,
    spans: tuple[Span, ...],
    speakers: tuple[str, ...],
    confidence: float,
    cue: Clause | None = None,
) -> Statement:
    text = " ".join(scene.parsed.text(span) for span in spans)
    when, place, occasion = _setting(scene, spans, cue)
    return Statement(
        id=make_id("s", scene.document, kind, spans),
        speaker=speakers[0] if speakers else None,
        kind=kind,
        text=text,
        evidence=spans,
        confidence=confidence,
        cue=scene.parsed.tokens[cue.head].text if cue else None,
        date=when,
        place=place,
        occasion=occasion,
        issues=_issues(scene, spans),
        speakers=speakers if len(speakers) > 1 else (),
        addressees=_addressees(scene, speakers, cue),
    )


def _addressees(scene: Scene, speakers: tuple[str, ...], cue: Clause | None) -> tuple[str, ...]:
    """Return whom something was said to, as far as its cue names an actor."""
    head = None if cue is None else addressee_of(scene.parsed, load_lexicon(), cue.head)
    found = () if head is None else scene.actors(coordinated(scene.parsed, head))
    # reporters and crowds hear what is meant for others
    groups = {actor.id for actor in scene.cast.actors if actor.kind is ActorKind.GROUP} if found else frozenset()
    return tuple(actor for actor in found if actor not in speakers and actor not in groups)


def _issues(scene: Scene, spans: tuple[Span, ...]) -> tuple[str, ...]:
    """Return what is spoken of: by the words said, else by the nearest sentence up to them that tells."""
    own = tuple(dict.fromkeys(issue for span in spans for issue in scene.issues_in(span)))
    parsed = scene.parsed
    words = parsed.tokens_in(spans[0])
    if own or not words:
        return own
    number = parsed.sentence_of[words[0].i]
    telling = scene.issue_map.sentences  # those that name an issue, in order; the others need no look
    for at in range(bisect_right(telling, number) - 1, -1, -1):
        before = telling[at]
        sentence = parsed.sentences[before]
        if before <= number - TOPIC_REACH or sentence.block != parsed.sentences[number].block:
            break
        if at and telling[at - 1] == before:
            continue
        issues = scene.issues_in(parsed.span(sentence.first, sentence.last))
        if issues:
            return issues[:1]
    return ()


def _setting(scene: Scene, spans: tuple[Span, ...], cue: Clause | None) -> tuple[When | None, Place | None, str | None]:
    """Return when, where and on what occasion something was said, as far as its cue or its entry tells."""
    if cue is None:
        words = scene.parsed.tokens_in(spans[0])
        return scene.entry_date(words[0].i) if words else None, None, None
    occasion = None
    for _, noun in cue.obliques:
        if scene.parsed.tokens[noun].lemma.lower() in _words().occasions:
            inside = scene.parsed.subtree(noun, without=("acl", "case"))
            occasion = scene.parsed.text(scene.parsed.span(inside[0], inside[-1] + 1))
            break
    return scene.date_of(cue), scene.place_of(cue), occasion
