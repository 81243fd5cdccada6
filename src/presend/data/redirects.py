"""Redirects that carry their destination: URL in, where it sends the reader out.

Sources: card LNK004 of presend's catalogue (August 2026), whose parameter names follow
SpamAssassin's redirector patterns (Apache-2.0); the pages that take an address without leading
to it (sharing, calendars, sign-in, viewers) are the card's and presend's own list [mem].
"""

from __future__ import annotations

from presend.domains import normal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.urls import Url

# Parameter names in lower case, without "_" and "-".
_PARAMETERS = frozenset(
    "url u uri link to dest desturl destination destinationurl redirect redirecturi redirecturl "
    "redirectto redir r next continue return returnurl returnto goto target targeturl out "
    "q adurl clickurl deeplink exiturl external externalurl forward fwd jump landingurl murl rurl "
    "ued".split()
)
_PATHS = ("/redirect/", "/r/", "/out/", "/away/", "/click/", "/go/", "/goto/", "/link/", "/url/")
_DEPTH = 3  # times that an address is encoded, and still read
# Hosts whose pages take an address and show or send it, "" for every page of the host.
_TAKERS = {
    "accounts.google.com": "",
    "api.whatsapp.com": "",
    "bufferapp.com": "/add",
    "buffer.com": "/add",
    "calendar.google.com": "",
    "facebook.com": "/dialog",
    "getpocket.com": "/save",
    "line.me": "/r/msg",
    "mail.google.com": "/mail",
    "news.ycombinator.com": "/submitlink",
    "outlook.live.com": "",
    "outlook.office.com": "",
    "login.microsoftonline.com": "",
    "pagespeed.web.dev": "",
    "paypal.com": "",
    "pinterest.com": "/pin/create",
    "reddit.com": "/submit",
    "social-plugins.line.me": "",
    "validator.w3.org": "",
    "view.officeapps.live.com": "",
    "wa.me": "",
    "web.archive.org": "",
    "web.whatsapp.com": "",
}
_TAKING = ("share", "sharing", "intent", "oauth", "authorize", "translate", "viewer", "search")


class Redirect:
    """Where a redirect leads. `parameter` is "" where the path says it, `written` is the part
    of the URL that does."""

    __slots__ = ("host", "parameter", "written")

    def __init__(self, parameter: str, host: str, written: str) -> None:
        self.parameter = parameter
        self.host = host
        self.written = written


def redirect(url: Url) -> Redirect | None:
    """The redirect that a URL is by its looks; None where it has no absolute destination.

    The host of the destination is in lower case, with A-labels. Pages that share, show or
    translate an address, and sign-in by OAuth, are no redirects.
    """
    path = url.path.lower()
    queried = "//" in url.query or "%2" in url.query
    if not queried and "http" not in path:
        return None
    host = (url.site or "").removeprefix("www.")
    taker = _TAKERS.get(host)
    if taker is not None and path.startswith(taker):
        return None
    if any(word in path for word in _TAKING):
        return None
    parameters = url.parameters if queried else ()
    if not any(name == "client_id" for name, *_ in parameters):
        for name, value, start, end in parameters:
            if name.lower().replace("_", "").replace("-", "") in _PARAMETERS:
                destination = _host(value)
                if destination is not None:
                    return Redirect(name, destination, url.raw[start:end])
    for marker in _PATHS:
        _, _, rest = url.path.partition(marker)
        if rest[:4].lower() == "http":
            destination = _host(rest)
            if destination is not None:
                return Redirect("", destination, rest)
    return None


def _host(text: str) -> str | None:
    """The host of an absolute http(s) URL, or of one that begins with two slashes."""
    text = text.strip()
    if "%" in text and "//" not in text[:8]:
        from urllib.parse import unquote

        for _ in range(_DEPTH):
            text = unquote(text)
    scheme, slashes, rest = text.partition("//")
    if not slashes or scheme.lower() not in ("", "http:", "https:"):
        return None
    for delimiter in "/?#\\":
        rest = rest.partition(delimiter)[0]
    name = rest.rpartition("@")[2].partition(":")[0]
    if name.replace(".", "").isdigit():
        return name
    name = normal(name) or ""
    return name if "." in name else None
