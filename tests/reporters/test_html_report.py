"""The report as a page: what is marked, and that nothing of a mail gets out of its frame."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from hostile import texts
from presend.documents.html import Html
from presend.errors import UsageError
from presend.report import Diagnostic, FileResult, Report
from presend.reporters import reporter
from presend.source import Source

pytest.importorskip("jinja2", reason="Jinja2 is not installed")
from presend.reporters.html import documentation, harmless, preview, source_view
from presend.reporters.html.documentation import Block, blocks
from presend.reporters.html.preview import Mark

ACTIVE = (
    "<script>alert(1)</script>", "<script src=https://acme.com/x>", "<img src=x onerror=alert(1)>",
    "</iframe>", '"></iframe><script>', "</textarea>", "<textarea>", "<plaintext>", "<xmp>",
    "<noscript>", "<template>", "<svg><script>", "<svg onload=x>", "<math><mi>", "</svg>",
    "<style>", "</style>", "</style", "<style>@import 'https://acme.com/a.css';", "<title>",
    "<select><option>", "<frameset>", "<iframe src=x>", "<object data=x>", "<embed src=x>",
    "<base href=https://acme.com>", "<meta http-equiv=refresh content='0;url=https://acme.com'>",
    "<link rel=dns-prefetch href=//acme.com>", "<form action=x><input type=image src=x>",
    "<body onload=x background=https://acme.com/a.png>", "<a href=javascript:x target=_top ping=x>",
    '<p style="background:url(https://acme.com/a.png)">', "<table><tr><td>", "]]>", "&lt;script>",
    "<textarea><script>x</script></textarea>", "<xmp><img src=x onerror=x></xmp>",
    "<style></style{{ x }}><script>x</script>", '<img alt="{{ \'" onerror="x\' }}">',
    "<div id=presend-1 class=presend-badge>", "<p title='\"><script>'>", "srcdoc=", "&quot;",
)  # fmt: skip


def hostile(size: int = 16) -> st.SearchStrategy[str]:
    pieces = st.lists(texts(4) | st.sampled_from(ACTIVE), max_size=size)
    return pieces.map("".join)


def html(text: str) -> Html:
    return Html(Source("a.html", text))


def body(text: str, *marks: Mark, dark: bool = False) -> str:
    """The copy of a mail without what stands before each."""
    written = preview.copy([(html(text), marks)], dark=dark).text
    return written.partition("</style>")[2]


def mark(text: str, said: str, number: int = 1, severity: str = "error") -> Mark:
    start = text.index(said)
    return Mark(number, start, start + len(said), severity)  # type: ignore[arg-type]


BADGE = '<span class="presend-badge {}">{}</span>'


def badge(kind: str, *numbers: int) -> str:
    return BADGE.format(kind, "".join(f'<b id="presend-{n}">{n}</b>' for n in numbers))


@pytest.mark.parametrize(
    ("text", "said", "shown"),
    [
        (
            '<p>See <a title="x" class="k">it</a></p>',
            "<a",
            f'<p>See {badge("error presend-on", 1)}<a title="x" class="k" data-presend="error">it'
            "</a></p>",
        ),
        (
            "<p>one two &amp; three</p>",
            "two",
            f'<p>one {badge("error presend-on", 1)}<span class="presend-text" '
            'data-presend="error">two</span> &amp; three</p>',
        ),
        (
            "<table><tr><td align='left'>x</td></tr></table>",
            "<td",
            f'<table><tr><td align="left" data-presend="error">{badge("error presend-in", 1)}x'
            "</td></tr></table>",
        ),
        (
            "<table><tr><td>x</td></tr></table>",
            "<tr",
            f'<table><tr data-presend="error"><td>{badge("error presend-in", 1)}x'
            "</td></tr></table>",
        ),
        (
            "<body><p>x</p></body>",
            "<body",
            f"<body>{badge('error presend-whole', 1)}<p>x</p></body>",
        ),
        (
            "<p>Hi {{ user.name }}!</p>",
            "name",
            f'<p>Hi {badge("error presend-on", 1)}<span class="presend-text" '
            'data-presend="error"><span class="presend-hole">{{ user.name }}</span></span>!</p>',
        ),
        ("<p>a{% if x %}b{% endif %}</p>", "{% if", f"<p>a{badge('error', 1)}b</p>"),
        ("<p>a<form action=x>b</form></p>", "<form", f"<p>a{badge('error', 1)}b</p>"),
    ],
)
def test_a_mark_stands_at_its_place(text: str, said: str, shown: str) -> None:
    place = mark(text, said)
    if said.startswith(("<", "{%")):
        place = place._replace(end=place.start + 2)
    assert body(text, place) == shown


def test_findings_on_one_place_share_a_mark_of_the_worst() -> None:
    text = "<p>alpha beta</p>"
    marks = [mark(text, "alpha be", 1, "info"), mark(text, "beta", 2, "warning")]

    assert body(text, *marks) == (
        f'<p>{badge("warning presend-on", 1, 2)}<span class="presend-text" '
        'data-presend="warning">alpha beta</span></p>'
    )


@pytest.mark.parametrize(
    ("text", "said", "why"),
    [
        ("<html><head><title>x</title></head><body>y</body></html>", "<title", preview.HEAD),
        ("<p>a<!-- b --></p>", "<!--", preview.UNSEEN),
        ("<!--[if mso]><p>a</p><![endif]--><p>b</p>", "<p>a", preview.ONLY_OUTLOOK),
        ('<p style="display:none">a</p><p>b</p>', "a</p>", preview.HIDDEN),
        ("<p>a</p><script>b</script>", "b</script", preview.UNSEEN),
        ("<style>p { color: red }</style><p>a</p>", "color", preview.STYLES),
    ],
)
def test_what_is_not_seen_has_no_mark_but_a_reason(text: str, said: str, why: str) -> None:
    copy = preview.copy([(html(text), [mark(text, said, 7)])])

    assert copy.unmarked == {7: why}
    assert 'id="presend-7"' not in copy.text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<p onclick=x()>a</p>", "<p>a</p>"),
        ("a<script>b</script>c", "ac"),
        ('<a href="https://acme.com/">a</a>', '<a href="about:srcdoc#-" title="https://acme.com/">a</a>'),
        ("<a href='#top'>a</a>", '<a href="about:srcdoc#top" title="#top">a</a>'),
        ("<iframe src=x>a</iframe>b", "b"),
        ("<svg><text>a</text><script>b</script></svg>c", "c"),
        ("1 < 2 &lt; 3", "1 &lt; 2 &lt; 3"),
        ("<p title='\"><script>'>a", '<p title="&quot;>&lt;script>">a'),
        ("<style>a{} </style{{ x }}></style>", "<style>a{} <\\/stylepresend></style>"),
        ('<p style="background:url(//acme.com/a.png) red">', '<p style="background:none red">'),
        ("<style>@import 'a.css';</style>", "<style>@presend 'a.css';</style>"),
        ("<plaintext>a</plaintext><b>", "a&lt;/plaintext>&lt;b>"),
        ("<textarea></iframe></textarea>", "&lt;/iframe>"),
        ("<td width={{ w }} class='a {{ b }} c'>", f'<td class="a {" " * 7} c">'),
        ('<input type="image" src="x" name="y">', '<input type="text">'),
        ("---\nfrom: a@acme.com\n---\n<p>a", "---\nfrom: a@acme.com\n---\n<p>a"),
    ],
)  # fmt: skip
def test_what_a_copy_holds(text: str, shown: str) -> None:
    assert body(text) == shown


def test_an_image_is_a_box_of_its_size() -> None:
    from base64 import b64decode

    (source,) = re.findall(
        '<img alt="A&quot;b" width="600" src="data:image/svg[+]xml;base64,([^"]*)">',
        body("<img src='https://acme.com/a.png' alt='A&quot;b' width=600>"),
    )

    svg = b64decode(source).decode()
    assert svg.startswith('<svg xmlns="http://www.w3.org/2000/svg" width="600" height="300"')
    assert ">A&quot;b</text>" in svg
    assert (
        body('<img src="data:image/png;base64,AAAA">') == '<img src="data:image/png;base64,AAAA">'
    )


def test_dark_and_light_are_what_the_styles_say() -> None:
    text = (
        '<meta name="color-scheme" content="light dark">'
        "<style>:root{color-scheme: light dark}@media (prefers-color-scheme: dark){p{color:red}}"
        "</style>"
    )

    assert body(text, dark=True) == (
        '<meta name="color-scheme" content="dark">'
        "<style>:root{color-scheme: dark}@media (min-width:0){p{color:red}}</style>"
    )
    assert body(text) == (
        '<meta name="color-scheme" content="light">'
        "<style>:root{color-scheme: light}@media (min-width:9999999px){p{color:red}}</style>"
    )


def elements(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Name, attributes and text of each element that a browser makes of a document."""
    made = LexborHTMLParser(text).root.traverse()
    return [
        (e.tag, {k: v or "" for k, v in e.attributes.items()}, e.text(deep=False)) for e in made
    ]


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(hostile(), st.data())
def test_no_browser_reads_anything_active_out_of_a_copy(text: str, data: st.DataObject) -> None:
    place = st.integers(0, len(text))
    marks = [
        Mark(number, *sorted(data.draw(st.tuples(place, place))), "warning")
        for number in range(1, 4)
    ]
    copy = preview.copy([(html(text), marks)], dark=data.draw(st.booleans()))

    assert copy.text.startswith(harmless.head())
    found = elements(copy.text)
    metas = [attributes for name, attributes, _ in found if name == "meta"]
    assert [meta.get("http-equiv") for meta in metas[1:4]] == [
        "Content-Security-Policy",
        None,
        "x-dns-prefetch-control",
    ]
    assert all(meta.keys() == {"name", "content"} for meta in metas[4:])
    for name, attributes, _ in found:
        assert name in harmless.TAGS | {"html", "head", "meta", "style"}
        for key, value in attributes.items():
            assert not key.startswith("on")
            assert key not in ("srcset", "background", "action", "target", "ping", "autofocus")
            if key == "src":
                assert value.startswith("data:image/")
            if key == "href":
                assert value.startswith("about:srcdoc#")
    marked = {n for n in (1, 2, 3) if f'<b id="presend-{n}">' in copy.text}
    assert marked | copy.unmarked.keys() == {1, 2, 3}
    assert not marked & copy.unmarked.keys()


