"""Why a sentence was coded so, for people, in a terminal: words, parties, clauses with their cues, rows."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.text import Text

from summitry.read.events.explanation import (
    ClauseCoding,
    Cue,
    DictionaryCoding,
    Explanation,
    Party,
    Ranking,
    RowCoding,
    SentenceLine,
    WordLine,
)
from summitry.read.events.model import NOTHING

MAX_WIDTH = 120
"""Wider lines are hard to read."""
_INDENT = 2
_LABEL = 18
"""Width of the left column."""
_NARROWEST = 20
_TWO_TABLES = 118
"""From this width on the words of a long sentence stand in two tables side by side."""
_LONG = 14
"""Words of a sentence from which on it is long."""
_WIDTHS = (3, 14, 14, 5, 11)
"""Widths of number, word, lemma, tag and relation; the head takes what is left."""
_HALF_WIDTHS = (3, 13, 11, 4, 9)
"""The same for two tables side by side."""
_NARROW_WIDTHS = (3, 9, 8, 4, 6)
"""The same for a terminal of less than ``_NARROW`` columns."""
_NARROW = 64
_HEADINGS = ("", "word", "lemma", "tag", "relation", "head")
_SECTION = "bold cyan"
_FAINT = "dim"


def render_explanation(found: Explanation, console: Console) -> None:
    """Print how a sentence was coded.

    Args:
        found: what to print.
        console: where to; its width, colours and encoding are kept to.
    """
    width = min(console.width, MAX_WIDTH)
    _print(console, Text(f"Sentence {found.number}", style="bold"), width)
    _print(console, Text(_safe(" ".join(found.text.split()))), width)
    _heading(console, "Words", width)
    for line in _table(found.words, width):
        console.print(Text(_safe(line)), highlight=False, soft_wrap=True)
    if found.parties:
        _heading(console, "Who is named, and why it is they", width)
        for party in found.parties:
            _columns(console, f"{party.number} {party.words}", _party_lines(party), width)
    if found.clauses:
        _heading(console, "Clauses, cues, and what came of them", width)
        for clause in found.clauses:
            _columns(console, f"{clause.number} {clause.predicate}", _clause_lines(clause), width)
    if found.dictionaries:
        _heading(console, "What your dictionaries say", width)
        for one in found.dictionaries:
            _columns(console, one.words, _dictionary_lines(one), width)
    _heading(console, "Rows", width)
    for row in found.rows:
        _columns(console, row.type, _row_lines(row), width)
    if not found.rows:
        _columns(console, "none", _ranking_lines(found.ranking) if found.ranking else [Text("nothing is told")], width)
    if found.notes:
        _heading(console, "Notes", width)
        for note in found.notes:
            _columns(console, "", [Text(_safe(f"{note[0].upper()}{note[1:]}."))], width)


def render_sentences(found: Sequence[SentenceLine], console: Console) -> None:
    """Print the sentences of a document, numbered, each with the rows that it tells."""
    width = min(console.width, MAX_WIDTH)
    for one in found:
        rows = [Text(_safe(row), style=_SECTION) for row in one.rows]
        _columns(console, str(one.number), [Text(_safe(" ".join(one.text.split()))), *rows], width, label_width=4)


# ---------------------------------------------------------------------- words
def _table(words: Sequence[WordLine], width: int) -> Iterator[str]:
    cells = [_cells(word) for word in words]
    if width < _TWO_TABLES or len(words) < _LONG:
        widths = _WIDTHS if width >= _NARROW else _NARROW_WIDTHS
        yield from (_line(row, width, widths) for row in (_HEADINGS, *cells))
        return
    room = (width - 1) // 2
    half = (len(cells) + 1) // 2
    left, right = [_HEADINGS, *cells[:half]], [_HEADINGS, *cells[half:]]
    for number, row in enumerate(left):
        other = _line(right[number], room, _HALF_WIDTHS) if number < len(right) else ""
        yield f"{_line(row, room, _HALF_WIDTHS):<{room}} {other}".rstrip()


def _cells(word: WordLine) -> tuple[str, ...]:
    head = f"{word.head} {word.head_text}" if word.head else ""
    return (str(word.number), word.text, word.lemma, word.tag, word.relation, head)


def _line(cells: Sequence[str], width: int, widths: Sequence[int]) -> str:
    narrow = " ".join(f"{_cut(cell, size):<{size}}" for cell, size in zip(cells, widths, strict=False))
    used = _INDENT + len(narrow) + 1
    return f"{' ' * _INDENT}{narrow} {_cut(cells[-1], max(width - used, 1))}".rstrip()


def _cut(text: str, size: int) -> str:
    return text if len(text) <= size else f"{text[: max(size - 1, 0)]}~"


# ---------------------------------------------------------------------- parties
def _party_lines(party: Party) -> Iterator[Text]:
    known = ", ".join(name if actor == name else f"{actor} ({name})" for actor, name in party.actors)
    yield Text(_safe(f"{party.kind} · {known or 'nobody known'}"))
    yield Text(_safe(party.reason), style=_FAINT)
    for ground in party.grounds:
        yield Text(_safe(f"{ground.file}:{ground.line} {ground.words}"), style=_FAINT)


# ---------------------------------------------------------------------- clauses
def _clause_lines(clause: ClauseCoding) -> Iterator[Text]:
    if clause.is_noun:
        yield Text(_safe(f"the noun {clause.words!r}"))
    else:
        yield Text(_safe(" ".join(clause.words.split())))
        told = " · ".join(f"{part}: {words}" for part, words in clause.parts)
        yield Text(_safe(" · ".join(filter(None, (told, ", ".join(clause.marks))))), style=_FAINT)
    if clause.cue is not None:
        yield from _cue_lines(clause.cue, "cue")
        sides = f"{', '.join(clause.actors) or '---'} → {', '.join(clause.recipients) or '---'}"
        filled = "" if clause.certain else " (a side that the words do not name was filled in)"
        yield Text(_safe(f"roles {clause.cue.roles}: {sides}{filled}"))
    if clause.rule:
        yield Text(_safe(f"rule: {clause.rule}"))
    yield Text(_safe(f"=> {clause.outcome}"), style="bold")
    for rival in clause.rivals:
        cue = rival.cue
        says = f" {cue.makes or cue.says}"
        yield Text(_safe(f"not {cue.phrase!r}{says} ({cue.file}:{cue.line}): {rival.reason}"), style=_FAINT)


def _cue_lines(cue: Cue, label: str) -> Iterator[Text]:
    where = f"{cue.file}:{cue.line}" if cue.line else cue.file
    says = f"turn {cue.says!r}" if cue.sort == "turn" else cue.says
    yield Text(_safe(f"{label} {cue.phrase!r} at {cue.words!r}: {says} ({where}, weight {cue.weight})"))
    if cue.carrier:
        yield Text(_safe(f"carried by the light verb {cue.carrier}"))
    if cue.inner is not None:
        yield from _cue_lines(cue.inner, "which governs")
    if cue.sort == "turn":
        yield Text(_safe(f"the turn makes {cue.makes or 'nothing'} of it{f', by {cue.by}' if cue.by else ''}"))


def _dictionary_lines(one: DictionaryCoding) -> Iterator[Text]:
    pattern = f" by the pattern {one.pattern!r}" if one.pattern else ""
    yield Text(_safe(f"{one.source} → {one.target}: {one.code}{pattern}"))
    yield Text(_safe(f"{one.file}:{one.line}"), style=_FAINT)
    yield Text(_safe(f"=> {one.outcome}"), style="bold")


# ---------------------------------------------------------------------- rows
def _row_lines(row: RowCoding) -> Iterator[Text]:
    sides = f"{_names(row.actors) or '---'} → {_names(row.recipients)}".removesuffix(" → ")
    code = "/".join((row.type, row.mode or "", row.cameo or ""))
    yield Text(_safe(f"{code} · {row.modality} · confidence {row.confidence:.2f} · {row.id}"))
    yield Text(_safe(sides))
    for step in row.facets:
        words = ", ".join(map(repr, step.words))
        yield Text(_safe(f"{step.before} became {step.after}: {words} of {step.facet!r} ({step.file}:{step.line})"))
    if not row.facets:
        yield Text("no facet made the code more particular", style=_FAINT)
    if row.settled:
        yield Text(_safe(row.settled))
    if len(row.sentences) > 1:
        yield Text(f"told in the sentences {', '.join(map(str, row.sentences))}", style=_FAINT)
    if row.ranking is not None:
        yield from _ranking_lines(row.ranking)


def _names(actors: Iterable[tuple[str, str]]) -> str:
    return ", ".join(actor if actor == name else f"{actor} ({name})" for actor, name in actors)


def _ranking_lines(ranking: Ranking) -> Iterator[Text]:
    shares = ", ".join(f"{'nothing' if r.type == NOTHING else r.type} {r.share:.2f}" for r in ranking.ranked)
    yield Text(_safe(f"classifier, {ranking.actor} → {ranking.recipient}: {shares}"))
    for one in ranking.ranked:
        if one.traits:
            told = ", ".join(f"{name} {weight:+.2f}" for name, weight in one.traits)
            name = "nothing" if one.type == NOTHING else one.type
            yield Text(_safe(f"weighs for {name}: {told}"), style=_FAINT)


# ---------------------------------------------------------------------- layout
def _heading(console: Console, text: str, width: int) -> None:
    _print(console, Text(f"\n{text}", style=_SECTION), width)


def _print(console: Console, text: Text, width: int) -> None:
    for line in text.wrap(console, max(width, _NARROWEST)):
        line.rstrip()
        console.print(line, highlight=False, soft_wrap=True)


def _columns(console: Console, label: str, lines: Iterable[Text], width: int, *, label_width: int = _LABEL) -> None:
    """Print a label on the left and lines on the right, both wrapped; a line that goes on is indented."""
    room = max(width - _INDENT - label_width - 1, _NARROWEST)
    right: list[Text] = []
    for line in lines:
        first, *rest = line.wrap(console, room) or [Text()]
        for part in rest:
            part.rstrip()
        more: Iterable[Text] = Text(" ").join(rest).wrap(console, max(room - _INDENT, 1)) if rest else []
        right += [first, *(Text(" " * _INDENT) + part for part in more)]
    left = Text(_safe(label), style="bold").wrap(console, label_width)
    for number in range(max(len(left), len(right))):
        one = left[number] if number < len(left) else Text()
        other = right[number] if number < len(right) else Text()
        one.rstrip()
        other.rstrip()
        gap = " " * (label_width + 1 - one.cell_len) if other.plain else ""
        console.print(Text(" " * _INDENT) + one + Text(gap) + other, highlight=False, soft_wrap=True)


def _safe(text: str) -> str:
    """Return a text without the control characters with which a document could steer the terminal."""
    return "".join(character if character.isprintable() or character in " \n" else " " for character in text)
