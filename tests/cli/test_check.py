"""`presend check` from end to end: what is linted, what is printed, and with which exit code."""

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
SAID = "Shortened link bit.ly/3xYz — use the full address [shortened-link]"
ONLY = ("--isolated", "--select", "shortened-link")
LOGGER = '<p><a href="https://grabify.link/AB12CD">Map</a></p>\n'
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())


def test_the_text_report(presend: Run, tmp_path: Path) -> None:
    put(tmp_path, {"a.html": BAD})

    assert presend("check", *ONLY, "a.html") == (
        0,
        "a.html:1:13: warning[shortened-link] "
        "Shortened link bit.ly/3xYz — use the full address\n"
        "  |\n"
        '1 | <p><a href="https://bit.ly/3xYz">Offer</a></p>\n'
        "  |             ^^^^^^^^^^^^^^^^^^^\n"
        "\n"
        "1 warning in 1 file.\n",
        "",
    )


@pytest.mark.parametrize(
    "names",
    [
        ("--select=missing-scheme,shortened-link",),
        ("--select", "missing-scheme, shortened-link"),
        ("--select=missing-scheme", "--select", "shortened-link"),
    ],
)
def test_rules_are_selected_with_commas_or_one_by_one(
    names: tuple[str, ...], presend: Run, tmp_path: Path
) -> None:
    put(tmp_path, {"a.html": BAD})

    assert presend("check", "--isolated", *names, "-qfconcise", "a.html") == (
        0,
        f"a.html:1:13: warning {SAID}\n",
        "",
    )


@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        ("<p>Hello</p>", "info", 0),
        (BAD, "error", 0),
        (BAD, "warning", 1),
        (BAD, "info", 1),
        (BAD, "never", 0),
        (LOGGER, "error", 1),
        (LOGGER, "warning", 1),
        (LOGGER, "never", 0),
        (BAD.replace("bit.ly", "wa.me"), "warning", 0),
        (BAD.replace("bit.ly", "wa.me"), "info", 1),
    ],
)
def test_exit_code(text: str, fail_on: str, code: int, presend: Run, tmp_path: Path) -> None:
    put(tmp_path, {"a.html": text})

    assert presend("check", *ONLY, "--fail-on", fail_on, "a.html").code == code


def test_only_errors_fail_unless_asked(presend: Run, tmp_path: Path) -> None:
    put(tmp_path, {"a.html": BAD, "b.html": LOGGER})

    assert presend("check", *ONLY, "a.html").code == 0
    assert presend("check", *ONLY, "b.html").code == 1


def test_quiet_prints_findings_only(presend: Run, tmp_path: Path) -> None:
    put(tmp_path, {"a.html": BAD, "b.html": "<p>Hello</p>"})

    loud = presend("check", "--isolated", "--select", "links,sender", ".").out
    quiet = presend("check", "--isolated", "--select", "links,sender", "-q", ".").out

    assert "not checked" in loud
    assert loud.startswith(quiet)
    assert quiet.splitlines()[0].endswith("Shortened link bit.ly/3xYz — use the full address")
    assert len(quiet.splitlines()) == 4


def test_the_output_file_holds_the_report(presend: Run, tmp_path: Path) -> None:
    put(tmp_path, {"a.html": BAD, "report.txt": "old"})
    (tmp_path / "report.txt").chmod(0o640)

    assert presend("check", *ONLY, "-f", "concise", "-o", "report.txt", "a.html") == (0, "", "")
    assert (tmp_path / "report.txt").read_text("utf-8") == f"a.html:1:13: warning {SAID}\n"
    assert (tmp_path / "report.txt").stat().st_mode & 0o777 == 0o640


@POSIX
def test_the_output_file_may_be_a_device(presend: Run, tmp_path: Path) -> None:
    put(tmp_path, {"a.html": BAD})
    reader, writer = os.pipe()

    ran = presend("check", *ONLY, "-f", "concise", "-o", f"/dev/fd/{writer}", "a.html")
    os.close(writer)

    assert ran == (0, "", "")
    assert os.read(reader, 1000).decode() == f"a.html:1:13: warning {SAID}\n"
    os.close(reader)


def test_timings_go_to_standard_error(presend: Run, tmp_path: Path) -> None:
    put(tmp_path, {"a.html": BAD})

    plain = presend("check", *ONLY, "a.html")
    timed = presend("check", *ONLY, "--timings", "a.html")

    assert timed[:2] == plain[:2]
    rows = [line.split() for line in timed.err.splitlines()]
    assert {(row[1], row[3]) for row in rows} == {("ms", "(reading)"), ("ms", "shortened-link")}


