"""The pages show what is there: files word for word, runs with their output, every setting."""

import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

PROJECT = Path(__file__).parents[1]
INHERITED = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB")}
ENVIRONMENT = INHERITED | {"PYTHONPATH": str(PROJECT / "src"), "PYTHONUTF8": "1"}
RUN = re.compile(r"^\$ presend (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def python(*arguments: str | Path, cwd: Path = PROJECT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=cwd,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def schema() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(
        python("-m", "presend", "config", "--schema", "--isolated").stdout
    )
    return made


def test_pages_show_files_as_they_are() -> None:
    pages = [*PROJECT.glob("*.md"), *PROJECT.glob("docs/*.md")]

    done = python("tools/show_files.py", "--check", *pages)

    assert (done.returncode, done.stdout) == (0, ""), "make pages"


def test_the_picture_is_of_this_presend(tmp_path: Path) -> None:
    done = python("tools/build_picture.py", tmp_path / "check.svg")

    assert done.returncode == 0, done.stdout
    drawn = (tmp_path / "check.svg").read_text("utf-8")
    assert drawn == (PROJECT / "docs/check.svg").read_text("utf-8"), "make pages"


def test_the_guide_says_what_presend_says(tmp_path: Path) -> None:
    """Its blocks in their order: a file that begins with its name is written, a command run."""
    folder = tmp_path / "first-mail"
    shutil.copytree(PROJECT / "examples/first-mail", folder)
    guide = (PROJECT / "docs/guide.md").read_text("utf-8")
    ran = []

    for kind, block in re.findall(r"^```(\w+)\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL):
        if named := re.match(r"# (presend\.toml|emails/\S+)\n", block):
            (folder / named[1]).write_text(block, "utf-8")
        if kind == "console":
            for command, shown in RUN.findall(block):
                done = python("-m", "presend", *command.split(), cwd=folder)
                ran.append(command)
                assert shown in ("", done.stdout), command

    assert ran[-1] == "check --fail-on warning emails/"


def test_links_between_pages_lead_somewhere() -> None:
    for page in (
        *PROJECT.glob("*.md"),
        *PROJECT.glob("docs/*.md"),
        *PROJECT.glob("examples/*/*.md"),
        *PROJECT.glob("editors/*/*.md"),
    ):
        for target, place in re.findall(r"\]\(([^)#:]*)(#[^)]*)?\)", page.read_text("utf-8")):
            built = page.name == "configuration.md" and target.startswith("rules/")
            other = page.parent / target if target else page
            assert built or other.exists(), f"{page.name}: {target}"
            assert not place or place[1:] in anchors(other), f"{page.name}: {target}{place}"


def anchors(page: Path) -> set[str]:
    """What the headings of a page are called in links, as GitHub makes it of them."""
    text = re.sub(r"^(`{3,}).*?^\1$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    titles = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_the_page_of_settings_has_every_key() -> None:
    page = runpy.run_path(str(PROJECT / "tools/build_configuration.py"))["page"](schema())

    rows = re.findall(r"^\| `([\w-]+)` \| (.+?) \| (.+?) \| `(.+)` \| (.+) \|$", page, re.MULTILINE)
    described = {row[0] for row in rows}
    wanted = {"plugins", "exclude", "dialect", "clients", "files", "rules"}
    for name in ("sending", "custom"):
        about = schema()["properties"][name]
        wanted |= about.get("items", about)["properties"].keys() - {"overrides"}
    assert wanted <= described
    assert "[`font-too-small`](rules/font-too-small.md) | info | `smallest = 10.0` (number)" in page


def test_every_example_in_the_schema_is_one() -> None:
    waiting = [schema()]
    while waiting:
        about = waiting.pop()
        check = Draft202012Validator({key: about[key] for key in about if key != "properties"})
        for example in (
            *about.get("examples", ()),
            *([about["default"]] if "default" in about else []),
        ):
            check.validate(example)
        waiting += about.get("properties", {}).values()
        if isinstance(about.get("items"), dict):
            waiting.append(about["items"])


def test_the_example_of_all_settings_is_valid() -> None:
    path = PROJECT / "examples/presend.toml"

    Draft202012Validator(schema()).validate(tomllib.loads(path.read_text("utf-8")))
    told = python("-m", "presend", "config", "--config", path)
    assert told.returncode == 0, told.stdout
