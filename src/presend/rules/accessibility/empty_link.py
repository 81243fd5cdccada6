"""A link needs a text that can be read out.

A link that holds only an image with an empty `alt`, an icon, a space or nothing is announced as
"link", or as its whole address, letter by letter. Write what it leads to: in the link, in the
`alt` of its image, or in `aria-label`.

A link that is hidden, or that only Outlook sees, is left out; so is an anchor to jump to, and
whatever the template or an editor fills in. An image without any `alt` is told by
`img-alt-missing`.

Evidence: WCAG 2.2, 2.4.4 Link Purpose and 4.1.2 Name, Role, Value (A); Email Markup Consortium,
accessibility report 2025: "links must have discernible text" is among the ten most frequent
faults.

```html bad
<a href="https://acme.com/shoes"><img src="shoes.png" alt=""></a>
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Link has no discernible text
```

```html bad
<a href="https://acme.com/sale" style="background: url(sale.png)">&nbsp;</a>
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Link has no discernible text
```

```mjml bad
<mjml><mj-body><mj-section><mj-column><mj-image href="https://acme.com/" src="a.png" alt="" /></mj-column></mj-section></mj-body></mjml>
                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Link has no discernible text
```

```html good
<a href="https://acme.com/shoes"><img src="shoes.png" alt="Shop shoes"></a>
<a href="https://acme.com/" aria-label="Acme on Instagram"><img src="i.png" alt=""></a>
<a href="https://acme.com/{{ id }}"><img src="{{ image }}" alt="{{ title }}"></a> <a name="top"></a>
```

```html good
<a href="{{ url }}">{% trans "Order" %}</a> <a th:href="${url}" href="#" th:text="#{order}"></a>
<a href="https://acme.com/"><!--[if mso]>&nbsp;<![endif]--><span>Order</span></a>
<!--[if mso]><a href="https://acme.com/"><![endif]--> <a id="faq" href="#faq"></a>
```
"""

from presend import patterns
from presend.api import Element, Finding, Html, Iterator, rule
from presend.data import foreign
from presend.documents.looks.styling import loose
from presend.documents.templating.holes import GAP, HOLE

_SAYS_NOTHING = (
    "[\\s\u00ad\u034f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2800\u3164\ufeff]*+\\Z"
)
_SILENT = frozenset(
    "a abbr b big br center div em font h1 h2 h3 h4 h5 h6 i img label li p picture small source span "
    "strong sub sup table tbody td tr u ul wbr".split()
)
_NAMES = frozenset(("alt", "aria-label", "title"))


@rule(severity="error", standard="WCAG 2.2, 2.4.4 Link Purpose (In Context) (A)")
def check(html: Html) -> Iterator[Finding]:
    for element in html.elements("a"):
        if "href" in element.places and not element.outlook_only and _silent(html, element):
            yield Finding(element.span, "Link has no discernible text")
    for element in html.elements("mj-image"):
        alt = element.get("alt")
        if "href" in element and alt is not None and alt.value is not None:
            title = element.get("title")
            if not alt.text.strip() and not (title and title.text.strip()):
                yield Finding(element.span, "Link has no discernible text")


def _silent(html: Html, link: Element) -> bool:
    start = link.end
    if html.masked[start : start + 1].isalnum():  # as most links begin
        return False
    text = link.text()
    if HOLE in text or GAP in text or not patterns.compile(_SAYS_NOTHING).match(text):
        return False
    href = link.get("href")
    if href is None or not href.text.strip() or href.text.startswith("#"):
        return False
    if link.value("aria-hidden") == "true" or "aria-labelledby" in link:
        return False
    if any(map(_speaks, (link, *link.descendants()))):
        return False
    return html.styling.of(link).concealed is None


def _speaks(element: Element) -> bool:
    """Whether an element has a name, or may have one that cannot be told from here."""
    if element.name == "img" and "alt" not in element:
        return True
    if element.name not in _SILENT or loose(element):
        return True
    for attribute in element.attributes:
        if attribute.name in _NAMES and (attribute.value is None or attribute.value.strip()):
            return True
        if foreign.fills(attribute.name):
            return True
    return False
