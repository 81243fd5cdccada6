"""A mailto: link must have a valid address and encoded parameters.

A client cuts a subject at an unencoded `&` or `#`, opens an empty message where a percent sign
encodes nothing, and takes `a@acme.com;b@acme.com` for one address or two as it pleases.

Encode a space as `%20` (never as `+`, which stays a plus), `&` as `%26`, `#` as `%23`, `%` as
`%25`; part addresses with commas. Headers other than `subject`, `body`, `to`, `cc`, `bcc` and
`in-reply-to` are ignored by clients, hence a warning. Where the link holds what a template fills
in, a space in the rest is a warning, since the engine may encode the whole. A link without an
address but with parameters (`mailto:?subject=…`) lets the reader choose one and is right.

Evidence: RFC 6068, 2 (grammar, characters to encode), 4 (safe headers) and 5 (spaces, line
breaks); Can I email, html-mailto-links (June 2026: 40 of 41 clients support them).

```html bad
<a href="mailto:a@acme.com?subject=Hi there">A</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ mailto: parameters are not encoded (space)
<a href="mailto://b@acme.com">B</a>
         ^^^^^^^^^^^^^^^^^^^ mailto: takes no slashes before the address
<a href="c@acme.com?subject=Hi">C</a>
         ^^^^^^^^^^^^^^^^^^^^^ mailto: is missing before the address
<a href="mailto:d@acme.com;e@acme.com">D</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ mailto: addresses must be parted by commas
<a href="malito:e@acme.com">E</a> <a href="mailto;f@acme.com">F</a>
         ^^^^^^^^^^^^^^^^^ mailto: is misspelt
                                           ^^^^^^^^^^^^^^^^^ mailto: is misspelt
```

```html fixed
<a href="mailto:a@acme.com?subject=Hi%20there">A</a>
<a href="mailto:b@acme.com">B</a>
<a href="mailto:c@acme.com?subject=Hi">C</a>
<a href="mailto:d@acme.com,e@acme.com">D</a>
<a href="mailto:e@acme.com">E</a> <a href="mailto:f@acme.com">F</a>
```

```html bad
<a href="mailto:">A</a>
         ^^^^^^^ mailto: has no address
<a href="mailto:a@acme">B</a>
         ^^^^^^^^^^^^^ mailto: address is invalid (a@acme)
<a href="mailto:acme.com">C</a>
         ^^^^^^^^^^^^^^^ mailto: address is invalid (acme.com)
<a href="mailto:Ann <ann@acme.com>">D</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^ mailto: address is invalid (Ann <ann@acme.com>)
```

```html bad
<a href="mailto:a@acme.com?subject=Q&amp;A">A</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ mailto: parameters are not encoded (&)
<a href="mailto:a@acme.com?subject=No. #1">B</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ mailto: parameters are not encoded (#)
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ mailto: parameters are not encoded (space)
<a href="mailto:a@acme.com?subject=50% off">C</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ mailto: parameters are not encoded (%)
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ mailto: parameters are not encoded (space)
<a href="mailto:a@acme.com?priority=high">D</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ mailto: clients ignore priority
```

```html good
<a href="mailto:{{ shop.email }}">A</a>
<a href="mailto:a@acme.com?subject=Invoice%20{{ number }}">B</a>
<a href="mailto:?subject=Look&amp;body=https%3A%2F%2Facme.com">C</a> <a href="mailto:[EMAIL]">D</a>
<a href="mailto:a@acme.com,b@acme.com?SUBJECT=Questions?">E</a> <a href="{{ mail_link }}">F</a>
<a href="mailto:{% if vip %}vip@acme.com{% else %}help@acme.com{% endif %}">G</a>
<a href="mailto:press+{{ lang }}@acme.com?subject=%s">H</a> <a href="https://acme.com/@anna">I</a>
```
"""

from presend import patterns
from presend.api import Edit, Finding, Fix, Html, Iterator, Link, Message, Severity, Span, rule
from presend.data import foreign
from presend.documents.templating.holes import GAP, HOLE

# RFC 6068, 4: the safe ones and those in its examples
_HEADERS = frozenset("to cc bcc subject body in-reply-to keywords references".split())
_WORD = r"[\w.!$&'*+/=^`{|}~\x1a\xa1-\uffef-]++"
_ADDRESS = patterns.compile(
    rf"(?:{_WORD}|\"[^\"]*+\")@(?:[\w\xa1-\uffef-]++\.)++[\w\xa1-\uffef-]++"
)
_MISSPELT = "email e-mail mail mailt malito maito mialto milto mailot mailtp mailtoo emailto"
_BARE = patterns.compile(
    rf"((?:(?:{_MISSPELT.replace(' ', '|')}|mailto)\s*+[:;,]?+\s*+(?<![a-z]))?+)"
    r"[\w.+-]++@(?:[\w-]++\.)++[A-Za-z]{2,}+(?=\?|\Z)",
    patterns.I,
)
_IN_BRACKETS = patterns.compile(r"<[\w.+-]++@[\w.-]++>")  # Ann <ann@acme.com>
_PERCENT = patterns.compile(r"%(?![0-9A-Fa-f]{2}|[0-9A-Fa-f]?[\x1a\x1b])")
_SECOND = patterns.compile(r"\?(?=(?:subject|body|cc|bcc|to)=)", patterns.I)


