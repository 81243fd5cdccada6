"""What a subject holds that nobody sees, and the subject without it."""

from __future__ import annotations

import pytest

from presend.data import subjects


@pytest.mark.parametrize(
    ("text", "kinds", "plain"),
    [
        ("Fr\u200bee de\xadlivery", ["invisible", "soft hyphen"], "Free delivery"),
        ("A &amp; B", ["reference"], "A & B"),
        ("\u202eeerF", ["override"], "eerF"),
        ("a\x07b", ["control"], "ab"),
        ("a\ufffdb", ["lost"], "a\ufffdb"),
        ("👩\u200d🍳 می\u200cخواهم", [], "👩\u200d🍳 می\u200cخواهم"),
        ("a\u200db", ["invisible"], "ab"),
        ("a\u200eb", ["invisible"], "ab"),
        ("שלום\u200e a", [], "שלום\u200e a"),
    ],
)
def test_what_nobody_sees(text: str, kinds: list[str], plain: str) -> None:
    assert [kind for kind, _ in subjects.unseen(text)] == kinds
    assert subjects.cleaned(text, text) == plain


def test_tags_are_left_as_they_are() -> None:
    raw = " A  {{ b|default('&amp;  ') }}  c "
    masked = " A  " + "\x1a" * 26 + "  c "

    assert subjects.cleaned(raw, masked) == "A  {{ b|default('&amp;  ') }}  c"
