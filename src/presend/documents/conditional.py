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
from presend.documents.holes import GAP, HOLE
from presend.documents.tokens import BOGUS, COMMENT, CONDITION, ENDIF, OUTLOOK, outlook_versions
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from presend.documents.html import Html
    from presend.documents.tokens import Token

    Form = Literal["hidden", "revealed", "bare"]
    Kind = Literal[
        "unclosed", "reopened", "arrow", "comment", "form", "malformed", "stray", "spaced",
        "shut", "nested", "grammar", "feature", "version",
    ]  # fmt: skip

_KINDS = (CONDITION, ENDIF, COMMENT, BOGUS)
CLOSERS: dict[Form, str] = {
    "hidden": "<![endif]-->",
    "revealed": "<!--<![endif]-->",
    "bare": "<![endif]>",
}
_IF = patterns.compile(r"(!?)(\s*+)\[(\s*+)if\s([^\]]*+)\](\s*+)(>?)", patterns.I)
_LIKE_ENDIF = patterns.compile(
    r"<!(?:--)?+\s*+(?:<!)?+\s*+\[\s*+end\s?+if\s*+\][^<>a-z]{0,4}+>?", patterns.I
)
_ENDIF_INSIDE = patterns.compile(r"\s*+(?:<?!)?\s*+\[\s*+end\s?+if\s*+\]", patterns.I)
_TERM = patterns.compile(
    r"\s*+(?:(?:gte|gt|lte|lt)\s++)?+([a-z_][\w-]*+)(?:\s++([\d.]++))?+\s*+", patterns.I
)
_TYPOS = patterns.compile(
    r"outl\w*+|ou?t?look|ms|msos?\d++|m[s5]0|mos|som|m5o|ms-?office|office|microsoft|windows|win",
    patterns.I,
)
_NEXT = (9, 10, 11, 12, 14, 15, 16)


class Fault:
    """One thing that is wrong with a conditional comment, and where it shows.

    `opener` is the text that opened it, empty where nothing did; `opened` is its place.
    `detail` is the part of a condition that is meant. `written` is what belongs at the span
    instead, None where that cannot be told.

    The kinds: `unclosed`; `reopened`: not closed before the next one opens; `arrow` and
    `comment`: a `-->`, or a comment, ends a hidden one early; `form`: ended by the end of
    another form; `malformed`: by what is no end to Outlook; `stray`: an end of nothing;
    `spaced`: white space makes it an ordinary comment; `shut`: `<!--[if mso]-->`; `nested`: in
    one that Outlook does not see; `grammar`, `feature`, `version`: of the condition.
    """

    __slots__ = ("detail", "kind", "opened", "opener", "span", "written")

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
        self.opener = opened.text if opened else ""
        self.opened = opened.span if opened else None
        self.detail = detail
        self.written = written


class _Open:
    """A condition that is open."""

    __slots__ = ("expression", "form", "span", "text")

    def __init__(self, form: Form, span: Span, text: str, expression: str) -> None:
        self.form = form
        self.span = span
        self.text = text
        self.expression = expression


def faults(html: Html) -> list[Fault]:
    """What is wrong with the conditional comments of a document, in reading order."""
    reader = _Reader(html)
    reader.read([token for token in html.tokens if token[0] in _KINDS])
    return sorted(reader.found, key=lambda fault: fault.span)


