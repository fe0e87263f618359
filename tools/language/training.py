"""Run spaCy's training loop with NumPy's BLAS, which is what the shipped pipeline runs on."""

from pathlib import Path
from typing import Any

from spacy.language import DEFAULT_CONFIG, Language
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import load_config
from thinc.api import NumpyOps, set_current_ops


def run(config: Path, out: Path, overrides: dict[str, Any]) -> Language:
    """Train the pipeline a config describes and write its best state to ``out/model-best``.

    Args:
        config: a spaCy training config.
        out: folder to write ``model-best`` and ``model-last`` into.
        overrides: dotted config keys and their values, such as ``{"paths.train": "..."}``.

    Returns:
        The pipeline as it was at the end of training.
    """
    set_current_ops(NumpyOps(use_blis=False))
    nlp = init_nlp(DEFAULT_CONFIG.merge(load_config(config, overrides=overrides, interpolate=False)))
    for _, component in nlp.pipeline:
        for node in component.model.walk():
            node.ops = NumpyOps(use_blis=False)
    out.mkdir(parents=True, exist_ok=True)
    trained, _ = train(nlp, out)
    return trained
