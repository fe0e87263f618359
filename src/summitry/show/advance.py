"""Negotiation analyses for people: one plain ``Page`` of each, printed as rich text, Markdown or CSV.

Every page names the scenario by its hash and day, carries the disclaimer, and says how many of its numbers are
judgements; a starred column or figure hangs on them.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text

from summitry.advance.equilibria import Path, Stability, Swap
from summitry.advance.fair import CAUTIONS, Division
from summitry.advance.game import Package
from summitry.advance.packages import LeftBehind, PackageReport
from summitry.advance.pareto import Frontier
from summitry.advance.ratify import Bridge, RatifyReport
from summitry.advance.scenario import DISCLAIMER, Scenario
from summitry.advance.settle import CAUTION, COVERAGE, Settlement
from summitry.advance.solution import Solutions
from summitry.advance.uncertainty import Draws

JUDGED = "*"
"""Marks what hangs on judgements."""
_NOT_COUNTED = "not counted"
_MOST_ROWS = 40
_BASES = {"analyst": "the analyst's", "evidence": "from evidence", "rule": "by rule", "unknown": "unknown"}
"""What numbers lean on, as a sentence says it."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its title, the names of its columns, its cells."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What one analysis says: a title, sentences that sum it up, tables, warnings, and the small print."""

    title: str
    facts: tuple[str, ...]
    tables: tuple[Table, ...] = ()
    warnings: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()


def describe_scenario(scenario: Scenario) -> dict[str, Any]:
    """Return what every output says of its scenario, for JSON."""
    return {
        "id": scenario.id,
        "title": scenario.title,
        "as_of": None if scenario.as_of is None else scenario.as_of.isoformat(),
        "analyst": scenario.analyst,
        "hash": scenario.digest,
        "disclaimer": scenario.disclaimer,
        "numbers": scenario.count_bases(),
        "unknown": list(scenario.find_unknowns()),
        "evidence": [
            {"id": one.id, "says": one.says, "issue": one.issue, "party": one.party} for one in scenario.evidence
        ],
    }


def _foot(scenario: Scenario) -> tuple[str, ...]:
    counts = scenario.count_bases()
    day = f"as of {scenario.as_of.isoformat()}" if scenario.as_of else "no day given"
    named = ", ".join(f"{count} {_BASES[name]}" for name, count in counts.items() if count)
    return (
        f"Scenario {scenario.id} · {scenario.digest or 'no file'} · {day}",
        f"{JUDGED} hangs on judgements: the scenario's numbers are {named}.",
        scenario.disclaimer,
    )


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _count(value: int | None) -> str:
    return _NOT_COUNTED if value is None else f"{value:,}"


def say_package(scenario: Scenario, package: Package) -> str:
    """Return a package in one line: what differs from no agreement, and what each side gains."""
    gains = ", ".join(f"{side.id} {gain:+.3f}" for side, gain in zip(scenario.parties, package.gains, strict=True))
    said = []
    for issue, option in zip(scenario.issues, package.options, strict=True):
        place = next(n for n, choice in enumerate(issue.options) if choice.id == option)
        if place != issue.no_agreement:
            said.append(f"{issue.name}: {issue.options[place].name}")
    rest = "; all else as without agreement" if 0 < len(said) < len(scenario.issues) else ""
    return f"{'; '.join(said) or 'all as without agreement'}{rest} ({gains})"


def _list_packages(scenario: Scenario, title: str, packages: Iterable[tuple[str, Package]]) -> Table:
    rows = tuple(
        (
            name,
            *map(str, package.options),
            *map(_number, package.utilities),
            *(f"{gain:+.3f}" for gain in package.gains),
        )
        for name, package in packages
    )
    columns = (
        "",
        *(issue.name for issue in scenario.issues),
        *(f"{side.id}{JUDGED}" for side in scenario.parties),
        *(f"{side.id} gain{JUDGED}" for side in scenario.parties),
    )
    return Table(title, columns, rows[:_MOST_ROWS])


def page_packages(report: PackageReport) -> Page:
    """Return the page of an analysis of packages."""
    scenario, found = report.scenario, report.solutions
    first = f"{_count(report.possible)} packages are possible; {_count(report.zone)} of them give every side more than "
    facts = [f"{first}no agreement{JUDGED}."]
    if not found.nash:
        facts.append("There is no zone of agreement: no package gives every side more than no agreement.")
    facts += [
        f"{part.group.name.capitalize()} alone: no zone of agreement. Nearest: {say_package(scenario, part.nearest)}."
        for part in report.parts
        if part.group.kind == "joined" and part.zone_alone == 0 and part.nearest is not None
    ]
    if report.left_behind is not None:
        facts.extend(_say_left_behind(scenario, report.left_behind))
    named = [
        (name, package)
        for name, packages in (
            ("Nash", found.nash),
            (f"Kalai-Smorodinsky ({found.convention.value})", found.kalai_smorodinsky),
            ("Kalai", found.kalai),
            ("welfare", found.welfare),
        )
        for package in packages
    ]
    parts = tuple(
        (
            part.group.kind,
            part.group.name,
            _number(part.without),
            _number(part.gain),
            _number(part.alone),
            _count(part.zone_alone),
        )
        for part in report.parts
    )
    judged = (f"{head}{JUDGED}" for head in ("Nash without", "package gain", "Nash alone", "zone alone"))
    heads = ("", "issues", *judged)
    tables = [
        _list_packages(scenario, "What theory picks", named),
        Table("What bundling is worth", heads, parts),
    ]
    if report.frontier is not None:
        size = len(report.frontier)
        title = f"Pareto frontier: {size} points" + (f", the first {_MOST_ROWS}" if size > _MOST_ROWS else "")
        numbered = ((str(n), package) for n, package in enumerate(report.frontier, start=1))
        tables.append(_list_packages(scenario, title, numbered))
    return Page(f"Packages · {scenario.title}", tuple(facts), tuple(tables), report.warnings, _foot(scenario))


def page_domain(name: str, front: Frontier, found: Solutions) -> Page:
    """Return the page of an imported domain, which is no scenario: its frontier and its solutions."""
    parties = tuple(str(party) for party in front.game.parties)
    columns = ("", *(str(issue) for issue in front.game.issues), *(f"{party}{JUDGED}" for party in parties))

    def rows(packages: Iterable[tuple[str, Package]]) -> tuple[tuple[str, ...], ...]:
        return tuple(
            (label, *map(str, one.options), *(f"{value:g}" for value in one.utilities)) for label, one in packages
        )

    named = (("Nash", found.nash), (f"Kalai-Smorodinsky ({found.convention.value})", found.ks), ("Kalai", found.kalai))
    tables = (
        Table("What theory picks", columns, rows((label, one) for label, some in named for one in some[:_MOST_ROWS])),
        Table("Pareto frontier", columns, rows((str(n), one) for n, one in enumerate(front[:_MOST_ROWS], start=1))),
    )
    facts = (f"{front.game.size:,} packages; the frontier has {len(front):,} points.",)
    return Page(f"Packages · {name}", facts, tables, (), (f"{JUDGED} as the profiles of the domain say.", DISCLAIMER))


def _say_left_behind(scenario: Scenario, left: LeftBehind) -> Iterable[str]:
    name = scenario.issues[left.issue].name
    if left.best_shelved is None:
        yield f"With {name} shelved there is no zone of agreement."
        return
    yield f"Best with {name} shelved: {say_package(scenario, left.best_shelved)}."
    if left.best_settled is None:
        yield f"With {name} settled there is no zone of agreement: it will be left behind."
    elif left.tempting:
        on = f"; {left.on_frontier} points of the frontier shelve it" if left.on_frontier is not None else ""
        yield f"{name.capitalize()} may be left behind: {', '.join(left.tempting)} gets more with it shelved{on}."


def page_ratify(report: RatifyReport) -> Page:
    """Return the page of an analysis of ratification."""
    scenario = report.scenario
    facts = []
    if report.method == "milp":
        facts.append("Too many packages to count: one best package and one bridge were found by MILP.")
    else:
        wins = ", ".join(f"{home.party} {_count(home.win_set)}" for home in report.homes)
        shared = f"they share {_count(report.overlap)}"
        facts.append(f"Of {_count(report.possible)} packages the win-sets hold: {wins}; {shared}{JUDGED}.")
        facts.append(f"{_count(report.agreeable)} of those give every government more than no agreement{JUDGED}.")
    if report.homes:
        facts.append(f"The highest quota at which the win-sets still overlap is {report.common_quota:.0%}{JUDGED}.")
    if report.nash:
        facts.append(f"Nash package that can be ratified: {say_package(scenario, report.nash[0])}.")
    else:
        facts.append("No package that every government gains by can be ratified on all sides.")
    facts += [_say_bridge(scenario, bridge) for bridge in report.bridges if bridge.short]
    voices = tuple(
        (
            home.party,
            voice.name,
            f"{voice.power:g}" + (" veto" if voice.veto else ""),
            _count(voice.accepts),
            _count(voice.pivotal),
            _count(voice.blocks),
        )
        for home in report.homes
        for voice in home.voices
    )
    columns = ("side", "constituency", "power", f"accepts{JUDGED}", f"pivotal{JUDGED}", f"blocks{JUDGED}")
    tables = [Table("Who accepts, who decides, who blocks", columns, voices)] if voices else []
    if report.frontier:
        numbered = ((str(n), package) for n, package in enumerate(report.frontier, start=1))
        tables.append(_list_packages(scenario, "Frontier of what can be ratified", numbered))
    return Page(f"Ratification · {scenario.title}", tuple(facts), tuple(tables), (), _foot(scenario))


def _say_bridge(scenario: Scenario, bridge: Bridge) -> str:
    short = ", ".join(f"{one.party} {one.name or 'government'} by {one.lack:.3f}" for one in bridge.short)
    return f"Bridge: {say_package(scenario, bridge.package)}; short of it: {short}."


def page_draws(draws: Draws) -> Page:
    """Return the page of the draws."""
    scenario = draws.scenario
    what = "weights, scores and reservation values"
    error = f"± {2 * draws.error:.1%}"
    exists = "A package by which every government gains exists"
    facts = (
        f"{draws.draws:,} draws (seed {draws.seed}) over {what}, {draws.packages:,} packages each.",
        f"{exists} in {draws.zone:.1%} of them, one that can be ratified in {draws.agreeable:.1%} ({error}).",
    )
    alone = tuple((name, f"{share:.1%}") for name, share in draws.alone)
    frequencies = tuple((one.issue, one.option, f"{one.share:.1%}") for one in draws.frequencies)
    unknowns = tuple(
        (one.name, f"{one.explains:.1%}", f"{one.if_low:.1%}", f"{one.if_high:.1%}") for one in draws.unknowns
    )
    tables = (
        Table("Settled alone, a zone of agreement exists in", ("issues", "share of draws"), alone),
        Table("How often an option is in the Nash package", ("issue", "option", "share"), frequencies),
        Table(
            "What would move the answer most, if it were known",
            ("number", "explains", "agreeable if low", "agreeable if high"),
            unknowns,
        ),
    )
    return Page(f"Draws · {scenario.title}", facts, tuple(table for table in tables if table.rows), (), _foot(scenario))


def page_stability(found: Stability, wanted: tuple[int, str, tuple[Swap, ...] | None] | None = None) -> Page:
    """Return the page of an analysis of stability; ``wanted``: a state, a concept, and the change that leads there."""
    strong = [state for state in found.nash if state in found.seq]
    counts = ", ".join(f"{name.upper()} {len(states)}" for name, states in found.equilibria.items())
    facts = [f"{len(found.states) or 'Many'} states; equilibria: {counts}{JUDGED}."]
    if strong:
        facts.append(f"Stable under Nash and SEQ alike: {_name_states(found, strong)}.")
    facts += [_say_path(path) for path in found.paths]
    if wanted is not None:
        facts.append(_say_change(*wanted))
    shown = sorted(set().union(*found.equilibria.values()))
    rows = tuple(
        (
            str(state),
            found.states[state - 1] if found.states else "",
            *("yes" if state in states else "" for states in found.equilibria.values()),
        )
        for state in shown
    )
    title = "States that are stable for everybody"
    if len(rows) > _MOST_ROWS:
        title = f"{title}: the first {_MOST_ROWS} of {len(rows):,}"
    table = Table(title, ("state", "what is done", "Nash", "GMR", "SMR", "SEQ"), rows[:_MOST_ROWS])
    footer = (
        f"Conflict {found.name} · {found.digest or 'no file'}",
        f"{JUDGED} hangs on the preferences, which are judgements.",
        DISCLAIMER,
    )
    return Page(f"Stability · {found.name}", tuple(facts), (table,), (), footer)


def _name_states(found: Stability, states: Sequence[int]) -> str:
    listed = [f"{state} ({found.states[state - 1]})" if found.states else str(state) for state in states[:10]]
    return ", ".join(listed) + (", ..." if len(states) > len(listed) else "")


def _say_path(path: Path) -> str:
    concept = path.concept.upper()
    if not path.movers:
        return f"The status quo, state {path.states[0]}, is an equilibrium itself ({concept})."
    steps = " ".join(f"–{who}→ {state}" for who, state in zip(path.movers, path.states[1:], strict=True))
    return f"From the status quo ({concept}): {path.states[0]} {steps}."


def _say_change(state: int, concept: str, change: tuple[Swap, ...] | None) -> str:
    kind = concept.upper()
    if change is None:
        return f"No change of at most four swaps of preference was found that makes state {state} stable ({kind})."
    if not change:
        return f"State {state} is an equilibrium already ({kind})."
    swaps = " and ".join(
        f"{one.maker} came to prefer {', '.join(map(str, one.above))} to {', '.join(map(str, one.below))}"
        for one in change
    )
    return f"State {state} would become an equilibrium ({kind}) if {swaps}."


def page_settle(settlements: Sequence[Settlement], name: str, digest: str) -> Page:
    """Return the page of settlements on scales."""
    facts = []
    for one in settlements:
        where = f"{one.dimension}: " if one.dimension else ""
        absent = f"; absent, and not counted as zero: {', '.join(one.absent)}" if one.absent else ""
        band = f"{COVERAGE:.0%} band {one.low:.1f} to {one.high:.1f}{JUDGED}"
        facts.append(f"{where}compromise {one.compromise:.1f}, {band}; weighted median {one.median:g}{absent}.")
    rows = tuple(
        (one.dimension, actor.actor, f"{actor.power:g}", f"{actor.position:g}", f"{actor.salience:g}")
        for one in settlements
        for actor in one.actors
    )
    table = Table("Who counts", ("scale", "actor", f"power{JUDGED}", f"position{JUDGED}", f"salience{JUDGED}"), rows)
    footer = (f"Positions {name} · {digest}", f"{JUDGED} hangs on judgements.", DISCLAIMER)
    return Page(f"Settlement · {name}", tuple(facts), (table,), (CAUTION,), footer)


def page_fair(found: Division, name: str, digest: str) -> Page:
    """Return the page of a division."""
    one, other = found.parties
    checks = (
        ("envy-free", found.is_envy_free),
        ("equitable", found.is_equitable),
        ("efficient", found.is_efficient),
    )
    points = f"{one} and {other} get {found.totals[0]} and {found.totals[1]} points by their own count"
    facts = (
        f"{points}, about {float(found.totals[0]):.1f} each{JUDGED}.",
        f"Split between them: {found.split}." if found.split else "No item is split.",
        f"The division is {', '.join(name if holds else f'not {name}' for name, holds in checks)}.",
    )
    rows = tuple(
        (share.item, str(share.points[0]), str(share.points[1]), str(share.first), str(1 - share.first))
        for share in found.shares
    )
    columns = ("item", f"{one} points{JUDGED}", f"{other} points{JUDGED}", f"{one} gets", f"{other} gets")
    cautions = CAUTIONS if found.split else CAUTIONS[:1]
    footer = (f"Points {name} · {digest}", f"{JUDGED} hangs on judgements.", DISCLAIMER)
    return Page(f"Fair division · {name}", facts, (Table("Adjusted Winner", columns, rows),), cautions, footer)


def page_demo(packages: PackageReport, ratify: RatifyReport, stricter: RatifyReport, draws: Draws) -> Page:
    """Return an example in one screen: why not alone, what opens a zone, who blocks, what would have to change."""
    scenario = packages.scenario
    facts = [
        f"{part.group.name.capitalize()} settled alone: no zone of agreement. Nearest: {say_package(scenario, one)}."
        for part in packages.parts
        if part.group.kind == "joined" and part.zone_alone == 0 and (one := part.nearest) is not None
    ]
    if packages.solutions.nash:
        serve = f"{_count(packages.zone)} of {_count(packages.possible)} packages serve every side{JUDGED}"
        nash = say_package(scenario, packages.solutions.nash[0])
        facts.append(f"The whole package: {serve}; the governments by themselves would pick (Nash) {nash}.")
    else:
        facts.append("The whole package opens no zone of agreement either.")
    if packages.left_behind is not None:
        facts.extend(_say_left_behind(scenario, packages.left_behind))
    facts.append(f"At home {_count(ratify.agreeable)} of them can be ratified on all sides{JUDGED}.")
    blocks = sorted(
        ((voice.blocks or 0, home.party, voice.name) for home in ratify.homes for voice in home.voices), reverse=True
    )
    who = ", ".join(f"{name} ({party}) {count}" for count, party, name in blocks if count)
    if who:
        facts.append(f"Packages that fail because of one constituency alone: {who}.")
    facts.append(f"The win-sets overlap up to a quota of {ratify.common_quota:.0%}{JUDGED}.")
    if not stricter.has_agreement and stricter.bridges:
        facts.append(f"At {stricter.homes[0].quota:.0%} nothing passes. {_say_bridge(scenario, stricter.bridges[0])}")
    facts.append(f"In {draws.draws:,} draws an agreeable package exists in {draws.agreeable:.1%}.")
    options = [one for one in draws.frequencies if one.issue == scenario.issues[_hard_place(packages)].id]
    if options:
        named = ", ".join(f"{one.option} {one.share:.0%}" for one in sorted(options, key=lambda one: -one.share)[:4])
        facts.append(f"In the Nash package {options[0].issue} is {named}.")
    if draws.unknowns:
        facts.append(f"What would move that most, if known: {draws.unknowns[0].name}.")
    return Page(scenario.title, tuple(facts), (), (), _foot(scenario))


def _hard_place(packages: PackageReport) -> int:
    return packages.left_behind.issue if packages.left_behind is not None else 0


def render_page(page: Page, console: Console) -> None:
    """Print a page to a terminal."""
    console.print(Text(page.title, style="bold"))
    for fact in page.facts:
        console.print(Text(f"• {fact}"))
    for warning in page.warnings:
        console.print(Text(f"! {warning}", style="yellow"))
    for table in page.tables:
        grid = RichTable(title=table.title, title_justify="left", title_style="bold cyan", box=box.SIMPLE_HEAD)
        for column in table.columns:
            grid.add_column(Text(column), overflow="fold")
        for row in table.rows:
            grid.add_row(*(Text(cell) for cell in row))
        console.print(grid)
    for line in page.footer:
        console.print(Text(line, style="dim"))


def to_markdown(page: Page) -> str:
    """Return a page as Markdown."""
    lines = [f"# {page.title}", "", *(f"- {fact}" for fact in page.facts)]
    lines += ["", *(f"> {warning}" for warning in page.warnings)] if page.warnings else []
    for table in page.tables:
        lines += ["", f"## {table.title}", "", _bar(table.columns), _bar("---" for _ in table.columns)]
        lines += [_bar(row) for row in table.rows]
    return "\n".join([*lines, "", *(f"*{line.removeprefix(JUDGED).strip()}*  " for line in page.footer), ""])


def _bar(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def to_csv(page: Page) -> str:
    """Return the tables of a page as CSV: the first column names the table, the small print stands behind #."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for line in (page.title, *page.footer):
        out.write(f"# {line}\n")
    for table in page.tables:
        writer.writerow(("table", *table.columns))
        writer.writerows((table.title, *map(_disarm, row)) for row in table.rows)
    return out.getvalue()


def _disarm(cell: str) -> str:
    """Keep a spreadsheet from taking a name for a formula; signed numbers stay as they are."""
    return f"'{cell}" if cell[:1] in {"=", "@", "+", "-"} and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
