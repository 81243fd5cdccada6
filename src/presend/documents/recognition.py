"""Is it mail? A text and its name in, a reason to pass it over out.

A folder holds web pages, lists and notes beside mails, and hooks hand over every file that
changed. What is plainly something else is passed over; in doubt it is a mail.
"""

from __future__ import annotations

from presend import patterns
from presend.data.file_endings import TEMPLATE

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
# What a mail may have by mistake, so that it tells only where nothing speaks for a mail.
_WEB_MARK = patterns.compile(
    r"<script\b[^<>]{0,500}\bsrc="
    r"|<link\b[^<>]{0,500}\brel=[\"']?stylesheet\b(?![^<>]{0,500}\bhref=[\"']?https?://fonts)"
    r"|<(?:nav|canvas|dialog)\b|\bonclick="
    r"|<input\b[^<>]{0,500}\btype=[\"']?(?:text|password|search)",
    patterns.I,
)
# What has a meaning on a web site only: its other pages, HubSpot's annotation and functions. Each
# by what stands in a text that has it: to look for that takes a twentieth of the time.
_PAGE = (
    (
        "<link",
        r"<link\b[^<>]{0,500}?\b(?i:(rel=[\"']?(?:canonical|next|prev|search|manifest)\b[\"']?))",
    ),
    ("templateType:", r"(templateType:[ \t]{0,9}(?:[a-z_]{0,40}_page|page|blog[a-z_]{0,20})\b)"),
    ("require_", r"(require_(?:js|css))[ \t]*-?%\}"),
    ("standard_", r"(standard_(?:header|footer)_includes)\b"),
    ("breadcrumb", r"(class=[\"']?breadcrumb)"),
)
_NOTE = patterns.compile(  # requirements-dev.txt, THIRD_PARTY_LICENSES.md
    r"(?:^|[._-])(?:requirements|constraints|licen[sc]es?|copying|copyright|authors|changelog|readme"
    r"|contributing|code_of_conduct|cmakelists|robots|humans|top_level|entry_points"
    r"|dependency_links|package-list)(?=[._-]|\Z)",
    patterns.I,
)
_NOTE_ALONE = patterns.compile(  # but security-alert.txt and newsletter.txt are mails
    r"(?:ads|changes|history|manifest|news|notice|security|sources|todo|version)(?:\.\w+)?\Z",
    patterns.I,
)
_MAIL_KEY = patterns.compile(
    r"^[\"']?(?:subject|from|reply[-_]?to|pre-?header|preview)(?:[-_]?\w+)?[\"']?[ \t]*+:",
    patterns.I | patterns.M,
)
_SOMETHING_ELSE = patterns.compile(  # deploy.sh.j2, nginx.conf.erb, users.csv.liquid
    r"\.(?:js|jsx|ts|tsx|css|scss|less|ya?ml|toml|ini|conf|cfg|cnf|env|properties|sh|bash|zsh|ps1|bat"
    r"|py|rb|go|c|h|cpp|hpp|java|kt|php|sql|xml|svg|csv|tsv|tf|service|socket|timer|vcl|rules)"
    rf"\.(?:{TEMPLATE})\Z",
    patterns.I,
)  # fmt: skip
FRONT = 4_000  # code points in which front matter names what it is about
_OWN_REPORT = '<meta name="generator" content="presend">'


def passed_over(path: str, kind: FileKind, text: str) -> str:
    """Why a file that nobody named is no mail; empty if it is one."""
    place = path.replace("\\", "/")
    folder, _, name = place.rpartition("/")
    if kind == "json":
        from presend.documents import exports

        return "" if exports.matches(text) else "no email export"
    if kind in ("eml", "mjml", "zone"):
        return ""
    if _SOMETHING_ELSE.search(name):
        return "a template of something else"
    if _of_mail(text):
        return ""
    if _OWN_REPORT in text[:FRONT]:
        return "a report of presend"
    if kind == "text":
        if _NOTE.search(name) or _NOTE_ALONE.match(name):
            return "a note or a list"
        document = name.lower().endswith((".md", ".markdown"))
        return "a document" if document and not _MAILISH_NAME.search(folder) else ""
    if _MAIL_MARK.search(text) or _MAILISH_NAME.search(place):  # soon found where there is one
        return ""
    return "a web page" if page(text) or _WEB_MARK.search(text) else ""


def page(text: str) -> str:
    """What in an HTML text says that it is a page of a web site; empty where nothing does."""
    if _of_mail(text):
        return ""
    for word, sign in _PAGE:
        if word in text and (found := patterns.compile(sign).search(text)):
            return found[1]
    return ""


def _of_mail(text: str) -> bool:
    """Whether there is front matter that says something of a mail."""
    if not text.startswith("---"):
        return False
    end = text.find("\n---", 3, FRONT)
    return _MAIL_KEY.search(text, 0, end if end >= 0 else FRONT) is not None
