"""Selectors: they mean the elements that soupsieve selects, and never more than they know."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presend.documents.html import Html
from presend.documents.looks.selectors import Matcher, parse
from presend.documents.markup.soup import element_of
from presend.source import Source

MAIL = """<html lang="en"><body class="body" id="top"><u></u><div class="a b" data-x="one two">
<p class="a">x<a href="https://acme.com/sale" class="b">y</a></p><p>x</p><span class="b a">x</span>
<table><tr><td class="cell a"><a id="link">y</a></td><td><p class="b"><b>z</b></p></td></tr></table>
</div><p lang="de-AT">x</p></body></html>"""
PARTS = (
    "p", "a", "td", "div", "table", "b", "*", ".a", ".b", ".cell", "#top", "#link", "p.a", ".a.b",
    "[href]", "[data-x~='two']", '[href^="https://"]', "[href$=sale]", "[class*=ell]", "[lang|=de]",
    "a[href]", ":root", "td.cell.a",
)  # fmt: skip


def read(text: str) -> Html:
    return Html(Source("mail.html", text))


def meant(html: Html, text: str) -> list[bool | None]:
    matcher = Matcher(html, html.modern.parents)
    return [
        next((found for each in parse(text) if (found := matcher.matches(each, at))), False)
        for at in range(len(html.all_elements))
    ]


@given(
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=4),
    st.lists(st.sampled_from((" ", " > ", "+", " ~ ", ", ")), min_size=3, max_size=3),
)
def test_the_same_elements_as_soupsieve(parts: list[str], combinators: list[str]) -> None:
    text = parts[0] + "".join(c + p for c, p in zip(combinators, parts[1:], strict=False))
    html = read(MAIL)
    selected = {element_of(tag) for tag in html.soup.select(text)}

    assert meant(html, text) == [element in selected for element in html.all_elements]


@pytest.mark.parametrize(
    ("text", "specificity"),
    [("a", 1), ("#top .a td", 10_101), ("a[href].b", 201), ("* > .a", 100), ("a:link", 1)],
)
def test_specificity(text: str, specificity: int) -> None:
    assert [each.specificity for each in parse(text)] == [specificity]


@pytest.mark.parametrize(
    "text", ["a:hover", "p::before", "tr:focus td", ".a:visited", "&&", "a, <"]
)
def test_what_means_no_element_or_is_no_css(text: str) -> None:
    assert parse(text) == ()


def test_an_escaped_name_and_a_comment() -> None:
    html = read('<p class="sm:w-full">x</p>')

    assert meant(html, r"/* wide */ .sm\:w-full") == [True]


@pytest.mark.parametrize(
    ("text", "mail"),
    [
        ("p:not(.a)", "<p>x</p>"),
        (".a:first-child", '<p class="a">x</p>'),
        (".dark p", '<div class="{{ theme }}"><p>x</p></div>'),
        ("#m_\x1a\x1a p", "<p>x</p>"),
        ("[href='x']", '<a href="{{ url }}">x</a>'),
    ],
)
def test_what_cannot_be_told_is_left_open(text: str, mail: str) -> None:
    html = read(mail)
    (selector,) = parse(text)
    last = len(html.all_elements) - 1

    found = Matcher(html, html.modern.parents).matches(selector, last)
    assert found is (None if "m_" not in text else False)


@given(st.text(alphabet=" a.#[]=:>+~,*\"'\\/()\x1a\x1b\n-é"), st.integers(0, 9))
def test_any_text_is_read(text: str, at: int) -> None:
    html = read(MAIL)
    matcher = Matcher(html, html.modern.parents)

    assert all(matcher.matches(each, at) in (True, False, None) for each in parse(text))


def test_endless_combinations_are_given_up() -> None:
    html = read("<div>" * 300 + "<p>x")
    (selector,) = parse("b div div div div div div p")

    assert Matcher(html, html.modern.parents).matches(selector, 300) is None
