"""Where a text counts contacts: ordinals, numbers of times, firsts and silences, each with the words that say so."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from summitry.dates import Precision, Tense
from summitry.knowledge.tables import read_toml
from summitry.read.clauses import Clause, Factuality
from summitry.read.layout import BlockKind
from summitry.read.parse import Parsed, Sentence, base
from summitry.read.scene import Scene
from summitry.records import ClaimAbout, ClaimKind

TABLE = "lang/en/claims.toml"
READ = frozenset({BlockKind.BODY, BlockKind.ITEM, BlockKind.ENTRY, BlockKind.TURN, BlockKind.QUESTION})
"""Blocks in which something is told; a headline repeats the body."""
PHRASE_REACH = 12
"""A noun stands at most this many words behind the ordinal or number that belongs to it."""
VERB_REACH = 15
"""The verb that "for the first time" belongs to stands at most this many words away."""
FOREIGN_REACH = 6
"""Words up to which what follows a noun tells that it is no contact of states: "round of the general elections"."""
MOST_SESSIONS = 20
"""Sessions with a higher number are those of a standing assembly."""
_UNLIKELY = frozenset({"will", "shall", "would", "could", "may", "might", "should", "must", "can"})
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)", re.IGNORECASE)
_GAPS = frozenset({"since", "in", "for", "within", "over"})
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_NUMERAL = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class Count:
    """One count as the words give it.

    Attributes:
        rule: which construction; its confidence is in the table.
        kind, value, about: as in the contract.
        word: the noun or verb that is counted.
        first, last: words of the phrase, ``last`` exclusive.
    """

    rule: str
    kind: ClaimKind
    value: int
    about: ClaimAbout
    word: int
    first: int
    last: int


Rule = Callable[[Scene, Sentence, int], Count | None]
KEPT = 1 << 14
"""Words whose rules are kept in memory."""


@cache
def table_words(section: str, key: str | None = None) -> frozenset[str]:
    """Return a list of words of the table, or the keys of one of its sections.

    >>> "visit" in table_words("nouns", "visits")
    True
    """
    section_table = read_toml(TABLE)[section]
    return frozenset(section_table if key is None else section_table[key])


def find_counts(scene: Scene) -> Iterator[Count]:
    """Yield the counts of contacts that the text tells as having taken place, in text order of their sentences.

    Args:
        scene: the document with its clauses.

    Yields:
        Counts; one phrase may be found by two rules.
    """
    for sentence in scene.parsed.sentences:
        if scene.parsed.blocks[sentence.block].kind not in READ:
            continue
        for i in range(sentence.first, sentence.last):
            token = scene.parsed.tokens[i]
            rules = _rules_for(token.text.lower(), token.lemma.lower())
            if rules is not None:
                yield from _at(scene, sentence, i, rules)


def _at(scene: Scene, sentence: Sentence, i: int, rules: tuple[Rule, ...]) -> Iterator[Count]:
    ordinal = _ordinal(scene.parsed, i)
    if ordinal is not None and _is_day(scene, i):
        return
    if ordinal is not None:
        found = _first_time(scene, sentence, i, ordinal) or _counted_noun(scene, sentence, i, ordinal)
        found = found or _nounless(scene, sentence, i, ordinal) or _the_first_to(scene, sentence, i, ordinal)
        if found is not None:
            yield found
        return
    for rule in rules:
        found = rule(scene, sentence, i)
        if found is not None:
            yield found


def _is_day(scene: Scene, i: int) -> bool:
    """Tell the ordinal of a date, "the January 10th talks", from one that counts."""
    start = scene.parsed.tokens[i].start
    return any(
        d.start <= start < d.end and d.when is not None and d.when.precision is Precision.DAY for d in scene.dates
    )


# ---------------------------------------------------------------- numbers
def _ordinal(parsed: Parsed, i: int) -> int | None:
    """Return the number that an ordinal word stands for ("twenty-first" at its last word)."""
    word = parsed.tokens[i].text.lower()
    match = _ORDINAL.fullmatch(word)
    if match:
        return int(match[1])
    ordinals = read_toml(TABLE)["ordinals"]
    stem, _, unit = word.rpartition("-")
    if _is_ordinal(word):
        value: int = ordinals[unit] + (read_toml(TABLE)["numbers"][stem] if stem else 0)
        if not stem and i > 1 and parsed.tokens[i - 1].text == "-":
            value += read_toml(TABLE)["numbers"].get(parsed.tokens[i - 2].text.lower(), 0)
        return value
    return None


def _is_ordinal(word: str) -> bool:
    """Tell whether a word of letters is an ordinal: "third", "twenty-third"."""
    stem, _, unit = word.rpartition("-")
    return unit in read_toml(TABLE)["ordinals"] and (not stem or stem in read_toml(TABLE)["numbers"])


def _cardinal(word: str) -> int | None:
    if _NUMERAL.fullmatch(word):
        return int(word)
    numbers = read_toml(TABLE)["numbers"]
    stem, _, unit = word.rpartition("-")
    if stem:
        return numbers[stem] + numbers[unit] if stem in numbers and unit in numbers else None
    value: int | None = numbers.get(word)
    return value


# ---------------------------------------------------------------- nouns
def _noun_behind(parsed: Parsed, sentence: Sentence, i: int) -> int | None:
    """Return the last noun of the phrase that word ``i`` opens."""
    found = None
    for j in range(i + 1, min(i + PHRASE_REACH, sentence.last)):
        token = parsed.tokens[j]
        following = parsed.tokens[j + 1] if j + 1 < sentence.last else None
        if token.pos in {"NOUN", "PROPN"}:
            if found is not None and token.pos == "PROPN" and _about_noun(parsed, found):
                break
            found = j
        elif token.pos in {"ADJ", "ADV", "NUM", "X", "SYM"} or token.text in {"-", "–", '"', "“", "”", "'", "‘"}:
            continue
        elif (
            (token.tag in {"VBN", "VBG"} or token.text in {",", "and"})
            and following
            and following.pos in {"ADJ", "NOUN", "VERB", "PROPN"}
        ):
            if found is not None and not (token.text == "and" and following.pos == "PROPN"):
                break
        else:
            break
    return found


def _about_noun(parsed: Parsed, i: int) -> ClaimAbout | None:
    """Return what a noun of contact counts as; None for any other noun."""
    token = parsed.tokens[i]
    for about in ClaimAbout:
        if {token.lemma.lower(), token.text.lower()} & table_words("nouns", about.value):
            before = {parsed.tokens[j].text.lower() for j in range(max(0, i - 2), i)}
            if about is not ClaimAbout.OTHER and before & table_words("kind_before", "calls"):
                return ClaimAbout.CALLS
            return about
    return None


def _is_foreign(parsed: Parsed, first: int, noun: int, sentence: Sentence) -> bool:
    """Tell a round of voting, a press conference or a cup match from contacts of states."""
    around = range(first, min(noun + FOREIGN_REACH, sentence.last))
    foreign = table_words("words", "foreign")
    return any(j != noun and {parsed.tokens[j].lemma.lower(), parsed.tokens[j].text.lower()} & foreign for j in around)


def _counted_noun(scene: Scene, sentence: Sentence, i: int, ordinal: int) -> Count | None:
    parsed = scene.parsed
    noun = _noun_behind(parsed, sentence, i)
    if noun is None:
        return None
    between = {parsed.tokens[j].text.lower() for j in range(i + 1, min(i + 3, noun + 1))}
    if between & table_words("words", "not_after_ordinal") or _is_foreign(parsed, i, noun, sentence):
        return None
    about = _about_noun(parsed, noun)
    if about is None or _is_session(parsed, noun, ordinal):
        return None
    if about is ClaimAbout.TALKS and parsed.tokens[noun].lemma.lower() == "round":
        about = _about_rounds(parsed, noun)
    if about is ClaimAbout.OTHER and not _is_text_act(scene, sentence, noun, ordinal):
        return None
    if not has_happened(scene, noun):
        return None
    rule = "text" if about is ClaimAbout.OTHER else "first" if ordinal == 1 else "ordinal"
    return Count(rule, _kind(ordinal), ordinal, about, noun, i, noun + 1)


def _is_session(parsed: Parsed, noun: int, ordinal: int) -> bool:
    """Tell the numbered session of a standing assembly from a contact that is counted."""
    return ordinal > MOST_SESSIONS and parsed.tokens[noun].lemma.lower() == "session"


def _about_rounds(parsed: Parsed, noun: int) -> ClaimAbout:
    for child in parsed.dependents(noun, "nmod"):
        about = _about_noun(parsed, child)
        if about is not None:
            return about
    return ClaimAbout.TALKS


def _is_text_act(scene: Scene, sentence: Sentence, noun: int, ordinal: int) -> bool:
    """Tell a treaty that is counted as signed from one that is only named by its number."""
    parsed = scene.parsed
    acts = table_words("verbs", "other")
    near = parsed.tokens[max(sentence.first, noun - VERB_REACH) : min(sentence.last, noun + VERB_REACH)]
    signed = any(t.lemma.lower() in acts and t.pos in {"VERB", "ADJ"} for t in near)
    behind = parsed.tokens[noun + 1 : min(noun + 8, sentence.last)]
    dated = any(t.text.lower() in {"since", "in", "this"} for t in behind)
    clause = scene.clause_at(noun)
    told = clause is not None and clause.head == noun and bool(parsed.dependents(noun, "cop"))
    return (signed and (dated or ordinal > 1)) or told


def _kind(ordinal: int) -> ClaimKind:
    return ClaimKind.FIRST if ordinal == 1 else ClaimKind.ORDINAL


def _nounless(scene: Scene, sentence: Sentence, i: int, ordinal: int) -> Count | None:
    """Read "the return visit was the first in eleven years" and "it was their third this year"."""
    parsed = scene.parsed
    following = parsed.tokens[i + 1].text.lower() if i + 1 < sentence.last else "."
    if following not in {"to", "by", "in", "since", "for", "this", "such", "between", "of", ".", ",", "within", "from"}:
        return None
    verb = next(
        (j for j in range(i - 1, max(sentence.first, i - 4) - 1, -1) if parsed.tokens[j].lemma.lower() == "be"), None
    )
    if verb is None or (following in {"to", "of"} and ordinal == 1 and _is_verb(parsed, i + 2)):
        return None
    if any(parsed.tokens[j].lemma.lower() in table_words("words", "negation") for j in range(verb, i)):
        return None
    for j in range(verb - 1, sentence.first - 1, -1):
        about = _about_noun(parsed, j) if parsed.tokens[j].pos == "NOUN" else None
        if about is not None and about is not ClaimAbout.OTHER:
            return (
                Count("first" if ordinal == 1 else "ordinal", _kind(ordinal), ordinal, about, j, j, i + 1)
                if has_happened(scene, verb)
                else None
            )
    return None


def _is_verb(parsed: Parsed, i: int) -> bool:
    return i < len(parsed.tokens) and parsed.tokens[i].tag == "VB"


def _the_first_to(scene: Scene, sentence: Sentence, i: int, ordinal: int) -> Count | None:
    """Read "the first Ruritanian prime minister to visit the island"."""
    parsed = scene.parsed
    noun = _noun_behind(parsed, sentence, i)
    if noun is not None and parsed.tokens[noun].lemma.lower() in table_words("words", "no_visitor"):
        return None  # "the first day to ..."
    start = (noun or i) + 1
    for j in range(start, min(start + PHRASE_REACH, sentence.last - 1)):
        if parsed.tokens[j].text.lower() in {".", ";", ":"} or parsed.tokens[j].tag in _FINITE:
            return None  # "the second in command and others intend to travel"
        relative = parsed.tokens[j].lemma.lower() in {"who", "that"}
        if parsed.tokens[j].tag == "TO" or parsed.tokens[j].text.lower() == "to" or relative:
            verb = next(
                (k for k in range(j + 1, min(j + 4, sentence.last)) if parsed.tokens[k].pos in {"VERB", "AUX"}), None
            )
            about = _about_verb(scene, verb) if verb is not None else None
            if about is None and verb is not None and parsed.tokens[verb].lemma.lower() == "do":
                earlier = [
                    a
                    for k in range(sentence.first, i)
                    if parsed.tokens[k].pos == "VERB" and (a := _about_verb(scene, k))
                ]
                about = earlier[0] if earlier else None
            if (
                about is not None
                and about is not ClaimAbout.OTHER
                and verb is not None
                and has_happened(scene, noun or i)
            ):
                return Count("first" if ordinal == 1 else "ordinal", _kind(ordinal), ordinal, about, verb, i, verb + 1)
    return None


def _superlative(scene: Scene, sentence: Sentence, i: int) -> Count | None:
    """Read "the most senior official to visit in 38 years": the first of that rank."""
    parsed = scene.parsed
    lemma = parsed.tokens[i].text.lower()
    if lemma not in table_words("words", "superlatives"):
        return None
    most = i > 0 and parsed.tokens[i - 1].text.lower() == "most"
    if not (most or lemma.startswith("highest") or lemma in {"top-ranking", "senior-most"}):
        return None
    end = min(i + VERB_REACH + PHRASE_REACH, sentence.last)
    gap = next((j for j in range(i, end - 1) if _opens_gap(parsed, j)), None)
    noun = _noun_behind(parsed, sentence, i)
    if gap is None or noun is None or not has_happened(scene, noun):
        return None
    verb = next((j for j in range(noun, gap) if parsed.tokens[j].pos == "VERB" and _about_verb(scene, j)), None)
    about = _about_noun(parsed, noun) or (_about_verb(scene, verb) if verb is not None else None)
    if about is None or about is ClaimAbout.OTHER:
        return None
    return Count("superlative", ClaimKind.FIRST, 1, about, verb or noun, i - 1 if most else i, gap)


def _opens_gap(parsed: Parsed, i: int) -> bool:
    """Tell whether "since", or "in" and "for" with a length of time, starts at word ``i``."""
    word = parsed.tokens[i].text.lower()
    if word == "since":
        return True
    if word not in _GAPS:
        return False
    ahead = {t.lemma.lower() for t in parsed.tokens[i + 1 : i + 6]}
    return bool(ahead & {"year", "decade", "month", "week", "century", "generation", "time"})


# ---------------------------------------------------------------- verbs
def _first_time(scene: Scene, sentence: Sentence, i: int, ordinal: int) -> Count | None:
    """Read "met for the first time since 2008" and "the third time that they have met"."""
    parsed = scene.parsed
    place = next((j for j in range(i + 1, min(i + 3, sentence.last)) if parsed.tokens[j].lemma.lower() == "time"), None)
    if place is None:
        return None
    verb = _contact_near(scene, sentence, place)
    if verb is None or not has_happened(scene, verb) or not _is_by_side(scene, verb):
        return None
    about = _about_verb(scene, verb)
    if about is None or (about is ClaimAbout.OTHER and ordinal == 1):
        return None
    return Count("first_time", _kind(ordinal), ordinal, about, verb, min(verb, i), max(verb, place) + 1)


def _is_by_side(scene: Scene, verb: int) -> bool:
    """Tell a contact of sides from travel of others ("families visited the graves for the first time")."""
    clause = scene.clause_at(verb)
    if clause is None or clause.head != verb:
        return True
    subjects = clause.agents or clause.patients
    lemmas = {scene.parsed.tokens[i].lemma.lower() for i in subjects}
    return not subjects or bool(scene.actors(subjects)) or bool(lemmas & table_words("words", "people"))


def _contact_near(scene: Scene, sentence: Sentence, i: int) -> int | None:
    """Return the verb of contact that a phrase of times belongs to: up the tree first, else the nearest."""
    parsed = scene.parsed
    for word in (i, *parsed.ancestors(i)):
        if parsed.tokens[word].pos in {"VERB", "AUX"} and _about_verb(scene, word):
            return word
    near = [
        j
        for j in range(max(sentence.first, i - VERB_REACH), min(sentence.last, i + VERB_REACH))
        if parsed.tokens[j].pos == "VERB" and _about_verb(scene, j)
    ]
    return min(near, key=lambda j: abs(j - i), default=None)


def _verb_lemma(parsed: Parsed, i: int) -> str:
    token = parsed.tokens[i]
    found: str = read_toml(TABLE)["forms"].get(token.text.lower(), token.lemma.lower())
    return found


def _about_verb(scene: Scene, i: int) -> ClaimAbout | None:
    """Return what a verb of contact counts as; None for any other verb or a verb in another sense."""
    parsed = scene.parsed
    lemma = _verb_lemma(parsed, i)
    about = next((a for a in ClaimAbout if lemma in table_words("verbs", a.value)), None)
    if about is None:
        return None
    sentence = parsed.sentences[parsed.sentence_of[i]]
    behind = parsed.tokens[i + 1 : min(i + 1 + PHRASE_REACH, sentence.last)]
    near = {form for t in behind for form in (t.lemma.lower(), t.text.lower())}
    needs = read_toml(TABLE)["verb_needs"].get(lemma)
    if needs is not None and not near & set(needs):
        clause = scene.clause_at(i)
        if lemma not in {"see", "call"} or clause is None or not scene.actors(clause.patients):
            return None
    if lemma == "hold":
        return next((_about_noun(parsed, t.i) for t in behind if _about_noun(parsed, t.i)), None)
    if lemma in {"speak", "talk"}:
        return ClaimAbout.CALLS if near & table_words("speaking", "by_wire") else ClaimAbout.TALKS
    return about


def _number(scene: Scene, sentence: Sentence, i: int) -> Count | None:
    """Read "five rounds of talks" and "three meetings"."""
    parsed = scene.parsed
    value = _cardinal(parsed.tokens[i].text.lower())
    if value is None or value == 1 or parsed.tokens[i].text.lower() in {"once", "twice", "thrice"}:
        return None
    previous = parsed.tokens[i - 1].text.lower() if i > sentence.first else ""
    following = parsed.tokens[i + 1].text if i + 1 < sentence.last else ""
    if previous in {"both", "-", "top"} or (previous == "the" and value <= 2) or following in {"-", "–", "'", "’"}:  # noqa: PLR2004
        return None
    noun = _noun_behind(parsed, sentence, i)
    if noun is None or parsed.tokens[noun].tag not in {"NNS", "NNPS"} or _is_foreign(parsed, i, noun, sentence):
        return None
    about = _about_noun(parsed, noun)
    if about is None or parsed.tokens[noun].lemma.lower() in {"talk", "talks", "negotiation", "discussion"}:
        return None
    if parsed.tokens[noun].lemma.lower() == "round":
        about = _about_rounds(parsed, noun)
    if about is ClaimAbout.OTHER:
        clause = scene.clause_at(noun)
        signed = (
            clause is not None
            and _verb_lemma(parsed, clause.head) in table_words("verbs", "other")
            and noun in clause.patients
        )
        if not signed and not any(parsed.tokens[j].text.lower() == "signed" for j in range(i + 1, noun)):
            return None
    if not has_happened(scene, noun):
        return None
    return Count("text" if about is ClaimAbout.OTHER else "count", ClaimKind.COUNT, value, about, noun, i, noun + 1)


def _times(scene: Scene, sentence: Sentence, i: int) -> Count | None:
    """Read "met four times" and "spoke twice"."""
    parsed = scene.parsed
    value = _cardinal(parsed.tokens[i].text.lower())
    word = parsed.tokens[i].text.lower()
    if value is None:
        return None
    end = i + 1
    if word not in {"twice", "thrice"}:
        if end >= sentence.last or parsed.tokens[end].lemma.lower() not in {"time", "occasion"}:
            return None
        end += 1
    after = parsed.tokens[end].text.lower() if end < sentence.last else ""
    if after in {"as", "more", "a", "an", "per", "each", "every", "larger", "higher", "the", "over"}:
        return None
    verb = _contact_near(scene, sentence, i)
    if verb is None or not has_happened(scene, verb):
        return None
    about = _about_verb(scene, verb)
    if about is None:
        return None
    return Count("times", ClaimKind.COUNT, value, about, verb, min(verb, i), max(verb + 1, end))


def _silence(scene: Scene, sentence: Sentence, i: int) -> Count | None:
    """Read "have not spoken since 2011" and "there has been no summit for six years": the last one was then."""
    parsed = scene.parsed
    if not _opens_gap(parsed, i):
        return None
    reach = range(max(sentence.first, i - VERB_REACH), i)
    negated = [j for j in reach if parsed.tokens[j].lemma.lower() in table_words("words", "negation")]
    if not negated:
        return None
    for j in range(negated[0] + 1, i):
        token = parsed.tokens[j]
        about = _about_verb(scene, j) if token.pos == "VERB" else None
        if (
            about is None
            and token.pos == "NOUN"
            and parsed.tokens[j].lemma.lower() not in {"statement", "text", "paper", "document", "deal"}
        ):
            about = _about_noun(parsed, j) if any(n < j <= n + 4 for n in negated) else None
        if about is None or about is ClaimAbout.OTHER:
            continue
        clause = scene.clause_at(j)
        if clause is None or clause.modal is not None or clause.tense is Tense.FUTURE:
            continue
        return Count("last", ClaimKind.LAST, 1, about, j, negated[0], i + 1)
    return None


def _resumed(scene: Scene, sentence: Sentence, i: int) -> Count | None:
    """Read "talks were resumed in April after an interval of eight years": the first since then."""
    parsed = scene.parsed
    if _verb_lemma(parsed, i) not in table_words("words", "resume") or parsed.tokens[i].pos != "VERB":
        return None
    clause = scene.clause_at(i)
    if clause is None or clause.head != i or not has_happened(scene, i):
        return None
    about = next((a for n in (*clause.patients, *clause.agents) if (a := _about_noun(parsed, n))), None)
    end = min(i + VERB_REACH, sentence.last)
    after = next((j for j in range(i + 1, end) if parsed.tokens[j].text.lower() in {"after", "following"}), None)
    if about is None or about is ClaimAbout.OTHER or after is None:
        return None
    behind = {t.lemma.lower() for t in parsed.tokens[after + 1 : min(after + PHRASE_REACH, sentence.last)]}
    if not behind & table_words("words", "break") and not behind & {"year", "decade"}:
        return None
    return (
        Count("first_time", ClaimKind.FIRST, 1, about, i, i, after + 1)
        if behind & {"year", "decade", "month"}
        else None
    )


@lru_cache(maxsize=KEPT)
def _rules_for(text: str, lemma: str) -> tuple[Rule, ...] | None:
    """Return the rules, besides those of ordinals, that a word can set off; None where it can set off none at all."""
    rules: list[Rule] = []
    if text in table_words("words", "superlatives"):
        rules.append(_superlative)
    if _cardinal(text) is not None:
        rules += [_number, _times]
    if text in _GAPS:
        rules.append(_silence)
    if read_toml(TABLE)["forms"].get(text, lemma) in table_words("words", "resume"):
        rules.append(_resumed)
    ordinal = _ORDINAL.fullmatch(text) is not None or _is_ordinal(text)
    return tuple(rules) if rules or ordinal else None


# ---------------------------------------------------------------- did it take place
def has_happened(scene: Scene, i: int) -> bool:
    """Tell whether the contact at word ``i`` has taken place: neither planned, wished, denied nor supposed."""
    parsed = scene.parsed
    if _is_ahead_noun(parsed, i):
        return False
    clause = scene.clause_at(i)
    if clause is None:
        return True
    if _is_unreal(parsed, clause) or _is_passive_plan(parsed, clause, i):
        return False
    ahead = table_words("words", "ahead")
    governor = scene.governing(clause)
    if clause.head != i and clause.lemma in ahead and i not in clause.agents:
        return False
    if clause.factuality is Factuality.INTENDED and governor is not None:
        return governor.lemma not in ahead and not _is_unreal(parsed, governor)
    return governor is None or clause.relation not in {"xcomp", "ccomp"} or not _is_unreal(parsed, governor)


def _is_unreal(parsed: Parsed, clause: Clause) -> bool:
    if clause.factuality is Factuality.CONDITION or clause.modal in _UNLIKELY or clause.tense is Tense.FUTURE:
        return True
    own = {parsed.tokens[c].lemma.lower() for c in parsed.children[clause.head]}
    return clause.negated or bool(own & {"no", "neither", "never"})


def _is_passive_plan(parsed: Parsed, clause: Clause, i: int) -> bool:
    """Tell "the second round is scheduled for May" and "a session to be held in May"."""
    if clause.passive and clause.lemma in table_words("words", "ahead"):
        return True
    if any(
        t.text.lower() == "yet" and parsed.tokens[t.i + 1].text.lower() == "to"
        for t in parsed.tokens_in(clause.span)[:-1]
    ):
        return True
    return any(
        base(parsed.tokens[c].dep) == "acl"
        and parsed.tokens[c].tag in {"VB", "VBN"}
        and any(parsed.tokens[m].text.lower() == "to" for m in parsed.children[c])
        for c in parsed.children[i]
        if parsed.tokens[c].lemma.lower() == "hold"
    )


def _is_ahead_noun(parsed: Parsed, i: int) -> bool:
    """Tell "plans for a second summit" and "no second meeting"."""
    own = {parsed.tokens[c].lemma.lower() for c in parsed.dependents(i, "det")}
    if "no" in own or "another" in own:
        return True
    governor = parsed.tokens[i].head
    return (
        governor != i
        and base(parsed.tokens[i].dep) == "nmod"
        and parsed.tokens[governor].lemma.lower()
        in table_words("words", "ahead")
        | {"date", "proposal", "invitation", "preparation", "agenda", "hope", "prospect"}
    )
