"""Split English text into words as the Universal Dependencies treebanks do: spaCy's English rules with ours on top."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Self

import spacy
from spacy.attrs import ORTH
from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, CONCAT_QUOTES, HYPHENS, LIST_ELLIPSES, LIST_ICONS
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

# A hyphen after one of these does not end a word: "pre-war", "non-proliferation", but "Japan-Russia" is three words.
_BOUND_PREFIXES = (
    "anti", "bi", "co", "counter", "cross", "de", "e", "ex", "extra", "inter", "intra", "macro", "mega", "micro", "mid",
    "mini", "mis", "multi", "neo", "non", "over", "pan", "post", "pre", "pro", "pseudo", "quasi", "re", "semi", "sub",
    "super", "trans", "tri", "ultra", "un", "under",
)  # fmt: skip

# Abbreviations that keep their full stop and that spaCy's own English rules break.
_ABBREVIATIONS = (
    "Wed.", "Mon.", "Tue.", "Tues.", "Thu.", "Thur.", "Thurs.", "Fri.", "Lt.", "Col.", "Maj.", "Sgt.", "Capt.", "Cmdr.",
    "Cpl.", "Pvt.", "Brig.", "Amb.", "Ft.", "Ave.", "Dept.", "etc.", "approx.", "Hon.", "Pres.", "Sec.", "Supt.",
    "Vice-Adm.", "Cong.",
)  # fmt: skip

# spaCy reads these as contractions written without an apostrophe ("we'd", "let's"); in edited text they are words.
_WHOLE_WORDS = ("Wed", "wed", "Id", "id", "ID", "lets", "Lets")

_RUNS = (r"[!?]{2,}", r"\*{2,}", r"={2,}", r"_{2,}", r"<{2,}", r">{2,}", r"#{2,}", r"~{2,}", r"-{2,}")
_PHONE = re.compile(r"^(?:\d-)?(?:\d{3}-)?\d{3}-\d{4}$")


def _any_case(word: str) -> str:
    return "".join(f"[{letter.upper()}{letter}]" for letter in word)


def _infixes() -> list[str]:
    not_bound = "".join(rf"(?<!\b{_any_case(prefix)})" for prefix in _BOUND_PREFIXES)
    other_hyphens = "|".join(mark for mark in HYPHENS.split("|") if mark != "-")
    return [
        *LIST_ELLIPSES,
        *LIST_ICONS,
        r"(?<=[0-9])[+\-\*^](?=[0-9-])",
        r"(?<=[0-9])[–—](?=[0-9])",
        rf"(?<=[{ALPHA_LOWER}{CONCAT_QUOTES}])\.(?=[{ALPHA_UPPER}{CONCAT_QUOTES}])",
        rf"(?<=[{ALPHA}]),(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}0-9]){not_bound}-(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}0-9])(?:{other_hyphens})(?=[{ALPHA}])",
        rf"(?<=[{ALPHA_UPPER}]\.)-(?=[{ALPHA}])",
        r"—",
        r"[“”]",
        rf"(?<=[{ALPHA}0-9])[:<>=/](?=[{ALPHA}])",
    ]


class EnglishTokenizer:
    """Splits text into words as the English UD treebanks do: spaCy's English rules with ours on top.

    >>> nlp = spacy.blank("en")
    >>> [token.text for token in EnglishTokenizer(nlp)("Pre-war U.S.-Japan talks, Wed. at No. 10!!")]
    ['Pre-war', 'U.S.', '-', 'Japan', 'talks', ',', 'Wed.', 'at', 'No.', '10', '!!']
    """

    def __init__(self, nlp: Language) -> None:
        defaults = nlp.Defaults
        exceptions = dict(defaults.tokenizer_exceptions)
        for text, parts in defaults.tokenizer_exceptions.items():
            if "'" in text or "’" in text:  # DON'T, WE’LL: headlines
                exceptions.setdefault(text.upper(), [{ORTH: part[ORTH].upper()} for part in parts])
        for text in (*_ABBREVIATIONS, *_WHOLE_WORDS):
            exceptions[text] = [{ORTH: text}]
        for text in ("wanna", "Wanna"):
            exceptions[text] = [{ORTH: text[:3]}, {ORTH: text[3:]}]
        suffixes = [*_RUNS, r"(?<=\d:\d\d)(?:[ap]m|[AP]M|[ap]\.m\.)", *(defaults.suffixes or ())]
        self._rules = Tokenizer(
            nlp.vocab,
            rules=exceptions,
            prefix_search=compile_prefix_regex([*_RUNS, *(defaults.prefixes or ())]).search,
            suffix_search=compile_suffix_regex(suffixes).search,
            infix_finditer=compile_infix_regex(_infixes()).finditer,
            token_match=_PHONE.match,
            url_match=defaults.url_match,
        )

    def __call__(self, text: str) -> Doc:
        """Return the words of a text as an unannotated document; `doc.text` equals the text."""
        doc = self._rules(text)
        if "No. " in text or "et al." in text:
            with doc.retokenize() as retokenizer:
                for first, stop in pairwise(doc):
                    if stop.text == "." and not first.whitespace_ and _keeps_stop(doc, first.i):
                        retokenizer.merge(doc[first.i : stop.i + 1])
        return doc

    def to_disk(self, *_: object, **__: object) -> None:
        """Write nothing: the rules are this module."""

    def from_disk(self, *_: object, **__: object) -> Self:
        """Read nothing: the rules are this module."""
        return self

    def to_bytes(self, **_: object) -> bytes:
        """Return no bytes: the rules are this module."""
        return b""

    def from_bytes(self, *_: object, **__: object) -> Self:
        """Read no bytes: the rules are this module."""
        return self


def _keeps_stop(doc: Doc, index: int) -> bool:
    word = doc[index].text
    if word == "No":  # a number follows, or else it is an answer
        follower: str = doc[index + 2 : index + 3].text
        return follower[:1].isdigit()
    return bool(word == "al" and index > 0 and doc[index - 1].text == "et")


def create_english_tokenizer() -> Callable[[Language], EnglishTokenizer]:
    """Return what spaCy's config calls to make the tokenizer of a new pipeline."""
    return EnglishTokenizer


spacy.registry.tokenizers.register("summitry.english.v1", func=create_english_tokenizer)
