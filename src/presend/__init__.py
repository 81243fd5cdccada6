"""presend: a pre-send linter for HTML email.

Programs call `lint` and `mend`; both judge by the default settings.

To know the core, read `source`, `finding`, `rule`, `engine` and `checking`, in that order;
then `documents.html` and one rule. ARCHITECTURE.md has the map.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.config import Config
    from presend.report import Diagnostic

__version__ = "0.1.0"
__all__ = ["lint", "mend"]

_config: Config | None = None


def lint(text: str, *, path: str = "mail.html") -> list[Diagnostic]:
    """What the default rules say of a text, in reading order.

    The name in `path` says what it is: a template, a message (`.eml`, as Latin-1 text), an
    export. Raises ValueError, with the reason, for a text that is not what its name says.
    """
    from presend.checking import check
    from presend.documents.reading import kind_of
    from presend.source import Source

    result = check(Source(path, text), kind_of(path, text), _default(), None, path)
    if result.status == "unreadable":
        raise ValueError(f"{path}: {result.reason}; {result.cure}")
    return result.diagnostics


def mend(text: str, *, path: str = "mail.html", unsafe: bool = False) -> str:
    """The text with its safe fixes applied; with `unsafe`, those a reader may notice, too."""
    from presend.checking import mend as mended
    from presend.documents.reading import kind_of
    from presend.source import Source

    source = Source(path, text)
    return mended(source, kind_of(path, text), _default(), None, path, unsafe=unsafe)[0]


def _default() -> Config:
    global _config
    if _config is None:
        import presend.rules
        from presend.config import Config
        from presend.rule import discover

        _config = Config(list(discover(presend.rules)))
    return _config
