"""Score a pipeline on raw text: trees as in the CoNLL 2018 shared task, names as exact typed spans.

Words of gold and prediction are matched by their characters (blanks left out), so a word cut otherwise counts as
wrong in every column. Punctuation counts; dependency labels are compared without their subtypes. F1 is in percent for
trees, in [0, 1] for names.

Source: Zeman et al. 2018, CoNLL 2018 Shared Task, section 5 (LAS, UAS, UPOS, lemmas, sentences).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import names
import treebanks
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

Place = tuple[int, int]
NAME_LABELS = ("PER", "ORG", "LOC", "GPE")


def _places(doc: Doc) -> dict[int, Place]:
    """Return, for each word that is not blank, where it lies in the text without blanks."""
    places: dict[int, Place] = {}
    position = 0
    for token in doc:
        length = len("".join(token.text.split()))
        if length:
            places[token.i] = (position, position + length)
            position += length
    return places


def _sentences(doc: Doc, places: dict[int, Place]) -> set[Place]:
    found = set()
    for sentence in doc.sents:
        inside = [places[token.i] for token in sentence if token.i in places]
        if inside:
            found.add((inside[0][0], inside[-1][1]))
    return found


def _base(dep: str) -> str:
    return dep.split(":", maxsplit=1)[0].lower()


def _head(token: Token, places: dict[int, Place]) -> Place | None:
    return None if token.head.i == token.i else places.get(token.head.i)


def score_trees(nlp: Language, gold: Sequence[Doc], batch_size: int = 64) -> dict[str, float]:
    """Return F1 in percent of words, sentences, tags, lemmas and trees over documents.

    Args:
        nlp: the pipeline.
        gold: documents annotated by hand; their text is what the pipeline gets.
        batch_size: documents parsed together.

    Returns:
        ``tokens``, ``sentences``, ``upos``, ``xpos``, ``lemma``, ``uas``, ``las`` -> F1 in percent.
    """
    right: Counter[str] = Counter()
    size: Counter[str] = Counter()
    for truth, guess in zip(gold, nlp.pipe([doc.text for doc in gold], batch_size=batch_size), strict=True):
        true_places, places = _places(truth), _places(guess)
        at = {place: guess[i] for i, place in places.items()}
        size["words"] += len(true_places) + len(places)
        for i, place in true_places.items():
            word, other = truth[i], at.get(place)
            if other is None:
                continue
            same_head = _head(word, true_places) == _head(other, places)
            right["tokens"] += 1
            right["upos"] += word.pos_ == other.pos_
            right["xpos"] += word.tag_ == other.tag_
            right["lemma"] += word.lemma_.lower() == other.lemma_.lower()
            right["uas"] += same_head
            right["las"] += same_head and _base(word.dep_) == _base(other.dep_)
        true_sentences, sentences = _sentences(truth, true_places), _sentences(guess, places)
        right["sentences"] += len(true_sentences & sentences)
        size["sentences"] += len(true_sentences) + len(sentences)
    columns = ("tokens", "sentences", "upos", "xpos", "lemma", "uas", "las")
    return {name: 200 * right[name] / max(1, size["sentences" if name == "sentences" else "words"]) for name in columns}


def _names(doc: Doc, spans: Iterable[Span]) -> set[tuple[Place, str]]:
    places = _places(doc)
    found = set()
    for span in spans:
        inside = [places[token.i] for token in span if token.i in places]
        if inside and span.label_ in NAME_LABELS:
            found.add(((inside[0][0], inside[-1][1]), span.label_))
    return found


def neutral_places(doc: Doc) -> list[Place]:
    """Return where the gold marks what is no name to us (an election, a prize); names inside go unscored."""
    places = _places(doc)
    spans = doc.spans.get("others", ())
    return [(places[span.start][0], places[span.end - 1][1]) for span in spans]


def _inside(place: Place, zones: Iterable[Place]) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in zones)


def score_names(nlp: Language, gold: Sequence[Doc], batch_size: int = 64) -> dict[str, float]:
    """Return F1 in [0, 1] of names: ``all`` typed, ``untyped``, and one figure a label that occurs.

    A name found inside a gold span of a kind that we do not mark ("United Kingdom" in an election's name) is left out
    of the count.

    Args:
        nlp: the pipeline.
        gold: documents whose names are marked.
        batch_size: documents read together.

    Returns:
        Name of the figure -> F1.
    """
    right: Counter[str] = Counter()
    size: Counter[str] = Counter()
    for truth, guess in zip(gold, nlp.pipe([doc.text for doc in gold], batch_size=batch_size), strict=True):
        wanted = _names(truth, truth.ents)
        got = {name for name in _names(guess, guess.ents) if not _inside(name[0], neutral_places(truth))}
        hits = wanted & got
        right["all"] += len(hits)
        right.update(label for _, label in hits)
        for side in (wanted, got):
            size["all"] += len(side)
            size.update(label for _, label in side)
        places, others = {place for place, _ in wanted}, {place for place, _ in got}
        right["untyped"] += len(places & others)
        size["untyped"] += len(places) + len(others)
    return {name: 2 * right[name] / total for name, total in size.items() if total}


def tree_scores(nlp: Language, shared: Path) -> dict[str, float]:
    """Return the gate's figures for trees, in [0, 1]: EWT dev and the GUM dev documents of the free genres."""
    figures = {}
    with nlp.select_pipes(disable=[name for name in ("ner", "gazetteer") if name in nlp.pipe_names]):
        for name, docs in (
            ("EWT dev", treebanks.ewt_dev(shared, nlp.vocab)),
            ("GUM dev", treebanks.gum_dev(shared, nlp.vocab)),
        ):
            for column, score in score_trees(nlp, docs).items():
                figures[f"{name} {column}"] = score / 100
    return figures


def name_scores(nlp: Language, shared: Path) -> dict[str, float]:
    """Return the gate's figures for names, in [0, 1]: each of the two sets, and states (GPE) over both together."""
    politics, news = names.politics_dev(shared, nlp.vocab), names.news_dev(shared, nlp.vocab)
    figures = {
        "names CrossNER politics dev": score_names(nlp, politics)["all"],
        "names GUM news dev": score_names(nlp, news)["all"],
    }
    both = score_names(nlp, politics + news)
    return figures | {f"names both, {label}": both[label] for label in ("untyped", *NAME_LABELS)}
