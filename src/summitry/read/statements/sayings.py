"""Every report in a document: who is said to say, think or want what, by whatever construction."""

from collections.abc import Iterator

from summitry.read.parse import Parsed
from summitry.read.scene import Scene
from summitry.read.statements.addressees import addressee_of
from summitry.read.statements.drafts import Draft, is_verb, speaks
from summitry.read.statements.lexicon import Lexicon, load_lexicon
from summitry.read.statements.parting import part_reports
from summitry.read.statements.quoting import make_whole, place_quotations
from summitry.read.statements.reports import find_label, find_reports
from summitry.read.statements.saying import Saying, spans_of
from summitry.read.statements.sources import is_mark, source_of, source_words
from summitry.read.statements.units import CLOSING_MARKS, Unit, find_units


def find_sayings(scene: Scene) -> tuple[Saying, ...]:
    """Return every report of a document, in text order, whoever its source is.

    Direct and indirect speech, thoughts and wishes, from verbs, nouns, "according to" and the labels of headlines. A
    quotation that its attribution splits, or that goes on in further sentences and paragraphs, is one report.

    Args:
        scene: the document with its quotations.

    Returns:
        Reports; one inside the content of another has ``inner`` set.
    """
    lexicon = load_lexicon()
    parsed = scene.parsed
    units = tuple(find_units(scene))
    drafts: list[Draft] = []
    for number, unit in enumerate(units):
        drafts.extend(_in_unit(parsed, lexicon, unit, number))
    _carry_on(parsed, lexicon, units, drafts)
    found = sorted(_finish(scene, drafts), key=lambda saying: saying.content)
    return tuple(found)


def _in_unit(parsed: Parsed, lexicon: Lexicon, unit: Unit, number: int) -> Iterator[Draft]:
    label = find_label(parsed, lexicon, unit, number)
    if label is not None:
        yield label
        return
    drafts = {draft.cue: draft for draft in find_reports(parsed, lexicon, unit, number)}
    part_reports(parsed, lexicon, drafts)
    if unit.quotes:
        place_quotations(parsed, lexicon, unit, number, drafts)
    make_whole(parsed, lexicon, unit, drafts)
    part_reports(parsed, lexicon, drafts)
    yield from drafts.values()


# ---------------------------------------------------------------- quotations that go on
def _carry_on(parsed: Parsed, lexicon: Lexicon, units: tuple[Unit, ...], drafts: list[Draft]) -> None:
    """Give quotations without an attribution of their own to the report before them, else to the one after them."""
    last: dict[int, Draft] = {}
    for draft in sorted(drafts, key=lambda d: (d.free, d.quoted, d.says, max(d.words, default=d.cue))):
        if draft.words:
            last[draft.unit] = draft
    carrier: Draft | None = None
    where = -1  # the block that the carrier has reached
    for number, unit in enumerate(units):
        solid = [i for i in range(unit.first, unit.last) if any(map(str.isalnum, parsed.tokens[i].text))]
        if not solid:
            continue
        quoted = unit.quoted()
        here = last.get(number)
        if quoted.issuperset(solid):
            following = _ahead(parsed, units, last, number)
            if following is not None:
                following.words.update(quoted)
                continue
            if (carrier is None or where < unit.block - 1) and number:
                carrier, where = _announced(parsed, lexicon, units[number - 1], number - 1), units[number - 1].block
                drafts.extend([carrier] if carrier else [])
            if carrier is not None and _reaches(parsed, carrier, where, unit.block):
                carrier.words.update(quoted)
                carrier.free, where = True, unit.block
                continue
        elif solid[0] in quoted and carrier is not None and where == unit.block and not (here and here.free):
            carrier.words.update(range(unit.first, unit.last))
            continue
        if here is not None and (here.free or here.quoted or here.says):
            carrier, where = here, unit.block
        elif where != unit.block or here is None:
            carrier, where = None, unit.block


def _ahead(parsed: Parsed, units: tuple[Unit, ...], last: dict[int, Draft], number: int) -> Draft | None:
    """Return the report to which a quotation that opens a paragraph runs on: in its paragraph, or in the next ones.

    It runs into the next paragraph when nothing closes it and the next opens with a mark again.
    """
    if number and units[number - 1].block == units[number].block:
        return None
    for n in range(number, len(units) - 1):
        unit, following = units[n], units[n + 1]
        if following.block != unit.block:
            closed = parsed.text(parsed.blocks[unit.block].content).rstrip()[-1:] in CLOSING_MARKS
            if closed or following.block != unit.block + 1 or not following.quotes:
                return None
        draft = last.get(n + 1)
        if draft is not None:
            return draft if draft.free else None
        if following.block == unit.block:
            return None
    return None


def _reaches(parsed: Parsed, carrier: Draft, where: int, block: int) -> bool:
    """Tell whether a quotation that fills a sentence belongs to an earlier report: of its paragraph or the last one."""
    if where == block:
        return True
    content = parsed.text(parsed.blocks[block - 1].content).rstrip()
    return where == block - 1 and (carrier.quoted or carrier.free or content.endswith(":"))


def _announced(parsed: Parsed, lexicon: Lexicon, unit: Unit, number: int) -> Draft | None:
    """Return a new report for the last verb of saying in the sentence before a quotation that stands alone."""
    quoted = unit.quoted()
    for i in range(unit.last - 1, unit.first - 1, -1):
        if i not in quoted and is_verb(parsed, i) and speaks(parsed, lexicon.quoting, i):
            return Draft(i, "nearby", set(), number, free=True)
    if parsed.tokens[unit.last - 1].text == ":":
        for i in range(unit.last - 1, unit.first - 1, -1):
            if i not in quoted and parsed.tokens[i].pos == "VERB":
                return Draft(i, "nearby", set(), number, free=True)
    return None


# ---------------------------------------------------------------- values
def _finish(scene: Scene, drafts: list[Draft]) -> Iterator[Saying]:
    """Make values of the reports; a word lies in the content of one outer report only, quotations first."""
    parsed = scene.parsed
    owned: set[int] = set()
    sources: dict[int, int] = {}
    for draft in sorted(drafts, key=lambda d: (not d.free, -len(d.words))):
        words = draft.words - {draft.cue}
        outside = frozenset(words)
        head = draft.source
        if head is None:
            head = source_of(parsed, draft.cue, outside)
        if head is None:
            head = sources.get(parsed.tokens[draft.cue].head)  # "asked Roe, adding": who asked adds
        source = None
        if head is not None:
            sources[draft.cue] = head
            run = source_words(parsed, head, draft.cue, outside)
            source = parsed.span(run[0], run[-1] + 1)
            words.difference_update(run)
        content = spans_of(parsed, words)
        if not content:
            continue
        inner = draft.cue in owned or 2 * len(words & owned) > len(words)
        if not inner:
            owned |= words
        quoted = any(scene.quotes_in(span) for span in content)
        listener = None if is_mark(parsed, draft.cue) else addressee_of(parsed, load_lexicon(), draft.cue)
        yield Saying(content, draft.cue, source, head, draft.rule, quoted, inner, listener)
