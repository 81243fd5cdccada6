"""What the frame of a page declares."""

from __future__ import annotations

import pytest

from presend.documents.html import Html
from presend.documents.markup import page
from presend.source import Source


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("<meta charset=' utf-8'>", ["utf-8"]),
        ('<meta http-equiv="Content-Type" content="text/html; charset = latin1">', ["latin1"]),
        ('<meta content="text/html; charset=latin1"> <meta name="x">', []),
        ('<meta charset=a http-equiv="x" content="charset=b"><meta charset=c>', ["a", "c"]),
    ],
)
def test_charsets(text: str, named: list[str]) -> None:
    html = Html(Source("x", text))

    assert [name for name, _ in page.charsets(html)] == named


@pytest.mark.parametrize(
    ("root", "prefixes"),
    [
        ("<html>", ["v", "o"]),
        ('<html xmlns:v="urn:schemas-microsoft-com:vml">', ["o"]),
        ("<html {{ attributes }}>", []),
        ("", []),
    ],
)
def test_namespaces_that_are_declared_nowhere(root: str, prefixes: list[str]) -> None:
    text = f"{root}<!--[if mso]><v:rect></v:rect><v:fill/><o:x></o:x><![endif]-->"

    found = page.undeclared(Html(Source("x", text)))

    assert [(prefix, used.name) for prefix, used, _ in found] == [
        (prefix, {"v": "v:rect", "o": "o:x"}[prefix]) for prefix in prefixes
    ]
