"""Tokens: nothing of a text is lost, and html5lib's tokenizer finds the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from html5lib import _tokenizer, constants
from hypothesis import example, given
from hypothesis import strategies as st

from hostile import texts
from presend.documents.html import Html
from presend.documents.markup import entities, tokens
from presend.documents.markup.tokens import (
    BOGUS,
    COMMENT,
    CONDITION,
    DOCTYPE,
    END,
    ENDIF,
    MODERN,
    OUTLOOK,
    RAW_TEXT,
    START,
    UNTERMINATED,
    outlook_sees,
    scan,
)
from presend.source import Source

MARKUP = re.compile(r"<(?:[a-zA-Z!?]|/.)", re.DOTALL)
OPENS = {
    START: "<",
    END: "</",
    COMMENT: "<!--",
    DOCTYPE: "<!",
    BOGUS: "<",
    CONDITION: "<!",
    ENDIF: "<!",
    UNTERMINATED: "<",
}


@given(texts())
@example("<!--[if mso]><td><![if !vml]><p><![endif]></td><![endif]--><i>")
@example("<!--[if !mso]><!--><!--[if mso]><![endif]>a<![endif]--><!--<![endif]-->b")
def test_tokens_and_gaps_are_the_text(text: str) -> None:
    found, conditional = scan(text)
    done = 0
    raw = False
    pieces = []
    for kind, start, end, visible, name, inside, inside_end in found:
        assert done <= start < end <= len(text)
        gap, own = text[done:start], text[start:end]
        assert raw or not MARKUP.search(gap)
        assert own.startswith(OPENS[kind])
        assert 0 <= visible <= MODERN | OUTLOOK
        assert start <= inside <= inside_end
        assert inside_end <= (len(text) if kind == CONDITION else end)
        if kind in (START, END):
            opened = len(OPENS[kind])
            assert tokens.lower(own[opened : opened + len(name)]) == name
        if kind in (CONDITION, ENDIF):
            assert conditional
        raw = kind == START and name in RAW_TEXT
        pieces += [gap, own]
        done = end
    assert raw or not MARKUP.search(text, done)
    assert "".join(pieces) + text[done:] == text


@given(texts())
def test_every_condition_that_ends_began(text: str) -> None:
    depth = 0
    for token in scan(text)[0]:
        depth += {CONDITION: 1, ENDIF: -1}.get(token[0], 0)
        assert depth >= 0


@pytest.mark.parametrize(
    ("expression", "seen"),
    [
        ("mso", True),
        ("!mso", False),
        ("gte mso 9", True),
        ("lt mso 9", False),
        ("lte mso 9", True),
        ("gt mso 16", False),
        ("mso 12", True),
        ("mso 13", False),
        ("gte mso 9|IE", True),
        ("(gte mso 9)|(IE)", True),
        ("(mso)&(IE)", False),
        ("IE", False),
        ("!IE", True),
        ("lte IE 8", False),
        ("!((mso)|(IE))", False),
        ("(gt mso 14)&(lt mso 16)", True),
        ("(gt mso 15)&(lt mso 16)", False),
        ("!mso 9", True),
        ("gte mso 9 & vml", True),
        ("!vml", False),
        ("true", True),
        ("GTE MSO 9", True),
        ("mso mso", True),
        ("(mso", True),
        ("ie)", False),
        ("gte mso ...", True),
        ("", False),
        ("!" * 300 + "mso", False),
        ("(" * 100_000, False),
    ],
)
def test_what_outlook_makes_of_a_condition(expression: str, seen: bool) -> None:
    assert outlook_sees(expression) is seen


@given(st.text(st.sampled_from("!&|() gtel mso IE 9.1\u0663x"), max_size=40))
def test_any_condition_has_an_answer(expression: str) -> None:
    assert outlook_sees(expression) in (True, False)


# Each is one question of WHATWG HTML 13.2.5 whose answer people and parsers get wrong.
SHARP = [
    "<a b>",
    "<a b=c>",
    "<a b=c/>",
    "<a b = 'c' d>",
    "<a b=>",
    "<a b= >c",
    "<a =b>",
    "<a =b=c>",
    "<a b==c>",
    "<a b='c'd=e>",
    '<a b="c"/d>',
    "<a/b/c=d/>",
    "<a b=c'd\"e=f`>",
    "<a b='>'>",
    '<a b="x>y" c>',
    "<a b<c=d>",
    "<a b\"c'd=e>",
    "<A B=C b=D>",
    "<a b=&amp;&lt>",
    "<a b='?x=1&copy=2&copy;&copyz'>",
    "<a\nb\n=\nc\n>",
    "<a b>c</a d='>'>e",
    "<a<b>",
    "<a/>",
    "< a>",
    "<>",
    "</>",
    "</ a>",
    "</a/>",
    "</1>",
    "<1>",
    "<!>",
    "<!a-->b",
    "<?xml version='1.0'?>",
    "<!-->a-->",
    "<!--->a-->",
    "<!--a--!>b",
    "<!--a-- >b-->c",
    "<!--a<!--b-->c",
    "<!---->a",
    "<!----!>a",
    "<!--a",
    "<!doctype html>a",
    "<!DOCTYPE html PUBLIC '-//W3C//DTD HTML 4.01//EN'>a",
    "<![CDATA[a]]>b",
    "<title><b>&amp;</b></title>c",
    "<textarea></textare></textarea>a",
    "<style><!--</style>-->",
    "<style></styles></style x>a",
    "<script>'<b>'</script >a",
    "<xmp><b></xmp>a",
    "<plaintext></plaintext>&amp;",
    "<title>a",
    "<a",
    "a<b c='d",
    "a<b c=d",
    "a</b",
    "a<",
    "a</",
    "&notin;&notit;&not;&no;&#x80;&#150;&#xD800;&#x;&#;&amp",
]


@pytest.mark.parametrize("text", SHARP)
def test_html5lib_finds_the_same_tokens(text: str) -> None:
    assert list(_own(text)) == list(_of_html5lib(text))


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("<a b=\0c>", [("start", "a", {"b": "\0c"})]),  # the Standard: U+FFFD
        ("<a\0>", [("start", "a\0", {})]),
        ("<!--a--", [("comment", "a--")]),  # half a delimiter at the end of the text
        # the escaped states of scripts, which no mail has
        (
            "<script><!--<script></script>--></script>",
            [
                ("start", "script", {}),
                ("text", "<!--<script>"),
                ("end", "script"),
                ("text", "-->"),
                ("end", "script"),
            ],
        ),
        # foreign content: what stands in <svg> is read as HTML
        ("<svg><![CDATA[<a>]]>", [("start", "svg", {}), ("comment", "[CDATA[<a"), ("text", "]]>")]),
        # GAP is white space between attributes, but part of a value
        ("<a\x1bb=\x1b>", [("start", "a", {"b": "\x1b"})]),
    ],
)
def test_where_the_tokens_are_not_those_of_the_standard(text: str, own: list[Any]) -> None:
    assert list(_own(text)) == own


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("<K>", ["k"]),
        ("<\u212a>", []),
        ("<a\u212a>", ["a\u212a"]),
        ("<STYLE><b></STYLE><b>", ["style", "style", "b"]),
        ("<style><b></\u0130tyle>", ["style"]),
    ],
)
def test_names_fold_as_ascii(text: str, names: list[str]) -> None:
    assert [token[4] for token in scan(text)[0]] == names


# what html5lib's tree builder tells its tokenizer
STATES = {
    "title": "rcdataState",
    "textarea": "rcdataState",
    "style": "rawtextState",
    "xmp": "rawtextState",
    "script": "scriptDataState",
    "plaintext": "plaintextState",
}


def _own(text: str) -> Iterator[tuple[Any, ...]]:
    html = Html(Source("x", text))
    elements = iter(html.all_elements)
    done, raw = 0, ""
    for kind, start, end, _, name, inside, inside_end in html.tokens:
        yield from _text(text[done:start], raw)
        raw = ""
        if kind == START:
            attributes = next(elements).attributes
            yield "start", name, {each.name: each.partial for each in attributes}
            raw = name
        elif kind == END:
            yield "end", name
        elif kind in (COMMENT, BOGUS) and text[start : start + 3] != "</>":
            content = text[inside:inside_end]
            yield "comment", content[text[start + 1] in "!/" :] if kind == BOGUS else content
        elif kind == DOCTYPE:
            yield ("doctype",)
        done = end
    yield from _text(text[done:], raw)


def _text(text: str, raw: str) -> Iterator[tuple[str, str]]:
    if text:
        shown = raw not in RAW_TEXT or raw in ("title", "textarea")
        yield "text", entities.decode(text) if shown else text


def _of_html5lib(text: str) -> Iterator[tuple[Any, ...]]:
    tokenizer: Any = _tokenizer.HTMLTokenizer(text)
    characters = ""
    kinds = constants.tokenTypes
    for token in tokenizer:
        kind = token["type"]
        if kind in (kinds["Characters"], kinds["SpaceCharacters"]):
            characters += token["data"]
            continue
        if kind == kinds["ParseError"]:
            continue
        if characters:
            yield "text", characters
            characters = ""
        if kind == kinds["StartTag"]:
            yield "start", token["name"], dict(token["data"])
            if (state := STATES.get(token["name"])) is not None:
                tokenizer.state = getattr(tokenizer, state)
        elif kind == kinds["EndTag"]:
            yield "end", token["name"]
        elif kind == kinds["Comment"]:
            yield "comment", token["data"]
        else:
            yield ("doctype",)
    if characters:
        yield "text", characters
