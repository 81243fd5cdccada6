"""The path of a file in, the path or URI by which a format names it out."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.report import Report

# RFC 3986, 2.3 and 3.3: what a path may hold as it is. No colon, which would make the first
# segment of a relative path a scheme (4.2).
_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


def from_root(report: Report, path: str) -> str:
    """The path from the root of the project, with `/` between its parts.

    The path as it is where it leads out of the project, or no root is known.
    """
    if report.root:
        whole = os.path.normpath(os.path.join(report.folder, path))
        root = report.root.rstrip(os.sep) + os.sep
        path = whole[len(root) :] if whole.startswith(root) else path
    return path.replace(os.sep, "/")


def uri(report: Report, path: str) -> tuple[str, bool]:
    """The URI of a file (RFC 3986), and whether it is relative to the root of the project.

    A name that is no UTF-8 is given octet by octet.
    """
    path = from_root(report, path)
    encoded = "".join(
        chr(octet) if octet in _PLAIN else f"%{octet:02X}"
        for octet in path.encode("utf-8", "surrogateescape" if _of_octets(path) else "replace")
    )
    if os.path.isabs(path):
        return f"file://{'' if encoded.startswith('/') else '/'}{encoded}", False
    return encoded, True


def written(path: str) -> str:
    """The path for a format in UTF-8: octets that are none are shown, not written."""
    from presend.reporters.plainly import line

    return path if path.isascii() or _is_utf8(path) else line(path)


def _of_octets(path: str) -> bool:
    """Whether it is text, or octets as the system's names have them (PEP 383)."""
    return not any("\ud800" <= sign < "\udc80" or "\udcff" < sign <= "\udfff" for sign in path)


def _is_utf8(path: str) -> bool:
    return not any("\ud800" <= sign <= "\udfff" for sign in path)
