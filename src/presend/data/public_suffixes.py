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
_SNAPSHOT = "tldextract/.tld_set_snapshot"
_PRIVATE = b"===BEGIN PRIVATE DOMAINS==="
_SEARCHES = 20  # take less time than to take the text apart

_text: bytes | None = None
_searches = 0
_rules: tuple[frozenset[bytes], frozenset[bytes]] | None = None
_extract: TLDExtract | None = None


def known(tld: str) -> bool:
    """Whether a name is a top-level domain of the list."""
    text, name = _read(), _encoded(tld)
    if not text:
        return bool(_tldextract().extract_str(f"x.{tld}").suffix)
    if _may_search():
        return b"\n" + name + b"\n" in text or b"\n*." + name + b"\n" in text
    icann, _ = _taken_apart()
    return name in icann or b"*." + name in icann


def length(labels: list[str], *, private: bool) -> int:
    """How many of the labels are the public suffix, by the list's own algorithm.

    `private` counts the suffixes that hosters have registered, too.
    """
    text = _read()
    if not text:
        found = _tldextract().extract_str(".".join(labels), include_psl_private_domains=private)
        return found.suffix.count(".") + 1
    names = [_encoded(label) for label in labels[-_MOST_LABELS:]]
    endings = b".".join(names[-2:]) + b"\n", b"\n*." + names[-1] + b"\n"
    if _may_search() and not any(ending in text for ending in endings):
        return 1  # as nearly always
    icann, of_hosters = _taken_apart()
    lists = (icann, of_hosters) if private else (icann,)
    longest = 1
    name = names[-1]
    for count, label in enumerate(names[-2::-1], 2):
        wildcard = b"*." + name
        name = label + b"." + name
        for rules in lists:
            if b"!" + name in rules:
                return count - 1
            if name in rules or wildcard in rules:
                longest = count
    return longest


def _may_search() -> bool:
    """Whether so little has been asked that to search the text is quicker than to take it apart."""
    global _searches
    _searches += 1
    return _searches <= _SEARCHES


def _encoded(label: str) -> bytes:
    """The label as the list writes it: a U-label (RFC 5890), where it can be one; in UTF-8."""
    if label.startswith("xn--") and len(label) <= _LABEL:
        try:
            label = label[4:].encode("ascii").decode("punycode")
        except ValueError:
            pass
    return label.encode("utf-8", "surrogatepass")


def _read() -> bytes:
    """The text of the list; empty where tldextract ships no such file."""
    global _text
    if _text is None:
        _text = b""
        for folder in sys.path:
            try:
                with open(f"{folder}/{_SNAPSHOT}", "rb") as file:
                    _text = file.read()
            except OSError:
                continue
            if _PRIVATE in _text:
                break
            _text = b""
    return _text


def _taken_apart() -> tuple[frozenset[bytes], frozenset[bytes]]:
    """The rules of registries and those of hosters."""
    global _rules
    if _rules is None:
        icann, _, of_hosters = _read().partition(_PRIVATE)
        _rules = frozenset(icann.split(b"\n")), frozenset(of_hosters.split(b"\n"))
    return _rules


def _tldextract() -> TLDExtract:
    """tldextract, held off the network and the disk."""
    global _extract
    if _extract is None:
        from tldextract import TLDExtract

        _extract = TLDExtract(cache_dir=None, suffix_list_urls=())
    return _extract
