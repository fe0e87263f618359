"""A web page as plain text with what its markup says about it.

The main text is found by trafilatura; paragraphs, headings, list items and table rows stay apart. Scripts, styles and
text that a browser does not show are gone before it looks.
"""

import json
import re
from collections.abc import Iterator
from configparser import ConfigParser
from typing import Any

import trafilatura
from lxml import etree, html
from trafilatura.settings import Document as Extracted
from trafilatura.settings import use_config

from summitry.read.intake.source import Source

_UNSEEN = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "audio",
        "video",
        "form",
        "button",
        "input",
        "select",
        "textarea",
        "dialog",
    }
)
_FURNITURE = frozenset({"nav", "footer", "aside", "menu"})
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)
_LOOSE = frozenset({"article", "blockquote", "body", "center", "div", "main", "section", "td"})
"""Elements in which text without a paragraph of its own is put into one: trafilatura drops such text now and then."""
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_BLANKS = re.compile(r"[ \t\r\n\f]+")

_DATE_NAMES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "article.published",
    "parsely-pub-date",
    "sailthru.date",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "citation_publication_date",
    "citation_date",
    "publication_date",
    "publish-date",
    "publishdate",
    "publish_date",
    "pubdate",
    "published",
    "published_time",
    "date",
    "dcterms.created",
    "datecreated",
)
_PUBLISHER_NAMES = (
    "og:site_name",
    "publisher",
    "dcterms.publisher",
    "dc.publisher",
    "application-name",
    "citation_publisher",
)
_URL_NAMES = ("og:url",)


