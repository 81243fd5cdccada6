"""Mails, rules and settings in, diagnostics out. Nothing here reads or writes anything."""

from __future__ import annotations

from presend.documents import Document
from presend.documents.allow import Allowances
from presend.documents.html import Html
from presend.documents.plain import Plain
from presend.finding import Finding, Unknown
from presend.own_rules import INTERNAL_ERROR, UNUSED_ALLOW
from presend.report import Diagnostic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any

    from presend.documents.reading import Mail
    from presend.finding import Fix, Severity
    from presend.report import FixRecord, Frame, Place
    from presend.rule import Rule
    from presend.source import Source
    from presend.targets import Targets

FRAME = 110  # code points shown of a longer line


class Settings:
    """What is asked of one file: the rules that run, how hard each bites, its options.

    `severities` has a value only where the user has set one. `known` are the names and
    groups of all rules there are, for allow-comments. `clock`, where given, returns seconds.
    `targets` are the mail clients that the mails are for; None for the usual ones.
    """

    __slots__ = ("_reading", "clock", "known", "options", "rules", "severities", "targets")

    def __init__(
        self,
        rules: Sequence[Rule],
        severities: dict[str, Severity] | None = None,
        options: dict[str, Any] | None = None,
        known: Iterable[str] | None = None,
        clock: Callable[[], float] | None = None,
        targets: Targets | None = None,
    ) -> None:
        self.rules = rules
        self.severities = severities or {}
        self.options = options or {}
        groups = {rule.group for rule in rules}
        self.known = set(known) if known is not None else {rule.name for rule in rules} | groups
        self.clock = clock
        self.targets = targets
        self._reading: dict[type[Document], list[Rule]] = {}

    def reading(self, kind: type[Document]) -> list[Rule]:
        """The rules that read documents of a kind."""
        found = self._reading.get(kind)
        if found is None:
            names = {each.__name__ for each in kind.__mro__}
            found = [rule for rule in self.rules if not names.isdisjoint(rule.kinds)]
            self._reading[kind] = found
        return found


class Outcome:
    """What the rules said of the mails of one file."""

    __slots__ = ("diagnostics", "seconds", "unchecked")

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.unchecked: dict[tuple[str, str], list[str]] = {}
        self.seconds: dict[str, float] = {}


def lint(mails: Iterable[Mail], settings: Settings) -> Outcome:
    """Every diagnostic the user asked for, in reading order, each place and rule once."""
    outcome = Outcome()
    for mail in mails:
        before = len(outcome.diagnostics)
        if settings.clock:
            _read_ahead(mail, settings.clock, outcome)
        allowed = {
            id(document): Allowances(document)
            for document in mail.documents
            if isinstance(document, (Html, Plain)) and "presend:" in document.source.text
        }
        for document in mail.documents:
            for rule in settings.reading(type(document)):
                _run(rule, document, mail, settings, allowed, outcome)
        if UNUSED_ALLOW in settings.rules:
            _report_unused(mail, settings, allowed, outcome)
        _lower_on_page(mail, settings, outcome, outcome.diagnostics[before:])
    once = dict.fromkeys(outcome.diagnostics)  # the mails of one export may share an address
    outcome.diagnostics = sorted(
        once, key=lambda d: (d.path, d.start[2], d.end[2], d.rule, d.message)
    )
    return outcome


def _read_ahead(mail: Mail, clock: Callable[[], float], outcome: Outcome) -> None:
    """Do before the rules what they share, so that it is not put down to the first that asks."""
    started = clock()
    try:
        _ = mail.envelope.authors
    except Unknown:
        pass
    for document in mail.documents:
        if isinstance(document, (Html, Plain)):
            _ = [link.url for link in document.links]
        if isinstance(document, Html):
            _ = document.modern, document.sheets, document.runs, document.attribute_names()
            _ = document.in_branch(0), document.styling.texts, document.opt_outs, document.shown
        _ = document.source.line_starts
    outcome.seconds["(reading)"] = outcome.seconds.get("(reading)", 0.0) + clock() - started


def _run(
    rule: Rule,
    document: Document,
    mail: Mail,
    settings: Settings,
    allowed: dict[int, Allowances],
    outcome: Outcome,
) -> None:
    started = settings.clock() if settings.clock else 0.0
    try:
        options = settings.options.get(rule.name)
        for finding in rule(document, mail.envelope, options, settings.targets):
            if not _silenced(rule, finding, document, mail, allowed):
                outcome.diagnostics.append(_diagnostic(rule, finding, document, mail, settings))
    except Unknown as unknown:
        rules = outcome.unchecked.setdefault((unknown.reason, unknown.cure), [])
        if rule.name not in rules:
            rules.append(rule.name)
    except Exception as error:  # a rule may be anyone's: its bug must not hide the others
        said = f"{rule.name} broke: {type(error).__name__}: {error}"
        broke = Finding((0, 0), said, source=mail.envelope.source)
        outcome.diagnostics.append(_diagnostic(INTERNAL_ERROR, broke, document, mail, settings))
    if settings.clock:
        took = settings.clock() - started
        outcome.seconds[rule.name] = outcome.seconds.get(rule.name, 0.0) + took


