"""What titles, pronouns and plurals refer to, in one walk through the text: names first, roles, then what refers back.

A title with a state means its holder: a person of the text with that office, else the holder by the tables at the date,
else the state. A title alone means the nearest person who has it. "His host" is the other of the two told of.
"""

from collections.abc import Callable, Sequence

from summitry.read.actors.memory import PAIR, Known, Memory, Setting
from summitry.read.actors.mentions import Mention, MentionKind
from summitry.read.actors.plurals import several_by_noun, several_by_title
from summitry.read.actors.pronouns import antecedents, find_pronoun
from summitry.read.actors.states import words_of
from summitry.read.actors.titles import TitleSpan
from summitry.read.layout import BlockKind
from summitry.records import ActorKind, Level, Office

_TOP = frozenset({Office.HEAD_OF_STATE, Office.HEAD_OF_GOVERNMENT, Office.MONARCH, Office.HEAD_OF_ORGANIZATION})
_HELD = _TOP | {Office.FOREIGN_MINISTER, Office.DEFENCE_MINISTER, Office.VICE_PRESIDENT}
_CERTAIN = frozenset({Office.HEAD_OF_STATE, Office.HEAD_OF_GOVERNMENT, Office.MONARCH, Office.FOREIGN_MINISTER})
_NAMED = _HELD | {Office.MINISTER, Office.DEPUTY_MINISTER}
_VAGUE = frozenset({Office.OTHER, Office.OFFICIAL, Office.MINISTER})
_LIKE = frozenset({"counterpart", "colleague", "opposite number", "homologue"})


