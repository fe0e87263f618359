r"""Bytes to text: which code the bytes are in, and what to say to bytes that are no text.

The order is: byte order mark, declaration (XML or HTML), UTF-8, then a guess. Line ends become ``\n``.
"""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from summitry.errors import IntakeError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FORMATS = (
    (b"%PDF-", "a PDF", "save its text, for instance with `pdftotext FILE`"),
    (
        b"PK\x03\x04",
        "a ZIP archive or an Office document (DOCX, ODT, EPUB)",
        "unpack it, or save the document as text or HTML",
    ),
    (b"\xd0\xcf\x11\xe0", "an old Office document (DOC)", "save it as text or HTML"),
    (b"{\\rtf", "an RTF document", "save it as text or HTML"),
    (b"\x1f\x8b", "gzip data", "unpack it with `gunzip`"),
    (b"BZh", "bzip2 data", "unpack it with `bunzip2`"),
    (b"\xfd7zXZ\x00", "xz data", "unpack it with `unxz`"),
    (b"(\xb5/\xfd", "zstd data", "unpack it with `unzstd`"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it"),
    (b"\x89PNG", "a PNG picture", "recognise its text first (OCR)"),
    (b"\xff\xd8\xff", "a JPEG picture", "recognise its text first (OCR)"),
    (b"GIF8", "a GIF picture", "recognise its text first (OCR)"),
    (b"II*\x00", "a TIFF picture", "recognise its text first (OCR)"),
    (b"MM\x00*", "a TIFF picture", "recognise its text first (OCR)"),
    (b"\x7fELF", "a program", "give a text"),
    (b"SQLite format 3\x00", "an SQLite database", "give a text"),
)
_DECLARED = re.compile(
    rb"""(?:<\?xml[^>]{0,200}?encoding|<meta[^>]{0,300}?charset)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
_TEXT_CODE = re.compile(
    r"utf-?(?:8|16|32)|utf_(?:8|16|32)|iso-?8859|iso_8859|latin|windows-?\d|cp\d|koi8|shift|sjis|euc|gb|big5|mac|tis|ascii|us-ascii|x-(?:sjis|mac|gbk|big5)",
    re.IGNORECASE,
)
"""Codes of text: Python also knows codecs such as ``base64`` or ``unicode_escape``, which a page must not choose."""
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
"""What pages that declare the left code really use (as browsers read them)."""
_LINE_END = re.compile("\r\n|[\r\u0085\u2028\u2029]")
_GUESSES = ("cp1252", "cp1254", "cp1250", "mac_roman")
_MOSTLY_ASCII = 0.15
"""Share of non-ASCII bytes up to which a text is taken as Western with a few marks and accents."""
_ASCII = bytes(range(128))
_HEAD = 4096
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MANY_CONTROLS = 0.01
"""Share of control characters above which something is no text."""


@dataclass(frozen=True, slots=True)
class Decoded:
    r"""A text with ``\n`` line ends, the code its bytes were in, and whether that was a guess."""

    text: str
    encoding: str
    guessed: bool = False


def decode(data: bytes, name: str) -> Decoded:
    r"""Decode the bytes of a text file, Markdown file or web page.

    >>> decode(b"Abe met Putin.\r\n", "a.txt").text
    'Abe met Putin.\n'
    >>> decode("Erdoğan met Şen.".encode("cp1254"), "b.txt").text
    'Erdoğan met Şen.'

    Args:
        data: what the source holds.
        name: what to call it in an error.

    Returns:
        The text.

    Raises:
        IntakeError: the bytes are no text (a PDF, an archive, a picture, a program) or in no known code.
    """
    for magic, what, way_out in _FORMATS:
        if data.startswith(magic):
            message = f"{name}: is {what}, not text; {way_out}"
            raise IntakeError(message)
    decoded = _from_mark(data, name)
    if decoded is None:
        decoded = (
            _from_zeros(data) if b"\0" in data else _from_declaration(data) or _from_utf8(data) or _guess(data, name)
        )
    if (
        decoded is None
        or len(_CONTROLS.findall(decoded.text)) > _MANY_CONTROLS * len(decoded.text)
        or "\0" in decoded.text
    ):
        message = f"{name}: is binary data (it holds NUL or control bytes), not text; give plain text, Markdown or HTML"
        raise IntakeError(message)
    return Decoded(normalise_line_ends(decoded.text), decoded.encoding, decoded.guessed)


def normalise_line_ends(text: str) -> str:
    r"""Return the text with every line end as ``\n``: CR LF, CR, NEL and Unicode's line and paragraph separators.

    >>> normalise_line_ends("one\r\ntwo\rthree\u2029four")
    'one\ntwo\nthree\nfour'
    """
    return _LINE_END.sub("\n", text)


def _from_mark(data: bytes, name: str) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(encoding), encoding)
            except UnicodeDecodeError as error:
                message = (
                    f"{name}: starts as {encoding} but is broken at byte {error.start + len(mark)}; save it as UTF-8"
                )
                raise IntakeError(message) from error
    return None


def _from_declaration(data: bytes) -> Decoded | None:
    found = _DECLARED.search(data, 0, _HEAD)
    if found is None or not _TEXT_CODE.match(found[1].decode("ascii")):
        return None
    try:
        encoding = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    encoding = _WIDER.get(encoding, encoding)
    if encoding.startswith(("utf-16", "utf-32")):
        return None  # the declaration itself was readable as ASCII, so this cannot be true
    if encoding.startswith("cp125") and (valid := _from_utf8(data)) is not None:
        return (
            valid  # pages saved anew keep their old declaration; accented letters are hardly ever valid UTF-8 by chance
        )
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _from_utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _from_zeros(data: bytes) -> Decoded | None:
    """Read UTF-16 that lacks its mark: in English text every other byte is zero."""
    sample = data[:_HEAD]
    half = len(sample) // 2
    for encoding, zeros, letters in (
        ("utf-16-le", sample[1::2], sample[::2]),
        ("utf-16-be", sample[::2], sample[1::2]),
    ):
        if zeros.count(0) > 0.9 * half and letters.count(0) == 0:
            try:
                return Decoded(data.decode(encoding), encoding)
            except UnicodeDecodeError:
                return None
    return None


def _guess(data: bytes, name: str) -> Decoded:
    sample = data[: 64 * _HEAD]
    if len(sample.translate(None, _ASCII)) <= _MOSTLY_ASCII * len(sample):
        western = [Decoded(data.decode(code, "replace"), code, guessed=True) for code in _GUESSES]
        best = min(western, key=lambda reading: _oddness(reading.text))
        if "\ufffd" not in best.text:
            return best
    match = from_bytes(data).best()
    if match is None:
        message = f"{name}: its bytes are in no known character code; save it as UTF-8"
        raise IntakeError(message)
    return Decoded(str(match), match.encoding, guessed=True)


_ODD = re.compile(
    "\ufffd"
    "|[ðþÐÞýÝ]"  # Icelandic letters stand for Turkish ones read in the wrong code
    "|(?<=[a-z])[À-ÖØ-Þ]"  # a capital inside a word
    "|(?<=[^\\W\\d_])[¡-¬®-¿€‚ƒ„†‡ˆ‰‹•˜™›](?=[^\\W\\d_])|(?<!\\S)[³£¹Ÿ¿¡](?=[^\\W\\d_])"  # a sign in a word
    "|(?<!\\w)[Á-ÖØ-ßâ-èê-ìî-òô-öø-ùû-ÿ](?!\\w)"  # an accented letter that is no word on its own
)


def _oddness(text: str) -> int:
    """Count what hardly ever stands in a text read in the right code."""
    return len(_ODD.findall(text))
