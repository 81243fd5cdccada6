"""The wheel and the sdist: what is in them, and that they install and work."""

import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from environments import PROJECT, Built, run

BAD = '<p><a href="https://youtu.be/dQw4w9WgXcQ">Watch</a></p>\n'


def contents(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def test_the_wheel_holds_the_package_and_nothing_else(built: Built) -> None:
    found = contents(built.wheel)

    source = PROJECT / "src"
    package = {
        path.relative_to(source).as_posix(): path.read_bytes()
        for path in (source / "presend").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    about = {name for name in found if name.startswith("presend-")}
    assert {name: found[name] for name in found.keys() - about} == package
    assert {name.partition("/")[2] for name in about} == {
        *("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE")
    }
    assert {"presend/py.typed", "presend/reporters/presend-1.schema.json"} < package.keys()
    assert "presend/data/caniemail.py" in package


def test_the_sdist_builds_the_same_wheel(built: Built) -> None:
    assert contents(built.wheel) == contents(built.direct)


def test_the_sdist_holds_what_is_needed_to_work_on_it(built: Built) -> None:
    with tarfile.open(built.sdist) as opened:
        names = {name.partition("/")[2] for name in opened.getnames()}

    wanted = "LICENSE README.md Makefile .pre-commit-hooks.yaml tests/conftest.py".split()
    assert {*wanted, "fixtures/hubspot/bad.html", "tools/build_docs.py"} <= names
    assert not {name for name in names if name.startswith(("docs/rules/", ".venv", "dist"))}


def test_package_indexes_take_them(built: Built) -> None:
    pytest.importorskip("twine")
    pytest.importorskip("check_wheel_contents")

    uploaded = run(
        sys.executable, "-m", "twine", "check", "--strict", built.sdist, built.wheel, cwd=PROJECT
    )
    assert uploaded.returncode == 0, uploaded.stdout

    looked = run(sys.executable, "-m", "check_wheel_contents", built.wheel, cwd=PROJECT)
    assert (looked.returncode, looked.stdout) == (0, f"{built.wheel}: OK\n")


def test_it_works_where_nothing_else_is_installed(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "mail.html").write_text(BAD)

    version = run(installed / "presend", "--version", cwd=tmp_path)
    assert version.stdout.startswith("presend "), version.stdout

    options = ("-f", "concise", "--select", "shortened-link", "--fail-on", "warning")
    found = run(installed / "presend", "check", *options, cwd=tmp_path)
    assert (found.returncode, found.stdout) == (
        1,
        "mail.html:1:13: warning Shortened link youtu.be/dQw4w9WgXcQ — use "
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ [shortened-link]\n",
    )

    fixed = run(installed / "presend", "check", "--fix", *options, cwd=tmp_path)
    assert fixed.returncode == 0, fixed.stdout

    told = run(installed / "presend", "explain", "shortened-link", cwd=tmp_path)
    assert told.stdout.startswith("shortened-link (links, warning)\n")
