"""Plain values of a settings file in, checked values out.

A class whose annotated attributes have defaults is the whole schema of a table: the names are
the keys (`_` for `-`), the annotations the types, the values the defaults.
"""

from __future__ import annotations

from presend.errors import ConfigError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import Any

# As in `types`, whose import a short run would feel.
GenericAlias: Any = type(list[str])
UnionType: Any = type(int | str)


class FileText(str):
    """A setting that names a file, relative to the settings file; its value is the file's text."""

    __slots__ = ()


_WORDS = {
    str: "a text",
    FileText: "the path of a file",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
}


def decode(
    schema: type, table: Mapping[str, Any], where: str, read: Callable[[str], str] = str
) -> Any:
    """A `schema` object with the values of a table. Raises ConfigError naming the key.

    `read` gives the text of a file that a FileText setting names.
    """
    kinds = fields(schema)
    made = schema()
    for key, value in table.items():
        if key not in kinds:
            raise ConfigError(f"{where}: {unknown_setting(key, kinds)}")
        kind = kinds[key]
        if kind is FileText:
            value = FileText(read(checked(str, value, f"{where}.{key}")))
        else:
            value = checked(kind, value, f"{where}.{key}")
        setattr(made, key.replace("-", "_"), value)
    return made


def fields(schema: type) -> dict[str, Any]:
    """The keys of a schema class with their types, in the order of the class."""
    return {name.replace("_", "-"): kind for name, kind in schema.__annotations__.items()}


def checked(kind: Any, value: Any, where: str) -> Any:
    """The value as its type has it. Raises ConfigError naming the place and what is wanted."""
    if isinstance(kind, UnionType):
        for member in kind.__args__:
            if _fits(member, value):
                return checked(member, value, where)
    elif _fits(kind, value):
        if isinstance(kind, GenericAlias):
            item = kind.__args__[0]
            return tuple(checked(item, each, f"{where}[{n}]") for n, each in enumerate(value, 1))
        return value
    raise ConfigError(f"{where} must be {said(kind)}, not {written(value)}")


def _fits(kind: Any, value: Any) -> bool:
    if isinstance(kind, GenericAlias):
        return isinstance(value, (list, tuple))
    if kind is None or kind is type(None):
        return value is None
    return type(value) is kind or (kind is float and type(value) is int)


def said(kind: Any) -> str:
    """A type in words."""
    if isinstance(kind, UnionType):
        return " or ".join(said(member) for member in kind.__args__ if member is not type(None))
    if isinstance(kind, GenericAlias):
        return "a list of " + {str: "texts", int: "whole numbers"}.get(kind.__args__[0], "values")
    return _WORDS.get(kind, getattr(kind, "__name__", str(kind)))


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """The words for a name that is not known, with the nearest one that is."""
    close = nearest(name, known)
    return f"unknown {what} {name!r}" + (f"; did you mean {close!r}?" if close else "")


def unknown_setting(key: str, known: Iterable[str]) -> str:
    """The same for a key of a settings file; where none is near, all that there are."""
    hint = unknown("setting", key, known)
    return hint if "; " in hint else f"{hint}; there are {', '.join(known)}"


def written(value: Any) -> str:
    """A value as TOML has it, as far as a message needs that."""
    return str(value).lower() if isinstance(value, bool) else repr(value)


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is probably meant; empty if none is like it.

    It differs in case or in its dashes, or has all its words, or begins with it, or is a slip of
    the keyboard away.
    """
    plain = {_plain(each): each for each in sorted(known)}
    wanted = _plain(name)
    words = set(wanted.split("-"))
    if wanted in plain:
        return plain[wanted]
    if len(wanted) < 2:
        return ""
    longer = [each for each in plain if words <= set(each.split("-"))]
    if len(wanted) > 3:
        longer = longer or [each for each in plain if each.startswith(wanted)]
    if longer:
        return plain[min(longer, key=len)]
    from difflib import get_close_matches

    close = get_close_matches(wanted, plain, n=1, cutoff=0.6)
    return plain[close[0]] if close else ""


def _plain(name: str) -> str:
    return name.lower().replace("_", "-").strip("-")


def only(table: Mapping[str, Any], keys: Iterable[str], where: str) -> None:
    """Raise ConfigError, naming `where`, for a key that is none of these."""
    for key in table:
        if key not in keys:
            raise ConfigError(f"{where}: {unknown_setting(key, keys)}")


def one_of(value: Any, among: Sequence[str], where: str) -> str | None:
    """A value that is one of some, or None. Raises ConfigError, naming `where`."""
    if value is None or value in among:
        return None if value is None else str(value)
    hint = unknown("value", value, among) if isinstance(value, str) else f"not {written(value)}"
    if "did you mean" in hint:
        raise ConfigError(f"{where}: {hint}")
    raise ConfigError(f"{where} must be one of {', '.join(among)}: {hint}")
