"""argv in, exit code out: 0 nothing found, 1 something found, 2 presend could not do its job."""

from __future__ import annotations

import gc
import os
import sys

from presend import kept
from presend.cli import interruption

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn

COMMANDS = {
    "check": "lint templates, messages and exports",
    "explain": "print what a rule is about",
    "init": "write a presend.toml from what a folder shows",
    "config": "print the settings in force for a path",
    "domain": "look up and lint the DNS records of a sending domain",
    "allowlist": "check a provider's IP list, and write it for an IT team",
    "trace": "find a delivered message that nobody saw",
    "handoff": "write instructions for recipients whom mail does not reach",
    "lsp": "serve an editor",
}
"""What each command does. Its `run`, arguments in and exit code out, stands in its module."""
_MODULES = {"config": "show_config"}
_MEANT = {
    **dict.fromkeys(("lint", "run", "scan", "validate"), "check"),
    "fix": "check --fix",
    "rule": "explain",
    "rules": "explain --all",
    "version": "--version",
}
"""What other linters call a command."""
_HELP = """presend lints email before it is sent.

usage: presend COMMAND [OPTION ...]

{commands}
  presend COMMAND --help tells the options of a command.
  presend --version      prints the version.
"""


def main() -> NoReturn:
    """Run the command that the arguments name, flush all output, and leave."""
    gc.disable()  # a short run frees its memory by ending
    sys.meta_path.insert(0, kept.Finder)
    interruption.Listener()
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the caller: what is printed is not wanted
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115
    code = 2
    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # the reader has gone; `run` has told of a full disk
        pass
    except KeyboardInterrupt as interrupt:
        code = interruption.exit_code(interrupt)
    interruption.pass_over()
    kept.save()
    os._exit(code)


def run(arguments: Sequence[str]) -> int:
    """The exit code of a command; errors that the user can mend become one line each."""
    from presend.cli.arguments import Help
    from presend.errors import PresendError

    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    try:
        code = _dispatch(list(arguments))
        sys.stdout.flush()
        return code
    except PresendError as error:
        from presend.reporters.plainly import line

        print(f"presend: {line(str(error))}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return 2
    except OSError as error:
        said = (error.strerror or str(error)).lower()
        where, cure = "cannot go on", "is there room for the output?"
        if error.filename is not None:
            from presend.reporters.plainly import line

            where, cure = line(os.fsdecode(error.filename)), "check the path"
        print(f"presend: {where}: {said}; {cure}", file=sys.stderr)
        return 2
    except KeyboardInterrupt as interrupt:
        return interruption.exit_code(interrupt)
    except Help as help:
        sys.stdout.write(str(help))
        return 0
    except Exception:
        import traceback

        traceback.print_exc()
        print("presend: a fault of presend, not of the mail; please report it", file=sys.stderr)
        return 2


def _dispatch(arguments: list[str]) -> int:
    from presend.errors import UsageError

    command = arguments[0] if arguments else "--help"
    if command in COMMANDS:
        name = f"presend.cli.{_MODULES.get(command, command)}"
        __import__(name)
        code: int = sys.modules[name].run(arguments[1:])
        return code
    if command in ("-h", "--help", "help"):
        width = max(map(len, COMMANDS))
        lines = "".join(f"  presend {name:{width}}  {what}\n" for name, what in COMMANDS.items())
        sys.stdout.write(_HELP.format(commands=lines))
        return 0 if arguments else 2
    if command in ("-V", "--version"):
        from presend import __version__

        print(f"presend {__version__}")
        return 0
    from presend.schema import nearest

    if os.path.exists(command):
        raise UsageError(f"unknown command {command!r}; to lint it: presend check {command}")
    close = _MEANT.get(command.lstrip("-"))
    if command.startswith("-") and close is None:
        from presend.cli.check_options import OPTIONS

        if any(command.partition("=")[0] in option.names for option in OPTIONS):
            raise UsageError(f"{command} stands before the command; write presend check {command}")
    close = close or nearest(command, (*COMMANDS, "--help", "--version"))
    hint = f"; did you mean {close!r}?" if close else "; presend --help lists the commands"
    raise UsageError(f"unknown command {command!r}{hint}")
