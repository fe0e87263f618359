"""Scores of the finder of undertakings on labelled sentences of real readouts: shares between 0 and 1.

The labels (``tests/gold/en_commitments``, with the rules by which they were made) name each sentence by document and
character offsets; the texts stand in the archive of briefings and are not copied. A sentence is found when a commitment
has evidence that begins in it. Precision, recall and F1 count the labelled sentences only. The halves are split by a hash
of the document's name; rules are written on the dev half.
"""

import csv
import hashlib
import tarfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from summitry.records import Commitment, Document

ARCHIVE = Path("data") / "corpora" / "wh-briefings_2021-2023.tgz"
LABELS = Path(__file__).resolve().parent / "gold" / "en_commitments" / "labels.tsv"
HALVES = ("dev", "test")


class Label(NamedTuple):
    """A labelled sentence: where it stands in the source file, and what it holds (``kind`` is empty for none)."""

    half: str
    document: str
    start: int
    end: int
    digest: str
    is_commitment: bool
    kind: str
    strength: str
    due: tuple[int, int] | None


class Judged(NamedTuple):
    """A labelled sentence with its words and the commitments that were found in it."""

    label: Label
    text: str
    found: tuple[Commitment, ...]


def read_labels(path: Path = LABELS) -> tuple[Label, ...]:
    """Return the labels in the order of the file."""
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Label(
                row["half"],
                row["document"],
                int(row["start"]),
                int(row["end"]),
                row["sha256"],
                row["commitment"] == "yes",
                row["kind"],
                row["strength"],
                (int(row["due_start"]), int(row["due_end"])) if row["due_start"] else None,
            )
            for row in csv.DictReader(lines, delimiter="\t")
        )


def half_of(document: str) -> str:
    """Return the half of a document: dev where the SHA-256 of its name is even."""
    return HALVES[int(hashlib.sha256(document.encode()).hexdigest(), 16) % 2]


def digest_of(text: str) -> str:
    """Return the first twelve digits of the SHA-256 of a sentence with its blanks made single."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:12]


def read_sources(archive: Path, names: frozenset[str]) -> dict[str, bytes]:
    """Return the source files of the documents of these names."""
    found: dict[str, bytes] = {}
    with tarfile.open(archive) as packed:
        for member in packed:
            name = Path(member.name).stem
            if name in names and name not in found and "statements-releases" in member.name:
                found[name] = packed.extractfile(member).read()
    return found


def locate(source: str, start: int, end: int, text: str) -> tuple[int, int] | None:
    """Return where a stretch of the source file stands in the text that intake made of it, or None.

    Only letters and digits are compared; of several places the one at the nearest share of the way is taken.
    """
    letters = [i for i, sign in enumerate(text) if sign.isalnum()]
    whole = "".join(text[i] for i in letters)
    wanted = "".join(sign for sign in source[start:end] if sign.isalnum())
    share = start / max(1, len(source))
    places, at = [], whole.find(wanted)
    while at >= 0:
        places.append(at)
        at = whole.find(wanted, at + 1)
    if not wanted or not places:
        return None
    best = min(places, key=lambda place: abs(place / len(whole) - share))
    return letters[best], letters[best + len(wanted) - 1] + 1


def judge(shared: Path, halves: tuple[str, ...] = HALVES) -> Iterator[Judged]:
    """Yield the labelled sentences of some halves, each with the commitments whose evidence begins in it."""
    from summitry.read.commitments import find_commitments
    from summitry.read.intake import from_bytes
    from summitry.read.parse import parse_documents
    from summitry.read.reader import open_reader
    from summitry.read.relevance import is_diplomatic
    from summitry.read.scene import build_scene

    labels = [label for label in read_labels() if label.half in halves]
    sources = read_sources(shared / ARCHIVE, frozenset(label.document for label in labels))
    reader = open_reader()
    names = sorted(sources)
    documents: dict[str, Document] = {name: from_bytes(sources[name], f"{name}.md").document for name in names}
    for name, parsed in zip(names, parse_documents(documents.values(), reader.pipeline), strict=True):
        scene = build_scene(parsed, reader.world)
        rows = find_commitments(scene) if is_diplomatic(parsed, scene.cast) else ()
        source = sources[name].decode("utf-8")
        for label in labels:
            if label.document != name:
                continue
            place = locate(source, label.start, label.end, documents[name].text)
            found = tuple(
                row for row in rows if place and any(place[0] <= span.start < place[1] for span in row.evidence)
            )
            yield Judged(label, source[label.start : label.end], found)


def score(judged: Sequence[Judged]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of telling the sentences that hold a commitment.

    >>> score([])
    (0.0, 0.0, 0.0)
    """
    right = sum(one.label.is_commitment and bool(one.found) for one in judged)
    precision = right / max(1, sum(bool(one.found) for one in judged))
    recall = right / max(1, sum(one.label.is_commitment for one in judged))
    return precision, recall, 2 * precision * recall / (precision + recall) if right else 0.0


def commitment_figures(shared: Path) -> dict[str, float]:
    """Return precision, recall and F1 on each half; empty, with a loud line, where the archive is missing."""
    if not (shared / ARCHIVE).is_file():
        print(f"COMMITMENTS OF REAL READOUTS ARE NOT MEASURED: {shared / ARCHIVE} is missing")
        return {}
    judged = tuple(judge(shared))
    figures: dict[str, float] = {}
    for half in HALVES:
        values = score([one for one in judged if one.label.half == half])
        for name, value in zip(("precision", "recall", "F1"), values, strict=True):
            figures[f"commitments of real readouts: detection {name}, {half}"] = value
    return figures
