"""An installed presend in, what each kind of work costs it out, in terms of what else would do.

A work is a function of `Bench` that yields the lines of its report. Goals stand here and
nowhere else in the code.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import editor
import peers
import templates
from adversarial import FAMILIES
from measure import (
    Case,
    Line,
    Ratio,
    Rounds,
    Run,
    environment,
    interleave,
    little_memory,
    once,
    own_peak,
)

LIMIT = "LIMIT"
LIMIT_CODE = """\
import sys
import lxml.etree as etree
for path in sys.argv[1:]:
    with open(path, "rb") as file:
        etree.fromstring(file.read(), etree.HTMLParser())
"""

CONFIG = """\
[sending]
esp = "hubspot"
domains = ["mail.acme.com"]
from = "Acme News <news@mail.acme.com>"
reply-to = "hello@acme.com"
kind = "marketing"
own-domains = ["acme.com"]

[templates]
dialect = "hubl"

[targets]
clients = ["gmail", "outlook-windows", "apple-mail", "yahoo"]

[rules]
accessibility = "warning"
"""

BATCH = 100  # templates
MEGABYTE = 1_000_000  # octets
HOSTILE_OCTETS = 100_000
HOSTILE_LIMIT = 60.0  # seconds
# CPU time over that of a tiny document. Below it the ratio would be one of two noises.
HOSTILE_FLOOR = 0.003  # seconds
WARM = 20  # templates
STARTS = 10
SAVES = 200
SAVE_GOAL = 10.0  # milliseconds
FLAT = 1.05  # of memory after many edits over that after a few


class Bench(NamedTuple):
    """What is measured, where, and how many rounds if not the number that suits the work."""

    presend: Path
    folder: Path
    rounds: int | None
    runs: dict[str, dict[str, list[Run]]]

    @property
    def env(self) -> dict[str, str]:
        return environment(self.folder)

    @property
    def limit(self) -> list[str]:
        """The command that imports lxml.etree and parses files, in presend's own Python."""
        return [str(self.presend.parent / "python"), "-I", "-c", LIMIT_CODE]

    def check(self, *options: str) -> list[str]:
        return [str(self.presend), "check", "--no-cache", *options]

    def measure(self, work: str, cases: dict[str, Case], rounds: int) -> Rounds:
        measured = interleave(cases, self.rounds or rounds, self.env)
        self.runs[work] = measured.runs
        return measured


def _written(folder: Path, count: int, octets: int = templates.TEMPLATE_OCTETS) -> list[str]:
    """Templates in a folder; their names. A process of its own writes them: what this one
    holds at its peak would count as the peak of every process it starts."""
    script = Path(templates.__file__)
    size = ("--count", str(count), "--octets", str(octets))
    subprocess.run([sys.executable, script, folder, *size], check=True)
    return sorted(path.name for path in folder.glob("*.html"))


def one(bench: Bench) -> Iterator[Line]:
    """One template in a cold process, without and with a presend.toml."""
    bare, configured = bench.folder / "one", bench.folder / "configured"
    names = _written(bare, 1)
    _written(configured, 1)
    (configured / "presend.toml").write_text(CONFIG)
    with_config = "presend, a presend.toml"
    others = peers.commands()
    cases = {
        LIMIT: Case([*bench.limit, *names], bare),
        "presend": Case([*bench.check(), *names], bare),
        with_config: Case([*bench.check(), *names], configured),
        **{name: Case([*command, *names], bare) for name, command in others.items()},
    }
    rounds = bench.measure("one", cases, 25)
    yield rounds.line("one", "presend", LIMIT, 1.0)
    if peers.HTMLHINT in others:
        yield rounds.line("one", "presend", peers.HTMLHINT, 0.3)
    yield rounds.line("one", with_config, LIMIT, 1.3)
    for name in others:
        yield rounds.line("one", name, LIMIT)


def batch(bench: Bench) -> Iterator[Line]:
    """A hundred templates in one cold process, on two cores, on one, and with a full cache."""
    folder = bench.folder / "batch"
    names = _written(folder, BATCH)
    others = peers.commands()
    two, single, cached = "presend --jobs 2", "presend --jobs 1", "presend, cached"
    cases = {
        LIMIT: Case([*bench.limit, *names], folder),
        two: Case([*bench.check("--jobs", "2"), *names], folder),
        single: Case([*bench.check("--jobs", "1"), *names], folder),
        # The first run, which does not count, fills the cache in the bench's own home.
        cached: Case([str(bench.presend), "check", "--jobs", "2", *names], folder),
        **{name: Case([*command, *names], folder) for name, command in others.items()},
    }
    rounds = bench.measure("batch", cases, 5)
    for name in others:
        yield rounds.line("batch", two, name, 0.6 if name == peers.HTMLHINT else 0.1)
    for name in others:
        yield rounds.line("batch", single, name)
    yield rounds.line("batch", cached, two, 0.3)
    for name in (two, single, cached, *others):
        yield rounds.line("batch", name, LIMIT)