def diagnostic(text: str, **more: object) -> Diagnostic:
    values: dict[str, object] = {
        "rule": text,
        "group": text,
        "severity": "warning",
        "message": text,
        "path": text,
        "start": (1, 1, 0),
        "end": (1, len(text) + 1, len(text)),
        "excerpt": text,
        "frame": (text * 3, len(text), len(text)),
        "standard": text,
        "fix": (text, True, ((0, 1, text),)),
        "related": (((1, 1, 0), (1, 2, 1), text),),
    }
    return Diagnostic(**(values | more))  # type: ignore[arg-type]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(hostile(6), st.sampled_from(["html", "mjml", "text", "eml", "json", "zone", "iplist"]))
def test_no_text_from_outside_gets_out_of_its_place(text: str, kind: str) -> None:
    found = [diagnostic(text), diagnostic(text, path=text + "!", rule="shortened-link")]
    file = FileResult(text, kind, text, diagnostics=found, unchecked=[((text,), text, text)])
    file.text = text if kind != "eml" else text.encode("ascii", "replace").decode()
    broken = FileResult(text + "?", status="unreadable", reason=text, cure=text)

    page = reporter("html")(Report("0", [file, broken]))

    assert page.isascii()
    made = elements(page.replace("noscript>", "div>"))
    (script,) = [said for name, _, said in made if name == "script"]
    assert script.startswith('"use strict";')
    assert sum(name == "style" for name, _, _ in made) == 1
    for name, attributes, _ in made:
        assert name in (
            *("html head meta title style script body header main footer section div".split()),
            *("details summary h1 h2 h3 p ul ol li a b i span small code pre mark".split()),
            *("fieldset legend label input iframe figure figcaption svg rect path".split()),
        )  # fmt: skip
        assert not any(key.startswith("on") or key == "src" for key in attributes)
        assert attributes.get("href", "#").startswith(("#", "about:srcdoc#presend-"))
        if name == "iframe":
            assert attributes["sandbox"] == ""
            assert attributes["srcdoc"].startswith(harmless.head()[:200])


