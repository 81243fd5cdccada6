"""JSON text: the same texts and values as the standard library, and where each value stands."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from presend.documents.json_text import JsonFault, Node, parse
from presend.source import Source, Span


def read(text: str) -> tuple[Node, Source]:
    source = Source("mail.json", text)
    return parse(source), source


def plain(node: Node, source: Source) -> Any:
    """The value as the standard library gives it, each node's span checked on the way."""
    written = source[node.span]
    match node.kind:
        case "object":
            assert written[0] + written[-1] == "{}"
            return {name: plain(member, source) for name, member in node.members.items()}
        case "array":
            assert written[0] + written[-1] == "[]"
            return [plain(item, source) for item in node.items]
        case "string":
            assert written[0] + written[-1] == '""'
            return node.text(source).text
        case "number":
            return float(written) if set(written) & set(".eE") else int(written)
        case kind:
            assert written == kind
            return {"true": True, "false": False, "null": None}[kind]


def refuse(name: str) -> None:
    raise ValueError(name)


def expected(text: str) -> Any:
    return json.loads(text, parse_constant=refuse)


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=[])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
FRAGMENTS = st.lists(
    st.sampled_from(
        (
            *(
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                '"a"',
                '"',
                "\\",
                "\\u00e9",
                "\\ud83d\\ude00",
                "\\ud83d",
            ),
            *("0", "-", "1", ".", "e", "+", "true", "null", "fals", "NaN", " ", "\n", "\x0b"),
            *("\x00", "x", "'", "/", "\ud800"),
        )
    ),
    max_size=12,
).map("".join)


@settings(deadline=None)
@given(VALUES, st.booleans(), st.sampled_from([None, 1]))
def test_every_value_comes_back(value: Any, ascii_only: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    assert plain(*read(text)) == expected(text)


@settings(max_examples=400, deadline=None)
@given(FRAGMENTS | FRAGMENTS.map("[{}]".format) | FRAGMENTS.map('{{"a": {}}}'.format))
@example("[1,]")
@example('{"a":1,}')
@example('["\\ud83d\\ude00\\ud83d\\ud83d\\ude00"]')
@example("1.5e+3")
@example("-")
@example("01")
@example("1.")
@example("[1 2]")
@example("{1:2}")
@example("\x0b1")
@example("\u00a01")
def test_accepts_what_the_standard_library_accepts(text: str) -> None:
    try:
        value = expected(text)
    except ValueError:
        with pytest.raises(JsonFault) as fault:
            parse(Source("mail.json", text))
        assert 0 <= fault.value.offset <= len(text)
    else:
        assert plain(*read(text)) == value


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=[])))
def test_each_character_leads_back_to_its_escape(value: str) -> None:
    node, source = read(json.dumps(value))
    inner = node.text(source)
    assert inner.text == value
    assert len(inner.origin) == len(value) + 1
    for place, char in enumerate(value):
        assert json.loads(f'"{source[inner.outward((place, place + 1))]}"') == char
    assert inner.outward((0, len(value))) == Span(1, len(source.text) - 1)


def test_escapes_have_the_span_of_what_they_stand_for() -> None:
    node, source = read(r'["caf\u00e9 \ud83d\ude00\n<b>"]')
    inner = node.items[0].text(source)
    assert inner.text == "café \U0001f600\n<b>"
    assert source[inner.outward((3, 4))] == r"\u00e9"
    assert source[inner.outward((5, 7))] == r"\ud83d\ude00\n"
    assert source[inner.outward((7, 10))] == "<b>"
    assert inner.outer is source
    assert inner.path == "mail.json"


def test_a_string_without_escapes_costs_no_table() -> None:
    node, source = read(' "plain" ')
    assert node.text(source).origin == range(2, 8)


def test_members_by_name_in_order_the_last_of_a_name_counts() -> None:
    node, source = read('{"b": 1, "\\u0061": [2, {}], "b": "x"}')
    assert list(node.members) == ["b", "a"]
    assert source[node.members["b"].span] == '"x"'
    assert [source[item.span] for item in node.members["a"].items] == ["2", "{}"]
    assert node.items == ()
    assert node.members["b"].members == {}


def test_at_walks_objects_only() -> None:
    node, source = read('{"a": {"b": [true]}}')
    found = node.at("a", "b")
    assert found is not None
    assert source[found.span] == "[true]"
    assert node.at("a", "b", "c") is None
    assert node.at("x", "b") is None
    assert node.at() is node


