"""Styling: what is known of the look is right, and what is not known is said to be unknown."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hostile import texts
from presend.data import colours
from presend.documents.html import Html
from presend.documents.looks.style import Style
from presend.documents.looks.styling import hidden
from presend.source import Source


def read(text: str, *, mjml: bool = False) -> Html:
    return Html(Source("mail.html", text), mjml=mjml)


def style(text: str, *, mjml: bool = False) -> Style:
    """The style of the text X."""
    html = read(text, mjml=mjml)
    return next(
        found
        for run, _, found in html.styling.texts
        if html.masked[run.start : run.end].strip() == "X"
    )


def look(text: str) -> tuple[str | None, str | None]:
    """The colours of the text X and of what is behind it."""
    found = style(text)
    return (
        found.colour and colours.name(found.colour),
        found.background and colours.name(found.background),
    )


def page(body: str, css: str = "") -> str:
    return f"<html><head><style>{css}</style></head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("body", "css", "seen"),
    [
        ("<p>X", "", ("#000", "#fff")),
        ('<p style="color: #333"><b>X', "", ("#333", "#fff")),
        ('<p style="color: red; color: rgb(0 128 0)">X', "", ("#008000", "#fff")),
        ('<td bgcolor="ffcc00"><font color="white">X', "", ("#fff", "#fc0")),
        ('<div style="background: navy url() no-repeat"><p>X', "", ("#000", None)),
        ('<div style="background: #eee"><p style="background: none">X', "", ("#000", "#eee")),
        ('<div style="background-color: rgba(0, 0, 0, 0.5)">X', "", ("#000", "#808080")),
        ('<td background="a.png" bgcolor="#111111">X', "", ("#000", None)),
        ('<td style="background-image: linear-gradient(#000, #fff)">X', "", ("#000", None)),
        ('<td background="a.png"><p style="background: #eee">X', "", ("#000", "#eee")),
        ("<p class=a>X", ".a { color: #444 } p { color: #555 }", ("#444", "#fff")),
        ("<p class=a>X", "p { color: #555 !important } .a { color: #444 }", ("#555", "#fff")),
        ('<p class=a style="color: #666">X', ".a { color: #444 }", ("#666", "#fff")),
        ('<p class=a style="color: #666">X', ".a { color: #444 !important }", ("#444", "#fff")),
        ("<td class=a><p>X", ".a p { color: #444 } .a > b { color: red }", ("#444", "#fff")),
        ("<p>X", "body { color: #222; background: #eee }", ("#222", "#eee")),
        ("<p>X", "@media screen { p { color: #222 } }", ("#222", "#fff")),
        ("<p>X", "@media (max-width: 9px) { p { color: #222 } }", ("#000", "#fff")),
        ("<p>X", "p:hover { color: #222 }", ("#000", "#fff")),
        ("<p>X", "p:nth-child(2) { color: #222 }", (None, "#fff")),
        ('<a href="u">X</a>', "", (None, "#fff")),
        ('<a href="u" style="color: inherit">X</a>', "", ("#000", "#fff")),
        ('<a href="u">X</a>', "a:link { color: #1155cc }", ("#15c", "#fff")),
        ("<!--[if mso]><style>p { color: red }</style><![endif]--><p>X", "", ("#000", "#fff")),
    ],
)  # fmt: skip
def test_the_cascade(body: str, css: str, seen: tuple[str | None, str | None]) -> None:
    assert look(page(body, css)) == seen


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("<p>X", (None, None)),
        ('<p style="color: #333; background: #eee">X', ("#333", "#eee")),
        ('<p class="a" style="color: #333">X', ("#333", None)),
        (page('<p style="color: {{ ink }}">X'), (None, "#fff")),
        (page('<p style="color: #333; {{ more }}">X'), ("#333", None)),
        (page('<p style="{% if x %}color: #333{% endif %}">X'), (None, "#fff")),
        (page('<p class="{{ theme }}">X', ".dark { background: #000 }"), ("#000", None)),
        (page('<p class="{{ theme }}">X', "#dark { margin: 0 }"), ("#000", "#fff")),
        (page("<p {{ attributes }}>X"), (None, None)),
        (page('<td {% if x %}bgcolor="red"{% endif %}>X'), (None, None)),
        (page('{% if x %}<td bgcolor="red">{% else %}<td>{% endif %}<p>X'), (None, None)),
        (page("<p class=a>X", ".a { color: {{ ink }} }"), (None, "#fff")),
        (page("<p class=a>X", "{% if x %}.a { color: red }{% endif %}"), (None, "#fff")),
        ("<html><head>{{ styles }}</head><body><p class=a>X", (None, None)),
        ("<html><head>{{ styles }}</head><body><p>X", ("#000", "#fff")),
        ('<head><link rel="stylesheet" href="mail.css"></head><body><p class=a>X', (None, None)),
    ],
)  # fmt: skip
def test_what_the_source_does_not_tell_is_unknown(
    text: str, seen: tuple[str | None, str | None]
) -> None:
    assert look(text) == seen


@pytest.mark.parametrize(
    ("body", "size", "bold", "underlined"),
    [
        ("<p>X", 16.0, False, False),
        ('<p style="font-size: 12pt">X', 16.0, False, False),
        ('<div style="font-size: 20px"><p style="font-size: 0.5em"><b>X', 10.0, True, False),
        ('<p style="font: bold 18px/24px Arial, sans-serif">X', 18.0, True, False),
        ('<p style="font-size: 16px; font-size: clamp(12px, 2vw, 20px)">X', None, False, False),
        ('<p style="font-size: 120%; font-weight: 600">X', 19.2, False, False),
        ('<font size="1">X', 10.0, False, False),
        ('<a href="u"><u>X</u></a>', 16.0, False, True),
        ('<a href="u" style="text-decoration: none">X</a>', 16.0, False, False),
        ('<h1 style="font-weight: normal">X', 32.0, False, False),
        ('<td style="font-size: 0"><p style="font-size: medium">X', 16.0, False, False),
    ],
)
def test_size_and_weight(body: str, size: float | None, bold: bool, underlined: bool) -> None:
    found = style(page(body))

    assert (found.size, found.bold, found.underlined) == (size, bold, underlined)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ('<div style="display: none !important"><p>X', "display: none"),
        ('<p style="visibility: hidden">X', "visibility: hidden"),
        ('<div style="visibility: hidden"><p style="visibility: visible">X', None),
        ('<div style="opacity: 0">X', "opacity: 0"),
        ('<p style="font-size: 1px">X', "font-size: 1px"),
        ('<p style="text-indent: -9999px">X', "text-indent: -9999px"),
        ('<p style="position: absolute; left: -9999px">X', "left: -9999px"),
        ('<p style="max-height: 0; overflow: hidden">X', "max-height: 0"),
        ('<p style="max-height: 0">X', None),
        ('<p style="color: #fefefe">X', "#fefefe on #fff"),
        ('<p style="color: #999">X', None),
        ("<p hidden>X", "hidden"),
        ('<p class="desktop" style="display: none">X', None),
        ('<p style="display: {{ shown }}">X', None),
        ('<p style="{% if x %}display: none{% endif %}">X', None),
    ],
)
def test_what_is_hidden_and_why(body: str, why: str | None) -> None:
    html = read(page(body, "@media (min-width: 600px) { .desktop { display: block !important } }"))
    element = html.all_elements[-1]

    assert hidden(element) == why


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('<p style="color: #fff; background: #333">X', "#fff"),
        ('<p style="background:#fff;color:&#35;333">X', "&#35;333"),
        ("<style>p { color : #333 }</style><p>X", "#333"),
        ('<font color="navy">X', "navy"),
    ],
)
def test_a_colour_is_known_by_its_place(text: str, place: str) -> None:
    found = style(text).colour_place

    assert found is not None
    assert text[slice(*found)] == place


def test_declarations_that_win() -> None:
    html = read(
        page(
            '<p class=a style="margin: 1px">X',
            ".a { margin: 2px; padding: 3px !important } p { padding: 4px }",
        )
    )
    declared = html.styling.declared(html.elements("p")[0])

    assert {name: each.value for name, each in declared.items()} == {
        "margin": "1px",
        "padding": "3px",
    }


MJML = """<mjml><mj-head><mj-attributes><mj-text color="#444444" /><mj-all font-size="15px" />
<mj-class name="pale" color="#cccccc" /></mj-attributes></mj-head><mj-body background-color="#eee">
<mj-section background-color="#fff"><mj-column>{}</mj-column></mj-section></mj-body></mjml>"""


@pytest.mark.parametrize(
    ("component", "seen", "size"),
    [
        ("<mj-text>X</mj-text>", ("#444", "#fff"), 15.0),
        ('<mj-text mj-class="pale">X</mj-text>', ("#ccc", "#fff"), 15.0),
        ('<mj-text color="red" font-size="20px"><b>X</b></mj-text>', ("#f00", "#fff"), 20.0),
        ("<mj-button>X</mj-button>", ("#fff", "#414141"), 15.0),
        ('<mj-text container-background-color="{{ x }}">X</mj-text>', ("#444", None), 15.0),
        ("<mj-navbar-link>X</mj-navbar-link>", (None, None), 15.0),
    ],
)
def test_components_of_mjml(
    component: str, seen: tuple[str | None, str | None], size: float | None
) -> None:
    found = style(MJML.format(component), mjml=True)
    names = tuple(each and colours.name(each) for each in (found.colour, found.background))

    assert (names, found.size) == (seen, size)


@given(texts(), st.booleans())
@example(
    '<td style="font-size:9e999px;color:#' + "f" * 500 + '" bgcolor="' + "é" * 300 + '">X', False
)
@example("<style>\x1a{color:\x1b}</style><p class='\ud800' style=';;:;color'>X", False)
@example("<mj-class name=a><mj-text mj-class='a b'>X", True)
def test_any_text_has_styles(text: str, mjml: bool) -> None:
    html = read(text, mjml=mjml)
    found = html.styling

    for run, element, style in found.texts:
        assert element is None or element.end <= run.start < max(element.content[1], run.end)
        assert style.contrast is None or 1 <= style.contrast <= 21
        assert style.hidden is None or style.hidden
        assert style.opacity >= 0
    for element in html.all_elements:
        assert found.declared(element) is not None
        place = found.of(element).colour_place
        assert place is None or 0 <= place[0] <= place[1] <= len(text)
