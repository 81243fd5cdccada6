"""presend handoff: every language says the same, about the right address, and safely."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import html5lib
import pytest

from presend.handoffs import LANGUAGES

Run = Callable[..., Any]

SENDER = ("--from", '"Acme & Söhne" <news@mail.acme.com>')


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_language_has_all_steps(lang: str, presend: Run) -> None:
    ran = presend("handoff", "--isolated", "--lang", lang, *SENDER)

    assert (ran.code, ran.err) == (0, "")
    assert re.findall(r"^(\d)\. \S", ran.out, re.MULTILINE) == ["1", "2", "3", "4", "5"]
    assert ran.out.count("news@mail.acme.com") == 3
    assert re.search(r"\S\u00a0?: mail\.acme\.com$", ran.out, re.MULTILINE)
    assert "Acme & Söhne" in ran.out
    assert "{" not in ran.out
    assert max(map(len, ran.out.splitlines())) <= 80


def test_the_languages_differ_in_words_alone() -> None:
    from importlib import import_module

    texts = {each: import_module(f"presend.data.handoff.{each}").TEXT for each in LANGUAGES}

    for lang in LANGUAGES:
        assert texts[lang].keys() == texts["en"].keys()
        for key, said in texts[lang].items():
            assert re.findall(r"\{\w+\}", said) == re.findall(r"\{\w+\}", texts["en"][key])
            assert lang == "en" or key == "colon" or said != texts["en"][key] or said == "Domain"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_sound_html_and_quiet_under_presend_itself(
    lang: str, presend: Run, tmp_path: Path
) -> None:
    assert presend("handoff", "--lang", lang, *SENDER, "-f", "html", "-o", "page.html").code == 0

    html5lib.HTMLParser(strict=True).parse((tmp_path / "page.html").read_text("utf-8"))
    ran = presend("check", "--isolated", "--kind", "transactional", "-f", "concise", "page.html")
    assert (ran.code, ran.out) == (0, "")


def test_nothing_of_a_name_becomes_markup_or_a_control_character(presend: Run) -> None:
    name = '"<script>a</script>\x1b[2J{address}" <a\'b&c@acme.com>'

    page = presend("handoff", "--isolated", "--from", name, "-f", "html").out
    text = presend("handoff", "--isolated", "--from", name).out

    assert "<script" not in page
    assert "<strong>a&#x27;b&amp;c@acme.com</strong>" in page
    assert "\x1b" not in page + text


def test_the_settings_say_who_sends(presend: Run, tmp_path: Path) -> None:
    (tmp_path / "presend.toml").write_text(
        '[sending]\nesp = "hubspot"\ndomains = []\nfrom = "Acme <news@acme.com>"\n'
        'reply-to = "Help <help@acme.com>"\n'
    )

    out = presend("handoff", "--lang", "de").out

    assert "E-Mails von Acme landen" in out
    assert "   Absenderadresse: news=acme.com@hs-domain.com\n" in out
    assert (
        "   Domain: hs-domain.com\n   Domain: shared.hubspot.com\n   Domain: hubspotemail.net\n"
        in out
    )
    assert "schreiben Sie uns: help@acme.com\n" in out


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ((), 'no From address is known; give --from, or write from = "\u2026" into [sending]'),
        (("--from", "Acme"), "--from: 'Acme' holds no address; write news@acme.com or Acme "
                             "<news@acme.com>"),
        (("--lang", "sv"), "--lang is one of en, fi, pl, de, fr, es, not 'sv'"),
    ],
)  # fmt: skip
def test_what_is_missing_is_one_line_with_the_cure(
    arguments: tuple[str, ...], error: str, presend: Run
) -> None:
    assert presend("handoff", "--isolated", *arguments) == (2, "", f"presend: {error}\n")
