"""Character references: html.unescape and lexbor decode the same, and offsets lead back."""

from __future__ import annotations

import html
import html.entities
import re
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from hostile import texts
from presend.documents.markup.entities import decode, decode_mapped

NAMES = st.sampled_from(sorted({name.rstrip(";") for name in html.entities.html5}))
NUMBERS = st.integers(0, 0x120000).map(str) | st.integers(0, 0x120000).map("x{:X}".format)
NUMBER = re.compile("&#(?:[xX][0-9a-fA-F]+|[0-9]+);?")
REFERENCES = st.lists(
    st.builds(
        "&{}{}".format, NAMES | NUMBERS.map("#".__add__), st.sampled_from(["", ";", "=", "1"])
    )
    | st.text(st.sampled_from("&#xX;=19aAz gt"), max_size=6),
    max_size=8,
).map("".join)


@given(REFERENCES | texts())
@example("&#x80;&#150;&#xD800;&#1114112;&#0;&#99999999999999;")
@example("&notin;&notit;&not;&no;&NotEqualTilde;&ampamp;&amp;amp;")
def test_text_decodes_as_html_unescape(text: str) -> None:
    # which drops references to control and non-characters: the Standard keeps those
    assume(all(html.unescape(number[0]) for number in NUMBER.finditer(text)))
    assert decode(text) == html.unescape(text)


@given(REFERENCES | texts())
def test_values_decode_as_lexbor_decodes_them(text: str) -> None:
    text = "".join(c for c in text if c not in '"\0\r' and not "\ud800" <= c <= "\udfff")
    element: Any = LexborHTMLParser(f'<a b="{text}">'.encode()).css_first("a")
    assert decode(text, attribute=True) == (element.attributes["b"] or "")


@pytest.mark.parametrize(
    ("written", "in_text", "in_value"),
    [
        ("?a=1&copy=2", "?a=1\u00a9=2", "?a=1&copy=2"),
        ("?a=1&copy;=2", "?a=1\u00a9=2", "?a=1\u00a9=2"),
        ("&copyright", "\u00a9right", "&copyright"),
        ("&copy&reg", "\u00a9\u00ae", "\u00a9\u00ae"),
        ("&lang=en", "&lang=en", "&lang=en"),
        ("&lt=1", "<=1", "&lt=1"),
        ("&amp;lt;", "&lt;", "&lt;"),
        ("&#x26;#38;", "&#38;", "&#38;"),
        ("&#38x", "&x", "&x"),
        ("&AMP;&QUOT&Amp;", '&"&Amp;', '&"&Amp;'),
        ("&#1;&#xFDD0;&#x7F;", "\x01\ufdd0\x7f", "\x01\ufdd0\x7f"),
        ("&#" + "9" * 5000 + ";", "\ufffd", "\ufffd"),
        ("&nosuch; & &; &#; &#x;", "&nosuch; & &; &#; &#x;", "&nosuch; & &; &#; &#x;"),
    ],
)
def test_a_value_is_not_text(written: str, in_text: str, in_value: str) -> None:
    assert decode(written) == in_text
    assert decode(written, attribute=True) == in_value


@given(REFERENCES | texts(), st.booleans())
def test_each_character_leads_back_to_where_it_is_written(text: str, attribute: bool) -> None:
    decoded, origin = decode_mapped(text, attribute=attribute)
    assert decoded == decode(text, attribute=attribute)
    assert len(origin) == len(decoded) + 1
    assert list(origin) == sorted(origin)
    assert (origin[0] == 0) or not decoded
    assert origin[-1] == len(text)
    for character, at in zip(decoded, origin, strict=False):
        assert text[at] in (character, "&")
