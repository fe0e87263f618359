"""Load the trained pipeline of a language and make it fast.

Weights are kept in half precision and cast to single precision here. Matrix products run on NumPy's own BLAS, which on
the machines we measured is three times as fast as spaCy's default for matrices of this shape. No state of the process
is changed: each pipeline carries its own setting.
"""

import warnings
from collections.abc import Iterable
from importlib import resources
from pathlib import Path

import numpy as np
import spacy
from spacy.language import Language
from thinc.api import Model, NumpyOps

from summitry.errors import ModelError
from summitry.read.language import encoder, lemmas, onepass, sentences, tokenizer, vectors
from summitry.read.language.gazetteer import Gazetteer
from summitry.read.language.onepass import OnePass
from summitry.read.language.words import remember_words

REGISTERED = (encoder, lemmas, onepass, sentences, tokenizer, vectors)
"""Modules that are imported for what they register with spaCy under the names in a pipeline's config."""


def load_pipeline(
    language: str = "en", gazetteer: Iterable[tuple[str, str]] = (), path: Path | None = None
) -> Language:
    """Load the pipeline of a language.

    Args:
        language: code of the language; ``en`` is the one that ships.
        gazetteer: known names as (phrase, label), labels GPE, NORP, ORG, PER or LOC; they correct the names found.
        path: folder of a pipeline to load instead of the packaged one.

    Returns:
        A spaCy pipeline: words, tags, morphology, trees and sentences, lemmas, names.

    Raises:
        ModelError: there is no pipeline for the language or in the folder, or it does not fit the installed spaCy.
    """
    folder = path if path is not None else packaged_pipeline(language)
    if not (folder / "config.cfg").is_file():
        message = (
            f"{folder} holds no language pipeline (no config.cfg); "
            "leave the setting `model` out to use the packaged one"
        )
        raise ModelError(message)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # spaCy warns of other patch versions than the one it was trained with
            nlp = spacy.load(folder)
    except (OSError, ValueError, ImportError) as error:
        message = (
            f"the language pipeline in {folder} does not load with spaCy {spacy.__version__}: {error}; "
            "install the versions of requirements.lock or train it anew with tools/train_language.py"
        )
        raise ModelError(message) from error
    use_numpy_blas(nlp)
    together = nlp.add_pipe("one_pass")
    if not (isinstance(together, OnePass) and together.take(nlp)):
        nlp.remove_pipe("one_pass")
        remember_words(nlp)
    nlp.add_pipe("sentence_bounds", first=True)
    phrases = tuple(gazetteer)
    if phrases:
        known = nlp.add_pipe("gazetteer")
        if isinstance(known, Gazetteer):
            known.learn(phrases)
    return nlp


def packaged_pipeline(language: str) -> Path:
    """Return the folder of the pipeline that ships for a language.

    Raises:
        ModelError: none ships.
    """
    models = Path(str(resources.files("summitry"))) / "data" / "models"
    found = sorted(models.glob(f"{language}-*/config.cfg"))
    if not found:
        shipped = sorted({file.parent.name.partition("-")[0] for file in models.glob("*-*/config.cfg")})
        message = f"no language pipeline ships for {language!r}; there is one for: {', '.join(shipped) or 'none'}"
        raise ModelError(message)
    return found[-1].parent


def use_numpy_blas(nlp: Language) -> None:
    """Let every layer of a pipeline multiply with NumPy's BLAS, and hold its weights in single precision."""
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if not isinstance(model, Model):
            continue
        for node in model.walk():
            node.ops = ops
            for name in node.param_names:
                if node.has_param(name) and node.get_param(name).dtype == np.float16:
                    node.set_param(name, node.get_param(name).astype(np.float32))
