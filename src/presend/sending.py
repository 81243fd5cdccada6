"""[sending] in presend.toml: what is said of who sends, checked, and one table over the other."""

from __future__ import annotations

from presend import patterns
from presend.errors import ConfigError
from presend.source import Source

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

SENDING: dict[str, type] = {
    "esp": str,
    "domains": list,
    "from": str,
    "reply-to": str,
    "kind": str,
    "own-domains": list,
    "dkim-domain": str,
    "return-path": str,
    "ips": str,
    "zone": str,
}
"""The keys and their types."""
VALUES = ("from", "reply-to", "return-path", "dkim-domain")
"""The keys of [sending] that are values of the envelope."""


class Table:
    """A checked [sending] or [[sending.overrides]] table; None is what is not said.

    `records` is the text of the file that `zone` names.
    """

    esp: str | None = None
    domains: tuple[str, ...] | None = None
    kind: str | None = None
    own_domains: tuple[str, ...] | None = None
    ips: str | None = None
    zone: str | None = None
    records: Source | None = None
    selectors: tuple[str, ...] | None = None
    values: dict[str, Source]
    dialect: str | None = None

    def __init__(self) -> None:
        self.values = {}


def merge(tables: Iterable[Table]) -> Table:
    """What all of them say; a later one wins."""
    merged = Table()
    for table in tables:
        for name in ("esp", "domains", "kind", "own_domains", "dialect", "records", "selectors"):
            if (value := getattr(table, name)) is not None:
                setattr(merged, name, value)
        merged.values.update(table.values)
    return merged


def read(
    table: Mapping[str, Any],
    source: Source,
    where: str,
    number: int,
    file: Callable[[str], str],
) -> Table:
    """A parsed table, checked. Raises ConfigError naming the key.

    `source` is the settings file, in which it is [sending] (0) or its override of that number;
    `where` is what errors call it; `file` gives the text of a file that it names.
    """
    from presend.data.senders import ESPS
    from presend.schema import checked, one_of, only

    only(table, tuple(SENDING), where)
    made = Table()
    for key, value in table.items():
        kind = SENDING[key]
        value = checked(tuple[str] if kind is list else kind, value, f"{where}.{key}")
        if kind is list:
            for domain in value:
                _named(domain, f"{where}.{key}")
        if key == "dkim-domain":
            _named(value, f"{where}.{key}")
        if key in VALUES:
            made.values[key] = _written(source, key, value, number)
        else:
            setattr(made, key.replace("-", "_"), value)
    one_of(made.kind, ("marketing", "transactional"), f"{where}.kind")
    one_of(made.esp, tuple(ESPS), f"{where}.esp")
    if made.zone is not None:
        beside = source.path.replace("\\", "/").rpartition("/")[0]
        shown = f"{beside}/{made.zone}" if beside else made.zone
        made.records = Source(shown, file(made.zone))
    return made


def _named(domain: str, where: str) -> None:
    """Raise ConfigError unless it is a domain name that somebody can have registered."""
    from presend.domains import normal

    if "." not in (normal(domain) or ""):
        raise ConfigError(f"{where}: {domain!r} is no domain name")


def _written(source: Source, key: str, value: str, number: int) -> Source:
    """A value with the place where the file writes it: in [sending] or its nth override."""
    header = r"^[ \t]*\[(?:tool\.presend\.)?sending\]" if number == 0 else (
        r"^[ \t]*\[\[(?:tool\.presend\.)?sending\.overrides\]\]"
    )  # fmt: skip
    sections = list(patterns.compile(header, patterns.M).finditer(source.text))
    section = sections[max(number, 1) - 1].end() if len(sections) >= max(number, 1) else None
    if section is not None:
        ending = patterns.compile(r"^[ \t]*\[", patterns.M).search(source.text, section)
        end = ending.start() if ending else len(source.text)
        quoted = patterns.compile(
            rf"^[ \t]*['\"]?{key}['\"]?[ \t]*=[ \t]*(['\"])(.*?)\1", patterns.M
        )
        found = quoted.search(source.text, section, end)
        if found and found[2] == value:
            return Source(source.path, value, source, range(found.start(2), found.end(2) + 1))
    return Source(source.path, value, source, [0] * (len(value) + 1))
