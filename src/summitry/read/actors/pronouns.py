"""Who pronouns refer to: the nearest antecedent that fits, a subject before others, within three sentences."""

from summitry.read.actors.memory import Memory
from summitry.read.actors.mentions import Mention, MentionKind
from summitry.read.parse import base
from summitry.records import ActorKind

WINDOW = 3
"""A pronoun's antecedent stands at most this many sentences back."""

_SINGULAR = {
    "he": False, "him": False, "his": False, "himself": False, "she": True, "her": True, "hers": True, "herself": True,
}  # fmt: skip
_POSSESSIVE = frozenset({"his", "her", "himself", "herself", "hers"})
_NEUTER = frozenset({"it", "its", "itself"})
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_FIRST = frozenset({"i", "me", "my", "mine", "myself"})
_FIRST_PLURAL = frozenset({"we", "us", "our", "ours", "ourselves"})
_RELATIVE = frozenset({"who", "which", "whom", "whose", "that"})
_PRONOUNS = frozenset(_SINGULAR) | _NEUTER | _PLURAL | _FIRST | _FIRST_PLURAL


def find_pronoun(memory: Memory, i: int) -> Mention | None:
    """Return the mention of a pronoun, or None where the word is none or nobody fits."""
    word, token = memory.words[i], memory.parsed.tokens[i]
    actors: tuple[str, ...] = ()
    if word in _RELATIVE and (token.tag in {"WP", "WDT", "WP$"} or word in {"who", "whom", "whose"}):
        actors = _relative(memory, i)
    elif word in _PRONOUNS and token.pos in {"PRON", "DET"} and base(token.dep) != "expl":
        actors = antecedents(memory, i)
    return Mention(i, i + 1, i, actors, MentionKind.PRONOUN) if actors else None


def antecedents(memory: Memory, i: int) -> tuple[str, ...]:
    """Return whom the pronoun at a word means."""
    word = memory.words[i]
    if word in _FIRST | _FIRST_PLURAL:
        return _speaker(memory, i, plural=word in _FIRST_PLURAL)
    if word in _SINGULAR:
        return _person(memory, i, female=_SINGULAR[word])
    if word in _NEUTER:
        return _thing(memory, i)
    if word in _PLURAL:
        return _they(memory, i)
    return _relative(memory, i) if word == "whose" else ()


def _relative(memory: Memory, i: int) -> tuple[str, ...]:
    for j in memory.parsed.ancestors(i):
        if base(memory.parsed.tokens[j].dep) == "acl":
            governor = memory.parsed.tokens[j].head
            mention = memory.by_head.get(governor)
            if mention is None:
                inside = (m for m in reversed(memory.done) if m.first <= governor < m.last and m.last <= i)
                mention = next(inside, None)
            if mention is not None and mention.last <= i:
                return mention.actors
            break
    if memory.words[i] in {"who", "whom"}:
        last = next((m for m in reversed(memory.done) if m.head < i and m.last >= i - 2), None)
        return last.actors if last and last.kind is MentionKind.NAME else ()
    return ()


def _speaker(memory: Memory, i: int, *, plural: bool) -> tuple[str, ...]:
    """Return who says "I" in a transcript, or the state for which "we" stands."""
    speaker = memory.setting.speakers.get(memory.parsed.sentences[memory.sentence(i)].block)
    if speaker is None and plural and memory.setting.issuer and not _is_quoted(memory, i):
        return (memory.setting.issuer,)
    if speaker is None or not plural:
        return (speaker,) if speaker else ()
    known = memory.known(speaker)
    country = known.country if known else memory.setting.official
    return (country,) if country and country != "---" else (speaker,)


def _is_quoted(memory: Memory, i: int) -> bool:
    """Tell whether a word stands in a quotation: an opening mark before it in its block is not yet closed."""
    block = memory.parsed.sentences[memory.sentence(i)].block
    inside = False
    for j in range(i - 1, -1, -1):
        if memory.parsed.sentences[memory.sentence(j)].block != block:
            break
        if memory.parsed.tokens[j].text in {"“", "”"}:
            return memory.parsed.tokens[j].text == "“"
        inside ^= memory.parsed.tokens[j].text == '"'
    return inside


def _person(memory: Memory, i: int, *, female: bool) -> tuple[str, ...]:
    """Return the nearest person of fitting sex: in the sentence its subject, then in those before."""
    barred = frozenset() if memory.words[i] in _POSSESSIVE else _clause_mates(memory, i)
    best: tuple[float, str] | None = None
    for mention, known in memory.persons(i, sentences=WINDOW):
        if known.id in barred or (known.female is not None and known.female is not female):
            continue
        score = _cost(memory, mention, i) - (0.5 if known.female is female else 0.0)
        if best is None or score < best[0]:
            best = (score, known.id)
    return (best[1],) if best else ()


def _cost(memory: Memory, mention: Mention, i: int) -> float:
    """Return how far an antecedent is: sentences count most, another paragraph as one more, a subject is nearer."""
    sentences = memory.parsed.sentences
    here, there = memory.sentence(i), memory.sentence(mention.head)
    distance = here - there + (1 if here != there and sentences[here].block != sentences[there].block else 0)
    pronoun = mention.kind is MentionKind.PRONOUN
    role = -0.2 * pronoun if memory.is_subject(mention) else 1.0 if pronoun else 1.6
    return distance * 3.0 + role + (i - mention.head) / 400


def _clause_mates(memory: Memory, i: int) -> frozenset[str]:
    """Return actors that stand beside a pronoun under the same verb and so cannot be meant by it."""
    token = memory.parsed.tokens[i]
    if base(token.dep) == "nsubj":
        return frozenset()
    beside = (memory.by_head.get(child) for child in memory.parsed.children[token.head] if child < i)
    return frozenset(actor for mention in beside if mention is not None for actor in mention.actors)


def _thing(memory: Memory, i: int) -> tuple[str, ...]:
    """Return the nearest state, body or organisation of this sentence or the one before, a subject first."""
    best: tuple[float, str] | None = None
    for mention in reversed(memory.done):
        distance = memory.sentence(i) - memory.sentence(mention.head)
        if distance > 1:
            break
        if mention.head >= i or len(mention.actors) != 1 or mention.kind is MentionKind.ADJECTIVE:
            continue
        known = memory.known(mention.actors[0])
        if known is None or known.kind is ActorKind.PERSON:
            continue
        score = distance * 2.0 + (0.0 if memory.is_subject(mention) else 1.2) + (i - mention.head) / 200
        if best is None or score < best[0]:
            best = (score, known.id)
    return (best[1],) if best else ()


def _they(memory: Memory, i: int) -> tuple[str, ...]:
    """Return the last plural, or the last names that stand together, of this sentence or the one before."""
    for mention in reversed(memory.done):
        if mention.head >= i:
            continue
        if memory.sentence(i) - memory.sentence(mention.head) > 1:
            break
        if len(mention.actors) > 1:
            return mention.actors
        joined = memory.joined(mention)
        if len(joined) > 1:
            return joined
        if _is_many(memory, mention):
            return mention.actors
    return ()


def _is_many(memory: Memory, mention: Mention) -> bool:
    """Tell whether a mention of one actor is a plural noun and a subject: "the Cubans", "militants"."""
    known = memory.known(mention.actors[0])
    if known is None or known.kind is ActorKind.PERSON or mention.kind is MentionKind.METONYM:
        return False
    plural = known.kind is ActorKind.GROUP or memory.words[mention.last - 1].endswith(("s", "ese"))
    return plural and memory.is_subject(mention)
