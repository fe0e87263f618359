"""Phrases that look like dates and may be something else: "may", "march", "fall", "2000 troops", "the 26th round"."""

from summitry.dates.grammar import Hit
from summitry.dates.lexicon import load_lexicon

_FIRST_YEAR, _LAST_YEAR = 1700, 2100
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_FISCAL = frozenset({"the", "fiscal", "financial", "fy"})
_SURE = frozenset({"in", "since", "until", "during", "late", "early"})


def is_date(hit: Hit) -> bool:
    """Tell whether a phrase is one of time, by the words around it.

    Args:
        hit: a phrase.
    """
    match hit.name:
        case "month_period":
            return _is_month(hit)
        case "month_day" | "day_month":
            return _is_month_day(hit)
        case "season_period":
            return _is_season(hit)
        case "year_period":
            return _is_year(hit)
        case "decade_period":
            return _is_decade(hit)
        case "ordinal_day":
            return _is_ordinal(hit)
        case "duration":
            return _is_duration(hit)
        case _:
            return True


def _first_word(hit: Hit) -> str:
    tokens, index = hit.tokens, hit.match.start()
    return tokens.text[tokens.starts[index] : tokens.ends[index]]


def _is_month(hit: Hit) -> bool:
    if hit.has("Y") or hit.has("YR"):
        return True
    before, after = hit.word_before(), hit.word_after()
    index = hit.match.start("M")
    name = hit.tokens.text[hit.tokens.starts[index] : hit.tokens.ends[index]]
    doubtful = name.lower() in {"may", "march"}
    if doubtful and after in _POSSESSIVE:  # "since May's visit" may be hers
        return False
    if hit.has("R") or hit.has("MOD") or hit.has("EDGE") or hit.has("END") or _opens_range(hit):
        return True
    if doubtful or len(name) <= len("Sep"):
        if name == "May" and before not in _SURE and hit.tokens.names_may:
            return False
        return name[0].isupper() and before in load_lexicon().before["month"] and not name.isupper()
    return before in load_lexicon().before["month"] or not after[:1].isupper()


def _opens_range(hit: Hit) -> bool:
    """Tell "March-April": a month, a dash, another month."""
    codes, end, lexicon = hit.tokens.codes, hit.match.end(), load_lexicon()
    dashes = {lexicon.codes["dash"], lexicon.codes["spaced_dash"]}
    months = {lexicon.codes["month_name"], lexicon.codes["month_word"]}
    return end + 1 < len(codes) and codes[end] in dashes and codes[end + 1] in months


def _is_month_day(hit: Hit) -> bool:
    return hit.word_before() not in {"$", "€", "£"} and hit.word_after() != "%"


def _is_season(hit: Hit) -> bool:
    if hit.has("Y") or hit.has("YR") or hit.has("R"):
        return True
    before, after = hit.word_before(), hit.word_after()
    if after[:1].isupper() or after == "-":
        return False
    if hit.word("S") == "fall":
        return _first_word(hit).lower() == "the" and before in load_lexicon().before["season"] and after != "of"
    return before in load_lexicon().before["season"] or hit.has("MOD") or hit.has("EDGE")


def _is_year(hit: Hit) -> bool:
    year, before, after = hit.number("Y"), hit.word_before(), hit.word_after()
    if hit.has("MOD") or hit.has("EDGE") or hit.has("END") or _first_word(hit).lower() in _FISCAL:
        return True
    if not _FIRST_YEAR <= year <= _LAST_YEAR or before in load_lexicon().before["number"] or after == "%":
        return False
    tokens, index = hit.tokens, hit.match.start("Y")
    tight = (
        index > 0
        and tokens.ends[index - 1] == tokens.starts[index]
        and before not in {"(", "-", "–", "'", "’", "[", '"'}
    )
    if tight:  # a part of a number or of an address: "14/2023"
        return False
    if after == "(" and hit.match.end() + 1 < len(tokens.codes) and isinstance(tokens.values[hit.match.end() + 1], int):
        return False  # "resolution 1770 (2007)"
    if before in load_lexicon().before["year"]:
        return True
    return not (after[:1].islower() and after.endswith("s"))


def _is_decade(hit: Hit) -> bool:
    word = hit.words("D")[0]
    if word[0].isdigit() and len(word) >= len("1990s"):
        return True
    if hit.word_before() in load_lexicon().before["age"]:
        return False
    return word[0] in "'’" or _first_word(hit).lower() == "the" or hit.has("MOD2") or hit.has("MOD")


def _is_ordinal(hit: Hit) -> bool:
    after = hit.word_after()
    return hit.has("R") or not after or not after[0].islower() or after in load_lexicon().followers


def _is_duration(hit: Hit) -> bool:
    return not (hit.words("N")[:1] in {("a",), ("an",)} and hit.word("U") in {"second", "quarter"})
