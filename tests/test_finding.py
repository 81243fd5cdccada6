"""How a message quotes a text and lists words."""

from __future__ import annotations

import pytest

from presend.finding import brief, listed


@pytest.mark.parametrize(
    ("text", "quoted"),
    [("a \n\t b", "a b"), ("abcdef", "abcdef"), ("abcdefg", "abcde…"), (" abcdef ", "abcdef")],
)
def test_a_quoted_text_is_one_short_line(text: str, quoted: str) -> None:
    assert brief(text, 6) == quoted


@pytest.mark.parametrize(
    ("words", "sentence"), [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")]
)
def test_words_are_listed_as_in_a_sentence(words: list[str], sentence: str) -> None:
    assert listed(words, "or") == sentence
