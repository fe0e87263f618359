"""Match the phrases of the lexicon with clauses and nouns: which act a predicate tells of, and what a turn governs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from summitry.dates import Tense
from summitry.read.actors.mentions import MentionKind
from summitry.read.clauses import Clause, coordinated
from summitry.read.events.lexicon import Act, Code, Lexicon, Phrase, Slot, Turn, load_irregular
from summitry.read.parse import Parsed, base
from summitry.read.scene import Scene

WORD_REACH = 6
"""Another word of a phrase stands fewer words behind ("declared the ambassador persona non grata")."""
PARTICLE_REACH = 4
"""A particle stands at most this many words behind its verb ("call the talks off")."""


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found in the text.

    Attributes:
        phrase: which.
        word: the predicate's word.
        clause: the clause it heads, or None for a noun.
        inner: what a turn governs, or None.
    """

    phrase: Phrase
    word: int
    clause: Clause | None
    inner: "Match | None" = None

    @property
    def code(self) -> Code | None:
        """Return what the match says, a turn with what it makes of the act that it governs."""
        entry = self.phrase.entry
        if isinstance(entry, Act):
            return entry.code
        told = self.inner.clause if self.inner is not None else None
        if entry.name == "promise" and told is not None and told.negated:
            return entry.make(None)  # "promised not to object"
        return entry.make(self.inner.code if self.inner is not None else None)

    def words(self) -> tuple[int, ...]:
        """Return the predicate's word and those of all that it governs."""
        return (self.word, *(self.inner.words() if self.inner is not None else ()))


def mended(scene: Scene, clause: Clause) -> Clause:
    """Return a clause with its voice put right where the parser has taken a sentence for a noun with a participle.

    "Troops occupied the port", read as "troops (that were) occupied", shows itself by its object. The first of two
    coordinated subjects that the parser has cut off is given back as well.
    """
    parsed = scene.parsed
    above = parsed.tokens[parsed.tokens[clause.head].head]
    split = clause.relation == "conj" and above.pos == "PROPN" and above.i < clause.head and bool(clause.agents)
    if split and min(clause.agents) > above.i and not parsed.dependents(above.i, "cop"):
        return replace(clause, agents=(above.i, *clause.agents))  # "Norway and Sweden met", read as "Norway, and ..."
    objects = parsed.dependents(clause.head, "obj")
    told = clause.passive and clause.relation == "acl" and not parsed.dependents(clause.head, "aux", "iobj")
    if not told or not objects or clause.agents or clause.patients != (parsed.tokens[clause.head].head,):
        return clause
    patients = tuple(n for i in objects for n in coordinated(parsed, i))
    return replace(clause, agents=clause.patients, patients=patients, passive=False, tense=clause.tense or Tense.PAST)


def match_clause(scene: Scene, lexicon: Lexicon, clause: Clause, depth: int = 0) -> Match | None:
    """Return what a clause tells of: a turn with the act that it governs, or an act."""
    best: Match | None = None
    rank: tuple[bool, int, bool] = (False, -1, False)
    particles = clause.lemma.split()[1:]
    phrases = phrases_of(lexicon.verbs, scene.parsed, clause.head)
    near = _words_near(scene.parsed, clause.head) if len(phrases) > FEW else None
    for phrase in phrases:
        if near is not None and any(map(near.isdisjoint, phrase.needs)):
            continue
        if not phrase_fits(scene.parsed, clause, phrase):
            continue
        found = Match(phrase, clause.head, clause)
        if isinstance(phrase.entry, Turn):
            found = Match(phrase, clause.head, clause, find_inner(scene, lexicon, clause, depth))
            if found.code is None and phrase.entry.name != IGNORED:
                continue
        here = (
            all(any(s.preposition == p for s in phrase.slots) for p in particles),
            phrase.weight,
            found.inner is not None,
        )
        if here > rank:
            best, rank = found, here
    return best if best is not None and best.code is not None else None


FEW = 4
"""So many phrases are tried without a look at the words around first."""


def _words_near(parsed: Parsed, i: int) -> set[str]:
    """Return all that the base forms of the words can be in word ``i``'s sentence and as far back as pronouns reach."""
    sentence = parsed.sentences[parsed.sentence_of[i]]
    found: set[str] = set()
    for token in parsed.tokens[max(0, sentence.first - PRONOUN_REACH) : sentence.last]:
        found |= _lemma_and_forms(token.lemma, token.text, token.pos)[1]
    return found


