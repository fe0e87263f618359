"""A chart with its words and its data, the looks in which it is drawn, and the drawing."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from summitry.errors import SummitryError

if TYPE_CHECKING:
    import altair as alt

Cell = str | int | float | None

WIDE = 1120
"""Width of a chart on a desk's screen and on paper, in pixels."""
NARROW = 340
"""Width on a telephone."""
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#8C8C8C", "#B8A800")
"""Colours that colour-blind readers tell apart. Source: Okabe and Ito 2008, Color Universal Design; the last two are a
grey in place of black and a darker yellow, so that all show on white and on near-black."""
_BRIGHT = ("#56B4E9", "#E69F00", "#2FC59B", "#E39CC5", "#F0E442", "#FF7F3F", "#A9B1B8", "#B9C4FF")
"""The same on a dark ground, lighter."""
_FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
"""Fonts of one width: the picture is laid out with one of them and looked at with another."""
_YEARS = 2
"""Over a longer time, marks name years alone."""
_MARKS = 8
_PADDING = {"left": 14, "right": 14, "top": 6, "bottom": 6}


@dataclass(frozen=True, slots=True)
class Look:
    """In what a chart is drawn.

    Attributes:
        width: of the plot with its axes, in pixels.
        ink: colour of texts.
        faint: colour of lines that only guide the eye.
        paper: colour of the ground.
        palette: colours of kinds and issues.
    """

    width: int = WIDE
    ink: str = "#1c2126"
    faint: str = "#d4d9de"
    paper: str = "#ffffff"
    palette: tuple[str, ...] = PALETTE

    @property
    def narrow(self) -> bool:
        """Whether it is drawn for a telephone."""
        return self.width < (WIDE + NARROW) // 2


LIGHT = Look()
DARK = Look(ink="#dde3e8", faint="#3b444c", paper="#161a1e", palette=_BRIGHT)


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart, the same facts in words, and its data.

    Attributes:
        name: short name, as in addresses: ``timeline``.
        title: what is shown.
        words: what a reader who cannot see it is told: range, extremes, result.
        columns: names of the data's columns.
        rows: the data, one row a line.
        make: draws it in a look; ``chart`` is the usual one.
    """

    name: str
    title: str
    words: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    make: "Callable[[Look], alt.TopLevelMixin]"

    def chart(self, look: Look = LIGHT) -> "alt.TopLevelMixin":
        """Return the Altair chart, as a notebook shows it.

        Raises:
            SummitryError: Altair is not installed.
        """
        load_altair()
        return self.make(look)

    def records(self) -> list[dict[str, Cell]]:
        """Return the data as one dictionary a row."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def load_altair() -> Any:  # noqa: ANN401  # a module
    """Return Altair.

    Raises:
        SummitryError: it is not installed.
    """
    try:
        import altair as alt  # noqa: PLC0415  # an extra, and slow to load
    except ImportError as error:
        message = "charts need Altair and vl-convert; install them with: pip install 'summitry[web]'"
        raise SummitryError(message) from error
    return alt


def take_data(rows: list[dict[str, Any]]) -> Any:  # noqa: ANN401  # Altair's own
    """Return rows as a chart's data; days are ISO texts."""
    return load_altair().Data(values=rows)


def draw_days(look: Look, days: Sequence[str], field: str = "day:T") -> Any:  # noqa: ANN401
    """Return an axis of days (ISO texts) whose marks name the year, and the month where there is room for it."""
    alt = load_altair()
    years = int(max(days)[:4]) - int(min(days)[:4]) if days else 0
    form, step = ("%Y", "year") if years > _YEARS else ("%b %Y", "month")
    count = alt.TimeInterval(step) if years > _YEARS else _MARKS // (2 if look.narrow else 1)
    axis = alt.Axis(format=form, tickCount=count, labelOverlap="greedy", labelSeparation=8)
    return alt.X(field, title=None, axis=axis, scale=alt.Scale(padding=12))


def name_unit(look: Look, height: int, **more: object) -> dict[str, Any]:
    """Return the size of a plot in a look."""
    return {
        "width": look.width,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": _PADDING,
        **more,
    }


def draw_svg(figure: Figure, look: Look = LIGHT) -> str:
    """Return a chart as SVG: no script, no outside reference, texts as texts.

    Args:
        figure: what to draw.
        look: width and colours.

    Raises:
        SummitryError: the extra ``web`` is not installed.
    """
    chart = figure.chart(look)
    try:
        import vl_convert  # noqa: PLC0415  # an extra
    except ImportError as error:
        message = "pictures of charts need vl-convert; install it with: pip install 'summitry[web]'"
        raise SummitryError(message) from error
    spec: dict[str, Any] = chart.to_dict()
    spec["config"] = {**spec.get("config", {}), **_style(look)}
    return _convert(vl_convert, json.dumps(spec, sort_keys=True))


def _convert(engine: Any, spec: str) -> str:  # noqa: ANN401  # a module
    svg: str = engine.vegalite_to_svg(vl_spec=spec, vl_version=_find_version())
    return svg


@cache
def _find_version() -> str:
    """Return the version of Vega-Lite that Altair writes: ``6.1``."""
    number = str(load_altair().SCHEMA_VERSION).removeprefix("v")
    return ".".join(number.split(".")[:2])


def _style(look: Look) -> Mapping[str, Any]:
    text = {"labelColor": look.ink, "titleColor": look.ink, "labelFont": _FONT, "titleFont": _FONT}
    sizes = {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"}
    return {
        "background": look.paper,
        "font": _FONT,
        "view": {"stroke": None},
        "axis": {**text, **sizes, "gridColor": look.faint, "domainColor": look.faint, "tickColor": look.faint},
        "legend": {
            **text,
            **sizes,
            "orient": "bottom",
            "columns": 2 if look.narrow else 4,
            "columnPadding": 22,
            "labelLimit": 150,
        },
        "range": {"category": list(look.palette)},
    }
