"""The tool that trains the pipeline runs from end to end: a few steps on a few sentences."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [pytest.mark.model, pytest.mark.shared]
TOOLS = Path(__file__).resolve().parent.parent / "tools"


@pytest.fixture(scope="module")
def trained(shared, tmp_path_factory):
    """Train in a process of its own: the configs register spaCy functions, and training sets seeds."""
    out = tmp_path_factory.mktemp("language")
    script = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(TOOLS)!r})
import train_language as tool
import names, packing, spacy, training, treebanks, vectors
from spacy.tokens import DocBin
shared, out = Path({str(shared)!r}), Path({str(out)!r})
vocab = spacy.blank("en").vocab
docs = treebanks.ewt_dev(shared, vocab)[:40]
tagged = names.news_dev(shared, vocab)[:20]
vectors.write_words((doc.text for doc in docs), out / "words.txt")
vectors.train_vectors(out / "words.txt", out / "vectors")
for name, part in (("trees", docs), ("names", tagged)):
    for kind in ("train", "dev"):
        DocBin(docs=part).to_disk(out / f"{{name}}-{{kind}}.spacy")
short = {{"training.max_steps": 2, "training.eval_frequency": 1}}
run = training.run
training.run = lambda config, folder, overrides: run(config, folder, overrides | short)
tool.make_parser(shared, out)
tool.make_names(shared, out)
tool.make_lemmas(shared, out)
nlp = packing.assemble(out / "lemmas" / "model-last", out / "names" / "model-best", out / "trees-train.spacy")
packing.pack(nlp, out / "en", {{"name": "tiny", "version": "0"}})
"""
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return out / "en"


def test_what_was_trained_loads_and_parses(trained):
    from summitry.read.language import load_pipeline

    doc = load_pipeline(path=trained)("Norway and Sweden met in Oslo.")
    assert [token.text for token in doc] == ["Norway", "and", "Sweden", "met", "in", "Oslo", "."]
    assert all(token.dep_ and token.pos_ and token.lemma_ for token in doc)


def test_the_package_says_what_it_is(trained):
    assert json.loads((trained / "meta.json").read_text(encoding="utf-8"))["name"] == "tiny"
