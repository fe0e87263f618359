"""Scenario files: YAML in, ``Scenario`` out; every error names the file, the line and the key.

The form is told in ``docs/advance.md``.
"""

import hashlib
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import yaml

from summitry.advance.game import Picks, Rule
from summitry.advance.scenario import (
    DISCLAIMER,
    Basis,
    Choice,
    Constituency,
    Constraint,
    Hard,
    Issue,
    Judged,
    Link,
    Party,
    RedLine,
    Reliability,
    Scenario,
    Uncertainty,
)
from summitry.advance.spots import Spot, find_name, parse_yaml, read_file

VERSION = 1
_SLACK = Decimal("0.000001")
_UNKNOWN = "unknown"
_EVIDENCE = re.compile(r"evidence\s*\[([^\]]*)\]")
_MOST_DRAWS = 100_000
_ROOT = (
    "id", "title", "as_of", "analyst", "disclaimer", "constraints", "no_agreement", "reservation", "red_lines",
    "constituencies", "uncertainty", "evidence", "reliability", "hard_issue",
)  # fmt: skip
Names = dict[str, int]


def load_scenario(path: Path) -> Scenario:
    """Return the scenario in a YAML file.

    Raises:
        ScenarioError: the file cannot be read or is no scenario; the message names the line and the key.
    """
    return parse_scenario(read_file(path), path.name)


def parse_scenario(text: str, file: str = "scenario") -> Scenario:
    """Return the scenario in a YAML text.

    Args:
        text: the text of the file.
        file: what to call it in errors.

    Raises:
        ScenarioError: it is no scenario; the message names the line and the key.
    """
    root = parse_yaml(text, file)
    fields = root.fields(_ROOT, needed=("summitry_scenario", "parties", "issues", "weights"))
    if fields["summitry_scenario"].whole(0, 1_000_000) != VERSION:
        fields["summitry_scenario"].fail(f"this version reads scenarios of form {VERSION}")
    party_spots = _entries(fields["parties"], "party")
    parties: Names = {name: place for place, name in enumerate(party_spots)}
    issue_spots = _entries(fields["issues"], "issue")
    issues: Names = {name: place for place, name in enumerate(issue_spots)}
    held = fields["no_agreement"].fields(issues) if "no_agreement" in fields else {}
    subjects = tuple(_read_issue(name, spot, parties, held.get(name)) for name, spot in issue_spots.items())
    options = tuple({choice.id: place for place, choice in enumerate(issue.options)} for issue in subjects)
    reader = _Sides(fields, parties, issues, options)
    sides = tuple(reader.read_party(name, spot) for name, spot in party_spots.items())
    constraints = fields["constraints"].sequence() if "constraints" in fields else ()
    links = fields["evidence"].sequence() if "evidence" in fields else ()
    return Scenario(
        id=fields["id"].text() if "id" in fields else Path(file).stem,
        title=fields["title"].text() if "title" in fields else Path(file).stem,
        as_of=fields["as_of"].day() if "as_of" in fields else None,
        analyst=fields["analyst"].text() if "analyst" in fields else "",
        disclaimer=fields["disclaimer"].text() if "disclaimer" in fields else DISCLAIMER,
        parties=sides,
        issues=subjects,
        constraints=tuple(_read_constraint(spot, issues, options) for spot in constraints),
        uncertainty=_read_uncertainty(fields["uncertainty"]) if "uncertainty" in fields else Uncertainty(),
        evidence=tuple(_read_link(spot) for spot in links),
        hard=_read_hard(fields["hard_issue"], issues, options) if "hard_issue" in fields else None,
        digest=hashlib.sha256(text.encode()).hexdigest()[:12],
    )


def _entries(spot: Spot, what: str) -> dict[str, Spot]:
    found = spot.items()
    if not found:
        spot.fail(f"has no {what}; give at least one")
    return found


def _read_issue(name: str, spot: Spot, parties: Names, held: Spot | None) -> Issue:
    fields = spot.fields(("question", "track"), needed=("options", "scores"))
    option_spots = _entries(fields["options"], "option")
    choices = tuple(_read_choice(key, one, parties) for key, one in option_spots.items())
    options: Names = {choice.id: place for place, choice in enumerate(choices)}
    by_party = fields["scores"].fields(parties)
    scores = []
    for party in parties:
        if party not in by_party:
            fields["scores"].fail(f"has no scores for {party!r}; give them, or write {party}: unknown")
        scores.append(read_scores(by_party[party], options))
    return Issue(
        id=name,
        question=fields["question"].text() if "question" in fields else "",
        track=fields["track"].text() if "track" in fields else "",
        options=choices,
        scores=tuple(scores),
        no_agreement=held.choose(options, "option") if held is not None else None,
    )


def read_scores(spot: Spot, options: Names) -> tuple[Judged, ...]:
    """Return the scores of an issue's options: a mapping, or the one word ``unknown`` for all."""
    if isinstance(spot.node, yaml.ScalarNode) and spot.text() == _UNKNOWN:
        return tuple(Judged(None) for _ in options)
    given = spot.fields(options)
    missing = [name for name in options if name not in given]
    if missing:
        spot.fail(f"has no score for {missing[0]!r}; give one from 0 to 100, or write {missing[0]}: unknown")
    return tuple(read_judged(given[name], 0, 100) for name in options)


