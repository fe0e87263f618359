"""Words per second on one core: the pipeline and the whole reading, beside a peer.

The peer is spaCy's own English tokenizer with its rule-based sentence splitter: the floor of what any spaCy pipeline
costs. Each figure is the median of several runs after a warm-up; texts are the packaged samples, repeated.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import spacy

from summitry.knowledge.world import open_world
from summitry.read.intake import load
from summitry.read.language import load_pipeline
from summitry.read.parse import parse_documents
from summitry.read.reader import open_reader
from summitry.settings import Settings

SAMPLES = Path(__file__).resolve().parent.parent / "src" / "summitry" / "data" / "samples"
RUNS = 5
REPEAT = 3
ONE_CORE = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def main() -> None:
    """Measure and print."""
    if any(os.environ.get(name) != value for name, value in ONE_CORE.items()):
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | ONE_CORE)  # noqa: S606  # BLAS reads them when it loads
    settings = Settings()
    paths = sorted(path for path in SAMPLES.iterdir() if path.suffix in {".txt", ".md", ".html"})
    documents = [load(path, settings=settings).document for path in paths] * REPEAT
    started = time.perf_counter()
    pipeline = load_pipeline("en", gazetteer=open_world().gazetteer())
    loading = time.perf_counter() - started
    reader = open_reader(settings)
    peer = spacy.blank("en")
    peer.add_pipe("sentencizer")
    words = sum(len(parsed.tokens) for parsed in parse_documents(documents, pipeline))
    jobs: dict[str, Callable[[], object]] = {
        "peer: tokens and rule-based sentences": lambda: list(peer.pipe(d.text for d in documents)),
        "pipeline: sentences, tags, trees, lemmas, names": lambda: list(parse_documents(documents, pipeline)),
        "whole reading": lambda: list(reader.read_many(documents)),
    }
    rows = [(name, _rate(words, job)) for name, job in jobs.items()]
    print(f"{words} words, {len(documents)} documents, one core, median of {RUNS}; loaded in {loading:.2f} s")
    for name, rate in rows:
        print(f"{name:50} {rate:9,.0f} words/s   {rate / rows[0][1]:6.3f} of the peer")


def _rate(words: int, run: Callable[[], object]) -> float:
    run()
    seconds = []
    for _ in range(RUNS):
        started = time.process_time()
        run()
        seconds.append(time.process_time() - started)
    return words / statistics.median(seconds)


if __name__ == "__main__":
    main()
