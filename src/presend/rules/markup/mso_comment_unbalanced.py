"""An Outlook comment that is not closed right hides the rest of the mail.

Outlook on Windows reads conditional comments: `<!--[if mso]> … <![endif]-->` hides its content
from all others, `<!--[if !mso]><!--> … <!--<![endif]-->` shows it to all others. One wrong or
missing closer swallows half the mail in Outlook, or shows its ghost table code to everybody.

Close each comment in the form in which it was opened. Nothing may stand between `<!--` and
`[if`, no comment inside a hidden one, and an expression is of the kind `mso`, `!mso`,
`(gte mso 9)|(IE)`.

Evidence: Microsoft, "About conditional comments" (syntax; confirmed by emlint's rules and by
the templates that all large builders emit).

```html bad
<table><tr><!--[if mso]><td width="300"><p>Left</p></td></tr></table>
           ^^^^^^^^^^^^^ <!--[if mso]> is not closed: Outlook hides all that follows
```

```html bad
<!--[if mso]><td><![endif]><p>Text</p>
^^^^^^^^^^^^^ <!--[if mso]> is not closed: Outlook hides all that follows
                 ^^^^^^^^^^ <![endif]> closes no hidden comment; write <![endif]-->
```

```html fixed
<!--[if mso]><td><![endif]--><p>Text</p>
```

```html bad
<p>Text</p><![endif]-->
           ^^^^^^^^^^^^ <![endif]--> closes nothing that was opened
```

```html bad
<!--[if mso]><td><!-- left column --><p>Text</p><![endif]-->
                 ^^^^^^^^^^^^^^^^^^^^ A comment inside ends the Outlook comment here
```

```html bad
<!--[if mso]><v:rect></v:rect><![endif]-->
             ^^^^^^^^ v: is used, but xmlns:v is declared nowhere
<!-- [if mso]><td><![endif]-->
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ White space before [if makes it an ordinary comment
```

```html good
<!--[if mso]><table role="presentation"><tr><td><![endif]--><p>Text</p><!--[if mso]></td></tr></table><![endif]-->
```

```html good
<!--[if !mso]><!--><p>For others</p><!--<![endif]--> <!--[if !mso]><!-- --><p>too</p><!-- <![endif]-->
<![if !mso]><p>Downlevel revealed</p><![endif]> <!--[if (gte mso 9)|(IE)]><br><![endif]-->
```

```html good
<html xmlns:v="urn:schemas-microsoft-com:vml"><!--[if gte mso 9]><v:rect><v:fill /></v:rect><![endif]-->
<!-- {% if mso %} --><p>An ordinary comment</p></html>
```
"""

from collections.abc import Iterator

from presend import patterns
from presend.api import Edit, Finding, Fix, Html, Span, rule

_OPENER = patterns.compile(r"\[if\s[^\]]*+\]>", patterns.I)
_CLOSER = r"<!\s*+\[\s*+endif\s*+\]\s*+(-{0,2}+)\s*+>"
_LOOSE = r"\s++\[if\s[^\]]*+\]>"


@rule(severity="error", standard="Microsoft: About conditional comments")
def check(html: Html) -> Iterator[Finding]:
    if "[if" not in html.masked.lower() and "[endif" not in html.masked.lower():
        return
    for kind, start, end, _, _, inside, inside_end in html.tokens:
        if kind == html.COMMENT:
            yield from _comment(html, start, end, inside, inside_end)
        elif kind == html.BOGUS and _endif(html.masked[start:end]):
            yield Finding(Span(start, end), f"{html.masked[start:end]} closes nothing that was opened")
    yield from _stray_closers(html)
    yield from _namespaces(html)


def _comment(html: Html, start: int, end: int, inside: int, inside_end: int) -> Iterator[Finding]:
    text = html.masked
    opening = _OPENER.match(text, inside, inside_end)
    if opening is None:
        if patterns.compile(_LOOSE, patterns.I).match(text, inside, inside_end):
            said = "White space before [if makes it an ordinary comment"
            yield Finding(Span(start, min(end, _line_end(text, start, end))), said)
        elif (closer := text[start:end]) and _endif(closer[4:]) and not html.opened_before(start):
            yield Finding(Span(start, end), f"{closer} closes nothing that was opened")
        return
    shown = text[start : opening.end()]
    nested = text.find("<!--", opening.end(), inside_end)
    if nested >= 0 and text.startswith("-->", inside_end):
        said = "A comment inside ends the Outlook comment here"
        yield Finding(Span(nested, inside_end + 3), said)
        return
    said = f"{shown} is not closed: Outlook hides all that follows"
    yield Finding(Span(start, opening.end()), said)
    for closer in patterns.compile(_CLOSER, patterns.I).finditer(text, opening.end(), inside_end):
        fix = Fix("Close the comment", [Edit(Span(*closer.span()), "<![endif]-->")])
        said = f"{closer[0]} closes no hidden comment; write <![endif]-->"
        yield Finding(Span(*closer.span()), said, fix)
        return


def _endif(text: str) -> bool:
    return patterns.compile(_CLOSER, patterns.I).match(text) is not None
