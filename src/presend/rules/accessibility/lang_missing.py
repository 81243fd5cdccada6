"""A mail must say which language it is in.

Without `lang` a screen reader reads with the voice of its own language, which makes Finnish out
of English, and the client offers to translate what the reader understands. Write it on `<html>`,
and on the first element of the body as well, since webmail drops `<html>`.

What counts is a `lang` on `html`, on `body` or on an element that holds most of the body; in
MJML on `<mjml>`. A value that the template fills in is as good. The fix takes the language from
where it is known (`xml:lang`, the export, the front matter) and else guesses it from the text,
which is unsafe. A tag that does not exist (`en_US`, `jp`) is reported as well, and at info one
that the text is plainly not in. Fragments are not judged, nor is the page
that holds those of Thymeleaf.

Evidence: WCAG 2.2, 3.1.1 Language of Page (A); Email Markup Consortium, accessibility report
2026: missing in 95.66 % of 376,348 mails; caniemail, "lang attribute" (data of May 2026).

```html bad
<!DOCTYPE html><html><head><title>News</title></head><body><p>News</p></body></html>
               ^^^^^^ No language declared
```

```html bad
<html xml:lang="de"><body><p>Neues</p></body></html>
^^^^^^^^^^^^^^^^^^^^ No language declared
```

```html fixed
<html xml:lang="de" lang="de"><body><p>Neues</p></body></html>
```

```html bad
<html lang="en_US"><body><p>News</p></body></html>
            ^^^^^ "en_US" is no language tag (BCP 47)
```

```mjml bad
<mjml><mj-body></mj-body></mjml>
^^^^^^ No language declared
```

```html good
<html><body><div style="display: none">Preheader</div><table lang="en-GB"><tr><td>News</td></tr></table></body></html>
```

```html good
<html lang="{{ content.language.languageTag }}"><body><p>News</p></body></html>
```

```html good
<html lang="@(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName)"><body><p>News</p></body></html>
```

```html good
<html xmlns:th="http://www.thymeleaf.org"><body><table th:fragment="footer"><tr><td>News</td></tr></table></body></html>
```

```html good
<html {{ language_attributes }}><body><p>News</p></body></html>
```

```html good
{% extends "mail.html" %}{% block content %}<p>News</p>{% endblock %}
```
"""

from presend.api import Edit, Element, Envelope, Finding, Fix, Html, Iterator, rule
from presend.data import foreign, languages
from presend.documents.looks.styling import loose

SAMPLE = 1200  # code points of the text that are read
GLANCE = 450  # code points that mostly tell


@rule(severity="warning", standard="WCAG 2.2, 3.1.1 Language of Page (A)")
def check(html: Html, envelope: Envelope) -> Iterator[Finding]:
    root = html.root
    if root is None:
        return
    declared = languages.declared(html, "lang")
    if declared is None:
        holders = any(each is not root for each in html.with_attribute("th:fragment"))
        if not holders and not any(loose(each) for each in html.elements("html", "body", "mjml")):
            yield Finding(root.span, "No language declared", _fix(html, root, envelope))
        return
    tag = declared.value
    if tag is None or foreign.filled_in(tag):
        return
    if not languages.valid(tag.strip()):
        meant = languages.meant(tag)
        fix = Fix(f"Write {meant}", [Edit(declared.span, meant)]) if meant else None
        span = declared.span if declared.text else declared.whole
        said = f'"{tag}" is no language tag (BCP 47)' if tag.strip() else "No language declared"
        yield Finding(span, said, fix)
        return
    text = _sample(html)
    if not languages.may_be(text[:GLANCE], tag) and not languages.may_be(text, tag):
        found = languages.detect(text)
        if found is not None and found != tag.lower().partition("-")[0]:
            said = (
                f'Language is declared as "{tag}", but the text reads as {languages.NAMES[found]}'
            )
            yield Finding(declared.span, said, severity="info")


def _fix(html: Html, root: Element, envelope: Envelope) -> Fix | None:
    known = root.value("xml:lang") or envelope.text("language") or ""
    tag = languages.meant(known) if known else None
    safe = tag is not None
    tag = tag or languages.detect(_sample(html))
    return Fix(f'Say lang="{tag}"', [root.add("lang", tag)], safe=safe) if tag else None


def _sample(html: Html) -> str:
    pieces: list[str] = []
    size = 0
    for run in html.runs:
        piece = html.masked[run.start : run.end].strip()
        if len(piece) > 20 and run.visible:
            pieces.append(piece)
            size += len(piece)
            if size > SAMPLE:
                break
    return " ".join(pieces)[: 2 * SAMPLE]
