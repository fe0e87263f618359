"""The language pipeline's part of the gate: trees, lemmas and names on raw text that it was not trained on, and the seed article.

`tools/language/scoring.py` defines the counts. `docs/models.md` says what the data sets are.
"""

import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools" / "language"))

SEED = (
    ({"met"}, {"Abe", "Shinzo", "Minister"}),
    ({"absent"}, {"leaders"}),
    ({"dared"}, {"Abe"}),
    ({"underscores"}, {"action"}),
    ({"meeting"}, {"This"}),
    ({"see"}, {"year"}),
    ({"agreed"}, {"Abe"}),
    ({"plans"}, {"Putin"}),
    ({"benefit"}, {"contacts"}),
    ({"deepening"}, {"Cooperation"}),
    ({"becoming"}, {"Conditions"}),
    ({"makes"}, {"This"}),
    ({"dispute"}, {"concern"}),
    ({"appears"}, {"Putin"}),
    ({"noted"}, {"he"}),
    ({"is"}, {"sign"}),
    ({"adheres"}, {"Russia"}),
    ({"calls"}, {"Japan"}),
    ({"remains"}, {"gulf"}),
    ({"started"}, {"Tokyo"}),
    ({"is", "figure"}, {"goal"}),
    ({"held"}, {"latest"}),
    ({"important"}, {"Moving"}),
    ({"problematic"}, {"It"}),
    ({"vital"}, {"choices"}),
    ({"seek"}, {"countries"}),
    ({"said"}, {"Abe"}),
    ({"brought"}, {"Wisdom"}),
)
"""For each sentence of the seed's body, in order: the words that may stand at its root, and those that may be its subject."""

_SUBJECTS = {"nsubj", "csubj", "expl"}


def seed_sentences(pipeline: Any, shared: Path) -> list[tuple[str, tuple[str, ...], bool]]:
    """Parse the seed and return (root, subjects, right) for each sentence that `SEED` expects."""
    from summitry.read.parse import base, parse_documents
    from summitry.records import Document

    text = (shared / "gold" / "readouts" / "00-seed-2014" / "article.txt").read_text(encoding="utf-8")
    parsed = next(iter(parse_documents([Document.from_text(text)], pipeline)))
    found = []
    for sentence in parsed.sentences:
        children = parsed.children[sentence.root]
        subjects = tuple(parsed.tokens[i].text for i in children if base(parsed.tokens[i].dep) in _SUBJECTS)
        found.append((parsed.tokens[sentence.root].text, subjects))
    result = []
    position = 0
    for roots, subjects in SEED:
        hits = [i for i in range(position, len(found)) if found[i][0] in roots and subjects.intersection(found[i][1])]
        result.append((*(found[hits[0]] if hits else (" or ".join(sorted(roots)), ())), bool(hits)))
        position = hits[0] + 1 if hits else position
    return result


def language_figures(shared: Path) -> dict[str, float]:
    """Return the figures of the packaged pipeline, each in [0, 1]."""
    import scoring

    from summitry.knowledge.world import open_world
    from summitry.read.language import load_pipeline

    figures: dict[str, float] = {}
    plain = load_pipeline("en")
    for name, score in scoring.tree_scores(plain, shared).items():
        figures[f"language: {name}"] = score
    for name, score in scoring.name_scores(plain, shared).items():
        figures[f"language: {name}, no gazetteer"] = score
    full = load_pipeline("en", gazetteer=open_world().gazetteer())
    for name, score in scoring.name_scores(full, shared).items():
        figures[f"language: {name}"] = score
    seed = seed_sentences(full, shared)
    figures["language: seed, main verb and subject"] = sum(right for *_, right in seed) / len(seed)
    return figures
