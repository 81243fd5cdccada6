r"""A web address must be well formed.

Browsers, mail clients and the link trackers of ESPs each repair a broken address in their own
way, so that some readers get an error page: `https//acme.com` is a path on the mail client's own
server, `http://https://acme.com` a host called "https". rspamd gives a backslash 2.0
(URL_BACKSLASH_PATH) and more than 2048 characters 1.5 (URL_VERY_LONG).

Write the address as the browser shows it: a space is `%20`, a percent sign `%25`. Where the
address holds what a template fills in, a space or percent sign in the rest is a warning, since
the engine may encode the whole. What browsers repair alike (a backslash, a second question mark,
white space around) is a warning or info, too. Square brackets, which only purists encode
(`?size[]=40`), and what looks like the merge tag of another engine are let be.

Evidence: WHATWG URL Standard, 4.4 (validation errors); RFC 1035, 2.3.4 (lengths); rspamd,
August 2026.

```html bad
<a href="https//acme.com">A</a>
         ^^^^^^^^^^^^^^^ URL has no :// after its scheme
<a href="http://https://acme.com">B</a>
         ^^^^^^^^^^^^^^^^^^^^^^^ URL has a doubled scheme
<a href="https:\\acme.com">C</a>
         ^^^^^^^^^^^^^^^^ URL has no :// after its scheme
```

```html fixed
<a href="https://acme.com">A</a>
<a href="https://acme.com">B</a>
<a href="https://acme.com">C</a>
```

```html bad
<a href="https:// acme.com">A</a> <a href="https:://acme.com">B</a>
         ^^^^^^^^^^^^^^^^^ URL has more than :// after its scheme
                                           ^^^^^^^^^^^^^^^^^ URL has more than :// after its scheme
<a href="https://acme.com/a&#32;b&#10;c">C</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ URL has a line break
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ URL has a space
```

```html fixed
<a href="https://acme.com">A</a> <a href="https://acme.com">B</a>
<a href="https://acme.com/a%20bc">C</a>
```

```html bad
<a href=" https://acme.com/a b">Offer</a>
          ^^^^^^^^^^^^^^^^^^^^ URL has a space
          ^^^^^^^^^^^^^^^^^^^^ URL has a space before or after it
<a href="https://acme.com/100%/x">Wool</a>
         ^^^^^^^^^^^^^^^^^^^^^^^ URL has a percent sign that encodes nothing
```

```html fixed
<a href="https://acme.com/a%20b">Offer</a>
<a href="https://acme.com/100%25/x">Wool</a>
```

```html bad
<a href="https://acme..com/">A</a> <a href="https://acme.com../">A</a>
         ^^^^^^^^^^^^^^^^^^ URL has an empty label in its host (acme..com)
                                            ^^^^^^^^^^^^^^^^^^^ URL has an empty label in its host (acme.com..)
<a href="https://acme.com/?a=1?utm_source=x">B</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ URL has a second question mark
```

```html good
<a href="http://{{ host }}/a?q={{ query }}">A</a> <a href="https:{{ protocol_relative }}">B</a>
<a href="{% if x %}https://acme.com/a{% else %}https://acme.com/b{% endif %}">C</a>
<a href="
  {% if x %}
    https://acme.com/a
  {% else %}
    https://acme.com/b
  {% endif %}
">D</a>
<a href="https://acme.com/?size[]=40&amp;next=https://acme.com/?x=1">E</a>
<a href="https://%s/confirm/%(token)s">F</a> <a href="https://[DOMAIN]/x">G</a>
<a href="https://acme.com/{{ 'a b' | slug }}?n=100%{{ hex }}">H</a> <a href="http://*|URL|*">I</a>
```
"""

from presend.api import Edit, Finding, Fix, Html, Iterator, Link, Plain, Sequence, Span, rule
from presend.data import foreign, placeholders
from presend.documents import urls
from presend.documents.markup import entities
from presend.documents.templating.holes import GAP, HOLE

