"""Is it mail? A text and its name in, a reason to pass it over out.

A folder holds web pages, lists and notes beside mails, and hooks hand over every file that
changed. What is plainly something else is passed over; in doubt it is a mail.
"""

from __future__ import annotations

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.reading import FileKind

_MAILISH_NAME = patterns.compile(
    r"(?:^|[/._-])(?:e?-?mails?|newsletters?|notifications?|messages?|mailers?|mailings?"
    r"|campaigns?|broadcasts?|transactional)(?:[/._-]|$)",
    patterns.I,
)
_MAIL_MARK = patterns.compile(
    r"<!--\[if[^\]]{0,80}\bmso|xmlns:v=|<mjml\b|\bunsubscribe|\blist-unsubscribe|\bpreheader"
    r"|\*\|[A-Z_:]+\|\*|%%[a-z_]+%%|role=[\"']presentation[\"']|x-apple-disable-message"
    r"|view_as_page_url|bgcolor=",
    patterns.I,
)
_WEB_MARK = patterns.compile(
    r"<script\b[^>]*\bsrc=|<link\b[^>]*\brel=[\"']?stylesheet[\"']?[^>]*\bhref=[\"']?(?!https?://fonts)"
    r"|<(?:nav|canvas|dialog)\b|\bonclick=|<input\b[^>]*\btype=[\"']?(?:text|password|search)",
    patterns.I,
)
_TEXT_NOTE = patterns.compile(
    r"(?:^|[/._-])(?:requirements|constraints|license|licence|copying|notice|authors|changelog|changes"
    r"|history|news|readme|robots|humans|ads|security|cmakelists|todo|manifest|top_level"
    r"|entry_points|sources|dependency_links|package-list|version|copyright|contributing|code_of_conduct)"
    r"[^/]*\Z",
    patterns.I,
)  # fmt: skip


def passed_over(path: str, kind: FileKind, text: str) -> str:
    """Why a file that nobody named is no mail; empty if it is one."""
    name = path.replace("\\", "/")
    if kind == "json":
        from presend.documents import exports

        return "" if exports.matches(text) else "no email export"
    if kind in ("eml", "mjml") or text.startswith("---"):
        return ""
    if kind == "text":
        if name.lower().endswith((".md", ".markdown")):
            return "" if _MAILISH_NAME.search(name) else "a document"
        return "a note or a list" if _TEXT_NOTE.search(name) else ""
    if _WEB_MARK.search(text) and not _MAIL_MARK.search(text) and not _MAILISH_NAME.search(name):
        return "a web page"
    return ""
