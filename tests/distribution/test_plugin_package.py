"""The plugin under examples/, as its users install it and its author tests it."""

import json
import shutil
import sys
import venv
from pathlib import Path

import pytest

from environments import PROJECT, commands, run

PLUGIN = PROJECT / "examples/presend-acme"


@pytest.fixture
def with_plugin(installed: Path, wheels: Path, tmp_path: Path) -> Path:
    """The commands of an environment of its own that sees all of `installed` and the plugin."""
    environment = tmp_path / "venv"
    venv.create(environment, with_pip=False)
    (packages,) = environment.glob("[Ll]ib/**/site-packages")
    (others,) = installed.parent.glob("[Ll]ib/**/site-packages")
    (packages / "others.pth").write_text(f"{others}\n")
    shutil.copytree(PLUGIN, tmp_path / "presend-acme")
    pip = (sys.executable, "-m", "pip", "--python", commands(environment) / "python", "install")
    offline = ("-q", "--no-index", "--find-links", wheels)
    done = run(*pip, *offline, "--no-deps", "presend-acme", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    return commands(environment)


def test_its_rules_run_where_the_settings_ask_for_them(with_plugin: Path, tmp_path: Path) -> None:
    presend = (with_plugin / "python", "-m", "presend")
    mails = tmp_path / "presend-acme/mails"

    done = run(*presend, "check", "--select", "house", "-f", "concise", ".", cwd=mails)
    assert (done.returncode, done.stdout.splitlines()) == (
        0,
        [
            "presend.toml:4:22: warning Replies go to ada@acme.com, past the help desk "
            "(help@acme.com) [reply-past-the-desk]",
            "spring.html:9:4: warning Rocket Mail is called Acme Post now [former-name]",
        ],
    )

    fixed = run(*presend, "check", "--unsafe-fixes", "--select", "former-name", "-q", cwd=mails)
    assert (fixed.returncode, fixed.stdout) == (0, "")
    assert "<p>Acme Post has a new inbox.</p>" in (mails / "spring.html").read_text()

    told = run(*presend, "explain", "house", "-f", "json", cwd=mails)
    assert [(rule["name"], rule["options"]) for rule in json.loads(told.stdout)] == [
        ("former-name", {"names": []}),
        ("reply-past-the-desk", {"desk": []}),
    ]

    (mails / "presend.toml").unlink()
    unknown = run(*presend, "explain", "house", cwd=mails)
    assert (unknown.returncode, unknown.stdout) == (
        2,
        "presend: unknown rule or group 'house' (presend explain --all lists them)\n",
    )


def test_its_author_tests_it(with_plugin: Path, tmp_path: Path) -> None:
    """By the pytest of this environment, with the rules that the other has installed."""
    (packages,) = with_plugin.parent.glob("[Ll]ib/**/site-packages")
    options = ("-q", "-p", "no:cacheprovider", "--rootdir", tmp_path, "-c", tmp_path / "none.toml")
    (tmp_path / "none.toml").write_text("")
    tests = tmp_path / "presend-acme/tests"
    path = f"{packages}:{PROJECT / 'src'}"

    done = run(
        *(sys.executable, "-m", "pytest", *options, tests),
        cwd=tmp_path,
        PYTHONPATH=path,
        PYTEST_DISABLE_PLUGIN_AUTOLOAD="1",
    )
    assert done.returncode == 0, done.stdout
    assert "12 passed" in done.stdout

    rule = packages / "presend_acme/house/former_name.py"
    rule.write_text(rule.read_text().replace("re.IGNORECASE", "0"))
    broken = run(
        *(sys.executable, "-m", "pytest", *options, tests),
        cwd=tmp_path,
        PYTHONPATH=path,
        PYTEST_DISABLE_PLUGIN_AUTOLOAD="1",
    )
    assert "FAILED presend-acme/tests/test_rules.py::test_example_holds[former-name-bad1]" in (
        broken.stdout
    )
