"""A link must say its scheme.

A mail has no address of its own that a link could be relative to: webmail takes `www.acme.com`
or `/offer` for a page of its own site, desktop clients do nothing or open a file. `base` does
not help: 17 of 41 clients do not support it.

Write `https://` and the host. For `www.…`, for your own domains and for `//host` the fix does.
Whether something makes a path absolute where a general template language is used (Rails with
Roadie, Django with premailer, Odoo, Maizzle), presend cannot see: there a path without a host is
a warning, as it is where the mail has a `base`; `relative = true` says that your build does it,
and paths are no findings. A link that starts with what the template fills in is unknown, not
wrong; so is a single word (`SPOPTOUT`), which some ESPs replace.

Evidence: Can I email, html-base (June 2026); WHATWG URL Standard, 4.4 (a relative URL needs a
base); what the frameworks do is general knowledge.

```html bad
<a href="www.acme.com">Shop</a>
         ^^^^^^^^^^^^ href="www.acme.com" has no scheme and will not work in email
<a href="//acme.com/x">Offer</a>
         ^^^^^^^^^^^^ href="//acme.com/x" has no scheme and will not work in email
```

```html fixed
<a href="https://www.acme.com">Shop</a>
<a href="https://acme.com/x">Offer</a>
```

```html bad own-domains=["acme.com"]
<a href="shop.acme.com/{{ slug }}">Shop</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^ href="shop.acme.com/{{ slug }}" has no scheme and will not work in email
```

```html fixed
<a href="https://shop.acme.com/{{ slug }}">Shop</a>
```

```html bad
<a href="/offer?id=%%id%%">Offer</a>
         ^^^^^^^^^^^^^^^^ href="/offer?id=%%id%%" has no scheme and will not work in email
<a href="news.html">News</a>
         ^^^^^^^^^ href="news.html" has no scheme and will not work in email
```

```html bad
<a href="/orders/<%= @order.id %>">Order</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^ href="/orders/<%= @order.id %>" has no host and works only if the build adds it
```

```html good
<a href="{{ base_url }}/offer">x</a> <a href="{% url 'offer' %}">x</a> <a href="*|UNSUB|*">x</a>
<a href="%unsubscribe_url%">x</a> <a href="[[UNSUB_LINK_EN]]">x</a> <a href="##Unsubscribe##">x</a>
<a href="<%asm_group_unsubscribe_raw_url%>">x</a>
<a href="{% if x %}/a{% else %}/b{% endif %}">x</a>
<a href="#top">x</a> <a href="[opt_out_url]">x</a> <a href="SPOPTOUT">x</a>
<a href="@Model.Url">x</a>
<a href="http{{ s }}://acme.com">x</a> <a href="/" th:href="@{/orders}">x</a> <a href="">x</a>
```

```html good relative=true
<a href="/offer">Offer</a> <img src="cid:logo">
```
"""

from presend import patterns
from presend.api import Edit, Envelope, Finding, Fix, Html, Iterator, Link, Span, brief, rule
from presend.data import foreign, placeholders
from presend.documents.markup import page
from presend.documents.templating import dialects
from presend.documents.templating.holes import GAP, HOLE
from presend.domains import known_tld, within

_ODOO = ("t-att-href", "t-attf-href", "t-out", "t-esc", "t-if")

_PATH = patterns.compile(
    r"/(?:[\w.?#-]|\Z)|\.{1,2}/|\?[\w-]++="
    r"|\w[\w.-]*+/[\w.?#\x1a-]"
    r"|\w[\w.-]*\.(?:html?|xhtml|php|aspx?|jsp|cgi|pdf|png|jpe?g|gif|docx?|ics|txt)(?=[?#]|\Z)",
    patterns.I,
)
_OTHER_RULES = patterns.compile(
    r"https?(?![\w.-])|https?\.//|[^/?#]*+@|\\", patterns.I
)  # malformed-url, mailto-invalid, non-public-host
_LOCAL = patterns.compile(r"localhost(?::\d++)?+(?=[/?#]|\Z)", patterns.I)


class Options:
    relative: bool = False  # whether the build makes relative links absolute


@rule(severity="error", standard="WHATWG URL Standard, 4.4; Can I email, html-base")
def check(html: Html, envelope: Envelope, options: Options) -> Iterator[Finding]:
    for link in html.links.by_scheme.get("", ()):
        if link.kind != "click" or link.attribute is None or not _schemeless(link):
            continue
        text, host = link.partial, link.url.implied_host
        fix = None
        if text.startswith("//"):
            fix = _prefix(link, "https:")
        elif text[:4].lower() == "www." or (host is not None and known_tld(host)):
            if host is None or host.startswith("www.") or _own(host, envelope):
                fix = _prefix(link, "https://")
        elif _LOCAL.match(text) is None:
            if options.relative or _PATH.match(text) is None:
                continue
            if condition := _made_absolute(html):
                said = f"{_shown(link)} has no host and works only {condition}"
                yield Finding(link.span, said, severity="warning")
                continue
        said = f"{_shown(link)} has no scheme and will not work in email"
        yield Finding(link.span, said, fix)


def _schemeless(link: Link) -> bool:
    """Whether it is certain that an address has no scheme and no engine replaces it."""
    text = link.partial
    if link.url.unknown or not text or text[0] in f"#{HOLE}{GAP}":
        return False
    if _OTHER_RULES.match(text) or placeholders.void(text) or foreign.filled_in(text):
        return False
    return not (placeholders.stand_in(text, link.url.site) or foreign.replaced(link))


def _own(host: str, envelope: Envelope) -> bool:
    return any(within(host, domain.lower()) for domain in envelope.own_domains)


def _prefix(link: Link, scheme: str) -> Fix:
    start = link.span[0]
    return Fix("Write the scheme", [Edit(Span(start, start), scheme)])


def _made_absolute(html: Html) -> str:
    """On what condition a path may become absolute; empty if on none."""
    if page.has_base(html):
        return "where clients support base"
    odoo = any(html.with_attribute(name) for name in _ODOO) or "${object." in html.source.text
    framework = html.dialect in dialects.FRAMEWORKS or odoo
    return "if the build adds it" if framework and not html.rendered else ""


def _shown(link: Link) -> str:
    assert link.attribute is not None
    return f'{link.attribute.name}="{brief(link.text)}"'
