"""Train floret word vectors on public texts and put them into a vocabulary of ours."""

from collections.abc import Iterable
from pathlib import Path

import floret
import numpy as np
import spacy
from spacy.language import Language
from spacy.training.initialize import convert_vectors

from summitry.read.language.vectors import SubwordVectors

OPTIONS = {
    "model": "skipgram",
    "mode": "floret",
    "dim": 128,
    "minn": 4,
    "maxn": 5,
    "bucket": 20000,
    "hashCount": 2,
    "minCount": 5,
    "ws": 3,
    "epoch": 3,
    "lr": 0.05,
    "neg": 5,
    "t": 2e-4,
    "thread": 1,  # one thread, so that the same texts give the same vectors
    "verbose": 1,
}
"""What floret is told; its words are normal forms (small letters, straight quotes), as the pipeline looks them up."""


def write_words(texts: Iterable[str], path: Path) -> int:
    """Write texts as lines of normal forms parted by blanks, as floret reads them; return the number of words."""
    tokenizer = spacy.blank("en").tokenizer
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for text in texts:
            words = [token.norm_ for token in tokenizer(text) if not token.is_space]
            count += len(words)
            file.write(" ".join(words) + "\n")
    return count


def train_vectors(words: Path, out: Path) -> Language:
    """Train vectors on a file of words and save an empty pipeline that has them.

    Args:
        words: file made by ``write_words``.
        out: folder of the pipeline; ``[initialize.vectors]`` of a training config may name it.

    Returns:
        The pipeline.
    """
    table = words.with_suffix(".floret")
    floret.train_unsupervised(str(words), **OPTIONS).save_floret_vectors(str(table))
    config = {
        "nlp": {"vectors": {"@vectors": "summitry.subwords.v1"}, "tokenizer": {"@tokenizers": "summitry.english.v1"}}
    }
    nlp = spacy.blank("en", config=config)
    convert_vectors(nlp, vectors_loc=table, truncate=0, prune=-1, mode="floret", attr="NORM")
    made = nlp.vocab.vectors
    nlp.vocab.vectors = SubwordVectors(
        strings=nlp.vocab.strings,
        data=made.data.astype(np.float16).astype(np.float32),  # as precise as what ships
        name="summitry",
        mode="floret",
        minn=made.minn,
        maxn=made.maxn,
        hash_count=made.hash_count,
        hash_seed=made.hash_seed,
        bow=made.bow,
        eow=made.eow,
        attr="NORM",
    )
    nlp.to_disk(out)
    return nlp
