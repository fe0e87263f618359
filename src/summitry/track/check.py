"""Claims checked: a count or an ordinal that a document states, beside what the ledger itself counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from summitry.records import Claim, ClaimAbout, ClaimKind, EventType, Level
from summitry.track.dyads import NOBODY
from summitry.track.follow.acts import REAL, Act, is_ahead, read_act
from summitry.track.follow.rules import has_cue, levels_of_offices, plain
from summitry.track.follow.terms import add_days
from summitry.track.values import Check, CheckedClaim, Coverage, Occurrence, Told

ENOUGH = 0.5
"""Share of the window that the ledger must cover for an equal count to confirm a claim."""
WHOLE = 0.9
"""Share that it must cover for a smaller count to contradict one, or for nothing found to mean that nothing was."""
GAP = 31
"""Days without a document on the pair that a ledger may have and still be said to have missed no meeting."""
LOOSE = 0.2
"""Share by which a window that is told loosely may be longer than its words say."""
OWN = 7
"""Days before publication in which a meeting that the document itself reports is the one that it speaks of."""
_PAIR = 2
_BY_PHONE = "041"
"""CAMEO code of talks by telephone."""


@dataclass(frozen=True, slots=True)
class _Question:
    """What is to be counted; ``series`` tells that all meetings at the level are of one series.

    There is one leader a side, but many ministers and officials, whose meetings nobody counts together; unless the
    claim names persons of both sides.
    """

    claim: Claim
    pair: frozenset[str]
    level: Level | None
    start: date
    end: date
    host: str
    series: bool
    loose: bool


def check_claim(told: Told[Claim], occurrences: Sequence[Occurrence], coverage: Coverage) -> CheckedClaim:
    """Check a count, an ordinal, a first or a last against the occurrences of the ledger.

    Counted is what took place between the parties of the claim in its window, at its level, up to the day of the
    document; an ordinal counts the meeting that it speaks of itself. A claim without a window counts from a beginning
    that the document does not tell, so it cannot be checked.

    The ledger's own number is a lower bound: more meetings than claimed contradict a claim whatever the coverage,
    fewer only where the ledger covers the window without a gap. An equal number confirms it where the ledger covers
    most of the window: two counts that were made apart agree. What is told unsurely, or as a visit of which nobody says
    whom the guest met, may make up the number but never exceeds it.

    Args:
        told: the claim as one document tells it.
        occurrences: of the pair of states, in any order; later reports of earlier meetings count too.
        coverage: days on which documents about the pair were published.

    Returns:
        The answer with the occurrences counted; ``found`` is None where nothing could be counted.
    """
    claim = told.row
    pair = frozenset(p.country for i in claim.actors if (p := told.parties.get(i)) is not None) - {NOBODY}
    end = told.published or coverage.until
    if claim.about is ClaimAbout.OTHER:
        return _not_checkable(told, "what it counts is no contact")
    if len(pair) < _PAIR:
        return _not_checkable(told, "it does not name two sides")
    if claim.window is None or end is None:
        return _not_checkable(told, "it does not say since when it counts")
    meant = _find_persons(told, pair, occurrences)
    acts = _find_contacts(claim, pair, meant, occurrences, end)
    own = _find_own(told, acts, end)
    level = claim.level or (own.level if own and own.level is not Level.UNKNOWN else None)
    if level is None:
        return _not_checkable(told, "it does not say at what level it counts")
    until = min(claim.window.end, end)
    series = level is Level.LEADER or len(meant) >= _PAIR
    loose = has_cue(plain(claim.window.text or ""), "loose")
    question = _Question(claim, pair, level, claim.window.start, until, _find_host(told, pair), series, loose)
    fitting = [act for act in acts if _is_at(act, level, pair) and _is_toward(act, question)]
    match claim.kind:
        case ClaimKind.LAST:
            return _check_last(told, question, [a for a in fitting if not _is_own(told, a, end)])
        case ClaimKind.FIRST:
            return _check_first(told, question, [a for a in fitting if not _is_recent(a, end)], coverage)
        case ClaimKind.ORDINAL if own is not None and own.first is not None and own in fitting:
            fitting = [a for a in fitting if a.first is not None and a.first <= (own.last or own.first)]
        case _:
            pass
    counted = _within(fitting, question)
    if question.loose and len(_count(counted)) < claim.value:
        question = _widen(question)
        counted = _take_last(_within(fitting, question), claim.value)
    return _check_number(told, question, counted, coverage)


def _find_contacts(
    claim: Claim,
    pair: frozenset[str],
    meant: Mapping[str, frozenset[str]],
    occurrences: Sequence[Occurrence],
    end: date,
) -> list[Act]:
    """Return the dated contacts of the kind counted, of the persons meant, that began by a day, in order of day."""
    calls = claim.about is ClaimAbout.CALLS
    found = []
    for occurrence in occurrences:
        if occurrence.event_type is not EventType.CONSULT or occurrence.modality not in REAL:
            continue
        if not pair <= set(occurrence.countries) or is_ahead(occurrence):
            continue
        if (occurrence.mode == "phone" or (occurrence.cameo or "").startswith(_BY_PHONE)) is not calls:
            continue
        act = read_act(occurrence)
        if any(act.named.get(side) and not act.named[side] & persons for side, persons in meant.items()):
            continue
        if act.dated and act.first is not None and act.first <= end:
            found.append(act)
    return sorted(found, key=_in_order)


def _find_persons(
    told: Told[Claim], pair: frozenset[str], occurrences: Sequence[Occurrence]
) -> dict[str, frozenset[str]]:
    """Return the persons of each side whose family names stand in the words of a claim."""
    words = frozenset(plain(told.words).split())
    found: dict[str, set[str]] = {}
    for occurrence in occurrences:
        for actor, party in occurrence.parties.items():
            if party.country in pair and "/" in actor and actor.rpartition("/")[2].rpartition("-")[2] in words:
                found.setdefault(party.country, set()).add(actor)
    return {side: frozenset(persons) for side, persons in found.items()}


def _in_order(act: Act) -> tuple[date, date, str]:
    return act.first or date.min, act.last or date.max, act.occurrence.id


def _is_at(act: Act, level: Level, pair: frozenset[str]) -> bool:
    """Tell whether a contact was at a level.

    Of leaders each side that is named by person must be named by one who holds such an office: a former prime minister
    is received by a president, and no leaders meet. A side that is only named as a state is taken at the other's level.
    """
    if level is not Level.LEADER:
        return act.level is level and act.occurrence.level in {level, Level.UNKNOWN}
    levels = levels_of_offices()
    leads = {side for side in pair if any(levels.get(o) is Level.LEADER for o in act.offices.get(side, ()))}
    named = {side for side in pair if act.named.get(side)}
    if not leads:
        return act.level is Level.LEADER
    return named <= leads and act.level in {Level.LEADER, Level.UNKNOWN}


def _is_toward(act: Act, question: _Question) -> bool:
    """Tell whether a visit led to the host that is meant; anything else counts wherever it took place."""
    if question.claim.about is not ClaimAbout.VISITS:
        return True
    return bool(act.country) and act.country == question.host


def _find_host(told: Told[Claim], pair: frozenset[str]) -> str:
    """Return who is visited: the second of the parties named, the first where the words are those of a host."""
    order = [p.country for i in told.row.actors if (p := told.parties.get(i)) is not None and p.country in pair]
    return order[0] if has_cue(plain(told.words), "hosting") else order[-1]


def _is_firm(act: Act, about: ClaimAbout) -> bool:
    """Tell whether a contact surely is one of those counted."""
    return act.firm and (about is ClaimAbout.VISITS or not act.one_sided)


def _is_own(told: Told[Claim], act: Act, end: date) -> bool:
    """Tell whether a contact is one that the document itself reports as news."""
    mine = f"{told.document[:16]}/"
    return _is_recent(act, end) and any(key.startswith(mine) for key in act.occurrence.reports)


def _is_recent(act: Act, end: date) -> bool:
    return act.last is not None and (end - act.last).days <= OWN


def _find_own(told: Told[Claim], acts: Sequence[Act], end: date) -> Act | None:
    """Return the meeting that a document speaks of: the last that it reports as news."""
    own = [act for act in acts if _is_own(told, act, end)]
    return own[-1] if own else None


def _within(acts: Sequence[Act], question: _Question) -> list[Act]:
    return [
        act
        for act in acts
        if act.first is not None and act.last is not None and question.start <= act.last and act.first <= question.end
    ]


def _widen(question: _Question) -> _Question:
    """Return a question whose window begins somewhat earlier: "a little over a year" is not 365 days."""
    days = (question.end - question.start).days
    return replace(question, start=add_days(question.start, -round(days * LOOSE)))


def _take_last(acts: list[Act], number: int) -> list[Act]:
    """Return the last contacts, as many as count as a number: a loose window begins where they begin."""
    counted = _count(acts)
    first = counted[-number].first if len(counted) > number else None
    return [act for act in acts if first is None or (act.last or first) >= first]


def _count(acts: Sequence[Act]) -> list[Act]:
    """Return the contacts that count: a vaguer date of one already counted, and the next day of one, do not."""
    precise = sorted((act for act in acts if act.first == act.last), key=_by_weight)
    counted: list[Act] = []
    for act in precise:
        last = counted[-1] if counted else None
        if last is not None and last.last is not None and act.first is not None:
            days = (act.first - last.last).days
            if days == 0 or (days == 1 and act.country == last.country):
                continue
        counted.append(act)
    for act in acts:
        if act.first is None or act.last is None or act.first == act.last:
            continue
        if not any(one.first is not None and act.first <= one.first <= act.last for one in counted):
            counted.append(act)
    return sorted(counted, key=_in_order)


def _by_weight(act: Act) -> tuple[date, int, float, str]:
    """Return what sorts contacts by day, the best proved of a day first."""
    occurrence = act.occurrence
    return act.first or date.min, -occurrence.documents, -occurrence.confidence, occurrence.id


def _check_number(told: Told[Claim], question: _Question, acts: list[Act], coverage: Coverage) -> CheckedClaim:
    value, about = question.claim.value, question.claim.about
    firm, counted = _count([act for act in acts if _is_firm(act, about)]), _count(acts)
    if len(firm) >= value:
        counted = firm
    found = len(counted)
    share, whole = _measure(coverage, question)
    rule = _say(question)
    if len(firm) < value < found:
        reason = f"{rule}: {len(firm)} sure ones are known and {found - len(firm)} unsure ones"
        return _answer(told, Check.NOT_CHECKABLE, counted, reason)
    if found > value and not question.series:
        reason = f"{rule}: {found} are known, but those at this level hold meetings of several sorts"
        return _answer(told, Check.NOT_CHECKABLE, counted, reason)
    if found > value:
        return _answer(told, Check.CONTRADICTED, counted, f"{rule}: {found}, more than {value}")
    if found == value:
        if share >= ENOUGH:
            return _answer(told, Check.CONFIRMED, counted, f"{rule}: {found}; the ledger covers {share:.0%} of it")
        return _answer(told, Check.NOT_CHECKABLE, counted, f"{rule}: the ledger covers only {share:.0%} of it")
    if whole:
        return _answer(
            told, Check.CONTRADICTED, counted, f"{rule}: {found}, fewer than {value}, and no gap in the ledger"
        )
    return _answer(told, Check.NOT_CHECKABLE, counted, f"{rule}: {found} are known, and the ledger has gaps")


def _check_first(told: Told[Claim], question: _Question, others: list[Act], coverage: Coverage) -> CheckedClaim:
    counted = _count([act for act in _within(others, question) if _is_firm(act, question.claim.about)])
    rule = _say(question)
    if counted:
        return _answer(told, Check.CONTRADICTED, counted, f"{rule}: an earlier one is known")
    if _measure(coverage, question)[1]:
        return _answer(told, Check.CONFIRMED, counted, f"{rule}: no earlier one, and no gap in the ledger")
    return _answer(told, Check.NOT_CHECKABLE, counted, f"{rule}: no earlier one is known, but the ledger has gaps")


def _check_last(told: Told[Claim], question: _Question, acts: list[Act]) -> CheckedClaim:
    """Check "they have not met since February": the last contact lies in the window, and none came after it."""
    rule = _say(question)
    counted = _count([act for act in acts if _is_firm(act, question.claim.about)])
    latest = counted[-1] if counted else None
    if latest is None or latest.first is None or latest.last is None or latest.last < question.start:
        return _answer(told, Check.NOT_CHECKABLE, [], f"{rule}: none is known")
    window = told.row.window
    if window is not None and latest.first > window.end:
        return _answer(told, Check.CONTRADICTED, [latest], f"{rule}: a later one is known, of {latest.first}")
    return _answer(told, Check.CONFIRMED, [latest], f"{rule}: the last one known is of {latest.first}")


def _measure(coverage: Coverage, question: _Question) -> tuple[float, bool]:
    """Return the share of a window that the ledger covers, and whether it covers it whole and without a gap."""
    start, end = question.start, question.end
    length = (end - start).days + 1
    if coverage.until is None or not coverage.days or length < 1:
        return 0.0, False
    reach = min(end, coverage.until)
    days = [day for day in coverage.days if day <= add_days(reach, OWN)]
    if not days:
        return 0.0, False
    begin = max(start, days[0])
    share = max(0.0, ((reach - begin).days + 1) / length)
    marks = [begin, *(day for day in days if begin < day), reach]
    widest = max((later - earlier).days for earlier, later in pairwise(marks))
    return min(share, 1.0), share >= WHOLE and widest <= GAP


def _say(question: _Question) -> str:
    level = question.level.value.replace("_", " ") if question.level else "any"
    sides = " and ".join(sorted(question.pair))
    toward = f" in {question.host}" if question.claim.about is ClaimAbout.VISITS else ""
    return f"{question.claim.about.value} of {sides}{toward} at {level} level, {question.start} to {question.end}"


def _answer(told: Told[Claim], check: Check, counted: Sequence[Act], reason: str) -> CheckedClaim:
    found = len(counted) + (1 if told.row.kind is ClaimKind.FIRST else 0)
    return CheckedClaim(told, check, tuple(act.occurrence.id for act in counted), found, reason)


def _not_checkable(told: Told[Claim], reason: str) -> CheckedClaim:
    return CheckedClaim(told, Check.NOT_CHECKABLE, (), None, reason)