def _lower_on_page(
    mail: Mail, settings: Settings, outcome: Outcome, found: Iterable[Diagnostic]
) -> None:
    """On what says that it is a page of a web site, nothing is worse than info: it is not sent.

    What the user has set stays, and so does what is said of the settings.
    """
    path = mail.envelope.source.outermost.path
    lowered = [
        each
        for each in found
        if each.severity != "info"
        and each.path == path
        and each.rule != INTERNAL_ERROR.name
        and each.rule not in settings.severities
    ]
    if lowered and (said := mail.page):
        for each in lowered:
            each.severity = "info"
        rules = sorted({each.rule for each in lowered})
        reason = f"{said} says that it is a page of a web site, so nothing is worse than info"
        cure = 'say kind = "marketing" for it in [[sending.overrides]], or leave it out'
        outcome.unchecked.setdefault((reason, cure), []).extend(rules)


def _silenced(
    rule: Rule,
    finding: Finding,
    document: Document,
    mail: Mail,
    allowed: dict[int, Allowances],
) -> bool:
    if not allowed:
        return False
    names = (rule.name, rule.group, *rule.formerly)
    own = allowed.get(id(document))
    if own is not None and finding.source in (None, document.source):
        return own.silence(names, finding.span)
    if (finding.source or document.source).outermost is not mail.envelope.source.outermost:
        return False
    silenced = False
    for each in allowed.values():
        silenced |= each.silence_whole(names)
    return silenced


def _report_unused(
    mail: Mail, settings: Settings, allowed: dict[int, Allowances], outcome: Outcome
) -> None:
    running = {name for rule in settings.rules for name in (rule.name, rule.group)}
    said: dict[str, str] = {}
    for document in mail.documents:
        if id(document) not in allowed:
            continue
        for allow in allowed[id(document)].all:
            if allow.used:
                continue
            if allow.name not in settings.known:
                if allow.name not in said:
                    said[allow.name] = _unknown(allow.name, settings.known)
                message = said[allow.name]
            elif allow.name in running:
                message = f"{allow.name} is allowed here, but finds nothing"
            else:
                continue
            finding = Finding(allow.span, message)
            outcome.diagnostics.append(_diagnostic(UNUSED_ALLOW, finding, document, mail, settings))


def _unknown(name: str, known: set[str]) -> str:
    from presend.schema import nearest

    close = nearest(name, known)
    hint = f"; did you mean {close}?" if close else ""
    return f"no rule is called {name}{hint}"


def broken(source: Source, error: Exception) -> Diagnostic:
    """What is said of a file that presend could not lint for a fault of its own."""
    said = f"presend broke: {type(error).__name__}: {error}"
    place = _place(source, 0)
    return Diagnostic(
        INTERNAL_ERROR.name, INTERNAL_ERROR.group, "error", said, source.path, place, place, "",
        frame(source, 0, 0), INTERNAL_ERROR.standard,
    )  # fmt: skip


def _diagnostic(
    rule: Rule, finding: Finding, document: Document, mail: Mail, settings: Settings
) -> Diagnostic:
    source = finding.source or document.source
    outer = source.outermost
    span = source.outward(finding.span)
    return Diagnostic(
        rule=rule.name,
        group=rule.group,
        severity=settings.severities.get(rule.name) or finding.severity or rule.severity,
        message=finding.message,
        path=outer.path,
        start=_place(outer, span.start),
        end=_place(outer, span.end),
        excerpt=outer[span],
        frame=frame(outer, span.start, span.end),
        standard=rule.standard,
        fix=_fix(finding.fix, source, mail),
        related=tuple(
            (_place(outer, place.start), _place(outer, place.end), said)
            for inner, said in finding.related
            for place in (source.outward(inner),)
        ),
    )


def _fix(fix: Fix | None, source: Source, mail: Mail) -> FixRecord | None:
    """The fix in terms of the file; None where a program, not a person, wrote the text."""
    if fix is None or mail.kind in ("eml", "json") or not _literal(source, mail):
        return None
    edits = tuple((*source.outward(edit.span), edit.text) for edit in fix.edits)
    return fix.title, fix.safe, edits


def _literal(source: Source, mail: Mail) -> bool:
    if source.outer is None:
        return source is mail.envelope.source
    return isinstance(source.origin, range) and _literal(source.outer, mail)


def _place(source: Source, offset: int) -> Place:
    line, column = source.position(offset)
    return line, column, offset


def frame(source: Source, start: int, end: int) -> Frame:
    """The line of a place, or the part of a long one that shows it; the place in that."""
    text, starts = source.text, source.line_starts
    line = source.position(start).line
    first = starts[line - 1]
    last = starts[line] if line < len(starts) else len(text)
    while last > first and text[last - 1] in "\r\n":
        last -= 1
    start, end = min(start, last), max(min(end, last), min(start, last))
    if last - first <= FRAME:
        return text[first:last], start - first, end - start
    left = max(first, min(start - FRAME // 3, last - FRAME))
    right = min(last, left + FRAME)
    before, after = "\u2026" * (left > first), "\u2026" * (right < last)
    return f"{before}{text[left:right]}{after}", start - left + len(before), min(end, right) - start
