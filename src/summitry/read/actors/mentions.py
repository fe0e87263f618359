"""Mentions: which words of a text stand for which actors; the values that actor and place readers share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from summitry.records import Actor, Level


class MentionKind(StrEnum):
    """How a mention refers."""

    NAME = "name"
    TITLE = "title"  # a title that stands for a person: "the Russian president"
    NOMINAL = "nominal"  # another noun: "the Japanese side", "his host"
    PRONOUN = "pronoun"
    PLURAL = "plural"  # several at once: "the two leaders"
    ADJECTIVE = "adjective"  # "Japanese" in "Japanese companies"
    METONYM = "metonym"  # a capital or residence that stands for a state


@dataclass(frozen=True, slots=True)
class Mention:
    """Words ``first`` to ``last`` (exclusive) with head ``head`` that stand for ``actors``; () for nobody known."""

    first: int
    last: int
    head: int
    actors: tuple[str, ...]
    kind: MentionKind


@dataclass(frozen=True)
class Cast:
    """All who are named in a text.

    Attributes:
        actors: every candidate, with what it was at the document's date.
        mentions: in order of the text.
        levels: the level at which each actor acts.
        acting: ids that the text itself makes an actor of: a state by a noun and not as a mere place, a person by name.
        speakers: number of a transcript's block to the actor that speaks in it.
        home: the state from which the text is written, by its byline or dateline, or None.
    """

    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    levels: Mapping[str, Level]
    acting: frozenset[str] = frozenset()
    speakers: Mapping[int, str] = field(default_factory=dict)
    home: str | None = None

    @cached_property
    def _by_id(self) -> dict[str, Actor]:
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def _by_head(self) -> dict[int, Mention]:
        found: dict[int, Mention] = {}
        for mention in self.mentions:
            other = found.get(mention.head)
            if other is None or _better(mention, other):
                found[mention.head] = mention
        return found

    @cached_property
    def _by_word(self) -> dict[int, Mention]:
        found: dict[int, Mention] = {}
        for mention in self.mentions:
            if mention.kind in {MentionKind.NAME, MentionKind.METONYM}:
                for i in range(mention.first, mention.last):
                    if i not in found or _size(mention) < _size(found[i]):
                        found[i] = mention
        return found

    def mention_at(self, i: int) -> Mention | None:
        """Return the innermost mention with word ``i`` as its head, else the name that contains the word."""
        return self._by_head.get(i) or self._by_word.get(i)

    def at(self, i: int) -> tuple[str, ...]:
        """Return the ids of the actors that the mention at word ``i`` stands for; () if none."""
        mention = self.mention_at(i)
        return mention.actors if mention else ()

    def get(self, actor_id: str) -> Actor | None:
        """Return an actor by id."""
        return self._by_id.get(actor_id)

    def country(self, actor_id: str) -> str:
        """Return the country of an actor; that of its id where the text names nobody by it."""
        actor = self._by_id.get(actor_id)
        return actor.country if actor else actor_id.partition("/")[0]

    def within(self, words: Iterable[int]) -> tuple[str, ...]:
        """Return the ids of all actors whose mention has its head among some words, each once, in order of the text."""
        found: dict[str, None] = {}
        for i in words:
            mention = self._by_head.get(i)
            if mention:
                found.update(dict.fromkeys(mention.actors))
        return tuple(found)


def _size(mention: Mention) -> int:
    return mention.last - mention.first


def _better(mention: Mention, other: Mention) -> bool:
    """Prefer a mention that refers, then a person's name, then the smaller one."""
    return (bool(mention.actors), -_size(mention)) > (bool(other.actors), -_size(other))
