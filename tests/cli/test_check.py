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


def paths(out: str) -> list[str]:
    """The path of each line of the concise format."""
    return [line.partition(":1:13:")[0] for line in out.splitlines()]


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


def test_no_colours_in_a_pipe_unless_asked(presend: Run, tmp_path: Path) -> None:
    put(tmp_path, {"a.html": BAD})

    assert "\x1b" not in presend("check", *ONLY, "a.html").out
    assert "\x1b[1;33mwarning\x1b[0m" in presend("check", *ONLY, "--color", "always", "a.html").out


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


# ---- which files


def test_what_is_in_a_folder(presend: Run, tmp_path: Path) -> None:
    names = (
        "a.html b.HTM c.mjml d.txt e.html.j2 f.hbs g.liquid h.html.erb i.eml j.json sub/k.html"
    ).split()
    others = "x.css y.png z.html~ README.md a.meta.json node_modules/p.html .git/q.html".split()
    put(tmp_path, dict.fromkeys([*names, *others], "<p>Hello</p>"))
    put(tmp_path, {"j.json": '{"HtmlPart": "<p>x</p>", "SubjectPart": "x", "TemplateName": "x"}'})

    listing = presend("check", *ONLY, "--show-files").out.splitlines()

    assert listing == [
        "a.html\thtml\tchecked",
        "b.HTM\thtml\tchecked",
        "c.mjml\tmjml\tchecked",
        "d.txt\ttext\tchecked",
        "e.html.j2\thtml\tchecked",
        "f.hbs\thtml\tchecked",
        "g.liquid\thtml\tchecked",
        "h.html.erb\thtml\tchecked",
        "i.eml\teml\tchecked",
        "j.json\tjson\tchecked",
        os.path.join("sub", "k.html") + "\thtml\tchecked",
    ]


OTHERS = {
    "index.html": f'<nav>Home</nav><link rel="stylesheet" href="/a.css">{BAD}',
    "README.md": BAD,
    "mails/README.md": BAD,
    "requirements.txt": "lxml\n",
    "package.json": '{"name": "left-pad"}',
    "deploy.sh.j2": f"#!/bin/sh\n# {BAD}",
    "post.md": f"---\ntitle: A page\n---\n{BAD}",
}


def test_what_is_no_mail_is_passed_over(presend: Run, tmp_path: Path) -> None:
    put(tmp_path, OTHERS)
    named = ("check", *ONLY, "--force-exclude", *OTHERS)

    assert presend(*named) == (0, "", "")
    assert presend(*named, "--show-files").out.splitlines() == [
        "index.html\thtml\tpassed-over: a web page",
        "README.md\ttext\tpassed-over: a note or a list",
        os.path.join("mails", "README.md") + "\ttext\tpassed-over: a note or a list",
        "requirements.txt\ttext\tpassed-over: a note or a list",
        "package.json\tjson\tpassed-over: no email export",
        "deploy.sh.j2\thtml\tpassed-over: a template of something else",
        "post.md\ttext\tpassed-over: a document",
    ]


def test_a_mail_beside_is_linted(presend: Run, tmp_path: Path) -> None:
    put(tmp_path, OTHERS | {"a.html": BAD})

    ran = presend("check", *ONLY, "-f", "concise", "--force-exclude", *OTHERS, "a.html")

    assert ran == (0, f"a.html:1:13: warning {SAID}\n", "")


@pytest.mark.parametrize(
    "name",
    [
        "newsletter.txt",
        "news-of-may.txt",
        "security-alert.txt",
        "account-security.txt",
        "mails/welcome.md",
        "welcome.de.html.hbs",
    ],
)
def test_what_may_be_mail_is_linted(name: str, presend: Run, tmp_path: Path) -> None:
    put(tmp_path, {name: BAD})

    assert SAID in presend("check", *ONLY, "-f", "concise", "--force-exclude", name).out


@pytest.mark.parametrize("key", ["subject", "From", '"reply-to"', "preview_text", "from_email"])
def test_front_matter_of_a_mail_makes_a_mail(key: str, presend: Run, tmp_path: Path) -> None:
    put(tmp_path, {"index.md": f"---\ntitle: A\n{key}: A\n---\n{BAD}"})

    assert SAID in presend("check", *ONLY, "-f", "concise", "--force-exclude", "index.md").out


def test_a_named_file_is_always_linted(presend: Run, tmp_path: Path) -> None:
    put(tmp_path, {"presend.toml": "exclude = ['*.html']", ".gitignore": "*\n"})
    put(tmp_path, {"index.html": OTHERS["index.html"].replace("Home", "H"), "README.md": BAD})
    only = ("check", "--select", "shortened-link", "-f", "concise")

    assert presend(*only, ".").out == ""
    assert presend(*only, ".", "README.md").out == f"README.md:1:13: warning {SAID}\n"
    assert SAID in presend(*only, "index.html").out
    assert presend(*only, "--force-exclude", "index.html", "README.md") == (0, "", "")


def test_a_file_is_linted_once(presend: Run, tmp_path: Path) -> None:
    put(tmp_path, {"a.html": BAD, "sub/b.html": BAD})

    ran = presend("check", *ONLY, "-f", "concise", "a.html", ".", "./a.html", "sub/../sub")

    assert paths(ran.out) == ["a.html", os.path.join("sub", "b.html")]


@POSIX
def test_a_file_called_dash_is_no_standard_input(presend: Run, tmp_path: Path) -> None:
    put(tmp_path, {"-": BAD})

    ran = presend("check", *ONLY, "-f", "concise", "./-", stdin=b"<p>Hello</p>")

    assert ran.out == f"./-:1:13: warning {SAID}\n"


def test_data_in_json_that_nobody_named_is_no_fault(presend: Run, tmp_path: Path) -> None:
    put(tmp_path, {"cut.json": '{"a": ', "large.json": '{"a": "' + "x" * 10_500_000 + '"}'})
    (tmp_path / "bytes.json").write_bytes(b'{"a": "\xff\0"}')

    assert presend("check", *ONLY, ".") == (0, "No findings in 0 files.\n", "")
    assert presend("check", *ONLY, "bytes.json").err == (
        "bytes.json: it holds bytes that are no text; name only templates and messages\n"
    )


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


@POSIX
def test_names_with_blanks_and_line_ends_are_one_line(presend: Run, tmp_path: Path) -> None:
    for name in (b"a b.html", b"a\nb.html", "ä.html".encode(), b"\xff.html"):
        (tmp_path / os.fsdecode(name)).write_text(BAD)

    ran = presend("check", *ONLY, "-f", "concise", ".")

    assert paths(ran.out) == ["a␊b.html", "a b.html", "ä.html", "\\u{dcff}.html"]


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
