"""Checkable counts and ordinals about the record."""

from summitry.read.claims.find import find_claims

__all__ = ["find_claims"]
