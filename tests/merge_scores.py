"""Scores of merging: pairs of reports over the packaged samples, and event mentions of ECB+.

Samples. ``track/samples_truth.toml`` says by hand which passages tell of one occurrence. A report belongs to the
passage whose words stand in its evidence; of several to the one that no shorter evidence holds. Reports of another
family of types than the passage, and those that stand on no listed passage, are left out; so are, but for the figures
"as read", reports that were read into other days or other persons than the text's, which no merging can set right.
Precision, recall and F1 are over pairs of reports in one group.

ECB+. Gold mentions in the checked sentences, no topic given; beside the linker stands the baseline of grouping all
mentions whose first words have one stem.
"""

import json
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import snowballstemmer
from ecb_corpus import find_topics, group_by, read_corpus, score_groups
from figures import Figure, f1, shared_reader

from summitry.records import Event, EventType, Readout
from summitry.track.merge import cluster, find_keys, judge_profiles, profile, sketch
from summitry.track.merge.mentions import link
from summitry.track.merge.profile import FAMILIES, STATES, Dating, State, find_window
from summitry.track.telling import tell
from summitry.track.values import Edge, Told

ROOT = Path(__file__).resolve().parent
SAMPLES = ROOT.parent / "src" / "summitry" / "data" / "samples"
ECB = Path("gold") / "merge" / "ecbplus_topics_1-35.tgz"
PARTS = ((1, 25), (26, 35), (1, 35))
"""Topics that the linker's weights were fitted on, those held out, and all."""

TRUTH = ROOT / "track" / "samples_truth.toml"


class Passage(NamedTuple):
    """A few words of a sample, and what they tell of: in a family of types, from day to day (ISO), by whom."""

    occurrence: str
    family: str
    first: str
    last: str
    who: tuple[str, ...]
    file: str
    words: str


class PairScore(NamedTuple):
    """Pairs of reports found, asked for, and both."""

    hits: int
    found: int
    asked: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return f1(self.hits, self.found, self.asked)


def read_passages() -> tuple[Passage, ...]:
    """Return the passages of the truth made by hand."""
    table = tomllib.loads(TRUTH.read_text(encoding="utf-8"))
    return tuple(
        Passage(
            entry["id"],
            FAMILIES[EventType(entry["type"])],
            *_split_days(entry.get("days", "")),
            tuple(name.lower() for name in entry["who"]),
            file,
            words,
        )
        for entry in table["occurrence"]
        for file, words in entry["told"]
    )


def _split_days(days: str) -> tuple[str, str]:
    first, _, last = days.partition("/")
    return first, last or first


def is_read_rightly(row: Told[Event], passage: Passage) -> bool:
    """Tell whether a report could be merged rightly: its days, reality and persons do not contradict the text.

    A date that merging itself sets right (a year too late) counts as right.
    """
    dating, low, high = find_window(row)
    named = [actor for actor in (*row.row.actors, *row.row.recipients) if row.parties[actor].office]
    strangers = [actor for actor in named if not any(actor.endswith(name) for name in passage.who)]
    if passage.who and strangers:
        return False
    if not passage.first:
        return dating is Dating.NONE or STATES[row.row.modality] is State.AHEAD
    if dating is not Dating.NONE:
        return date.fromordinal(low).isoformat() <= passage.last and passage.first <= date.fromordinal(high).isoformat()
    happened = STATES[row.row.modality] is State.HAPPENED
    return not happened or row.published is None or row.published.isoformat() >= passage.first


@cache
def sample_readouts() -> Mapping[str, Readout]:
    """Read every packaged sample, file name to readout."""
    from summitry.read.intake import load

    files = [path for path in sorted(SAMPLES.iterdir()) if path.suffix != ".csv"]
    return dict(zip((file.name for file in files), shared_reader().read_intakes(map(load, files)), strict=True))


