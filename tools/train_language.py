"""Train the English pipeline that ships in `src/summitry/data/models`.

    python tools/train_language.py --shared ../shared --out build/language

Stages, in order; `--stage NAME` (repeatable) runs only those, on what earlier ones left in the output folder:

    vectors   floret word vectors from public texts                      (6 minutes on one core)
    corpora   the treebanks and name corpora as spaCy's binary files     (1 minute)
    parser    encoder, tags, morphology, trees                           (about 50 minutes)
    names     name finder; can run beside `parser` on a second core      (about 25 minutes)
    lemmas    lemmatizer on the parser's frozen encoder                  (4 minutes)
    pack      put together, round to half precision, score, write `en-VERSION`

Seeds are fixed and every stage runs on one thread (set OPENBLAS_NUM_THREADS=1), so one machine gives the same weights
again; another processor may round differently. What goes in is listed with its licence in `docs/models.md` and with
its checksum in `src/summitry/data/SOURCES.toml`; what comes out is scored on raw text by `tools/language/scoring.py`.
"""

import argparse
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "language"))

import augment  # noqa: F401  # registers what the configs name
import names
import packing
import scoring
import sources
import spacy
import texts
import training
import treebanks
import vectors
from spacy.tokens import Doc, DocBin

from summitry.read.language import load_pipeline

CONFIGS = Path(__file__).parent / "language"
VERSION = "1.0.0"
LICENCE = "CC BY-SA 4.0"
STAGES = ("vectors", "corpora", "parser", "names", "lemmas", "pack")


def make_vectors(shared: Path, out: Path) -> None:
    """Train the word vectors."""
    words = out / "words.txt"
    count = vectors.write_words(texts.all_texts(shared), words)
    vectors.train_vectors(words, out / "vectors")
    print(f"vectors: {count} words read")


def make_corpora(shared: Path, out: Path) -> None:
    """Write training and development documents in spaCy's binary form, those for training in a fixed random order."""
    sources.checked_sources(shared)
    vocab = spacy.blank("en").vocab
    parts = {
        "trees-train": treebanks.training_docs(shared, vocab),
        # Every other document is enough to watch the training by; `pack` scores on all of them.
        "trees-dev": treebanks.ewt_dev(shared, vocab)[::2] + treebanks.gum_dev(shared, vocab)[::2],
        "names-train": names.training_docs(shared, vocab),
        "names-dev": names.politics_dev(shared, vocab) + names.news_dev(shared, vocab),
    }
    for name, docs in parts.items():
        _write(docs, out / f"{name}.spacy", mixed=name.endswith("train"))
        print(f"{name}: {len(docs)} documents, {sum(map(len, docs))} words")


def _write(docs: list[Doc], path: Path, *, mixed: bool) -> None:
    if mixed:
        random.Random(0).shuffle(docs)  # noqa: S311  # an order, not a secret
    DocBin(docs=docs).to_disk(path)


def make_parser(_: Path, out: Path) -> None:
    """Train encoder, tags, morphology and trees."""
    _train("parser", "trees", out, {"paths.vectors": str(out / "vectors")})


def make_names(_: Path, out: Path) -> None:
    """Train the name finder."""
    _train("names", "names", out, {"paths.vectors": str(out / "vectors")})


def make_lemmas(_: Path, out: Path) -> None:
    """Train the lemmatizer on the finished parser."""
    _train("lemmas", "trees", out, {"paths.parser": str(out / "parser" / "model-last")})


def _train(config: str, corpus: str, out: Path, more: dict[str, str]) -> None:
    paths = {f"paths.{part}": str(out / f"{corpus}-{part}.spacy") for part in ("train", "dev")}
    training.run(CONFIGS / f"{config}.cfg", out / config, paths | more)


def make_package(shared: Path, out: Path) -> None:
    """Assemble the pipeline, write it as it ships, score what was written and add the scores."""
    folder = out / f"en-{VERSION}"
    meta: dict[str, object] = {
        "name": "summitry",
        "version": VERSION,
        "license": LICENCE,
        "description": "English for Summitry: words, tags, morphology, trees, lemmas, names.",
    }
    nlp = packing.assemble(out / "lemmas" / "model-last", out / "names" / "model-best", out / "trees-train.spacy")
    size = packing.pack(nlp, folder, meta)
    shipped = load_pipeline(path=folder)
    scores = scoring.tree_scores(shipped, shared) | scoring.name_scores(shipped, shared)
    packing.add_to_meta(folder, scores, sources.checked_sources(shared))
    for name, figure in scores.items():
        print(f"{name:40} {figure:8.4f}")
    print(f"{folder}: {size / 1e6:.1f} MB")


MAKERS = dict(
    zip(STAGES, (make_vectors, make_corpora, make_parser, make_names, make_lemmas, make_package), strict=True)
)


def main() -> None:
    """Run the stages asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, required=True, help="folder of the shared material")
    parser.add_argument("--out", type=Path, required=True, help="folder for everything that is made")
    parser.add_argument(
        "--stage", action="append", choices=STAGES, help="run this stage only; may be given several times"
    )
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for stage in STAGES:
        if options.stage is None or stage in options.stage:
            MAKERS[stage](options.shared, options.out)


if __name__ == "__main__":
    main()
