"""Whether an act is what was promised: parties, level, place, occasion and issue, with a score and a reason."""

from dataclasses import dataclass

from summitry.records import CODES_WITHOUT_STATE, Action, Level
from summitry.track.follow.acts import Act
from summitry.track.follow.rules import codes_of, kind_of, ranks
from summitry.track.follow.terms import Terms, add_days
from summitry.track.values import Relation

SURE = 0.5
"""Score from which a link settles a promise."""
DOUBTFUL = 0.3
"""Score from which a link keeps a promise from lapsing: it may have been kept."""
_CONTACTS = frozenset({Action.MEET, Action.VISIT, Action.NEGOTIATE})
_GATHERED = frozenset({Action.MEET, Action.NEGOTIATE})

# What each finding takes from, or adds to, a full match of 0.9. Judged by hand, not fitted: the order of the amounts
# says what weighs more, and the sums put one grave or two light doubts above SURE.
_FULL = 0.9
_SAME_OFFICE = 0.15
_ONLY_STATE = 0.2
_LEVEL_OPEN = 0.25
_LEVEL_FREE = 0.05
_HIGHER = 0.29
_PLACE_OPEN = 0.1
_ELSEWHERE = 0.3
_ISSUE_OPEN = 0.1
_OTHER_PLACE = 0.25
_WEAK = 0.5
_DOUBT = 0.45
_TWO = 2
_MONTH, _SEASON = 31, 92
"""Days of windows so narrow that a meeting elsewhere in them may have been, or in part have been, the one promised."""
_SAME_THING = 0.05


@dataclass(frozen=True, slots=True)
class Match:
    """That an act is, or is in part, what was promised.

    Attributes:
        relation: ``FULFILS`` or ``PARTLY``.
        score: probability that it is, 0 to 1.
        reason: what speaks for it and against it, in a few words.
    """

    relation: Relation
    score: float
    reason: str


def match(terms: Terms, act: Act, *, called_off: bool = False) -> Match | None:
    """Return whether an act is what was promised, days left aside; None where it is not.

    Args:
        terms: what was promised.
        act: what happened.
        called_off: whether the act is one that was called off: then it need not have a level or place of its own.
    """
    kind = kind_of(terms.action)
    occurrence = act.occurrence
    if occurrence.mode is not None and occurrence.mode in kind.not_modes:
        return None
    relation = Relation.FULFILS
    if not called_off:
        if act.kind in kind.partly:
            relation = Relation.PARTLY
        codes = codes_of(act.kind)
        if codes and not (occurrence.cameo or "").startswith(codes):
            return None
    checks = (
        _match_parties(terms, act),
        _match_level(terms, act) if terms.action in _CONTACTS and not called_off else (0.0, ""),
        _match_place(terms, act, called_off=called_off),
        _match_issue(terms, act),
    )
    score, reasons = _FULL, []
    for check in checks:
        if check is None:
            return None
        loss, reason = check
        score -= loss
        if reason:
            reasons.append(reason)
        if loss >= _ELSEWHERE:
            relation = Relation.PARTLY
            score += loss - _ELSEWHERE
    if not act.firm:
        score *= _WEAK
        reasons.append("told unsurely")
    if _is_loose(terms, act) and not called_off:
        score = min(score, _DOUBT)
    if score < DOUBTFUL:
        return None
    return Match(relation, round(min(score, 0.98), 2), "; ".join(reasons) or f"the {kind.noun} promised")


def match_gathering(terms: Terms, act: Act) -> Match | None:
    """Return whether an act called off is the gathering at which a promised meeting was to take place.

    A gathering is called off by its host or by some of its members, so the parties need not be those of the promise.
    """
    if terms.action not in _CONTACTS:
        return None
    if terms.occasions & act.occasions:
        return Match(
            Relation.CANCELS, 0.8, f"the gathering ({', '.join(sorted(terms.occasions & act.occasions))}) is off"
        )
    if terms.occasions and terms.town and terms.town == act.town:
        return Match(Relation.CANCELS, 0.65, f"the gathering in {terms.town.title()} is off")
    return None


def _is_loose(terms: Terms, act: Act) -> bool:
    """Tell whether too little is told for an act to be more than perhaps the one promised."""
    if len(terms.countries - CODES_WITHOUT_STATE) < _TWO:
        return not (terms.occasions & act.occasions or (terms.town and terms.town == act.town))
    kind = kind_of(terms.action)
    if act.kind in kind.perhaps:
        return True
    low = terms.body and ranks().get(terms.level, 0) <= ranks()[Level.OFFICIAL]
    if terms.action in _CONTACTS and low and act.occurrence.level is not terms.level:
        return True
    if terms.body and act.level is not terms.level and not terms.issues & act.issues and act.level is not Level.UNKNOWN:
        return True
    if terms.action is Action.VISIT:
        return bool(terms.host) and act.country != terms.host and terms.host not in act.elsewhere
    if terms.action in _GATHERED:
        if act.one_sided:
            return True
        return terms.vague and bool(terms.town or terms.occasions) and not (act.town or act.country or act.occasions)
    return kind.issue == "close" and not terms.issues & act.issues


_Check = tuple[float, str] | None


