"""What one run keeps for the next: when it holds, when it does not, and that it does no harm."""

from __future__ import annotations

import json
import marshal
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import presend as package
from presend import cache
from presend.cli.remembered import opened

Run = Callable[..., Any]

MAIL = """<html lang="en"><body><p><a href="https://bit.ly/3xYz">Offer</a> {{ user.name }}</p>
{% include "foot.html" %}</body></html>
"""
CONFIG = '[sending]\nfrom = "News <news@acme.com>"\ndomains = ["acme.com"]\nkind = "marketing"\n'
SRC = str(Path(package.__file__).parent.parent)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The cache of the test's runs."""
    return Path(os.environ["PRESEND_CACHE_DIR"])


def states(run: Run, *arguments: str) -> dict[str, str]:
    report = json.loads(run("check", "-f", "json", *(arguments or (".",))).out)
    return {file["path"]: file["status"] for file in report["files"]}


def entries(folder: Path) -> set[str]:
    return {each.name for each in folder.glob("*")} - {"CACHEDIR.TAG", ".gitignore"}


def test_a_cached_report_is_the_same_report(presend: Run, tmp_path: Path) -> None:
    fixtures = Path(__file__).parents[2] / "fixtures"

    fresh = presend("check", "-f", "json", "--no-cache", str(fixtures))
    first = presend("check", "-f", "json", str(fixtures))
    second = presend("check", "-f", "json", str(fixtures))

    assert first == fresh
    assert '"status": "checked"' in first.out
    assert '"status": "checked"' not in second.out
    assert second._replace(out=second.out.replace('"cached"', '"checked"')) == first
    assert presend("check", str(fixtures)) == presend("check", "--no-cache", str(fixtures))


