"""presend init: settings from what a folder's mails show, with the places that show it."""

import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest

import corpus
from conftest import Run

FIXTURES = Path(__file__).parents[2] / "fixtures"
PAGE = "<!doctype html><html><body><p>Hello</p></body></html>"


def settings(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / "presend.toml").read_text("utf-8"))


def test_provider_language_sender_and_domains(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "emails").mkdir()
    (tmp_path / "emails/a.html").write_text(
        "---\nfrom: Acme News <news@mail.acme.com>\nkind: marketing\n---\n"
        "<!-- templateType: email -->\n<p>Hello {{ contact.firstname }}</p>\n"
    )
    (tmp_path / "emails/b.html").write_text("<p>{% module 'a' path='@hubspot/email_footer' %}</p>")
    (tmp_path / "sent.eml").write_text(
        "DKIM-Signature: v=1; a=rsa-sha256; d=mail.acme.com; s=a; h=from; bh=YQ==; b=YQ==\n"
        "From: Acme News <news@mail.acme.com>\nSubject: Hi\n\nHello\n"
    )

    ran = presend("init")

    assert (ran.code, ran.err) == (0, "")
    assert settings(tmp_path) == {
        "sending": {
            "esp": "hubspot",
            "domains": ["mail.acme.com"],
            "from": "Acme News <news@mail.acme.com>",
            "own-domains": ["acme.com"],
        },
        "templates": {"dialect": "hubl"},
        "targets": {},
        "rules": {},
    }
    for said in (
        "Wrote presend.toml.\n",
        "  3 mails: 2 html, 1 eml\n       2 in emails/\n       1 in .\n",
        '  esp = "hubspot"\n      emails/a.html:6: {{ contact.firstname }}, and 1 more\n',
        '  dialect = "hubl"\n      emails/a.html:5: templateType:, and 1 more\n',
        '  from = "Acme News <news@mail.acme.com>"\n      emails/a.html:2: news@mail.acme.com, and',
        '  domains = ["mail.acme.com"]\n      sent.eml:1: DKIM d=mail.acme.com\n',
        "\nNot known; to be filled in there:\n  kind  taken for marketing; set kind = ",
        "\nNext: presend check\n",
    ):
        assert said in ran.out
    assert presend("check", ".").code in (0, 1)


def test_several_providers_get_a_table_each(presend: Run, tmp_path: Path) -> None:
    for folder, tag in (("news", "*|UNSUB|*"), ("shop [1]", "{{{ pm:unsubscribe }}}")):
        (tmp_path / "mail" / folder).mkdir(parents=True)
        (tmp_path / "mail" / folder / "a.html").write_text(f"<p>{tag}</p>")

    assert presend("init").code == 0

    assert settings(tmp_path)["sending"]["overrides"] == [
        {"files": ["mail/news/**"], "esp": "mailchimp"},
        {"files": ["mail/shop\\ \\[1\\]/**"], "esp": "postmark"},
    ]
    shown = [line.split() for line in presend("config", "mail/shop [1]/a.html").out.splitlines()]
    assert ["sending.esp", "=", '"postmark"'] in [line[:3] for line in shown]
    assert "dialect" not in settings(tmp_path)["templates"]


def test_what_may_be_many_things_is_no_more_than_a_guess(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>{% if a %}{{ customer.name }}{% endif %}</p>")
    (tmp_path / "b.html").write_text("<p>{% if a %}b{% endif %}</p>")

    ran = presend("init")

    assert settings(tmp_path) == {"sending": {}, "templates": {}, "targets": {}, "rules": {}}
    assert "  esp      perhaps Customer.io (a.html:1: {{ customer.); set esp to the prov" in ran.out
    assert "  domains  which sending domains are connected at the provider, its set" in ran.out
    assert "  from     no mail names one; write it into [sending], or into the fro" in ran.out


def test_it_writes_over_nothing(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "presend.toml").write_text("# mine\n")
    (tmp_path / "a").mkdir()
    (tmp_path / "a/pyproject.toml").write_text("[tool.presend]\n")

    assert presend("init") == (
        2,
        "",
        "presend: presend.toml: it is already there; edit it, or replace it with --force\n",
    )
    assert (tmp_path / "presend.toml").read_text() == "# mine\n"
    assert presend("init", "a") == (
        2,
        "",
        "presend: a/pyproject.toml: it has a table tool.presend already, which presend.toml would "
        "set aside; edit it, or go on with --force\n",
    )
    below = presend("init", "--force", "a")
    assert (
        "\npresend.toml no longer holds here: the nearest settings file alone does.\n" in below.out
    )
    assert presend("init", "--force").code == 0
    assert settings(tmp_path)["sending"] == {}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("no",), "no: it is no folder; init takes the one that holds the mails"),
        ((".", "."), "init takes one folder"),
    ],
)
def test_what_is_no_folder(arguments: tuple[str, ...], said: str, presend: Run) -> None:
    assert presend("init", *arguments) == (2, "", f"presend: {said}\n")


