"""Sentences per second on one core, raw text in, parsing included; and where the time goes.

python benchmarks/events.py [--sentences N] [--runs N] [--profile] [--json FILE]

Each sentence is a document of its own, as event data is coded: the slowest way, since what is made once a document is
made once a sentence. Sentences are drawn with a fixed seed from the shared sets of coded sentences, or from the
packaged samples where those are missing. Seconds are of the processor, so that other work on the machine counts little;
it does count somewhat, because cores share caches and clock: the load is printed.
"""

import argparse
import cProfile
import json
import os
import pstats
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from summitry.read.intake import load
from summitry.read.parse import parse_documents
from summitry.read.reader import Reader, open_reader
from summitry.records import Document
from summitry.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "src" / "summitry" / "data" / "samples"
SETS = ("plover_gsr", "cameo_manual", "plv", "up_gsr", "jo_random")
ONE_CORE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
ASKED = 140
"""Sentences a second that are aimed at on a quiet machine."""

PIPELINE = "language pipeline"
STAGES = {
    PIPELINE: ("parse_documents",),
    "actors": ("find_actors", "list_actors", "is_diplomatic"),
    "events": ("code_events",),
}
"""Stages, and the functions whose whole time is theirs; what is left is "rest"."""

TOP = 15
PART = 4
"""The stages are told apart on one in so many of the sentences: profiling is slow."""


def main() -> None:
    """Measure and print."""
    if any(os.environ.get(name) != value for name, value in ONE_CORE.items()):
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | ONE_CORE)  # noqa: S606  # BLAS reads them when it loads
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=1000, help="how many are drawn")
    parser.add_argument("--runs", type=int, default=3, help="the median of so many runs is printed")
    parser.add_argument(
        "--profile", action="store_true", help="print the functions that take the most time of their own"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE")
    options = parser.parse_args()
    started = time.process_time()
    reader = open_reader()
    loaded = time.process_time() - started
    texts, origin = draw(reader, options.sentences)
    list(reader.read_many((text, None) for text in texts[: len(texts) // 10]))
    rates = []
    for _ in range(options.runs):
        started = time.process_time()
        events = sum(len(readout.events) for readout in reader.read_many((text, None) for text in texts))
        rates.append(len(texts) / (time.process_time() - started))
    rate = statistics.median(rates)
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} sentences from {origin}, {words / len(texts):.1f} words each; loaded in {loaded:.1f} s")
    print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"{rate:.0f} sentences/s on one core, raw text in (aim {ASKED}); {events} events")
    shares, profile = split(reader, texts[: max(1, len(texts) // PART)])
    for name, part in shares.items():
        print(f"  {name:20} {part:6.1%} of the time")
    if options.profile:
        print_own(profile)
    if options.json:
        found = {"sentences per second": rate, "load": os.getloadavg()[0], "sentences": len(texts), "stages": shares}
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def draw(reader: Reader, number: int) -> tuple[list[str], str]:
    """Return sentences drawn with a fixed seed, and where from.

    Args:
        reader: splits the samples where the shared sets are missing.
        number: how many; fewer where there are fewer.
    """
    sys.path.insert(0, str(ROOT / "tests"))
    from conftest import find_shared  # noqa: PLC0415  # beside the tests, on the path only here

    shared = find_shared()
    if shared is None:
        texts, origin = sample_sentences(reader), "the packaged samples"
    else:
        lines = [
            line
            for name in SETS
            for line in (shared / "gold" / "events" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        ]
        texts, origin = [json.loads(line)["text"] for line in lines], "the shared sets of coded sentences"
    texts = sorted(set(texts))
    return random.Random(0).sample(texts, min(number, len(texts))), origin  # noqa: S311  # no secret hangs on it


def sample_sentences(reader: Reader) -> list[str]:
    """Return the sentences of the packaged samples."""
    paths = sorted(path for path in SAMPLES.iterdir() if path.suffix in {".txt", ".md", ".html"})
    documents = [load(path, settings=Settings()).document for path in paths]
    return [
        parsed.text(parsed.span(sentence.first, sentence.last))
        for parsed in parse_documents(documents, reader.pipeline)
        for sentence in parsed.sentences
    ]


def split(reader: Reader, texts: list[str]) -> tuple[dict[str, float], pstats.Stats]:
    """Return the share of the time of each stage, and the profile.

    The pipeline's is measured without the profiler, which slows Python down far more than matrices; what is left is
    divided as the profile divides it.

    Args:
        reader: reads the texts.
        texts: some sentences.
    """
    documents = [Document.from_text(text) for text in texts]

    def read() -> None:
        list(reader.read_many((text, None) for text in texts))

    whole = _seconds(read)
    parsing = _seconds(lambda: list(parse_documents(documents, reader.pipeline, batch_size=reader.settings.batch_size)))
    profile = cProfile.Profile()
    profile.runcall(read)
    stats = pstats.Stats(profile)
    spent: Counter[str] = Counter()
    for (file, _, name), (_, _, _, together, _) in stats.stats.items():  # type: ignore[attr-defined]  # not in its stub
        if "summitry" in file:
            spent.update({stage: together for stage, names in STAGES.items() if name in names})
    others = stats.total_tt - spent[PIPELINE]  # type: ignore[attr-defined]  # not in its stub
    shares = {PIPELINE: parsing / whole}
    shares |= {name: spent[name] / others * (1 - shares[PIPELINE]) for name in STAGES if name != PIPELINE}
    return shares | {"rest": 1 - sum(shares.values())}, stats


def _seconds(run: Callable[[], object]) -> float:
    started = time.process_time()
    run()
    return time.process_time() - started


def print_own(stats: pstats.Stats) -> None:
    """Print our functions that take the most time of their own, and those that take the most with what they call."""
    rows = [
        (own, together, calls, f"{Path(file).parent.name}/{Path(file).name}:{line} {name}")
        for (file, line, name), (_, calls, own, together, _) in stats.stats.items()  # type: ignore[attr-defined]  # not in its stub
        if "summitry" in file
    ]
    for title, key in (("of their own", 0), ("with what they call", 1)):
        print(f"\n{'seconds':>8} {'together':>9} {'calls':>9}   functions by seconds {title} (profiled, so too slow)")
        for own, together, calls, name in sorted(rows, key=lambda row: -row[key])[: TOP * (1 + key)]:
            print(f"{own:8.2f} {together:9.2f} {calls:9}   {name}")


if __name__ == "__main__":
    main()
