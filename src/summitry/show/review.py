"""The review queue for people, in a terminal: one doubtful pair or row at a time, with the words that prove it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.text import Text

from summitry.errors import LedgerError
from summitry.records import Event
from summitry.show.terminal import MAX_WIDTH, make_safe, print_text, shorten
from summitry.show.words import name_event, name_level, name_place, name_when
from summitry.track.corrections import Action
from summitry.track.ledger import Ledger
from summitry.track.relationship import to_plain
from summitry.track.review import DoubtfulPair, DoubtfulRow, correct, list_pairs, list_rows, rule, undo
from summitry.track.values import Judgement, Told

PAIR_KEYS = "m merge · s split · n next · u undo · q quit"
ROW_KEYS = "a accept · r reject · e edit · n next · u undo · q quit"
_HIDDEN = frozenset({"id", "evidence", "confidence"})
_FAINT = "dim"


@dataclass(slots=True)
class Session:
    """One person going through the queue.

    Attributes:
        ledger: what is reviewed.
        person: who reviews.
        console: where items are printed.
        read_key: gives the next key pressed; an empty text when there is no more.
        ask: asks for a line of text.
        decided: ids of the decisions made, in order.
    """

    ledger: Ledger
    person: str
    console: Console
    read_key: Callable[[], str]
    ask: Callable[[str], str]
    decided: list[str] = field(default_factory=list)

    def run(self, dyad: str | None = None, most: int = 100) -> int:
        """Go through the queue until it is empty or the person stops.

        Args:
            dyad: of this pair of states only.
            most: items of each sort at most.

        Returns:
            How many decisions stand that were made in this session.
        """
        items: list[DoubtfulPair | DoubtfulRow] = []
        items += list_pairs(self.ledger, dyad, most)
        items += list_rows(self.ledger, dyad, most)
        number = 0
        while number < len(items):
            self._say(f"\n{number + 1} of {len(items)}", "bold cyan")
            step = self._decide(items[number])
            if step is None:
                break
            number = max(number + step, 0)
        return len(self.decided)

    def _decide(self, item: DoubtfulPair | DoubtfulRow) -> int | None:
        """Show an item and act on keys until it is dealt with; return the step to the next item, None to stop."""
        self._show(item)
        while True:
            key = self.read_key().lower()
            try:
                if key in {"q", ""}:
                    return None
                if key == "n":
                    return 1
                if key == "u":
                    if self._undo():
                        return -1
                elif self._act(item, key):
                    return 1
            except LedgerError as error:
                self._say(f"error: {error}", "bold")

    def _act(self, item: DoubtfulPair | DoubtfulRow, key: str) -> bool:
        if isinstance(item, DoubtfulPair):
            judgement = {"m": Judgement.SAME, "s": Judgement.DIFFERENT}.get(key)
            if judgement is None:
                return False
            self.decided.append(rule(self.ledger, item.left.key, item.right.key, judgement, person=self.person).id)
            return True
        action = {"a": Action.ACCEPT, "r": Action.REJECT, "e": Action.EDIT}.get(key)
        if action is None:
            return False
        name = new = None
        if action is Action.EDIT:
            name = self.ask("field: ").strip()
            new = self.ask("new value (JSON): ").strip()
        made = correct(self.ledger, item.list, item.told.key, action, person=self.person, field=name, new=new)
        self.decided.append(made.id)
        return True

    def _undo(self) -> bool:
        if not self.decided:
            self._say("nothing to take back", _FAINT)
            return False
        undo(self.ledger, self.decided.pop())
        self._say("the last decision is taken back", _FAINT)
        return True

    def _show(self, item: DoubtfulPair | DoubtfulRow) -> None:
        if isinstance(item, DoubtfulPair):
            self._say(f"One occurrence or two? The machine says {item.score:.2f}: {make_safe(item.reason)}")
            for told in (item.left, item.right):
                self._told(told, describe_event(told))
            self._say(PAIR_KEYS, _FAINT)
        else:
            said = "; ".join(f"{name}: {value}" for name, value in list_fields(item.told))
            self._say(f"Right? ({item.list.removesuffix('s')}, confidence {item.told.row.confidence:.2f})")
            self._told(item.told, said)
            self._say(ROW_KEYS, _FAINT)

    def _told(self, told: Told[Any], headline: str) -> None:
        day = told.published.isoformat() if told.published else "no date"
        self._say(f"  {make_safe(headline)}")
        self._say(
            f"  > {make_safe(shorten(told.words))} [{make_safe(told.publisher or told.document[:12])}, {day}]", _FAINT
        )

    def _say(self, text: str, style: str = "") -> None:
        print_text(Text(text, style=style), self.console, min(self.console.width, MAX_WIDTH))


def describe_event(told: Told[Event]) -> str:
    """Return a report in one line: day, what, level, place, who."""
    row = told.row
    names = ", ".join(told.parties[one].name for one in (*row.actors, *row.recipients) if one in told.parties)
    facts = (name_when(row.date) or "no date", name_event(row), name_level(row.level), name_place(row.place), names)
    return " · ".join(fact for fact in facts if fact)


def list_fields(told: Told[Any]) -> Iterator[tuple[str, str]]:
    """Yield the fields of a row that say something, as text."""
    for name, value in to_plain(told.row).items():
        if name in _HIDDEN or value in (None, [], ""):
            continue
        if isinstance(value, dict):
            value = value.get("text") or value.get("name") or value.get("start")  # noqa: PLW2901  # shown in its place
        elif isinstance(value, list):
            value = ", ".join(told.parties[one].name if one in told.parties else str(one) for one in value)  # noqa: PLW2901
        yield name, str(value)
