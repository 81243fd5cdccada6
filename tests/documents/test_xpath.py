"""XPath over the lxml tree of a text: the nesting of the soup, exact places of what it finds."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given

from hostile import texts
from presend.documents.html import Html
from presend.documents.markup.elements import Element
from presend.documents.markup.tokens import MODERN
from presend.documents.markup.xpath import ATTRIBUTES, PREFIXES, Expression, grow
from presend.finding import Unknown
from presend.source import Source


def read(text: str) -> Html:
    return Html(Source("mail.html", text))


def found(xpath: str, text: str) -> list[str]:
    html = read(text)
    return [html.source[span] for span in Expression(xpath).spans(html)]


@given(texts())
@example("<p>a<html a:b xml:c :d e:><p><!--[if mso]><html><![endif]-->b</html><!--a--b--->c")
@example("<a\0\ud800 b='\0' b\ufffe=c>\0\ud800<!--\0--->")
def test_every_element_that_some_client_sees_is_in_the_tree(text: str) -> None:
    html = read(text)
    root, nodes = grow(html)
    assert {node for node in nodes.values() if isinstance(node, Element)} == {
        element for element in html.all_elements if element.visible
    }
    for node, element in nodes.items():
        if isinstance(element, Element) and element.visible & MODERN and node is not root:
            parent = nodes.get(node.getparent())
            assert parent is element.parent or (
                element.parent is None and parent is nodes.get(root)
            )


MAIL = """<!doctype html><html><body><p class="a&amp;b" id=''>x<br>y</p>
<!--[if mso]><v:rect href="{{ u }}" xml:lang=en><![endif]--><!-- c --><p :if>z</p></body></html>
<img src=1>{{ tail }}{# <i> #}"""


@pytest.mark.parametrize(
    ("xpath", "places"),
    [
        ("//p[br]", ["""<p class="a&amp;b" id=''>"""]),
        ("/html/body/p[last()]", ["<p :if>"]),
        ("//p/@class[. = 'a&b']", ["a&amp;b"]),
        ("//p/@id", ["id=''"]),
        ("//@_if", [":if"]),
        ("//text()[. = 'x']", ["""<p class="a&amp;b" id=''>"""]),
        ("//br/following-sibling::text()", ["""<p class="a&amp;b" id=''>"""]),
        ("//text()[contains(., '{{ tail }}')]", ["<html>"]),
        ("//comment()", ["<!-- c -->"]),
        ("//v:rect/@href[. = '{{ u }}']", ["{{ u }}"]),
        ("//*[name() = 'v:rect' and local-name() = 'rect'][lang('en')]/@xml:lang", ["en"]),
        ("//v:*/@*[name() = 'xml:lang']", ["en"]),
        ("/html/img | //body", ["<body>", "<img src=1>"]),
        ("//rect | //i | /document", []),
    ],
)
def test_a_finding_is_at_its_place(xpath: str, places: list[str]) -> None:
    assert found(xpath, MAIL) == places


def test_a_fragment_has_a_root_that_no_finding_names() -> None:
    assert found("/* | /*/*", "<p>a</p>") == ["<p>"]
    assert found("//text()[. = 'a']", "a<p>b</p>") == [""]


def test_what_xml_does_not_allow_is_made_legal() -> None:
    text = "<p a\ud800='\0'>\x0b<!-- a--b- -->"
    assert found("//p[@a_ = '\ufffd' and . = '\ufffd']", text) == [text[: text.index(">") + 1]]
    assert found("//comment()[. = ' a- -b- ']", text) == ["<!-- a--b- -->"]


@pytest.mark.parametrize(
    ("xpath", "reason"),
    [
        ("//a[", "invalid expression"),
        ("count(//a)", "it gives a number, but a finding needs a place"),
        ("//a = //b", "it gives true or false, but a finding needs a place"),
        ("'a'", "it gives a text, but a finding needs a place"),
        ("//a[contains(@href)]", "contains(@href): invalid number of arguments"),
        ("//a[.//b or sum(1)]", "sum(1): invalid type"),
        ("//a['x' | b]", "'x' | b: invalid type"),
        ("document('file.xml')//a", "there is no function document()"),
        ("//a[re:test(@href, 'x')]", "there is no function re:test()"),
        ("id('a')", "there is no function id()"),
        ("//a[$x]", "a variable has no value here"),
        ("//a/namespace::*", "namespaces have no place in a file"),
    ],
)
def test_an_expression_that_cannot_work_is_refused(xpath: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        Expression(xpath)


@pytest.mark.parametrize(
    "xpath",
    [
        "//div[div and (mod) or not(and)]",
        "//a[. * * > 2 * 3 div last()]",
        "(//a | //b)[position() = 1]",
        "//a[contains(., 'document(') and comment()]",
    ],
)
def test_an_operator_is_no_function_and_a_literal_no_call(xpath: str) -> None:
    assert found(xpath, "") == []


@pytest.mark.parametrize(
    ("xpath", "text"),
    [
        ("//a", "".join(f"<a{n}:b>" for n in range(PREFIXES + 1))),
        ("//a", "<a " + " ".join(f"b{n}" for n in range(ATTRIBUTES + 1)) + ">"),
        ("//p/following-sibling::p", "<p></p>" * 2_000),
    ],
)
def test_what_would_take_libxml2_long_is_not_judged(xpath: str, text: str) -> None:
    with pytest.raises(Unknown) as unknown:
        found(xpath, text)
    assert unknown.value.reason == "there is too much, or it nests too deep, for an XPath"
    assert unknown.value.cure == "write the rule as a selector"
