"""presend as people get it: built, and installed into an environment that has nothing else."""

import sys
import venv
from pathlib import Path

import pytest

from environments import PROJECT, Built, commands, once, run


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The distributions."""
    for module in ("build", "hatchling"):
        pytest.importorskip(module)

    def make(folder: Path) -> None:
        build = (sys.executable, "-m", "build", "--no-isolation", PROJECT, "--outdir")
        for arguments in ((folder,), (folder / "direct", "--wheel")):
            done = run(*build, *arguments, cwd=folder)
            assert done.returncode == 0, done.stdout

    folder = once(tmp_path_factory, "built", make)
    return Built(*(next(folder.glob(each)) for each in ("*.tar.gz", "*.whl", "direct/*.whl")))


@pytest.fixture(scope="session")
def wheels(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Wheels of presend, of what it needs, of what builds it, and of the plugin in examples/."""

    def make(folder: Path) -> None:
        pip = (sys.executable, "-m", "pip", "download", "-q", "--only-binary", ":all:")
        done = run(*pip, "--retries", "0", "-d", folder, built.wheel, "hatchling", cwd=folder)
        if done.returncode:
            pytest.skip(f"pip reaches no package index: {done.stdout.strip()[-200:]}")
        plugin = PROJECT / "examples/presend-acme"
        build = (sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", folder)
        done = run(*build, plugin, cwd=folder)
        assert done.returncode == 0, done.stdout

    return once(tmp_path_factory, "wheels", make)


@pytest.fixture(scope="session")
def installed(wheels: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment that holds presend and what it needs."""

    def make(folder: Path) -> None:
        venv.create(folder, with_pip=False)
        pip = (sys.executable, "-m", "pip", "--python", commands(folder) / "python")
        offline = ("-q", "--no-index", "--find-links", wheels)
        done = run(*pip, "install", *offline, "presend", cwd=folder)
        assert done.returncode == 0, done.stdout

    return commands(once(tmp_path_factory, "installed", make))
