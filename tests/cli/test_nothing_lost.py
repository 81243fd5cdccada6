"""Files that are mended while the disk is full, read-only, or mended by somebody else as well."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import presend as package

PACKAGE = Path(package.__file__).parent
MAIL = '<p><a href="https://youtu.be/dQw4w9WgXcQ">Watch</a></p>\n'
MENDED = MAIL.replace("youtu.be/", "www.youtube.com/watch?v=")
FIX = ("check", "--isolated", "--select", "links", "--fix")


def begin(folder: Path, *arguments: str, **how: Any) -> subprocess.Popen[str]:
    environment = how.pop("environment", {})
    return subprocess.Popen(
        [sys.executable, "-m", "presend", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(PACKAGE.parent)} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **how,
    )


def everything(folder: Path) -> dict[str, str]:
    return {each.name: each.read_text() for each in folder.iterdir()}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_full_disk(jobs: str, tmp_path: Path) -> None:
    mails = {f"{number:02}.html": MAIL for number in range(20)}
    before = mails | {"report.out": "the report before\n"}
    for name, text in before.items():
        (tmp_path / name).write_text(text)
    full: dict[str, Any] = {
        "preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20)),
        # Python 3.11 itself leaves half a compiled module behind
        "environment": {"PYTHONDONTWRITEBYTECODE": "1"},
    }

    fixing = begin(tmp_path, *FIX, "-j", jobs, ".", **full)
    out, err = fixing.communicate(timeout=60)
    assert fixing.returncode == 2
    assert err.splitlines() == [
        f"{name}: it cannot be written: file too large; check the path and its permissions"
        for name in mails
    ]
    assert out == "No findings in 0 files. 20 files could not be read or written.\n"

    reporting = begin(tmp_path, *FIX[:-1], "-o", "report.out", ".", **full)
    assert reporting.communicate(timeout=60) == (
        "",
        "presend: report.out: it cannot be written: file too large; "
        "check the path and its permissions\n",
    )
    assert reporting.returncode == 2
    assert everything(tmp_path) == before


def _as_anybody() -> None:
    """Give up root's right to write where the mode of a file says no."""
    import ctypes

    drop_from_bounding_set, dac_override = 24, 1  # prctl(2), capabilities(7)
    ctypes.CDLL(None).prctl(drop_from_bounding_set, dac_override, 0, 0, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="root may write everywhere")
def test_a_read_only_folder(tmp_path: Path) -> None:
    mails = tmp_path / "mails"
    mails.mkdir()
    (mails / "a.html").write_text(MAIL)
    (mails / "b.html").write_text(MAIL)
    (mails / "b.html").chmod(0o444)
    mails.chmod(0o555)

    try:
        ran = []
        for arguments in (FIX[:-1], FIX, (*FIX[:-1], "-o", "report.txt")):
            process = begin(
                mails, *arguments, "-f", "concise", "a.html", "b.html", preexec_fn=_as_anybody
            )
            ran.append((process.communicate(timeout=60)[1].splitlines(), process.returncode))
    finally:
        mails.chmod(0o755)

    assert ran == [
        ([], 0),
        (
            [
                "a.html: it cannot be written: permission denied; "
                "check the path and its permissions",
                "b.html: it is read-only; make it writable",
            ],
            2,
        ),
        (
            [
                "presend: report.txt: it cannot be written: permission denied; "
                "check the path and its permissions"
            ],
            2,
        ),
    ]
    assert everything(mails) == {"a.html": MAIL, "b.html": MAIL}


def test_two_at_once_mend_each_file_once(tmp_path: Path) -> None:
    names = [f"{number:02}.html" for number in range(40)]
    for name in names:
        (tmp_path / name).write_text(MAIL)

    running = [begin(tmp_path, *FIX, "-j", jobs, ".") for jobs in ("1", "2", "1")]
    said = [process.communicate(timeout=60)[1] for process in running]

    assert everything(tmp_path) == dict.fromkeys(names, MENDED)
    for process, errors in zip(running, said, strict=True):
        told = [line.partition(": ")[2] for line in errors.splitlines()]
        assert set(told) <= {"it changed while presend read it; run presend again"}
        assert process.returncode == (2 if told else 0)


def test_a_report_that_two_write_is_one_of_theirs(
    tmp_path: Path, presend: Callable[..., Any]
) -> None:
    for number in range(20):
        (tmp_path / f"{number:02}.html").write_text(MAIL)
    arguments = ("check", "--isolated", "-f", "concise", ".")

    running = [begin(tmp_path, *arguments, "-o", "report.txt") for _ in range(4)]
    for process in running:
        assert process.communicate(timeout=60) == ("", "")

    assert len(list(tmp_path.iterdir())) == 21
    report = (tmp_path / "report.txt").read_text()
    (tmp_path / "report.txt").unlink()
    assert report == presend(*arguments).out