def test_a_value_that_is_no_string_reads_as_written() -> None:
    node, source = read("[-1.50e2]")
    assert node.items[0].text(source).text == "-1.50e2"
    assert math.isclose(plain(node, source)[0], -150)


def test_a_byte_order_mark_is_passed_over() -> None:
    node, _ = read("\ufeff {}")
    assert node.span == Span(2, 4)


@pytest.mark.parametrize(
    ("text", "offset", "reason"),
    [
        ("", 0, "the text is empty"),
        (" \n", 2, "cut off where a value is due"),
        ("[1,", 3, "cut off where a value is due"),
        ("[1", 2, "cut off inside an array"),
        ("[[1]", 4, "cut off inside an array"),
        ('{"a": 1', 7, "cut off inside an object"),
        ("{", 1, "cut off inside an object"),
        ('{"a" ', 5, "cut off inside an object"),
        ('["ab', 4, "cut off inside a string"),
        ('["ab\\', 4, "cut off inside a string"),
        ('["ab\\u00', 4, "cut off inside a string"),
        ('{"a', 3, "cut off inside a string"),
        ('["a\nb"]', 3, "a line end inside a string must be escaped"),
        ('["a\tb"]', 3, "a control character inside a string must be escaped"),
        ('["a\\d"]', 3, "no such escape"),
        ('["a\\u00g0"]', 3, "no such escape"),
        ("[1 2]", 3, "expected , or ]"),
        ("[01]", 2, "expected , or ]"),
        ('{"a": 1 "b": 2}', 8, "expected , or }"),
        ('{"a": 1]', 7, "expected , or }"),
        ('{"a" 1}', 5, "expected :"),
        ("{a: 1}", 1, "expected a name in double quotes"),
        ('{"a": 1,}', 8, "a comma before } with nothing after it"),
        ("[1, ]", 4, "a comma before ] with nothing after it"),
        ("['a']", 1, "a string needs double quotes"),
        ("[-]", 1, "a minus sign without a number"),
        ("NaN", 0, "expected a value"),
        ("]", 0, "expected a value"),
        ("// x\n{}", 0, "JSON has no comments"),
        ('{"a": 1 /* x */}', 8, "JSON has no comments"),
        ('{"a": 1, // x\n"b": 2}', 9, "JSON has no comments"),
        ("{} {}", 3, "more text after the end of the JSON"),
    ],
)
def test_fault(text: str, offset: int, reason: str) -> None:
    with pytest.raises(JsonFault) as fault:
        parse(Source("mail.json", text))
    assert (fault.value.offset, fault.value.reason) == (offset, reason)


def test_depth_is_no_matter() -> None:
    deep = 100_000
    node, _ = read('[{"a":' * deep + "1" + "}]" * deep)
    levels = 0
    while node.kind != "number":
        node = node.items[0] if node.kind == "array" else node.members["a"]
        levels += 1
    assert levels == 2 * deep
    with pytest.raises(JsonFault) as fault:
        parse(Source("mail.json", "[" * deep))
    assert fault.value.offset == deep


# Texts of a size at which anything but linear time would not come to an end.
LONG = 300_000
HOSTILE = {
    "one string cut off": ('["' + "\\u00e9\\n" * LONG, 8 * LONG + 2, "cut off inside a string"),
    "no comma after a long string": ('["' + "a" * LONG + '" "b"]', LONG + 4, "expected , or ]"),
    "white space before a fault": ("[1" + " " * LONG + "x", LONG + 2, "expected , or ]"),
    "white space cut off": ("[" + " " * LONG, LONG + 1, "cut off where a value is due"),
    "a number cut off": ("[" + "1" * LONG + "e", LONG + 1, "expected , or ]"),
    "values without end": ("[" + "1," * LONG, 2 * LONG + 1, "cut off where a value is due"),
    "members without end": ("{" + '"":1,' * LONG, 5 * LONG + 1, "cut off inside an object"),
    "arrays without end": ("[" + "[]," * LONG, 3 * LONG + 1, "cut off where a value is due"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_long_text_is_read_in_one_pass(name: str) -> None:
    text, offset, reason = HOSTILE[name]
    with pytest.raises(JsonFault) as fault:
        parse(Source("mail.json", text))
    assert (fault.value.offset, fault.value.reason) == (offset, reason)
