"""A finding keeps its mark when the code around it moves."""

import pytest

import presend
from presend.data.template_comments import COMMENTS, HTML
from presend.fingerprints import fingerprints
from presend.report import Diagnostic

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


def _mark(message: str, excerpt: str) -> list[str]:
    place = (1, 1, 0)
    return fingerprints(
        [Diagnostic("r", "g", "info", message, "a", place, place, excerpt, ("", 0, 0), "")]
    )


@pytest.mark.parametrize("comment", [*COMMENTS.values(), HTML])
def test_a_comment_of_add_allow_within_changes_no_mark(comment: tuple[str, str]) -> None:
    opener, closer = comment
    allowed = f"{opener} presend: allow img-alt-missing, low-contrast {closer}"

    assert _mark("m", f"<a>\n{allowed}\n <img></a>") == _mark("m", "<a>\n  <img></a>")
    assert _mark("m", f"<a>{allowed}<img></a>") == _mark("m", "<a><img></a>")


def test_a_figure_in_what_is_said_of_nothing_changes_no_mark() -> None:
    assert _mark("it has 99 KB", "") == _mark("it has 101 KB", "")
    assert _mark("it has 99 KB", "") != _mark("it has 99 parts", "")
    assert _mark("it has 99 KB", "v99") != _mark("it has 99 KB", "v98")


def test_a_path_counts_as_it_is_named() -> None:
    first = presend.lint(FIRST, path="a/b.html")
    other = presend.lint(FIRST, path="b.html")

    assert fingerprints(first) != fingerprints(other)
    assert fingerprints(first, lambda path: "b.html") == fingerprints(other)
