"""Who speaks in a transcript: labels such as "MS. PSAKI" or "PRESIDENT OBAMA" as persons."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from summitry.knowledge.entries import fold, slug
from summitry.knowledge.tables import read_toml
from summitry.knowledge.world import Title, World
from summitry.read.actors.context import Context
from summitry.read.actors.names import capitalised
from summitry.read.actors.people import Person
from summitry.read.actors.states import LEXICON, words_of
from summitry.read.actors.wording import Wording
from summitry.read.layout import BlockKind
from summitry.records import Level, Office


def find_speakers(
    wording: Wording, world: World, persons: Sequence[Person], context: Context, on: date | None
) -> tuple[tuple[Person, ...], dict[int, str]]:
    """Find who speaks in each turn.

    Members of a parliament who only ask are persons as well, though they speak in no turn of an official.

    Returns:
        The persons with the speakers added or noted, and the number of each turn's block to its speaker's id.
    """
    people = list(persons)
    speakers: dict[int, str] = {}
    blocks = wording.parsed.blocks
    for number, block in enumerate(blocks):
        if block.kind not in {BlockKind.TURN, BlockKind.QUESTION} or block.label is None:
            continue
        text = wording.parsed.text(block.label)
        unnamed = _unnamed(world, context, text) if block.kind is BlockKind.TURN else None
        if unnamed is not None:
            speakers[number] = unnamed
            continue
        label = _read_label(world, context, text)
        if label is None or (block.kind is BlockKind.QUESTION and not label.public):
            continue
        person = _speaker(world, people, context, on, label)
        if block.label not in person.labels:
            person.labels.append(block.label)
        if block.kind is BlockKind.TURN:
            speakers[number] = person.id
    _add_given_name(wording, people, speakers)
    return tuple(people), speakers


@dataclass(frozen=True, slots=True)
class _Label:
    """What a speaker's label tells.

    Attributes:
        words: words of the name, honorifics left out.
        title: entry of the title before the name or outside brackets, or None.
        written: the title as written, or None.
        member: whether the speaker is addressed as a member of a parliament ("Hon. Oduor").
        female: by the honorific, or None.
    """

    words: tuple[str, ...]
    title: Title | None
    written: str | None
    member: bool
    female: bool | None

    @property
    def public(self) -> bool:
        """Whether the label itself gives the speaker a public office, as no label of a reporter does."""
        return self.member or (self.title is not None and self.title.office not in {Office.OTHER, Office.OFFICIAL})


def _read_label(world: World, context: Context, text: str) -> _Label | None:
    """Read a label: title and name, title with the name in brackets, a cut title ("AMB."), a name with an honorific."""
    outside = re.sub(r"\(.*?\)", " ", text).replace(":", " ").split()
    inside = [word for part in re.findall(r"\((.*?)\)", text) for word in part.split()]
    if world.place(" ".join(outside)) is not None:
        return None  # a heading such as "Gibraltar: Territorial Waters"
    while outside and fold(outside[0]) == "the":
        outside.pop(0)
    marks = {fold(word) for word in (*outside, *inside)}
    member = bool(marks & {"hon.", "hon"})
    female = bool(marks & words_of("names", "female")) or None
    outside = _without_honorifics(outside)
    whole = world.title(" ".join(outside), context.official) if outside else None
    if whole is None and len(outside) > 1 and inside and fold(inside[0]) in words_of("names", "honorifics"):
        whole = _last_title(world, outside)
    if whole is not None and inside:
        name = _without_honorifics(inside)
        return _Label(tuple(name), whole, " ".join(outside), member, female) if name else None
    title: Title | None = None
    written: str | None = None
    for size in range(len(outside) - 1, 0, -1):
        phrase = " ".join(outside[:size])
        title = world.title(_cut_titles().get(fold(phrase).rstrip("."), phrase), context.official)
        if title is not None:
            written, outside = _cut_titles().get(fold(phrase).rstrip("."), phrase), _without_honorifics(outside[size:])
            break
    if not outside or fold(outside[-1]) in words_of("names", "nobody"):
        return None
    if len(outside) == 1 and title is None and world.title(outside[0]) is not None:
        return None
    return _Label(tuple(outside), title, written, member and title is None, female)


def _unnamed(world: World, context: Context, text: str) -> str | None:
    """Return the state for which a turn speaks whose label is a mere title: "SPOKESPERSON:"."""
    words = [w for w in text.replace(":", " ").split() if fold(w) not in {"the", "a", "mr.", "madam"}]
    title = world.title(" ".join(words), context.official) or world.title(words[-1]) if words else None
    plain = title is not None and title.office in {Office.SPOKESPERSON, Office.OFFICIAL}
    return context.official if plain and context.official and context.counts[context.official] else None


def _without_honorifics(words: Sequence[str]) -> list[str]:
    kept = list(words)
    while kept and fold(kept[0]) in words_of("names", "honorifics"):
        kept.pop(0)
    return kept


def _last_title(world: World, words: Sequence[str]) -> Title | None:
    """Return the title that an unknown longer one ends or begins with: "Principal Deputy Secretary"."""
    tails = (world.title(" ".join(words[first:])) for first in range(1, len(words)))
    heads = (world.title(" ".join(words[:last])) for last in range(len(words) - 1, 0, -1))
    return next((title for title in (*tails, *heads) if title is not None), None)


@cache
def _cut_titles() -> dict[str, str]:
    """Return the cut titles of labels, without their stops, with what they are cut from."""
    found: dict[str, str] = read_toml(LEXICON)["names"]["labels"]
    return found


def _speaker(world: World, people: list[Person], context: Context, on: date | None, label: _Label) -> Person:
    """Return who speaks under a label: a person of the text, one of the tables, else a new one of the issuing state."""
    family = fold(label.words[-1])
    person = next((p for p in people if family in {p.words[-1], fold(p.family or "")}), None)
    if person is None:  # of two surnames the label has the first
        labelled = {fold(word) for word in label.words}
        person = next((p for p in people if family in p.words[1:] and labelled <= set(p.words)), None)
    if person is None:
        person = _new_speaker(world, context, on, label)
        people.append(person)
    elif context.official and not person.tenures and not person.told:
        person.country = context.official
        person.id = f"{person.country}/{slug(person.name)}"
    if label.female and person.female is None:
        person.female = True
    _give_office(context, person, on, label)
    return person


def _new_speaker(world: World, context: Context, on: date | None, label: _Label) -> Person:
    family = fold(label.words[-1])
    name = " ".join(capitalised(word) if word.isupper() else word for word in label.words)
    known = world.people_called(name)
    spells = [world.office(p, on) or world.spells(p)[-1] for p in known] or list(world.people_named(family, on))
    if label.title is not None:
        spells = [t for t in spells if t.office is label.title.office] or (spells if known else [])
    elif not known and context.official:
        spells = [t for t in spells if t.country == context.official]
    if len(spells) == 1:
        held = spells[0]
        words = tuple(fold(held.name).split())
        spoken = world.spells(held.person)
        return Person(held.person, held.name, words, held.family_name, held.country, spoken, official=True)
    owner = label.title.country if label.title else None
    country = context.official or owner or next(iter(context.top(1)), "---")
    words = tuple(fold(w) for w in label.words)
    return Person(f"{country}/{slug(name)}", name, words, None, country, official=True)


def _give_office(context: Context, person: Person, on: date | None, label: _Label) -> None:
    """Give a speaker the office that the label tells; who merely speaks for a state is its spokesperson."""
    if person.office(on)[0] is not None:
        return
    if label.title is not None:
        person.spoken_office = (label.title.office, label.title.level)
        person.spoken_title = label.written
    elif label.member:
        person.spoken_office = (Office.LEGISLATOR, Level.PARLIAMENT)
    elif not person.tenures and not person.titles and (context.official or person.official):
        person.spoken_office = (Office.SPOKESPERSON, Level.OFFICIAL)


def _add_given_name(wording: Wording, people: list[Person], speakers: dict[int, str]) -> None:
    """Complete the name of a lone speaker by "Thanks, Brian" in a question."""
    alone = set(speakers.values())
    person = next((p for p in people if p.id in alone), None)
    if len(alone) != 1 or person is None or " " in person.name or person.tenures:
        return
    for block in wording.parsed.blocks:
        if block.kind is not BlockKind.QUESTION:
            continue
        match = re.match(
            r"(?:Thanks|Thank you|Hi|Hello|Good (?:morning|afternoon|evening)),? ([A-Z][a-z]+)[.,!]",
            wording.parsed.text(block.content),
        )
        if match and fold(match[1]) not in words_of("names", "vocatives"):
            full = f"{match[1]} {person.name}"
            old = person.id
            person.name, person.words, person.id = full, tuple(fold(full).split()), f"{person.country}/{slug(full)}"
            for number, speaker in speakers.items():
                if speaker == old:
                    speakers[number] = person.id
            return
