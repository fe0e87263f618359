"""Who did what to whom, coded to PLOVER and CAMEO."""

from summitry.read.events.coding import code_events

__all__ = ["code_events"]
