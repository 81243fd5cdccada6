"""Texts and places in them."""

from __future__ import annotations

import pytest

from presend.source import brief


@pytest.mark.parametrize(
    ("text", "quoted"),
    [("a \n\t b", "a b"), ("abcdef", "abcdef"), ("abcdefg", "abcde…"), (" abcdef ", "abcdef")],
)
def test_a_quoted_text_is_one_short_line(text: str, quoted: str) -> None:
    assert brief(text, 6) == quoted