def test_verbose_names_the_settings_file_of_each_file(presend: Run, tmp_path: Path) -> None:
    put(tmp_path, {"a.html": "", "sub/b.html": "", "sub/presend.toml": ""})

    assert presend("check", "-v", ".").err == (
        "a.html: settings file: none\n"
        f"{os.path.join('sub', 'b.html')}: settings file: {os.path.join('sub', 'presend.toml')}\n"
    )


# ---- standard input


def test_standard_input(presend: Run) -> None:
    data = BAD.encode()
    concise = (*ONLY, "-f", "concise")

    assert presend("check", *concise, "-", stdin=data).out == f"-:1:13: warning {SAID}\n"
    assert presend("check", *concise, "--stdin-filename", "mails/a.html", stdin=data).out == (
        f"mails/a.html:1:13: warning {SAID}\n"
    )


def test_the_name_of_standard_input_tells_kind_settings_and_sidecar(
    presend: Run, tmp_path: Path
) -> None:
    put(
        tmp_path,
        {
            "presend.toml": "[sending]\ndomains = ['mail.acme.com']",
            "mails/presend.toml": "[sending]\ndomains = ['other.com']",
            "mails/a.meta.yaml": "from: news@mail.acme.com",
        },
    )

    report = json.loads(
        presend(
            *("check", "--select", "from-not-on-sending-domain", "-f", "json"),
            *("--stdin-filename", "mails/a.html.j2", "-"),
            stdin=b"<p>{{ name }}</p>",
        ).out
    )

    assert report["files"] == [
        {"path": "mails/a.html.j2", "kind": "html", "dialect": "jinja", "status": "checked"}
    ]
    assert [(f["path"], f["message"]) for f in report["findings"]] == [
        (
            os.path.join("mails", "a.meta.yaml"),
            "From address is at mail.acme.com, but the connected sending domain is other.com",
        )
    ]


def test_standard_input_mended_goes_to_standard_output(presend: Run) -> None:
    before = '\ufeff<p><a href="https://youtu.be/dQw4w9WgXcQ">Filme ☕</a></p>\r\n{BAD}'
    after = before.replace("https://youtu.be/", "https://www.youtube.com/watch?v=")
    data = before.replace("{BAD}", BAD).encode("utf-16-le")

    ran = presend("check", *ONLY, "-f", "concise", "--fix", "-", stdin=data)

    assert ran.out.encode("utf-8", "surrogateescape") == (
        after.replace("{BAD}", BAD).encode("utf-16-le")
    )
    assert (ran.code, ran.err) == (0, f"-:2:13: warning {SAID}\n")


def test_standard_input_that_needs_no_mending_comes_back_as_it_was(
    presend: Run, tmp_path: Path
) -> None:
    clean = "<p>Grüße</p>\r".encode("latin-1")
    page = b'<script src="/app.js"></script>' + BAD.encode()
    put(tmp_path, {"report.txt": ""})

    ran = presend("check", *ONLY, "--fix", "-q", "-", stdin=clean)
    passed = presend(
        *("check", *ONLY, "--fix", "--force-exclude", "-o", "report.txt"),
        *("--stdin-filename", "index.html", "-"),
        stdin=page,
    )

    assert ran.out.encode("utf-8", "surrogateescape") == clean
    assert (passed.out.encode(), passed.err) == (page, "")


# ---- colours


@pytest.mark.parametrize(
    ("when", "environment", "coloured"),
    [
        ("auto", {}, True),
        ("auto", {"NO_COLOR": "1"}, False),
        ("auto", {"NO_COLOR": ""}, True),
        ("auto", {"TERM": "dumb"}, False),
        ("never", {}, False),
        ("always", {"NO_COLOR": "1"}, True),
    ],
)
@POSIX
def test_colours_on_a_terminal(
    when: str, environment: dict[str, str], coloured: bool, tmp_path: Path
) -> None:
    put(tmp_path, {"a.html": BAD})
    shown = _on_a_terminal(tmp_path, "check", *ONLY, "--color", when, "a.html", **environment)

    assert ("\x1b[1;33mwarning\x1b[0m[shortened-link]" in shown) is coloured
    assert ("\x1b" in shown) is coloured


def test_no_colours_in_a_pipe_unless_asked(
    presend: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {"a.html": BAD})

    assert "\x1b" not in presend("check", *ONLY, "a.html").out
    assert "\x1b[1;33mwarning\x1b[0m" in presend("check", *ONLY, "--color", "always", "a.html").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[1;33mwarning\x1b[0m" in presend("check", *ONLY, "a.html").out
    assert "\x1b" not in presend("check", *ONLY, "--color", "never", "a.html").out
    presend("check", *ONLY, "-o", "report.txt", "a.html")
    assert "\x1b" not in (tmp_path / "report.txt").read_text()
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in presend("check", *ONLY, "a.html").out


def _on_a_terminal(folder: Path, *arguments: str, **environment: str) -> str:
    import pty

    master, slave = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "presend", *arguments],
        cwd=folder,
        stdout=slave,
        stderr=slave,
        env={**os.environ, "TERM": "xterm", **environment},
        timeout=60,
    )
    os.close(slave)
    shown = os.read(master, 65536).decode()
    os.close(master)
    assert done.returncode in (0, 1)
    return shown


