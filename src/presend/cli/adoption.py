"""Findings that stay for now: those of a baseline, and those that comments allow.

`--baseline` leaves out what a file of known findings holds, `--write-baseline` writes it, and
`--add-allow` writes allow-comments into the files.
"""

from __future__ import annotations

import os
import sys

from presend import allowing, baseline, files, included
from presend.baseline import Damaged, Entry
from presend.cli import workers
from presend.errors import ConfigError, ReadError, UsageError
from presend.own_rules import INTERNAL_ERROR
from presend.report import Report
from presend.reporters.plainly import line
from presend.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presend.cli.arguments import Values
    from presend.report import Diagnostic, FileResult
    from presend.settings import Settings

_USUAL = "presend-baseline.json"
_SHOWN = 3  # names in a line that tells of many


def adopt(report: Report, options: Values, settings: Settings) -> None:
    """Take out of a report what is known or allowed, after writing the files that say so.

    Raises UsageError for options that exclude each other, ConfigError and ReadError for a
    baseline that cannot be read or written.
    """
    _possible(options)
    if options.show_files:
        return
    known = _Known(report, options, settings)
    if options.write_baseline:
        known.write(options.write_baseline)
    report.known = known.leave_out(report.files)
    if not options.quiet:
        known.tell_gone()
    if options.add_allow:
        _allow(report, options, settings, known)


def _possible(options: Values) -> None:
    for name in ("add_allow", "write_baseline"):
        said = f"--{name.replace('_', '-')}"
        if getattr(options, name) and options.diff:
            raise UsageError(f"{said} writes, and --diff does not; give one of them")
        if getattr(options, name) and options.show_files:
            raise UsageError(f"{said} needs findings, and --show-files lints nothing")
    if options.add_allow and options.write_baseline:
        raise UsageError("--add-allow and --write-baseline both take the findings; give one")
    if options.add_allow and workers.STDIN in options.paths:
        raise UsageError("--add-allow writes into files; name them instead of -")
    if (
        options.baseline
        and options.write_baseline
        and os.path.abspath(options.baseline) != os.path.abspath(options.write_baseline)
    ):
        raise UsageError("--baseline and --write-baseline together renew one file; name the same")


class _Known:
    """The baselines that hold for the files of a run, and what the run can say of them."""

    def __init__(self, report: Report, options: Values, settings: Settings) -> None:
        self._report = report
        self._options = options
        self._settings = settings
        self._folders = [os.path.abspath(path) for path in options.paths if os.path.isdir(path)]
        self._results = {os.path.abspath(result.path): result for result in report.files}
        self._entries: dict[str, list[Entry]] = {}
        self._gone: dict[str, list[Entry]] = {}

    def write(self, name: str) -> None:
        """Write what was found, and of what the file holds what this run cannot judge.

        With --baseline too, of what was found only what that holds already.
        """
        renewed = self._options.baseline
        old = _read(name, fresh=not renewed)
        found = [entry for entry, _ in _found(name, self._report)]
        if renewed:
            marks = {entry.fingerprint for entry in old}
            found = [entry for entry in found if entry.fingerprint in marks]
        marks = {entry.fingerprint for entry in found}
        kept = [e for e in old if e.fingerprint not in marks and not self._judged(name, e)]
        try:
            files.create(name, baseline.render([*found, *kept]).encode())
        except ReadError as error:
            raise ReadError(f"{name}: {error}") from None
        self._entries[name] = [*found, *kept]
        if not self._options.quiet:
            more = f", {len(kept)} kept that this run did not look for" if kept else ""
            said = f"{_count(len(found), 'finding')} written{more}"
            print(f"presend: {line(name)}: {said}", file=sys.stderr)

    def leave_out(self, results: Iterable[FileResult]) -> int:
        """Take what the baselines know out of some results; how many findings those are."""
        by_file: dict[str, list[FileResult]] = {}
        for result in results:
            if name := self._of(result.path):
                by_file.setdefault(name, []).append(result)
        count = 0
        for name, its in by_file.items():
            if name not in self._entries:
                self._entries[name] = _read(name)
            marks = {entry.fingerprint for entry in self._entries[name]}
            found = _found(name, Report("", its))
            known = {diagnostic for entry, diagnostic in found if entry.fingerprint in marks}
            count += len(known)
            for result in its:
                result.diagnostics = [d for d in result.diagnostics if d not in known]
            seen = {entry.fingerprint for entry, _ in found}
            self._gone[name] = [
                entry
                for entry in sorted(set(self._entries[name]))
                if entry.fingerprint not in seen and self._judged(name, entry)
            ]
        return count

    def _of(self, path: str) -> str:
        """The baseline for a file; empty: there is none."""
        name: str | None = self._options.write_baseline or self._options.baseline
        if name:
            return name
        outline = self._settings.outline(path)
        return os.path.join(os.path.dirname(outline.path), outline.baseline) * bool(
            outline.baseline
        )

    def tell_gone(self) -> None:
        """One line on standard error for each baseline that holds more than is there."""
        for name, gone in self._gone.items():
            if not gone:
                continue
            places = _some([f"{entry.path}: {entry.rule}" for entry in gone])
            paths = self._options.paths if len(self._options.paths) <= _SHOWN else ["PATH …"]
            print(
                f"presend: {line(name)}: {_count(len(gone), 'finding')} in it no longer needed "
                f"({line(places)}); to renew it: presend check --baseline {line(name)} "
                f"--write-baseline {line(name)} {line(' '.join(paths))}",
                file=sys.stderr,
            )

    def _judged(self, name: str, entry: Entry) -> bool:
        """Whether this run would have found what an entry names, if it were still there."""
        folder = os.path.dirname(os.path.abspath(name))
        path = os.path.normpath(os.path.join(folder, entry.path))
        result = self._results.get(path)
        if result is None or result.status == "passed-over":
            if not any(path.startswith(os.path.join(each, "")) for each in self._folders):
                return False
        elif result.status == "unreadable" or any(
            entry.rule in rules for rules, _, _ in result.unchecked
        ):
            return False
        config = self._settings.of(path)
        rule = config.names.get(entry.rule)
        names = {entry.rule} if rule is None else {rule.name, rule.group, *rule.formerly}
        chosen = not config.select or not names.isdisjoint(config.select)
        return chosen and names.isdisjoint(config.ignore)


