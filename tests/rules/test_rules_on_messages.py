"""What the rules on messages say where a docstring cannot show it: octets, line ends, sizes."""

from __future__ import annotations

import base64
import io
import zipfile
from pathlib import Path

import pytest

import presend.rules
from presend.documents import Document, reading
from presend.finding import Finding
from presend.included import find
from presend.rule import Rule, discover
from presend.source import Source

RULES = {rule.name: rule for rule in discover(presend.rules)}


def found(name: str, text: str, kind: reading.FileKind = "eml", **settings: object) -> list[str]:
    """Severity, line and message of each finding of a rule, its options given as settings."""
    rule = RULES[name]
    options = rule.options() if rule.options else None
    sending = reading.Sending(esp=settings.pop("esp", None))  # type: ignore[arg-type]
    for key, value in settings.items():
        setattr(options, key, value)
    said: list[str] = []
    for mail in reading.read(Source("mail", text), kind, sending):
        for document in mail.documents:
            if isinstance(document, rule.reads):
                said += [
                    _said(rule, document, each) for each in rule(document, mail.envelope, options)
                ]
    return said


def _said(rule: Rule, document: Document, finding: Finding) -> str:
    source = finding.source or document.source
    line = source.outermost.position(source.outward(finding.span)[0]).line
    return f"{finding.severity or rule.severity} {line}: {finding.message}"


LONG = "x" * 1_002


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_line_has_998_octets_at_most(end: str) -> None:
    text = end.join(("Subject: a", "", "x" * 998, LONG, "end"))

    assert found("line-too-long", text) == ["error 4: Line is 1,002 octets (limit 998)"]


def test_a_binary_part_has_lines_of_any_length() -> None:
    text = f"Content-Transfer-Encoding: binary\n\n{LONG}\n"

    assert found("line-too-long", text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Subject: a\r\n\r\nb\nc\r\n",
            ["error 3: LF without CR: a line of a message ends in both"],
        ),
        (
            "Subject: a\r\n\r\nb\rc\r\n",
            ["error 3: CR without LF: a line of a message ends in both"],
        ),
        (
            "Subject: a\n\nb\r\nc\n",
            ["warning 3: CR LF in a message whose other lines end in LF alone"],
        ),
        ("Subject: a\n\nb\0c\n", ["error 3: NUL byte: a message must not hold any"]),
        ("Subject: a\n\nsaved with LF\n", []),
    ],
)
def test_lines_end_in_cr_lf(text: str, said: list[str]) -> None:
    assert found("line-too-long", text) == said


def test_a_long_line_of_a_template_is_only_told() -> None:
    html = f"<p>é{LONG}</p>"
    said = ["info 1: Line is 1,011 octets (limit 998): the sender must encode it"]

    assert found("line-too-long", html, "html") == said
    assert found("line-too-long", html, "html", esp="hubspot") == []
    assert found("line-too-long", html, "html", transfer_encoding="8bit") == [
        "error 1: Line is 1,011 octets (limit 998)"
    ]
    assert found("line-too-long", "<p>{{ " + LONG + " }}</p>", "html") == []


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (
            "Message-ID: <" + "a" * 500 + "@b>",
            "Message-ID header exceeds Gmail's 500 characters (504)",
        ),
        ("Subject: " + "a" * 999, "Subject header exceeds Gmail's 998 characters (999)"),
        ("X-Data: " + "a" * 40_000, "X-Data header exceeds Gmail's 32 KB (39)"),
        ("X" * 1_100 + ": a", "Header name exceeds Gmail's 1 KB (1,100 octets)"),
    ],
)
def test_the_limits_of_gmail(header: str, said: str) -> None:
    assert found("message-size-limits", f"{header}\n\nb\n") == [f"error 1: {said}"]


def test_many_and_large_headers() -> None:
    assert found("message-size-limits", "X: a\n" * 5_001 + "\n") == [
        "error 1: Headers exceed Gmail's 5,000 (5,001)"
    ]
    assert found("message-size-limits", ("X: " + "a" * 900 + "\n") * 600 + "\n") == [
        "error 1: Headers exceed Gmail's 500 KB (529)"
    ]
    assert found("message-size-limits", "References: " + "a" * 40_000 + "\n\n") == []


