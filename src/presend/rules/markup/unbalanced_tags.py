"""Tags should be balanced, and written as they are meant.

Clients repair what is wrong each in their own way: a cell or a column goes missing in Outlook,
the second of two `style` attributes is dropped, text between two cells moves in front of the
table. Close what you open, in the reverse order.

Each branch of the template is balanced by itself: a tag that both branches of an `if` open may
be closed once after it. A header that a footer in another file closes, and what an include may
open or close, is not judged, nor are end tags that HTML lets one leave out (`</li>`, `</p>`,
`</td>`). What only Outlook sees is mso-comment-unbalanced's.

An `</p>` after a block that ended the paragraph, an `id` that is there twice, and an attribute
that is there twice with one value do little harm and are told at `info`; an element whose text
nothing ends (`<style>`) takes all that follows and is an error, and so is a value in
typographic quotes.

Evidence: Google, "Email sender guidelines" (follow HTML standards, March 2026); SpamAssassin
HTML_TAG_BALANCE_HEAD 0.5 to 0.8, HTML_TAG_BALANCE_BODY 0.1, CONTENT_AFTER_HTML 1.0, HTML_BADATTR
1.0 (October 2024); WHATWG HTML, 13.2 (what parsers make of it).

```html bad
<html><body><table><tr><td><div><p>Text</p></td></tr></table></body></html>
                           ^^^^^ <div> is not closed before </td>
```

```html bad
<html><body><table><tr><td>Text</tr></tr></table></span></body></html>
                                    ^^^^^ </tr> closes nothing that is open
                                                 ^^^^^^^ </span> closes nothing that is open
```

```html bad
<p><b>Bold <i>both</b> italic</i></p> <p><ul><li>x</ul></p>
           ^^^ <i> is not closed before </b>
                                                       ^^^^ </p> makes an empty paragraph: <ul> ended the one before
```

```html bad
<td class="a" style="margin:0" class="b"> <td id="x" id="x"> <td align="center""> <td width=5">
                               ^^^^^^^^^ <td> has two class attributes; the second is ignored
                                                     ^^^^^^ <td> has two id attributes; the second is ignored
                                                                               ^ A quote too many or too few in <td>
                                                                                            ^^ A quote in a value without quotes around it
<a href=“https://acme.com”>x</a> <div <p>text</p>
        ^^^^^^^^^^^^^^^^^^ Typographic quotes do not delimit a value
                                      ^^ A tag begins before <div> ends
```

```html bad
<html><body><p><a href="https://acme.com>Shop</a> <b class="x">now</b></p></body></html>
                  ^^^^ The value of href in <a> goes on into another tag: a quote is missing
```

```html bad
<html><body><p>Text</p><a href="https://acme.com>Shop</a></body></html>
                       ^^ A tag is never ended: all that follows is lost
```

```html bad
<!DOCTYPE html><html><body><p id="a">x</p><p id="a">y</p><body><p>z</p></body></html>
                                             ^^^^^^ The id "a" is there twice
                                                         ^^^^^^ A second <body>; clients ignore it
<p>Sent by Acme</p>
^^^ Content after </html>
```

```html bad
<table><tr><p>Text</p><td>x</td> and </tr></table> <style>p { margin: 0 }
           ^^^ <p> stands in a table but in no cell: clients move it out
```

```html bad
<html><body>{% for item in items %}<table><tr><td>{{ item }}</td></tr>{% endfor %}</body></html>
                                   ^^^^^^^ <table> is never closed
```

```html bad
<html><body><style>p { margin: 0 } <p>Text</p></body></html>
            ^^^^^^^ <style> is never closed: all that follows is lost
```

```html good
{% if wide %}<table width="600"><tr><td>{% else %}<table width="300"><tr><td>{% endif %}
<p>Optional end tags<ul><li>One<li>Two</ul></td></tr></table><br/><img src="{{ x }}"></img>
<td {% if a %}class="a"{% else %}class="b"{% endif %}><!--[if mso]></td><td><![endif]--></td>
```

```html good
@if ($a->b > 1)<table width="600">@else<table>@endif<tr @class(['x', 'y' => $c->d])><td>Blade</td></tr></table>
```

```html good
#if($a > 1)<table width="600">#else<table>#end<tr><td>Velocity</td></tr></table>
```

```html good
<!DOCTYPE html>
<html><body><table><tr><td>A header, whose table the footer closes
```

```html good
<html><body>{% include "open.html" %}<p>Text</p></td></tr></table>
<table>{{ rows }}{% for row in rows %}<tr><td>{{ row }}</td></tr>{% endfor %}</table>
<div>{% if a %}</div><div class="b">{% endif %}{% if first %}<b>{% endif %}x{% if last %}</b>{% endif %}</div>
</body></html>{{ tracking }}
```
"""

from presend.api import Finding, Html, Iterator, Severity, Span, rule
from presend.documents.markup import page

