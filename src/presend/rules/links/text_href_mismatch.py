"""The address that a link shows must be the one it leads to.

A visible address is a promise, and breaking it is the oldest trick of phishing: filters compare
the two (rspamd PHISHING 4.0) and mail clients warn. Honest mail trips over it when a link was
copied and only its target changed, or when the text names a partner and the link a tracker.

Make both name the same domain, or write words instead of an address. Another host of the same
domain is fine. A short link, whose target nobody can compare, and a bare name that may be a
brand's or none at all (`Booking.com`, `will.rocks`) are warnings; so is `https://` in the text of an `http://` link. A bare
name is not compared where the link leads to one of your own domains. Domains that may be
linked whatever the text says belong in `allow`; the ESP's click tracking is known.

Evidence: rspamd's scores (August 2026: PHISHING 4.0, HTTP_TO_HTTPS 0.5); Google, "Email sender
guidelines" (21 March 2026: recipients should know what to expect when they click).

```html bad
<a href="https://acme-promo.net/x">www.bank.com</a>
                                   ^^^^^^^^^^^^ Visible text says www.bank.com but the link goes to acme-promo.net
```

```html bad
<a href="https://evil.tld/bank.com">“<b>https://bank.com/login</b>”</a>
                                        ^^^^^^^^^^^^^^^^^^^^^^ Visible text says bank.com but the link goes to evil.tld
```

```html bad
<a href="http://bank.com/">https://www.bank.com</a> <a href="https://bit.ly/3xYz">acme.com</a>
                           ^^^^^^^^^^^^^^^^^^^^ Visible text says https:// but the link is http://
                                                                                  ^^^^^^^^ Visible text says acme.com but the link goes to bit.ly
```

```html bad
<a href="https://acme.com/a">hello.bank</a>
                             ^^^^^^^^^^ Visible text says hello.bank but the link goes to acme.com
<a href="https://evil.com/">https://evil.com@bank.com</a>
                            ^^^^^^^^^^^^^^^^^^^^^^^^^ Visible text says bank.com but the link goes to evil.com
```

```html good
<a href="https://bank.com/login">www.bank.com</a> <a href="{{ url }}">acme.com</a>
<a href="https://acme.com/files/report.zip">report.zip</a> <a href="https://js.tld">Node.js</a>
<a href="mailto:ann@acme.com">ann@acme.com</a> <a href="https://x.tld">https://{{ host }}/</a>
<a href="https://youtu.be/dQw4w9WgXcQ">youtube.com</a> <a href="https://x.com/a">twitter.com/a</a>
<a href="https://maps.app.goo.gl/x">maps.google.com</a> <a href="https://acme.com">click.here</a>
<a href="https://acme.com">Dr.No</a> <a href="https://acme.com">will.i.am</a>
```

```html good own-domains=["acme.com"] allow=["partner.tld"]
<a href="https://acme.com/hotels">Booking.com</a> <a href="https://go.partner.tld">shop.tld</a>
```
"""

from presend.api import Envelope, Finding, Html, Iterator, Link, Span, Url, rule
from presend.data import expansions, foreign, shorteners, sites, tracking, wrappers
from presend.domains import known_tld, normal, same_organisation, within

# Top-level domains that name a file here, or end a sentence: "click.here", "Hello.World".
_WORDS = frozenset("md mov ps py sh zip here how me moi now today win world you".split())
# What a bare name must end in beside two letters, or else it may be anything: "will.i.am".
_USUAL = frozenset("com net org info biz edu gov mil int app dev shop store online".split())
_FRAMEWORKS = frozenset("ado.net asp.net ml.net vb.net".split())


class Options:
    allow: tuple[str, ...] = ()  # domains


@rule(severity="error", standard="rspamd PHISHING; Google Email sender guidelines")
def check(html: Html, envelope: Envelope, options: Options) -> Iterator[Finding]:
    allowed = [normal(name) or name for name in options.allow]
    element, shown = None, None
    for link in html.links:
        if link.attribute is None or link.attribute.name != "href":
            continue
        if link.element is not element:  # a value with branches is several links
            element = link.element
            shown = link.shown
            shown = None if shown is not None and foreign.replaced(link) else shown
        target = _target(link.url) if shown else None
        if shown is None or not target or any(within(target, name) for name in allowed):
            continue
        said = _promised(shown, link.url)
        if not said:
            continue
        bare = not shown.scheme and not shown.path and not said.startswith("www.")
        if same_organisation(sites.shown_as(said), sites.shown_as(target)):
            if shown.scheme == "https" and link.url.scheme == "http":
                message = "Visible text says https:// but the link is http://"
                yield _finding(html, link, shown, message, mild=True)
            continue
        is_own = envelope.owns(target)
        if is_own and (bare or envelope.owns(said)):
            continue
        mild = (bare and _may_be_words(shown.raw_host)) or shorteners.lookup(target) is not None
        message = f"Visible text says {said} but the link goes to {target}"
        yield _finding(html, link, shown, message, mild=mild)


def _promised(shown: Url, href: Url) -> str | None:
    """The host that a reader takes the text of a link for."""
    said = shown.site
    if said is None or "…" in shown.raw_host or shown.raw_host.endswith(".."):
        return None
    if shown.scheme not in ("http", "https") and (shown.scheme or shown.username):
        return None
    if not shown.scheme and not said.startswith("www.") and not shown.path:
        top = shown.raw_host.rpartition(".")[2]
        if top.istitle() and top.lower() not in _USUAL:  # Dr.No
            return None
        if said in _FRAMEWORKS or top.lower() in _WORDS or not known_tld(said):
            return None
        if said.count(".") > 1 and len(said.split(".")[-2]) == 1:  # will.i.am
            return None
        if href.path.lower().endswith("/" + said):
            return None
    return said


def _may_be_words(name: str) -> bool:
    """Whether a bare name may be a brand's or no address at all."""
    top = name.rpartition(".")[2]
    return name != name.lower() or (top.isascii() and len(top) > 2 and top not in _USUAL)


def _target(url: Url) -> str | None:
    """The host that a link leads to as far as it says so itself, None where it does not."""
    if url.scheme not in ("", "http", "https") or not url.site or tracking.tracker(url):
        return None
    wrapped = wrappers.unwrap(url)
    long = expansions.expand(url)
    if wrapped is None and long is None:
        return url.site
    address = wrapped.target if wrapped else long.url if long else None
    return normal(address.split("/")[2].rpartition("@")[2].partition(":")[0]) if address else None


def _finding(html: Html, link: Link, shown: Url, message: str, *, mild: bool) -> Finding:
    start, end = link.element.content if link.element else link.span
    at = html.masked.find(shown.raw, start, end)
    place = Span(at, at + len(shown.raw)) if at >= 0 else link.span
    related = [(link.span, "the link goes here")]
    return Finding(place, message, severity="warning" if mild else None, related=related)
