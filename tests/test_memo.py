"""A memo makes each value once, and stays within its bounds."""

import pytest

from presend.memo import LONGEST, Memo, once


def test_a_value_is_made_once() -> None:
    made: list[str] = []
    memo = Memo(lambda key: made.append(key) or key.upper())  # type: ignore[func-returns-value]

    assert [memo["a"], memo["b"], memo["a"]] == ["A", "B", "A"]
    assert made == ["a", "b"]


def test_a_full_memo_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    memo, other = Memo(str.upper, most=2), Memo(str.upper)

    assert [memo[key] for key in "abc"] == ["A", "B", "C"]
    assert dict(memo) == {"c": "C"}
    monkeypatch.setattr(Memo, "MOST", 1)
    assert [other[key] for key in "ab"] == ["A", "B"]
    assert dict(other) == {"b": "B"}


@pytest.mark.parametrize("key", ["a" * (LONGEST + 1), ("a" * LONGEST, "b")])
def test_what_is_long_is_made_and_not_kept(key: object) -> None:
    memo = Memo(lambda key: key)

    assert memo[key] == key
    assert dict(memo) == {}


def test_without_a_maker_there_is_what_was_kept() -> None:
    memo: Memo[str, int] = Memo()

    assert memo.keep("a", 1) == memo["a"] == 1
    with pytest.raises(KeyError, match="b"):
        memo["b"]


class _Asked:
    """What is asked, and how often."""

    def __init__(self) -> None:
        self.times = 0

    @once
    def answer(self) -> int:
        """Forty-two."""
        self.times += 1
        if self.times == 1:
            raise LookupError
        return 42


def test_a_property_is_worked_out_once_and_kept_only_if_it_came_about() -> None:
    asked = _Asked()
    with pytest.raises(LookupError):
        _ = asked.answer
    assert (asked.answer, asked.answer, asked.times) == (42, 42, 2)
    assert _Asked.answer.__doc__ == "Forty-two."
