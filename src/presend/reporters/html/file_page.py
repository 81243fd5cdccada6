"""One file of a report in, what its section of the page shows out."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from presend.documents import reading
from presend.documents.html import Html
from presend.documents.plain import Plain
from presend.engine import frame
from presend.reporters.html import preview, source_view
from presend.reporters.html.preview import Mark
from presend.reporters.html.source_view import View
from presend.reporters.plainly import line, same_length
from presend.source import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presend.finding import Severity
    from presend.report import Diagnostic, FileResult

MOST = 500  # findings of a file that are shown, the worst if there are more
MAILS = 20  # mails of a file that are shown
RELATED = 5  # other places shown of one finding

_RANK = {"error": 0, "warning": 1, "info": 2}
_KINDS = {
    "html": "HTML",
    "mjml": "MJML",
    "text": "Plain text",
    "eml": "Message",
    "json": "Export",
    "zone": "DNS zone",
    "iplist": "IP list",
}


class Counts(NamedTuple):
    """How many findings of each severity."""

    error: int = 0
    warning: int = 0
    info: int = 0

    @property
    def total(self) -> int:
        return self.error + self.warning + self.info


class Item(NamedTuple):
    """A finding.

    `frame` is its line before, in and after the place. `view` is the number of the text that
    shows it, `mail` that of the mail that has its mark, each None where there is none;
    `unseen` says why it has no mark.
    """

    number: int
    rule: str
    severity: Severity
    message: str
    where: str
    frame: tuple[str, str, str]
    standard: str
    fix: str
    related: list[tuple[int, str]]
    view: int | None
    mail: int | None
    unseen: str


class Text(NamedTuple):
    """A text of the file under its title."""

    title: str
    view: View


class Shown(NamedTuple):
    """A mail as it looks, and as it does where dark is preferred, if it has styles for that."""

    light: str
    dark: str


class FilePage(NamedTuple):
    """A file of the report, or one that findings lie in and no more (the settings)."""

    path: str
    kind: str
    counts: Counts
    items: list[Item]
    mails: list[Shown]
    texts: list[Text]
    notes: list[str]
    reason: str
    cure: str


class _Body:
    """A part of the file with a text of its own, and the findings in it."""

    def __init__(self, document: Html | Plain, mail: int) -> None:
        self.source = document.source
        self.html = document if isinstance(document, Html) else None
        self.mail = mail
        chain: list[Source] = []
        source: Source | None = document.source
        while source is not None and source.outer is not None:
            chain.append(source)
            source = source.outer
        self.chain = chain[::-1]  # from the file inwards
        self.decoded = any(not isinstance(each.origin, range) for each in chain)
        self.span = self.source.outward((0, len(self.source.text)))
        self.marks: list[Mark] = []
        self.view: int | None = None

    def holds(self, start: int, end: int) -> bool:
        first, last = self.span
        return first <= start and end <= last and (start < last or not self.chain)

    def inward(self, offset: int) -> int:
        """The offset in its own text of one in the file."""
        for source in self.chain:
            offset = min(bisect_left(source.origin, offset), len(source.text))
        return offset


def of_file(file: FileResult, found: Sequence[Diagnostic]) -> FilePage:
    """What is shown of a file and of the findings that lie in it."""
    notes = []
    counts = count(found)
    if len(found) > MOST:
        notes.append(f"Of its {len(found):,} findings the worst {MOST} are shown.")
        worst = sorted(found, key=lambda d: _RANK[d.severity])[:MOST]
        found = sorted(worst, key=lambda d: d.start[2])
    bodies = _bodies(file)
    homes = [_home(bodies, diagnostic) for diagnostic in found]
    whole: list[Mark] = []
    for number, (each, body) in enumerate(zip(found, homes, strict=True), 1):
        start, end = each.start[2], each.end[2]
        if body is not None:
            inner = Mark(number, body.inward(start), body.inward(end), each.severity)
            body.marks.append(inner)
        if body is None or not body.decoded:
            whole.append(Mark(number, start, end, each.severity))
    texts = _texts(file, bodies, whole)
    mails, unmarked = _mails(file, bodies, notes)
    items = [
        _item(number, each, body, file, unmarked, bool(texts), bool(mails))
        for number, (each, body) in enumerate(zip(found, homes, strict=True), 1)
    ]
    kind = " \u00b7 ".join(
        word for word in (_KINDS.get(file.kind or "", ""), file.dialect or "") if word
    )
    if file.fixed:
        notes.append(f"{file.fixed:,} findings were mended.")
    return FilePage(
        line(file.path), kind, counts, items, mails, texts, notes,
        line(file.reason), line(file.cure),
    )  # fmt: skip


def count(found: Sequence[Diagnostic]) -> Counts:
    """The findings by severity."""
    said = [diagnostic.severity for diagnostic in found]
    return Counts(said.count("error"), said.count("warning"), said.count("info"))


def _bodies(file: FileResult) -> list[_Body]:
    if not file.text or file.kind is None:
        return []
    source = Source(file.path, file.text)
    kind: reading.FileKind = file.kind  # type: ignore[assignment]
    try:
        mails = reading.read(source, kind, reading.Sending())
    except reading.Unreadable:
        return []
    return [
        _Body(document, number)
        for number, mail in enumerate(mails)
        for document in mail.documents
        if isinstance(document, Html) or (isinstance(document, Plain) and document.part)
    ]


def _home(bodies: Sequence[_Body], diagnostic: Diagnostic) -> _Body | None:
    """The part of the file that a finding lies in, if it does in one."""
    start, end = diagnostic.start[2], diagnostic.end[2]
    return next((body for body in bodies if body.holds(start, end)), None)


def _texts(file: FileResult, bodies: Sequence[_Body], whole: Sequence[Mark]) -> list[Text]:
    """The file as it is written, and what of it is decoded; a body learns which is its view."""
    if not file.text:
        return []
    decoded = [body for body in bodies if body.decoded and (body.marks or body.html)]
    plain = next((body.html for body in bodies if not body.chain), None)
    view = source_view.view(
        Source(file.path, file.text),
        whole,
        plain,
        without=sorted((body.span.start, body.span.end) for body in decoded),
        octets=file.kind == "eml",
    )
    texts = [Text("As it is written" if decoded else "Source", view)]
    for body in bodies:
        body.view = 0
    for body in decoded:
        body.view = len(texts)
        title = "HTML, decoded" if body.html else "Plain text, decoded"
        texts.append(Text(title, source_view.view(body.source, body.marks, body.html)))
    return texts


def _mails(
    file: FileResult, bodies: Sequence[_Body], notes: list[str]
) -> tuple[list[Shown], dict[int, tuple[int | None, str]]]:
    """The mails as they look; of each finding in one, where its mark is or why it has none."""
    mails: dict[int, list[_Body]] = {}
    for body in bodies:
        if body.html is not None and not body.html.mjml:
            mails.setdefault(body.mail, []).append(body)
    if not mails and bodies:
        notes.append(
            "MJML has no looks before it is compiled; here is its source."
            if file.kind == "mjml"
            else "It has no HTML to be looked at; here is its text."
        )
    if len(mails) > MAILS:
        notes.append(f"Of its {len(mails):,} mails the first {MAILS} are shown as they look.")
    shown: list[Shown] = []
    marked: dict[int, tuple[int | None, str]] = {}
    for parts in list(mails.values())[:MAILS]:
        written = [(body.html, body.marks) for body in parts if body.html is not None]
        large = sum(len(html.source.text) for html, _ in written) > preview.LIMIT
        copy = preview.copy(() if large else written)
        if large or len(copy.text) > 2 * preview.LIMIT:
            notes.append("A mail of more than two million characters is not shown as it looks.")
            continue
        dark = any(preview.has_dark_styles(html) for html, _ in written)
        for body in parts:
            for mark in body.marks:
                why = copy.unmarked.get(mark.number, "")
                marked[mark.number] = (None if why else len(shown), why)
        shown.append(Shown(copy.text, preview.copy(written, dark=True).text if dark else ""))
    return shown, marked


def _item(
    number: int,
    diagnostic: Diagnostic,
    body: _Body | None,
    file: FileResult,
    marked: dict[int, tuple[int | None, str]],
    has_text: bool,
    has_mails: bool,
) -> Item:
    where = f"{diagnostic.start[0]}:{diagnostic.start[1]}"
    text, start, length = diagnostic.frame
    if body is not None and body.decoded:
        first, last = body.inward(diagnostic.start[2]), body.inward(diagnostic.end[2])
        text, start, length = frame(body.source, first, last)
    parts = (text[:start].lstrip(), text[start : start + length], text[start + length :])
    if file.kind == "eml":
        parts = tuple(map(source_view.as_utf8, parts))  # type: ignore[assignment]
    fix = ""
    if diagnostic.fix is not None:
        title, safe, _ = diagnostic.fix
        fix = f"{line(title)} ({'--fix' if safe else '--unsafe-fixes'})"
    elsewhere = "not in the HTML of the mail" if has_mails else ""
    mail, unseen = marked.get(number, (None, elsewhere))
    return Item(
        number, line(diagnostic.rule), diagnostic.severity, line(diagnostic.message), where,
        (_fit(parts[0]), _fit(parts[1]), _fit(parts[2])), line(diagnostic.standard), fix,
        [(place[0], line(said)) for place, _, said in diagnostic.related[:RELATED]],
        ((body.view if body is not None else 0) if has_text else None), mail, unseen,
    )  # fmt: skip


def _fit(text: str) -> str:
    return same_length(text.replace("\t", " "))
