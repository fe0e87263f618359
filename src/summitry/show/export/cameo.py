"""CAMEO dyad rows: who did what to whom, one line a direction, as event-count models take it."""

from pathlib import Path

from summitry.show.export.cells import make_line
from summitry.show.export.codes import code_event, find_spot, goldstein_of, pair_actors, quad_class
from summitry.show.export.extract import Extract
from summitry.show.export.written import LeftOut, Written, open_text

COLUMNS = (
    *("date", "source", "target", "cameo", "goldstein", "quad_class", "source_name", "target_name"),
    *("source_country", "target_country", "mutual", "place", "country", "mentions", "sources", "documents", "id"),
)


def write_cameo(extract: Extract, file: Path) -> Written:
    """Write one line a direction of each occurrence that took place or goes on."""
    written = 0
    left = LeftOut()
    with open_text(file) as out:
        out.write(make_line(COLUMNS))
        for entry in extract.entries():
            one = entry.occurrence
            if not entry.is_real:
                left.add("not real: planned, proposed, denied, cancelled or only thought of")
                continue
            pairs = pair_actors(entry, extract.dyad)
            if not pairs:
                left.add("no pair of coded actors")
            code, spot = code_event(one), find_spot(entry)
            day = entry.day
            for source, target, mutual in pairs:
                cells = (
                    *(day and day.isoformat(), source.code, target.code, code, goldstein_of(code), quad_class(code)),
                    *(source.name, target.name, source.state, target.state, int(mutual)),
                    *(spot and spot.name, spot and spot.country),
                    *(len(one.reports), one.sources, one.documents, one.id),
                )
                out.write(make_line(cells))
                written += 1
    return Written(written, "lines", left.reasons())
