"""What a text has spoken of so far: the mentions behind a word, how present each actor is, which are told together."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from summitry.knowledge.world import Tenure, World, level_at
from summitry.read.actors.mentions import Mention, MentionKind
from summitry.read.actors.titles import TitleSpan
from summitry.read.actors.wording import Wording
from summitry.read.parse import base
from summitry.records import ActorKind, Level, Office

PAIR = 2
_NO_STATE = frozenset({"UNO", "EUE", "NAT", "IGO", "NGO", "---"})
_POLITICAL = frozenset({ActorKind.PERSON, ActorKind.STATE, ActorKind.GOVERNMENT})


@dataclass
class Known:
    """What is known of an actor for finding antecedents."""

    id: str
    country: str
    kind: ActorKind
    level: Level = Level.UNKNOWN
    offices: frozenset[Office] = frozenset()
    titles: frozenset[str] = frozenset()
    female: bool | None = None
    tabled: bool = True


@dataclass
class Setting:
    """The text, and what has been found in it before coreference.

    Attributes:
        wording: the text.
        world: the tables.
        on: day of the document.
        known: actor id to what is known of it; grows by office-holders whom only the tables name.
        titles: titles that stand with no name.
        speakers: number of a transcript's block to the actor that speaks in it.
        official: state for which a transcript's officials speak, or None.
        parties: the two parties of a joint text in order, or ().
        issuer: the organisation of no state that has issued the text and says "we" in it, or None.
        added: office-holders found by the tables alone.
    """

    wording: Wording
    world: World
    on: date | None
    known: dict[str, Known]
    titles: Sequence[TitleSpan]
    speakers: Mapping[int, str]
    official: str | None = None
    parties: tuple[str, ...] = ()
    issuer: str | None = None
    added: dict[str, Tenure] = field(default_factory=dict)

    def add(self, held: Tenure) -> str:
        """Take an office-holder whom only the tables name into the cast."""
        if held.person not in self.known:
            offices = frozenset({held.office})
            self.known[held.person] = Known(held.person, held.country, ActorKind.PERSON, level_at(held), offices)
            self.added[held.person] = held
        return held.person


class Memory:
    """The mentions of a text as a walk through its words meets them."""

    def __init__(self, setting: Setting, mentions: Sequence[Mention]) -> None:
        self.setting = setting
        self.parsed = setting.wording.parsed
        self.words = setting.wording.words
        self.given = tuple(sorted(mentions, key=lambda m: m.head))
        self.done: list[Mention] = []
        self.by_head: dict[int, Mention] = {}
        for mention in self.given:
            if mention.actors:
                self.by_head.setdefault(mention.head, mention)
        self.counts: Counter[str] = Counter()
        for mention in self.given:
            for known in self.known_of(mention):
                if known.kind in _POLITICAL and known.country != "---":
                    self.counts[known.country] += 1

    def push(self, mention: Mention) -> None:
        """Remember a mention that refers to somebody."""
        if mention.actors:
            self.done.append(mention)
            self.by_head.setdefault(mention.head, mention)

    def sentence(self, i: int) -> int:
        """Return the number of the sentence of a word."""
        return self.parsed.sentence_of[i]

    def known(self, actor: str) -> Known | None:
        """Return what is known of an actor."""
        return self.setting.known.get(actor)

    def known_of(self, mention: Mention) -> list[Known]:
        """Return what is known of the actors of a mention."""
        return [known for actor in mention.actors if (known := self.known(actor)) is not None]

    def is_subject(self, mention: Mention) -> bool:
        """Tell whether a mention is the subject of its clause."""
        return base(self.parsed.tokens[mention.head].dep) == "nsubj"

    def persons(self, before: int, *, sentences: int | None = None) -> list[tuple[Mention, Known]]:
        """Return mentions of single persons before a word, the nearest first."""
        found: list[tuple[Mention, Known]] = []
        for mention in reversed(self.done):
            if mention.head >= before:
                continue
            if sentences is not None and self.sentence(before) - self.sentence(mention.head) > sentences:
                break
            known = self.known_of(mention)
            if len(mention.actors) == 1 and known and known[0].kind is ActorKind.PERSON:
                found.append((mention, known[0]))
        return found

    def joined(self, mention: Mention) -> tuple[str, ...]:
        """Return the actors of a mention and of those joined to it by "and"."""
        token = self.parsed.tokens[mention.head]
        start = token.head if base(token.dep) == "conj" else mention.head
        found: dict[str, None] = {}
        for word in (start, *self.parsed.dependents(start, "conj")):
            other = self.by_head.get(word)
            if other is not None and other.kind is not MentionKind.ADJECTIVE:
                found.update(dict.fromkeys(other.actors))
        return tuple(found)

    def salience(self, before: int) -> dict[str, float]:
        """Return how present each actor is at a word: its mentions, those of the last sentences above all."""
        scores: dict[str, float] = {}
        for mention in self.done:
            distance = self.sentence(before) - self.sentence(mention.head)
            if mention.head < before and len(mention.actors) <= PAIR:
                for actor in mention.actors:
                    scores[actor] = scores.get(actor, 0.0) + 1.0 / (1.0 + distance)
        return scores

    def states(self, before: int, wanted: int) -> tuple[str, ...]:
        """Return the parties of a joint text, else those last told together, else the two states most present."""
        if len(self.setting.parties) == wanted:
            return self.setting.parties
        together = self._together(before, wanted)
        if together or wanted > PAIR:
            return together
        recent: dict[str, float] = {}
        for mention in self.done:
            distance = self.sentence(before) - self.sentence(mention.head)
            if 0 <= distance <= PAIR:
                for known in self.known_of(mention):
                    if known.kind in _POLITICAL:
                        recent[known.country] = recent.get(known.country, 0.0) + 1.0 / (1.0 + distance)
        scores = {c: n + 2.0 * recent.get(c, 0.0) for c, n in self.counts.items() if c not in _NO_STATE}
        best = sorted(scores, key=lambda country: -scores[country])[:wanted]
        return tuple(best) if len(best) == wanted else ()

    def _together(self, before: int, wanted: int) -> tuple[str, ...]:
        """Return states or groups joined by "and" in the sentence or the one before; of more than two anywhere."""
        near = [mention for mention in reversed(self.done) if mention.head < before]
        if wanted > PAIR:
            near += [mention for mention in self.given if mention.head > before]
        for mention in near:
            if wanted == PAIR and self.sentence(before) - self.sentence(mention.head) > 1:
                break
            joined = self.joined(mention)
            if len(joined) == wanted and all((k := self.known(a)) and k.kind is not ActorKind.PERSON for a in joined):
                return joined
        return ()