# ---- speed must not show


@POSIX
def test_two_processes_print_what_one_prints(process: Run, tmp_path: Path) -> None:
    put(tmp_path, {f"{n:02}.html": "\n" * n + (BAD if n % 3 else LOGGER) for n in range(30)})
    put(tmp_path, {"05.meta.yaml": "subject: 'cut"})
    (tmp_path / "20.html").write_bytes(b"\x89PNG\0")
    every = ("check", "--isolated", "--domain", "acme.com", "--from", "a@b.com", ".")

    for form in ("text", "concise", "json"):
        one = process(*every, "-f", form, "--jobs", "1")
        two = process(*every, "-f", form, "--jobs", "2")
        assert one.code == 2
        assert one == two


def test_the_console_script_is_the_same_command(tmp_path: Path) -> None:
    script = Path(sys.executable).with_name("presend")
    if not script.exists():
        pytest.skip("presend is not installed beside this Python")
    put(tmp_path, {"a.html": BAD})

    done = subprocess.run(
        [script, "check", *ONLY, "-f", "concise", "a.html"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
    )

    assert (done.returncode, done.stdout) == (0, f"a.html:1:13: warning {SAID}\n")


# ---- terminal safety

HOSTILE = "\x1b[31m\u202e\u2066\u061c\x9b\x07\x7f\ufeff\u200b\U000e0041"
SAFE = "␛[31m\\u{202e}\\u{2066}\\u{061c}\\u{009b}␇␡\\u{feff}\\u{200b}\\u{e0041}"


@POSIX
@pytest.mark.parametrize("form", ["text", "concise", "json"])
def test_no_control_character_reaches_the_terminal(form: str, presend: Run, tmp_path: Path) -> None:
    name = f"{HOSTILE}\n::error::.html"
    put(tmp_path, {name: f'<a href="https://bit.ly/{HOSTILE}">{HOSTILE}</a>\n'})
    put(tmp_path, {f"{HOSTILE}.txt": HOSTILE + BAD})
    (tmp_path / f"{HOSTILE}.htm").write_bytes(b"\0\xff")

    ran = presend("check", "--isolated", "-f", form, *map(str, Path().iterdir()))

    assert ran.code == 2
    for character in HOSTILE.replace("[31m", ""):
        assert character not in ran.out + ran.err
    assert "\n::error" not in ran.out
    assert ran.err == (
        f"{SAFE}.htm: it holds bytes that are no text; name only templates and messages\n"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", f"{HOSTILE}.html"),
        ("check", "--select", HOSTILE),
        ("check", f"--{HOSTILE}"),
        ("check", "--config", HOSTILE),
        ("check", "--esp", HOSTILE),
        (HOSTILE,),
        ("explain", HOSTILE),
        ("config", HOSTILE),
    ],
)
def test_nor_does_one_of_the_arguments(
    arguments: tuple[str, ...], presend: Run, tmp_path: Path
) -> None:
    ran = presend(*arguments)

    for character in HOSTILE.replace("[31m", ""):
        assert character not in ran.out + ran.err


@POSIX
def test_a_diff_is_exact_in_a_pipe_and_safe_on_a_terminal(presend: Run, tmp_path: Path) -> None:
    put(tmp_path, {"a.html": f'<a href="https://youtu.be/dQw4w9WgXcQ">{HOSTILE}</a>\n'})
    arguments = ("check", *ONLY, "--diff", "a.html")

    assert f">{HOSTILE}</a>\n" in presend(*arguments).out
    shown = _on_a_terminal(tmp_path, *arguments)
    assert f">{SAFE}</a>\r\n" in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize("first", ["", "{# the list of spring #}\n", "{% set a = 1 %}\n"])
def test_a_template_that_begins_with_a_tag_is_no_export(
    first: str, presend: Run, tmp_path: Path
) -> None:
    """Its preheader is in its body, and its subject in the sidecar."""
    put(
        tmp_path,
        {
            "a.html": f'{first}<html><body><div style="display:none">Beans</div>New</body></html>',
            "a.meta.yaml": "subject: Spring\n",
        },
    )

    ran = presend("check", "--isolated", "--esp=hubspot", "--select=preheader-missing", "a.html")

    assert ran == (0, "No findings in 1 file.\n", "")
