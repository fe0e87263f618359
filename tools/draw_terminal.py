"""Draw the README's picture: what ``summitry read`` prints for one of the packaged samples, as an SVG file.

    python tools/draw_terminal.py [--check]

The picture depends on the sample and the product alone, so a stale one shows: with ``--check`` nothing is written, and
the exit code is 1 if the file would change.
"""

import argparse
import io
import re
import sys
from importlib import resources
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

import summitry
from summitry.read.intake import load
from summitry.show.terminal import render_readout

SAMPLE = "2016-12-16-tokyo-wire.txt"
PICTURE = Path(__file__).resolve().parent.parent / "docs" / "images" / "readout.svg"
COLUMNS = 88
LINES = 46
"""Lines shown; the rest of a long readout is cut off."""
THEME = TerminalTheme(
    (250, 250, 247),
    (40, 42, 46),
    [
        (40, 42, 46),
        (180, 40, 40),
        (60, 120, 60),
        (150, 110, 20),
        (40, 90, 160),
        (130, 70, 140),
        (0, 110, 125),
        (90, 92, 96),
    ],
)  # dark letters on light ground: readable on screens and on paper

_OUTSIDE = re.compile(r"\s*@font-face \{.*?\n\s*\}(?=\n)|\s*<!--.*?-->", re.DOTALL)
"""Fonts that a viewer would fetch from elsewhere: the picture stands alone and falls back on the reader's own."""


def draw() -> str:
    """Return the picture."""
    with resources.as_file(resources.files("summitry") / "data" / "samples" / SAMPLE) as path:
        intake = load(path)
    readout = next(summitry.open_reader().read_intakes([intake]))
    page = Console(file=io.StringIO(), width=COLUMNS, force_terminal=True, color_system="truecolor")
    with page.capture() as capture:
        page.print(f"[bold]$[/bold] summitry read {SAMPLE}\n", highlight=False)
        render_readout(readout, page)
    lines = capture.get().splitlines()
    picture = Console(file=io.StringIO(), width=COLUMNS, record=True, force_terminal=True, color_system="truecolor")
    for line in (*lines[:LINES], *(["..."] if len(lines) > LINES else [])):
        picture.print(Text.from_ansi(line), highlight=False, soft_wrap=True)
    drawn = picture.export_svg(title="summitry read", theme=THEME, unique_id="readout")
    return _OUTSIDE.sub("", drawn)


def main() -> int:
    """Write or check the picture."""
    parser = argparse.ArgumentParser(description="Draw the README's picture of a readout.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit with 1 if the picture is stale")
    wanted = parser.parse_args()
    picture = draw()
    if wanted.check:
        if not PICTURE.exists() or PICTURE.read_text(encoding="utf-8") != picture:
            print(f"{PICTURE} is stale; run `python tools/draw_terminal.py`")
            return 1
        return 0
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(picture, encoding="utf-8")
    print(f"{PICTURE} drawn")
    return 0


if __name__ == "__main__":
    sys.exit(main())
