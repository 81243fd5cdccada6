"""A survey in, a presend.toml out, with what is known, why, and what is left to be said."""

from __future__ import annotations

import json
import os.path

from presend.data.senders import ESPS
from presend.domains import registrable
from presend.reporters.plainly import UNSAFE, line
from presend.targets import DEFAULT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presend.survey import Shown, Survey

FEW = 5  # values of one key that are written down; more are no one sender's
SHARE = 0.25  # of the mails that name a sender: fewer may be somebody else's
_CLEAR = 5  # times as many files as all others: those are strays
_CURLY = frozenset(
    "activecampaign braze brevo customerio django drip go handlebars hubl intercom iterable jinja "
    "kit klaviyo liquid listmonk loops mailgun mailjet marketo mustache nunjucks omnisend plunk "
    "postmark resend sendgrid ses twig".split()
)
"""Languages whose tags begin with `{{`."""

_TAGGED = frozenset(
    "braze brevo customerio django drip hubl intercom jinja kit klaviyo liquid mailjet nunjucks "
    "twig".split()
)
"""Languages that have `{% … %}`, too."""


class Proposal:
    """Settings for a folder: `text` is the presend.toml.

    `known` has what is set, each with why; `unknown` what is not, each with how to find out.
    """

    def __init__(self, survey: Survey) -> None:
        self.known: list[tuple[str, str]] = []
        self.unknown: list[tuple[str, str]] = []
        self._survey = survey
        self._overrides: list[str] = []
        self._esp = ""
        self._sites: dict[str, list[Shown]] = {}  # what From is at, as it was registered
        for sender, shown in survey.of("from").items():
            self._sites.setdefault(registrable(_host(sender)) or _host(sender), []).extend(shown)
        least = sum(map(len, self._sites.values())) * SHARE
        self._own = [site for site, shown in self._sites.items() if len(shown) >= least]
        sending = [
            *self._sending_esp(),
            *self._domains(),
            *self._from(),
            *self._own_domains(),
            *self._kind(),
        ]
        self.text = "".join(
            f"{each}\n"
            for each in (
                "# Settings of presend, the linter for email before it is sent; written by presend",
                f"# init from what {_count(len(survey.mails), 'mail')} here showed. A line that "
                "begins with # is not in force.",
                "# presend config prints what holds for a file, presend explain what a rule is.",
                "",
                '# baseline = "presend-baseline.json"  # known findings: see presend check --help',
                '# exclude = ["archive/**"]            # files that are never linted',
                "",
                "[sending]",
                *sending,
                *self._overrides,
                "",
                "[templates]",
                *self._dialect(),
                "",
                "[targets]",
                f"# clients = {_toml(list(DEFAULT))}  # the default",
                "",
                "[rules]",
                '# accessibility = "off"    # a group or a rule: error, warning, info or off',
            )
        )

    def _set(self, key: str, value: object, shown: Sequence[Shown]) -> str:
        """A line that is in force, with what shows it."""
        said = f"{key} = {_toml(value)}"
        self.known.append((said, _why(shown)))
        return f"{said}  # {_why(shown)}"

    def _sending_esp(self) -> Iterable[str]:
        sure, guessed = self._survey.of("esp"), self._survey.of("esp", sure=False)
        messages = {path for path, kind in self._survey.mails if kind == "eml"}
        for esp, shown in list(sure.items()):  # messages may be anybody's
            if {each.path for each in shown} <= messages and len(shown) < SHARE * len(messages):
                guessed[esp] = sure.pop(esp)
        esp = _clear(sure)
        if esp:
            self._esp = esp
            yield self._set("esp", esp, sure[esp])
            if rest := "; ".join(f"{name}: {_why(sure[name])}" for name in sure if name != esp):
                self.unknown.append(
                    ("esp", f"there are tags of others, too ({rest}); say which files they send in "
                     "[[sending.overrides]]")
                )  # fmt: skip
            return
        if sure:
            yield '# esp = "…"  # several providers: see below'
            self._by_folder()
            return
        how = 'set esp to the provider that sends ("hubspot"); presend config --schema lists them'
        if guessed:
            esp, shown = next(iter(guessed.items()))
            yield f"# esp = {_toml(esp)}  # perhaps: {_why(shown)}"
            self.unknown.append(("esp", f"perhaps {ESPS[esp].name} ({_why(shown)}); {how}"))
        else:
            yield '# esp = "hubspot"  # the provider that sends; presend config --schema lists them'
            self.unknown.append(("esp", f"no mail shows which provider sends; {how}"))

    def _by_folder(self) -> None:
        """One override for each folder in which one provider's tags stand."""
        shown = [each for each in self._survey.shown if each.what == "esp" and each.sure]
        folders = _folders([path for path, _ in self._survey.mails])
        by_folder: dict[str, dict[str, list[Shown]]] = {}
        for each in shown:
            folder = folders.get(each.path) or folders.get(_template_of(each.path, folders), "")
            by_folder.setdefault(folder, {}).setdefault(each.value, []).append(each)
        for folder, its in sorted(by_folder.items()):
            esp = _clear(its)
            if not folder or not esp or not folder.isprintable():
                evidence = "; ".join(f"{name}: {_why(its[name])}" for name in sorted(its))
                self.unknown.append(
                    ("esp", f"several providers in {folder or 'one folder'} ({evidence}); say "
                     "which one sends which files in [[sending.overrides]]")
                )  # fmt: skip
                continue
            pattern = "".join(f"\\{c}" if c in "\\*?[]!# " else c for c in folder)
            self._overrides += ["", "[[sending.overrides]]", f"files = {_toml([pattern + '/**'])}"]
            said = f"esp = {_toml(esp)}"
            self.known.append((f"{said} in {folder}/", _why(its[esp])))
            self._overrides.append(f"{said}  # {_why(its[esp])}")

    def _domains(self) -> Iterable[str]:
        signed, senders = self._survey.of("domains"), self._survey.of("from")
        name = ESPS[self._esp].name if self._esp else "the provider"
        ours = sorted(each for each in signed if (registrable(each) or each) in self._own)
        if ours:
            yield self._set("domains", ours, [each for name in ours for each in signed[name]])
            return
        hosts = sorted({_host(sender) for sender in senders})
        guess = hosts if 0 < len(hosts) <= FEW else ["mail.example.com"]
        yield f"# domains = {_toml(guess)}  # those connected at {name}; [] says: none is"
        self.unknown.append(
            ("domains", f"which sending domains are connected at {name}, its settings tell; "
             "without them, whether From is at one of them is not checked")
        )  # fmt: skip

    def _from(self) -> Iterable[str]:
        senders = self._survey.of("from")
        if len(senders) == 1:
            value, shown = next(iter(senders.items()))
            yield self._set("from", value, shown)
            return
        value = next(iter(senders), "News <news@mail.example.com>")
        yield f"# from = {_toml(value)}  # for the files that name no sender themselves"
        why = f"the mails name {len(senders)}" if senders else "no mail names one"
        self.unknown.append(
            ("from", f"{why}; write it into [sending], or into the front matter of each template")
        )

    def _own_domains(self) -> Iterable[str]:
        own = sorted(self._own)
        if own:
            yield self._set(
                "own-domains", own, [each for name in own for each in self._sites[name]]
            )
        else:
            yield '# own-domains = ["example.com"]  # domains of yours, for links and replies'
        rest = [name for name in self._sites if name not in own]
        if own and rest:
            seen = ", ".join(f"{name} ({_why(self._sites[name])})" for name in rest[:FEW])
            more = f" and {len(rest) - FEW} more" if len(rest) > FEW else ""
            self.unknown.append(
                ("own-domains", f"From is at other domains, too: {seen}{more}; add those of yours")
            )

    def _kind(self) -> Iterable[str]:
        kinds = self._survey.of("kind")
        value, shown = next(iter(kinds.items()), ("marketing", []))
        if len(kinds) == 1 and 2 * len(shown) >= len(self._survey.mails):
            yield self._set("kind", value, shown)
        else:
            yield f"# kind = {_toml(value)}  # or transactional; laws ask less of that"
            self.unknown.append(
                ("kind", "taken for marketing; set kind = \"transactional\" where receipts and the "
                 "like are sent, for some folders in [[sending.overrides]]")
            )  # fmt: skip

    def _dialect(self) -> Iterable[str]:
        sure = self._survey.of("dialect")
        guessed = self._survey.of("dialect", sure=False)
        wider = {"jinja": _TAGGED, "mustache": _CURLY}
        if len(sure) == 1:
            dialect, shown = next(iter(sure.items()))
            if all(dialect in wider.get(each, _CURLY) for each in guessed):
                yield self._set("dialect", dialect, shown)
                return
        if not sure and len(guessed) > 1:
            first = "jinja" if "jinja" in guessed else next(iter(guessed))
            guessed = {first: guessed[first]}  # Jinja has {{ as well
        found = {**guessed, **sure}
        if len(found) > 1:
            named = ", ".join(f"{name} ({_count(len(found[name]), 'file')})" for name in found)
            yield f"# dialect = {_toml(next(iter(found)))}  # several: {line(named)}"
            self.known.append((f"several template languages: {named}", "told file by file"))
        elif guessed:
            dialect, shown = next(iter(guessed.items()))
            marks = {"jinja": "{% is", "mustache": "{{ is"}
            said = f"perhaps {dialect}"
            if dialect in marks:
                said = f"{marks[dialect]} in many template languages"
            yield f"# dialect = {_toml(dialect)}  # perhaps: {_why(shown)}"
            self.unknown.append(
                ("dialect", f"{said} ({_why(shown)}); say which one yours is, so that its own "
                 "comments and fallbacks are written")
            )  # fmt: skip
        else:
            yield '# dialect = "none"  # no template language was seen'


