"""The options of `presend check`."""

from __future__ import annotations

from presend.cli.arguments import Option
from presend.reporters import FORMATS

SUMMARY = """Lint email templates, messages and exports: files, and what folders hold of them; the
folder at hand if none is named. - reads standard input.

The exit code is 0 if nothing at or above --fail-on is found, 1 if something is, and 2 if presend
could not do its job."""
OPTIONS = (
    Option("--stdin-filename", "NAME", "the name of what comes by standard input"),
    Option("--select", "NAME,…", "only these rules or groups", many=True),
    Option("--ignore", "NAME,…", "not these rules or groups", many=True),
    Option("--fix", "", "apply the fixes that a reader cannot notice"),
    Option("--unsafe-fixes", "", "apply the fixes that a reader may notice, too"),
    Option("--diff", "", "show what the fixes would change; write nothing"),
    Option("-f --format", "FORMAT", "how to report; text, or github where GitHub Actions runs",
           choices=FORMATS, default=""),
    Option("-o --output", "FILE", "write the report there"),
    Option("--report", "FORMAT=FILE", "write this report there, too (repeatable)", many=True),
    Option("--fail-on", "SEVERITY", "the least severity that makes the exit code 1",
           choices=("error", "warning", "info", "never"), default="error"),
    Option("--baseline", "FILE", "leave out the findings that this file holds"),
    Option("--write-baseline", "FILE", "write what is found into such a file"),
    Option("--add-allow", "", "write an allow-comment at the place of each finding"),
    Option("--statistics", "", "print how often each rule found something, and no findings"),
    Option("--config", "FILE", "the settings file; else the nearest presend.toml above"),
    Option("--isolated", "", "read no settings file"),
    Option("--from", "ADDRESS", "the From address, where no file names one"),
    Option("--domain", "DOMAIN", "a connected sending domain (repeatable)", many=True),
    Option("--esp", "NAME", "the email service provider that sends"),
    Option("--kind", "KIND", "what is sent", choices=("marketing", "transactional")),
    Option("--force-exclude", "", "pass over what is excluded or no mail, even if it is named"),
    Option("--show-files", "", "list the files and what becomes of each; lint none"),
    Option("--timings", "", "print the time that each rule took"),
    Option("-j --jobs", "N", "processes (default: one per processor)", whole=True, default=0),
    Option("--no-cache", "", "lint every file anew"),
    Option("--watch", "", "lint again whenever a file changes, until Ctrl-C"),
    Option("-q --quiet", "", "print findings only, no notes and no count"),
    Option("-v --verbose", "", "name the settings file of each file"),
    Option("--color", "WHEN", "colours in text", choices=("auto", "always", "never"),
           default="auto"),
)  # fmt: skip


def rows(*names: str) -> tuple[Option, ...]:
    """Options of `check` that another command has, too."""
    return tuple(option for name in names for option in OPTIONS if name in option.names)
