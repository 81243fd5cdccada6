"""A finding keeps its mark when the code around it moves."""

import presend
from presend.fingerprints import fingerprints

FIRST = '<a href="https://bit.ly/3x">\n  One</a>\n'
SECOND = '<a href="https://bit.ly/4y">Two</a>\n'


def _marks(text: str) -> list[str]:
    return fingerprints(d for d in presend.lint(text) if d.rule == "shortened-link")


def test_moved_and_reindented_code_keeps_its_marks() -> None:
    first, second = _marks(FIRST + SECOND)

    assert _marks(f"<p>More</p>\n  {SECOND}\n\t{FIRST}") == [second, first]


def test_the_same_text_twice_has_two_marks() -> None:
    first, again = _marks(FIRST + FIRST)

    assert first != again
    assert _marks(FIRST) == [first]


def test_another_text_has_another_mark() -> None:
    assert not {*_marks(FIRST)} & {*_marks(SECOND)}
