"""Names of persons in a text: which words form one, and the titles that stand with it.

A name is a person's by one of: the tables know it in full; an honorific or a title stands before it or, after a comma,
beside it; the language pipeline calls it a person; or it repeats the last or first word of such a name.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summitry.knowledge.world import Tenure, World, fold
from summitry.read.actors.states import Hit, words_of
from summitry.read.actors.titles import TitleSpan
from summitry.read.actors.wording import Wording
from summitry.read.layout import BlockKind
from summitry.read.parse import base
from summitry.records import Office

FAMILY_FIRST = frozenset({"CHN", "TWN", "HKG", "KOR", "PRK", "VNM", "KHM", "SGP"})
"""States whose people are usually named family name first in English texts."""
ROMAN = 3
"""Capitals up to so many letters at the end of a name may be a number: Mohammed VI."""
SHORT_WORD = 3
TITLES = 3
"""Titles before one name, at most."""
AFFILIATION = 10
"""Words within which what a person is "of" names its state."""
SHORT = 6
"""Words between the names of a list, letters of a hyphened syllable ("Jong-un"), at most."""


@dataclass(frozen=True, slots=True)
class NameSpan:
    """Words ``first`` to ``last`` (exclusive) of a name, the titles beside it, and what speaks for a person.

    Attributes:
        first: first word, honorifics left out.
        last: end.
        titles: titles that stand with it, nearest first.
        honorific: word before it such as "mr", folded, or None.
        known: ids of people whose full name it is.
        person: whether the pipeline calls it a person.
        other: whether the pipeline calls it something else.
        country: code by "China's Qin Gang", "Zurabov for Russia" or the delegation led, or None.
        team: whether the text puts the person at the head of, or into, a state's delegation.
    """

    first: int
    last: int
    titles: tuple[TitleSpan, ...] = ()
    honorific: str | None = None
    known: tuple[str, ...] = ()
    person: bool = False
    other: bool = False
    country: str | None = None
    team: bool = False

    @property
    def strong(self) -> bool:
        """Whether it is a person's name beyond doubt."""
        return bool(self.titles or self.honorific or self.known)


def find_names(
    wording: Wording, world: World, hits: Sequence[Hit], titles: Sequence[TitleSpan]
) -> tuple[NameSpan, ...]:
    """Return candidates for names of persons in order of the text."""
    runs = _runs(wording, world, hits, titles)
    labels = _labels(wording)
    spans: list[NameSpan] = []
    taken: set[int] = set()
    for first, last, known in runs:
        if taken.intersection(range(first, last)):
            continue
        taken.update(range(first, last))
        inside = [labels[i] for i in range(first, last) if i in labels]
        person = inside.count("PER") * 2 >= max(1, last - first) or (
            bool(inside) and inside[0] == "PER" and inside[-1] == "PER"
        )
        spans.append(
            NameSpan(
                first,
                last,
                honorific=_honorific_before(wording, first),
                known=known,
                person=person,
                other=bool(inside) and not person and _covered(wording, labels, first, last),
            )
        )
    spans = sorted((*spans, *_repeated(wording, hits, spans)), key=lambda s: s.first)
    return tuple(_with_titles(wording, world, hits, titles, spans))


def _repeated(wording: Wording, hits: Sequence[Hit], spans: Sequence[NameSpan]) -> list[NameSpan]:
    """Return surnames that are spelt like a place, where the text names such a person in full: "Hague"."""
    surnames = {wording.words[s.last - 1] for s in spans if s.last - s.first > 1 and (s.known or s.person)}
    surnames |= {wording.words[s.first] for s in spans if s.last - s.first == 1 and s.honorific}
    taken = {i for s in spans for i in range(s.first, s.last)}
    found = [NameSpan(i, i + 1, person=True) for i in _months(wording, surnames) if i not in taken]
    for hit in hits:
        alone = hit.last - hit.first == 1 and wording.words[hit.first] in surnames and not hit.adjectival
        if alone and not any(s.first <= hit.first < s.last for s in spans):
            before = wording.words[hit.first - 1] if hit.first else ""
            if before not in {"the", "in", "at", "near"}:
                found.append(
                    NameSpan(hit.first, hit.last, honorific=_honorific_before(wording, hit.first), person=True)
                )
    return found


