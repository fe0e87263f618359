"""Real papers from end to end: what a document costs, whether anything fails, and how many rows of each list come out.

python benchmarks/real_text.py [FOLDER OR ARCHIVE ...] [--sample N] [--output readouts.jsonl]

Without arguments it reads the shared corpora: the readouts, joint statements and remarks of one government, and a
hundred speeches to the General Assembly, drawn with a fixed seed. All documents are read in one process, one after the
other, so that the time of each is its own. A document that raises an error, or is not read within five minutes, is a
failure and named; one failure makes the exit status 1. What is missing is named and left out.
"""

import argparse
import random
import re
import signal
import statistics
import sys
import tarfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import FrameType
from typing import TypeVar

from summitry.errors import SummitryError
from summitry.read.intake import Intake, from_bytes
from summitry.read.reader import Reader, open_reader
from summitry.records import ROW_LISTS

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

READOUTS = Path("data", "corpora", "wh-briefings_2021-2023.tgz")
SPEECHES = Path("data", "corpora", "UNGDC_2005-2024_txt.tgz")
SPEECHES_READ = 100
ENDINGS = (".txt", ".text", ".md", ".markdown", ".html", ".htm")
SEED = 20211124
LIMIT = 300
"""Seconds after which a document counts as hanging."""
Item = TypeVar("Item")
_DEBATE = re.compile(r"_(?P<session>\d{2})_(?P<year>\d{4})\.txt$")


@dataclass(frozen=True, slots=True)
class Paper:
    """One file: its name, its bytes, and its date where only the name tells it."""

    name: str
    data: bytes
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reading of one paper came to: words, seconds of wall clock, rows per list, the error if it failed."""

    name: str
    words: int
    seconds: float
    rows: tuple[int, ...] = ()
    error: str = ""


def read_papers(source: Path, number: int | None = None) -> tuple[Paper, ...]:
    """Return the texts of a folder, an archive or a file, in order of their names; with a number, so many by chance."""
    if source.is_file() and source.name.endswith((".tgz", ".tar.gz", ".tar")):
        with tarfile.open(source) as archive:
            members = sorted((m for m in archive if m.isfile() and m.name.endswith(ENDINGS)), key=lambda m: m.name)
            return tuple(
                _date(PurePosixPath(member.name).name, file.read())
                for member in _draw(members, number)
                if (file := archive.extractfile(member)) is not None
            )
    paths = [source] if source.is_file() else sorted(p for p in source.rglob("*") if p.suffix in ENDINGS)
    return tuple(_date(path.name, path.read_bytes()) for path in _draw(paths, number))


def _draw(items: Sequence[Item], number: int | None) -> Sequence[Item]:
    if number is None or number >= len(items):
        return items
    chance = random.Random(SEED)  # noqa: S311  # a sample, no secret
    return [items[i] for i in sorted(chance.sample(range(len(items)), number))]


def _date(name: str, data: bytes) -> Paper:
    """Date a speech of the general debate, which bears no date: the debate is held in late September."""
    debate = _DEBATE.search(name)
    return Paper(name, data, f"{debate['year']}-09-25" if debate else None)


def _hang(number: int, frame: FrameType | None) -> None:  # noqa: ARG001  # what a handler of signals is given
    raise TimeoutError


def read_all(reader: Reader, papers: Iterable[Paper], keep: Callable[[str], object]) -> Iterator[Reading]:
    """Read papers one after the other, none stopped by another's error; ``keep`` gets each readout as JSON."""
    for paper in papers:
        words = 0
        signal.alarm(LIMIT)
        started = time.perf_counter()
        try:
            intake: Intake = from_bytes(paper.data, paper.name, published=paper.published, settings=reader.settings)
            words = len(intake.document.text.split())
            readout = next(reader.read_intakes([intake]))
            line = readout.to_json()
        except (
            SummitryError,
            TimeoutError,
            ArithmeticError,
            LookupError,
            TypeError,
            ValueError,
            RuntimeError,
        ) as error:
            yield Reading(paper.name, words, time.perf_counter() - started, error=f"{type(error).__name__}: {error}")
            continue
        finally:
            signal.alarm(0)
        seconds = time.perf_counter() - started
        keep(line)
        yield Reading(paper.name, words, seconds, tuple(len(getattr(readout, name)) for name in ROW_LISTS))


def report(name: str, readings: Sequence[Reading]) -> int:
    """Print the figures of one corpus; return how many documents failed."""
    failed = [reading for reading in readings if reading.error]
    words = sum(reading.words for reading in readings)
    seconds = sorted(reading.seconds for reading in readings)
    slowest = max(readings, key=lambda reading: reading.seconds)
    high = seconds[min(len(seconds) - 1, int(0.95 * len(seconds)))]
    print(f"\n{name}: {len(readings):,} documents, {words:,} words, {len(failed)} failed")
    print(f"  seconds a document: median {statistics.median(seconds):.2f}, 95 % within {high:.2f}")
    print(f"  slowest: {slowest.seconds:.1f} s for {slowest.words:,} words, {slowest.name}")
    print(f"  {words / sum(seconds):,.0f} words a second")
    read = [reading.rows for reading in readings if not reading.error]
    print(f"  {'rows':14} {'in all':>8} {'a document':>11} {'most':>6} {'documents with any':>19}")
    for index, rows in enumerate(ROW_LISTS):
        counts = [row[index] for row in read] or [0]
        some = sum(count > 0 for count in counts)
        print(f"  {rows:14} {sum(counts):8,} {sum(counts) / len(counts):11.2f} {max(counts):6} {some:19,}")
    for reading in failed:
        print(f"  FAILED {reading.name}: {reading.error}")
    return len(failed)


def find_corpora(sources: Sequence[Path]) -> dict[str, tuple[Path, int | None]]:
    """Return what to read: the given folders and archives, or the shared corpora; name what is missing."""
    if sources:
        return {source.name: (source, None) for source in sources}
    from conftest import find_shared  # noqa: PLC0415  # beside the tests, on the path only here

    shared = find_shared()
    if shared is None:
        print("THE SHARED CORPORA ARE MISSING (SUMMITRY_SHARED or ../shared): nothing to read; name a folder instead")
        return {}
    corpora: dict[str, tuple[Path, int | None]] = {
        "readouts, joint statements and remarks": (shared / READOUTS, None),
        "speeches to the General Assembly": (shared / SPEECHES, SPEECHES_READ),
    }
    for path, _ in corpora.values():
        if not path.exists():
            print(f"THE SHARED CORPUS IS MISSING: {path}; it is left out")
    return {name: corpus for name, corpus in corpora.items() if corpus[0].exists()}


def main() -> int:
    """Read and print; return 1 if a document failed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("sources", nargs="*", type=Path, help="folders, archives or files of texts")
    parser.add_argument("--sample", type=int, help="read so many documents of each source, drawn with a fixed seed")
    parser.add_argument("--output", type=Path, help="keep the readouts in this file, one JSON object a line")
    options = parser.parse_args()
    missing = [str(source) for source in options.sources if not source.exists()]
    if missing:
        parser.error(f"there is no {', '.join(missing)}")
    corpora = find_corpora(options.sources)
    if not corpora:
        return 0
    signal.signal(signal.SIGALRM, _hang)
    reader = open_reader()
    failed = 0
    lines: list[str] = []
    for name, (path, most) in corpora.items():
        number = most if options.sample is None else min(options.sample, most or options.sample)
        papers = read_papers(path, number)
        if not papers:
            print(f"{name}: {path} holds no text")
            continue
        failed += report(name, tuple(read_all(reader, papers, lines.append if options.output else len)))
    if options.output:
        options.output.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