def tell_events(readouts: Mapping[str, Readout]) -> dict[str, tuple[Told[Event], ...]]:
    """Return the events of readouts as told ones, by file."""
    return {file: tell(readout, sketch(readout.document.text))["events"] for file, readout in readouts.items()}


def squeeze(text: str) -> str:
    """Return a text with every run of blanks as one."""
    return re.sub(r"\s+", " ", text)


def assign(told: Mapping[str, Sequence[Told[Event]]], passages: Iterable[Passage]) -> dict[str, Passage]:
    """Return the passage that each report stands on, by the report's key."""
    by_file: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        by_file[passage.file].append(passage)
    found = {}
    for file, rows in told.items():
        narrowest = {
            passage: min((len(squeeze(row.words)) for row in rows if passage.words in squeeze(row.words)), default=0)
            for passage in by_file[file]
        }
        for row in rows:
            words, family = squeeze(row.words), FAMILIES[row.row.event_type]
            standing = [
                (narrowest[passage] < len(words), at, passage)
                for passage in by_file[file]
                if passage.family == family and (at := words.find(passage.words)) >= 0
            ]
            if standing:
                found[row.key] = min(standing)[2]
    return found


def merge(told: Iterable[Told[Event]]) -> tuple[tuple[tuple[str, ...], ...], list[Edge]]:
    """Merge reports as the ledger does: by blocks, pairs and groups."""
    rows = {row.key: row for row in told}
    holders: dict[str, list[str]] = defaultdict(list)
    sought = {}
    for key, row in rows.items():
        offered, sought[key] = find_keys(row)
        for block in offered:
            holders[block].append(key)
    pairs = {
        (min(key, other), max(key, other))
        for key, blocks in sought.items()
        for block in blocks
        for other in holders[block]
    }
    profiles = {key: profile(row) for key, row in rows.items()}
    edges = [edge for left, right in sorted(pairs) if (edge := judge_profiles(profiles[left], profiles[right]))]
    return cluster(rows.values(), edges), edges


def pairs_of(groups: Iterable[Iterable[str]]) -> set[tuple[str, str]]:
    """Return the pairs of keys that share a group."""
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def score_pairs(groups: Iterable[Iterable[str]], truth: Mapping[str, str]) -> PairScore:
    """Score groups of keys against the group that each key should be in; keys without one are left out."""
    found = pairs_of([key for key in group if key in truth] for group in groups)
    asked_groups: dict[str, list[str]] = defaultdict(list)
    for key, name in truth.items():
        asked_groups[name].append(key)
    asked = pairs_of(asked_groups.values())
    return PairScore(len(found & asked), len(found), len(asked))


def sample_figures(readouts: Mapping[str, Readout] | None = None) -> dict[str, Figure | float]:
    """Measure merging on the packaged samples."""
    told = tell_events(readouts or sample_readouts())
    standing = assign(told, read_passages())
    groups, _ = merge(row for rows in told.values() for row in rows)
    rows = {row.key: row for every in told.values() for row in every}
    right = {key: passage for key, passage in standing.items() if is_read_rightly(rows[key], passage)}
    figures: dict[str, Figure | float] = {}
    for name, truth, families in (
        ("contacts", right, {"contact"}),
        ("all acts", right, set(FAMILIES.values())),
        ("contacts as read", standing, {"contact"}),
        ("all acts as read", standing, set(FAMILIES.values())),
    ):
        chosen = {key: passage.occurrence for key, passage in truth.items() if passage.family in families}
        score = score_pairs(groups, chosen)
        figures[f"merging: pairs of the samples, {name}, F1"] = Figure(score.f1, units=score.asked)
    return figures