def _months(wording: Wording, surnames: set[str]) -> Iterator[int]:
    """Yield where a surname that is also a month's name acts: "May refused"."""
    for i in range(len(wording.words) - 1):
        if wording.words[i] in surnames and wording.words[i] in words_of("names", "months") and wording.is_capital(i):
            before = wording.words[i - 1] if i else "."
            acts = wording.parsed.tokens[i + 1].pos in {"VERB", "AUX", "ADV"} or wording.words[i + 1] == "'s"
            if acts and before not in {"in", "since", "by", "last", "next", "this", "of", "until", "early", "late"}:
                yield i


def _labels(wording: Wording) -> dict[int, str]:
    return {i: name.label for name in wording.parsed.names for i in range(name.first, name.last)}


def _covered(wording: Wording, labels: dict[int, str], first: int, last: int) -> bool:
    """Tell whether the pipeline labels all of a name, and not as a place where a particle tells a person's name."""
    words = [i for i in range(first, last) if wording.words[i] != "-"]
    inner = any(wording.words[i] in words_of("names", "particles") for i in words[1:-1])
    return all(i in labels for i in words) and not (inner and labels[first] in {"LOC", "GPE"})


def _honorific_before(wording: Wording, first: int) -> str | None:
    if first > 0 and wording.words[first - 1] in words_of("names", "honorifics") and wording.is_capital(first - 1):
        return wording.words[first - 1].rstrip(".")
    if first > 1 and wording.words[first - 1] == "." and wording.words[first - 2] in words_of("names", "honorifics"):
        return wording.words[first - 2]
    return None


def _runs(
    wording: Wording, world: World, hits: Sequence[Hit], titles: Sequence[TitleSpan]
) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return ranges of words that may be names, those of people known in full marked with their ids."""
    barred = {i for title in titles for i in range(title.core, title.core_last)}
    in_hit = {i: hit for hit in hits for i in range(hit.first, hit.last)}
    labels = _labels(wording)
    runs: list[tuple[int, int, tuple[str, ...]]] = []
    i = 0
    size = len(wording.words)
    while i < size:
        if not wording.is_capital(i):
            i += 1
            continue
        known = _known_from(wording, world, i)
        titled = (
            _known_from(wording, world, i + 1) if known is not None and (i in barred or _is_form(wording, i)) else None
        )
        if known is not None and titled is not None and titled[0] > known[0]:
            i += 1  # "Sheikh Sabah al-Khalid al-Sabah" is not the emir called Sheikh Sabah
            known = titled
        if known is not None and not _goes_on(wording, known[0], barred, in_hit, labels):
            runs.append((i, known[0], known[1]))
            i = known[0]
            continue
        if not _can_start(wording, i, barred, in_hit, labels):
            i += 1
            continue
        last = _run_end(wording, i, barred, in_hit, labels)
        inner = _known_within(wording, world, i, last)
        runs.append(inner or (i, last, ()))
        i = inner[1] if inner else last
    return runs


def _known_from(wording: Wording, world: World, i: int) -> tuple[int, tuple[str, ...]] | None:
    """Return the end and the people of the longest full name of the tables that begins at a word."""
    word, following = wording.words[i], wording.words[i + 1 : i + 2]
    apostrophe = "'" in word or (following and following[0][:1] == "'" and wording.glued(i + 1))  # tables may lack it
    if not apostrophe and wording.lengths(i, world.given_names) == frozenset():
        return None
    return wording.longest(i, lambda phrase: world.people_called(phrase) if " " in phrase or "-" in phrase else ())


def _goes_on(wording: Wording, last: int, barred: set[int], in_hit: dict[int, Hit], labels: dict[int, str]) -> bool:
    """Tell whether a known name is but the beginning of another's: a Juan Carlos with two surnames is not the king."""
    if last >= wording.end_of(last - 1) or last in barred or last in in_hit or not wording.is_capital(last):
        return False
    token = wording.parsed.tokens[last]
    return labels.get(last) == "PER" == labels.get(last - 1) and token.pos == "PROPN" and len(token.text) > ROMAN


