"""The words that tell of events: the phrases of ``data/lang/<code>/events.toml``, ready to be matched with clauses.

A phrase is a predicate with what must go with it: ``sign @document`` wants a document as object, ``withdraw from
@meeting`` a meeting behind "from", ``call off`` a particle. ``@name`` stands for a list of nouns. Three sorts of
entries use phrases: acts (each with its code), turns (predicates that make something else of the act that they
govern: "refuse to meet" is REJECT) and light verbs, which only carry an act's noun ("hold talks").
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from summitry.errors import TableError
from summitry.knowledge.tables import read_toml
from summitry.records import EventType, Modality


@dataclass(frozen=True, slots=True)
class Code:
    """PLOVER type and mode with the CAMEO code that fits best.

    An act of a type of the user's own has the PLOVER type that it is like, and as its mode the own type's name in
    capitals, with the own mode behind a stroke ("CYBER_ATTACK/sabotage").
    """

    type: EventType
    mode: str | None
    cameo: str

    @property
    def own(self) -> bool:
        """Whether it is of a type of the user's own."""
        return self.mode is not None and self.mode[:1].isupper()

    @classmethod
    def parse(cls, text: str) -> "Code":
        """Read ``TYPE/mode/cameo``; the mode may be empty.

        >>> Code.parse("AGREE//036").cameo
        '036'
        """
        kind, rest = text.split("/", 1)
        mode, cameo = rest.rsplit("/", 1)
        return cls(EventType(kind), mode or None, cameo)


@dataclass(frozen=True, slots=True)
class Slot:
    """What a phrase asks for beside its predicate: a noun of a list as object, or behind a preposition or particle.

    ``nouns`` is empty for any noun at all, and None where the preposition alone counts.
    """

    preposition: str | None
    nouns: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A predicate with its slots, the nouns its subject must be of, whether it must be negated, and its act or turn.

    ``needs`` are sets of words of each of which a sentence, with what its pronouns stand for, has one if it fits.
    """

    words: str
    head: str
    slots: tuple[Slot, ...]
    entry: "Act | Turn"
    subject: frozenset[str] | None = None
    negated: bool = False
    needs: tuple[frozenset[str], ...] = ()

    @property
    def weight(self) -> int:
        """Return how much the phrase asks for: the more, the more particular it is."""
        wanted = sum(2 if slot.nouns is not None else 1 for slot in self.slots)
        return wanted + 3 * (self.subject is not None) + 2 * self.negated


@dataclass(frozen=True, slots=True)
class Act:
    """What a phrase means by itself.

    Attributes:
        code: type, mode and CAMEO code.
        roles: who takes which part: ``directed``, ``reciprocal``, ``visit``, ``host``, ``joint``, ``alone``.
        confidence: share of its rows that were right on measured texts.
        modality: where the words themselves tell it, else None.
        actor: which sort of actor it needs: ``any``, ``person``, ``force``.
    """

    code: Code
    roles: str
    confidence: float
    modality: Modality | None = None
    actor: str = "any"


@dataclass(frozen=True, slots=True)
class Turn:
    """What a governing predicate makes of the act that it governs.

    Attributes:
        name: its name.
        makes: CAMEO code, ``TYPE/mode``, ``TYPE`` or ``default`` of the governed act -> what it becomes.
        roles: as in ``Act``; ``inner`` leaves the roles to the governed act.
        modality: modality of what it makes.
        confidence: as in ``Act``.
    """

    name: str
    makes: Mapping[str, Code]
    roles: str
    confidence: float
    modality: Modality
    keeps: bool

    def make(self, inner: Code | None) -> Code | None:
        """Return the code for a governed act, or for none; None where there is nothing to code."""
        key = self.key(inner)
        return self.makes[key] if key is not None else inner if self.keeps else None

    def key(self, inner: Code | None) -> str | None:
        """Return the key of ``makes`` by which a governed act, or none, is coded; None where none of them counts."""
        keys: tuple[str, ...] = ("default",)
        if inner is not None:
            kinds = (f"{inner.type}/{inner.mode}", str(inner.type))
            keys = (inner.cameo, inner.cameo[:3], inner.cameo[:2], *kinds, *(() if self.keeps else ("act", "default")))
        return next((key for key in keys if key in self.makes), None)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The phrases of a language, by the lemma of their predicate.

    Attributes:
        verbs, nouns: phrases by their head, the most particular first.
        light: verbs that only carry an act's noun.
        transparent: nouns behind which the noun that counts stands.
        lists: the lists of nouns.
        closed: whether only its phrases count, so that the classifier adds nothing to them.
    """

    verbs: Mapping[str, tuple[Phrase, ...]]
    nouns: Mapping[str, tuple[Phrase, ...]]
    light: frozenset[str]
    transparent: frozenset[str]
    lists: Mapping[str, frozenset[str]]
    closed: bool = False


def load_lexicon(language: str = "en", table: Mapping[str, Any] | None = None) -> Lexicon:
    """Return the phrases of a language.

    Args:
        language: its ISO 639-1 code.
        table: what to take instead of the packaged table, in its form (``CustomOntology.merge_cues``).

    Returns:
        The lexicon, the packaged one built once; of several phrases with one head the most particular come first.

    Raises:
        TableError: the table is missing, or an entry is malformed.
    """
    return _load_packaged(language) if table is None else _build(table, name_table(language), language)


def name_table(language: str = "en") -> str:
    """Return the packaged table of a language, as a path below ``data``."""
    return f"lang/{language}/events.toml"