@rule(severity="error", standard="RFC 6068, 2")
def check(document: Html | Message) -> Iterator[Finding]:
    by_scheme = document.links.by_scheme
    for link in by_scheme.get("mailto", ()):
        if not _led_to(link) or link.partial[:1] in (HOLE, GAP):
            continue
        address, mark, query = link.partial[len("mailto:") :].partition("?")
        for finding in (*_of_address(link, address, bare=not mark), *_of_query(link, query)):
            finding.source = link.source
            yield finding
    for scheme in ("", *_MISSPELT.split()):
        for link in by_scheme.get(scheme, ()):
            if "@" in link.partial and _led_to(link) and (found := _BARE.match(link.partial)):
                said = "is misspelt" if found[1] else "is missing before the address"
                fix = _replace(link, found[1], "mailto:", until=found.end(1))
                yield Finding(link.span, f"mailto: {said}", fix, source=link.source)


def _led_to(link: Link) -> bool:
    return link.kind in ("click", "header") and not foreign.replaced(link)


def _of_address(link: Link, address: str, *, bare: bool) -> Iterator[Finding]:
    if address.startswith("//"):
        fix = _replace(link, "//", "", until=len("mailto://"))
        yield Finding(link.span, "mailto: takes no slashes before the address", fix)
        address = address[2:]
    if not address.strip():
        if bare:
            yield Finding(link.span, "mailto: has no address")
        return
    if HOLE in address or GAP in address or "%" in address:
        return
    if foreign.filled_in(_IN_BRACKETS.sub("", address)):
        return
    parted = address.replace(";", ",").split(",")
    wrong = [each for each in parted if each.strip() and not _ADDRESS.fullmatch(each.strip())]
    if wrong:
        if link.element is None or link.element.html.rendered or not wrong[0].strip().isupper():
            yield Finding(link.span, f"mailto: address is invalid ({wrong[0].strip()})")
        return
    end = len("mailto:") + len(address)
    if ";" in address:
        fix = _replace(link, ";", ",", until=end)
        yield Finding(link.span, "mailto: addresses must be parted by commas", fix)
    if any(char.isspace() for char in address):
        fix = _replace(link, " ", "", until=end)
        yield Finding(link.span, "mailto: has a space in its address", fix)


def _of_query(link: Link, query: str) -> Iterator[Finding]:
    unsure = not link.url.known or foreign.filled_in(query)
    severity: Severity | None = "warning" if unsure else None
    said = "mailto: parameters are not encoded"
    if any(char in query for char in "\r\n\t"):
        yield Finding(link.span, f"{said} (line break)", severity=severity)
    elif " " in query:
        fix = _replace(link, " ", "%20", query=True)
        yield Finding(link.span, f"{said} (space)", fix, severity=severity)
    if "#" in query and not foreign.filled_in(query):
        yield Finding(link.span, f"{said} (#)")
    if _PERCENT.search(query) and not foreign.filled_in(query):
        yield Finding(link.span, f"{said} (%)", severity=severity)
    if _SECOND.search(query):
        yield Finding(link.span, "mailto: has a second question mark")
    for piece in query.partition("#")[0].split("&"):
        name, mark, _ = piece.partition("=")
        if HOLE in name or GAP in name or not name:
            continue
        if not mark or name != name.strip():
            yield Finding(link.span, f"{said} (&)")
        elif name.lower() not in _HEADERS:
            yield Finding(link.span, f"mailto: clients ignore {name}", severity="warning")


def _replace(link: Link, old: str, new: str, *, until: int = 0, query: bool = False) -> Fix | None:
    """The edits that replace characters of the address as written; None where it is escaped."""
    if link.element is None:
        return None
    raw = link.element.html.masked[link.span[0] : link.span[1]]
    end = until or len(raw)
    if raw[:until] != link.partial[:until]:
        return None
    if not old:
        return Fix("Write the scheme", [Edit(Span(link.span[0], link.span[0]), new)])
    edits = []
    at = raw.find(old, raw.find("?") + 1 if query else 0, end)
    while at >= 0:
        start = link.span[0] + at
        edits.append(Edit(Span(start, start + len(old)), new))
        at = raw.find(old, at + len(old), end)
    return Fix("Encode the link", edits) if edits else None
