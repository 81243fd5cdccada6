"""Delimiters without a partner: which are faults, and which are CSS, code or prose."""

from __future__ import annotations

import pytest
from hypothesis import given

from hostile import texts
from presend.documents.html import Html
from presend.documents.plain import Plain
from presend.documents.templating import delimiters
from presend.finding import Finding
from presend.source import Source, Span


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("<p>Hi {{ name }, x</p>", ["{{ name }"]),
        ("<p>Hi {{ name }, {{ other }}</p>", ["{{ name }"]),
        ("<p>Hi { name }}, x</p>", ["{ name }}"]),
        ("<p>Hi {name}}, x</p>", ["{name}}"]),
        ("<p>Hi {{{ name }}, x</p>", ["{{{ name }}"]),
        ("<p>Hi { { name } }, x</p>", ["{ { name } }"]),
        ("<p>Hi {{ user.name, x</p>", ["{{ user.name, x"]),
        ("<p>{% if x }a{% endif %}</p>", ["{% if x }"]),
        ("<p>{% if x %a{% endif %}</p>", ["{% if x %"]),
        ("<p>{ if x %}a</p>", ["{ if x %}"]),
        ("<p>{ % if x %}a</p>", ["{ % if x %}"]),
        ("<p>% include 'a' %}a</p>", ["% include 'a' %}"]),
        ("<p>*|FNAME* and *|LNAME|*</p>", ["*|FNAME*"]),
        ("<p>|FNAME|* a</p>", ["|FNAME|*"]),
        ("<p>Hi first_name }}, {{ x }}</p>", ["}}"]),
        ('<a href="{{ url }">x</a>', ["{{ url }"]),
        ('<a href="url }}">{{ x }}</a>', ["}}"]),
        ("<p style='color: {{ brand }'>x</p>", ["{{ brand }"]),
    ],
)
def test_a_torn_tag(text: str, faults: list[str]) -> None:
    html = Html(Source("x", text))
    found = delimiters.find(html, html.holes, html.broken_holes)
    assert [text[loose.span[0] : loose.span[1]] for loose in found] == faults


@pytest.mark.parametrize(
    "text",
    [
        "<style>@media (max-width: 9px) { .a { width: 100%}}</style>{{ x }}{% y %}",
        "<style>.a {{ width: 1px }} @media x {{ .b {{ color: red }} }}</style>",
        "<script>var a = {b: {c: 1}}; if (d) { e() }</script>{{ x }}",
        "<td width=50%>{% x %}</td><p>100%> 50%</p><% y %>",
        '<p data-x=\'{"a":{"b":1}}\'>{{ x }}</p>',
        "<p>Write <code>{{ name }</code> or <pre>{% if</pre>.</p>",
        "<p>&#123;&#123; name }} turns into {{ name }}</p>",
        "<p>a {{ b</p>",
        '{{ a ? \'b="{{ c|join(" ") }}"\' : "" }}',
        "<%def name='x()'>a</%def><p>5 <%5</p>",
        "<p>%%name and 5%% off, *| x |* y</p>",
        "<?php echo 1; if (a) { echo '}}'; }",
    ],
)
def test_what_only_looks_like_one(text: str) -> None:
    html = Html(Source("x", text))
    assert delimiters.find(html, html.holes, html.broken_holes) == []


@pytest.mark.parametrize("kind", [Html, Plain])
def test_what_is_shown_as_code_is_no_fault(kind: type[Html] | type[Plain]) -> None:
    text = "<p>{{ a } <code>`{{ b }</code></p>"
    found = [Finding(Span(text.index(tag), text.index(tag) + 6), tag) for tag in ("{{ a", "{{ b")]

    left = delimiters.outside_examples(kind(Source("x", text)), found)

    assert [finding.message for finding in left] == ["{{ a"]


@given(texts())
def test_any_text_has_its_faults_inside(text: str) -> None:
    html = Html(Source("x", text))
    done = 0
    for loose in delimiters.find(html, html.holes, html.broken_holes):
        assert done <= loose.span[0] < loose.span[1] <= len(text)
        assert all(loose.span[0] <= e.span[0] <= e.span[1] <= loose.span[1] for e in loose.edits)
        done = loose.span[1]
