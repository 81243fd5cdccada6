"""The parts of a message: their tree, their texts, and the bytes that each character came from."""

from __future__ import annotations

import base64
import email
import email.policy
import email.utils
import quopri
from email.message import Message
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presend.documents.mail import addresses
from presend.documents.mail.headers import codec_of
from presend.documents.mail.mime import DEPTH_LIMIT, PART_LIMIT, Part, decode, parse
from presend.source import Source

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"

ALTERNATIVE = """\
Content-Type: multipart/alternative; boundary="b"

preamble
--b
Content-Type: text/plain; charset=utf-8

plain
--b
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable

<p>=E9</p>=20

--b--
epilogue
"""


def read(text: str) -> tuple[Part, Source]:
    source = Source("mail.eml", text)
    return parse(source), source


def shape(part: Part) -> str:
    """The tree in short: `multipart/mixed(text/plain text/html)`."""
    inside = f"({' '.join(map(shape, part.parts))})" if part.parts else ""
    return part.type + inside


def leaf(body: str, encoding: str = "7bit", charset: str = "utf-8") -> tuple[Part, Source, Source]:
    """The part, the source and the decoded text of a message of one text."""
    head = f"Content-Type: text/html; charset={charset}\nContent-Transfer-Encoding: {encoding}\n\n"
    part, source = read(head + body)
    inner = decode(part, source)
    assert inner is not None
    assert inner.outer is source
    assert inner.path == source.path
    return part, source, inner


def test_multipart() -> None:
    message, source = read(ALTERNATIVE)
    assert shape(message) == "multipart/alternative(text/plain text/html)"
    plain, html = message.parts
    assert source[plain.span] == "Content-Type: text/plain; charset=utf-8\n\nplain"
    assert source[plain.body] == "plain"
    assert source[html.body] == "<p>=E9</p>=20\n"
    assert message.span == (0, len(source.text))
    assert source[message.body].startswith("preamble")
    assert [part.type for part in message.walk()] == [message.type, plain.type, html.type]
    assert plain.parent is message
    assert (plain.charset, html.charset) == ("utf-8", None)
    assert (plain.encoding, html.encoding) == ("7bit", "quoted-printable")
    assert message.faults == plain.faults == ()


def test_names() -> None:
    part, _ = read(
        "Content-Type: TEXT/x-Csv; NAME==?utf-8?q?=C3=B6.csv?=; charset=UTF-8\r\n"
        "Content-Disposition: Attachment;\r\n filename*=utf-8''%C3%A4.csv\r\n"
        "Content-Transfer-Encoding: BASE64 (yes)\r\n\r\n"
    )
    assert (part.type, part.disposition, part.filename) == ("text/x-csv", "attachment", "ä.csv")
    assert part.parameters == {"name": "ö.csv", "charset": "UTF-8"}
    assert (part.charset, part.encoding) == ("utf-8", "base64")


HEAD = "Content-Type: multipart/mixed; boundary="


