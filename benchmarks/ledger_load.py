"""Readouts made by chance, as many as a benchmark of the ledger wants: the same seed gives the same ones."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from summitry.dates import Precision, When
from summitry.records import (
    Action,
    Actor,
    ActorKind,
    Claim,
    ClaimAbout,
    ClaimKind,
    Commitment,
    Document,
    Event,
    EventType,
    Level,
    Modality,
    Office,
    Place,
    Position,
    Quad,
    Readout,
    Span,
    Stance,
    Statement,
    StatementKind,
    Strength,
)

_STATES = (
    "USA CHN RUS JPN DEU FRA GBR IND KOR TUR IRN ISR SAU EGY BRA MEX CAN AUS IDN VNM UKR POL ITA ESP NLD SWE NOR "
    "FIN GRC SRB PAK AFG IRQ SYR QAT ARE KAZ UZB ARM AZE GEO PER CHL ARG COL CUB VEN ZAF NGA KEN ETH SDN MAR DZA TUN "
    "THA PHL MYS SGP"
)
STATES = tuple(_STATES.split())
KNOWN = 0.5
"""Part of the documents that tell of a meeting told already."""
DATED = 0.8
"""Part of the events that have a date."""
FIRST = date(2000, 1, 1)
DAYS = 9000
ISSUES = ("territory", "economy", "security", "energy", "nuclear", "relations", "humanitarian", "environment")
KINDS = (EventType.CONSULT,) * 5 + (EventType.AGREE,) * 2 + tuple(EventType)
QUADS = {EventType.CONSULT: Quad.VERBAL_COOPERATION}
_WORDS = (
    "leaders met talks agreement visit delegation minister border trade summit ceremony treaty capital round joint "
    "statement energy pipeline islands proposal dialogue cooperation security exchange council framework progress call"
)
WORDS = tuple(_WORDS.split())


def make_readouts(number: int, seed: int = 1) -> Iterator[Readout]:
    """Yield readouts about pairs of states, busy pairs more often; about two documents tell of each meeting."""
    chance = random.Random(seed)  # noqa: S311  # a load, no secret
    pairs = [(one, other) for i, one in enumerate(STATES) for other in STATES[i + 1 :]]
    chance.shuffle(pairs)
    weights = [1 / (rank + 5) for rank in range(len(pairs))]
    told: list[tuple[tuple[str, str], date]] = []
    for index in range(number):
        if told and chance.random() < KNOWN:
            pair, day = chance.choice(told[-200:])
        else:
            pair = chance.choices(pairs, weights)[0]
            day = FIRST + timedelta(days=chance.randrange(DAYS))
            told.append((pair, day))
        yield make_readout(index, pair, day, chance)


def make_readout(index: int, pair: tuple[str, str], day: date, chance: random.Random) -> Readout:
    """Return a readout of six events, two statements, a position, two commitments and a claim, in 1,800 characters."""
    text = f"Document {index}. " + " ".join(chance.choices(WORDS, k=240)) + "."
    document = Document.from_text(
        text, published=(day + timedelta(days=chance.randrange(3))).isoformat(), publisher=f"Paper {index % 40}"
    )
    actors = tuple(
        actor
        for code in pair
        for actor in (
            Actor(code, code, ActorKind.STATE, code, (Span(0, 8),)),
            Actor(
                f"{code}/leader", f"Leader of {code}", ActorKind.PERSON, code, (Span(0, 8),), Office.HEAD_OF_GOVERNMENT
            ),
            Actor(
                f"{code}/minister",
                f"Minister of {code}",
                ActorKind.PERSON,
                code,
                (Span(0, 8),),
                Office.FOREIGN_MINISTER,
            ),
        )
    )
    left, right = pair
    when = When.from_day(day)

    def span() -> tuple[Span, ...]:
        start = chance.randrange(20, 1000)
        return (Span(start, start + 120),)

    events = [
        Event(
            "e-0",
            EventType.CONSULT,
            Modality.OCCURRED,
            (f"{left}/leader", f"{right}/leader"),
            (),
            when,
            Place(f"Capital of {left}", left),
            Level.LEADER,
            (chance.choice(ISSUES),),
            span(),
            0.9,
            cameo="036",
            score=1.0,
            quad=Quad.VERBAL_COOPERATION,
        )
    ]
    for number in range(1, 6):
        other = day - timedelta(days=chance.randrange(1, 400))
        events.append(
            Event(
                f"e-{number}",
                chance.choice(KINDS),
                Modality.OCCURRED,
                (chance.choice((left, f"{left}/minister")),),
                (right,),
                When.from_day(other) if chance.random() < DATED else None,
                None,
                Level.MINISTER,
                (chance.choice(ISSUES),),
                span(),
                0.8,
                cameo="040",
                score=1.0,
                quad=Quad.VERBAL_COOPERATION,
            )
        )
    statements = tuple(
        Statement(
            f"s-{n}",
            f"{code}/leader",
            StatementKind.INDIRECT,
            text[20:140],
            span(),
            0.8,
            issues=(chance.choice(ISSUES),),
        )
        for n, code in enumerate(pair)
    )
    positions = (
        Position("p-0", left, chance.choice(ISSUES), text[20:90], span(), 0.7, "the border", Stance.CLAIMS, (right,)),
    )
    due = day + timedelta(days=chance.randrange(20, 300))
    commitments = tuple(
        Commitment(
            f"c-{n}",
            pair,
            (),
            action,
            When(due, due + timedelta(days=30), Precision.MONTH, "then"),
            span(),
            0.8,
            Strength.AGREED,
        )
        for n, action in enumerate((Action.MEET, Action.SIGN))
    )
    claims = (
        Claim(
            "k-0",
            ClaimKind.ORDINAL,
            3,
            ClaimAbout.MEETINGS,
            span(),
            0.8,
            (f"{left}/leader", f"{right}/leader"),
            Level.LEADER,
        ),
    )
    return Readout(document, actors, tuple(events), statements, positions, commitments, claims)
