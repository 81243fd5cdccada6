"""A run of presend in, the picture of it out: an SVG that follows light and dark.

`python tools/build_picture.py docs/check.svg` lints examples/first-mail as a reader of the README
would, and draws what the terminal shows: real text in the reader's own monospaced font, each piece
held to its columns, so that carets stay under their words.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

PROJECT = Path(__file__).parent.parent
COMMAND = ("presend", "check")
FOLDER = PROJECT / "examples/first-mail"

COLUMNS = 102
WIDTH, HEIGHT, SIZE = 8.4, 20, 14  # px of a column and a line; of the letters
MARGIN, BAR = 20, 36  # px

# Foreground, in light and in dark, each at least 4.5 : 1 on its ground (WCAG 2.2, 1.4.3).
COLOURS = {
    "31": ("red", "#b3261e", "#ff8a80"),
    "33": ("yellow", "#7a5200", "#f2c14e"),
    "36": ("cyan", "#00636e", "#6fd6e3"),
    "2": ("dim", "#5c6370", "#9aa4b2"),
    "32": ("green", "#1b6e2c", "#8ad29a"),
}
GROUND, FRAME, INK = ("#fbfaf7", "#16181d"), ("#e7e4dc", "#2a2e37"), ("#1f2328", "#e4e7eb")

_SGR = re.compile(r"\x1b\[([\d;]*)m")


class Piece(NamedTuple):
    """Letters of one look, and the column at which they begin."""

    column: int
    text: str
    look: str


def main() -> None:
    lines = [*prompt(), *terminal(output())]
    Path(sys.argv[1]).write_text(picture(lines), encoding="utf-8")


def output() -> str:
    """What the command writes to a terminal that shows colours."""
    unheard = ("NO_COLOR", "GITHUB_ACTIONS")
    environment = {name: value for name, value in os.environ.items() if name not in unheard}
    done = subprocess.run(
        [sys.executable, "-m", *COMMAND, "--color", "always"],
        cwd=FOLDER,
        env=environment | {"PYTHONPATH": str(PROJECT / "src"), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 1:
        sys.exit(f"build_picture: presend ended with {done.returncode}, not with findings")
    return done.stdout


def prompt() -> list[list[Piece]]:
    return [[Piece(0, "$", "green"), Piece(2, " ".join(COMMAND), "bold")], []]


def terminal(text: str) -> list[list[Piece]]:
    """The lines as a terminal of COLUMNS columns shows them."""
    lines = []
    look = ""
    for written in text.rstrip("\n").split("\n"):
        line: list[Piece] = []
        column = 0
        for number, part in enumerate(_SGR.split(written)):
            if number % 2:
                look = looks(part)
                continue
            while part:
                room = COLUMNS - column
                line.append(Piece(column, part[:room], look))
                column += len(part[:room])
                part = part[room:]
                if part:
                    lines.append(line)
                    line, column = [], 0
        lines.append(line)
    return lines


def looks(codes: str) -> str:
    """The classes for the codes of an escape sequence (ECMA-48, 8.3.117)."""
    words = [
        "bold" if code == "1" else COLOURS[code][0] for code in codes.split(";") if code != "0"
    ]
    return " ".join(words)


def picture(lines: list[list[Piece]]) -> str:
    """The SVG of the lines of a terminal."""
    width = round(COLUMNS * WIDTH + 2 * MARGIN)
    height = len(lines) * HEIGHT + BAR + 2 * MARGIN - 6
    told = "\n".join("".join(_spaced(line)) for line in lines)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-labelledby="t d">',
        f'<title id="t">{escape(" ".join(COMMAND))} in a terminal</title>',
        f'<desc id="d">{escape(told)}</desc>',
        f"<style>{style()}</style>",
        f'<rect class="frame" x=".5" y=".5" width="{width - 1}" height="{height - 1}" rx="9"/>',
        *(f'<circle class="dot" cx="{22 + 20 * n}" cy="18" r="6"/>' for n in range(3)),
        f'<path class="ground" d="M1 {BAR}H{width - 1}V{height - 10}q0 9 -9 9H10q-9 0 -9 -9z"/>',
    ]
    for number, line in enumerate(lines):
        y = BAR + MARGIN + number * HEIGHT + 10
        for column, text, look in line:
            if text.strip():
                parts.append(_text(column, text, look, y))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _spaced(line: list[Piece]) -> list[str]:
    written = 0
    told = []
    for piece in line:
        told.append(" " * (piece.column - written) + piece.text)
        written = piece.column + len(piece.text)
    return told


def _text(column: int, text: str, look: str, y: int) -> str:
    bare = text.strip(" ")
    column += len(text) - len(text.lstrip(" "))
    x, length = MARGIN + column * WIDTH, len(bare) * WIDTH
    kind = f' class="{look}"' if look else ""
    return (
        f'<text{kind} x="{x:.1f}" y="{y}" textLength="{length:.1f}" xml:space="preserve">'
        f"{escape(bare)}</text>"
    )


def style() -> str:
    """The rules, with those for dark where the reader wants dark."""
    rules = [
        f"text{{font:{SIZE}px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',"
        "'Liberation Mono',monospace;white-space:pre}",
        ".bold{font-weight:700}",
    ]
    dark = ""
    for name, (light, deep) in {
        "text": INK,
        ".ground": GROUND,
        ".frame": FRAME,
        **{f".{name}": shades for name, *shades in COLOURS.values()},
    }.items():
        rules.append(f"{name}{{fill:{light}}}")
        dark += f"{name}{{fill:{deep}}}"
    rules.append(".dot{fill:#8a8f98;opacity:.5}")
    return "".join(rules) + f"@media(prefers-color-scheme:dark){{{dark}}}"


if __name__ == "__main__":
    main()
