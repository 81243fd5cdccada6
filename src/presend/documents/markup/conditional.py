"""Conditional comments: an Html in, those that are not as they must be out.

There are three forms, each with its own end, and Outlook on Windows reads them all:

- hidden `<!--[if mso]> … <![endif]-->`: a comment to every other client;
- revealed `<!--[if !mso]><!--> … <!--<![endif]-->`: two comments with markup between them;
- bare `<![if !mso]> … <![endif]>`: markup that is no HTML; others pass over both ends.

Other clients end a hidden one at the first `-->`, whatever it was meant to end. Source:
Microsoft, "About conditional comments" [mem]; the grammar of conditions is that of its table of
features and operators.
"""

from __future__ import annotations

from presend import patterns
from presend.documents.markup.tokens import (
    BOGUS,
    COMMENT,
    CONDITION,
    END,
    ENDIF,
    MODERN,
    OUTLOOK,
    RENDERED,
    START,
    outlook_versions,
)
from presend.documents.markup.tree import VOID
from presend.memo import Memo
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Literal

    from presend.documents.html import Html
    from presend.documents.markup.tokens import Token

    Form = Literal["hidden", "revealed", "bare"]
    Kind = Literal[
        "unclosed", "reopened", "arrow", "comment", "form", "bare", "malformed", "stray", "spaced",
        "shut", "gaping", "nested", "unseen", "grammar", "feature", "version",
    ]  # fmt: skip

_KINDS = (CONDITION, ENDIF, COMMENT, BOGUS)
CLOSERS: dict[Form, str] = {
    "hidden": "<![endif]-->",
    "revealed": "<!--<![endif]-->",
    "bare": "<![endif]>",
}
_IF = patterns.compile(r"(!?)(\s*+)\[(\s*+)if\s([^\]]*+)\](\s*+)(>?)", patterns.I)
_KNOWN = patterns.compile(r"\b(?:mso|ie|vml)\b|\bsupport[a-z]", patterns.I)
_LIKE_ENDIF = patterns.compile(
    r"<!(?:--)?+\s*+(?:<!)?+\s*+\[\s*+end\s?+if\s*+\][^<>a-z]{0,4}+>?", patterns.I
)
_ENDIF_INSIDE = patterns.compile(r"\s*+(?:<?!)?\s*+\[\s*+end\s?+if\s*+\]", patterns.I)
_NOT_OUTLOOK = patterns.compile(r"[\s(]*+!\s*+\(?\s*+mso[\s)]*+", patterns.I)
_SHOWN = patterns.compile(
    r"<(?:a|b|br|center|div|font|h[1-6]|img|p|span|strong|table|td|tr|ul)\b", patterns.I
)
_COMMON = frozenset(("mso", "!mso", "gte mso 9", "mso | IE", "(gte mso 9)|(IE)", "lte mso 11"))
_BREAKING = frozenset(
    "unclosed reopened arrow comment bare malformed stray spaced shut gaping nested".split()
)


class Fault:
    """One thing that is wrong with a conditional comment, and where it shows.

    `opened` is where it was opened, `form` in which form; None where nothing was. `detail` is
    the part of a condition that is meant. `written` is what belongs at the span instead, None
    where that cannot be told.

    The kinds: `unclosed`; `reopened`: not closed before the next one opens; `arrow` and
    `comment`: a `-->`, or a comment, ends a hidden one early; `form`: ended by the end of
    another form; `bare`: a hidden one by the end of a bare one, which is none to other clients;
    `malformed`: by what is no end to Outlook; `stray`: an end of nothing; `spaced`: white space
    makes it an ordinary comment; `shut`: `<!--[if mso]-->`; `gaping`: `<!--[if mso]` without its
    `>`; `nested`: in another hidden one, or
    in one that Outlook does not see; `unseen`: hidden from Outlook in the form that hides from
    all others; `grammar`, `feature`, `version`: of the condition.
    """

    __slots__ = ("detail", "form", "kind", "opened", "span", "written")

    def __init__(
        self,
        kind: Kind,
        span: Span,
        opened: _Open | None = None,
        *,
        detail: str = "",
        written: str | None = None,
    ) -> None:
        self.kind = kind
        self.span = span
        self.opened = opened.span if opened else None
        self.form = opened.form if opened else None
        self.detail = detail
        self.written = written


class _Open:
    """A condition that is open; `until` is where the comment ends if it is a hidden one."""

    __slots__ = ("expression", "form", "span", "until")

    def __init__(self, form: Form, span: Span, expression: str, until: int = -1) -> None:
        self.form = form
        self.span = span
        self.expression = expression
        self.until = until


