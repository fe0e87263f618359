"""Put trained parts together into the pipeline that ships: half-precision weights, and only the strings it needs."""

import json
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import DocBin
from thinc.api import Config, Model


def assemble(parser: Path, names: Path, trees: Path) -> Language:
    """Put the trained parts together.

    Args:
        parser: folder of the pipeline that has tags, trees and lemmas.
        names: folder of the pipeline that has the name finder.
        trees: binary file of the parser's training documents, whose lemmas make the lexicon.

    Returns:
        The pipeline.
    """
    nlp = spacy.load(parser)
    nlp.add_pipe("ner", source=spacy.load(names, vocab=nlp.vocab))
    lexicon: Any = nlp.add_pipe("lemma_lexicon", after="trainable_lemmatizer")
    past = tomllib.loads((Path(__file__).parent / "irregular.toml").read_text(encoding="utf-8"))["past"]
    lexicon.learn(DocBin().from_disk(trees).get_docs(nlp.vocab), past)
    return nlp


def pack(nlp: Language, out: Path, meta: dict[str, object]) -> int:
    """Write a pipeline as it ships.

    Args:
        nlp: the pipeline; its weights are rounded to half precision.
        out: folder to write.
        meta: what to say of it in ``meta.json`` (name, version, licence, data, scores).

    Returns:
        Its size in bytes.
    """
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model):
            for node in model.walk():
                for name in node.param_names:
                    if node.has_param(name):
                        node.set_param(name, node.get_param(name).astype(np.float16))
    nlp.vocab.vectors.data = nlp.vocab.vectors.data.astype(np.float16)
    nlp.meta.update(meta)
    nlp.to_disk(out)
    StringStore(sorted(needed_strings(nlp))).to_disk(out / "vocab" / "strings.json")
    # What training left in the config (corpora, schedules, paths) is of no use to those who load it.
    config = nlp.config
    kept = {"nlp": config["nlp"], "components": config["components"], "initialize": {"components": {}, "tokenizer": {}}}
    Config(kept).to_disk(out / "config.cfg")
    return sum(path.stat().st_size for path in out.rglob("*") if path.is_file())


def add_to_meta(folder: Path, scores: dict[str, float], sources: list[dict[str, str]]) -> None:
    """Write scores and sources into a pipeline's ``meta.json``."""
    path = folder / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    meta["performance"] = {name: round(score, 4) for name, score in scores.items()}
    meta["sources"] = sources
    path.write_text(json.dumps(meta, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def needed_strings(nlp: Language) -> set[str]:
    """Return the strings a pipeline cannot do without: labels, and the pieces of words in its edit trees."""
    strings: set[str] = set()
    for name in ("tagger", "morphologizer", "parser", "ner"):
        for label in nlp.get_pipe(name).labels:
            strings.add(label)
            strings.update(part for feature in label.split("|") for part in (feature, *feature.split("=")))
    trees = nlp.get_pipe("trainable_lemmatizer").trees
    for number in range(len(trees)):
        tree = trees[number]
        strings.update(nlp.vocab.strings[tree[side]] for side in ("orig", "subst") if side in tree)
    strings.discard("")
    return strings