def _read_choice(name: str, spot: Spot, parties: Names) -> Choice:
    if isinstance(spot.node, yaml.ScalarNode):
        return Choice(name, spot.text())
    fields = spot.fields(("label", "source", "delivered_by"))
    return Choice(
        name,
        fields["label"].text() if "label" in fields else "",
        fields["source"].text() if "source" in fields else "",
        fields["delivered_by"].choose(parties, "party") if "delivered_by" in fields else None,
    )


def read_judged(spot: Spot, low: int | None = None, high: int | None = None) -> Judged:
    """Return a number, or a mapping of its value, basis, evidence and reason."""
    if isinstance(spot.node, yaml.ScalarNode):
        return Judged(None) if spot.text() == _UNKNOWN else Judged(spot.number(low, high))
    fields = spot.fields(("basis", "evidence", "why"), needed=("value",))
    plain = fields["value"]
    value = None if plain.text() == _UNKNOWN else plain.number(low, high)
    basis = Basis.ANALYST
    evidence: tuple[str, ...] = ()
    if "basis" in fields:
        basis, evidence = _read_basis(fields["basis"])
    if "evidence" in fields:
        evidence = (*evidence, *(one.text() for one in fields["evidence"].one_or_more()))
    if basis is Basis.EVIDENCE and not evidence:
        fields["basis"].fail("leans on evidence and names none; write basis: evidence[id, id]")
    return Judged(value, basis, evidence, fields["why"].text() if "why" in fields else "")


def _read_basis(spot: Spot) -> tuple[Basis, tuple[str, ...]]:
    text = spot.text()
    found = _EVIDENCE.fullmatch(text.strip())
    if found:
        return Basis.EVIDENCE, tuple(part.strip() for part in found[1].split(",") if part.strip())
    if text in {basis.value for basis in Basis}:
        return Basis(text), ()
    return spot.fail(f"is {text!r}, and must be analyst, rule or evidence[ids]")


class _Sides:
    """Reads what a file says of its parties, section by section."""

    def __init__(self, fields: dict[str, Spot], parties: Names, issues: Names, options: Sequence[Names]) -> None:
        self._issues, self._options = issues, options
        self._sections = {
            name: fields[name].fields(parties) if name in fields else {}
            for name in ("weights", "reservation", "red_lines", "constituencies", "reliability")
        }
        for party in parties:
            if party not in self._sections["weights"]:
                fields["weights"].fail(f"has no weights for {party!r}; give one for each issue, which sum to 1")

    def read_party(self, name: str, spot: Spot) -> Party:
        """Return a party with all that the sections say of it."""
        about = spot.items() if not isinstance(spot.node, yaml.ScalarNode) else {}
        label = spot.text() if isinstance(spot.node, yaml.ScalarNode) else ""
        sections = {key: found.get(name) for key, found in self._sections.items()}
        weights, floor, lines = sections["weights"], sections["reservation"], sections["red_lines"]
        home, kept = sections["constituencies"], sections["reliability"]
        quota, voices = self._read_home(home) if home is not None else (None, ())
        return Party(
            id=name,
            name=about["name"].text() if "name" in about else label or name,
            weights=self._read_weights(weights) if weights is not None else (),
            reservation=read_judged(floor, 0, 1) if floor is not None else None,
            red_lines=tuple(self._read_red_lines(lines)) if lines is not None else (),
            quota=quota,
            constituencies=voices,
            people=tuple((key, one.text()) for key, one in about.items() if key != "name"),
            reliability=_read_reliability(kept) if kept is not None else None,
        )

    def _read_weights(self, spot: Spot) -> tuple[Judged, ...]:
        given = spot.fields(self._issues)
        missing = [name for name in self._issues if name not in given]
        if missing:
            spot.fail(f"has no weight for {missing[0]!r}; give one, 0 if it does not matter")
        weights = tuple(read_judged(given[name], 0, 1) for name in self._issues)
        total = sum((one.value for one in weights if one.value is not None), Decimal(0))
        if any(one.value is None for one in weights):
            if total > 1 + _SLACK:
                spot.fail(f"sum to {total} already, and must not exceed 1 while some are unknown")
        elif abs(total - 1) > _SLACK:
            spot.fail(f"sum to {total}, and must sum to 1")
        return weights

    def _read_red_lines(self, spot: Spot) -> list[RedLine]:
        lines = []
        for issue, one in spot.fields(self._issues).items():
            place = self._issues[issue]
            if isinstance(one.node, yaml.MappingNode):
                for option, reason in one.fields(self._options[place]).items():
                    fields = reason.fields(("why", "evidence"))
                    why = fields["why"].text() if "why" in fields else ""
                    evidence = tuple(e.text() for e in fields["evidence"].one_or_more()) if "evidence" in fields else ()
                    lines.append(RedLine(place, self._options[place][option], why, evidence))
            else:
                lines.extend(RedLine(place, item.choose(self._options[place], "option")) for item in one.one_or_more())
        return lines

    def _read_home(self, spot: Spot) -> tuple[Decimal, tuple[Constituency, ...]]:
        fields = spot.fields((), needed=("quota", "members"))
        voices = tuple(self._read_voice(one) for one in fields["members"].sequence())
        if not voices:
            fields["members"].fail("is empty; give at least one constituency, or leave the party out")
        names = [voice.name for voice in voices]
        doubled = next((name for name in names if names.count(name) > 1), None)
        if doubled is not None:
            fields["members"].fail(f"has {doubled!r} twice; names must differ")
        if not any(voice.power for voice in voices):
            fields["members"].fail("have no power at all; give at least one a power above 0")
        return fields["quota"].number(0, 1), voices

    def _read_voice(self, spot: Spot) -> Constituency:
        fields = spot.fields(("power", "weight", "veto", "scores"), needed=("name", "weights", "accept_at"))
        if ("power" in fields) == ("weight" in fields):
            spot.fail("give its power, once, as power: 2")
        power = fields["power"] if "power" in fields else fields["weight"]
        scores = None
        if "scores" in fields:
            given = fields["scores"].fields(self._issues)
            missing = [name for name in self._issues if name not in given]
            if missing:
                fields["scores"].fail(f"has no scores for {missing[0]!r}; give all issues, or none to take the party's")
            scores = tuple(read_scores(given[name], self._options[place]) for name, place in self._issues.items())
        accept = read_judged(fields["accept_at"], 0, 1)
        if accept.value is None:
            fields["accept_at"].fail("must be a number from 0 to 1")
        return Constituency(
            name=fields["name"].text(),
            power=power.number(0),
            veto=fields["veto"].flag() if "veto" in fields else False,
            weights=self._read_weights(fields["weights"]),
            accept_at=accept,
            scores=scores,
        )


