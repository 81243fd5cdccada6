"""Colours: notations, and how much two of them differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presend.data import colours


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#9AC", (153, 170, 204, 1.0)),
        ("#99aacc80", (153, 170, 204, 128 / 255)),
        ("RebeccaPurple", (102, 51, 153, 1.0)),
        ("transparent", (0, 0, 0, 0.0)),
        ("rgb(100%, 0%, 50%)", (255, 0, 128, 1.0)),
        ("rgba(1, 2, 3, .25)", (1, 2, 3, 0.25)),
        ("rgb(1 2 300 / 50%)", (1, 2, 255, 0.5)),
        ("hsl(120, 100%, 25%)", (0, 128, 0, 1.0)),
        ("hsla(0.5turn 100% 50% / 1)", (0, 255, 255, 1.0)),
        ("#12345", None),
        ("fff", None),
        ("var(--ink)", None),
        ("rgb(1, 2)", None),
        ("", None),
    ],
)
def test_values_of_css(text: str, colour: colours.Colour | None) -> None:
    assert colours.parse(text) == colour


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#fc0", (255, 204, 0, 1.0)),
        ("ffcc00", (255, 204, 0, 1.0)),
        ("Navy", (0, 0, 128, 1.0)),
        ("chucknorris", (192, 0, 0, 1.0)),
        ("f", (15, 0, 0, 1.0)),
        ("transparent", None),
        ("", None),
    ],
)
def test_values_of_old_attributes(text: str, colour: colours.Colour | None) -> None:
    assert colours.legacy(text) == colour


@given(st.text(max_size=200))
def test_any_text_may_be_a_colour(text: str) -> None:
    for colour in (colours.parse(text), colours.legacy(text)):
        assert colour is None or all(0 <= part <= 255 for part in colour[:3])


@pytest.mark.parametrize(
    ("one", "ratio"), [("#000", 21.0), ("#777", 4.48), ("#767676", 4.54), ("#fff", 1.0)]
)
def test_contrast_with_white(one: str, ratio: float) -> None:
    colour = colours.parse(one)
    assert colour is not None

    assert round(colours.contrast(colour, colours.WHITE), 2) == ratio


def test_distance_of_spamassassin() -> None:
    assert round(colours.distance(colours.BLACK, colours.WHITE), 2) == 191.15
    assert colours.distance((254, 254, 254, 1.0), colours.WHITE) < colours.NEAR


def test_a_clear_colour_lets_the_background_through() -> None:
    assert colours.over((0, 0, 0, 0.5), colours.WHITE) == (128, 128, 128, 1.0)


@pytest.mark.parametrize(
    ("colour", "name"), [((255, 255, 255, 1.0), "#fff"), ((1, 2, 3, 1.0), "#010203")]
)
def test_names(colour: colours.Colour, name: str) -> None:
    assert colours.name(colour) == name
