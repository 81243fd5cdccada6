"""Unbalanced tags, judged by branch of the template and by version of Outlook."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile import PIECES, texts
from presend.documents.html import Html
from presend.documents.markup.balance import faults, ghosts, groups
from presend.documents.markup.conditional import tilted
from presend.documents.markup.readings import branch_of
from presend.documents.markup.tokens import MODERN, OUTLOOK
from presend.source import Source


def page(text: str) -> Html:
    return Html(Source("a", f"<html><body>{text}</body></html>"))


def at_fault(html: Html, mask: int = MODERN) -> list[str]:
    return [html.source[fault.span] for fault in faults(html, mask)]


@pytest.mark.parametrize(
    "text",
    [
        "{% if a %}<div>{% else %}<div class=b>{% endif %}x</div>",
        "{% if a %}<div>{% endif %}x{% if a %}</div>{% endif %}",
        "<div>{% if a %}x</div>{% else %}y</div>{% endif %}",
        "<div>{% if a %}x</div>{% elif b %}y</div>{% elif c %}z</div>{% else %}</div>{% endif %}",
        "<div>{% if a %}</div>{% endif %}{% if not a %}</div>{% endif %}",
        "{{#if a}}<div>{{else}}<div>{{/if}}x</div>",
        "<% if a %><div><% else %><div><% end %>x</div>",
        "{% for a in b %}{% if not loop.first %}</div>{% endif %}<div>{% endfor %}</div>",
        "{% for a in b %}{% if c %}<table>{% endif %}<td>{% if d %}</table>{% endif %}{% endfor %}",
        "{% include 'open' %}x</div>",
        "<div>{% include 'close' %}",
        "<p>a<p>b<ul><li>c<li>d</ul>",
        "<table><tr><td>a<td>b<tr><td>c</table>",
    ],
)
def test_what_is_balanced(text: str) -> None:
    assert at_fault(page(text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<div>", ["<div>"]),
        ("</div>", ["</div>"]),
        ("<b><i></b></i>", ["<i>", "</i>"]),
        ("{% if a %}<p><b>{% endif %}</p><div>", ["<div>"]),
        ("{% if a %}<td><b></td>{% endif %}", ["<b>"]),
        ("{% if a %}</div>{% endif %}", ["</div>"]),
        ("<table>{% for a in b %}<tr><td>c</tr></tr>{% endfor %}</table>", ["</tr>"]),
        ("<div><b>{% if a %}</div>{% else %}</div>{% endif %}", ["<b>"]),
    ],
)
def test_what_is_not(text: str, expected: list[str]) -> None:
    assert at_fault(page(text)) == expected


@pytest.mark.parametrize(
    "text", ["<html><body><table><tr><td>a", "a</td></tr></table></body></html>"]
)
def test_a_page_that_is_only_begun_or_ended_is_not_judged(text: str) -> None:
    assert at_fault(Html(Source("a", text))) == []


def test_what_closes_around_a_tag_is_told() -> None:
    html = page("<td><div></td>")

    (fault,) = faults(html, MODERN)
    assert fault.by is not None
    assert html.source.text[fault.by[1] : fault.by[2]] == "</td>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!--[if mso]><table><![endif]-->a<!--[if mso]></table><![endif]-->", []),
        ("<!--[if mso]><table><![endif]-->a", ["<table>"]),
        ("a<!--[if mso]></table><![endif]-->", ["</table>"]),
        ("<!--[if mso]><v:rect><v:fill/></v:rect><![endif]-->", []),
        (
            "<!--[if mso 14]><table><![endif]--><!--[if gt mso 14]><table id=a><![endif]-->"
            "<!--[if lt mso 14]><table id=b><![endif]-->a<!--[if mso]></table><![endif]-->",
            [],
        ),
        ("<!--[if mso]><table><![endif]-->a<!--[if mso 16]></table><![endif]-->", ["<table>"]),
        ("<!--[if mso]><table><![endif]--><!--[if !mso]><!--><table><!--<![endif]--></table>", []),
        ("<!--[if !mso]><!--><div><!--<![endif]-->a</div>", ["</div>"]),
    ],
)
def test_tags_for_outlook(text: str, expected: list[str]) -> None:
    html = page(text)

    found = ghosts(html) if tilted(html) else []
    assert [html.source[fault.span] for fault in found] == expected


def test_faults_that_stand_together_are_one_group() -> None:
    html = page("</td> </tr></div>a</b>")

    found = groups(faults(html, MODERN), html.masked)
    assert [[fault.name for fault in group] for group in found] == [["td", "tr", "div"], ["b"]]


def test_the_innermost_branch() -> None:
    text = "a{% if b %}c{% for d in e %}f{% endfor %}g{% else %}h{% endif %}i"
    branch = branch_of(Html(Source("a", text)))

    inside = {letter: branch(text.index(f"}}{letter}{{") + 1) for letter in "cfgh"}
    assert inside["c"] == inside["g"]
    assert len({*inside.values()}) == 3
    assert (branch(0), branch(len(text) - 1)) == (None, None)


@given(texts() | st.lists(st.sampled_from(PIECES)).map("".join), st.sampled_from((MODERN, OUTLOOK)))
def test_any_text_has_its_faults_in_order(text: str, mask: int) -> None:
    html = page(text)

    found = faults(html, mask)
    assert [fault.start for fault in found] == sorted({fault.start for fault in found})
    assert all(html.masked[fault.start] == "<" for fault in found)
    ghosts(html)
