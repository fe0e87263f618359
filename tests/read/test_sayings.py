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
        pytest.param('"The bridge is safe," barked the engineer.', "The bridge is safe", "the engineer", id="a verb that is no verb of saying, inverted"),
        pytest.param('The engineer blamed the delay on "bad steel".', 'the delay on "bad steel', "The engineer", id="quoted words behind the object"),
        pytest.param('"No bridge" will be built this year, the mayor said.', 'No bridge" will be built this year', "the mayor", id="quoted words that open a sentence"),
        pytest.param('With the road flooded, "nobody crosses the bridge," she said.', 'With the road flooded, "nobody crosses the bridge', "she", id="words before a quotation that goes on"),
        pytest.param('The crowd chanted "open the bridge" and "open the road".', 'open the bridge" and "open the road', "The crowd", id="quotations joined by and"),
        pytest.param('The mayor, who had seen the bridge, said: "It is safe."', "It is safe", "The mayor, who had seen the bridge", id="an aside between speaker and verb"),
        pytest.param('The engineer said the work was "late" and that the town would pay.', 'the work was "late" and that the town would pay', "The engineer", id="a second that-clause"),
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
        pytest.param("The mayor praised the crew for its courage.", "the crew for its courage", "The mayor", id="what goes with an object"),
        pytest.param("The mayor said that the bridge was safe, adding that it would open in May.", "the bridge was safe", "The mayor", id="ends where the next report begins"),
        pytest.param("The mayor said that the bridge was safe, adding that it would open in May.", "it would open in May", "The mayor", id="a report that adds to another"),
        pytest.param("The mayor issued a statement saying that the bridge was safe.", "the bridge was safe", "a statement", id="a statement that says"),
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


# fmt: off
@pytest.mark.parametrize(
    ("text", "listener"),
    [
        pytest.param("The mayor told the engineer that the bridge was safe.", "engineer", id="object of tell"),
        pytest.param('"The bridge is safe," the mayor told the engineer.', "engineer", id="object of tell behind a quotation"),
        pytest.param("The mayor said to the engineer that the bridge was safe.", "engineer", id="said to"),
        pytest.param("In a letter to the engineer, the mayor wrote that the bridge was safe.", "engineer", id="in a letter to"),
        pytest.param("The mayor urged the engineer to close the bridge.", "engineer", id="object of urge"),
        pytest.param("The engineer was told by the mayor that the bridge was safe.", "engineer", id="subject of a passive"),
        pytest.param("The mayor said in May that the bridge was safe.", None, id="nobody"),
        pytest.param("The mayor told it to everybody on Monday that the bridge was safe.", "everybody", id="a thing that is told"),
    ],
)
def test_who_is_spoken_to(reader, text, listener):
    parsed = next(parse_documents([Document.from_text("Two towns, one river.\n\n" + text)], reader.pipeline))
    heads = [s.addressee_head for s in find_sayings(build_scene(parsed, reader.world)) if not s.inner]
    assert [None if head is None else parsed.tokens[head].text for head in heads] == [listener]
# fmt: on


@pytest.mark.shared
def test_the_scores_tell_perfect_from_empty(shared):
    from quotes_scores import ARCHIVE, read_articles, score

    articles = tuple(read_articles(shared / ARCHIVE))
    for spans, sources in score(articles, [article.attributions for article in articles]).values():
        assert min(spans.f1, sources.f1) > 0.99  # a few are marked twice or hold no letter
    for spans, _ in score(articles, [() for _ in articles]).values():
        assert spans.f1 == 0
