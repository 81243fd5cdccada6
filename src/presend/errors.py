"""Why presend cannot do what it was asked: each is one line with place, reason and cure."""

from __future__ import annotations


class PresendError(Exception):
    """Something that the user can put right. The command line prints it and exits with 2."""


class ConfigError(PresendError):
    """The settings cannot be used. The message names the file and the key."""


class UsageError(PresendError):
    """The command cannot be carried out as it was given."""


class ReadError(PresendError):
    """A file cannot be read or written. The message names the file."""
