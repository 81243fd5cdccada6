"""Runs the examples in a rule's docstring. For presend's tests and for plugin authors'.

What `__all__` names is kept stable, as `presend.api` is.

An example is a fenced block. Its first word is the kind of document, its second the verdict,
the rest settings:

    ```html bad limit=10          the rule finds exactly what the carets mark
    ```html good                  the rule finds nothing
    ```html fixed                 what the last bad block becomes; the rule is then silent
    ```envelope unchecked         the rule says that it lacks a fact

Kinds are html, mjml, plain, message (a whole .eml), envelope (header fields, one a line) and
iplist, zone (DNS records; a `;` line of remarks says what else was asked). The settings `domains`,
`own-domains`, `esp` and `kind` are those of [sending], `clients` is that of [targets]; `zone` are
the lines of the saved records (' for "); a zone has `from`, `reply-to`, `return-path`,
`dkim-domain` and `selectors` besides. Every other is an option of the rule.

A line of carets under a line of text marks a span and gives the whole message. Carets above
the first line mark the text as a whole: something is missing from it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from presend import fix, schema
from presend.documents import reading
from presend.documents.envelope import Envelope
from presend.documents.html import Html
from presend.documents.ip_list import IpList
from presend.documents.message import Message
from presend.documents.plain import Plain
from presend.finding import Finding, Unknown
from presend.rule import discover
from presend.source import Source, Span
from presend.targets import Targets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presend.documents import Document
    from presend.rule import Rule

__all__ = ["Example", "discover", "examples"]

_FENCE = re.compile(r"^```(.+)\n((?:.*\n)*?)```$", re.MULTILINE)
_KINDS = ("html", "mjml", "plain", "message", "envelope", "iplist", "zone")
_VERDICTS = ("bad", "good", "fixed", "unchecked")
_CARETS = re.compile(r"^( *)(\^+) (.+)$")
_SETTING = re.compile(r"([\w-]+)=(\[[^\]]*\]|\"[^\"]*\"|\S+)")
_FIELD = re.compile(r"^([A-Za-z-]+):[ \t]*(.*)$", re.MULTILINE)
_SENDING = ("domains", "own-domains", "esp", "kind")
_TARGETS = "clients"
_ZONE = "zone"
_VALUES = ("from", "reply-to", "return-path", "dkim-domain")  # of a zone's envelope


@dataclass(frozen=True)
class Example:
    """One fenced block: the text without its carets, and what the carets say."""

    rule: Rule
    kind: str
    verdict: str
    text: str
    marks: tuple[tuple[Span, str], ...]
    settings: dict[str, Any] = field(default_factory=dict)
    before: Example | None = None

    def __str__(self) -> str:
        return f"{self.rule.name}-{self.verdict}"

    def verify(self) -> None:
        """Raise AssertionError unless the rule does what the example says."""
        if self.verdict == "unchecked":
            try:
                self.findings()
            except Unknown:
                return
            raise AssertionError(f"{self}: the rule judges")
        found = [(_outward(finding, self.source), finding.message) for finding in self.findings()]
        assert sorted(found) == sorted(self.marks), (sorted(found), sorted(self.marks))
        if self.verdict == "fixed":
            assert self.before, f"{self}: there is no bad example before it"
            text, _ = fix.apply(self.before.text, self.before.fixes())
            assert text == self.text, text

    @property
    def source(self) -> Source:
        return Source("example", self.text)

    def findings(self) -> list[Finding]:
        """What the rule yields. Raises Unknown where it lacks a fact."""
        document, envelope = self._documents()
        options = None
        of_zone = (*_VALUES, "selectors") if self.kind == "zone" else ()
        given = (*_SENDING, _TARGETS, _ZONE, *of_zone)
        own = {key: value for key, value in self.settings.items() if key not in given}
        clients = self.settings.get(_TARGETS)
        targets = None if clients is None else Targets(clients)
        if self.rule.options is not None:
            options = schema.decode(self.rule.options, own, str(self))
        documents = [document]
        if isinstance(document, Message):
            documents += [*document.html, *document.plain]
        if document is not envelope and self.kind not in ("iplist", "zone"):
            documents.append(envelope)
        found: list[Finding] = []
        for each in documents:
            if isinstance(each, self.rule.reads):
                for finding in self.rule(each, envelope, options, targets):
                    finding.source = finding.source or each.source
                    found.append(finding)
        return found

    def fixes(self) -> list[tuple[str, bool, tuple[tuple[int, int, str], ...]]]:
        """The fixes that the rule offers, in offsets of the example's text."""
        return [
            (
                finding.fix.title,
                finding.fix.safe,
                tuple(
                    (*(finding.source or self.source).outward(edit.span), edit.text)
                    for edit in finding.fix.edits
                ),
            )
            for finding in self.findings()
            if finding.fix
        ]

    def _documents(self) -> tuple[Document, Envelope]:
        said = {key: value for key, value in self.settings.items() if key in _SENDING}
        sending = reading.Sending(
            domains=said.get("domains"),
            own_domains=said.get("own-domains", ()),
            esp=said.get("esp"),
            mail_kind=said.get("kind"),
        )
        if _ZONE in self.settings:
            zone = "\n".join(self.settings[_ZONE]).replace("'", '"')
            sending.zone = reading.zone_of(Source("zone", zone))
        source = self.source
        if self.kind == "envelope":
            sending.values = {
                found[1].lower(): Source(
                    "example", found[2], source, range(found.start(2), found.end(2) + 1)
                )
                for found in _FIELD.finditer(self.text)
            }
            mail = reading.read(source, "text", sending)[0]
            return mail.envelope, mail.envelope
        if self.kind == "zone":
            sending.selectors = tuple(self.settings.get("selectors", ()))
            sending.values = {
                name: Source("example", self.settings[name], source, [0] * 300)
                for name in _VALUES
                if name in self.settings
            }
            mail = reading.read(source, "zone", sending)[0]
            return mail.documents[0], mail.envelope
        kinds: dict[str, reading.FileKind] = {"plain": "text", "message": "eml"}
        kind: reading.FileKind = kinds.get(self.kind, self.kind)  # type: ignore[arg-type]
        mail = reading.read(source, kind, sending)[0]
        kinds_of = {"plain": Plain, "message": Message, "iplist": IpList}
        wanted = kinds_of.get(self.kind, Html)
        return next(each for each in mail.documents if isinstance(each, wanted)), mail.envelope


