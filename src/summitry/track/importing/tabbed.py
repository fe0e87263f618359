"""Tab files with a line of names: rows that line ends or quotes have broken are put together again.

POLECAT's files are known for it: texts in them hold line ends and single quotation marks that nobody marked.
"""

from collections.abc import Iterator, Mapping

from summitry.errors import IntakeError
from summitry.track.importing.coded import Refused
from summitry.track.importing.lines import TOO_LONG

MOST_PARTS = 20
"""Lines that one row can be broken into."""

_SHOWN = 200

Row = Mapping[str, str]


def read_table(
    lines: Iterator[tuple[int, str | None]], needed: tuple[str, ...], whose: str
) -> Iterator[tuple[int, str, Row] | Refused]:
    """Yield (number of the line, line, cells by column) of each row.

    Args:
        lines: numbered lines, the first one with the names.
        needed: columns without which a file is none of this format.
        whose: name of the format, for messages.

    Raises:
        IntakeError: a needed column is missing.
    """
    names: tuple[str, ...] | None = None
    held: list[tuple[int, str]] = []
    for number, line in lines:
        if line is None:
            yield from _give_up(held)
            held = []
            yield Refused(number, TOO_LONG, "")
        elif names is None:
            names = _read_names(line, needed, whose)
        elif not held and not line.strip():
            continue
        else:
            width = len(names)
            whole = " ".join([part for _, part in held] + [line])
            count = whole.count("\t") + 1
            if count == width:
                yield (held[0][0] if held else number), whole, _make_row(names, whole)
                held = []
            elif count < width and len(held) < MOST_PARTS:
                held.append((number, line))
            else:
                yield from _give_up(held)
                held = []
                alone = line.count("\t") + 1
                if alone == width:
                    yield number, line, _make_row(names, line)
                elif alone < width:
                    held = [(number, line)]
                else:
                    yield Refused(number, f"{alone} columns, where the first line names {width}", line[:_SHOWN])
    yield from _give_up(held)


def _give_up(held: list[tuple[int, str]]) -> Iterator[Refused]:
    if held:
        number, line = held[0]
        yield Refused(number, "too few columns", line[:_SHOWN])


def _read_names(line: str, needed: tuple[str, ...], whose: str) -> tuple[str, ...]:
    names = tuple(name.strip().strip('"').strip().lower() for name in line.split("\t"))
    missing = [name for name in needed if name.lower() not in names]
    if missing:
        message = (
            f"no table of {whose}: its first line has no column {missing[0]!r}; give a tab file as it was published"
        )
        raise IntakeError(message)
    return names


def _make_row(names: tuple[str, ...], line: str) -> Row:
    return {name: _unquote(cell) for name, cell in zip(names, line.split("\t"), strict=True)}


def _unquote(cell: str) -> str:
    r"""Return a cell without the quotation marks around it.

    >>> _unquote('"the ""good"" talks"')
    'the "good" talks'
    """
    cell = cell.strip()
    if len(cell) > 1 and cell.startswith('"') and cell.endswith('"'):
        return cell[1:-1].replace('""', '"').strip()
    return cell