class _Reader:
    """Walks the tokens. `excused` counts ends still to come of what was told already."""

    def __init__(self, html: Html) -> None:
        self.text = html.masked
        self.found: list[Fault] = []
        self.open: list[_Open] = []
        self.unseen = 0
        self.excused = 0
        self.doubtful: tuple[_Open, Span] | None = None  # a hidden one with an opener inside

    def read(self, tokens: list[Token]) -> None:
        text = self.text
        for at, token in enumerate(tokens):
            kind, start, end, _, name, inside, inside_end = token
            if kind == CONDITION:
                self._settle(nested=False)
                self._opened(token)
            elif kind == ENDIF:
                before = tokens[at - 1]
                self._closed(start, end, before if before[0] == COMMENT else None)
            elif kind == BOGUS:
                if text.startswith("<![", start) or text.startswith("<! ", start):
                    self._bogus(start, end)
            elif "[" in text[inside : inside + 40]:
                self._comment(start, end, inside, inside_end)
        self._settle(nested=False)
        for left in self.open:
            self.found.append(Fault("unclosed", left.span, left))

    def _opened(self, token: Token) -> None:
        _, start, end, _, expression, _, whole_end = token
        text = self.text
        form: Form = "bare" if text.startswith("<![", start) else "revealed"
        if whole_end != end:
            form = "hidden"
        opened = _Open(form, Span(start, end), text[start:end], expression)
        self._condition(opened)
        if self.unseen and outlook_versions(expression):
            self.found.append(Fault("nested", opened.span, self.open[-1]))
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
        # What was left open inside a hidden one ends with it.
        if form != "bare" and any(each.form == "hidden" for each in self.open[-2:]):
            while self.open[-1].form != "hidden":
                left = self._pop()
                if left is not None:
                    self.found.append(Fault("unclosed", left.span, left))
        opened = self._pop()
        if opened is None:
            self._stray(start, end)
        elif opened.form != form:
            written = CLOSERS[opened.form]
            self.found.append(Fault("form", Span(start, end), opened, written=written))

    def _stray(self, start: int, end: int) -> None:
        self._settle(nested=True)
        if self.excused:
            self.excused -= 1
        else:
            self.found.append(Fault("stray", Span(start, end)))

    def _settle(self, *, nested: bool) -> None:
        """Tell of an opener inside a hidden block: an end still to come says that it nests."""
        if self.doubtful is not None:
            outer, inner = self.doubtful
            self.doubtful = None
            if nested:
                self.found.append(Fault("comment", inner, outer))
                self.excused += 1
            else:
                self.found.append(Fault("reopened", outer.span, outer))

    def _bogus(self, start: int, end: int) -> None:
        text = self.text
        if _LIKE_ENDIF.match(text, start, end):
            right = text[start:end].lower() in CLOSERS.values()
            opened = None if right else self._pop()
            if opened is None:
                self._stray(start, end)
            else:
                written = CLOSERS[opened.form]
                self.found.append(Fault("malformed", Span(start, end), opened, written=written))
        elif (found := _IF.match(text, start + 1, end)) and (found[2] or found[3] or found[5]):
            self.found.append(Fault("spaced", Span(start, end)))
            self.excused += 1

    def _comment(self, start: int, end: int, inside: int, inside_end: int) -> None:
        text = self.text
        if _ENDIF_INSIDE.match(text, inside, inside_end):
            opened = None if "<![endif]" in text[start:end].lower() else self._pop()
            if opened is None:
                self._stray(start, end)
            else:
                written = CLOSERS[opened.form]
                self.found.append(Fault("malformed", Span(start, end), opened, written=written))
            return
        found = _IF.match(text, inside, inside_end)
        if found is None or found[1]:
            return
        span = Span(start, found.end())
        opened = _Open("hidden", span, text[start : found.end()], found[4])
        if found[2] or found[3] or (found[5] and found[6]):
            self.found.append(Fault("spaced", span))
            self.excused += _LIKE_ENDIF.search(text, found.end(), inside_end) is None
        elif not found[6]:
            if found.end() == inside_end:
                self.found.append(Fault("shut", Span(start, end), opened))
                self.excused += 1
        elif self.open and self.open[-1].form == "hidden":
            self.doubtful = self.open[-1], span
            self._condition(opened)
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
            kind: Kind = "form" if bare else "malformed"
            written = CLOSERS["hidden"]
            self.found.append(Fault(kind, Span(first, last), opened, written=written))
            return
        inner = text.find("<!--", at, inside_end)
        if end == inside_end:
            self.found.append(Fault("unclosed", opened.span, opened))
        elif inner >= 0:
            self.found.append(Fault("comment", Span(inner, end), opened))
            self.excused += 1
        else:
            self.found.append(Fault("arrow", Span(inside_end, end), opened))
            self.excused += 1

    def _condition(self, opened: _Open) -> None:
        """What is wrong with a condition, if anything; one that a template fills in is not."""
        expression = opened.expression
        if HOLE in expression or GAP in expression or len(expression) > 200:
            return
        for kind, detail in _misread(expression):
            at = self.text.find(detail, opened.span[0], opened.span[1])
            self.found.append(Fault(kind, Span(at, at + len(detail)), opened, detail=detail))
            return


def _misread(expression: str) -> Iterator[tuple[Kind, str]]:
    position = depth = 0
    operand = True  # what must come next
    while position < len(expression):
        sign = expression[position]
        if sign.isspace():
            position += 1
        elif sign in "!(" and operand:
            depth += sign == "("
            position += 1
        elif sign in "&|)" and not operand:
            operand = sign != ")"
            depth -= not operand
            position += 1
        elif operand and (found := _TERM.match(expression, position)):
            word, version = found[1], found[2]
            if _TYPOS.fullmatch(word):
                yield "feature", word
            elif version and word.lower() == "mso" and not _is_version(found[0], version):
                yield "version", version
            operand = False
            position = found.end()
        else:
            break
        if depth < 0:
            break
    if operand or depth or position < len(expression):
        yield "grammar", expression.strip()


def _is_version(term: str, version: str) -> bool:
    try:
        number = float(version)
    except ValueError:
        return False
    return number < 100 if term.lower().lstrip()[:2] in ("gt", "lt") else number in _NEXT
