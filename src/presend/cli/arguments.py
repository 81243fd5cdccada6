"""The options of `presend check`."""

from __future__ import annotations

import argparse

from presend.reporters import FORMATS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


class Parser(argparse.ArgumentParser):
    """argparse, with its errors in one line."""

    def error(self, message: str) -> NoReturn:
        from presend.errors import UsageError

        raise UsageError(f"{message} ({self.prog} --help lists the options)")


def check() -> Parser:
    """The parser of `presend check`."""
    parser = Parser(prog="presend check", allow_abbrev=False, description="Lint email templates, messages and exports.")
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help="files or folders; - reads standard input")
    add("--stdin-filename", metavar="NAME", help="the name of what comes by standard input")
    add("--select", metavar="NAME,…", action="append", default=[], help="only these rules or groups")
    add("--ignore", metavar="NAME,…", action="append", default=[], help="not these rules or groups")
    add("--fix", action="store_true", help="apply the safe fixes")
    add("--unsafe-fixes", action="store_true", help="apply the fixes that change what a reader sees, too")
    add("--diff", action="store_true", help="show what the fixes would change; write nothing")
    add("-f", "--format", choices=FORMATS, default="text", help="how to report")
    add("-o", "--output", metavar="FILE", help="write the report there")
    add("--fail-on", choices=("error", "warning", "info", "never"), default="error",
        help="the least severity that makes the exit code 1 (default: error)")  # fmt: skip
    add("--config", metavar="FILE", help="the settings file; else the nearest presend.toml above")
    add("--isolated", action="store_true", help="read no settings file")
    add("--from", dest="sender", metavar="ADDRESS", help="the From address, where no file names one")
    add("--domain", metavar="DOMAIN", action="append", help="a connected sending domain (repeatable)")
    add("--esp", metavar="NAME", help="the email service provider that sends")
    add("--kind", choices=("marketing", "transactional"), help="what is sent")
    add("--force-exclude", action="store_true",
        help="pass over what is excluded or no mail even if it is named (for hooks)")  # fmt: skip
    add("--show-files", action="store_true", help="list the files and what became of each; lint them not")
    add("--timings", action="store_true", help="print the time that each rule took")
    add("--jobs", metavar="N", type=int, default=0, help="processes (default: one per processor)")
    add("--no-cache", action="store_true", help="lint every file anew")
    add("-q", "--quiet", action="store_true", help="print findings only, no notes and no count")
    add("-v", "--verbose", action="store_true", help="name the settings file of each file")
    add("--color", choices=("auto", "always", "never"), default="auto", help="colours in text")
    return parser
