"""Reports that the tree or the order of words shows, quoted or not: complements, asides, "according to", labels."""

from collections.abc import Iterator

from summitry.read.clauses import FINITE
from summitry.read.parse import Parsed, base
from summitry.read.statements.constructions import constructions_of
from summitry.read.statements.drafts import CLAUSES, FAR, Draft, is_prose, is_verb, lemma_of
from summitry.read.statements.lexicon import Lexicon, load_lexicon
from summitry.read.statements.units import Unit, is_headline

LONGEST_LABEL = 8
"""How many words stand before the colon of a headline that names its speaker."""
NAMING = frozenset({"PROPN", "NOUN", "PRON", "DET", "ADJ", "NUM"})
"""What a subject begins with."""
GOING_ON = ("obl", "advcl", "xcomp", "ccomp")
"""What may stand behind the object of a verb and belong to what is reported."""
SETTING = frozenset({"during", "after", "before", "on", "at", "while", "when"})
"""First words of what tells when or where a thing is said."""
PARTING = frozenset({",", '"', "''", "?", "!", "—", "–", "-", "..."})
ENDING = frozenset({",", ".", ";", ":", "--", "—", "–", "-"})


def find_reports(parsed: Parsed, lexicon: Lexicon, unit: Unit, number: int) -> Iterator[Draft]:
    """Yield the reports of a unit whose cue is not quoted, at most one a cue.

    Args:
        parsed: the document.
        lexicon: the reporting words.
        unit: where to look.
        number: its number.
    """
    quoted = unit.quoted()
    for i in range(unit.first, unit.last):
        if i in quoted or not is_prose(parsed, i):
            continue
        token = parsed.tokens[i]
        if token.text.lower() == "according":
            draft = _according(parsed, unit, quoted, number, i)
        elif token.pos == "VERB" and is_verb(parsed, i):
            draft = _of_verb(parsed, lexicon, unit, number, i)
        elif token.pos == "NOUN":
            draft = _of_noun(parsed, lexicon, unit, number, i)
        else:
            continue
        if draft is not None:
            yield draft


def find_label(parsed: Parsed, lexicon: Lexicon, unit: Unit, number: int) -> Draft | None:
    """Return the report of a headline that opens with who speaks ("Roe: no deal without a vote"), or None."""
    if not is_headline(parsed, unit.block) or parsed.tokens[unit.first].text.lower() in lexicon.no_speakers:
        return None
    speakers: list[int] = []
    for i in range(unit.first, min(unit.last - 2, unit.first + LONGEST_LABEL)):
        token = parsed.tokens[i]
        if token.text == ":" and speakers:
            return Draft(i, "label", set(range(i + 1, unit.last)), number, source=speakers[-1])
        names = token.pos == "NOUN" and token.text[:1].isupper() and parsed.tokens[i + 1].text == ":"
        if token.pos == "PROPN" or names:  # a name right before the colon that the tagger does not know
            speakers.append(i)
        elif token.pos in {"VERB", "AUX"} or (token.pos == "PUNCT" and token.text not in {".", "-", "(", ")"}):
            return None
    return None


def _of_verb(parsed: Parsed, lexicon: Lexicon, unit: Unit, number: int, i: int) -> Draft | None:
    lemma = lemma_of(parsed, i)
    says = lemma in lexicon.say
    if says:
        words = _round(parsed, unit, i) or _both_sides(parsed, unit, i)
        if words:
            return Draft(i, "aside", words, number)
    known = lexicon.verbs.get(lemma, frozenset())
    found = [c for c in constructions_of(parsed, i) if c.name in known] if known else []
    best = max(found, key=lambda c: (c.name in CLAUSES, len(c.words)), default=None)
    if "that" in known and (best is None or best.name not in CLAUSES):
        words = _that_clause(parsed, unit, i)
        if words:
            return Draft(i, "that", words, number)
    if best is not None:
        words = set(best.words) | (_likened(parsed, i) if best.name == "as" else set())
        if best.name == "obj":
            words |= _with_object(parsed, i, max(words))
        elif best.name == "bare":
            words -= _saying_time(parsed, i, words)
        return Draft(i, best.name, words, number)
    words = words_before(parsed, unit, i) if says else set()
    return Draft(i, "aside", words, number) if words else None


def _saying_time(parsed: Parsed, verb: int, words: set[int]) -> set[int]:
    """Return the words that tell when a thing is said, not what happened when: "said | on Monday | it rained"."""
    first = min(words)
    for i in words if first > verb else ():
        head = parsed.tokens[i]
        if base(head.dep) == "obl" and parsed.subtree(i)[0] == first and head.lemma.lower() in load_lexicon().times:
            return set(parsed.subtree(i))
    return set()


def _with_object(parsed: Parsed, verb: int, end: int) -> set[int]:
    """Return what goes on right behind the object of a verb: "praised the crew | for its courage"."""
    found: set[int] = set()
    for child in parsed.dependents(verb, *GOING_ON):
        if child > end:
            words = parsed.subtree(child)
            setting = (
                parsed.tokens[words[0]].lemma.lower() in SETTING
                or base(parsed.tokens[child].dep) != parsed.tokens[child].dep
            )
            if (
                words[0] != end + 1
                or parsed.tokens[words[0]].pos == "PUNCT"
                or (setting and parsed.tokens[child].dep != "advcl")
            ):
                break
            found.update(words)
            end = words[-1]
    return found


