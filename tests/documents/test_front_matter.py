"""Front matter: where it ends, what it says, and where each of its characters is written."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from presend.documents.front_matter import Fault, FrontMatter, read_sidecar, split
from presend.source import Source, Span


def block(yaml_text: str) -> tuple[FrontMatter, Source]:
    source = Source("mail.html", f"---\n{yaml_text}\n---\n<p>")
    found = split(source)
    assert found is not None
    return found, source


def said(yaml_text: str) -> dict[str, str]:
    found, _ = block(yaml_text)
    assert [fault.reason for fault in found.faults] == []
    return {key: value.text for key, value in found.values.items()}


def written(value: Source, source: Source) -> list[str]:
    """What stands in the file for each code point of a value."""
    return [source[value.outward((at, at + 1))] for at in range(len(value.text))]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("---\nsubject: Hi\n---\n<p>", 20),
        ("---\nsubject: Hi\n...\n<p>", 20),
        ("---\nsubject: Hi\n---", 19),
        ("--- \t\nsubject: Hi\n--- \n\n<p>", 23),
        ("---\r\nsubject: Hi\r\n---\r\n<p>", 23),
        ("---\rsubject: Hi\r---\r<p>", 20),
        ("---\n\n# about\n'subject' : Hi\n---\n", 32),
        ("---\n" + "# x\n" * 198 + "a: b\n---\n", 805),
    ],
)
def test_the_block_ends_after_its_closing_line(text: str, end: int) -> None:
    found = split(Source("mail.html", text))
    assert found is not None
    assert found.span == Span(0, end)
    assert [value.text for value in found.values.values()] in (["Hi"], [])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<p>---\nsubject: Hi\n---\n",
        "\nsubject: Hi\n---\n",
        "\ufeff---\nsubject: Hi\n---\n",
        " ---\nsubject: Hi\n---\n",
        "----\nsubject: Hi\n---\n",
        "--- # x\nsubject: Hi\n---\n",
        "---\nsubject: Hi\n",
        "---\nsubject: Hi\n ---\n",
        "---\n---\n",
        "---\n<h1>Hi</h1>\n---\n",
        "---\nat 10:30\nhttp://acme.com\n---\n",
        "---\n" + "# x\n" * 199 + "a: b\n---\n",
    ],
)
def test_no_front_matter(text: str) -> None:
    assert split(Source("mail.html", text)) is None


def test_a_party_may_be_a_mapping() -> None:
    said_so = {"from-name": "Acme", "from-address": "a@acme.com", "reply-to": "b@acme.com"}
    assert (
        said("from:\n  name: Acme\n  email: a@acme.com\nreplyTo: {address: b@acme.com}") == said_so
    )
    assert said("from: {name: Acme, address: a@acme.com}\nreply-to: b@acme.com") == said_so
    assert said("to: {name: Acme, email: a@acme.com}\nfrom: [a@acme.com]") == {}
    sidecar = (
        '{"from": {"name": "Acme", "email": "a@acme.com"}, "reply_to": {"email": "b@acme.com"}}'
    )
    values = read_sidecar(Source("mail.meta.json", sidecar))
    assert {key: value.text for key, value in values.items()} == said_so


def test_keys_in_any_spelling() -> None:
    assert said(
        "from: a@acme.com\nFROM_NAME: Acme\nfromEmail: b@acme.com\nreplyTo: c@acme.com\n"
        "Subject: Hi\npreview_text: Soon\nreturn-path: d@acme.com\nsender: e@acme.com\n"
        "type: Marketing\nlang: fi\ndialect: hubl\nesp: hubspot\ndkimDomain: acme.com\n"
        "layout: base\ntags: [a, b]\nauthor: {name: Ann}"
    ) == {
        "from": "a@acme.com",
        "from-name": "Acme",
        "from-address": "b@acme.com",
        "reply-to": "c@acme.com",
        "subject": "Hi",
        "preheader": "Soon",
        "return-path": "d@acme.com",
        "sender": "e@acme.com",
        "kind": "Marketing",
        "language": "fi",
        "dialect": "hubl",
        "esp": "hubspot",
        "dkim-domain": "acme.com",
    }


def test_a_key_beats_its_alias_and_the_last_of_a_key_the_first() -> None:
    assert said("preheader: A\npreview: B\nsubject: C\nsubject: D") == {
        "preheader": "A",
        "subject": "D",
    }


def test_a_kind_is_one_of_two_and_a_value_is_a_scalar() -> None:
    assert said("type: page\nkind: {{ kind }}\nsubject:\npreview: ~\nesp: ''\nfrom: [a, b]") == {
        "esp": ""
    }


@pytest.mark.parametrize(
    ("yaml_text", "text", "places"),
    [
        ("subject: Hi you ", "Hi you", ["H", "i", " ", "y", "o", "u"]),
        ("subject: a  \n   b\n\n c", "a b\nc", ["a", "  \n   ", "b", "\n\n ", "c"]),
        ("subject: a\n\n\n b", "a\n\nb", ["a", "\n\n", "\n ", "b"]),
        ("subject: 'it''s \n 1'", "it's 1", ["i", "t", "''", "s", " \n ", "1"]),
        (r'subject: "\xe9\u20ac\U0001F600\"\t"', 'é€\U0001f600"\t', None),
        ('subject: "a \\\n  b\\\n\n c"', "a b\nc", ["a", " \\\n  ", "b\\\n", "\n ", "c"]),
        ("subject: a\tb", "a\tb", ["a", "\t", "b"]),
        ("subject: !!str &x 1", "1", ["1"]),
        ("subject: !x 'a''b'", "a'b", ["a", "''", "b"]),
        ("sender: &x ab\nsubject: *x", "ab", ["a", "b"]),
        ("subject: |\n  ab\n   c\n\n", "ab\n c", ["a", "b", "\n  ", " ", "c"]),
        ("subject: |2-\n\n   a\n", "\n a", ["\n  ", " ", "a"]),
        ("subject: >\n  a  b\n  c\n\n  d\n", "a  b c\nd", None),
        ("subject: >-\r\n  a\r\n  b\r\n", "a b", ["a", "\r\n  ", "b"]),
        ("subject: >\n\n", "", []),
    ],
)
def test_each_character_is_where_it_is_written(
    yaml_text: str, text: str, places: list[str] | None
) -> None:
    found, source = block(yaml_text)
    assert found.faults == ()
    value = found.values["subject"]
    assert value.text == text
    assert value.outer is source
    assert len(value.origin) == len(text) + 1
    if places is not None:
        assert written(value, source) == places


def test_escapes_are_the_place_of_their_character() -> None:
    found, source = block(r'subject: "\xe9\u20ac\U0001F600\"\t"')
    assert written(found.values["subject"], source) == [
        *(r"\xe9", r"\u20ac", r"\U0001F600", r"\"", r"\t")
    ]


@pytest.mark.parametrize(
    ("yaml_text", "values"),
    [
        ("subject: {{ subject }} now", {"subject": "{{ subject }} now"}),
        ('subject: "Hi {{ n|default("you") }}"', {"subject": 'Hi {{ n|default("you") }}'}),
        ("subject: *|FNAME|*: hello", None),
        ("subject: *|FNAME|*, hello", {"subject": "*|FNAME|*, hello"}),
        ("subject: %FIRSTNAME% # a note", {"subject": "%FIRSTNAME%"}),
        ("subject: >\n  {{ a }}\n  {{ b }}\n", {"subject": "{{ a }} {{ b }}"}),
        ("subject: {{ a\n}} b", {"subject": "{{ a\n}} b"}),
        ("# {{ x }}\nfrom: Acme <n@{{ d }}>", {"from": "Acme <n@{{ d }}>"}),
        ("{% if x %}\nsubject: A\n{% endif %}\nesp: ses", {"subject": "A", "esp": "ses"}),
        ("{# from: #}\r\nsubject: A\r\n{{ partial }}\r", {"subject": "A"}),
        ("subject: {% if x %}A{% else %}B{% endif %}", None),
        ("{{ key }}: a\nsubject: b", {"subject": "b"}),
    ],
)
def test_holes_do_not_break_it(yaml_text: str, values: dict[str, str] | None) -> None:
    found, source = block(yaml_text)
    if values is None and found.faults:
        assert found.faults[0].reason == 'a second ": " in one value; put it in quotes'
        return
    assert found.faults == ()
    as_written = {"subject": yaml_text.removeprefix("subject: ")} if values is None else values
    assert {key: value.text for key, value in found.values.items()} == as_written
    for value in found.values.values():
        span = value.outward((0, len(value.text)))
        assert source[span].split() == value.text.split()


@pytest.mark.parametrize(
    ("yaml_text", "line", "column", "reason"),
    [
        ("subject: Now: buy", 2, 13, 'a second ": " in one value; put it in quotes'),
        ("from: a\nsubject", 3, 1, 'a line that is no "name: value"'),
        ('from: "Acme" <n@acme.com>', 2, 14, "more text after the value, or an uneven margin"),
        ("from: a\n- b", 3, 1, "more text after the value, or an uneven margin"),
        ("from: a\n\tesp: b", 3, 1, "a tab in the margin; use spaces"),
        ("from: @acme", 2, 7, "a value that starts with a sign of YAML; put it in quotes"),
        ("from: & Co", 2, 7, "a value that starts with a sign of YAML; put it in quotes"),
        ("from: *acme", 2, 7, "a value that starts with *; put it in quotes"),
        ("a: &x 1\nb: &x 2", 3, 4, "an anchor (&) that stands twice"),
        ("from: a\nsubject: 'Hi", 3, 10, "a quote that nothing closes"),
        ('subject: "Hi\nesp: ses', 2, 10, "a quote that nothing closes"),
        (r'subject: "C:\dir"', 2, 14, "no such escape; use single quotes"),
        ("subject: [new", 2, 10, "a value that starts with a bracket; put it in quotes"),
        ("subject: > 50 %", 2, 10, "a value that starts with | or >; put it in quotes"),
        ("subject: |x", 2, 10, "a value that starts with | or >; put it in quotes"),
        ("a: 1\n--- b", 3, 1, "a second document"),
        ("a: b\x00c", 2, 5, "the character U+0000 is not YAML"),
        ("a: \ud800", 2, 4, "the character U+D800 is not YAML"),
        ('a: "\\UFFFFFFFF"', 2, 1, "a number beyond what YAML allows"),
        ("a: " + "[" * 600, 2, 1, "nested too deep"),
        ("- a: b", 2, 1, "expected names with values: subject: …"),
        ("a: b" + "c" * 65_536, 2, 1, "longer than 65536 characters"),
    ],
)
def test_fault(yaml_text: str, line: int, column: int, reason: str) -> None:
    found, source = block(yaml_text)
    assert found.values == {}
    (fault,) = found.faults
    assert (fault.line, fault.reason) == (line, reason)
    assert source.position(fault.offset) == (line, column)


def test_no_tag_is_obeyed_and_no_alias_expanded() -> None:
    bomb = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))
    assert said(f"a0: &a0 x\n{bomb}\nsubject: !!python/object/apply:os.getcwd x") == {
        "subject": "x"
    }


PRINTABLE = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="{}<[*%$#\u2028\u2029")
    | st.sampled_from("\n\n  ab'\"\\:-")
)


@settings(deadline=None)
@given(PRINTABLE, st.sampled_from(["'", '"', "|", ">", None]), st.integers(10, 80))
@example("a\n\n\nb  c ", ">", 80)
@example(" a\n  b\n", "|", 80)
def test_reads_what_yaml_writes(value: str, style: str | None, width: int) -> None:
    text = yaml.safe_dump({"subject": value}, default_style=style, width=width, allow_unicode=True)
    text = text.removesuffix("...\n")
    source = Source("mail.html", f"---\n{text}---\n")
    found = split(source)
    assert found is not None
    assert found.faults == ()
    (subject,) = found.values.values()
    in_block = source.text.split(":", 1)[1].lstrip()[0] in "|>"
    assert subject.text == (value.rstrip(" \n") if in_block else value)
    origin = list(subject.origin)
    assert origin == sorted(origin)
    for char, place in zip(subject.text, origin, strict=False):
        assert source.text[place] in (char, "\\", "'", " ", "\n")


PIECES = st.sampled_from(
    (
        *("a", " ", "\n", "\n  ", ": ", "- ", "subject: ", "'", '"', "\\", "\\\n", "|\n", ">-\n"),
        *("&a ", "*a", "!t ", "!", "? ", "[", "]", "{", "}", ",", "#", "%", "@", "\t", "\r", "~"),
        *("\x85", "\u2028", "\ufeff", "\x00", "\ud800", "{{ x }}", "{% y %}", "\x1a", "\\x41"),
        *("---\n", "...\n"),
    )
)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_no_text_is_an_exception(text: str) -> None:
    source = Source("mail.html", f"---\nsubject: {text}\n---\n")
    found = split(source)
    for value in found.values.values() if found else ():
        assert len(value.origin) == len(value.text) + 1
        assert value.outward((0, len(value.text))).end <= len(source.text)
    for fault in found.faults if found else ():
        assert 4 <= fault.offset <= len(source.text)
    with suppress(Fault):
        read_sidecar(Source("mail.meta.yaml", text))


def test_sidecar_in_yaml() -> None:
    source = Source("mail.meta.yaml", "\ufeff---\nfrom: a@acme.com\nsubject: {{ s }}\n")
    values = read_sidecar(source)
    assert {key: value.text for key, value in values.items()} == {
        "from": "a@acme.com",
        "subject": "{{ s }}",
    }
    assert source[values["subject"].outward((0, 7))] == "{{ s }}"
    assert read_sidecar(Source("mail.meta.yml", "# nothing yet\n")) == {}


def test_sidecar_in_json() -> None:
    source = Source(
        "mail.meta.JSON",
        '{"Subject": "Caf\\u00e9", "replyTo": "a@acme.com", "type": "welcome", "lang": null,'
        ' "esp": {"id": 1}, "preheader": 24}',
    )
    values = read_sidecar(source)
    assert {key: value.text for key, value in values.items()} == {
        "subject": "Café",
        "reply-to": "a@acme.com",
        "preheader": "24",
    }
    assert written(values["subject"], source) == ["C", "a", "f", r"\u00e9"]


@pytest.mark.parametrize(
    ("name", "text", "offset", "line", "reason"),
    [
        ("m.meta.json", '{"from":\n', 9, 2, "cut off where a value is due"),
        ("m.meta.json", "\n[]", 1, 2, "expected names with values: {…}"),
        ("m.meta.yaml", "a: b\nc\n", 5, 2, 'a line that is no "name: value"'),
        ("m.meta.yaml", "just text", 0, 1, "expected names with values: subject: …"),
    ],
)
def test_sidecar_fault(name: str, text: str, offset: int, line: int, reason: str) -> None:
    with pytest.raises(Fault) as fault:
        read_sidecar(Source(name, text))
    assert (fault.value.offset, fault.value.line, fault.value.reason) == (offset, line, reason)


def test_yaml_is_imported_only_for_a_block() -> None:
    code = (
        "import sys; from presend.source import Source; from presend.documents import front_matter;"
        "front_matter.split(Source('a', '---\\n<p>\\n---\\n')); sys.exit('yaml' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
