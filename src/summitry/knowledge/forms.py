"""The forms of the world's tables: what each is about, which cells name a row, and what a cell may hold.

The packaged tables, a user's layers, the checker and the importers all go by these forms. Which further columns a table
has is read from the packaged table itself, so a new column needs no line here.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from summitry.knowledge.entries import slug
from summitry.records import Level, Office

WITHDRAWN = "withdrawn"
"""A row of a layer with ``yes`` in this column takes the row of its key away."""
YES = "yes"
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_DAY = 10  # letters of 2014-02-08
_MAX_LATITUDE, _MAX_LONGITUDE = 90.0, 180.0
_YES_NO = ("yes", "no")


@dataclass(frozen=True, slots=True)
class Form:
    """What the rows of one table look like.

    Attributes:
        name: the table's name; its file is ``name.csv``.
        key: columns that name a row; a later layer's row with the same key takes the place of an earlier one's.
        needed: columns that must not be empty.
        span: columns of the first and last day, or None.
        choices: column -> what it may hold; an empty cell is judged by ``needed``.
    """

    name: str
    key: tuple[str, ...]
    needed: tuple[str, ...]
    span: tuple[str, str] | None = None
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def file(self) -> str:
        """Name of the table's file."""
        return f"{self.name}.csv"

    @property
    def relative(self) -> str:
        """Path of the packaged table below ``data``."""
        return f"world/{self.name}.csv"

    def key_of(self, row: Mapping[str, str]) -> tuple[str, ...]:
        """Return the cells that name a row.

        >>> FORMS["places"].key_of({"name": "Sochi", "country": "RUS", "kind": "city"})
        ('Sochi', 'RUS')
        """
        key = tuple(row.get(column, "") for column in self.key)
        return (person_of(row), *key[1:]) if self.key[0] == "person" else key


ALIAS_KINDS = (
    "name",
    "short",
    "official",
    "abbreviation",
    "residence",
    "capital",
    "adjective",
    "demonym",
    "demonym_plural",
    "former",
    "other",
)
"""What a phrase can be of what it names, the most usual reading first."""
_BODY_KINDS = ("organization", "bloc", "government", "group")

FORMS: Mapping[str, Form] = {
    form.name: form
    for form in (
        Form("states", ("id",), ("id", "name"), ("valid_from", "valid_to")),
        Form(
            "organisations",
            ("id",),
            ("id", "name", "kind"),
            ("valid_from", "valid_to"),
            {"kind": _BODY_KINDS},
        ),
        Form(
            "aliases",
            ("alias", "target", "kind", "valid_from"),
            ("alias", "target", "kind"),
            ("valid_from", "valid_to"),
            {"kind": ALIAS_KINDS},
        ),
        Form(
            "membership",
            ("organisation", "member", "valid_from"),
            ("organisation", "member"),
            ("valid_from", "valid_to"),
        ),
        Form(
            "offices",
            ("id",),
            ("id", "country", "office", "level", "title"),
            None,
            {"office": tuple(Office), "level": tuple(Level), "executive": _YES_NO},
        ),
        Form(
            "titles",
            ("title", "country"),
            ("title", "office", "level"),
            None,
            {"office": tuple(Office), "level": tuple(Level)},
        ),
        Form(
            "tenures",
            ("person", "country", "office", "title", "start"),
            ("name", "country", "office", "start"),
            ("start", "end"),
            {"office": tuple(Office)},
        ),
        Form(
            "figures",
            ("person", "country", "office", "title", "start"),
            ("name", "country", "office", "start"),
            ("start", "end"),
            {"office": tuple(Office)},
        ),
        Form("places", ("name", "country"), ("name", "kind")),
        Form("disputes", ("id",), ("id", "name", "claimants"), ("start", "end")),
        Form(
            "gazetteer",
            ("name", "country", "kind"),
            ("name", "country", "kind"),
            None,
            {"kind": ("state", "region", "city")},
        ),
        Form("senses", ("name", "target"), ("name", "target", "meaning"), None, {"usual": _YES_NO}),
    )
}
"""Table -> its form, in the order in which tables refer to one another."""


def person_of(row: Mapping[str, str]) -> str:
    """Return the id of the person of a spell in office; made from country and name where the cell has none.

    >>> person_of({"person": "", "name": "Shinzo Abe", "country": "JPN"})
    'JPN/shinzo-abe'
    """
    person = row.get("person", "")
    return person if "/" in person else f"{row.get('country', '')}/{person or slug(row.get('name', ''))}"


