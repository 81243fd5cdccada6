"""Header fields: where they stand, what they say decoded, and which bytes say it."""

from __future__ import annotations

import email.header
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from presend.documents.mail.headers import (
    FIELD_LIMIT,
    Header,
    Headers,
    codec_of,
    decode_bytes,
    decode_words,
    parameters,
    parse_headers,
)
from presend.source import Source


def read(text: str | bytes, start: int = 0) -> tuple[Headers, str, Source]:
    """The headers, the body, the source."""
    if isinstance(text, bytes):
        text = text.decode("latin-1")
    source = Source("mail.eml", text)
    headers, body = parse_headers(source, start, len(text))
    return headers, text[body:], source


def header(value: str | bytes) -> Header:
    raw = value.encode() if isinstance(value, str) else value
    (found,) = read(b"Subject: " + raw)[0]
    return found


@pytest.mark.parametrize(
    ("text", "names", "body", "faults"),
    [
        ("", [], "", []),
        ("A: 1\r\nB: 2\r\n\r\nC: 3", ["A", "B"], "C: 3", []),
        ("A: 1\nB: 2\n\nC", ["A", "B"], "C", []),
        ("A: 1\rB: 2\r\rC", ["A", "B"], "C", []),
        ("A: 1", ["A"], "", []),
        ("A : 1\n\n", ["A"], "", []),
        ("A:\n\n", ["A"], "", []),
        ("A: 1\n 2\n\t3\n\nB", ["A"], "B", []),
        ("\nA: 1", [], "A: 1", []),
        (" \t\nA: 1", [], "A: 1", []),
        ("\xef\xbb\xbfA: 1\n\nB", ["A"], "B", []),
        ("From a@b Sat Jan  3 01:05:34 1996\nA: 1\n\nB", ["A"], "B", []),
        ("A: 1\n<p>x", ["A"], "<p>x", ["no empty line between header and body"]),
        ("Hello\nfriend", [], "Hello\nfriend", ["no empty line between header and body"]),
        ("Subject: a\nb\nTo: c\n\nd", ["Subject", "To"], "d", ["a line of the header is no field"]),
        ("A: 1\n--b\nTo: c", ["A"], "--b\nTo: c", ["no empty line between header and body"]),
    ],
)
def test_block(text: str, names: list[str], body: str, faults: list[str]) -> None:
    headers, rest, _ = read(text)
    assert [field.name for field in headers] == names
    assert rest == body
    assert [fault.message for fault in headers.faults] == faults


def test_boundary_ends_the_block() -> None:
    source = Source("mail.eml", "A: 1\n--a:b \nB: 2")
    headers, body = parse_headers(source, 0, len(source.text), {"a:b"})
    assert [field.name for field in headers] == ["A"]
    assert body == 5
    assert len(list(parse_headers(source, 0, len(source.text))[0])) == 3


def test_places() -> None:
    headers, _, source = read("A: 1\r\nSub-Ject :\r\n  some \r\n\twords  \r\n\r\n")
    field = headers.get("sub-ject")
    assert field is not None
    assert source[field.span] == "Sub-Ject :\r\n  some \r\n\twords  "
    assert source[field.name_span] == field.name == "Sub-Ject"
    assert source[field.value_span] == field.raw == "some \r\n\twords"
    assert field.value == "some \twords"
    assert source[field.decoded.outward((6, 11))] == "words"


def test_look_up() -> None:
    headers, _, _ = read("To: a\nX: b\nTO: c\n")
    first = headers.get("tO")
    assert first is not None
    assert first.value == "a"
    assert [field.value for field in headers.all("to")] == ["a", "c"]
    assert headers.get("from") is None
    assert list(headers.all("from")) == []


