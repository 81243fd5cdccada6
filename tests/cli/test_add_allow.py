"""--add-allow: a comment at the place of each finding, and nothing is found there any more."""

import re
import shutil
from pathlib import Path

import pytest

import corpus
from conftest import Run

FIXTURES = Path(__file__).parents[2] / "fixtures"
LINK = '<a href="https://bit.ly/3xYz">Offer</a>'
COMMENT = re.compile(
    rb"(?:<!--|\{#|\{% comment %\}|\{\{!--|\{\{!|<%#|%%\[ /\*) presend: allow [a-z0-9, -]+ "
    rb"(?:-->|#\}|\{% endcomment %\}|--\}\}|\}\}|%>|\*/ \]%%)"
)
CHECK = ("check", "--select", "shortened-link,insecure-link", "-q", "-f", "concise")


@pytest.mark.parametrize(
    ("name", "opener", "closer"),
    [
        ("a.html", "<!--", "-->"),
        ("a.html.j2", "{#", "#}"),
        ("a.html.njk", "{#", "#}"),
        ("a.twig", "{#", "#}"),
        ("a.hubl", "{#", "#}"),
        ("a.liquid", "{% comment %}", "{% endcomment %}"),
        ("a.hbs", "{{!--", "--}}"),
        ("a.mustache", "{{!", "}}"),
        ("a.html.erb", "<%#", "%>"),
        ("a.ejs", "<%#", "%>"),
        ("a.gohtml", "{{/*", "*/}}"),
        ("a.ftl", "<#--", "-->"),
        ("a.amp", "%%[ /*", "*/ ]%%"),
        ("a.mjml", "<!--", "-->"),
    ],
)
def test_each_language_in_its_own_comment(
    name: str, opener: str, closer: str, presend: Run, tmp_path: Path
) -> None:
    comment = f"{opener} presend: allow shortened-link {closer}"
    (tmp_path / name).write_text(f"<div>\n  <p>One</p>\n  <p>{LINK}</p>\n</div>\n")

    ran = presend("check", "--select", "shortened-link", "--add-allow", "-f", "concise", name)

    assert ran == (0, "", "presend: 1 finding allowed in 1 file\n")
    written = f"<div>\n  <p>One</p>\n  <p>{comment}{LINK}</p>\n</div>\n"
    assert (tmp_path / name).read_text() == written


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # a line of its own where the element has one, with its margin and the file's line end
        ("<p>a</p>\r\n\t<a href='http://bit.ly/x'>b</a>\r\n",
         "<p>a</p>\r\n\t<A insecure-link, shortened-link>\r\n\t<a href='http://bit.ly/x'>b</a>\r\n"),
        # the first thing in a file: for the whole of it
        ("<!doctype html>\n<a href='https://bit.ly/x'>b</a>\n<a href='https://bit.ly/y'>c</a>",
         "<!doctype html>\n<A shortened-link>\n<a href='https://bit.ly/x'>b</a>\n"
         "<a href='https://bit.ly/y'>c</a>"),
        # white space that shows is not changed
        ("<i>a</i><pre>\n<a href='https://bit.ly/x'>b</a></pre>",
         "<i>a</i><pre>\n<A shortened-link><a href='https://bit.ly/x'>b</a></pre>"),
        # one around another is enough
        ("<i>a</i><td background='https://bit.ly/x'><a href='https://bit.ly/x'>b</a></td>",
         "<i>a</i><A shortened-link><td background='https://bit.ly/x'>"
         "<a href='https://bit.ly/x'>b</a></td>"),
        # a comment of HTML cannot stand in one of Outlook's
        ("<i>a</i><p>\n<!--[if mso]><a href='https://bit.ly/x'>b</a><![endif]-->\n</p>",
         "<i>a</i><p>\n<A shortened-link>\n"
         "<!--[if mso]><a href='https://bit.ly/x'>b</a><![endif]-->\n</p>"),
        ("<i>a</i><p><!--[if mso]><b>c</b><a href='https://bit.ly/x'>b</a><![endif]--></p>",
         "<i>a</i><A shortened-link><p><!--[if mso]><b>c</b>"
         "<a href='https://bit.ly/x'>b</a><![endif]--></p>"),
        # in a style sheet none is understood
        ("<i>a</i>\n<style>p { background: url(https://bit.ly/x) }</style>",
         "<i>a</i>\n<A shortened-link>\n<style>p { background: url(https://bit.ly/x) }</style>"),
    ],
)  # fmt: skip
def test_where_it_stands(before: str, after: str, presend: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(before.encode())

    assert presend(*CHECK, "--add-allow", "a.html") == (0, "", "")

    after = after.replace("<A ", "<!-- presend: allow ")
    for rules in ("insecure-link, shortened-link", "shortened-link"):
        after = after.replace(f"allow {rules}>", f"allow {rules} -->")
    assert (tmp_path / "a.html").read_bytes().decode() == after
    assert presend("check", "--select", "links,presend", "-q", "-f", "concise", ".").out == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # what a template engine does not read as a comment is none
        ("<i>a</i><p>{% raw %}<a href='https://bit.ly/x'>b</a>{% endraw %}</p>",
         "<i>a</i>{# presend: allow shortened-link #}"
         "<p>{% raw %}<a href='https://bit.ly/x'>b</a>{% endraw %}</p>"),
        # for the whole file: above what the template begins with
        ("---\nsubject: CALL US NOW, FRIENDS OF TEA\n---\n{% extends 'b' %}{% block c %}d",
         "---\nsubject: CALL US NOW, FRIENDS OF TEA\n---\n{# presend: allow subject-all-caps #}\n"
         "{% extends 'b' %}{% block c %}d"),
    ],
)  # fmt: skip
def test_a_comment_of_a_template(before: str, after: str, presend: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html.j2").write_text(before)

    select = "shortened-link,subject-all-caps"
    assert presend("check", "--select", select, "-q", "--add-allow", ".") == (0, "", "")
    assert (tmp_path / "a.html.j2").read_text() == after


def test_text_and_front_matter_take_one_at_the_head(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt.j2").write_text("Hello,\nhttps://bit.ly/x\n")
    (tmp_path / "b.html").write_text("---\nsubject: CALL US NOW, FRIENDS OF TEA\n---\n<p>a</p>\n")

    ran = presend("check", "--select", "shortened-link,subject-all-caps", "--add-allow", "-q", ".")

    assert ran == (0, "", "")
    comment = "{# presend: allow shortened-link #}"
    assert (tmp_path / "a.txt.j2").read_text() == f"{comment}Hello,\nhttps://bit.ly/x\n"
    lines = (tmp_path / "b.html").read_text().splitlines()
    assert lines[3:] == ["<!-- presend: allow subject-all-caps -->", "<p>a</p>"]


def test_where_no_comment_can_stand_is_said_in_one_line(presend: Run, tmp_path: Path) -> None:
    for name in ("a.txt", "c.html", "d.txt"):
        (tmp_path / name).write_text(f"Hello {{{{ name }}}}, <i>x</i>\nhttps://bit.ly/x\n{LINK}")
    (tmp_path / "b.eml").write_text("From: a@acme.com\n\nhttps://bit.ly/x\n")

    ran = presend("check", "--select", "shortened-link", "--add-allow", "-f", "concise", ".")

    assert ran.err == (
        "presend: 2 findings allowed in 1 file\n"
        "presend: 5 findings left where no allow-comment can stand: a.txt, b.eml, d.txt (in plain "
        "text it can once [templates] dialect names the language); put them into a baseline: "
        "presend check --write-baseline FILE\n"
    )
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == [
        *("a.txt", "a.txt", "b.eml", "d.txt", "d.txt")
    ]
    # {{ is in many languages: a comment of one would be read out by another
    comment = "<!-- presend: allow shortened-link -->"
    assert (tmp_path / "c.html").read_text().startswith(f"{comment}Hello {{{{ name }}}}")
    (tmp_path / "presend.toml").write_text('[templates]\ndialect = "mustache"\n')
    assert presend(*CHECK, "--add-allow", "a.txt", "d.txt").code == 0
    assert (tmp_path / "a.txt").read_text().startswith("{{! presend: allow shortened-link }}Hello")


@pytest.mark.parametrize(
    ("encoding", "bom"), [("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("cp1252", b"")]
)
def test_encoding_line_ends_mode_and_links_stay(
    encoding: str, bom: bytes, presend: Run, tmp_path: Path
) -> None:
    text = f'<meta charset="{encoding}">\r\n<p>Käse</p>\r\n<div>\r\n  {LINK}\r\n</div>'
    real = tmp_path / "real.html"
    real.write_bytes(bom + text.encode(encoding))
    real.chmod(0o640)
    (tmp_path / "a.html").symlink_to(real)

    assert presend(*CHECK, "--add-allow", "a.html").code == 0

    comment = "<!-- presend: allow shortened-link -->\r\n  "
    assert real.read_bytes() == bom + text.replace("<a", comment + "<a").encode(encoding)
    assert (tmp_path / "a.html").is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640


def test_with_a_baseline_only_what_it_lacks(presend: Run, tmp_path: Path) -> None:
    mail = tmp_path / "a.html"
    mail.write_text(f"<p>a</p><p>{LINK}</p>")
    presend(*CHECK, "--write-baseline", "b.json", "a.html")
    mail.write_text(f"<p>a</p><p>{LINK}</p><p><a href='https://tinyurl.com/x'>c</a></p>")

    assert presend(*CHECK, "--baseline", "b.json", "--add-allow", "a.html") == (0, "", "")
    assert mail.read_text().count("presend: allow") == 1
    assert presend(*CHECK, "--baseline", "b.json", "a.html") == (0, "", "")
    assert presend(*CHECK, "a.html").out.count("bit.ly") == 1


def held(presend: Run, tmp_path: Path) -> None:
    """After --add-allow the same run finds nothing where a comment can stand, but for the rest."""
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    first = presend("check", "-q", "-f", "concise", "--fail-on", "info", "--add-allow", ".")
    after = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    again = presend("check", "-q", "-f", "concise", "--fail-on", "info", ".")

    assert again == first
    for line in again.out.splitlines():
        name = line.partition(":")[0]
        assert name.endswith((".eml", ".json", ".toml", ".txt", ".meta.yaml")), line
        assert "unused-allow" not in line
    for path, data in after.items():
        without = COMMENT.sub(b"", data)
        assert b"".join(without.split()) == b"".join(before[path].split())
    presend("check", "-q", "-f", "concise", "--add-allow", ".")
    assert {path: path.read_bytes() for path in after} == after


def test_nothing_is_found_after_it_in_the_fixtures(presend: Run, tmp_path: Path) -> None:
    shutil.copytree(FIXTURES, tmp_path, dirs_exist_ok=True)

    held(presend, tmp_path)


@corpus.needed
def test_nothing_is_found_after_it_in_real_templates(presend: Run, tmp_path: Path) -> None:
    for path in corpus.templates()[::16]:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(corpus.FOLDER / path, tmp_path / path)

    held(presend, tmp_path)


def rendered(engine: str, text: str) -> str:
    """A template as an engine renders it, with white space as HTML sees it."""
    pytest.importorskip(engine, reason=f"{engine} is not installed")
    if engine == "jinja2":
        import jinja2

        out = jinja2.Template(text).render(name="Ade")
    elif engine == "django":
        from django.template import Context, Engine

        out = Engine().from_string(text).render(Context({"name": "Ade"}))
    elif engine == "liquid":
        import liquid

        out = liquid.Environment().from_string(text).render(name="Ade")
    else:
        import chevron

        out = chevron.render(text, {"name": "Ade"})
    return " ".join(out.split())


@pytest.mark.parametrize(
    ("engine", "dialect"),
    [("jinja2", "jinja"), ("django", "django"), ("liquid", "liquid"), ("chevron", "mustache")],
)
def test_no_comment_ships(engine: str, dialect: str, presend: Run, tmp_path: Path) -> None:
    (tmp_path / "presend.toml").write_text(f'[templates]\ndialect = "{dialect}"\n')
    page = f"<h1>Hello {{{{ name }}}}</h1>\n<div>\n  {LINK}\n  <p>a {LINK}</p>\n</div>\n"
    mails = {"a.html": page, "b.txt": "Hello {{ name }}\nhttps://bit.ly/x\n"}
    for name, text in mails.items():
        (tmp_path / name).write_text(text)

    assert presend(*CHECK, "--add-allow", ".") == (0, "", "")

    for name, text in mails.items():
        after = (tmp_path / name).read_text()
        assert after.count("presend: allow") == (2 if name == "a.html" else 1)
        assert rendered(engine, after) == rendered(engine, text)
