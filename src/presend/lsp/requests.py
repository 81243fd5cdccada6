"""What the server asks of its worker: texts of open documents in, plain values out.

Offsets count code points of the editor's text, also for messages, which presend itself reads
octet by octet.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from itertools import accumulate

from presend import baseline_file, checking, files, included
from presend.documents import reading, recognition
from presend.report import FileResult
from presend.settings import Settings
from presend.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from presend.config import Config
    from presend.documents.templating.includes import LookUp
    from presend.report import Diagnostic, Place
    from presend.rule import Rule

    Asked: TypeAlias = tuple[Source, reading.FileKind, Config, Source | None, str, LookUp]
    """The arguments of `checking.check`."""

_ENDINGS = {
    "html": ".html", "django-html": ".html", "hubl-html": ".html", "html-hubl": ".html",
    "jinja": ".html.j2", "jinja-html": ".html.j2", "htmldjango": ".html", "twig": ".html.twig",
    "html.twig": ".html.twig", "nunjucks": ".njk", "liquid": ".liquid", "handlebars": ".hbs",
    "html.handlebars": ".hbs", "mustache": ".mustache", "erb": ".html.erb",
    "eruby": ".html.erb", "html.erb": ".html.erb", "ejs": ".ejs", "freemarker": ".ftlh",
    "mjml": ".mjml", "email": ".eml", "eml": ".eml", "mail": ".eml", "json": ".json",
    "plaintext": ".txt", "text": ".txt", "markdown": ".md",
}  # fmt: skip
"""The ending that a name without one gets, by the language that the editor names."""


class Requests:
    """Answers by the settings on disk, which are read again whenever their files change."""

    def __init__(self) -> None:
        self._chosen: tuple[str | None, tuple[str, ...], tuple[str, ...]] = (None, (), ())
        self._settings: dict[str, tuple[object, Settings]] = {}
        self._known: dict[str, tuple[object, set[str]]] = {}

    def choose(self, config: str | None, select: tuple[str, ...], ignore: tuple[str, ...]) -> None:
        """What the editor's own settings say: a settings file, and rules or groups."""
        self._chosen = config, select, ignore
        self._settings.clear()

    def lint(self, path: str, text: str, language: str) -> tuple[tuple[Any, ...], dict[str, str]]:
        """The values of a FileResult, and where the rules that found something are explained.

        What the baseline of the settings knows is left out, as `presend check` does. Raises
        ConfigError where the settings or the baseline are broken.
        """
        mail = _OpenMail(self, path, text, language)
        if mail.passed_over:
            return FileResult(path, mail.kind, status="passed-over").values(), {}
        result = checking.check(*mail.asked)
        self._leave_out_known(mail.config, result)
        mail.placed(result)
        found = {each.rule for each in result.diagnostics}
        addresses = {each.name: each.address for each in mail.config.rules if each.name in found}
        return result.values(), addresses

    def _leave_out_known(self, config: Config, result: FileResult) -> None:
        name = baseline_file.path_of(config)
        if name and result.diagnostics:
            marks = self._marks(name)
            found = baseline_file.entries(name, result.diagnostics)
            known = {diagnostic for entry, diagnostic in found if entry.fingerprint in marks}
            result.diagnostics = [each for each in result.diagnostics if each not in known]

    def _marks(self, baseline: str) -> set[str]:
        """The fingerprints in a baseline, read again when it changes. Raises ConfigError."""
        stamp = _file_stamp(baseline)
        known = self._known.get(baseline)
        if known is None or known[0] != stamp:
            marks = {entry.fingerprint for entry in baseline_file.read(baseline)}
            known = self._known[baseline] = stamp, marks
        return known[1]

    def mend(self, path: str, text: str, language: str, unsafe: bool) -> str:
        """The text with its fixes applied."""
        mail = _OpenMail(self, path, text, language)
        if mail.passed_over:
            return text
        return mail.written(checking.mend(*mail.asked, unsafe=unsafe)[0])

    def allow(self, path: str, text: str, language: str, rule: str, start: int) -> str:
        """The text with an allow-comment for what a rule says of a place."""
        from presend import allowing

        mail = _OpenMail(self, path, text, language)
        found = checking.check(*mail.asked)
        offset = mail.octets(start)
        wanted = [d for d in found.diagnostics if d.rule == rule and d.start[2] == offset]
        return mail.written(allowing.allowed(*mail.asked, wanted)[0])

    def links(self, path: str, text: str, language: str) -> list[tuple[int, int, str, str]]:
        """Of each link that a reader can follow: start, end, address and what is known of it."""
        from presend.documents.html import Html
        from presend.documents.plain import Plain
        from presend.lsp.destinations import told

        mail = _OpenMail(self, path, text, language)
        if mail.passed_over:
            return []
        source, kind, _, sidecar, _, look_up = mail.asked
        try:
            mails = reading.read(source, kind, mail.sending, sidecar, look_up)
        except reading.Unreadable:
            return []
        found: dict[tuple[int, int], tuple[str, str]] = {}
        for document in (each for one in mails for each in one.documents):
            if isinstance(document, (Html, Plain)) and document.source.outermost is source:
                for link in document.links:
                    if link.url.host and (link.followed or link.kind == "resource"):
                        start, end = link.source.outward(link.span)
                        address = link.url.raw if link.url.known and link.followed else ""
                        found[mail.code_points(start), mail.code_points(end)] = address, told(link)
        return [(*place, *said) for place, said in sorted(found.items())]

    def rules(self, path: str) -> list[tuple[str, str, str, str]]:
        """Name, group, severity and summary of every rule that there is for a path."""
        return [
            (rule.name, rule.group, "off" if rule.off else rule.severity, rule.summary)
            for rule in self.config(path).rules
        ]

    def explain(self, path: str, name: str) -> str:
        """The documentation of a rule or, for a group, its rules, in Markdown; "" for neither."""
        rules = self.config(path).rules
        for rule in rules:
            if name in (rule.name, *rule.formerly):
                return _page(rule)
        group = [rule for rule in rules if rule.group == name]
        listed = "".join(f"- `{rule.name}`: {rule.summary}\n" for rule in group)
        return f"**{name}**\n\n{listed}" if group else ""

    def config(self, path: str) -> Config:
        """The settings in force. Raises ConfigError."""
        config, select, ignore = self._chosen
        folder = os.path.dirname(os.path.abspath(path))
        stamp, settings = self._settings.get(folder, (None, None))
        if settings is None or stamp != _stamp(settings, folder):
            settings = Settings(config, False, lambda each: each.choose(select, ignore))
            settings.of(path)
            if len(self._settings) > 1000:
                self._settings.clear()
            self._settings[folder] = _stamp(settings, folder), settings
        return settings.of(path)


