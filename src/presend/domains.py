"""Domain names in, what they have to do with each other out.

A domain name here is what `Url.site` and `normal` give: lower case, A-labels, no trailing dot.
Registrable domains follow the Public Suffix List, and what no rule of it covers falls under its
default rule: the last label is the suffix.
"""

from __future__ import annotations

from presend import patterns
from presend.memo import Memo

# Default_Ignorable_Code_Point, and what else prints as a space or as nothing.
_IGNORABLE = (
    "\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e"
    "\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufff8\\U0001bca0-\\U0001bca3"
    "\\U0001d173-\\U0001d17a\\U000e0000-\\U000e0fff"
)
_SPACE = "\\x80-\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u2800\\u3000"

_NAME = patterns.compile(r"(?:(?!-)[a-z0-9_-]{1,63}+(?<!-)(?:\.(?!$)|$))++")
_NOT_IN_A_NAME = patterns.compile(r"[\x00- /?#@:\[\]\\%]|\.\.|^\.|\.$|^$|(?:^|\.)\d++$")


def normal(domain: str) -> str | None:
    """A domain name as people write it, in the form to compare; None if it is none.

    White space around it and one trailing dot go, A-labels (IDNA 2008, RFC 5890) and lower case
    come. Labels are letters, digits, hyphens and, as in DNS records, underscores.
    """
    name = (domain_to_ascii(domain.strip()) or "").removesuffix(".")
    if len(name) > 253 or not _NAME.fullmatch(name):  # octets, RFC 1035, 2.3.4
        return None
    return None if name[name.rfind(".") + 1 :].isdigit() else name


def domain_to_ascii(domain: str) -> str | None:
    """Lower case and A-labels, after the mapping of UTS #46; None if IDNA 2008 forbids a label.

    Labels of ASCII that claim no encoding are not judged.
    """
    if domain.isascii() and "xn--" not in (lowered := domain.lower()):
        return lowered
    if len(domain) > 1024:  # Punycode takes quadratic time; nothing that long fits the DNS
        return None
    import idna

    try:
        labels = idna.uts46_remap(domain, std3_rules=False).split(".")
        for index, label in enumerate(labels):
            if not label.isascii() or label.startswith("xn--"):
                labels[index] = idna.alabel(label).decode("ascii")
    except ValueError:
        return None
    return ".".join(labels)


def domain_to_unicode(domain: str) -> str:
    """The domain with U-labels; an A-label that IDNA 2008 forbids stays."""
    if "xn--" not in domain or len(domain) > 1024:
        return domain
    import idna

    labels = domain.split(".")
    for index, label in enumerate(labels):
        if label.startswith("xn--") and len(label) <= 63:
            try:
                labels[index] = idna.ulabel(label)
            except ValueError:
                continue
    return ".".join(labels)


def registrable(host: str) -> str | None:
    """The domain that someone registered at a registry: one label more than the ICANN suffix.

    None for a public suffix, a single label and an IP address.
    """
    return _registrable[host, False]


def registrable_private(host: str) -> str | None:
    """The same with the suffixes of hosters (`github.io`), whose customers are strangers."""
    return _registrable[host, True]


def same_organisation(a: str, b: str) -> bool:
    """Whether two hosts are equal or lie under one registrable domain, hosters' included."""
    if a == b:
        return True
    if a.rsplit(".", 2)[-2:] != b.rsplit(".", 2)[-2:]:
        return False
    domain = registrable_private(a)
    return domain is not None and domain == registrable_private(b)


def within(host: str, domain: str) -> bool:
    """Whether a host is the domain or a subdomain of it."""
    return host == domain or host.endswith("." + domain)


def known_tld(host: str) -> bool:
    """Whether the last label is a top-level domain in the snapshot of the Public Suffix List."""

    return _known_tld[host[host.rfind(".") + 1 :]]


def _is_tld(name: str) -> bool:
    from presend.data import public_suffixes

    if name == "onion" or _NOT_IN_A_NAME.search(name):  # RFC 7686: a name of no registry
        return False
    return public_suffixes.known(name)


_known_tld = Memo(_is_tld)


def _find_registrable(asked: tuple[str, bool]) -> str | None:
    from presend.data import public_suffixes

    host, private = asked
    if _NOT_IN_A_NAME.search(host):
        return None
    labels = host.split(".")
    length = public_suffixes.length(labels, private=private)
    return ".".join(labels[-length - 1 :]) if len(labels) > length else None


_registrable = Memo(_find_registrable)


def restriction_fault(label: str) -> str | None:
    """Why a U-label is below the level Highly Restrictive of UTS #39, 5.2; None if it is not.

    The reason is a clause: "mixes Latin and Cyrillic", "contains the invisible character U+200B".
    A joiner is visible where IDNA 2008 lets it stand (RFC 5892, appendix A).
    """
    if label.isascii():
        return None
    for match in patterns.compile(f"[{_IGNORABLE}{_SPACE}]").finditer(label):
        if match[0] in "\u200c\u200d":
            import idna

            try:
                if idna.valid_contextj(label, match.start()):
                    continue
            except ValueError:
                pass
        return f"contains the invisible character U+{ord(match[0]):04X}"

    from presend.data.scripts import mixed_scripts

    *names, last = mixed_scripts(label) or [""]
    return f"mixes {', '.join(names)} and {last}" if last else None


def skeleton(text: str) -> str:
    """What labels that look alike have in common (UTS #39, 4); for comparison, not for display."""
    from unicodedata import normalize

    from presend.data.confusables import PROTOTYPES

    text = patterns.compile(f"[{_IGNORABLE}]++").sub("", normalize("NFD", text))
    return normalize("NFD", text.translate(PROTOTYPES))
