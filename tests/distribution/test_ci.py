"""The GitHub action, the hooks and the examples for CI: valid for each, and their commands run."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from environments import PROJECT, Built, run
from presend import __version__
from presend.reporters import FORMATS

CI = PROJECT / "examples/ci"
ACTION = yaml.safe_load((PROJECT / "action.yml").read_text("utf-8"))
INSTALL, CHECK = ACTION["runs"]["steps"]

BAD = '<p><a href="https://youtu.be/dQw4w9WgXcQ">Watch</a></p>\n'
SAID = "Shortened link youtu.be/dQw4w9WgXcQ"
OPTIONS = "--select=shortened-link\n"

reports = pytest.mark.skipif(
    not {"github", "gitlab", "azure", "sarif", "junit", "checkstyle", "markdown"} <= {*FORMATS},
    reason="the reporters for CI are not there yet",
)
bash = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")


def tool(name: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command of the developer's environment."""
    path = shutil.which(name, path=str(Path(sys.executable).parent))
    if path is None:
        pytest.skip(f"{name} is not installed beside Python")
    return run(path, *arguments, cwd=PROJECT)


@pytest.mark.parametrize(
    ("schema", "path", "options"),
    [
        ("github-actions", "action.yml", ()),
        ("github-workflows", "examples/ci/github.yml", ()),
        ("gitlab-ci", "examples/ci/gitlab-ci.yml", ()),
        # its patterns are no patterns of ECMAScript with the flag u
        ("azure-pipelines", "examples/ci/azure-pipelines.yml", ("--regex-variant=nonunicode",)),
    ],
)
def test_the_platform_takes_it(schema: str, path: str, options: tuple[str, ...]) -> None:
    options = (*options, "--builtin-schema", f"vendor.{schema}")

    done = tool("check-jsonschema", *options, path)

    assert (done.returncode, done.stdout) == (0, "ok -- validation done\n")


def test_zizmor_finds_nothing(tmp_path: Path) -> None:
    policies = {"presend/*": "ref-pin", "github/*": "ref-pin", "*": "hash-pin"}
    settings = {"rules": {"unpinned-uses": {"config": {"policies": policies}}}}
    (tmp_path / "zizmor.yml").write_text(yaml.safe_dump(settings))
    options = ("--offline", "--no-progress", "--quiet", "--config", tmp_path / "zizmor.yml")
    workflow = tmp_path / ".github/workflows/emails.yml"
    workflow.parent.mkdir(parents=True)
    shutil.copy(CI / "github.yml", workflow)

    done = tool("zizmor", *options, "action.yml", ".pre-commit-hooks.yaml", workflow)

    assert done.returncode == 0, done.stdout
    assert "No findings to report" in done.stdout


def test_pre_commit_takes_the_example() -> None:
    done = tool("pre-commit", "validate-config", CI / "pre-commit-config.yaml")

    assert (done.returncode, done.stdout) == (0, "")


def test_the_examples_name_this_version() -> None:
    for path in CI.iterdir():
        named = re.findall(r"(?:==|presend@v|rev: v|VERSION=)(\d+\.\d+\.\d+)", path.read_text())
        assert {*named} == {__version__}, path.name


# The action


def environment(step: dict[str, Any], inputs: dict[str, str]) -> dict[str, str]:
    """The variables of a step, as GitHub fills them in."""
    values = {name: str(about.get("default", "")) for name, about in ACTION["inputs"].items()}
    values |= inputs
    return {
        name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: values[found[1]], text)
        for name, text in step.get("env", {}).items()
    }


class Runner:
    """What the steps of an action see of GitHub's machine."""

    def __init__(self, folder: Path, wheels: Path) -> None:
        self.folder = folder
        self.work = folder / "work"
        self.wheels = wheels
        for each in ("work", "temporary"):
            (folder / each).mkdir()
        for each in ("output", "summary"):
            (folder / each).touch()

    def __call__(self, step: dict[str, Any], **inputs: str) -> subprocess.CompletedProcess[str]:
        script = self.folder / "script.sh"
        script.write_text(step["run"])
        inputs = {name.replace("_", "-"): value for name, value in inputs.items()}
        return run(
            *("bash", "--noprofile", "--norc", "-eo", "pipefail", script),
            cwd=self.work,
            **environment(step, {"python": sys.executable, **inputs}),
            RUNNER_TEMP=str(self.folder / "temporary"),
            GITHUB_ACTIONS="true",
            GITHUB_ACTION_PATH=str(self.folder / "action"),
            GITHUB_OUTPUT=str(self.folder / "output"),
            GITHUB_STEP_SUMMARY=str(self.folder / "summary"),
            PIP_NO_INDEX="1",
            PIP_FIND_LINKS=str(self.wheels),
        )

    def said(self, name: str) -> str:
        return (self.folder / name).read_text("utf-8")


@pytest.fixture
def runner(tmp_path: Path, wheels: Path) -> Runner:
    return Runner(tmp_path, wheels)


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def test_no_expression_stands_in_a_script() -> None:
    assert ["${{" in step["run"] for step in ACTION["runs"]["steps"]] == [False, False]
    assert "presend" not in CHECK["run"].replace("presend/", "").replace("presend.md", "").replace(
        '/presend" check', ""
    )


