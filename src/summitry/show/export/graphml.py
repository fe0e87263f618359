"""GraphML: the network of who met whom, for programs that draw and measure networks.

Nodes are actors, edges join two who took part in one contact (a meeting, visit or call that took place). People of one
state who attend together are not joined, unless nobody else took part.

Source: GraphML primer and schema 1.0.
"""

from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

from lxml import etree

from summitry.records import EventType, Level
from summitry.show.export.cells import drop_controls
from summitry.show.export.extract import Entry, Extract, Role
from summitry.show.export.written import LeftOut, Written
from summitry.track.values import Party

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_SCHEMA = f"{NAMESPACE} {NAMESPACE}/1.0/graphml.xsd"
_INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"

NODE_KEYS = (("name", "string"), ("kind", "string"), ("country", "string"), ("office", "string"), ("contacts", "int"))
EDGE_KEYS = (("weight", "int"), ("leaders", "int"), ("first", "string"), ("last", "string"))


@dataclass(slots=True)
class _Tie:
    """What is known of two who met."""

    contacts: int = 0
    leaders: int = 0
    first: date | None = None
    last: date | None = None

    def add(self, entry: Entry) -> None:
        self.contacts += 1
        self.leaders += entry.occurrence.level is Level.LEADER
        if entry.day is not None:
            self.first = min(self.first or entry.day, entry.day)
            self.last = max(self.last or entry.day, entry.day)


@dataclass(slots=True)
class _Member:
    """What is known of one who met others; the name is that of the earliest contact."""

    party: Party
    role: Role | None
    contacts: int = 0


def write_graphml(extract: Extract, file: Path) -> Written:
    """Write the network of contacts; ``weight`` is their number, ``leaders`` those among leaders."""
    members: dict[str, _Member] = {}
    ties: dict[tuple[str, str], _Tie] = {}
    left = LeftOut()
    for entry in extract.entries():
        if entry.occurrence.event_type is not EventType.CONSULT or not entry.is_real:
            left.add("no contact that took place")
            continue
        parties = entry.occurrence.parties
        for one, other in find_ties(entry):
            ties.setdefault((one, other), _Tie()).add(entry)
        for actor in sorted({actor for tie in find_ties(entry) for actor in tie}):
            member = members.setdefault(actor, _Member(parties[actor], entry.roles.get(actor)))
            member.contacts += 1
    _draw(members, ties).write(str(file), xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return Written(len(ties), "ties", left.reasons())


def find_ties(entry: Entry) -> list[tuple[str, str]]:
    """Return the pairs of actors whom a contact brought together, sorted."""
    one = entry.occurrence
    present = sorted({actor for actor in (*one.actors, *one.recipients) if actor in one.parties})
    alone = len({one.parties[actor].country for actor in present}) == 1
    return [
        (left, right)
        for left, right in combinations(present, 2)
        if alone or one.parties[left].country != one.parties[right].country
    ]


def _draw(members: dict[str, _Member], ties: dict[tuple[str, str], _Tie]) -> "etree._ElementTree":
    root = etree.Element(f"{{{NAMESPACE}}}graphml", nsmap={None: NAMESPACE, "xsi": _INSTANCE})
    root.set(f"{{{_INSTANCE}}}schemaLocation", _SCHEMA)
    for domain, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name, kind in keys:
            key = {"id": f"{domain}-{name}", "for": domain, "attr.name": name, "attr.type": kind}
            etree.SubElement(root, f"{{{NAMESPACE}}}key", key)
    graph = etree.SubElement(root, f"{{{NAMESPACE}}}graph", {"id": "contacts", "edgedefault": "undirected"})
    for actor, member in sorted(members.items()):
        node = etree.SubElement(graph, f"{{{NAMESPACE}}}node", {"id": drop_controls(actor)})
        role = member.role or Role()
        described = (member.party.name, role.kind, member.party.country, member.party.office, member.contacts)
        _describe(node, "node", NODE_KEYS, described)
    for number, ((left, right), tie) in enumerate(sorted(ties.items())):
        ends = {"id": f"e{number}", "source": drop_controls(left), "target": drop_controls(right)}
        cells = (tie.contacts, tie.leaders, tie.first, tie.last)
        _describe(etree.SubElement(graph, f"{{{NAMESPACE}}}edge", ends), "edge", EDGE_KEYS, cells)
    return etree.ElementTree(root)


def _describe(
    element: "etree._Element", domain: str, keys: tuple[tuple[str, str], ...], cells: tuple[object, ...]
) -> None:
    for (name, _), cell in zip(keys, cells, strict=True):
        if cell is not None:
            etree.SubElement(element, f"{{{NAMESPACE}}}data", {"key": f"{domain}-{name}"}).text = drop_controls(
                str(cell)
            )
