"""Quotations and reported speech: direct, indirect and mixed, each with its speaker and its exact words."""

from summitry.read.statements.rows import find_statements
from summitry.read.statements.saying import Saying
from summitry.read.statements.sayings import find_sayings

__all__ = ["Saying", "find_sayings", "find_statements"]
