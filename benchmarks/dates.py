"""Dates beside dateparser's search: found and right on marked news, words a second, and the worst hostile text.

python benchmarks/dates.py

Identification is F1 over expressions that overlap a marked one. A value is right when the days are those of the mark;
dateparser, which always answers with one day, is given it when that day lies within them. What is missing
(dateparser, the shared measuring material) is named and left out.
"""

import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from summitry.dates import When, find_dates

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

SIZE = 64 * 1024
"""Characters of a hostile text."""
HOSTILE = {
    "digits": "9",
    "one word": "a",
    "commas": ",",
    "hyphens": "-",
    "of the": "of the ",
    "nested parts": "the first week of the second half of ",
    "nested ranges": "from March 3 to 5 to ",
    "months": "May-",
    "years": "2014-",
    "ages": "'90s",
    "clock times": "12:30 ",
    "eastern digits": "\u0661\u0664 ",
    "wide digits": "\uff12\uff10\uff11\uff14 ",
    "weekdays": "Monday and ",
    "counts": "two years and a half ago ",
    "quotation marks": "'",
    "lines": " \n ",
}
SEED = (
    ("Feb. 8", When.from_day(date(2014, 2, 8))),
    ("in June", When.resolve("June 2014", None)),
    ("this autumn", When.resolve("the autumn of 2014", None)),
    ("late January", When.resolve("late January 2014", None)),
)
"""Dates of the shared article on two leaders in Sochi, and what each means."""


class Found(NamedTuple):
    """An expression found: offsets, and the first and last day of what it is taken to mean."""

    start: int
    end: int
    days: tuple[tuple[date, date], ...]


Finder = Callable[[str, str], Sequence[Found]]


def find_ours(text: str, anchor: str) -> Sequence[Found]:
    """Find dates with summitry."""
    return [
        Found(span.start, span.end, tuple((w.start, w.end) for w in (span.when, span.base) if w is not None))
        for span in find_dates(text, anchor)
    ]


def find_dateparser(text: str, anchor: str) -> Sequence[Found]:
    """Find dates with dateparser's search."""
    from dateparser.search import search_dates  # noqa: PLC0415  # an extra that may be missing

    base = datetime.fromisoformat(anchor)
    found: list[Found] = []
    position = 0
    for words, moment in search_dates(text, languages=["en"], settings={"RELATIVE_BASE": base}) or []:
        start = text.find(words, position)
        if start < 0:
            continue
        position = start + len(words)
        found.append(Found(start, position, ((moment.date(), moment.date()),)))
    return found


def is_right(found: Found, when: When, *, within: bool) -> bool:
    """Tell whether what was found means some days, or for a finder of single days whether it lies within them."""
    if within:
        return any(when.start <= first <= when.end for first, _ in found.days)
    return (when.start, when.end) in found.days


def measure_news(finder: Finder, archive: Path, *, within: bool) -> dict[str, float]:
    """Return precision, recall, F1, value accuracy and words a second on marked news."""
    from dates_scores import read_marked, read_value  # noqa: PLC0415  # beside the tests, on the path only here

    gold = predicted = hit = precise = valued = right = words = 0
    seconds = 0.0
    for text in read_marked(archive):
        if "TimeBank" not in text.name:
            continue
        started = time.perf_counter()
        spans = finder(text.text, text.created)
        seconds += time.perf_counter() - started
        words += len(text.text.split())
        gold += len(text.marks)
        predicted += len(spans)
        precise += sum(any(s.start < m.end and s.end > m.start for m in text.marks) for s in spans)
        for mark in text.marks:
            over = [s for s in spans if s.start < mark.end and s.end > mark.start]
            hit += bool(over)
            value = read_value(mark.value)
            if value is not None and over:
                valued += 1
                right += any(is_right(span, value, within=within) for span in over)
    precision, recall = precise / predicted, hit / gold
    return {
        "precision": precision,
        "recall": recall,
        "F1": 2 * precision * recall / (precision + recall),
        "value right": right / valued,
        "words/s": words / seconds,
    }


def measure_seed(finder: Finder, text: str, *, within: bool) -> str:
    """Return how many dates of the seed article are right, and which are not."""
    spans = finder(text, "2014-02-19")
    wrong = []
    for words, when in SEED:
        start = text.index(words)
        over = [span for span in spans if span.start < start + len(words) and span.end > start]
        if when is None or not any(is_right(span, when, within=within) for span in over):
            wrong.append(words)
    return f"{len(SEED) - len(wrong)} of {len(SEED)}" + (f" (not {', '.join(wrong)})" if wrong else "")


def print_hostile() -> None:
    """Print what 64 KB of each hostile text costs, a text and an expression found in it."""
    rows = []
    for name, piece in HOSTILE.items():
        text = (piece * (SIZE // len(piece) + 1))[:SIZE]
        started = time.perf_counter()
        found = len(find_dates(text, "2014-02-19"))
        spent = 1000 * (time.perf_counter() - started)
        started = time.perf_counter()
        When.resolve(text, "2014-02-19")
        rows.append((spent, name, found, 1000 * (time.perf_counter() - started)))
    print(f"\n{'64 KB of':18}{'text, ms':>10}{'found':>8}{'each, ms':>10}{'as one expression, ms':>23}")
    for spent, name, found, single in sorted(rows, reverse=True)[:8]:
        each = spent / found if found else 0.0
        print(f"{name:18}{spent:10.0f}{found:8}{each:10.3f}{single:23.3f}")


def main() -> None:
    """Measure and print."""
    from conftest import find_shared  # noqa: PLC0415  # beside the tests, on the path only here

    finders: dict[str, tuple[Finder, bool]] = {"summitry": (find_ours, False)}
    if find_spec("dateparser") is None:
        print("dateparser is not installed (pip install 'summitry[benchmarks]'): ours alone is measured")
    else:
        finders["dateparser"] = (find_dateparser, True)
    shared = find_shared()
    if shared is None:
        print("the shared material is missing (SUMMITRY_SHARED or ../shared): news and the seed article are left out")
    else:
        archive = shared / "gold" / "dates" / "timex3_dev.tgz"
        seed = next((shared / "gold" / "readouts").glob("00*/article.txt")).read_text(encoding="utf-8")
        print(f"{'TimeBank':12}{'P':>8}{'R':>8}{'F1':>8}{'value':>8}{'words/s':>10}   seed article's dates right")
        for name, (finder, within) in finders.items():
            find_dates("in May", "2014-02-19")  # tables are read before the clock runs
            row = measure_news(finder, archive, within=within)
            figures = "".join(f"{row[key]:8.3f}" for key in ("precision", "recall", "F1", "value right"))
            print(f"{name:12}{figures}{row['words/s']:10.0f}   {measure_seed(finder, seed, within=within)}", flush=True)
    print_hostile()


if __name__ == "__main__":
    main()
