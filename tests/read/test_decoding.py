import pytest

from summitry.errors import IntakeError
from summitry.read.intake.decoding import decode

TURKISH = "Erdoğan met Şen in Çankaya; the Turkish president said nothing of the talks in İzmir."
POLISH = "Prime Minister Donald Tusk met Jarosław Kaczyński in Łódź on Monday, the ministry said."
WESTERN = (
    "Abe said: “We have agreed – once more – to meet.” The café near the Élysée in Zürich was closed, à Paris too."
)
CAPITAL_QUOTES = "Abe said: “We’ve agreed – once more.” It’s a start, the minister’s spokesman said."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param(WESTERN, "utf-8", id="UTF-8"),
        pytest.param(WESTERN, "utf-8-sig", id="UTF-8 with its mark"),
        pytest.param(WESTERN, "utf-16", id="UTF-16 with its mark"),
        pytest.param(WESTERN, "utf-32", id="UTF-32 with its mark"),
        pytest.param("Abe met Putin in Sochi.", "utf-16-le", id="UTF-16 without its mark"),
        pytest.param("Abe met Putin in Sochi.", "utf-16-be", id="UTF-16 big-endian without its mark"),
        pytest.param(WESTERN, "cp1252", id="Western Windows"),
        pytest.param(TURKISH, "cp1254", id="Turkish Windows"),
        pytest.param(POLISH, "cp1250", id="Central European Windows"),
        pytest.param(CAPITAL_QUOTES, "mac_roman", id="old Macintosh"),
        pytest.param(
            "Путин встретился с Абэ в Сочи 8 февраля. Стороны договорились продолжить переговоры.",
            "cp1251",
            id="Cyrillic",
        ),
        pytest.param(
            "安倍首相は八日、ソチでプーチン大統領と会談した。両首脳は領土問題について協議した。", "cp932", id="Japanese"
        ),
    ],
)
def test_codes_are_found_without_a_declaration(text, encoding):
    assert decode(text.encode(encoding), "a.txt").text == text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param('<meta charset="koi8-r">Сочи'.encode("koi8-r"), "Сочи", id="declared in HTML"),
        pytest.param(
            "<?xml version='1.0' encoding='iso-8859-2'?>Łódź".encode("iso8859-2"), "Łódź", id="declared in XML"
        ),
        pytest.param(
            '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">“Müller”'.encode("cp1252"),
            "“Müller”",
            id="Latin 1 means Windows 1252",
        ),
        pytest.param('<meta charset="iso-8859-1">Müller'.encode(), "Müller", id="a declaration that UTF-8 belies"),
        pytest.param('<meta charset="base64">Müller'.encode(), "Müller", id="a codec that is no code of text"),
        pytest.param('<meta charset="utf-16">Müller'.encode(), "Müller", id="a declaration that cannot be true"),
        pytest.param('<meta charset="nonsense">Müller'.encode(), "Müller", id="an unknown declaration"),
    ],
)
def test_declarations(data, expected):
    assert decode(data, "a.html").text.endswith(expected)


def test_a_guess_says_so():
    assert decode(WESTERN.encode("cp1252"), "a.txt").guessed
    assert not decode(WESTERN.encode(), "a.txt").guessed


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)), b"\x00\x01\x02\x03" * 50, b"text\x00", b"\x01\x02\x03\x04 text"],
    ids=["all", "zeros", "one zero", "controls"],
)
def test_binary_data_is_refused(data):
    with pytest.raises(IntakeError, match="binary data"):
        decode(data, "a.txt")


def test_form_feeds_of_paged_texts_are_kept():
    assert decode(b"page one\n\x0cpage two\n", "a.txt").text == "page one\n\x0cpage two\n"