def phrases_of(index: Mapping[str, tuple[Phrase, ...]], parsed: Parsed, i: int) -> tuple[Phrase, ...]:
    """Return the phrases of a word: of its lemma, else of a form that inflection leads back to."""
    token = parsed.tokens[i]
    forms = base_forms(token.lemma.lower(), token.text.lower())
    for form in forms[:1] if token.pos == "NOUN" and token.tag == "NN" and token.text.endswith("ing") else forms:
        if form in index:
            return index[form]
    return ()


@lru_cache(maxsize=20000)
def base_forms(lemma: str, text: str) -> tuple[str, ...]:
    """Return what a word's base form can be, the lemmatiser's guess first; it errs on rare words ("expelle").

    >>> base_forms("upgrad", "upgraded")
    ('upgrad', 'upgraded', 'upgrade')
    """
    found = [lemma, text, load_irregular().get(text, text)]
    for ending, replacements in _ENDINGS:
        if text.endswith(ending) and len(text) > len(ending) + 1:
            stem = text.removesuffix(ending)
            found.extend(stem + replacement for replacement in replacements)
            if ending in {"ed", "ing"} and stem[-2:-1] == stem[-1:]:
                found.append(stem[:-1])
    return tuple(dict.fromkeys(found))


_ENDINGS = (
    ("ied", ("y",)),
    ("ies", ("y", "ie")),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("es", ("", "e")),
    ("s", ("",)),
)


def phrase_fits(parsed: Parsed, clause: Clause, phrase: Phrase) -> bool:
    """Tell whether a clause has all that a verb's phrase asks for: its subject, its slots, a negation."""
    if phrase.negated and not clause.negated:
        return False
    if phrase.subject is not None and not any(
        _is(parsed, n, phrase.subject) for n in clause.agents or (clause.patients if clause.passive else ())
    ):
        return False
    return all(slot_fits(parsed, clause, slot) for slot in phrase.slots)


def match_noun(scene: Scene, lexicon: Lexicon, i: int, depth: int = 0) -> Match | None:
    """Return the act that a noun tells of ("visit", "launch of a missile"), seeing through "round" and "series"."""
    parsed = scene.parsed
    mention = scene.cast.mention_at(i)
    if (mention is not None and mention.kind is MentionKind.NAME) or parsed.tokens[i].text == "March":
        return None
    for phrase in phrases_of(lexicon.nouns, parsed, i):
        if all(noun_slot_fits(parsed, i, slot) for slot in phrase.slots):
            if isinstance(phrase.entry, Turn):
                found = Match(phrase, i, None, _inner_of_noun(scene, lexicon, i, depth))
                if found.code is None:
                    continue
                return found
            return Match(phrase, i, None)
    if depth < DEPTH and not lexicon.transparent.isdisjoint({lemma_of(parsed, i), parsed.tokens[i].text.lower()}):
        for child in parsed.dependents(i, "nmod"):
            found_inside = match_noun(scene, lexicon, child, depth + 1)
            if found_inside is not None:
                return found_inside
    return None


IGNORED = "ignore"
"""Name of the turn whose phrases tell of nothing."""
DEPTH = 3
"""Turns within turns are followed this deep ("refused to promise to withdraw")."""


def find_inner(scene: Scene, lexicon: Lexicon, clause: Clause, depth: int) -> Match | None:
    """Return the act that a clause governs: of its complements first, then of its object and prepositional phrases."""
    if depth >= DEPTH:
        return None
    for head in _complements(scene.parsed, clause):
        inner = scene.clause_at(head)
        if inner is None or inner.head != head:
            continue
        found = match_clause(scene, lexicon, inner, depth + 1) or carried(scene, lexicon, inner, depth + 1)
        if found is not None:
            return found
    for noun in (*clause.patients, *clause.recipients, *(n for _, n in clause.obliques)):
        found = match_noun(scene, lexicon, noun, depth + 1)
        if found is not None:
            return found
        inside = _inner_of_noun(scene, lexicon, noun, depth + 1)
        if inside is not None:
            return inside
    return None


def carried(scene: Scene, lexicon: Lexicon, clause: Clause, depth: int = 0) -> Match | None:
    """Return the act whose noun a light verb carries ("hold talks"), or whose verb it opens ("begin to withdraw")."""
    if depth >= DEPTH or not is_light(scene.parsed, lexicon, clause):
        return None
    behind = (
        () if clause.passive or clause.patients else tuple(n for _, n in clause.obliques)
    )  # "made in the talks" holds no talks
    for noun in (*clause.patients, *(() if clause.patients else clause.agents), *behind):
        found = match_noun(scene, lexicon, noun, depth + 1)
        if found is not None:
            return Match(found.phrase, found.word, clause, found.inner)
    for head in _complements(scene.parsed, clause):
        inner = scene.clause_at(head)
        if inner is not None and inner.head == head:
            found = match_clause(scene, lexicon, inner, depth + 1)
            if found is not None:
                return found
    return None


