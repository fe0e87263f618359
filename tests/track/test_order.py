"""Whatever the order, the batches and the repeats, the same readouts give the same ledger."""

from datetime import date

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from readouts import meet, recode

from summitry.records import Level, Modality
from summitry.track.ledger import Ledger, open_ledger

POOL = [
    meet(date(2014, 2, 8)),
    meet(date(2014, 2, 8), publisher="Andes Daily", published=date(2014, 2, 10)),
    meet(date(2014, 2, 8), publisher="Andes Daily", published=date(2014, 2, 11), more="A copy with one more word."),
    meet(date(2014, 2, 9), place="Cusco"),
    meet(None, published=date(2014, 2, 12), publisher="Andes Daily"),
    meet(date(2014, 2, 9), publisher="Andes Daily"),
    meet(date(2015, 3, 10), place="Lima"),
    meet(date(2015, 3, 11), place="Lima", level=Level.MINISTER, publisher="Andes Daily"),
    recode(meet(date(2014, 2, 8)), "2", level=Level.MINISTER),
    recode(meet(date(2014, 2, 9), place="Cusco"), "2", modality=Modality.PLANNED),
    recode(meet(date(2014, 2, 9), place="Cusco"), "10"),
]
CHOICES = st.lists(st.sampled_from(range(len(POOL))), min_size=1, max_size=5)


class Filling(RuleBasedStateMachine):
    """A ledger filled in some way, beside the readouts that went in."""

    @initialize()
    def start(self) -> None:
        self.ledger: Ledger = open_ledger(":memory:")
        self.inside: set[int] = set()

    @rule(chosen=CHOICES, batch=st.integers(1, 4))
    def add(self, chosen: list[int], batch: int) -> None:
        self.ledger.add_all([POOL[index] for index in chosen], batch_size=batch)
        self.inside.update(chosen)

    @rule(chosen=CHOICES)
    def store_only(self, chosen: list[int]) -> None:
        self.ledger.add_all([POOL[index] for index in chosen], settle=False)
        self.inside.update(chosen)

    @rule()
    def ask(self) -> None:
        self.ledger.promises("PER-CHL")

    @invariant()
    def equals_the_ledger_that_was_filled_at_once(self) -> None:
        if not hasattr(self, "ledger"):
            return
        self.ledger.refresh()
        with open_ledger(":memory:") as straight:
            straight.add_all(POOL[index] for index in sorted(self.inside))
            assert self.ledger.fingerprint() == straight.fingerprint()

    def teardown(self) -> None:
        if hasattr(self, "ledger"):
            self.ledger.close()


Filling.TestCase.settings = settings(
    max_examples=40, stateful_step_count=6, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestFilling = Filling.TestCase
