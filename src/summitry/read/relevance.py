"""Whether a text is about dealings between states at all: weather, sport and company pages name countries too."""

import re
from functools import cache, lru_cache

from summitry.knowledge.tables import read_toml
from summitry.read.actors import Cast, MentionKind
from summitry.read.parse import Parsed
from summitry.records import ActorKind, Level

TABLE = "lang/en/relevance.toml"
PUBLIC = frozenset({ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.BLOC})
REFERRING = frozenset({MentionKind.TITLE, MentionKind.PLURAL})
"""Mentions that make somebody act without a name: "the Norwegian minister", "the two presidents"."""
SHORT = 3
"""A text of so many sentences qualifies by groups and bodies that take part in politics as well."""
WORDS_FOR_ONE = 100
"""A text needs one word of diplomacy for so many words; a single sentence needs none."""


def is_diplomatic(parsed: Parsed, cast: Cast) -> bool:
    """Tell whether rows may be read from a text.

    A text qualifies if somebody in it acts for a state (a state or government by a noun, an international body, or a
    person who holds a public office; in a text of a few sentences also rebels, protesters, a court), and if it has no
    fewer words of diplomacy than of sport, weather or business.

    Args:
        parsed: the document.
        cast: its actors.

    Returns:
        True if rows may be read from it.
    """
    referred = {actor for mention in cast.mentions if mention.kind in REFERRING for actor in mention.actors}
    public = any(_is_public(cast, actor_id) for actor_id in cast.acting | referred)
    if not public and not (len(parsed.sentences) <= SHORT and _is_political(cast)):
        return False
    kinds = [_kinds_of(token.text.lower()) for token in parsed.tokens]
    ours = sum(diplomatic for diplomatic, _ in kinds)
    return ours >= len(kinds) // WORDS_FOR_ONE and ours >= sum(other for _, other in kinds)


def _is_public(cast: Cast, actor_id: str) -> bool:
    actor = cast.get(actor_id)
    if actor is None:
        return False
    if actor.kind in PUBLIC or actor.country in {"UNO", "EUE", "NAT", "IGO"}:
        return True
    return cast.levels.get(actor_id, Level.UNKNOWN) is not Level.UNKNOWN


def _is_political(cast: Cast) -> bool:
    """Tell whether groups or bodies act that take part in politics: rebels, protesters, a court."""
    return any(a.kind in {ActorKind.GROUP, ActorKind.GOVERNMENT, ActorKind.STATE} and a.sector for a in cast.actors)


@lru_cache(maxsize=1 << 14)
def _kinds_of(word: str) -> tuple[bool, bool]:
    """Tell whether a word in lower case is one of diplomacy, and whether it is one of sport, weather or business."""
    diplomatic, other = _stems()
    return diplomatic.match(word) is not None, other.match(word) is not None


@cache
def _stems() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = read_toml(TABLE)
    diplomatic, other = ("|".join(map(re.escape, table[name])) for name in ("diplomatic", "other"))
    return re.compile(f"(?:{diplomatic})"), re.compile(f"(?:{other})(?:s|es|ed|ing|er|ers)?$")