@pytest.mark.parametrize(
    ("text", "expected", "faults"),
    [
        ("", "text/plain", []),
        ("Content-Type: text\n\nx", "text/plain", ["malformed media type"]),
        ("Content-Type: text/x; charset=y\n\nx", "text/x", ["unknown charset"]),
        ("Content-Transfer-Encoding: x\n\nx", "text/plain", ["unknown transfer encoding"]),
        ("Content-Type: multipart/x\n\nx", "multipart/x", ["a multipart without a boundary"]),
        (f"{HEAD}b\n\n--b\n\nx\n--b--", "multipart/mixed(text/plain)", []),
        (f'{HEAD}"b c "\n\n--b c\t \n\nx\n--b c--  ', "multipart/mixed(text/plain)", []),
        (f"{HEAD}b\r\r--b\r\rx\r--b--", "multipart/mixed(text/plain)", []),
        (f"{HEAD}b\n\n--bc\n\nx\n --b\n--b--", "multipart/mixed", []),
        (f"{HEAD}b\n\n--b\n\nx", "multipart/mixed(text/plain)", ["the multipart is never closed"]),
        (f"{HEAD}b\n\nx", "multipart/mixed", ["the multipart is never closed"]),
        (f"{HEAD}b\n\n--b--\n--b\n\nx", "multipart/mixed", []),
        (
            f"{HEAD}b\n\n--b\n--b\n\nx\n--b\n--b--",
            "multipart/mixed(text/plain)",
            ["a delimiter without a part before it"] * 2,
        ),
        (
            f"{HEAD}b\n\n--b\n{HEAD}b\n\n--b\n\nx\n--b--",
            "multipart/mixed(multipart/mixed text/plain)",
            ["the boundary is that of a multipart around it"],
        ),
        (
            f"{HEAD}b\n\n--b\n{HEAD}c\n\n--c\n\nx\n--b\n\ny\n--b--",
            "multipart/mixed(multipart/mixed(text/plain) text/plain)",
            ["the multipart is never closed"],
        ),
        (
            f"{HEAD}b\n--b\nContent-Type: text/html\n<p>\n--b--",
            "multipart/mixed(text/html)",
            ["no empty line between header and body"] * 2,
        ),
        (
            f"{HEAD}b\n\n--b\nContent-Type: text/html\n--b--",
            "multipart/mixed(text/html)",
            ["no empty line after the header"],
        ),
        (
            f"Content-Type: multipart/digest; boundary=b\n\n"
            f"--b\n\n{HEAD}c\n\n--c\n\nx\n--c--\n--b--",
            "multipart/digest(message/rfc822(multipart/mixed(text/plain)))",
            [],
        ),
        ("Content-Type: message/rfc822\n\nA: b\n\nx", "message/rfc822(text/plain)", []),
        (
            "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nQTogYgoKeA==",
            "message/rfc822",
            ["a part made of parts is transfer-encoded"],
        ),
        ("From a b\nContent-Type: text/html\n\nx", "text/html", []),
        ("\n\0\xe9", "text/plain", ["bytes that are not us-ascii"]),
    ],
)
def test_structure(text: str, expected: str, faults: list[str]) -> None:
    message, source = read(text)
    assert shape(message) == expected
    said = [fault for part in message.walk() for fault in part.faults]
    assert [fault.message for fault in said] == faults
    assert all(0 <= fault.start <= fault.end <= len(source.text) for fault in said)


@pytest.mark.parametrize(
    ("body", "encoding", "charset", "text"),
    [
        ("a\r\nb\n", "7bit", "us-ascii", "a\r\nb\n"),
        ("\xc3\xa9", "8bit", "utf-8", "é"),
        ("\xe9\x80", "binary", "latin1", "é€"),
        ("\xe9", "8bit", "unknown", "é"),
        ("x=3D\xc3=A9", "quoted-printable", "utf-8", "x=é"),
        ("a=\r\nb=  \nc \t\r\nd=20\r\ne=", "quoted-printable", "utf-8", "abc\r\nd \r\ne"),
        ("a=zz==3d=3", "quoted-printable", "utf-8", "a=zz===3"),
        ("PHA+\r\nw6k8L3A+\r\n", "base64", "utf-8", "<p>é</p>"),
        ("P H-A!+\0w6k", "base64", "utf-8", "<p>é"),
        ("YQ", "base64", "utf-8", "a"),
        ("YWI", "base64", "utf-8", "ab"),
        ("YWJjZ", "base64", "utf-8", "abc"),
        ("YQ==\n--\nfooter", "base64", "utf-8", "a"),
        ("Y=WJj", "base64", "utf-8", "abc"),
        ("=", "base64", "utf-8", ""),
        ("", "base64", "utf-8", ""),
        ("a=3D", "x-unknown", "utf-8", "a=3D"),
        ("\x1b$B=", "quoted-printable", "iso-2022-jp", ""),
    ],
)
def test_text(body: str, encoding: str, charset: str, text: str) -> None:
    _, _, inner = leaf(body, encoding, charset)
    assert inner.text == text
    assert len(inner.origin) == len(text) + 1


