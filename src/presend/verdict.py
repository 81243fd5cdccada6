"""A mail and what is asked of it in, the words of a failing test out.

The mail is a text, octets, a message object, or the path of a file. Of paths and settings it
knows what `presend check` knows: the presend.toml above the mail holds.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from presend import __version__, checking, files, included
from presend.cli import workers
from presend.documents import reading
from presend.errors import PresendError, UsageError
from presend.finding import SEVERITIES
from presend.outbox import octets
from presend.own_rules import UNUSED_ALLOW
from presend.report import Diagnostic, FileResult, Report
from presend.reporters import text as reporter
from presend.reporters.plainly import line
from presend.settings import Settings
from presend.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presend.config import Config

_HEAD = 65_536  # code points in which a message has its headers
_OF_MESSAGES = {"from", "mime-version", "received", "return-path", "message-id"}


class Demand:
    """What a test asks of its mails.

    `fail_on` is the least severity that fails, or never. `select` and `ignore` choose rules or
    groups; the findings of those in `allow` are let through, and one that allows nothing is a
    finding. `config` is the settings file, relative to the root; None for the nearest.
    """

    def __init__(
        self,
        fail_on: str = "error",
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        allow: Iterable[str] = (),
        config: str | None = None,
    ) -> None:
        self.fail_on = fail_on
        self.select = _names(select)
        self.ignore = _names(ignore)
        self.allow = _names(allow)
        self.config = config

    def but(self, **changes: Any) -> Demand:
        """The same with other values; a name that is none raises TypeError."""
        return Demand(**(vars(self) | changes))

    @property
    def failing(self) -> tuple[str, ...]:
        """The severities that fail. Raises UsageError."""
        if self.fail_on == "never":
            return ()
        if self.fail_on not in SEVERITIES:
            raise UsageError(
                f"fail_on must be one of {', '.join((*SEVERITIES, 'never'))}, not {self.fail_on!r}"
            )
        return SEVERITIES[: SEVERITIES.index(self.fail_on) + 1]


class Verdict:
    """What is said of one mail: the diagnostics that fail it, and those that do not."""

    def __init__(self, path: str, failing: list[Diagnostic], others: list[Diagnostic]) -> None:
        self.path = path
        self.failing = failing
        self.others = others


class Judge:
    """Lints mails by the settings that hold below a folder, which it reads once."""

    def __init__(self, root: str) -> None:
        self.root = root
        self._settings: dict[tuple[object, ...], Settings] = {}

    def __call__(self, mail: Any, demand: Demand, path: str | None = None) -> Verdict:
        """What the rules say of a mail; `path` names a text or message that has no file.

        Raises PresendError where the mail cannot be read or the settings are broken.
        """
        failing = demand.failing
        result = self._check(mail, demand, path)
        if result.status == "unreadable":
            cure = f"; {result.cure}" if result.cure else ""
            raise PresendError(f"{result.path}: {result.reason}{cure}")
        found = Report(__version__, [result]).diagnostics
        verdict = Verdict(result.path, [], [])
        used = set()
        for each in found:
            names = {each.rule, each.group} & {*demand.allow}
            used |= names
            fails = not names and each.severity in failing
            (verdict.failing if fails else verdict.others).append(each)
        unused = [_unused(name, result.path) for name in demand.allow if name not in used]
        for each in unused:
            (verdict.failing if each.severity in failing else verdict.others).append(each)
        return verdict

    def _check(self, mail: Any, demand: Demand, path: str | None) -> FileResult:
        place = _file(mail)
        if place is not None:
            whole = os.path.join(self.root, place)
            path = files.shown(whole)
            data: Any = _read(whole, path)
            sidecar = files.sidecar_of(whole)
        else:
            data, sidecar = mail if isinstance(mail, str) else octets(mail), None
            path = path or _name(data)
            whole = os.path.join(self.root, path)
        source, kind = _source(data, path)
        config = self._config(whole, demand)

        def look_up(name: str, near: str) -> Source | None:
            beside = os.path.join(self.root, near) if place is None else near
            return included.find(name, beside, whole, config.folder)

        inside = files.relative(whole, config.folder or self.root)
        return checking.check(source, kind, config, sidecar, inside, look_up)

    def _config(self, whole: str, demand: Demand) -> Config:
        key = (demand.config, demand.select, demand.ignore, demand.allow)
        settings = self._settings.get(key)
        if settings is None:

            def prepare(config: Config) -> None:
                config.choose((), demand.allow)  # is each a name?
                config.choose(demand.select, demand.ignore)

            named = demand.config
            if named is not None:
                named = files.shown(os.path.join(self.root, named))
            settings = self._settings[key] = Settings(named, False, prepare)
        return settings.of(whole)


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _file(mail: Any) -> str | None:
    """The path that a mail is given by. A text of one word is one: it would be no mail."""
    if isinstance(mail, os.PathLike):
        return os.fsdecode(mail)
    if isinstance(mail, str) and mail and "<" not in mail and not any(map(str.isspace, mail)):
        return mail
    return None


def _read(whole: str, path: str) -> bytes:
    try:
        return files.read(whole)
    except PresendError as error:
        raise PresendError(f"{path}: {error}") from None


def _name(data: str | bytes) -> str:
    text = data if isinstance(data, str) else data.decode("latin-1")
    if _is_message(text):
        return "mail.eml"
    if "<mjml" in text:
        return "mail.mjml"
    return "mail.html" if reading.kind_of("mail.tmpl", text) == "html" else "mail.txt"


def _is_message(text: str) -> bool:
    names: set[str] = set()
    for each in text[:_HEAD].splitlines():
        if not each:
            break
        name, colon, _ = each.partition(":")
        if names and each[0] in " \t":
            continue
        if not colon or not name.isascii() or not name.replace("-", "").isalnum():
            return False
        names.add(name.lower())
    return bool(names & _OF_MESSAGES)


def _source(data: str | bytes, path: str) -> tuple[Source, reading.FileKind]:
    if isinstance(data, str):
        kind = reading.kind_of(os.path.basename(path), data)
        if kind != "eml":
            return Source(path, data), kind
        data = octets(data)
    try:
        text, kind = workers.decoded(data, path)
    except PresendError as error:
        raise PresendError(f"{path}: {error}") from None
    return Source(path, text.text), kind


def _unused(name: str, path: str) -> Diagnostic:
    place = (1, 1, 0)
    said = f"{name} is allowed in this test, but finds nothing"
    return Diagnostic(
        UNUSED_ALLOW.name, UNUSED_ALLOW.group, UNUSED_ALLOW.severity, said, path, place, place,
        "", ("", 0, 0), UNUSED_ALLOW.standard,
    )  # fmt: skip


def about(mail: bytes) -> str:
    """A message in a few words: its subject and whom it is to."""
    from email.parser import BytesHeaderParser
    from email.policy import default

    said = []
    headers = BytesHeaderParser(policy=default).parsebytes(mail)
    for name in ("Subject", "To"):
        try:
            said.append(str(headers[name] or ""))
        except Exception:  # the parser of headers breaks on some that are hostile
            said.append("")
    return f"{said[0]!r}" + (f" to {said[1]}" if said[1] else "")


def failure(verdicts: Iterable[tuple[Verdict, str]], what: str) -> str:
    """The words of a failing test; empty where nothing fails.

    Each verdict comes with what is said of its mail before it; `what` says what was linted.
    """
    count = 0
    pieces: list[str] = []
    seen: set[Diagnostic] = set()
    for verdict, introduced in verdicts:
        # a value of the settings is judged with each mail, and told once
        failing = [each for each in verdict.failing if each not in seen]
        seen.update(each for each in failing if each.path != verdict.path)
        if not failing:
            continue
        pieces += [f"{line(introduced)}\n"] if introduced else []
        report = Report(__version__, [FileResult(verdict.path, diagnostics=failing)])
        pieces.append(reporter.render(report, quiet=True))
        count += len(failing)
    if not pieces:
        return ""
    findings = "1 finding" if count == 1 else f"{count} findings"
    return "\n".join([f"presend: {findings} in {what}\n", *pieces]).rstrip("\n")
