"""Known names correct the names that the pipeline found."""

import re
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

_PLAIN = re.compile(r"[^\W\d_]{3,}(?: [^\W\d_]{2,})*")
_NAME_TAGS = frozenset({"PROPN", "NOUN", "ADJ", "NUM", "X", "SYM", ""})
_ABBREVIATION = 4
"""A name of so few letters, all capitals, is one even if the tagger takes it for another word ("US", "WHO")."""
_BODIES = frozenset({
    "Academy", "Airlines", "Airways", "Alliance", "Association", "Bank", "Center", "Centre", "Chamber", "Church",
    "Club", "Coalition", "College", "Company", "Corporation", "Foundation", "Front", "Fund", "Herald", "Institute",
    "Journal", "League", "Movement", "Museum", "Network", "Orchestra", "Party", "Post", "Society", "Times", "Trust",
    "University",
})  # fmt: skip
"""Last words of names of bodies that are no organ of a state, though a state's name may be part of theirs."""

_PARTS = frozenset({
    "Central", "Coastal", "Communist", "East", "Eastern", "Former", "Greater", "Imperial", "Mainland", "Nazi", "North",
    "Northern", "Rural", "South", "Southern", "Soviet", "West", "Western",
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
})  # fmt: skip
"""Words before a state's name that leave it the state's."""

_LINKS = frozenset({"of", "for"})
_PAIR = 3  # one name, a hyphen, the other name


class Gazetteer:
    """Corrects the names a pipeline found with names that are known: states, nationalities, organisations.

    A known name replaces what the pipeline found in its place, unless the pipeline found a longer name around it
    ("Bank of Japan"). Pairs joined by a hyphen ("Japan-Russia") are cut where one of the two is known.
    """

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._labels: dict[tuple[str, ...], str] = {}
        self._lengths: dict[str, list[int]] = {}

    def learn(self, phrases: Iterable[tuple[str, str]]) -> None:
        """Add known names: (phrase, label); phrases in small letters are passed over, for they are no names."""
        lengths: dict[str, set[int]] = {}
        for phrase, label in phrases:
            if phrase and not phrase.islower():
                # Words of letters only are what they look like; the tokenizer, which takes its time, does the rest.
                plain = _PLAIN.fullmatch(phrase)
                words = tuple(phrase.split(" ") if plain else (token.text for token in self._nlp.make_doc(phrase)))
                self._labels.setdefault(words, label)
                lengths.setdefault(words[0], set()).add(len(words))
        for first, found in lengths.items():
            self._lengths[first] = sorted(found.union(self._lengths.get(first, ())), reverse=True)

    def __call__(self, doc: Doc) -> Doc:
        """Set the document's names."""
        known = list(self._known(doc))
        names: list[Span] = []
        for name in doc.ents:
            if _is_pair(name) and any(name.start <= span.start and span.end <= name.end for span in known):
                names.extend(_unknown_sides(doc, name, known))
            else:
                names.append(_checked(name, known))
        running = _is_running_text(doc)
        taken: list[Span] = []
        for span in (_body_around(doc, _of_body(doc, span, names)) for span in known):
            over = [name for name in names if name.start < span.end and span.start < name.end]
            if not any(_holds_more(name, span) for name in over):
                names = [name for name in names if name not in over]
                if running and span.label_ == "GPE" and _ends_other_name(doc, span, taken):
                    continue
                names.append(span)
                taken.append(span)
        doc.ents = filter_spans(names)
        return doc

    def _known(self, doc: Doc) -> Iterator[Span]:
        """Yield the known names of a document from left to right, the longest at each place."""
        words = [token.text for token in doc]
        end = 0
        for start, word in enumerate(words):
            if start < end or word not in self._lengths:
                continue
            for length in self._lengths[word]:
                label = self._labels.get(tuple(words[start : start + length]))
                if label is not None and start + length <= len(words):
                    span = Span(doc, start, start + length, label=label)
                    if _may_be_name(span):
                        yield span
                        end = span.end
                        break


def create_gazetteer(nlp: Language, name: str) -> Gazetteer:
    """Return a gazetteer that knows no name yet; ``learn`` tells it some."""
    del name  # spaCy passes the name of the component
    return Gazetteer(nlp)


