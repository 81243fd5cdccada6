"""What a function made of texts that come again and again: mails repeat their tags and styles."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    Key = TypeVar("Key")
    Value = TypeVar("Value")
else:
    Key = Value = object

MOST = 20_000  # values
LONGEST = 4096  # code points of the texts of a key: longer ones (a `data:` image) do not come again


class Memo(dict[Key, Value]):
    """A table whose `memo[key]` is `make(key)`, made once and kept within bounds.

    Of a memo without `make` only what `keep` was given is there. It forgets all when it holds
    `most` values, and keeps none of a long key, since an editor's server lives for hours.
    """

    __slots__ = ("_make", "_most")

    def __init__(self, make: Callable[[Key], Value] | None = None, most: int = MOST) -> None:
        super().__init__()
        self._make = make
        self._most = most

    def __missing__(self, key: Key) -> Value:
        if self._make is None:
            raise KeyError(key)
        return self.keep(key, self._make(key))

    def keep(self, key: Key, value: Value) -> Value:
        """Remember a value, and return it."""
        if (len(key) if isinstance(key, str) else _length(key)) <= LONGEST:
            if len(self) >= self._most:
                self.clear()
            self[key] = value
        return value


def _length(key: object) -> int:
    """The code points of the texts in a key of several parts."""
    parts = key if isinstance(key, tuple) else ()
    return sum([len(part) for part in parts if isinstance(part, str)])
