"""What stands between quotation marks."""

import pytest
import spacy

from summitry.read.parse import parse_documents
from summitry.read.quotes import find_quotes
from summitry.records import Document


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
    ],
)
def test_quotes(text, expected, blank):
    assert quotes(text, blank) == expected
