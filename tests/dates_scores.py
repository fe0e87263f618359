"""Scores of the date reader on the shared measuring material: shares between 0 and 1, except counts and words a second."""

import json
import re
import tarfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from summitry.dates import DateSpan, When, find_dates, find_published
from summitry.dates.calendar import (
    make_half,
    make_month,
    make_quarter,
    make_season,
    make_week,
    make_weekend,
    make_year,
    make_years,
)
from summitry.errors import DateError

_TAG = re.compile(r"<TIMEX3([^>]*)>(.*?)</TIMEX3>", re.DOTALL)
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}


class Mark(NamedTuple):
    """One marked expression: where it stands, its type and value."""

    start: int
    end: int
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Marked:
    """One marked text."""

    name: str
    created: str
    text: str
    marks: tuple[Mark, ...]


def read_marked(archive: Path) -> Iterator[Marked]:
    """Yield the texts of an archive of TimeML files, read in memory."""
    with tarfile.open(archive) as tar:
        for member in tar:
            if not member.name.endswith(".tml"):
                continue
            source = tar.extractfile(member)
            assert source is not None
            text = source.read().decode("utf-8")
            created = re.search(r'<DCT>.*?value="([^"]+)"', text, re.DOTALL)
            body = re.search(r"<TEXT>(.*?)</TEXT>", text, re.DOTALL)
            if created and body:
                plain, marks = _unmark(re.sub(r"</?(?:EVENT|SIGNAL)[^>]*>", "", body.group(1)))
                digits = re.sub(r"\D", "", created.group(1))[:8]
                yield Marked(member.name, f"{digits[:4]}-{digits[4:6]}-{digits[6:]}", plain, marks)


def _unmark(text: str) -> tuple[str, tuple[Mark, ...]]:
    plain, marks, position = "", [], 0
    for match in _TAG.finditer(text):
        plain += text[position : match.start()]
        start = len(plain)
        plain += re.sub(r"<[^>]+>", "", match.group(2))
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', match.group(1)))
        marks.append(Mark(start, len(plain), attributes.get("type", ""), attributes.get("value", "")))
        position = match.end()
    return plain + text[position:], tuple(marks)


def read_value(value: str) -> When | None:
    """Turn a TIMEX3 value into days; None for durations, references and values with unknown parts."""
    try:
        if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", value):
            return When.from_day(date(int(match[1]), int(match[2]), int(match[3])))
        if match := re.fullmatch(r"(\d{4})-(\d\d)", value):
            return make_month(int(match[1]), int(match[2]))
        if match := re.fullmatch(r"(\d{4})-W(\d\d?)(-WE)?", value):
            monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
            return make_weekend(monday) if match[3] else make_week(monday)
        if match := re.fullmatch(r"(\d{4})-Q(\d)", value):
            return make_quarter(int(match[1]), int(match[2]))
        if match := re.fullmatch(r"(\d{4})-H(\d)", value):
            return make_half(int(match[1]), int(match[2]))
        if match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
            return make_season(int(match[1]), _SEASONS[match[2]])
        if re.fullmatch(r"\d{4}", value):
            return make_year(int(value))
        if match := re.fullmatch(r"(\d{3})X?", value):
            return make_years(int(match[1]) * 10, 10)
    except (ValueError, DateError):
        return None
    return None


def same_days(span: DateSpan, value: When) -> bool:
    """Tell whether a span means the days of a value: itself, or the date that it is reckoned from (June of "early June")."""
    return any(
        when is not None and (when.start, when.end) == (value.start, value.end) for when in (span.when, span.base)
    )


