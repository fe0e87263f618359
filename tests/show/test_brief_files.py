"""A brief as a file: every character of every quotation comes out of it again."""

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest
from lxml import html

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "track"))

from brief_book import QUOTATIONS, make_book

from summitry.errors import SummitryError
from summitry.show.brief import load_brief, write_brief
from summitry.show.brief.docx import write_docx
from summitry.show.brief.html import write_html
from summitry.show.brief.pdf import find_missing, write_pdf
from summitry.show.brief.write import warn

HERE = Path(__file__).parent
PAIR = "CHL-PER"
HOSTILE = "<script>alert(1)</script>\x07\ufffe \u202eabc & \"'#{]} $x$ @note *b* \\u{0} \ue000 the river"


@pytest.fixture(scope="module")
def brief():
    with make_book() as ledger:
        return load_brief(ledger, PAIR)


@pytest.fixture(scope="module")
def hostile():
    with make_book(quotations=(HOSTILE,)) as ledger:
        return load_brief(ledger, PAIR)


@pytest.fixture(scope="module")
def bundled(brief):
    """The PDF with typst's own fonts alone."""
    return write_pdf(brief, system=False)


def read_docx(made: bytes) -> str:
    paper = docx.Document(io.BytesIO(made))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def read_pdf(made: bytes) -> str:
    """Return the words of a PDF, those printed as code points as themselves."""
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages)
    codes = re.compile(r"⟦((?:U\+[0-9A-F]{4,6}\s*)+)⟧")
    return codes.sub(lambda run: "".join(chr(int(code.replace("U+", "0x"), base=16)) for code in run[1].split()), text)


def squeeze(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("script", QUOTATIONS)
def test_html_gives_every_character(brief, script):
    page = html.fromstring(write_html(brief))
    assert QUOTATIONS[script] in page.get_element_by_id("quotations").text_content()


@pytest.mark.parametrize("script", QUOTATIONS)
def test_docx_gives_every_character(brief, script):
    assert QUOTATIONS[script] in read_docx(write_docx(brief))


@pytest.mark.parametrize("script", ["Latin", "Cyrillic", "CJK"])
def test_pdf_gives_every_character(bundled, script):
    assert squeeze(QUOTATIONS[script]) in squeeze(read_pdf(bundled[0]))


def test_pdf_gives_every_arabic_word(bundled):
    text = read_pdf(bundled[0])  # words of a line come out in the order of the page, from the left
    assert [word for word in QUOTATIONS["Arabic"].split() if word not in text] == []


def test_pdf_gives_every_character_with_the_systems_fonts(brief):
    made, missing = write_pdf(brief)
    assert squeeze(QUOTATIONS["CJK"]) in squeeze(read_pdf(made))
    assert set(missing) <= set(QUOTATIONS["CJK"])


def test_characters_without_a_font_are_told(bundled):
    _, missing = bundled
    assert set(missing) == {one for one in QUOTATIONS["CJK"] if ord(one) > 0x2000}
    assert "朋 (U+670B)" in warn(missing)
    assert warn(missing).startswith(f"no font at hand has {len(missing)} characters: ")


def test_a_warning_counts_what_it_does_not_name():
    assert " and 60 more; " in warn([chr(0x4E00 + number) for number in range(100)])


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param('the text `"水"` could not be displayed with font `"A"`', {"水"}, id="a character"),
        pytest.param(
            'the text `"e\\u{301}"` could not be displayed', {"\u0301"}, id="a mark, and not the letter under it"
        ),
        pytest.param('the text `"\\""` could not be displayed', set(), id="never plain ASCII"),
        pytest.param("error: something else", set(), id="another error"),
    ],
)
def test_what_typst_says_is_understood(told, expected):
    assert find_missing(told) == expected


def test_the_pdf_is_two_to_four_pages_at_most_and_archival(bundled):
    made = bundled[0]
    assert 1 <= len(pypdf.PdfReader(io.BytesIO(made)).pages) <= 4
    assert b"pdfaid:part" in made


def test_the_same_brief_gives_the_same_bytes(brief, bundled):
    assert write_pdf(brief, system=False) == bundled
    assert write_html(brief) == write_html(brief)


def test_the_page_asks_for_nothing_and_runs_nothing(brief):
    page = html.fromstring(write_html(brief))
    assert not page.xpath("//script | //link | //img | //iframe | //@src | //@onload")
    assert all(link.startswith("#note-") for link in page.xpath("//@href"))
    assert "url(" not in write_html(brief)
    assert "@import" not in write_html(brief)


def test_every_link_of_the_page_has_its_note(brief):
    page = html.fromstring(write_html(brief))
    names = set(page.xpath("//li/@id"))
    assert {link[1:] for link in page.xpath("//@href")} == names
    assert len(names) == len(brief.notes)


def test_hostile_words_are_words(hostile):
    page = html.fromstring(write_html(hostile))
    assert not page.xpath("//script")
    for text in (page.text_content(), read_docx(write_docx(hostile))):
        assert (
            "<script>alert(1)</script>⟦U+0007⟧⟦U+FFFE⟧ ⟦RLO⟧abc & \"'#{]} $x$ @note *b* \\u{0} \ue000 the river" in text
        )
    made, missing = write_pdf(hostile, system=False)
    assert "\ue000" in missing
    assert squeeze("<script>alert(1)</script>") in squeeze(read_pdf(made))
    assert squeeze("\"'#{]} $x$ @note *b* \\u{0} \ue000 the river") in squeeze(read_pdf(made))


def test_docx_marks_words_that_run_from_the_right(brief):
    with zipfile.ZipFile(io.BytesIO(write_docx(brief))) as parts:
        assert "<w:rtl/>" in parts.read("word/document.xml").decode()


@pytest.mark.parametrize("ending", [".html", ".docx", ".pdf", ".PDF"])
def test_the_ending_tells_the_format(brief, tmp_path, ending):
    file = tmp_path / f"brief{ending}"
    write_brief(brief, file)
    start = {".html": b"<!doctype", ".docx": b"PK", ".pdf": b"%PDF"}[ending.lower()]
    assert file.read_bytes().startswith(start)
    assert [one.name for one in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize("name", ["brief.odt", "brief"])
def test_another_ending_is_refused(brief, tmp_path, name):
    with pytest.raises(SummitryError, match=r"ends in none of \.html, \.docx, \.pdf"):
        write_brief(brief, tmp_path / name)


def test_a_folder_that_is_not_there_is_named(brief, tmp_path):
    with pytest.raises(SummitryError, match="cannot be written"):
        write_brief(brief, tmp_path / "none" / "brief.html")


@pytest.mark.parametrize(("module", "write"), [("docx", write_docx), ("typst", write_pdf)])
def test_a_missing_extra_is_named(brief, monkeypatch, module, write):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(SummitryError, match=r"pip install 'summitry\[brief\]'"):
        write(brief)


def test_a_page_needs_no_extra():
    lines = (
        "import sys",
        "for name in ('docx', 'typst', 'fastapi', 'starlette', 'jinja2', 'markupsafe', 'altair', 'spacy'):",
        "    sys.modules[name] = None",
        f"sys.path[:0] = {[str(HERE), str(HERE.parent / 'track')]!r}",
        "from brief_book import make_book",
        "from summitry.show.brief import load_brief",
        "from summitry.show.brief.html import write_html",
        "print(len(write_html(load_brief(make_book(), 'CHL-PER'))))",
    )
    done = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 1000
