"""What one given party does to another, by the classifier of acts: for pairs that somebody else has found.

Only what the text calls the two is needed; no table has to know them.
"""

import re
from collections.abc import Iterable

from summitry.errors import RecordError
from summitry.read.events.lexicon import Lexicon
from summitry.read.events.model import ActModel
from summitry.read.events.traits import Traits
from summitry.read.scene import Scene
from summitry.records import Event, EventType, Span

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
LONGEST = 12
"""Of a mention so many words at most are looked for in parts."""
_SMALL = frozenset({"the", "a", "an", "of", "for", "and", "in", "to", "its", "his", "her", "their", "mr", "mrs", "ms"})
"""Words of a mention that alone find nobody."""


def classify_pair(
    scene: Scene, lexicon: Lexicon, model: ActModel, events: Iterable[Event], *, actor: str, recipient: str
) -> tuple[tuple[EventType, float], ...]:
    """Return what an actor does to a recipient, given that it does something.

    Args:
        scene: the text.
        lexicon: the words that tell of acts.
        model: the classifier.
        events: what the coder of events has found in the text.
        actor: who acts, in the words of the text.
        recipient: to whom it is done.

    Returns:
        All PLOVER types with their probabilities, which sum to 1, the likeliest first. Where the text holds only one
        of the two, because the other is implied, the answer rests on that one.

    Raises:
        RecordError: the text holds neither.
    """
    ones, others = find_mentions(scene, actor), find_mentions(scene, recipient)
    if not ones and not others:
        message = f"the text mentions neither {actor!r} nor {recipient!r}; give the words by which it names them"
        raise RecordError(message)
    pair = nearest(scene, ones, others) if ones and others else ((*ones, *others)[0],)
    doing, suffering = (pair[:1] if ones else ()), (pair[-1:] if others else ())
    return model.rank(Traits(scene, lexicon).of_pair(doing, suffering, events))


def find_mentions(scene: Scene, name: str) -> tuple[int, ...]:
    """Return the head words of all places where a text holds a mention.

    The whole mention is looked for with its capitals, then without; where it stands nowhere, the longest part of it
    that does; () where no part of it does.
    """
    text = scene.document.text
    for wanted in _parts(name):
        for flags in (re.NOFLAG, re.IGNORECASE):
            words = r"\s+".join(map(re.escape, wanted.split()))
            pattern = rf"(?<!\w){words}(?!\w)"
            heads = [_head(scene, Span(*found.span())) for found in re.finditer(pattern, text, flags)]
            told = tuple(dict.fromkeys(head for head in heads if head is not None))
            if told:
                return told
    return ()


def _parts(name: str) -> Iterable[str]:
    """Yield a mention, then the runs of its words from the longest to single words, articles and the like left out."""
    name = name.strip()
    if name:
        yield name
    words = _WORD.findall(name)[:LONGEST]
    runs = [words[i:j] for i in range(len(words)) for j in range(i + 1, len(words) + 1)]
    told = [" ".join(run) for run in runs if not all(word.lower() in _SMALL for word in run)]
    yield from sorted(dict.fromkeys(told), key=lambda run: -len(run))


def _head(scene: Scene, span: Span) -> int | None:
    """Return the word of a span on which its others hang."""
    words = scene.parsed.tokens_in(span)
    inside = {word.i for word in words}
    tops = [word for word in words if word.head not in inside or word.head == word.i]
    named = [word for word in tops if word.pos in {"PROPN", "NOUN", "PRON", "ADJ"}]
    return next((word.i for word in (*named, *tops)), None)


def nearest(scene: Scene, ones: Iterable[int], others: Iterable[int]) -> tuple[int, int]:
    """Return the two mentions that stand nearest together: in one sentence if any do, and not in one word."""
    sentence = scene.parsed.sentence_of
    pairs = [(one, other) for one in ones for other in others]
    return min(
        pairs, key=lambda pair: (pair[0] == pair[1], sentence[pair[0]] != sentence[pair[1]], abs(pair[0] - pair[1]))
    )
