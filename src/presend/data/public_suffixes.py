"""The Public Suffix List: under which names anyone can register a domain.

Source: the snapshot that tldextract ships (MPL 2.0, https://publicsuffix.org/list/), so that a
newer tldextract brings a newer list. Its text is read without tldextract, whose import takes
longer than to lint a template; what its next version ships elsewhere is asked of tldextract.
"""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tldextract import TLDExtract

_LABEL = 63  # octets, RFC 1035, 2.3.4
_MOST_LABELS = 8  # of a rule; the longest in 2025 has seven
_SNAPSHOT = ".tld_set_snapshot"
_PRIVATE = b"===BEGIN PRIVATE DOMAINS==="

_rules: tuple[frozenset[bytes], frozenset[bytes]] | None = None
_extract: TLDExtract | None = None


def known(tld: str) -> bool:
    """Whether a name is a top-level domain of the list."""
    icann, _ = _read()
    if not icann:
        return bool(_tldextract().extract_str(f"x.{tld}").suffix)
    name = _encoded(tld)
    return name in icann or b"*." + name in icann


def length(labels: list[str], *, private: bool) -> int:
    """How many of the labels are the public suffix, by the list's own algorithm.

    `private` counts the suffixes that hosters have registered, too.
    """
    icann, of_hosters = _read()
    if not icann:
        found = _tldextract().extract_str(".".join(labels), include_psl_private_domains=private)
        return found.suffix.count(".") + 1
    lists = (icann, of_hosters) if private else (icann,)
    longest = 1
    name = _encoded(labels[-1])
    for count, label in enumerate(labels[-2 : -_MOST_LABELS - 1 : -1], 2):
        wildcard = b"*." + name
        name = _encoded(label) + b"." + name
        for rules in lists:
            if b"!" + name in rules:
                return count - 1
            if name in rules or wildcard in rules:
                longest = count
    return longest


def _encoded(label: str) -> bytes:
    """The label as the list writes it: a U-label (RFC 5890), where it can be one; in UTF-8."""
    if label.startswith("xn--") and len(label) <= _LABEL:
        try:
            label = label[4:].encode("ascii").decode("punycode")
        except ValueError:
            pass
    return label.encode("utf-8", "surrogatepass")


def _read() -> tuple[frozenset[bytes], frozenset[bytes]]:
    """The rules of registries and those of hosters; none where tldextract ships no such file."""
    global _rules
    if _rules is None:
        _rules = frozenset(), frozenset()
        for finder in sys.meta_path:
            spec = finder.find_spec("tldextract", None)
            for folder in (spec and spec.submodule_search_locations) or ():
                try:
                    with open(f"{folder}/{_SNAPSHOT}", "rb") as file:
                        icann, sign, of_hosters = file.read().partition(_PRIVATE)
                except OSError:
                    continue
                if sign:
                    _rules = frozenset(icann.split(b"\n")), frozenset(of_hosters.split(b"\n"))
    return _rules


def _tldextract() -> TLDExtract:
    """tldextract, held off the network and the disk."""
    global _extract
    if _extract is None:
        from tldextract import TLDExtract

        _extract = TLDExtract(cache_dir=None, suffix_list_urls=())
    return _extract
