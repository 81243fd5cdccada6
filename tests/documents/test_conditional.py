"""Conditional comments: which are at fault, in the kinds of `documents.conditional`."""

from __future__ import annotations

import pytest
from hypothesis import given

from hostile import texts
from presend.documents.html import Html
from presend.documents.markup.conditional import broken, faults
from presend.source import Source


def found(text: str) -> list[tuple[str, str]]:
    html = Html(Source("a", text))
    return [(fault.kind, html.source[fault.span]) for fault in faults(html)]


@pytest.mark.parametrize(
    "text",
    [
        "<!--[if mso]>a<![endif]-->",
        "<!--[if !mso]><!-->a<!--<![endif]-->",
        "<!--[if !mso]><!-- -->a<!-- <![endif]-->",
        "<!--[if !mso]>-->a<!--<![endif]-->",
        "<![if !mso]>a<![endif]>",
        "<!--[if gte vml 1]>a<![endif]--><![if !vml]>b<![endif]>",
        "<!--[if (gte mso 9)|(IE)]>a<![endif]-->",
        "<!--[if !(mso)&(gt IE 8)]>a<![endif]-->",
        "<!--[if mso | IE]><table><![endif]--><!--[if mso | IE]></table><![endif]-->",
        "<!--[if !mso]> <meta http-equiv='X-UA-Compatible' content='IE=edge'> <![endif]-->",
        "<!--[if {{ x }}]>a<![endif]-->",
        "<!-- if mso --> <!-- [if needed] --> <!--[a]-->",
        "{% if a %}<!--[if mso]>{% else %}<!--[if !mso]><!-->{% endif %}x<![endif]-->",
        "<style><!--[if mso]></style>",
    ],
)
def test_what_is_right(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!--[if mso]>a", [("unclosed", "<!--[if mso]>")]),
        ("<!--[if !mso]><!-->a", [("unclosed", "<!--[if !mso]><!-->")]),
        ("<!--[if mso]><![if gte mso 9]>a<![endif]-->", [("unclosed", "<![if gte mso 9]>")]),
        ("<!--[if mso]>a<!--[if mso]>b<![endif]-->", [("reopened", "<!--[if mso]>")]),
        ("<!--[if mso]>a --> b<![endif]-->", [("arrow", "-->")]),
        ("<!--[if mso]>a<!-- b -->c<![endif]-->", [("comment", "<!-- b -->")]),
        ("<!--[if mso]>a<![endif]>b", [("bare", "<![endif]>")]),
        ("<!--[if mso]>a<![endif]>b<!--[if mso]>c<![endif]-->", [("bare", "<![endif]>")]),
        ("<!--[if mso]>a<!--<![endif]-->", [("form", "<!--<![endif]-->")]),
        ("<!--[if !mso]><!-->a<![endif]-->", [("form", "<![endif]-->")]),
        ("<![if !mso]>a<![endif]-->", [("form", "<![endif]-->")]),
        ("<!--[if mso]>a<![endif]/-->", [("malformed", "<![endif]/-->")]),
        ("<!--[if mso]>a<!\n[endif]-->", [("malformed", "<!\n[endif]-->")]),
        ("<!--[if mso]>a<!--[endif]-->", [("malformed", "<!--[endif]-->")]),
        ("<!--[if !mso]><!-->a<! [endif]-->", [("malformed", "<! [endif]-->")]),
        ("a<![endif]-->", [("stray", "<![endif]-->")]),
        ("a<!--<![endif]-->", [("stray", "<!--<![endif]-->")]),
        ("<!-- [if mso]>a<![endif]-->", [("spaced", "<!-- [if mso]>")]),
        ("<!-- [if !mso]><!-->a<!--<![endif]-->", [("spaced", "<!-- [if !mso]>")]),
        ("<!--[if mso]-->a<!--[endif]-->", [("shut", "<!--[if mso]-->")]),
        ("<!--[if mso]>a<!--[if IE]>b<![endif]-->c<![endif]-->", [("nested", "<!--[if IE]>")]),
        (
            "<!--[if !mso]><!-->a<!--[if mso]>b<![endif]--><!--<![endif]-->",
            [("nested", "<!--[if mso]>")],
        ),
        ("<!--[if !mso]><p>a</p><![endif]-->", [("unseen", "<!--[if !mso]>")]),
        ("<!--[if mso && IE]>a<![endif]-->", [("grammar", "mso && IE")]),
        ("<!--[if not mso]>a<![endif]-->", [("grammar", "not mso")]),
        ("<!--[if (mso]>a<![endif]-->", [("grammar", "(mso")]),
        ("<!--[if outlook]>a<![endif]-->", [("feature", "outlook")]),
        ("<!--[if mso 13]>a<![endif]-->", [("version", "13")]),
        ("<!--[if gte mso 2013]>a<![endif]-->", [("version", "2013")]),
    ],
)  # fmt: skip
def test_what_is_wrong(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_an_end_in_another_form_takes_no_markup_for_a_comment_unless_it_is_hidden() -> None:
    texts = ("<!--[if {{ x }}]>a<![endif]-->", "<!--[if mso 13]>a<![endif]-->", "<!--[if mso]>a")

    assert [broken(faults(Html(Source("a", text)))) for text in texts] == [False, False, True]


@given(texts())
def test_any_text_has_its_faults_in_order(text: str) -> None:
    html = Html(Source("a", text))

    spans = [fault.span for fault in faults(html)]
    assert spans == sorted(spans)
    assert all(0 <= start <= end <= len(text) for start, end in spans)
