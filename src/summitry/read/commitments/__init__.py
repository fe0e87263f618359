"""Undertakings and announced plans: who has to do what, by when."""

from summitry.read.commitments.find import find_commitments

__all__ = ["find_commitments"]
