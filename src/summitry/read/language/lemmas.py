"""Lemmas of words that are known: the trained lemmatizer learns rules of spelling, and guesses ("decid" for "decided").

Source of the idea: Straka et al. 2016, UDPipe, whose lemmatizer also prefers what its dictionary holds.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Self

from spacy.language import Language
from spacy.tokens import Doc

FILE = "lemmas.tsv"
OPEN = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "NN", "NNS", "JJ", "JJR", "JJS", "RB", "RBR", "RBS"})
CLOSED = frozenset({"CC", "DT", "IN", "MD", "POS", "PRP", "TO", "WDT", "WP"})
"""Penn tags whose lemmas are looked up; names and numbers stay with the trained lemmatizer."""

_ENDINGS = {
    "NNS": (("ies", "y"), ("ves", "fe"), ("ves", "f"), ("es", ""), ("s", "")),
    "VBZ": (("ies", "y"), ("es", ""), ("s", "")),
    "VBD": (("ied", "y"), ("ed", "e"), ("ed", "")),
    "VBN": (("ied", "y"), ("ed", "e"), ("ed", "")),
    "VBG": (("ying", "ie"), ("ing", "e"), ("ing", "")),
    "JJR": (("ier", "y"), ("er", "e"), ("er", "")),
    "JJS": (("iest", "y"), ("est", "e"), ("est", "")),
}


class LemmaLexicon:
    """Sets the lemmas of words seen in training, and tries the endings of English on those not seen.

    A word that was not seen keeps the lemma it has if that is a known one; if not, it gets the known word of its class
    that its ending leads to ("acquired": "acquire", since "acquir" is unknown).
    """

    def __init__(self) -> None:
        self._lemmas: dict[tuple[str, str], str] = {}
        self._known: set[tuple[str, str]] = set()  # (first letter of the class: V, N, J, R; lemma)

    def learn(self, docs: Iterable[Doc], past: Mapping[str, str]) -> None:
        """Take over the lemmas of annotated documents, and past forms and participles of irregular verbs.

        Args:
            docs: documents with tags and lemmas.
            past: past form or participle -> base form, for verbs that the documents may lack.
        """
        counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for doc in docs:
            for token in doc:
                whole = token.is_alpha and token.lemma_.isalpha()
                if (token.tag_ in OPEN and whole) or token.tag_ in CLOSED:
                    counts[token.lower_, token.tag_][token.lemma_.lower()] += 1
        found = {key: found.most_common(1)[0][0] for key, found in counts.items()}
        for form, base in past.items():
            for tag in ("VBD", "VBN"):
                found.setdefault((form, tag), base)
        self._set(found)

    def _set(self, lemmas: dict[tuple[str, str], str]) -> None:
        self._lemmas = lemmas
        self._known = {(tag[0], lemma) for (_, tag), lemma in lemmas.items()}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas of a tagged document."""
        for token in doc:
            form, tag = token.lower_, token.tag_
            lemma = self.find(form, tag)
            if lemma is None:
                lemma = self.mend(form, tag, token.lemma_)
            if lemma is not None:
                token.lemma_ = lemma
        return doc

    def find(self, form: str, tag: str) -> str | None:
        """Return the lemma of a word in lower case with a tag if the lexicon has it."""
        return self._lemmas.get((form, tag)) if tag in OPEN or tag in CLOSED else None

    def mend(self, form: str, tag: str, lemma: str) -> str | None:
        """Return the known word that a word's ending leads to, unless the lemma that it has is a known one itself."""
        if tag not in _ENDINGS or (tag[0], lemma.lower()) in self._known:
            return None
        return next(self._guesses(form, tag), None)

    def _guesses(self, form: str, tag: str) -> Iterator[str]:
        for ending, instead in _ENDINGS[tag]:
            if form.endswith(ending):
                stem = form.removesuffix(ending)
                if not instead and len(stem) > 1 and stem[-1] == stem[-2]:  # planned: plan
                    yield from self._if_known(stem[:-1], tag)
                yield from self._if_known(stem + instead, tag)
        if form.endswith("ies"):  # maladies: malady, known or not
            yield form.removesuffix("ies") + "y"

    def _if_known(self, lemma: str, tag: str) -> Iterator[str]:
        if (tag[0], lemma) in self._known:
            yield lemma

    def to_disk(self, path: Path, **_: object) -> None:
        """Write the lexicon as a table: form, tag, lemma."""
        path.mkdir(exist_ok=True)
        lines = [f"{form}\t{tag}\t{lemma}\n" for (form, tag), lemma in sorted(self._lemmas.items())]
        (path / FILE).write_text("".join(lines), encoding="utf-8")

    def from_disk(self, path: Path, **_: object) -> Self:
        """Read the table that ``to_disk`` writes."""
        rows = (line.split("\t") for line in (path / FILE).read_text(encoding="utf-8").splitlines())
        self._set({(form, tag): lemma for form, tag, lemma in rows})
        return self


def create_lemma_lexicon(nlp: Language, name: str) -> LemmaLexicon:
    """Return a lexicon that holds nothing yet."""
    del nlp, name  # spaCy passes both to every factory
    return LemmaLexicon()


Language.factory("lemma_lexicon", func=create_lemma_lexicon)
