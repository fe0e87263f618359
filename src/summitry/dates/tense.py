"""A cheap reading of tense from words, for texts that nobody has parsed."""

import re
from functools import cache

from summitry.dates.lexicon import load_lexicon
from summitry.dates.when import Tense

_AUXILIARY = re.compile(
    r"\s(?:(?:be|been|have|not|also|again|soon|then|now|both|\w+ly)\s){0,4}"
)  # between "will" and its participle
_CLAUSE = re.compile(r"\bthat\b|:\s")  # what opens a clause that its own verb governs, before or behind the date
_INFINITIVE = re.compile(r"\bto\s[a-z]{2}")
_NEAR = 60  # characters before the date within which "planned for" overrules a parse
_WORD = 20  # characters in which the word before a cue stands
_REACH = 220  # characters on either side in which a verb may govern the date


@cache
def _cues() -> re.Pattern[str]:
    lexicon = load_lexicon()
    future = "|".join(_phrase(cue) for cue in sorted(lexicon.tense["future"], key=len, reverse=True))
    past = "|".join(_phrase(cue) for cue in sorted(lexicon.tense["past"], key=len, reverse=True))
    open_ = "|".join(_phrase(cue) for cue in sorted(lexicon.tense["open"], key=len, reverse=True))
    return re.compile(
        rf"(?<![^\W_])(?:(?P<open>{open_})|(?P<future>{future})|(?P<past>{past}|[A-Za-z]{{2,20}}(?<!ne)(?<!hundr)ed))(?![\w])"
    )


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(load_lexicon().tense[name])


def _phrase(cue: str) -> str:
    return re.escape(cue).replace(r"\ ", r"\s")


def read_tense(
    text: str, span: tuple[int, int], sentence: tuple[int, int], parsed: Tense | None = None
) -> Tense | None:
    """Tell the tense in which a phrase is to be understood.

    A parse knows the tense of the clause. Words overrule it where they put the date itself off: "planned for",
    "postponed to" look ahead in any clause, and "was to" leaves open whether the day has come. Without a parse the
    nearest cue before the phrase decides, else the first one after it: "will", "agreed to", "is due" look ahead, "met",
    "said" and words in "-ed" look back.

    >>> read_tense("They agreed to meet in June.", (21, 27), (0, 28))
    <Tense.FUTURE: 'future'>

    Args:
        text: the text.
        span: offsets of the phrase.
        sentence: offsets of the sentence around it.
        parsed: the tense of its clause as a parse has it.

    Returns:
        The tense, or None where nothing tells or it is open.
    """
    start, end = span
    first, last = max(sentence[0], start - _REACH), min(sentence[1], end + _REACH)
    cue = _last_cue(text, first, start)
    near = cue is not None and _CLAUSE.search(text, cue.end(), start) is None
    if parsed is not None:
        if cue is None or not near or start - cue.end() > _NEAR:
            return parsed
        deferred = " ".join(cue.group().split()) in _listed("deferred")
        if deferred and _word_before(text, cue.start()) in _listed("former"):
            return None
        return Tense.FUTURE if deferred else None if cue.group("open") else parsed
    if not near:
        cue = _cues().search(text, end, last) or cue
    if cue is None or cue.group("open") or _word_before(text, cue.start()) in _listed("former"):
        return None
    if cue.group("future") or (cue.group() in _listed("promise") and _INFINITIVE.search(text, cue.end(), start)):
        return Tense.FUTURE
    return Tense.PAST


def _word_before(text: str, offset: int) -> str:
    return (text[max(offset - _WORD, 0) : offset].split() or [""])[-1].lower()


def _last_cue(text: str, first: int, last: int) -> re.Match[str] | None:
    cue: re.Match[str] | None = None
    for match in _cues().finditer(text, first, last):
        participle = cue is not None and not cue.group("past") and match.group("past")
        if cue is not None and participle and _AUXILIARY.fullmatch(text, cue.end(), match.start()):
            continue  # "will be held" is one cue
        cue = match
    return cue
