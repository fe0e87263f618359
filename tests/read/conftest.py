"""What the tests of reading share: the cast of a text."""

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
