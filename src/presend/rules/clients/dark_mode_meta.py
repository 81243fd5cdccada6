"""Dark styles and the meta tags that announce them do not agree.

Where a mail has styles for `prefers-color-scheme: dark`, it says so in
`<meta name="color-scheme" content="light dark">`, and for older systems of Apple's in
`supported-color-schemes`; else Apple Mail may darken it by its own lights instead. And where it
announces a dark scheme but has no such styles, the client's dark ground comes with colours made
for a light one. `color-scheme` as a CSS property on the root will do as well; `only light` or
`light` declines a dark scheme, and nothing is said. Off by default: asked for by those who
design for the dark.

Evidence: caniemail.com (data of 13 May 2026): html-meta-color-scheme (Apple Mail on macOS,
Thunderbird), css-color-scheme (Apple Mail, Samsung Email, Thunderbird),
css-at-media-prefers-color-scheme. That Apple Mail darkens by itself what has the styles but not
the tags is said by guides of the trade, and is not confirmed.

```html bad
<head>
  <meta charset="utf-8">
  <style>@media (prefers-color-scheme: dark) { p { color: #ffffff } }</style>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Dark styles without color-scheme meta
</head>
```

```html fixed
<head>
  <meta charset="utf-8">
  <meta name="color-scheme" content="light dark">
  <meta name="supported-color-schemes" content="light dark">
  <style>@media (prefers-color-scheme: dark) { p { color: #ffffff } }</style>
</head>
```

```html bad
<html><head><meta name="color-scheme" content="light dark"></head><body>Hi</body></html>
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Dark color-scheme meta without dark styles
```

```html good
<head><meta name="color-scheme" content="light only"><style>p { color: #111111 }</style></head>
```

```html good
<head><style>:root { color-scheme: light dark }
@media (prefers-color-scheme: dark) { p { color: #ffffff } }</style></head>
```
"""

from presend.api import AtRule, Edit, Element, Finding, Fix, Html, Iterator, Span, rule

_DARK = "prefers-color-scheme"
_NAMES = ("color-scheme", "supported-color-schemes")


@rule(severity="info", standard="caniemail.com; CSS Color Adjustment 1, 2.3", off=True)
def check(html: Html) -> Iterator[Finding]:
    if html.mjml:
        return
    metas = {(each.value("name") or "").lower(): each for each in html.elements("meta")}
    dark = next(_dark_styles(html), None)
    announced = metas.get("color-scheme")
    if dark is not None and announced is None and not _declared(html):
        said = "Dark styles without color-scheme meta"
        yield Finding(dark.span, said, _announce(html, metas))
    elif dark is None and announced is not None and html.whole and not html.includes:
        content = announced.value("content") or ""
        if "dark" in content.lower().split() and not _elsewhere(html):
            yield Finding(announced.span, "Dark color-scheme meta without dark styles")


def _dark_styles(html: Html) -> Iterator[AtRule]:
    for _, sheet in html.sheets:
        for at_rule in sheet.at_rules:
            prelude = at_rule.prelude.lower()
            if at_rule.name == "media" and _DARK in prelude and "dark" in prelude.split(_DARK)[1]:
                yield at_rule


def _declared(html: Html) -> bool:
    """Whether a sheet says it of the root, or of the body."""
    return any(
        each.name == "color-scheme"
        for _, sheet in html.sheets
        for style in sheet.rules
        for each in style.declarations
    )


def _elsewhere(html: Html) -> bool:
    """Whether dark styles may stand in a file that the mail links, or are colours by themselves."""
    if any("stylesheet" in (each.value("rel") or "").lower() for each in html.elements("link")):
        return True
    return any(each.name == "import" for _, sheet in html.sheets for each in sheet.at_rules) or any(
        "light-dark(" in html.masked[slice(*each.content)] for each, _ in html.sheets
    )


def _announce(html: Html, metas: dict[str, Element]) -> Fix | None:
    """The fix that adds the tags that are missing after the last one of the head."""
    head = html.elements("head")
    if not head:
        return None
    first, last = head[0].content
    inside = [each for each in html.elements("meta") if first <= each.start < last]
    text = html.masked
    closing = ""
    if inside:
        after = inside[-1]
        at, line = after.end, text.rfind("\n", 0, after.start) + 1
        closing = " /" if text[after.end - 2] == "/" else ""
        space = text[line : after.start]
        break_ = f"\n{space}" if not space.strip() and line else ""
    else:
        at, break_ = head[0].end, ""
    added = "".join(
        f'{break_}<meta name="{name}" content="light dark"{closing}>'
        for name in _NAMES
        if name not in metas
    )
    return Fix("Announce the dark styles", [Edit(Span(at, at), added)])
