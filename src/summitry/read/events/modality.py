"""How real a told act is: done, going on, planned, wished for, called off, denied, only supposed; or no event at all.

Tense, modal verbs, negation, conditions and what governs a clause decide; a lasting stand in the plain present is none.
"""

from summitry.dates import Tense
from summitry.errors import TableError
from summitry.read.clauses import Clause, Factuality
from summitry.read.events.lexicon import Code, Lexicon, Phrase, Turn, load_lexicon
from summitry.read.events.patterns import Match, match_clause
from summitry.read.layout import BlockKind
from summitry.read.scene import Scene
from summitry.records import EventType, Modality

Outcome = tuple[Code, Modality] | None
"""What is coded and how real it is; None where nothing is coded."""
VOICED = frozenset({EventType.SUPPORT, EventType.ACCUSE, EventType.REQUEST, EventType.CONCEDE})
"""Types of acts that are done by words: said to be the purpose of a call, they are done in it."""
WILL = frozenset({"will", "would", "shall", "can", "could"})
"""Modals with which a denial refuses: "will not sign"."""
STANDS = frozenset({"request", "demand", "offer", "refuse", "threaten", "threat"})
"""Turns that tell of a lasting stand when they stand in the plain present."""
STANDING_CODES = frozenset({"051", "111", "112", "080", "054"})
"""CAMEO codes of acts that are lasting stands in the plain present."""
PERFORMED = frozenset({"051", "055", "111"})
"""CAMEO codes of acts that are done by saying that one wishes to do them."""
HARD = frozenset({EventType.SANCTION, EventType.ASSAULT, EventType.COERCE})
"""Types of acts that, told as what will follow if something is or is not done, are threats."""
WISHED_FOR = frozenset({"040", "042", "046"})
"""CAMEO codes of meetings that a text can call for: "they should meet again"."""