def is_light(parsed: Parsed, lexicon: Lexicon, clause: Clause) -> bool:
    """Tell whether the predicate of a clause is a light verb."""
    particles = "".join(f" {particle}" for particle in clause.lemma.split()[1:])
    token = parsed.tokens[clause.head]
    return any(form + particles in lexicon.light for form in base_forms(token.lemma.lower(), token.text.lower()))


def lemma_of(parsed: Parsed, i: int) -> str:
    """Return a word's lemma as the lexicon writes it: lower case, "talks" as "talk"."""
    token = parsed.tokens[i]
    return _lemma_and_forms(token.lemma, token.text, token.pos)[0]


@lru_cache(maxsize=20000)
def _lemma_and_forms(lemma: str, text: str, pos: str) -> tuple[str, frozenset[str]]:
    """Return a word's lemma as the lexicon writes it, and all that its base form can be."""
    lemma, text = lemma.lower(), text.lower()
    plural = lemma == text and lemma.endswith("s") and not lemma.endswith(("ss", "us"))
    if plural and len(lemma) >= SHORTEST_PLURAL and pos in {"NOUN", "PROPN"}:
        lemma = lemma[:-1]
    return lemma, frozenset(base_forms(lemma, text))


SHORTEST_PLURAL = 4
"""A noun of fewer letters that ends in s is taken as it is ("gas")."""


def _complements(parsed: Parsed, clause: Clause) -> Iterator[int]:
    yield from clause.complements
    for child in parsed.dependents(clause.head, "advcl", "acl", "conj"):
        token = parsed.tokens[child]
        marks = {parsed.tokens[c].lemma.lower() for c in parsed.dependents(child, "mark")}
        if child > clause.head and base(token.dep) != "conj" and ("to" in marks or token.tag == "VBG"):
            yield child


def _inner_of_noun(scene: Scene, lexicon: Lexicon, noun: int, depth: int) -> Match | None:
    """Return the act behind a noun: "the promise to withdraw", "a request for talks", "a ban on visits"."""
    if depth >= DEPTH:
        return None
    parsed = scene.parsed
    for child in parsed.dependents(noun, "acl", "xcomp", "ccomp"):
        inner = scene.clause_at(child)
        marks = {parsed.tokens[c].lemma.lower() for c in parsed.dependents(child, "mark")}
        if inner is not None and inner.head == child and "to" in marks:
            found = match_clause(scene, lexicon, inner, depth + 1) or carried(scene, lexicon, inner, depth + 1)
            if found is not None:
                return found
    for child in parsed.dependents(noun, "nmod"):
        if base(parsed.tokens[child].dep) == "nmod" and parsed.tokens[child].dep != "nmod:poss":
            found = match_noun(scene, lexicon, child, depth + 1)
            if found is not None:
                return found
    return None


def slot_fits(parsed: Parsed, clause: Clause, slot: Slot) -> bool:
    """Tell whether a clause has what a slot of a verb's phrase asks for."""
    if slot.preposition is None:
        if slot.nouns is not None and not slot.nouns:
            return bool(clause.patients)
        counted = [n for case, n in clause.obliques if not case and parsed.tokens[n].head == clause.head]
        owners = [parsed.tokens[n].head for n in clause.patients if clause.relation == "acl" and n < clause.head]
        if slot.nouns is None or any(
            _is(parsed, n, slot.nouns) or _stands_for(parsed, n, slot.nouns)
            for n in (*clause.patients, *counted, *owners)
        ):
            return True
        return len(slot.nouns) == 1 and any(_is(parsed, n, slot.nouns) for n in _children(parsed, clause))
    if slot.preposition == "+inf":
        return any(_is_infinitive(parsed, c) for c in _complements(parsed, clause))
    if slot.preposition == "+that":
        return any(not _is_infinitive(parsed, c) for c in clause.complements)
    behind = [
        n for preposition, n in clause.obliques if slot.preposition in preposition.split() and not is_time(parsed, n)
    ]
    if behind and (slot.nouns is None or any(_is(parsed, n, slot.nouns) for n in behind)):
        return True
    if not _has_particle(parsed, clause, slot.preposition):
        return False
    return slot.nouns is None or any(_is(parsed, n, slot.nouns) for n in clause.patients)


def _stands_for(parsed: Parsed, i: int, nouns: frozenset[str]) -> bool:
    """Tell whether a pronoun can stand for a noun of a list, named last before it: "ties ... they were restored"."""
    pronoun = parsed.tokens[i].text.lower()
    if pronoun not in PRONOUNS or parsed.tokens[i].pos not in {"PRON", "DET"}:
        return False
    plural = pronoun in {"they", "them"}
    for word in range(i - 1, max(-1, i - PRONOUN_REACH), -1):
        token = parsed.tokens[word]
        if token.pos == "NOUN" and (token.tag == "NNS") is plural and _is(parsed, word, nouns):
            return parsed.block_of(word) is parsed.block_of(i)
    return False


