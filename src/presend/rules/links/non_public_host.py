"""A link must lead to a host that everyone can reach.

`localhost`, `staging.acme.local` and `192.168.0.7` work on the author's machine only. They get
into mails by a setting of the framework (the host of Rails' `default_url_options`, the site of
Django) that nobody changed for production. rspamd gives URL_NO_TLD 2.0 and
URL_NUMERIC_PRIVATE_IP 0.5.

Write the public host. `example.com`, `.net` and `.org` are reserved for documentation, so a link
there is a placeholder that was left. Hosts of a staging system on your own domain
(`staging.acme.com`) and previews (`*.ngrok.io`, `*.vercel.app`) are warnings, and so is an
address in a conditional that asks for the environment (`{% if debug %}`), and one in running text
that no recipient's data stands in, which may be an instruction. List in `allow` the hosts that
are meant, such as `demo.acme.com`; a name in it stands for its subdomains, too.

Evidence: RFC 2606, 2 and 3; RFC 6761, 6; RFC 6762, 3 (local); RFC 8375 (home.arpa); RFC 1918;
rspamd, August 2026.

```html bad
<a href="http://localhost:3000/orders/{{ order.id }}">Order</a>
                ^^^^^^^^^ Link points to a non-public host (localhost)
<a href="https://staging.acme.local/">Shop</a>
                 ^^^^^^^^^^^^^^^^^^ Link points to a non-public host (staging.acme.local)
<img src="http://10.0.0.7/logo.png">
                 ^^^^^^^^ Image is on a non-public host (10.0.0.7)
<a href="http://0.0.0.0:8000/">Shop</a>
                ^^^^^^^ Link points to a non-public host (0.0.0.0)
```

```html bad own-domains=["acme.com"]
<a href="https://staging.acme.com/sale">Sale</a>
                 ^^^^^^^^^^^^^^^^ Link points to a staging host (staging.acme.com)
<a href="https://acme-git-sale.vercel.app/">Sale</a>
                 ^^^^^^^^^^^^^^^^^^^^^^^^ Link points to a preview host (acme-git-sale.vercel.app)
```

```plain bad
Confirm: https://www.example.com/confirm/{{ token }}
                 ^^^^^^^^^^^^^^^ Link points to a non-public host (www.example.com)
```

```html good own-domains=["acme.com"] allow=["demo.acme.com"]
<a href="{{ base_url }}/orders">Order</a> <a href="http://$UNSUB$">Out</a> <img src="cid:logo">
<a href="https://{{ shop.domain }}/x">Shop</a> <a href="https://demo.acme.com">Book a demo</a>
<a href="https://www.acme.com{% url 'order' pk=order.pk %}">Order</a>
<v:rect xmlns:v="urn:schemas-microsoft-com:vml"></v:rect> <a href="https://test.acme.org">x</a>
<p>https://www.<b>acme</b>.com or https://<wbr>acme.com, see <b>https://acme.com</b> there</p>
```
"""

from presend import patterns
from presend.api import (
    Envelope,
    Finding,
    Html,
    Iterator,
    Link,
    Message,
    Plain,
    Severity,
    Url,
    rule,
)
from presend.data import foreign, hosting, networks, sites
from presend.documents.templating import holes
from presend.documents.templating.holes import GAP, HOLE
from presend.domains import known_tld, within

_WEB = ("http", "https", "ftp", "ws", "wss")
_CUT = patterns.compile(
    rf"(?:localhost|(?:[\w-]++\.)++[\w-]*[A-Za-z0-9])[{HOLE}{GAP}]*+", patterns.I
)


class Options:
    allow: tuple[str, ...] = ()  # hosts; their subdomains with them


@rule(severity="error", standard="RFC 2606; RFC 6761; RFC 1918")
def check(
    document: Html | Plain | Message, envelope: Envelope, options: Options
) -> Iterator[Finding]:
    own: frozenset[str] | None = None
    for_developers = None
    public: set[str] = set()
    for link in document.links:
        if link.url.usual and link.url.raw_host in public:
            continue
        if link.kind == "code" or link.anchor is not None or foreign.replaced(link):
            continue
        if (path := _path(link)) is not None:
            yield Finding(link.span, f"{_subject(link)} non-public host ({path})")
        host = _host(link)
        if host is None or any(within(host, name.lower()) for name in options.allow):
            continue
        severity: Severity | None = "warning"
        kind = "non-public" if _is_unreachable(link.url, host) else None
        if kind is None:
            own = sites.own(envelope) if own is None else own
            kind = hosting.in_passing(host, own)
        elif isinstance(document, Message):
            severity = None
        elif link.kind != "text" or not link.url.known:
            for_developers = for_developers or holes.conditional(document, environment=True)
            token = "." not in host and link.url.raw_host.isupper()  # `https://DOMAIN/x`
            severity = "warning" if token or for_developers(link.span[0]) else None
        if kind is not None:
            said = f"{_subject(link)} {kind} host ({host})"
            place = link.place(link.url.raw_host.rstrip(HOLE + GAP))
            yield Finding(place, said, severity=severity, source=link.source)
        elif link.url.usual:
            public.add(link.url.raw_host)


def _host(link: Link) -> str | None:
    """The host that is named; None where there is none or an engine supplies it."""
    url = link.url
    if foreign.filled_in("//" + url.raw_host):
        return None
    if url.scheme not in _WEB:
        return url.implied_host
    if url.host is None and _CUT.fullmatch(url.raw_host):
        # What follows begins with a slash: `http://localhost:8000{% url 'order' %}`.
        return url.raw_host.rstrip(HOLE + GAP).lower()
    return url.host


def _path(link: Link) -> str | None:
    """A path on the author's machine or network; images are left to image-src-invalid."""
    text = link.partial
    if link.element is None or link.kind == "text" or link.element.name == "img":
        return None
    if link.url.scheme == "file":  # of a link that is clicked: dangerous-scheme
        return link.text if link.kind == "resource" else None
    drive = text[1:3] in (":\\", ":/") and text[0].isalpha()
    local = drive or text.startswith("\\\\")
    return link.text if local and not foreign.filled_in(text) else None


def _is_unreachable(url: Url, host: str) -> bool:
    """Whether nobody outside of a network reaches a host that a link names, written or implied."""
    if url.scheme and url.is_ip:
        return not networks.routed(host)
    if hosting.special_use(host):
        return True
    if not url.scheme or url.host is None or host in ("http", "https") or "" in host.split("."):
        return False  # malformed-url
    return "." not in host or not known_tld(host)


def _subject(link: Link) -> str:
    if link.kind != "resource":
        return "Link points to a"
    image = link.element is not None and link.element.name == "img"
    return "Image is on a" if image else "Resource is on a"
