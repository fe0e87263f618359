"""Templates filled: everything escaped, unseen characters labelled, codes in plain words."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from summitry import __version__
from summitry.dates import Precision, When
from summitry.show import words
from summitry.show.charts.timeline import level_words
from summitry.show.relationship import count, describe, name_day, name_value
from summitry.show.review import list_fields
from summitry.show.terminal import shorten
from summitry.show.web import addresses
from summitry.show.web.marks import show_marks
from summitry.track.values import Occurrence

LISTS: Mapping[str, tuple[str, str]] = {
    "events": ("E", "what happened"),
    "statements": ("S", "who said what"),
    "positions": ("P", "who holds what"),
    "commitments": ("C", "what is promised"),
    "claims": ("K", "what is counted"),
    "assessments": ("A", "how the text judges it"),
}
"""Letter and heading of each kind of row; the letter stands beside its colour and pattern."""


def name_occurrence_date(one: Occurrence) -> str:
    """Return when it took place; where nothing tells, when it was first told."""
    if one.start is None or one.end is None:
        return f"told {name_day(one.first_known)}" if one.first_known else "no date"
    return words.name_when(When(one.start, one.end, one.precision or Precision.SPAN))


def name_span(first: date | None, last: date | None) -> str:
    """Return a window of days, as "1-31 Mar 2014"; nothing without one."""
    if first is None and last is None:
        return ""
    start, end = first or last, last or first
    return words.name_when(When(start, end, Precision.SPAN)) if start and end else ""


def render(template: str, **values: object) -> str:
    """Return a template filled with values."""
    return _environment().get_template(template).render(**values)


def _finalize(value: object) -> object:
    """Return what stands in the page for a value: texts without unseen characters, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, Markup):
        return value
    return show_marks(value) if isinstance(value, str) else value


def _day(value: object) -> str:
    if value in {None, ""}:
        return "no date"
    if isinstance(value, date):
        return name_day(value)
    text = str(value)
    try:
        return name_day(date.fromisoformat(text[:10]))
    except ValueError:
        return text


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("summitry.show.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    filters: dict[str, Callable[..., Any]] = {
        "day": _day,
        "when": words.name_when,
        "issue": words.name_issue,
        "level": level_words,
        "at_level": lambda level: words.name_level(level) or "level not told",
        "place": words.name_place,
        "stance": words.name_stance,
        "action": words.name_action,
        "strength": words.name_strength,
        "event": words.name_event,
        "short": shorten,
        "agreement": describe,
        "happened": name_occurrence_date,
        "percent": lambda share: "–" if share is None else f"{share:.0%}",
        "plain": lambda code: str(code).replace("_", " "),
        "capitalize_first": lambda text: f"{text[:1].upper()}{text[1:]}",
        "fields": list_fields,
        "editable": lambda told: [field.name for field in fields(told.row) if field.name not in {"id", "evidence"}],
    }
    made.filters.update(filters)
    made.globals.update(
        {
            "count": count,
            "name_span": name_span,
            "name_type": words.name_type,
            "name_value": name_value,
            "name_claim": words.name_count,
            "name_subject": words.name_subject,
            "name_verdict": words.name_verdict,
            "lists": LISTS,
            "version": __version__,
            **{name: getattr(addresses, name) for name in _ADDRESSES},
        }
    )
    return made


_ADDRESSES = ("to_dyad", "to_occurrence", "to_document", "to_row", "to_actor", "to_issue", "to_dispute", "add_query")
