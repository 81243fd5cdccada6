"""Links wrapped by a security gateway or a redirect page: URL in, who wrapped it and what out.

Such a link was copied out of a received message or a web page. What it wraps stands in it, with
few exceptions. Sources: card LNK003 of presend's catalogue (August 2026); the form of URL Defense
v3 as Proofpoint describes it for its decoder, checked on a published pair; rspamd's redirector
map (Apache-2.0) for the hosts. [mem]: FireEye, Symantec, Barracuda and Sophos parameters, the
Safe Links hosts of Teams and of the American government cloud, LinkedIn's /safety/go, and all of
Bing, Check Point, EdgePilot, GMX and WEB.DE, Gmail's and Yahoo's image proxies, Hornetsecurity,
Inky, Libraesva, LinkSafe, Medium, Messenger, Pinterest, Threads, TitanHQ, Trend Micro, Trustwave,
WhatsApp and Yahoo Search.
"""

from __future__ import annotations

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Callable
    from typing import TypeAlias

    from presend.documents.urls import Url

    Decoder: TypeAlias = Callable[[str, str, str, str], tuple[str, str | None] | None]
    """Host, path, query and fragment in, the service and what it wraps out."""

_DEPTH = 3  # wrappers in wrappers that are still undone

# Host → (service, start of the path, parameters that may hold the target).
_PARAMETER: dict[str, tuple[str, str, str]] = {
    "statics.teams.cdn.office.net": ("Outlook Safe Links", "/evergreen-assets/safelinks/", "url"),
    "l.facebook.com": ("Facebook", "/l.php", "u"),
    "lm.facebook.com": ("Facebook", "/l.php", "u"),
    "facebook.com": ("Facebook", "/l.php", "u"),
    "l.messenger.com": ("Messenger", "/l.php", "u"),
    "l.threads.com": ("Threads", "/", "u"),
    "l.threads.net": ("Threads", "/", "u"),
    "l.wl.co": ("WhatsApp", "/l", "u"),
    "medium.com": ("Medium", "/r/", "url"),
    "pinterest.com": ("Pinterest", "/offsite", "url"),
    "l.instagram.com": ("Instagram", "/", "u"),
    "duckduckgo.com": ("DuckDuckGo", "/l/", "uddg"),
    "t.umblr.com": ("Tumblr", "/redirect", "z"),
    "out.reddit.com": ("Reddit", "/", "url"),
    "vk.com": ("VK", "/away.php", "to"),
    "m.vk.com": ("VK", "/away", "to"),
    "slack-redir.net": ("Slack", "/link", "url"),
    "steamcommunity.com": ("Steam", "/linkfilter", "u url"),
    "exit.sc": ("SoundCloud", "/", "url"),
    "youtube.com": ("YouTube", "/redirect", "q"),
    "m.youtube.com": ("YouTube", "/redirect", "q"),
    "linkprotect.cudasvc.com": ("Barracuda Link Protection", "/url", "a"),
    "clicktime.symantec.com": ("Symantec Click-time Protection", "/", "u"),
    "clicktime.cloud.postoffice.net": ("Symantec Click-time Protection", "/clicktime", "U"),
    "protect2.fireeye.com": ("FireEye", "/", "u"),
    "link.edgepilot.com": ("EdgePilot", "/s/", "u"),
    "linklock.titanhq.com": ("TitanHQ LinkLock", "/", "url"),
    "scanmail.trustwave.com": ("Trustwave MailMarshal", "/", "u"),
    "urlsand.com": ("Libraesva", "/", "u"),
    "urlsand.esvalabs.com": ("Libraesva", "/", "u"),
    "ecp.yusercontent.com": ("Yahoo Mail's image proxy", "/mail", "url"),
    **dict.fromkeys(
        ("deref-gmx.com", "deref-gmx.net", "deref-mail.com", "deref-web.de", "deref-1und1.de"),
        ("GMX and WEB.DE", "/mail/", "redirectUrl"),
    ),
}
_GOOGLE = r"(?:[a-z0-9-]++\.)?google\.(?:com?\.)?[a-z]{2,3}"
_ENCODED = r"(?:%[0-9A-Fa-f]{2})++"
_ABSOLUTE = r"(?i:https?)://([^/?#\\@\x00-\x20]++)(/[^?#]*+)?+(?:\?([^#]*+))?+(?:#(.*+))?+"
_TO_ENCODE = r'[ "<>\\^`{|}]'  # RFC 3986, appendix A: in no rule
_UNSAFE = r"[\x00-\x1f\x7f\ud800-\udfff]"


