"""Charts of a relationship, each defined once: an Altair chart, the same facts in words, and its data as a table.

A ``Figure`` holds the three together. Its ``chart`` is what a notebook shows; ``draw_svg`` makes the picture of a page
or a brief. Altair and vl-convert (the extra ``web``) are loaded when a chart is made, not before.
"""

from summitry.show.charts.attention import chart_attention
from summitry.show.charts.figure import DARK, LIGHT, NARROW, WIDE, Figure, Look, draw_svg
from summitry.show.charts.gaps import chart_gaps
from summitry.show.charts.timeline import chart_timeline
from summitry.show.charts.tone import chart_tone

__all__ = [
    "DARK",
    "LIGHT",
    "NARROW",
    "WIDE",
    "Figure",
    "Look",
    "chart_attention",
    "chart_gaps",
    "chart_timeline",
    "chart_tone",
    "draw_svg",
]
