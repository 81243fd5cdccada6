"""Which format is printed, and the reports that go to files beside it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

BAD = '<p>é😀 <a href="https://bit.ly/3xYz">Offer</a></p>\n'
PLACE = "a.html:1:16"
SAID = "Shortened link bit.ly/3xYz — use the full address [shortened-link]"
ONLY = ("--isolated", "--select", "shortened-link")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")


@pytest.fixture(autouse=True)
def mail(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(BAD, "utf-8")


def test_several_reports_beside_the_usual_output(presend: Run, tmp_path: Path) -> None:
    formats = ("sarif", "junit", "gitlab", "text")
    asked = [f"--report={format}=out.{format}" for format in formats]

    ran = presend("check", *ONLY, "-f", "concise", *asked, "a.html")

    assert ran == (0, f"{PLACE}: warning {SAID}\n", "")
    for format in formats:
        printed = presend("check", *ONLY, "-f", format, "a.html").out
        assert (tmp_path / f"out.{format}").read_text("utf-8") == printed


@pytest.mark.parametrize("paths", ["a.html", "."])
@pytest.mark.parametrize("asked", [["-o", "a.html"], ["--report=json=./a.html"]])
def test_no_report_goes_over_a_template(
    asked: list[str], paths: str, presend: Run, tmp_path: Path
) -> None:
    ran = presend("check", *ONLY, *asked, paths)

    name = asked[-1].rpartition("=")[2]
    said = f"presend: {name} is linted; name another file for the report\n"
    assert ran == (2, "", said)
    assert (tmp_path / "a.html").read_text("utf-8") == BAD


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--report", "sarif"],
            "--report needs a format and a file: FORMAT=FILE, not 'sarif'",
        ),
        (["--report", "sarif="], "--report needs a format and a file: FORMAT=FILE, not 'sarif='"),
        (["--report=junit=a", "--report=sarif=a"], "two reports cannot go to a; name another file"),
        (["-o", "a", "--report=sarif=a"], "two reports cannot go to a; name another file"),
        (
            ["--show-files", "--report=sarif=a"],
            "--show-files lints nothing to report; leave --report out",
        ),
    ],
)
def test_a_report_that_cannot_be(arguments: list[str], said: str, presend: Run) -> None:
    assert presend("check", *arguments, "a.html") == (2, "", f"presend: {said}\n")
    assert not os.path.exists("a")


def test_a_format_that_is_none(presend: Run) -> None:
    ran = presend("check", "--report", "serif=x", "a.html")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("presend: --report: the format is one of text, concise, json, ")
    assert ran.err.endswith(", not 'serif'; did you mean 'sarif'?\n")


def test_what_cannot_be_written_keeps_nothing_else_back(presend: Run, tmp_path: Path) -> None:
    ran = presend(
        "check", *ONLY, "-f", "concise",
        "--report=sarif=gone/a.sarif", "--report=junit=.", "--report=gitlab=a.json", "a.html",
    )  # fmt: skip

    assert ran == (
        2,
        f"{PLACE}: warning {SAID}\n",
        "presend: gone/a.sarif: it cannot be written: no such file or directory; check the path "
        "and its permissions\n"
        "presend: .: it cannot be written: it is a folder; name a file\n",
    )
    assert len(json.loads((tmp_path / "a.json").read_text())) == 1
    assert sorted(os.listdir(tmp_path)) == ["a.html", "a.json"]


@POSIX
def test_a_full_disk_is_one_line(presend: Run) -> None:
    ran = presend("check", *ONLY, "-f", "concise", "--report=sarif=/dev/full", "a.html")

    assert ran == (
        2,
        f"{PLACE}: warning {SAID}\n",
        "presend: /dev/full: it cannot be written: no space left on device; check the path and "
        "its permissions\n",
    )


@POSIX
def test_reports_are_written_though_nobody_reads_the_output(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    arguments = ("check", *ONLY, "--report=gitlab=a.json", "a.html")
    done = subprocess.run(
        [sys.executable, "-m", "presend", *arguments],
        cwd=tmp_path, stdout=writer, stderr=subprocess.PIPE, timeout=60, check=False,
    )  # fmt: skip
    os.close(writer)

    assert b"Traceback" not in done.stderr
    assert len(json.loads((tmp_path / "a.json").read_text())) == 1


# ---- the format that is chosen by itself


@pytest.mark.parametrize(
    ("variable", "arguments", "chosen"),
    [
        ("true", (), "github"),
        ("", (), "text"),
        ("false", (), "text"),
        ("true", ("-f", "text"), "text"),
        ("true", ("-o", "out.txt"), "text"),
        ("true", ("--report", "sarif=a.sarif"), "github"),
    ],
)
def test_github_actions_gets_annotations(
    variable: str,
    arguments: tuple[str, ...],
    chosen: str,
    presend: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", variable)

    ran = presend("check", *ONLY, *arguments, "a.html")

    out = (tmp_path / "out.txt").read_text("utf-8") if "-o" in arguments else ran.out
    assert out.startswith("::warning title=" if chosen == "github" else f"{PLACE}: warning[")
    assert ran.code == 0


def test_a_hook_that_finds_no_mail_says_nothing_on_github_either(
    presend: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    (tmp_path / "notes.md").write_text("No mail")

    assert presend("check", "--force-exclude", "notes.md") == (0, "", "")


def test_quiet_annotates_findings_only(presend: Run) -> None:
    arguments = ("check", "--isolated", "--select", "links,sender", "-f", "github", "a.html")

    loud, quiet = presend(*arguments).out, presend(*arguments, "-q").out

    assert len(quiet.splitlines()) == 1
    assert loud.startswith(quiet)
    assert "not-checked" in loud


# ---- where paths count from


def test_paths_count_from_the_root_of_the_repository(
    presend: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "mails").mkdir()
    (tmp_path / "a.html").rename(tmp_path / "mails" / "a.html")
    monkeypatch.chdir(tmp_path / "mails")

    def path(file: str) -> str:
        (issue,) = json.loads(presend("check", *ONLY, "-f", "gitlab", file).out)
        found: str = issue["location"]["path"]
        return found

    assert path("a.html") == "mails/a.html"
    assert path(str(tmp_path / "mails" / "a.html")) == "mails/a.html"
    assert path("../mails/a.html") == "mails/a.html"
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path / "mails"))
    assert path("a.html") == "a.html"
    monkeypatch.setenv("CI_PROJECT_DIR", str(tmp_path / "elsewhere"))
    assert path("a.html") == "mails/a.html"


def test_a_file_beyond_the_root_is_named_whole(
    presend: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in" / ".git").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "in")

    (run,) = json.loads(presend("check", *ONLY, "-f", "sarif", str(tmp_path / "a.html")).out)[
        "runs"
    ]

    (location,) = run["results"][0]["locations"]
    artifact = location["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": f"file://{tmp_path.as_posix()}/a.html"}


# ---- what the formats need


@POSIX
def test_the_text_comes_from_every_process(process: Run, tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number:02}.html").write_text("\n" * number + BAD, "utf-8")
    run = ("check", *ONLY, "-f", "rdjson")

    one, two = process(*run, "--jobs", "1", "."), process(*run, "--jobs", "2", ".")

    assert one == two
    columns = {
        each["location"]["range"]["start"]["column"] for each in json.loads(one.out)["diagnostics"]
    }
    assert columns == {20}  # octets: é is 2, 😀 is 4


def test_after_a_fix_the_new_text_is_what_places_count_in(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f'<a href="https://youtu.be/dQw4w9WgXcQ">é</a>{BAD}', "utf-8")

    ran = presend("check", *ONLY, "--fix", "-f", "sarif", "a.html")

    (result,) = json.loads(ran.out)["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    start, length = region["charOffset"], region["charLength"]
    text = (tmp_path / "a.html").read_text("utf-8")
    assert text[start : start + length] == region["snippet"]["text"] == "https://bit.ly/3xYz"


def test_custom_rules_and_the_settings_have_their_places(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "presend.toml").write_text(
        "[sending]\nfrom = 'É <a@b.example>'\ndomains = ['c.example']\n"
        "[[custom]]\nname = 'offer'\nselector = 'a'\nmessage = 'no offers'\n",
        "utf-8",
    )

    ran = presend("check", "--select", "custom,from-not-on-sending-domain", "-f", "sarif", "a.html")

    (run,) = json.loads(ran.out)["runs"]
    places = {
        result["ruleId"]: result["locations"][0]["physicalLocation"] for result in run["results"]
    }
    assert {
        name: (place["artifactLocation"]["uri"], place["region"]["snippet"]["text"])
        for name, place in places.items()
    } == {
        "offer": ("a.html", '<a href="https://bit.ly/3xYz">'),
        "from-not-on-sending-domain": ("presend.toml", "b.example"),
    }
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert "helpUri" not in rules["offer"]
    assert rules["from-not-on-sending-domain"]["helpUri"] == (
        "https://github.com/presend/presend/blob/main/"
        "src/presend/rules/sender/from_not_on_sending_domain.py"
    )


@POSIX
def test_a_name_that_is_a_command_is_told_as_a_name(presend: Run, tmp_path: Path) -> None:
    name = "::error::x.html"
    (tmp_path / name).write_bytes(b"\x89PNG\0")

    assert presend("check", "--isolated", "-v", name).err.splitlines() == [
        f"./{name}: it holds bytes that are no text; name only templates and messages",
        f"./{name}: settings file: none",
    ]


ZONE = 'a.com. TXT "v=spf1 -all"\na.com. TXT "v=spf1 ~all"\n'


@pytest.mark.parametrize(
    ("command", "rule"),
    [
        (("domain", "a.com", "--zone", "a.zone", "--select", "spf-multiple"), "spf-multiple"),
        (("allowlist", "ips.txt", "-f", "concise"), "ip-list-invalid"),
    ],
)
def test_domain_and_allowlist_report_as_check_does(
    command: tuple[str, ...], rule: str, presend: Run, tmp_path: Path
) -> None:
    (tmp_path / "a.zone").write_text(ZONE)
    (tmp_path / "ips.txt").write_text("54.174.52.9/24\n")

    ran = presend(*command, "--report=sarif=out.sarif", "--report", "markdown=out.md")
    lax = presend(*command, "--fail-on", "never")
    lost = presend(*command, "--report=json=gone/out.json")
    twice = presend(*command, "-o", "out", "--report=json=out")

    (described,) = json.loads((tmp_path / "out.sarif").read_text("utf-8"))["runs"][0]["tool"][
        "driver"
    ]["rules"]
    assert (described["id"], "Evidence" in described["help"]["text"]) == (rule, True)
    assert f"[{rule}](https://" in (tmp_path / "out.md").read_text("utf-8")
    assert (ran.code, lax.code, lost.code) == (1, 0, 2)
    assert lost.out == ran.out
    assert lost.err.startswith("presend: gone/out.json: ")
    assert twice == (2, "", "presend: two reports cannot go to out; name another file\n")


def test_domain_and_allowlist_annotate_where_github_actions_runs(
    presend: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.zone").write_text(ZONE)
    (tmp_path / "ips.txt").write_text("54.174.52.9/24\n")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")

    zone = presend("domain", "a.com", "--zone", "a.zone", "--select", "spf-multiple")
    plain = presend("domain", "a.com", "--zone", "a.zone", "-f", "concise")
    ips = presend("allowlist", "ips.txt")
    table = presend("allowlist", "ips.txt", "--as", "postfix")

    assert zone.out.startswith("::error title=presend%3A spf-multiple,file=a.zone,line=2,")
    assert plain.out.startswith("a.zone:")
    assert ips.out.startswith("::error title=presend%3A ip-list-invalid,file=ips.txt,line=1,")
    assert (table.out, table.err.startswith("::error ")) == ("", True)
