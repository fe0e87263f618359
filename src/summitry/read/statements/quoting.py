"""Which report a quotation belongs to, and how contents that hold quoted words are made whole."""

from collections.abc import Iterator
from typing import NamedTuple

from summitry.read.clauses import FINITE
from summitry.read.parse import Parsed, base
from summitry.read.statements.drafts import CLAUSES, CLOSING, FAR, Draft, is_verb, lemma_of, speaks
from summitry.read.statements.lexicon import Lexicon
from summitry.read.statements.reports import words_before
from summitry.read.statements.units import Unit

NEAR = 5
"""How many words after quoted ones the noun may stand that they describe."""
BREAKS = frozenset({",", ":", "-", "–", "—", "--", ";"})
"""After these a quotation stands by itself; after a word it is part of a phrase."""
DASHES = frozenset({"-", "–", "—", "―", "--"})
STOPS = frozenset({".", ",", "!", "?", "…", "..."})
JOINING = frozenset({"ADP", "SCONJ"})
LINKING = frozenset({"DET", "ADJ", "ADV", "PRON"})
"""What may stand between a report and quoted words that belong to it: at least one of the first."""
STRETCHING = frozenset(
    {
        "obj",
        "to",
        "that",
        "bare",
        "for",
        "with",
        "on",
        "of",
        "about",
        "as",
        "against",
        "ing",
        "obj to",
        "obj as",
        "obj for",
        "whether",
        "wh",
    }
)
REASONS = frozenset({"because", "when", "until", "if", "unless", "before", "after", "that", "to"})
"""Conjunctions with which what is said goes on after quoted words."""
RELATIVE = frozenset({"obj", "obj x", "x", "as", "obj as", "mixed"})
"""Constructions whose object may be a relative pronoun."""
LEADING = frozenset({"about", "of", "for", "over"})
"""Prepositions before what is said that are no part of it."""
NAMING_FORMS = frozenset({"obj x", "obj as"})
"""Constructions of verbs that say of somebody what he is ("called him a fool")."""


class _Place(NamedTuple):
    """A unit with its number and its verbs that are not quoted: all, those of quotations, those that hold words."""

    unit: Unit
    number: int
    verbs: tuple[int, ...]
    quoting: tuple[int, ...]
    holding: tuple[int, ...]


def place_quotations(parsed: Parsed, lexicon: Lexicon, unit: Unit, number: int, drafts: dict[int, Draft]) -> None:
    """Give each quotation of a unit to a report, making one where the trees show none.

    Args:
        parsed: the document.
        lexicon: the reporting words.
        unit: where the quotations stand.
        number: its number.
        drafts: the reports of the unit by cue; changed in place.
    """
    quoted = unit.quoted()
    verbs = tuple(i for i in range(unit.first, unit.last) if i not in quoted and is_verb(parsed, i))
    place = _Place(
        unit,
        number,
        verbs,
        tuple(i for i in verbs if speaks(parsed, lexicon.quoting, i)),
        tuple(i for i in verbs if speaks(parsed, lexicon.holding, i)),
    )
    last: tuple[int, Draft] | None = None  # where the last quotation ends that was given away, and to which report
    for low, high in unit.quotes:
        if last is not None and _is_joined(parsed, last[0], low):
            last[1].words.update(range(last[0], high))  # '"Stay home" and "stay safe"'
            last = (high, last[1])
            continue
        before = low - 1
        while before >= unit.first and parsed.tokens[before].text in CLOSING | {"``"}:
            before -= 1
        parted = before < unit.first or parsed.tokens[before].text in BREAKS
        if parted or (parsed.tokens[low].text[:1].isupper() and before in place.quoting):
            draft = _own(parsed, place, (low, high), before, drafts)
            if draft is not None:
                _give(parsed, draft, low, high, drafts)
                last = (high, draft)
                if before < unit.first and draft.cue >= high and parsed.tokens[high - 1].text not in STOPS:
                    draft.words.update(words_before(parsed, unit, draft.cue))  # '"No hope" is left, she said'
                if draft.cue < low and parsed.tokens[high - 1].text not in STOPS:
                    draft.words.update(_trailing(parsed, unit, high, drafts))  # 'It is, he said, "no use" to ask'
                if draft.cue >= high and _leads_in(parsed, place, low, before):
                    draft.words.update(range(unit.first, low))  # 'With the road closed, "nobody comes," he said'
                if draft.cue < before == low - 2 and parsed.tokens[low].text[:1].islower():
                    draft.words.update(words_before(parsed, unit, draft.cue))  # 'If it rains, she said, "we stay"'
        elif not any(low in d.words or high - 1 in d.words for d in drafts.values()):
            held = _stretch(parsed, (low, high), drafts) or _hold(parsed, lexicon, place, (low, high), drafts)
            last = None if held is None else (high, held)


