"""Every shortener presend knows, planted in every place of the link inventory, must be found.

Each test is one document that holds all hosts in one kind of place, and asserts that the
findings are exactly these stretches of the file: none missed, none invented, none displaced.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

import pytest

from presend import engine, fix
from presend.data import shorteners
from presend.documents import reading
from presend.rules.links import shortened_link, wrapped_link
from presend.schema import FileText
from presend.source import Source

if TYPE_CHECKING:
    from presend.documents.reading import FileKind
    from presend.report import Diagnostic
    from presend.rule import Rule

    Spans = list[tuple[int, int]]
    Parts = tuple[str, str, str]

HOSTS = sorted(
    host
    for group, hosts in shorteners._HOSTS.items()
    if group not in ("dead", "canonical")
    for host in hosts.split()
    if host not in shorteners.EXEMPT
)

# Before the address, the address, after it; HOST is the shortener, N counts them.
HTML = {
    "href": ('<a href="', "https://HOST/x", '">A</a>'),
    "href in single quotes": ("<a class=b href='", "http://HOST/x", "'>A</a>"),
    "href without quotes": ("<a href=", "https://HOST/x", ">A</a>"),
    "href with white space": ('<a href="\n  ', "https://HOST/x", ' ">A</a>'),
    "href without scheme": ('<a href="', "HOST/x", '">A</a>'),
    "href relative to the scheme": ('<a href="', "//HOST/x", '">A</a>'),
    "area": ('<map><area href="', "https://HOST/x", '"></map>'),
    "form": ('<form action="', "https://HOST/x", '"></form>'),
    "refresh": ('<meta http-equiv="Refresh" content="0; URL=', "https://HOST/x", '">'),
    "svg": ('<svg><a xlink:href="', "https://HOST/x", '"><text>A</text></a></svg>'),
    "roundrect for Outlook": (
        '<!--[if mso]><v:roundrect xmlns:v="urn:schemas-microsoft-com:vml" href="',
        "https://HOST/x",
        '"><center>A</center></v:roundrect><![endif]-->',
    ),
    "fill for Outlook": (
        '<!--[if gte mso 9]><v:rect><v:fill type="tile" src="',
        "https://HOST/x",
        '"/></v:rect><![endif]-->',
    ),
    "for all but Outlook": (
        '<!--[if !mso]><!--><a href="',
        "https://HOST/x",
        '">A</a><!--<![endif]-->',
    ),
    "src": ('<img alt="" src="', "https://HOST/x", '">'),
    "srcset": ('<img srcset="https://acme.com/1.png 1x, ', "https://HOST/x", ' 2x">'),
    "background": ('<td background="', "https://HOST/x", '">A</td>'),
    "style attribute": (
        '<td style="color:red;background:url(',
        "https://HOST/x",
        ') no-repeat">A</td>',
    ),
    "quoted in a style attribute": (
        '<td style="background:url(&quot;',
        "https://HOST/x",
        '&quot;)">A</td>',
    ),
    "style element": ("<style>td{background:url('", "https://HOST/x", "')}</style>"),
    "import": ('<style>@import "', "https://HOST/x", '";</style>'),
    "text": ("<p>See ", "https://HOST/x", ".</p>"),
    "text without scheme": ("<p>See:", "HOST/x", ", please</p>"),
    "text in quotes": ("<p>“", "https://HOST/x", "”</p>"),
    "text without spaces": ("<p>動画は", "https://HOST/x", "。次に</p>"),
    "text for Outlook": ("<!--[if mso]><p>", "https://HOST/x", "</p><![endif]-->"),
    "anchor text": ('<a href="https://acme.com/"><b>', "https://HOST/x", "</b></a>"),
    "microdata": ('<meta itemprop="url" content="', "https://HOST/x", '">'),
    "form of AMP": ('<form action-xhr="', "https://HOST/x", '"></form>'),
    "data of AMP": ('<amp-list src="', "https://HOST/x", '"></amp-list>'),
    "base": ('<base href="', "https://HOST/", '">'),
    "templated scheme": ('<a href="', "http{{ s }}://HOST/x", '">A</a>'),
    "templated slash": ('<a href="', "https://HOST{{ path }}", '">A</a>'),
    "templated path": ('<a href="', "https://HOST/{{ id }}", '">A</a>'),
    "templated query": ('<a href="', "https://HOST/x?e={% if a %}{{ b }}{% endif %}", '">A</a>'),
    "templated text": ("<p>", "https://HOST/{{ offer.id }}", "</p>"),
    "branch": (
        '<a href="{% if a %}',
        "https://HOST/x",
        '{% else %}https://acme.com/{% endif %}">A</a>',
    ),
    "other branch": (
        '<a href="{% if a %}{{ url }}{% else %} ',
        "https://HOST/x",
        ' {% endif %}">A</a>',
    ),
    "default": ("<a href=\"{{ url | default('", "https://HOST/x", "') }}\">A</a>"),
    "string without scheme": ('{% set url = "', "HOST/x", '" %}'),
    "structured data": (
        '<script type="application/ld+json">{"url": "',
        "https:\\/\\/HOST\\/x",
        '"}</script>',
    ),
    "upper case": ('<A HREF="', "HTTPS://HOST/X", '">A</A>'),
    "trailing dot": ('<a href="', "https://HOST./x", '">A</a>'),
    "www": ('<a href="', "https://www.HOST/x", '">A</a>'),
    "port": ('<a href="', "https://HOST:443/x", '">A</a>'),
    "user": ('<a href="', "https://acme.com@HOST/x", '">A</a>'),
    "backslashes": ('<a href="', "https:\\\\HOST\\x", '">A</a>'),
    "entities in href": ('<a href="', "https:&#x2F;&#47;HOST/x&amp;y", '">A</a>'),
    "entities in text": ("<p>", "https&colon;&#x2F;&#47;HOST&sol;x", " &amp; more</p>"),
}
MJML = {
    "mj-button": ('<mj-button href="', "https://HOST/x", '">A</mj-button>'),
    "mj-image": ('<mj-image alt="" href="', "https://HOST/x", '" src="https://acme.com/a.png" />'),
    "mj-social-element": ('<mj-social-element href="', "https://HOST/x", '">A</mj-social-element>'),
    "mj-navbar-link": ('<mj-navbar-link href="', "https://HOST/x", '">A</mj-navbar-link>'),
    "mj-section": ('<mj-section background-url="', "https://HOST/x", '"></mj-section>'),
    "mj-accordion": ('<mj-accordion icon-wrapped-url="', "https://HOST/x", '"></mj-accordion>'),
    "mj-text": ("<mj-text><p>", "https://HOST/x", "</p></mj-text>"),
    "mj-style": ("<mj-style>td{background:url(", "https://HOST/x", ")}</mj-style>"),
}
PLAIN = {
    "text": ("See ", "https://HOST/x", "."),
    "text without scheme": ("See:", "HOST/x", "!"),
    "text before a dash": ("Offer ", "https://HOST/x", "\u2014 today"),
    "text in angle brackets": ("Offer <", "https://HOST/x", ">"),
    "Markdown": ("[Offer](", "https://HOST/x_", ")"),
    "emphasis": ("*Now: ", "https://HOST/x", "* and so on"),
    "templated path": ("Offer: ", "https://HOST/{{ id }}", ""),
    "string": ("{{ url or '", "https://HOST/x", "' }}"),
}
PLACES = [
    *(("html", place, parts) for place, parts in HTML.items()),
    *(("mjml", place, parts) for place, parts in MJML.items()),
    *(("text", place, parts) for place, parts in PLAIN.items()),
]


def planted(
    parts: Parts, head: str = "", tail: str = "", line_end: str = "\n"
) -> tuple[str, Spans]:
    """A text with every host in it, and where the addresses stand."""
    text, spans = head, list[tuple[int, int]]()
    for number, host in enumerate(HOSTS):
        written = host.upper() if parts[1].isupper() else host
        before, address, after = (
            part.replace("HOST", written).replace("N°", str(number)) for part in parts
        )
        spans.append((len(text) + len(before), len(text) + len(before) + len(address)))
        text += before + address + after + line_end
    return text + tail, spans


def findings(text: str, kind: FileKind, rule: Rule) -> list[Diagnostic]:
    mails = reading.read(Source("mail", text), kind, reading.Sending())
    return engine.lint(mails, engine.Settings([rule])).diagnostics


def found(text: str, kind: FileKind) -> Spans:
    """Where in the file the rule finds a shortened link."""
    return [(d.start[2], d.end[2]) for d in findings(text, kind, shortened_link.check)]


@pytest.mark.parametrize(
    ("kind", "parts"),
    [(kind, parts) for kind, _, parts in PLACES],
    ids=[f"{kind}-{place}" for kind, place, _ in PLACES],
)
def test_a_shortener_is_found(kind: FileKind, parts: Parts) -> None:
    text, spans = planted(parts)
    assert found(text, kind) == spans


@pytest.mark.parametrize("kind", ["html", "text"])
def test_a_shortener_in_front_matter_is_found(kind: FileKind) -> None:
    text, spans = planted(("link-N°: ", "https://HOST/x", ""), "---\n", "---\n<p>Hello</p>\n")
    assert found(text, kind) == spans


@pytest.mark.parametrize("slash", ["/", "\\/"])
def test_a_shortener_in_an_export_is_found(slash: str) -> None:
    parts = ('<a href=\\"', "https://HOST/x".replace("/", slash), f'\\">A<{slash}a>')
    head = '{"subject": "Hi", "content": {"widgets": {"m": {"body": {"html": "'
    text, spans = planted(parts, head, '"}}}}}', line_end="\\r\\n")
    assert json.loads(text)
    assert found(text, "json") == spans


HEAD = (
    "From: news@acme.com\r\nMIME-Version: 1.0\r\nContent-Type: text/{}; charset=utf-8\r\n"
    "Content-Transfer-Encoding: {}\r\n\r\n"
)


@pytest.mark.parametrize(
    "address",
    [
        "https:=\r\n//HOST/x",
        "https://HOST=\r\n/x",
        "https://HOST/{{ id =\r\n}}x",
        "=68ttps://HOST=2Fx",
    ],
)
def test_a_shortener_in_quoted_printable_is_found(address: str) -> None:
    parts = ('<a href=3D"', address, '">A</a>')
    text, spans = planted(parts, HEAD.format("html", "quoted-printable"), line_end="\r\n")
    assert found(text, "eml") == spans


def test_a_shortener_broken_in_its_name_is_found() -> None:
    text, spans = planted(("", "https://HOST/x", ""), HEAD.format("plain", "quoted-printable"))
    for start, end in reversed(spans):
        text = text[: start + 10] + "=\n" + text[start + 10 : end] + "  =\n" + text[end:]
    moved = [(start + 6 * n, end + 6 * n + 2) for n, (start, end) in enumerate(spans)]
    assert found(text, "eml") == moved


def test_a_shortener_in_an_amp_part_is_found() -> None:
    parts = ('<a href=3D"', "https://HOST/x", '">A</a>')
    text, spans = planted(parts, HEAD.format("x-amp-html", "quoted-printable"), line_end="\r\n")
    assert found(text, "eml") == spans


@pytest.mark.parametrize("kind", ["html", "plain"])
def test_a_shortener_in_base64_is_found(kind: str) -> None:
    """Addresses fill whole groups of three octets, so that each has signs of its own."""
    body, addresses = "", []
    for host in HOSTS:
        address = f"https://{host}/".ljust(3 * (len(host) // 3 + 4), "x")
        body += f"  {'<' if kind == 'plain' else ' '}{address}\r\n "
        addresses.append(address)
    text = HEAD.format(kind, "base64") + base64.encodebytes(body.encode()).decode()
    spans = found(text, "eml")
    assert [base64.b64decode(text[start:end]).decode() for start, end in spans] == addresses


def test_a_shortener_in_a_header_is_found() -> None:
    head = "From: news@acme.com\r\nList-Unsubscribe: <mailto:off@acme.com>\r\n"
    text, spans = planted(("\t, <", "https://HOST/x", ">"), head, "\r\nHello\r\n", "\r\n")
    assert found(text, "eml") == spans


def test_a_wrapped_shortener_is_found_when_it_is_unwrapped() -> None:
    """Wrapped, it is wrapped-link's to find, and its fix lays bare what shortened-link finds."""
    address = "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2FHOST%2Fx&amp;d=1"
    text, spans = planted(('<a href="', address, '">A</a>'))
    assert found(text, "html") == []
    wrapped = findings(text, "html", wrapped_link.check)
    assert [(d.start[2], d.end[2]) for d in wrapped] == spans

    unwrapped, spans = planted(('<a href="', "https://HOST/x", '">A</a>'))
    assert fix.apply(text, [d.fix for d in wrapped if d.fix]) == (unwrapped, len(HOSTS))
    assert found(unwrapped, "html") == spans


