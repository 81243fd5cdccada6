"""The Public Suffix List: under which names anyone can register a domain.

Source: the snapshot that tldextract ships (MPL 2.0, https://publicsuffix.org/list/), so that a
newer tldextract brings a newer list. Its text is read without tldextract, whose import takes
longer than to lint a template; what its next version ships elsewhere is asked of tldextract.
"""

from __future__ import annotations

import sys

from presend.memo import Memo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tldextract import TLDExtract

_LABEL = 63  # octets, RFC 1035, 2.3.4
_MOST_LABELS = 8  # of a rule; the longest in 2025 has seven
_SNAPSHOT = ".tld_set_snapshot"
_PRIVATE = b"===BEGIN PRIVATE DOMAINS==="

_text: bytes | None = None
_private_from = 0
_extract: TLDExtract | None = None


def known(tld: str) -> bool:
    """Whether a name is a top-level domain of the list."""
    text = _read()
    if text:
        ending = _decoded(tld).encode("utf-8", "surrogatepass") + b"\n"
        return b"\n" + ending in text or b"\n*." + ending in text
    return bool(_tldextract().extract_str(f"x.{tld}").suffix)


def length(labels: list[str], *, private: bool) -> int:
    """How many of the labels are the public suffix, by the list's own algorithm.

    `private` counts the suffixes that hosters have registered, too.
    """
    if not _read():
        found = _tldextract().extract_str(".".join(labels), include_psl_private_domains=private)
        return found.suffix.count(".") + 1
    names = [_decoded(label) for label in labels[-_MOST_LABELS:]]
    rules = _rules[".".join(names[-2:])]
    longest = 1
    for start in range(len(names) - 2, -1, -1):
        name, above = ".".join(names[start:]), ".".join(names[start + 1 :])
        if _counts(rules.get(f"!{name}"), private):
            return len(names) - start - 1
        if _counts(rules.get(name), private) or _counts(rules.get(f"*.{above}"), private):
            longest = len(names) - start
    return longest


def _counts(of_a_hoster: bool | None, private: bool) -> bool:
    return of_a_hoster is False or (of_a_hoster is True and private)


def _decoded(label: str) -> str:
    """The label as the list writes it: a U-label (RFC 5890), where it can be one."""
    if not label.startswith("xn--") or len(label) > _LABEL:
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except ValueError:
        return label


def _of(domain: str) -> dict[str, bool]:
    """The rules that end in two labels, or cover both, and whether each is a hoster's."""
    text = _read()
    rules: dict[str, bool] = {}
    for ending in (domain, f"*.{domain.rpartition('.')[2]}"):
        line = ending.encode("utf-8", "surrogatepass") + b"\n"
        at = text.find(line)
        while at >= 0:
            start = text.rfind(b"\n", 0, at) + 1
            rule = text[start : at + len(line) - 1]
            if text[at - 1] in b"\n.!" and b" " not in rule and not rule.startswith(b"//"):
                rules[rule.decode("utf-8", "replace")] = at > _private_from
            at = text.find(line, at + 1)
    return rules


_rules = Memo(_of)


def _read() -> bytes:
    """The text of the list; empty where tldextract does not ship it as a file."""
    global _text, _private_from
    if _text is None:
        _text = b""
        for finder in sys.meta_path:
            spec = finder.find_spec("tldextract", None)
            for folder in (spec and spec.submodule_search_locations) or ():
                try:
                    with open(f"{folder}/{_SNAPSHOT}", "rb") as file:
                        _text = file.read()
                except OSError:
                    continue
        _private_from = _text.find(_PRIVATE)
        if _private_from < 0:
            _text = b""
    return _text


def _tldextract() -> TLDExtract:
    """tldextract, held off the network and the disk."""
    global _extract
    if _extract is None:
        from tldextract import TLDExtract

        _extract = TLDExtract(cache_dir=None, suffix_list_urls=())
    return _extract