class Unwrapped:
    """Who wrapped a link, and what it leads to: `None` where the link does not say."""

    __slots__ = ("service", "target")

    def __init__(self, service: str, target: str | None) -> None:
        self.service = service
        self.target = target


def unwrap(url: Url) -> Unwrapped | None:
    """The wrapper of a URL and the target inside it; `None` for a URL that is not wrapped.

    A target is an absolute http(s) URL. Wrappers in wrappers are undone three deep. A target
    with a hole in it, or one that cannot be decoded without asking the service, is `None`.
    """
    if not url.site:
        return None
    peeled = _peel(url.site, url.path, url.query, url.fragment)
    if peeled is None:
        return None
    service, target = peeled
    for _ in range(_DEPTH):
        parts = patterns.compile(_ABSOLUTE).fullmatch(target) if target else None
        if target is None or parts is None:
            return Unwrapped(service, None)
        inner = _peel(parts[1], parts[2] or "", parts[3] or "", parts[4] or "")
        if inner is None:
            return Unwrapped(service, target)
        target = inner[1]
    return Unwrapped(service, None)


def may_wrap(site: str) -> bool:
    """Whether a host is one that wraps links, under some path at least."""
    host = _bare(site)
    return host in _PARAMETER or _decoder(host) is not None or "google" in host


def _bare(host: str) -> str:
    return host.lower().removesuffix(".").removeprefix("www.")


def _decoder(host: str) -> Decoder | None:
    return _DECODERS.get(host) or _DECODERS.get(".".join(host.rsplit(".", 2)[-2:]))


def _peel(host: str, path: str, query: str, fragment: str) -> tuple[str, str | None] | None:
    """The service of one wrapper, and what is inside it."""
    host = _bare(host)
    entry = _PARAMETER.get(host)
    if entry is not None:
        service, start, names = entry
        return _in_parameter(service, path, start, query, names)
    decoder = _decoder(host)
    if decoder is not None:
        return decoder(host, path, query, fragment)
    if "google" in host and patterns.compile(_GOOGLE).fullmatch(host):
        return _google(path, query, fragment)
    return None


def _in_parameter(
    service: str, path: str, start: str, query: str, names: str
) -> tuple[str, str | None] | None:
    """The target in the first of `names` that the query has."""
    if not (path or "/").startswith(start):
        return None
    value = _parameter(query, names)
    return None if value is None else (service, _clean(_percent_decoded(value)))


def _parameter(query: str, names: str) -> str | None:
    """The value, as written, of the first of `names` that a query has."""
    given: dict[str, str] = {}
    for pair in query.split("&"):
        name, equals, value = pair.partition("=")
        if equals:
            given.setdefault(name, value)
    return next((given[name] for name in names.split() if name in given), None)


def _safe_links(host: str, path: str, query: str, fragment: str) -> tuple[str, str | None] | None:
    if ".safelinks.protection." not in "." + host:
        return None
    return "Outlook Safe Links", _clean(_percent_decoded(_parameter(query, "url") or ""))


def _url_defense(host: str, path: str, query: str, fragment: str) -> tuple[str, str | None] | None:
    """Proofpoint: v1 percent-encodes the URL, v2 has - for % and _ for / as well, v3 see below."""
    service = "Proofpoint URL Defense"
    if host not in ("urldefense.com", "urldefense.us", "urldefense.proofpoint.com"):
        return None
    version = path[:4]
    if version not in ("/v1/", "/v2/", "/v3/"):
        return None
    if version == "/v3/":
        rest = path[4:] + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")
        return service, _clean(_url_defense_v3(rest))
    value = _parameter(query, "u") or ""
    if version == "/v2/":
        value = value.replace("-", "%").replace("_", "/")
    return service, _clean(_percent_decoded(value))