class Reality:
    """Tells how real acts are, in one scene."""

    def __init__(self, scene: Scene, lexicon: Lexicon) -> None:
        """Keep the scene and the lexicon whose turns tell what a refusal or a plan makes of an act."""
        self.scene = scene
        self.lexicon = lexicon

    def turn(self, name: str) -> Turn:
        """Return the turn that the verb of its name stands for."""
        for lexicon in (self.lexicon, self._packaged):
            turns = [p.entry for p in lexicon.verbs.get(name, ()) if isinstance(p.entry, Turn)]
            if turns:
                return turns[-1]
        message = f"the lexicon has no turn for the verb {name!r}; add it to data/lang/<code>/events.toml"
        raise TableError(message)

    def phrase(self, verb: str) -> Phrase:
        """Return the phrase of a verb that asks for least beside it."""
        return (self.lexicon.verbs.get(verb) or self._packaged.verbs[verb])[-1]

    @property
    def _packaged(self) -> Lexicon:
        """Return the packaged lexicon, for what one of the user's own leaves out."""
        return load_lexicon(self.scene.document.language or "en")

    def of_clause(self, match: Match, code: Code) -> Outcome:
        """Return what a clause tells of."""
        clause = match.clause
        if clause is None:
            return code, Modality.OCCURRED
        if self._is_condition(clause):
            return code, Modality.HYPOTHETICAL
        if self._is_asked(clause):
            return None
        entry = match.phrase.entry
        if isinstance(entry, Turn):
            return self._of_turn(match, entry, clause, code)
        if entry.modality is not None:
            return code, entry.modality
        if match.phrase.negated:
            return code, Modality.OCCURRED
        if clause.negated:
            return self._made("refuse", code) if clause.modal in WILL else None
        return self._of_act(clause, code)

    def of_noun(self, match: Match, code: Code) -> Outcome:
        """Return what a noun tells of that no clause carries."""
        entry = match.phrase.entry
        clause = self.scene.clause_at(match.word)
        if entry.modality is not None and entry.modality is not Modality.OCCURRED:
            return code, entry.modality
        if clause is None:
            return code, Modality.OCCURRED
        if clause.factuality in {Factuality.CONDITION, Factuality.CONSEQUENCE}:
            return None
        if clause.negated:  # "has not withdrawn its threat"
            return (code, Modality.ONGOING) if code.type is EventType.THREATEN else None
        if clause.tense is Tense.FUTURE and match.word in clause.patients:
            return None
        if clause.tense is Tense.FUTURE and match.word in clause.agents:
            return self._made("plan", code)
        going_on = clause.tense is Tense.PRESENT and (clause.progressive or clause.perfect)
        if code.type is EventType.COOPERATE and going_on and match.word in clause.agents:
            return code, Modality.ONGOING
        return code, Modality.OCCURRED

    def _of_turn(self, match: Match, turn: Turn, clause: Clause, code: Code) -> Outcome:
        if clause.tense is Tense.PRESENT and turn.name in STANDS and self._is_stand(clause):
            return None
        if clause.negated:
            refuses = turn.name in {"promise", "offer"} and clause.modal in WILL
            return self._made("refuse", match.inner.code if match.inner is not None else None) if refuses else None
        if turn.name == "invite" and clause.passive and not clause.agents and clause.relation == "advcl":
            return None  # "because she was invited"
        if turn.name != "want":
            if clause.factuality is Factuality.INTENDED and clause.modal is None:
                return self._intended(clause, code)
            if clause.factuality is not Factuality.ASSERTED and clause.modal != "would":
                return None
        told = match.inner.clause if match.inner is not None else None
        if turn.name == "announce" and told is not None and (told.tense is Tense.FUTURE or told.modal == "would"):
            return self._made("plan", match.inner.code if match.inner is not None else None) or (code, turn.modality)
        if turn.name == "want" and code.cameo in PERFORMED:
            return code, Modality.OCCURRED  # "I wish to thank"
        ongoing = clause.progressive and turn.modality is Modality.OCCURRED
        return code, Modality.ONGOING if ongoing else turn.modality

    def _of_act(self, clause: Clause, code: Code) -> Outcome:
        present = clause.tense is Tense.PRESENT
        if present and code.cameo in STANDING_CODES and self._is_stand(clause):
            return None
        if clause.factuality is Factuality.INTENDED:
            return self._intended(clause, code)
        if clause.modal in {"should", "ought", "must"} and code.cameo in WISHED_FOR:
            return code, Modality.PROPOSED
        if clause.factuality is Factuality.CONSEQUENCE and not self._future_in_past(clause):
            return self._made("plan", code) if code.type in HARD and clause.modal is not None else None
        timetable = present and code.type is EventType.CONSULT and self._lies_ahead(clause)
        if clause.tense is Tense.FUTURE or clause.modal == "would" or timetable:
            made = self._made("plan", code)
            return None if made is None or made[0] == code else made
        return code, Modality.ONGOING if clause.progressive else Modality.OCCURRED

    def _made(self, name: str, code: Code | None) -> Outcome:
        made = self.turn(name).make(code)
        return None if made is None else (made, Modality.OCCURRED)

    def _is_condition(self, clause: Clause) -> bool:
        """Tell an if-clause, also an inverted one: "Were Rome to leave", "Should Paris refuse"."""
        if clause.factuality is Factuality.CONDITION:
            return True
        parsed = self.scene.parsed
        sentence = parsed.sentences[parsed.sentence_of[clause.head]]
        words = parsed.words(sentence)
        if words[0].text not in {"Were", "Should", "Had", "Suppose", "Supposing"} or words[-1].text == "?":
            return False
        comma = next((w.i for w in words if w.text == ","), sentence.last)
        return clause.head < comma

    def _is_asked(self, clause: Clause) -> bool:
        """Tell a question that opens with its auxiliary ("Did they agree?") from a statement."""
        words = self.scene.parsed.words(self.scene.parsed.sentences[self.scene.parsed.sentence_of[clause.head]])
        return clause.relation == "root" and words[-1].text == "?" and words[0].pos == "AUX"

    def _is_stand(self, clause: Clause) -> bool:
        """Tell what a party holds all along (plain present in running text) from what it does."""
        alone = len(self.scene.parsed.sentences) == 1  # a headline tells in the present what was done
        if alone or clause.progressive or clause.perfect or self.scene.is_quoted(clause.head):
            return False
        beside = clause.relation in {"acl", "advcl"}  # "as Rome demands"
        return beside or self.scene.parsed.block_of(clause.head).kind is BlockKind.BODY

    def _lies_ahead(self, clause: Clause) -> bool:
        """Tell a timetable ("the ministers meet next week") from what is."""
        when = self.scene.date_of(clause)
        if when is None or self.scene.anchor is None or self.scene.parsed.tokens[clause.head].pos != "VERB":
            return False
        running = self.scene.parsed.block_of(clause.head).kind is not BlockKind.ENTRY
        return when.start > self.scene.anchor or (running and not clause.progressive)

    def _intended(self, clause: Clause, code: Code) -> Outcome:
        """Return an infinitive's act where what governs it says that it happened."""
        governor = self.scene.governing(clause)
        if governor is None or governor.tense is Tense.FUTURE or governor.negated:
            return None
        if governor.lemma in self.lexicon.lists["phases"]:
            return code, Modality.OCCURRED
        if code.cameo.startswith("09") and governor.lemma in self.lexicon.lists["sending"]:
            return code, Modality.OCCURRED  # "sent a team to investigate"
        if code.type in VOICED and clause.relation == "advcl" and governor.tense is Tense.PAST:
            carrier = match_clause(self.scene, self.lexicon, governor)  # "rang to congratulate him"
            if carrier is not None and carrier.code is not None and carrier.code.type is EventType.CONSULT:
                return code, Modality.OCCURRED
        return None

    def _future_in_past(self, clause: Clause) -> bool:
        """Tell "they said that they would meet" from "they would meet if"."""
        governor = self.scene.governing(clause)
        told = governor is not None and governor.tense is Tense.PAST and clause.relation == "ccomp"
        return clause.modal == "would" and told