def test_no_more_fields_than_the_limit() -> None:
    headers, _, _ = read("a:\n" * (FIELD_LIMIT + 1))
    assert len(headers.fields) == FIELD_LIMIT


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("plain", "plain"),
        ("=?utf-8?q?J=C3=B6rg?=", "Jörg"),
        ("=?UTF-8?Q?J=c3=b6rg_M?= x", "Jörg M x"),
        ("=?utf-8?B?SsO2cmc=?=", "Jörg"),
        ("=?utf-8?b?SsO2cmc?=", "Jörg"),
        ("=?utf-8*de?q?J=C3=B6rg?=", "Jörg"),
        ("a =?us-ascii?q?b?= \r\n =?us-ascii?q?c?= d", "a bc d"),
        ("=?utf-8?q?J=C3?= =?utf-8?q?=B6rg?=", "Jörg"),
        ("=?utf-8?q?J?==?iso-8859-1?q?=F6rg?=", "Jörg"),
        ("=?iso-8859-1?q?=80_=96?=", "€ –"),
        ("=?iso-2022-jp?b?GyRCRnxLXBsoQg==?=", "日本"),
        ("=?gb2312?q?=C4=E3?=", "你"),
        ("=?koi8-r?q?=F0?=", "П"),
        ("=?utf-16?b?//492Enc?=", "\U0001f449"),
        ("=?utf-7?q?+AOk-?=", "é"),
        ("=?nonsense?q?=C3=B6?=", "ö"),
        ("=?nonsense?q?=F6?=", "ö"),
        ('"=?utf-8?q?a?=" <a@b.c>', '"a" <a@b.c>'),
        ("=?utf-8?q?What?_now=3F?=", "What? now?"),
        ("=?utf-8?q?a\r\n b?=", "a b"),
        ("=?utf-8?x?a?= =?utf-8?q?a", "=?utf-8?x?a?= =?utf-8?q?a"),
        ("=?utf-8?q??=", ""),
        ("=?utf-8?q?=4?=", "=4"),
        ("=?utf-8?b?A?=", ""),
        ("Jörg", "Jörg"),
        (b"J\xf6rg", "Jörg"),
    ],
)
def test_decoded_value(written: str | bytes, value: str) -> None:
    found = header(written)
    assert found.value == value
    assert len(found.decoded.origin) == len(value) + 1


@pytest.mark.parametrize(
    ("written", "text", "bytes_"),
    [
        ("a =?utf-8?q?J=C3=B6rg_M?= x", "ö", "=C3=B6"),
        ("a =?utf-8?q?J=C3=B6rg_M?= x", "rg ", "rg_"),
        ("=?utf-8?b?SsO2cmc=?=", "J", "S"),
        ("=?utf-8?b?SsO2cmc=?=", "Jörg", "SsO2cmc=?="),
        ("=?utf-8?q?J=C3?= =?utf-8?q?=B6rg?=", "ö", "=C3?= =?utf-8?q?=B6"),
        ("ab\r\n cd", "cd", "cd"),
        ("aöb", "ö", "\xc3\xb6"),
    ],
)
def test_decoded_value_leads_back(written: str, text: str, bytes_: str) -> None:
    found = header(written)
    start = found.value.index(text)
    assert found.source[found.decoded.outward((start, start + len(text)))] == bytes_


def test_address_lists_are_parsed_before_they_are_decoded() -> None:
    found = header("=?utf-8?q?A=2C_B?=\r\n <a@b.c>")
    assert found.unfolded.text == "=?utf-8?q?A=2C_B?= <a@b.c>"
    assert found.source[found.unfolded.outward((20, 25))] == "a@b.c"


def test_words_of_a_text_that_is_decoded() -> None:
    assert decode_words("日本 =?utf-8?q?=C3=B6?= ö") == "日本 ö ö"


@pytest.mark.parametrize(
    ("value", "first", "expected"),
    [
        ("", "", {}),
        ("TEXT/Html", "text/html", {}),
        ("text/html; Charset=UTF-8", "text/html", {"charset": "UTF-8"}),
        ('text/html ; charset = "utf-8" ; x=y', "text/html", {"charset": "utf-8", "x": "y"}),
        ("text/html charset=utf-8", "text/html", {"charset": "utf-8"}),
        ("text/plain; charset=us-ascii (Plain text)", "text/plain", {"charset": "us-ascii"}),
        ('a/b; x="a;\\"b\\\\"; y=c', "a/b", {"x": 'a;"b\\', "y": "c"}),
        ('a/b; x="c:\\d\\e.txt"', "a/b", {"x": "c:\\d\\e.txt"}),
        ('a/b; x="open; y=z', "a/b", {"x": "open; y=z"}),
        ("a/b; x=my file.txt; x=other", "a/b", {"x": "my file.txt"}),
        ("; x=y", "x=y", {}),
        ("a/b; x*=utf-8'de'J%C3%B6rg", "a/b", {"x": "Jörg"}),
        ("a/b; x*=iso-8859-1''%80%zz", "a/b", {"x": "€%zz"}),
        ("a/b; x=plain; x*=''b%65tter", "a/b", {"x": "better"}),
        ("a/b; x*1*=%20b; x*0*=''a; x*2=%20", "a/b", {"x": "a b%20"}),
        ("a/b; x*0=a; x*1=b", "a/b", {"x": "ab"}),
        ("a/b; x*0*=utf-8''%C3; x*1*=%B6", "a/b", {"x": "ö"}),
    ],
)
def test_parameters(value: str, first: str, expected: dict[str, str]) -> None:
    assert parameters(value) == (first, expected)


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("latin1", "cp1252"),
        ("ISO_8859-1", "cp1252"),
        ("iso-8859-9", "cp1254"),
        ("iso-8859-15", "iso8859_15"),
        ("Windows-1250", "cp1250"),
        ("'utf8'", "utf_8"),
        ("gb2312", "gb18030"),
        ("shift_jis", "cp932"),
        ("ks_c_5601-1987", "cp949"),
        ("zlib", None),
        ("unicode_escape", None),
        ("", None),
    ],
)
def test_labels(label: str, codec: str | None) -> None:
    assert codec_of(label) == codec