def _url_defense_v3(wrapped: str) -> str:
    """The URL in `__URL__;BASE64!…`, "" where it is not of that form.

    `*` in it stands for the next character of the decoded base64, `**` and a letter of the
    base64url alphabet for as many as its place there, and two more.
    """
    if not wrapped.startswith("__"):
        return ""
    masked, semicolon, rest = wrapped[2:].partition("__;")
    coded, mark, _ = rest.partition("!")
    if not semicolon or not mark:
        return ""
    masked = patterns.compile(r"\A([A-Za-z][A-Za-z0-9+.-]*+:/)(?=[^/])").sub(r"\1/", masked)
    characters = _base64_decoded(coded)
    if characters is None:
        return ""
    out: list[str] = []
    taken = 0
    for part in patterns.compile(r"(\*(?:\*[A-Za-z0-9_-])?)").split(_percent_decoded(masked)):
        if part[:1] != "*":
            out.append(part)
            continue
        count = _BASE_64.index(part[2]) + 2 if len(part) == 3 else 1
        out.append(characters[taken : taken + count])
        taken += count
    return "".join(out) if taken == len(characters) else ""


_BASE_64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def _base64_decoded(coded: str) -> str | None:
    """Text from base64 of either alphabet, padded or not; `None` where it is not that."""
    import binascii

    coded = coded.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return binascii.a2b_base64(coded + "=" * (-len(coded) % 4), strict_mode=True).decode()
    except ValueError:
        return None


def _cisco(host: str, path: str, query: str, fragment: str) -> tuple[str, str | None] | None:
    """https://secure-web.cisco.com/SIGNATURE/URL"""
    if host != "secure-web.cisco.com" or len(path) < 2:
        return None
    return "Cisco Secure Email", _clean(_percent_decoded(path[1:].partition("/")[2]))


def _sophos(host: str, path: str, query: str, fragment: str) -> tuple[str, str | None] | None:
    if not host.endswith(".protection.sophos.com"):
        return None
    value = _percent_decoded(_parameter(query, "u") or "")
    return "Sophos Email", _clean(_base64_decoded(value) or "")


def _mimecast(host: str, path: str, query: str, fragment: str) -> tuple[str, str | None] | None:
    """Only Mimecast knows what its codes stand for."""
    wraps = host.startswith("url.") or host.split(".")[0].startswith("protect")
    return ("Mimecast", None) if wraps else None


def _check_point(host: str, path: str, query: str, fragment: str) -> tuple[str, str | None] | None:
    """https://HOST/v2/___URL___.TOKEN; with /r01/ and its like before it, the URL is scrambled."""
    if not path.startswith(("/v1/", "/v2/")) or host not in _CHECK_POINT:
        return None
    rest = path[4:] + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")
    target, mark, _ = rest.removeprefix("___").partition("___")
    return "Check Point", _clean(target) if mark and rest.startswith("___") else None


_CHECK_POINT = ("url.avanan.click", "protect.checkpoint.com", "checkpoint.url-protection.com")


def _bing(host: str, path: str, query: str, fragment: str) -> tuple[str, str | None] | None:
    """https://www.bing.com/ck/a?u=a1BASE64"""
    value = _parameter(query, "u") if host == "bing.com" and path == "/ck/a" else None
    if value is None:
        return None
    return "Bing", _clean(_base64_decoded(value.removeprefix("a1")) or "")


def _yahoo(host: str, path: str, query: str, fragment: str) -> tuple[str, str | None] | None:
    """https://r.search.yahoo.com/…/RU=URL/RK=…"""
    _, mark, rest = path.partition("/RU=")
    if not mark or not host.endswith("search.yahoo.com"):
        return None
    return "Yahoo Search", _clean(_percent_decoded(rest.partition("/")[0]))


def _trend_micro(host: str, path: str, query: str, fragment: str) -> tuple[str, str | None] | None:
    return _in_parameter("Trend Micro", path, "/wis/clicktime/", query, "url")


