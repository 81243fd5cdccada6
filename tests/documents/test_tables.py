"""Which tables hold data, and what clients move out of a table."""

from __future__ import annotations

import pytest
from hypothesis import given

from hostile import texts
from presend.documents.html import Html
from presend.documents.markup.tables import Cells, moved
from presend.source import Source


def found(text: str) -> list[str]:
    html = Html(Source("a", text))
    return [html.source[span] for span, _, _ in moved(html)]


@pytest.mark.parametrize(
    "text",
    [
        "<table><caption>a</caption><tr><td><p>b</p></td></tr></table>",
        "<table><tr><!-- a --><td>b</td>\n <td>c</td></tr>\n</table>",
        "<table>{{ rows }}<tr><td>a</td></tr></table>",
        "<table>{% for a in b %}<tr><td>{{ a }}</td></tr>{% endfor %}</table>",
        "<table>{% if a %}<tr><td>{% endif %}<p>b</p></table>",
        "<table>{{ open }}<p>a</p></table>",
        "<table><tr>#if($a)<td>b</td>#end</tr></table>",
        "<table>@foreach (var a in b) {<tr><td>c</td></tr>}</table>",
        "<table><repeater><tr><td>a</td></tr></repeater></table>",
        "<table><tr><td>a</td><!--[if mso]><td>b</td><![endif]--></tr></table>",
        "<p>a</p></td> b",
    ],
)
def test_what_stays(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<table><p>a</p><tr><td>b</td></tr></table>", ["<p>"]),
        ("<table><tr><td>a</td>b</tr></table>", ["b"]),
        ("<table><tr><td>a</td></tr>&nbsp;</table>", ["&nbsp;"]),
        ("<table><tr><table><tr><td>a</td></tr></table></tr></table>", ["<table>"]),
        ("<table><tr><td>{{ a }}</td><img src=b></tr></table>", ["<img src=b>"]),
    ],
)
def test_what_is_moved(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@given(texts())
def test_any_text(text: str) -> None:
    html = Html(Source("a", f"<table><tr>{text}"))

    spans = [span for span, _, _ in moved(html)]
    assert spans == sorted(spans)


@pytest.mark.parametrize(
    ("text", "may_be", "looks_like"),
    [
        ("<table><tr><td>Coffee</td><td>2</td></tr><tr><td>Tea</td><td>1</td></tr></table>", 0, 1),
        ("<table><tr><td>Coffee</td><td>2</td></tr></table>", 0, 0),
        ("<table>{% for a in b %}<tr><td>{{ a }}</td><td>2</td></tr>{% endfor %}</table>", 0, 1),
        ("<table><tr><td>Coffee</td><td scope=row>2</td></tr></table>", 1, 0),
        ("<table><tr>{{ cells }}</tr></table>", 1, 0),
        ("<table><tr><td>a</td><td><img></td></tr><tr><td>b</td><td>c</td></tr></table>", 0, 0),
        ("<table><tr><td><table><tr><th>a</th></tr></table></td></tr></table>", 0, 0),
    ],
)
def test_tables_of_data(text: str, may_be: int, looks_like: int) -> None:
    html = Html(Source("a", text))
    table, cells = html.elements("table")[0], Cells(html)

    assert (cells.may_be_data(table), cells.look_like_data(table)) == (may_be, looks_like)
