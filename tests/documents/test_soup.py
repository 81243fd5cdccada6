"""The soup of a text: the tree of modern clients, each tag with its element, nothing invented."""

from __future__ import annotations

import copy
import itertools
import re

import pytest
from bs4 import Comment, Doctype, Tag
from hypothesis import example, given

from hostile import texts
from presend.documents.html import Html
from presend.documents.markup.soup import Selector, brew, element_of
from presend.documents.markup.tokens import MODERN
from presend.source import Source


def read(text: str) -> Html:
    return Html(Source("mail.html", text))


def start_tag(html: Html, tag: Tag) -> str:
    element = element_of(tag)
    assert element is not None
    return html.source[element.span]


def selected(selector: str, text: str) -> list[str]:
    html = read(text)
    return [html.source[span] for span in Selector(selector).spans(html)]


@given(texts())
@example("<!--[if mso]><table><tr><td><![endif]--><p>x<!--[if mso]></td></tr></table><![endif]-->")
@example("<!--[if mso]><p><![if !mso]><b><![endif]></p><![endif]-->")
def test_every_element_that_some_client_sees_is_one_tag_at_its_place(text: str) -> None:
    html = read(text)
    tags = html.soup.find_all(True)
    assert [element_of(tag) for tag in tags] == [e for e in html.all_elements if e.visible]
    for tag in tags:
        element, around = element_of(tag), tag.parent
        assert element is not None
        assert around is not None
        parent = element_of(around)
        if element.visible & MODERN:
            assert parent is element.parent
        elif parent is not None:
            assert parent.start < element.start < parent.outer[1]


@given(texts())
def test_the_soup_is_linked_as_beautiful_soup_links_its_own(text: str) -> None:
    soup = brew(read(text))
    nodes = list(soup.descendants)
    for before, after in itertools.pairwise(nodes):
        assert before.next_element is after
        assert after.previous_element is before
    for node in [soup, *nodes]:
        if isinstance(node, Tag):
            children = list(node.children)
            assert [child.next_sibling for child in children] == [*children[1:], None][
                : len(children)
            ]


def test_outlook_stands_among_the_others_and_ends_with_its_comment() -> None:
    html = read("<div><!--[if mso]><table><v:rect><![endif]--><p>x</p></div>")
    assert str(html.soup) == (
        "<div><!--[if mso]><table><v:rect></v:rect></table><![endif]--><p>x</p></div>"
    )
    assert [tag.name for tag in html.soup.select(r"table > v\:rect, div > p")] == ["v:rect", "p"]


def test_what_nobody_sees_is_a_comment() -> None:
    soup = read("<!--[if lt IE 9]><i>x</i><![endif]--><!-- a --><?pi x?><!b></ c>").soup
    assert [str(node) for node in soup.contents] == [
        "[if lt IE 9]><i>x</i><![endif]",
        " a ",
        "?pi x?",
        "b",
        " c",
    ]
    assert {type(node) for node in soup.contents} == {Comment}


def test_the_document_type_is_one_of_beautiful_soup() -> None:
    (doctype,) = read("<!DOCTYPE html>").soup.contents
    assert isinstance(doctype, Doctype)
    assert str(doctype) == "html"


def test_holes_are_text_as_written_and_comments_of_the_template_are_none() -> None:
    html = read("""<h{{ n }} {{ b }} title="{{ '&lt;' }}&lt;{# c #}">
{{ a|b('&') }} &amp; {# <b> #}</h{{ n }}>""")
    tag = html.soup.contents[0]
    assert isinstance(tag, Tag)
    assert (tag.name, tag.attrs) == ("h{{ n }}", {"{{ b }}": "", "title": "{{ '&lt;' }}<"})
    assert tag.get_text() == "\n{{ a|b('&') }} & "
    assert tag.find("b") is None
    assert "{# <b> #}" in str(tag)


def test_raw_text_is_not_decoded() -> None:
    soup = read("<style>a>b&amp;</style><title>&amp;</title>").soup
    assert [tag.string for tag in soup.find_all(True)] == ["a>b&amp;", "&"]


def test_a_tag_knows_line_and_column() -> None:
    tag = read("<p>\n  <b>").soup.b
    assert tag is not None
    assert (tag.sourceline, tag.sourcepos) == (2, 2)


def test_front_matter_is_not_there() -> None:
    soup = brew(Html(Source("mail.html", "--- {{ x }} ---<p>y"), start=15))
    assert str(soup) == "<p>y</p>"


def test_a_copy_is_not_filled_twice_and_leads_nowhere() -> None:
    soup = read("<p>a</p>").soup
    twin = copy.copy(soup)
    assert str(twin) == "<p>a</p>"
    assert twin.p is not None
    assert element_of(twin.p) is None


def test_hostile_text_goes_in_and_out() -> None:
    html = read("<a\0 b='\ud800'>\0\ud800")
    tag = html.soup.contents[0]
    assert isinstance(tag, Tag)
    assert (tag.name, tag.attrs, tag.get_text()) == ("a\0", {"b": "\ud800"}, "\0\ud800")
    assert start_tag(html, tag) == "<a\0 b='\ud800'>"


def test_depth_is_no_recursion() -> None:
    depth = 10_000
    html = read("<div>x<b></b>y" * depth)
    spans = list(Selector("div > b").spans(html))
    assert [span.start for span in spans] == [n * len("<div>x<b></b>y") + 6 for n in range(depth)]


def test_a_selector_finds_start_tags_in_reading_order() -> None:
    text = (
        "<p class='x y'><a href='https://a.example/{{ u }}'>1</a><A HREF=https://a.example/>2</A>"
    )
    assert selected("a[href*='a.example'], .y", text) == [
        "<p class='x y'>",
        "<a href='https://a.example/{{ u }}'>",
        "<A HREF=https://a.example/>",
    ]
    assert selected(r"v\:rect", "<!--[if mso]><v:rect><![endif]-->") == ["<v:rect>"]
    assert selected("option:checked", "<option selected>") == ["<option selected>"]
    assert selected("a", "{# <a> #}<!-- <a> -->") == []


@pytest.mark.parametrize(
    ("selector", "reason"),
    [
        ("a[", "malformed attribute selector at position 1"),
        ("p::before", "pseudo-element found at position 1"),
        ("p:not(v|rect)", r"a prefix is part of the name: write v\: for v|"),
        ("[xlink|href]", r"a prefix is part of the name: write xlink\: for xlink|"),
    ],
)
def test_a_selector_that_cannot_match_is_refused(selector: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        Selector(selector)
