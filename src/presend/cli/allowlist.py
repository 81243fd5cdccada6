"""`presend allowlist`: an IP list in; findings, answers, or the hand-over for an IT team out."""

from __future__ import annotations

import json
import os
import sys
from bisect import bisect_left

from presend import __version__, allowlists, checking, files
from presend.allowlists.sender import Sender, expanded, shown
from presend.cli import arguments, check_options, reports, streams
from presend.cli.arguments import Option
from presend.documents.ip.ip_networks import merged, without
from presend.documents.ip_list import IpList
from presend.errors import UsageError
from presend.report import Report
from presend.reporters import FORMATS, SHOW_TEXT
from presend.reporters.plainly import line
from presend.settings import Settings
from presend.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presend.cli.arguments import Values
    from presend.config import Config
    from presend.documents.ip.ip_networks import Range
    from presend.documents.ip_list import Entry

SUMMARY = """Check the list of IP addresses that a provider sends from, and make of it what a
recipient's IT team needs. FILE is the list: one entry a line or with commas, as copied from
HubSpot's dialog, or JSON; - reads standard input. Without it the one that [sending] ips names
counts, and what is known of the provider.

For company mail gateways only: Gmail, iCloud and Outlook.com honour no such list."""
OPTIONS = (
    Option("--as", "FORMAT", "the hand-over", choices=allowlists.FORMATS),
    Option("-f --format", "FORMAT", "report findings only, as check does", choices=FORMATS),
    *check_options.rows("--report"),
    Option("--contains", "ADDRESS", "exit with 0 if the list holds it, else 1 (repeatable)",
           many=True),
    Option("--diff", "OLD", "what has come and gone since that list; exit with 1 if anything has"),
    Option("--zone", "FILE", "DNS records as zone text, to compare with SPF"),
    Option("--fix", "", "put host bits and repeated lines right, in the file"),
    Option("-o --output", "FILE", "write there"),
    *check_options.rows("--fail-on", "--config", "--isolated"),
    Option("--from", "ADDRESS", "the From address"),
    *check_options.rows("--domain", "--esp"),
)  # fmt: skip


def run(argv: Sequence[str]) -> int:
    """Answer what the arguments ask; the exit code."""
    options = arguments.read("allowlist", SUMMARY, "[FILE]", OPTIONS, argv)
    if len(options.paths) > 1:
        raise UsageError(
            "allowlist takes one list; to put two together: cat A B | presend allowlist -"
        )
    if options.format is not None and getattr(options, "as") and options.diff is None:
        raise UsageError("-f reports findings, --as makes the hand-over; leave one of them out")
    reports.examine(options)
    settings = Settings(options.config, options.isolated, lambda config: _prepare(config, options))
    path = options.paths[0] if options.paths else None
    config = settings.of(path if path not in (None, streams.STDIN) else "allowlist")
    if path is None and config.sending.ips is not None:
        path = files.shown(os.path.join(config.folder, config.sending.ips))
    listed = IpList(streams.read(path)) if path is not None else None
    if options.contains:
        return _contains(_needed(listed), options.contains)
    if options.diff is not None:
        return _diff(_needed(listed), IpList(streams.read(options.diff)), options)
    fixed = 0
    if options.fix:
        listed, fixed = _mended(_needed(listed), config)
        said = f"{fixed} finding{'' if fixed == 1 else 's'} fixed"
        print(f"presend: {line(listed.source.path)}: {said}", file=sys.stderr)
    source = listed.source if listed else Source("allowlist", "")
    place = _place(source, config)
    sending = config.sending_for(place, source)
    result = checking.check(source, "iplist", config, None, place) if listed else None
    report = Report(__version__, [result] if result is not None else [])
    if result is not None:
        result.fixed = fixed
    if result is not None and not SHOW_TEXT.isdisjoint(reports.formats(options)):
        result.text = source.text
    reports.complete(report, settings, options)
    if options.format is not None or options.report:
        _needed(listed)
    written = reports.write(options, lambda format: reports.rendered(report, format))
    if options.format is not None:
        streams.write(options.output, reports.rendered(report, options.format))
        code = reports.exit_code(report, options.fail_on)
    else:
        sender = Sender(sending, listed.valid if listed else [])
        code = _hand_over(sender, listed, report, options)
    return code if written else 2


def _prepare(config: Config, options: Values) -> None:
    config.give(getattr(options, "from"), options.domain or None, options.esp, None)
    if options.zone is not None:
        config.given.records = streams.read(options.zone)


def _place(source: Source, config: Config) -> str:
    return files.relative(source.path, config.folder or ".")


def _mended(listed: IpList, config: Config) -> tuple[IpList, int]:
    """The list with its safe fixes applied, in the file as well, and how many these are."""
    path = listed.source.path
    if path == streams.STDIN:
        raise UsageError("standard input cannot be written; name the file to --fix")
    place = _place(listed.source, config)
    after, result = checking.mend(listed.source, "iplist", config, None, place, unsafe=False)
    if after != listed.source.text:
        files.write(path, files.decode(files.read(path), message=False), after)
    return IpList(Source(path, after)), result.fixed


