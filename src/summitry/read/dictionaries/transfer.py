"""Turning PETRARCH dictionaries into an ontology of our own form: ``cues.toml`` and ``actors.csv``.

What our form cannot say (words before a verb, several noun phrases, codes that no table maps to a PLOVER type) is not
bent to fit: it comes back with file, line and reason, and stays usable by coding with the dictionaries themselves.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from summitry.errors import TableError
from summitry.knowledge.ontologies import ACTOR_COLUMNS
from summitry.knowledge.ontology import load_cameo
from summitry.knowledge.tables import read_toml
from summitry.read.dictionaries.entries import (
    NOBODY,
    DatedCode,
    Dictionaries,
    Element,
    EventCode,
    Mark,
    Pattern,
    Problem,
    Term,
    VerbForm,
)
from summitry.read.dictionaries.names import plural_forms

_PREPOSITIONS = {
    *("about", "across", "after", "against", "among", "around", "at", "away", "back", "before", "behind", "between"),
    *("by", "down", "for", "from", "in", "into", "off", "on", "onto", "out", "over", "through", "towards", "under"),
    *("up", "upon", "with", "without"),
}
_UNSAYABLE = {
    *("as", "of", "not", "no", "if", "that", "than", "have", "has", "had", "will", "would", "should", "must", "may"),
    *("can", "be", "is", "are", "was", "were", "been"),
}
_ARTICLES = frozenset({"the", "a", "an"})
_SHORT_NAME = 3
_SOURCE_OR_NONE = {Mark.SOURCE, Mark.BOTH}
_COUNTRY = 3
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CodeMap:
    """What codes of a dictionary mean: code -> ``TYPE/mode/CAMEO code``, before the CAMEO table is asked."""

    codes: Mapping[str, str]

    def find(self, code: str) -> str | None:
        """Return ``TYPE/mode/CAMEO code``, or None for a code that is unknown or means a bare statement."""
        if code in self.codes:
            return self.codes[code]
        entry = load_cameo().get(code)
        return None if entry is None or entry.plover is None else f"{entry.plover}/{entry.mode or ''}/{code}"


@dataclass(frozen=True, slots=True)
class Transferred:
    """The texts of ``cues.toml`` and ``actors.csv``, how many phrases and rows they hold, and what did not fit."""

    cues: str
    actors: str
    phrases: int
    rows: int
    left: tuple[Problem, ...]


def transfer(dictionaries: Dictionaries, codes: CodeMap | None = None) -> Transferred:
    """Turn dictionaries into our own form.

    Args:
        dictionaries: what was loaded.
        codes: meanings of codes that are no CAMEO codes.

    Returns:
        The texts of the files, and what did not fit (lines that could not be read at all are in
        ``dictionaries.problems``).
    """
    cues = _Cues(codes or CodeMap({}))
    for form in _main_forms(dictionaries):
        cues.take_verb(form)
        for pattern in form.block.patterns:
            cues.take_pattern(form, pattern)
    rules = (
        Problem(rule.origin, "transformations have no counterpart", f"{rule.inner} {rule.verb}")
        for rule in dictionaries.transformations
    )
    rows = list(_actor_rows(dictionaries))
    return Transferred(cues.text(), _write_rows(rows), cues.phrases, len(rows), _once([*cues.left, *rules]))


def read_code_map(rows: Iterable[tuple[int, Mapping[str, str] | str]], file: str) -> CodeMap:
    """Read a table of codes: columns ``code,type,mode,cameo``.

    Args:
        rows: line and cells of each row, or what is wrong with it (``knowledge.tables.scan_csv``).
        file: what to call the table.

    Raises:
        TableError: a row is malformed.
    """
    found = {}
    for line, row in rows:
        if isinstance(row, str) or not row.get("code") or not row.get("type") or not row.get("cameo"):
            reason = row if isinstance(row, str) else "code, type and cameo are needed (mode may be empty)"
            message = f"{file}:{line}: {reason}"
            raise TableError(message)
        found[row["code"]] = f"{row['type']}/{row.get('mode', '')}/{row['cameo']}"
    return CodeMap(found)


def _main_forms(dictionaries: Dictionaries) -> Iterator[VerbForm]:
    """Yield each verb once, by the form that its line starts with, in order of files and lines."""
    first: dict[tuple[str, int], VerbForm] = {}
    for forms in dictionaries.verbs.values():
        for form in forms:
            key = (form.origin.file, form.origin.line)
            if key not in first or form.rank < first[key].rank:
                first[key] = form
    yield from (first[key] for key in sorted(first))


def _once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    found = {(problem.origin, problem.reason): problem for problem in problems}
    return tuple(found[key] for key in sorted(found, key=lambda key: (key[0].file, key[0].line, key[1])))


class _Cues:
    """Gathers phrases by their codes."""

    def __init__(self, codes: CodeMap) -> None:
        self.left: list[Problem] = []
        self._codes = codes
        self._acts: dict[tuple[str, str], dict[str, str]] = {}
        self._lists: dict[tuple[str, ...], str] = {}
        self._irregular = {
            form: base for base, forms in read_toml("lang/en/events.toml")["irregular"].items() for form in forms
        }

    @property
    def phrases(self) -> int:
        """Return how many phrases there are."""
        return sum(map(len, self._acts.values()))

    def take_verb(self, form: VerbForm) -> None:
        """Take over a verb with its own code."""
        if form.code.null:
            return
        if form.head:
            self.left.append(Problem(form.origin, "words before the verb have no counterpart", " ".join(form.words)))
            return
        self._add(form.code, self._verb(form), "directed", Problem(form.origin, "", " ".join(form.words)))

    def take_pattern(self, form: VerbForm, pattern: Pattern) -> None:
        """Take over a pattern for one of its verbs."""
        problem = Problem(pattern.origin, "", pattern.text)
        if form.head:
            return
        if pattern.code.null:
            self.left.append(Problem(problem.origin, "a pattern that is no event has no counterpart", problem.text))
            return
        negated = [element.words for element in pattern.before] == [(("NOT",),)]
        marks = {element.mark for element in pattern.before}
        if pattern.before and not negated and not marks <= _SOURCE_OR_NONE:
            self.left.append(Problem(problem.origin, "words before the verb have no counterpart", problem.text))
            return
        if any(element.mark in {Mark.SKIP, Mark.SOURCE, Mark.BOTH} for element in pattern.after):
            self.left.append(Problem(problem.origin, "signs behind the verb have no counterpart", problem.text))
            return
        strange = [word for element in pattern.after for words in element.words for word in words]
        strange = [word for word in strange if word.lower() in _UNSAYABLE]
        if strange:
            self.left.append(Problem(problem.origin, f"no phrase can ask for {strange[0]} behind a verb", problem.text))
            return
        rest = list(self._slots(pattern))
        phrase = " ".join([self._verb(form), *rest, *(["!not"] if negated else [])])
        self._add(pattern.code, phrase, "reciprocal" if Mark.BOTH in marks else "directed", problem)

    def _add(self, code: EventCode, phrase: str, roles: str, problem: Problem) -> None:
        if code.forward is None:
            self.left.append(Problem(problem.origin, "a code for the other direction only", problem.text))
            return
        meaning = self._codes.find(code.forward)
        if meaning is None:
            reason = f"code {code.forward} maps to no PLOVER type; say what it means with --codes"
            if code.forward.startswith("01") and code.forward in load_cameo():
                reason = f"code {code.forward} is a bare statement, which is no event"
            self.left.append(Problem(problem.origin, reason, problem.text))
            return
        if code.backward is not None and code.backward == code.forward:
            roles = "reciprocal"
        elif code.backward is not None:
            reason = f"the code {code.backward} for the other direction has no counterpart; {code.forward} was taken"
            self.left.append(Problem(problem.origin, reason, problem.text))
        self._acts.setdefault((meaning, roles), {}).setdefault(phrase, str(problem.origin))

    def _verb(self, form: VerbForm) -> str:
        head, *rest = (word.lower() for word in form.words)
        return " ".join([self._irregular.get(head, head), *rest])

    def _slots(self, pattern: Pattern) -> Iterator[str]:
        """Yield what a phrase asks for beside its verb: prepositions, and nouns or lists of nouns."""
        waiting: tuple[str, ...] = ()
        for element in pattern.after:
            if element.mark is not None:
                continue
            words = _without_plurals(element)
            if words[0] in _PREPOSITIONS:
                yield from self._noun(waiting)
                waiting = ()
                yield words[0]
            elif words[0] not in _ARTICLES:
                waiting = tuple(f"{before} {noun}".strip() for before in waiting or ("",) for noun in words)
        yield from self._noun(waiting)

    def _noun(self, waiting: Sequence[str]) -> Iterator[str]:
        """Yield a noun as a phrase asks for it: as it is, or as a list if there are several or it has several words."""
        if len(waiting) == 1 and " " not in waiting[0]:
            yield _singular(waiting[0])
        elif waiting:
            yield f"@{self._list(tuple(waiting))}"

    def _list(self, words: tuple[str, ...]) -> str:
        nouns = tuple(dict.fromkeys(noun for word in words for noun in (_singular(word), word)))
        if nouns not in self._lists:
            stem = re.sub(r"\W+", "_", nouns[0])
            taken = set(self._lists.values())
            name = next(n for n in (f"own_{stem}{i or ''}" for i in range(len(taken) + 1)) if n not in taken)
            self._lists[nouns] = name
        return self._lists[nouns]

    def text(self) -> str:
        """Return ``cues.toml``."""
        lines = ["# Made by `summitry ontology import`; correct and extend freely.", ""]
        lines += ["[lists]", *(f"{name} = {_quoted(nouns)}" for nouns, name in self._lists.items()), ""]
        for (code, roles), phrases in sorted(self._acts.items()):
            lines += ["[[act]]", f"code = {json.dumps(code)}", f"roles = {json.dumps(roles)}", "verbs = ["]
            lines += [f"  {json.dumps(phrase)}, # {origin}" for phrase, origin in phrases.items()]
            lines += ["]", ""]
        return "\n".join(lines)


def _without_plurals(element: Element) -> tuple[str, ...]:
    """Return an element's alternatives in small letters, without the plurals that were added to them."""
    added: set[tuple[str, ...]] = set()
    kept = []
    for words in element.words:
        if words not in added:
            kept.append(" ".join(words).lower())
        added.add((*words[:-1], plural_forms(words[-1])[1]))
    return tuple(kept)


