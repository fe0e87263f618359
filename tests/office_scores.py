"""Scores of the table of office holders against three open lists of spells in the shared measuring material.

The lists are every-politician (Wikidata, to July 2022), REIGN (leaders to March 2021) and Archigos 4.1 (leaders to 2015).
All figures are shares between 0 and 1, except those whose name begins with "number".
"""

import csv
import re
import struct
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import SequenceMatcher
from importlib import resources
from pathlib import Path

from summitry.knowledge.entries import fold
from summitry.knowledge.world import open_world

LEADER = frozenset({"head_of_state", "head_of_government", "monarch"})
LEADING = LEADER | {"party_leader", "military", "other"}  # effective leaders need hold no office of the state
LEADS_TOO = {"vice_president"}  # a ruler who left the presidency to another
FOREIGN = frozenset({"foreign_minister"})
STATE = frozenset({"head_of_state", "monarch"})
GOVERNMENT = frozenset({"head_of_government"})

JOIN = timedelta(days=31)  # re-elections part one time in office into several spells of the lists
WITHIN = timedelta(days=7)
SINCE = date(2000, 1, 1)
DAYS = (*(date(2001 + n, 1 + n * 5 % 12, 1 + n * 7 % 28) for n in range(19)), date(2021, 6, 15))
EARLY = tuple(date(1970 + n * 3 // 2, 1 + n * 5 % 12, 1 + n * 7 % 28) for n in range(20))
OPEN = date(2100, 1, 1)
LETTERS, ALIKE = 4, 0.75
RANKS = frozenset({"ratu", "sheikh", "lyonpo"})  # forms of address that a list puts before names
EVENT = timedelta(days=60)  # bounds of an office and of a lead that are further apart are two events
ENDLESS = {"2014-12-31", "2015-12-31"}

# Country names of every-politician that are no name or alias of a state in our table.
CODES = (
    "afghanistan:AFG argentina:ARG armenia:ARM australia:AUS austria:AUT azerbaijan:AZE bangladesh:BGD belarus:BLR brazil:BRA "
    "canada:CAN china:CHN cyprus:CYP czech:CZE egypt:EGY estonia:EST ethiopia:ETH france:FRA georgia:GEO greece:GRC "
    "hungary:HUN india:IND indonesia:IDN iran:IRN iraq:IRQ israel:ISR italy:ITA japan:JPN jordan:JOR kazakhstan:KAZ "
    "kenya:KEN kuwait:KWT latvia:LVA lithuania:LTU malaysia:MYS mexico:MEX mongolia:MNG netherlands:NLD nigeria:NGA "
    "north-korea:PRK pakistan:PAK philippines:PHL poland:POL romania:ROU russia:RUS saudi:SAU serbia:SRB singapore:SGP "
    "south-africa:ZAF south-korea:KOR south-sudan:SSD spain:ESP sri-lanka:LKA sudan:SDN syria:SYR taiwan:TWN tanzania:TZA "
    "turkey:TUR uae:ARE ukraine:UKR united-kingdom:GBR us:USA uzbekistan:UZB venezuela:VEN vietnam:VNM"
)
OTHERS = {
    ("argentina", "Chief of the Cabinet of Ministers"),  # under the president, who heads the government
    (
        "india",
        "Minister of Foreign Affairs",
    ),  # the list has the civil servants, the foreign secretaries, under this name
}
POSITIONS = (
    (re.compile(r"Supreme Leader"), STATE | {"party_leader"}),
    (
        re.compile(
            r"(?:Prime Minister|Premier(?: of the State Council)?|Federal Chancellor|Chief of the Cabinet of Ministers)"
        ),
        GOVERNMENT,
    ),
    (re.compile(r"(?:(?:Acting )?President|King|Emperor|emir|monarch|Yang di.*|Chair.* Sovereignty Council)"), STATE),
    (
        re.compile(
            r"(?:Federal )?(?:Minister|Secretary) (?:of|for)(?: Europe and)? (?:Foreign|External|International)"
            r" (?:Affairs|Relations|and Commonwealth Affairs)(?: and Worship| and Cooperation|, European Union.*)?"
            r"|Secretary of State for Foreign and Commonwealth Affairs"
        ),
        FOREIGN,
    ),
)


@dataclass(frozen=True, slots=True)
class Spell:
    """One time in office: the days of its bounds, None where no day is known, and the first and last day at its widest.

    ``by_month`` is true if of the end only the month is known, to which ``latest`` then belongs.
    """

    person: str
    names: tuple[frozenset[str], ...]
    start: date | None
    end: date | None
    earliest: date
    latest: date
    told: str
    by_month: bool = False

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in the spell at its widest."""
        return self.earliest <= day <= self.latest


Key = tuple[str, frozenset[str]]
Lists = dict[Key, list[Spell]]
Own = dict[tuple[str, str], list[Spell]]


def words_of(name: str) -> frozenset[str]:
    """Return the words of a name without accents, marks, order and ranks."""
    bare = re.sub(r"\(.*?\)|['\u2018\u2019\u02bc`.]", "", fold(name))
    return frozenset(re.findall(r"\w+", bare)) - RANKS


def make_spell(person: str, names: Iterable[str], start: str, end: str) -> Spell | None:
    """Return the spell between two partial dates (a year, a month or a day); None without a start or if the end comes first."""
    first, last = _span(start), _span(end)
    if first is None:
        return None
    latest = OPEN if last is None else last[1]
    if latest < first[0]:
        return None  # a slip of the list
    return Spell(
        person,
        tuple(words_of(name) for name in names),
        first[0] if first[0] == first[1] else None,
        last[0] if last is not None and last[0] == last[1] else None,
        first[0],
        max(latest, first[0]),
        f"{next(iter(names))} {start}..{end}",
        len(end) == len("2000-01"),
    )


def _span(text: str) -> tuple[date, date] | None:
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        following = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), following - timedelta(days=1)
    return date(year, month, day), date(year, month, day)


def same_person(ours: Spell, theirs: Spell, *, loose: bool) -> bool:
    """Tell whether two spells name one person.

    All words of the shorter name must be in the longer one, and be two at least. Of lists that mostly give a surname, with
    the spelling of their own, one word of four letters that is alike is enough.
    """
    for one in ours.names:
        for other in theirs.names:
            fewer, more = sorted((one, other), key=len)
            if fewer and fewer <= more and (len(fewer) > 1 or len(more) == 1 or loose):
                return True
            if loose and any(_alike(a, b) for a in one for b in other):
                return True
    return False


def _alike(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= LETTERS and SequenceMatcher(None, one, other).ratio() >= ALIKE


def join(spells: Iterable[Spell]) -> list[Spell]:
    """Join the spells of one person that follow each other within a month."""
    found: list[Spell] = []
    for spell in sorted(spells, key=lambda s: (s.earliest, s.latest)):
        last = next((s for s in reversed(found) if s.person == spell.person), None)
        if last is None or spell.earliest > last.latest + JOIN or (last.latest == OPEN and spell.latest != OPEN):
            found.append(spell)
            continue
        later = last if last.latest > spell.latest else spell
        told = f"{last.told} + {spell.told}"
        found[found.index(last)] = Spell(
            last.person, last.names, last.start, later.end, last.earliest, later.latest, told, later.by_month
        )
    return found


def own_spells() -> Own:
    """Return the spells of our table by country and office."""
    text = resources.files("summitry").joinpath("data", "world", "tenures.csv").read_text(encoding="utf-8")
    found: Own = defaultdict(list)
    for row in csv.DictReader(text.splitlines()):
        names = [row["name"], *[part for part in row["variants"].split(";") if part]]
        spell = make_spell(row["person"], names, row["start"], row["end"])
        assert spell is not None, row
        found[row["country"], row["office"]].append(spell)
    return found


def wikidata_spells(path: Path) -> Lists:
    """Return the spells of every-politician by country and kinds of office."""
    codes = dict(pair.split(":") for pair in CODES.split())
    found: Lists = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            offices = next((offices for pattern, offices in POSITIONS if pattern.fullmatch(row["position"])), None)
            if row["country"] == "us" and row["position"] == "Secretary of State":
                offices = FOREIGN
            if (row["country"], row["position"]) in OTHERS:
                continue
            spell = make_spell(row["wikidata"], [row["person"]], row["start"], row["end"])
            if offices and spell and row["country"] in codes:
                found[codes[row["country"]], offices].append(spell)
    return found


def state_codes() -> tuple[dict[str, str], dict[str, str]]:
    """Return our ids by Correlates of War number and by Gleditsch-Ward number."""
    rows = [row for row in _states() if not row["valid_to"] or row["valid_to"] > "2000"]
    cow, gw = ({row[code]: row["id"] for row in rows if row[code] and row["id"] != "YUG"} for code in ("cow", "gw"))
    return {**cow, "345": "SRB"}, {**gw, "345": "SRB"}


def _states() -> list[dict[str, str]]:
    text = resources.files("summitry").joinpath("data", "world", "states.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def reign_spells(path: Path, codes: Mapping[str, str] | None = None) -> Lists:
    """Return the leaders of REIGN; it gives the day of the start and the month of the end."""
    codes = state_codes()[0] if codes is None else codes
    found: Lists = defaultdict(list)
    with path.open(encoding="latin-1", newline="") as file:
        for row in csv.DictReader(file):
            if not (row["syear"].isdigit() and row["smonth"].isdigit() and row["sdate"].isdigit()):
                continue
            start = f"{row['syear']}-{int(row['smonth']):02}-{int(row['sdate']):02}"
            end = (
                f"{row['eyear']}-{int(row['emonth']):02}" if row["eyear"].isdigit() and row["emonth"].isdigit() else ""
            )
            spell = make_spell(row["leader"], [row["leader"]], start, "" if end >= "2021-02" else end)
            if spell and row["ccode"] in codes:
                found[codes[row["ccode"]], LEADING].append(spell)
    return found


def early_codes() -> dict[str, str]:
    """Return our ids by Correlates of War number for the years before 2000: of a vanished state that of its successor."""
    rows = sorted(_states(), key=lambda row: bool(row["successor"]), reverse=True)
    codes = {row["cow"]: row["successor"] or row["id"] for row in rows if row["cow"]}
    return {**codes, "260": "DEU", "345": "SRB"}


def ask_early(own: Own, path: Path) -> Iterator[tuple[str, bool, bool]]:
    """Yield for twenty days from 1970 to 1999 and each leader of REIGN whether we name anybody who led, and the same person.

    States that lived side by side and have one successor, such as both Germanies, are asked for one by one.
    """
    for code, state in sorted(early_codes().items()):
        spells = reign_spells(path, {code: state}).get((state, LEADING), ())
        for day in EARLY:
            if listed := [spell for spell in spells if spell.holds(day)]:
                held = [spell for spell in pick(own, (state, LEADING | LEADS_TOO)) if spell.holds(day)]
                same = any(same_person(one, other, loose=True) for one in held for other in listed)
                told = f"list {[s.told for s in listed]}, ours {[s.told for s in held]}"
                yield f"{state} ({code}) {day}: {told}", bool(held), same


def archigos_spells(path: Path) -> Lists:
    """Return the leaders of Archigos; where it was last kept up to, the end of a year, is no end."""
    _, codes = state_codes()
    found: Lists = defaultdict(list)
    for row in read_stata(path):
        start, end = (_iso(str(row[name])) for name in ("startdate", "enddate"))
        spell = make_spell(str(row["leader"]), [str(row["leader"])], start, "" if end in ENDLESS else end)
        if spell and str(row["ccode"]) in codes:
            found[codes[str(row["ccode"])], LEADING].append(spell)
    return found


def _iso(text: str) -> str:
    match = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", text)
    return f"{match[3]}-{match[2]}-{match[1]}" if match else text


def read_stata(path: Path) -> Iterator[dict[str, str | int | float]]:
    """Yield the rows of a Stata file of format 118 in little-endian order: its numbers and fixed strings."""
    data = path.read_bytes()
    variables = struct.unpack_from("<H", data, data.index(b"<K>") + 3)[0]
    rows = struct.unpack_from("<Q", data, data.index(b"<N>") + 3)[0]
    places = struct.unpack_from("<14Q", data, data.index(b"<map>") + 5)
    types = struct.unpack_from(f"<{variables}H", data, places[2] + len("<variable_types>"))
    base = places[3] + len("<varnames>")
    names = [data[base + 129 * n : base + 129 * (n + 1)].split(b"\0")[0].decode() for n in range(variables)]
    numbers = {65526: "d", 65527: "f", 65528: "i", 65529: "h", 65530: "b"}
    record = struct.Struct("<" + "".join(numbers.get(kind, f"{kind}s") for kind in types))
    base = places[9] + len("<data>")
    for n in range(rows):
        cells = record.unpack_from(data, base + n * record.size)
        yield {
            name: cell.split(b"\0")[0].decode("utf-8", "replace") if isinstance(cell, bytes) else cell
            for name, cell in zip(names, cells, strict=True)
        }


def pick(own: Own, key: Key) -> list[Spell]:
    """Return our spells of a country in any of some offices."""
    return [spell for office in key[1] for spell in own.get((key[0], office), ())]


@dataclass(frozen=True, slots=True)
class Source:
    """A list of spells: its last day, and whether it names effective leaders, mostly by surname, of any office."""

    name: str
    spells: Lists
    until: date
    leaders: bool


@dataclass(frozen=True, slots=True)
class Case:
    """One comparison: words for a report, how many bounds both sides give, and those that lie more than a week apart."""

    told: str
    bounds: int
    apart: frozenset[str]


def compare(own: Own, source: Source, others: Iterable[Source], most: timedelta = EVENT) -> Iterator[Case]:
    """Yield a case for each spell of a list that our table has too.

    Spells of one person that follow each other are joined on both sides: lists part them at re-elections. A bound counts
    where both sides give its day; where a list gives the month of an end, ours must lie in it or within a week of it. Our
    spells count one by one and joined, and the nearest decides. A bound that another list gives as we do is no fault of
    ours: the lists contradict each other. A list of effective leaders does not say in which office somebody led, so each of
    its bounds may be that of another office of the person, and one that is far from all of ours is a change of who led
    without a change of office (the cabinet took over from a vacant presidency, a state became independent): it tells
    nothing about ours. Who led on a day is asked for apart from this. With no ``others``, and ``most`` without a limit,
    every bound of the list is held against us: the plain count.
    """
    for key in sorted(source.spells, key=lambda k: (k[0], sorted(k[1]))):
        offices = sorted(key[1] | LEADS_TOO if source.leaders else key[1])
        spells = [s for office in offices for s in own.get((key[0], office), ())]
        spells += [s for office in offices for s in join(own.get((key[0], office), ()))]
        for listed in join(source.spells[key]):
            met = meeting(spells, listed, loose=source.leaders)
            if listed.latest < SINCE or not met:
                continue
            both = [bounds_apart(spell, listed) for spell in met]
            early = any(began_with(spell, listed) for spell in met)
            apart = {
                bound
                for bound in _farthest(both, most, leaders=source.leaders) - ({"start"} if early else set())
                if not _shared_with_another(met, bound, key, others)
            }
            ours = "; ".join(sorted({spell.told for spell in met}))
            given = max(len(found) for found in both)
            yield Case(
                f"{key[0]} {_label(key[1])}: {listed.told} | {ours} | {', '.join(sorted(apart))}",
                given,
                frozenset(apart),
            )


def meeting(spells: Iterable[Spell], listed: Spell, *, loose: bool) -> list[Spell]:
    """Return the spells of the same person that overlap a spell; those with the very words of the name if there are any.

    A list that mostly gives surnames does not tell a father from a son, or one prince of a house from another: where
    several people fit, the one is meant whose time in office covers the spell best.
    """
    over = [s for s in spells if s.earliest <= listed.latest and listed.earliest <= s.latest]
    found = [s for s in over if same_person(s, listed, loose=False)]
    found = found or [s for s in over if loose and same_person(s, listed, loose=True)]
    if not loose or len({s.person for s in found}) == 1:
        return found
    best = max(found, key=lambda s: _covering(s, listed), default=None)
    return [s for s in found if best is not None and s.person == best.person]


def _covering(one: Spell, other: Spell) -> float:
    """Return how many of the days of two spells, up to the last one that the lists know, lie in both: between 0 and 1."""
    ends = [min(spell.latest, DAYS[-1]) for spell in (one, other)]
    both = min(ends) - max(one.earliest, other.earliest)
    return max(both.days, 0) / max((max(ends) - min(one.earliest, other.earliest)).days, 1)


def _farthest(both: list[dict[str, timedelta]], most: timedelta, *, leaders: bool) -> set[str]:
    if not leaders:
        return min(({bound for bound, gap in found.items() if gap > WITHIN} for found in both), key=len)
    gaps = {bound: min(found[bound] for found in both if bound in found) for found in both for bound in found}
    return {bound for bound, gap in gaps.items() if WITHIN < gap <= most}


def _shared_with_another(met: list[Spell], bound: str, key: Key, others: Iterable[Source]) -> bool:
    for other in others:
        for (state, offices), spells in other.spells.items():
            if state == key[0] and offices & key[1]:
                for ours in met:
                    for listed in meeting(join(spells), ours, loose=other.leaders):
                        if bounds_apart(ours, listed).get(bound, OPEN - SINCE) <= WITHIN:
                            return True
    return False


def _label(offices: frozenset[str]) -> str:
    return "leader" if len(offices) > len(LEADER) else "/".join(sorted(offices))


def began_with(ours: Spell, listed: Spell) -> bool:
    """Tell whether two spells begin within a week of each other, in whatever year."""
    return bool(ours.start and listed.start and abs(ours.start - listed.start) <= WITHIN)


def bounds_apart(ours: Spell, listed: Spell) -> dict[str, timedelta]:
    """Return how far the bounds lie apart that both spells give; bounds before the year 2000 do not count."""
    apart = {}
    if ours.start and listed.start and max(ours.start, listed.start) >= SINCE:
        apart["start"] = abs(ours.start - listed.start)
    if ours.end and (listed.end or listed.by_month):
        first = listed.end or listed.latest.replace(day=1)
        apart["end"] = max(first - ours.end, ours.end - listed.latest, timedelta())
    if listed.end and ours.latest == OPEN:
        apart["end"] = OPEN - listed.end
    return apart


def ask(own: Own, source: Source) -> Iterator[tuple[str, bool, bool | None]]:
    """Yield for twenty days up to the end of a list and each office in it whether we name anybody, and whom the list names.

    The last is None if the list names nobody. Where there is no prime minister, who heads the state is asked for.
    """
    founded = {row["id"]: row["valid_from"] for row in _states()}
    for key, spells in sorted(source.spells.items(), key=lambda item: (item[0][0], sorted(item[0][1]))):
        for day in DAYS:
            if day > source.until or day.isoformat() < founded[key[0]]:
                continue
            listed = [spell for spell in spells if spell.holds(day)]
            held = [spell for spell in pick(own, key) if spell.holds(day)]
            if not held and key[1] == GOVERNMENT:
                held = [spell for spell in pick(own, (key[0], LEADER)) if spell.holds(day)]
            same = any(same_person(one, other, loose=source.leaders) for one in held for other in listed)
            told = f"list {[s.told for s in listed]}, ours {[s.told for s in held]}"
            yield f"{key[0]} {_label(key[1])} {day}: {told}", bool(held), same if listed else None


def read_sources(folder: Path) -> tuple[Source, ...]:
    """Return the lists of a folder."""
    return (
        Source("Wikidata", wikidata_spells(folder / "everypolitician_holders21.csv"), DAYS[-1], leaders=False),
        Source("REIGN", reign_spells(folder / "REIGN_leaderlist_2021_03.csv"), date(2021, 1, 31), leaders=True),
        Source("Archigos", archigos_spells(folder / "Archigos_4.1_stata14.dta"), date(2014, 12, 31), leaders=True),
    )


def agree_with_each_other(sources: Iterable[Source]) -> float:
    """Return the share of spells of the lists of leaders that Wikidata gives alike, every bound held against it.

    What ours reach is to be read beside this; REIGN was made from Archigos, so that these two say little of each other.
    """
    wikidata, *leaders = sources
    own: Own = defaultdict(list)
    for (state, offices), spells in wikidata.spells.items():
        own[state, min(offices)] += spells
    found = [case for source in leaders for case in compare(own, source, (), timedelta.max)]
    return sum(not case.apart for case in found) / len(found)


def ask_by_name(source: Source) -> Iterator[tuple[str, bool]]:
    """Yield for a day in the middle of each spell since 2000 whether the packaged world gives its person the list's state."""
    world = open_world(())
    for (state, _), spells in sorted(source.spells.items(), key=lambda item: (item[0][0], sorted(item[0][1]))):
        for spell in spells:
            first, last = max(spell.earliest, SINCE) + WITHIN, min(spell.latest, source.until) - WITHIN
            if first <= last:
                name, day = spell.told.rpartition(" ")[0], first + (last - first) / 2
                found = world.resolve(name, day)
                told = f"{found.id}, {found.country}" if found else "nobody"
                yield f"{state} {spell.told}, on {day}: {told}", found is not None and found.country == state


def report(shared: Path) -> tuple[dict[str, float], dict[str, list[str]]]:
    """Return the figures, and for each what tells against us: for those who mend the table."""
    own, sources = own_spells(), read_sources(shared / "data" / "world")
    figures: dict[str, float] = {}
    against: dict[str, list[str]] = {}
    cases: list[Case] = []
    plain: list[Case] = []
    for source in sources:
        found = list(compare(own, source, [other for other in sources if other is not source]))
        figures[f"spells agree with {source.name}"] = sum(not case.apart for case in found) / len(found)
        against[f"spells agree with {source.name}"] = [case.told for case in found if case.apart]
        cases += found
        found = list(compare(own, source, (), timedelta.max))
        against[f"every bound of {source.name}"] = [case.told for case in found if case.apart]
        plain += found
    named: list[bool] = []
    for source in sources[:2]:
        kinds = (GOVERNMENT, FOREIGN, LEADING)
        asked = list(ask(own, replace(source, spells={k: s for k, s in source.spells.items() if k[1] in kinds})))
        told = [same for _, _, same in asked if same is not None]
        named += [one for _, one, _ in asked]
        figures[f"named, asked by {source.name}"] = sum(one for _, one, _ in asked) / len(asked)
        figures[f"same person as {source.name}"] = sum(told) / len(told)
        against[f"named, asked by {source.name}"] = [words for words, one, _ in asked if not one]
        against[f"same person as {source.name}"] = [words for words, _, same in asked if same is False]
    early = list(ask_early(own, shared / "data" / "world" / "REIGN_leaderlist_2021_03.csv"))
    figures["named 1970 to 1999, asked by REIGN"] = sum(one for _, one, _ in early) / len(early)
    figures["same person as REIGN, 1970 to 1999"] = sum(same for *_, same in early) / len(early)
    against["same person as REIGN, 1970 to 1999"] = [words for words, _, same in early if not same]
    figures["spells agree"] = sum(not case.apart for case in cases) / len(cases)
    figures["spells agree, every bound of the lists held against us"] = sum(not c.apart for c in plain) / len(plain)
    figures["spells agree of the lists with each other, every bound held against them"] = agree_with_each_other(sources)
    by_name = list(ask_by_name(sources[0]))
    figures["state of a person on a day, named in full"] = sum(right for _, right in by_name) / len(by_name)
    against["state of a person on a day, named in full"] = [words for words, right in by_name if not right]
    figures["first and last days agree"] = 1 - sum(len(c.apart) for c in cases) / sum(c.bounds for c in cases)
    figures["named"] = sum(named) / len(named)
    figures["number of spells compared"] = float(len(cases))
    figures["number of days asked"] = float(len(named))
    return figures, against


def office_figures(shared: Path) -> dict[str, float]:
    """Return the figures for the gate, or an empty dict where the shared material is missing."""
    if not (shared / "data" / "world" / "everypolitician_holders21.csv").exists():
        return {}
    return {f"offices: {name}": value for name, value in report(shared)[0].items()}
