"""Foreign spells joined to ours: the same person under one id, what is known told from what is new, doubt set aside.

A spell that the tables have already is not written again; one that gives an end where ours has none takes its place;
one that contradicts ours is refused with the row it contradicts, for a person to judge. So an import adds, and never
argues.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from summitry.errors import TableError
from summitry.knowledge.entries import Tenure, fold, slug
from summitry.knowledge.facts import read_bound
from summitry.knowledge.forms import is_date
from summitry.knowledge.importers.names import Names, Post
from summitry.knowledge.importers.rows import RawSpell, Refused
from summitry.records import Office

TOLERANCE = timedelta(days=7)
"""Two lists that are no further apart mean the same day."""
HANDOVER = timedelta(days=31)
"""Two holders of one office may overlap so long, as lists differ on when one hands over."""
SOLE = frozenset(
    {
        Office.HEAD_OF_STATE,
        Office.HEAD_OF_GOVERNMENT,
        Office.FOREIGN_MINISTER,
        Office.DEFENCE_MINISTER,
        Office.MONARCH,
    }
)
"""Offices that one person holds at a time."""
_TELLING = 3
"""Letters of a word of a name that tells people apart."""
_LEADING = (Office.HEAD_OF_GOVERNMENT, Office.HEAD_OF_STATE, Office.MONARCH)
_SAMPLES = 6
"""On so many days of a spell, and its first, the tables are asked who held the office."""
_FAR = date(9999, 12, 31)
_LONGEST_NAME = 120


@dataclass(slots=True)
class Joined:
    """What an import came to: rows of tenures to write, what was known, and what could not be used."""

    rows: list[dict[str, str]] = field(default_factory=list)
    known: int = 0
    repeated: int = 0
    updated: int = 0
    refused: list[Refused] = field(default_factory=list)


def join_spells(spells: Iterable[RawSpell | Refused], names: Names, source: str, checked: str) -> Joined:
    """Join the spells of a file to the tables.

    Args:
        spells: as the reader of the file's format gives them.
        names: the tables, asked for what the file's words mean.
        source: what to write into the column ``source``.
        checked: ISO day to write into the column ``checked``.

    Returns:
        Rows for a layer's ``tenures.csv``, counts, and the refused rows with their reasons.
    """
    work = _Join(names, source, checked, date.fromisoformat(checked))
    for spell in spells:
        if isinstance(spell, Refused):
            work.joined.refused.append(spell)
        else:
            work.add(spell)
    return work.joined


@dataclass(slots=True)
class _Join:
    names: Names
    source: str
    checked: str
    today: date
    joined: Joined = field(default_factory=Joined)
    seen: dict[tuple[str, str, str, str], tuple[int, str]] = field(default_factory=dict)
    written: dict[tuple[str, str, str], list[tuple[str, RawSpell]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, spell: RawSpell) -> None:
        fault = self._find_fault(spell)
        if fault is not None:
            self.joined.refused.append(fault)
            return
        country = self.names.country(spell.country, spell.scheme, spell.start)
        if country is None:
            self._refuse(spell, "unknown state", f"no state is called {spell.country!r}; add it to aliases.csv")
            return
        post = self.names.post(spell.position, country)
        if not spell.position:
            post = self._find_leading(spell, country, post)
        if post is None:
            if spell.position:
                reason = f"position {spell.position!r} is in neither offices.csv nor titles.csv; add it there"
                self._refuse(spell, "unknown position", reason)
            else:
                reason = f"which office leads {country} is not known; add its row to offices.csv with executive yes"
                self._refuse(spell, "unknown leading office", reason)
            return
        self._place(spell, country, post)

    def _refuse(self, spell: RawSpell, kind: str, reason: str) -> None:
        self.joined.refused.append(Refused(spell.line, kind, reason, spell.cells))

    def _find_fault(self, spell: RawSpell) -> Refused | None:
        if not spell.name or len(spell.name) > _LONGEST_NAME or not slug(spell.name):
            reason = f"the name is {spell.name[:40]!r}; it needs Latin letters, at most {_LONGEST_NAME}"
            return Refused(spell.line, "no name", reason, spell.cells)
        if not spell.start:
            return Refused(spell.line, "no start", "the spell has no start, so nobody can tell when", spell.cells)
        for text in (spell.start, spell.end):
            if text and not is_date(text):
                return Refused(spell.line, "no date", f"{text!r} is no date; write 2014-03-24", spell.cells)
        if spell.end and _last(spell.end) < _first(spell.start):
            reason = f"it ends ({spell.end}) before it starts ({spell.start})"
            return Refused(spell.line, "ends before it starts", reason, spell.cells)
        return None

    def _place(self, spell: RawSpell, country: str, post: Post) -> None:
        person = self._find_person(spell, country, post)
        key = (person[0] if person else f"{country}/{slug(spell.name)}", post.office.value, post.title, spell.start)
        before = self.seen.get(key)
        if before is not None:
            if before[1] == spell.end:
                self.joined.repeated += 1
            else:
                other = f"ending {before[1]}" if before[1] else "without an end"
                reason = f"line {before[0]} has the same spell {other}; correct one of the rows"
                self._refuse(spell, "contradicts another row", reason)
            return
        self.seen[key] = spell.line, spell.end
        if person is None:
            self._write_new(spell, country, post, None)
        else:
            self._compare(spell, country, post, person[1])

    def _write_new(self, spell: RawSpell, country: str, post: Post, known: Tenure | None) -> None:
        """Write a spell that the tables do not have, unless somebody else holds the office then."""
        rival = self._find_rival(spell, country, post, known)
        successor = None if rival else self._find_successor(spell, country, post)
        if rival is not None:
            reason = (
                f"the tables have {rival.name} as {rival.title} of {country} from {rival.start} to "
                f"{rival.end or 'now'}; if it is one person add the spelling to variants, else correct that row"
            )
            self._refuse(spell, "another holder in the tables", reason)
        elif successor is not None:
            reason = (
                f"it has no end, but the tables have {successor.name} as {successor.title} of {country} since "
                f"{successor.start}; give it its end"
            )
            self._refuse(spell, "end not known", reason)
        else:
            self._write(spell, country, post, known)

    def _compare(self, spell: RawSpell, country: str, post: Post, spells: tuple[Tenure, ...]) -> None:
        """Hold a spell of a known person against what the tables say of the same office."""
        own = [t for t in spells if t.country == country and t.office == post.office]
        touching = [t for t in own if t.start <= _last(spell.end) and _first(spell.start) <= (t.end or _FAR)]
        if not touching:
            self._write_new(spell, country, post, spells[0])
            return
        begin, end = min(t.start for t in touching), max(t.end or _FAR for t in touching)
        same_start = _near(begin, _first(spell.start), _last(spell.start)) or begin < _first(spell.start)
        if same_start and spell.end and end == _FAR:
            last = max(touching, key=lambda t: t.start)
            self._write(spell, country, Post(post.office, last.title, post.note), last, start=last.start.isoformat())
        elif same_start and (
            not spell.end or _near(end, _first(spell.end), _last(spell.end)) or _last(spell.end) < end
        ):
            self.joined.known += 1
        else:
            one = touching[0]
            reason = (
                f"the tables have {one.name} as {one.title} of {country} from {begin} to "
                f"{'now' if end == _FAR else end}; put the row into corrections if that is wrong"
            )
            self._refuse(spell, "contradicts the tables", reason)

    def _find_person(self, spell: RawSpell, country: str, post: Post) -> tuple[str, tuple[Tenure, ...]] | None:
        """Return the person of the tables: by full name, else by family name where one held the office at the time."""
        world = self.names.world
        named = [person for person in world.people_called(spell.name) if world.country_of(person) == country]
        held = [t.person for t in self._find_holders(spell, country, post.office) if _is_same(t, spell)]
        alone = len(spell.name.split()) == 1  # a family name tells little, so who held the office goes first
        found = [*held, *named] if alone else [*named, *held]
        return (found[0], world.spells(found[0])) if found else None

    def _find_leading(self, spell: RawSpell, country: str, usual: Post | None) -> Post | None:
        """Return the office in which somebody led a state: one that the tables let the same person hold then."""
        offices = dict.fromkeys((*((usual.office,) if usual else ()), *_LEADING))
        for office in offices:
            for tenure in self._find_holders(spell, country, office):
                if _is_same(tenure, spell):
                    return Post(office, tenure.title, "")
        return usual

    def _find_holders(self, spell: RawSpell, country: str, office: Office) -> list[Tenure]:
        """Return who holds an office in the tables on some days of a spell, and who takes it up during it."""
        first = _first(spell.start)
        last = max(min(self._last_known(spell), self.today), first)
        days = [first + (last - first) * part / _SAMPLES for part in range(_SAMPLES + 1)]
        days += [t.start for t in self.names.world.holders(country, office) if first < t.start < last]
        found = (self.names.world.holder(country, office, day) for day in sorted(days))
        return list(dict.fromkeys(tenure for tenure in found if tenure is not None))

    def _find_rival(self, spell: RawSpell, country: str, post: Post, known: Tenure | None) -> Tenure | None:
        """Return who else holds the office in the tables for most of the spell, or for long."""
        if post.note or post.office not in SOLE:
            return None
        first, last = _first(spell.start), min(self._last_known(spell), self.today)
        for tenure in self._find_holders(spell, country, post.office):
            if known is not None and tenure.person == known.person:
                continue
            if post.office is Office.HEAD_OF_STATE and fold(tenure.title) != fold(post.title):
                continue
            shared = min(last, tenure.end or _FAR) - max(first, tenure.start)
            if shared > HANDOVER or shared > (last - first) / 2:
                return tenure
        return None

    def _find_successor(self, spell: RawSpell, country: str, post: Post) -> Tenure | None:
        """Return who holds an office today whose end the list does not tell, because it was kept no longer."""
        if spell.end or post.office not in SOLE:
            return None
        found = self.names.world.holder(country, post.office, self.today)
        return found if found is not None and found.start > _first(spell.start) else None

    def _last_known(self, spell: RawSpell) -> date:
        """Return the end of a spell, or of what the list knows of it."""
        return _last(spell.end or (spell.horizon if is_date(spell.horizon) else ""))

    def _write(
        self, spell: RawSpell, country: str, post: Post, known: Tenure | None = None, start: str | None = None
    ) -> None:
        person = known.person if known else f"{country}/{slug(spell.name)}"
        other = self._find_double(spell, person, country, post, start)
        if other is not None:
            spell_of = f"{other.name} ({other.start} to {other.end or 'now'})"
            reason = f"line {other.line} has {spell_of} in that office; correct one of the rows"
            self._refuse(spell, "contradicts another row", reason)
            return
        self.joined.updated += start is not None
        begun = replace(spell, start=start) if start else spell
        self.written[country, post.office.value, post.title].append((person, begun))
        variants = list(known.variants) if known else []
        if known and fold(spell.name) != fold(known.name) and len(spell.name.split()) > 1:
            variants += [spell.name] if spell.name not in variants else []
        self.joined.rows.append(
            {
                "person": person,
                "name": known.name if known else spell.name,
                "family_name": known.family_name if known else self.names.family_name(spell.name, country),
                "country": country,
                "office": post.office.value,
                "title": post.title,
                "start": start or spell.start,
                "end": spell.end,
                "variants": ";".join(one.replace(";", ",") for one in variants),
                "note": post.note or spell.note,
                "source": self.source,
                "checked": self.checked,
            }
        )

    def _find_double(
        self, spell: RawSpell, person: str, country: str, post: Post, start: str | None
    ) -> RawSpell | None:
        """Return an earlier row of the file that cannot be true beside this one."""
        first, last = _first(start or spell.start), self._last_known(spell)
        for other_person, other in self.written[country, post.office.value, post.title]:
            if other_person != person and (post.office not in SOLE or post.note):
                continue
            shared = min(last, self._last_known(other)) - max(first, _first(other.start))
            if shared > (timedelta(0) if other_person == person else HANDOVER):
                return other
        return None


def _first(text: str) -> date:
    return _bound(text, last=False) or date.min


def _last(text: str) -> date:
    return _bound(text, last=True) or _FAR


def _bound(text: str, *, last: bool) -> date | None:
    try:
        return read_bound(text, "", last=last)
    except (TableError, OverflowError):
        return None


def _near(day: date, first: date, last: date) -> bool:
    return first - TOLERANCE <= day <= last + TOLERANCE if last < _FAR else day >= first - TOLERANCE


def _is_same(tenure: Tenure, spell: RawSpell) -> bool:
    """Tell whether the holder of an office and the person of a spell are one, by parts of the name and by the dates.

    One name within the other is enough; a single word in common needs both dates to fit.
    """
    ours = {word for name in (tenure.name, *tenure.variants) for word in _words(name)}
    theirs = set(_words(spell.name))
    shared = {word for word in ours & theirs if len(word) >= _TELLING}
    if not shared:
        return False
    if theirs <= ours or set(_words(tenure.name)) <= theirs:
        return True
    starts = abs(_first(spell.start) - tenure.start) <= HANDOVER
    ends = not spell.end or tenure.end is None or abs(_last(spell.end) - tenure.end) <= HANDOVER
    return starts and ends


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", fold(name))