def show_samples(readouts: Mapping[str, Readout]) -> Iterator[str]:
    """Yield one line for each pair that was joined or kept apart wrongly."""
    told = tell_events(readouts)
    rows = {row.key: (file, row) for file, rows in told.items() for row in rows}
    standing = assign(told, read_passages())
    groups, edges = merge(row for _, row in rows.values())
    truth = {key: passage.occurrence for key, passage in standing.items()}
    wrong = {key for key, passage in standing.items() if not is_read_rightly(rows[key][1], passage)}
    judged = {(edge.left, edge.right): edge for edge in edges}
    found = pairs_of([key for key in group if key in truth] for group in groups)
    asked = pairs_of([key for key in truth if truth[key] == name] for name in sorted(set(truth.values())))
    for kind, pairs in (("wrongly joined", found - asked), ("missed", asked - found)):
        for pair in sorted(pairs):
            edge = judged.get(pair)
            yield f"{kind}: {edge.judgement if edge else 'not judged'} {edge.score if edge else ''} ({edge.reason if edge else ''})"
            for key in pair:
                file, row = rows[key]
                event = row.row
                yield (
                    f"  {'*' if key in wrong else ' '} {file[:26]} | {truth[key]} | {','.join(event.actors)} > {','.join(event.recipients)} | "
                    f"{event.date and event.date.start} {event.modality} {event.level} | {event.place and event.place.name} | {squeeze(row.words)[:80]}"
                )
    counts = Counter(FAMILIES[row.row.event_type] for _, row in rows.values())
    left_out = Counter(FAMILIES[row.row.event_type] for key, (_, row) in rows.items() if key not in standing)
    yield f"reports {dict(counts)}, left out {dict(left_out)}"
    for key, (file, row) in rows.items():
        if key not in standing and FAMILIES[row.row.event_type] == "contact":
            yield f"  left out: {file} {squeeze(row.words)[:110]}"


def read_cached(path: Path) -> dict[str, Readout]:
    """Read readouts kept as JSON lines of ``{"file": ..., "readout": ...}``."""
    lines = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return {line["file"]: Readout.from_dict(line["readout"]) for line in lines}


def ecb_figures(source: Path, *parts: tuple[int, int]) -> dict[str, Figure | float]:
    """Measure linking on ECB+ topics.

    Args:
        source: a folder or archive of topics.
        parts: first and last topic of each part to be measured by itself; without any all that is there at once.
    """
    figures: dict[str, Figure | float] = {}
    for first, last in parts or ((0, 1 << 16),):
        corpus = read_corpus(source, lambda topic, first=first, last=last: first <= topic <= last)
        gold = group_by(corpus.gold)
        ours = score_groups(gold, link(corpus.mentions, corpus.documents)).conll
        stemmer = snowballstemmer.stemmer("english")
        heads = {one.key: stemmer.stemWord(one.sentence[one.start].lower()) for one in corpus.mentions}
        baseline = score_groups(gold, group_by(heads)).conll
        topics = find_topics(corpus.mentions)
        name = f"merging: ECB+ topics {topics[0]}-{topics[-1]}"
        figures[f"{name}, CoNLL F1"] = Figure(ours, units=len(corpus.mentions))
        figures[f"{name}, CoNLL F1 above the head-stem baseline"] = Figure(ours - baseline, units=len(corpus.mentions))
    return figures


def merge_figures(shared: Path) -> dict[str, Figure | float]:
    """Measure merging: the packaged samples, and ECB+ fitted on and held out."""
    return {**sample_figures(), **ecb_figures(shared / ECB, *PARTS)}


def main(arguments: Sequence[str]) -> None:
    """Print the figures of an archive or folder of ECB+ topics, or of a file of kept readouts of the samples."""
    if arguments and not arguments[0].endswith(".jsonl"):
        figures = ecb_figures(Path(arguments[0]))
    else:
        readouts: Any = read_cached(Path(arguments[0])) if arguments else sample_readouts()
        for line in show_samples(readouts):
            print(line)
        figures = sample_figures(readouts)
    for name, figure in figures.items():
        print(name, figure)


if __name__ == "__main__":
    main(sys.argv[1:])
