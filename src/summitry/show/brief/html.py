"""The brief as one HTML file for print: no scripts, no other files, nothing asked of other machines."""

from html import escape

from summitry.show.brief.content import Brief, Cell, Note, Run, Section, Style

_STYLE = """
@page { size: A4; margin: 14mm 15mm 16mm;
  @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; } }
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 8mm; max-width: 194mm; background: #fff; color: #1c2126;
  font: 8.6pt/1.28 Georgia, "Libertinus Serif", "Noto Serif", "Liberation Serif", "DejaVu Serif Condensed",
    "DejaVu Serif", serif;
  hyphens: none; font-variant-ligatures: none; }
h1 { margin: 0 0 1mm; font-size: 19pt; line-height: 1.15; }
.facts { margin: 0 0 4mm; padding-bottom: 2mm; border-bottom: 1.2pt solid #1c2126; color: #55606a; }
h2 { margin: 4mm 0 1mm; font: bold 10.5pt/1.3 "Noto Sans", "DejaVu Sans", Arial, sans-serif; color: #0b5f8f;
  break-after: avoid; }
h2 span { font-weight: normal; font-size: 8.5pt; color: #55606a; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { padding: .8mm 2.5mm .8mm 0; border-bottom: .5pt solid #d4d9de; text-align: start; vertical-align: top;
  font-weight: normal; overflow-wrap: anywhere; }
thead th { color: #55606a; font-size: 8.5pt; }
tr { break-inside: avoid; }
p { margin: 0; }
.strong { font-weight: bold; } .faint { color: #55606a; font-size: 8pt; } .quote { font-style: italic; }
.alarm { color: #a33a00; font-weight: bold; }
sup { font: normal 7pt "Noto Sans", "DejaVu Sans", Arial, sans-serif; line-height: 0; margin-left: .4mm; }
sup a, .more { color: #0b5f8f; text-decoration: none; }
.more { margin-top: 1mm; color: #55606a; font-size: 8.5pt; }
ol { columns: 2; column-gap: 6mm; margin: 0; padding-left: 6mm; font-size: 7pt; line-height: 1.25; }
li { break-inside: avoid; margin-bottom: .8mm; overflow-wrap: anywhere; }
@media print { body { padding: 0; max-width: none; } }
@media screen and (max-width: 700px) { body { padding: 4mm; } ol { columns: 1; } }
"""


def write_html(brief: Brief) -> str:
    """Return the brief as a page; the same brief gives the same text."""
    title = escape(f"{brief.title}: brief")
    parts = [
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<header><h1>{escape(brief.title)}</h1>",
        f'<p class="facts">{escape(" · ".join(brief.facts))}</p></header>',
        *(_section(one) for one in brief.sections),
        _notes(brief.notes),
        "</body>\n</html>\n",
    ]
    return "\n".join(parts)


def _section(one: Section) -> str:
    fact = f" <span>{escape(one.fact)}</span>" if one.fact else ""
    parts = [f'<section id="{escape(one.key)}"><h2>{escape(one.title)}{fact}</h2>']
    if one.rows:
        columns = "".join(f'<col style="width:{width}%">' for width in one.widths)
        parts.append(f"<table><colgroup>{columns}</colgroup>")
        if any(one.heads):
            heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in one.heads)
            parts.append(f"<thead><tr>{heads}</tr></thead>")
        parts.append("<tbody>")
        for first, *others in one.rows:
            cells = "".join(f"<td>{_cell(cell)}</td>" for cell in others)
            parts.append(f'<tr><th scope="row">{_cell(first)}</th>{cells}</tr>')
        parts.append("</tbody></table>")
    else:
        parts.append(f'<p class="more">{escape(one.empty)}</p>')
    if one.more:
        parts.append(f'<p class="more">{escape(one.more)}</p>')
    return "\n".join((*parts, "</section>"))


def _cell(cell: Cell) -> str:
    return "".join(f'<p dir="auto">{"".join(map(_run, line))}</p>' for line in cell)


def _run(run: Run) -> str:
    text = escape(run.text)
    if run.style is not Style.PLAIN:
        tag = {Style.STRONG: "b", Style.QUOTE: "bdi"}.get(run.style, "span")
        text = f'<{tag} class="{run.style.value}">{text}</{tag}>'
    return f'{text}<sup><a href="#note-{run.note}">{run.note}</a></sup>' if run.note else text


def _notes(notes: tuple[Note, ...]) -> str:
    lines = "\n".join(
        f'<li id="note-{note.number}">{escape(note.where)}: '
        f'<span class="quote" dir="auto">{escape(note.words)}</span></li>'
        for note in notes
    )
    return f'<section id="sources"><h2>Sources</h2>\n<ol>\n{lines}\n</ol></section>'
