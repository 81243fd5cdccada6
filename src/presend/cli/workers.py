"""Many files, a few processes: each takes its share and sends its results through a pipe."""

from __future__ import annotations

import os
import sys

from presend import checking, files
from presend.cli import reports
from presend.documents import reading
from presend.errors import ReadError
from presend.report import FileResult
from presend.reporters import SHOW_TEXT
from presend.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from presend.cli.arguments import Values
    from presend.settings import Settings

STDIN = "-"
ENOUGH = 12  # files from which a second process pays


class Linter:
    """Lints one file after the other with the settings of each."""

    def __init__(self, settings: Settings, options: Values) -> None:
        self.settings = settings
        self.options = options
        self.show_text = not SHOW_TEXT.isdisjoint(reports.formats(options))

    def __call__(self, path: str, named: bool) -> FileResult:
        """What became of a file. Raises ConfigError where its settings are broken."""
        options = self.options
        shown = path if path != STDIN else (options.stdin_filename or STDIN)
        config = self.settings.of(shown if shown != STDIN else "stdin")
        place = files.relative(shown, config.folder or ".")
        if not named and config.excluded is not None and config.excluded.match_file(place):
            return FileResult(shown, status="passed-over", reason="excluded")
        mending = options.fix or options.unsafe_fixes or options.diff
        try:
            data = files.read(path) if path != STDIN else files.standard_input()
            text, kind = decoded(data, shown)
            ips = config.sending.ips
            if ips and place == os.path.normpath(ips).replace(os.sep, "/"):
                text, kind, named = files.decode(data, message=False), "iplist", True
            if not named and (reason := _passed_over(shown, kind, text.text)):
                passed = FileResult(shown, kind, status="passed-over", reason=reason)
                passed.mended = _octets(data) if path == STDIN and mending else None
                return passed
            if options.show_files:
                return FileResult(shown, kind)
            sidecar = files.sidecar_of(shown) if shown != STDIN else None
            source = Source(shown, text.text)

            def look_up(name: str, near: str) -> Source | None:
                from presend import included

                return included.find(name, near, shown, config.folder)

            if not mending:
                result = checking.check(source, kind, config, sidecar, place, look_up)
                result.text = text.text if self.show_text else ""
                return result
            after, result = checking.mend(
                source, kind, config, sidecar, place, look_up, unsafe=options.unsafe_fixes
            )
            result.text = after if self.show_text else ""
            if options.diff:
                result.diff = _diff(shown, data, files.encoded(text, after))
            elif path == STDIN:
                result.mended = _octets(files.encoded(text, after))
            elif after != text.text:
                files.write(path, text, after)
            return result
        except ReadError as error:
            if not named and path != STDIN and _some_json(path):
                return FileResult(shown, "json", status="passed-over", reason="no email export")
            return unreadable(shown, error)


def unreadable(path: str, error: ReadError) -> FileResult:
    """The result for a file or folder that cannot be read."""
    reason, _, cure = str(error).partition("; ")
    return FileResult(path, status="unreadable", reason=reason, cure=cure)


def _passed_over(path: str, kind: reading.FileKind, text: str) -> str:
    from presend.documents import recognition

    return recognition.passed_over(path, kind, text)


def _some_json(path: str) -> bool:
    """Whether a file that cannot be read as text is JSON, and none that presend would lint."""
    start = files.head(path).decode("latin-1")
    return path.lower().endswith(".json") and bool(_passed_over(path, "json", start))


def _octets(data: bytes) -> str:
    """Octets as a text from which they can be had again: a pipe between processes carries it."""
    return data.decode("utf-8", "surrogateescape")


def decoded(data: bytes, name: str) -> tuple[files.Text, reading.FileKind]:
    """The text of a file's bytes, and what the file holds. Raises ReadError."""
    start = data[:256].decode("latin-1")
    kind = reading.kind_of(os.path.basename(name), start)
    text = files.decode(data, message=kind == "eml")
    return text, kind if kind == "eml" else reading.kind_of(os.path.basename(name), text.text)


def _diff(path: str, before: bytes, after: bytes) -> str:
    """A patch of the very octets, so that it applies whatever the encoding and line ends."""
    if before == after:
        return ""
    from difflib import unified_diff

    path = path.lstrip("/")
    names = _patch_name(f"a/{path}"), _patch_name(f"b/{path}")
    pieces = unified_diff(_lines(before), _lines(after), *names)
    return "".join(
        p if p.endswith("\n") else f"{p}\n\\ No newline at end of file\n" for p in pieces
    )


def _lines(data: bytes) -> list[str]:
    """The lines as a patch counts them: LF ends one, nothing else does."""
    *lines, last = _octets(data).split("\n")
    return [*(f"{each}\n" for each in lines), *([last] if last else [])]


def _patch_name(path: str) -> str:
    """A name as git and patch read it: quoted where it is not plain, ended where it has spaces."""
    if path.isprintable() and '"' not in path and "\\" not in path:
        return f"{path}\t" if " " in path else path
    octets = path.encode("utf-8", "surrogateescape")
    return '"' + "".join(
        chr(o) if 0x20 <= o < 0x7F and o not in b'"\\' else f"\\{o:03o}" for o in octets
    ) + '"'  # fmt: skip


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
