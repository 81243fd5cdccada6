"""What is wrong with the writing of a web address: its text, as it is masked, in; faults out.

A fault has a kind, and the changes that mend it: places in the text, and what belongs there.
Browsers repair most of these, each in its own way (WHATWG URL Standard, 4.4, validation errors).
"""

from __future__ import annotations

from presend import patterns
from presend.data import schemes
from presend.documents.templating.holes import HOLE
from presend.documents.urls import LABEL_LIMIT, LENGTH_LIMIT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import TypeAlias

    from presend.documents.urls import Url

    Change: TypeAlias = tuple[int, int, str]
    """Start and end of what is written, and what belongs there."""

_HOST_LIMIT = 253  # octets; RFC 1035, 2.3.4, without the dots and lengths of the wire

_SCHEME_FAULTS = patterns.compile(
    r"(?P<doubled>https?:?/{1,3}+(?=https?(?:://?|//))|https?:(?=https?:/))"
    r"|(?P<delimiter>https?(?://:?|\s++//|[;.,]//?|:/*+\\[/\\]*+"
    r"|\s*+:++\s*+/\s*+/\s*+(?<!s://)(?<!p://))(?=[\w\x1a]))"
    r"|(?P<slashes>https?:(?:/{3,}+|/(?!/))?+(?=\w))"
    r"|(?P<misspelt>[a-z]++)://"
    r"|(?P<invisible>[\u200b-\u200f\u2060\ufeff\xad]++)(?=https?://)",
    patterns.I,
)
_UNIT_FAULTS = patterns.compile(
    r"(?P<space>\s++)|(?P<quote>\")|(?P<invisible>[\u200b\u2060\ufeff\xad])|(?P<backslash>\\)"
    r"|(?P<percent>%(?![0-9A-Fa-f]{2}|[0-9A-Fa-f]?[\x1a\x1b]))|(?P<query>\?(?=[\w-]++=))"
)
_FINE = r"[^\s\"\u200b\u2060\ufeff\xad\\%?]*+"
_USUAL = patterns.compile(rf"{_FINE}(?:\?{_FINE})?")
_MENDED = {"quote": "%22", "percent": "%25", "invisible": "", "backslash": "/"}


def of_scheme(raw: str) -> tuple[str, Change] | None:
    """What is wrong at the beginning: `doubled`, `delimiter`, `more`, `slashes`, `misspelt`,
    `invisible`.

    `delimiter`, `more` than one, and `slashes` are those behind the scheme.
    """
    found = _SCHEME_FAULTS.match(raw)
    if found is None:
        return None
    kind, wrong = found.lastgroup or "", found[0].lower()
    right = "https://" if wrong.startswith("https") else "http://"
    if kind in ("doubled", "invisible"):
        right = ""
    elif kind == "misspelt":
        if wrong[:-3] not in schemes.MEANT:
            return None
        right = schemes.MEANT[wrong[:-3]] + "://"
    elif kind == "delimiter" and "://" in wrong:
        kind = "more"
    return kind, (0, found.end(), right)


def of_host(url: Url) -> str | None:
    """What is wrong with the host: `missing`, `port`, `impossible`, `empty label`, `too long`."""
    if url.failed:
        if "host-missing" in url.errors:
            return "missing"
        return "port" if any(error.startswith("port") for error in url.errors) else "impossible"
    host = url.host or ""
    if host and "" in host.split("."):
        return "empty label"
    too_long = len(host) > _HOST_LIMIT or any(len(each) > LABEL_LIMIT for each in host.split("."))
    return "too long" if too_long else None


def of_units(raw: str, raw_host: str) -> dict[str, list[Change]]:
    """The characters that may not stand where they do, by kind; what is invisible only after
    the host.

    The kinds: `space`, `break`, `quote`, `percent` that encodes nothing, `invisible`,
    `backslash` in the path, and a second question mark (`query`), for which nobody can say what
    belongs there.
    """
    faults: dict[str, list[Change]] = {}
    if _USUAL.fullmatch(raw):
        return {}
    path_end = min(at if (at := raw.find(mark)) >= 0 else len(raw) for mark in "?#")
    host_end = raw.find(raw_host) + len(raw_host)
    query_end = min(at if (at := raw.find("#")) >= 0 else len(raw), LENGTH_LIMIT)
    for found in _UNIT_FAULTS.finditer(raw):
        kind, (start, end) = found.lastgroup or "", found.span()
        if kind == "backslash" and start > path_end:
            continue
        if kind == "invisible" and start < host_end:  # confusable-host
            continue
        if kind == "query" and not (path_end < start < query_end and _is_second(raw[:start])):
            continue
        right = _MENDED.get(kind, "%20" * (end - start))
        if kind == "space" and found[0].strip(" "):
            kind, right = "break", ""
        faults.setdefault(kind, []).append((start, end, right))
    return faults


def _is_second(before: str) -> bool:
    """Whether a question mark stands where an ampersand ought to: not in a URL in a parameter."""
    parameter = before[max(before.rfind("?"), before.rfind("&")) :]
    return not any(char in parameter for char in "/:%" + HOLE)
