"""Joint texts: who speaks as "we", and lists of deeds under a binding lead ("the two sides commit to:")."""

from collections.abc import Iterator

from summitry.read.commitments.acts import Act, classify_verb, full_lemma, lemma_of, words_of
from summitry.read.commitments.cues import LEAD_WORDS, Undertaking
from summitry.read.layout import BlockKind
from summitry.read.parse import Parsed, Sentence
from summitry.read.scene import Scene
from summitry.records import ActorKind, Strength

SIDES = 2
_BODIES = frozenset({ActorKind.ORGANIZATION, ActorKind.BLOC})
_NO_STATE = frozenset({"---", "IGO", "NGO", "UNO"})


def signatories(scene: Scene) -> tuple[str, ...]:
    """Return who speaks in a joint text: the states and bodies in its title, else states first named together.

    Args:
        scene: a document whose title makes it a joint text.

    Returns:
        Ids of states, unions and bodies such as the G7, in the order in which the text first names them.
    """
    titled = titled_sides(scene)
    states = [side for side in titled if "/" not in side]
    if len(states) >= SIDES:
        return titled
    opening: dict[int, dict[str, None]] = {}
    for mention in scene.cast.mentions:
        found = dict.fromkeys(c for a in mention.actors if (c := scene.cast.country(a)) not in _NO_STATE)
        opening.setdefault(scene.parsed.sentence_of[mention.first], {}).update(found)
    together = next((sides for _, sides in sorted(opening.items()) if len(sides) >= SIDES), {})
    if len(titled) > len(states) and len(together) <= SIDES:
        return titled  # the first two that a text of many names are more often its matter: "the war of X on Y"
    return tuple(dict.fromkeys(states) | together)


def titled_sides(scene: Scene) -> tuple[str, ...]:
    """Return the states and bodies that the title names, in the order in which the text first does.

    A name inside a longer one ("Korea" in "the Republic of Korea") stands for nobody of its own.
    """
    parsed = scene.parsed
    title = _plain(scene.document.title or "")
    readings: dict[str, dict[tuple[str, ...], int]] = {}
    for mention in scene.cast.mentions:
        words = _plain(parsed.text(parsed.span(mention.first, mention.last)))
        sides = tuple(dict.fromkeys(side for a in mention.actors if (side := _side(scene, a)) is not None))
        if sides and words.strip() and words in title:
            counts = readings.setdefault(words, {})
            counts[sides] = counts.get(sides, 0) + 1
    found: dict[str, None] = {}
    for words, counts in readings.items():
        longer = [other for other in readings if other != words and words in other and other in title]
        if not longer or title.count(words.strip()) > sum(title.count(other.strip()) for other in longer):
            found.update(dict.fromkeys(max(counts.items(), key=lambda pair: pair[1])[0]))
    return tuple(found)


def _side(scene: Scene, actor_id: str) -> str | None:
    """Return the state for which an actor stands, or a body of several states by its own id; else None."""
    country = scene.cast.country(actor_id)
    if country not in _NO_STATE:
        return country
    actor = scene.cast.get(actor_id)
    known = actor is not None and actor.kind in _BODIES and scene.world.entity(actor_id) is not None
    return actor_id if known and country in {"IGO", "UNO"} else None


def _plain(text: str) -> str:
    """Return the words of a text between single blanks; full stops of abbreviations are left out."""
    signs = (sign if sign.isalnum() else "" if sign == "." else " " for sign in text)
    return f" {' '.join(''.join(signs).split())} "


def says_we(parsed: Parsed, i: int) -> bool:
    """Tell whether a word is "we", or people of ours ("our ministers")."""
    token = parsed.tokens[i]
    ours = any(parsed.tokens[c].text.lower() == "our" for c in parsed.dependents(i, "nmod:poss"))
    people = words_of("subjects", "people") | words_of("subjects", "joint")
    return token.text.lower() == "we" or (ours and bool({token.lemma.lower(), token.text.lower()} & people))


def speaks_for_itself(parsed: Parsed, i: int) -> bool:
    """Tell a subject that in a joint text can bind itself: we, a name or an abbreviation, members, participants."""
    token = parsed.tokens[i]
    named = token.pos == "PROPN" or (token.text.isupper() and len(token.text) > 1)
    return says_we(parsed, i) or named or token.lemma.lower() in words_of("subjects", "joint")


def find_listed(scene: Scene) -> Iterator[Undertaking]:
    """Read the items of a list whose lead binds: "The sides commit to:" and below it "opening ...", "Launch a ...".

    Args:
        scene: the document.

    Yields:
        One undertaking an item that opens with a verb.
    """
    parsed = scene.parsed
    for sentence in parsed.sentences:
        block = parsed.blocks[sentence.block]
        first = sentence.first
        if block.kind is not BlockKind.ITEM or (
            first and parsed.sentences[parsed.sentence_of[first - 1]].block == sentence.block
        ):
            continue
        strength = _lead_strength(scene, sentence)
        head = _opening_verb(parsed, sentence)
        if strength is None or head is None:
            continue
        action = classify_verb(scene, head, explicit=True)
        if action is None:
            continue
        span = parsed.span(
            first, sentence.last - 1 if parsed.tokens[sentence.last - 1].pos == "PUNCT" else sentence.last
        )
        clause = scene.clause_at(head)
        own = clause if clause is not None and clause.head == head else None
        yield Undertaking("listed", strength, Act(head, action, own, span), (), (), None, span)


def _opening_verb(parsed: Parsed, sentence: Sentence) -> int | None:
    """Return the bare verb or the gerund with which an item opens, behind an adverb at most."""
    for i in range(sentence.first, min(sentence.first + 2, sentence.last)):
        token = parsed.tokens[i]
        if token.tag in {"VB", "VBG", "VBP"} and token.pos in {"VERB", "AUX"}:
            return i if not parsed.dependents(i, "nsubj") else None
        if token.pos != "ADV":
            return i if token.lemma.lower() in words_of("acts", "opening") else None
    return None


def _lead_strength(scene: Scene, sentence: Sentence) -> Strength | None:
    """Return how firmly the lead of a list binds, or None where it does not."""
    parsed = scene.parsed
    number = sentence.block
    while number > 0 and parsed.blocks[number].kind is BlockKind.ITEM:
        number -= 1
    block = parsed.blocks[number]
    if not parsed.text(block.content).rstrip(" *_").endswith(":"):
        return None
    tokens = parsed.tokens_in(block.content)[-LEAD_WORDS:]
    lemmas = {lemma_of(parsed, t.i) for t in tokens} | {full_lemma(parsed, t.i) for t in tokens if t.pos == "VERB"}
    if lemmas & words_of("cues", "undo"):
        return None
    if lemmas & (words_of("cues", "agree") | {"commit"}):
        return Strength.AGREED
    if lemmas & words_of("cues", "lead_pledge"):
        return Strength.PLEDGED
    if lemmas & words_of("cues", "lead_plan") or {"will", "shall"} & lemmas:
        return Strength.PLANNED
    return None
