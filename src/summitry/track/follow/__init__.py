"""Commitments followed: tellings of one promise joined, and its fate as of a day."""

from summitry.track.follow.group import group_promises
from summitry.track.follow.promises import follow

__all__ = ["follow", "group_promises"]
