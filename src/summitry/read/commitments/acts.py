"""What an undertaking is about: the act that a verb or noun tells of, by the lexicon of acts."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from summitry.knowledge.tables import read_toml
from summitry.read.actors.mentions import MentionKind
from summitry.read.clauses import Clause, own_span
from summitry.read.parse import Parsed, base
from summitry.read.scene import Scene
from summitry.records import Action, ActorKind, Span

TABLE = "lang/en/commitments.toml"
REACH = 14
"""The nouns that tell what a verb does are sought at most so many words behind it."""
_BODIES = frozenset({ActorKind.ORGANIZATION, ActorKind.BLOC})
PARTICLE_REACH = 6
_PARTICLES = frozenset({"up", "back", "out", "over", "down", "off", "forward"})
_ORDER = (
    Action.REFRAIN,
    Action.WITHDRAW,
    Action.RELEASE,
    Action.VISIT,
    Action.MEET,
    Action.SIGN,
    Action.NEGOTIATE,
    Action.COOPERATE,
    Action.AID,
)
_NOUN_ORDER = (
    Action.VISIT,
    Action.NEGOTIATE,
    Action.MEET,
    Action.REFRAIN,
    Action.RELEASE,
    Action.WITHDRAW,
    Action.SIGN,
    Action.AID,
    Action.COOPERATE,
    Action.OTHER,
)
_HINTS = frozenset({Action.VISIT, Action.MEET, Action.NEGOTIATE, Action.COOPERATE})


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody is to do.

    Attributes:
        word: the verb or noun that tells it.
        action: of what sort it is.
        clause: its clause if it is a verb.
        span: its words.
    """

    word: int
    action: Action
    clause: Clause | None
    span: Span


@cache
def words_of(section: str, key: str) -> frozenset[str]:
    """Return a list of words of the table.

    >>> "pledge" in words_of("cues", "pledge")
    True
    """
    return frozenset(read_toml(TABLE)[section][key])


@cache
def _lists(section: str) -> dict[Action, frozenset[str]]:
    return {Action(key): frozenset(words) for key, words in read_toml(TABLE)[section].items()}


# ---------------------------------------------------------------- verbs
def read_acts(scene: Scene, word: int, *, explicit: bool) -> Iterator[Act]:
    """Yield the act that a verb tells of and the acts of the verbs coordinated with it.

    Args:
        scene: the document.
        word: a verb.
        explicit: whether the cue itself binds; then any act that is no state of affairs counts.

    Yields:
        Acts in order of the text; of two coordinated acts without a list of their own only the first.
    """
    seen: set[Action] = set()
    for i in (word, *_coordinated_verbs(scene.parsed, word)):
        action = classify_verb(scene, i, explicit=explicit)
        if action is None or (action in seen and not _has_object(scene.parsed, i)):
            continue
        if action in seen and action is Action.OTHER:
            continue
        seen.add(action)
        clause = scene.clause_at(i)
        own = clause if clause is not None and clause.head == i else None
        yield Act(i, action, own, own.span if own is not None else own_span(scene.parsed, i))


def _coordinated_verbs(parsed: Parsed, word: int) -> Iterator[int]:
    """Yield the verbs coordinated with an infinitive: by the tree, or by "and to ..." where the tree has lost them."""
    found: set[int] = set()
    for child in parsed.children[word]:
        token = parsed.tokens[child]
        if base(token.dep) == "conj" and token.tag in {"VB", "VBG"} and not parsed.dependents(child, "nsubj"):
            found.update((child, *_coordinated_verbs(parsed, child)))
    sentence = parsed.sentences[parsed.sentence_of[word]]
    for j in range(word + 1, sentence.last - 2):
        if parsed.tokens[j].tag in {"VBD", "VBZ", "MD"} or parsed.tokens[j].text in {";", ":"}:
            break
        if (
            parsed.tokens[j].text.lower() in {"and", ","}
            and parsed.tokens[j + 1].tag == "TO"
            and parsed.tokens[j + 2].tag == "VB"
        ):
            found.add(j + 2)
    yield from sorted(found)