def faults(html: Html) -> list[Fault]:
    """What is wrong with the conditional comments of a document, in reading order.

    One that a branch of the template opens and another closes is not judged.
    """
    reader = _Reader(html)
    reader.read([token for token in html.tokens if token[0] in _KINDS])
    found = sorted(reader.found, key=lambda fault: fault.span)
    if found and html.holes:
        from presend.documents.markup import readings

        branch_of = readings.branch_of(html)
        found = [fault for fault in found if _certain(fault, branch_of)]
    return found


def broken(found: Sequence[Fault]) -> bool:
    """Whether one of the faults makes some client take markup for a comment, or the reverse."""
    return any(fault.kind in _BREAKING for fault in found)


def tilted(html: Html) -> bool:
    """Whether one kind of client alone sees more start tags of a name than end tags, or fewer.

    So it may be, too, where conditions part the versions of Outlook. Elements of other
    namespaces that some write as `<v:fill/>` need no end tag.
    """
    text = html.masked
    more: dict[tuple[int, str], int] = {}
    empty: set[str] = set(VOID)
    for token in html.tokens:
        visible = token[3]
        if visible == OUTLOOK or visible == MODERN:  # noqa: SIM109 (a third of the time)
            kind, _, end, _, name, _, inside_end = token
            if kind == END:
                more[visible, name] = more.get((visible, name), 0) - 1
            elif kind == START:
                if end - inside_end > 1 and ":" in name and text[end - 2] == "/":
                    empty.add(name)
                more[visible, name] = more.get((visible, name), 0) + 1
            elif kind == CONDITION and _parts_versions(name):
                return True
    return any(count and name not in empty for (_, name), count in more.items())


def _parts_versions(expression: str) -> bool:
    """Whether some versions of Outlook, but not all, find a condition true."""
    versions = outlook_versions(expression)
    return len({version in versions for version in RENDERED}) > 1


def _certain(fault: Fault, branch_of: Callable[[int], tuple[int, int] | None]) -> bool:
    if fault.kind in ("grammar", "feature", "version", "spaced", "shut"):
        return True
    opened = fault.opened or fault.span
    branch = branch_of(opened[0])
    if branch != branch_of(fault.span[0]):
        return False
    return branch is None or (fault.opened is not None and fault.kind != "unclosed")


