"""Name corpora as spaCy documents with four labels: PER, ORG, LOC, and GPE for states and their capitals.

The corpora draw the line between places and bodies differently ("China" that acts is an ORG in one, a LOC in
another), so every LOC or ORG that is a state or a capital by `states.txt` becomes GPE. Nationality words get no label
here: the matcher of the pipeline adds them from the tables.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab
from treebanks import Sentence, Word, genre, gum_parts, paragraphs

UNER = "data/names/uner_ewt/en_ewt-ud-{part}.iob2"
WIKIGOLD = "data/names/wikigold/data/wikigold/CONLL-format/data/wikigold.conll.txt"
CROSSNER = "data/names/crossner/ner_data/{domain}/{part}.txt"
DOMAINS = ("politics", "science", "literature", "music", "ai")

TOGETHER = 5
"""Sentences a document, where a corpus has no paragraphs or they are longer."""

SHARED_LABEL = {
    **dict.fromkeys(("PER", "person", "politician", "scientist", "researcher", "writer", "musicalartist"), "PER"),
    **dict.fromkeys(("ORG", "organisation", "politicalparty", "university", "band"), "ORG"),
    **dict.fromkeys(("LOC", "location", "country"), "LOC"),
}
"""The corpora's labels -> ours; a label that is missing here marks no name (prizes, elections, books)."""