@pytest.mark.parametrize(
    ("body", "encoding", "text", "written"),
    [
        ('<a href=3D"x">', "quoted-printable", "=", "=3D"),
        ('<a hr=\r\nef=3D"x">', "quoted-printable", "href", "hr=\r\nef"),
        ("a=C3=A9b", "quoted-printable", "é", "=C3=A9"),
        ("a=C3=A9b=\r\n", "quoted-printable", "b", "b"),
        ("PHA+aGV5PC9wPg==", "base64", "hey", "aGV5"),
        ("PHA+\r\naGV5PC9wPg==\r\n", "base64", "hey", "aGV5"),
        ("PHA+aGV5PC9wPg==\r\n", "base64", "p>", "9wPg=="),
        ("PHA+aGV5PC9wPg==", "base64", "h", "a"),
        ("a\xc3\xa9b", "8bit", "é", "\xc3\xa9"),
    ],
)
def test_text_leads_back(body: str, encoding: str, text: str, written: str) -> None:
    _, source, inner = leaf(body, encoding)
    start = inner.text.rindex(text)
    assert source[inner.outward((start, start + len(text)))] == written


def test_no_copy_of_offsets_where_none_is_needed() -> None:
    _, source, inner = leaf("a" * 1000)
    assert inner.origin == range(len(source.text) - 1000, len(source.text) + 1)


@pytest.mark.parametrize(
    ("body", "encoding", "written", "message"),
    [
        ("a=4", "quoted-printable", "=", "an = that begins no escape"),
        ("YW!J", "base64", "!", "a character that base64 has not"),
        ("YQ==\nfoot", "base64", "\nfoot", "text after the end of base64"),
        ("YQ", "base64", "", "base64 that breaks off"),
        ("a=FFb=C3=A9", "quoted-printable", "=FF", "bytes that are not utf-8"),
        ("YcOpb/8=", "base64", "/8=", "bytes that are not utf-8"),
    ],
)
def test_faults_of_texts(body: str, encoding: str, written: str, message: str) -> None:
    part, source, _ = leaf(body, encoding)
    assert [(source[fault.span], fault.message) for fault in part.faults] == [(written, message)]


def test_only_texts_are_decoded() -> None:
    message, source = read("Content-Type: image/png\n\nx")
    assert decode(message, source) is None
    message, source = read(ALTERNATIVE)
    assert decode(message, source) is None
    text = decode(message.parts[1], source)
    assert text is not None
    assert text.text == "<p>é</p> \n"
    assert decode(message.parts[1], source) is text


def test_depth_is_limited() -> None:
    text = "".join(f"{HEAD}b{i}\n\n--b{i}\n" for i in range(DEPTH_LIMIT + 50))
    message, _ = read(text)
    parts = list(message.walk())
    assert len(parts) == DEPTH_LIMIT + 1
    assert f"nested deeper than {DEPTH_LIMIT} parts" in [
        fault.message for fault in parts[-1].faults
    ]


def test_number_of_parts_is_limited() -> None:
    message, _ = read(f"{HEAD}b\n\n" + "--b\n\n" * (PART_LIMIT + 50))
    assert len(message.parts) == PART_LIMIT - 1
    assert message.faults[0].message == "too many parts: the rest is not read"


LINES = (
    *("--b", "--b--", "--c", "--c--", "--b \t", f"{HEAD}b", f'{HEAD}"c"', "", " ", "x", "From a b"),
    *("Content-Type: message/rfc822", "Content-Type: text/html; charset=utf-8", "\ud800\u20ac"),
    *("Content-Transfer-Encoding: base64", "Content-Transfer-Encoding: quoted-printable"),
    *("Content-Type: multipart/digest; boundary=d", "--d", "=E9=\t", "YWJj=", "\xc3\xa9\xff", "\0"),
)


@given(
    st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(("\n", "\r\n", "\r", ""))))
    .map(lambda lines: "".join(line + end for line, end in lines))
    .filter(len)
    | st.text(max_size=50)
)
def test_any_text_is_read(text: str) -> None:
    message, source = read(text)
    assert message.span == (0, len(text))
    for part in message.walk():
        assert part.span[0] <= part.headers.span[1] <= part.body[0] <= part.body[1] == part.span[1]
        for inner in part.parts:
            assert inner.parent is part
            assert part.body[0] <= inner.span[0] <= inner.span[1] <= part.span[1]
        for before, behind in pairwise(part.parts):
            assert before.span[1] <= behind.span[0]
        for fault in part.faults:
            assert 0 <= fault.start <= fault.end <= len(text)
        decoded = decode(part, source)
        if decoded is not None:
            assert len(decoded.origin) == len(decoded.text) + 1
            assert list(decoded.origin) == sorted(decoded.origin)
            assert part.body[0] <= decoded.origin[0] <= decoded.origin[-1] <= part.body[1]


