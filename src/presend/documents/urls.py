"""A URL's text in, its parts out, after the WHATWG URL Standard, with the text kept as written.

The text may hold what a template fills in, HOLE and GAP for each of its code points; a part that
they stand in is unknown, and the literal parts around it stay known. There is no base URL, since
mail has none: a text without a scheme is read as what a person or a mail client takes it for
(`implied_host`). Only the host is normalised.

Deliberate differences from the Standard beside that: one trailing dot of a host goes; a host that
IDNA 2008 forbids is kept as written; the host of a scheme that is not special comes in lower case,
that of `file://localhost` stays; `acme.com:8080/x` is a host with a port, not a scheme `acme.com`.
"""

from __future__ import annotations

from presend import patterns
from presend.data.file_endings import FILES
from presend.documents.templating.holes import GAP, HOLE
from presend.memo import Memo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TypeAlias

    Parameter: TypeAlias = tuple[str, str, int, int]
    """Name and value, and where both together start and end."""

LENGTH_LIMIT = 2048  # code points; rspamd URL_VERY_LONG
LABEL_LIMIT = 63  # octets of a label of the host; RFC 1035, 2.3.4
_SPECIAL = frozenset(("http", "https", "ftp", "ws", "wss", "file"))

# The ASCII URL units (URL Standard, 4.3) but "?" and "%", and what a template fills in.
_UNIT = rf"A-Za-z0-9!$&'()*+,\-./:;=@_~{HOLE}{GAP}"
_PLAIN = patterns.compile(
    r"(https?)://((?:[A-Za-z0-9_-]++\.)++[A-Za-z][A-Za-z0-9_-]*+)"
    rf"((?:/(?:[{_UNIT}]++|%[0-9A-Fa-f]{{2}})*+)?+)"
    rf"(?:\?((?:[?{_UNIT}]++|%[0-9A-Fa-f]{{2}})*+))?+"
    rf"(?:\#((?:[?{_UNIT}]++|%[0-9A-Fa-f]{{2}})*+))?+"
)
_SCHEME = patterns.compile(r"([A-Za-z][A-Za-z0-9+.-]*+):")

# Rarely used patterns stay texts until they are first asked for.
_CUT_SCHEME = rf"[A-Za-z][A-Za-z0-9+-]*+[{HOLE}{GAP}]"
_HOLE_IN_SCHEME = rf"[A-Za-z]*+{HOLE}++[A-Za-z]*+://"
_HOST_AND_PORT = r"(?:localhost|[A-Za-z0-9_-]++(?:\.[A-Za-z0-9_-]++)++):[0-9]++(?![^/\\])"
_DOMAIN = r"(?:[a-z0-9_-]++\.)++(?:[a-z]{2,}+|xn--[a-z0-9-]++)"
_NO_UNIT = (
    r"[\x00-\x19\x1c-\x20\x22#<>\[\\\]^`{|}\x7f-\x9f]|[\ud800-\udfff\ufdd0-\ufdef]|[\ufffe\uffff]"
    rf"|%(?![0-9A-Fa-f]?[{HOLE}{GAP}]|[0-9A-Fa-f]{{2}})"
)
_FORBIDDEN_IN_HOST = r"[\x00\t\n\r #/:<>?@\[\\\]^|]"
_FORBIDDEN_IN_DOMAIN = r"[\x00- #/:<>?@\[\\\]^|%\x7f]"
_ENDS_IN_NUMBER = r"(?:^|\.)(?:[0-9]++|0[xX][0-9A-Fa-f]*+)\.?$"

# URL Standard, 4.4: C0 controls and spaces around a URL go. HOLE and GAP are such controls.
_AROUND = "".join(chr(point) for point in range(0x21) if chr(point) not in (HOLE, GAP))
_BETWEEN = {9: None, 10: None, 13: None}