def _is_form(wording: Wording, i: int) -> bool:
    """Tell whether a word is a form of address before a name."""
    forms = words_of("names", "honorifics") | words_of("names", "male") | words_of("names", "female")
    return wording.words[i] in forms


def _known_within(wording: Wording, world: World, first: int, last: int) -> tuple[int, int, tuple[str, ...]] | None:
    """Return the full name of somebody known at the end of a run of capitals: "General of the Army Sergei Shoigu"."""
    for i in range(first + 1, last - 1):
        people = world.people_called(wording.phrase(i, last))
        if people and not wording.glued(i):
            return i, last, people
    return None


def _can_start(wording: Wording, i: int, barred: set[int], in_hit: dict[int, Hit], labels: dict[int, str]) -> bool:
    token = wording.parsed.tokens[i]
    word = wording.words[i]
    if i in barred or word in words_of("names", "honorifics") or not word[:1].isalpha():
        return False
    if word in words_of("names", "never"):
        titled = _honorific_before(wording, i) is not None or (i - 1 in barred and wording.is_capital(i - 1))
        given = labels.get(i) == "PER" and labels.get(i + 1) == "PER"
        return (titled or given) and word in words_of("names", "months") and not _numbered(wording, i)  # "Mrs May"
    if i in in_hit:
        before = _honorific_before(wording, i) is not None or (i - 1 in barred and wording.is_capital(i - 1))
        return (
            before
            and not in_hit[i].adjectival
            and in_hit[i].last - in_hit[i].first == 1
            and in_hit[i].meaning.kind in {"capital", "residence", "name", "short", "other"}
            and labels.get(i) == "PER"
        )
    if token.pos == "PROPN" or labels.get(i) == "PER":
        return True
    return token.pos in {"NOUN", "ADJ", "X"} and not wording.opens_sentence(i)


def _numbered(wording: Wording, i: int) -> bool:
    """Tell whether a number stands beside a word, as beside the name of a month."""
    return any(wording.words[k][:1].isdigit() for k in (i - 1, i + 1) if 0 <= k < len(wording.words))


def in_heading(wording: Wording, i: int) -> bool:
    """Tell whether a word stands in a headline or heading, where capitals say little."""
    block = wording.parsed.block_of(i)
    if block.kind not in {BlockKind.TITLE, BlockKind.HEADING, BlockKind.LINE}:
        return False
    words = [
        word for word in wording.parsed.text(block.content).split() if len(word) > SHORT_WORD and word[0].isalpha()
    ]
    return not words or sum(word[0].isupper() for word in words) * 2 > len(words)


def _run_end(wording: Wording, first: int, barred: set[int], in_hit: dict[int, Hit], labels: dict[int, str]) -> int:
    words, tokens = wording.words, wording.parsed.tokens
    stop = wording.end_of(first)
    particles = words_of("names", "particles")

    def fits(i: int) -> bool:
        if not (
            i < stop
            and wording.is_capital(i)
            and i not in barred
            and words[i] not in words_of("names", "never")
            and words[i][:1].isalpha()
        ):
            return False
        if i in in_hit and not (labels.get(i) == "PER" and labels.get(i - 1) == "PER"):
            return False
        return words[i] not in words_of("names", "honorifics") and (
            not heading or tokens[i].pos in {"PROPN", "NOUN"} or labels.get(i) == "PER"
        )

    heading = in_heading(wording, first)
    last = first + 1
    while last < stop:
        if words[last] == "." and len(words[last - 1]) == 1 and fits(last + 1):
            last += 2
        elif fits(last):
            last += 1
        elif words[last] in {"-", "'"} and wording.glued(last) and last + 1 < stop and wording.glued(last + 1):
            following = last + 1
            if (
                words[following][:1].isalpha()
                and (wording.is_capital(following) or (words[following - 1] == "-" and len(words[following]) <= SHORT))
                and following not in in_hit
            ):
                last = following + 1
            else:
                break
        elif words[last] in particles:
            ahead = last
            while ahead < stop and (words[ahead] in particles or words[ahead] == "-") and ahead - last < SHORT:
                ahead += 1
            if ahead < stop and fits(ahead):
                last = ahead + 1
            else:
                break
        else:
            break
    return last


