"""Without a doctype webmail may render the mail in quirks mode.

Box sizes and line heights differ between the two modes, so the same mail looks different in
two places. Begin the file with `<!DOCTYPE html>`; the XHTML 1.0 Transitional doctype that
older templates carry is as good. A fragment without `<html>`, and MJML, which compiles to a
whole page, need none.

Evidence: caniemail, "HTML5 doctype" (11 of 41 clients replace or drop it; Outlook on Windows
ignores it; data of June 2026); WHATWG HTML, 13.2.6.4.1: no doctype means quirks mode.

```html bad
^ No doctype: webmail may render in quirks mode
<html lang="en"><body><p>Hello</p></body></html>
```

```html fixed
<!DOCTYPE html>
<html lang="en"><body><p>Hello</p></body></html>
```

```html bad
<!DOCTYPE html>
<html lang="en"><head><title>News</title></head>
<!DOCTYPE html>
^^^^^^^^^^^^^^^ A second doctype; clients ignore it
<body><p>Hello</p></body></html>
```

```html good
{% extends "mail.html" %}
<tr><td>A fragment</td></tr>
```

```html good
{% include "doctype.html" %}
<html><body><p>It begins elsewhere</p></body></html>
```

```html good
{% if strict %}<!DOCTYPE html>{% else %}<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">{% endif %}
<html><body></body></html>
```

```html good
<!-- templateType: email -->
{# the head comes first #}
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html><body></body></html>
```

```mjml good
<mjml><mj-body></mj-body></mjml>
```
"""

from presend.api import Edit, Finding, Fix, Html, Iterator, Span, rule
from presend.documents.templating.holes import HOLE


@rule(severity="warning", standard="WHATWG HTML, 13.1.1 The DOCTYPE")
def check(html: Html) -> Iterator[Finding]:
    first, *more = html.doctypes or (None,)
    for extra in more:
        if first is not None and not (html.in_branch(first[0]) or html.in_branch(extra[0])):
            yield Finding(extra, "A second doctype; clients ignore it")
    root = html.root
    if first is not None or root is None or root.name != "html" or html.mjml:
        return
    before = html.masked[html.start : root.start]
    if HOLE in before or any(include.span[0] < root.start for include in html.includes):
        return  # it may come from there
    fix = Fix("Begin with the doctype", [Edit(Span(root.start, root.start), "<!DOCTYPE html>\n")])
    place = Span(html.start, html.start)
    yield Finding(place, "No doctype: webmail may render in quirks mode", fix)
