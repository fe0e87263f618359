"""A row of a table in words, for people who ask why a name means what it means."""

from collections.abc import Callable, Mapping, Sequence

from summitry.knowledge.facts import split_cell
from summitry.knowledge.reasons import with_article
from summitry.knowledge.tables import Row

Labels = Mapping[str, str]
"""Id of a state or body -> its name."""

_ALIAS_KINDS = {
    "adjective": "the adjective of",
    "capital": "the capital of",
    "demonym": "one of the people of",
    "demonym_plural": "the people of",
    "former": "a former name of",
    "name": "a name of",
    "official": "the official name of",
    "residence": "a seat of",
    "short": "a short name of",
    "abbreviation": "an abbreviation of",
    "other": "another word for",
}


def describe_row(table: str, row: Row, labels: Labels) -> str:
    """Return a row in words.

    >>> describe_row("places", {"name": "Sochi", "country": "RUS", "kind": "city"}, {"RUS": "Russia"})
    'Sochi: a city in Russia'

    Args:
        table: name of the row's table.
        row: its cells.
        labels: names of states and bodies; an id that has none stands for itself.
    """
    return _WORDS[table](row, labels)


def name_office(office: str) -> str:
    """Return an office in words.

    >>> name_office("foreign_minister")
    'foreign minister'
    """
    return office.replace("_", " ")


def describe_span(start: str, end: str) -> str:
    """Return a span of ISO days in words, with a blank before it; nothing where neither end is known.

    >>> describe_span("2012-12-26", "")
    ' since 2012-12-26'
    """
    if start and end:
        return f" from {start} to {end}"
    if start:
        return f" since {start}"
    return f" until {end}" if end else ""


def _span(row: Row, start: str, end: str) -> str:
    return describe_span(row.get(start, ""), row.get(end, ""))


def _name(labels: Labels, entity_id: str) -> str:
    return with_article(labels[entity_id]) if entity_id in labels else entity_id


def _state(row: Row, _: Labels) -> str:
    official = f" ({row['official']})" if row.get("official") and row["official"] != row["name"] else ""
    former = f", followed by {row['successor']}" if row.get("successor") else ""
    capital = f", with {row['capital']} as its capital" if row.get("capital") else ""
    return f"{row['id']} is {row['name']}{official}{capital}{_span(row, 'valid_from', 'valid_to')}{former}"


def _organisation(row: Row, labels: Labels) -> str:
    short = f" ({', '.join(split_cell(row['abbreviation']))})" if row.get("abbreviation") else ""
    country = row.get("country", "")
    of = f" of {_name(labels, country)}" if country in labels and country != row["id"] else ""
    kind = {"government": "a body of government"}.get(
        row["kind"], f"a{'n' if row['kind'][0] in 'aeiou' else ''} {row['kind']}"
    )
    return f"{row['id']} is {row['name']}{short}, {kind}{of}{_span(row, 'valid_from', 'valid_to')}"


def _alias(row: Row, labels: Labels) -> str:
    kind = _ALIAS_KINDS.get(row["kind"], f"{row['kind']} of")
    return f"“{row['alias']}” is {kind} {_name(labels, row['target'])}{_span(row, 'valid_from', 'valid_to')}"


def _membership(row: Row, labels: Labels) -> str:
    span = _span(row, "valid_from", "valid_to")
    return f"{_name(labels, row['member'])} is a member of {_name(labels, row['organisation'])}{span}"


def _office(row: Row, labels: Labels) -> str:
    leads = ", which leads its executive" if row.get("executive") == "yes" else ""
    return f"{row['title']} is an office of {_name(labels, row['country'])}{_sort(row)}{leads}"


def _title(row: Row, labels: Labels) -> str:
    of = f" in {_name(labels, row['country'])}" if row.get("country") else " anywhere"
    return f"“{row['title']}” is a title{of}{_sort(row)}"


def _sort(row: Row) -> str:
    """Return what sort of office a title is, where it does not say so itself."""
    sort = name_office(row["office"])
    return "" if sort == row["title"].lower() else f" ({sort})"


def _tenure(row: Row, labels: Labels) -> str:
    title = row.get("title") or name_office(row["office"])
    note = f" ({row['note']})" if row.get("note") else ""
    where = labels.get(row["country"], row["country"])
    of = "" if where in title or where not in labels.values() else f" of {_name(labels, row['country'])}"
    return f"{row['name']}, {title}{of}{note}{_span(row, 'start', 'end')}"


def _place(row: Row, labels: Labels) -> str:
    inside = row["kind"] != "state" and row.get("country", "---") not in {"", "---"}
    where = f" in {_name(labels, row['country'])}" if inside else ""
    article = "an" if row["kind"][:1] in "aeiou" else "a"
    also = f", also called {', '.join(split_cell(row['aliases']))}" if row.get("aliases") else ""
    return f"{row['name']}: {article} {row['kind']}{where}{also}"


def _sense(row: Row, labels: Labels) -> str:
    usual = "usually " if row.get("usual") == "yes" else "also "
    return f"“{row['name']}” {usual}means {row['meaning'] or _name(labels, row['target'])}"


def _dispute(row: Row, labels: Labels) -> str:
    claimants = join_names([_name(labels, code) for code in split_cell(row["claimants"])])
    holder = row.get("administrator", "")
    held = f"administered by {_name(labels, holder)}" if holder else "administered by none of them alone"
    before = f"; before that held by {_name(labels, row['before'])}" if row.get("before") else ""
    return f"{row['name']}: claimed by {claimants}, {held}{_span(row, 'start', 'end')}{before}"


def join_names(names: Sequence[str]) -> str:
    """Return names as a sentence lists them.

    >>> join_names(["China", "Japan", "Taiwan"])
    'China, Japan and Taiwan'
    """
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


_WORDS: Mapping[str, Callable[[Row, Labels], str]] = {
    "states": _state,
    "organisations": _organisation,
    "aliases": _alias,
    "membership": _membership,
    "offices": _office,
    "titles": _title,
    "tenures": _tenure,
    "figures": _tenure,
    "places": _place,
    "gazetteer": _place,
    "senses": _sense,
    "disputes": _dispute,
}