def read_page(page: str) -> Source:
    r"""Return the main text of a web page, and its title, outlet, date, language and address if the markup tells.

    >>> read_page("<h1>Talks</h1><p>Abe met Putin.</p><p hidden>Buy now</p><p>They agreed to meet again.</p>").text
    'Abe met Putin.\n\nThey agreed to meet again.'

    Args:
        page: the decoded page.

    Returns:
        The text and its metadata; the text is empty if the page shows none.
    """
    tree = _parse(page)
    if tree is None:
        return Source("")
    facts = _read_metadata(tree)
    language = (tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip() or None
    _remove_unseen(tree)
    _wrap_loose_text(tree)
    headline = next((heading.text_content() for heading in tree.iter("h1")), None)
    found = trafilatura.bare_extraction(
        etree.tostring(tree, encoding="unicode", method="html"),
        with_metadata=True,
        include_comments=False,
        favor_recall=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
        config=_configuration(),
    )
    main = found if isinstance(found, Extracted) else Extracted()
    notes: tuple[str, ...] = ()
    text = _write_blocks(main.body)
    if not text.strip():
        text = _write_blocks(_without_furniture(tree))
        if text.strip():
            notes = ("no main text was found in the page; everything that it shows was read",)
    return Source(
        text=text,
        title=_clean(main.title) or _clean(headline),
        publisher=_clean(facts.get("publisher") or main.sitename),
        published=facts.get("published") or main.date,
        url=facts.get("url") or main.url,
        language=language,
        notes=notes,
    )


def _parse(page: str) -> html.HtmlElement | None:
    page = _ILLEGAL.sub("", _XML_DECLARATION.sub("", page))
    try:
        return html.document_fromstring(page, parser=html.HTMLParser(remove_comments=True, remove_pis=True))
    except (etree.ParserError, etree.XMLSyntaxError):  # a page without an element
        return None


def _configuration() -> ConfigParser:
    """Let short pages keep their paragraphs: below its usual size limits trafilatura melts all text into one."""
    config: ConfigParser = use_config()
    for option in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE"):
        config.set("DEFAULT", option, "1")
    return config


def _clean(text: str | None) -> str | None:
    squeezed = " ".join(text.split()) if text else ""
    return squeezed or None


def _tag(element: etree._Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _remove_unseen(tree: html.HtmlElement) -> None:
    for element in list(tree.iter(etree.Element)):
        hidden = (
            _tag(element) in _UNSEEN
            or element.get("hidden") is not None
            or (element.get("aria-hidden") or "").lower() == "true"
            or _HIDING.search(element.get("style") or "")
        )
        if hidden and element.getparent() is not None and _tag(element) not in {"html", "body"}:
            element.drop_tree()


def _without_furniture(tree: html.HtmlElement) -> html.HtmlElement:
    for element in list(tree.iter(*_FURNITURE)):
        if element.getparent() is not None:
            element.drop_tree()
    return tree


def _wrap_loose_text(tree: html.HtmlElement) -> None:
    """Put text that stands beside blocks, or is parted by doubled line breaks, into paragraphs of its own."""
    for paragraph in list(tree.iter("p")):
        if len(paragraph.findall("br")) > 1:
            paragraph.tag = "div"
    for element in list(tree.iter(*_LOOSE)):
        children = list(element)
        if not any(_tag(child) in _BLOCKS or _tag(child) == "br" for child in children):
            continue
        run = etree.Element("p")
        run.text, element.text = element.text, None
        element.insert(0, run)
        after_break = False
        for child in children:
            tag = _tag(child)
            if tag in _BLOCKS or (tag == "br" and after_break):
                _drop_empty(run)
                run = etree.Element("p")
                run.text, child.tail = child.tail, None
                child.addnext(run)
                if tag == "br":
                    element.remove(child)
                after_break = False
            else:
                run.append(child)
                after_break = tag == "br" and not (child.tail or "").strip()
        _drop_empty(run)


def _drop_empty(run: etree._Element) -> None:
    parent = run.getparent()
    if parent is not None and not "".join(run.itertext()).strip():
        parent.remove(run)


def _read_metadata(tree: html.HtmlElement) -> dict[str, str]:
    """Read the meta elements, linked data and time elements; trafilatura keeps of a date only the day."""
    named: dict[str, str] = {}
    for element in tree.iter("meta"):
        value = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            if value and element.get(attribute):
                named.setdefault(element.get(attribute).strip().lower(), value)
    for element in tree.xpath("//*[@itemprop='datePublished']"):
        value = (element.get("datetime") or element.get("content") or element.text_content()).strip()
        if value:
            named.setdefault("datepublished", value)
    for key, value in _linked_data(tree):
        named.setdefault(key, value)
    for element in tree.xpath("//time[@datetime]"):
        named.setdefault("date", element.get("datetime").strip())
        break
    facts = {}
    for fact, names in (("published", _DATE_NAMES), ("publisher", _PUBLISHER_NAMES), ("url", _URL_NAMES)):
        value = next((named[name] for name in names if named.get(name)), None)
        if value:
            facts[fact] = value
    canonical = tree.xpath("//link[@rel='canonical']/@href")
    if canonical and "url" not in facts:
        facts["url"] = str(canonical[0]).strip()
    return facts


def _linked_data(tree: html.HtmlElement) -> Iterator[tuple[str, str]]:
    for script in tree.xpath("//script[@type='application/ld+json']"):
        try:
            data: Any = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        items = data if isinstance(data, list) else data.get("@graph", [data]) if isinstance(data, dict) else []
        for item in items if isinstance(items, list) else []:
            if not isinstance(item, dict):
                continue
            if isinstance(item.get("datePublished"), str):
                yield "datepublished", item["datePublished"].strip()
            publisher = item.get("publisher")
            if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
                yield "publisher", publisher["name"].strip()


def _write_blocks(body: etree._Element) -> str:
    """Write trafilatura's or HTML's blocks: paragraphs parted by blank lines, items and rows line by line."""
    writer = _Writer()
    writer.write_inside(body, "p")
    writer.close("p")
    return writer.text()


class _Writer:
    """Walks a tree and gathers its blocks; a block is a paragraph (``p``), a list item or a table row."""

    def __init__(self) -> None:
        self._pieces: list[tuple[str, str]] = []
        self._current: list[str] = []

    def text(self) -> str:
        parts: list[str] = []
        for position, (kind, text) in enumerate(self._pieces):
            if position:
                parts.append("\n" if kind != "p" and self._pieces[position - 1][0] == kind else "\n\n")
            parts.append(text)
        return "".join(parts)

    def close(self, kind: str) -> None:
        """End the block that is being gathered."""
        lines = [line.strip(" \t") for line in "".join(self._current).split("\n")]
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(" \t\n")
        self._current.clear()
        if text:
            self._pieces.append((kind, text))

    def write_inside(self, element: etree._Element, kind: str) -> None:
        """Gather what an element holds."""
        self._add(element.text)
        for child in element:
            self._write(child, kind)
            self._add(child.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self._current.append(_BLANKS.sub(" ", text))

    def _write(self, element: etree._Element, kind: str) -> None:
        tag = _tag(element)
        if tag in {"lb", "br"}:
            self._current.append("\n")
        elif tag in {"item", "li"}:
            self.close(kind)
            self._current.append(_marker(element))
            self.write_inside(element, "item")
            self.close("item")
        elif tag in {"row", "tr"}:
            self.close(kind)
            cells = [" ".join("".join(cell.itertext()).split()) for cell in element]
            self._current.append(" | ".join(cell for cell in cells if cell))
            self.close("row")
        elif tag in _BLOCKS or tag in {"head", "quote", "list", "code"}:
            self.close(kind)
            self.write_inside(element, kind)
            self.close(kind)
        elif tag and tag not in {"graphic", "title", "meta", "link"}:
            self.write_inside(element, kind)


def _marker(item: etree._Element) -> str:
    parent = item.getparent()
    if parent is None or (_tag(parent) != "ol" and parent.get("rend") != "ol"):
        return "- "
    return f"{1 + sum(1 for sibling in item.itersiblings(preceding=True) if _tag(sibling) == _tag(item))}. "
