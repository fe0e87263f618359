"""Verb dictionaries in PETRARCH's formats 1.0 and 2.0.

::

    &CURRENCY                        a synset: words that patterns name as &CURRENCY
    +DOLLARS
    --- CONTRIBUTE [070] ---         a block, with the code that its verbs have by themselves
    CONTRIBUTE                       a verb; its regular forms are known
    BREAK {BROKE BROKEN} [120]       irregular forms (then all are listed), a code of its own
    +CUT_OFF {+CUTS_OFF}             several words, + before the verb among them
    - * &CURRENCY [071]              a pattern: * is the verb
    - + * (FROM $) [066]             $ who acts, + towards whom, % both in one, ^ a noun phrase to pass over
    ~ a (b . ATTACK) SAY = a b 112   a transformation

In format 1.0 ``_`` joins words that touch and a blank lets others stand between; in 2.0 braces hold a noun with what
goes before it and round brackets a preposition with its noun.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from summitry.errors import TableError
from summitry.read.dictionaries.entries import (
    Block,
    Element,
    EventCode,
    Mark,
    Origin,
    Pattern,
    Problem,
    Transformation,
    VerbForm,
)
from summitry.read.dictionaries.lines import Line, read_event_code, split_words
from summitry.read.dictionaries.names import plural_forms

_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
_BRACES = re.compile(r"\{([^{}]*)\}")
_HEADER = re.compile(r"-{3}\s*(.*?)\s*(?:\[[^\]]*\].*)?-{3}\s*$")
_VOWELS = "AEIOU"
_MARKS = frozenset(mark.value for mark in Mark)
_PAIRS = {"(": ")", "{": "}"}


@dataclass(frozen=True, slots=True)
class VerbTable:
    """What a verb dictionary holds."""

    verbs: tuple[VerbForm, ...]
    transformations: tuple[Transformation, ...]
    problems: tuple[Problem, ...]


def read_verbs(lines: Iterable[Line]) -> VerbTable:
    """Return the verbs of a dictionary with their patterns, and the lines that were put aside."""
    kept = tuple(lines)
    reader = _VerbReader(plurals=_is_second_format(kept))
    for line in kept:
        try:
            reader.take(line)
        except TableError as error:
            reader.problems.append(Problem(line.origin, str(error), line.text))
    reader.close_block()
    return VerbTable(tuple(reader.found), tuple(reader.transformations), tuple(reader.problems))


def _is_second_format(lines: Iterable[Line]) -> bool:
    """Tell format 2.0 by its patterns; there, nouns of patterns also mean their plurals."""
    return any(line.text.startswith("- ") and re.search(r"[({]", line.text.partition("[")[0]) for line in lines)


@dataclass(frozen=True, slots=True)
class _Verb:
    words: tuple[tuple[str, ...], ...]
    heads: tuple[int, ...]
    code: EventCode | None
    origin: Origin


class _VerbReader:
    """Gathers synsets, then block after block."""

    def __init__(self, *, plurals: bool) -> None:
        self.found: list[VerbForm] = []
        self.transformations: list[Transformation] = []
        self.problems: list[Problem] = []
        self._plurals = plurals
        self._synsets: dict[str, list[tuple[str, ...]]] = {}
        self._synset: list[tuple[str, ...]] | None = None
        self._header: tuple[str, EventCode, Origin] | None = None
        self._verbs: list[_Verb] = []
        self._patterns: list[Pattern] = []

    def take(self, line: Line) -> None:
        """Read a line.

        Raises:
            TableError: it is malformed; the message is the reason.
        """
        text = line.text
        if text.startswith("---"):
            self.close_block()
            self._open_block(line)
        elif text.startswith("&"):
            self._synset = self._synsets.setdefault(_synset_name(text.split()[0]), [])
        elif text.startswith("~"):
            self.transformations.append(_read_transformation(line))
        elif text.startswith("-"):
            if not self._verbs:
                message = "a pattern belongs to no verb"
                raise TableError(message)
            self._patterns.append(self._read_pattern(line))
        elif self._synset is not None and text.startswith("+"):
            self._extend_synset(text.removeprefix("+"))
        elif "*" in text:
            message = "a pattern starts with '- '"
            raise TableError(message)
        elif self._header is None:
            message = "a verb before the first block; open one with --- NAME [CODE] ---"
            raise TableError(message)
        else:
            self._verbs.append(_read_verb(line))

    def _open_block(self, line: Line) -> None:
        match = _HEADER.match(line.text)
        codes = _BRACKETS.findall(line.text)
        self._synset = None
        name = match[1] if match is not None else line.text.strip("- ")
        self._header = (name, EventCode(None), line.origin)
        if codes:
            self._header = (name, _lenient_code(codes[0]), line.origin)
        if len(codes) > 1:
            message = "a block has one code; the first one counts"
            raise TableError(message)

    def close_block(self) -> None:
        """Add the verbs of the block that is being read."""
        if self._header is not None and self._verbs:
            name, code, origin = self._header
            block = Block(name, tuple(self._patterns), origin)
            for verb in self._verbs:
                for rank, (words, head) in enumerate(zip(verb.words, verb.heads, strict=True)):
                    self.found.append(VerbForm(words, head, verb.code or code, block, verb.origin, rank))
        self._header, self._verbs, self._patterns = None, [], []

    def _extend_synset(self, text: str) -> None:
        synset = self._synset if self._synset is not None else []
        bare = text.strip(" ()")
        if bare.startswith("&"):
            synset.extend(self._find_synset(bare))
            return
        words = split_words(bare)
        if not words:
            message = "there is no word"
            raise TableError(message)
        synset.append(words)
        if not bare.endswith("_"):
            synset.append((*words[:-1], plural_forms(words[-1])[1]))

    def _find_synset(self, name: str) -> list[tuple[str, ...]]:
        found = self._synsets.get(_synset_name(name))
        if not found:
            message = f"{name} is no synset declared above"
            raise TableError(message)
        return found

    def _read_pattern(self, line: Line) -> Pattern:
        body, bracket, _ = line.text.removeprefix("-").partition("[")
        codes = _BRACKETS.findall(line.text)
        if not bracket or not codes:
            message = "a pattern ends with its code in square brackets"
            raise TableError(message)
        code = read_event_code(codes[0])
        before: list[Element] = []
        after: list[Element] = []
        seen = False
        joined = False
        for piece, tight in _pieces(body):
            if piece == "*":
                if seen:
                    message = "a pattern has one *, the place of its verb"
                    raise TableError(message)
                seen, joined = True, tight
                continue
            element = self._read_element(piece, tight=tight)
            (after if seen else before).append(element)
        if not seen:
            message = "a pattern has a *, the place of its verb"
            raise TableError(message)
        return Pattern(_turn_round(before, touches_verb=joined), tuple(after), code, body.strip(), line.origin)

    def _read_element(self, piece: str, *, tight: bool) -> Element:
        if piece in _MARKS:
            return Element(Mark(piece), (), tight)
        if piece.startswith("&"):
            return Element(None, tuple(self._find_synset(piece)), tight)
        words = split_words(piece)
        if not words:
            message = f"{piece!r} is no word"
            raise TableError(message)
        if self._plurals and len(words) == 1:
            return Element(None, ((words[0],), (plural_forms(words[0])[1],)), tight)
        return Element(None, (words,), tight)


def _pieces(body: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a pattern, each with whether it touches the one before."""
    opened: list[str] = []
    tight = False
    for raw in re.findall(r"[(){}]|_+|\s+|[^\s_(){}]+", body):
        if raw in _PAIRS:
            opened.append(raw)
        elif raw in _PAIRS.values():
            if not opened or _PAIRS[opened.pop()] != raw:
                message = f"{raw} closes nothing"
                raise TableError(message)
        elif raw.startswith("_"):
            tight = True
        elif raw.isspace():
            tight = False
        else:
            yield raw, tight
            tight = False
    if opened:
        message = f"{opened[-1]} is not closed"
        raise TableError(message)


