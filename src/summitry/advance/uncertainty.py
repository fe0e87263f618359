"""Draws: how much the answer hangs on numbers that are judgements.

Every draw takes weights from a Dirichlet around the analyst's, scores from a triangle around them, reservation values
from a range around them, reliability from its Beta, and what is unknown from its whole range; then the packages are
judged again. What an unknown is worth is the share of the variance of "there is an agreeable package" that knowing it
would take away (first-order index of Sobol), estimated from groups of the same draws.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from summitry.advance.game import build_game
from summitry.advance.grid import Floats, Integers
from summitry.advance.packages import find_groups, hold
from summitry.advance.scenario import Constituency, Judged, Scenario, build_sheet
from summitry.advance.zone import pick_all
from summitry.errors import ScenarioError

MOST_CELLS = 5_000_000_000
"""Packages times draws times voices beyond which nothing is drawn."""
MOST_DRAWS = 100_000
MOST_PACKAGES = 1_000_000
_CELLS_AT_ONCE = 400_000
_GROUPS = 8
_LISTED = 10
Flags: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often an option is in the Nash package, among the draws that have one."""

    issue: str
    option: str
    share: float


@dataclass(frozen=True, slots=True)
class Unknown:
    """What knowing a number would change.

    ``explains``: share of the variance of "there is an agreeable package" that it explains, 0 to 1. ``if_low`` and
    ``if_high``: the probability when it lies in the lowest and the highest eighth of its draws.
    """

    name: str
    explains: float
    if_low: float
    if_high: float