def make_whole(parsed: Parsed, lexicon: Lexicon, unit: Unit, drafts: dict[int, Draft]) -> None:
    """Complete the contents that quotations cut: the quotation as a whole, and what hangs on it."""
    for draft in drafts.values():
        if draft.rule in RELATIVE:
            draft.words.update(_relative(parsed, draft.cue))
        draft.words.update(_left_out(parsed, lexicon, unit, draft))
        if draft.rule in CLAUSES and draft.words and not draft.free and draft.cue < min(draft.words):
            draft.words.update(_unbroken(parsed, unit, max(draft.words) + 1, drafts))
    for draft in drafts.values():
        for low, high in unit.quotes:
            if not draft.words.isdisjoint(range(low, high)) and not low <= draft.cue < high:
                draft.words.update(range(low, high))
                draft.quoted = True
                if not draft.free:
                    draft.words.update(_hanging(parsed, draft.cue, low, high))
        if draft.quoted and not draft.free and draft.cue < min(draft.words):
            draft.words.update(_trailing(parsed, unit, max(draft.words) + 1, drafts))
        draft.says = lemma_of(parsed, draft.cue) in lexicon.say


# ---------------------------------------------------------------- whose quotation
def _own(parsed: Parsed, place: _Place, quote: tuple[int, int], before: int, drafts: dict[int, Draft]) -> Draft | None:
    """Return the report of a quotation that stands by itself, or None where nobody is said to speak."""
    low, high = quote
    first = place.unit.first
    opens = before < first
    if not opens and not _is_speech(parsed, low, high):
        return None
    cue = _cue_of(parsed, place.quoting, low, high, opens=opens)
    if cue is None and opens:
        after = next((i for i in place.verbs if i >= high), None)
        if after is not None and _follows_at_once(parsed, after, high) and _has_speaker(parsed, after, high):
            cue = after  # whatever the verb: '"Never," she barked'
        else:
            cue = _signature(parsed, place.unit, high)
    elif cue is None and parsed.tokens[before].text == ":":
        finite = [i for i in place.verbs if i < low and parsed.tokens[i].tag in FINITE]
        nouns = [i for i in range(first, before) if parsed.tokens[i].pos == "NOUN"]
        named = [i for i in range(first, before) if parsed.tokens[i].pos == "PROPN"]
        cue = finite[-1] if finite else nouns[-1] if nouns else None
        if cue is None and named:
            words = set(range(before + 1, place.unit.last))
            return drafts.setdefault(before, Draft(before, "label", words, place.number, named[-1], free=True))
    return None if cue is None else drafts.setdefault(cue, Draft(cue, "direct", set(), place.number))


def _cue_of(parsed: Parsed, verbs: tuple[int, ...], low: int, high: int, *, opens: bool) -> int | None:
    """Return the verb that attributes a quotation: after it if the quotation opens the sentence, else before it."""
    after, before = [i for i in verbs if i >= high], [i for i in verbs if i < low]
    if opens and after:
        return next((i for i in after if parsed.tokens[i].dep != "acl:relcl"), after[0])
    if after and _follows_at_once(parsed, after[0], high):
        return after[0]
    if before:
        asked = [i for i in before if parsed.tokens[i].tag != "VBN" or parsed.dependents(i, "aux")]
        return (asked or before)[-1]
    return after[0] if after else None


def _follows_at_once(parsed: Parsed, verb: int, high: int) -> bool:
    """Tell whether only a subject stands between a quotation that ends with a comma and a verb of saying."""
    return (
        verb - high < FAR
        and parsed.tokens[high - 1].text in {",", "?", "!"}
        and parsed.tokens[verb].tag in FINITE
        and all(parsed.tokens[i].pos not in {"VERB", "AUX", "SCONJ", "CCONJ", "ADP"} for i in range(high, verb))
    )


def _has_speaker(parsed: Parsed, verb: int, high: int) -> bool:
    """Tell whether a verb after a quotation has a subject, or what may be one right behind it ('"No!" cried Roe')."""
    if parsed.dependents(verb, "nsubj"):
        return True
    inverted = not any(any(map(str.isalnum, parsed.tokens[i].text)) for i in range(high, verb))
    return inverted and verb + 1 < len(parsed.tokens) and parsed.tokens[verb + 1].pos in {"PROPN", "DET"}


def _leads_in(parsed: Parsed, place: _Place, low: int, before: int) -> bool:
    """Tell whether a sentence begins before the quotation that ends it and is attributed as a whole."""
    first = place.unit.first
    return (
        first < before == low - 2
        and parsed.tokens[before].text == ","
        and parsed.tokens[low].text[:1].islower()
        and parsed.tokens[first].pos != "VERB"
        and not any(i < low for i in place.quoting)
        and not any(a < low for a, _ in place.unit.quotes)
    )


