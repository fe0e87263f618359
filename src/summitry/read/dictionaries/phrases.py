"""A sentence as a coder with dictionaries sees it: words in capitals, and noun phrases with the codes of their actors.

Which words make a noun phrase, which phrases are joined by "and", and which belongs to which by "of", "from" or "in"
is taken from the parse and from where the words stand; whose code a phrase has, from the dictionaries.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TypeVar

from summitry.read.dictionaries.entries import NOBODY, Actor, Agent, Dictionaries, Origin, Term
from summitry.read.dictionaries.lines import split_words
from summitry.read.parse import Parsed, Sentence, Token, base

_NOMINAL_TAGS = ("NN", "JJ", "CD", "DT", "PRP", "POS", "PDT", "HYPH", "AFX", "FW", "EX")
_NOUN_TAGS = ("NN", "PRP", "CD", "FW", "EX", "DT")
_LINKING = frozenset({"OF", "FROM", "IN", "AT", "FOR"})
_JOINING = frozenset({"AND", "OR", "NOR", "&"})
_MODIFYING = frozenset({"amod", "compound", "nmod"})
_FORMER = frozenset({"FORMER", "EX"})
_RETIRED = "ELI"
_GROUP = 3
_LONGEST_NOUN = 8

Named = TypeVar("Named", Actor, Agent)


@dataclass(frozen=True, slots=True)
class Word:
    """A word in capitals, and the token that it is of."""

    text: str
    token: int


@dataclass(frozen=True, slots=True)
class CodedName:
    """Who a noun phrase means: code, tokens ``first`` to ``last`` (exclusive), and the lines that gave the code."""

    code: str
    first: int
    last: int
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Words ``first`` to ``last`` (exclusive, numbers of ``Sight.words``) and whom they mean; none where uncoded."""

    first: int
    last: int
    names: tuple[CodedName, ...]

    @property
    def joint(self) -> bool:
        """Tell whether it means more than one."""
        return len(self.names) > 1


@dataclass(frozen=True, slots=True)
class Sight:
    """A sentence's words without the clauses between commas that are passed over, and its noun phrases."""

    words: tuple[Word, ...]
    phrases: tuple[NounPhrase, ...]

    def phrase_at(self, i: int) -> NounPhrase | None:
        """Return the noun phrase in which word ``i`` lies."""
        return next((phrase for phrase in self.phrases if phrase.first <= i < phrase.last), None)


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A noun with what stands before it: its words, the actors and agents found in it."""

    first: int
    last: int
    actors: tuple[CodedName, ...]
    agents: tuple[tuple[Agent, int, int], ...]
    former: bool


def look_at(parsed: Parsed, tokens: Sequence[Token], dictionaries: Dictionaries, day: date | None) -> Sight:
    """Find words and noun phrases.

    Args:
        parsed: the document.
        tokens: tokens of one sentence that are to be looked at, in order.
        dictionaries: names and agents.
        day: the day on which actors' codes shall hold.

    Returns:
        What the coder sees.
    """
    words = tuple(Word(text, token.i) for token in tokens for text in _words_of(token))
    chunks = [
        _code_chunk(words, first, last, dictionaries, day)
        for first, last in _chunks(parsed, words, *_named(words, dictionaries))
    ]
    return Sight(words, tuple(_join(parsed, words, chunks)))


def _words_of(token: Token) -> tuple[str, ...]:
    """Return the words of a token: none of a hyphen, the sign itself of another."""
    return split_words(token.text) or (() if token.text.strip("-_–") == "" else (token.text,))


def kept_tokens(parsed: Parsed, sentence: Sentence, limits: "CommaLimits") -> tuple[Token, ...]:
    """Return a sentence's tokens without the short clauses at its start, at its end, and between two commas."""
    tokens = list(parsed.words(sentence))
    commas = _commas(parsed, tokens)
    if commas and limits.start[0] <= _count(parsed, tokens[: commas[0]]) < limits.start[1]:
        tokens = tokens[commas[0] + 1 :]
    commas = _commas(parsed, tokens)
    if commas and _may_go(parsed, tokens[commas[-1] + 1 :], limits.end):
        tokens = tokens[: commas[-1] + 1]
    kept = list(tokens)
    commas = _commas(parsed, tokens)
    last = -1
    for k, close in pairwise(commas):
        if k > last and _may_go(parsed, tokens[k + 1 : close], limits.middle):
            gone = {token.i for token in tokens[k : close + 1]}
            kept = [token for token in kept if token.i not in gone]
            last = close
    return tuple(kept)


