"""The words that rows of a readout use: what sort, how real, at which level, how firm."""

from enum import StrEnum


class ActorKind(StrEnum):
    """What sort of actor."""

    PERSON = "person"
    STATE = "state"
    GOVERNMENT = "government"
    ORGANIZATION = "organization"
    GROUP = "group"
    BLOC = "bloc"


class Office(StrEnum):
    """The office that a person holds at the document's date."""

    HEAD_OF_STATE = "head_of_state"
    HEAD_OF_GOVERNMENT = "head_of_government"
    HEAD_OF_ORGANIZATION = "head_of_organization"
    VICE_PRESIDENT = "vice_president"
    FOREIGN_MINISTER = "foreign_minister"
    DEFENCE_MINISTER = "defence_minister"
    MINISTER = "minister"
    DEPUTY_MINISTER = "deputy_minister"
    AMBASSADOR = "ambassador"
    ENVOY = "envoy"
    SPOKESPERSON = "spokesperson"
    OFFICIAL = "official"
    LEGISLATOR = "legislator"
    MILITARY = "military"
    PARTY_LEADER = "party_leader"
    MONARCH = "monarch"
    OTHER = "other"


class EventType(StrEnum):
    """PLOVER 2.0 event types."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Quad(StrEnum):
    """PLOVER's four classes of events."""

    VERBAL_COOPERATION = "verbal_cooperation"
    MATERIAL_COOPERATION = "material_cooperation"
    VERBAL_CONFLICT = "verbal_conflict"
    MATERIAL_CONFLICT = "material_conflict"


class Modality(StrEnum):
    """How real an event is in the text."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    PLANNED = "planned"
    PROPOSED = "proposed"
    CANCELLED = "cancelled"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


class Level(StrEnum):
    """Level of a contact or act; of a two-sided act the highest at which both sides took part."""

    LEADER = "leader"
    MINISTER = "minister"
    DEPUTY_MINISTER = "deputy_minister"
    OFFICIAL = "official"
    MILITARY = "military"
    PARLIAMENT = "parliament"
    UNKNOWN = "unknown"


class StatementKind(StrEnum):
    """How speech is reported."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Stance(StrEnum):
    """What a holder does with an issue."""

    CLAIMS = "claims"
    DEMANDS = "demands"
    OFFERS = "offers"
    ACCEPTS = "accepts"
    REJECTS = "rejects"
    OPPOSES = "opposes"
    SUPPORTS = "supports"
    RESERVES = "reserves"


class Action(StrEnum):
    """What a commitment undertakes."""

    MEET = "meet"
    VISIT = "visit"
    NEGOTIATE = "negotiate"
    SIGN = "sign"
    COOPERATE = "cooperate"
    AID = "aid"
    WITHDRAW = "withdraw"
    RELEASE = "release"
    REFRAIN = "refrain"
    OTHER = "other"


class Strength(StrEnum):
    """How firm a commitment is."""

    AGREED = "agreed"
    PLEDGED = "pledged"
    PLANNED = "planned"
    INVITED = "invited"
    PROPOSED = "proposed"


class ChangeKind(StrEnum):
    """What becomes of an earlier promise: a later day, an earlier one, or none any more."""

    POSTPONED = "postponed"
    ADVANCED = "advanced"
    SUSPENDED = "suspended"


class ClaimKind(StrEnum):
    """What sort of checkable count."""

    ORDINAL = "ordinal"
    COUNT = "count"
    FIRST = "first"
    LAST = "last"


class ClaimAbout(StrEnum):
    """What is counted."""

    MEETINGS = "meetings"
    VISITS = "visits"
    TALKS = "talks"
    CALLS = "calls"
    OTHER = "other"


class AssessmentAbout(StrEnum):
    """What a verdict is about."""

    ISSUE = "issue"
    RELATION = "relation"
    TALKS = "talks"
    ENVIRONMENT = "environment"


class Verdict(StrEnum):
    """The text's own judgement."""

    PROGRESS = "progress"
    NO_PROGRESS = "no_progress"
    SETBACK = "setback"
    IMPROVING = "improving"
    WORSENING = "worsening"
    STABLE = "stable"
    UNCERTAIN = "uncertain"