class Url:
    """One URL as written, and its parts.

    `scheme` is in lower case, "" where there is none. `host` is in lower case, with A-labels, an
    IPv4 address in dotted and an IPv6 address in compressed form in brackets; None where there is
    none or part of the authority is unknown. `username`, `password`, `raw_host`, `path`, `query`
    and `fragment` are as written, without delimiters, "" where absent; `port` is the one written.

    `implied_host` is the host of a text without scheme, `acme.com/x` or `//acme.com/x`; then
    `raw_host`, `port` and `path` go with it. `unknown` says that a template supplies the scheme, so
    that the host is known only of `{{ scheme }}://acme.com/x`; `known`, that it supplies nothing.

    `errors` are the validation errors on the way, each once, by the Standard's names and besides
    "idna-invalid" and "IPv6-invalid"; `failed` says that a browser gives up on the URL.
    `usual` says that it is `https://` or `http://`, a domain name of ASCII and what RFC 3986 lets
    follow: nothing about it can be wrong but where it leads.
    """

    __slots__ = (
        "_parameters", "errors", "failed", "fragment", "has_query", "host", "implied_host",
        "is_ip", "known", "password", "path", "port", "query", "raw", "raw_host", "scheme",
        "unknown", "username", "usual",
    )  # fmt: skip

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.scheme = self.username = self.password = self.raw_host = ""
        self.host: str | None = None
        self.port: int | None = None
        self.path = self.query = self.fragment = ""
        self.implied_host: str | None = None
        self.has_query = self.is_ip = self.unknown = self.failed = self.usual = False
        self.known = HOLE not in raw and GAP not in raw
        self.errors: tuple[str, ...] = ()
        self._parameters: tuple[Parameter, ...] | None = None

    def __repr__(self) -> str:
        return f"Url({self.raw!r})"

    def fault(self, name: str, *, fatal: bool = False) -> None:
        """Note a validation error."""
        self.failed |= fatal
        if name not in self.errors:
            self.errors += (name,)

    @property
    def site(self) -> str | None:
        """The host, written or implied."""
        return self.host or self.implied_host

    @property
    def is_special(self) -> bool:
        """Whether the scheme is http, https, ftp, ws, wss or file."""
        return self.scheme in _SPECIAL

    @property
    def unicode_host(self) -> str | None:
        """The site with U-labels."""
        site = self.site
        if site is None or "xn--" not in site:
            return site
        from presend.domains import domain_to_unicode

        return domain_to_unicode(site)

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Each `name=value` of the query, name and value decoded, and where it stands in `raw`.

        URL Standard, 5.1; in `mailto`, a plus is a plus (RFC 6068, section 2).
        """
        if self._parameters is None:
            raw = self.raw
            end = raw.find("#")
            if end < 0:
                end = len(raw.rstrip(_AROUND))
            at = raw.find("?", 0, end) + 1
            found = _read_query(raw[at:end], " +"[self.scheme == "mailto"]) if at else ()
            self._parameters = tuple(
                (name, value, first + at, last + at) for name, value, first, last in found
            )
        return self._parameters


def _read_query(query: str, plus: str) -> tuple[Parameter, ...]:
    """The parameters of a query, with their places in it; `plus` is what a plus stands for.

    The links of a mail have few queries between them, so those read last are kept.
    """
    return _queries[query, plus]


def _parameters(query: str, plus: str) -> Iterator[Parameter]:
    for piece in patterns.compile("[^&]++").finditer(query):
        name, _, value = piece[0].translate(_BETWEEN).replace("+", plus).partition("=")
        yield percent_decode(name), percent_decode(value), *piece.span()


_queries: Memo[tuple[str, str], tuple[Parameter, ...]] = Memo(lambda key: tuple(_parameters(*key)))


def parse(text: str) -> Url:
    """The URL that a text is, whatever it holds. Equal texts may give the same object."""
    return _urls[text]


_urls: Memo[str, Url] = Memo(lambda text: _plain(text) or _any(text))


def _plain(text: str) -> Url | None:
    """The URL, if it is of the usual form, in which nothing can be wrong."""
    if (match := _PLAIN.fullmatch(text)) is None:
        return None
    scheme, raw_host, path, query, fragment = match.groups()
    host = raw_host.lower()
    if "xn--" in host:
        return None
    url = Url(text)
    url.usual = True
    url.scheme, url.raw_host, url.host, url.path = scheme, raw_host, host, path
    if query is not None:
        url.query, url.has_query = query, True
    if fragment is not None:
        url.fragment = fragment
    return url


def _any(raw: str) -> Url:
    text = raw.strip(_AROUND).translate(_BETWEEN)
    url = Url(raw)
    rest, _, url.fragment = text.partition("#")
    rest, question_mark, url.query = rest.partition("?")
    url.path, url.has_query = rest, bool(question_mark)
    # What follows statements, as in "{% if x %}https://…", is literal all the same.
    literal = rest.lstrip(GAP + _AROUND) if rest.startswith(GAP) else rest
    scheme = _SCHEME.match(literal)
    if scheme is not None and not patterns.compile(_HOST_AND_PORT).match(literal):
        url.scheme = scheme[1].lower()
        _read_absolute(url, literal[scheme.end() :])
    elif rest.startswith((HOLE, GAP)) or patterns.compile(_CUT_SCHEME).match(rest):
        url.unknown = True
        if opening := patterns.compile(_HOLE_IN_SCHEME).match(rest):
            _imply_authority(url, rest[opening.end() :])
    else:
        _read_relative(url, rest)

    path = url.path
    if url.is_special and "\\" in path:
        url.fault("invalid-reverse-solidus")
        path = path.replace("\\", "/")
    parts = (path, url.query, url.fragment)
    if len(text) < len(raw) or any(patterns.compile(_NO_UNIT).search(part) for part in parts):
        url.fault("invalid-URL-unit")
    return url


def _read_absolute(url: Url, rest: str) -> None:
    """What comes after the scheme and its colon."""
    if url.scheme == "file":
        if not rest.startswith("//"):
            url.fault("special-scheme-missing-following-solidus")
        # After two slashes comes a host, unless it is the letter of a drive.
        host = patterns.compile(r"[/\\]{2}((?![A-Za-z][:|](?![^/\\]))[^/\\]++)?+").match(rest)
        url.path = rest[host.end() :] if host else rest
        if host and host[1]:
            url.raw_host = host[1]
            if HOLE not in host[1] and GAP not in host[1]:
                url.host = _host(url, host[1])
    elif url.is_special:
        bare = rest.lstrip("/\\")
        slashes = rest[: len(rest) - len(bare)]
        if slashes != "//" and not (len(slashes) < 2 and bare.startswith((HOLE, GAP))):
            url.fault("special-scheme-missing-following-solidus")
        if "\\" in slashes:
            url.fault("invalid-reverse-solidus")
        authority, url.path = _first_segment(bare)
        url.host = _read_authority(url, authority)
    elif rest.startswith("//"):
        authority, slash, path = rest[2:].partition("/")
        url.path = slash + path
        url.host = _read_authority(url, authority)
    else:
        url.path = rest


def _read_relative(url: Url, rest: str) -> None:
    """A text without a scheme."""
    bare = rest.lstrip("/\\")
    if len(rest) - len(bare) >= 2:
        _imply_authority(url, bare)
    elif bare == rest:
        authority, path = _first_segment(bare)
        raw_host, _, port = authority.partition(":")
        url.implied_host = _implied(raw_host)
        if url.implied_host is not None:
            url.raw_host, url.port, url.path = raw_host, _port(url, port), path


def _imply_authority(url: Url, rest: str) -> None:
    """What follows the slashes where no scheme is known: https, as a webmail client supplies it."""
    authority, path = _first_segment(rest)
    url.scheme = "https"
    host = _read_authority(url, authority)
    url.scheme = ""
    url.path = path
    if host is not None and not url.is_ip and patterns.compile(_DOMAIN).fullmatch(host):
        url.implied_host = host
    url.is_ip = False


def _implied(raw_host: str) -> str | None:
    """The host that a person takes the first segment of a relative reference for."""
    if "." not in raw_host or len(raw_host) > 253:  # octets, RFC 1035, 2.3.4
        return None
    host = (_to_ascii(raw_host) or "").removesuffix(".")
    is_file = host.split(".")[-1] in FILES
    return host if not is_file and patterns.compile(_DOMAIN).fullmatch(host) else None


def _first_segment(text: str) -> tuple[str, str]:
    """What stands before the first slash of either kind, and the rest."""
    match = patterns.compile(r"[/\\]").search(text)
    return (text, "") if match is None else (text[: match.start()], text[match.start() :])


def _read_authority(url: Url, authority: str) -> str | None:
    """The host of an authority; the user, the host as written and the port go into `url`."""
    hole = patterns.compile(f"[{HOLE}{GAP}]").search(authority)
    # What a template fills in may hold a slash, so that only what stands before it is certain.
    at = authority.rfind("@", 0, len(authority) if hole is None else hole.start())
    if at >= 0:
        url.fault("invalid-credentials")
        url.username, _, url.password = authority[:at].partition(":")
    raw_host = authority[at + 1 :]
    bracket = raw_host.rfind("]") if raw_host.startswith("[") else 0
    colon = raw_host.find(":", bracket) if bracket >= 0 else -1
    port = ""
    if colon >= 0:
        raw_host, port = raw_host[:colon], raw_host[colon + 1 :]
    url.raw_host = raw_host
    if hole is not None:
        return None
    if raw_host:
        host = _host(url, raw_host)
        url.port = _port(url, port)
        return host
    if url.is_special or authority:
        url.fault("host-missing", fatal=True)
    return None


def _port(url: Url, text: str) -> int | None:
    if not text or HOLE in text or GAP in text:
        return None
    if not (text.isascii() and text.isdigit()):
        url.fault("port-invalid", fatal=True)
    elif len(text := text.lstrip("0") or "0") > 5 or int(text) > 65535:
        url.fault("port-out-of-range", fatal=True)
    else:
        return int(text)
    return None


def _host(url: Url, text: str) -> str | None:
    """The host in the form to compare (URL Standard, 3.5); None if it cannot be one."""
    host: str | None
    if text.startswith("["):
        from presend.documents.ip.ip_addresses import ipv6

        host = ipv6(text[1:-1]) if text.endswith("]") else None
        fault = "IPv6-invalid" if text.endswith("]") else "IPv6-unclosed"
        url.is_ip = host is not None
    elif not url.is_special:
        host = None if patterns.compile(_FORBIDDEN_IN_HOST).search(text) else text.lower()
        fault = "host-invalid-code-point"
    else:
        text = percent_decode(text)
        host = _to_ascii(text)
        fault = "host-missing" if host in ("", ".") else "domain-invalid-code-point"
        if patterns.compile(_FORBIDDEN_IN_DOMAIN).search(host or text):
            host = None
        elif host is None:
            url.fault("idna-invalid")
            host = text.lower()
        elif patterns.compile(_ENDS_IN_NUMBER).search(host):
            from presend.documents.ip.ip_addresses import ipv4

            return ipv4(url, host)
    host = host and host.removesuffix(".")
    if not host:
        url.fault(fault, fatal=True)
    return host or None


def _to_ascii(domain: str) -> str | None:
    if domain.isascii() and "xn--" not in (host := domain.lower()):
        return host
    from presend.domains import domain_to_ascii

    return domain_to_ascii(domain)


def percent_decode(text: str) -> str:
    """Percent-encoded UTF-8 decoded; what is not UTF-8 becomes U+FFFD."""
    if "%" not in text:
        return text
    return patterns.compile("(?:%[0-9A-Fa-f]{2})++").sub(
        lambda run: bytes.fromhex(run[0].replace("%", "")).decode("utf-8", "replace"), text
    )
