"""Without a viewport phones may show the mail zoomed out.

Write `<meta name="viewport" content="width=device-width, initial-scale=1">` into the head. Do
not forbid zooming: people who see badly need it.

Evidence: vendor practice (MJML, Cerberus and Litmus templates carry it); WCAG 2.2, 1.4.4
Resize Text (AA) for `user-scalable=no` and `maximum-scale=1`.

```html bad
<!DOCTYPE html><html><head><title>News</title></head><body></body></html>
                     ^^^^^^ No viewport meta
```

```html fixed
<!DOCTYPE html><html><head><meta name="viewport" content="width=device-width, initial-scale=1"><title>News</title></head><body></body></html>
```

```html bad
<html><head><meta name="viewport" content="width=device-width, user-scalable=no"></head></html>
                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The viewport forbids zooming (user-scalable=no)
```

```html good
<html><head><meta name="viewport" content="width=device-width,initial-scale=1"></head></html>
```

```html good
<head>{% include "head.html" %}</head><body></body>
```

```html good
<html ⚡4email><head><meta charset="utf-8"></head><body>Hello</body></html>
```
"""

from presend.api import Edit, Finding, Fix, Html, Iterator, Span, rule

_META = '<meta name="viewport" content="width=device-width, initial-scale=1">'


@rule(severity="info", standard="WCAG 2.2, 1.4.4 Resize Text (AA)")
def check(html: Html) -> Iterator[Finding]:
    heads = html.elements("head")
    if html.mjml or html.amp or not heads:
        return
    for meta in html.elements("meta"):
        if (meta.value("name") or "").strip().lower() == "viewport":
            content = meta.get("content")
            value = (content.value if content else None) or ""
            for part in value.lower().replace(" ", "").split(","):
                if content and part in ("user-scalable=no", "user-scalable=0", "maximum-scale=1"):
                    said = f"The viewport forbids zooming ({part})"
                    yield Finding(content.span, said, severity="warning")
            return
    start, end = heads[0].content
    if any(start <= hole.start < end and hole.kind != "comment" for hole in html.holes):
        return  # an include or a variable may bring it
    fix = Fix("Insert the viewport", [Edit(Span(start, start), _META)])
    yield Finding(heads[0].span, "No viewport meta", fix)
