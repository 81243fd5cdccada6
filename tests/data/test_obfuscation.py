"""Words that are written to be read by people alone."""

import pytest

from presend.data import obfuscation


@pytest.mark.parametrize(
    ("text", "scripts"),
    [
        ("P\u0430yPal", ["Cyrillic"]),
        ("c\u043a\u0438\u0434\u043a\u0430", ["Cyrillic"]),  # a Latin c in a Russian word
        ("G\u03bf\u03bfgle", ["Greek"]),
        ("VIP\u0430\u043c", []),
        ("5 \u03bcm, \u0394t and \u03b2-carotene", []),
        ("\u041c\u043e\u0441\u043a\u0432\u0430 Moscow Za\u017c\u00f3\u0142\u0107", []),
        ("\u30b3\u30fc\u30d2\u30fcshop", []),
    ],
)
def test_look_alikes_in_a_word(text: str, scripts: list[str]) -> None:
    assert [script for _, _, script in obfuscation.mixed(text)] == scripts


def test_soft_hyphens_cut_words_up() -> None:
    assert list(obfuscation.broken("v\xadi\xada\xadg\xadra Donau\xaddampf\xadschiff co\xadop")) == [
        (0, 10)
    ]
