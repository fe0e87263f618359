"""Actor, agent, discard and issue dictionaries in PETRARCH's formats.

An actor is a line ``NAME [CODE]``, followed by lines ``+SYNONYM`` and, indented, further codes with days:
``[VELGOV 20100101-20141231]``, ``[EMP <911226]``, ``[OPP >20141231]``. An agent is ``NOUN {PLURAL} [~GOV]``; empty
braces tell that there is no plural, none at all that it is regular; ``!NAME!`` stands for a list of words declared as
``!NAME! = ONE, OTHER``.
"""

import re
from collections.abc import Iterable

from summitry.errors import TableError
from summitry.read.dictionaries.entries import (
    NOBODY,
    Actor,
    Agent,
    DatedCode,
    Discard,
    Issue,
    Origin,
    Problem,
    Term,
)
from summitry.read.dictionaries.lines import Line, read_day, read_term

_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
_BRACES = re.compile(r"\{([^{}]*)\}")
_ACTOR_CODE = re.compile(r"[A-Z][A-Z0-9]{2,}(?:/[A-Z][A-Z0-9]{2,})*|---[A-Z]*|\+\+\+|###", re.IGNORECASE)
_GLUED_DAY = re.compile(r"\d{6}")
_AGENT_CODE = re.compile(r"(~?)\s*([A-Za-z]{3,})\s*(~?)")
_MACRO = re.compile(r"![A-Z_]+!")
_CATEGORY = re.compile(r"<\s*ISSUE\s+CATEGORY\s*=\s*[\"'“]?([^\"'”>]+)[\"'”]?\s*>(.*)", re.IGNORECASE)


def read_actors(lines: Iterable[Line]) -> tuple[tuple[Actor, ...], tuple[Problem, ...]]:
    """Return the actors of a dictionary and the lines that were put aside."""
    reader = _ActorReader()
    for line in lines:
        try:
            reader.take(line)
        except TableError as error:
            reader.problems.append(Problem(line.origin, str(error), line.text))
    reader.finish()
    return tuple(reader.found), tuple(reader.problems)


class _ActorReader:
    """Gathers the names and codes of one actor after the other."""

    def __init__(self) -> None:
        self.found: list[Actor] = []
        self.problems: list[Problem] = []
        self._names: list[tuple[Term, Origin]] = []
        self._codes: list[DatedCode] = []
        self._spoilt = False

    def take(self, line: Line) -> None:
        """Read a line.

        Raises:
            TableError: it is malformed; the message is the reason.
        """
        name = line.text.partition("[")[0].partition(";")[0].strip()
        if name and not name.startswith("+"):
            self.finish()
        if line.text.count("[") != line.text.count("]"):
            message = "brackets are not closed"
            self._spoilt = True
            raise TableError(message)
        if name:
            term = read_term(name.removeprefix("+"))
            if not term.words:
                message = "there is no name"
                raise TableError(message)
            self._names.append((term, line.origin))
        elif not self._names:
            message = "a code belongs to no name"
            raise TableError(message)
        self._spoilt = True
        for inner in _BRACKETS.findall(line.text):
            self._codes.append(_read_dated_code(inner, line.origin))
        self._spoilt = False

    def finish(self) -> None:
        """Close the actor that is being read."""
        if self._names and self._codes:
            self.found.extend(Actor(term, tuple(self._codes), origin) for term, origin in self._names)
        elif self._names and not self._spoilt:
            term, origin = self._names[0]
            self.problems.append(Problem(origin, "the name has no code that can be read", " ".join(term.words)))
        self._names, self._codes, self._spoilt = [], [], False


def _read_dated_code(text: str, origin: Origin) -> DatedCode:
    match = re.fullmatch(r"\s*([^\s<>]+)\s*(.*?)\s*", text)
    if match is None or not _ACTOR_CODE.fullmatch(match[1]) or _GLUED_DAY.search(match[1]):
        message = f"[{text}] is no actor's code; write groups of letters, then < > or DAY-DAY if it has its days"
        raise TableError(message)
    code, days = match[1].upper(), match[2]
    if code in {"+++", "###"}:
        code = NOBODY
    if not days:
        return DatedCode(code, origin)
    if days[0] == "<":
        return DatedCode(code, origin, before=read_day(days[1:]))
    if days[0] == ">":
        return DatedCode(code, origin, after=read_day(days[1:]))
    first, dash, last = days.partition("-")
    if not dash:
        message = f"[{text}]: days are written <DAY, >DAY or DAY-DAY"
        raise TableError(message)
    one, other = read_day(first), read_day(last)
    if one > other:
        message = f"[{text}] ends before it starts"
        raise TableError(message)
    return DatedCode(code, origin, first=one, last=other)


