"""Gmail drops a whole `<style>` for one thing in it that it does not like.

With it go the responsive layout and the dark colours. Gmail does so for an at-rule inside
another one (`@font-face` or `@supports` in `@media`), for `rgb()` without commas, and for CSS
with errors, such as a brace that is not closed; it ignores a `<style>` in the body. Move what is
fragile into a `<style>` of its own: that one is lost, and the others stay. Nothing is told where
that has been done, nor of a `<style>` that only Outlook or only the printer sees.

A media query inside a media query is known to be supported since 2020. Braces are not counted
where a branch of the template, or what it fills in between rules, may hold some of them.

Evidence: email-bugs, issue 21 (September 2016, open), and caniemail, issue 144 (March 2021: an
`@` in an `@` strips the whole tag); caniemail, "@media" (nested queries work in Gmail, January
2020), "rgb()", note 3, and "rgba()", note 2 (the whole `<style>` is stripped, May 2021),
"<style>", note 1 (not in the body, January 2023), and issue 350 (August 2023: in the body it works
inside a second `<head>`); Email on Acid, as bojler, issue 134, quotes it (December 2019: Gmail
removes a `<style>` in which it meets an error).

```html bad
<style>@media screen { @font-face { font-family: X; src: url(x.woff2) } } p { margin: 0 }</style>
                       ^^^^^^^^^^ Nested @-rule makes Gmail drop the whole <style>
```

```html bad
<style>td { color: rgb(0 128 0 / 50%) }</style>
                   ^^^^ rgb() without commas makes Gmail drop the whole <style>
<style>@media (max-width: 600px) { td { width: 100% } p { margin: 0 }</style>
       ^^^^^^^^^^^^^^^^^^^^^^^^^ A { is not closed: Gmail drops a <style> with errors
<style>td { margin: 0 } } p { margin: 0 }</style>
                        ^ A } closes nothing: Gmail drops a <style> with errors
```

```html bad
<html><head></head><body><style>p { margin: 0 }</style><p>Text</p></body></html>
                         ^^^^^^^ Gmail ignores <style> in the body
```

```html good
<style>@media screen { @font-face { font-family: X; src: url(x.woff2) } }</style>
<style>p { margin: 0 } @media (max-width: 600px) { @media (min-width: 300px) { p { color: rgb(0, 0, 0) } } }</style>
```

```html good
<!--[if mso]><style>@media all { @page { margin: 0 } } p { margin: 0</style><![endif]-->
<style>{% if dark %}@media (prefers-color-scheme: dark) { {% else %}@media all { {% endif %} p { margin: 0 } }</style>
<style>p::after { content: "}" /* } */; color: {{ color }} } {{ more_css }}</style>
<html><body><head><style>p { margin: 0 }</style></head><style media="print">p { margin: 0 }</style></body></html>
```
"""

from presend import patterns
from presend.api import AtRule, Element, Finding, Html, Iterator, Span, rule
from presend.documents.looks.css import Sheet
from presend.documents.templating.holes import GAP, HOLE

_NO_COMMAS = r"\brgba?\(\s*+[\d.]++%?\s++[\d.]"
_BRACE = (
    r"/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)|\"(?:[^\"\\\n]++|\\.)*+\"?|'(?:[^'\\\n]++|\\.)*+'?|([{}])"
)
_BETWEEN = rf"[{{}};]\s*+{HOLE}|\A\s*+{HOLE}"


@rule(severity="warning", standard="caniemail: html-style; email-bugs, issue 21")
def check(html: Html) -> Iterator[Finding]:
    if html.mjml or html.amp:
        return
    whole = html.whole
    for style, sheet in html.sheets:
        if style.outlook_only or "print" in (style.value("media") or "").lower():
            continue
        if whole and (place := style.inside("head", "body")) and place.name == "body":
            yield Finding(style.span, "Gmail ignores <style> in the body")
            continue
        for nested in sheet.at_rules:
            if nested.around and _costs(nested, sheet):
                start = nested.span[0]
                said = "Nested @-rule makes Gmail drop the whole <style>"
                yield Finding((start, start + len(nested.name) + 1), said)
                break
        yield from _errors(html, style, sheet)


def _costs(nested: AtRule, sheet: Sheet) -> bool:
    """Whether it is such that Gmail drops the style, and more is lost than what it stands in."""
    outer = nested.around[0]
    if nested.name == "media" and all(each.name == "media" for each in nested.around):
        return False
    return any(outer not in each.around for each in sheet.rules) or any(
        each is not outer and outer not in each.around and each.block is not None
        for each in sheet.at_rules
    )


def _errors(html: Html, style: Element, sheet: Sheet) -> Iterator[Finding]:
    start, end = style.content
    text = html.masked[start:end]
    if "rgb" in text and (found := patterns.compile(_NO_COMMAS, patterns.I).search(text)):
        at = start + found.start()
        said = "rgb() without commas makes Gmail drop the whole <style>"
        yield Finding((at, at + 4), said)
    if not sheet.unclosed and text.count("{") == text.count("}"):
        return
    if HOLE in text and patterns.compile(_BETWEEN).search(text):
        return
    if GAP in text and any(
        html.in_branch(hole.start) for hole in html.holes if start <= hole.start < end
    ):
        return
    depth = 0
    for brace in patterns.compile(_BRACE).finditer(text):
        depth += {"{": 1, "}": -1}.get(brace[1] or "", 0)
        if depth < 0:
            place = Span(start + brace.start(), start + brace.end())
            yield Finding(place, "A } closes nothing: Gmail drops a <style> with errors")
            return
    if sheet.unclosed:
        first, last = min(sheet.unclosed)
        opening = html.masked[first:last]
        first += len(opening) - len(opening.lstrip())
        last = first + len(html.masked[first:last].rstrip(" \t\r\n{").partition("\n")[0])
        said = "A { is not closed: Gmail drops a <style> with errors"
        yield Finding((first, max(last, first)), said)
