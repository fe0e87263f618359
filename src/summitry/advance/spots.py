"""YAML read safely, with the line and the key of everything, so that every error can name them.

Nothing is built from tags, and a scalar is the text that stands in the file: ``no`` stays the word no, and ``0.1`` the
decimal 0.1. Anchors are refused (nothing here needs them, and they can make a small file huge); so is a doubled key.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NoReturn

import yaml

from summitry.errors import ScenarioError

MAX_BYTES = 1 << 22
"""No scenario is larger than this."""
_MOST_DIGITS = 30
_LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TRUE = {"true": True, "yes": True, "false": False, "no": False}


@dataclass(frozen=True, slots=True)
class Spot:
    """A value in a file: where it stands, the keys that lead to it, and the last of them."""

    file: str
    keys: tuple[str, ...]
    node: yaml.Node
    key: yaml.Node | None = None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.name}"

    @property
    def line(self) -> int:
        """The line of the key, or of the value where it has none, counted from 1."""
        return int((self.key or self.node).start_mark.line) + 1

    @property
    def name(self) -> str:
        """The keys that lead here, joined by points."""
        return ".".join(self.keys) or "the file"

    def fail(self, problem: str) -> NoReturn:
        """Raise an error that names the file, the line and the keys.

        Raises:
            ScenarioError: always.
        """
        message = f"{self}: {problem}"
        raise ScenarioError(message)

    def items(self) -> dict[str, "Spot"]:
        """Return the entries of a mapping, in order of the file.

        Raises:
            ScenarioError: it is no mapping, or a key is doubled or no word.
        """
        if not isinstance(self.node, yaml.MappingNode):
            self.fail(f"must be a mapping (key: value), not {self._show()}")
        found: dict[str, Spot] = {}
        for key, value in self.node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.fail(f"line {key.start_mark.line + 1}: a key must be a word")
            inner = Spot(self.file, (*self.keys, key.value), value, key)
            if key.value in found:
                Spot(self.file, inner.keys, key).fail("stands here twice; keep one")
            found[key.value] = inner
        return found

    def fields(self, known: Iterable[str], needed: Iterable[str] = ()) -> dict[str, "Spot"]:
        """Return the entries of a mapping whose keys are known.

        In ``{label: an accord now, the border later}`` YAML takes the comma for the end of the label and the rest for a
        key without a value; such a rest is joined to the text that it belongs to.

        Raises:
            ScenarioError: a key is not known, or one that is needed is missing.
        """
        names = (*known, *needed)
        found = self._join_texts(names)
        for key, value in found.items():
            if key not in names:
                near = difflib.get_close_matches(key, names, 1)
                value.fail(
                    "no such key; " + (f"did you mean {near[0]!r}?" if near else f"known are {', '.join(names)}")
                )
        for key in needed:
            if key not in found:
                self.fail(f"has no {key!r}; add it")
        return found

    def _join_texts(self, names: tuple[str, ...]) -> dict[str, "Spot"]:
        joined: dict[str, Spot] = {}
        last = ""
        for key, value in self.items().items():
            rest = key not in names and isinstance(value.node, yaml.ScalarNode) and not value.node.value
            before = joined[last].node if last else None
            if (
                rest
                and getattr(self.node, "flow_style", False)
                and isinstance(before, yaml.ScalarNode)
                and before.value
            ):
                text = f"{before.value}, {key}"
                node = yaml.ScalarNode(before.tag, text, before.start_mark, value.node.end_mark, before.style)
                joined[last] = Spot(self.file, joined[last].keys, node, joined[last].key)
            else:
                joined[key] = value
                last = key
        return joined

    def sequence(self) -> tuple["Spot", ...]:
        """Return the entries of a list.

        Raises:
            ScenarioError: it is no list.
        """
        if not isinstance(self.node, yaml.SequenceNode):
            self.fail(f"must be a list ([a, b] or lines that begin with -), not {self._show()}")
        return tuple(Spot(self.file, (*self.keys, str(n)), node) for n, node in enumerate(self.node.value, start=1))

    def one_or_more(self) -> tuple["Spot", ...]:
        """Return the entries of a list, or the one value that stands in its place."""
        return self.sequence() if isinstance(self.node, yaml.SequenceNode) else (self,)

    def text(self) -> str:
        """Return a scalar as it stands in the file.

        Raises:
            ScenarioError: it is a list or a mapping.
        """
        if not isinstance(self.node, yaml.ScalarNode):
            self.fail(f"must be a word or a text, not {self._show()}")
        return str(self.node.value)

    def number(self, low: Decimal | int | None = None, high: Decimal | int | None = None) -> Decimal:
        """Return a decimal number between two bounds.

        Raises:
            ScenarioError: it is no such number.
        """
        text = self.text()
        try:
            value = Decimal(text)
        except InvalidOperation:
            self.fail(f"{text!r} is no number; write a decimal such as 0.35")
        if not value.is_finite() or len(value.as_tuple().digits) > _MOST_DIGITS or abs(value.adjusted()) > _MOST_DIGITS:
            self.fail(f"{text!r} is no finite number of at most {_MOST_DIGITS} digits")
        if (low is not None and value < low) or (high is not None and value > high):
            between = f"between {low} and {high}" if high is not None else f"at least {low}"
            self.fail(f"is {text}, and must be {between}")
        return value

    def whole(self, low: int, high: int) -> int:
        """Return a whole number between two bounds.

        Raises:
            ScenarioError: it is no such number.
        """
        value = self.number(low, high)
        if value != int(value):
            self.fail(f"is {value}, and must be a whole number")
        return int(value)

    def flag(self) -> bool:
        """Return yes or no.

        Raises:
            ScenarioError: it is neither.
        """
        text = self.text().lower()
        if text not in _TRUE:
            self.fail(f"is {text!r}, and must be true or false")
        return _TRUE[text]

    def day(self) -> date:
        """Return a day.

        Raises:
            ScenarioError: it is no ISO date.
        """
        text = self.text()
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.fail(f"{text!r} is no day; write it as 2014-02-19")

    def choose(self, names: Mapping[str, int], what: str) -> int:
        """Return the place of a name.

        Raises:
            ScenarioError: there is none of that name.
        """
        return find_name(self, self.text(), names, what)

    def _show(self) -> str:
        if isinstance(self.node, yaml.ScalarNode):
            return repr(self.node.value) if self.node.value else "nothing"
        return "a list" if isinstance(self.node, yaml.SequenceNode) else "a mapping"


def find_name(spot: Spot, name: str, names: Mapping[str, int], what: str) -> int:
    """Return the place of a name that is used at a spot.

    Raises:
        ScenarioError: there is none of that name.
    """
    if name not in names:
        near = difflib.get_close_matches(name, names, 1)
        spot.fail(
            f"there is no {what} {name!r}; "
            + (f"did you mean {near[0]!r}?" if near else f"there are {', '.join(names)}")
        )
    return names[name]


def read_file(path: Path) -> str:
    """Return the text of a file.

    Raises:
        ScenarioError: it cannot be read, is too large, or is not UTF-8.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            message = f"{path}: larger than {MAX_BYTES:,} bytes; no scenario is"
            raise ScenarioError(message)
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        message = f"{path}: cannot be read ({error.strerror}); give the path of a file"
        raise ScenarioError(message) from error
    except UnicodeDecodeError as error:
        message = f"{path}: not UTF-8 at byte {error.start}; save the file as UTF-8"
        raise ScenarioError(message) from error


def parse_yaml(text: str, file: str) -> Spot:
    """Return the root of a YAML text.

    Args:
        text: one YAML document.
        file: what to call it in errors.

    Raises:
        ScenarioError: it is no YAML, is empty, holds more than one document or an anchor, or is nested too deeply.
    """
    try:
        for event in _events(text):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                message = f"{file}:{_line(event)}: anchors (&, *) are not read; write the value out"
                raise ScenarioError(message)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f":{mark.line + 1}" if mark is not None else ""
        message = f"{file}{line}: no YAML: {error.problem or error.context}"
        raise ScenarioError(message) from error
    except yaml.YAMLError as error:
        message = f"{file}: no YAML: {error}"
        raise ScenarioError(message) from error
    except RecursionError as error:
        message = f"{file}: nested too deeply; a scenario has a handful of levels"
        raise ScenarioError(message) from error
    if node is None:
        message = f"{file}: empty; a scenario has at least parties, issues and weights"
        raise ScenarioError(message)
    return Spot(file, (), node)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark is not None else 1


def _events(text: str) -> Iterator[yaml.Event]:
    yield from yaml.parse(text, Loader=_LOADER)
