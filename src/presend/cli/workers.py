"""Many files, a few processes: each takes its share and sends its results through a pipe."""

from __future__ import annotations

import os
import sys

from presend import checking, files
from presend.documents import reading
from presend.errors import ReadError
from presend.report import FileResult
from presend.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from presend.cli.arguments import Values
    from presend.cli.settings import Settings

STDIN = "-"
ENOUGH = 12  # files from which a second process pays


class Linter:
    """Lints one file after the other with the settings of each."""

    def __init__(self, settings: Settings, options: Values) -> None:
        self.settings = settings
        self.options = options

    def __call__(self, path: str, named: bool) -> FileResult:
        """What became of a file. Raises ConfigError where its settings are broken."""
        options = self.options
        shown = path if path != STDIN else (options.stdin_filename or STDIN)
        config = self.settings.of(shown if shown != STDIN else "stdin")
        place = files.relative(shown, config.folder or ".")
        if not named and config.excluded is not None and config.excluded.match_file(place):
            return FileResult(shown, status="passed-over", reason="excluded")
        try:
            data = sys.stdin.buffer.read(files.LIMIT + 1) if path == STDIN else files.read(path)
            text, kind = _decoded(data, shown)
            if not named and (reason := _passed_over(shown, kind, text.text)):
                return FileResult(shown, kind, status="passed-over", reason=reason)
            if options.show_files:
                return FileResult(shown, kind)
            sidecar = files.sidecar_of(path) if path != STDIN else None
            source = Source(shown, text.text)
            if not (options.fix or options.unsafe_fixes or options.diff):
                return checking.check(source, kind, config, sidecar, place)
            after, result = checking.mend(
                source, kind, config, sidecar, place, unsafe=options.unsafe_fixes
            )
            if options.diff:
                result.diff = _diff(shown, text.text, after)
            elif path == STDIN:
                result.mended = after
            elif after != text.text:
                files.write(path, text, after)
            return result
        except ReadError as error:
            reason, _, cure = str(error).partition("; ")
            return FileResult(shown, status="unreadable", reason=reason, cure=cure)


def _passed_over(path: str, kind: reading.FileKind, text: str) -> str:
    from presend.documents import recognition

    return recognition.passed_over(path, kind, text)


def _decoded(data: bytes, name: str) -> tuple[files.Text, reading.FileKind]:
    start = data[:256].decode("latin-1")
    kind = reading.kind_of(os.path.basename(name), start)
    text = files.decode(data, message=kind == "eml")
    return text, kind if kind == "eml" else reading.kind_of(os.path.basename(name), text.text)


def _diff(path: str, before: str, after: str) -> str:
    if before == after:
        return ""
    from difflib import unified_diff

    from presend.reporters.plainly import line

    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces = unified_diff(old, new, f"a/{line(path)}", f"b/{line(path)}")
    return "".join(p if p.endswith("\n") else f"{p}\n\\ No newline at end of file\n" for p in pieces)


def run(lint: Linter, found: Sequence[tuple[str, bool]], jobs: int) -> list[FileResult]:
    """The results of all files, in their order; with `jobs` processes where that pays."""
    jobs = min(jobs, len(found) // (ENOUGH // 2)) if len(found) >= ENOUGH else 1
    if jobs < 2 or not hasattr(os, "fork") or any(path == STDIN for path, _ in found):
        return [lint(path, named) for path, named in found]
    for path, _ in found:  # a broken configuration is one error, not one a process
        lint.settings.of(path)
    import marshal

    sys.stdout.flush()
    sys.stderr.flush()
    pipes: list[int] = []
    children: list[int] = []
    for job in range(1, jobs):
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            _send(writer, lint, found[job::jobs])
        os.close(writer)
        pipes.append(reader)
        children.append(child)
    shares = [[lint(path, named) for path, named in found[::jobs]]]
    for reader, child in zip(pipes, children, strict=True):
        with os.fdopen(reader, "rb") as pipe:
            data = pipe.read()
        os.waitpid(child, 0)
        if not data:
            raise ReadError("a worker process ended early; run again with --jobs 1")
        shares.append([FileResult.from_values(values) for values in marshal.loads(data)])
    return [shares[n % jobs][n // jobs] for n in range(len(found))]


def _send(writer: int, lint: Linter, share: Sequence[tuple[str, bool]]) -> None:
    """The life of a worker: lint, send, leave."""
    import marshal

    code = 1
    try:
        data = marshal.dumps([lint(path, named).values() for path, named in share])
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(data)
        code = 0
    except KeyboardInterrupt:
        pass
    finally:
        os._exit(code)
