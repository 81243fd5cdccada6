"""`presend check`: files in, report out."""

from __future__ import annotations

import os
import sys

from presend import __version__, files
from presend.cli import arguments, check_options, remembered, reports, streams, workers
from presend.errors import ReadError, UsageError
from presend.report import FileResult, Report
from presend.reporters.plainly import head, line
from presend.settings import Settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presend.cache import Cache
    from presend.cli.arguments import Values
    from presend.config import Config

STDIN = streams.STDIN


def run(argv: Sequence[str]) -> int:
    """Lint what the arguments name and print the report; the exit code.

    Where standard input is mended, the new text goes to standard output and the report to
    standard error.
    """
    options = arguments.read(
        "check", check_options.SUMMARY, "[PATH …]", check_options.OPTIONS, argv
    )
    reports.examine(options)
    if options.report and options.show_files:
        raise UsageError("--show-files lints nothing to report; leave --report out")
    if options.statistics and options.format not in (None, "", "text", "json"):
        raise UsageError(f"--statistics comes as text or json, not as {options.format}")
    if options.stdin_filename and options.paths and STDIN not in options.paths:
        raise UsageError("--stdin-filename names standard input; name - as well, or no path")
    if not options.paths:
        options.paths = [STDIN] if options.stdin_filename else ["."]
    if options.watch:
        from presend.cli import watch

        return watch.run(options)
    report, linter = lint(options, remembered.opened(options))
    code = tell(report, linter, options)
    linter.clear_up()
    return code


def lint(options: Values, cache: Cache | None) -> tuple[Report, workers.Linter]:
    """What is to be said of all files, and what knows of them. Raises PresendError."""
    settings = Settings(
        options.config, options.isolated, lambda config: _prepare(config, options), cache
    )
    linter = workers.Linter(settings, options)
    return Report(__version__, _results(options, linter)), linter


def tell(report: Report, linter: workers.Linter, options: Values) -> int:
    """Write the report where the options say; the exit code."""
    reports.spare(report, options)
    settings = linter.settings
    if _adopts(options, settings):
        from presend.cli import adoption

        adoption.adopt(report, options, settings)
    for result in report.files:
        if result.status == "unreadable":
            cure = f"; {line(result.cure)}" if result.cure else ""
            print(f"{head(result.path)}: {line(result.reason)}{cure}", file=sys.stderr)
    sys.stderr.write(_nothing(report, options))
    if options.verbose:
        for result in report.files:
            file = settings.outline(result.path).path or "none"
            print(f"{head(result.path)}: settings file: {line(file)}", file=sys.stderr)
        sys.stderr.write(linter.without_cache())
    reports.complete(report, settings, options)
    written = reports.write(options, lambda format: _rendered(report, options, format))
    mended = [result.mended for result in report.files if result.mended is not None]
    if options.show_files:
        streams.write(options.output, _listing(report))
    elif options.diff:
        _write_octets(options.output, "".join(result.diff for result in report.files))
    elif mended and options.output is None:
        _write_octets(None, mended[0])
        sys.stderr.write(_shown(report, options))
    else:
        streams.write(options.output, _shown(report, options))
        _write_octets(None, "".join(mended))
    if options.timings:
        sys.stderr.write(_timings(report))
    return _exit_code(report, options) if written else 2


def _nothing(report: Report, options: Values) -> str:
    """Why nothing was linted, on a line; empty where something was, or a hook hands over others."""
    if report.checked or options.quiet or options.force_exclude or options.watch:
        return ""
    if not report.files:
        where = " and ".join(head(path) for path in options.paths)
        return f"presend: no mail in {where}; what you name is linted, whatever it is called\n"
    if options.show_files:
        return ""
    number = len(report.files)
    passed = "the one file" if number == 1 else f"all {number} files"
    return f"presend: {passed} passed over as no mail; presend check --show-files says why\n"