def score_marked(archive: Path) -> dict[str, float]:
    """Score spans (relaxed: any overlap; strict: same offsets) and values on marked news texts."""
    gold = found = relaxed = strict = precise = valued = dated = right = resolved = hit = direct = 0
    words, seconds = 0, 0.0
    for text in read_marked(archive):
        before = time.perf_counter()
        spans = find_dates(text.text, text.created)
        seconds += time.perf_counter() - before
        words += len(text.text.split())
        gold += len(text.marks)
        found += len(spans)
        for mark in text.marks:
            over = [span for span in spans if span.start < mark.end and span.end > mark.start]
            relaxed += bool(over)
            strict += any((span.start, span.end) == (mark.start, mark.end) for span in over)
            value = read_value(mark.value)
            if value is None:
                continue
            dated += 1
            valued += bool(over)
            right += any(same_days(span, value) for span in over)
            with_date = [span for span in over if span.when]
            hit += bool(with_date)
            direct += any(
                span.when and (span.when.start, span.when.end) == (value.start, value.end) for span in with_date
            )
        precise += sum(any(span.start < mark.end and span.end > mark.start for mark in text.marks) for span in spans)
        resolved += sum(span.when is not None for span in spans)
    precision, recall = precise / found, relaxed / gold
    return {
        "precision": precision,
        "recall": recall,
        "relaxed F": 2 * precision * recall / (precision + recall),
        "strict F": 2 * strict / (gold + found),
        "value right of dated found": right / valued,
        "value right, window as given": direct / valued,
        "dated found": valued / dated,
        "resolved F": 2 * hit / (dated + resolved),
        "words per second": words / seconds,
    }


def score_readouts(folder: Path) -> dict[str, float]:
    """Score the dates of the gold readouts: the words of a row's date found near its evidence, and the days right."""
    rows = located = right = 0
    published = dated = 0
    for path in sorted(folder.glob("*/readout.json")):
        text = path.with_name("article.txt").read_text(encoding="utf-8")
        readout = json.loads(path.read_text(encoding="utf-8"))
        own = find_published(text)
        meta = path.with_name("meta.json")
        if not meta.exists() or json.loads(meta.read_text(encoding="utf-8"))["published_from"].startswith("text"):
            dated += 1
            published += own is not None and own[0][:10] == readout["document"]["published"][:10]
        for row in _dates(text, readout, find_dates(text, readout["document"]["published"])):
            rows += 1
            located += row[0]
            right += row[1]
    return {"found": located / rows, "right": right / rows, "published right": published / dated}


def _dates(text: str, readout: dict[str, object], spans: tuple[DateSpan, ...]) -> Iterator[tuple[bool, bool]]:
    for name, field in (("events", "date"), ("commitments", "due"), ("claims", "window"), ("statements", "date")):
        rows = readout.get(name)
        assert isinstance(rows, list)
        for row in rows:
            when = row[field]
            if not when or not when.get("text"):
                continue
            place = _locate(text, when["text"], row["evidence"])
            over = [span for span in spans if place and span.start < place[1] and span.end > place[0]]
            days = (when["start"], when["end"])
            yield (
                bool(over),
                any(
                    when and (when.start.isoformat(), when.end.isoformat()) == days
                    for span in over
                    for when in (span.when, span.base)
                ),
            )


def _locate(text: str, words: str, evidence: list[list[int]]) -> tuple[int, int] | None:
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words.split()))
    starts = [span[0] for span in evidence]
    places = [match.span() for match in pattern.finditer(text)]
    return min(places, key=lambda place: min(abs(place[0] - start) for start in starts or [0]), default=None)


def date_figures(shared: Path) -> dict[str, float]:
    """Return the figures for the gate, or an empty dict where the shared material is missing."""
    archive, readouts = shared / "gold/dates/timex3_dev.tgz", shared / "gold/readouts"
    if not archive.exists() or not readouts.exists():
        return {}
    figures = {f"dates: {name}": value for name, value in score_marked(archive).items() if name != "words per second"}
    return figures | {f"dates of readouts: {name}": value for name, value in score_readouts(readouts).items()}


def event_date_figures(result: dict[str, dict[str, dict[str, float]]], label: str) -> dict[str, float]:
    """Return the figures of event dates from what the shared scorer returned for read documents.

    Args:
        result: what ``score_readout.score`` returns.
        label: the name of the set of documents.
    """
    attributes = result["attributes"]
    return {
        f"{label}: event dates exact of dated": attributes["events: date exact, gold dated"]["value"],
        f"{label}: event dates exact of all": attributes["events: date exact"]["value"],
    }