Language.factory("gazetteer", func=create_gazetteer)


def _may_be_name(span: Span) -> bool:
    """Tell whether a match reads as a name: it has a capital, and a single word is not tagged as a verb or the like."""
    text = span.text
    if text.islower():
        return False
    return len(span) > 1 or (text.isupper() and len(text) <= _ABBREVIATION) or span[0].pos_ in _NAME_TAGS


def _is_pair(name: Span) -> bool:
    return len(name) == _PAIR and name[1].text in {"-", "–"} and name[2].text[:1].isupper()


def _checked(name: Span, known: list[Span]) -> Span:
    """Return a name; what was taken for a state is another place or body if no known state is in it."""
    if name.label_ != "GPE" or any(
        span.label_ == "GPE" and name.start <= span.start and span.end <= name.end for span in known
    ):
        return name
    return Span(name.doc, name.start, name.end, label="ORG" if name.text.isupper() else "LOC")


def _is_running_text(doc: Doc) -> bool:
    """Tell a sentence from a headline, where every word may have a capital: some verb is written small."""
    return doc.has_annotation("TAG") and any(token.is_lower and token.pos_ in {"VERB", "AUX"} for token in doc)


def _ends_other_name(doc: Doc, span: Span, taken: list[Span]) -> bool:
    """Tell whether a state's name ends another proper name that nobody marked ("Greens Norway", "One Norway")."""
    if not span.start:
        return False
    before = doc[span.start - 1]
    if not before.is_alpha or before.text in _PARTS or any(before in other for other in taken):
        return False
    root = span.root
    beside = root.head == before.head and root.dep_.startswith(("appos", "compound", "flat", "nmod"))
    if root.head != before and before.head not in span and not beside:  # "said Monday Norway would"
        return False
    return before.tag_.startswith("NNP") or (
        before.is_title and before.tag_ in {"JJ", "CD"} and not before.is_sent_start
    )


def _of_body(doc: Doc, span: Span, names: list[Span]) -> Span:
    """Return an abbreviation in brackets after a body's name as that body ("Farmers Party (FP)"), or else the span."""
    before = span.start - 2
    in_brackets = before >= 0 and doc[before + 1].text == "(" and span.text.isupper()
    if in_brackets and (
        doc[before].text in _BODIES or any(name.end == before + 1 and name.label_ == "ORG" for name in names)
    ):
        return Span(doc, span.start, span.end, label="ORG")
    return span


def _body_around(doc: Doc, span: Span) -> Span:
    """Return the body that a state's name is part of ("Norway Workers Party", "Bank of Norway"), or else the span."""
    if span.label_ != "GPE" or not doc.has_annotation("TAG"):
        return span
    first, last = span.start, span.end
    while last < len(doc) and doc[last].tag_.startswith("NNP"):
        last += 1
    if last > span.end and doc[last - 1].text in _BODIES:
        return Span(doc, first, last, label="ORG")
    link = first - 2 if first > 1 and doc[first - 1].lower_ == "the" else first - 1
    head = doc[link - 1] if link > 0 and doc[link].text in _LINKS else None
    if head is not None and head.tag_.startswith("NN") and (head.text in _BODIES or _is_cause(head, doc[link])):
        first = head.i
        while first > 0 and doc[first - 1].is_title and not doc[first - 1].is_stop:
            first -= 1
        return Span(doc, first, span.end, label="ORG")
    return span


def _is_cause(head: Token, link: Token) -> bool:
    return (
        link.text == "for" and head.tag_ in {"NNS", "NNPS"} and head.is_title and not head.is_sent_start
    )  # Farmers for Norway


def _holds_more(name: Span, span: Span) -> bool:
    if name.label_ == span.label_ == "GPE":  # the table knows how long a state's name is
        return False
    return name.start <= span.start and span.end <= name.end and len(name) > len(span)


def _unknown_sides(doc: Doc, name: Span, known: list[Span]) -> Iterator[Span]:
    taken = {token.i for span in known for token in span}
    for token in (name[0], name[2]):
        if token.i not in taken:
            yield Span(doc, token.i, token.i + 1, label=name.label_)
