"""--fix and --diff: what is changed, what is not, and that it is done safely."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presend.fix import apply

Run = Callable[..., Any]

SHORT = "https://youtu.be/dQw4w9WgXcQ"
LONG = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
BAD = f'<p><a href="{SHORT}">Watch</a></p>\n'
GOOD = BAD.replace(SHORT, LONG)
ONLY = ("check", "--isolated", "--select", "shortened-link")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (BAD, GOOD),
        (BAD * 3, GOOD * 3),
        (f"Watch {SHORT}\n", f"Watch {LONG}\n"),
        (f"---\nsubject: A\n---\r\n{BAD}", f"---\nsubject: A\n---\r\n{GOOD}"),
        (f"<a href={SHORT}>{{{{ name }}}}</a>", f"<a href={LONG}>{{{{ name }}}}</a>"),
        (f"<a href='{SHORT}?t=1'>a", f"<a href='{LONG}&amp;t=1'>a"),
        ("<p>Nothing to fix</p>", "<p>Nothing to fix</p>"),
        ("", ""),
    ],
)
def test_fixing(before: str, after: str, presend: Run, tmp_path: Path) -> None:
    path = tmp_path / ("a.html" if "<" in before else "a.txt")
    path.write_bytes(before.encode())

    presend(*ONLY, "--fix", ".")
    once = path.read_bytes().decode()
    presend(*ONLY, "--fix", ".")

    assert once == after
    assert path.read_bytes().decode() == after


def test_the_report_is_of_what_is_left(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(BAD * 2 + BAD.replace(SHORT, "https://bit.ly/3xYz"))

    assert presend(*ONLY, "--fix", "-f", "concise", "a.html").out == (
        "a.html:3:13: warning Shortened link bit.ly/3xYz — use the full address [shortened-link]\n"
    )
    (tmp_path / "a.html").write_text(BAD * 2)
    assert presend(*ONLY, "--fix", "a.html").out == "Fixed 2 findings. No findings in 1 file.\n"


def test_unsafe_fixes_are_asked_for(presend: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(BAD + '<a href="http://www.acme.com/">Shop</a>\n')
    both = ("check", "--isolated", "--select", "shortened-link,insecure-link", "a.html")

    assert presend(*both).out.endswith(
        "2 warnings in 1 file. 1 fixable with --fix. 1 more with --unsafe-fixes.\n"
    )
    assert presend(*both, "--fix").out.endswith(
        "Fixed 1 finding. 1 warning in 1 file. 1 fixable with --unsafe-fixes.\n"
    )
    assert path.read_text() == GOOD + '<a href="http://www.acme.com/">Shop</a>\n'
    assert presend(*both, "--unsafe-fixes").out == "Fixed 1 finding. No findings in 1 file.\n"
    assert path.read_text() == GOOD + '<a href="https://www.acme.com/">Shop</a>\n'


@pytest.mark.parametrize(
    "data",
    [
        BAD.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + BAD.encode(),
        ("\ufeff" + BAD + "é").encode("utf-16-le"),
        ('<meta charset="iso-8859-1">é' + BAD).encode("latin-1"),
        (BAD + BAD).rstrip("\n").encode(),
    ],
)
def test_encoding_line_ends_and_mode_stay(data: bytes, presend: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(data)
    path.chmod(0o640)
    wide = b"\0" if data.startswith(b"\xff\xfe") else b""
    short, long = (wide.join([bytes([o]) for o in t.encode()]) for t in (SHORT, LONG))

    assert presend(*ONLY, "--fix", "-q", "a.html") == (0, "", "")

    assert path.read_bytes() == data.replace(short, long)
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_file_that_needs_no_fix_is_not_touched(presend: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(GOOD)
    before = path.stat()

    presend(*ONLY, "--fix", "a.html")

    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_file_that_cannot_be_written_is_told(presend: Run, tmp_path: Path) -> None:
    data = ('<meta charset="iso-8859-1">é' + BAD).encode("latin-1")
    (tmp_path / "a.html").write_bytes(data)
    (tmp_path / "b.html").write_text(BAD)
    (tmp_path / "presend.toml").write_text(
        "[rules]\nshortened-link = {short-map = 'map.csv'}\n[[overrides]]\nfiles = ['b.html']\n"
        "rules = {shortened-link = {strict = false}}\n"
    )
    (tmp_path / "map.csv").write_text(f"{SHORT},https://example.com/жук\n")

    ran = presend("check", "--select", "shortened-link", "--fix", "-q", ".")

    assert (ran.code, ran.err) == (
        2,
        "a.html: the fix cannot be written in cp1252; save it as UTF-8\n",
    )
    assert (tmp_path / "a.html").read_bytes() == data
    assert (tmp_path / "b.html").read_text() == GOOD


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "a.eml",
            "From: a@b.com\r\nSubject: A\r\nMIME-Version: 1.0\r\n"
            f"Content-Type: text/html; charset=utf-8\r\n\r\n{BAD}",
        ),
        ("a.json", f'{{"TemplateName": "a", "SubjectPart": "A", "HtmlPart": "<p>{SHORT}</p>"}}'),
    ],
)
def test_what_a_program_wrote_is_not_fixed(
    name: str, text: str, presend: Run, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(text.encode())

    ran = presend(*ONLY, "--fix", "-f", "json", name)

    assert f'"excerpt": "{SHORT}"' in ran.out
    assert '"fix": null' in ran.out
    assert (tmp_path / name).read_bytes() == text.encode()


# ---- --diff


def test_a_diff_writes_nothing(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>1</p>\n" + BAD)
    (tmp_path / "b.html").write_text(GOOD)

    ran = presend(*ONLY, "--diff", ".")

    assert ran == (
        1,
        f"--- a/a.html\n+++ b/a.html\n@@ -1,2 +1,2 @@\n <p>1</p>\n-{BAD}+{GOOD}",
        "",
    )
    assert (tmp_path / "a.html").read_text() == "<p>1</p>\n" + BAD
    assert presend(*ONLY, "--diff", "b.html") == (0, "", "")


AWKWARD = {
    "a.html": BAD.encode(),
    "a b.html": BAD.encode(),
    'ä"\n\\.html': BAD.encode(),
    "no line end.html": f"<p>1</p>\n{BAD}".rstrip("\n").encode(),
    "crlf.html": (f"<p>1</p>\n{BAD}<p>3</p>\n" * 2).replace("\n", "\r\n").encode(),
    "mark.html": b"\xef\xbb\xbf" + BAD.encode(),
    "latin.html": ('<meta charset="iso-8859-1">é\n' + BAD + "é\n").encode("latin-1"),
    "separators.html": f"a\x0bb\x0cc\x85d\u2028e\x1cf\rg{BAD}".encode(),
    "sub/a.html": BAD.encode(),
}


@pytest.mark.skipif(sys.platform == "win32", reason="no such file names")
@pytest.mark.parametrize("tool", [["git", "apply", "-"], ["patch", "-p1", "--binary", "-s"]])
def test_a_diff_is_a_patch(tool: list[str], presend: Run, tmp_path: Path) -> None:
    if shutil.which(tool[0]) is None:
        pytest.skip(f"{tool[0]} is not installed")
    for name, data in AWKWARD.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)

    patch = presend(*ONLY, "--diff", ".").out
    done = subprocess.run(
        tool, cwd=tmp_path, input=patch.encode("utf-8", "surrogateescape"), capture_output=True
    )

    assert (done.returncode, done.stderr) == (0, b"")
    for name, data in AWKWARD.items():
        assert (tmp_path / name).read_bytes() == data.replace(SHORT.encode(), LONG.encode())


def test_a_diff_can_be_written_to_a_file(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(('<meta charset="iso-8859-1">é' + BAD).encode("latin-1"))

    assert presend(*ONLY, "--diff", "-o", "a.patch", "a.html") == (1, "", "")
    assert "é".encode("latin-1") + GOOD.encode() in (tmp_path / "a.patch").read_bytes()


def test_standard_input_can_be_diffed(presend: Run) -> None:
    ran = presend(*ONLY, "--diff", "--stdin-filename", "a.html", "-", stdin=BAD.encode())

    assert ran == (1, f"--- a/a.html\n+++ b/a.html\n@@ -1 +1 @@\n-{BAD}+{GOOD}", "")


@pytest.mark.skipif(sys.platform == "win32", reason="no symbolic links")
def test_a_symbolic_link_stays_one(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "real.html").write_text(BAD)
    (tmp_path / "link.html").symlink_to("real.html")

    presend(*ONLY, "--fix", "link.html")

    assert os.readlink(tmp_path / "link.html") == "real.html"
    assert (tmp_path / "real.html").read_text() == GOOD


# ---- edits


def fixes(*edits: tuple[int, int, str]) -> list[Any]:
    """A fix of each edit."""
    return [("", True, (edit,)) for edit in edits]


@pytest.mark.parametrize(
    ("text", "given", "after", "taken"),
    [
        ("abcdef", fixes((0, 1, "A"), (4, 5, "E")), "AbcdEf", 2),
        ("abcdef", fixes((4, 5, "E"), (0, 1, "A")), "AbcdEf", 2),
        ("abcdef", fixes((0, 3, "A"), (2, 4, "B")), "Adef", 1),
        ("abcdef", fixes((0, 3, "A"), (3, 4, "B")), "Adef", 1),
        ("abcdef", fixes((2, 2, "A"), (2, 2, "B")), "abAcdef", 1),
        ("abcdef", fixes((2, 2, ""), (3, 4, "d")), "abcdef", 0),
        ("abcdef", [("", True, ((0, 1, "A"), (5, 6, "F"))), *fixes((5, 5, "x"))], "AbcdeF", 1),
        ("abcdef", [("", True, ((0, 2, "A"), (1, 3, "B")))], "abcdef", 0),
        ("abcdef", [("", True, ((3, 3, "C"), (3, 5, "D")))], "abcCDf", 1),
        ("abcdef", [("", True, ())], "abcdef", 0),
    ],
)
def test_edits_are_taken_whole_first_come_first_served(
    text: str, given: list[Any], after: str, taken: int
) -> None:
    assert apply(text, given) == (after, taken)


def test_a_fix_that_changes_more_than_it_names_is_not_taken() -> None:
    text = '<p title="a">1</p><p title="b">2</p><p title="c">3</p>'
    quote = (29, 30, "")  # without it, the value goes on to the next quote

    changed, taken = apply(text, fixes((10, 11, "A"), quote, (46, 47, "C")))

    assert (changed, taken) == ('<p title="A">1</p><p title="b">2</p><p title="C">3</p>', 2)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6), st.text("xyz<", max_size=3))))
def test_the_order_of_fixes_that_do_not_touch_is_all_one(edits: list[Any]) -> None:
    text = "<p>abcdefghijklm</p><p>nopqrstuvwxyz</p>"
    apart: list[tuple[int, int, str]] = []
    for start, length, new in sorted(edits):
        end = min(start + length, len(text))
        if not apart or apart[-1][1] < start:
            apart.append((start, end, new))

    assert apply(text, fixes(*apart)) == apply(text, fixes(*reversed(apart)))


def test_many_fixes_are_one_reading() -> None:
    """Not a time that is measured: a quadratic `apply` would take minutes here."""
    count = 20_000
    text = "<i>a</i>" * count
    every = fixes(*((8 * n + 3, 8 * n + 4, "b") for n in range(count)))

    assert apply(text, reversed(every)) == ("<i>b</i>" * count, count)
