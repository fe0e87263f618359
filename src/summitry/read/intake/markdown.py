"""A Markdown file as plain text with what its YAML head says about it."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from summitry.read.intake.source import Source

_HEAD = re.compile(r"\A---[ \t]*\n(?P<head>.{0,65536}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_KEYS: Mapping[str, Sequence[str]] = {
    "title": ("title", "headline"),
    "published": ("published", "published_time", "published_at", "publication_date", "pubdate", "datetime", "date"),
    "publisher": ("publisher", "source", "outlet", "sitename", "site_name", "site", "agency", "author"),
    "url": ("url", "source_url", "link", "canonical_url"),
    "language": ("language", "lang"),
}
_MOST_BRACKETS = 200
"""A head has a handful; PyYAML takes time that grows with the square of their depth."""
_ADDRESS = re.compile(r"https?://\S+\Z")


def split_head(text: str) -> Source:
    r"""Part a YAML head from the text below it.

    >>> split_head("---\ntitle: Talks resume\ndate: 2014-02-19\n---\nAbe met Putin.\n").published
    '2014-02-19'

    Args:
        text: a text that may open with a head between lines of three dashes.

    Returns:
        The rest of the text with the facts of the head. A head that is no valid YAML stays in the text, with a note;
        dashes that hold no ``key: value`` lines are no head.
    """
    match = _HEAD.match(text)
    if match is None:
        return Source(text)
    try:
        head = _load(match["head"])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if not re.search(r"^\w[\w -]*:", match["head"], re.MULTILINE):
            return Source(text)
        mark = getattr(error, "problem_mark", None)
        where = f" (line {mark.line + 2})" if mark is not None else ""
        note = (
            f"the YAML head of the file cannot be read{where}, so it was kept as text; quote values that hold a colon"
        )
        return Source(text, notes=(note,))
    if not isinstance(head, dict) or not all(isinstance(key, str) for key in head):
        return Source(text)
    facts = {field: _first(head, keys) for field, keys in _KEYS.items()}
    publisher, url = facts["publisher"], facts["url"]
    if publisher and _ADDRESS.match(publisher):
        publisher, url = None, url or publisher
    return Source(text[match.end() :], facts["title"], publisher, facts["published"], url, facts["language"])


def _load(head: str) -> object:
    if sum(head.count(bracket) for bracket in "[{") > _MOST_BRACKETS:
        message = "too many brackets"
        raise ValueError(message)
    return yaml.safe_load(head)


def _first(head: Mapping[str, object], keys: Sequence[str]) -> str | None:
    """Return the first of the keys with a plain value, as text on one line."""
    lower = {key.lower().replace("-", "_"): value for key, value in head.items()}
    for key in keys:
        value = lower.get(key)
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
            return " ".join(str(value).split())
        if isinstance(value, dict) and isinstance(value.get("name"), str):
            return " ".join(value["name"].split())
    return None


def read_markdown(text: str) -> Source:
    r"""Return the words of a Markdown text without its marks, and the facts of its YAML head.

    Lines of one paragraph are joined, as Markdown has it; paragraphs are parted by a blank line; list items keep their
    dash or number.

    >>> read_markdown("# Talks\n\nAbe **met** [Putin](http://example.org)\nin Sochi.\n\n1. One\n2. Two").text
    'Talks\n\nAbe met Putin in Sochi.\n\n1. One\n2. Two\n'

    Args:
        text: a decoded Markdown file.

    Returns:
        The plain text and its metadata; the title is the head's, or else that of a heading of the first rank.
    """
    source = split_head(text)
    tokens = MarkdownIt("commonmark").enable("table").parse(source.text)
    blocks = _Blocks()
    for token in tokens:
        blocks.add(token)
    return Source(
        blocks.text(),
        source.title or blocks.title,
        source.publisher,
        source.published,
        source.url,
        source.language,
        source.notes,
    )


class _Blocks:
    """Collects the blocks of a parsed Markdown text."""

    def __init__(self) -> None:
        self.title: str | None = None
        self._pieces: list[tuple[str, str]] = []
        self._marker = ""
        self._items = 0
        self._heading = ""
        self._cells: list[str] | None = None

    def add(self, token: Token) -> None:
        """Take the next token of the parser."""
        if token.type == "list_item_open":
            self._items += 1
            self._marker = f"{token.info}{token.markup} " if token.info else "- "
        elif token.type == "list_item_close":
            self._items -= 1
        elif token.type == "heading_open":
            self._heading = token.tag
        elif token.type == "heading_close":
            self._heading = ""
        elif token.type == "tr_open":
            self._cells = []
        elif token.type == "tr_close":
            self._put("row", " | ".join(self._cells or ()))
            self._cells = None
        elif token.type == "inline":
            self._add_inline(token)
        elif token.type in {"code_block", "fence"}:
            self._put("p", token.content.strip("\n"))
        elif token.type == "html_block":
            self._put("p", _visible_text(token.content))

    def _add_inline(self, token: Token) -> None:
        text = _inline(token.children or ())
        if self._cells is not None:
            self._cells.append(text)
            return
        if self._heading == "h1" and self.title is None:
            self.title = " ".join(text.split()) or None
        self._put("item" if self._items else "p", text)

    def _put(self, kind: str, text: str) -> None:
        if text.strip():
            self._pieces.append((kind, self._marker + text.strip(" \t\n")))
            self._marker = ""

    def text(self) -> str:
        """Return all blocks as one text, or the empty text."""
        parts: list[str] = []
        for position, (kind, text) in enumerate(self._pieces):
            if position:
                parts.append("\n" if kind != "p" and self._pieces[position - 1][0] == kind else "\n\n")
            parts.append(text)
        return "".join(parts) + "\n" if parts else ""


def _inline(children: Sequence[Token]) -> str:
    words: list[str] = []
    for child in children:
        if child.type in {"text", "text_special", "code_inline"}:
            words.append(child.content)
        elif child.type == "softbreak":
            # a word broken at a line end stays broken: the parser joins it and keeps the offsets
            words.append("\n" if re.search(r"[a-z]-\Z", words[-1] if words else "") else " ")
        elif child.type == "hardbreak" or (child.type == "html_inline" and child.content.lower().startswith("<br")):
            words.append("\n")
    return "".join(words)


def _visible_text(fragment: str) -> str:
    text = re.sub(r"<!--.*?-->|<(script|style)\b.*?</\1\s*>", "", fragment, flags=re.DOTALL | re.IGNORECASE)
    return re.sub(r"[ \t]*<[^<>]*>[ \t]*", " ", text).strip()