def _clear(found: dict[str, list[Shown]]) -> str:
    """The value that so many more files show than any other; empty: there is none."""
    counts = [len(shown) for shown in found.values()]
    if not counts or (len(counts) > 1 and counts[0] < _CLEAR * sum(counts[1:])):
        return ""
    return max(found, key=lambda value: len(found[value]))


def _why(shown: Sequence[Shown]) -> str:
    """Where it is seen: the first place with its words, and in how many more."""
    if not shown:
        return ""
    first = shown[0]
    more = f", and {len(shown) - 1} more" if len(shown) > 1 else ""
    return line(f"{first.path}:{first.line}: {first.quote}{more}")


def _host(sender: str) -> str:
    return sender.rpartition("@")[2].rstrip(">").lower()


def _folders(paths: Sequence[str]) -> dict[str, str]:
    """The folder of each path, one below what all have in common; empty for one right there."""
    common = os.path.commonpath([os.path.dirname(path) for path in paths]) if paths else ""
    found = {}
    for path in paths:
        rest = path[len(common) :].lstrip("/")
        below, slash, _ = rest.partition("/")
        found[path] = f"{common}/{below}".lstrip("/") if slash else ""
    return found


def _template_of(sidecar: str, paths: Iterable[str]) -> str:
    """A file that a sidecar stands beside: another one of its folder."""
    folder = sidecar.rpartition("/")[0]
    return next((path for path in paths if path.rpartition("/")[0] == folder), "")


def _toml(value: object) -> str:
    """A text or a list of texts as TOML 1.0 writes it."""
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    from presend import patterns

    written = json.dumps(value, ensure_ascii=False)
    return patterns.compile(UNSAFE).sub(lambda found: f"\\U{ord(found[0]):08x}", written)


def _count(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")
