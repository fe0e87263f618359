import hashlib
import json
import os
import re
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summitry.errors import DateError, IntakeError
from summitry.read.intake import from_bytes, from_text, list_files, load, read_published
from summitry.settings import Settings

SENTENCE = (
    "The two ministers met in Geneva on Monday and agreed that the talks should go on in the spring of the next year."
)
DATED = f"GENEVA, May 5, 2014 - {SENTENCE}\n"


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_text_is_kept_as_it_is_but_for_its_line_ends(tmp_path):
    path = write(tmp_path, "a.txt", b"\xef\xbb\xbf  One\r\ntwo \xc2\xa0\rthree\xe2\x80\xa9 four\r\n\r\n")

    document = load(path).document

    assert document.text == "  One\ntwo \u00a0\nthree\n four\n\n"
    assert document.id == hashlib.sha256(document.text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("given", "source", "expected"),
    [
        pytest.param(
            "2013-01-02", "---\ndate: 2013-02-03\n---\n" + DATED, "2013-01-02", id="what is given goes before all"
        ),
        pytest.param(
            None, "---\ndate: 2013-02-03\n---\n" + DATED, "2013-02-03", id="the head goes before the dateline"
        ),
        pytest.param(None, DATED, "2014-05-05", id="the dateline is taken where nothing else tells"),
        pytest.param(None, SENTENCE, None, id="no date is no date"),
        pytest.param(
            None, "---\ntitle: x\ndate: soon\n---\n" + DATED, "2014-05-05", id="a date that is none is passed over"
        ),
    ],
)
def test_date_of_publication(given, source, expected):
    assert from_bytes(source.encode(), "a.md", published=given).document.published == expected


@pytest.mark.parametrize(
    ("text", "note"),
    [
        pytest.param(SENTENCE, "no publication date was found", id="no date at all"),
        pytest.param(f"Talks go on\n\n5 May\n\n{SENTENCE}", "'5 May', without a year", id="a date line without a year"),
        pytest.param(
            f"GENEVA, May 5 (Lakeside Wire) -- {SENTENCE}",
            "'May 5', without a year",
            id="a wire dateline without a year",
        ),
        pytest.param(
            f"---\ndate: soon\n---\n{SENTENCE}", "'soon', which is no date", id="a head with a date that is none"
        ),
    ],
)
def test_a_missing_date_is_noted_with_the_way_out(text, note):
    intake = from_bytes(text.encode(), "a.md")

    assert any(note in one for one in intake.notes)
    assert any("--published" in one for one in intake.notes)


def test_a_given_date_leaves_nothing_to_note():
    assert from_text(f"5 May\n\n{SENTENCE}", published="2014-05-05").notes == ()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("2014-02-19", "2014-02-19", id="an ISO date"),
        pytest.param(" 2014-02-19 ", "2014-02-19", id="blanks around it"),
        pytest.param("2014-02-19T13:00:00+09:00", "2014-02-19T13:00:00+09:00", id="a time with its offset"),
        pytest.param("2014-02-19T04:00:00Z", "2014-02-19T04:00:00+00:00", id="Z is an offset"),
        pytest.param("2014-02-19 13:00:00+09:00", "2014-02-19T13:00:00+09:00", id="a blank for the T"),
        pytest.param("2014-02-19T13:00:00.123+09:00", "2014-02-19T13:00:00+09:00", id="no fractions of seconds"),
        pytest.param("2014-02-19T13:00", "2014-02-19", id="a time without offset is left out"),
        pytest.param("February 19, 2014", "2014-02-19", id="a date in words"),
    ],
)
def test_dates_of_publication_that_are_understood(value, expected):
    assert read_published(value) == expected


