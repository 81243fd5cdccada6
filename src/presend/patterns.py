"""Regular expressions, compiled once for all runs.

`compile` is `re.compile`, but keeps the program that the expression becomes (`presend.kept`):
that saves a third of a short run, the import of `re` included. Use it for what a usual run
needs; the syntax and the result are those of `re`.
"""

from __future__ import annotations

from presend import kept

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from typing import Any

I = IGNORECASE = 2  # noqa: E741
M = MULTILINE = 8
S = DOTALL = 16


_compiled: dict[tuple[str, int], re.Pattern[str]] = {}


def compile(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The compiled expression, the same one each time. Raises re.error as `re.compile` does."""
    flags = int(flags)
    found = _compiled.get((pattern, flags))
    if found is None:
        found = _compiled[pattern, flags] = _compile(pattern, flags)
    return found


def _compile(pattern: str, flags: int) -> re.Pattern[str]:
    program = kept.table("patterns").get((pattern, flags))
    if program is not None:
        import _sre  # type: ignore[import-not-found]

        compiled: re.Pattern[str] = _sre.compile(pattern, *program)
        return compiled
    import re

    if (program := _program(pattern, flags)) is not None:
        kept.add("patterns", (pattern, flags), program)
    return re.compile(pattern, flags)


def _program(pattern: str, flags: int) -> tuple[Any, ...] | None:
    """Flags, code, groups and their names for `_sre`; None where this Python differs."""
    try:
        from re import _compiler, _parser  # type: ignore[attr-defined]

        parsed = _parser.parse(pattern, flags)
        by_name = dict(parsed.state.groupdict)
        names: list[str | None] = [None] * parsed.state.groups
        for name, number in by_name.items():
            names[number] = name
        code = [int(word) for word in _compiler._code(parsed, flags)]
        made = int(flags | parsed.state.flags)
        return made, code, parsed.state.groups - 1, by_name, tuple(names)
    except (ImportError, AttributeError, TypeError):
        return None
