"""`presend init`: a folder in, a presend.toml in it out, and why it says what it says."""

from __future__ import annotations

import os
import sys

from presend import files
from presend.cli import arguments, workers
from presend.cli.arguments import Option
from presend.config import Config
from presend.config_file import load
from presend.documents import recognition
from presend.documents.reading import Unreadable
from presend.errors import ReadError, UsageError
from presend.proposal import Proposal
from presend.reporters.plainly import line
from presend.settings import built_in, has_settings, nearest
from presend.source import Source
from presend.survey import Survey

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

SUMMARY = "Write a presend.toml from what the mails of a folder show."
OPTIONS = (Option("--force", "", "replace a presend.toml that is there"),)
NAME = "presend.toml"
LIMIT = 2_000  # mails that are looked at
_FOLDERS = 12  # named of those with mails


def run(argv: Sequence[str]) -> int:
    """Look at the mails below a folder, write its settings and tell what they rest on."""
    options = arguments.read("init", SUMMARY, "[FOLDER]", OPTIONS, argv)
    if len(options.paths) > 1:
        raise UsageError("init takes one folder")
    folder = options.paths[0] if options.paths else "."
    if not os.path.isdir(folder):
        raise UsageError(f"{folder}: it is no folder; init takes the one that holds the mails")
    target = os.path.normpath(os.path.join(folder, NAME))
    if os.path.lexists(target) and not options.force:
        raise UsageError(f"{target}: it is already there; edit it, or replace it with --force")
    project = os.path.normpath(os.path.join(folder, "pyproject.toml"))
    if has_settings(project) and not options.force:
        raise UsageError(
            f"{project}: it has a table tool.presend already, which {NAME} would set aside; edit "
            "it, or go on with --force"
        )
    survey, faults, cut = _surveyed(folder)
    proposal = Proposal(survey)
    _proved(proposal.text, target, folder)
    try:
        files.create(target, proposal.text.encode())
    except ReadError as error:
        raise ReadError(f"{target}: {error}") from None
    sys.stdout.write(_told(proposal, survey, faults, cut, folder, target))
    return 0


def _surveyed(folder: str) -> tuple[Survey, list[str], bool]:
    """What the mails show, what could not be read, and whether there are more of them."""
    survey, faults = Survey(), list[str]()

    def tell(path: str, error: ReadError) -> None:
        faults.append(f"{path}: {error}")

    for path in files.walk(folder, None, folder, tell):
        if len(survey.mails) >= LIMIT:
            return survey, faults, True
        name = files.relative(path, folder)
        try:
            text, kind = workers.decoded(files.read(path), path)
            if recognition.passed_over(path, kind, text.text):
                continue
            sidecar = files.sidecar_of(path)
            if sidecar is not None:
                sidecar = Source(files.relative(sidecar.path, folder), sidecar.text)
            survey.add(Source(name, text.text), kind, sidecar)
        except ReadError as error:
            if not path.lower().endswith(".json"):
                faults.append(f"{name}: {error}")
        except Unreadable as fault:
            faults.append(f"{name}: {fault.reason}; {fault.cure}")
    return survey, faults, False


def _proved(text: str, path: str, folder: str) -> None:
    """Read the settings as a run would, so that none are written that it would refuse."""
    import tomllib

    load(Config(built_in()), path, text, tomllib.loads(text), folder, lambda name: "")


def _told(
    proposal: Proposal, survey: Survey, faults: list[str], cut: bool, folder: str, target: str
) -> str:
    """What was found, what was not, and what to do next; lines for people."""
    lines = [f"Wrote {line(target)}."]
    counts: dict[str, int] = {}
    for path, _ in survey.mails:
        where = path.rpartition("/")[0]
        counts[where] = counts.get(where, 0) + 1
    lines += ["", "Found:"]
    if not survey.mails:
        lines.append(f"  no mail below {line(folder)}: nothing to go by")
    else:
        kinds = ", ".join(f"{number} {kind}" for kind, number in survey.kinds().most_common())
        more = " (there are more; they were not looked at)" if cut else ""
        lines.append(f"  {_count(len(survey.mails), 'mail')}: {kinds}{more}")
        for where, number in list(counts.items())[:_FOLDERS]:
            lines.append(f"    {number:4} in {line(where) or '.'}{'/' * bool(where)}")
        if len(counts) > _FOLDERS:
            lines.append(f"         and in {_count(len(counts) - _FOLDERS, 'more folder')}")
    for said, why in proposal.known:
        lines += [f"  {line(said)}", f"      {why}"]
    for fault in faults[:3]:
        lines.append(f"  not read: {line(fault)}")
    if len(faults) > 3:
        lines.append(f"  not read: {_count(len(faults) - 3, 'more file')}")
    if proposal.unknown:
        lines += ["", "Not known; to be filled in there:"]
        width = max(len(key) for key, _ in proposal.unknown)
        lines += [f"  {key:{width}}  {line(how)}" for key, how in proposal.unknown]
    above = nearest(os.path.dirname(os.path.abspath(folder)))
    if above is not None:
        lines += ["", f"{line(above)} no longer holds here: the nearest settings file alone does."]
    where = "" if os.path.normpath(folder) == "." else f" {line(folder)}"
    lines += [
        "",
        f"Next: presend check{where}",
        f"  for an old project: presend check --write-baseline presend-baseline.json{where}",
    ]
    return "\n".join(lines) + "\n"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" + ("" if number == 1 else "s")