def _commas(parsed: Parsed, tokens: Sequence[Token]) -> list[int]:
    """Return the places of commas, but for those of a list of nouns ("Mali, Niger and Chad")."""
    return [k for k, token in enumerate(tokens) if token.text == "," and not _lists(parsed, token)]


def _lists(parsed: Parsed, comma: Token) -> bool:
    """Tell whether a comma parts nouns that are joined, and no "and" came before it."""
    item = parsed.tokens[comma.head]
    if base(item.dep) != "conj" or item.i < comma.i:
        return False
    first = parsed.tokens[item.head]
    if first.i > comma.i or not first.tag.startswith(("NN", "JJ", "CD")):
        return False
    return not any(parsed.tokens[i].tag == "CC" for i in range(first.i, comma.i))


def _may_go(parsed: Parsed, tokens: Sequence[Token], limits: tuple[int, int]) -> bool:
    """Tell whether a clause is as short as wanted and no verb of it has its subject outside."""
    if not limits[0] <= _count(parsed, tokens) <= limits[1]:
        return False
    first, last = tokens[0].i, tokens[-1].i
    return not any(
        token.tag.startswith(("VB", "MD"))
        and any(child < first for child in parsed.dependents(token.i, "nsubj"))
        and token.i <= last
        for token in tokens
    )


@dataclass(frozen=True, slots=True)
class CommaLimits:
    """Least and most words of a clause that is passed over: at the start, between commas, at the end.

    At the start the most is exclusive, so that (3, 0) passes nothing over.
    """

    start: tuple[int, int] = (3, 0)
    middle: tuple[int, int] = (2, 8)
    end: tuple[int, int] = (2, 8)


USUAL_COMMAS = CommaLimits()
"""PETRARCH's own limits."""


def _count(parsed: Parsed, tokens: Sequence[Token]) -> int:
    """Count words as a reader does, by the blanks between them."""
    if not tokens:
        return 0
    words = parsed.document.text[tokens[0].start : tokens[-1].end].split()
    return sum(any(letter.isalnum() for letter in word) for word in words)


def match_term(words: Sequence[Word], start: int, term: Term, stop: int) -> int | None:
    """Return where a term that begins at word ``start`` ends (exclusive), before word ``stop``; None if it does not."""
    i = start
    for k, wanted in enumerate(term.words):
        if k and term.loose[k]:
            while i < stop and words[i].text != wanted:
                i += 1
        if i >= stop or words[i].text != wanted:
            return None
        i += 1
    return i


def longest(
    words: Sequence[Word], start: int, stop: int, index: Mapping[str, tuple[Named, ...]]
) -> tuple[Named, int] | None:
    """Return the entry with most words that begins at word ``start``, and where it ends."""
    for entry in index.get(words[start].text, ()):
        end = match_term(words, start, entry.term, stop)
        if end is not None:
            return entry, end
    return None


def _named(words: Sequence[Word], dictionaries: Dictionaries) -> tuple[set[int], set[int]]:
    """Return the words that lie in an entry of the dictionaries, and those behind which no noun phrase may be cut."""
    named: set[int] = set()
    inside: set[int] = set()
    for i in range(len(words)):
        for index in (dictionaries.actors, dictionaries.agents):
            for entry in index.get(words[i].text, ()):
                end = match_term(words, i, entry.term, min(len(words), i + len(entry.term.words)))
                if end is not None:
                    named.update(range(i, end))
                    inside.update(range(i, end - 1))
                    break
    return named, inside


def _chunks(parsed: Parsed, words: Sequence[Word], named: set[int], inside: set[int]) -> Iterator[tuple[int, int]]:
    """Yield noun phrases without what follows their noun."""
    start = None
    for i in range(len(words) + 1):
        nominal = i < len(words) and (i in named or _is_nominal(parsed, words, i))
        if start is not None and (not nominal or (i - 1 not in inside and _parts(parsed, words, start, i))):
            if any(j in named or parsed.tokens[words[j].token].tag.startswith(_NOUN_TAGS) for j in range(start, i)):
                yield start, i
            start = None
        if start is None and nominal:
            start = i


def _is_nominal(parsed: Parsed, words: Sequence[Word], i: int) -> bool:
    token = parsed.tokens[words[i].token]
    if token.tag.startswith(_NOMINAL_TAGS):
        return True
    if token.tag in {"VBD", "VBP", "VBZ"}:
        return False  # a finite verb modifies no noun, whatever the parse has
    ahead = base(token.dep) in {"amod", "compound", "nummod", "advmod"} and token.head > token.i
    return ahead and i + 1 < len(words) and parsed.tokens[token.head].tag.startswith("NN")