def _has_object(parsed: Parsed, i: int) -> bool:
    return bool(parsed.dependents(i, "obj", "obl", "ccomp", "xcomp"))


def classify_verb(scene: Scene, i: int, *, explicit: bool) -> Action | None:
    """Return the action that a verb with its objects tells of; None where it is no act that binds anybody.

    Args:
        scene: the document.
        i: the verb.
        explicit: whether the cue itself binds; then any act that is no state of affairs counts.
    """
    parsed = scene.parsed
    if parsed.dependents(i, "cop") and parsed.tokens[i].pos in {"ADJ", "ADV"}:
        return None
    lemma = full_lemma(parsed, i)
    first = lemma.partition(" ")[0]
    if first in words_of("acts", "hostile") and not (explicit and first in words_of("acts", "firm")):
        return Action.NEGOTIATE if explicit and _stays_in_contact(parsed, i) else None
    near = _nouns_near(scene, i)
    forms = {form for j in near for form in (parsed.tokens[j].lemma.lower(), parsed.tokens[j].text.lower())}
    return (
        _of_phrase(scene, i, lemma, forms)
        or next((a for a in _ORDER if lemma in _lists("verbs")[a] and _suits(scene, i, a, lemma, near, forms)), None)
        or _of_object(scene, i, lemma, near, explicit=explicit)
        or _of_anydeed_of(parsed, i, lemma, near, explicit=explicit)
    )


def _of_phrase(scene: Scene, i: int, lemma: str, forms: set[str]) -> Action | None:
    """Return the action of a verb that has it only together with certain words ("fall silent", "restore ties")."""
    parsed = scene.parsed
    behind = {t.text.lower() for t in parsed.tokens[i + 1 : i + PARTICLE_REACH]}
    first = lemma.partition(" ")[0]
    own = scene.clause_at(i)
    sits = own is not None and any(lemma_of(parsed, s) in words_of("senses", "sitting") for s in own.agents)
    found = {
        Action.RELEASE: lemma == "let" and behind & {"go", "free"},
        Action.NEGOTIATE: _stays_in_contact(parsed, i),
        Action.REFRAIN: (first in {"keep", "hold", "stay"} and behind & {"away", "back", "out", "off", "clear"})
        or (first == "fall" and "silent" in behind),
        Action.OTHER: lemma in words_of("senses", "restoring") and forms & words_of("senses", "bonds"),
        Action.MEET: (first == "sit" and sits)
        or (
            first == "receive"
            and own is not None
            and own.passive
            and own.head == i
            and bool(own.agents or own.oblique("by"))
        ),
    }
    return next((action for action, holds in found.items() if holds), None)


def _of_object(scene: Scene, i: int, lemma: str, near: tuple[int, ...], *, explicit: bool) -> Action | None:
    """Return the action that the object of a light verb tells ("launch a dialogue", "continue to work for ...")."""
    parsed = scene.parsed
    if lemma not in words_of("light", "verbs"):
        return None
    inner = None
    if lemma.partition(" ")[0] in words_of("senses", "going_on"):
        dependents = parsed.dependents(i, "xcomp", "ccomp", "advcl")
        inner = next((c for c in dependents if parsed.tokens[c].tag in {"VB", "VBG"}), None)
    if inner is None and explicit:
        inner = _effort_of(scene, near)
    if inner is not None:
        return classify_verb(scene, inner, explicit=explicit)
    found = next((kind for j in near if (kind := deed_of(parsed, j)) is not None), None)
    allowed = explicit or found is not Action.OTHER or lemma in words_of("acts", "will_other")
    return found if allowed else None


def deed_of(parsed: Parsed, noun: int) -> Action | None:
    """Return the action that a noun itself names: troops and prisoners are no deeds, a withdrawal is one."""
    found = classify_noun(parsed, noun)
    if found in {Action.WITHDRAW, Action.RELEASE} and lemma_of(parsed, noun) not in _lists("deeds")[found]:
        return None
    return found


