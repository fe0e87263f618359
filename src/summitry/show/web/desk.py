"""The desk: one open ledger that all pages ask, in one thread, and what was drawn of its present version."""

import asyncio
import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from summitry import __version__
from summitry.track.ledger import Ledger, open_ledger
from summitry.track.relationship import Relationship, show_relationship

T = TypeVar("T")

KEPT = 96
"""Answers kept in memory."""
KEPT_BYTES = 64 * 2**20
"""Bytes of them at most."""
_LEVEL = 6
PAIRS_KEPT = 4
"""Relationships kept in memory, so that a filter or a chart does not ask the ledger again."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was drawn: a page, a picture, a table.

    Attributes:
        body: its bytes.
        media: media type.
        file: name under which a browser saves it, or None to show it.
    """

    body: bytes
    media: str
    file: str | None = None

    def zipped(self) -> bytes:
        """Return its bytes compressed, the same each time."""
        return gzip.compress(self.body, compresslevel=_LEVEL, mtime=0)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that was drawn, plain and compressed."""

    answer: Answer
    zipped: bytes

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        return len(self.answer.body) + len(self.zipped)


class Desk:
    """A ledger that is asked by many requests.

    A database connection belongs to one thread, so all questions go through one.
    """

    def __init__(self, url: str, person: str) -> None:
        """Name the ledger; it is opened with the first question.

        Args:
            url: file or URL of the ledger.
            person: who decides on the review page.
        """
        self.url = url
        self.person = person
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="ledger")
        self._charts = ThreadPoolExecutor(1, thread_name_prefix="charts")
        self._ledger: Ledger | None = None
        self._answers: OrderedDict[tuple[str, str], Kept] = OrderedDict()
        self._bytes = 0
        self._seen = ""
        self._pairs: OrderedDict[tuple[object, ...], Relationship] = OrderedDict()

    async def ask(self, question: Callable[[Ledger], T]) -> T:
        """Put a question to the ledger in its thread."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._run, question)

    async def draw(self, make: Callable[[], T]) -> T:
        """Draw a chart in the charts' own thread, so that questions to the ledger do not wait for it."""
        return await asyncio.get_running_loop().run_in_executor(self._charts, make)

    def _run(self, question: Callable[[Ledger], T]) -> T:
        if self._ledger is None:
            self._ledger = open_ledger(self.url, create=False)
        return question(self._ledger)

    def close(self) -> None:
        """Give the ledger back."""

        def shut() -> None:
            if self._ledger is not None:
                self._ledger.close()
                self._ledger = None

        self._thread.submit(shut).result()
        self._thread.shutdown()
        self._charts.shutdown()

    async def version(self) -> str:
        """Return the name of the ledger's present state as this Summitry draws it."""

        def read(ledger: Ledger) -> str:
            ledger.settle()
            version = ledger.version()
            if version != self._seen:
                ledger.memory.forget()  # another process may have taken rows out and given their keys anew
                self._seen = version
            return hashlib.sha256(f"{__version__} {version}".encode()).hexdigest()[:20]

        return await self.ask(read)

    # What was drawn ------------------------------------------------------------------------------------------------

    def find(self, version: str, address: str) -> Kept | None:
        """Return an answer that was drawn of this version before, or None."""
        found = self._answers.get((version, address))
        if found is not None:
            self._answers.move_to_end((version, address))
        return found

    def keep(self, version: str, address: str, answer: Answer) -> Kept:
        """Keep an answer; those used least make room."""
        kept = Kept(answer, answer.zipped())
        old = self._answers.pop((version, address), None)
        self._bytes += kept.size - (old.size if old is not None else 0)
        self._answers[version, address] = kept
        while len(self._answers) > KEPT or self._bytes > KEPT_BYTES:
            _, gone = self._answers.popitem(last=False)
            self._bytes -= gone.size
        return kept

    def relationship(self, ledger: Ledger, dyad: str, as_of: date | None, watched: str | None) -> Relationship:
        """Return what the ledger says of a pair; call it in the ledger's thread."""
        ledger.settle()
        key = (ledger.version(), dyad, as_of, watched)
        found = self._pairs.get(key)
        if found is None:
            found = self._pairs[key] = show_relationship(ledger, dyad, as_of, watched)
            if len(self._pairs) > PAIRS_KEPT:
                self._pairs.popitem(last=False)
        return found