def lines(text: str, *marks: Mark, **more: object) -> list[str]:
    """The source view in signs: [n a mark that begins, tint: before a tinted segment."""
    view = source_view.view(Source("a", text), marks, **more)  # type: ignore[arg-type]
    return [
        f"{row.number}{'+' * bool(row.skipped)}|"
        + "|".join(
            "".join(f"[{n}" for n in part.begins)
            + (f"{part.severity[0]}:" if part.severity else "")
            + part.text
            for part in row.segments
        )
        for row in view.lines
    ]


@pytest.mark.parametrize(
    ("text", "marks", "shown"),
    [
        ("", [], ["1|"]),
        ("", [Mark(1, 0, 0, "error")], ["1|[1"]),
        ("ab\r\ncd", [Mark(1, 1, 5, "info")], ["1|a|[1i:b", "2|i:c|d"]),
        ("ab\n", [Mark(1, 3, 3, "error")], ["1|ab|[1"]),
        ("abc", [Mark(1, 0, 2, "info"), Mark(2, 1, 3, "error")], ["1|[1i:a|[2e:b|e:c"]),
        ("a\x1b\tb", [], ["1|a\u241b\tb"]),
    ],
)
def test_the_source_with_its_marks(text: str, marks: list[Mark], shown: list[str]) -> None:
    assert lines(text, *marks) == shown


