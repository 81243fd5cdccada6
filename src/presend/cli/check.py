"""`presend check`: files in, report out."""

from __future__ import annotations

import os
import sys

from presend import __version__, files
from presend.cli import arguments, check_options, workers
from presend.cli.settings import Settings
from presend.config import Config
from presend.errors import ReadError, UsageError
from presend.report import FileResult, Report
from presend.reporters.plainly import line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from presend.cli.arguments import Values

STDIN = "-"


def run(argv: Sequence[str]) -> int:
    """Lint what the arguments name and print the report; the exit code."""
    options = arguments.read(
        "check", check_options.SUMMARY, "[PATH …]", check_options.OPTIONS, argv
    )
    if not options.paths:
        options.paths = [STDIN] if options.stdin_filename else ["."]
    settings = Settings(options.config, options.isolated, lambda config: _prepare(config, options))
    try:
        results = _results(options, settings)
    except ReadError as error:
        raise UsageError(str(error)) from None
    report = Report(__version__, results)
    for result in report.files:
        if result.status == "unreadable":
            cure = f"; {line(result.cure)}" if result.cure else ""
            print(f"{line(result.path)}: {line(result.reason)}{cure}", file=sys.stderr)
    if options.show_files:
        _write(options, _listing(report))
    elif options.diff:
        _write(options, "".join(result.diff for result in report.files))
    else:
        _write(options, _rendered(report, options))
    if options.timings:
        sys.stderr.write(_timings(report))
    return _exit_code(report, options)


def _prepare(config: Config, options: Values) -> None:
    select = [name for each in options.select for name in each.split(",") if name]
    ignore = [name for each in options.ignore for name in each.split(",") if name]
    config.choose(select, ignore)
    config.give(getattr(options, "from"), options.domain or None, options.esp, options.kind)
    if options.timings:
        from time import perf_counter

        config.clock = perf_counter


def _results(options: Values, settings: Settings) -> list[FileResult]:
    found = list(_found(options, settings))
    lint = workers.Linter(settings, options)
    jobs = options.jobs or (1 if os.environ.get("PRE_COMMIT") else os.cpu_count() or 1)
    return workers.run(lint, found, jobs)


def _found(options: Values, settings: Settings) -> Iterator[tuple[str, bool]]:
    """Each file once, and whether it was named rather than found by walking a folder."""
    seen: set[str] = set()
    for path in options.paths:
        if path == STDIN:
            yield STDIN, True
            continue
        if os.path.isdir(path):
            config = settings.of(os.path.join(path, "_"))
            spec = config.excluded
            walked: Iterable[tuple[str, bool]] = (
                (each, False) for each in files.walk(path, spec, config.folder or path)
            )
        else:
            walked = ((path, not options.force_exclude),)
        for each, named in walked:
            each = os.path.normpath(each)
            if each not in seen:
                seen.add(each)
                yield each, named


def _rendered(report: Report, options: Values) -> str:
    if options.format == "text":
        from presend.reporters import text

        return text.render(report, colour=_coloured(options), quiet=options.quiet)
    from presend.reporters import reporter

    return reporter(options.format)(report)


def _coloured(options: Values) -> bool:
    if options.color != "auto":
        return bool(options.color == "always")
    return (
        options.output is None
        and sys.stdout.isatty()
        and "NO_COLOR" not in os.environ
        and os.environ.get("TERM") != "dumb"
    )


def _write(options: Values, text: str) -> None:
    if options.output is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    try:
        files.create(options.output, text)
    except ReadError as error:
        raise ReadError(f"{options.output}: {error}") from None


def _listing(report: Report) -> str:
    lines = []
    for file in report.files:
        kind = " ".join(word for word in (file.kind, file.dialect) if word)
        state = file.status if not file.reason else f"{file.status}: {line(file.reason)}"
        lines.append(f"{line(file.path)}\t{kind or '-'}\t{state}\n")
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
    if options.fail_on == "never":
        return 0
    counted = {"error": ("error",), "warning": ("error", "warning")}
    failing = counted.get(options.fail_on, ("error", "warning", "info"))
    return int(any(diagnostic.severity in failing for diagnostic in report.diagnostics))
