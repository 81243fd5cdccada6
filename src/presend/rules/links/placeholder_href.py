"""A link must have a target.

A call to action that leads to `#`, to nothing or to "TODO" is the most frequent fault that is
seen only after sending: the reader clicks, and nothing happens. SpamAssassin has rules on empty
`href` attributes (HREF_EMPTY_*, 1.0 to 1.7 with other signs).

Write the address, or take the `a` away. To keep a client from making a link of a date or an
address, a `span` does as well as a link without a target.

A `#` in a conditional of the template is a warning, as it may be what is left where there is no
address; in a region that the ESP's editor replaces (`mc:edit`, `mktEditable`, `singleline`) it
is told at `info`. A word that a script may replace (`href="URL"`) is a warning, and so is a
placeholder in running text, which may explain something. Attributes that
the template engine sets (`th:href`, `t-att-href`) and values with holes are no findings. `allow`
lists values that are meant, such as `["#"]`.

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
```

```html good allow=["#"]
<a href="#">Opens the menu of an interactive mail</a>
```
"""

from presend.api import (
    Callable,
    Element,
    Finding,
    Html,
    Iterator,
    Link,
    Plain,
    Severity,
    Span,
    rule,
)
from presend.data import branches, foreign, placeholders
from presend.documents import holes
from presend.documents.holes import GAP, HOLE

_REPLACED = ("mc:edit", "editable", "data-editable", "mktname", "contenteditable")
_REGIONS = ("singleline", "multiline", "editable")


class Options:
    allow: tuple[str, ...] = ()  # targets, as they are written


@rule(severity="error", standard="WHATWG HTML, 4.6.1; SpamAssassin HREF_EMPTY_*")
def check(document: Html | Plain, options: Options) -> Iterator[Finding]:
    doubtful = editable = None
    hosts = {site for site in document.links.by_site if placeholders.doubtful(site)}
    for link in document.links:
        if link.url.usual and link.url.host not in hosts:
            continue
        if not link.followed or not link.url.known or link.text in options.allow:
            continue
        element, attribute = link.element, link.attribute
        if element is None or attribute is None:
            if link.anchor is None and _stand_in(link) == "certain":
                said = f"Link target is a placeholder ({link.text})"
                yield Finding(link.span, said, severity="warning")
            continue
        span = link.span if link.text else attribute.whole
        shown = f'({attribute.name}="{link.text}")'
        if placeholders.void(link.partial):
            # An action of AMP for Email makes up for the target.
            if "on" not in element and not foreign.replaced(link):
                doubtful = doubtful or _doubtful(document)
                editable = editable or branches.inside(_editable(element.html))
                severity: Severity | None = "warning" if doubtful(span[0]) else None
                severity = "info" if editable(span[0]) else severity
                yield Finding(span, f"Link has no target {shown}", severity=severity)
        elif (sure := _stand_in(link)) and not foreign.replaced(link):
            mild = sure == "likely" and not element.html.rendered
            said = f"Link target is a placeholder {shown}"
            yield Finding(span, said, severity="warning" if mild else None)
    if isinstance(document, Html):
        in_svg = branches.inside(element.outer for element in document.elements("svg"))
        for element in document.elements("a"):
            if "href" not in element and not in_svg(element.start) and _link_like(element):
                doubtful = doubtful or _doubtful(document)
                severity = "warning" if doubtful(element.start) else None
                yield Finding(element.span, "Link has no target (no href)", severity=severity)


def _doubtful(document: Html | Plain) -> Callable[[int], bool]:
    text = document.source.text
    found = holes.branches(text, document.holes) if holes.may_branch(text) else ()
    return branches.conditional(text, found)


def _stand_in(link: Link) -> str | None:
    return placeholders.stand_in(link.partial, link.url.site)


def _editable(html: Html) -> Iterator[Span]:
    for name in _REPLACED:
        yield from (element.outer for element in html.with_attribute(name))
    yield from (element.outer for element in html.elements(*_REGIONS))
    if "mktEditable" in html.source.text:
        for element in html.with_attribute("class"):
            if "mktEditable" in (element.value("class") or ""):
                yield element.outer


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