def test_a_long_source_is_shown_around_its_findings() -> None:
    text = "a" * source_view.WHOLE + "\n" + "b" * 50_000 + "X" + "c" * 50_000

    view = source_view.view(Source("a", text), [mark(text, "X")])

    assert [(row.number, row.skipped) for row in view.lines] == [(1, 0), (2, 195_401)]
    assert view.shown == source_view.BEGINNING + 2 * source_view.NEAR
    assert view.shown + 195_401 + view.skipped == view.length == len(text)


def test_what_is_shown_elsewhere_is_left_out() -> None:
    assert lines("abcdef", without=[(2, 4)]) == ["1|ab", "1+|ef"]


@given(hostile(), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5))
def test_a_source_view_is_the_whole_text(text: str, spans: list[tuple[int, int]]) -> None:
    ends = len(text)
    marks = [Mark(n, min(*s, ends), min(max(*s), ends), "info") for n, s in enumerate(spans, 1)]

    view = source_view.view(Source("a", text), marks, html(text))

    joined = "".join(part.text for row in view.lines for part in row.segments)
    assert len(joined) == len(text) - text.count("\r") - text.count("\n")
    begins = [n for row in view.lines for part in row.segments for n in part.begins]
    assert sorted(begins) == [each.number for each in marks]


def test_a_message_shows_its_decoded_html_with_marks() -> None:
    text = (
        "Subject: x\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n"
        "Content-Transfer-Encoding: base64\n\nPHA+SGkgdW5kZWZpbmVkPC9wPg==\n"
    )
    at = text.index("Z") - 1  # `undefined` begins with the fifth group
    found = diagnostic(
        "x", path="a.eml", start=(6, 9, at), end=(6, 21, at + 12), frame=("PHA+", 0, 1)
    )
    file = FileResult("a.eml", "eml", diagnostics=[found])
    file.text = text

    page = reporter("html")(Report("0", [file]))

    found_in = elements(page.replace("noscript>", "div>"))
    (frame,) = [attributes["srcdoc"] for name, attributes, _ in found_in if name == "iframe"]
    assert '<span class="presend-text" data-presend="warning">' in frame
    assert "HTML, decoded" in page


def test_the_documentation_of_a_rule_in_blocks() -> None:
    said = 'Why `it`\nmatters.\n\n```html bad kind="x"\n<a>\n^^^ No\n```\nMore.\n\n    code\n'

    assert list(blocks(said)) == [
        Block("", ["Why ", "it", "\nmatters."]),
        Block('A finding, with kind="x"', ["<a>\n^^^ No"]),
        Block("", ["More."]),
        Block("Example", ["code"]),
    ]


def test_without_jinja2_one_line_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("presend.reporters.html")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "jinja2", None)

    with pytest.raises(
        UsageError, match=r"^the format html needs Jinja2; pip install 'presend\[report\]'$"
    ):
        reporter("html")


def test_a_group_asks_its_question_whatever_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    import presend.rules.links

    assert documentation.question("links") == "Do its links lead where they say?"
    monkeypatch.setattr(presend.rules.links, "__doc__", None)
    assert documentation.question("links") == "Do its links lead where they say?"
    assert documentation.question("no such group") == ""
    assert documentation.question("__pycache__") == ""


def test_the_page_of_a_rule_is_in_the_report() -> None:
    from presend.report import RuleHelp

    markdown = (
        "# a-rule\n\nGroup: links.\n\nA summary.\n\nWhy.\n\n## Settings\n\n"
        "| key | type | default |\n|---|---|---|\n| `allow` | list | `[]` |\n"
    )
    address = "https://acme.com/a-rule"
    help = RuleHelp("a-rule", "links", "error", "A summary.", "", markdown, address)

    assert documentation.of(help) == (
        "A summary.",
        "Group: links.",
        [Block("", ["Why."]), Block("", ["## Settings"]), Block("Settings", ["allow   list   []"])],
        address,
    )
    made = Report("0", [FileResult("a.html", diagnostics=[diagnostic("x", rule="a-rule")])])
    made.rules = {"a-rule": help}
    page = reporter("html")(made)
    assert '<a href="#rule-a-rule"' in page
    assert '<div id="rule-a-rule">' in page