_TITLES = frozenset({
    "president", "prime", "minister", "mr.", "mrs.", "ms.", "dr.", "sir", "lord", "lady", "king", "queen", "prince",
    "princess", "chancellor", "secretary", "senator", "governor", "mayor", "general", "colonel", "captain", "judge",
    "justice", "professor", "rep.", "sen.", "gov.", "gen.", "st.", "pope", "emperor", "premier", "chairman", "chief",
    "detective", "officer", "sgt.", "lt.", "col.", "mr", "mrs", "ms", "dr", "prof.", "congressman", "congresswoman",
    "representative", "ambassador", "director",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tagged:
    """One sentence: its words, whether a space follows each, an IOB tag for each, and spans of other kinds.

    Spans of kinds that are no names to us (an election, a prize, a book) are kept apart: a name inside one is neither
    right nor wrong.
    """

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    tags: tuple[str, ...]
    others: tuple[tuple[int, int], ...] = ()


def read_states(path: Path) -> frozenset[str]:
    """Return the names of states and capitals in a table of ours (`states.txt`)."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split("|"))


STATES = read_states(Path(__file__).parent / "states.txt")


def as_doc(sentences: Sequence[Tagged], vocab: Vocab) -> Doc:
    """Return sentences as one document with its names and sentence starts."""
    doc = Doc(
        vocab,
        words=[word for sentence in sentences for word in sentence.words],
        spaces=[space for sentence in sentences for space in sentence.spaces],
        ents=[tag for sentence in sentences for tag in sentence.tags],
        sent_starts=[number == 0 for sentence in sentences for number in range(len(sentence.words))],
    )
    doc.ents = [Span(doc, ent.start, ent.end, label="GPE") if _is_state(ent) else ent for ent in doc.ents]
    starts = [0]
    for sentence in sentences:
        starts.append(starts[-1] + len(sentence.words))
    doc.spans["others"] = [
        Span(doc, start + first, start + last)
        for start, sentence in zip(starts, sentences, strict=False)
        for first, last in sentence.others
    ]
    return doc


def mark_states_inside(doc: Doc) -> Doc:
    """Call states named inside spans of other kinds GPE, for training ("the 2015 United Kingdom general election")."""
    more = []
    for span in doc.spans["others"]:
        start = span.start
        while start < span.end:
            found = next((end for end in range(span.end, start, -1) if doc[start:end].text in STATES), None)
            if found is not None:
                more.append(Span(doc, start, found, label="GPE"))
            start = found or start + 1
    doc.ents = [*doc.ents, *more]
    return doc


def _is_state(ent: Span) -> bool:
    text = ent.text
    bare = text[4:] if text.lower().startswith("the ") else text
    return ent.label_ in {"LOC", "ORG"} and (text in STATES or bare in STATES)


def _ours(tags: Iterable[str]) -> tuple[str, ...]:
    out: list[str] = []
    before = "O"
    for tag in tags:
        prefix, _, label = tag.partition("-")
        known = SHARED_LABEL.get(label)
        if known is None:
            out.append("O")
        else:
            out.append(("I-" if prefix in {"I", "E"} and before == label else "B-") + known)
        before = label
    return tuple(out)


def _other_spans(tags: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Return the spans, as (first, after last), whose label is none of ours."""
    spans: list[tuple[int, int]] = []
    start = 0
    for index, tag in enumerate([*tags, "O"]):
        before = tags[index - 1].partition("-")[2] if index else ""
        goes_on = tag.startswith(("I-", "E-")) and tag.partition("-")[2] == before
        if before and not goes_on and before not in SHARED_LABEL:
            spans.append((start, index))
        if not goes_on:
            start = index
    return tuple(spans)


def _columns(path: Path, separator: str | None) -> Iterator[tuple[list[str], list[list[str]]]]:
    comments: list[str] = []
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("# "):
            comments.append(line)
        elif line.strip():
            rows.append(line.split(separator))
        elif rows:
            yield comments, rows
            comments, rows = [], []


_CLOSERS = frozenset({
    ".", ",", ";", ":", "!", "?", ")", "]", "%", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "’s", "”", "...",
})  # fmt: skip
_OPENERS = frozenset({
    "(", "[", "$", "“",
})  # fmt: skip


def _guess_spaces(words: Sequence[str]) -> tuple[bool, ...]:
    """Guess where a tokenised text had spaces."""
    spaces = [True] * len(words)
    quotes = 0
    for index, word in enumerate(words):
        if index + 1 < len(words) and words[index + 1] in _CLOSERS:
            spaces[index] = False
        if word in _OPENERS:
            spaces[index] = False
        if word == '"':
            if quotes % 2 == 0:
                spaces[index] = False
            elif index:
                spaces[index - 1] = False
            quotes += 1
    return tuple(spaces)


def _spaces_in(text: str, words: Sequence[str]) -> tuple[bool, ...]:
    """Read off a sentence's text where spaces follow its words; guess them if words and text differ."""
    spaces: list[bool] = []
    position = 0
    for word in words:
        if not text.startswith(word, position):
            return _guess_spaces(words)
        position += len(word)
        space = text[position : position + 1] == " " or position == len(text)
        spaces.append(space)
        position += space
    return tuple(spaces)


def universal_ner(shared: Path, vocab: Vocab) -> list[Doc]:
    """Return the UniversalNER annotation of EWT dev and test."""
    docs = []
    for part in ("dev", "test"):
        group: list[Tagged] = []
        for comments, rows in _columns(shared / UNER.format(part=part), "\t"):
            text = next(comment[9:] for comment in comments if comment.startswith("# text = "))
            words = tuple(row[1] for row in rows)
            starts = any(comment.startswith("# newdoc") for comment in comments)
            if group and (starts or len(group) == TOGETHER):
                docs.append(as_doc(group, vocab))
                group = []
            group.append(Tagged(words, _spaces_in(text, words), _ours(row[2] for row in rows)))
        docs.append(as_doc(group, vocab))
    return docs


def _plain(path: Path, vocab: Vocab, together: int) -> list[Doc]:
    sentences = []
    for _, rows in _columns(path, None):
        kept = [row for row in rows if len(row) > 1 and row[0] != "-DOCSTART-"]
        words = tuple(row[0] for row in kept)
        if words:
            tags = [row[1] for row in kept]
            sentences.append(Tagged(words, _guess_spaces(words), _ours(tags), _other_spans(tags)))
    return [as_doc(sentences[at : at + together], vocab) for at in range(0, len(sentences), together)]


def wikigold(shared: Path, vocab: Vocab) -> list[Doc]:
    """Return WikiGold."""
    return _plain(shared / WIKIGOLD, vocab, TOGETHER)


def crossner(shared: Path, vocab: Vocab, domain: str, part: str) -> list[Doc]:
    """Return one part of CrossNER, one sentence a document; empty where the part is not at hand."""
    path = shared / CROSSNER.format(domain=domain, part=part)
    return _plain(path, vocab, 1) if path.exists() else []


def gum_names(path: Path, vocab: Vocab) -> list[Doc]:
    """Return the names of a GUM document, cut out of its entity mentions by rule.

    GUM marks whole noun phrases ("the 45th president of the United States, Donald Trump"). A mention of a person, an
    organisation or a place whose head is a proper noun is a name; the name is the run of proper nouns around the
    head, without titles.
    """
    return [as_doc([_tagged(sentence) for sentence in group], vocab) for group in paragraphs(path, most=TOGETHER)]


_KIND = {"person": "PER", "organization": "ORG", "place": "LOC"}
_BRACKET = re.compile(r"\(([^()]+)\)?|([^()]+)\)")


def _mentions(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    waiting: list[tuple[int, str, str]] = []
    for index, word in enumerate(sentence.words):
        field = next((part[7:] for part in word.misc.split("|") if part.startswith("Entity=")), "")
        for match in _BRACKET.finditer(field):
            bracket = match[0]
            if not bracket.startswith("("):
                number = bracket[:-1].split("-")[0]
                for at in range(len(waiting) - 1, -1, -1):
                    if waiting[at][1] == number:
                        start, _, kind = waiting.pop(at)
                        yield start, index, kind
                        break
                continue
            number, kind = bracket[1:].rstrip(")").split("-")[:2]
            if bracket.endswith(")"):
                yield index, index, kind
            else:
                waiting.append((index, number, kind))


def _is_proper(word: Word) -> bool:
    """Tell a word of a proper name; its universal tag may be another ("United" is a VERB in "United States")."""
    return word.xpos.startswith("NNP")


def _tagged(sentence: Sentence) -> Tagged:
    words = sentence.words
    found = []
    for start, end, kind in _mentions(sentence):
        heads = [i for i in range(start, end + 1) if words[i].head == i or not start <= words[i].head <= end]
        if kind in _KIND and heads and _is_proper(words[heads[0]]):
            name = _name_around(sentence, start, end, heads[0], _KIND[kind])
            if name is not None:
                found.append((*name, _KIND[kind]))
    tags = ["O"] * len(words)
    for first, last, label in sorted(found, key=lambda name: name[0] - name[1]):
        if all(tag == "O" for tag in tags[first : last + 1]):
            tags[first : last + 1] = [f"B-{label}"] + [f"I-{label}"] * (last - first)
    return Tagged(tuple(word.form for word in words), tuple(word.space for word in words), tuple(tags))


def _name_around(sentence: Sentence, start: int, end: int, head: int, label: str) -> tuple[int, int] | None:
    words = sentence.words
    first = last = head
    while first > start and _is_proper(words[first - 1]):
        first -= 1
    while last < end and (_is_proper(words[last + 1]) or words[last + 1].dep.startswith("flat")):
        last += 1
    if label == "PER":
        while first < last and words[first].form.lower() in _TITLES:
            first += 1
        return None if words[first].form.lower() in _TITLES else (first, last)
    while last + 2 <= end and words[last + 1].form in {"of", "for", "and", "&", "-", "'s"}:
        after = last + 2
        if after <= end and words[after].form.lower() == "the":
            after += 1
        if after > end or not _is_proper(words[after]) or (words[last + 1].form == "and" and label == "LOC"):
            break
        last = after
        while last < end and _is_proper(words[last + 1]):
            last += 1
    while first > max(start, 1) and words[first - 1].upos in {"ADJ", "NOUN"} and words[first - 1].form[:1].isupper():
        first -= 1
    return first, last


def training_docs(shared: Path, vocab: Vocab) -> list[Doc]:
    """Return what the name finder learns from; CrossNER politics dev and the GUM dev documents stay out."""
    docs = [*universal_ner(shared, vocab), *wikigold(shared, vocab)]
    for path in gum_parts(shared)["train"]:
        docs.extend(gum_names(path, vocab))
    for domain in DOMAINS:
        for part in ("train", "dev", "test"):
            if (domain, part) != ("politics", "dev"):
                docs.extend(crossner(shared, vocab, domain, part))
    return [mark_states_inside(doc) for doc in docs]


def politics_dev(shared: Path, vocab: Vocab) -> list[Doc]:
    """Return CrossNER politics dev, never trained on."""
    return crossner(shared, vocab, "politics", "dev")


def news_dev(shared: Path, vocab: Vocab) -> list[Doc]:
    """Return the names of the GUM news documents of its dev part, never trained on."""
    return [doc for path in gum_parts(shared)["dev"] if genre(path) == "news" for doc in gum_names(path, vocab)]