@bash
def test_the_action_installs_a_release_and_plugins(runner: Runner) -> None:
    done = runner(INSTALL, version=__version__, plugins="presend-acme\n")
    assert done.stdout.splitlines()[-1:] == [f"presend {__version__}"], done.stdout

    put(
        runner.work, {"presend.toml": 'plugins = ["acme"]', "mails/a b.html": BAD, "$(id).html": ""}
    )
    inputs = {"format": "concise", "summary": "false", "args": OPTIONS, "fail_on": "warning"}
    found = runner(CHECK, paths="mails/a b.html\n$(id).html\n", **inputs)
    assert found.returncode == 1
    assert found.stdout.startswith(f"mails/a b.html:1:13: warning {SAID} — use ")
    assert runner.said("output") == "exit-code=1\n"
    assert runner.said("summary") == ""

    fine = runner(CHECK, paths="$(id).html", **inputs)
    assert (fine.returncode, fine.stdout) == (0, "")
    assert runner.said("output") == "exit-code=1\nexit-code=0\n"

    option = runner(CHECK, paths="--version", **inputs)
    assert (option.returncode, option.stdout) == (
        2,
        "--version: there is no such file; check the path\n",
    )


@bash
@reports
def test_the_action_annotates_and_writes_sarif_and_a_summary(runner: Runner, built: Built) -> None:
    """With the code of the action itself, as it is checked out at the version in `uses`."""
    shutil.unpack_archive(built.sdist, runner.folder)
    (runner.folder / built.sdist.name.removesuffix(".tar.gz")).rename(runner.folder / "action")
    done = runner(INSTALL)
    assert done.returncode == 0, done.stdout

    put(runner.work, {"a.html": BAD})
    found = runner(CHECK, sarif="presend.sarif", args=OPTIONS, fail_on="never")
    assert (found.returncode, runner.said("output")) == (0, "exit-code=0\n")
    assert re.search(
        rf"^::warning .*\bfile=a\.html,line=1,.*::.*{SAID}", found.stdout, re.MULTILINE
    )
    assert SAID in runner.said("summary")
    assert '"2.1.0"' in (runner.work / "presend.sarif").read_text("utf-8")


@bash
def test_the_action_says_that_python_is_too_old(tmp_path: Path) -> None:
    runner = Runner(tmp_path, tmp_path)
    old = tmp_path / "python3.10"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)

    refused = runner(INSTALL, python=str(old))
    assert (refused.returncode, refused.stdout) == (
        2,
        "::error title=presend::presend needs Python 3.11 or later; run actions/setup-python "
        "before, or name another Python in the input python\n",
    )


@bash
def test_inputs_of_the_action_are_words_and_no_commands(tmp_path: Path) -> None:
    """Python and pip are played by a script that says what it is given."""
    runner = Runner(tmp_path, tmp_path)
    python = tmp_path / "python3"
    python.write_text(
        """#!/bin/sh
        if [ "$2" = venv ]; then
            mkdir "$3" "$3/bin"; cp "$0" "$3/bin/python"; cp "$0" "$3/bin/presend"
        fi
        printf '<%s>' "$@"
        echo
        """
    )
    python.chmod(0o755)

    hostile = runner(
        INSTALL, python=str(python), version="1; touch $(id)", plugins="`id`\n--index-url=x y\n"
    )

    assert hostile.returncode == 0
    assert hostile.stdout.splitlines()[2:] == [
        "<-m><pip><install><--quiet><--disable-pip-version-check><--><presend==1; touch $(id)>"
        "<`id`><--index-url=x y>",
        "<--version>",
    ]


# The other platforms


@bash
@reports
def test_the_commands_of_the_examples_run(tmp_path: Path, wheels: Path, installed: Path) -> None:
    work = tmp_path / "work"
    put(work, {"emails/a.html": BAD})
    pip = f'exec {sys.executable} -m pip --python {installed / "python"} "$@"'
    pythons = (
        f'if [ "$1 $2" = "-m pip" ]; then shift 2; {pip}; fi; exec {installed / "python"} "$@"'
    )
    for name, script in (("pip", pip), ("python", pythons)):
        put(tmp_path, {name: f"#!/bin/sh\n{script}\n"})
        (tmp_path / name).chmod(0o755)
    path = os.pathsep.join((str(tmp_path), str(installed), os.environ["PATH"]))
    offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels), "VERSION": __version__}

    def shell(script: str) -> tuple[int, str]:
        done = run("bash", "-e", "-c", script, cwd=work, PATH=path, **offline)
        return done.returncode, done.stdout

    gitlab = yaml.safe_load((CI / "gitlab-ci.yml").read_text())["presend"]
    code, out = shell("\n".join(gitlab["script"]))
    assert (code, SAID in out) == (0, True), out
    azure = yaml.safe_load((CI / "azure-pipelines.yml").read_text())
    code, out = shell("\n".join(step["script"] for step in azure["steps"] if "script" in step))
    assert (code, "##vso[task.logissue type=warning" in out) == (0, True), out
    jenkins = re.findall(r"^ +sh '(.+)'$", (CI / "Jenkinsfile").read_text(), re.MULTILINE)
    (work / ".presend").symlink_to(installed.parent)
    assert jenkins[0].endswith(f'.presend/bin/pip install --quiet "presend=={__version__}"')
    code, out = shell(jenkins[1])
    assert (code, SAID in out) == (0, True), out
    written = {path.name for path in work.iterdir() if path.is_file()}
    assert written == {"gl-code-quality-report.json", "presend.xml", "presend-checkstyle.xml"}

    docker = (CI / "Dockerfile").read_text().replace("\\\n", "")
    code, out = shell("".join(re.findall(r"^RUN (.+)$", docker, re.MULTILINE)))
    assert (code, "check" in out) == (0, False), out
