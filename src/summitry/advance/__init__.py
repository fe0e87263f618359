"""Advance: formal analysis that helps somebody prepare talks.

>>> from summitry import advance
>>> tables = [[[0, 0.6], [0.4, 0]], [[0.3, 0.1], [0, 0.7]]]      # tables[party][issue][option]
>>> [package.utilities for package in advance.frontier(tables, [0.3, 0.3])]
[(1.0, 0.1), (0.6, 0.8), (0.0, 1.0)]
>>> advance.solutions(tables, [0.3, 0.3]).nash[0].options
(1, 1)

Everything is conditional on the analyst's judgements, and says so.
"""

from summitry.advance.bargain import solutions
from summitry.advance.equilibria import Stability, stability
from summitry.advance.game import Package
from summitry.advance.pareto import Frontier, frontier
from summitry.advance.solution import Convention, Solutions

__all__ = ["Convention", "Frontier", "Package", "Solutions", "Stability", "frontier", "solutions", "stability"]
