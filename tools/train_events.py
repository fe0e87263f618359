"""Train the classifier of acts on the coded sentences in ``tools/events/sentences`` and write it as it ships.

    python tools/train_events.py                 train, print cross-validated figures, write the model
    python tools/train_events.py --out DIR       write it elsewhere

Each line of the sentences holds a PLOVER type (``-`` where nothing is done), mode, CAMEO code, modality, and a sentence
with its actors and recipients marked. The sentences are our own words; the measuring sets are not used. Training takes
about a minute a thousand sentences on one core; the temperature that calibrates the probabilities comes from
cross-validation, in which sentences that share most of their words stay together.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "events"))

from coded import read_sentences, trait_rows, without_events
from fitting import cross_validate, fit

import summitry
from summitry.read.events.model import save_model

ROOT = Path(__file__).resolve().parent.parent
SENTENCES = ROOT / "tools" / "events" / "sentences"
MODEL = ROOT / "src" / "summitry" / "data" / "models" / "events-en-1.0.0"


def main() -> None:
    """Train, measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=Path, default=SENTENCES, help="folder of coded sentences")
    parser.add_argument("--out", type=Path, default=MODEL, help="folder to write the model to")
    parser.add_argument("--folds", type=int, default=4, help="parts of the cross-validation")
    options = parser.parse_args()
    sentences = read_sentences(options.sentences)
    told = trait_rows(summitry.open_reader(), sentences)
    # Each sentence counts twice: with what the coder of events has found, and without, as where the coder asks.
    rows = [*told, *(without_events(row) for row in told)]
    labels = [sentence.label for sentence in sentences] * 2
    groups = [sentence.family for sentence in sentences] * 2
    figures = cross_validate(rows, labels, groups, options.folds)
    model = fit(rows, labels, temperature=figures.temperature)
    about = {
        "name": "events-en",
        "version": "1.0.0",
        "license": "MIT",
        "sentences": len(sentences),
        "traits": len(model.rows),
        "cross-validated accuracy": round(figures.accuracy, 4),
        "cross-validated expected calibration error": round(figures.calibration_error, 4),
    }
    save_model(model, options.out, about)
    print("\n".join(f"{name}: {value}" for name, value in about.items()))


if __name__ == "__main__":
    main()