@cache
def _load_packaged(language: str) -> Lexicon:
    return _build(read_toml(name_table(language)), name_table(language), language)


def _build(table: Mapping[str, Any], name: str, language: str) -> Lexicon:
    lists = {key: frozenset(spellings(words)) for key, words in table["lists"].items()}
    verbs: dict[str, list[Phrase]] = {}
    nouns: dict[str, list[Phrase]] = {}
    for block in (*table["act"], *table["turn"]):
        try:
            entry = _read_turn(block) if "name" in block else _read_act(block)
            for index, key in ((verbs, "verbs"), (nouns, "nouns")):
                for words in spellings(block.get(key, ())):
                    phrase = _read_phrase(words, entry, lists)
                    index.setdefault(phrase.head, []).append(phrase)
        except (KeyError, ValueError) as error:
            message = f"data/{name}: entry {block}: {error}; see the head of the file for what an entry holds"
            raise TableError(message) from error
    _add_irregular(verbs, table, language)
    return Lexicon(
        _sorted(verbs),
        _sorted(nouns),
        frozenset(spellings(table["light"]["verbs"])),
        frozenset(table["light"]["nouns"]),
        lists,
        table.get("closed", False),
    )


def _add_irregular(verbs: dict[str, list[Phrase]], table: Mapping[str, Any], language: str) -> None:
    """Enter the phrases of a verb under those of its forms too that the packaged table does not know."""
    known = load_irregular(language)
    for head, forms in table["irregular"].items():
        for form in forms:
            if form not in known and head in verbs:
                verbs.setdefault(form, list(verbs[head]))


@cache
def load_irregular(language: str = "en") -> Mapping[str, str]:
    """Return irregular forms with their base forms."""
    return {form: base for base, forms in read_toml(name_table(language))["irregular"].items() for form in forms}


def _sorted(index: dict[str, list[Phrase]]) -> dict[str, tuple[Phrase, ...]]:
    return {head: tuple(sorted(found, key=lambda phrase: -phrase.weight)) for head, found in index.items()}


def spellings(words: Iterable[str]) -> Iterator[str]:
    """Yield each phrase, and its other spelling where British and American differ by ise and ize or our and or."""
    for phrase in words:
        yield phrase
        head, _, rest = phrase.partition(" ")
        for one, other in (("ise", "ize"), ("isation", "ization"), ("yse", "yze"), ("our", "or")):
            if head.endswith(one) and len(head) > len(one) + 3:
                yield f"{head.removesuffix(one)}{other} {rest}".strip()


def _read_act(block: Mapping[str, Any]) -> Act:
    code = Code.parse(block["code"])
    own = "/".join(filter(None, (block.get("own"), block.get("own_mode"))))
    return Act(
        replace(code, mode=own) if own else code,
        block["roles"],
        block.get("confidence", 0.5),
        Modality(block["modality"]) if "modality" in block else None,
        block.get("actor", "any"),
    )


def _read_turn(block: Mapping[str, Any]) -> Turn:
    return Turn(
        block["name"],
        {key: Code.parse(code) for key, code in block["makes"].items()},
        block.get("roles", "directed"),
        block.get("confidence", 0.5),
        Modality(block.get("modality", "occurred")),
        block.get("keeps", False),
    )


ANYTHING: frozenset[str] = frozenset()
"""The nouns of a slot that any noun fills."""
PREPOSITIONS = frozenset(
    {
        "about",
        "across",
        "after",
        "against",
        "among",
        "apart",
        "around",
        "aside",
        "at",
        "away",
        "back",
        "before",
        "behind",
        "between",
        "by",
        "down",
        "for",
        "forward",
        "from",
        "in",
        "into",
        "of",
        "off",
        "on",
        "onto",
        "out",
        "over",
        "round",
        "through",
        "to",
        "together",
        "toward",
        "towards",
        "under",
        "up",
        "upon",
        "with",
        "without",
    }
)
"""Words of a phrase that are prepositions or particles."""


def _read_phrase(words: str, entry: Act | Turn, lists: Mapping[str, frozenset[str]]) -> Phrase:
    head, *rest = words.split()
    slots: list[Slot] = []
    waiting: str | None = None
    subject: frozenset[str] | None = None
    for word in rest:
        if word.startswith("<"):
            subject = lists[word[1:]]
        elif word == "!not":
            continue
        elif word == "*":
            slots.append(Slot(waiting, ANYTHING))
            waiting = None
        elif word in PREPOSITIONS or word.startswith("+"):
            if waiting is not None:
                slots.append(Slot(waiting, None))
            waiting = word
        else:
            slots.append(Slot(waiting, lists[word[1:]] if word.startswith("@") else frozenset({word})))
            waiting = None
    if waiting is not None:
        slots.append(Slot(waiting, None))
    return Phrase(words, head, tuple(slots), entry, subject, "!not" in rest, tuple(_needs(slots, subject)))


def _needs(slots: Iterable[Slot], subject: frozenset[str] | None) -> Iterator[frozenset[str]]:
    """Yield the words that a phrase cannot do without: prepositions, and the last words of its nouns."""
    for slot in slots:
        if slot.preposition is not None and not slot.preposition.startswith("+"):
            yield frozenset({slot.preposition})
        if slot.nouns:
            yield frozenset(noun.rpartition(" ")[2] for noun in slot.nouns)
    if subject is not None:
        yield frozenset(noun.rpartition(" ")[2] for noun in subject)
