"""Where one report ends because the speaker's next one begins: "said that it rained, adding that it would rain on"."""

from bisect import bisect_right

from summitry.read.parse import Parsed, base
from summitry.read.statements.drafts import CLAUSES, Draft, lemma_of
from summitry.read.statements.lexicon import Lexicon

ORDERED = frozenset({"aside", "according", "label", "direct", "nearby"})
"""Rules whose contents are told by their order, not by a tree that may have hung the next report on them."""
LIGHT = frozenset({"ADV", "AUX", "PART"})
"""What may stand between a conjunction and its verb."""
RESUMING = frozenset({"conj", "advcl", "parataxis", "acl", "xcomp", "ccomp"})
DASHES = frozenset({"-", "–", "—", "--"})


def part_reports(parsed: Parsed, lexicon: Lexicon, drafts: dict[int, Draft]) -> None:
    """End each report where another begins that the same speaker makes, though the tree hangs it on the first.

    Args:
        parsed: the document.
        lexicon: the reporting words.
        drafts: the reports of a unit by cue; changed in place.
    """
    for cue in [cue for cue, draft in drafts.items() if _introduces(parsed, lexicon, draft, drafts)]:
        del drafts[cue]
    cues = sorted(drafts)
    for draft in drafts.values():
        if draft.rule in ORDERED or not draft.words:
            continue
        for cue in cues[bisect_right(cues, draft.cue) : bisect_right(cues, max(draft.words))]:
            if cue in draft.words:
                start = _resumes(parsed, lexicon, draft, drafts[cue])
                if start is not None and any(i < start for i in draft.words):
                    draft.words = {i for i in draft.words if i < start}
                    break


def _introduces(parsed: Parsed, lexicon: Lexicon, draft: Draft, drafts: dict[int, Draft]) -> bool:
    """Tell whether what is reported is itself an act of saying: "issued a note | saying", "refused to | say"."""
    if draft.rule in CLAUSES or draft.rule in ORDERED:
        return False
    for cue in draft.words:
        other = drafts.get(cue)
        if other is None or lemma_of(parsed, cue) not in lexicon.say or not (other.rule in CLAUSES or other.quoted):
            continue
        head = parsed.tokens[cue].head
        label = base(parsed.tokens[cue].dep)
        if draft.rule == "to" and other.quoted and head == draft.cue and label == "xcomp":
            return True
        if (
            draft.rule == "obj"
            and label == "acl"
            and parsed.tokens[cue].tag == "VBG"
            and parsed.tokens[head].head == draft.cue
        ):
            return True
    return False


def _resumes(parsed: Parsed, lexicon: Lexicon, draft: Draft, other: Draft) -> int | None:
    """Return where the words of a later report begin if it is made beside the first one, else None."""
    cue = other.cue
    token = parsed.tokens[cue]
    if token.pos != "VERB" or base(token.dep) not in RESUMING or parsed.dependents(cue, "nsubj", "nsubj:pass"):
        return None
    i = cue - 1
    while i > draft.cue and parsed.tokens[i].pos in LIGHT:
        i -= 1
    before = parsed.tokens[i]
    if i <= draft.cue:
        return None
    comma = before.text == "," or before.text in DASHES or parsed.tokens[i - 1].text in {",", '"', "''"}
    if token.tag == "VBG":
        if (before.text == "," or before.text in DASHES) and (other.rule in CLAUSES or other.quoted):
            return i
        if before.pos == "CCONJ" and parsed.tokens[draft.cue].tag == "VBG":
            return i
        return None
    if before.pos != "CCONJ":
        return None
    if (
        token.tag == parsed.tokens[draft.cue].tag
        and token.tag in {"VBD", "VBZ", "VBP"}
        and (comma or before.text == "but" or lemma_of(parsed, cue) in lexicon.say)
    ):
        return i
    return None
