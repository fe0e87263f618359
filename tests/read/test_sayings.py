"""Reports of what somebody says, thinks or wants, whoever it is."""

import pytest

from summitry.read.parse import parse_documents
from summitry.read.scene import build_scene
from summitry.read.statements import find_sayings
from summitry.records import Document

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def sayings(reader):
    def find(text):
        parsed = next(parse_documents([Document.from_text("Two towns, one river.\n\n" + text)], reader.pipeline))
        return [
            (" … ".join(parsed.text(span) for span in s.content), parsed.text(s.source) if s.source else None, s.quoted)
            for s in find_sayings(build_scene(parsed, reader.world))
            if not s.inner
        ]

    return find


# fmt: off
@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        pytest.param('"The bridge is safe," the engineer said.', "The bridge is safe", "the engineer", id="cue after the quotation"),
        pytest.param('"The bridge is safe," said the engineer.', "The bridge is safe", "the engineer", id="inverted cue"),
        pytest.param('The mayor said: "The bridge is safe."', "The bridge is safe", "The mayor", id="cue before the quotation"),
        pytest.param('"The bridge," she said, "will open in May."', "The bridge … will open in May", "she", id="cue inside the quotation"),
        pytest.param('"The bridge is safe," he said. "It will open in May."', "The bridge is safe … It will open in May", "he", id="next sentence"),
        pytest.param("“The bridge is safe,” he said.\n\n“It will open in May.”", "The bridge is safe … It will open in May", "he", id="next paragraph without an attribution"),
        pytest.param('She went on:\n\n"The bridge is safe. It will open in May."', "The bridge is safe. It will open in May", "She", id="paragraph announced by a colon"),
        pytest.param("“We asked. We waited.\n\n“Nobody came,” the baker told the paper.", "We asked. We waited … Nobody came", "the baker", id="mark repeated in each paragraph"),
        pytest.param("“The bridge is the best thing that ever came to this town.” ― Oskar Brandt", "The bridge is the best thing that ever came to this town", "Oskar Brandt", id="signature after a dash"),
        pytest.param('"Is it safe?" the baker asked.', "Is it safe", "the baker", id="question mark before the attribution"),
        pytest.param('According to the engineer, "the bridge is safe."', "the bridge is safe", "the engineer", id="according to with a quotation"),
        pytest.param('The mayor called the bridge "a toy".', 'the bridge "a toy', "The mayor", id="quoted predicate"),
        pytest.param('The mayor said that the bridge was "a toy" of the province.', 'the bridge was "a toy" of the province', "The mayor", id="quoted words in a clause"),
    ],
)
def test_quoted(sayings, text, content, source):
    assert (content, source, True) in sayings(text)


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        pytest.param("A senior official said that the bridge would open in May.", "the bridge would open in May", "A senior official", id="that-clause of somebody unnamed"),
        pytest.param("The report says the bridge will open in May.", "the bridge will open in May", "The report", id="clause without that"),
        pytest.param("They asked whether the bridge was safe.", "whether the bridge was safe", "They", id="question"),
        pytest.param("According to the engineer, the bridge is safe.", "the bridge is safe", "the engineer", id="according to, in front"),
        pytest.param("The bridge is safe, according to the engineer.", "The bridge is safe", "the engineer", id="according to, behind"),
        pytest.param("The bridge, he said, would open in May.", "The bridge … would open in May", "he", id="aside in the middle"),
        pytest.param("The bridge would open in May, the mayor said on Monday.", "The bridge would open in May", "the mayor", id="aside at the end"),
        pytest.param("The town promised to open the bridge in May.", "to open the bridge in May", "The town", id="promise"),
        pytest.param("The baker's claim that the bridge was closed surprised them.", "the bridge was closed", "The baker", id="noun with its owner"),
        pytest.param("The engineer and the mayor said that the bridge was safe.", "the bridge was safe", "The engineer and the mayor", id="two who speak"),
        pytest.param("The province rejected the second bridge.", "the second bridge", "The province", id="what is refused"),
    ],
)
def test_unquoted(sayings, text, content, source):
    assert (content, source, False) in sayings(text)
# fmt: on


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The engineer crossed the bridge in May.", id="an act"),
        pytest.param('They built the so-called "Bread Bridge" in 1911.', id="a name in quotation marks"),
    ],
)
def test_nothing_is_reported(sayings, text):
    assert sayings(text) == []


def test_a_report_inside_a_report_is_marked(reader):
    text = "Two towns, one river.\n\nThe mayor said that the baker thinks that the bridge is closed."
    parsed = next(parse_documents([Document.from_text(text)], reader.pipeline))
    found = find_sayings(build_scene(parsed, reader.world))
    assert [(parsed.tokens[s.cue].text, s.inner) for s in found] == [("said", False), ("thinks", True)]


@pytest.mark.shared
def test_the_scores_tell_perfect_from_empty(shared):
    from quotes_scores import ARCHIVE, read_articles, score

    articles = tuple(read_articles(shared / ARCHIVE))
    for spans, sources in score(articles, [article.attributions for article in articles]).values():
        assert min(spans.f1, sources.f1) > 0.99  # a few are marked twice or hold no letter
    for spans, _ in score(articles, [() for _ in articles]).values():
        assert spans.f1 == 0
