"""Plain words for the codes of a readout, for people who do not have the codebook at hand."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date

from summitry.dates import When
from summitry.records import (
    Action,
    Assessment,
    AssessmentAbout,
    Claim,
    ClaimAbout,
    ClaimKind,
    Event,
    EventType,
    Level,
    Modality,
    Place,
    Stance,
    StatementKind,
    Strength,
    Verdict,
)
from summitry.track.values import Relation, Status

_TYPES = {
    EventType.AGREE: "Promise",
    EventType.CONSULT: "Meeting",
    EventType.SUPPORT: "Support",
    EventType.CONCEDE: "Concession",
    EventType.COOPERATE: "Joint work",
    EventType.AID: "Aid",
    EventType.RETREAT: "Step back",
    EventType.REQUEST: "Request",
    EventType.ACCUSE: "Accusation",
    EventType.REJECT: "Refusal",
    EventType.THREATEN: "Threat",
    EventType.PROTEST: "Protest",
    EventType.SANCTION: "Sanction",
    EventType.MOBILIZE: "Show of force",
    EventType.COERCE: "Use of force by authorities",
    EventType.ASSAULT: "Attack",
}
_MODES = {
    (EventType.CONSULT, "visit"): "Visit",
    (EventType.CONSULT, "phone"): "Telephone call",
    (EventType.CONSULT, "multilateral"): "Meeting on the margins",
    (EventType.CONSULT, "third-party"): "Meeting on third ground",
    (EventType.RETREAT, "release"): "Release",
    (EventType.RETREAT, "withdraw"): "Withdrawal",
    (EventType.RETREAT, "ceasefire"): "Ceasefire",
    (EventType.RETREAT, "disarm"): "Disarmament",
    (EventType.RETREAT, "access"): "Access granted",
    (EventType.RETREAT, "resign"): "Resignation",
    (EventType.REQUEST, "assist"): "Request for help",
    (EventType.REQUEST, "change"): "Call for change",
    (EventType.REQUEST, "meet"): "Request to meet",
    (EventType.REQUEST, "yield"): "Demand to yield",
    (EventType.ACCUSE, "disapprove"): "Criticism",
    (EventType.ACCUSE, "investigate"): "Investigation",
    (EventType.REJECT, "assist"): "Refusal to help",
    (EventType.REJECT, "change"): "Refusal to change",
    (EventType.REJECT, "meet"): "Refusal to meet",
    (EventType.REJECT, "yield"): "Refusal to yield",
    (EventType.THREATEN, "restrict"): "Threat to restrict",
    (EventType.THREATEN, "violence"): "Threat of force",
    (EventType.THREATEN, "arrest"): "Threat of arrest",
    (EventType.THREATEN, "relations"): "Threat to break ties",
    (EventType.THREATEN, "expel"): "Threat to expel",
    (EventType.THREATEN, "territory"): "Threat to take territory",
    (EventType.PROTEST, "demo"): "Demonstration",
    (EventType.PROTEST, "riot"): "Riot",
    (EventType.PROTEST, "strike"): "Strike",
    (EventType.PROTEST, "hunger"): "Hunger strike",
    (EventType.PROTEST, "boycott"): "Boycott",
    (EventType.PROTEST, "obstruct"): "Blockade",
    (EventType.SANCTION, "convict"): "Conviction",
    (EventType.SANCTION, "discontinue"): "Talks or ties broken off",
    (EventType.SANCTION, "expel"): "Expulsion",
    (EventType.SANCTION, "withdraw"): "Recall",
    (EventType.MOBILIZE, "troops"): "Troop movement",
    (EventType.MOBILIZE, "weapons"): "Show of arms",
    (EventType.MOBILIZE, "police"): "Police on alert",
    (EventType.MOBILIZE, "militia"): "Militia on alert",
    (EventType.COERCE, "arrest"): "Arrest",
    (EventType.COERCE, "ban"): "Ban",
    (EventType.COERCE, "censor"): "Censorship",
    (EventType.COERCE, "curfew"): "Curfew",
    (EventType.COERCE, "deport"): "Deportation",
    (EventType.COERCE, "restrict"): "Restriction",
    (EventType.COERCE, "seize"): "Seizure",
    (EventType.COERCE, "martial-law"): "Martial law",
    (EventType.COERCE, "withhold"): "Withholding",
    (EventType.COERCE, "misinformation"): "Disinformation",
    (EventType.COERCE, "cyber"): "Cyberattack",
    (EventType.ASSAULT, "abduct"): "Abduction",
    (EventType.ASSAULT, "beat"): "Beating",
    (EventType.ASSAULT, "torture"): "Torture",
    (EventType.ASSAULT, "targeted"): "Targeted killing",
    (EventType.ASSAULT, "destroy"): "Destruction",
    (EventType.ASSAULT, "firearms"): "Shooting",
    (EventType.ASSAULT, "explosives"): "Bombing",
    (EventType.ASSAULT, "suicide-attack"): "Suicide attack",
    (EventType.ASSAULT, "aerial"): "Air attack",
    (EventType.ASSAULT, "drone"): "Drone attack",
    (EventType.ASSAULT, "heavy-weapons"): "Shelling",
}
_CODES = {
    "030": "Promise",
    "0311": "Promise of economic work",
    "036": "Plan to meet",
    "037": "Promise to settle",
    "045": "Mediated talks",
    "046": "Talks",
    "050": "Diplomatic support",
    "051": "Praise or backing",
    "054": "Recognition",
    "055": "Apology",
    "056": "Forgiveness",
    "057": "Agreement signed",
}
_MODALITIES = {
    Modality.ONGOING: "going on",
    Modality.PLANNED: "planned",
    Modality.PROPOSED: "only proposed",
    Modality.CANCELLED: "called off",
    Modality.DENIED: "said not to have happened",
    Modality.HYPOTHETICAL: "only a possibility",
}
_LEVELS = {
    Level.LEADER: "leader level",
    Level.MINISTER: "minister level",
    Level.DEPUTY_MINISTER: "deputy-minister level",
    Level.OFFICIAL: "official level",
    Level.MILITARY: "military level",
    Level.PARLIAMENT: "parliament level",
}
_ACTIONS = {
    Action.MEET: "To meet",
    Action.VISIT: "To visit",
    Action.NEGOTIATE: "To negotiate",
    Action.SIGN: "To sign",
    Action.COOPERATE: "To work together",
    Action.AID: "To help",
    Action.WITHDRAW: "To withdraw",
    Action.RELEASE: "To release",
    Action.REFRAIN: "To refrain",
    Action.OTHER: "To act",
}
_STRENGTHS = {
    Strength.AGREED: "agreed by both sides",
    Strength.PLEDGED: "pledged",
    Strength.PLANNED: "planned",
    Strength.INVITED: "invited",
    Strength.PROPOSED: "proposed by one side",
}
_VERDICTS = {
    Verdict.PROGRESS: "progress",
    Verdict.NO_PROGRESS: "no progress",
    Verdict.SETBACK: "a setback",
    Verdict.IMPROVING: "getting better",
    Verdict.WORSENING: "getting worse",
    Verdict.STABLE: "stable",
    Verdict.UNCERTAIN: "open",
}
_SUBJECTS = {
    AssessmentAbout.ISSUE: "issue",
    AssessmentAbout.RELATION: "relation",
    AssessmentAbout.TALKS: "talks",
    AssessmentAbout.ENVIRONMENT: "surroundings",
}
_KINDS = {
    StatementKind.DIRECT: "quoted",
    StatementKind.INDIRECT: "reported",
    StatementKind.MIXED: "partly quoted",
}
_ISSUES = {"culture_sport": "culture and sport", "other": "other matters"}
_COUNTED = {
    ClaimAbout.MEETINGS: ("meeting", "meetings"),
    ClaimAbout.VISITS: ("visit", "visits"),
    ClaimAbout.TALKS: ("round of talks", "rounds of talks"),
    ClaimAbout.CALLS: ("call", "calls"),
    ClaimAbout.OTHER: ("time", "times"),
}
_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Not the locale's: what is printed is the same everywhere."""
_TEENS = range(11, 14)


