"""The path of a file in, the path or URI by which a format names it out."""

from __future__ import annotations

import os

from presend.reporters.plainly import line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.report import Report

# RFC 3986, 2.3 and 3.3: what a path may hold as it is. No colon, which would make the first
# segment of a relative path a scheme (4.2).
_PLAIN = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/"
_ENCODED = {octet: f"%{octet:02X}" for octet in range(256) if octet not in _PLAIN}


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
    try:
        octets = path.encode("utf-8", "surrogateescape")  # PEP 383: names that are no UTF-8
    except UnicodeEncodeError:
        octets = path.encode("utf-8", "replace")
    encoded = octets.decode("latin-1").translate(_ENCODED)
    if os.path.isabs(path):
        return f"file://{'' if encoded.startswith('/') else '/'}{encoded}", False
    return encoded, True


def written(path: str) -> str:
    """The path for a format in UTF-8: octets that are none are shown, not written."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return line(path)
    return path
