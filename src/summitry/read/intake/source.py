"""What a source gives before it is a document: its plain text, and what its markup says about it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A text with the metadata that came with it; ``published`` and ``language`` as written there, not yet read."""

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()
