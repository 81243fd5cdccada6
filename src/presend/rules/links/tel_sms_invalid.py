"""A telephone link must hold one number that can be dialled from anywhere.

Dialers cut a number at a space or dial what stands there literally: `tel:+49 30 123` calls
+49, `tel:+49(0)30…` a number that does not exist, `tel:0049…` one in the reader's own country.

Write the number in its global form, with a plus and the country code and without the trunk
prefix: `tel:+4930123456`. Hyphens, dots and parentheses may part its groups; spaces may not. A
number without a country code is told at `info`, as it works for readers in the country itself;
list those that can only be dialled there (freephone numbers) in `allow`. Short numbers of up to
six digits are no findings.

Evidence: RFC 3966, 3 (grammar), 5.1.1 (visual separators), 5.1.4 and 5.1.5 (global and local
numbers); RFC 5724 (sms). That a dialer cuts at a space is general knowledge.

```html bad
<a href="tel:+49 30 123456">A</a>
         ^^^^^^^^^^^^^^^^^ tel: number has spaces
<a href="tel://+4930123456">B</a>
         ^^^^^^^^^^^^^^^^^ tel: takes no slashes before the number
<a href="sms:+1 555 0100?body=Hi there">C</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sms: number has spaces
```

```html fixed
<a href="tel:+4930123456">A</a>
<a href="tel:+4930123456">B</a>
<a href="sms:+15550100?body=Hi there">C</a>
```

```html bad
<a href="phone:+4930123456">A</a> <a href="+49-30-123456">B</a>
         ^^^^^^^^^^^^^^^^^ phone: is no standard scheme — use tel:
                                           ^^^^^^^^^^^^^ tel: is missing before the number
```

```html fixed
<a href="tel:+4930123456">A</a> <a href="tel:+49-30-123456">B</a>
```

```html bad
<a href="tel:004930123456">A</a>
         ^^^^^^^^^^^^^^^^ tel: number should be global (+…, not 00…)
<a href="callto:+4930123456">B</a>
         ^^^^^^^^^^^^^^^^^^ callto: is no standard scheme — use tel:
<a href="tel:+49(0)30123456">C</a>
         ^^^^^^^^^^^^^^^^^^ tel: number has the trunk prefix (0)
```

```html fixed
<a href="tel:+4930123456">A</a>
<a href="tel:+4930123456">B</a>
<a href="tel:+4930123456">C</a>
```

```html bad
<a href="tel:1-800-FLOWERS">A</a>
         ^^^^^^^^^^^^^^^^^ tel: number has what cannot be dialled (F)
<a href="tel:">B</a>
         ^^^^ tel: has no number
<a href="tel:030123456">C</a>
         ^^^^^^^^^^^^^ tel: number should be global (+…): it has no country code
```

```html good allow=["0800 123456"]
<a href="tel:{{ phone }}">A</a> <a href="tel:+1-(555)-010.0100">B</a> <a href="tel:116117">C</a>
<a href="tel:+4930{{ extension }}">D</a> <a href="tel:[PHONE]">E</a> <a href="sms:?body=Look">F</a>
<a href="tel:7042;phone-context=acme.com">G</a> <a href="tel:+18005550100,,123">H</a>
<a href="tel:{% if de %}+4930123456{% else %}+33123456789{% endif %}">I</a>
<a href="tel:0800123456">J</a>
```
"""

from presend import patterns
from presend.api import Edit, Finding, Fix, Html, Iterator, Link, Span, rule
from presend.data import foreign
from presend.documents.templating.holes import GAP, HOLE

SHORT = 6  # digits

_SCHEMES = ("tel", "sms", "smsto", "callto", "phone", "telephone", "telto", "tell")
_NUMBER = patterns.compile(r"\+[1-9][\d\s().-]{5,}+")  # without a scheme
_SPACE = patterns.compile(r"(?:[\s\u200b\u2060]|%20)++")
_PARAMETERS = patterns.compile(r"[;,?&]|(?<=\d)[pw](?=[\d*#pw]++(?:[;,?&]|\Z))", patterns.I)
_UNDIALLED = patterns.compile(r"[^\d+*#().\s\u200b\u2060%-]")