@pytest.mark.parametrize("value", ["", "soon", "2014", "February 2014", "2014-02-30", "19 February", "99/99/9999"])
def test_dates_of_publication_that_are_none(value):
    with pytest.raises(DateError, match="give an ISO date such as 2014-02-19"):
        read_published(value)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "is empty", id="empty file"),
        pytest.param(b"\xef\xbb\xbf", "holds no text", id="a byte order mark alone"),
        pytest.param(b" \n\t\r\n", "holds no text", id="blanks"),
        pytest.param(
            b"<html><body><script>x()</script></body></html>", "holds no text", id="a page that shows nothing"
        ),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3", "is a PDF", id="PDF"),
        pytest.param(b"PK\x03\x04\x14\x00", "ZIP archive or an Office document", id="ZIP and DOCX"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "is a PNG picture", id="picture"),
        pytest.param(b"Abe met\0\0Putin\x01\x02", "is binary data", id="binary"),
        pytest.param(bytes(range(128, 256)) * 9, "no known character code", id="bytes in no code"),
        pytest.param(b"\xff\xfeA", "broken at byte", id="broken UTF-16"),
    ],
)
def test_bad_bytes_are_refused_with_the_reason(data, reason):
    with pytest.raises(IntakeError, match=reason) as caught:
        from_bytes(data, "inbox/a.txt")

    assert str(caught.value).startswith("inbox/a.txt: ")


def test_a_long_text_is_refused_with_its_size():
    with pytest.raises(IntakeError, match=r"a\.txt: has 101 characters, and a document may have 100 characters"):
        from_bytes(b"word " * 20 + b"x", "a.txt", settings=Settings(max_characters=100))


def test_a_huge_file_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)  # sparse: takes no room on the disk
    monkeypatch.setattr(Path, "open", lambda *_, **__: pytest.fail("the file was opened"))

    with pytest.raises(IntakeError, match=r"50,000,000 bytes.*2,000,000 characters.*SUMMITRY_MAX_CHARACTERS"):
        load(path)


def test_endless_input_is_refused(monkeypatch):
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(b"word " * 1000)))

    with pytest.raises(IntakeError, match="standard input: has more than 400 bytes"):
        load(None, settings=Settings(max_characters=100))


def test_a_missing_file(tmp_path):
    with pytest.raises(IntakeError, match=r"none\.txt: there is no such file"):
        load(tmp_path / "none.txt")


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(IntakeError, match="is a folder; `summitry read FOLDER`"):
        load(tmp_path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path):
    path = write(tmp_path, "a.txt", b"text")
    path.chmod(0)

    with pytest.raises(IntakeError, match="may not be read"):
        load(path)


def test_permission_is_told_apart_from_absence(tmp_path, monkeypatch):
    path = write(tmp_path, "a.txt", b"text")
    monkeypatch.setattr(Path, "open", lambda *_, **__: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))

    with pytest.raises(IntakeError, match="may not be read"):
        load(path)


@pytest.mark.parametrize("name", ["x" * 300, "a\0b"], ids=["too long a name", "NUL in the name"])
def test_names_that_no_file_can_have(name):
    with pytest.raises(IntakeError, match=r"cannot be read|no such file"):
        load(Path(name))


def test_a_pipe_is_read_like_a_file():
    end, source = os.pipe()
    os.write(source, DATED.encode())
    os.close(source)
    try:
        assert load(Path(f"/dev/fd/{end}")).document.text == DATED
    finally:
        os.close(end)


@pytest.mark.parametrize(
    ("data", "title"),
    [
        pytest.param(f"<!DOCTYPE html><title>Talks go on</title><p>{SENTENCE}</p>", "Talks go on", id="HTML"),
        pytest.param(f"---\ntitle: Talks go on\n---\n{SENTENCE}", "Talks go on", id="Markdown with a head"),
        pytest.param(f"# Talks go on\n\n{SENTENCE}", "Talks go on", id="Markdown with a heading"),
        pytest.param(f"Talks go on\n\n{SENTENCE}", "Talks go on", id="plain text"),
    ],
)
def test_standard_input_is_known_by_what_it_holds(monkeypatch, data, title):
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(data.encode())))

    document = load(None, published="2014-05-05").document

    assert document.title == title
    assert "<" not in document.text
    assert SENTENCE in document.text


def test_a_page_saved_as_text_is_still_a_page():
    assert from_bytes(f"<html><body><p>{SENTENCE}</p></body></html>".encode(), "a.txt").document.text == SENTENCE


def test_a_text_that_speaks_of_tags_is_no_page():
    text = f"Use the <p> tag.\n\n{SENTENCE}"

    assert from_bytes(text.encode(), "a.txt").document.text == text