def is_date(text: str) -> bool:
    """Tell whether a cell is a year, a month or a day that exists.

    >>> is_date("2014-02"), is_date("2014-02-30"), is_date("8 Feb 2014")
    (True, False, False)
    """
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return False
    return True


def first_day(text: str) -> str:
    """Return the first day of a year, month or day as text that sorts; the empty cell comes before all."""
    return f"{text}-01-01"[:_DAY] if text else ""


def last_day(text: str) -> str:
    """Return a text that sorts as the last day of a year, month or day; the empty cell comes after all."""
    return (text + "-12-31"[len(text) - _DAY :] if len(text) < _DAY else text) if text else "9999-12-31"


def find_faults(form: Form, row: Mapping[str, str], columns: tuple[str, ...] | None = None) -> Iterator[str]:
    """Yield what is wrong with one row taken by itself: what, the value, the way out.

    >>> list(find_faults(FORMS["places"], {"name": "Sochi", "kind": "city", "latitude": "435.8", "longitude": "39.7"}))
    ["latitude '435.8' lies outside -90 to 90; write decimal degrees"]

    Args:
        form: the form of the row's table.
        row: its cells.
        columns: columns that the file has; one that a layer leaves out is filled later and not missed here.
    """
    for column in form.needed:
        if not row.get(column) and (columns is None or column in columns or column in form.key):
            yield f"{column} is empty; fill it in or take the row out"
    for column, allowed in form.choices.items():
        value = row.get(column)
        if value and value not in allowed:
            yield f"{column} {value!r} is not known; use one of {', '.join(allowed)}"
    yield from _find_date_faults(form, row)
    yield from _find_coordinate_faults(row)
    people = row.get("population", "")
    if people and not (people.isascii() and people.isdecimal()):
        yield f"population {people!r} is no whole number; write it as 1200000, or leave it empty"


def find_layer_faults(form: Form, row: Mapping[str, str], known: tuple[str, ...], *, new: bool) -> Iterator[str]:
    """Yield what is wrong with one row of a layer taken by itself.

    Args:
        form: the form of the row's table.
        row: its cells, in the columns of the layer's file.
        known: columns of the packaged table.
        new: whether no earlier layer has a row of this key, so that nothing can be filled from there.
    """
    unknown = sorted(set(row) - {*known, WITHDRAWN})
    if unknown:
        yield f"column {unknown[0]!r} is unknown; {form.file} may have {', '.join(known)} and {WITHDRAWN}"
    gone = row.get(WITHDRAWN, "")
    if gone not in {"", YES, "no"}:
        yield f"{WITHDRAWN} is {gone!r}; write yes, or leave it empty"
    missing = [column for column in form.key if column not in row and column in form.needed]
    if missing:
        yield f"column {missing[0]!r} is missing; {', '.join(form.key)} name a row of {form.file}"
    elif gone != YES:
        yield from find_faults(form, row, None if new else tuple(row))


def _find_date_faults(form: Form, row: Mapping[str, str]) -> Iterator[str]:
    if form.span is None:
        return
    start, end = (row.get(column, "") for column in form.span)
    sound = True
    for column, value in zip(form.span, (start, end), strict=True):
        if value and not is_date(value):
            sound = False
            yield f"{column} {value!r} is no date; write 2014, 2014-03 or 2014-03-24"
    if sound and start and end and first_day(start) > last_day(end):
        yield f"it ends ({end}) before it starts ({start}); correct one of the dates"


def _find_coordinate_faults(row: Mapping[str, str]) -> Iterator[str]:
    given = [column for column in ("latitude", "longitude") if row.get(column)]
    if len(given) == 1:
        yield f"{given[0]} stands alone; give latitude and longitude, or neither"
    for column in given:
        limit = _MAX_LATITUDE if column == "latitude" else _MAX_LONGITUDE
        try:
            value = float(row[column])
        except ValueError:
            yield f"{column} {row[column]!r} is no number; write decimal degrees such as 43.58"
            continue
        if not -limit <= value <= limit:
            yield f"{column} {row[column]!r} lies outside -{limit:.0f} to {limit:.0f}; write decimal degrees"
