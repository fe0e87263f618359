"""Where a sentence starts or cannot start, whatever the parser thinks."""

import re

from spacy.language import Language
from spacy.tokens import Doc

_DATE = r"(?:,? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|,? \d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?)"
_AGENCY = r"(?: \([^)\n]{2,40}\))"
_DASH = r"(?: (?:--|[-–—]) ?|—|--)(?=[A-Z\"“'‘])"
_DATELINE = re.compile(
    rf"[A-Z][A-Z.'’-]+(?:[ ,/]+[A-Z][A-Za-z.'’-]*)*{_DATE}?{_AGENCY}?{_DASH}"  # TOKYO, May 3 (AP) - ; TOKYO —
    rf"|[A-Z][a-z.'’-]+(?:[ ,/]+[A-Z][A-Za-z.'’-]*)*(?:{_DATE}{_AGENCY}?|{_AGENCY}){_DASH}"  # Tokyo, May 3 -
)
_BEFORE_NAMES = frozenset(
    {"Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "Gen.", "Lt.", "Col.", "Maj.", "Adm.", "Capt.", "Sgt.", "Sen.", "Rep."}
    | {"Gov.", "Amb.", "Hon.", "Rev."}
)
_TITLE = re.compile("|".join(map(re.escape, sorted(_BEFORE_NAMES))))


def mark_sentence_bounds(doc: Doc) -> Doc:
    """Part a dateline ("MOSCOW, April 29 (AP) -") from the sentence that it opens, and keep titles with their names."""
    dateline = _DATELINE.match(doc.text)
    if dateline is None and not _TITLE.search(doc.text):
        return doc
    end = dateline.end() if dateline else 0
    title = False
    for token in doc:
        if token.i and token.idx == end:
            token.is_sent_start = True
        elif token.i and (title or token.idx < end):
            token.is_sent_start = False
        title = token.text in _BEFORE_NAMES
    return doc


Language.component("sentence_bounds", func=mark_sentence_bounds)