@given(st.text("aZ =.<é漢\U0001f600\t\n", max_size=200), st.sampled_from((base64, quopri)))
def test_what_the_standard_library_encodes_is_read_back(text: str, module: object) -> None:
    if module is base64:
        written, encoding = base64.encodebytes(text.encode()), "base64"
    else:
        written, encoding = quopri.encodestring(text.encode()), "quoted-printable"
    part, source, inner = leaf(written.decode("latin-1"), encoding)
    assert inner.text == text
    assert part.faults == ()
    if module is quopri:
        for i, character in enumerate(text):
            one = source[inner.outward((i, i + 1))].encode("latin-1")
            assert quopri.decodestring(one).decode() == character


# Where the tree or a text differs from that of the standard library, and why it does.
STRUCTURE = {
    "message/*": "there every message/* but delivery-status is opened as a message, and "
    "delivery-status is cut into a part for each block; here only message/rfc822 and global "
    "are messages, and only where they are not encoded",
    "separator": "there a media type without a semicolon behind it takes in its parameters",
    "header": "there a header ends at its first line that is no field (or has a space before "
    "the colon); here one such line before a familiar field is passed over, as clients do",
    "folded boundary": "there a folded boundary keeps its line end, and no line matches it",
    "nested boundary": "there a boundary that is that of the outer multipart and `--` closes it",
}
TEXTS = {
    "charset": "there a charset that is unknown or does not fit raises an error",
    "windows-1252": "there iso-8859-1 is as ISO has it; here as WHATWG and all clients have it",
    "white space": "there white space at the ends of quoted-printable lines stays (RFC 2045, 6.7)",
    "line end": "there the last line end is taken from the text of a multipart never closed",
    "base64": "there base64 of a length that cannot be is left as it is",
    "uuencode": "there uuencode is undone, which MIME does not know",
    "encoding": "there a transfer encoding with anything behind it is unknown",
}


@pytest.fixture(scope="module")
def corpus() -> list[tuple[str, Source, Part, Message]]:
    """Each message of the corpus: its name, its source, and how both read it."""
    if not CORPUS.is_dir():
        pytest.skip("no corpus of messages beside the project")
    found = []
    for path in sorted(CORPUS.rglob("*.eml")):
        raw = path.read_bytes()
        source = Source(str(path), raw.decode("latin-1"))
        theirs = email.message_from_bytes(raw, policy=email.policy.compat32)
        found.append((str(path.relative_to(CORPUS)), source, parse(source), theirs))
    return found


def leaves(part: Part) -> list[Part]:
    return [inner for inner in part.walk() if not inner.parts]


def their_leaves(message: Message) -> list[Message]:
    return [part for part in message.walk() if not part.is_multipart()]


def structure_difference(message: Part, types: list[str]) -> str:
    if any(part.type.startswith("message/") for part in leaves(message)):
        return "message/*"
    if any(set(kind) & set(" \t\n") for kind in types):
        return "separator"
    for part in message.walk():
        content_type = part.headers.get("content-type")
        if any(
            fault.message == "a line of the header is no field" for fault in part.headers.faults
        ):
            return "header"
        if part.boundary and content_type and part.boundary not in content_type.raw:
            return "folded boundary"
        if part.parent and part.boundary == part.parent.boundary + "--":
            return "nested boundary"
    return "unexplained"


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip().splitlines()]


