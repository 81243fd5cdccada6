"""What is wrong inside start tags."""

from __future__ import annotations

import pytest
from hypothesis import given

from hostile import texts
from presend.documents.html import Html
from presend.documents.markup.tags import flaws
from presend.source import Source


def found(text: str) -> list[tuple[str, str]]:
    html = Html(Source("a", text))
    return [(flaw.kind, html.source[flaw.span]) for flaw in flaws(html)]


@pytest.mark.parametrize(
    "text",
    [
        """<td a="1" b='2' c=3 d>""",
        """<td {% if a %}class="b"{% else %}class="c"{% endif %}>""",
        """<td class="a {{ b }}" {{ c }}>""",
        """<td style="font-family:'A B'">""",
        """<img alt="<b> is bold" title="d"> <a href="mailto:a@b.c" title='"'>""",
        """<a href="@(a ? "b" : "c")"> <a class="@Html.Raw("d")">""",
        """<cfif a eq "b"> <c:if test="${a}">""",
        """<o:p a="1" a="2">""",
        """<a href=http://a.b/?c=d&e=f>""",
    ],
)
def test_what_is_right(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<td a=1 B=2 A=3>", [("twice", "A=3")]),
        ('<td id="a" id=a>', [("same", "id=a")]),
        ('<td a="b"" c="d">', [("quote", '"')]),
        ('<a href="b>c</a><td class="d">', [("open", "href")]),
        ('<td width"50%">', [("quote", 'width"50%"')]),
        ('<td width=50">', [("unquoted", '50"')]),
        ("<a href=\u201chttps://a.b\u201d>", [("typographic", "\u201chttps://a.b\u201d")]),
        ("<div <p>", [("tag", "<p")]),
        ('<img src="a" </td>', [("tag", "<")]),
    ],
)
def test_what_is_wrong(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_the_first_of_two_is_told() -> None:
    html = Html(Source("a", '<td class="a" class="b">'))

    (flaw,) = flaws(html)
    assert html.source[flaw.first] == 'class="a"'


@given(texts())
def test_any_text(text: str) -> None:
    html = Html(Source("a", f"<td {text}>"))

    assert all(0 <= flaw.span[0] <= flaw.span[1] <= len(html.masked) for flaw in flaws(html))