def _turn_round(before: list[Element], *, touches_verb: bool) -> tuple[Element, ...]:
    """Return the pieces before the verb, nearest first, each with whether it touches the one on the verb's side."""
    touching = [*(element.tight for element in before), touches_verb][1:]
    return tuple(
        Element(element.mark, element.words, tight)
        for element, tight in reversed(list(zip(before, touching, strict=True)))
    )


def _lenient_code(text: str) -> EventCode:
    """Read a block's code; the old signs for "none" count as none."""
    return EventCode(None) if text.strip() in {"+++", "###"} else read_event_code(text)


def _synset_name(text: str) -> str:
    return text.strip("_").upper()


def _read_verb(line: Line) -> _Verb:
    codes = _BRACKETS.findall(line.text)
    code = _lenient_code(codes[0]) if codes else None
    name = re.split(r"[\[{]", line.text)[0].strip()
    braces = _BRACES.search(line.text)
    if braces is None and "{" in line.text:
        message = "braces are not closed"
        raise TableError(message)
    words, head = _verb_words(name)
    spelt = [(words, head)]
    if braces is not None:
        spelt += [_verb_words(form) for form in braces[1].split()]
    else:
        spelt += [((*words[:head], form, *words[head + 1 :]), head) for form in verb_forms(words[head])]
    return _Verb(tuple(words for words, _ in spelt), tuple(head for _, head in spelt), code, line.origin)


