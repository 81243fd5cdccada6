"""Plain values of a settings file in, checked values out."""

from typing import Any

import pytest

from presend.errors import ConfigError
from presend.schema import FileText, checked, decode, nearest, said


class Table:
    limit: int = 5
    ratio: float = 0.5
    hosts: tuple[str, ...] = ()
    sizes: tuple[int, ...] = ()
    strict: bool = False
    name: str | None = None
    word_list: FileText = FileText()


def test_a_table_is_decoded() -> None:
    made = decode(
        Table,
        {"limit": 7, "ratio": 1, "hosts": ["a"], "name": "b", "word-list": "words.txt"},
        "rules.x",
        lambda name: f"<{name}>",
    )

    assert (made.limit, made.ratio, made.hosts, made.sizes) == (7, 1, ("a",), ())
    assert (made.strict, made.name, made.word_list) == (False, "b", "<words.txt>")


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("limit", "7", "x.limit must be a whole number, not '7'"),
        ("limit", True, "x.limit must be a whole number, not true"),
        ("ratio", "7", "x.ratio must be a number, not '7'"),
        ("hosts", "a", "x.hosts must be a list of texts, not 'a'"),
        ("hosts", ["a", 5], "x.hosts[2] must be a text, not 5"),
        ("sizes", ["a"], "x.sizes[1] must be a whole number, not 'a'"),
        ("strict", "yes", "x.strict must be true or false, not 'yes'"),
        ("name", 5, "x.name must be a text, not 5"),
        ("word-list", 5, "x.word-list must be a text, not 5"),
        ("word_list", "a", "x: unknown setting 'word_list'; did you mean 'word-list'?"),
        (
            "zzz",
            5,
            "x: unknown setting 'zzz'; there are limit, ratio, "
            "hosts, sizes, strict, name, word-list",
        ),
    ],
)
def test_what_a_table_does_not_take(key: str, value: Any, message: str) -> None:
    with pytest.raises(ConfigError) as error:
        decode(Table, {key: value}, "x")

    assert str(error.value) == message


def test_types_in_words() -> None:
    assert [said(kind) for kind in (int, str | None, tuple[str, ...], FileText)] == [
        "a whole number",
        "a text",
        "a list of texts",
        "the path of a file",
    ]
    assert checked(int | str, "a", "x") == "a"


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Shortened_Link", "shortened-link"),
        ("--hepl", "--help"),
        ("missing-alt", "img-alt-missing"),
        ("acces", "accessibility"),
        ("lnks", "links"),
        ("select", ""),
        ("x", ""),
        ("", ""),
    ],
)
def test_the_name_that_is_meant(name: str, meant: str) -> None:
    known = {"shortened-link", "links", "accessibility", "img-alt-missing", "baseline", "--help"}

    assert nearest(name, known) == meant