PRONOUNS = frozenset({"it", "they", "them"})
PRONOUN_REACH = 45
"""The noun that a pronoun stands for is looked for so many words before it."""


def is_time(parsed: Parsed, i: int) -> bool:
    """Tell whether a noun is a time: a day, a month, a number of them."""
    token = parsed.tokens[i]
    return token.pos == "NUM" or token.text.lower() in TIMES


TIMES = frozenset(
    {
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "morning",
        "afternoon",
        "evening",
        "night",
        "day",
        "week",
        "month",
        "year",
        "eve",
        "jan.",
        "feb.",
        "aug.",
        "sept.",
        "oct.",
        "nov.",
        "dec.",
    }
)
"""Nouns behind whose prepositions a time stands: "called on Monday" calls on nobody."""


def _is_infinitive(parsed: Parsed, i: int) -> bool:
    return any(parsed.tokens[c].lemma.lower() == "to" for c in parsed.dependents(i, "mark", "aux"))


def _children(parsed: Parsed, clause: Clause) -> Iterator[int]:
    """Yield the words that hang on a predicate and can belong to its phrase ("set free", "let go")."""
    for i in range(clause.head + 1, min(clause.head + WORD_REACH, len(parsed.tokens))):
        if parsed.tokens[i].head in {clause.head, *clause.patients}:
            yield i
    for child in parsed.children[clause.head]:
        if parsed.tokens[child].pos != "PUNCT" and base(parsed.tokens[child].dep) not in {
            "nsubj",
            "conj",
            "advcl",
            "aux",
            "cop",
        }:
            yield child


def _has_particle(parsed: Parsed, clause: Clause, particle: str) -> bool:
    if particle in clause.lemma.split()[1:]:
        return True
    if any(parsed.tokens[c].text.lower() == particle for c in parsed.dependents(clause.head, "advmod", "compound")):
        return True
    last = min(clause.head + 1 + PARTICLE_REACH, len(parsed.tokens))
    for i in range(clause.head + 1, last):
        token = parsed.tokens[i]
        if base(token.dep) == "case" and is_time(parsed, token.head):
            continue  # "called on Wednesday for talks"
        if token.text.lower() == particle and base(token.dep) in {"compound", "advmod", "case", "mark", "obl"}:
            return token.head == clause.head or (
                base(token.dep) in {"case", "mark"} and parsed.tokens[token.head].head == clause.head
            )
    return False


def noun_slot_fits(parsed: Parsed, i: int, slot: Slot) -> bool:
    """Tell whether a noun has beside it what a slot of its phrase asks for."""
    if slot.preposition is None:
        return slot.nouns is not None and any(
            _is(parsed, c, slot.nouns) for c in parsed.dependents(i, "compound", "amod")
        )
    for child in parsed.dependents(i, "nmod", "acl"):
        if any(
            parsed.tokens[c].text.lower() == slot.preposition for c in parsed.dependents(child, "case", "mark")
        ) and (slot.nouns is None or _is(parsed, child, slot.nouns)):
            return True
    if slot.preposition == "of" and slot.nouns is not None:
        return any(_is(parsed, c, slot.nouns) for c in parsed.dependents(i, "compound", "amod"))
    return False


def _is(parsed: Parsed, i: int, nouns: frozenset[str]) -> bool:
    token = parsed.tokens[i]
    lemma, forms = _lemma_and_forms(token.lemma, token.text, token.pos)
    if not nouns.isdisjoint(forms):
        return True
    for child in parsed.dependents(i, "compound", "amod"):
        if f"{lemma_of(parsed, child)} {lemma}" in nouns:
            return True
    if not SEEN_THROUGH.isdisjoint(forms):
        return any(_is(parsed, child, nouns) for child in parsed.dependents(i, "nmod"))
    return False


SEEN_THROUGH = frozenset(
    {
        "round",
        "series",
        "set",
        "number",
        "day",
        "hour",
        "week",
        "couple",
        "kind",
        "sort",
        "part",
        "session",
        "first",
        "second",
        "third",
        "start",
        "end",
        "beginning",
        "resumption",
        "opening",
        "package",
        "string",
        "wave",
        "dozen",
        "hundred",
        "thousand",
        "all",
        "both",
        "most",
        "some",
        "copy",
        "text",
    }
)
"""Nouns behind which the noun that counts stands: "a round of talks"."""