def _match_parties(terms: Terms, act: Act) -> _Check:
    kind = kind_of(terms.action)
    shared = terms.countries & act.countries
    if len(shared) < min(_TWO, len(terms.countries)):
        return None
    if not kind.both and not terms.by & act.sources:
        return None
    if terms.visitors and not terms.visitors & act.countries:
        return None
    if terms.action not in _CONTACTS:
        return 0.0, ""  # a deed is the state's, whoever does it
    loss, reasons = 0.0, []
    sides = terms.visitors if terms.action is Action.VISIT else frozenset(terms.named)
    for side in sorted(sides & shared):
        mine, theirs = terms.named.get(side), act.named.get(side)
        if not mine or (theirs and mine & theirs):
            continue
        if not theirs:
            loss += _ONLY_STATE / len(sides)
            reasons.append(f"{side} not named by person")
        elif terms.offices.get(side, frozenset()) & act.offices.get(side, frozenset()):
            loss += _SAME_OFFICE
            reasons.append(f"another holder of the office for {side}")
        else:
            return None
    return loss, "; ".join(reasons)


def _match_level(terms: Terms, act: Act) -> _Check:
    if terms.level is Level.UNKNOWN:
        return _LEVEL_FREE, ""
    if act.level is terms.level:
        return 0.0, f"at the level promised ({act.level.value})"
    if act.level is Level.UNKNOWN:
        known = any(terms.named.get(side, frozenset()) & act.named.get(side, frozenset()) for side in terms.named)
        return (_LEVEL_FREE if known else _LEVEL_OPEN), "level not told"
    ladder = ranks()
    if ladder.get(act.level, 0) <= ladder.get(terms.level, 0) or terms.level not in ladder:
        return None
    if terms.body and terms.action is Action.VISIT:
        return None
    return _HIGHER, f"at a higher level ({act.level.value}) than promised ({terms.level.value})"


def _match_place(terms: Terms, act: Act, *, called_off: bool) -> _Check:
    if terms.action is Action.VISIT:
        return _match_host(terms, act, called_off=called_off)
    if terms.action not in _GATHERED or not (terms.town or terms.country or terms.occasions):
        return 0.0, ""
    if terms.occasions & act.occasions:
        return -_SAME_THING, f"on the occasion named ({', '.join(sorted(terms.occasions & act.occasions))})"
    if terms.town and terms.town == act.town:
        return (_PLACE_OPEN if terms.occasions and act.occasions else 0.0), f"in {act.town.title()} as promised"
    if not act.country and not act.town:
        return _PLACE_OPEN, "place not told"
    if terms.occasions and not terms.town and not terms.country:
        return None if act.occasions else (_PLACE_OPEN + 0.05, "occasion not told")
    if terms.occasions:
        return None
    if terms.country and terms.country == act.country and not (terms.town and act.town):
        return 0.0, f"in {act.country}"
    return (_ELSEWHERE, f"elsewhere ({act.occurrence.place or act.country})") if terms.width <= _SEASON else None


def _match_host(terms: Terms, act: Act, *, called_off: bool) -> _Check:
    if not terms.host:
        inside = act.country in terms.countries - (terms.visitors if len(terms.visitors) == 1 else frozenset())
        return (0.0, "") if inside or called_off else None
    if act.country != terms.host and terms.host in act.elsewhere and not called_off:
        return _OTHER_PLACE, f"in {terms.host} by other reports"
    if act.country != terms.host:
        if called_off:
            return None if act.country else (_PLACE_OPEN, "place not told")
        return (_HIGHER, f"elsewhere ({act.occurrence.place or 'place not told'})") if _is_near(terms, act) else None
    if terms.town and act.town and terms.town != act.town:
        return _PLACE_OPEN, f"in {act.occurrence.place}"
    return 0.0, f"in {terms.host} as promised"


def _is_near(terms: Terms, act: Act) -> bool:
    """Tell whether the very persons met in a narrow window, though not where the visit was to lead.

    Places of one meeting are told wrongly more often than two leaders meet twice within a month.
    """
    met = any(terms.named.get(side, frozenset()) & act.named.get(side, frozenset()) for side in terms.visitors)
    return met and terms.width <= _MONTH and not act.one_sided and len(terms.countries & set(act.named)) > 1


def _match_issue(terms: Terms, act: Act) -> _Check:
    needs = kind_of(terms.action).issue
    if needs == "any":
        return 0.0, ""
    shared = terms.issues & act.issues
    if shared:
        return -_SAME_THING, f"on {', '.join(sorted(shared))}"
    if needs == "needed" or (terms.issues and act.issues):
        return None
    return (_ISSUE_OPEN if terms.issues else 0.0), ("issue not told" if terms.issues else "")


def is_after(terms: Terms, act: Act) -> bool:
    """Tell whether an act came after the promise: an earlier one never keeps it.

    A promise that became known only after its window was made before it; then the window's first day is the bound.
    """
    first, made = act.first, terms.made
    if first is None or made is None:
        return first is not None
    if terms.end is not None and made > terms.end and terms.start is not None:
        return first >= terms.start
    if terms.start == made == terms.end:
        return first >= made
    return first > (add_days(made, 1) if terms.vague else made)