def _needed(listed: IpList | None) -> IpList:
    if listed is None:
        raise UsageError('there is no list; name it, or write ips = "FILE" into [sending]')
    return listed


def _hand_over(sender: Sender, listed: IpList | None, report: Report, options: Values) -> int:
    """Write the hand-over, unless the list has errors: one that lacks entries helps nobody.

    What is said of the list stands before the letter, but never among what a program reads.
    """
    form = getattr(options, "as")
    said = reports.rendered(report, reports.usual(options)) if any(report.diagnostics) else ""
    for service, number in (listed.left_out if listed else {}).items():
        said += f"Left out, for no mail comes from there: {line(service)}, {number:,} entries.\n"
    errors = report.counts()["error"]
    if errors:
        said += "No hand-over is made of a list with errors.\n"
    if said:
        out = sys.stderr if form or options.output else sys.stdout
        out.write(said if errors else f"{said}\n")
    if errors:
        return max(1, reports.exit_code(report, options.fail_on))
    if not sender.known:
        raise UsageError("nothing is known of the sender; name a list, or give --from and --esp")
    if form in allowlists.NEED_ADDRESSES and not sender.entries:
        raise UsageError(
            f"--as {form} is made of addresses; name the list, or write ips into [sending]"
        )
    streams.write(options.output, allowlists.renderer(form or "text")(sender))
    return reports.exit_code(report, options.fail_on)


def _contains(listed: IpList, asked: Sequence[str]) -> int:
    path, missing = line(listed.source.path), 0
    for text in asked:
        entry = _asked(text)
        holder = next(
            (each for each in listed.valid if not without([_range(entry)], [_range(each)])), None
        )
        if holder is not None:
            number = listed.source.position(holder.span.start).line
            print(f"{shown(entry)} is in {shown(holder)} ({expanded(holder)}), {path}:{number}")
        elif not without([_range(entry)], map(_range, listed.valid)):
            print(f"{shown(entry)} is in the list, spread over several entries, {path}")
        else:
            missing += 1
            print(f"{shown(entry)} is in none of the {len(listed.valid):,} entries, {path}")
    faults = len(listed.entries) - len(listed.valid)
    if faults:
        print(f"{path}: {faults:,} entries cannot be read; mend them", file=sys.stderr)
    return int(missing > 0)


def _asked(text: str) -> Entry:
    entries = IpList(Source("--contains", text)).entries
    if len(entries) != 1 or not entries[0].version:
        why = entries[0].fault if entries else "no address is given"
        raise UsageError(f"--contains: {why}; give an address or a CIDR range")
    return entries[0]


def _range(entry: Entry) -> Range:
    return entry.version, entry.first, entry.last


def _diff(listed: IpList, old: IpList, options: Values) -> int:
    """What has come and gone: addresses, however they are written."""
    for each in (listed, old):
        if not each.valid or any(not entry.version for entry in each.entries):
            path = each.source.path
            raise UsageError(f"{path}: it is no sound list; presend allowlist {path} says why")
    rows = [(sign, *row) for sign, new, before in (("+", listed, old), ("-", old, listed))
            for row in _only(new, before)]  # fmt: skip
    if options.format == "json" or getattr(options, "as") == "json":
        made: dict[str, list[dict[str, object]]] = {"added": [], "removed": []}
        for sign, entry, count in rows:
            row = {"value": shown(entry), "addresses": count}
            made["added" if sign == "+" else "removed"].append(row)
        streams.write(options.output, json.dumps(made, indent=1) + "\n")
        return int(bool(rows))
    text = ""
    for sign, entry, count in rows:
        of = "" if count == entry.count else f" ({count:,} of them)"
        text += f"{sign} {shown(entry)}  {expanded(entry)}{of}\n"
    if not rows:
        count = sum(last - first + 1 for _, first, last in merged(map(_range, listed.valid)))
        text = f"No drift: both lists name the same addresses, {count:,} in all.\n"
    streams.write(options.output, text)
    return int(bool(rows))


def _only(listed: IpList, other: IpList) -> Iterator[tuple[Entry, int]]:
    """The entries with addresses that the other list lacks, and how many these are."""
    lacking = without(map(_range, listed.valid), map(_range, other.valid))
    for entry in listed.valid:
        version, first, last = _range(entry)
        at = bisect_left(lacking, (version, first, 0), key=lambda r: (r[0], r[2], 0))
        count = 0
        while at < len(lacking) and lacking[at][:2] <= (version, last):
            count += min(last, lacking[at][2]) - max(first, lacking[at][1]) + 1
            at += 1
        if count:
            yield entry, count
