"""How the machines that run CI read a log: a line in, the command that they would obey out.

Written from what actions/runner (ActionCommand) and azure-pipelines-agent (Command) do.
"""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    name: str
    properties: dict[str, str]
    data: str


_GITHUB = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
_OLD = {"%3B": ";", "%0D": "\r", "%0A": "\n", "%5D": "]"}


def github(line: str) -> Command | None:
    """What GitHub Actions obeys: `::` at the start of a line, or `##[` anywhere."""
    started = line.lstrip()
    if started.startswith("::") and "::" in started[2:]:
        head, _, data = started[2:].partition("::")
        data = _decoded(data, {key: _GITHUB[key] for key in ("%0D", "%0A", "%25")})
        return _command(head, data, ",", _GITHUB)
    return _bracketed(line, "##[", {**_OLD, "%25": "%"})


def azure(line: str) -> Command | None:
    """What Azure Pipelines obeys: `##vso[` anywhere. It compares as people do: case counts not."""
    return _bracketed(line, "##vso[", {**_OLD, "%AZP25": "%"})


def _bracketed(line: str, prefix: str, escapes: dict[str, str]) -> Command | None:
    at = line.lower().find(prefix)
    if at < 0 or "]" not in line[at:]:
        return None
    head, _, data = line[at + len(prefix) :].partition("]")
    return _command(head, _decoded(data, escapes), ";", escapes)


def _command(head: str, data: str, between: str, escapes: dict[str, str]) -> Command:
    name, _, rest = head.partition(" ")
    pairs = [pair.split("=", 1) for pair in rest.strip().split(between) if "=" in pair]
    return Command(name, {key: _decoded(value, escapes) for key, value in pairs}, data)


def _decoded(text: str, escapes: dict[str, str]) -> str:
    for escape, sign in escapes.items():
        text = text.replace(escape, sign)
    return text