_SAID = {
    "doubled": "a doubled scheme",
    "delimiter": "no :// after its scheme",
    "more": "more than :// after its scheme",
    "slashes": "no :// after its scheme",
    "misspelt": "a misspelt scheme",
    "space": "a space",
    "break": "a line break",
    "quote": "a quotation mark",
    "percent": "a percent sign that encodes nothing",
    "invisible": "an invisible character",
    "query": "a second question mark",
    "backslash": "a backslash",
}
_OF_HOST = {
    "missing": "no host",
    "port": "an impossible port ({url})",
    "impossible": "an impossible host ({host})",
    "empty label": "an empty label in its host ({host})",
    "too long": "too long a host ({host:.40}…)",
}


@rule(severity="error", standard="WHATWG URL Standard, 4.4")
def check(document: Html | Plain) -> Iterator[Finding]:
    for link in document.links:
        raw = document.masked[link.span[0] : link.span[1]]
        if link.url.usual and _fine(link, raw):
            continue
        if link.kind == "code" or link.anchor is not None or foreign.replaced(link):
            continue
        raw = raw.partition(GAP)[0].rstrip()
        if not raw or raw[0] == HOLE:
            continue
        if (fault := _of_scheme(link, raw)) is not None:
            yield fault
        elif link.url.scheme in ("http", "https") and not placeholders.void(link.partial):
            if said := _of_host(link):
                yield Finding(link.span, said, severity="warning" if link.kind == "text" else None)
            elif link.kind != "text" and not foreign.filled_in(raw):
                yield from _of_units(link, raw)
            if len(raw.replace(HOLE, "")) > urls.LENGTH_LIMIT:
                said = f"URL is longer than {urls.LENGTH_LIMIT} characters"
                yield Finding(link.span, said, severity="warning")
            if link.attribute is not None and link.attribute.name in ("href", "src"):
                yield from _around(link, document.masked)


def _fine(link: Link, raw: str) -> bool:
    """Whether the writing of a usual URL leaves nothing to look for."""
    return (
        raw.startswith(link.url.scheme + "://")
        and len(raw) <= urls.LENGTH_LIMIT
        and len(link.url.raw_host) <= urls.LABEL_LIMIT
        and "%" not in raw
        and raw.count("?") < 2
        and (link.attribute is None or link.attribute.span == link.span)
    )


def _of_scheme(link: Link, raw: str) -> Finding | None:
    from presend.documents import url_faults

    fault = url_faults.of_scheme(raw)
    if fault is None:
        return None
    kind, (start, end, right) = fault
    edit = Edit(Span(link.span[0] + start, link.span[0] + end), right)
    fix = Fix("Mend the scheme", [edit], safe=kind != "misspelt")
    return Finding(link.span, f"URL has {_SAID[kind]}", fix)


def _of_host(link: Link) -> str | None:
    from presend.documents import url_faults

    url = link.url
    if foreign.filled_in(link.partial if url.failed else "//" + url.raw_host):
        return None
    fault = url_faults.of_host(url)
    if fault is None or (fault == "missing" and link.kind == "text"):
        return None
    return "URL has " + _OF_HOST[fault].format(url=link.text, host=url.raw_host)


def _of_units(link: Link, raw: str) -> Iterator[Finding]:
    from presend.documents import url_faults

    origin: Sequence[int] = range(len(raw) + 1)
    if link.escaped and "&" in raw:
        raw, origin = entities.decode_mapped(raw, attribute=True)
    at = link.span[0]
    for kind, changes in url_faults.of_units(raw, link.url.raw_host).items():
        mild = kind in ("query", "backslash", "break")
        unsure = kind != "invisible" and not link.url.known
        edits = [
            Edit(Span(at + origin[start], at + origin[end]), right)
            for start, end, right in changes
            if kind != "quote"
            or origin[end] - origin[start] == 1  # &quot; is as all clients read it
        ]
        if not edits:
            continue
        fix = None if kind == "query" else Fix("Mend the URL", edits, safe=kind != "break")
        said = f"URL has {_SAID[kind]}"
        yield Finding(link.span, said, fix, severity="warning" if mild or unsure else None)


def _around(link: Link, masked: str) -> Iterator[Finding]:
    assert link.attribute is not None
    start, end = link.attribute.span
    sides = [Span(start, link.span[0]), Span(link.span[1], end)]
    if any(masked[side[0] : side[1]].strip(" ") for side in sides):
        return
    edits = [Edit(side, "") for side in sides if side[0] < side[1]]
    if edits:
        fix = Fix("Take the white space away", edits)
        yield Finding(link.span, "URL has a space before or after it", fix, severity="info")
