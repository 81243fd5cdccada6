"""A link within the mail must have its target there.

The reader taps "back to the offers", and nothing happens: the element was renamed, or the table of
contents stands for a longer mail. 16 of 41 clients follow no link of this kind at all (Gmail on
iOS and Samsung among them), so that even a right one is a help and no more.

Give the element the id, or take the link out. `#top` needs none: it is the start of the page.
Where the template takes in files that presend cannot see, it judges nothing.

Evidence: WHATWG HTML, 7.4.6.3 (scrolling to a fragment); Can I email, html-anchor-links (June 2026).

```html bad
<html><a href="#offers">Offers</a> <a href="#caf%C3%A9">Café</a>
               ^^^^^^^ href="#offers" has no element with id or name "offers"
<h2 id="offer">Offers</h2> <a name="café"></a></html>
```

```html bad
<html><map name="m"><area href="#Faq" alt="FAQ"></map>
                                ^^^^ href="#Faq" has no element with id or name "Faq"
<h2 id="faq">FAQ</h2></html>
```

```html good
<html><a href="#faq">FAQ</a> <a href="#top">Up</a> <a href="#">x</a> <a href="#{{ x }}">y</a>
<a href="#unsubscribe#">z</a> <a href="https://acme.com/#x">Acme</a> <h2 id="faq">FAQ</h2></html>
```

```html good
<html><a href="#item-1">First</a> {% for item in items %}<b id="item-{{ loop.index }}">x</b>{% endfor %}</html>
```

```html good
<p>Part of a mail: <a href="#faq">FAQ</a></p>
```

```html unchecked
<html><a href="#faq">FAQ</a> {% include "faq.html" %}</html>
```
"""

from presend.api import Finding, Html, Iterator, Link, rule
from presend.data import foreign, placeholders
from presend.documents.urls import percent_decode


@rule(severity="info", standard="WHATWG HTML, 7.4.6.3")
def check(html: Html) -> Iterator[Finding]:
    links = [link for link in html.links.by_scheme.get("", ()) if _leads_within(link)]
    if not links or not html.whole:
        return
    others, unread = html.reach()
    names: set[str] = set()
    for document in (html, *others):
        for attribute in ("id", "name") if isinstance(document, Html) else ():
            for element in document.with_attribute(attribute):
                if (name := element.value(attribute)) is None:
                    return  # it may be any
                names.add(name)
    missing = [link for link in links if not {_target(link), link.partial[1:]} & names]
    if missing and unread is not None:
        raise unread.unknown()
    for link in missing:
        said = f'href="{link.text}" has no element with id or name "{_target(link)}"'
        yield Finding(link.span, said)


def _leads_within(link: Link) -> bool:
    element, text = link.element, link.partial
    if link.kind != "click" or element is None or not link.url.known or text[:1] != "#":
        return False
    if placeholders.void(text) or text.lower() == "#top" or "on" in element:
        return False
    return not (foreign.filled_in(text) or foreign.replaced(link))


def _target(link: Link) -> str:
    return percent_decode(link.partial[1:])
