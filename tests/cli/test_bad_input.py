"""What presend cannot use: one line with place, reason and cure, exit code 2, the rest linted."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

BAD = '<p><a href="https://bit.ly/3xYz">Offer</a></p>\n'
FOUND = "ok.html:1:13: warning Shortened link bit.ly/3xYz — use the full address [shortened-link]\n"
SHORTENED = ("--isolated", "--select", "shortened-link", "-f", "concise")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"

UNREADABLE = {
    "bytes.html": (PNG, "it holds bytes that are no text; name only templates and messages"),
    "bytes.eml": (PNG, "it holds bytes that are no text; name only templates and messages"),
    "cut.json": (
        b'{"from": {"fromName": "Acme"',
        "line 1: it is not JSON: cut off inside an object; export the email again",
    ),
    "other.json": (
        b'{"name": "left-pad"}',
        "it is no email export of a known shape (HubSpot, SendGrid, SES, Postmark); "
        "export the email by the ESP's API, or leave the file out",
    ),
    "matter.html": (
        b"---\nsubject: 'cut\n---\n<p>x</p>",
        "line 2: the front matter is not YAML: a quote that nothing closes; "
        "mend it, or take the lines between --- out",
    ),
    "large.html": (
        b"a" * (10 * 1024 * 1024 + 1),
        "it has more than 10,485,760 octets, and no client shows as much; split it or leave it out",
    ),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read(name: str, presend: Run, tmp_path: Path) -> None:
    data, said = UNREADABLE[name]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "ok.html").write_text(BAD)

    assert presend("check", *SHORTENED, name, "ok.html") == (2, FOUND, f"{name}: {said}\n")


def test_a_file_that_is_not_there(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "ok.html").write_text(BAD)
    said = "gone.html: there is no such file; check the path\n"

    assert presend("check", *SHORTENED, "gone.html", "ok.html") == (2, FOUND, said)


@POSIX
def test_links_in_a_circle_that_a_folder_holds(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "ok.html").write_text(BAD)
    (tmp_path / "circle.html").symlink_to("circle.html")
    (tmp_path / "circle.json").symlink_to("circle.json")
    said = "circle.html: too many levels of symbolic links; check the path\n"

    assert presend("check", *SHORTENED, ".") == (2, FOUND, said)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        (
            "ok.meta.yaml",
            b"subject: 'cut",
            ", line 1, cannot be read: a quote that nothing closes; mend it or take it away",
        ),
        (
            "ok.meta.json",
            b'{"subject": ',
            ", line 1, cannot be read: cut off where a value is due; mend it or take it away",
        ),
        (
            "ok.meta.yml",
            PNG,
            " cannot be read: it holds bytes that are no text; name only templates and messages",
        ),
    ],
)
def test_a_broken_sidecar(name: str, data: bytes, said: str, presend: Run, tmp_path: Path) -> None:
    (tmp_path / "ok.html").write_text(BAD)
    (tmp_path / name).write_bytes(data)

    assert presend("check", *SHORTENED, "ok.html") == (
        2,
        "",
        f"ok.html: its sidecar {name}{said}\n",
    )


def test_what_cannot_be_read_is_in_the_report_too(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "bytes.html").write_bytes(PNG)

    report = json.loads(presend("check", "--isolated", "-f", "json", "bytes.html", "gone.html").out)

    assert report["files"] == [
        {
            "path": "bytes.html",
            "kind": None,
            "dialect": None,
            "status": "unreadable",
            "reason": "it holds bytes that are no text",
            "cure": "name only templates and messages",
        },
        {
            "path": "gone.html",
            "kind": None,
            "dialect": None,
            "status": "unreadable",
            "reason": "there is no such file",
            "cure": "check the path",
        },
    ]


@pytest.mark.parametrize("data", [b"", b"no header at all\n", b"Subject", b": x\r\n\r\n", b"\r\n"])
def test_a_malformed_message_is_read_all_the_same(
    data: bytes, presend: Run, tmp_path: Path
) -> None:
    (tmp_path / "broken.eml").write_bytes(data)

    assert presend("check", *SHORTENED, "broken.eml") == (0, "", "")


@pytest.mark.skipif(sys.platform == "win32", reason="no POSIX permissions")
def test_files_and_folders_without_permission(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "ok.html").write_text(BAD)
    (tmp_path / "secret.html").write_text(BAD)
    (tmp_path / "closed").mkdir()
    arguments = ("check", *SHORTENED, "--jobs", "1", ".")
    presend(*arguments)  # all is imported by now, from where nobody may read
    tmp_path.chmod(0o755)
    (tmp_path / "secret.html").chmod(0)
    (tmp_path / "closed").chmod(0)
    me = os.geteuid()
    if me == 0:  # root may read everything
        os.seteuid(65534)
    try:
        ran = presend(*arguments)
    finally:
        os.seteuid(me)
        (tmp_path / "closed").chmod(0o700)

    assert ran == (
        2,
        FOUND,
        "closed: permission denied; make the folder readable\n"
        "secret.html: permission denied; make it readable\n",
    )


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("a = [", "it is not TOML: Invalid value (at end of document); mend it there"),
        ("\xff".encode("latin-1"), "it is not UTF-8; save it as UTF-8"),
        ("[sendign]", "unknown setting 'sendign'; did you mean 'sending'?"),
        (
            "zzz = 1",
            "unknown setting 'zzz'; there are sending, templates, targets, rules, "
            "overrides, custom, plugins, exclude, baseline",
        ),
        (
            "[tool.presend]\nexclude = []",
            "unknown setting 'tool'; [sending], [rules] and the like stand here by themselves",
        ),
        (
            "select = ['links']",
            "unknown setting 'select'; [rules] turns rules and groups on and off",
        ),
        ("esp = 'hubspot'", "unknown setting 'esp'; it belongs below [sending]"),
        ("fail-on = 'info'", "unknown setting 'fail-on'; it is an option: presend check --fail-on"),
        ("[sending]\nform = 'a'", "sending: unknown setting 'form'; did you mean 'from'?"),
        ("[sending]\ndomains = 'a.b'", "sending.domains must be a list of texts, not 'a.b'"),
        ("[sending]\ndomains = ['a b']", "sending.domains: 'a b' is no domain name"),
        ("[sending]\ndomains = ['acme']", "sending.domains: 'acme' is no domain name"),
        (
            "[sending]\ndkim-domain = 'https://acme.com'",
            "sending.dkim-domain: 'https://acme.com' is no domain name",
        ),
        ("[sending]\nfrom = 5", "sending.from must be a text, not 5"),
        (
            "[sending]\nesp = 'hubpsot'",
            "sending.esp: unknown value 'hubpsot'; did you mean 'hubspot'?",
        ),
        (
            "[sending]\nkind = 'both'",
            "sending.kind must be one of marketing, transactional: unknown value 'both'",
        ),
        (
            "[[sending.overrides]]\nfrom = 'a@b.c'",
            "sending.overrides[1]: files is missing; it says which files the table is for",
        ),
        (
            "[templates]\ndialect = 'jinjaa'",
            "templates.dialect: unknown value 'jinjaa'; did you mean 'jinja'?",
        ),
        ("rules = 5", "rules must be a table, not 5"),
        (
            "[rules]\nshortned-link = 'off'",
            "rules: unknown rule or group 'shortned-link'; did you mean 'shortened-link'?",
        ),
        (
            "[rules]\nlinsk = 'off'",
            "rules: unknown rule or group 'linsk'; did you mean 'links'?",
        ),
        (
            "[rules]\nlinks = 'fatal'",
            "rules.links must be one of error, warning, info, off: unknown value 'fatal'",
        ),
        (
            "[rules]\nlinks = {allow = ['a.b']}",
            "rules.links has no settings but its severity",
        ),
        (
            "[rules]\nshortened-link = {alow = []}",
            "rules.shortened-link: unknown setting 'alow'; did you mean 'allow'?",
        ),
        (
            "[rules]\nshortened-link = {allow = 'a.b'}",
            "rules.shortened-link.allow must be a list of texts, not 'a.b'",
        ),
        (
            "[rules]\nshortened-link = {strict = 1}",
            "rules.shortened-link.strict must be true or false, not 1",
        ),
        (
            "[rules]\nshortened-link = {short-map = 'no.csv'}",
            "no.csv: there is no such file; check the path",
        ),
        (
            "[[overrides]]\nrules = {links = 'off'}",
            "overrides[1]: files is missing; it says which files the table is for",
        ),
        (
            "[overrides]\nfiles = ['a']",
            "overrides must be tables in double brackets, not {'files': ['a']}",
        ),
        ("plugins = ['nope']", "unknown plugin 'nope'; is the package installed?"),
        ("exclude = 'a'", "exclude must be a list of texts, not 'a'"),
        ("[[custom]]\nname = 'a'", "custom[1]: message is missing"),
    ],
)
def test_broken_settings(toml: str | bytes, said: str, presend: Run, tmp_path: Path) -> None:
    (tmp_path / "presend.toml").write_bytes(toml if isinstance(toml, bytes) else toml.encode())
    (tmp_path / "ok.html").write_text(BAD)

    assert presend("check", "ok.html") == (2, "", f"presend: presend.toml: {said}\n")


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("[tool.presend]\nrulse = 5", "unknown setting 'rulse'; did you mean 'rules'?"),
        ("tool = 5\n# [tool.presend]", "tool.presend must be a table"),
    ],
)
def test_broken_settings_in_pyproject(toml: str, said: str, presend: Run, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(toml)

    assert presend("check", ".") == (2, "", f"presend: pyproject.toml: {said}\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--select", "shortned-link"],
            "unknown rule or group 'shortned-link'; did you mean 'shortened-link'? "
            "(presend explain --all lists them)",
        ),
        (
            ["--ignore", "links,linsk"],
            "unknown rule or group 'linsk'; did you mean 'links'? "
            "(presend explain --all lists them)",
        ),
        (
            ["--selct", "links"],
            "unknown option '--selct'; did you mean '--select'? (presend check --help lists them)",
        ),
        (["--config"], "--config needs a value: --config FILE"),
        (["--config", "no.toml"], "no.toml: there is no such file; check the path"),
        (
            ["--hepl"],
            "unknown option '--hepl'; did you mean '--help'? (presend check --help lists them)",
        ),
        (
            ["-fix"],
            "unknown option '-fix'; did you mean '--fix'? (presend check --help lists them)",
        ),
        (
            ["--output-format", "json"],
            "unknown option '--output-format'; did you mean '--format'? "
            "(presend check --help lists them)",
        ),
        (
            ["--max-warnings=0"],
            "unknown option '--max-warnings'; did you mean '--fail-on warning'? "
            "(presend check --help lists them)",
        ),
        (["-qx"], "unknown option '-x' (presend check --help lists them)"),
        (["--fix=yes"], "--fix takes no value"),
        (["--statistics", "-f", "sarif"], "--statistics comes as text or json, not as sarif"),
        (
            ["--stdin-filename", "a.html"],
            "--stdin-filename names standard input; name - as well, or no path",
        ),
        (
            ["--fail-on", "errors"],
            "--fail-on is one of error, warning, info, never, not 'errors'; did you mean 'error'?",
        ),
        (["--jobs", "two"], "--jobs needs a whole number, not 'two'"),
        (["--kind", "both"], "--kind is one of marketing, transactional, not 'both'"),
        (["--esp", "hubpsot"], "--esp: unknown provider 'hubpsot'; did you mean 'hubspot'?"),
        (["--domain", "a b"], "--domain: 'a b' is no domain name"),
    ],
)
def test_bad_usage(arguments: list[str], said: str, presend: Run, tmp_path: Path) -> None:
    (tmp_path / "ok.html").write_text(BAD)

    assert presend("check", "ok.html", *arguments) == (2, "", f"presend: {said}\n")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("chekc", "unknown command 'chekc'; did you mean 'check'?"),
        ("lint", "unknown command 'lint'; did you mean 'check'?"),
        ("--verison", "unknown command '--verison'; did you mean '--version'?"),
        ("--fix", "unknown command '--fix'; did you mean 'check --fix'?"),
        ("--check", "unknown command '--check'; did you mean 'check'?"),
        ("--config", "--config stands before the command; write presend check --config"),
        ("-f", "-f stands before the command; write presend check -f"),
        ("swim", "unknown command 'swim'; presend --help lists the commands"),
        ("ok.html", "unknown command 'ok.html'; to lint it: presend check ok.html"),
    ],
)
def test_an_unknown_command(command: str, said: str, presend: Run, tmp_path: Path) -> None:
    (tmp_path / "ok.html").write_text(BAD)

    assert presend(command) == (2, "", f"presend: {said}\n")


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (
            "gone/report.json",
            "it cannot be written: no such file or directory; check the path and its permissions",
        ),
        ("folder", "it cannot be written: it is a folder; name a file"),
    ],
)
def test_an_output_that_cannot_be_written(
    output: str, said: str, presend: Run, tmp_path: Path
) -> None:
    (tmp_path / "ok.html").write_text(BAD)
    (tmp_path / "folder").mkdir()

    assert presend("check", *SHORTENED, "ok.html", "-o", output) == (
        2,
        "",
        f"presend: {output}: {said}\n",
    )
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["folder", "ok.html"]


def _many(folder: Path) -> None:
    """A report that no pipe holds."""
    (folder / "many.html").write_text(BAD * 3000)


@pytest.mark.skipif(sys.platform == "win32", reason="no shell with pipes")
def test_a_closed_pipe_is_no_traceback(tmp_path: Path) -> None:
    _many(tmp_path)
    command = f"'{sys.executable}' -m presend check {' '.join(SHORTENED)} many.html | head -1"

    done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True)

    assert (done.stdout, done.stderr) == (FOUND.replace("ok.html", "many.html"), "")


def test_all_output_reaches_a_pipe(process: Run, tmp_path: Path) -> None:
    _many(tmp_path)

    out = process("check", *SHORTENED, "many.html").out

    assert out.count("\n") == 3000
    assert out.endswith("many.html:3000:13" + FOUND[len("ok.html:1:13") :])


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "ok.html").write_text(BAD)
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "presend", "check", "ok.html"],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )

    assert (done.returncode, done.stderr) == (
        2,
        "presend: cannot go on: no space left on device; is there room for the output?\n",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no shell that closes descriptors")
def test_closed_standard_streams_are_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "ok.html").write_text(BAD)
    command = f"'{sys.executable}' -m presend check {' '.join(SHORTENED)} ok.html - <&- >&-"

    done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (2, "-: standard input is closed; name a file\n")