def _of_anydeed_of(parsed: Parsed, i: int, lemma: str, near: tuple[int, ...], *, explicit: bool) -> Action | None:
    """Return the action of a verb without a list of its own: any deed under a binding cue, else a chosen few."""
    first = lemma.partition(" ")[0]
    if not explicit:
        return Action.OTHER if lemma in words_of("acts", "will_other") and near else None
    if lemma in {"come", "travel", "fly"}:
        return Action.VISIT
    leads = lemma == "lead" and bool(parsed.dependents(i, "obj"))
    if first in words_of("acts", "stative") | {"continue"} and not leads:
        return None
    if first not in _lists("verbs")[Action.OTHER] and not leads:
        hint = next((a for j in near[:4] if (a := classify_noun(parsed, j)) in _HINTS), None)
        return hint or Action.OTHER
    return Action.OTHER


def _effort_of(scene: Scene, near: tuple[int, ...]) -> int | None:
    """Return the verb of "efforts to end ...", which tells the act better than the efforts do."""
    parsed = scene.parsed
    for j in near[:4]:
        if lemma_of(parsed, j) in words_of("senses", "efforts"):
            return next((c for c in parsed.dependents(j, "acl") if parsed.tokens[c].tag == "VB"), None)
    return None


def _stays_in_contact(parsed: Parsed, i: int) -> bool:
    """Tell "stay in close touch", "remain engaged" and "return to the table"."""
    if lemma_of(parsed, i) in words_of("contact", "returning") and "table" in {
        t.text.lower() for t in parsed.tokens[i + 1 : i + PARTICLE_REACH]
    }:
        return True
    if lemma_of(parsed, i) not in words_of("contact", "verbs"):
        return False
    near = {t.text.lower() for t in parsed.tokens[i + 1 : i + PARTICLE_REACH]}
    return bool(("in" in near and near & words_of("contact", "nouns")) or near & words_of("contact", "states"))


def lemma_of(parsed: Parsed, i: int) -> str:
    """Return a word's lemma, corrected by the words of the table where the tagger keeps an inflected form."""
    token = parsed.tokens[i]
    return _corrected(token.lemma.lower(), token.text.lower())


@lru_cache(maxsize=1 << 14)
def _corrected(lemma: str, form: str) -> str:
    known = _known_words()
    if lemma in known:
        return lemma
    irregular: str | None = read_toml(TABLE)["forms"].get(form)
    return irregular or next((stem for stem in _stems(form) if stem in known), lemma)


@cache
def _known_words() -> frozenset[str]:
    table = read_toml(TABLE)
    return frozenset(
        word
        for section in ("cues", "light", "verbs", "nouns", "acts")
        for words in table[section].values()
        for word in words
    )


def _stems(form: str) -> Iterator[str]:
    """Yield what a regular inflected form may come from."""
    for ending in ("ed", "ing", "es", "s", "d"):
        if form.endswith(ending):
            stem = form.removesuffix(ending)
            yield stem
            yield f"{stem}e"
            if stem[-1:] == stem[-2:-1]:
                yield stem[:-1]
            if stem.endswith("i"):
                yield f"{stem[:-1]}y"


def full_lemma(parsed: Parsed, i: int) -> str:
    """Return a verb's lemma with its particle, also one that stands apart ("give the town up")."""
    lemma = lemma_of(parsed, i)
    for j in range(i + 1, min(i + PARTICLE_REACH, len(parsed.tokens))):
        token = parsed.tokens[j]
        if parsed.sentence_of[j] != parsed.sentence_of[i] or token.pos in {"PUNCT", "VERB"}:
            break
        if token.text.lower() in _PARTICLES and (token.head == i or token.dep == "compound:prt" or j == i + 1):
            return f"{lemma} {token.text.lower()}"
    return lemma


