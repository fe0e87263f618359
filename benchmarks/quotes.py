"""Reported speech beside a regular expression and textacy's direct quotations, on attributions in political news.

python benchmarks/quotes.py

All are scored alike (tests/quotes_scores.py): direct and mixed speech at 0.8 and at half of the content shared,
indirect speech at half of it, each alone and with the right source. The regular expression takes each quotation of
three words or more as speech and the nearest "X said" as its source; textacy reads our pipeline's trees. What is
missing (textacy, the shared measuring material) is named and left out.
"""

import re
import sys
import time
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from summitry.records import Span

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from quotes_scores import ARCHIVE, Article, Attribution, Finder, find_ours, read_articles, score  # noqa: E402  # beside the tests

HALF = {"direct and mixed": 0.5, "indirect": 0.5}
_QUOTATION = re.compile("[“\"]((?:[^\\s“”\"]+\\s+){2,}[^“”\"]+)[”\"]|''((?:[^\\s']+\\s+){2,}.+?)''")
_SAID = r"(?:said|says|told|added|wrote|asked|continued|noted|argued)"
_NAME = r"(?:[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4}|[Hh]e|[Ss]he|[Tt]hey)"
_SOURCE = re.compile(rf"{_SAID} ({_NAME})|({_NAME}) {_SAID}")
REACH = 150
"""Characters round a quotation in which the regular expression looks for its source."""


def find_by_expression(articles: Iterable[Article]) -> Iterator[tuple[Attribution, ...]]:
    """Find quotations and their sources with regular expressions alone."""
    for article in articles:
        found = []
        for quotation in _QUOTATION.finditer(article.text):
            low, high = max(0, quotation.start() - REACH), quotation.end() + REACH
            near = [*_SOURCE.finditer(article.text, quotation.end(), high)][:1]
            near += [*_SOURCE.finditer(article.text, low, quotation.start())][-1:]
            source = next((Span(*m.span(1 if m[1] else 2)) for m in near), None)
            group = 1 if quotation[1] else 2
            found.append(Attribution((Span(*quotation.span(group)),), (source,) if source else ()))
        yield tuple(found)


def find_by_textacy(articles: Iterable[Article]) -> Iterator[tuple[Attribution, ...]]:
    """Find direct quotations with textacy, which refuses a text with an odd number of quotation marks."""
    from textacy.extract import direct_quotations  # noqa: PLC0415  # an extra that may be missing

    from summitry.knowledge.world import open_world  # noqa: PLC0415  # heavy
    from summitry.read.language import load_pipeline  # noqa: PLC0415  # heavy

    pipeline = load_pipeline("en", gazetteer=open_world().gazetteer())
    for article in articles:
        found = []
        position = 0
        for paragraph in article.text.split("\n"):
            doc = pipeline(paragraph.replace("''", '" '))
            try:
                quotations = list(direct_quotations(doc))
            except ValueError:
                quotations = []
            for quotation in quotations:
                words = list(quotation.speaker)
                content = Span(position + quotation.content.start_char, position + quotation.content.end_char)
                source = Span(position + words[0].idx, position + words[-1].idx + len(words[-1])) if words else None
                found.append(Attribution((content,), (source,) if source else ()))
            position += len(paragraph) + 1
        yield tuple(found)


def main() -> None:
    """Measure and print."""
    from conftest import find_shared  # noqa: PLC0415  # beside the tests, on the path only here

    shared = find_shared()
    if shared is None:
        print("the shared material is missing (SUMMITRY_SHARED or ../shared): nothing to measure")
        return
    finders: dict[str, Finder] = {"summitry": find_ours, "regular expression": find_by_expression}
    if find_spec("textacy") is None:
        print("textacy is not installed (pip install 'summitry[benchmarks]'): it is left out")
    else:
        finders["textacy"] = find_by_textacy
    articles = tuple(read_articles(shared / ARCHIVE))
    heads = ("direct, mixed", "+ source", "half", "+ source", "indirect", "+ source", "s")
    widths = (16, 10, 8, 10, 10, 10, 8)
    print(f"{'F1':20}" + "".join(f"{head:>{width}}" for head, width in zip(heads, widths, strict=True)))
    for name, finder in finders.items():
        started = time.perf_counter()
        found = tuple(finder(articles))
        seconds = time.perf_counter() - started
        strict, half = score(articles, found), score(articles, found, HALF)
        counts = (*strict["direct and mixed"], *half["direct and mixed"], *strict["indirect"])
        figures = "".join(f"{count.f1:{width}.3f}" for count, width in zip(counts, widths, strict=False))
        print(f"{name:20}{figures}{seconds:8.1f}", flush=True)


if __name__ == "__main__":
    main()
