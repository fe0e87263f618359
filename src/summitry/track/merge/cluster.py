"""From judgements on pairs to occurrences: the components of ``same``, cut where reports exclude each other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from summitry.records import Event
from summitry.track.merge.profile import Dating, find_window
from summitry.track.values import Edge, Judgement, Told

MACHINE = "machine"
APART = 1
"""Days between precise dates from which two reports are never joined through a third that is vaguer."""


class _Days(NamedTuple):
    """First and last day that the precisely dated reports of a group tell, as ordinals."""

    first: int
    last: int


@dataclass(slots=True)
class _Groups:
    """Reports joined so far.

    Attributes:
        parent: key to a key of the same group, the group's own name to itself.
        days: group to the days of its precise reports; a group without one is missing.
        apart: group to the groups that it must not be joined to.
    """

    parent: dict[str, str]
    days: dict[str, _Days]
    apart: dict[str, set[str]]

    def find(self, key: str) -> str:
        while self.parent[key] != key:
            self.parent[key] = self.parent[self.parent[key]]
            key = self.parent[key]
        return key

    def join(self, one: str, other: str) -> None:
        one, other = sorted((self.find(one), self.find(other)))
        if one == other:
            return
        self.parent[other] = one
        for enemy in self.apart.pop(other, ()):
            self.apart[enemy].discard(other)
            if enemy != one:
                self.apart[enemy].add(one)
                self.apart.setdefault(one, set()).add(enemy)
        self.apart.get(one, set()).discard(other)
        days = [self.days.pop(group) for group in (one, other) if group in self.days]
        if days:
            self.days[one] = _Days(min(each.first for each in days), max(each.last for each in days))

    def part(self, one: str, other: str) -> None:
        one, other = self.find(one), self.find(other)
        if one != other:
            self.apart.setdefault(one, set()).add(other)
            self.apart.setdefault(other, set()).add(one)

    def fits(self, one: str, other: str) -> bool:
        one, other = self.find(one), self.find(other)
        if one == other:
            return True
        if other in self.apart.get(one, ()):
            return False
        mine, theirs = self.days.get(one), self.days.get(other)
        return mine is None or theirs is None or max(mine.first, theirs.first) - min(mine.last, theirs.last) < APART


def cluster(reports: Iterable[Told[Event] | str], edges: Iterable[Edge]) -> tuple[tuple[str, ...], ...]:
    """Return the reports that tell of one occurrence, group by group.

    What a person judged comes first: a person's judgement on a pair replaces the machine's, reports that a person
    joined stay together, and reports that a person parted are not joined, unless persons joined them otherwise. Then
    the machine's judgements are followed from the surest on: ``same`` joins two groups, ``different`` keeps them apart
    from then on, and weighs more, as what two reports say of each other goes before what a third one suggests. Groups
    whose precise dates exclude each other are not joined, so that a report without a day cannot draw two meetings of
    one month together.

    Args:
        reports: the reports in any order; edges to others are passed over. A key alone stands for a report whose days
            are not known.
        edges: judgements in any order.

    Returns:
        The groups, keys sorted in each, groups sorted; a report without a like is a group of its own.
    """
    told = {report if isinstance(report, str) else report.key: report for report in reports}
    groups = _Groups({key: key for key in told}, _find_days(told), {})
    persons, machine = _sort_edges(edges, told)
    for edge in persons:
        if edge.judgement is Judgement.SAME:
            groups.join(edge.left, edge.right)
    for edge in persons:
        if edge.judgement is Judgement.DIFFERENT:
            groups.part(edge.left, edge.right)
    for edge in machine:
        if edge.judgement is Judgement.DIFFERENT:
            groups.part(edge.left, edge.right)
        elif groups.fits(edge.left, edge.right):
            groups.join(edge.left, edge.right)
    found: dict[str, list[str]] = {}
    for key in sorted(told):
        found.setdefault(groups.find(key), []).append(key)
    return tuple(sorted(tuple(group) for group in found.values()))


def _sort_edges(edges: Iterable[Edge], told: Mapping[str, Told[Event] | str]) -> tuple[list[Edge], list[Edge]]:
    """Return the persons' edges, and the machine's on other pairs that join or part, the surest first."""
    inside = [edge for edge in edges if edge.left in told and edge.right in told and edge.left != edge.right]
    persons = [edge for edge in inside if edge.by != MACHINE]
    judged = {frozenset((edge.left, edge.right)) for edge in persons}
    machine = [
        edge
        for edge in inside
        if edge.by == MACHINE
        and edge.judgement in {Judgement.SAME, Judgement.DIFFERENT}
        and frozenset((edge.left, edge.right)) not in judged
    ]
    return sorted(persons, key=_order), sorted(machine, key=_order)


def _order(edge: Edge) -> tuple[float, str, str, str, str]:
    sure = edge.score if edge.judgement is Judgement.SAME else 1 - edge.score / 2
    first, second = sorted((edge.left, edge.right))
    return (-sure, edge.judgement.value, first, second, edge.by)


def _find_days(told: Mapping[str, Told[Event] | str]) -> dict[str, _Days]:
    days = {}
    for key, report in told.items():
        if isinstance(report, str):
            continue
        dating, low, high = find_window(report)
        if dating is Dating.HARD:
            days[key] = _Days(low, high)
    return days
