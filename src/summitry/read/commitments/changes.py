"""Promises that the same text changes: put off to a new day, put off without one, or called off."""

from collections.abc import Iterator
from dataclasses import replace

from summitry.dates import When
from summitry.read.clauses import Clause
from summitry.read.commitments.acts import classify_noun, words_of
from summitry.read.commitments.cues import EVENTS, ahead_dates, holds, is_ahead, is_told, lemma_at, phrase_of
from summitry.read.scene import Scene
from summitry.records import Action, Change, ChangeKind, Commitment, Span

_TALKS = frozenset({Action.MEET, Action.NEGOTIATE})
_EARLIER = frozenset({"before", "previously", "earlier", "once", "twice", "repeatedly", "originally"})
"""What was called off before the promise does not touch it."""
_POINTING = frozenset({"the", "this", "that", "these", "those", "their", "its", "his", "her"})


def apply_changes(scene: Scene, rows: tuple[Commitment, ...]) -> tuple[Commitment, ...]:
    """Return the undertakings as they stand at the end of a text.

    A promise that is put off to a new day is one row with the new day; its evidence holds the words that change it and
    the words of the promise. A promise put off without a new day has no ``due`` any more. A promise that is called off
    later in the text is no row: calling off is an event.

    Args:
        scene: the document.
        rows: its undertakings.

    Returns:
        The rows that still hold, in the order given.
    """
    kept = list(rows)
    for clause, action in _changes(scene):
        new = next((row for row in kept if _touches(row, clause.span)), None)
        old = _promise_before(scene, clause, action, [row for row in kept if row is not new])
        if old is None:
            continue
        at = kept.index(old)
        if new is not None:
            sides = new.by if action in _TALKS and len(new.by) > len(old.by) else old.by
            evidence = tuple(dict.fromkeys((*new.evidence, *old.evidence)))
            place, occasion = new.place or old.place, new.occasion or old.occasion
            change = replace(new.changes or _change(scene, clause, new.due), words=_words(scene, old.evidence[0]))
            change = replace(change, due=old.due or change.due, kind=_kind(scene, clause, old.due, new.due))
            moved = replace(
                new,
                by=sides,
                evidence=evidence,
                place=place,
                occasion=occasion,
                condition=old.condition,
                changes=change,
            )
            kept[kept.index(new)] = moved
            del kept[at]
        elif lemma_at(scene, clause) in words_of("cues", "called_off"):
            del kept[at]
        else:
            change = Change(ChangeKind.SUSPENDED, _words(scene, old.evidence[0]), old.due)
            evidence = tuple(dict.fromkeys((*old.evidence, clause.span)))
            kept[at] = replace(old, due=None, evidence=evidence, changes=change)
    return tuple(kept)


def find_change(scene: Scene, clause: Clause, noun: int, due: When | None) -> Change | None:
    """Return the earlier promise that a clause puts off to a new day, by the words that name it there.

    Args:
        scene: the document.
        clause: "has put off the talks, due in May, until the autumn".
        noun: what is put off.
        due: the new day.
    """
    if lemma_at(scene, clause) not in words_of("cues", "put_off"):
        return None
    return replace(_change(scene, clause, due), words=_words(scene, phrase_of(scene.parsed, noun)))


def _change(scene: Scene, clause: Clause, due: When | None) -> Change:
    """Return the change that a clause tells; the old day is one that it names beside the new one."""
    old = next(
        (
            when
            for found in scene.dates
            if clause.span.start <= found.start < clause.span.end and (when := found.when) is not None
            if due is None or ((when.start, when.end) != (due.start, due.end) and not when.overlaps(due))
        ),
        None,
    )
    return Change(_kind(scene, clause, old, due), _words(scene, clause.span), old)


def _kind(scene: Scene, clause: Clause, old: When | None, new: When | None) -> ChangeKind:
    if lemma_at(scene, clause) in words_of("cues", "brought_forward") or (old and new and new.end < old.start):
        return ChangeKind.ADVANCED
    return ChangeKind.POSTPONED


def _words(scene: Scene, span: Span) -> str:
    return " ".join(scene.parsed.text(span).split())


def _changes(scene: Scene) -> Iterator[tuple[Clause, Action]]:
    """Yield the clauses that call off or put off a meeting, visit or signing of which the text has spoken."""
    parsed = scene.parsed
    for clause in scene.clauses:
        lemma = lemma_at(scene, clause)
        off = lemma in words_of("cues", "called_off")
        moved = lemma in words_of("cues", "put_off") and (
            lemma.split()[0] not in {"move", "shift", "bring", "set"} or _has_new_day(scene, clause)
        )
        if not (off or moved) or not holds(scene, clause) or not is_told(scene, clause):
            continue
        if any(parsed.tokens[c].text.lower() in _EARLIER for c in parsed.children[clause.head]):
            continue
        for noun in clause.patients:
            action = classify_noun(parsed, noun)
            before = {parsed.tokens[c].text.lower() for c in parsed.children[noun] if c < noun}
            if action in EVENTS and before & _POINTING:
                yield clause, action
                break


def _has_new_day(scene: Scene, clause: Clause) -> bool:
    return any(is_ahead(scene, found.when) for found in ahead_dates(scene, clause.span) if found.when)


def _touches(row: Commitment, span: Span) -> bool:
    return any(e.start < span.end and span.start < e.end for e in row.evidence)


def _promise_before(scene: Scene, clause: Clause, action: Action, rows: list[Commitment]) -> Commitment | None:
    """Return the last undertaking before a clause that it may change: the same act, no other sides."""
    named = {scene.cast.country(a) for a in scene.actors_in(clause.span)} - {"---"}
    same = _TALKS if action in _TALKS else {action}
    fits = [
        row
        for row in rows
        if row.action in same
        and row.evidence[0].start < clause.span.start
        and not _touches(row, clause.span)
        and (not named or named & {scene.cast.country(a) for a in (*row.by, *row.to)})
    ]
    return max(fits, key=lambda row: row.evidence[0].start, default=None)