def _read(name: str, *, fresh: bool = False) -> list[Entry]:
    """The entries of a baseline; `fresh`: it is to be written, and need not be there or whole."""
    if not os.path.exists(name):
        if fresh:
            return []
        raise ConfigError(
            f"{name}: there is no such baseline; write one: presend check --write-baseline {name}"
        )
    if os.path.isdir(name):
        raise ConfigError(f"{name}: it is a folder; a baseline is a file, such as {_USUAL}")
    text = ""
    try:
        text = files.decode(files.read(name), message=False).text
        return baseline.parse(text)
    except ReadError as error:
        raise ConfigError(f"{name}: {error}") from None
    except Damaged as damage:
        if fresh and damage.foreign and text.strip():
            raise ConfigError(f"{name}: {damage.reason}; name another file") from None
        if not fresh or damage.newer:
            raise ConfigError(f"{name}: {damage.reason}; {damage.cure}") from None
        return []


def _found(name: str, report: Report) -> list[tuple[Entry, Diagnostic]]:
    """The findings of a report as a baseline of that name calls them."""
    folder = os.path.dirname(os.path.abspath(name))
    names: dict[str, str] = {}

    def named(path: str) -> str:
        if path not in names:
            try:
                names[path] = os.path.relpath(path, folder).replace(os.sep, "/")
            except ValueError:  # another drive
                names[path] = os.path.abspath(path).replace(os.sep, "/")
        return names[path]

    return baseline.entries(report.diagnostics, named)


class _Allower(workers.Linter):
    """Writes allow-comments into one file after the other."""

    def __init__(
        self, settings: Settings, options: Values, wanted: dict[str, set[Diagnostic]]
    ) -> None:
        super().__init__(settings, options)
        self.wanted = wanted

    def __call__(self, path: str, named: bool) -> FileResult:
        """What is found in a file after its comments were written."""
        config = self.settings.of(path)
        try:
            text, kind = workers.decoded(files.read(path), path)
            source, place = Source(path, text.text), files.relative(path, config.folder or ".")

            def look_up(name: str, near: str) -> Source | None:
                return included.find(name, near, path, config.folder)

            sidecar, wanted = files.sidecar_of(path), self.wanted[path]
            after, result = allowing.allowed(source, kind, config, sidecar, place, look_up, wanted)
            if after != text.text:
                files.write(path, text, after)
            result.text = after if self.show_text else ""
            return result
        except ReadError as error:
            return workers.unreadable(path, error)


def _allow(report: Report, options: Values, settings: Settings, known: _Known) -> None:
    wanted = {
        result.path: own
        for result in report.files
        if result.kind in ("html", "mjml", "text")
        and (own := {d for d in result.diagnostics if d.path == result.path})
    }
    allower = _Allower(settings, options, wanted)
    jobs = options.jobs or os.cpu_count() or 1
    done = workers.run(allower, [(path, True) for path in wanted], jobs)
    known.leave_out(done)
    after = {result.path: result for result in done}
    for number, before in enumerate(report.files):
        if before.path in after:
            report.files[number] = after[before.path]
            report.files[number].fixed, report.files[number].seconds = before.fixed, before.seconds
    if options.quiet:
        return
    counts = [
        len(wanted[result.path]) - sum(d.path == result.path for d in result.diagnostics)
        for result in done
        if result.status != "unreadable"
    ]
    changed = sum(count > 0 for count in counts)
    said = f"{_count(sum(counts), 'finding')} allowed in {_count(changed, 'file')}"
    print(f"presend: {said}", file=sys.stderr)
    left = [d.path for d in report.diagnostics if d.rule != INTERNAL_ERROR.name]
    if left:
        texts = {result.path for result in report.files if result.kind == "text"}
        hint = " (in plain text it can once [templates] dialect names the language)"
        places = _some(list(dict.fromkeys(left))) + hint * (not texts.isdisjoint(left))
        print(
            f"presend: {_count(len(left), 'finding')} left where no allow-comment can stand: "
            f"{line(places)}; put them into a baseline: presend check --write-baseline FILE",
            file=sys.stderr,
        )


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_SHOWN])
    more = len(names) - _SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def _count(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")
