"""Allow-comments: which names, and what each covers."""

from __future__ import annotations

import pytest
from hypothesis import given

from hostile import texts
from presend.documents.allow import allowances
from presend.documents.html import Html
from presend.documents.plain import Plain
from presend.source import Source


def allowed(document: Html | Plain) -> list[tuple[str, str]]:
    """Each name and the text that it covers."""
    return [(allow.name, document.source[allow.scope]) for allow in allowances(document)]


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- presend: allow a-b: because -->",
        "<!--presend:allow a-b-->",
        "{# presend: allow a-b #}",
        "{#- presend: allow a-b -#}",
        "{% comment %} presend: allow a-b {% endcomment %}",
        "{% # presend: allow a-b %}",
        "{{! presend: allow a-b }}",
        "{{!-- presend: allow a-b --}}",
        "{{/* presend: allow a-b */}}",
        "<%# presend: allow a-b %>",
        "<%-- presend: allow a-b --%>",
        "<#-- presend: allow a-b -->",
        "%%[ /* presend: allow a-b */ ]%%",
    ],
)
def test_each_language_has_its_comment(comment: str) -> None:
    around = f"<i>c</i>{comment} <p>d<b>e</b></p>f"
    text = f"{comment}\n<i>c</i>"
    assert allowed(Html(Source("x", around))) == [("a-b", " <p>d<b>e</b></p>")]
    assert allowed(Html(Source("x", text))) == [("a-b", text)]


@pytest.mark.parametrize(
    ("comment", "names"),
    [
        ("<!-- presend: allow a, b-c ,links : why, oh why -->", ["a", "b-c", "links"]),
        ("<!-- presend: allow A b -->", ["a", "b"]),
        ("<!-- presend: allow a\nb -->", ["a"]),
        ("<!-- presend: allow A-b -->", ["a-b"]),
        ("<!-- presend: allow -->", []),
        ("<!-- presend: allow: a -->", []),
        ("<!-- presend: allow-all a -->", []),
        ("<!-- presend: ignore a -->", []),
        ("<!-- mypresend: allow a -->", []),
        ("<p>presend: allow a</p>", []),
        ("<style>/* presend: allow a */</style>", []),
        ("<!--[if mso]><p>presend: allow a</p><![endif]-->", []),
        ("{{ 'presend: allow a' }}", []),
    ],
)
def test_names(comment: str, names: list[str]) -> None:
    assert [allow.name for allow in allowances(Html(Source("x", comment)))] == names


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        # at the head, whatever else is there that is no mail yet: the whole file
        ("\ufeff \n<!doctype html>\n<!-- b -->{% load c %}<?d?>\n<A><p>e</p>", None),
        ("{% extends 'b' %}{% block c %}<A><p>d</p>", None),
        ("b<A><p>c</p>d", "<p>c</p>"),
        ("<html><A><head></head><p>b</p>", "<head></head>"),
        ("<p><A>b<i>c</i>d</p>", "b<i>c</i>"),
        ("<p><i>b</i><A></p>c", "</p>c"),
        ("b<A><!--[if !mso]><u><![endif]--><p>b</p>c", "<!--[if !mso]><u><![endif]--><p>b</p>"),
        ("<i></i><A><!--[if mso]><td>b</td><![endif]-->c", "<!--[if mso]><td>b</td>"),
        ("<i></i><A><img>b", "<img>"),
        ("<ul><A><li>b<li>c</ul>", "<li>b"),
        ("b<A>c", "c"),
    ],
)  # fmt: skip
def test_a_comment_covers_the_element_that_follows(text: str, scope: str | None) -> None:
    text = text.replace("<A>", "<!-- presend: allow a -->")
    assert allowed(Html(Source("x", text))) == [("a", text if scope is None else scope)]


def test_in_plain_text_a_comment_covers_what_follows() -> None:
    assert allowed(Plain(Source("x", "a {# presend: allow b #} c"))) == [("b", " c")]
    text = "\n{# presend: allow b #} c"
    assert allowed(Plain(Source("x", text))) == [("b", text)]
    assert allowed(Plain(Source("x", "presend: allow b"))) == []


def test_the_head_begins_after_the_front_matter() -> None:
    text = "---\nsubject: a\n---\n<!-- presend: allow b --><p>"
    assert allowed(Html(Source("x", text), start=text.index("<!--"))) == [("b", text)]


@given(texts(), texts())
def test_any_scope_lies_in_the_text(before: str, after: str) -> None:
    text = f"{before}<!-- presend: allow b -->{after}"
    for document in (Html(Source("x", text)), Plain(Source("x", text))):
        for allow in allowances(document):
            assert text[slice(*allow.span)].lower() == allow.name
            start, end = allow.scope
            assert (start, end) == (0, len(text)) or allow.comment.end == start <= end <= len(text)
