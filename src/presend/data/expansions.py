"""Short links whose target follows from the link itself: URL in, long URL out, no network.

Source: section 13.3 of presend's catalogue (own work, August 2026). What confirms each row:

- youtu.be: named by HubSpot's help articles on undelivered mail; the same parameters are
  understood by both forms (youtubeutils.xyz, "Video URL");
- dai.ly, y2u.be, enwp.org, amzn.com/ASIN, fav.me (`d` and the deviation's number in base 36) and
  flic.kr/p (the photo's number in Flickr's base 58; 4bxMqq is 2088436532): seen in public code
  and posts;
- redd.it, instagr.am, fb.com, discord.gg, amzn.com/dp, m.me, wa.me: well known, [mem].

None has been tried against the live service yet; the day on which one is belongs here.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.urls import Url

_YOUTUBE = (r"/([A-Za-z0-9_-]{11})", "https://www.youtube.com/watch?v={0}", True)
# Host → (path, target, safe). The path must match wholly; {0} is its first group.
_TARGETS: dict[str, tuple[tuple[str, str, bool], ...]] = {
    "youtu.be": (_YOUTUBE,),
    "y2u.be": (_YOUTUBE,),
    "redd.it": ((r"/([a-z0-9]{4,8})", "https://www.reddit.com/comments/{0}", True),),
    "dai.ly": ((r"/([A-Za-z0-9]++)", "https://www.dailymotion.com/video/{0}", True),),
    "instagr.am": (
        (r"/((?:p|reel|tv)/[A-Za-z0-9_-]++(?:/.*+)?)", "https://www.instagram.com/{0}", True),
        (r"/((?!(?:p|reel|tv)/?\Z)[A-Za-z0-9_.]{1,30}/?)", "https://www.instagram.com/{0}", True),
    ),
    "fb.com": ((r"/?(.*+)", "https://www.facebook.com/{0}", True),),
    "discord.gg": ((r"/([A-Za-z0-9-]++)", "https://discord.com/invite/{0}", True),),
    "amzn.com": (
        (r"/((?:dp|gp/product)/[A-Z0-9]{10})", "https://www.amazon.com/{0}", True),
        (r"/([A-Z0-9]{10})", "https://www.amazon.com/dp/{0}", False),
    ),
    "flic.kr": ((r"/p/([1-9a-km-zA-HJ-NP-Z]{1,12})", "flickr", False),),
    "fav.me": ((r"/d([a-z0-9]{1,12})", "deviantart", False),),
    "m.me": ((r"/([A-Za-z0-9.]++)", "https://www.messenger.com/t/{0}", False),),
    "wa.me": ((r"/([0-9]{7,15})", "https://api.whatsapp.com/send?phone={0}", False),),
    "enwp.org": ((r"/((?!wiki/).++)", "https://en.wikipedia.org/wiki/{0}", True),),
}
# What YouTube's share button adds about the sharer, and nothing else needs.
_SHARE_TRACKING = frozenset(("si", "feature", "pp"))
_PORTS = {"http": 80, "https": 443}
_BASE_58 = "123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"


class Expansion:
    """The long form of a short link. `safe` where it is the same page beyond doubt."""

    __slots__ = ("safe", "url")

    def __init__(self, url: str, safe: bool) -> None:
        self.url = url
        self.safe = safe


def expand(url: Url) -> Expansion | None:
    """The target of a short link, `None` where the link does not say it.

    Parameters and fragment are kept as written, in their order, but for YouTube's share
    tracking. A URL with a hole, a port other than its scheme's own or user information is not
    expanded.
    """
    rows = _TARGETS.get(_plain_host(url))
    if rows is None:
        return None
    import re

    for pattern, target, safe in rows:
        if found := re.fullmatch(pattern, url.path):
            if target == "flickr":
                number = 0
                for digit in found[1]:
                    number = number * 58 + _BASE_58.index(digit)
                long = f"https://www.flickr.com/photo.gne?id={number}"
            elif target == "deviantart":
                long = f"https://www.deviantart.com/deviation/{int(found[1], 36)}"
            else:
                long = target.format(found[1])
            return _with_rest(url, long, safe)
    return None


def _plain_host(url: Url) -> str:
    """The host to look up, "" where the URL has anything that an expansion would lose."""
    if not url.known or url.scheme not in ("", "http", "https"):
        return ""
    if url.port not in (None, _PORTS.get(url.scheme)) or url.username or url.password:
        return ""
    return (url.site or "").removeprefix("www.")


def _with_rest(url: Url, long: str, safe: bool) -> Expansion | None:
    """`long` with the query and fragment of `url`; `None` where they contradict it."""
    kept = [parameter for parameter in url.query.split("&") if parameter]
    if long.startswith("https://www.youtube.com/"):
        names = [parameter.partition("=")[0] for parameter in kept]
        if "v" in names:
            return None
        kept = [p for p, name in zip(kept, names, strict=True) if name not in _SHARE_TRACKING]
    if kept:
        if long.startswith("https://www.messenger.com/"):
            return None  # m.me acts on ref and text, messenger.com does not
        long += ("&" if "?" in long else "?") + "&".join(kept)
    return Expansion(f"{long}#{url.fragment}" if url.fragment else long, safe)


def mapped(url: Url, links: dict[str, str]) -> Expansion | None:
    """The target that a user's own table (`short_map`) gives for a short link."""
    host = _plain_host(url)
    if not host:
        return None
    written = host + url.path
    written += f"?{url.query}" if url.query else ""
    long = links.get(_key(f"{written}#{url.fragment}" if url.fragment else written))
    return None if long is None else Expansion(long, True)


def short_map(text: str) -> tuple[dict[str, str], list[tuple[int, str]]]:
    """The links of a CSV file of `short,long` lines, and its faults as (line, reason).

    A short link is filed under host and path without scheme, `www.` and last slash. A header
    line, blank lines, quotes, spaces after the comma and a byte order mark are understood.
    Lines count from 1.
    """
    import csv

    links: dict[str, str] = {}
    faults: list[tuple[int, str]] = []
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    may_be_header = True
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            cells = next(csv.reader([line], skipinitialspace=True, strict=True))
        except csv.Error as error:
            faults.append((number, f"cannot be read as CSV: {error}"))
            continue
        is_header = may_be_header and not any("." in cell for cell in cells)
        may_be_header = False
        if is_header:
            continue
        reason = _file(cells, links)
        if reason:
            faults.append((number, reason))
    return links, faults


def _file(cells: list[str], links: dict[str, str]) -> str:
    """Put one line's link into `links`; the reason why not, or ""."""
    if len(cells) != 2:
        return f"needs two columns, short and long, and has {len(cells)}; quote a URL with a comma"
    key, long = _key(cells[0].strip()), cells[1].strip()
    if not key.partition("/")[2]:
        return f"short link {cells[0].strip()!r} has no path"
    if not long.startswith(("http://", "https://")):
        return f"long URL {long!r} does not begin with http:// or https://"
    if len(long.split()) > 1 or not long.isprintable():
        return f"long URL {long!r} contains white space or control characters"
    if links.setdefault(key, long) != long:
        return f"short link {key!r} already leads to {links[key]!r}"
    return ""


def _key(short: str) -> str:
    """A short link as `short_map` files it."""
    for scheme in ("https://", "http://", "//"):
        if short[: len(scheme)].lower() == scheme:
            short = short[len(scheme) :]
            break
    host, slash, path = short.partition("/")
    return host.lower().removeprefix("www.") + slash + path.removesuffix("/")