def _verb_words(text: str) -> tuple[tuple[str, ...], int]:
    """Return the words of a verb and which of them is the verb: the one behind ``+``, else the first."""
    head = 0
    words: list[str] = []
    for chunk in re.split(r"[\s_]+", text.strip().strip("_")):
        if chunk.startswith("+"):
            head = len(words)
        words.extend(split_words(chunk.removeprefix("+")))
    if not words:
        message = "there is no verb"
        raise TableError(message)
    return tuple(words), head


def verb_forms(verb: str) -> tuple[str, ...]:
    """Return the regular forms of a verb.

    >>> verb_forms("DENY")
    ('DENIES', 'DENIED', 'DENYING')
    >>> verb_forms("ARREST"), verb_forms("CHIDE")[1:]
    (('ARRESTS', 'ARRESTED', 'ARRESTING'), ('CHIDED', 'CHIDING'))
    >>> verb_forms("SPUR")
    ('SPURS', 'SPURED', 'SPURING', 'SPURRED', 'SPURRING')
    """
    third = plural_forms(verb)[1]
    if verb.endswith("E"):
        return third, f"{verb}D", f"{verb[:-1]}ING" if not verb.endswith("EE") else f"{verb}ING"
    if verb.endswith("Y") and verb[-2:-1] not in _VOWELS:
        return third, f"{verb[:-1]}IED", f"{verb}ING"
    forms = (third, f"{verb}ED", f"{verb}ING")
    doubles = re.fullmatch(r"[^AEIOU]*[AEIOU][BDGLMNPRT]", verb)
    return (*forms, f"{verb}{verb[-1]}ED", f"{verb}{verb[-1]}ING") if doubles else forms


_TRANSFORMATION = re.compile(
    r"~\s*(?P<outer>\w+)\s*\(\s*(?P<source>\S+)\s+(?P<target>\S+)\s+(?P<inner>\w+)\s*\)\s*(?P<verb>\w+)\s*"
    r"=\s*(?P<from>\S+)\s+(?P<to>\S+)\s+(?P<code>\w+)\s*"
)


def _read_transformation(line: Line) -> Transformation:
    match = _TRANSFORMATION.fullmatch(line.text)
    if match is None:
        message = "a transformation reads: ~ a (b . ATTACK) SAY = a b 112"
        raise TableError(message)
    return Transformation(
        match["outer"],
        match["source"],
        match["target"],
        match["inner"],
        match["verb"],
        (match["from"], match["to"], match["code"]),
        line.origin,
    )


def index_verbs(verbs: Iterable[VerbForm]) -> Mapping[str, tuple[VerbForm, ...]]:
    """Return verbs by the word that is the verb, those of more words first; equals keep their order."""
    found: dict[str, list[VerbForm]] = {}
    for verb in verbs:
        found.setdefault(verb.words[verb.head], []).append(verb)
    return {word: tuple(sorted(forms, key=lambda form: -len(form.words))) for word, forms in found.items()}