def resolve_references(setting: Setting, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the mentions that refer back, in order of the text.

    Args:
        setting: the text and what is known of its actors; office-holders found by title are added to it.
        mentions: names and nouns found before.
    """
    memory = Memory(setting, mentions)
    titles = {title.head: title for title in setting.titles}
    named = {i for m in memory.given if m.kind is MentionKind.NAME for i in range(m.first, m.last)}
    waiting = list(memory.given)
    found: list[Mention] = []
    for i in range(len(memory.words)):
        while waiting and waiting[0].head <= i:
            memory.push(waiting.pop(0))
        if i in named:
            continue
        new = _by_title(memory, titles[i]) if i in titles else find_pronoun(memory, i) or several_by_noun(memory, i)
        if new is not None:
            found.append(new)
            memory.push(new)
    return tuple(found)


def _by_title(memory: Memory, title: TitleSpan) -> Mention | None:
    if title.plural:
        return several_by_title(memory, title)
    phrase = memory.setting.wording.phrase(title.core, title.core_last)
    if phrase in words_of("roles", "relational"):
        return _relational(memory, title, phrase)
    if title.entry is None:
        return None
    return Mention(title.first, title.last, title.head, _title_actors(memory, title), MentionKind.TITLE)


def _title_actors(memory: Memory, title: TitleSpan) -> tuple[str, ...]:
    entry = title.entry
    if entry is None or title.former or title.elect:
        return ()
    country = title.country or _owner_country(memory, title)
    if country is None and entry.country and memory.counts[entry.country]:
        country = entry.country  # "a State Department official"
    if memory.words[title.first] in {"a", "an", "another", "any", "some", "no", "one"}:
        return () if entry.office in _NAMED else _acting_for(memory, title, country)
    if country is None:
        near = _nearest_with(memory, title)
        if near is not None:
            return (near,)
        country = memory.setting.official
    person = _holder(memory, title, country) if country else None
    return (person,) if person else _acting_for(memory, title, country)


def _acting_for(memory: Memory, title: TitleSpan, country: str | None) -> tuple[str, ...]:
    """Return the state or organisation for which the holder of a title acts whom nobody names."""
    actor = title.of or country
    known = actor is not None and (actor in memory.setting.known or memory.setting.world.entity(actor) is not None)
    return (actor,) if actor and known else ()


def _owner(memory: Memory, title: TitleSpan) -> Known | None:
    """Return who has the holder of a title: Abe in "Abe's adviser", an antecedent in "his adviser"."""
    if title.owner is None:
        return None
    owner = title.owner
    mention = memory.by_head.get(owner) or next((m for m in memory.done if m.first <= owner < m.last), None)
    actors = mention.actors if mention else antecedents(memory, owner)
    return memory.known(actors[0]) if len(actors) == 1 else None


def _owner_country(memory: Memory, title: TitleSpan) -> str | None:
    owner = _owner(memory, title)
    return owner.country if owner else None


def _nearest_with(memory: Memory, title: TitleSpan) -> str | None:
    """Return the nearest person who has a title: by its words, then by its office; in a transcript also later ones."""
    wanted = memory.setting.wording.phrase(title.core, title.core_last)
    people = [known for _, known in memory.persons(title.head)]
    if memory.setting.official:
        later = (known for m in memory.given if m.head > title.head for known in memory.known_of(m))
        people += [known for known in later if known.kind is ActorKind.PERSON]
    tests: list[Callable[[Known], bool]] = [
        lambda k: wanted in k.titles,
        lambda k: any(t.endswith(f" {wanted}") or wanted in t.split() for t in k.titles),
    ]
    office = title.entry.office if title.entry else None
    if office is not None and office not in {Office.OTHER, Office.OFFICIAL}:
        world = memory.setting.world
        tests.append(lambda k: office in k.offices and world.is_title_in(wanted, k.country))
    if office is Office.OTHER and wanted in {"leader", "strongman", "statesman"}:
        tests.append(lambda k: k.level is Level.LEADER)
    return next((known.id for test in tests for known in people if test(known)), None)


def _holder(memory: Memory, title: TitleSpan, country: str) -> str | None:
    """Return who holds an office of a state: a person of the text, else by the tables."""
    entry, world, on = title.entry, memory.setting.world, memory.setting.on
    if entry is None:
        return None
    wanted = memory.setting.wording.phrase(title.core, title.core_last)
    people = [known for _, known in memory.persons(title.head)]
    people += [known for m in memory.given if len(m.actors) == 1 for known in memory.known_of(m)]
    people = [known for known in people if known.kind is ActorKind.PERSON and known.country == country]
    for known in people:
        if wanted in known.titles or (entry.office in known.offices and entry.office not in _VAGUE):
            return known.id
    if entry.office is Office.MINISTER:
        return next((k.id for k in people if k.level is Level.MINISTER), None) if wanted == "minister" else None
    whole = memory.setting.wording.phrase(title.first, title.last)
    if _is_asked(memory, title) or _is_made_up(memory):
        return None
    held = world.holder(country, entry.office, on, whole) if entry.office in _HELD else None
    if entry.office is Office.OTHER and entry.level is Level.LEADER:
        chief = next((k.id for k in people if k.level is Level.LEADER), None)
        if chief:
            return chief
        held = world.executive(country, on)
    return memory.setting.add(held) if held else None


def _is_asked(memory: Memory, title: TitleSpan) -> bool:
    """Tell whether only a reporter's question names a title: no act of its holder is told there."""
    return memory.parsed.block_of(title.head).kind is BlockKind.QUESTION


def _is_made_up(memory: Memory) -> bool:
    """Tell whether a text gives an office of state to somebody who does not hold it by the tables.

    Its unnamed office-holders are then not those of the tables either.
    """
    world, on = memory.setting.world, memory.setting.on
    for known in memory.setting.known.values():
        offices = known.offices & _CERTAIN
        if known.kind is not ActorKind.PERSON or known.tabled or known.level is Level.UNKNOWN:
            continue
        if any(world.holder(known.country, office, on) is not None for office in offices):
            return True
    return False


def _relational(memory: Memory, title: TitleSpan, noun: str) -> Mention:
    """Return the other of two: "his counterpart", "his host", "the guest"."""
    actors: tuple[str, ...] = ()
    owner = _owner(memory, title)
    if title.country:
        person = _same_office(memory, owner, title.country, title.head) if noun in _LIKE and owner else None
        actors = (person,) if person else _acting_for(memory, title, title.country)
    elif owner is None and noun in {"guest", "visitor", "host"}:
        actors = _host_or_guest(memory, noun, title.head)
    elif noun not in {"predecessor", "successor"} and (owner is not None or title.owner is None):
        others = (known for _, known in memory.persons(title.head))
        other = next((k.id for k in others if owner is None or k.country != owner.country), None)
        actors = (other,) if other else ()
    return Mention(title.first, title.last, title.head, actors, MentionKind.NOMINAL)


def _same_office(memory: Memory, owner: Known, country: str, before: int) -> str | None:
    """Return who has the owner's office in another state."""
    office = next(iter(owner.offices), None)
    if office is None:
        return None
    near = (known for _, known in memory.persons(before))
    person = next((known.id for known in near if known.country == country and office in known.offices), None)
    if person is None and owner.tabled:
        held = memory.setting.world.holder(country, office, memory.setting.on)
        person = memory.setting.add(held) if held else None
    return person


def _host_or_guest(memory: Memory, noun: str, before: int) -> tuple[str, ...]:
    """Return who of the two last told of is at home, or is not, where the text first puts them."""
    people = list({known.id: known for _, known in memory.persons(before)}.values())
    two = [known for known in people if known.level is Level.LEADER][:PAIR]
    two = two if len(two) == PAIR else people[:PAIR]
    home = _scene_of(memory)
    fitting = [known.id for known in two if (known.country == home) == (noun == "host")]
    return (fitting[0],) if len(two) == PAIR and fitting else ()


def _scene_of(memory: Memory) -> str | None:
    """Return the state whose name or seat first stands after a word of place."""
    for i, word in enumerate(memory.words[:-1]):
        if word in {"in", "at", "to", "left", "reached", "visited"} and memory.setting.wording.is_capital(i + 1):
            for meaning in memory.setting.world.meanings(memory.words[i + 1]):
                if meaning.kind in {"capital", "name", "residence"}:
                    return meaning.entity.country
    return None
