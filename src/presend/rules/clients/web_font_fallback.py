"""A web font has nothing behind it where it does not load.

Most clients load no web fonts: Apple Mail, Samsung Email and Thunderbird do. Where a family stands
alone the rest show their own, mostly Times New Roman. End each list in a system family and a
generic one: `Inter, Arial, sans-serif`. Outlook on Windows up to 2016 is worse: where a list names
a font that it sees loaded, it shows Times New Roman whatever the rest says; hide `@font-face`,
`@import` and `<link>` from it (`<!--[if !mso]><!-->`, or inside `@media`), or give the font
`mso-font-alt`, or say in a sheet of its own what Outlook is to use. That is told only where
Outlook on Windows is a target (`[targets] clients`). A name with a part that begins with a digit
must be quoted: unquoted, clients throw the declaration away.

Evidence: caniemail, "@font-face" (31 of 41 none; data of 13 May 2026); Rémi Parmentier, "Today I
learned about mso-generic-font-family" (17 July 2019: Outlook 2007 to 2016, mended in 2019); CSS
Fonts 4, 2.1.1 (family names).

```html bad
<p style="font-family:Inter;font-size:16px">Hi</p><p style="font-family: 'Inter' , Lato !important">there</p>
                      ^^^^^ Web font Inter has no fallback stack
```

```html fixed
<p style="font-family:Inter, Arial, sans-serif;font-size:16px">Hi</p><p style="font-family: 'Inter' , Lato, Arial, sans-serif !important">there</p>
```

```html bad
<style>@font-face { font-family: Acme; src: url(https://acme.com/a.woff2) } p { font-family: Acme, Arial }</style>
       ^^^^^^^^^^ Web font has no Outlook fallback: Outlook 2016 and older show Times New Roman
<p style="font-family: Source Sans 3, Arial, sans-serif">Hi</p>
                       ^^^^^^^^^^^^^ Font name Source Sans 3 must be quoted
```

```html good
<!--[if !mso]><!--><link href="https://fonts.googleapis.com/css?family=Lato" rel="stylesheet"><!--<![endif]-->
<style>@media screen { @font-face { font-family: Acme; src: url(https://acme.com/a.woff2) } }</style>
<p style="font-family: Open Sans, Arial">Hi</p> <p style="font: 700 16px/1.5 {{ font }}">Hi</p>
<p style="font-family: inherit; font-family: Georgia">Hi</p> <font face="Verdana">Hi</font>
```

```html good clients=["apple-mail"]
<link href="https://fonts.googleapis.com/css?family=Lato" rel="stylesheet">
<p style="font-family: Lato, sans-serif">Hi</p>
```
"""

from presend.api import Edit, Finding, Fix, Html, Iterator, Span, Targets, rule
from presend.data import fonts
from presend.documents.looks import font_families
from presend.documents.markup.tokens import OUTLOOK

_SAID = "Web font has no Outlook fallback: Outlook 2016 and older show Times New Roman"


@rule(severity="info", standard="caniemail.com; CSS Fonts 4, 2.1")
def check(html: Html, targets: Targets) -> Iterator[Finding]:
    bare: dict[str, list[tuple[int, str]]] = {}
    for start, families in font_families.doubtful(html):
        names = fonts.names(families)
        if all(not fonts.is_known(name) for name in names):
            bare.setdefault(" ".join(names[0].split()), []).append((start, families))
        for name in names[:10]:
            if font_families.lacks_quotes(name, families):
                at = start + families.index(name)
                yield Finding(Span(at, at + len(name)), f"Font name {name} must be quoted")
    for name, places in bare.items():
        spans = [Span(start, start + len(families)) for start, families in places]
        yield Finding(
            spans[0],
            f"Web font {name} has no fallback stack",
            Fix(
                "Add a system family",
                [Edit(Span(span[1], span[1]), f", {fonts.fallback(name)}") for span in spans],
                safe=False,
            ),
            related=[(span, "here, too") for span in spans[1:]],
        )
    if targets.word and not html.mjml:
        yield from _loaded(html)


def _loaded(html: Html) -> Iterator[Finding]:
    """Web fonts that Outlook on Windows sees loaded and used, and is told nothing else for."""
    places: list[tuple[Span, set[str]]] = []
    for element, sheet in html.sheets:
        if not element.visible & OUTLOOK:
            continue
        if element.outlook_only and any(
            each.name == "font-family" for style in sheet.rules for each in style.declarations
        ):
            return
        for at_rule in sheet.at_rules:
            said = {each.name: each.value for each in at_rule.declarations}
            if "mso-font-alt" in said or "mso-generic-font-family" in said:
                return
            name = Span(at_rule.span[0], at_rule.span[0] + 1 + len(at_rule.name))
            if at_rule.around:
                continue
            if at_rule.name == "font-face" and "src" in said:
                places.append((name, set(fonts.keys(said.get("font-family", "")))))
            elif at_rule.name == "import":
                places.append((name, fonts.served(at_rule.prelude)))
    places += [
        (link.span, fonts.served(link.value("href") or ""))
        for link in html.elements("link")
        if link.visible & OUTLOOK and "stylesheet" in (link.value("rel") or "").lower()
    ]
    if any(names for _, names in places):
        used = {name for families in font_families.seen(html) for name in fonts.keys(families)}
        spans = [span for span, names in places if names & used]
        if spans:
            yield Finding(spans[0], _SAID, related=[(span, "here, too") for span in spans[1:]])