def _with_titles(
    wording: Wording, world: World, hits: Sequence[Hit], titles: Sequence[TitleSpan], spans: list[NameSpan]
) -> list[NameSpan]:
    ends = {title.core_last: title for title in titles}
    lasts = {title.last: title for title in titles}
    starts: dict[int, TitleSpan] = {}
    for title in titles:
        starts.setdefault(title.first, title)
        starts.setdefault(title.core, title)
    by_first = {span.first: span for span in spans}
    found: dict[int, list[TitleSpan]] = {span.first: [] for span in spans}
    words = wording.words
    for span in spans:
        i = span.first - 1
        opening = wording.start_of(span.first)
        while i >= opening and words[i] in words_of("names", "honorifics"):
            i -= 1
        if i < opening:
            found[span.first] += _after(wording, starts, span)
            continue
        before = ends.get(i + 1) or lasts.get(i + 1)
        chain = i + 1
        while before is not None and len(found[span.first]) < TITLES:
            found[span.first].append(before)
            chain = before.core
            before = ends.get(chain)
        if chain <= i and words[chain - 1] == ",":
            i = chain - 1
        comma = i >= opening and words[i] == ","
        if comma and not any(
            t.entry and t.entry.office not in {Office.MILITARY, Office.OTHER} for t in found[span.first]
        ):
            apposed = lasts.get(i) or ends.get(i)
            if (
                apposed is not None
                and (not apposed.plural or (apposed.first < apposed.core and words[span.last] in {",", "and"}))
                and (apposed.definite or apposed.country or apposed.first < apposed.core)
                and not _named_before(apposed, by_first, wording)
            ):
                found[span.first].append(apposed)
        found[span.first] += _after(wording, starts, span) or _copular(wording, lasts, ends, span.first)
    _distribute(wording, spans, found)
    countries = _countries(wording, world, hits, spans)
    teams = {s.first for s in spans if _team(wording, hits, s) or _of_team(wording, hits, s)}
    return [
        NameSpan(
            s.first,
            s.last,
            tuple(found[s.first]),
            s.honorific,
            s.known,
            s.person,
            s.other,
            countries.get(s.first),
            s.first in teams,
        )
        for s in spans
    ]


def _named_before(title: TitleSpan, by_first: dict[int, NameSpan], wording: Wording) -> bool:
    """Tell whether a title already stands in apposition to a name before it: "Hakan Fidan, the minister, Sisi ..."."""
    return any(span.last == title.first - 1 and wording.words[span.last] == "," for span in by_first.values())


def _copular(wording: Wording, lasts: dict[int, TitleSpan], ends: dict[int, TitleSpan], first: int) -> list[TitleSpan]:
    """Return the title of "Ankara's ambassador will be Sen"."""
    i = first
    while (
        i > 1
        and first - i < SHORT
        and wording.words[i - 1] in {"is", "was", "be", "will", "remains", "became", "namely"}
    ):
        i -= 1
    title = (lasts.get(i) or ends.get(i)) if i < first else None
    return [title] if title is not None and not title.plural else []


