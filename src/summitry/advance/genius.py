"""Import of additive GENIUS domains: one XML file for the issues, one for each party's utilities.

A utility is the sum over issues of weight times evaluation, as the file gives them, not rescaled; an integer issue has
one option a whole number, valued by its linear evaluator. Anything that is not additive is refused by name.

Source: the XML form of GENIUS (Hindriks et al. 2009) as used in the ANAC competitions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from summitry.errors import ScenarioError

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_BYTES = 1 << 24
_MOST_OPTIONS = 100_000
Table = dict[str, dict[str, Fraction]]


@dataclass(frozen=True, slots=True)
class Domain:
    """An imported domain, ready for ``frontier`` and ``solutions``.

    ``tables[party][issue][option]``: exact utilities. ``reservation[party]``: 0 where a file gives none.
    """

    name: str
    tables: dict[str, Table]
    reservation: dict[str, Fraction]


def read_domain(domain: Path, profiles: Sequence[Path]) -> Domain:
    """Read a domain and the profiles of its parties.

    Args:
        domain: the file with the issues.
        profiles: one file a party; a party is called by the name of its file.

    Returns:
        Exact utilities of every party.

    Raises:
        ScenarioError: a file cannot be read, is no GENIUS file, or describes utilities that are not additive.
    """
    if len({path.stem for path in profiles}) != len(profiles) or not profiles:
        message = f"{[str(path) for path in profiles]}: give one profile for each party, with file names that differ"
        raise ScenarioError(message)
    issues = _read_issues(domain, _read_xml(domain))
    tables, reservation = {}, {}
    for path in profiles:
        root = _read_xml(path)
        tables[path.stem] = _read_profile(path, root, issues)
        found = root.find(".//reservation")
        reservation[path.stem] = Fraction(0) if found is None else _read_number(path, found, "value")
    return Domain(domain.stem, tables, reservation)


def find_domain(folder: Path) -> tuple[Path, tuple[Path, ...]]:
    """Return the domain file and the profiles in a folder; profiles in order of their names.

    Raises:
        ScenarioError: there is not exactly one domain file, or no profile.
    """
    domains: list[Path] = []
    profiles: list[Path] = []
    for path in sorted(folder.glob("*.xml")):
        root = _read_xml(path)
        (profiles if root.tag == "utility_space" else domains).append(path)
    if len(domains) != 1 or not profiles:
        message = (
            f"{folder}: {len(domains)} domain files and {len(profiles)} profiles; a GENIUS folder has one and some"
        )
        raise ScenarioError(message)
    return domains[0], tuple(profiles)


def _read_xml(path: Path) -> "_Element":
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        if path.stat().st_size > MAX_BYTES:
            message = f"{path}: larger than {MAX_BYTES:,} bytes; no GENIUS file is"
            raise ScenarioError(message)
        root = etree.fromstring(path.read_bytes(), parser)
    except OSError as error:
        message = f"{path}: cannot be read ({error.strerror}); give a GENIUS XML file"
        raise ScenarioError(message) from error
    except etree.XMLSyntaxError as error:
        message = f"{path}: no well-formed XML ({error.msg})"
        raise ScenarioError(message) from error
    if root.tag not in {"negotiation_template", "utility_space"}:
        message = (
            f"{path}:{root.sourceline}: the root is <{root.tag}>; "
            "a GENIUS file begins with <negotiation_template> or <utility_space>"
        )
        raise ScenarioError(message)
    for tag in ("objective/objective", "hyperRectangle", "utility_function", "constraint"):
        bad = root.find(f".//{tag}")
        if bad is not None:
            message = (
                f"{path}:{bad.sourceline}: <{bad.tag}> makes utilities that are not additive; "
                "only additive domains are imported"
            )
            raise ScenarioError(message)
    return root


def _read_issues(path: Path, root: "_Element") -> dict[str, tuple[str, ...]]:
    issues: dict[str, tuple[str, ...]] = {}
    for issue in root.iter("issue"):
        name, kind = _read_text(path, issue, "name"), issue.get("vtype") or issue.get("type") or ""
        if kind == "discrete":
            options = tuple(_read_text(path, item, "value") for item in issue.findall("item"))
        elif kind == "integer":
            low, high = (_read_whole(path, issue, key) for key in ("lowerbound", "upperbound"))
            if high - low >= _MOST_OPTIONS:
                message = (
                    f"{path}:{issue.sourceline}: issue {name!r} has {high - low + 1:,} options; "
                    f"at most {_MOST_OPTIONS:,} are read"
                )
                raise ScenarioError(message)
            options = tuple(str(value) for value in range(low, high + 1))
        else:
            message = (
                f"{path}:{issue.sourceline}: issue {name!r} is of type {kind!r}; "
                "only discrete and integer issues are read"
            )
            raise ScenarioError(message)
        if name in issues or not options or len(set(options)) != len(options):
            message = f"{path}:{issue.sourceline}: issue {name!r} is there twice, or has no option, or one twice"
            raise ScenarioError(message)
        issues[name] = options
    if not issues:
        message = f"{path}: no <issue>; give the file that describes the domain"
        raise ScenarioError(message)
    return issues


def _read_profile(path: Path, root: "_Element", issues: dict[str, tuple[str, ...]]) -> Table:
    weights = {_read_text(path, one, "index"): _read_number(path, one, "value") for one in root.iter("weight")}
    table: Table = {}
    for issue in root.iter("issue"):
        name = _read_text(path, issue, "name")
        if name not in issues:
            message = f"{path}:{issue.sourceline}: the domain has no issue {name!r}"
            raise ScenarioError(message)
        index = _read_text(path, issue, "index")
        if index not in weights:
            message = f"{path}:{issue.sourceline}: issue {name!r} has no <weight index={index!r}>"
            raise ScenarioError(message)
        values = _read_evaluations(path, issue, issues[name])
        table[name] = {option: weights[index] * values[option] for option in issues[name]}
    missing = [name for name in issues if name not in table]
    if missing:
        message = f"{path}: issue {missing[0]!r} of the domain has no values; give them, or take it out of the domain"
        raise ScenarioError(message)
    return table


def _read_evaluations(path: Path, issue: "_Element", options: tuple[str, ...]) -> dict[str, Fraction]:
    evaluator = issue.find("evaluator")
    if evaluator is not None:
        if evaluator.get("ftype") != "linear":
            message = (
                f"{path}:{evaluator.sourceline}: evaluator of type {evaluator.get('ftype')!r}; "
                "only linear ones are read"
            )
            raise ScenarioError(message)
        slope, offset = (_read_number(path, evaluator, key) for key in ("slope", "offset"))
        return {option: slope * int(option) + offset for option in options}
    values = {_read_text(path, item, "value"): _read_number(path, item, "evaluation") for item in issue.findall("item")}
    missing = [option for option in options if option not in values]
    if missing:
        message = f"{path}:{issue.sourceline}: option {missing[0]!r} of issue {issue.get('name')!r} has no evaluation"
        raise ScenarioError(message)
    return values


def _read_text(path: Path, element: "_Element", key: str) -> str:
    value = element.get(key)
    if value is None:
        message = f"{path}:{element.sourceline}: <{element.tag}> has no {key!r}"
        raise ScenarioError(message)
    return str(value)


def _read_number(path: Path, element: "_Element", key: str) -> Fraction:
    text = _read_text(path, element, key)
    try:
        number = Decimal(text)
        if number.is_finite() and abs(number.adjusted()) < 100:  # noqa: PLR2004  # more would be no utility
            return Fraction(number)
    except InvalidOperation:
        pass
    message = f"{path}:{element.sourceline}: {key} {text!r} of <{element.tag}> is no finite number"
    raise ScenarioError(message)


def _read_whole(path: Path, element: "_Element", key: str) -> int:
    number = _read_number(path, element, key)
    if number.denominator != 1:
        message = f"{path}:{element.sourceline}: {key} {element.get(key)!r} of <{element.tag}> is no whole number"
        raise ScenarioError(message)
    return number.numerator
