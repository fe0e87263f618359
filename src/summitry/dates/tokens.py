"""Text -> tokens with a class each, the alphabet of the grammar."""

import re
from dataclasses import dataclass

from summitry.dates.lexicon import NAME, OTHER, Lexicon

_TOKEN = re.compile(
    r"""
    (?P<word>[^\W\d_]+)
  | (?P<break>\n[^\S\n]*\n\s*)
  | (?P<iso>\d{4}-\d\d-\d\d(?!\d))
  | (?P<numeric>(?:\d{4}/\d\d?/\d\d?|\d{4}\.\d\d\.\d\d|\d\d?[/.]\d\d?[/.](?:\d{4}|\d\d)|\d\d?-\d\d?-\d{4})(?![\d/]))
  | (?P<clock>\d\d?:\d\d(?::\d\d)?(?!\d))
  | (?P<decade>(?:\d{3}|['’]?\d)0['’]?s\b)
  | (?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)
  | (?P<figure>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+)
  | (?P<possessive>['’]s\b|(?<=s)['’](?!\w))
  | (?P<dash>[-\u2010-\u2015\u2212]+)
  | (?P<other>\S)
    """,
    re.VERBOSE,
)
_AMPM = re.compile(r"[ap](?:\.m\.?|m\b)", re.IGNORECASE)
_AMPM_STARTS = frozenset({"a", "p", "am", "pm"})
_BEFORE_AMPM = re.compile(r"\d\s?$")
_PERSON = re.compile(r"\b(?:Theresa|M(?:rs|s|r)\.?|Minister)\sMay\b")
_OPENING = 20_000  # characters in which a person called May is named in full
_PUNCTUATION = {
    **dict.fromkeys(".!?;|•", "stop"),
    **dict.fromkeys("$€£¥", "money"),
    **dict.fromkeys("([", "open"),
    **dict.fromkeys(")]", "close"),
    ",": "comma",
    "/": "slash",
    ":": "colon",
}
_WORD_MONTHS = frozenset({"may", "march"})  # verbs and nouns too, so a date must surround them
_SHORT = 4  # longest abbreviation of a month ("sept") or weekday that may lack its stop
_FIGURE = 30  # digits beyond which a number is none that anybody counts with
_LAST_DAY = 31
_DAY_DIGITS = 2
_FIRST_YEAR, _LAST_YEAR = 1000, 2199


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text as parallel sequences.

    Attributes:
        text: the text itself.
        codes: one class character a token.
        values: what each token is worth to its class: a number, a word, a canonical unit.
        starts: offset of each token.
        ends: offset after each token.
        names_may: whether the text names a person called May.
    """

    text: str
    codes: str
    values: tuple[object, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    names_may: bool


def tokenize(text: str, lexicon: Lexicon) -> Tokens:
    """Cut a text into tokens and class them.

    Args:
        text: any text.
        lexicon: the words of its language.
    """
    codes: list[str] = []
    values: list[object] = []
    starts: list[int] = []
    ends: list[int] = []
    words, shapes = lexicon.words, lexicon.codes
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if starts and start < ends[-1]:
            continue  # swallowed by the token before ("p.m.", "New Year's Day")
        shape = match.lastgroup
        piece = match.group()
        value: object = piece
        if shape == "word":
            small = piece.lower()
            known = words.get(small)
            if small in lexicon.feast_starts and (feast := lexicon.feast.match(text, start)):
                code, value, end = shapes["feast"], " ".join(feast.group().replace("’", "'").split()), feast.end()
            elif (
                small in _AMPM_STARTS
                and (ampm := _AMPM.match(text, start))
                and _BEFORE_AMPM.search(text, max(start - 2, 0), start)
            ):
                code, end = shapes["ampm"], ampm.end()
            elif known is not None:
                code, value = known
            elif small in lexicon.months or small in lexicon.weekdays or small[:-1] in lexicon.weekdays:
                code, value, end = _calendar_word(text, piece, end, lexicon)
            else:
                code = NAME if piece[0].isupper() else OTHER
        elif shape in {"figure", "ordinal"}:
            name, value = _number(piece, shape)
            code = shapes[name]
        elif shape == "dash":
            spaced = len(piece) > 1 or not (_is_word(text, start - 1) and _is_word(text, end))
            code = shapes["spaced_dash" if spaced else "dash"]
        elif shape == "other":
            code = shapes.get(_PUNCTUATION.get(piece, ""), OTHER)
        else:
            code = shapes[shape or "stop"]
        codes.append(code)
        values.append(value)
        starts.append(start)
        ends.append(end)
    names_may = _PERSON.search(text, 0, _OPENING) is not None
    return Tokens(text, "".join(codes), tuple(values), tuple(starts), tuple(ends), names_may)


def _is_word(text: str, index: int) -> bool:
    return 0 <= index < len(text) and (text[index].isalnum() or text[index] in ".)'’")


def _number(piece: str, shape: str) -> tuple[str, object]:
    if shape == "ordinal":
        number = int(piece[:-2])
        return ("ordinal" if number > 0 else "figure"), number
    if not piece.isdecimal() or len(piece) > len("2014"):
        return "figure", float(piece.replace(",", "")) if len(piece) < _FIGURE else 0.0
    number = int(piece)
    if 0 < number <= _LAST_DAY and len(piece) <= _DAY_DIGITS:
        return "day_number", number
    return ("year_number" if _FIRST_YEAR <= number <= _LAST_YEAR else "figure"), number


def _calendar_word(text: str, piece: str, end: int, lexicon: Lexicon) -> tuple[str, object, int]:
    """Class a month or weekday name; an abbreviation takes its full stop along."""
    small, codes = piece.lower(), lexicon.codes
    capital = piece[0].isupper()
    stopped = text[end : end + 1] == "."
    if small in lexicon.months:
        full = len(small) > _SHORT or small in {"may", "june", "july"}
        if not capital and (not full or small in {"may", "march", "august"}):
            return OTHER, piece, end
        name = "month_word" if small in _WORD_MONTHS or not (full or stopped) else "month_name"
        return codes[name], lexicon.months[small], end + (stopped and not full)
    if small.endswith("days") and small[:-1] in lexicon.weekdays:
        return codes["weekdays"], lexicon.weekdays[small[:-1]], end
    if small not in lexicon.weekdays or (not capital and len(small) <= len("thurs")):
        return (NAME if capital else OTHER), piece, end
    full = small.endswith("day") or (stopped and small not in {"sat", "sun"})
    return (
        codes["weekday" if full else "weekday_short"],
        lexicon.weekdays[small],
        end + (stopped and not small.endswith("day")),
    )