def test_a_map_of_links_mends_all_but_loggers() -> None:
    loggers = [host for host in HOSTS if shorteners.lookup(host) == ("logger", host)]
    options = shortened_link.Options()
    options.short_map = FileText("\n".join(f"{host}/x,https://acme.com/{host}" for host in HOSTS))
    settings = engine.Settings([shortened_link.check], options={"shortened-link": options})
    text, _ = planted(('<a href="', "https://HOST/x", '">A</a>'))
    mails = reading.read(Source("mail", text), "html", reading.Sending())
    fixes = [d.fix for d in engine.lint(mails, settings).diagnostics if d.fix]

    mended, _ = fix.apply(text, fixes)
    left = findings(mended, "html", shortened_link.check)
    assert [d.excerpt for d in left] == [f"https://{host}/x" for host in loggers]
    assert "https://acme.com/bit.ly" in mended


@pytest.mark.parametrize(
    "address",
    [
        "https://HOST.acme.com/x",
        "https://acme.com/HOST/x",
        "https://acme.com/?from=HOST/x",
        "https://a-HOST/x",
        "https://{{ a }}HOST/x",
        "mailto:ann@HOST",
        "https://HOST/",
    ],
)
def test_what_only_resembles_a_shortener_is_not_found(address: str) -> None:
    text, _ = planted(('<a href="', address, f'">{address}</a>'))
    assert found(text, "html") == []
