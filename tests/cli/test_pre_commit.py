"""The hooks, as pre-commit and prek install and run them in somebody's repository."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from presend.data.file_endings import TEMPLATE

PROJECT = Path(__file__).parents[2]
SHORT = "https://youtu.be/dQw4w9WgXcQ"
LONG = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
BAD = f'<p><a href="{SHORT}">Watch</a></p>\n'
SAID = f"Shortened link youtu.be/dQw4w9WgXcQ — use {LONG}"

CONFIG = """\
repos:
  - repo: {repo}
    rev: {rev}
    hooks:
      - id: presend
        args: [--fail-on, warning, --select, shortened-link, --format, concise]
      - id: presend-fix
        args: [--fail-on, warning, --select, shortened-link, --format, concise]
        stages: [manual]
"""

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Run a command in the repository, by the settings of nobody and with a store of its own."""
    repository = tmp_path / "mails"
    repository.mkdir()
    environment = {name: value for name, value in os.environ.items() if "GIT" not in name}
    environment |= {
        "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"),
        "PREK_HOME": str(tmp_path / "prek"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "PYTHONUTF8": "1",
        "PATH": os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", ""))),
    }
    for who in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{who}_NAME": "a", f"GIT_{who}_EMAIL": "a@acme.com"}

    def run(*arguments: str, folder: Path = repository) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            arguments,
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=300,
        )

    return run


def hooks(folder: Path, command: Command) -> tuple[Path, str]:
    """This checkout as a repository of hooks, whatever of it is committed; its revision."""
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(PROJECT / name, folder / name)
    shutil.copytree(
        PROJECT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__", "*.egg-info")
    )
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "hooks")):
        done = command("git", *arguments, folder=folder)
        assert done.returncode == 0, done.stdout
    return folder, command("git", "rev-parse", "HEAD", folder=folder).stdout.strip()


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())


def needs(command: Command, tmp_path: Path) -> None:
    """Skip where the hooks cannot be installed."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    download = ("-m", "pip", "download", "-q", "--no-deps", "-d", str(tmp_path / "pip"))
    reached = command(sys.executable, *download, "--retries", "0", "hatchling", folder=tmp_path)
    if reached.returncode:
        pytest.skip(f"pip reaches no package index: {reached.stdout.strip()[-200:]}")


def test_the_manifest_is_valid(command: Command) -> None:
    pytest.importorskip("pre_commit")
    manifest = str(PROJECT / ".pre-commit-hooks.yaml")

    done = command(sys.executable, "-m", "pre_commit", "validate-manifest", manifest)

    assert (done.returncode, done.stdout) == (0, "")


def test_the_hooks_take_every_template() -> None:
    hooks = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text("utf-8"))

    assert [f"|{TEMPLATE}|" in hook["files"] for hook in hooks] == [True, True]


def test_a_bad_mail_is_not_committed_until_it_is_fixed(command: Command, tmp_path: Path) -> None:
    pytest.importorskip("pre_commit")
    needs(command, tmp_path)
    mails = tmp_path / "mails"
    (tmp_path / "hooks").mkdir()
    repo, rev = hooks(tmp_path / "hooks", command)
    put(mails, {".pre-commit-config.yaml": CONFIG.format(repo=repo, rev=rev)})
    pre_commit = (sys.executable, "-m", "pre_commit")
    command("git", "init", "-q")
    assert command(*pre_commit, "install", "--install-hooks").returncode == 0

    # A web page, a document and a list are passed over: nothing stops them.
    page = f'<nav>Home</nav><script src="/app.js"></script>{BAD}'
    others = {"index.html": page, "README.md": BAD, "requirements.txt": "lxml\n"}
    put(mails, {**others, "package.json": '{"name": "left-pad"}'})
    command("git", "add", "-A")
    passed = command("git", "commit", "-m", "page")
    assert passed.returncode == 0, passed.stdout

    # A template, a message and MJML are not.
    put(
        mails,
        {
            "mails/a b.html": BAD,
            "mails/b.eml": f"From: a@acme.com\nSubject: A\nContent-Type: text/html\n\n{BAD}",
            "mails/c.mjml": f"<mjml><mj-body><mj-text>{BAD}</mj-text></mj-body></mjml>",
        },
    )
    command("git", "add", "-A")
    refused = command("git", "commit", "-m", "mails")
    assert refused.returncode == 1
    assert f"mails/a b.html:1:13: warning {SAID} [shortened-link]\n" in refused.stdout
    assert f"mails/b.eml:5:13: warning {SAID} [shortened-link]\n" in refused.stdout
    assert f"mails/c.mjml:1:37: warning {SAID} [shortened-link]\n" in refused.stdout

    # The fixing hook mends what a person wrote, and says so.
    run = (*pre_commit, "run", "--hook-stage", "manual", "presend-fix", "--all-files")
    fixed = command(*run)
    assert fixed.returncode == 1
    assert "files were modified by this hook" in fixed.stdout
    assert (mails / "mails/a b.html").read_text("utf-8") == BAD.replace(SHORT, LONG)
    assert SHORT in (mails / "mails/b.eml").read_text("utf-8")
    assert (mails / "README.md").read_text("utf-8") == BAD

    (mails / "mails/b.eml").unlink()
    command("git", "add", "-A")
    assert command(*run).returncode == 0
    accepted = command("git", "commit", "-m", "mails")
    assert accepted.returncode == 0, accepted.stdout
    assert command("git", "status", "--porcelain").stdout == ""


def test_prek_runs_the_same_hooks(command: Command, tmp_path: Path) -> None:
    prek = shutil.which("prek", path=str(Path(sys.executable).parent))
    if prek is None:
        pytest.skip("prek is not installed beside Python")
    needs(command, tmp_path)
    mails = tmp_path / "mails"
    (tmp_path / "hooks").mkdir()
    repo, rev = hooks(tmp_path / "hooks", command)
    put(mails, {".pre-commit-config.yaml": CONFIG.format(repo=repo, rev=rev)})
    put(mails, {"mails/a b.html": BAD, "README.md": BAD})
    command("git", "init", "-q")
    command("git", "add", "-A")
    assert command(prek, "install").returncode == 0

    refused = command("git", "commit", "-m", "mails")
    assert refused.returncode == 1
    assert f"  mails/a b.html:1:13: warning {SAID} [shortened-link]\n" in refused.stdout
    assert "README.md" not in refused.stdout

    fixed = command(prek, "run", "--hook-stage", "manual", "presend-fix", "--all-files")
    assert "files were modified by this hook" in fixed.stdout
    assert (mails / "mails/a b.html").read_text("utf-8") == BAD.replace(SHORT, LONG)

    command("git", "add", "-A")
    accepted = command("git", "commit", "-m", "mails")
    assert accepted.returncode == 0, accepted.stdout
