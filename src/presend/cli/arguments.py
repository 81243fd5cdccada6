"""argv in, option values out.

One table per command holds each option once: its name, what it takes and what it does; both
the reading and the help come from it. (argparse takes a fifth of a short run to say the same.)
"""

from __future__ import annotations

from presend.errors import UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


_WIDTH = 80  # columns of the help
_ELSEWHERE = {
    "--add-noqa": "--add-allow",
    "--exclude": "exclude in presend.toml",
    "--exit-zero": "--fail-on never",
    "--extend-select": "[rules] in presend.toml",
    "--max-warnings": "--fail-on warning",
    "--no-color": "--color never",
    "--output-file": "--output",
    "--output-format": "--format",
    "--show-settings": "presend config",
}
"""What options of other linters are here."""


class Option:
    """One option. `takes` names its value, empty for a switch; `many` gathers a list.

    `choices` are the values there are; `whole` asks for a whole number.
    """

    __slots__ = ("choices", "default", "does", "key", "many", "names", "takes", "whole")

    def __init__(
        self,
        names: str,
        takes: str,
        does: str,
        *,
        default: Any = None,
        many: bool = False,
        choices: Sequence[str] = (),
        whole: bool = False,
    ) -> None:
        self.names = names.split()
        self.key = self.names[-1].lstrip("-").replace("-", "_")
        self.takes = takes
        self.does = does
        self.many = many
        self.choices = choices
        self.whole = whole
        self.default: Any = ([] if many else default) if takes else False


class Values:
    """What the arguments say: an attribute per option, and the rest in `paths`."""

    def __init__(self, options: Sequence[Option]) -> None:
        self.paths: list[str] = []
        for option in options:
            setattr(self, option.key, list(option.default) if option.many else option.default)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)


class Help(Exception):
    """The user asked for the help; its text is the message."""


def read(
    command: str, summary: str, operands: str, options: Sequence[Option], argv: Sequence[str]
) -> Values:
    """The values of a command's arguments. Raises UsageError, or Help where asked for it."""
    by_name = {name: option for option in options for name in option.names}
    values = Values(options)
    rest = list(reversed(argv))
    while rest:
        word = rest.pop()
        if word == "--":
            values.paths += reversed(rest)
            break
        if word in ("-h", "--help"):
            raise Help(_help(command, summary, operands, options))
        if not word.startswith("-") or word == "-":
            values.paths.append(word)
            continue
        name, equals, given = word.partition("=")
        short = by_name.get(name[:2])
        if short and len(name) > 2 and name[1] != "-" and f"-{name}" not in by_name:
            if short.takes:
                name, equals, given = name[:2], "=", word[2:]  # -fjson
            else:
                rest.append(f"-{word[2:]}")  # -qj2
                name, equals = name[:2], ""
        option = by_name.get(name)
        if option is None:
            said = _unknown(name, [*by_name, "--help"])
            raise UsageError(f"{said} (presend {command} --help lists them)")
        if not option.takes:
            if equals:
                raise UsageError(f"{name} takes no value")
            setattr(values, option.key, True)
            continue
        if not equals:
            if not rest:
                raise UsageError(f"{name} needs a value: {name} {option.takes}")
            given = rest.pop()
        _set(values, option, name, given)
    return values


def _set(values: Values, option: Option, name: str, given: str) -> None:
    if option.choices and given not in option.choices:
        raise UsageError(f"{name} is {one_of(option.choices, given)}")
    if option.whole and not given.isdecimal():
        raise UsageError(f"{name} needs a whole number, not {given!r}")
    value = int(given) if option.whole else given
    if option.many:
        getattr(values, option.key).append(value)
    else:
        setattr(values, option.key, value)


def listed(given: Sequence[str]) -> list[str]:
    """The names that an option has, given with commas, several times, or both."""
    return [name.strip() for each in given for name in each.split(",") if name.strip()]


def one_of(choices: Sequence[str], given: str) -> str:
    """What there is to choose from, and what was given, with the nearest that there is."""
    from presend.schema import nearest

    close = nearest(given, choices)
    hint = f"; did you mean {close!r}?" if close else ""
    return f"one of {', '.join(choices)}, not {given!r}{hint}"


def _unknown(name: str, known: list[str]) -> str:
    here = _ELSEWHERE.get(name, "")
    if here and ("--" not in here or here.split()[0] in known):
        return f"unknown option {name!r}; did you mean {here!r}?"
    from presend.schema import unknown

    return unknown("option", name, known)


def _help(command: str, summary: str, operands: str, options: Sequence[Option]) -> str:
    from textwrap import wrap

    rows = [(f"{', '.join(o.names)} {o.takes}".rstrip(), _does(o)) for o in options]
    width = min(30, max((len(left) for left, _ in rows), default=0))
    usage = f"usage: presend {command}{' [OPTION …]' if options else ''} {operands}"
    lines = [usage.rstrip(), ""]
    for paragraph in summary.split("\n\n"):
        lines += [*wrap(paragraph, _WIDTH), ""]
    for left, right in rows:
        if len(left) > width:
            lines.append(f"  {left}")
            left = ""
        for piece in wrap(right, _WIDTH - width - 4):
            lines.append(f"  {left:{width}}  {piece}")
            left = ""
    return "\n".join(lines) + "\n"


def _does(option: Option) -> str:
    if not option.choices:
        return option.does
    return f"{option.does} ({', '.join(option.choices)})"
