"""Texts that nobody would write, for properties that must hold of any text."""

from __future__ import annotations

from hypothesis import strategies as st

NAMES = (
    "a",
    "b",
    "p",
    "div",
    "td",
    "tr",
    "table",
    "li",
    "style",
    "title",
    "textarea",
    "o:p",
    "svg",
)
PIECES: tuple[str, ...] = (
    *(f"<{name}>" for name in NAMES),
    *(f"</{name}>" for name in NAMES),
    *"<>&;=\"'/-!?#{}%[]| \n\r\t\f\0\x1a\x1b\ufeff\ud800\udfff\u212a",
    '<a href="https://bit.ly/x">', "<a href='", '<img alt="', "<img src=x/>", "<br/", "</a x",
    "<td {% if x %}class=y{% endif %}>", "<{{ x }}>", '<a href="{{ x }}">', "<p{# x #}a>",
    "<!--", "-->", "--!>", "<!-->", "<!--->", "<!doctype html>", "<?php", "?>", "<![CDATA[", "]]>",
    "<!--[if mso]>", "<!--[if gte mso 9]>", "<![endif]-->", "<!--[if !mso]><!-->",
    "<!--[if !mso]><!-- -->", "<!--<![endif]-->", "<![if !mso]>", "<![endif]>", "[if (mso)|(IE)]>",
    "{{", "}}", "{{{", "{{#if x}}", "{{/if}}", "{%", "%}", "{% if x %}", "{% else %}",
    "{% endif %}",
    "{% comment %}", "{% endcomment %}", "{% raw %}", "{% endraw %}", "{#", "#}", "<%", "<%=", "%>",
    "*|", "|*", "*|IF:X|*", "*|END:IF|*", "%%", "%%[", "]%%", "[[data:x]]", "${",
    "<#if x>", "</#if>",
    "&amp;", "&amp", "&copy=", "&notin;", "&#x41;", "&#0;", "&#x110000;", "&#", "&nosuch;",
    "https://youtu.be/dQw4w9WgXcQ", "www.acme.com/", "url(", "url('x')", "@import", "x, y 2x",
    "presend: allow shortened-link: why", "<!-- presend: allow x, y -->", "{# presend: allow x #}",
)  # fmt: skip


def texts(size: int = 24) -> st.SearchStrategy[str]:
    """Any text, most of it made of what parsers stumble over; `size` in pieces."""
    piece = st.sampled_from(PIECES) | st.text(st.characters(), max_size=4)
    return st.lists(piece, max_size=size).map("".join)
