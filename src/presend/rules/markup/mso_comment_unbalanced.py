"""An Outlook comment that is not closed right hides part of the mail.

Outlook on Windows reads conditional comments: `<!--[if mso]> … <![endif]-->` hides its content
from all others, `<!--[if !mso]><!--> … <!--<![endif]-->` shows it to all others. One wrong or
missing end swallows half the mail in one kind of client, or shows the code for Outlook to
everybody; one ghost table that stays open takes the rest of the mail into its cell.

End each comment in the form in which it was opened, and write `<![endif]` without white space.
No comment may stand in a hidden one: others end it at the first `-->`. A condition is made of
`mso`, `IE`, `gte mso 9`, `!`, `&`, `|` and parentheses; the versions of Outlook are 9 to 16,
without 13. What conditional comments open must be closed over all of them: where they show
tables to some versions only, each version is read by itself. VML needs `xmlns:v`, Office
settings `xmlns:o`.

What one branch of the template opens and another closes is not judged, nor are the tags of a
header whose footer stands in another file. A part without `<html>` is told of at `warning`, as
another part may hold the other end.

Evidence: Microsoft, "About conditional comments" (not looked up); jsx-email, issue 403 (January 2026: with
`<![endif]/-->` Outlook shows nothing of the mail); MJML, issues 2835 and 2607 (2024, 2022: white
space before `[if`), maizzle, issue 660 (April 2022: they do not nest), react-email, pull request
1839 (December 2024: a line break in `<![endif]`); Cerberus, issues 50 and 62 (2016: ghost tables
out of balance); good-email-code, issue 21 (March 2023: `xmlns:v` makes VML work). That Outlook
minds `<![endif]-->` where `<!--<![endif]-->` belongs is not confirmed: that is told at `info`.

```html bad
<table><tr><!--[if mso]><td width="300"><p>Left</p></td></tr></table>
           ^^^^^^^^^^^^^ <!--[if mso]> is not closed: other clients hide what follows
```

```html bad
<!--[if mso]><td><![endif]><p>Text</p>
                 ^^^^^^^^^^ <![endif]> does not end <!--[if mso]>; write <![endif]-->
```

```html fixed
<!--[if mso]><td><![endif]--><p>Text</p>
```

```html bad
<!--[if !mso]><!--><p>Text</p><! [endif]--> <!--[if !mso]><!--><p>More</p><![endif]-->
                              ^^^^^^^^^^^^^ <! [endif]--> is no end to Outlook; write <!--<![endif]-->
                                                                          ^^^^^^^^^^^^ <![endif]--> ends another form than <!--[if !mso]><!-->; write <!--<![endif]-->
```

```html fixed
<!--[if !mso]><!--><p>Text</p><!--<![endif]--> <!--[if !mso]><!--><p>More</p><!--<![endif]-->
```

```html bad
<p>Text</p><![endif]-->
           ^^^^^^^^^^^^ <![endif]--> closes nothing that was opened
```

```html bad
<!--[if mso]><td><!-- left column --><p>Text</p><![endif]-->
                 ^^^^^^^^^^^^^^^^^^^^ A comment inside ends the Outlook comment here
<!--[if mso]><b><!--[if gte mso 15]><i>x</i><![endif]--></b><![endif]-->
                ^^^^^^^^^^^^^^^^^^^^ Conditional comments do not nest: this one ends <!--[if mso]>
```

```html bad
<!-- [if mso]><td><![endif]--> <!--[if !mso]><p>For others?</p><![endif]-->
^^^^^^^^^^^^^^ White space makes it an ordinary comment
                               ^^^^^^^^^^^^^^ <!--[if !mso]> hides from every client; write <!--[if !mso]><!-->
<!--[if mso && ie]><br><![endif]--> <!--[if mso 2013]><br><![endif]-->
        ^^^^^^^^^ Outlook cannot read the condition (mso && ie)
                                                ^^^^ Outlook has no version 2013 (2007 is 12, 2010 14, 2013 15, later 16)
```

```html bad
<html><body><!--[if mso]><table><tr><td><![endif]--><p>Text</p><!--[if mso]></td></tr><![endif]-->
                         ^^^^^^^ <table> for Outlook is not closed
<p>More</p></body></html>
```

```html bad
<html><body><div><p>Text</p><!--[if mso]></td></tr></table><![endif]--></div></body></html>
                                         ^^^^^^^^^^^^^^^^^^ </td></tr></table> for Outlook closes nothing that is open
```

```html bad
<html><body><!--[if mso]><v:rect><p>x</p></v:rect><![endif]--></body></html>
                          ^^ v: is used, but xmlns:v is declared nowhere
```

```html fixed
<html xmlns:v="urn:schemas-microsoft-com:vml"><body><!--[if mso]><v:rect><p>x</p></v:rect><![endif]--></body></html>
```

```html good
<html><body><!--[if mso]><table><tr><td><![endif]--><p>Text</p><!--[if mso]></td></tr></table><![endif]--></body></html>
```

```html good
<!--[if !mso]><!--><p>For others</p><!--<![endif]--> <!--[if !mso]><!-- --><p>too</p><!-- <![endif]-->
<![if !mso]><p>Downlevel revealed</p><![endif]> <!--[if (gte mso 9)|(IE)]><br><![endif]-->
<!--[if gte vml 1]><br><![endif]--><![if !vml]><img src="a.png"><![endif]>
```

```html good
<html xmlns:v="urn:schemas-microsoft-com:vml"><!--[if gte mso 9]><v:rect><v:fill /></v:rect><![endif]-->
<!-- {% if mso %} --><p>An ordinary comment</p>{% if a %}<!--[if mso]>{% endif %}{% if a %}<![endif]-->{% endif %}
<!--[if lte mso 14]><table><tr><td><![endif]--><!--[if gt mso 14]><table><tr><td><![endif]--><p>x</p>
<!--[if mso]></td></tr></table><![endif]--></html>
```

```html good
<!--[if mso 16]><style>a { color: red }</style><![endif]--><p><!--[if mso]><v:roundrect href="https://acme.com/">
<center>Buy</center></v:roundrect><![endif]--></p>
```

```html bad
<p>Hello</p><!--[if mso]
            ^^^^^^^^^^^^ <!--[if mso] lacks its >: Outlook, too, takes what follows for a comment
<p>Outlook</p><![endif]-->
```
"""