def _read_reliability(spot: Spot) -> Reliability:
    fields = spot.fields((), needed=("kept", "lapsed"))
    return Reliability(fields["kept"].whole(0, 1_000_000), fields["lapsed"].whole(0, 1_000_000))


def _read_constraint(spot: Spot, issues: Names, options: Sequence[Names]) -> Constraint:
    fields = spot.fields(("forbid", "require", "why"))
    if ("forbid" in fields) == ("require" in fields):
        spot.fail("a constraint either forbids or requires; write forbid: {...} or require: {if: {...}, then: {...}}")
    why = fields["why"].text() if "why" in fields else ""
    if "forbid" in fields:
        return Constraint(Rule(_read_picks(fields["forbid"], issues, options)), why)
    parts = fields["require"].fields((), needed=("if", "then"))
    when, then = (_read_picks(parts[key], issues, options) for key in ("if", "then"))
    return Constraint(Rule(when, then), why)


def _read_picks(spot: Spot, issues: Names, options: Sequence[Names]) -> Picks:
    picks = []
    for name, one in spot.items().items():
        place = find_name(one, name, issues, "issue")
        picks.append((place, frozenset(item.choose(options[place], "option") for item in one.one_or_more())))
    if not picks:
        spot.fail("names no issue")
    return tuple(picks)


def _read_uncertainty(spot: Spot) -> Uncertainty:
    plain = Uncertainty()
    fields = spot.fields(("weights", "scores", "reservation", "draws", "seed"))
    values: dict[str, Decimal] = {}
    for name, key, model, high in (
        ("weights", "concentration", "dirichlet", None),
        ("scores", "half_width", "triangular", 100),
        ("reservation", "half_width", "uniform", 1),
    ):
        if name in fields:
            inner = fields[name].fields(("model",), needed=(key,))
            if "model" in inner and inner["model"].text() != model:
                inner["model"].fail(f"is {inner['model'].text()!r}; {name} are drawn from a {model} distribution")
            values[name] = inner[key].number(0 if high else Decimal("0.01"), high)
    return Uncertainty(
        concentration=float(values.get("weights", plain.concentration)),
        scores=float(values.get("scores", plain.scores)),
        reservation=float(values.get("reservation", plain.reservation)),
        draws=fields["draws"].whole(1, _MOST_DRAWS) if "draws" in fields else plain.draws,
        seed=fields["seed"].whole(0, 2**63) if "seed" in fields else plain.seed,
    )


def _read_hard(spot: Spot, issues: Names, options: Sequence[Names]) -> Hard:
    fields = spot.fields((), needed=("issue", "shelved"))
    place = fields["issue"].choose(issues, "issue")
    return Hard(place, frozenset(one.choose(options[place], "option") for one in fields["shelved"].one_or_more()))


def _read_link(spot: Spot) -> Link:
    fields = spot.fields(("issue", "party", "ledger", "id", "says", "source"))
    link = next((fields[key].text() for key in ("id", "ledger", "source") if key in fields), None)
    if link is None:
        spot.fail("names no row; write ledger: position:..., id: ... or source: ...")
    texts = {key: fields[key].text() if key in fields else "" for key in ("says", "issue", "party")}
    return Link(link, **texts)
