"""Form controls do not work in half of the clients.

Outlook on Windows shows no form at all, Outlook.com and Outlook for Mac only part of it, Gmail's
app sends it only for Google accounts; a password field makes a mail look like phishing. Link to a
page with the form. An AMP part may hold one; `<button href>` is a link of Inky's.

Evidence: caniemail, "<form>" (20 of 41 clients unsupported) and "submit buttons" (none in
Outlook; June 2026).

```html bad
<form action="https://acme.com/vote"><input type="radio" name="v"><button>Vote</button></form>
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Form controls do not work in Outlook and other clients
```

```html bad
<p><input type="password" name="p"></p>
   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ A password field makes a mail look like phishing
```

```html good
<a href="https://acme.com/vote" style="display:block">Vote</a>
```

```html good
<container><row><columns><button class="large" href="https://acme.com/vote">Vote</button></columns></row></container>
```

```html good
<input type="checkbox" id="menu" style="display:none !important;mso-hide:all">
```
"""

from presend.api import Finding, Html, Iterator, rule

_CONTROLS = ("form", "input", "select", "textarea", "button")


@rule(severity="warning", standard="caniemail: html-form, html-button-submit")
def check(html: Html) -> Iterator[Finding]:
    if html.amp:
        return
    told = False
    for element in html.elements(*_CONTROLS):
        if element.name == "button" and "href" in element:
            continue
        kind = (element.value("type") or "").lower() if element.name == "input" else ""
        if kind == "password":
            said = "A password field makes a mail look like phishing"
            yield Finding(element.span, said, severity="error")
        elif not told and kind not in ("checkbox", "radio", "hidden"):
            told = True
            said = "Form controls do not work in Outlook and other clients"
            yield Finding(element.span, said)