from presend.api import Edit, Finding, Fix, Html, Iterator, Severity, Span, brief, rule
from presend.documents.markup.tokens import OUTLOOK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.markup.balance import Fault as Tag
    from presend.documents.markup.conditional import Fault

_SAID = {
    "nested": "Conditional comments do not nest: this one ends {opener}",
    "reopened": "{opener} is not closed before the next one opens",
    "arrow": "--> inside ends the Outlook comment here",
    "comment": "A comment inside ends the Outlook comment here",
    "bare": "{shown} does not end {opener}; write {written}",
    "malformed": "{shown} is no end to Outlook; write {written}",
    "stray": "{shown} closes nothing that was opened",
    "spaced": "White space makes it an ordinary comment",
    "gaping": "{opener} lacks its >: Outlook, too, takes what follows for a comment",
    "shut": "{shown} ends at once; a condition ends with ]>",
    "unseen": "{opener} hides from every client; write <!--[if !mso]><!-->",
    "grammar": "Outlook cannot read the condition ({detail})",
    "feature": "Outlook goes by mso, not by {detail}",
    "version": "Outlook has no version {detail} (2007 is 12, 2010 14, 2013 15, later 16)",
}
_MILD = ("unseen", "feature", "version")


@rule(severity="error", standard="Microsoft: About conditional comments")
def check(html: Html) -> Iterator[Finding]:
    text = html.masked
    if html.conditional or "[if" in text or "endif]" in text:
        from presend.documents.markup import conditional

        whole = html.whole
        alone = not whole and not any(each.visible & ~OUTLOOK for each in html.all_elements)
        found = conditional.faults(html)
        for fault in found:
            if not (alone and fault.kind in ("unclosed", "stray")):
                yield _finding(html, fault, whole)
        if not (html.mjml or conditional.broken(found)) and conditional.tilted(html):
            yield from _ghosts(html)
    if not html.mjml and "html" in html.by_name:
        yield from _namespaces(html)


def _finding(html: Html, fault: "Fault", whole: bool) -> Finding:
    shown = _shown(html, fault.span)
    opener = _shown(html, fault.opened) if fault.opened else ""
    severity: Severity | None = None
    hidden = fault.form == "hidden"
    if fault.kind == "unclosed":
        who = "other clients hide" if hidden else "Outlook may hide"
        said = f"{opener} is not closed: {who} what follows"
    elif fault.kind == "nested" and not hidden:
        severity = "warning"
        said = f"Outlook skips what stands in {opener}, {shown} too"
    elif fault.kind == "form":
        severity = "info" if fault.form == "revealed" and shown[-3:] == "-->" else "warning"
        said = f"{shown} ends another form than {opener}; write {fault.written}"
    else:
        said = _SAID[fault.kind].format(
            shown=shown, opener=opener, written=fault.written, detail=brief(fault.detail)
        )
    if fault.kind in _MILD or (severity is None and not whole):
        severity = "warning"
    fix = None
    if fault.written is not None:
        fix = Fix(f"Write {fault.written}", [Edit(fault.span, fault.written)])
    away = fault.opened is not None and fault.opened[1] <= fault.span[0]
    related = [(fault.opened, "opened here")] if fault.opened and away else []
    return Finding(fault.span, said, fix, severity=severity, related=related)


def _shown(html: Html, span: Span) -> str:
    return brief(html.source[span])


def _ghosts(html: Html) -> Iterator[Finding]:
    from presend.documents.markup import balance

    found = []
    for fault in balance.ghosts(html):
        if fault.index >= 0:
            whom = "for" if fault.visible == OUTLOOK else "in"
            said = f"<{fault.name}> {whom} Outlook is not closed"
            related = [(Span(*fault.by[1:3]), "what is around it ends here")] if fault.by else []
            yield Finding(fault.span, said, severity=_severity(fault), related=related)
        else:
            found.append(fault)
    for group in balance.groups(found, html.masked):
        whom = "for" if group[0].visible == OUTLOOK else "in"
        shown = "".join(f"</{fault.name}>" for fault in group)
        said = f"{shown} {whom} Outlook closes nothing that is open"
        span = Span(group[0].start, group[-1].end)
        yield Finding(span, said, severity=_severity(*group))


def _severity(*faults: "Tag") -> Severity | None:
    return None if any(fault.parts for fault in faults) else "warning"


def _namespaces(html: Html) -> Iterator[Finding]:
    from presend.documents.markup import page

    for prefix, used, root in page.undeclared(html):
        said = f"{prefix}: is used, but xmlns:{prefix} is declared nowhere"
        declared = root.add(f"xmlns:{prefix}", page.NAMESPACES[prefix])
        start = used.start + 1
        span = Span(start, start + 2)
        yield Finding(span, said, Fix(f"Declare {prefix}:", [declared]), severity="warning")
