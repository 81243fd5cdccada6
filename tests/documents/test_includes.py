"""Includes: found in each template language, read when asked for, and never twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presend.documents.html import Html
from presend.documents.plain import Plain
from presend.finding import Unknown
from presend.source import Source


class Files:
    """A project in memory; `asked` are the names that were looked up, with who named them."""

    def __init__(self, **texts: str) -> None:
        self.texts = texts
        self.asked: list[tuple[str, str]] = []

    def __call__(self, name: str, near: str) -> Source | None:
        self.asked.append((name, near))
        key = name.rpartition("/")[2].partition(".")[0]
        return Source(f"/p/{key}.html", self.texts[key]) if key in self.texts else None


def html(text: str, files: Files | None = None) -> Html:
    return Html(Source("/p/mail.html", text), look_up=files)


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ('{% include "parts/footer.html" %}', "include", "parts/footer.html"),
        ("{%- include 'footer' with x=1 -%}", "include", "footer"),
        ("{% include footer.html %}", "include", "footer.html"),
        ("{% render 'footer', x: 1 %}", "include", "footer"),
        ('{% extends "base.html" %}', "extends", "base.html"),
        ('{% from "macros.html" import footer %}', "include", "macros.html"),
        ('{% module "f" path="../footer", label="F" %}', "include", "../footer"),
        ("{% include block %}", "include", "block"),
        ("{{> footer}}", "include", "footer"),
        ("{{> shared/footer year=2026 }}", "include", "shared/footer"),
        ("{{> (lookup . 'which') }}", "include", ""),
        ('{{ template "footer" . }}', "include", "footer"),
        ("{{ include('footer.twig') }}", "include", "footer.twig"),
        ('<%= render "shared/footer" %>', "include", "shared/footer"),
        ("<%= render partial: 'footer', locals: { a: 1 } %>", "include", "footer"),
        ("<%= render @order %>", "include", ""),
        ("<%- include('footer') %>", "include", "footer"),
        ("<?php include 'footer.php' ?>", "include", "footer.php"),
        ('<#include "footer.ftl">', "include", "footer.ftl"),
        ("@include('emails.footer')", "include", "emails.footer"),
        ('{include file="mails/footer.tpl" year=1}', "include", "mails/footer.tpl"),
        ('[#include "footer.ftl"]', "include", "footer.ftl"),
        ('#parse("footer.vm")', "include", "footer.vm"),
        ("[% INCLUDE parts/footer.tt %]", "include", "parts/footer.tt"),
        ('@await Html.PartialAsync("_Footer", Model)', "include", "_Footer"),
        ('<partial name="_Footer" />', "include", "_Footer"),
        ("<%@ include view='unsubscriptionLink' %>", "include", "unsubscriptionLink"),
        ('<t t-call="mail.footer"/>', "include", ""),
        ('<mj-include path="./footer.mjml" />', "include", "./footer.mjml"),
        ("{% block content %}{% endblock %}", "content", ""),
        ("{{ content }}", "content", ""),
        ("{{{ @content }}}", "content", ""),
        ("{{ body|safe }}", "content", ""),
        ("<%= yield %>", "content", ""),
        ("{{> @partial-block }}", "content", ""),
        ('{% dnd_area "main" %}', "content", ""),
        ("{{content_blocks.${footer}}}", "content", ""),
        ('%%=ContentBlockByKey("footer")=%%', "content", ""),
        ("{{ email_footer }}", "content", ""),
        ("{{ $footer ?? '' }}", "content", ""),
        ("{!! Markdown::parse($slot) !!}", "content", ""),
        ("<body><slot:template /></body>", "content", ""),
    ],
)
def test_an_include_in_each_language(text: str, kind: str, name: str) -> None:
    found = html(f"<body>{text}</body>").includes

    assert [(include.kind, include.name) for include in found] == [(kind, name)]


def test_a_page_that_is_only_begun_goes_on_elsewhere() -> None:
    text = "<html><body><table><tr><td><h1>A header"
    (rest,) = html(text).includes
    assert (rest.kind, rest.span) == ("content", (len(text), len(text)))
    assert html("<html><body><table><tr><td></table>").includes == []
    assert html("<html><body><table><tr><td></body></html>").includes == []


@pytest.mark.parametrize(
    "text",
    [
        "{{ contact.firstname }}",
        "{# include 'footer.html' #}",
        '<img alt="{{ content }}">',
        "{{ footer_colour }}",
        '{% include "mail.css" %}',
        '{% module "t" path="@hubspot/rich_text" %}',
        '{% extends "base.html" %}{% block content %}',
    ],
)
def test_what_brings_no_text_is_no_include(text: str) -> None:
    assert [each for each in html(text).includes if each.kind != "extends"] == []


def test_includes_are_read_through_files_that_include_others() -> None:
    files = Files(footer='{% include "legal.html" %}', legal="<p>Legal</p>")
    found, unread = html('{% include "footer.html" %}', files).reach()

    assert [document.source.text for document in found] == [files.texts["footer"], "<p>Legal</p>"]
    assert unread is None
    assert files.asked == [("footer.html", "/p/mail.html"), ("legal.html", "/p/footer.html")]


def test_a_circle_of_includes_ends() -> None:
    files = Files(a='{% include "b" %}{% include "mail" %}', b='{% include "a" %}', mail="")
    found, _ = html('{% include "a" %}', files).reach()

    assert [document.source.path for document in found] == ["/p/a.html", "/p/b.html"]


def test_a_chain_of_includes_is_followed_to_a_depth() -> None:
    files = Files(**{f"f{n}": f'{{% include "f{n + 1}" %}}' for n in range(20)})
    found, unread = html('{% include "f0" %}', files).reach()

    assert len(found) == 5
    assert unread is not None


def test_no_more_than_so_many_files_are_looked_for() -> None:
    files = Files()
    html("".join(f'{{% include "f{n}" %}}' for n in range(300)), files).reach()

    assert len(files.asked) == 64


def test_nothing_is_looked_up_before_a_rule_asks() -> None:
    files = Files(footer="")
    document = html('{% include "footer.html" %}', files)

    assert [include.name for include in document.includes] == ["footer.html"]
    assert files.asked == []


def test_a_child_is_a_mail_if_its_base_is() -> None:
    child = '{% extends "base.html" %}{% block content %}<p>News</p>{% endblock %}'
    base = "<html><body>{% block content %}{% endblock %}</body></html>"

    assert html(child, Files(base=base)).is_mail
    assert not html(child, Files(base="<p>{% block content %}{% endblock %}</p>")).is_mail
    with pytest.raises(Unknown, match=r'an included file "base\.html" is not there'):
        _ = html(child, Files()).is_mail


def test_the_blocks_of_a_base_are_filled_by_its_child() -> None:
    files = Files(base="<html><body>{% block content %}{% endblock %}</body></html>")
    found, unread = html('{% extends "base.html" %}', files).reach()

    assert len(found) == 1
    assert unread is None


def test_a_text_includes_as_well() -> None:
    plain = Plain(Source("/p/mail.txt", '{% include "footer.txt" %}'), look_up=Files(footer="Off"))

    assert [document.source.text for document in plain.reach()[0]] == ["Off"]


@given(st.text(alphabet="{}%<>=\"'/ -@#includexrabs\n", max_size=300))
def test_any_text_has_includes_within_it(text: str) -> None:
    for include in html(text).includes:
        start, end = include.span
        assert 0 <= start < end <= len(text)
