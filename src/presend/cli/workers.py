"""Files in, what becomes of each out: from the cache, else linted, by several processes if many."""

from __future__ import annotations

import os

from presend import files
from presend.cli import reports
from presend.cli.progress import Progress
from presend.cli.remembered import Remembered, what_was_found
from presend.errors import ReadError
from presend.report import FileResult
from presend.reporters import SHOW_TEXT
from presend.reporters.plainly import line
from presend.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from presend.cli.arguments import Values
    from presend.cli.remembered import Asked
    from presend.documents import reading
    from presend.settings import Outline, Settings

STDIN = "-"
ENOUGH = 12  # files from which a second process pays


class Linter:
    """Lints one file after the other with the settings of each."""

    def __init__(self, settings: Settings, options: Values) -> None:
        self.settings = settings
        self.options = options
        self.show_text = not SHOW_TEXT.isdisjoint(reports.formats(options))
        self.linted = 0
        cache = settings.cache
        self.memory = Remembered(cache, settings, self.show_text) if cache is not None else None

    def remembered(self, path: str, named: bool) -> FileResult | None:
        """What is known of a file without linting it. Raises ConfigError as linting does."""
        if path == STDIN or self.memory is None:
            return None
        return _excluded(path, named, self.settings.outline(path)) or self.memory.result(
            path, named
        )

    def without_cache(self) -> str:
        """Why nothing is kept, though it was to be, on a line; empty if it is."""
        cache = self.settings.cache
        if cache is None or cache.usable:
            return ""
        return f"{line(cache.folder)}: no cache: it cannot be written, or others may write there\n"

    def clear_up(self) -> None:
        """Drop what the cache has no more use for."""
        if self.settings.cache is not None:
            self.settings.cache.clear_up(self.linted)

    def __call__(self, path: str, named: bool) -> FileResult:
        """What became of a file. Raises ConfigError where its settings are broken."""
        options = self.options
        shown = path if path != STDIN else (options.stdin_filename or STDIN)
        near = shown if shown != STDIN else "stdin"
        if excluded := _excluded(shown, named, self.settings.outline(near)):
            return excluded
        config = self.settings.of(near)
        place = files.relative(shown, config.folder or ".")
        asked: Asked = []
        passing = not named
        mending = options.fix or options.unsafe_fixes or options.diff
        try:
            data = files.read(path) if path != STDIN else files.standard_input()
            text, kind = decoded(data, shown)
            ips = config.sending.ips
            if ips and place == os.path.normpath(ips).replace(os.sep, "/"):
                text, kind, passing = files.decode(data, message=False), "iplist", False
            if passing and (reason := _passed_over(shown, kind, text.text)):
                passed = FileResult(shown, kind, status="passed-over", reason=reason)
                passed.mended = _octets(data) if path == STDIN and mending else None
                self._keep(passed, path, named, data, None, asked)
                return passed
            if options.show_files:
                return FileResult(shown, kind)
            sidecar = files.sidecar_of(shown) if shown != STDIN else None
            source = Source(shown, text.text)

            def look_up(name: str, near: str) -> Source | None:
                from presend import included

                found = included.find(name, near, shown, config.folder)
                asked.append((name, near, what_was_found(found)))
                return found

            from presend import checking

            if not mending:
                result = checking.check(source, kind, config, sidecar, place, look_up)
                self._keep(result, path, named, data, sidecar, asked)
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

    def _keep(
        self,
        result: FileResult,
        path: str,
        named: bool,
        data: bytes,
        sidecar: Source | None,
        asked: Asked,
    ) -> None:
        if self.memory is not None and path != STDIN:
            self.memory.keep(result, named, data, sidecar, asked)


def _excluded(path: str, named: bool, outline: Outline) -> FileResult | None:
    """The result for a file that the settings exclude, unless somebody named it."""
    if named or outline.excluded is None:
        return None
    if not outline.excluded.match_file(files.relative(path, outline.folder or ".")):
        return None
    return FileResult(path, status="passed-over", reason="excluded")


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
    from presend.documents import reading

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
    known = [lint.remembered(path, named) for path, named in found]
    missing = [file for file, result in zip(found, known, strict=True) if result is None]
    lint.linted = len(missing)
    fresh = iter(_linted(lint, missing, jobs))
    return [next(fresh) if result is None else result for result in known]


def _linted(lint: Linter, found: Sequence[tuple[str, bool]], jobs: int) -> list[FileResult]:
    progress = Progress(len(found), quiet=lint.options.quiet)
    try:
        jobs = min(jobs, len(found) // (ENOUGH // 2)) if len(found) >= ENOUGH else 1
        if jobs > 1 and hasattr(os, "fork") and not any(path == STDIN for path, _ in found):
            for path, _ in found:  # a broken configuration is one error, not one a process
                lint.settings.of(path)
            from presend.cli import processes

            return processes.run(lint, found, jobs, progress)
        results = []
        for path, named in found:
            results.append(lint(path, named))
            progress.advance()
        return results
    finally:
        progress.clear()
