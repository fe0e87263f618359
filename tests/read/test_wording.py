"""Which phrases of the tables are tried at a word of a text."""

import pytest

from summitry.read.actors.wording import Wording
from summitry.read.parse import Sentence, Token


class _Text:
    """Words with the offsets that a text gives them, all of one sentence; the least that ``Wording`` asks of a text."""

    def __init__(self, text, words):
        self.tokens = []
        position = 0
        for i, word in enumerate(words):
            position = text.index(word, position)
            self.tokens.append(Token(i, position, position + len(word), word, word, "X", "X", "dep", i, ""))
            position += len(word)
        self.sentences = (Sentence(0, len(words), 0, 0),)
        self.sentence_of = (0,) * len(words)


STARTS = {"black": frozenset({5, 9}), "guinea": frozenset({6, 13})}


@pytest.mark.parametrize(
    ("text", "words", "lengths"),
    [
        pytest.param("Black Sea", ["Black", "Sea"], {5, 9}, id="a known first word tells the lengths"),
        pytest.param("Red Sea", ["Red", "Sea"], set(), id="an unknown first word begins no phrase"),
        pytest.param("Guinea-Bissau", ["Guinea", "-", "Bissau"], {6, 13}, id="a hyphen ends the first word"),
        pytest.param("Guinea's coast", ["Guinea", "'s", "coast"], {6, 13}, id="an apostrophe ends the first word"),
        pytest.param("The Hague", ["The", "Hague"], None, id="tables may leave an article out"),
        pytest.param("Black2 hole", ["Black", "2", "hole"], None, id="a word glued on may belong to the first"),
    ],
)
def test_lengths_of_phrases_by_their_first_word(text, words, lengths):
    found = Wording(_Text(text, words)).lengths(0, STARTS)

    assert found == (None if lengths is None else frozenset(lengths))


@pytest.mark.parametrize(
    ("lengths", "found"),
    [
        pytest.param(None, (2, "black sea"), id="the longest phrase where nothing is known"),
        pytest.param(frozenset({5, 9}), (2, "black sea"), id="the longest phrase of a known length"),
        pytest.param(frozenset({5}), (1, "black"), id="no phrase of another length"),
        pytest.param(frozenset(), None, id="none where no phrase begins"),
    ],
)
def test_the_longest_phrase_of_a_length(lengths, found):
    wording = Wording(_Text("Black Sea fleet", ["Black", "Sea", "fleet"]))
    known = {"black", "black sea"}

    assert wording.longest(0, lambda phrase: phrase if phrase in known else None, lengths=lengths) == found