def _parts(parsed: Parsed, words: Sequence[Word], start: int, i: int) -> bool:
    """Tell whether a noun phrase that began at word ``start`` ends before word ``i``, another nominal word."""
    here = parsed.tokens[words[i].token]
    last = parsed.tokens[words[i - 1].token]
    if here.i == last.i or last.tag in {"POS", "HYPH"} or here.tag in {"POS", "HYPH"}:
        return False
    if here.tag in {"DT", "PRP$", "PDT", "PRP"} and last.tag.startswith(("NN", "PRP", "CD")):
        return True
    left = range(words[start].token, here.i)
    governors = {_governor(parsed, j) for j in left}
    for token in parsed.tokens[here.i : here.i + _LONGEST_NOUN]:
        if not token.tag.startswith(_NOMINAL_TAGS):
            break
        if token.head in left or token.i in governors:
            return False
    return True


def _governor(parsed: Parsed, i: int) -> int:
    """Return what word ``i`` depends on; of a joined word, what the first one depends on."""
    while base(parsed.tokens[i].dep) == "conj":
        i = parsed.tokens[i].head
    return parsed.tokens[i].head


def _code_chunk(words: Sequence[Word], first: int, last: int, dictionaries: Dictionaries, day: date | None) -> _Chunk:
    actors: list[CodedName] = []
    agents: list[tuple[Agent, int, int]] = []
    i = first
    while i < last:
        actor = longest(words, i, last, dictionaries.actors)
        if actor is not None:
            entry, end = actor
            code = entry.code_on(day)
            if code is not None and code.code != NOBODY:
                actors.append(CodedName(code.code, words[i].token, words[end - 1].token + 1, (code.origin,)))
            i = end
            continue
        agent = longest(words, i, last, dictionaries.agents)
        if agent is not None:
            agents.append((agent[0], i, agent[1]))
            i = agent[1]
            continue
        i += 1
    former = any(words[k].text in _FORMER for k in range(first, last))
    return _Chunk(first, last, tuple(actors), tuple(agents), former)


def _join(parsed: Parsed, words: Sequence[Word], chunks: Sequence[_Chunk]) -> Iterator[NounPhrase]:
    """Yield noun phrases: chunks that are joined by "and" and, where one only names an office, by "of" and the like."""
    groups = list(_groups(parsed, words, chunks))
    phrase: NounPhrase | None = None
    k = 0
    while k < len(groups):
        group = groups[k]
        following = groups[k + 1] if k + 1 < len(groups) else None
        if following is not None and _owned(words, group, following):
            new = NounPhrase(group[0].first, following[-1].last, _cross(parsed, words, group, following))
            k += 2
        else:
            new = NounPhrase(group[0].first, group[-1].last, _names(parsed, words, group))
            k += 1
        if phrase is not None and _joined(parsed, words, phrase, group[0]):
            new = NounPhrase(phrase.first, new.last, _distinct((*phrase.names, *new.names)))
        elif phrase is not None:
            yield phrase
        phrase = new
    if phrase is not None:
        yield phrase


def _groups(parsed: Parsed, words: Sequence[Word], chunks: Sequence[_Chunk]) -> Iterator[list[_Chunk]]:
    """Yield chunks that are joined by "and", each with those before it that are not an office's with its owner."""
    group: list[_Chunk] = []
    for chunk in chunks:
        if group:
            whole = NounPhrase(group[0].first, group[-1].last, ())
            own_office = chunk.agents and not chunk.actors and group[-1].actors and not group[-1].agents
            if not _joined(parsed, words, whole, chunk) or own_office:
                yield group
                group = []
        group.append(chunk)
    if group:
        yield group


def _joined(parsed: Parsed, words: Sequence[Word], phrase: NounPhrase, chunk: _Chunk) -> bool:
    """Tell whether "and" or a comma joins a chunk to the phrase before it."""
    between = [word.text for word in words[phrase.last : chunk.first]]
    if not between or any(text not in _JOINING | {","} for text in between):
        return False
    own = {words[i].token for i in range(chunk.first, chunk.last)}
    before = {words[i].token for i in range(phrase.first, phrase.last)}
    for i in own:
        token = parsed.tokens[i]
        if base(token.dep) == "conj" and token.head not in own:
            return not parsed.tokens[token.head].tag.startswith(("VB", "MD"))
    return any(_governor(parsed, i) in own and base(parsed.tokens[i].dep) in _MODIFYING for i in before)


def _owned(words: Sequence[Word], group: Sequence[_Chunk], following: Sequence[_Chunk]) -> bool:
    """Tell whether a group that names offices only, or ends with an uncoded noun, belongs to the actors that follow."""
    between = [word.text for word in words[group[-1].last : following[0].first]]
    if len(between) != 1 or between[0] not in _LINKING or not any(chunk.actors for chunk in following):
        return False
    if any(chunk.actors for chunk in group):
        return len(group) > 1 and not group[-1].actors and between[0] == "OF"
    return any(chunk.agents for chunk in group)


