"""`presend domain`: a sending domain in; its DNS records looked up, written down and linted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presend import __version__, checking, engine, files
from presend.cli import arguments, check_options, domain_view, reports, streams
from presend.cli.arguments import Option
from presend.documents import reading
from presend.domains import normal, same_organisation
from presend.errors import UsageError
from presend.report import FileResult, Report
from presend.reporters import SHOW_TEXT
from presend.settings import Settings
from presend.source import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presend.cli.arguments import Values
    from presend.config import Config
    from presend.documents.envelope import Envelope
    from presend.documents.zone import Zone

SUMMARY = """Look up SPF, DKIM, DMARC and MX of a sending domain and lint them.

The records are written down as a zone, in which the findings have their places; --zone lints
saved ones and asks nobody."""
OPTIONS = (
    Option("--zone", "FILE", "lint the records in this file; ask no name server"),
    Option("--save-zone", "FILE", "write the records there"),
    Option("--nameserver", "HOST[:PORT]", "ask this name server"),
    Option("--timeout", "SECONDS", "give up asking after that long", whole=True, default=20),
    Option("--esp", "NAME", "the email service provider that sends"),
    Option("--from", "ADDRESS", "the From address; else From is at the domain"),
    Option("--dkim-selector", "NAME", "a selector that mail is signed with (repeatable)",
           many=True),
    *check_options.rows("--select", "--ignore", "--format", "--output", "--report", "--fail-on",
                        "--config", "--isolated", "--quiet", "--color"),
)  # fmt: skip
QUESTIONS = 500  # of one run; SPF allows ten lookups, and no set-up needs a tenth of this
ROUNDS = 40


def run(argv: Sequence[str]) -> int:
    """Look the domains up that the arguments name, print the report; the exit code."""
    options = arguments.read("domain", SUMMARY, "DOMAIN …", OPTIONS, argv)
    reports.examine(options)
    domains = _domains(options.paths)
    settings = Settings(
        options.config, options.isolated, lambda config: _prepare(config, options, domains)
    )
    config = settings.of(options.zone or "zone")
    if options.zone is not None:
        path, text = options.zone, streams.read(options.zone).text
    else:
        path = options.save_zone or f"{domains[0]}.zone"
        text = _asked(options, config, path, domains)
    if options.save_zone is not None:
        streams.write(options.save_zone, text)
    result, zone, envelope = _linted(path, text, config)
    if not SHOW_TEXT.isdisjoint(reports.formats(options)):
        result.text = text
    report = Report(__version__, [result])
    reports.complete(report, settings, options)

    def render(format: str, colour: bool = False) -> str:
        said = reports.rendered(report, format, quiet=options.quiet, colour=colour)
        if format == "text" and not options.quiet:
            return domain_view.render(zone, envelope) + said
        return said

    written = reports.write(options, render)
    streams.write(options.output, render(reports.usual(options), reports.coloured(options)))
    return reports.exit_code(report, options.fail_on) if written else 2


def _domains(words: Sequence[str]) -> list[str]:
    if not words:
        raise UsageError("name a domain: presend domain mail.acme.com")
    found: list[str] = []
    for word in words:
        domain = normal(word)
        if domain is None or "." not in domain:
            hint = ""
            if "@" in word:
                hint = f"; for the domain of an address: {word.rpartition('@')[2]}"
            elif "://" in word:
                hint = f"; for the host of a link: {word.partition('://')[2].partition('/')[0]}"
            raise UsageError(f"{word!r} is no domain name{hint}")
        found.append(domain)
    return list(dict.fromkeys(found))


def _prepare(config: Config, options: Values, domains: list[str]) -> None:
    """What the command line says counts; what the settings say of other domains does not."""
    config.choose(arguments.listed(options.select), arguments.listed(options.ignore))
    config.give(getattr(options, "from"), domains, options.esp, None)
    config.given.selectors = tuple(options.dkim_selector)
    for table in (config.sending, *(o.table for o in config.sending_overrides if o.table)):
        for name in ("from", "dkim-domain"):
            value = table.values.get(name)
            at = normal(value.text.rpartition("@")[2].rstrip("> \t")) if value else None
            if at is None or not any(same_organisation(at, domain) for domain in domains):
                table.values.pop(name, None)


def _asked(options: Values, config: Config, path: str, domains: list[str]) -> str:
    """The answers to what the rules ask, round by round until they ask no more."""
    from time import monotonic

    from presend import dns

    servers = dns.servers(options.nameserver)
    until = monotonic() + options.timeout
    answers = dns.Answers(servers, until)
    text = answers.text(domains)
    for _ in range(ROUNDS):
        mails = _read(path, text, config)
        engine.lint(mails, config.settings(path))
        wanted = [each for each in _zone(mails).wanted if each not in answers.asked]
        if not wanted:
            break
        room = max(QUESTIONS - len(answers.asked), 0) if monotonic() < until else 0
        answers.ask(wanted[:room])
        answers.give_up(wanted[room:])
        text = answers.text(domains)
    if not answers.answered:
        shown = ", ".join(f"{host}:{port}" for host, port in servers)
        raise UsageError(
            f"no name server answers ({shown}); check the network, or name one with --nameserver"
        )
    return text


def _read(path: str, text: str, config: Config) -> list[reading.Mail]:
    source = Source(path, text)
    place = files.relative(path, config.folder or ".")
    return reading.read(source, "zone", config.sending_for(place, source))


def _zone(mails: list[reading.Mail]) -> Zone:
    from presend.documents.zone import Zone

    return next(each for mail in mails for each in mail.documents if isinstance(each, Zone))


def _linted(path: str, text: str, config: Config) -> tuple[FileResult, Zone, Envelope]:
    place = files.relative(path, config.folder or ".")
    result = checking.check(Source(path, text), "zone", config, None, place)
    mails = _read(path, text, config)
    return result, _zone(mails), mails[0].envelope
