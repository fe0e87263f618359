"""Who a text names: persons, states, bodies and groups, resolved to who they were at the document's date."""

from summitry.read.actors.cast import add_states, find_actors, list_actors
from summitry.read.actors.mentions import Cast, Mention, MentionKind

__all__ = ["Cast", "Mention", "MentionKind", "add_states", "find_actors", "list_actors"]