def read_agents(lines: Iterable[Line]) -> tuple[tuple[Agent, ...], tuple[Problem, ...]]:
    """Return the agents of a dictionary and the lines that were put aside."""
    macros: dict[str, tuple[str, ...]] = {}
    found: list[Agent] = []
    problems: list[Problem] = []
    for line in lines:
        try:
            if _MACRO.match(line.text) and "=" in line.text:
                name, _, words = line.text.partition("=")
                macros[name.strip()] = tuple(word.strip() for word in words.split(",") if word.strip())
            else:
                found.extend(_read_agent(line, macros))
        except TableError as error:
            problems.append(Problem(line.origin, str(error), line.text))
    return tuple(found), tuple(problems)


def _read_agent(line: Line, macros: dict[str, tuple[str, ...]]) -> Iterable[Agent]:
    codes = _BRACKETS.findall(line.text)
    match = _AGENT_CODE.fullmatch(codes[0].strip()) if len(codes) == 1 else None
    if match is None or bool(match[1]) == bool(match[3]):
        message = "an agent needs one code with ~ for the actor, such as [~GOV] or [NGO~]"
        raise TableError(message)
    name = re.split(r"[\[{]", line.text)[0].strip()
    braces = _BRACES.search(line.text)
    spelt = list(_fill_in(name, macros))
    if braces is None:
        spelt += [] if _MACRO.search(name) or _plural(name) == name.strip("_ ") else [_plural(name)]
    else:
        spelt += [form for plural in braces[1].split() for form in _fill_in(plural, macros)]
    for form in spelt:
        term = read_term(form)
        if not term.words:
            message = "there is no noun"
            raise TableError(message)
        yield Agent(term, match[2].upper(), bool(match[3]), line.origin)


def _fill_in(name: str, macros: dict[str, tuple[str, ...]]) -> Iterable[str]:
    macro = _MACRO.search(name)
    if macro is None:
        yield name
        return
    if macro[0] not in macros:
        message = f"{macro[0]} is not declared above; write {macro[0]} = WORD, WORD"
        raise TableError(message)
    for word in macros[macro[0]]:
        yield from _fill_in(name.replace(macro[0], word), macros)


def _plural(noun: str) -> str:
    """Return the regular plural.

    >>> _plural("AUTHORITY"), _plural("CLERIC"), _plural("PRESS"), _plural("TALKS")
    ('AUTHORITIES', 'CLERICS', 'PRESSES', 'TALKS')
    """
    noun = noun.strip("_ ")
    if noun.endswith("S") and not noun.endswith(("SS", "US", "IS")):
        return noun  # a plural already
    if noun.endswith("Y") and noun[-2:-1] not in "AEIOU":
        return f"{noun[:-1]}IES"
    return f"{noun}ES" if noun.endswith(("S", "X", "Z", "CH", "SH")) else f"{noun}S"


def plural_forms(word: str) -> tuple[str, str]:
    """Return a noun in capitals and its regular plural; the same twice where it is one already."""
    return word, _plural(word)


def read_discards(lines: Iterable[Line]) -> tuple[tuple[Discard, ...], tuple[Problem, ...]]:
    """Return the discards of a dictionary (``+`` before those that throw out the whole text) and no problems."""
    found = []
    problems = []
    for line in lines:
        term = read_term(line.text.removeprefix("+"))
        if term.words:
            found.append(Discard(term, line.text.startswith("+"), line.origin))
        else:
            problems.append(Problem(line.origin, "there are no words", line.text))
    return tuple(found), tuple(problems)


def read_issues(lines: Iterable[Line]) -> tuple[tuple[Issue, ...], tuple[Problem, ...]]:
    """Return the issues of a dictionary: phrases below ``<ISSUE category="NAME">``."""
    found = []
    problems = []
    category = ""
    for line in lines:
        match = _CATEGORY.match(line.text)
        text = line.text
        if match is not None:
            category, text = match[1].strip(), match[2]
        text = re.sub(r"</?\s*ISSUES?\s*>", "", text, flags=re.IGNORECASE).strip().removeprefix("+")
        if not text:
            continue
        if not category:
            problems.append(Problem(line.origin, "a phrase before the first <ISSUE category=...>", line.text))
            continue
        found.append(Issue(read_term(text), category, line.origin))
    return tuple(found), tuple(problems)
