"""A mail must say which way its text runs.

Arabic or Hebrew without `dir="rtl"` is laid out from the wrong side, with the full stops at the
wrong end; and in a client whose own interface runs from right to left so is English without
`dir="ltr"`. Write it on `<html>`, and on the first element of the body as well, since webmail
drops `<html>`.

What counts is a `dir` on `html`, on `body` or on elements that hold most of the body, and there
`direction` in a style as well, which older MJML wrote on each section; it now writes `dir="auto"`
itself. The fix is safe where the language is known or the text has no letter of a
right-to-left script. Text in such a script that nothing declares as such is an error.
Fragments are judged only for that.

Evidence: Email Markup Consortium, accessibility report 2026: missing in 97.41 % of 376,348
mails; caniemail, "dir attribute" and "direction" (data of May 2026: nearly universal).

```html bad
<!DOCTYPE html><html lang="en"><body><p>News</p></body></html>
               ^^^^^^^^^^^^^^^^ No dir attribute
```

```html fixed
<!DOCTYPE html><html lang="en" dir="ltr"><body><p>News</p></body></html>
```

```html bad
<html lang="ar" dir="ltr"><body><p>مرحبا بكم في النشرة الإخبارية</p></body></html>
                     ^^^ Right-to-left text without dir="rtl"
```

```html fixed
<html lang="ar" dir="rtl"><body><p>مرحبا بكم في النشرة الإخبارية</p></body></html>
```

```html bad
<td><p>שלום לכולם, הנה החדשות שלנו</p></td>
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^ Right-to-left text without dir="rtl"
```

```html good
<html><body><table lang="he" dir="rtl"><tr><td>שלום לכולם</td></tr></table></body></html>
```

```mjml good
<mjml lang="en"><mj-body><mj-text>News</mj-text></mj-body></mjml>
```

```html good
<html dir="{% if LANGUAGE_BIDI %}rtl{% else %}ltr{% endif %}"><body><p>שלום</p></body></html>
```

```html good
<html lang="en"><body><table><tr><td style="direction: ltr; padding: 0">News</td></tr></table>
<table><tr><td style="direction: ltr; padding: 0">More news</td></tr></table></body></html>
```

```html good
<td>Available in English, Suomi and العربية: choose yours on our pages.</td>
```
"""

from presend.api import Edit, Element, Envelope, Finding, Fix, Html, Iterator, rule
from presend.data import languages
from presend.documents.looks.styling import loose
from presend.documents.wording import text_direction

_WRONG = 'Right-to-left text without dir="rtl"'


@rule(severity="info", standard="WHATWG HTML, 3.2.6.4 The dir attribute")
def check(html: Html, envelope: Envelope) -> Iterator[Finding]:
    root = html.root
    declared = languages.declared(html, "dir")
    wrong = text_direction.right_to_left(html)
    if wrong is not None:
        if declared is not None and declared.value is not None:
            fix = Fix("Write rtl", [Edit(declared.span, "rtl")], safe=False)
            yield Finding(declared.span, _WRONG, fix, severity="error")
        elif declared is None:
            edits = [root.add("dir", "rtl")] if root else []
            fix = Fix('Say dir="rtl"', edits, safe=False)
            yield Finding(wrong, _WRONG, fix if edits else None, severity="error")
    elif (
        declared is None
        and root is not None
        and not html.mjml
        and not any(map(loose, html.elements("html", "body", "mjml")))
        and not text_direction.section_by_section(html)
    ):
        yield Finding(root.span, "No dir attribute", _fix(html, root, envelope))


def _fix(html: Html, root: Element, envelope: Envelope) -> Fix:
    """Left to right it is by default: to say so changes nothing, unless another comes in."""
    tag = root.value("lang") or envelope.text("language") or ""
    if tag and languages.valid(tag):
        way, safe = "rtl" if languages.right_to_left(tag) else "ltr", True
    else:
        many = text_direction.letters(html) >= languages.LETTERS
        way, safe = "ltr", many and "lang" not in root
    return Fix(f'Say dir="{way}"', [root.add("dir", way)], safe=safe and way == "ltr")