def _nouns_near(scene: Scene, i: int) -> tuple[int, ...]:
    """Return the nouns that a verb governs: those that follow it up to the next verb, or the subject of a passive."""
    parsed = scene.parsed
    sentence = parsed.sentences[parsed.sentence_of[i]]
    found: list[int] = []
    for j in range(i + 1, min(i + REACH, sentence.last)):
        token = parsed.tokens[j]
        if token.text.lower() == "calm":
            found.append(j)
            continue
        if token.text in {";", ":", ".", "(", "–", "—"} or (
            token.pos in {"VERB", "AUX"} and token.tag not in {"VBN", "VBG"} and not token.text[:1].isupper()
        ):
            break
        named = token.tag == "VBG" or (token.pos in {"VERB", "ADJ", "X"} and token.text[:1].isupper())
        if named or token.pos in {"NOUN", "PROPN", "PRON", "NUM", "SYM"} or token.text in {"$", "€", "£", "each"}:
            found.append(j)
    clause = scene.clause_at(i)
    if clause is not None and clause.head == i and (clause.passive or not found):
        found = [*clause.patients, *(clause.agents if not clause.patients else ()), *found]
    return tuple(found)


def _adverbs_near(parsed: Parsed, i: int) -> set[str]:
    sentence = parsed.sentences[parsed.sentence_of[i]]
    return {t.text.lower() for t in parsed.tokens[max(sentence.first, i - 1) : min(i + PARTICLE_REACH, sentence.last)]}


def _suits(scene: Scene, i: int, action: Action, lemma: str, near: tuple[int, ...], forms: set[str]) -> bool:
    """Tell whether a verb that has several uses is used for this action here."""
    if lemma in _lists("always").get(action, ()):
        return not (action is Action.WITHDRAW and forms & words_of("senses", "not_withdrawn"))
    nouns = _lists("nouns")[action]
    match action:
        case Action.VISIT:
            return _is_visit(scene, i, lemma, near, forms)
        case Action.MEET:
            return _is_meeting(scene, i, lemma, near, forms)
        case Action.NEGOTIATE:
            leading = lemma in {"seek", "intensify", "finalise", "finalize"}
            return bool(forms & (nouns if leading else nouns | words_of("also", "negotiate")))
        case Action.AID:
            people = lemma in {"train", "equip", "resettle", "treat", "vaccinate"}
            return people or bool(forms & nouns) or (lemma == "provide" and "guarantee" not in forms)
        case Action.COOPERATE:
            return _is_cooperation(scene.parsed, i, lemma, forms)
        case Action.REFRAIN:
            return lemma in words_of("senses", "stopping") or bool(forms & (nouns | words_of("also", "refrain")))
        case Action.WITHDRAW if lemma == "give up":
            return bool(forms & (nouns | {"it", "them", "control"}))
        case Action.RELEASE if any("/" in actor for j in near[:3] for actor in scene.cast.at(j)):
            return True
        case _:
            return bool(forms & nouns)


def _is_cooperation(parsed: Parsed, i: int, lemma: str, forms: set[str]) -> bool:
    jointly = bool(_adverbs_near(parsed, i) & words_of("senses", "together"))
    if lemma == "work" and "with" in {t.text.lower() for t in parsed.tokens[i + 1 : i + 4]}:
        return True
    if lemma in words_of("senses", "only_together"):
        return jointly and not forms & words_of("senses", "bodies")
    return (
        jointly or bool(forms & _lists("nouns")[Action.COOPERATE]) or (lemma in {"double", "triple"} and "it" in forms)
    )


