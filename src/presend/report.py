"""What a run found, in plain values: made by the engine, passed between processes, rendered.

Nothing here refers to a document or a source, so that a report can be sent through a pipe or
kept in a file. Lines and columns count from 1, offsets from 0, all in code points.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, TypeAlias

    from presend.finding import Severity

    Place: TypeAlias = tuple[int, int, int]
    """Line, column, offset."""
    FixRecord: TypeAlias = tuple[str, bool, tuple[tuple[int, int, str], ...]]
    """Title, whether safe, and the edits: start, end and new text."""
    Related: TypeAlias = tuple[Place, Place, str]
    """Start, end and what is said of the place."""
    Frame: TypeAlias = tuple[str, int, int]
    """The line or the part of it that shows the span; the span's start and length in it."""
    Unchecked: TypeAlias = tuple[list[str], list[str], str, str]
    """Paths, names of rules, why they could not judge, and what to supply."""


class Diagnostic:
    """One finding of one rule, placed in its file."""

    __slots__ = ("end", "excerpt", "fix", "frame", "group", "message", "path", "related", "rule",
                 "severity", "standard", "start")  # fmt: skip

    def __init__(
        self,
        rule: str,
        group: str,
        severity: Severity,
        message: str,
        path: str,
        start: Place,
        end: Place,
        excerpt: str,
        frame: Frame,
        standard: str,
        fix: FixRecord | None = None,
        related: tuple[Related, ...] = (),
    ) -> None:
        self.rule = rule
        self.group = group
        self.severity = severity
        self.message = message
        self.path = path
        self.start = start
        self.end = end
        self.excerpt = excerpt
        self.frame = frame
        self.standard = standard
        self.fix = fix
        self.related = related

    def values(self) -> tuple[Any, ...]:
        """What `Diagnostic(*values)` makes the same diagnostic of."""
        return (self.rule, self.group, self.severity, self.message, self.path, self.start,
                self.end, self.excerpt, self.frame, self.standard, self.fix,
                self.related)  # fmt: skip

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Diagnostic) and self.values() == other.values()

    def __hash__(self) -> int:
        return hash(self.values())

    def __repr__(self) -> str:
        return f"Diagnostic{self.values()!r}"


class FileResult:
    """What became of one file.

    `status` is `checked`, `cached`, `unreadable` or `passed-over`; the last two have a
    `reason`, and the third a `cure`. `unchecked` has the names of rules that could not judge,
    why, and what to supply. `seconds` is the time by rule, `diff` what fixes would change,
    `mended` the text after them, `text` what was linted, each where that was asked for.
    """

    __slots__ = ("cure", "diagnostics", "dialect", "diff", "fixed", "kind", "mended", "path",
                 "reason", "seconds", "status", "text", "unchecked")  # fmt: skip

    def __init__(
        self,
        path: str,
        kind: str | None = None,
        dialect: str | None = None,
        status: str = "checked",
        reason: str = "",
        cure: str = "",
        diagnostics: Iterable[Diagnostic] = (),
        unchecked: Iterable[tuple[tuple[str, ...], str, str]] = (),
        fixed: int = 0,
        seconds: tuple[tuple[str, float], ...] = (),
    ) -> None:
        self.path = path
        self.kind = kind
        self.dialect = dialect
        self.status = status
        self.reason = reason
        self.cure = cure
        self.diagnostics = list(diagnostics)
        self.unchecked = list(unchecked)
        self.fixed = fixed
        self.seconds = seconds
        self.diff = ""
        self.mended: str | None = None
        self.text = ""

    def values(self) -> tuple[Any, ...]:
        """Values that `marshal` can write; `from_values` takes them back."""
        return (self.path, self.kind, self.dialect, self.status, self.reason, self.cure,
                [d.values() for d in self.diagnostics], self.unchecked, self.fixed,
                self.seconds, self.diff, self.mended, self.text)  # fmt: skip

    @classmethod
    def from_values(cls, values: tuple[Any, ...]) -> FileResult:
        path, kind, dialect, status, reason, cure, *rest = values
        diagnostics, unchecked, fixed, seconds, diff, mended, text = rest
        found = [Diagnostic(*each) for each in diagnostics]
        result = cls(path, kind, dialect, status, reason, cure, found, unchecked, fixed, seconds)
        result.diff, result.mended, result.text = diff, mended, text
        return result


class RuleHelp:
    """What a rule says of itself. `text` and `markdown` are its page, `address` where it is kept.

    `severity` is the default one; `address` is empty for rules that are not presend's own.
    """

    __slots__ = ("address", "group", "markdown", "name", "severity", "summary", "text")

    def __init__(
        self,
        name: str,
        group: str,
        severity: Severity,
        summary: str,
        text: str,
        markdown: str,
        address: str,
    ) -> None:
        self.name = name
        self.group = group
        self.severity = severity
        self.summary = summary
        self.text = text
        self.markdown = markdown
        self.address = address


class Report:
    """All files of a run, in the order in which they were named or found.

    What only some formats need is there where they were asked for: `rules`, the help of each
    rule that the report names; `folder`, from which its paths count, and `root`, the folder of
    the whole project, both absolute. `known` is how many findings a baseline holds, so that they
    are not among the diagnostics.
    """

    __slots__ = ("files", "folder", "known", "root", "rules", "version")

    def __init__(self, version: str, files: Iterable[FileResult]) -> None:
        self.version = version
        self.files = list(files)
        self.known = 0
        self.rules: dict[str, RuleHelp] = {}
        self.folder = ""
        self.root = ""

    @property
    def diagnostics(self) -> Iterator[Diagnostic]:
        """Every diagnostic once: a value of the configuration is shared by many files."""
        seen: set[tuple[Any, ...]] = set()
        for file in self.files:
            for diagnostic in file.diagnostics:
                if diagnostic.path != file.path:
                    values = diagnostic.values()
                    if values in seen:
                        continue
                    seen.add(values)
                yield diagnostic

    @property
    def unchecked(self) -> list[Unchecked]:
        """What could not be checked, each reason once."""
        grouped: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
        for file in self.files:
            for rules, reason, cure in file.unchecked:
                names, paths = grouped.setdefault((reason, cure), ([], []))
                names += [name for name in rules if name not in names]
                paths.append(file.path)
        return [(paths, names, *why) for why, (names, paths) in grouped.items()]

    def counts(self) -> dict[Severity, int]:
        """How many diagnostics of each severity."""
        counted: dict[Severity, int] = {"error": 0, "warning": 0, "info": 0}
        for diagnostic in self.diagnostics:
            counted[diagnostic.severity] += 1
        return counted

    @property
    def checked(self) -> list[FileResult]:
        """The files that were not passed over."""
        return [file for file in self.files if file.status != "passed-over"]

    @property
    def broken(self) -> bool:
        """Whether presend could not do its job somewhere."""
        return any(file.status == "unreadable" for file in self.files) or any(
            diagnostic.rule == "internal-error" for diagnostic in self.diagnostics
        )