@pytest.mark.parametrize(
    ("raw", "label", "text", "wrong"),
    [
        (b"a\xc3\xb6", None, "aö", (1, 2, "bytes that are not us-ascii")),
        (b"a\xf6", None, "aö", (1, 2, "bytes that are not us-ascii")),
        (b"a\xf6", "utf-8", "aö", (1, 2, "bytes that are not utf-8")),
        (b"\xc3\xb6\xff", "utf-8", "ö\ufffd", (2, 3, "bytes that are not utf-8")),
        (b"\x80\x93", "iso-8859-1", "€“", None),
        (b"\xc3\xb6", "nonsense", "ö", None),
        (b"\xd0\x90\xd0\x91", "euc-jp", "АБ", (0, 1, "bytes that are not euc-jp")),
        (b"\xa4\xa2\xff", "euc-jp", "あ\ufffd", (2, 3, "bytes that are not euc-jp")),
        (b"a\0", "utf-16", "a", None),
        (b"\xfe\xff\0a", "utf-16", "a", None),
    ],
)
def test_charset(
    raw: bytes, label: str | None, text: str, wrong: tuple[int, int, str] | None
) -> None:
    decoded, leads, said = decode_bytes(raw, label)
    assert (decoded, said) == (text, wrong)
    assert len(leads) == len(text) + 1


CODECS = ("utf-8", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr", "iso-2022-jp", "utf-16le")


@pytest.mark.parametrize("codec", CODECS)
def test_each_character_leads_to_its_bytes(codec: str) -> None:
    text = "ab<\r\n" if codec == "iso-2022-jp" else "aあ日b<本\r\n語"
    text = "".join(c for c in text if c.encode(codec, "ignore"))
    raw = text.encode(codec)
    _, leads, _ = decode_bytes(raw, codec)
    assert [raw[a:b].decode(codec) for a, b in pairwise(leads)] == list(text)


LABELS = st.sampled_from(
    (None, "us-ascii", "latin1", "x", *CODECS, "iso-2022-kr", "hz", "utf-7", "utf-16be", "koi8-r")
)


@given(
    st.binary(max_size=40) | st.text("+-~{}\x1b$B(J=aA/09\xff", max_size=30).map(str.encode), LABELS
)
def test_any_bytes_are_decoded(raw: bytes, label: str | None) -> None:
    text, leads, wrong = decode_bytes(raw, label)
    assert len(leads) == len(text) + 1
    assert list(leads) == sorted(leads)
    assert leads[-1] == len(raw)
    assert all(0 <= lead <= len(raw) for lead in leads)
    assert wrong is None or 0 <= wrong[0] < wrong[1] <= len(raw)


PIECES = 'A|:| |\r\n|\n|\r|\t|From |To: x|--b|=?utf-8?q?|?=|=C3|=?x?b?QQ==?=|;|a=b|"|\xff|\0|\u20ac'
FIELDS = st.lists(st.sampled_from((*PIECES.split("|"), "\ud800")), max_size=30).map("".join)


@given(FIELDS | st.text(max_size=60))
@example("=?utf-8?q?a?= =?utf-8?q?b?= \r\n")
def test_any_text_has_headers(text: str) -> None:
    source = Source("mail.eml", text)
    headers, body = parse_headers(source, 0, len(text), {"b"})
    assert 0 <= headers.span[0] <= headers.span[1] <= body <= len(text)
    behind = 0
    for field in headers:
        assert behind <= field.span[0] < field.span[1] <= headers.span[1]
        assert field.span[0] == field.name_span[0] < field.name_span[1] < field.value_span[0] + 1
        assert field.value_span[1] <= field.span[1]
        behind = field.span[1]
        origin = field.decoded.origin
        assert len(origin) == len(field.value) + 1
        assert list(origin) == sorted(origin)
        assert field.value_span[0] <= origin[0] <= origin[-1] <= field.value_span[1]
        parameters(field.value)
        parameters(field.unfolded.text)


@given(st.text("aAé漢\U0001f600 ", min_size=1, max_size=60), st.sampled_from(("utf-8", "utf-16")))
def test_what_the_standard_library_encodes_is_read_back(text: str, charset: str) -> None:
    text = text.strip() or "x"
    written = email.header.Header(text, charset).encode(linesep="\r\n")
    assert header(written).value == text
