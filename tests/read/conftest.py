"""What the tests of reading share: the cast of a text, and whom words of it mean."""

import pytest


@pytest.fixture(scope="module")
def cast(reader):
    from summitry.knowledge.world import open_world
    from summitry.read.actors import find_actors
    from summitry.read.parse import parse_documents
    from summitry.records import Document

    def find(text, published="2019-05-08", title=None):
        document = Document.from_text(text, published=published, title=title)
        parsed = next(parse_documents([document], reader.pipeline))
        return find_actors(parsed, open_world()), parsed

    return find


@pytest.fixture(scope="session")
def who():
    def find(cast, parsed, words):
        """Return the actors of the mention that reads like this."""
        for mention in cast.mentions:
            if parsed.text(parsed.span(mention.first, mention.last)) == words:
                return mention.actors
        return None

    return find