def _likened(parsed: Parsed, verb: int) -> set[int]:
    """Return who or what is spoken of as something: "referred to | the plan | as a dream"."""
    for child in parsed.dependents(verb, "obl", "nmod"):
        case = parsed.dependents(child, "case")
        if child > verb and case and case[0] == verb + 1 and parsed.tokens[case[0]].lemma.lower() in {"to", "of"}:
            return set(parsed.subtree(child)).difference(case)
    return set()


def _of_noun(parsed: Parsed, lexicon: Lexicon, unit: Unit, number: int, i: int) -> Draft | None:
    known = lexicon.nouns.get(parsed.tokens[i].lemma.lower())
    if not known:
        return None
    best = max((c for c in constructions_of(parsed, i) if c.name in known), key=lambda c: len(c.words), default=None)
    if best is None and "that" in known and i + 1 < unit.last and parsed.tokens[i + 1].lemma.lower() == "that":
        words = _that_clause(parsed, unit, i)
        return Draft(i, "noun that", words, number) if words else None
    return None if best is None else Draft(i, f"noun {best.name}", set(best.words), number)


def _according(parsed: Parsed, unit: Unit, quoted: frozenset[int], number: int, i: int) -> Draft | None:
    """Return the report of "according to X": the rest of its sentence."""
    if i + 2 >= unit.last or parsed.tokens[i + 1].text.lower() != "to":
        return None
    end = i + 2
    while end < unit.last and end not in quoted and parsed.tokens[end].text not in ENDING:
        end += 1
    naming = [j for j in range(i + 2, end) if parsed.tokens[j].pos in {"NOUN", "PROPN", "PRON"}]
    if not naming:
        return None
    head = next((j for j in naming if not i + 2 <= parsed.tokens[j].head < end), naming[0])
    words = set(range(unit.first, unit.last)).difference(range(i, end))
    return Draft(i, "according", words, number, source=head)


def _that_clause(parsed: Parsed, unit: Unit, verb: int) -> set[int]:
    """Return the clause that a "that" near a verb opens, whatever the tree hangs it on."""
    for i in range(verb + 1, min(verb + FAR, unit.last)):
        token = parsed.tokens[i]
        if token.tag in FINITE or token.text in {";", ":", "."}:
            return set()
        if token.lemma.lower() == "that" and base(token.dep) == "mark" and token.head > i:
            return {j for j in parsed.subtree(token.head) if j > i}
    return set()


# ---------------------------------------------------------------- asides
def _round(parsed: Parsed, unit: Unit, verb: int) -> set[int]:
    """Return the words round an aside of the tree: its unit without it, up to a semicolon or colon on either side."""
    if base(parsed.tokens[verb].dep) != "parataxis" or parsed.dependents(verb, "ccomp"):
        return set()
    aside = frozenset(parsed.subtree(verb))
    low, high = unit.first, unit.last
    for i in range(unit.first, unit.last):
        if parsed.tokens[i].text in {";", ":"} and i not in aside:
            if i < min(aside):
                low = i + 1
            elif i > max(aside):
                high = min(high, i)
    return {i for i in range(low, high) if i not in aside}


def _both_sides(parsed: Parsed, unit: Unit, verb: int) -> set[int]:
    """Return the words on both sides of ", X said," in the middle of a sentence."""
    end = verb + 1
    if end < unit.last and parsed.tokens[end].pos in {"PROPN", "PRON"}:
        end += 1
        while end < unit.last and parsed.tokens[end].pos == "PROPN":
            end += 1
    if end >= unit.last - 1 or parsed.tokens[end].text != ",":
        return set()
    following = parsed.tokens[end + 1]
    if following.tag in {"VBG", "WP", "WDT"} or following.pos == "CCONJ":
        return set()  # "..., X said, adding that": the content ends before the verb
    if end > verb + 1 and following.pos in {"DET", "NOUN", "PROPN", "ADJ", "NUM"}:
        return set()  # "..., said X, a baker"
    before = words_before(parsed, unit, verb, fewest=1)
    return before and before | set(range(end + 1, unit.last))


def words_before(parsed: Parsed, unit: Unit, verb: int, fewest: int = 3) -> set[int]:
    """Return the words before ", X said" by their order: a comma, a short subject and the verb.

    Args:
        parsed: the document.
        unit: where the verb stands.
        verb: the verb of saying.
        fewest: how many words must stand before the comma.
    """
    if parsed.tokens[verb].tag not in FINITE or not _closes(parsed, unit, verb):
        return set()
    inverted = verb + 1 < unit.last and parsed.tokens[verb + 1].pos in NAMING
    for i in range(verb - 1, max(unit.first, verb - FAR) - 1, -1):
        token = parsed.tokens[i]
        if token.text in PARTING:
            named = inverted if i == verb - 1 else parsed.tokens[i + 1].pos in NAMING
            return set(range(unit.first, i)) if named and i >= unit.first + fewest else set()
        if token.pos in {"VERB", "SCONJ", "CCONJ", "AUX"} and token.lemma.lower() != "have":
            return set()
    return set()


def _closes(parsed: Parsed, unit: Unit, verb: int) -> bool:
    """Tell whether little follows a verb of saying: its subject, its addressee, a time or place."""
    for i in range(verb + 1, unit.last):
        token = parsed.tokens[i]
        if token.text in {",", '"', "''"}:
            return True
        if i - verb > FAR or token.lemma.lower() in {"that", "whether", ":"} or token.tag in FINITE | {"VB"}:
            return False
    return True
