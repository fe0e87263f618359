"""The brief: two to four pages on two states, made for print.

``gather`` makes a ``Brief`` of a ledger; ``html``, ``docx`` and ``pdf`` write it. HTML needs nothing further, the other
two the extra ``brief`` (python-docx, typst).
"""

from summitry.show.brief.content import Brief, Note, Run, Section
from summitry.show.brief.gather import load_brief, make_brief
from summitry.show.brief.write import OUTPUTS, write_brief

__all__ = ["OUTPUTS", "Brief", "Note", "Run", "Section", "load_brief", "make_brief", "write_brief"]
