"""What writing came to, and text files that are the same on every machine."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer did.

    Attributes:
        rows: how many of the unit were written.
        unit: what was written, in the plural: ``lines``, ``occurrences``.
        left_out: (reason, how many) of what the format cannot hold, most first.
    """

    rows: int
    unit: str
    left_out: tuple[tuple[str, int], ...] = ()


@dataclass(slots=True)
class LeftOut:
    """A count of what a format cannot hold, by reason."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, reason: str, number: int = 1) -> None:
        """Count something that is not written."""
        self.counts[reason] += number

    def reasons(self) -> tuple[tuple[str, int], ...]:
        """Return the reasons, most frequent first."""
        return tuple(sorted(self.counts.items(), key=lambda item: (-item[1], item[0])))


def open_text(file: Path) -> TextIO:
    r"""Open a file for writing as UTF-8 with ``\n`` line ends; half characters become question marks."""
    return file.open("w", encoding="utf-8", errors="replace", newline="\n")