def _stamp(settings: Settings, folder: str) -> object:
    """What changes when the settings of a folder do."""
    return [
        settings.nearest(folder),
        *((path, _file_stamp(path)) for path in sorted(settings.read)),
    ]


def _file_stamp(path: str) -> tuple[int, int] | None:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _page(rule: Rule) -> str:
    """The documentation up to its examples, under a line that says what it is."""
    level = f"{rule.severity}, off by default" if rule.off else rule.severity
    about = rule.docs.strip().partition("\n```")[0].strip()
    return f"**{rule.name}** · {rule.group}, {level}\n\n{about}\n\n_{rule.standard}_\n"


class _OpenMail:
    """A text of the editor as presend reads it, and the way back."""

    def __init__(self, requests: Requests, path: str, text: str, language: str) -> None:
        if "." not in os.path.basename(path):
            path += _ENDINGS.get(language, "")
        self.kind = reading.kind_of(os.path.basename(path), text)
        self.config = requests.config(path)
        place = files.relative(path, self.config.folder or ".")
        self._octets: list[int] | None = None
        if self.kind == "eml":
            data = text.encode("utf-8", "surrogatepass")
            if len(data) > len(text):
                lengths = (len(c.encode("utf-8", "surrogatepass")) for c in text)
                self._octets = [0, *accumulate(lengths)]
            text = data.decode("latin-1")
        excluded = self.config.excluded is not None and self.config.excluded.match_file(place)
        self.passed_over = excluded or bool(recognition.passed_over(path, self.kind, text))
        self.source = Source(path, text)
        self._place = place

        def look_up(name: str, near: str) -> Source | None:
            return included.find(name, near, path, self.config.folder)

        self._look_up = look_up

    @property
    def asked(self) -> Asked:
        sidecar = files.sidecar_of(self.source.path)
        return self.source, self.kind, self.config, sidecar, self._place, self._look_up

    @property
    def sending(self) -> reading.Sending:
        return self.config.sending_for(self._place, self.source)

    def code_points(self, offset: int) -> int:
        """The offset in the editor's text."""
        return offset if self._octets is None else bisect_left(self._octets, offset)

    def octets(self, offset: int) -> int:
        """The offset in the text that presend reads."""
        return offset if self._octets is None else self._octets[offset]

    def written(self, text: str) -> str:
        """A new text as the editor has it."""
        if self.kind != "eml":
            return text
        return text.encode("latin-1", "replace").decode("utf-8", "surrogateescape")

    def placed(self, result: FileResult) -> FileResult:
        """The result with the offsets of the editor's text."""
        if self._octets is not None:
            for diagnostic in result.diagnostics:
                if diagnostic.path == self.source.path:
                    self._place_diagnostic(diagnostic)
        return result

    def _place_diagnostic(self, diagnostic: Diagnostic) -> None:
        def moved(place: Place) -> Place:
            return place[0], place[1], self.code_points(place[2])

        diagnostic.start, diagnostic.end = moved(diagnostic.start), moved(diagnostic.end)
        diagnostic.related = tuple((moved(a), moved(b), said) for a, b, said in diagnostic.related)
        if diagnostic.fix is not None:
            title, safe, edits = diagnostic.fix
            diagnostic.fix = title, safe, tuple(
                (self.code_points(start), self.code_points(end), self.written(text))
                for start, end, text in edits
            )  # fmt: skip
