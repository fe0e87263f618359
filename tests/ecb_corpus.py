"""ECB+ as mentions with their gold groups, and the measures of coreference: CoNLL F1 is the mean of MUC, B3 and CEAFe.

Cybulska and Vossen 2014, "Using a sledgehammer to crack a nut?", with its later correction that restricts measuring to
sentences checked by the annotators. Mentions are the gold ones (actions, also negated ones); no topic is given.
"""

import csv
import io
import tarfile
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from lxml import etree
from scipy.optimize import linear_sum_assignment

from summitry.track.merge.mentions import Mention

CHECKED = "ECBplus_coreference_sentences.csv"
ACTIONS = ("ACTION", "NEG")
Groups = Sequence[Sequence[Hashable]]


class Corpus(NamedTuple):
    """Mentions, the name of the gold group of each by key, and the text of each document."""

    mentions: tuple[Mention, ...]
    gold: Mapping[str, str]
    documents: Mapping[str, str]


class Scores(NamedTuple):
    """F1 of each measure, 0 to 1, and their mean."""

    muc: float
    b_cubed: float
    ceaf_e: float

    @property
    def conll(self) -> float:
        """Mean of the three."""
        return sum(self) / len(self)


def read_corpus(source: Path, wanted: Callable[[int], bool] = lambda _topic: True) -> Corpus:
    """Read ECB+ topics from an unpacked folder or a tar archive, whichever topics it holds.

    Args:
        source: a folder or archive with ``<topic>_<number>ecb[plus].xml`` files and the list of checked sentences.
        wanted: which topics to take, by number.
    """
    files = dict(_read_files(source))
    checked = {
        (row["Topic"], row["File"], int(row["Sentence Number"]))
        for row in csv.DictReader(io.StringIO(files[CHECKED].decode("utf-8-sig")))
    }
    mentions: list[Mention] = []
    gold: dict[str, str] = {}
    documents: dict[str, str] = {}
    for name in sorted(files):
        topic, _, rest = Path(name).stem.partition("_")
        if not name.endswith(".xml") or not topic.isdigit() or not wanted(int(topic)):
            continue
        document = Path(name).stem
        tree = etree.fromstring(files[name])
        sentences, where = _read_sentences(tree)
        # the first line of an added page is its address
        documents[document] = " ".join(
            " ".join(words) for number, words in sentences.items() if number or "plus" not in rest
        )
        chains = _read_chains(tree, document)
        for mark in tree.find("Markables"):
            anchors = [anchor.get("t_id") for anchor in mark.findall("token_anchor")]
            if not anchors or not mark.tag.startswith(ACTIONS):
                continue
            number, start = min(where[anchor] for anchor in anchors)
            if (topic, rest, number) not in checked:
                continue
            end = max(at for sentence, at in (where[anchor] for anchor in anchors) if sentence == number)
            key = f"{document}|{mark.get('m_id')}"
            mentions.append(Mention(key, document, number, tuple(sentences[number]), start, end + 1))
            gold[key] = chains.get(mark.get("m_id"), key)
    return Corpus(tuple(mentions), gold, documents)


def _read_files(source: Path) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of each file that counts."""
    if source.is_dir():
        for path in source.rglob("*"):
            if path.suffix == ".xml" or path.name == CHECKED:
                yield path.name, path.read_bytes()
        return
    with tarfile.open(source) as packed:
        for member in packed:
            name = Path(member.name).name
            if member.isfile() and (name.endswith(".xml") or name == CHECKED) and not name.startswith("._"):
                yield name, packed.extractfile(member).read()


def _read_sentences(tree: etree._Element) -> tuple[dict[int, list[str]], dict[str, tuple[int, int]]]:
    """Return the words of each sentence, and the sentence and index of each token."""
    sentences: dict[int, list[str]] = defaultdict(list)
    where = {}
    for token in tree.iter("token"):
        number = int(token.get("sentence"))
        where[token.get("t_id")] = (number, len(sentences[number]))
        sentences[number].append(token.text or "")
    return sentences, where


def _read_chains(tree: etree._Element, document: str) -> dict[str, str]:
    """Return the name of each mention's group: over documents, or within one."""
    chains = {}
    relations = tree.find("Relations")
    for relation in relations if relations is not None else ():
        across = relation.tag == "CROSS_DOC_COREF"
        name = relation.get("note") if across else f"{document}|relation {relation.get('r_id')}"
        for mention in relation.findall("source"):
            chains[mention.get("m_id")] = name
    return chains


def group_by(names: Mapping[str, Hashable]) -> list[list[str]]:
    """Return the keys of each name."""
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for key, name in names.items():
        groups[name].append(key)
    return list(groups.values())


def score_groups(gold: Groups, found: Groups) -> Scores:
    """Measure groups of the same mentions against the gold ones.

    >>> score_groups([["a", "b"], ["c"]], [["a", "b"], ["c"]])
    Scores(muc=1.0, b_cubed=1.0, ceaf_e=1.0)
    """
    return Scores(
        _harmonic(_muc(found, gold), _muc(gold, found)),
        _harmonic(_b_cubed(found, gold), _b_cubed(gold, found)),
        _harmonic(*_ceaf_e(gold, found)),
    )


def _muc(these: Groups, others: Groups) -> float:
    """Return the share of the links of some groups that others keep (Vilain et al. 1995)."""
    home = {mention: index for index, group in enumerate(others) for mention in group}
    links = sum(len(group) - 1 for group in these)
    kept = sum(len(group) - len({home[mention] for mention in group}) for group in these)
    return kept / links if links else 0.0


def _b_cubed(these: Groups, others: Groups) -> float:
    """Return the mean share of a mention's group that others keep with it (Bagga and Baldwin 1998)."""
    home = {mention: set(group) for group in others for mention in group}
    shares = [len(home[mention].intersection(group)) / len(group) for group in these for mention in group]
    return sum(shares) / len(shares)


def _ceaf_e(gold: Groups, found: Groups) -> tuple[float, float]:
    """Return precision and recall of the best pairing of groups (Luo 2005, fourth likeness)."""
    likeness = np.zeros((len(gold), len(found)), dtype=np.float32)
    home = {mention: index for index, group in enumerate(found) for mention in group}
    for row, group in enumerate(gold):
        for mention in group:
            column = home[mention]
            likeness[row, column] += 2 / (len(group) + len(found[column]))
    total = float(likeness[linear_sum_assignment(likeness, maximize=True)].sum())
    return total / len(found), total / len(gold)


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def find_topics(mentions: Iterable[Mention]) -> list[int]:
    """Return the numbers of the topics that mentions come from."""
    return sorted({int(mention.document.partition("_")[0]) for mention in mentions})
