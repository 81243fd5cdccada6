"""Measures presend against its goals, side by side with what users would pick instead.

Builds the wheel, installs it into bench/.venv-wheel and prints a table of ratios: the least, the
median and the greatest of the rounds, the goal of each line and whether the median meets it.
It is no test: it exits with 0 whatever the ratios are, and with 1 if something could not be
measured. `python bench/install_peers.py` installs the other linters; without them their lines
are left out. Needs a POSIX system and a machine that is otherwise at rest.

    python bench/run.py [--only WORK] [--json FILE]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import peers
import templates
import wheel
from measure import Line
from works import HOSTILE_FLOOR, WORKS, Bench

HEADINGS = ("work", "of", "in terms of", "least", "median", "most", "goal", "met", "")
WORST = 5  # adversarial families shown; the JSON has all


def shown(lines: Sequence[Line]) -> list[Line]:
    """The lines for the table: of the hostile families that met the goal, only the worst."""
    hostile = [line for line in lines if line.work == "hostile" and line.met]
    hostile.sort(key=lambda line: line.ratio.median if line.ratio else 0.0)
    hidden = hostile[:-WORST]
    return [line for line in lines if line not in hidden]


def cells(line: Line) -> tuple[str, ...]:
    numbers = [f"{number:.3g}" for number in line.ratio] if line.ratio else ["-"] * 3
    goal = "" if line.goal is None else f"<= {line.goal:g}"
    met = {None: "", True: "yes", False: "NO"}[line.met]
    note = f"broken: {line.note}" if line.broken else line.note
    return (line.work, line.subject, line.against, *numbers, goal, met, note)


def table(lines: Sequence[Line]) -> str:
    rows = [HEADINGS, *map(cells, shown(lines))]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if 3 <= place <= 6 else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def record(bench: Bench, lines: Sequence[Line]) -> dict[str, object]:
    """All that is needed to compare two runs. Times are seconds, memory octets."""
    return {
        "python": platform.python_version(),
        "machine": {
            "system": platform.system(),
            "processor": platform.machine(),
            "cores": os.cpu_count(),
        },
        "peers": {name: peers.versions()[name] for name in peers.commands()},
        "template": hashlib.sha256(templates.template(1)).hexdigest(),
        "lines": [
            line._asdict() | {"ratio": line.ratio and line.ratio._asdict(), "met": line.met}
            for line in lines
        ],
        "runs": {
            work: {name: [run._asdict() for run in runs] for name, runs in cases.items()}
            for work, cases in bench.runs.items()
        },
    }


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure presend against its goals.")
    parser.add_argument("--only", action="append", choices=WORKS, help="this work; repeatable")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every run there")
    parser.add_argument("--rounds", type=int, metavar="N", help="of each work, at least 1")
    parser.add_argument(
        "--presend",
        type=Path,
        metavar="FILE",
        help="measure this console script, with the Python beside it, and build no wheel",
    )
    options = parser.parse_args()
    if missing := peers.missing():
        cure = "python bench/install_peers.py"
        print(f"not installed, left out: {', '.join(missing)} ({cure})", file=sys.stderr)
    presend = options.presend.absolute() if options.presend else wheel.install()
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="presend-bench-") as folder:
        bench = Bench(presend, Path(folder).resolve(), options.rounds, {})
        for name in options.only or WORKS:
            print(f"measuring: {name}", file=sys.stderr)
            lines += WORKS[name](bench)
    print(table(lines))
    if any(line.work == "hostile" for line in lines):
        met = sum(1 for line in lines if line.work == "hostile" and line.met)
        total = sum(1 for line in lines if line.work == "hostile")
        floor = f"{HOSTILE_FLOOR * 1000:g} ms"
        print(f"hostile: {met} of {total} met; CPU time over a tiny document's, at least {floor}")
    if options.json:
        options.json.write_text(json.dumps(record(bench, lines), indent=1) + "\n")
    return 1 if any(line.broken for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main())