# Each is a change to the project, or another command, after which what is known of a.html no
# longer holds, whatever the rules would make of it.
CHANGES: dict[str, Callable[[Path], object]] = {
    "the file": lambda at: (at / "a.html").write_text(MAIL + " "),
    "its sidecar": lambda at: (at / "a.meta.json").write_text('{"subject": "May"}'),
    "no sidecar": lambda at: (at / "a.meta.yaml").unlink(),
    "an included file": lambda at: (at / "foot.html").write_text("<p>Unsubscribe</p>"),
    "an included file goes": lambda at: (at / "foot.html").unlink(),
    "the text beside it": lambda at: (at / "a.txt").write_text("Offer"),
    "the settings": lambda at: (at / "presend.toml").write_text(CONFIG.replace("News ", "")),
    "nearer settings": lambda at: (at / "presend.toml").rename(at / "pyproject.toml"),
    "a file of the settings": lambda at: (at / "ips.txt").write_text("192.0.2.2\n"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_result_rests_on(change: str, presend: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(MAIL)
    (tmp_path / "foot.html").write_text("<p>Acme</p>")
    (tmp_path / "a.meta.yaml").write_text("subject: April\n")
    (tmp_path / "ips.txt").write_text("192.0.2.1\n")
    (tmp_path / "presend.toml").write_text(CONFIG + 'ips = "ips.txt"\n')
    assert states(presend, "a.html") == {"a.html": "checked"}
    assert states(presend, "a.html") == {"a.html": "cached"}

    CHANGES[change](tmp_path)

    assert states(presend, "a.html") == {"a.html": "checked"}
    assert states(presend, "a.html") == {"a.html": "cached"}


def test_an_included_file_that_comes_to_be(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "mails").mkdir()
    (tmp_path / "mails/a.html").write_text(MAIL)
    (tmp_path / "presend.toml").write_text(CONFIG)
    states(presend, "mails")
    assert states(presend, "mails") == {"mails/a.html": "cached"}

    (tmp_path / "partials").mkdir()
    (tmp_path / "partials/foot.html").write_text("<p>Acme</p>")

    assert states(presend, "mails") == {"mails/a.html": "checked"}


@pytest.mark.parametrize(
    "options",
    [
        ["--select", "links"],
        ["--ignore", "links"],
        ["--from", "news@acme.com"],
        ["--domain", "acme.com"],
        ["--esp", "hubspot"],
        ["--kind", "transactional"],
        ["--isolated"],
    ],
)
def test_options_make_results_of_their_own(
    options: list[str], presend: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.html").write_text(MAIL)
    (tmp_path / "presend.toml").write_text(CONFIG)
    states(presend)

    assert states(presend, *options, ".") == {"a.html": "checked"}
    assert states(presend, *options, ".") == {"a.html": "cached"}
    assert states(presend) == {"a.html": "cached"}


def test_what_is_shown_and_how_is_no_matter(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(MAIL)

    presend("check", "-q", "--fail-on", "never", "--jobs", "1", ".")

    assert states(presend) == {"a.html": "cached"}


def test_broken_settings_and_options_are_still_told(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(MAIL)
    states(presend)

    assert presend("check", "--select", "nosuch", ".").code == 2
    (tmp_path / "presend.toml").write_text("[nosuch]\n")
    assert presend("check", ".").code == 2


def test_a_baseline_holds_for_what_is_known_too(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(MAIL)
    (tmp_path / "presend.toml").write_text('baseline = "known.txt"\n')
    presend("check", "-q", "--write-baseline", "known.txt", "a.html")

    first = presend("check", "a.html")
    assert states(presend, "a.html") == {"a.html": "cached"}

    assert first.out.splitlines()[-1].startswith("No findings in 1 file")
    assert presend("check", "a.html") == first


def test_results_of_another_shape_are_none(presend: Run, tmp_path: Path, folder: Path) -> None:
    (tmp_path / "a.html").write_text(MAIL)
    presend("check", ".")
    for name in entries(folder):
        octets = marshal.dumps((b"of another presend", "and what it makes of that"))
        (folder / name).write_bytes(cache.mark(octets) + octets)

    assert states(presend) == {"a.html": "checked"}


def test_excluded_and_passed_over_files_stay_so(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(MAIL)
    (tmp_path / "page.html").write_text("<nav>Home</nav><input type=text>")
    (tmp_path / "old").mkdir()
    (tmp_path / "old/b.html").write_text(MAIL)
    (tmp_path / "presend.toml").write_text(f'exclude = ["old"]\n{CONFIG}')

    first = presend("check", "-f", "concise", ".")
    assert presend("check", "-f", "concise", ".") == first
    assert states(presend) == {"a.html": "cached"}
    assert states(presend, "page.html", "old/b.html") == {
        "old/b.html": "checked",
        "page.html": "checked",
    }


@pytest.mark.parametrize("option", ["--fix", "--diff", "--timings", "--show-files", "--no-cache"])
def test_some_runs_neither_read_nor_write_it(
    option: str, presend: Run, tmp_path: Path, folder: Path
) -> None:
    (tmp_path / "a.html").write_text(MAIL)

    presend("check", option, ".")

    assert not folder.exists()


def test_a_run_that_knows_all_loads_no_rule(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(MAIL)
    (tmp_path / "presend.toml").write_text(CONFIG)
    code = f"""
import os, sys
sys.path.insert(0, {SRC!r})
leave = os._exit
def tell(code):
    print(*(name for name in sys.modules if name.startswith("presend.")), file=sys.stderr)
    leave(code)
os._exit = tell
from presend.cli import main
main()
"""
    command = [sys.executable, "-c", code, "check", "-q", "."]

    _, second = (
        subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
        for _ in range(2)
    )

    loaded = set(second.stderr.split())
    assert "presend.cache" in loaded
    assert not {n for n in loaded if n.startswith(("presend.rules", "presend.documents"))}
    assert not loaded & {"presend.engine", "presend.checking", "presend.rule", "presend.config"}
    assert "bit.ly/3xYz" in second.stdout


def test_the_code_of_a_plugin_counts(
    presend: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plugin = tmp_path / "shop_rules"
    (plugin / "shop").mkdir(parents=True)
    (plugin / "__init__.py").write_text("")
    (tmp_path / "shop_rules-1.dist-info").mkdir()
    (tmp_path / "shop_rules-1.dist-info/entry_points.txt").write_text(
        "[presend.rules]\nshop = shop_rules\n"
    )
    (tmp_path / "shop_rules-1.dist-info/METADATA").write_text("Name: shop_rules\nVersion: 1\n")
    (plugin / "shop/loud.py").write_text(
        '"""Loud."""\n'
        "from presend.api import Finding, Html, rule\n"
        '@rule(severity="error", standard="-")\n'
        "def check(html: Html):\n"
        "    yield Finding((0, 1), 'loud')\n"
    )
    (tmp_path / "presend.toml").write_text('plugins = ["shop"]\n')
    (tmp_path / "a.html").write_text(MAIL)
    monkeypatch.syspath_prepend(str(tmp_path))
    states(presend, "a.html")
    assert states(presend, "a.html") == {"a.html": "cached"}

    (plugin / "shop/words.txt").write_text("LOUD")

    assert states(presend, "a.html") == {"a.html": "checked"}


def test_the_code_of_presend_counts(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("")
    before = cache.files_of(str(tmp_path))

    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__/a.pyc").write_text("")
    assert cache.files_of(str(tmp_path)) == before
    (tmp_path / "a.py").write_text("x = 1\n")
    assert cache.files_of(str(tmp_path)) != before


@pytest.mark.parametrize("damage", ["empty", "cut", "one bit", "garbage"])
def test_a_damaged_cache_is_told_once_and_made_anew(
    damage: str, presend: Run, tmp_path: Path, folder: Path
) -> None:
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text(MAIL)
    first = presend("check", ".")
    for name in entries(folder):
        data = (folder / name).read_bytes()
        (folder / name).write_bytes(
            {
                "empty": b"",
                "cut": data[:-1],
                "one bit": data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
                "garbage": bytes(reversed(data)),
            }[damage]
        )

    again = presend("check", ".")

    said = f"presend: the cache in {folder} is damaged; what is damaged is made anew\n"
    assert again == first._replace(err=said)
    assert states(presend) == {"a.html": "cached", "b.html": "cached"}


@pytest.mark.parametrize("hindrance", ["a file", "others may write", "no such place"])
def test_a_cache_that_cannot_be_used_is_passed_over(
    hindrance: str, presend: Run, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.html").write_text(MAIL)
    fresh = presend("check", "--no-cache", ".")
    if hindrance == "a file":
        folder.write_text("")
    elif hindrance == "others may write":
        folder.mkdir()
        folder.chmod(0o777)
    else:
        monkeypatch.setenv("PRESEND_CACHE_DIR", "/proc/none")

    assert presend("check", ".") == fresh
    assert presend("check", ".") == fresh
    assert ": no cache: it cannot be written, or others may" in presend("check", "-v", ".").err
    if folder.is_dir():
        assert list(folder.iterdir()) == []


def test_a_full_disk_loses_nothing(presend: Run, tmp_path: Path, folder: Path) -> None:
    import resource

    (tmp_path / "a.html").write_text(MAIL)
    fresh = presend("check", "--no-cache", ".")

    done = subprocess.run(
        [sys.executable, "-m", "presend", "check", "."],
        cwd=tmp_path,
        # Python 3.11 itself leaves half a compiled module behind
        env=os.environ | {"PYTHONPATH": SRC, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300)),
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stdout.decode(), done.stderr) == (*fresh[:2], b"")
    assert not [name for name in entries(folder) if "." in name]
    assert states(presend) == {"a.html": "checked"}


def test_many_runs_at_once_agree(presend: Run, tmp_path: Path, folder: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number:02}.html").write_text(MAIL * (number + 1))
    fresh = presend("check", "-f", "concise", "--no-cache", ".")
    command = [sys.executable, "-m", "presend", "check", "-f", "concise", "."]
    running = [
        subprocess.Popen(
            command,
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": SRC},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]

    said = {(*run.communicate(timeout=60), run.returncode) for run in running}

    assert said == {(fresh.out, "", fresh.code)}
    assert not [name for name in entries(folder) if "." in name]
    assert set(states(presend).values()) == {"cached"}


class Given:
    """Options as a command line leaves them."""

    paths = ["."]
    no_cache = False


def test_it_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "LIMIT", 4000)
    folder = tmp_path / "cache"
    kept = opened(Given(), str(folder))  # type: ignore[arg-type]
    assert kept is not None
    names = [kept.name(str(number)) for number in range(10)]
    now = time.time()
    for number, name in enumerate(names):
        kept.put(name, "x" * 500)
        os.utime(folder / name, (now, now - 1000 + number))
    left = folder / f"{names[0]}.0123456789ab"
    left.write_bytes(b"half")
    os.utime(left, (now, now - 7200))
    (folder / "notes.txt").write_text("mine")
    os.utime(folder / "notes.txt", (0, 0))

    kept.clear_up(cache.MANY)

    assert entries(folder) == {"notes.txt", *names[-5:]}
    assert [kept.get(name) for name in names] == [None] * 5 + ["x" * 500] * 5


def test_what_nobody_uses_goes_and_what_is_used_stays(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    kept = opened(Given(), str(folder))  # type: ignore[arg-type]
    assert kept is not None
    long_ago = time.time() - 40 * 86_400
    for name in ("a", "b"):
        kept.put(kept.name(name), name)
        os.utime(folder / kept.name(name), (long_ago, long_ago))
    os.utime(folder / "CACHEDIR.TAG", (long_ago, long_ago))

    assert kept.get(kept.name("a")) == "a"
    kept.clear_up(1)

    assert entries(folder) == {kept.name("a")}


def test_where_it_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PRESEND_CACHE_DIR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/home/ada")

    monkeypatch.setattr(sys, "platform", "darwin")
    assert cache.location() == "/home/ada/Library/Caches/presend"
    monkeypatch.setattr(sys, "platform", "linux")
    assert cache.location() == "/home/ada/.cache/presend"
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    assert cache.location() == "/home/ada/.cache/presend"
    monkeypatch.setenv("XDG_CACHE_HOME", "/var/ada")
    assert cache.location() == "/var/ada/presend"
    monkeypatch.setenv("PRESEND_CACHE_DIR", "/ci/cache")
    assert cache.location() == "/ci/cache"


def test_only_its_user_can_look_into_it(presend: Run, tmp_path: Path, folder: Path) -> None:
    (tmp_path / "a.html").write_text(MAIL)

    presend("check", ".")

    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06")