def _archive(name: str, *, protected: bool = False) -> str:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, b"x")
    data = bytearray(file.getvalue())
    if protected:
        data[data.index(b"PK\x01\x02") + 8] |= 1
    return base64.b64encode(data).decode()


def _attached(name: str, body: str) -> str:
    return (
        "Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n"
        f"Content-Disposition: attachment; filename={name}\n\n{body}\n"
    )


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("a.zip", _archive("b.txt", protected=True),
         "error 3: Attachment a.zip is an archive protected with a password, which Gmail blocks"),
        ("a.zip", _archive("b.tar.gz"),
         "warning 3: Attachment a.zip holds another archive (b.tar.gz)"),
        ("a.zip", base64.b64encode(b"PK\x03\x04broken").decode(),
         "warning 3: Attachment a.zip is a zip archive that cannot be read"),
        ("a.pdf", base64.b64encode(b"MZ" + bytes(80) + b"PE\0\0").decode(),
         "error 3: Attachment a.pdf is a Windows program"),
        ("a.exe.gz", "", "error 3: Attachment a.exe.gz is a compressed .exe, which Gmail blocks"),
        ("a.docm", "",
         "warning 3: Attachment a.docm may hold macros (.docm), which receivers strip or refuse"),
    ],
)  # fmt: skip
def test_what_an_attachment_holds(name: str, body: str, said: str) -> None:
    assert found("risky-attachment", _attached(name, body)) == [said]


def test_an_attached_message_is_judged_by_nobody() -> None:
    inner = "Subject: a\nSubject: b\nContent-Type: application/x; name=c.exe\n\nx"
    text = "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\n"
    text += f"{inner}\n--b--"

    assert found("duplicate-header", text) == []
    assert found("risky-attachment", text) == []


def beside(folder: Path, name: str) -> list[reading.Mail]:
    path = folder / name
    kind = reading.kind_of(name, "")
    look_up = lambda wanted, near: find(wanted, near, str(path), str(folder))  # noqa: E731
    source = Source(str(path), path.read_text("utf-8"))
    return reading.read(source, kind, reading.Sending(), None, look_up)


def test_the_text_beside_a_template(tmp_path: Path) -> None:
    (tmp_path / "a.html.j2").write_text("<html><body>{{ x }}{% if x %}{% endif %}</body></html>")
    rule = RULES["missing-text-part"]
    mail = beside(tmp_path, "a.html.j2")[0]
    assert [each.message for each in rule(mail.documents[1], mail.envelope)] == [
        "No text part stands beside this template"
    ]

    (tmp_path / "a.txt.j2").write_text("{{ x }}")
    mail = beside(tmp_path, "a.html.j2")[0]
    assert list(rule(mail.documents[1], mail.envelope)) == []


WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split()


def test_a_text_is_compared_with_the_html_of_its_name(tmp_path: Path) -> None:
    more = " ".join(f"{word}ly" for word in WORDS)
    link = '<a href="https://acme.com/">shop</a>'
    (tmp_path / "a.html").write_text(
        f"---\nsubject: s\n---\n<html>{more} {' '.join(WORDS)} {link}</html>"
    )
    (tmp_path / "a.txt").write_text("Nothing of the kind is said in these words")
    rule = RULES["text-html-divergence"]

    def said(text: str) -> list[str]:
        (tmp_path / "a.txt").write_text(text)
        mail = beside(tmp_path, "a.txt")[0]
        return [each.message for each in rule(mail.documents[1], mail.envelope)]

    same = f"{more} {' '.join(WORDS)} shop"
    assert said("Nothing of the kind is said") == ["Text part and HTML share 0 % of their words"]
    assert said(f"{same} https://www.acme.com/x") == []
    assert said(f"{same} https://example.org/x") == [
        "Text part links to example.org, HTML does not"
    ]
