"""Regular expressions, compiled once for all runs.

`compile` is `re.compile`, but waits for the first use, and keeps the program that the
expression becomes (`presend.kept`): that saves a third of a short run, the import of `re`
included. The syntax and the methods are those of `re`.
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


_known: dict[tuple[str, int], Any] = {}


class _Lazy:
    """An expression that is compiled when it is first used; its methods are those of `re`."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(_compiled(self.pattern, self.flags), name)
        self.__dict__[name] = value  # so that the next use is an ordinary look-up
        return value


def compile(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The expression, the same one each time. What is wrong with it shows at its first use."""
    key = pattern, int(flags)
    found: Any = _known.get(key)
    if found is None:
        found = _known[key] = _Lazy(*key)
    made: re.Pattern[str] = found
    return made


def _compiled(pattern: str, flags: int) -> re.Pattern[str]:
    program = kept.get("patterns", (pattern, flags))
    if program is not None:
        import _sre  # type: ignore[import-not-found]

        made: re.Pattern[str] = _sre.compile(pattern, *program)
        return made
    import re

    if (program := _program(pattern, flags)) is not None:
        kept.add("patterns", (pattern, flags), None, program)
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
