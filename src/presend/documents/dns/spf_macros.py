"""The macros of SPF: a macro-string in, its faults or what it becomes out (RFC 7208, 7)."""

from __future__ import annotations

from presend import patterns
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

MACRO = patterns.compile(r"%(?:%|_|-|\{([A-Za-z])([0-9]*+)([rR]?)([.\-+,/_=]*+)\})")
_STRANGE = patterns.compile(r"[^!-~]")


def faults_of(text: str, *, exp: bool) -> Iterator[tuple[Span, str]]:
    """What is wrong with a macro-string; `exp` for the text of an explanation."""
    at = 0
    while (percent := text.find("%", at)) >= 0:
        found = MACRO.match(text, percent)
        if found is None:
            yield Span(percent, len(text)), "a macro is written %{i}, a percent sign %%"
            return
        letter = (found[1] or "s").lower()
        if letter not in "slodiphcrtv" or (letter in "crt" and not exp):
            yield Span(*found.span()), f"there is no macro {found[0][:40]} here"
        if found[2] and int(found[2][:4]) == 0:
            yield Span(*found.span()), f"{found[0][:40]} keeps no label"
        at = found.end()
    strange = _STRANGE.search(text)
    if strange is not None:
        yield Span(*strange.span()), "a sign that no SPF record holds"


def expanded(value: str, domain: str) -> str | None:
    """A domain-spec with its macros filled in; None where the answer hangs on the message.

    `%{d}` is the domain of the record; so is `%{o}`, for mail from that domain.
    """
    if "%" not in value:
        return value.removesuffix(".").lower()
    pieces: list[str] = []
    at = 0
    for found in MACRO.finditer(value):
        pieces.append(value[at : found.start()])
        at = found.end()
        if found[1] is None:
            pieces.append({"%%": "%", "%_": " ", "%-": "%20"}[found[0]])
        elif found[1].lower() in "do" and not found[4]:
            labels = domain.split(".")
            if found[3]:
                labels.reverse()
            if found[2]:
                labels = labels[-int(found[2][:4]) :]
            pieces.append(".".join(labels))
        else:
            return None
    return ("".join(pieces) + value[at:]).removesuffix(".").lower()