def _cross(
    parsed: Parsed, words: Sequence[Word], group: Sequence[_Chunk], following: Sequence[_Chunk]
) -> tuple[CodedName, ...]:
    """Return every office with every actor that it belongs to: "lawmakers and officials in Mali and Chad"."""
    owners = _names(parsed, words, following)
    if any(chunk.actors for chunk in group):
        own = _names(parsed, words, group[:-1])
        return _distinct([*own, *(_with_agents(words, owner, group[-1]) for owner in owners)])
    return _distinct(_with_agents(words, owner, chunk) for chunk in group if chunk.agents for owner in owners)


def _names(parsed: Parsed, words: Sequence[Word], group: Sequence[_Chunk]) -> tuple[CodedName, ...]:
    """Return whom the chunks of a group mean.

    A bare office takes the actor of the first chunk ("Danish media and government"), a bare name before an office the
    office ("Danish and Norwegian troops").
    """
    found: list[CodedName] = []
    shared = group[0].actors[0] if group[0].actors else None
    for chunk in group:
        actor = chunk.actors[0] if chunk.actors else None
        agents = chunk
        if actor is None and chunk is not group[0] and shared is not None and _is_bare(chunk):
            actor = shared
            agents = replace(chunk, agents=(*_modifiers(group[0]), *chunk.agents))
        elif actor is not None and not chunk.agents and _modifies(parsed, words, chunk, group[-1]):
            agents = group[-1]
        if actor is None and not chunk.agents:
            continue
        empty = CodedName(NOBODY, words[chunk.first].token, words[chunk.last - 1].token + 1, ())
        found.append(_with_agents(words, actor or empty, agents))
    return _distinct(found)


def _is_bare(chunk: _Chunk) -> bool:
    """Tell whether a chunk is nothing but the name of an office."""
    return bool(chunk.agents) and sum(end - first for _, first, end in chunk.agents) == chunk.last - chunk.first


def _modifies(parsed: Parsed, words: Sequence[Word], chunk: _Chunk, last: _Chunk) -> bool:
    """Tell whether a name goes with the noun of a later chunk that it is joined to."""
    own = {words[i].token for i in range(last.first, last.last)}
    return chunk is not last and any(
        parsed.tokens[words[i].token].head in own and base(parsed.tokens[words[i].token].dep) in _MODIFYING
        for i in range(chunk.first, chunk.last)
    )


def _modifiers(chunk: _Chunk) -> tuple[tuple[Agent, int, int], ...]:
    """Return the agents that stand before the last one: "Danish Islamist media and government"."""
    return tuple(agent for agent in chunk.agents if agent[2] < chunk.last)


def _with_agents(words: Sequence[Word], actor: CodedName, chunk: _Chunk) -> CodedName:
    codes = []
    agents = [(agent, first, end) for agent, first, end in chunk.agents]
    before = "".join(agent.code for agent, *_ in agents if agent.before)
    behind = [_RETIRED] if chunk.former and agents else [agent.code for agent, *_ in agents if not agent.before]
    for code in actor.code.split("/"):
        groups = [before] if before and before not in code else []
        whole = "".join(groups) + (code if code != NOBODY or not before else "")
        for more in behind:
            whole = _add(whole, more)
        codes.append(whole)
    tokens = [actor.first, actor.last - 1, *(words[i].token for _, first, end in agents for i in (first, end - 1))]
    return CodedName(
        "/".join(codes),
        min(tokens),
        max(tokens) + 1,
        (*actor.origins, *(agent.origin for agent, *_ in agents)),
    )


def _add(code: str, more: str) -> str:
    """Append three-letter groups that a code does not have yet.

    >>> _add("VELGOVMED", "GOVMED"), _add("KAR", "GOV")
    ('VELGOVMED', 'KARGOV')
    """
    groups = {code[i : i + _GROUP] for i in range(0, len(code), _GROUP)}
    new = [more[i : i + _GROUP] for i in range(0, len(more), _GROUP)]
    return code + "".join(group for group in new if group not in groups)


def _distinct(names: Iterable[CodedName]) -> tuple[CodedName, ...]:
    """Return names one code each: those of joint codes ("NOR/SUD") parted, later ones with a code known left out."""
    found: dict[str, CodedName] = {}
    for name in names:
        for code in name.code.split("/"):
            found.setdefault(code, replace(name, code=code))
    return tuple(found.values())