def size(bench: Bench) -> Iterator[Line]:
    """Documents of 1 and 10 MB: time against each other, memory against the input."""
    small, large = "1 MB", "10 MB"
    cases = {}
    for name, octets in ((small, MEGABYTE), (large, 10 * MEGABYTE)):
        folder = bench.folder / name
        cases[name] = Case([*bench.check("--jobs", "1"), *_written(folder, 1, octets)], folder)
    rounds = bench.measure("size", cases, 5)
    yield rounds.line("size", large, small, 12.0)
    cpu = rounds.line("size", large, small, cost=lambda run: run.cpu)
    yield cpu if cpu.broken else cpu._replace(note="CPU time")
    floor = own_peak()
    for name, octets in ((small, MEGABYTE), (large, 10 * MEGABYTE)):
        if reason := rounds.broken.get(name):
            yield Line("size", name, "its octets", None, 30.0, reason, broken=True)
            continue
        peaks = [run.peak for run in rounds.runs[name]]
        note = "memory, at most" if statistics.median(peaks) <= floor else "memory"
        ratio = Ratio.of([peak / octets for peak in peaks])
        yield Line("size", name, "its octets", ratio, 30.0, note)


def hostile(bench: Bench) -> Iterator[Line]:
    """Each adversarial family at n and 10 n: what the longer costs in terms of the shorter."""
    folder = bench.folder / "hostile"
    folder.mkdir()
    (folder / "tiny.html").write_text("<p>tiny</p>")
    command = bench.check("--jobs", "1")
    tiny = bench.measure("hostile", {"tiny": Case([*command, "tiny.html"], folder)}, 9)
    if reason := tiny.broken.get("tiny"):
        yield Line("hostile", "presend", "itself", None, 15.0, reason, broken=True)
        return
    start = statistics.median(run.cpu for run in tiny.runs["tiny"])
    for name, family in FAMILIES.items():
        cases = []
        for octets in (HOSTILE_OCTETS, 10 * HOSTILE_OCTETS):
            path = folder / f"{octets}.html"
            path.write_text(family(octets), encoding="utf-8")
            cases.append(Case([*command, path.name], folder))
        yield _family(bench, name, cases, start)


def _family(bench: Bench, name: str, cases: Sequence[Case], start: float) -> Line:
    line = Line("hostile", name, "itself, a tenth", None, 15.0)
    ratios = []
    for _ in range(bench.rounds or 3):
        costs = []
        for case, octets in zip(cases, (HOSTILE_OCTETS, 10 * HOSTILE_OCTETS), strict=True):
            with little_memory():
                run = once(case, bench.env, HOSTILE_LIMIT)
            bench.runs["hostile"].setdefault(f"{name}, {octets}", []).append(run)
            if run.timed_out:
                return line._replace(note=f"not done in {HOSTILE_LIMIT:.0f} s at {octets} octets")
            if not run.done:
                return line._replace(note=f"exit {run.status} at {octets} octets", broken=True)
            costs.append(max(run.cpu - start, HOSTILE_FLOOR))
        ratios.append(costs[1] / costs[0])
    return line._replace(ratio=Ratio.of(ratios))


def warm(bench: Bench) -> Iterator[Line]:
    """Templates checked over and over in one process that has everything imported."""
    folder = bench.folder / "warm"
    names = _written(folder, WARM)
    script = str(Path(__file__).with_name("warm.py"))
    command = [*bench.limit[:2], script, *names]
    done = subprocess.run(
        command, cwd=folder, env=bench.env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"exit {done.returncode}"]
        yield Line("warm", "presend", "lxml parse", None, None, said[-1][:200], broken=True)
        return
    rounds: list[tuple[float, float]] = json.loads(done.stdout)
    note = f"{statistics.median(ours for ours, _ in rounds):.1f} ms per 50 KB"
    ratio = Ratio.of([ours / limit for ours, limit in rounds])
    yield Line("warm", "presend", "lxml parse", ratio, None, note)


def lsp(bench: Bench) -> Iterator[Line]:
    """The language server: its start, a save, and its memory after many edits."""
    folder = bench.folder / "lsp"
    (name,) = _written(folder, 1)
    asked = [str(bench.presend), "lsp"], folder / name, bench.env
    start, save, held = "start to initialized", "didSave to diagnostics", "memory after all edits"
    try:
        started = [editor.starts(*asked) for _ in range(bench.rounds or STARTS)]
        saved = editor.saves(*asked, SAVES)
        early, middle, late = editor.memory(*asked)
    except editor.Gone as gone:
        yield Line("lsp", "presend lsp", "", None, None, str(gone), broken=True)
        return
    first = statistics.median(linted for _, linted in started)
    note = f"a first document is linted after {first * 1000:.0f}"
    yield Line("lsp", start, "1 ms", Ratio.of([each * 1000 for each, _ in started]), None, note)
    used = [each.cpu * 1000 for each in saved if each.cpu is not None]
    note = f"CPU time of server + worker: {statistics.median(used):.1f}" if used else ""
    yield Line("lsp", save, "1 ms", Ratio.of([s.wall * 1000 for s in saved]), SAVE_GOAL, note)
    note = f"MB of server + worker after {editor.EARLY}, {editor.EDITS // 2}, {editor.EDITS} edits:"
    note += f" {early}; {middle}; {late}"
    ratio = Ratio.of([sum(late) / sum(early)])
    yield Line("lsp", held, f"after {editor.EARLY}", ratio, FLAT, note)


WORKS: dict[str, Callable[[Bench], Iterator[Line]]] = {
    work.__name__: work for work in (one, batch, size, hostile, warm, lsp)
}
