"""Which files `presend check` lints: those of a folder, those named, and those passed over."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

BAD = '<p><a href="https://bit.ly/3xYz">Offer</a></p>\n'
SAID = "Shortened link bit.ly/3xYz — use the full address [shortened-link]"
ONLY = ("--isolated", "--select", "shortened-link")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX only")


def put(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.encode())


def paths(out: str) -> list[str]:
    """The path of each line of the concise format."""
    return [line.partition(":1:13:")[0] for line in out.splitlines()]


def test_what_is_in_a_folder(presend: Run, tmp_path: Path) -> None:
    names = (
        "a.html b.HTM c.mjml d.txt e.html.j2 f.hbs g.liquid h.html.erb i.eml j.json l.blade.php "
        "m.cshtml n.html.heex o.txt.eex sub/k.html"
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
        "l.blade.php\thtml\tchecked",
        "m.cshtml\thtml\tchecked",
        "n.html.heex\thtml\tchecked",
        "o.txt.eex\ttext\tchecked",
        os.path.join("sub", "k.html") + "\thtml\tchecked",
    ]


OTHERS = {
    "index.html": f'<nav>Home</nav><link rel="stylesheet" href="/a.css">{BAD}',
    "about.html": f'<link rel="canonical" href="https://acme.com/about">{BAD}',
    "theme.html": "{% require_js %}<script>go()</script>{% end_require_js %}" + BAD,
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
        "about.html\thtml\tpassed-over: a web page",
        "theme.html\thtml\tpassed-over: a web page",
        "README.md\ttext\tpassed-over: a note or a list",
        os.path.join("mails", "README.md") + "\ttext\tpassed-over: a note or a list",
        "requirements.txt\ttext\tpassed-over: a note or a list",
        "package.json\tjson\tpassed-over: no email export",
        "deploy.sh.j2\thtml\tpassed-over: a template of something else",
        "post.md\ttext\tpassed-over: a document",
    ]


PAGES = {
    'rel="canonical"': f'<link href="https://acme.com/" rel="canonical">{BAD}',
    "rel=next": f"<link rel=next href=2.html>{BAD}",
    "templateType: page": f"<!--\n  templateType: page\n-->{BAD}",
    "templateType: email_subscription_preferences_page": (
        f"<!-- templateType: email_subscription_preferences_page -->{BAD}"
    ),
    "require_css": f"{{% require_css %}}<style></style>{{% end_require_css %}}{BAD}",
    "standard_header_includes": f"{{{{ standard_header_includes }}}}{BAD}",
    'class="breadcrumb': f'<ol class="breadcrumb"><li>Shop</li></ol>{BAD}',
}
MAILS = (
    f"<!-- templateType: email -->{BAD}",
    f'<link rel="stylesheet" href="a.css"><script src="a.js"></script>{BAD}',
    f'<p class="crumb">Read about rel="canonical" and require_css</p>{BAD}',
    f'---\nsubject: A sale\n---\n<link rel="canonical" href="https://acme.com/">{BAD}',
)


@pytest.mark.parametrize("said", PAGES)
def test_a_page_that_is_named_is_linted_but_nothing_in_it_stops_a_send(
    said: str, presend: Run, tmp_path: Path
) -> None:
    put(tmp_path, {"a.html": PAGES[said]})
    levels = ("--fail-on", "warning", "-f", "concise", "a.html")

    page = presend("check", *ONLY, *levels)
    mail = presend("check", *ONLY, *levels, "--kind", "marketing")
    asked = presend("check", *ONLY, *levels[2:], "--report", "json=a.json", "-q")

    assert (page.code, page.out.count(": info Shortened link")) == (0, 1)
    assert (mail.code, mail.out.count(": warning Shortened link")) == (1, 1)
    assert asked.code == 0
    (unchecked,) = json.loads((tmp_path / "a.json").read_text("utf-8"))["unchecked"]
    assert unchecked["rules"] == ["shortened-link"]
    assert unchecked["reason"].startswith(f"{said} says that it is a page of a web site")


@pytest.mark.parametrize("text", MAILS)
def test_what_a_mail_may_have_makes_no_page(text: str, presend: Run, tmp_path: Path) -> None:
    put(tmp_path, {"a.html": text})

    ran = presend("check", *ONLY, "--fail-on", "warning", "-f", "concise", "a.html")

    assert (ran.code, ran.out.count(": warning Shortened link")) == (1, 1)


def test_a_severity_that_is_set_holds_on_a_page_too(presend: Run, tmp_path: Path) -> None:
    put(tmp_path, {"a.html": PAGES['rel="canonical"']})
    put(tmp_path, {"presend.toml": '[rules]\nshortened-link = "error"\n'})

    ran = presend("check", "--select", "shortened-link", "-f", "concise", "a.html")

    assert (ran.code, ran.out.count(": error Shortened link")) == (1, 1)


def test_a_mail_beside_is_linted(presend: Run, tmp_path: Path) -> None:
    put(tmp_path, OTHERS | {"a.html": BAD})

    ran = presend("check", *ONLY, "-f", "concise", "--force-exclude", *OTHERS, "a.html")

    assert ran == (0, f"a.html:1:13: warning {SAID}\n", "")


def test_a_report_of_presend_is_no_mail(presend: Run, tmp_path: Path) -> None:
    pytest.importorskip("jinja2", reason="the HTML report needs Jinja2")
    put(tmp_path, {"a.html": BAD})
    presend("check", "-f", "html", "-o", "report.html", "a.html")

    shown = presend("check", "--show-files").out.splitlines()

    assert "report.html\thtml\tpassed-over: a report of presend" in shown


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

    said = "presend: all 3 files passed over as no mail; presend check --show-files says why\n"
    assert presend("check", *ONLY, ".") == (0, "No findings in 0 files.\n", said)
    assert presend("check", *ONLY, "bytes.json").err == (
        "bytes.json: it holds bytes that are no text; name only templates and messages\n"
    )


@POSIX
def test_names_with_blanks_and_line_ends_are_one_line(presend: Run, tmp_path: Path) -> None:
    for name in (b"a b.html", b"a\nb.html", "ä.html".encode(), b"\xff.html"):
        (tmp_path / os.fsdecode(name)).write_text(BAD)

    ran = presend("check", *ONLY, "-f", "concise", ".")

    assert paths(ran.out) == ["a␊b.html", "a b.html", "ä.html", "\\u{dcff}.html"]