def _adopts(options: Values, settings: Settings) -> bool:
    """Whether a baseline or allow-comments have to do with the run."""
    asked = options.baseline or options.write_baseline or options.add_allow
    return bool(asked) or any(each.baseline for each in settings.outlines)


def _prepare(config: Config, options: Values) -> None:
    config.choose(arguments.listed(options.select), arguments.listed(options.ignore))
    config.give(getattr(options, "from"), options.domain or None, options.esp, options.kind)
    if options.timings:
        from time import perf_counter

        config.clock = perf_counter


def _results(options: Values, lint: workers.Linter) -> list[FileResult]:
    unreadable: list[FileResult] = []
    found: dict[str, bool] = {}
    for path, named in _found(options, lint.settings, unreadable):
        found[path] = found.get(path, False) or named
    jobs = options.jobs or (1 if os.environ.get("PRE_COMMIT") else os.cpu_count() or 1)
    return [*unreadable, *workers.run(lint, list(found.items()), jobs)]


def _found(
    options: Values, settings: Settings, unreadable: list[FileResult]
) -> Iterator[tuple[str, bool]]:
    """The files, and whether each was named rather than found by walking a folder."""

    def tell(folder: str, error: ReadError) -> None:
        unreadable.append(workers.unreadable(_normal(folder), error))

    texts = (".txt", ".text", ".json")  # HTML says by itself that it is a report
    own = {_normal(p) for p in reports.outputs(options) if p.lower().endswith(texts)}
    for path in options.paths:
        if path == STDIN or not os.path.isdir(path):
            yield _normal(path), not options.force_exclude
        else:
            config = settings.outline(os.path.join(path, "_"))
            for each in files.walk(path, config.excluded, config.folder or path, tell):
                if _normal(each) not in own:  # an earlier report is no mail
                    yield _normal(each), False


def _normal(path: str) -> str:
    """One spelling for each path, so that a file is linted once; `./-` is no standard input."""
    normal = os.path.normpath(path) if path else path
    return path if normal == STDIN else normal


def _shown(report: Report, options: Values) -> str:
    """What the command prints: the report, or the statistics instead."""
    if options.statistics:
        from presend.reporters import statistics

        return statistics.render(report, as_json=options.format == "json", quiet=options.quiet)
    return _rendered(report, options, reports.usual(options), reports.coloured(options))


def _rendered(report: Report, options: Values, format: str, colour: bool = False) -> str:
    quiet = options.quiet or (options.force_exclude and not report.checked)
    return reports.rendered(report, format, quiet=quiet, colour=colour)


def _write_octets(output: str | None, text: str) -> None:
    """Write what `workers` made of octets: as they were, but to a terminal without controls."""
    if output is not None:
        streams.save(output, text.encode("utf-8", "surrogateescape"))
    elif sys.stdout.isatty():
        sys.stdout.writelines(f"{line(each.expandtabs())}\n" for each in text.splitlines())
    else:
        sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
        sys.stdout.buffer.flush()


def _listing(report: Report) -> str:
    lines = []
    for file in report.files:
        kind = " ".join(word for word in (file.kind, file.dialect) if word)
        state = file.status if not file.reason else f"{file.status}: {line(file.reason)}"
        lines.append(f"{head(file.path)}\t{kind or '-'}\t{state}\n")
    return "".join(lines)


def _timings(report: Report) -> str:
    totals: dict[str, float] = {}
    for file in report.files:
        for rule, seconds in file.seconds:
            totals[rule] = totals.get(rule, 0.0) + seconds
    whole = sum(totals.values()) or 1.0
    lines = [
        f"{seconds * 1000:9.2f} ms {seconds / whole:6.1%}  {rule}\n"
        for rule, seconds in sorted(totals.items(), key=lambda each: -each[1])
    ]
    return "".join(lines)


def _exit_code(report: Report, options: Values) -> int:
    if report.broken:
        return 2
    if options.show_files:
        return 0
    if options.diff:
        return int(any(result.diff for result in report.files))
    return reports.exit_code(report, options.fail_on)