def _signature(parsed: Parsed, unit: Unit, high: int) -> int | None:
    """Return the dash before the name that signs a quotation: '"..." - Jane Roe'."""
    rest = [i for i in range(high, unit.last) if parsed.tokens[i].text not in CLOSING]
    signed = len(rest) > 1 and parsed.tokens[rest[0]].text in DASHES and parsed.tokens[rest[1]].pos == "PROPN"
    return rest[0] if signed and not any(is_verb(parsed, i) for i in rest) else None


def _is_speech(parsed: Parsed, low: int, high: int) -> bool:
    """Tell quoted speech from a quoted name: it has a verb or a closing stop."""
    words = parsed.tokens[low:high]
    return words[-1].text in STOPS or any(word.pos in {"VERB", "AUX"} for word in words)


def _give(parsed: Parsed, draft: Draft, low: int, high: int, drafts: dict[int, Draft]) -> None:
    """Give a whole quotation to a report, and end the contents that run into its attribution."""
    if not draft.free:
        kept = {i for i in draft.words if draft.cue < i < low} if draft.rule != "aside" else set()
        draft.free, draft.words, draft.rule = True, kept, "mixed" if kept else "direct"
    draft.words.update(range(low, high))
    cue = draft.cue
    if cue < low:  # "asked whether ..., she said: '...'": the question ends before "she"
        start = min((i for c in parsed.dependents(cue, "nsubj") for i in parsed.subtree(c) if i < cue), default=cue)
        for other in drafts.values():
            if other.cue < start and cue in other.words:
                other.words = {i for i in other.words if i < start}


def _hold(
    parsed: Parsed, lexicon: Lexicon, place: _Place, quote: tuple[int, int], drafts: dict[int, Draft]
) -> Draft | None:
    """Give quoted words inside a phrase to the nearest verb before them that may report them."""
    low, high = quote
    verb = next((i for i in reversed(place.holding) if i < low), None)
    known = None if verb is None else drafts.get(verb)
    if verb is None or (known is not None and (known.free or known.rule in CLAUSES)):
        return None
    draft = drafts.setdefault(verb, Draft(verb, "mixed", set(), place.number))
    named = "obj x" in lexicon.verbs.get(lemma_of(parsed, verb), ())
    draft.words.update(_between(parsed, verb, low, named=named), range(low, high))
    return draft


def _is_joined(parsed: Parsed, end: int, low: int) -> bool:
    """Tell whether nothing but a conjunction parts a quotation from the one before it."""
    between = [parsed.tokens[i] for i in range(end, low) if any(map(str.isalnum, parsed.tokens[i].text))]
    return len(between) == 1 and between[0].text.lower() in {"and", "or"}


def _stretch(parsed: Parsed, quote: tuple[int, int], drafts: dict[int, Draft]) -> Draft | None:
    """Give quoted words to the report that ends right before them ("blamed the storm on | 'bad luck'")."""
    low, high = quote
    near = (d for d in drafts.values() if d.words and not d.free and d.cue < low and d.rule in STRETCHING)
    for draft in sorted(near, key=lambda d: -d.cue):
        end = max(draft.words) + 1
        between = parsed.tokens[end:low]
        if (
            low - NEAR < end < low
            and any(w.pos in JOINING for w in between)
            and all(w.pos in JOINING | LINKING or w.text in CLOSING | {"``"} for w in between)
        ):
            draft.words.update(range(end, high))
            return draft
    return None


def _between(parsed: Parsed, verb: int, end: int, *, named: bool) -> set[int]:
    """Return the words between a verb and quoted words, without conjunction and, unless it names it, its object."""
    labels = ("nsubj", "advmod", "aux") if named else ("nsubj", "advmod", "aux", "obj", "iobj")
    skip = {i for c in parsed.dependents(verb, *labels) if c < end for i in parsed.subtree(c)}
    words = list(range(verb + 1, end))
    for i in words:
        if parsed.tokens[i].text.lower() == "that":
            return set(range(i + 1, end))
    for i in words:
        if parsed.tokens[i].tag in FINITE:
            break
        if parsed.tokens[i].text.lower() == "to" and _is_infinitive(parsed, i):
            return set(range(i, end))  # "begged them in May | to 'stay'"
    while words and (words[0] in skip or parsed.tokens[words[0]].pos == "PUNCT"):
        words.pop(0)
    if words and parsed.tokens[words[0]].text.lower() in LEADING:
        words.pop(0)
    return set(words)


def _is_infinitive(parsed: Parsed, to: int) -> bool:
    """Tell the "to" of an infinitive from a preposition; a quotation mark may stand between it and the verb."""
    following = next((w for w in parsed.tokens[to + 1 : to + 3] if any(map(str.isalnum, w.text))), None)
    return following is not None and following.tag == "VB"