def _after(wording: Wording, starts: dict[int, TitleSpan], span: NameSpan) -> list[TitleSpan]:
    """Return the titles in apposition after a name: ", Prime Minister of Japan", ", a councillor and judge"."""
    words, last = wording.words, span.last
    stop = wording.end_of(last - 1)
    if span.first > 0 and words[span.first - 1] in words_of("places", "inside") and not (span.person or span.known):
        return []
    if (
        last + 1 >= stop
        or words[last] not in {",", "(", "-", "--", "–", "—"}
        or (words[last] == "-" and wording.glued(last))
    ):
        return []
    found: list[TitleSpan] = []
    i = last + 1
    skipped = 0
    while i < stop and skipped <= SHORT:
        title = starts.get(i)
        if title is not None:
            if (
                title.core_last < stop
                and wording.is_capital(title.core)
                and wording.is_capital(title.core_last)
                and words[title.core_last] not in {",", "and"}
                and words[last] == ","
                and wording.parsed.tokens[title.core_last].pos == "PROPN"
                and title.last == title.core_last
            ):
                return found
            found.append(title)
            i = title.last
            if i < stop and words[i] == "and":
                i += 1
                skipped = 5
                continue
            return found
        if words[i] in {
            ",",
            ".",
            ";",
            "who",
            "which",
            "whose",
            "where",
            "when",
            "as",
            "while",
            "with",
            "and",
            "or",
            "but",
            ")",
            "said",
            "says",
        } or (wording.parsed.tokens[i].pos in {"VERB", "AUX"} and wording.parsed.tokens[i].tag != "VBN"):
            return found
        i += 1
        skipped += 1
    return found


def _distribute(wording: Wording, spans: list[NameSpan], found: dict[int, list[TitleSpan]]) -> None:
    """Give a plural title to every name of its list: "Defence Ministers Ana Prado and Luis Vega"."""
    for k, span in enumerate(spans):
        plural = next((t for t in found[span.first] if t.plural and t.core_last <= span.first), None)
        if plural is None:
            continue
        end = span.last
        for other in spans[k + 1 :]:
            between = [wording.words[i] for i in range(end, other.first)]
            if (
                not all(
                    w in {",", "and", "of", "the", "&"}
                    or w in words_of("names", "honorifics")
                    or wording.is_capital(end + n)
                    for n, w in enumerate(between)
                )
                or len(between) > SHORT
            ):
                break
            found[other.first].append(plural)
            end = other.last


def _countries(wording: Wording, world: World, hits: Sequence[Hit], spans: list[NameSpan]) -> dict[int, str]:
    """Return countries told beside a name: "China's Qin Gang", "Zurabov for Russia", "a Cuban team led by Vidal"."""
    words = wording.words
    ends = {hit.last: hit for hit in hits}
    starts = {hit.first: hit for hit in hits}
    found: dict[int, str] = {}
    for span in spans:
        i = span.first
        while i > 0 and words[i - 1] in words_of("names", "honorifics"):
            i -= 1
        possessed = ends.get(i - 1) if i > 0 and words[i - 1] in {"'s", "'"} else ends.get(i)
        if possessed is not None and (
            words[i - 1] in {"'s", "'"} or possessed.adjectival or possessed.meaning.kind != "capital"
        ):
            found[span.first] = possessed.meaning.entity.country
            continue
        stop = wording.end_of(span.first)
        k = span.last
        if k + 1 < stop and words[k] in {"for", "of", "from"}:
            k += 2 if words[k + 1] == "the" else 1
            if k in starts and not starts[k].adjectival:
                found[span.first] = starts[k].meaning.entity.country
                continue
        team = _team(wording, hits, span) or _of_team(wording, hits, span) or _affiliation(wording, world, hits, span)
        if team:
            found[span.first] = team
    return found


_TEAMS = frozenset(
    {"delegation", "side", "team", "mission", "party", "negotiators", "delegates", "officials", "representatives"}
)
LEADING = frozenset(
    {"led", "headed", "represented", "chaired", "leading", "heading", "leads", "heads", "represents", "representing"}
)


def _of_team(wording: Wording, hits: Sequence[Hit], span: NameSpan) -> str | None:
    """Return the state of "Harpaz of the Israeli delegation"."""
    words, k = wording.words, span.last
    if k + 2 >= wording.end_of(span.first) or words[k] not in {"of", "from", "for"}:
        return None
    k += 2 if words[k + 1] == "the" else 1
    hit = next((h for h in hits if h.first == k), None)
    return hit.meaning.entity.country if hit and words[hit.last : hit.last + 1] and words[hit.last] in _TEAMS else None