_FLAWS = {
    "twice": "<{}> has two {} attributes; the second is ignored",
    "same": "<{}> has two {} attributes; the second is ignored",
    "open": "The value of {1} in <{0}> goes on into another tag: a quote is missing",
    "quote": "A quote too many or too few in <{}>",
    "unquoted": "A quote in a value without quotes around it",
    "typographic": "Typographic quotes do not delimit a value",
    "tag": "A tag begins before <{}> ends",
}
_FLAW_SEVERITY: dict[str, Severity] = {"same": "info", "typographic": "error"}


@rule(severity="warning", standard="WHATWG HTML, 13.1.2 Elements")
def check(html: Html) -> Iterator[Finding]:
    flaws = list(_flaws(html))
    yield from flaws
    swallowed = any("goes on into" in flaw.message for flaw in flaws)
    if not swallowed and (html.modern.strays or html.modern.unclosed):
        yield from _unbalanced(html)
    if html.mjml:
        return
    if html.whole and html.tokens:
        yield from _repeated(html)
        if not any("quote" in flaw.message for flaw in flaws):
            yield from _cut_off(html)
    if "table" in html.by_name or "tr" in html.by_name:
        yield from _moved(html)
    yield from _identifiers(html)


def _moved(html: Html) -> Iterator[Finding]:
    from presend.documents.markup import tables

    if moved := tables.moved(html):
        span, _, shown = moved[0]
        what = "end the table there" if shown == "<table>" else "move it out"
        said = f"{shown} stands in a table but in no cell: clients {what}"
        yield Finding(span, said, related=[(each[0], "this too") for each in moved[1:21]])


def _flaws(html: Html) -> Iterator[Finding]:
    """What is wrong inside tags, each kind once with the other places."""
    from presend.documents.markup import tags

    found: dict[tuple[str, str], list[tags.Flaw]] = {}
    for flaw in tags.flaws(html):
        said = _FLAWS[flaw.kind].format(flaw.element, flaw.name)
        found.setdefault((flaw.kind, said), []).append(flaw)
    for (kind, said), (first, *others) in found.items():
        related = [(first.first, "the first")] if kind in ("twice", "same") else []
        related += ((each.span, "here too") for each in others[:20])
        yield Finding(first.span, said, severity=_FLAW_SEVERITY.get(kind), related=related)


def _unbalanced(html: Html) -> Iterator[Finding]:
    from presend.documents.markup import balance, conditional

    if html.conditional and conditional.broken(conditional.faults(html)):
        return
    if (taking := page.endless(html)) is not None:
        if not html.in_branch(taking.start) and taking.name != "plaintext":
            said = f"<{taking.name}> is never closed: all that follows is lost"
            yield Finding(taking.span, said, severity="error")
        return
    unclosed, strays = balance.unbalanced(html)
    for fault, late in unclosed:
        if fault.by is None:
            yield Finding(fault.span, f"<{fault.name}> is never closed")
            continue
        said = f"<{fault.name}> is not closed before </{fault.by[4]}>"
        related = [(Span(*fault.by[1:3]), "what is around it ends here")]
        related += [(late.span, "its end tag comes too late")] if late else []
        yield Finding(fault.span, said, related=related)
    for group in balance.groups(strays, html.masked):
        names = [f"</{fault.name}>" for fault in group]
        said = f"{''.join(names)} {'closes' if len(names) == 1 else 'close'} nothing that is open"
        yield Finding(Span(group[0].start, group[-1].end), said)
    yield from _of_parser(html)


def _of_parser(html: Html) -> Iterator[Finding]:
    """End tags of which parsers make an element."""
    from presend.documents.markup import balance

    for span, ended_by in balance.made_of_ends(html):
        if ended_by is not None:
            said = f"</p> makes an empty paragraph: <{ended_by.name}> ended the one before"
            related = [(ended_by.span, "this ended it")]
            yield Finding(span, said, severity="info", related=related)
        elif html.masked.endswith("<br>", 0, span.start):
            yield Finding(span, "<br></br> makes two line breaks")
        else:
            yield Finding(span, "</br> is read as <br>", severity="info")


def _repeated(html: Html) -> Iterator[Finding]:
    for element, first in page.repeated(html):
        severity: Severity | None = "info" if element.name == "head" else None
        said = f"A second <{element.name}>; clients ignore it"
        related = [(first.span, "the first")]
        yield Finding(element.span, said, severity=severity, related=related)
    if (late := page.after_end(html)) is not None:
        yield Finding(late, "Content after </html>")


def _cut_off(html: Html) -> Iterator[Finding]:
    if (tag := page.cut_off(html)) is not None:
        said = "A tag is never ended: all that follows is lost"
        yield Finding(tag, said, severity="error")


def _identifiers(html: Html) -> Iterator[Finding]:
    for value, first, places in page.shared_identifiers(html):
        said = f'The id "{value}" is there {"twice" if len(places) == 1 else "more than once"}'
        related = [(first.span, "the first"), *((place, "this too") for place in places[1:21])]
        yield Finding(places[0], said, severity="info", related=related)