def test_an_empty_folder(presend: Run, tmp_path: Path) -> None:
    ran = presend("init")

    assert "\n  no mail below .: nothing to go by\n" in ran.out
    said = "presend: no mail in .; what you name is linted, whatever it is called\n"
    assert presend("check") == (0, "No findings in 0 files.\n", said)
    assert presend("check", "--quiet") == (0, "", "")


def test_hostile_names_and_values_do_no_harm(presend: Run, tmp_path: Path) -> None:
    for folder in ('a"b\\', "c\nd = 1 #", "e\x1b[2J", "f\u202e", "\udce4"):
        (tmp_path / "mail" / folder).mkdir(parents=True)
        (tmp_path / "mail" / folder / "a.html").write_text("<p>{{{ pm:unsubscribe\x1b[2J }}}</p>")
        (tmp_path / "mail" / folder / "b.html").write_text(PAGE)
        (tmp_path / "mail" / folder / "c.html").write_text("---\nfrom: [a\n---\n")
    (tmp_path / "mail/g").mkdir()
    for name in ("a.html", "c.html"):
        (tmp_path / "mail/g" / name).write_text("<p>*|UNSUB|*</p>")
    (tmp_path / "mail/g/b.html").write_text(
        '---\nfrom: \'"A\\" \u202e #" <a"b@mail.acme.com>\'\n---\n<p>a</p>'
    )

    ran = presend("init")

    assert (ran.code, ran.err) == (0, "")
    assert "\x1b" not in ran.out + (tmp_path / "presend.toml").read_text("utf-8")
    overrides = settings(tmp_path)["sending"]["overrides"]
    assert {"files": ["mail/g/**"], "esp": "mailchimp"} in overrides
    assert presend("check", "-q", ".").code in (1, 2)


FOLDERS = sorted(p.name for p in FIXTURES.iterdir() if p.is_dir() and p.name != "zones")


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_folder_of_the_fixtures(folder: str, presend: Run, tmp_path: Path) -> None:
    shutil.copytree(FIXTURES / folder, tmp_path, dirs_exist_ok=True)

    assert presend("init").code == 0

    expected = {
        "hubspot": ("hubspot", "hubl"),
        "mailchimp": ("mailchimp", None),
        "ampscript": ("salesforce", "ampscript"),
        "handlebars": ("sendgrid", "handlebars"),
        "liquid": ("customerio", "liquid"),
        "mjml": ("postmark", "postmark"),
        "hubspot-json": ("hubspot", None),
        "sendgrid-json": ("sendgrid", None),
        "django": (None, "django"),
        "jinja": (None, "jinja"),
        "erb": (None, "erb"),
        "eml": ("sendgrid", None),
        "plain": (None, None),
    }[folder]
    found = settings(tmp_path)
    assert (found["sending"].get("esp"), found["templates"].get("dialect")) == expected
    ran = presend("check", "-q", ".")
    assert (ran.code, ran.err) == (1, "")


@corpus.needed
def test_real_projects(presend: Run, tmp_path: Path) -> None:
    projects = sorted({path.partition("/")[0] for path in corpus.templates()})
    for project in projects:
        for path in corpus.templates():
            if path.startswith(project + "/"):
                (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(corpus.FOLDER / path, tmp_path / path)
        ran = presend("init", project)
        assert (ran.code, ran.err) == (0, "")
        assert presend("config", f"{project}/a.html").code == 0
    assert settings(tmp_path / "blakelmason+marketo-email-template-builder")["sending"] == {
        "esp": "marketo"
    }