class _Reader:
    """Walks the tokens. `excused` counts ends still to come of what was told already."""

    def __init__(self, html: Html) -> None:
        self.text = html.masked
        self.found: list[Fault] = []
        self.open: list[_Open] = []
        self.unseen = 0
        self.excused = 0
        self.hidden: _Open | None = None
        self.told: _Open | None = None  # a hidden one of whose end was told
        self.doubtful: tuple[_Open, Span] | None = None  # a hidden one with an opener inside

    def read(self, tokens: list[Token]) -> None:
        text = self.text
        for at, token in enumerate(tokens):
            kind, start, end, _, _, inside, inside_end = token
            if kind == CONDITION:
                self._settle(nested=False)
                self._opened(token)
            elif kind == ENDIF:
                before = tokens[at - 1]
                self._closed(start, end, before if before[0] == COMMENT else None)
            elif kind == BOGUS:
                if text[start + 1] == "!" and text[start + 2 : start + 3] in "[ \t\r\n":
                    self._bogus(start, end)
            elif "[" in text[inside : min(inside_end, inside + 40)]:
                self._comment(start, end, inside, inside_end)
        self._settle(nested=False)
        if self.open:  # what an unclosed one makes of the others is told with it
            left_open = {left.span for left in self.open}
            self.found = [
                fault
                for fault in self.found
                if fault.kind != "nested" or fault.opened not in left_open
            ]
        for left in self.open:
            self._tell("unclosed", left.span, left)

    def _tell(self, kind: Kind, span: Span, opened: _Open | None = None) -> None:
        self.found.append(Fault(kind, span, opened))

    def _replace(self, kind: Kind, start: int, end: int, opened: _Open) -> None:
        self.found.append(Fault(kind, Span(start, end), opened, written=CLOSERS[opened.form]))

    def _opened(self, token: Token) -> None:
        _, start, end, _, expression, _, until = token
        text = self.text
        form: Form = "bare" if text.startswith("<![", start) else "revealed"
        if until != end:
            form = "hidden"
        opened = _Open(form, Span(start, end), expression, until)
        self._condition(opened)
        if self.unseen and outlook_versions(expression):
            self._tell("nested", opened.span, self.open[-1])
        if form == "hidden":
            self.hidden = opened
            if _NOT_OUTLOOK.fullmatch(expression) and _SHOWN.search(text, end, until):
                self._tell("unseen", opened.span, opened)
        self.open.append(opened)
        self.unseen += form != "hidden" and not outlook_versions(expression)

    def _pop(self) -> _Open | None:
        if not self.open:
            return None
        opened = self.open.pop()
        self.unseen -= opened.form != "hidden" and not outlook_versions(opened.expression)
        return opened

    def _closed(self, start: int, end: int, before: Token | None) -> None:
        text = self.text
        if text.startswith("<!--", start):
            form: Form = "revealed"
        else:
            form = "hidden" if text.startswith("--", end - 3) else "bare"
        if before is not None and before[2] == start and text[before[1] : start].strip() == "<!--":
            form, start = "revealed", before[1]
        if self.hidden is not None and self.hidden.until == end:
            while self.open[-1] is not self.hidden:  # what was left open in it ends with it
                self._tell("unclosed", self.open[-1].span, self._pop())
            self.hidden = None
        opened = self._pop()
        if opened is None:
            self._stray(start, end)
        elif opened.form != form and opened is not self.told:
            self._replace("form", start, end, opened)

    def _stray(self, start: int, end: int) -> None:
        self._settle(nested=True)
        if self.excused:
            self.excused -= 1
        else:
            self._tell("stray", Span(start, end))

    def _settle(self, *, nested: bool) -> None:
        """Tell of an opener inside a hidden block: an end still to come says that it nests."""
        if self.doubtful is not None:
            outer, inner = self.doubtful
            self.doubtful = None
            if nested:
                self._tell("nested", inner, outer)
                self.excused += 1
            else:
                self._tell("reopened", outer.span, outer)

    def _bogus(self, start: int, end: int) -> None:
        text = self.text
        if _LIKE_ENDIF.match(text, start, end):
            right = text[start:end].lower() in CLOSERS.values()
            if self.open and self.open[-1].form == "hidden":
                if self.told is not self.open[-1]:
                    self.told = self.open[-1]
                    self._replace("bare" if right else "malformed", start, end, self.told)
                return
            opened = None if right else self._pop()
            if opened is None:
                self._stray(start, end)
            else:
                self._replace("malformed", start, end, opened)
            return
        found = _IF.match(text, start + 1, end)
        if found and found[6] and (found[2] or found[3] or found[5]) and _KNOWN.search(found[4]):
            self._tell("spaced", Span(start, end))
            self.excused += 1

    def _comment(self, start: int, end: int, inside: int, inside_end: int) -> None:
        text = self.text
        if _ENDIF_INSIDE.match(text, inside, inside_end):
            opened = None if "<![endif]" in text[start:end].lower() else self._pop()
            if opened is None:
                self._stray(start, end)
            else:
                self._replace("malformed", start, end, opened)
            return
        found = _IF.match(text, inside, inside_end)
        if found is None or found[1]:
            return
        ending = _LIKE_ENDIF.search(text, found.end(), inside_end)
        if ending is None and not _KNOWN.search(found[4]):
            return
        span = Span(start, found.end())
        opened = _Open("hidden", span, found[4])
        if not found[6]:
            if found.end() == inside_end and not found[2]:
                self._tell("shut", Span(start, end), opened)
                self.excused += 1
            elif ending is not None and not found[2]:
                bracket = found.start(5)
                self._tell("gaping", Span(start, bracket), opened)
        elif found[2] or found[3] or found[5]:
            self._tell("spaced", span)
            self.excused += ending is None
        elif self.open and self.open[-1].form == "hidden":
            self._condition(opened)
            if self.doubtful is None and self.told is not self.open[-1]:
                self.doubtful = self.open[-1], span
        else:
            self._condition(opened)
            self._unended(opened, end, inside_end)

    def _unended(self, opened: _Open, end: int, inside_end: int) -> None:
        """A hidden one whose comment does not end with `<![endif]-->`."""
        text, at = self.text, opened.span[1]
        if closer := _LIKE_ENDIF.search(text, at, inside_end):
            first, last = closer.span()
            if last == inside_end:
                last = end
            bare = text[first:last].lower() == CLOSERS["bare"]
            kind: Kind = "bare" if bare else "malformed"
            self._replace(kind, first, last, opened)
            return
        inner = text.find("<!--", at, inside_end)
        if end == inside_end:
            self._tell("unclosed", opened.span, opened)
        else:
            first = inner if inner >= 0 else inside_end
            self._tell("comment" if inner >= 0 else "arrow", Span(first, end), opened)
            self.excused += 1

    def _condition(self, opened: _Open) -> None:
        """What is wrong with a condition, if anything; one that a template fills in is not."""
        expression = opened.expression
        if expression in _COMMON or len(expression) > 200:
            return
        if wrong := _MISREAD[expression]:
            kind, detail = wrong
            at = self.text.find(detail, opened.span[0], opened.span[1])
            self.found.append(Fault(kind, Span(at, at + len(detail)), opened, detail=detail))


def _misread(expression: str) -> tuple[()] | tuple[Kind, str]:
    """What is wrong with a condition, and the part of it that is."""
    from presend.documents.markup.conditions import misread

    return next(misread(expression), ())


_MISREAD = Memo(_misread, 256)
