"""A link must have a target.

A call to action that leads to `#`, to nothing or to "TODO" is the most frequent fault that is
seen only after sending: the reader clicks, and nothing happens. SpamAssassin has rules on empty
`href` attributes (HREF_EMPTY_*, 1.0 to 1.7 with other signs).

Write the address, or take the `a` away. To keep a client from making a link of a date or an
address, a `span` does as well as a link without a target.

A `#` in a conditional of the template is a warning, as it may be what is left where there is no
address; in a region that the ESP's editor replaces (`mc:edit`, `mktoText`, `singleline`, a
`module_block` of HubL) it is told at `info`. A word that a script may replace (`href="URL"`) is a
warning, and so is a placeholder in running text, which may explain something. Attributes that the
template engine sets (`th:href`, `t-att-href`) and values with holes are no findings. `allow` lists
values that are meant, such as `["#"]`.

Evidence: SpamAssassin, rules of 24 October 2024; WHATWG HTML, 4.6.1 (an `a` without `href` is
a placeholder for where a link might otherwise have been).

```html bad
<a href="#">Buy</a>
         ^ Link has no target (href="#")
<a href="">Read</a>
   ^^^^^^^ Link has no target (href="")
<a href="http://">Shop</a>
         ^^^^^^^ Link has no target (href="http://")
```

```html bad
<a href="javascript:void(0)">Menu</a>
         ^^^^^^^^^^^^^^^^^^ Link has no target (href="javascript:void(0)")
<a href="TODO">More</a>
         ^^^^ Link target is a placeholder (href="TODO")
<a target="_blank">Sign up</a>
^^^^^^^^^^^^^^^^^^^ Link has no target (no href)
```

```html bad
<a href="https://www.your-website.com/sale">Sale</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Link target is a placeholder (href="https://www.your-website.com/sale")
```

```html good
<a href="{{ unsubscribe_link }}">Out</a> <a href="{% if x %}{{ x }}{% else %}#{% endif %}">x</a>
<a name="top"></a> <a href="#top">Up</a> <a href="*|UNSUB|*">Out</a> <a href="##Unsubscribe##">x</a>
<a href="#" th:href="@{/orders/{id}(id=${order.id})}">Order</a> <a {{ attributes }}>Module</a>
<a style="color:inherit">12 May 2026</a> <a href="[[UNSUB_LINK_EN]]">Out</a>
<a href="#"><unsubscribe>Unsubscribe</unsubscribe></a>
```

```html good allow=["#"]
<a href="#">Opens the menu of an interactive mail</a>
```
"""

from presend.api import Element, Finding, Html, Iterator, Link, Plain, rule
from presend.data import branches, editor_regions, foreign, placeholders, unsubscribe
from presend.documents.templating import holes
from presend.documents.templating.holes import GAP, HOLE

_VOID = "Link has no target"
_STANDS_IN = "Link target is a placeholder"


class Options:
    allow: tuple[str, ...] = ()  # targets, as they are written


@rule(severity="error", standard="WHATWG HTML, 4.6.1; SpamAssassin HREF_EMPTY_*")
def check(document: Html | Plain, options: Options) -> Iterator[Finding]:
    found = [*_of_links(document, options)]
    if isinstance(document, Html):
        found += _without_href(document)
    if not found:
        return
    doubtful = holes.conditional(document)
    regions = editor_regions.regions(document) if isinstance(document, Html) else ()
    editable = branches.inside(regions)
    for finding in found:
        start = finding.span[0]
        if editable(start):
            finding.severity = "info"
        elif finding.message.startswith(_VOID) and doubtful(start):
            finding.severity = "warning"
        yield finding


def _of_links(document: Html | Plain, options: Options) -> Iterator[Finding]:
    hosts = {site for site in document.links.by_site if placeholders.doubtful(site)}
    for link in document.links:
        if link.url.usual and link.url.host not in hosts:
            continue
        if not link.followed or not link.url.known or link.text in options.allow:
            continue
        element, attribute = link.element, link.attribute
        if element is None or attribute is None:
            if link.anchor is None and _stand_in(link) == "certain":
                said = f"{_STANDS_IN} ({link.text})"
                yield Finding(link.span, said, severity="warning")
            continue
        span = link.span if link.text else attribute.whole
        shown = f'({attribute.name}="{link.text}")'
        if placeholders.void(link.partial):
            # An action of AMP for Email makes up for the target.
            if not ("on" in element or foreign.replaced(link) or unsubscribe.replaced(element)):
                yield Finding(span, f"{_VOID} {shown}")
        elif (sure := _stand_in(link)) and not foreign.replaced(link):
            mild = sure == "likely" and not element.html.rendered
            yield Finding(span, f"{_STANDS_IN} {shown}", severity="warning" if mild else None)


def _without_href(html: Html) -> Iterator[Finding]:
    in_svg = branches.inside(element.outer for element in html.elements("svg"))
    for element in html.elements("a"):
        if "href" not in element and not in_svg(element.start) and _link_like(element):
            yield Finding(element.span, f"{_VOID} (no href)")


def _stand_in(link: Link) -> str | None:
    return placeholders.stand_in(link.partial, link.url.site)


def _link_like(element: Element) -> bool:
    """Whether an `a` without `href` was meant to lead somewhere."""
    tag = element.html.masked[element.start : element.end]
    if HOLE in tag or GAP in tag or foreign.bound(element, "href"):
        return False
    names = set(element.places)
    if names & {"name", "id", "on"} or not (names <= {"title"} or "target" in names):
        return False
    text = element.text().strip()
    if not text:
        return any(inner.name == "img" for inner in element.descendants())
    # A link around a date or an address keeps clients from making one of their own.
    return not any(char.isdigit() or char in f"@.{HOLE}{GAP}" for char in text)