@dataclass(frozen=True, slots=True)
class Draws:
    """What the draws say.

    ``zone``: probability that a package exists by which every government gains; ``agreeable``: that one such can be
    ratified; ``alone``: by groups of joined issues, that the group settled by itself gives one. ``error``: standard
    error of ``agreeable``.
    """

    scenario: Scenario
    draws: int
    seed: int
    packages: int
    zone: float
    agreeable: float
    error: float
    alone: tuple[tuple[str, float], ...]
    frequencies: tuple[Frequency, ...]
    unknowns: tuple[Unknown, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the draws for JSON."""
        return {
            "draws": self.draws,
            "seed": self.seed,
            "packages": self.packages,
            "probability_zone": self.zone,
            "probability_agreeable": self.agreeable,
            "standard_error": self.error,
            "probability_alone": dict(self.alone),
            "options_in_nash": [
                {"issue": one.issue, "option": one.option, "share": one.share} for one in self.frequencies
            ],
            "unknowns": [
                {"name": one.name, "explains": one.explains, "if_low": one.if_low, "if_high": one.if_high}
                for one in self.unknowns
            ],
        }


@dataclass(frozen=True, slots=True, eq=False)
class _Drawn:
    """Drawn numbers.

    ``coefficients``: (draws, options of all issues, columns), what an option adds to a utility. ``floors``: (draws,
    columns). ``inputs``: by name, (draws,).
    """

    coefficients: Floats
    floors: Floats
    inputs: dict[str, Floats]


def draw_scenario(scenario: Scenario, draws: int | None = None, seed: int | None = None) -> Draws:
    """Return what draws over weights, scores and reservation values say of a scenario.

    Args:
        scenario: the scenario; its ``uncertainty`` says how wide the draws are.
        draws: how many, if not as the scenario says.
        seed: of the random numbers, if not as the scenario says; the same seed gives the same draws.

    Raises:
        ScenarioError: there are too many packages to look at in each draw.
    """
    number = draws if draws is not None else scenario.uncertainty.draws
    start = seed if seed is not None else scenario.uncertainty.seed
    game = build_game(build_sheet(scenario))
    voices = [(party, one) for party, side in enumerate(scenario.parties) for one in side.constituencies]
    columns = len(scenario.parties) + len(voices)
    if not 1 <= number <= MOST_DRAWS or game.size > MOST_PACKAGES or game.size * number * columns > MOST_CELLS:
        message = (
            f"{game.size:,} packages in {number:,} draws are too many to look at; ask for 1 to {MOST_DRAWS:,} draws of "
            f"at most {MOST_PACKAGES:,} packages"
        )
        raise ScenarioError(message)
    picks = pick_all(game)
    drawn = _draw(scenario, voices, number, np.random.default_rng(start))
    offsets = np.cumsum([0, *(len(issue.options) for issue in scenario.issues)])[:-1]
    rows = picks + offsets
    incidence = np.zeros((len(picks), drawn.coefficients.shape[1]))
    np.put_along_axis(incidence, rows, 1.0, axis=1)
    alone = _list_alone(scenario, picks)
    zone, agreeable = np.zeros(number, dtype=np.bool_), np.zeros(number, dtype=np.bool_)
    apart = np.zeros((len(alone), number), dtype=np.bool_)
    nash = np.full(number, -1, dtype=np.int64)
    step = max(1, _CELLS_AT_ONCE // (len(picks) * columns))
    for first in range(0, number, step):
        some = slice(first, min(number, first + step))
        count = some.stop - some.start
        flat = drawn.coefficients[some].transpose(1, 0, 2).reshape(incidence.shape[1], -1)
        gains = (incidence @ flat).reshape(len(picks), count, columns) - drawn.floors[some]
        governments = gains[:, :, : len(scenario.parties)]
        inside: Flags = np.all(governments > 0, axis=2)
        ratified = inside & _ratify(scenario, gains)
        zone[some], agreeable[some] = inside.any(axis=0), ratified.any(axis=0)
        for place, (_, members) in enumerate(alone):
            apart[place, some] = inside[members].any(axis=0)
        product = np.where(ratified, np.maximum(governments, 0).prod(axis=2), -1.0)
        nash[some] = np.where(ratified.any(axis=0), product.argmax(axis=0), -1)
    share = float(agreeable.mean())
    return Draws(
        scenario,
        number,
        start,
        len(picks),
        float(zone.mean()),
        share,
        math.sqrt(share * (1 - share) / number),
        tuple((name, float(apart[place].mean())) for place, (name, _) in enumerate(alone)),
        tuple(_count_options(scenario, picks, nash)),
        tuple(_rate_unknowns(drawn.inputs, agreeable)),
    )


def _draw(
    scenario: Scenario, voices: Sequence[tuple[int, Constituency]], number: int, chance: np.random.Generator
) -> _Drawn:
    inputs: dict[str, Floats] = {}
    sure = _draw_reliability(scenario, number, chance, inputs)
    scores = [
        _draw_scores(scenario, party, None, sure, number, chance, inputs) for party in range(len(scenario.parties))
    ]
    columns, floors = [], []
    issue_of = np.repeat(np.arange(len(scenario.issues)), [len(issue.options) for issue in scenario.issues])
    for party, side in enumerate(scenario.parties):
        weights = _draw_weights(side.weights, scenario.uncertainty.concentration, number, chance)
        for place, issue in enumerate(scenario.issues):
            inputs[f"weight of {issue.id} for {side.id}"] = weights[:, place]
        columns.append(weights[:, issue_of] * scores[party] / 100)
        floors.append(_draw_floor(scenario, party, columns[-1], number, chance))
        inputs[f"reservation value of {side.id}"] = floors[-1]
    for party, voice in voices:
        weights = _draw_weights(voice.weights, scenario.uncertainty.concentration, number, chance)
        for place, issue in enumerate(scenario.issues):
            inputs[f"weight of {issue.id} for {scenario.parties[party].id}: {voice.name}"] = weights[:, place]
        own = scores[party]
        if voice.scores is not None:
            own = _draw_scores(scenario, party, voice, sure, number, chance, inputs)
        columns.append(weights[:, issue_of] * own / 100)
        # a hair below, so that a package exactly at the level is accepted in floating point as it is in fractions
        floors.append(np.full(number, float(voice.accept_at.known) - 1e-12))
    return _Drawn(np.stack(columns, axis=2), np.stack(floors, axis=1), inputs)


def _draw_reliability(
    scenario: Scenario, number: int, chance: np.random.Generator, inputs: dict[str, Floats]
) -> list[Floats]:
    sure = []
    for party in scenario.parties:
        if party.reliability is None:
            sure.append(np.ones(number))
            continue
        sure.append(chance.beta(party.reliability.kept + 1, party.reliability.lapsed + 1, number))
        inputs[f"reliability of {party.id}"] = sure[-1]
    return sure


def _draw_scores(  # noqa: PLR0913, PLR0917  # what a score hangs on
    scenario: Scenario,
    party: int,
    voice: Constituency | None,
    sure: Sequence[Floats],
    number: int,
    chance: np.random.Generator,
    inputs: dict[str, Floats],
) -> Floats:
    """Return scores, (draws, options of all issues), what is delivered later discounted."""
    half = scenario.uncertainty.scores
    parts = []
    for place, issue in enumerate(scenario.issues):
        own = voice.scores[place] if voice is not None and voice.scores is not None else issue.scores[party]
        drawn = np.empty((number, len(own)))
        for option, score in enumerate(own):
            if score.value is None:
                drawn[:, option] = chance.uniform(0, 100, number)
            elif half > 0:
                drawn[:, option] = np.clip(float(score.value) + chance.triangular(-half, 0, half, number), 0, 100)
            else:
                drawn[:, option] = float(score.value)
            if voice is None:
                inputs[f"score of {issue.id}.{issue.options[option].id} for {scenario.parties[party].id}"] = drawn[
                    :, option
                ]
        base = drawn[:, issue.no_agreement] if issue.no_agreement is not None else np.zeros(number)
        later = drawn.copy()
        for option, choice in enumerate(issue.options):
            if choice.deliverer is not None and choice.deliverer != party:
                rise = np.maximum(drawn[:, option] - base, 0)
                later[:, option] = drawn[:, option] - rise * (1 - sure[choice.deliverer])
        parts.append(later)
    return np.concatenate(parts, axis=1)


def _draw_weights(weights: Sequence[Judged], concentration: float, number: int, chance: np.random.Generator) -> Floats:
    """Return weights, (draws, issues): a Dirichlet around those known, and an even one over those unknown."""
    shape = [1.0 if one.value is None else float(one.value) * concentration for one in weights]
    drawn: Floats = chance.standard_gamma(shape, (number, len(shape)))
    unknown = np.array([one.value is None for one in weights])
    if unknown.any() and not unknown.all():
        left = float(max(Fraction(0), 1 - sum((one.known for one in weights), Fraction(0))))
        for members, part in ((unknown, left), (~unknown, 1 - left)):
            drawn[:, members] *= part / np.maximum(drawn[:, members].sum(axis=1, keepdims=True), 1e-300)
    weights_drawn: Floats = drawn / drawn.sum(axis=1, keepdims=True)
    return weights_drawn


def _draw_floor(scenario: Scenario, party: int, column: Floats, number: int, chance: np.random.Generator) -> Floats:
    said, half = scenario.parties[party].reservation, scenario.uncertainty.reservation
    moved = chance.uniform(-half, half, number)
    if said is not None and said.value is not None:
        return float(said.value) + moved
    picks = scenario.no_agreement
    if picks is None:
        return np.maximum(moved, 0)
    offsets = np.cumsum([0, *(len(issue.options) for issue in scenario.issues)])[:-1]
    floor: Floats = column[:, offsets + np.array(picks)].sum(axis=1) + moved
    return floor


def _ratify(scenario: Scenario, gains: Floats) -> Flags:
    """Return which packages all sides ratify: (packages, draws)."""
    ratified = np.ones(gains.shape[:2], dtype=np.bool_)
    column = len(scenario.parties)
    for party in scenario.parties:
        if not party.constituencies:
            continue
        powers = np.array([float(voice.power) for voice in party.constituencies])
        accepts = gains[:, :, column : column + len(powers)] >= 0
        column += len(powers)
        needed = float(party.quota or 0) * powers.sum()
        ratified &= accepts @ powers >= needed * (1 - 1e-12)
        for place, voice in enumerate(party.constituencies):
            if voice.veto:
                ratified &= accepts[:, :, place]
    return ratified


def _list_alone(scenario: Scenario, picks: Integers) -> list[tuple[str, Flags]]:
    """Return the packages in which a group of issues is settled and all others are held at no agreement."""
    found: list[tuple[str, Flags]] = []
    for group in find_groups(scenario):
        held = hold(scenario, set(range(len(scenario.issues))) - set(group.issues))
        if held is not None:
            members = np.ones(len(picks), dtype=np.bool_)
            for place, options in held.items():
                members &= np.isin(picks[:, place], list(options))
            found.append((group.name, members))
    return found


def _count_options(scenario: Scenario, picks: Integers, nash: Integers) -> Iterator[Frequency]:
    chosen = picks[nash[nash >= 0]]
    for place, issue in enumerate(scenario.issues):
        for option, choice in enumerate(issue.options):
            count = int((chosen[:, place] == option).sum())
            if count:
                yield Frequency(issue.id, choice.id, count / len(chosen))


def _rate_unknowns(inputs: dict[str, Floats], agreeable: Flags) -> list[Unknown]:
    number = len(agreeable)
    share = float(agreeable.mean())
    variance = share * (1 - share)
    groups = min(_GROUPS, number // 20)
    if variance == 0 or groups < 2:  # noqa: PLR2004  # nothing to tell apart
        return []
    rated = []
    for name, values in inputs.items():
        if values.min() == values.max():
            continue
        parts = np.array_split(agreeable[np.argsort(values, kind="stable")], groups)
        means = [float(part.mean()) for part in parts]
        between = float(np.mean([(mean - share) ** 2 for mean in means])) - (groups - 1) / number * variance
        rated.append(Unknown(name, max(0.0, between / variance), means[0], means[-1]))
    return sorted(rated, key=lambda one: (-one.explains, one.name))[:_LISTED]
