"""What stands between quotation marks."""

import time
from dataclasses import replace

import pytest
import spacy

from summitry.read.parse import parse_documents
from summitry.read.quotes import find_quotes
from summitry.records import Document, Span


@pytest.fixture(scope="module")
def blank():
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    return pipeline


def quotes(text, pipeline):
    parsed = next(parse_documents([Document.from_text(text)], pipeline))
    return [text[span.start : span.end] for span in find_quotes(parsed)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('She said, "We will go."', ["We will go."], id="straight marks"),
        pytest.param("She said, “We will go.”", ["We will go."], id="curly marks"),
        pytest.param("He called it „ein Anfang“ yesterday.", ["ein Anfang"], id="low and high marks"),
        pytest.param("Il a dit « oui » hier.", [" oui "], id="French marks"),
        pytest.param("The minister's aide and the president's envoy met.", [], id="apostrophes are no marks"),
        pytest.param("He spoke of a ‘fresh start’ for both.", ["fresh start"], id="single curly marks"),
        pytest.param('An open " mark that never closes.', [], id="a mark between blanks is no quotation"),
        pytest.param(
            '"First part.\n\n"Second part," he said.', ["First part.", "Second part,"], id="reopened paragraph"
        ),
        pytest.param('One "a b" and two "c d".', ["a b", "c d"], id="two quotations"),
        pytest.param("''We will go,'' she said.", ["We will go,"], id="doubled apostrophes"),
        pytest.param("``We will go,'' she said.", ["We will go,"], id="typesetter's marks"),
        pytest.param('She said, “We will go."', ["We will go."], id="curly mark closed by a straight one"),
        pytest.param("“He said ‘no’ and I said “why?” twice,” she told us.", ["He said ‘no’ and I said “why?” twice,"], id="quotation in a quotation"),
        pytest.param("She said: 「我们走。」", ["我们走。"], id="corner brackets"),
        pytest.param("He wrote ‹no› on it.", ["no"], id="single French marks"),
        pytest.param('She said, "We will go and nobody stops us.', ["We will go and nobody stops us."], id="unclosed after a comma"),
        pytest.param("“We will go. Nobody stops us.", ["We will go. Nobody stops us."], id="unclosed from the start"),
        pytest.param("The class of ‘98 met, the class of ‘99 did not.", [], id="a year is no quotation"),
        pytest.param('The bar is 6" wide.', [], id="inches are no quotation"),
    ],
)  # fmt: skip
def test_quotes(text, expected, blank):
    assert quotes(text, blank) == expected


@pytest.mark.parametrize("piece", ['"', "“", "”", "''", "'", "‘", "“”", ' "a', " “a", "「", "‘a’b ", '" a “'])
def test_a_text_of_marks_is_read_in_no_time(piece, blank):
    parsed = next(parse_documents([Document.from_text("x")], blank))
    long = Document.from_text("x " + piece * (64 * 1024 // len(piece)))
    block = replace(parsed.blocks[0], content=Span(0, len(long.text)), span=Span(0, len(long.text)))
    started = time.process_time()
    find_quotes(replace(parsed, document=long, blocks=(block,)))
    assert time.process_time() - started < 1