def _gmail(host: str, path: str, query: str, fragment: str) -> tuple[str, str | None] | None:
    """https://ci3.googleusercontent.com/meips/TOKEN#URL"""
    if not path.startswith(("/meips/", "/proxy/")) or not fragment:
        return None
    return "Gmail's image proxy", _clean(fragment)


def _told(service: str, path_start: str = "/") -> Decoder:
    """A gateway that alone knows what its links stand for."""

    def decoder(host: str, path: str, query: str, _: str) -> tuple[str, str | None] | None:
        return (service, None) if query and path.startswith(path_start) else None

    return decoder


def _href_li(host: str, path: str, query: str, fragment: str) -> tuple[str, str | None] | None:
    """https://href.li/?URL, the URL as it is or percent-encoded."""
    if not query:
        return None
    target = query if "://" in query else _percent_decoded(query)
    return "href.li", _clean(f"{target}#{fragment}" if fragment else target)


def _linkedin(host: str, path: str, query: str, fragment: str) -> tuple[str, str | None] | None:
    start = "/redir/redirect" if path.startswith("/redir") else "/safety/go"
    return _in_parameter("LinkedIn", path, start, query, "url") if host == "linkedin.com" else None


def _amp(host: str, path: str, query: str, fragment: str) -> tuple[str, str | None] | None:
    """https://HOST.cdn.ampproject.org/c/s/HOST/PATH; without /s the page was http."""
    if not host.endswith("cdn.ampproject.org") or path[:3] not in ("/c/", "/v/"):
        return None
    return "Google AMP cache", _amp_page(path[3:], query, fragment)


def _google(path: str, query: str, fragment: str) -> tuple[str, str | None] | None:
    if path == "/url":
        return _in_parameter("Google", path, path, query, "q url")
    if path.startswith("/amp/"):
        return "Google AMP", _amp_page(path[5:], query, fragment)
    return None


def _amp_page(path: str, query: str, fragment: str) -> str | None:
    """The publisher's own address of a page in an AMP cache."""
    page = f"https://{path[2:]}" if path.startswith("s/") else f"http://{path}"
    page += f"?{query}" if query else ""
    return _clean(f"{page}#{fragment}" if fragment else page)


_DECODERS: dict[str, Decoder] = {
    "outlook.com": _safe_links,
    "office365.us": _safe_links,
    "urldefense.com": _url_defense,
    "urldefense.us": _url_defense,
    "proofpoint.com": _url_defense,
    "cisco.com": _cisco,
    "sophos.com": _sophos,
    "mimecast.com": _mimecast,
    "mimecastprotect.com": _mimecast,
    "href.li": _href_li,
    "linkedin.com": _linkedin,
    "ampproject.org": _amp,
    "avanan.click": _check_point,
    "checkpoint.com": _check_point,
    "url-protection.com": _check_point,
    "bing.com": _bing,
    "yahoo.com": _yahoo,
    "trendmicro.com": _trend_micro,
    "googleusercontent.com": _gmail,
    "inky.com": _told("Inky", "/link"),
    "emailprotection.link": _told("LinkSafe"),
    "hornetsecurity.com": _told("Hornetsecurity", "/index.php"),
}


def _percent_decoded(text: str) -> str:
    """Text with each run of %XX decoded as UTF-8, and left as it is where it is none."""
    return patterns.compile(_ENCODED).sub(_decoded_run, text) if "%" in text else text


def _decoded_run(run: re.Match[str]) -> str:
    try:
        return bytes.fromhex(run[0].replace("%", "")).decode()
    except UnicodeDecodeError:
        return run[0]


def _clean(target: str) -> str | None:
    """A decoded target as it may be written into a template, or `None`.

    A hole is a control character in a masked text, so a target with a hole is none either;
    characters that no URL may have, template delimiters among them, are percent-encoded.
    """
    if not patterns.compile(_ABSOLUTE).fullmatch(target) or patterns.compile(_UNSAFE).search(
        target
    ):
        return None
    return patterns.compile(_TO_ENCODE).sub(lambda found: f"%{ord(found[0]):02X}", target)
