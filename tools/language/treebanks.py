"""Universal Dependencies treebanks as spaCy documents, one a paragraph, with words as spaCy cuts them ("do", "n't")."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

EWT = "data/treebanks/ewt/en_ewt-ud-{part}.conllu"
GUM = "data/treebanks/gum"
FREE_GENRES = frozenset({"academic", "bio", "court", "interview", "news", "speech", "textbook", "vlog", "voyage"})
"""The genres of GUM whose texts may be used commercially and changed; its other genres are not used."""

MOST_SENTENCES = 10
"""A paragraph longer than this many sentences is cut when scores are taken."""

TRAINING_SENTENCES = 6
"""The same in training, where long documents cost time: the parser follows the oracle through them before it cuts."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a tree; ``head`` counts words of the sentence from 0 and is the word's own number at the root."""

    form: str
    space: bool
    upos: str
    xpos: str
    morph: str
    head: int
    dep: str
    lemma: str
    misc: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One tree, and whether a paragraph starts with it."""

    words: tuple[Word, ...]
    starts: bool


def read_trees(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file.

    Multi-word tokens are cut by their surface where the parts add up to it ("don't": "do", "n't"); the few that do
    not add up stay one word with the syntax of the part that governs the others.
    """
    comments: list[str] = []
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("#"):
            comments.append(line)
        elif line.strip():
            rows.append(line.split("\t"))
        elif rows:
            yield _sentence(comments, rows)
            comments, rows = [], []


def _sentence(comments: list[str], rows: list[list[str]]) -> Sentence:
    single = {int(row[0]): row for row in rows if row[0].isdigit()}
    joined = {int(row[0].split("-")[0]): row for row in rows if "-" in row[0]}
    cut: list[tuple[str, bool, int]] = []  # form, space after, number of the row whose syntax it has
    place: dict[int, int] = {}
    number = 1
    while number <= len(single):
        row = joined.get(number)
        if row is None:
            place[number] = len(cut)
            cut.append((single[number][1], "SpaceAfter=No" not in single[number][9], number))
            number += 1
            continue
        last = int(row[0].split("-")[1])
        parts = range(number, last + 1)
        if "".join(single[part][1] for part in parts).lower() == row[1].lower():
            at = 0
            for part in parts:
                form = row[1][at : at + len(single[part][1])]
                at += len(form)
                place[part] = len(cut)
                cut.append((form, part == last and "SpaceAfter=No" not in row[9], part))
        else:
            governor = next(part for part in parts if not number <= int(single[part][6]) <= last)
            for part in parts:
                place[part] = len(cut)
            cut.append((row[1], "SpaceAfter=No" not in row[9], governor))
        number = last + 1
    words = []
    for index, (form, space, source) in enumerate(cut):
        row = single[source]
        head = int(row[6])
        words.append(
            Word(
                form=form.replace(" ", "_"),
                space=space,
                upos=row[3],
                xpos=row[4],
                morph="" if row[5] == "_" else row[5],
                head=index if head == 0 else place[head],
                dep="ROOT" if head == 0 else row[7],
                lemma=row[2],
                misc=row[9],
            )
        )
    starts = any(comment.startswith(("# newdoc", "# newpar")) for comment in comments)
    return Sentence(tuple(words), starts)


def paragraphs(path: Path, most: int = MOST_SENTENCES) -> Iterator[list[Sentence]]:
    """Yield the paragraphs of a file: sentences up to the next paragraph or document, at most ``most`` together."""
    group: list[Sentence] = []
    for sentence in read_trees(path):
        if group and (sentence.starts or len(group) >= most):
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def as_doc(group: Iterable[Sentence], vocab: Vocab) -> Doc:
    """Return sentences as one spaCy document with all that the treebank says of them."""
    words: list[Word] = []
    heads: list[int] = []
    for sentence in group:
        heads.extend(len(words) + word.head for word in sentence.words)
        words.extend(sentence.words)
    return Doc(
        vocab,
        words=[word.form for word in words],
        spaces=[word.space for word in words],
        pos=[word.upos for word in words],
        tags=[word.xpos for word in words],
        morphs=[word.morph for word in words],
        heads=heads,
        deps=[word.dep for word in words],
        lemmas=[word.lemma for word in words],
    )


def gum_parts(shared: Path) -> dict[str, list[Path]]:
    """Return the free-genre documents of GUM by the part its own splits.md puts them in: train, dev or test."""
    part_of: dict[str, str] = {}
    part = ""
    for line in (shared / GUM / "splits.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            part = line[3:].strip()
        elif match := re.match(r"\s*\*\s*(GUM_\S+)", line):
            part_of[match[1]] = part
    found: dict[str, list[Path]] = {"train": [], "dev": [], "test": []}
    for path in sorted((shared / GUM).glob("GUM_*.conllu")):
        if genre(path) in FREE_GENRES and part_of.get(path.stem, "train") in found:
            found[part_of.get(path.stem, "train")].append(path)
    return found


def genre(path: Path) -> str:
    """Return the genre of a GUM document, the second part of its file name."""
    return path.stem.split("_")[1]


def training_docs(shared: Path, vocab: Vocab) -> list[Doc]:
    """Return what the parser learns from: EWT train and the free GUM documents outside dev and test, its news twice."""
    docs = [as_doc(group, vocab) for group in paragraphs(shared / EWT.format(part="train"), TRAINING_SENTENCES)]
    for path in gum_parts(shared)["train"]:
        of_file = [as_doc(group, vocab) for group in paragraphs(path, TRAINING_SENTENCES)]
        docs.extend(of_file * (2 if genre(path) == "news" else 1))
    return docs


def ewt_dev(shared: Path, vocab: Vocab) -> list[Doc]:
    """Return EWT dev, never trained on."""
    return [as_doc(group, vocab) for group in paragraphs(shared / EWT.format(part="dev"))]


def gum_dev(shared: Path, vocab: Vocab) -> list[Doc]:
    """Return the GUM dev documents of the free genres, never trained on."""
    return [as_doc(group, vocab) for path in gum_parts(shared)["dev"] for group in paragraphs(path)]