class Options:
    allow: tuple[str, ...] = ()  # numbers that are dialled as they are


@rule(severity="warning", standard="RFC 3966, 3; RFC 5724")
def check(html: Html, options: Options) -> Iterator[Finding]:
    allowed = {_digits(number) for number in options.allow}
    by_scheme = html.links.by_scheme
    for link in (link for scheme in _SCHEMES for link in by_scheme.get(scheme, ())):
        if link.kind != "click" or foreign.replaced(link):
            continue
        scheme, _, written = link.partial.partition(":")
        number = written.lstrip("/")
        at = len(link.partial) - len(number)
        if scheme.lower() not in ("tel", "sms", "smsto"):
            fix = _replace(link, [(0, len(scheme))], "tel") if _digits(number) else None
            yield Finding(link.span, f"{scheme}: is no standard scheme — use tel:", fix)
        if len(number) < len(written):
            fix = _replace(link, [(len(scheme) + 1, at)], "", safe=True)
            yield Finding(link.span, f"{scheme}: takes no slashes before the number", fix)
        if HOLE in number or GAP in number or foreign.filled_in(number):
            continue
        parameters = _PARAMETERS.search(number)
        dialled = number[: parameters.start()] if parameters else number
        if _digits(dialled):
            if _digits(dialled) not in allowed:
                local = "phone-context" in number
                yield from _of_number(link, scheme, dialled, at, local=local)
        elif parameters is None and (html.rendered or not number.strip()):
            yield Finding(link.span, f"{scheme}: has no number")
    for link in by_scheme.get("", ()):
        if link.kind == "click" and _NUMBER.fullmatch(link.partial) and not foreign.replaced(link):
            fix = _replace(link, [(0, 0)], "tel:", safe=True)
            yield Finding(link.span, "tel: is missing before the number", fix)


def _of_number(link: Link, scheme: str, number: str, at: int, *, local: bool) -> Iterator[Finding]:
    if wrong := _UNDIALLED.search(number):
        yield Finding(link.span, f"{scheme}: number has what cannot be dialled ({wrong[0]})")
        return
    bare = _SPACE.sub("", number)
    if bare != number:
        spaces = [found.span() for found in _SPACE.finditer(link.partial, at, at + len(number))]
        fix = _replace(link, spaces, "", safe=True)
        yield Finding(link.span, f"{scheme}: number has spaces", fix)
    trunk = number.find("(0)")
    if trunk >= 0 and bare.startswith(("+", "00")):
        fix = _replace(link, [(at + trunk, at + trunk + 3)], "")
        yield Finding(link.span, f"{scheme}: number has the trunk prefix (0)", fix)
    if bare.startswith("00"):
        fix = _replace(link, [(at, at + 2)], "+") if number.startswith("00") else None
        yield Finding(link.span, f"{scheme}: number should be global (+…, not 00…)", fix)
    elif bare.startswith("+0"):
        yield Finding(link.span, f"{scheme}: no country code begins with 0")
    elif bare[0] not in "+*#" and len(_digits(number)) > SHORT and not local:
        said = f"{scheme}: number should be global (+…): it has no country code"
        yield Finding(link.span, said, severity="info")


def _digits(number: str) -> str:
    return "".join(char for char in number.replace("%20", "") if char in "0123456789")


def _replace(
    link: Link, places: list[tuple[int, int]], text: str, *, safe: bool = False
) -> Fix | None:
    """The fix that replaces parts of the address; None where it has character references."""
    start = link.span[0]
    if link.element is None or not link.element.html.masked.startswith(link.partial, start):
        return None
    edits = [Edit(Span(start + first, start + end), text) for first, end in places]
    return Fix("Write the number to be dialled", edits, safe=safe)