def _singular(noun: str) -> str:
    """Return the singular of a regular plural.

    >>> _singular("sanctions"), _singular("treaties"), _singular("congress")
    ('sanction', 'treaty', 'congress')
    """
    if noun.endswith("ies") and len(noun) > 4:  # noqa: PLR2004  # "ties", "pies"
        return f"{noun[:-3]}y"
    if noun.endswith(("ches", "shes", "xes", "sses", "zes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


def _quoted(words: Iterable[str]) -> str:
    return f"[{', '.join(json.dumps(word, ensure_ascii=False) for word in words)}]"


def _actor_rows(dictionaries: Dictionaries) -> Iterator[dict[str, str]]:
    for group in dictionaries.actors.values():
        for actor in group:
            for code in actor.codes:
                for part in code.code.split("/"):
                    if not part.startswith(NOBODY):
                        yield _row(actor.term, part[:_COUNTRY], "name", part[_COUNTRY:], code)
    for agents in dictionaries.agents.values():
        for agent in agents:
            target = agent.code if agent.before else ""
            yield _row(agent.term, target, "role", "" if agent.before else agent.code, None, str(agent.origin))


def _row(term: Term, target: str, kind: str, sector: str, code: DatedCode | None, origin: str = "") -> dict[str, str]:
    first, last = _days(code) if code is not None else (None, None)
    return {
        "alias": _title_case(term.text) if kind == "name" else term.text.lower(),
        "target": target,
        "kind": kind,
        "sector": sector,
        "valid_from": "" if first is None else first.isoformat(),
        "valid_to": "" if last is None else last.isoformat(),
        "source": origin if code is None else str(code.origin),
    }


def _title_case(name: str) -> str:
    """Return a name in capitals as running text spells it; abbreviations stay as they are.

    >>> _title_case("HOUSE OF LORDS"), _title_case("USA"), _title_case("U.N. COUNCIL"), _title_case("GUINEA-BISSAU")
    ('House of Lords', 'USA', 'U.N. Council', 'Guinea-Bissau')
    """
    small = {"OF", "THE", "AND", "FOR", "IN"}
    words: list[str] = []
    for word in name.split():
        if words and word in small:
            words.append(word.lower())
        elif (word == name and len(word) <= _SHORT_NAME) or "." in word:
            words.append(word)
        else:
            words.append("-".join(part.capitalize() for part in word.split("-")))
    return " ".join(words)


def _days(code: DatedCode) -> tuple[date | None, date | None]:
    """Return the first and last day of a code."""
    first = code.first if code.after is None else code.after + _DAY
    last = code.last if code.before is None else code.before - _DAY
    return first, last


def _write_rows(rows: Iterable[Mapping[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, ACTOR_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=lambda row: (row["alias"], row["valid_from"], row["target"])))
    return text.getvalue()
