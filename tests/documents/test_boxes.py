"""What fills an element, pads it and gives it its height."""

from __future__ import annotations

import pytest

from presend.documents.html import Html
from presend.documents.looks import boxes
from presend.documents.markup.elements import Element
from presend.source import Source


def first(name: str, text: str) -> Element:
    return Html(Source("x", text)).elements(name)[0]


@pytest.mark.parametrize(
    ("style", "height"),
    [
        ("font-size: 10px", 12.0),
        ("font-size: 10px; line-height: 1.5", 15.0),
        ("font-size: 10px; line-height: 150%", 15.0),
        ("line-height: 20px", 20.0),
        ("line-height: {{ height }}", None),
        ("font-size: {{ size }}; line-height: 2", None),
        ("font-size: {{ size }}; line-height: 18pt", 24.0),
    ],
)
def test_the_height_of_a_line(style: str, height: float | None) -> None:
    page = "<html><body><p style='{}'><a>x</a></p></body></html>"

    assert boxes.line_height(first("a", page.format(style))) == height


@pytest.mark.parametrize(
    ("box", "padding"),
    [
        ("style='padding: 4px'", 8.0),
        ("style='padding: 1px 2px 3px'", 4.0),
        ("style='padding: 4px; padding-top: 0'", 4.0),
        ("style='padding-left: 9px'", 0.0),
        ("style='padding: {{ gap }}'", None),
        ("style='border: 1px solid'", None),
        ("height='40'", None),
    ],
)
def test_padding_above_and_below(box: str, padding: float | None) -> None:
    assert boxes.above_and_below(first("td", f"<td {box}>x</td>")) == padding


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("<td background='a.png'>x</td>", False),
        ("<td background='a.png' bgcolor='#eee'>x</td>", True),
        ("<td style='background: url(a.png) #eee'>x</td>", True),
        ("<td style='background: url(a.png)'><!--[if mso]><v:fill/><![endif]-->x</td>", True),
        ("<!--[if mso]><v:rect><![endif]--><td>x</td><!--[if mso]></v:rect><![endif]-->", True),
        ("<!--[if mso]><v:rect></v:rect><![endif]--><td>x</td>", False),
    ],
)
def test_what_covers_for_a_background_image(text: str, covered: bool) -> None:
    assert boxes.is_covered(first("td", text)) is covered
