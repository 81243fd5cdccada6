"""Scripts, frames and plug-ins do not run in mail, and filters score them.

Every client strips them; what depends on them is lost, and the mail looks like one that
attacks. Take them out. Structured data (`application/ld+json`, for Gmail's actions), AMP documents,
what the ESP runs itself (`<script runat="server">` in Marketing Cloud) and what the build runs and
takes out (`<script props>` of Maizzle, `locals`, `setup`) are no scripts in this sense. `<base
href>` works in few clients: write absolute links; of `<base target>` little hangs.

Evidence: rspamd HTML_META_REFRESH_URL 5.0 (August 2026); SpamAssassin HTML_IFRAME_SRC,
JS_FROMCHARCODE, HTML_EMBEDS 0.001 (October 2024); caniemail: `<object>` is unsupported in 35 of
41 clients, `<base>` in 17 (June 2026).

```html bad
<p>Hello</p><script>track()</script>
            ^^^^^^^^ <script> is stripped by every client
```

```html fixed
<p>Hello</p>
```

```html bad
<img src="https://acme.com/a.png" onerror="retry()" alt="A">
                                  ^^^^^^^ onerror= is stripped by every client
```

```html bad
<meta http-equiv="refresh" content="0; url=https://acme.com/">
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ A refresh is stripped by every client and scored by filters
```

```html good
<script type="application/ld+json">{"@context": "http://schema.org"}</script>
<script runat="server" language="ampscript">VAR @name</script> <a data-x="1" one="2">Link</a>
```

```html good
<!doctype html><html ⚡4email><head><script async src="https://cdn.ampproject.org/v0.js"></script></head></html>
```

```html good
<script props>module.exports = { align: props.align || 'left' }</script><p class="{{ align }}">Hi</p>
```

```html bad
<head><base target="_blank"></head>
      ^^^^^^^^^^^^^^^^^^^^^^ <base> does not work in many clients; write the target on each link
```

```html good
<!--[if mso]><noscript><xml><o:OfficeDocumentSettings/></xml></noscript><![endif]-->
```

```html good
<p data-once="x">The word <code>&lt;script&gt;</code> in text, and {% if on %}a template{% endif %}</p>
```
"""

from presend import patterns
from presend.api import Edit, Element, Finding, Fix, Html, Iterator, Severity, Span, rule

_STRIPPED = ("script", "iframe", "object", "embed", "applet", "frame", "frameset", "noscript")
# Event handler content attributes (WHATWG HTML, 8.1.8.2; touch and pointer events).
_EVENTS = frozenset(
    f"on{event}"
    for event in (
        "abort animationend animationstart beforeunload blur change click contextmenu copy cut "
        "dblclick drag dragend dragenter dragleave dragover dragstart drop error focus focusin "
        "focusout hashchange input invalid keydown keypress keyup load message mousedown "
        "mouseenter mouseleave mousemove mouseout mouseover mouseup mousewheel pagehide pageshow "
        "paste pointerdown pointerup popstate readystatechange reset resize scroll search select "
        "submit toggle touchcancel touchend touchmove touchstart transitionend unload wheel"
    ).split()
)
# Whose script it is: the ESP's server, PostHTML's and Vue's builds.
_RUN_BEFORE = ("runat", "props", "locals", "setup")
_NOTHING = r"(?:\s++|//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/|<!--[^\n]*+|-->)*+\Z"


@rule(severity="error", standard="caniemail: html-object, html-base; rspamd HTML_META_REFRESH_URL")
def check(html: Html) -> Iterator[Finding]:
    if html.amp:
        return
    for element in html.elements(*_STRIPPED):
        if element.name == "script" and (
            any(mark in element for mark in _RUN_BEFORE)
            or "json" in (element.value("type") or "").lower()
        ):
            continue
        if element.name == "noscript" and element.outlook_only:
            continue  # it wraps Office settings: <!--[if mso]><noscript><xml>
        if not any(each.name in _STRIPPED for each in element.ancestors()):
            # <noscript> shows its content: it is the one that does what is meant
            mild: Severity | None = "warning" if element.name == "noscript" else None
            said = f"<{element.name}> is stripped by every client"
            yield Finding(element.span, said, _removal(element), severity=mild)
    for meta in html.elements("meta"):
        if (meta.value("http-equiv") or "").lower() == "refresh":
            said = "A refresh is stripped by every client and scored by filters"
            yield Finding(meta.span, said)
    for base in html.elements("base"):
        moves = "href" in base
        instead = "absolute links" if moves else "the target on each link"
        said = f"<base> does not work in many clients; write {instead}"
        yield Finding(base.span, said, severity="warning" if moves else "info")
    for name in _EVENTS.intersection(html.attribute_names()):
        for element in html.with_attribute(name):
            handler = element.get(name)
            if handler is not None and handler.text.strip():
                yield Finding(handler.name_span, f"{name}= is stripped by every client")


def _removal(element: Element) -> Fix | None:
    if element.name != "script" or element.outer[1] == element.span[1]:
        return None
    start, end = element.content
    empty = patterns.compile(_NOTHING).match(element.html.source.text[start:end]) is not None
    safe = empty and "src" not in element
    return Fix("Remove the script", [Edit(Span(*element.outer), "")], safe=safe)