PROOFS: Mapping[Status, tuple[Relation, ...]] = {
    Status.KEPT: (Relation.FULFILS,),
    Status.KEPT_LATE: (Relation.FULFILS,),
    Status.PARTLY: (Relation.PARTLY,),
    Status.CANCELLED: (Relation.CANCELS,),
    Status.SUPERSEDED: (Relation.POSTPONES, Relation.RESTATES),
    Status.LAPSED: (Relation.CONTRADICTS,),
}
"""Which links prove what became of a promise."""
FATES: Mapping[Status, str] = {
    Status.OPEN: "open",
    Status.DUE: "due now",
    Status.KEPT: "kept",
    Status.KEPT_LATE: "kept late",
    Status.PARTLY: "kept in part",
    Status.LAPSED: "lapsed",
    Status.CANCELLED: "called off",
    Status.SUPERSEDED: "superseded",
    Status.UNKNOWN: "unknown",
}
"""What became of a promise, in words."""


def name_event(event: Event) -> str:
    """Return what was done: "Visit", "Refusal to meet (called off)"; a type of the user's own by its name."""
    mode = event.mode or ""
    own = mode.replace("_", " ").replace("/", ", ").capitalize() if mode[:1].isupper() else ""
    name = own or _MODES.get((event.event_type, mode)) or _CODES.get(event.cameo or "") or _TYPES[event.event_type]
    modality = _MODALITIES.get(event.modality)
    return f"{name} ({modality})" if modality else name


