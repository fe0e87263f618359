"""The plain texts the word vectors are trained on: UN General Debate, White House, a treebank's training text.

All of them are in the public domain (CC0, United States government works) or under a licence that lets weights be
published (see `docs/models.md`). Nothing here is annotated.
"""

import re
import tarfile
from collections.abc import Iterator
from pathlib import Path

DEBATE = "data/corpora/UNGDC_2005-2024_txt.tgz"
BRIEFINGS = "data/corpora/wh-briefings_2021-2023.tgz"

_HEAD = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_BREAK = re.compile(r"\n\s*\n|\n(?= )|(?<=[.?!:])\s*\n")
_MARKUP = re.compile(r"[*_#>]{1,3}|\[([^\]]*)\]\([^)]*\)")


def _members(archive: Path) -> Iterator[str]:
    with tarfile.open(archive) as tar:
        for member in sorted((m for m in tar.getmembers() if m.isfile()), key=lambda m: m.name):
            name = member.name.rsplit("/", 1)[-1]
            file = tar.extractfile(member)
            if file is not None and not name.startswith(".") and name.endswith((".txt", ".md")):
                yield file.read().decode("utf-8", errors="replace")


def paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of one speech or web page: head and markup dropped, lines joined, white space single."""
    text = _MARKUP.sub(r"\1", _HEAD.sub("", text.replace("\r", "")))
    for part in _BREAK.split(text):
        joined = " ".join(part.split())
        if joined:
            yield joined


def public_paragraphs(shared: Path) -> Iterator[str]:
    """Yield every paragraph of the two public-domain corpora, archive by archive, in the order of their file names."""
    for archive in (DEBATE, BRIEFINGS):
        for text in _members(shared / archive):
            yield from paragraphs(text)


def all_texts(shared: Path) -> Iterator[str]:
    """Yield what the word vectors are trained on: the two corpora, then the sentences of EWT train three times."""
    yield from public_paragraphs(shared)
    treebank = shared / "data/treebanks/ewt/en_ewt-ud-train.conllu"
    sentences = [
        line[9:].strip() for line in treebank.read_text(encoding="utf-8").splitlines() if line.startswith("# text = ")
    ]
    for _ in range(3):
        yield from sentences