def _outward(finding: Finding, source: Source) -> Span:
    return (finding.source or source).outward(finding.span)


def examples(rule: Rule) -> Iterator[Example]:
    """Every example of the rule. Raises ValueError for one that nobody could run."""
    before = None
    for title, body in _FENCE.findall(rule.docs):
        kind, _, rest = title.partition(" ")
        verdict, _, settings = rest.partition(" ")
        if kind not in _KINDS or verdict not in _VERDICTS:
            raise ValueError(f"{rule.name}: cannot run an example called {title!r}")
        text, marks = _marks(body)
        example = Example(rule, kind, verdict, text, marks, _settings(rule, settings), before)
        if verdict == "bad":
            before = example
        elif verdict == "fixed" and before is not None:
            example = Example(rule, kind, verdict, text, marks, before.settings, before)
        yield example


def _marks(body: str) -> tuple[str, tuple[tuple[Span, str], ...]]:
    """Separate the text from the carets under it."""
    text, start = "", 0
    marks: list[tuple[Span, str]] = []
    for line in body.splitlines(keepends=True):
        if found := _CARETS.match(line):
            at = start + len(found[1])
            marks.append((Span(at, at + len(found[2])) if text else Span(0, 0), found[3]))
        else:
            start, text = len(text), text + line
    return text, tuple(marks)


def _settings(rule: Rule, words: str) -> dict[str, Any]:
    rest = _SETTING.sub("", words).strip()
    if rest:
        raise ValueError(f"{rule.name}: cannot read the settings {rest!r} of an example")
    pairs = [f"{found[1]} = {found[2]}" for found in _SETTING.finditer(words)]
    return tomllib.loads("\n".join(pairs))