def _is_visit(scene: Scene, i: int, lemma: str, near: tuple[int, ...], forms: set[str]) -> bool:
    parsed = scene.parsed
    if lemma in {"visit", "tour"}:
        return True
    if lemma in {"send", "dispatch", "despatch"}:
        return bool(forms & words_of("senders", "people")) and not forms & {"troop", "troops", "force", "forces"}
    if lemma in {"receive", "welcome", "host"}:
        joins = any(t.text.lower() in {"into", "as"} for t in parsed.tokens[i + 1 : i + PARTICLE_REACH])
        guests = scene.cast.at(near[0]) if near else ()
        bodies = all(a is not None and a.kind in _BODIES for a in map(scene.cast.get, guests))
        return bool(guests) and not joins and not bodies and not forms & _lists("nouns")[Action.MEET]
    if lemma in {"attend", "participate"}:
        return bool(forms & (_lists("nouns")[Action.MEET] | words_of("also", "visit")))
    following = parsed.tokens[i + 1 : i + REACH]
    there = any(t.text.lower() in {"there", "here", "abroad"} for t in following[:3])
    place = any(is_place(scene, j) for j in near[:4])
    if lemma == "leave":
        return "for" in {t.text.lower() for t in following[:3]} and place
    if lemma == "be":
        return bool(following) and following[0].text.lower() == "in" and place
    return lemma.partition(" ")[0] in words_of("senses", "going") and (there or place)


def is_place(scene: Scene, j: int) -> bool:
    """Tell whether a word belongs to the name of a place or of a state."""
    if any(mention.first <= j < mention.last for mention in scene.places):
        return True
    mention = scene.cast.mention_at(j)
    return (
        mention is not None
        and mention.kind in {MentionKind.NAME, MentionKind.METONYM}
        and any("/" not in a for a in mention.actors)
    )


def _is_meeting(scene: Scene, i: int, lemma: str, near: tuple[int, ...], forms: set[str]) -> bool:
    if lemma in {"see", "call", "phone", "telephone"}:
        return "each" in forms or (bool(near) and any("/" in actor for actor in scene.cast.at(near[0])))
    if lemma == "speak":
        partner = bool(near) and bool(scene.cast.at(near[0])) and scene.parsed.tokens[near[0]].pos != "PRON"
        behind = {t.text.lower() for t in scene.parsed.tokens[i + 1 : i + PARTICLE_REACH]}
        return bool(forms & {"phone", "telephone", "each", "other", "counterpart"}) or (partner and "with" in behind)
    if lemma == "sit":
        return bool(forms & {"table", "together"})
    objects = scene.parsed.dependents(i, "obj", "nsubj:pass")
    if any(scene.cast.at(j) for j in objects):
        return True
    met = {
        form for j in objects for form in (scene.parsed.tokens[j].lemma.lower(), scene.parsed.tokens[j].text.lower())
    }
    return not met & words_of("senses", "not_met")


# ---------------------------------------------------------------- nouns
def classify_noun(parsed: Parsed, i: int, depth: int = 0) -> Action | None:
    """Return the action that a noun tells of, seeing through "resumption of"; None for any other noun."""
    token = parsed.tokens[i]
    if token.pos not in {"NOUN", "PROPN", "SYM"} and token.text.lower() not in {"calm", "$", "€", "£"}:
        return None
    forms = {lemma_of(parsed, i), token.text.lower()}
    if forms & words_of("opening", "nouns") and depth < PARTICLE_REACH:
        for child in parsed.dependents(i, "nmod"):
            found = classify_noun(parsed, child, depth + 1)
            if found is not None:
                return found
    for action in _NOUN_ORDER:
        if forms & _lists("nouns")[action]:
            return Action.MEET if action is Action.NEGOTIATE and _of_offices(parsed, i) else action
    return None


def _of_offices(parsed: Parsed, i: int) -> bool:
    """Tell talks of ministers from talks on a subject."""
    behind = parsed.tokens[i + 1 : i + PARTICLE_REACH]
    return (
        parsed.tokens[i].lemma.lower() in {"talk", "talks", "dialogue", "dialog", "consultation", "discussion"}
        and bool(behind)
        and behind[0].text.lower() in {"of", "between", "by"}
        and any({t.lemma.lower(), t.text.lower()} & words_of("offices", "nouns") for t in behind)
    )