def _affiliation(wording: Wording, world: World, hits: Sequence[Hit], span: NameSpan) -> str | None:
    """Return the state by the body of a name: "of the Turkish Red Crescent", "of the Chamber of Commerce in Osh"."""
    words = wording.words
    k, stop = span.last, min(wording.end_of(span.first), span.last + AFFILIATION)
    if k + 1 >= stop or words[k] not in {"of", "from", "at"}:
        return None
    first: str | None = None
    for i in range(k + 1, stop):
        if words[i][:1] in {",", ";", "(", "\u2014"} or wording.parsed.tokens[i].pos in {"VERB", "AUX"}:
            break
        hit = next((h for h in hits if h.first == i), None)
        spot = wording.place(i, world) if wording.is_capital(i) else None
        if hit is not None and (first is None or words[i - 1] == "in"):
            first = hit.meaning.entity.country
        elif spot is not None and spot[1].country in world.states and (first is None or words[i - 1] == "in"):
            first = spot[1].country
    return first


def _team(wording: Wording, hits: Sequence[Hit], span: NameSpan) -> str | None:
    """Return the state whose team the named person leads, as the same sentence tells it."""
    words = wording.words
    sentence = wording.parsed.sentences[wording.parsed.sentence_of[span.first]]
    window = range(max(sentence.first, span.first - 8), min(sentence.last, span.last + AFFILIATION))
    if not any(words[i] in LEADING for i in window):
        return None
    tokens = wording.parsed.tokens
    leads = bool(LEADING.intersection(words[span.last : span.last + 3])) or any(
        base(tokens[i].dep) == "nsubj" and words[tokens[i].head] in LEADING for i in range(span.first, span.last)
    )
    near = [h for h in hits if span.last < h.first < span.last + AFFILIATION]
    gapped = next((h for h in near if words[h.last : h.last + 1] == ("one",)), None)
    if gapped is not None and gapped.last < sentence.last and not leads:
        return gapped.meaning.entity.country  # "A leads the southern team and B, a councillor, the northern one"
    teams = [h for h in hits if h.last in window and words[h.last] in _TEAMS and (h.last < span.first or leads)]
    if not teams:
        return None
    after = leads and words[span.first - 1] != "by"
    return min(teams, key=lambda h: ((h.first < span.first) == after, abs(h.first - span.first))).meaning.entity.country


# ---------------------------------------------------------------------- spelling
def name_words(wording: Wording, span: NameSpan) -> tuple[str, ...]:
    """Return the words of a name as written, hyphened parts together."""
    return tuple(wording.surface(span.first, span.last).split())


def in_english(words: tuple[str, ...], country: str | None) -> str:
    """Return a name in the order of English texts: "KISHIDA Fumio" is Fumio Kishida, "YOON Suk Yeol" Yoon Suk Yeol."""
    capitals = [w.isupper() and len(w) > 1 and not w.endswith(".") and w.isalpha() for w in words]
    if all(capitals):
        return " ".join(capitalised(w) for w in words)
    if capitals[0] and not capitals[-1]:
        family = [capitalised(w) for w, c in zip(words, capitals, strict=True) if c]
        given = [w for w, c in zip(words, capitals, strict=True) if not c]
        parts = [*family, *given] if country in FAMILY_FIRST else [*given, *family]
        return " ".join(parts)
    if capitals[-1]:
        return " ".join(capitalised(w) if c and len(w) > ROMAN else w for w, c in zip(words, capitals, strict=True))
    return " ".join(words)


def capitalised(word: str) -> str:
    """Return a word in capitals as a name is written otherwise: KISHIDA is Kishida.

    >>> capitalised("ABDOLLAHIAN-FARD")
    'Abdollahian-Fard'
    """
    return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))


def in_order(words: tuple[str, ...], known: Tenure, country: str | None) -> str:
    """Return the name as the text writes it, in the order of the table."""
    written = [fold(w) for w in words]
    family = fold(known.family_name)
    if family in written and len(words) > 1:
        k = written.index(family)
        table = fold(known.name)
        if table.endswith(f" {family}") and k == 0:
            return " ".join((*words[1:], capitalised(words[0]) if words[0].isupper() else words[0]))
        if table.startswith(f"{family} ") and k == len(words) - 1:
            return " ".join((capitalised(words[-1]), *words[:-1]))
    return in_english(words, country)
