"""What was made once and is asked for again: of a text, by a function; of an object, by a property.

Mails repeat their tags and styles, and a hundred rules ask for the same reading of a document.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from functools import cached_property as once
    from typing import Any, TypeVar

    Key = TypeVar("Key")
    Value = TypeVar("Value")
else:
    Key = Value = object

    class once:
        """A property that is worked out when it is first asked for, and then an attribute.

        As `functools.cached_property`, whose module a short run does not load.
        """

        def __init__(self, make: Callable[[Any], Any]) -> None:
            self.make = make
            self.__doc__ = make.__doc__

        def __get__(self, instance: Any, owner: type) -> Any:
            if instance is None:
                return self
            value = instance.__dict__[self.make.__name__] = self.make(instance)
            return value


__all__ = ["LONGEST", "Memo", "once"]

LONGEST = 4096  # code points of the texts of a key: longer ones (a `data:` image) do not come again


class Memo(dict[Key, Value]):
    """A table whose `memo[key]` is `make(key)`, made once and kept within bounds.

    Of a memo without `make` only what `keep` was given is there. It forgets all when it holds
    `most` values, and keeps none of a long key. `MOST` bounds every memo: an editor's server,
    which lives for hours with few texts, sets it lower.
    """

    __slots__ = ("_make", "_most")
    MOST = 20_000

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
            if len(self) >= min(self._most, Memo.MOST):
                self.clear()
            self[key] = value
        return value


def _length(key: object) -> int:
    """The code points of the texts in a key of several parts."""
    parts = key if isinstance(key, tuple) else ()
    return sum([len(part) for part in parts if isinstance(part, str)])