def text_difference(ours: Source, part: Part, theirs: Message) -> str:
    """The reason of a difference between two texts; empty if there is none."""
    raw = theirs.get_payload(decode=True)
    assert isinstance(raw, bytes)
    assert ours.outer is not None
    written = ours.outer[part.body].encode("latin-1")
    if part.encoding != str(theirs.get("content-transfer-encoding", "7bit")).lower():
        return "encoding"
    if part.encoding == "x-uuencode":
        return "uuencode"
    if part.encoding == "base64" and raw.split() == b"".join(written.splitlines()).split():
        return "base64"
    label = theirs.get_content_charset() or "ascii"
    reason = ""
    try:
        text = raw.decode(label)
    except (LookupError, UnicodeDecodeError):
        codecs = ("utf-8", "cp1252", codec_of(label) or "ascii")
        texts = [raw.decode(codec, "replace") for codec in codecs]
        text = next((text for text in texts if lines(text) == lines(ours.text)), "")
        reason = "charset"
    if ours.text != text and part.charset == "iso-8859-1":
        text = raw.decode("cp1252", "replace")
        reason = "windows-1252"
    if ours.text == text:
        return reason
    if ours.text.removesuffix("\n").removesuffix("\r") == text:
        return "line end"
    if part.encoding == "quoted-printable" and lines(ours.text) == lines(text):
        return "white space"
    return "unexplained"


def test_corpus_has_the_same_structure(
    corpus: list[tuple[str, Source, Part, Message]],
) -> None:
    found: dict[str, list[str]] = {}
    for name, _, ours, theirs in corpus:
        types = [part.get_content_type() for part in their_leaves(theirs)]
        if [part.type for part in leaves(ours)] != types:
            found.setdefault(structure_difference(ours, types), []).append(name)
    print(
        *(f"{reason} ({len(names)}): {STRUCTURE.get(reason)}" for reason, names in found.items()),
        sep="\n",
    )
    assert found.keys() <= STRUCTURE.keys(), found.get("unexplained")


def test_corpus_has_the_same_texts(corpus: list[tuple[str, Source, Part, Message]]) -> None:
    found: dict[str, list[str]] = {}
    for name, source, ours, theirs in corpus:
        parts, others = leaves(ours), their_leaves(theirs)
        if [part.type for part in parts] != [other.get_content_type() for other in others]:
            continue
        for part, other in zip(parts, others, strict=True):
            decoded = decode(part, source)
            if decoded is None:
                continue
            reason = text_difference(decoded, part, other)
            if reason:
                found.setdefault(reason, []).append(name)
    print(
        *(f"{reason} ({len(names)}): {TEXTS.get(reason)}" for reason, names in found.items()),
        sep="\n",
    )
    assert found.keys() <= TEXTS.keys(), found.get("unexplained")


def test_corpus_leads_back(corpus: list[tuple[str, Source, Part, Message]]) -> None:
    for name, source, ours, _ in corpus:
        for part in ours.walk():
            for field in part.headers:
                assert len(field.decoded.origin) == len(field.value) + 1, name
            decoded = decode(part, source)
            if decoded is None or not decoded.text:
                continue
            origin = decoded.origin
            assert len(origin) == len(decoded.text) + 1, name
            assert part.body[0] <= origin[0] <= origin[-1] <= part.body[1], name
            if part.encoding in ("7bit", "8bit", "quoted-printable"):
                for i in range(0, len(decoded.text), 97):  # a sample
                    if decoded.text[i] not in "=\ufffd" and decoded.text[i].isascii():
                        written = source.text[origin[i]]
                        assert written in (decoded.text[i], "=", "\x1b", "+"), name


def test_corpus_has_the_same_addresses(corpus: list[tuple[str, Source, Part, Message]]) -> None:
    for name, _, ours, _ in corpus:
        for field in (*ours.headers.all("from"), *ours.headers.all("reply-to")):
            written = field.unfolded.text
            found = addresses.parse(written)
            if not found.faults:
                theirs = [address for _, address in email.utils.getaddresses([written])]
                assert [mailbox.address for mailbox in found.mailboxes] == theirs, name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("<logo@acme>", "logo@acme"),
        ("\n <logo@acme>", "logo@acme"),
        ("< logo@acme >", "logo@acme"),
        ("logo", "logo"),
        (None, None),
    ],
)
def test_what_cid_names_a_part_by(written: str | None, name: str | None) -> None:
    header = "" if written is None else f"Content-ID: {written}\n"

    assert parse(Source("a.eml", f"{header}\nx")).content_id == name
