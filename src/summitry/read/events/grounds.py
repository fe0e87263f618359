"""Who is named in a sentence, and why the words mean them: the rows of the tables that bear it out."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from summitry.knowledge.entries import fold
from summitry.knowledge.explain import Answer, explain
from summitry.knowledge.ontologies import CustomOntology
from summitry.read.actors.mentions import Mention, MentionKind
from summitry.read.events.explanation import Ground, Party
from summitry.read.parse import Sentence
from summitry.read.scene import Scene

MOST = 2
"""Rows shown for each mention."""
LONGEST = 160
"""Characters shown of a row."""
_BACK = {
    MentionKind.PRONOUN: "a pronoun: whoever was named before it and fits in number, sex and part",
    MentionKind.PLURAL: "several at once: those named before whom the noun can mean",
    MentionKind.NOMINAL: "a noun that refers by what stands around it, or to whoever was named before",
    MentionKind.TITLE: "a title: its holder on the document's day, or whoever was named with it before",
}


def find_parties(
    scene: Scene, sentence: Sentence, layers: tuple[Path, ...], ontology: CustomOntology | None
) -> tuple[Party, ...]:
    """Return who is named in a sentence, in order of the text.

    Args:
        scene: the parsed document.
        sentence: one of its sentences.
        layers: folders of the user's layers of the world.
        ontology: whose actors were added, or None.
    """
    own = {} if ontology is None else {fold(row.alias): (row, ontology.folder) for row in ontology.actors}
    found = []
    for mention in scene.cast.mentions:
        if not sentence.first <= mention.head < sentence.last:
            continue
        words = scene.parsed.text(scene.parsed.span(mention.first, mention.last))
        actors = tuple((a, _name(scene, a)) for a in mention.actors)
        number = mention.head - sentence.first + 1
        row = own.get(fold(words).removeprefix("the "))
        if row is not None:
            file, _, line = row[0].origin.rpartition(":")
            ground = Ground(str(row[1] / file), int(line), f"{row[0].alias} means {row[0].target or row[0].sector}")
            found.append(Party(number, words, str(mention.kind), actors, "a row of the user's own", (ground,)))
            continue
        reason, grounds = _why(mention, words, scene.anchor, layers)
        found.append(Party(number, words, str(mention.kind), actors, reason, grounds))
    return tuple(found)


def _name(scene: Scene, actor: str) -> str:
    known = scene.cast.get(actor)
    return known.name if known is not None else actor


def _why(mention: Mention, words: str, on: date | None, layers: tuple[Path, ...]) -> tuple[str, tuple[Ground, ...]]:
    if not mention.actors:
        return "nobody whom the tables or the text know", ()
    if mention.kind not in {MentionKind.PRONOUN, MentionKind.PLURAL}:
        answer = explain(words, on, layers)
        known = answer.resolution
        if known is not None and ({known.id, known.country} & set(mention.actors)):
            return known.reason, tuple(_grounds(answer))
        meant = [one for one in answer.candidates if one.id in mention.actors]
        if meant:
            return f"{meant[0].reason}; the words around decide", tuple(_grounds(answer))
    if mention.kind in _BACK:
        return _BACK[mention.kind], ()
    return "the words around it tell: no row of the tables has just these words", ()


def _grounds(answer: Answer) -> Iterator[Ground]:
    for row in answer.evidence[:MOST]:
        words = row.words if len(row.words) <= LONGEST else f"{row.words[: LONGEST - 4]} ..."
        yield Ground(row.file, row.line, words)
