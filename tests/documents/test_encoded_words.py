"""Encoded-words and what is wrong with them (RFC 2047)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presend.documents.mail import encoded_words


def faults(text: str) -> list[str]:
    return [word.fault for word in encoded_words.find(text)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("=?utf-8?q?Caf=C3=A9?= and =?utf-8?B?w6k=?=", ["", ""]),
        ("=?utf-8*fr?q?Caf=C3=A9?=", [""]),
        ("https://acme.com/?a=?b", []),
        ("=?utf-8?q?Caf=C3=A9", ["that does not end"]),
        ("=?utf-8?q?who?me?=", ["with a question mark in it"]),
        ("=?utf-8?x?who?=", ["in an unknown encoding (x)"]),
        ("=?utf-8?q?a b?=", ["with a space in it"]),
        ("=?klingon?q?a?=", ["in an unknown charset (klingon)"]),
        ("=?utf-8?b?w6k?=", ["in broken base64"]),
        ("=?utf-8?q?a=Z?=", ["with a stray = in it"]),
        ("=?utf-8?q?=C3?=", ["of bytes that are not utf-8"]),
        ("=?utf-8?q?=C3?= =?utf-8?q?=A9?=", ["that ends inside a character"] * 2),
        (f"=?utf-8?q?{'a' * 70}?=", ["of 82 characters (limit 75)"]),
    ],
)
def test_what_is_wrong(text: str, said: list[str]) -> None:
    assert faults(text) == said


@given(st.lists(st.sampled_from(["=?", "?=", "utf-8", "?q?", "?B?", "=C3", "a", " ", "é", "\0"])))
def test_any_text_is_read(pieces: list[str]) -> None:
    text = "".join(pieces)
    for word in encoded_words.find(text):
        assert text[word.span[0] : word.span[1]].startswith("=?")
