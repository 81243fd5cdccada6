"""URLs: the parts, the host, what holes leave unknown, and the Standard's own verdict."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presend.documents.urls import parse

# In the tables "□" stands for HOLE and "◇" for GAP.
HOLES = str.maketrans("□◇", "\x1a\x1b")
CONTROLS = "".join(map(chr, range(0x21)))


@pytest.mark.parametrize(
    ("text", "scheme", "user", "host", "port", "path", "query", "fragment"),
    [
        ("https://acme.com", "https", "", "acme.com", None, "", "", ""),
        ("https://ACME.com/a%20b?x=1&y#z", "https", "", "acme.com", None, "/a%20b", "x=1&y", "z"),
        ("HTTP://acme.com:80/", "http", "", "acme.com", 80, "/", "", ""),
        ("https://a:b@c@acme.com:8443/x", "https", "a:b@c", "acme.com", 8443, "/x", "", ""),
        ("https://acme.com./", "https", "", "acme.com", None, "/", "", ""),
        ("https://%61cme.com/", "https", "", "acme.com", None, "/", "", ""),
        ("https://b\u00fccher.de/", "https", "", "xn--bcher-kva.de", None, "/", "", ""),
        ("https://exa\u00admple\u3002com/", "https", "", "example.com", None, "/", "", ""),
        ("http://0x7f.1/", "http", "", "127.0.0.1", None, "/", "", ""),
        ("http://3232235777/", "http", "", "192.168.1.1", None, "/", "", ""),
        ("http://0300.0250.1/", "http", "", "192.168.0.1", None, "/", "", ""),
        ("http://[1:0:0:2:0:0:0:3]:8/", "http", "", "[1:0:0:2::3]", 8, "/", "", ""),
        ("http://[::ffff:1.2.3.4]", "http", "", "[::ffff:102:304]", None, "", "", ""),
        ("https:\\\\acme.com\\x", "https", "", "acme.com", None, "\\x", "", ""),
        ("https:acme.com", "https", "", "acme.com", None, "", "", ""),
        (" ht\ntps://ac\tme.com/x\r\n", "https", "", "acme.com", None, "/x", "", ""),
        ("mailto:a@b.com?subject=x", "mailto", "", None, None, "a@b.com", "subject=x", ""),
        ("MyApp://Host/x", "myapp", "", "host", None, "/x", "", ""),
        ("file:///C:/x", "file", "", None, None, "/C:/x", "", ""),
        ("file://Server/x", "file", "", "server", None, "/x", "", ""),
        ("javascript:open('/')", "javascript", "", None, None, "open('/')", "", ""),
        ("/a/b?c", "", "", None, None, "/a/b", "c", ""),
        ("", "", "", None, None, "", "", ""),
    ],
)
def test_parts(
    text: str,
    scheme: str,
    user: str,
    host: str | None,
    port: int | None,
    path: str,
    query: str,
    fragment: str,
) -> None:
    url = parse(text)
    assert (url.raw, url.scheme, url.host, url.port) == (text, scheme, host, port)
    assert (url.path, url.query, url.fragment) == (path, query, fragment)
    assert ":".join(filter(None, (url.username, url.password))) == user
    assert (url.known, url.unknown, url.failed) == (True, False, False)


@pytest.mark.parametrize(
    ("text", "unknown", "scheme", "raw_host", "site", "path"),
    [
        ("□□", True, "", "", None, "□□"),
        ("□□/path", True, "", "", None, "□□/path"),
        ("http□://acme.com/", True, "", "acme.com", "acme.com", "/"),
        ("□□://acme.com/x", True, "", "acme.com", "acme.com", "/x"),
        ("□□://□□/x", True, "", "□□", None, "/x"),
        ("□□//acme.com/x", True, "", "", None, "□□//acme.com/x"),
        ("images□/x", True, "", "", None, "images□/x"),
        ("https://acme.com/□□", False, "https", "acme.com", "acme.com", "/□□"),
        ("https://bit.ly/a?u=□", False, "https", "bit.ly", "bit.ly", "/a"),
        ("https://acme.com□□", False, "https", "acme.com□□", None, ""),
        ("https://□□.acme.com/x", False, "https", "□□.acme.com", None, "/x"),
        ("https://acme◇◇.com/x", False, "https", "acme◇◇.com", None, "/x"),
        ("https://acme.com:□□/x", False, "https", "acme.com", None, "/x"),
        ("https:□□", False, "https", "□□", None, ""),
        ("◇◇ https://bit.ly/x◇◇", False, "https", "bit.ly", "bit.ly", "/x◇◇"),
        ("◇◇bit.ly/x", True, "", "", None, "◇◇bit.ly/x"),
        ("www.acme.com□□/x", False, "", "", None, "www.acme.com□□/x"),
        ("bit.ly/□□", False, "", "bit.ly", "bit.ly", "/□□"),
        ("//□□/x", False, "", "□□", None, "/x"),
        ("#□□", False, "", "", None, ""),
    ],
)
def test_holes(
    text: str, unknown: bool, scheme: str, raw_host: str, site: str | None, path: str
) -> None:
    url = parse(text.translate(HOLES))
    assert (url.unknown, url.scheme, url.site) == (unknown, scheme, site)
    assert (url.raw_host, url.path) == (raw_host.translate(HOLES), path.translate(HOLES))
    assert (url.known, url.errors) == (False, ())


def test_user_is_certain_only_before_a_hole() -> None:
    assert parse("https://evil@\x1a\x1a/").username == "evil"
    assert parse("https://medium.com\x1a\x1a@acme").username == ""


@pytest.mark.parametrize(
    ("text", "host", "port", "path"),
    [
        ("bit.ly/abc", "bit.ly", None, "/abc"),
        ("//bit.ly/abc", "bit.ly", None, "/abc"),
        ("\\\\bit.ly\\abc", "bit.ly", None, "\\abc"),
        ("WWW.Acme.com", "www.acme.com", None, ""),
        ("acme.com:8080/x", "acme.com", 8080, "/x"),
        ("acme.com?x", "acme.com", None, ""),
        ("b\u00fccher.de/x", "xn--bcher-kva.de", None, "/x"),
        ("acme.xn--p1ai.", "acme.xn--p1ai", None, ""),
        ("user@acme.com", None, None, "user@acme.com"),
        ("index.html", None, None, "index.html"),
        ("images/logo.png", None, None, "images/logo.png"),
        ("192.168.0.1/x", None, None, "192.168.0.1/x"),
        ("//localhost/x", None, None, "/x"),
        ("localhost:3000/x", None, None, "localhost:3000/x"),
        ("Dr. Who", None, None, "Dr. Who"),
        ("..", None, None, ".."),
    ],
)
def test_implied_host(text: str, host: str | None, port: int | None, path: str) -> None:
    url = parse(text)
    assert (url.scheme, url.host) == ("", None)
    assert (url.implied_host, url.site, url.port, url.path) == (host, host, port, path)


@pytest.mark.parametrize(
    ("text", "errors", "failed"),
    [
        ("https://acme.com/", "", False),
        ("https:/acme.com", "special-scheme-missing-following-solidus", False),
        ("https:///acme.com", "special-scheme-missing-following-solidus", False),
        ("https://acme.com\\x", "invalid-reverse-solidus", False),
        ("https://acme.com/a b", "invalid-URL-unit", False),
        ("https://acme.com/%zz", "invalid-URL-unit", False),
        ("https://acme.com/%4", "invalid-URL-unit", False),
        ("https://acme.com/\u00e9\U0001f600", "", False),
        ("https://acme.com/\ud800", "invalid-URL-unit", False),
        ("https://acme.com/ ", "invalid-URL-unit", False),
        ("https://a@acme.com", "invalid-credentials", False),
        ("https://@/x", "invalid-credentials host-missing", True),
        ("https://", "host-missing", True),
        ("https://a<b.com", "domain-invalid-code-point", True),
        ("https://a%00.com", "domain-invalid-code-point", True),
        ("foo://a b", "host-invalid-code-point", True),
        ("https://0x1.2", "IPv4-non-decimal-part", False),
        ("https://256", "IPv4-out-of-range-part", False),
        ("https://256.1.1.1", "IPv4-out-of-range-part", True),
        ("https://1.2.3.4.5", "IPv4-too-many-parts", True),
        ("https://a.09", "IPv4-non-numeric-part", True),
        ("https://1.2.3.4.", "IPv4-empty-part", False),
        ("https://[::1", "IPv6-unclosed", True),
        ("https://[x]", "IPv6-invalid", True),
        ("https://acme.com:8a", "port-invalid", True),
        ("https://acme.com:65536", "port-out-of-range", True),
        ("https://xn--a.com", "idna-invalid", False),
    ],
)
def test_errors(text: str, errors: str, failed: bool) -> None:
    url = parse(text)
    assert (" ".join(url.errors), url.failed) == (errors, failed)


def test_ip_addresses_are_known_as_such() -> None:
    assert parse("http://0x7f.1").is_ip
    assert parse("http://[::1]").is_ip
    assert not parse("http://1.2.acme.com").is_ip


def test_invalid_idn_stays_as_written() -> None:
    url = parse("https://I\u2764.ws/x")
    assert (url.host, url.unicode_host) == ("i\u2764.ws", "i\u2764.ws")


def test_unicode_host() -> None:
    assert parse("https://XN--BCHER-KVA.de").unicode_host == "b\u00fccher.de"
    assert parse("https://acme.com").unicode_host == "acme.com"
    assert parse("#").unicode_host is None


def test_parameters_are_decoded_and_placed() -> None:
    text = " https://acme.com/?a=1+2&&b%5B=%C3%A9%ff&c&d=x=y\n#?e=f"
    found = list(parse(text).parameters)
    assert [(name, value, text[start:end]) for name, value, start, end in found] == [
        ("a", "1 2", "a=1+2"),
        ("b[", "\u00e9\ufffd", "b%5B=%C3%A9%ff"),
        ("c", "", "c"),
        ("d", "x=y", "d=x=y\n"),
    ]
    assert list(parse("mailto:?subject=1+1 ").parameters) == [("subject", "1+1", 8, 19)]
    assert list(parse("https://acme.com/#?a=b").parameters) == []
    assert parse("https://acme.com/?").has_query


def test_equal_texts_are_parsed_once() -> None:
    assert parse("https://acme.com/once") is parse("https://acme.com/" + "once")


# What a parser meets, joined at random: parts of URLs, their delimiters, hostile characters.
PIECES = """
http https ftp file foo : :// :/ :/// :\\\\ / \\ @ a acme.com b.de %61 %2e % %zz . .. 1.2.3.4
0x7f 077 1 256 4294967296 0x 08 [::1] [1:0:0:2::3] [::ffff:1.2.3.4] [ ] :80 :443 :99999 :a ?
?x=1 # #f & _ - xn-- xn--bcher-kva b\u00fccher \u3002 \uff11 \u00ad < | ^ C: localhost " '
user:pw ~ { } \u2100 mailto:
"""
PIECE = st.sampled_from([*PIECES.split(), *" \t\n\x00\x7f\ud800\ufffe\x1a\x1b"])
STARTS = st.sampled_from(["", "", "http://", "https://", "foo://", "file://", "https:", "//"])
TEXTS = st.builds(lambda start, rest: start + "".join(rest), STARTS, st.lists(PIECE, max_size=7))


@given(st.one_of(TEXTS, st.text()))
def test_any_text_is_a_url(text: str) -> None:
    url = parse(text)
    assert url.raw == text
    assert url.known == ("\x1a" not in text and "\x1b" not in text)
    assert url.site is None or (url.site and url.unicode_host)
    assert url.host is None or not re.search("[\x1a\x1b/\\\\?#@]", url.host)
    for part in (url.path, url.query, url.fragment):
        assert part in text.translate({9: None, 10: None, 13: None})
    for _, _, start, end in url.parameters:
        assert text[start - 1] in "?&"
        assert text[end : end + 1] in ("", "&", "#") or not text[end:].strip(CONTROLS)


@pytest.mark.parametrize(
    "piece", ["a", "a.", "/", "\\", "@", ":", "%41", "1.", "[", "\u00e9", "?", "&", "0", "xn--a."]
)
@pytest.mark.parametrize("start", ["", "https://", "foo://", "https://acme.com/?", "acme.com:"])
def test_long_texts_are_read(start: str, piece: str) -> None:
    text = start + piece * (100_000 // len(piece))
    url = parse(text)
    assert url.raw is text
    assert all(text[end : end + 1] in ("", "&") for _, _, _, end in url.parameters)


# The Standard as ada reads it. What differs on purpose:
# - a text without a scheme fails there, and is read here;
# - `acme.com:80` has the scheme `acme.com` there (and no URL in a mail has);
# - a host that IDNA 2008 forbids is "idna-invalid" here and kept, while ada refuses most of them
#   and follows UTS #46 alone on the rest (emoji);
# - one trailing dot of a host goes, and a host that is only a dot is none;
# - the host of a scheme that is not special is neither percent-encoded nor left in upper case;
# - `localhost` in a file URL stays; a default port stays; paths and queries stay as written, so
#   that what is compared is what ada makes of them when the parts are put together again.
AUTHORITY_PORT = re.compile(r"(?:localhost|[\w-]+(?:\.[\w-]+)+):[0-9]+(?![^/\\?#])", re.ASCII)


def standard(text: str) -> Any:
    """What ada makes of a text; None where it is no URL to it."""
    ada_url = pytest.importorskip("ada_url", reason="ada-url is not installed")
    try:
        return ada_url.URL(text)
    except ValueError:
        return None


def together(text: str) -> str:
    """The URL of the parts that presend finds in a text."""
    url = parse(text)
    bare = re.sub(r"[\t\n\r]", "", text.strip(CONTROLS)).partition(":")[2]
    user = url.username + (f":{url.password}" if url.password else "")
    authority = (f"{user}@" if user else "") + url.raw_host
    port = "" if url.port is None else f":{url.port}"
    slashes = "//" if url.is_special or bare.startswith("//") else ""
    slash = "/" if url.scheme == "file" and not url.path.startswith(("/", "\\")) else ""
    query = f"?{url.query}" if url.has_query else ""
    fragment = f"#{url.fragment}" if "#" in text else ""
    return f"{url.scheme}:{slashes}{authority}{port}{slash}{url.path}{query}{fragment}"


def agree(text: str) -> None:
    url = parse(text)
    other = standard(text)
    if other is None:
        assert url.failed or not url.scheme or "idna-invalid" in url.errors
        return
    if "idna-invalid" in url.errors or other.hostname == ".":
        return
    if not url.scheme:
        assert AUTHORITY_PORT.match(re.sub(r"[\t\n\r]", "", text).lstrip(" \0"))
        return
    assert not url.failed
    host = other.hostname.removesuffix(".")
    if url.scheme == "file" and url.host == "localhost":
        host = "localhost"
    if url.is_special:
        assert (url.host or "") == host
    elif "%" not in host:
        assert (url.host or "") == host.lower()
    assert standard(together(text)).href == other.href


@pytest.mark.parametrize(
    "text",
    [
        "https://acme.com/a/../b?x=1#y",
        "https://user:p%40ss@acme.com:8443/",
        "https:\\\\acme.com\\x\\..\\y",
        "https://stra\u00dfe.de/",
        "https://\u65e5\u672c\u8a9e\u3002jp/",
        "https://fa\u00df.de",
        "https://\uff41\uff43\uff4d\uff45.com",
        "https://\u0646\u0627\u0645\u0647\u200c\u0627\u06cc.com",
        "http://\uff11\uff12\uff17.0.0.1/",
        "http://0xffffffff",
        "http://[2001:DB8:0:0:1:0:0:1]/",
        "http://[1::2::3]/",
        "ftp://acme.com:21/x;type=a",
        "mailto:a@b.com?subject=x y",
        "data:text/html,<b>x</b>#y",
        "tel:+49-30-1234",
        "intent://scan/#Intent;end",
        "file:///C|/x",
        "file:\\\\server\\share",
        "http://a:b:c@d:1/",
        "https://acme.com:/",
        "https://acme.com:000080/",
        "https://acme..com/",
        "https://-acme-.com/",
    ],
)
def test_as_the_standard(text: str) -> None:
    agree(text)


@settings(max_examples=600, deadline=None)
@given(TEXTS.filter(lambda text: not re.search("[\x1a\x1b\ud800]", text)))
def test_as_the_standard_on_any_text(text: str) -> None:
    agree(text)