def name_type(kind: EventType, mode: str | None, cameo: str | None = None) -> str:
    """Return what was done by its type and mode alone.

    >>> name_type(EventType.CONSULT, "visit")
    'Visit'
    """
    return _MODES.get((kind, mode or "")) or _CODES.get(cameo or "") or _TYPES[kind]


def name_level(level: Level | None) -> str:
    """Return the level, or nothing where it is unknown."""
    return _LEVELS.get(level, "") if level is not None else ""


def name_action(action: Action) -> str:
    """Return what is promised."""
    return _ACTIONS[action]


def name_strength(strength: Strength | None) -> str:
    """Return how firm a promise is, or nothing."""
    return _STRENGTHS[strength] if strength is not None else ""


def name_kind(kind: StatementKind) -> str:
    """Return how speech is told, where the text has no verb of saying."""
    return _KINDS[kind]


def name_stance(stance: Stance | None) -> str:
    """Return what a holder does: "claims", "demands"."""
    return stance.value if stance is not None else "holds"


def name_issue(issue: str) -> str:
    """Return an issue without its underscore.

    >>> name_issue("peace_treaty")
    'peace treaty'
    """
    return _ISSUES.get(issue, issue.replace("_", " "))


def name_subject(assessment: Assessment) -> str:
    """Return what a verdict is about: "talks on territory", "surroundings"."""
    issue = name_issue(assessment.issue) if assessment.issue else ""
    if assessment.about is AssessmentAbout.ISSUE and issue:
        return issue
    return f"{_SUBJECTS[assessment.about]} on {issue}" if issue else _SUBJECTS[assessment.about]


def name_verdict(verdict: Verdict) -> str:
    """Return a verdict in words."""
    return _VERDICTS[verdict]


def name_count(claim: Claim) -> str:
    """Return what is counted: "5th meeting", "3 visits", "first visit"."""
    one, many = _COUNTED[claim.about]
    if claim.kind is ClaimKind.COUNT:
        return f"{claim.value} {one if claim.value == 1 else many}"
    if claim.kind is ClaimKind.ORDINAL:
        return f"{ordinal(claim.value)} {one}"
    return f"{claim.kind.value} {one}"


def ordinal(number: int) -> str:
    """Return a number as an ordinal.

    >>> ordinal(1), ordinal(12), ordinal(22), ordinal(103)
    ('1st', '12th', '22nd', '103rd')
    """
    ending = "th" if number % 100 in _TEENS else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def name_place(place: Place | None) -> str:
    """Return a place with its country's code: "Sochi (RUS)"."""
    if place is None:
        return ""
    return (
        place.name if place.country in {"", "---"} or place.name == place.country else f"{place.name} ({place.country})"
    )


def name_when(when: When | None) -> str:
    """Return a date as short as it is precise.

    >>> from summitry.dates import Precision
    >>> name_when(When(date(2014, 1, 21), date(2014, 1, 31), Precision.SPAN))
    '21-31 Jan 2014'
    >>> name_when(When(date(2014, 9, 1), date(2014, 11, 30), Precision.SEASON))
    'Sep-Nov 2014'

    Args:
        when: a date, or None.

    Returns:
        Words of at most 25 characters; nothing for None.
    """
    if when is None:
        return ""
    start, end = when.start, when.end
    if start == end:
        return _day(start)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year}-{end.year}"
    if start.day == 1 and _is_last_of_month(end):
        if (start.year, start.month) == (end.year, end.month):
            return f"{_MONTHS[start.month]} {start.year}"
        first = f"{_MONTHS[start.month]}" if start.year == end.year else f"{_MONTHS[start.month]} {start.year}"
        return f"{first}-{_MONTHS[end.month]} {end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}-{_day(end)}"
    first = f"{start.day} {_MONTHS[start.month]}" if start.year == end.year else _day(start)
    return f"{first} - {_day(end)}"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month]} {day.year}"


def _is_last_of_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]