def test_marks_in_plain_text_are_kept():
    text = f"# 1 is *not* a heading\n\n{SENTENCE}"

    assert from_bytes(text.encode(), "a.txt").document.text == text
    assert from_text(text).document.text == text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param(SENTENCE, "en", id="English"),
        pytest.param("Abe met Putin.", "en", id="too short to tell"),
        pytest.param(
            "Die beiden Minister trafen sich am Montag in Genf und waren sich einig, dass die Gespräche im Frühjahr weitergehen "
            "sollen, was in Moskau und in Tokio begrüßt wurde.",
            None,
            id="German",
        ),
        pytest.param(
            "Les deux ministres se sont rencontrés lundi à Genève et sont convenus que les pourparlers se poursuivraient au "
            "printemps de l'an prochain, a dit le porte-parole.",
            None,
            id="French",
        ),
        pytest.param(
            "Министры встретились в Женеве в понедельник и договорились продолжить переговоры.", None, id="Russian"
        ),
        pytest.param("両国の外相は月曜日にジュネーブで会談した。", None, id="Japanese"),
    ],
)
def test_language(text, language):
    intake = from_text(text, published="2014-05-05")

    assert intake.document.language == language
    assert bool(intake.notes) == (language is None)


def test_a_declared_language_stands_for_a_text_that_is_not_english():
    text = "---\nlanguage: de-DE\n---\nDie beiden Minister trafen sich am Montag in Genf und waren sich in fast allem einig, was sie zuvor trennte."

    assert from_bytes(text.encode(), "a.md").document.language == "de"


def test_half_characters_of_a_string_are_replaced_and_noted():
    intake = from_text("Abe met \ud800Putin.", published="2014-05-05")

    assert intake.document.text == "Abe met \ufffdPutin."
    assert "U+FFFD" in intake.notes[0]


def test_a_guessed_code_is_noted():
    intake = from_bytes(f"Mr. M\u00fcller said: {SENTENCE}".encode("cp1252"), "a.txt", published="2014-05-05")

    assert "Müller" in intake.document.text
    assert "guessed (cp1252)" in intake.notes[0]


def test_an_empty_string_is_refused():
    with pytest.raises(IntakeError, match="is empty"):
        from_text("")


def test_files_of_a_folder_are_listed_in_order(tmp_path):
    for name in ("b.md", "a.txt", "c.HTML", "d.csv", ".hidden.txt"):
        write(tmp_path, name, b"x")
    (tmp_path / "inner").mkdir()
    write(tmp_path / "inner", "e.htm", b"x")
    (tmp_path / ".git").mkdir()
    write(tmp_path / ".git", "f.txt", b"x")

    assert [path.name for path in list_files(tmp_path)] == ["a.txt", "b.md", "c.HTML", "e.htm"]


def test_a_folder_without_texts_is_an_error(tmp_path):
    with pytest.raises(IntakeError, match=r"holds no file that ends in \.txt"):
        list_files(tmp_path)


@pytest.mark.shared
def test_texts_and_ids_of_the_measured_documents(shared):
    for folder in sorted((shared / "gold" / "readouts").iterdir()):
        expected = json.loads((folder / "readout.json").read_text(encoding="utf-8"))["document"]

        document = load(folder / "article.txt", published=expected["published"]).document

        assert (document.text, document.id) == (expected["text"], expected["id"]), folder.name
        assert (document.published, document.language) == (expected["published"], expected["language"]), folder.name


@pytest.mark.shared
def test_titles_and_publishers_of_the_measured_documents(shared):
    right = {"title": 0, "publisher": 0}
    folders = sorted((shared / "gold" / "readouts").iterdir())
    for folder in folders:
        expected = json.loads((folder / "readout.json").read_text(encoding="utf-8"))["document"]
        document = load(folder / "article.txt").document
        for field in right:
            right[field] += getattr(document, field) == expected[field]

    assert right["title"] >= 0.95 * len(folders)
    assert right["publisher"] >= 0.9 * len(folders)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.md", "a.html", "-"]))
def test_any_bytes_are_a_document_or_a_clear_error(data, name):
    reason = ""
    try:
        document = from_bytes(data, name).document
    except IntakeError as error:
        reason = str(error)
    if reason:
        assert reason.startswith(f"{name}: ")
    else:
        assert document.text.strip()
        assert document.id == hashlib.sha256(document.text.encode()).hexdigest()


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=200).filter(lambda text: text.strip()))
def test_a_string_keeps_every_character_but_line_ends(text):
    kept = from_text(text).document.text

    assert kept.split() == re.sub("[\ud800-\udfff]", "\ufffd", text).split()
    assert not set(kept) & set("\r\u0085\u2028\u2029")