# ---------------------------------------------------------------- what the trees cut
def _relative(parsed: Parsed, cue: int) -> Iterator[int]:
    """Yield the relative pronoun that stands for the object: "what | they call | a 'deal'"."""
    for child in parsed.children[cue]:
        token = parsed.tokens[child]
        if child < cue and token.tag in {"WP", "WDT"} and base(token.dep) in {"obj", "obl", "xcomp", "dep", "iobj"}:
            yield child


def _left_out(parsed: Parsed, lexicon: Lexicon, unit: Unit, draft: Draft) -> range:
    """Return the words between a verb and its content that belong to the content too."""
    if not draft.words or draft.free or draft.rule in {"aside", "according", "label"}:
        return range(0)
    cue, low = draft.cue, min(draft.words)
    if cue > low or not any(start >= low for start, _ in unit.quotes):
        return range(0)
    lemma = lemma_of(parsed, cue)
    forms = lexicon.verbs.get(lemma, frozenset())
    names = not forms.isdisjoint(NAMING_FORMS) and "that" not in forms
    if (names and draft.rule not in CLAUSES) or (
        draft.rule in {"bare", "mixed"} and _opens_content(parsed, lexicon, cue, low)
    ):
        return range(cue + 1, low)
    return range(0)


def _opens_content(parsed: Parsed, lexicon: Lexicon, cue: int, low: int) -> bool:
    """Tell whether the words after a verb of saying are the subject of what is said, torn off by the tree."""
    between = parsed.tokens[cue + 1 : low]
    subjects = parsed.dependents(cue, "nsubj")
    return (
        bool(between)
        and between[0].pos in {"DET", "PROPN", "NOUN", "PRON", "NUM", "ADJ"}
        and (parsed.tokens[cue].tag == "VBG" or (bool(subjects) and subjects[0] < cue))
        and parsed.tokens[cue].lemma.lower() not in lexicon.addressing
        and not any(w.lemma.lower() == "that" or w.text in {",", ":"} for w in between)
        and not any(
            parsed.tokens[c].pos == "PROPN" and base(parsed.tokens[c].dep) == "obl"  # "said Tuesday"
            for c in parsed.children[cue]
            if cue < c < low
        )
    )


def _unbroken(parsed: Parsed, unit: Unit, end: int, drafts: dict[int, Draft]) -> range:
    """Return what goes on behind a clause with no stop or conjunction between: the tree has hung it elsewhere."""
    last = end
    while last < unit.last and parsed.tokens[last].pos not in {"PUNCT", "CCONJ"} and last not in drafts:
        last += 1
    opens = end < unit.last and parsed.tokens[end].pos not in {"CCONJ", "PUNCT"}
    return range(end, last) if opens else range(0)


def _hanging(parsed: Parsed, cue: int, low: int, high: int) -> set[int]:
    """Return what follows quoted words and hangs on them, up to the noun that they describe."""
    found: set[int] = set()
    for i in range(low, high):
        for child in parsed.children[i]:
            if child >= high:
                below = parsed.subtree(child)
                found.update(() if cue in below else (j for j in below if j >= high))
        head = parsed.tokens[i].head
        if high <= head < high + NEAR and parsed.tokens[head].pos in {"NOUN", "PROPN"}:
            found.update(range(high, head + 1))
    return found


def _trailing(parsed: Parsed, unit: Unit, end: int, drafts: dict[int, Draft]) -> range:
    """Return the rest of a sentence that goes on with a conjunction or preposition after quoted words."""
    closed = parsed.tokens[end - 1].text in {",", '"'}
    while end < unit.last and parsed.tokens[end].text in CLOSING | {","}:
        end += 1
    if end >= unit.last or parsed.tokens[end].pos not in {"SCONJ", "CCONJ", "ADP"}:
        return range(0)
    if parsed.tokens[end].pos == "SCONJ" and not closed and parsed.tokens[end].lemma.lower() not in REASONS:
        return range(0)
    if max(drafts) >= end and not _goes_on(parsed, unit, end):
        return range(0)
    return range(end, unit.last)


def _goes_on(parsed: Parsed, unit: Unit, i: int) -> bool:
    """Tell whether a conjunction adds to what is said ("and that", "and let"), not to who says it ("and added")."""
    if parsed.tokens[i].pos != "CCONJ":
        return parsed.tokens[i].lemma.lower() in REASONS
    while i + 1 < unit.last and parsed.tokens[i].pos in {"CCONJ", "ADV"}:
        i += 1
    token = parsed.tokens[i]
    return token.tag == "VB" or token.lemma.lower() in {"that", "to"}
