"""The brief as a Word document, by python-docx."""

import io
import re
from typing import TYPE_CHECKING, Any

from summitry.errors import SummitryError
from summitry.show.brief.content import Brief, Cell, Run, Section, Style

if TYPE_CHECKING:
    from docx.document import Document

_WIDTH = 178
"""Of the text, in millimetres: A4 with margins of 16."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_COLOURS = {Style.FAINT: "55606A", Style.ALARM: "A33A00"}


def write_docx(brief: Brief) -> bytes:
    """Return the brief as a Word document; the same brief gives the same words.

    Raises:
        SummitryError: python-docx is not installed.
    """
    try:
        import docx  # noqa: PLC0415  # an extra
        from docx.shared import Mm, Pt  # noqa: PLC0415
    except ImportError as error:
        message = "a brief in Word needs python-docx; install it with: pip install 'summitry[brief]', or write .html"
        raise SummitryError(message) from error
    paper = docx.Document()
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(16)
    normal = paper.styles["Normal"]
    normal.font.size = Pt(9.5)
    normal.paragraph_format.space_after = Pt(1)
    paper.core_properties.title = f"{brief.title}: brief"
    paper.core_properties.author = "Summitry"
    _number_pages(page.footer.paragraphs[0])
    paper.add_heading(brief.title, level=0)
    paper.add_paragraph(" · ".join(brief.facts))
    for section in brief.sections:
        _add_section(paper, section)
    paper.add_heading("Sources", level=2)
    for note in brief.notes:
        line = paper.add_paragraph()
        _add_run(line, Run(f"{note.number}. {note.where}: "), 7.5)
        _add_run(line, Run(note.words, Style.QUOTE), 7.5)
    made = io.BytesIO()
    paper.save(made)
    return made.getvalue()


def _number_pages(paragraph: Any) -> None:  # noqa: ANN401  # python-docx's own type needs the extra
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001  # python-docx has no name for a field


def _add_section(paper: "Document", section: Section) -> None:
    from docx.shared import Mm  # noqa: PLC0415

    heading = paper.add_heading(section.title, level=2)
    if section.fact:
        _add_run(heading, Run(f"  {section.fact}", Style.FAINT), 8.5)
        heading.runs[-1].bold = False
    if not section.rows:
        _add_run(paper.add_paragraph(), Run(section.empty, Style.FAINT), 8.5)
    else:
        heads = any(section.heads)
        table = paper.add_table(rows=len(section.rows) + heads, cols=len(section.widths))
        table.autofit = False
        cells: list[Any] = list(table._cells)  # noqa: SLF001  # table.cell() reads the whole table each time
        for index, width in enumerate(section.widths * (len(section.rows) + heads)):
            cells[index].width = Mm(_WIDTH * width / 100)
        if heads:
            for cell, head in zip(cells, section.heads, strict=False):
                _add_run(cell.paragraphs[0], Run(head, Style.FAINT), 8.5)
            _repeat(table.rows[0])
        for cell, told in zip(
            cells[heads * len(section.widths) :], (cell for row in section.rows for cell in row), strict=True
        ):
            _fill(cell, told)
        for row in table.rows:
            _keep_whole(row)
    if section.more:
        _add_run(paper.add_paragraph(), Run(section.more, Style.FAINT), 8.5)


def _fill(cell: Any, told: Cell) -> None:  # noqa: ANN401  # python-docx's own type needs the extra
    for number, line in enumerate(told):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        for run in line:
            _add_run(paragraph, run)


def _add_run(paragraph: Any, run: Run, size: float | None = None) -> None:  # noqa: ANN401
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    made = paragraph.add_run(run.text)
    made.bold = True if run.style in {Style.STRONG, Style.ALARM} else None
    made.italic = True if run.style is Style.QUOTE else None
    if run.style in _COLOURS:
        made.font.color.rgb = RGBColor.from_string(_COLOURS[run.style])
    if size is not None or run.style is Style.FAINT:
        made.font.size = Pt(size or 8.5)
    if _RIGHT_TO_LEFT.search(run.text):
        made.font.rtl = True
    if run.note:
        paragraph.add_run(str(run.note)).font.superscript = True


def _repeat(row: Any) -> None:  # noqa: ANN401
    """Have a row stand again at the head of each page."""
    _mark(row, "w:tblHeader")


def _keep_whole(row: Any) -> None:  # noqa: ANN401
    """Keep a row on one page."""
    _mark(row, "w:cantSplit")


def _mark(row: Any, name: str) -> None:  # noqa: ANN401
    from docx.oxml import OxmlElement  # noqa: PLC0415

    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001  # python-docx has no name for it
