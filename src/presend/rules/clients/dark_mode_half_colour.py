"""A background is set without the colour of the text on it, or the other way round.

Clients with a dark mode change each by itself: Outlook.com darkens a background that the mail
sets and lightens a colour that it sets, against that background; what the mail leaves to the
client stays the client's. Where only one of the two is set the pair may come out as dark on
dark. Set both, on the same element or on one around it: body, or the outermost table. Told
once for each of the two in a file, and only of a whole mail, since what stands around a
fragment may set the other; links, which each client colours, and text on images do not count.
Coloured text without any background is told only where it is dark, so that a client's own
dark ground would swallow it.

Evidence: guidance of the trade, not in caniemail: Rémi Parmentier, "Dealing with Outlook.com's
dark mode" (2019), on how that client changes colours.

```html bad
<html><body style="margin:0"><table><tr><td bgcolor="#ffffff">Hello</td></tr></table></body></html>
                                                     ^^^^^^^ Background set without text colour
```

```html bad
<html><body><p style="color: #111111">Hello</p></body></html>
                             ^^^^^^^ Text colour set without background
```

```html good
<html><body bgcolor="#ffffff" text="#222222"><table><tr><td bgcolor="#f4f4f4">Hello</td></tr></table></body></html>
```

```html good
<html><head><style>body { background: #ffffff } .copy { color: #222222 }</style></head>
<body><p class="copy">Hello</p><p style="display:none">Preheader</p><td bgcolor="{{ tint }}">Hi</td></body></html>
```
"""

from presend.api import Finding, Html, Iterator, Span, rule
from presend.data import colours

_DARK = (0x22, 0x22, 0x22, 1.0)  # near what clients show behind a mail in dark mode
_READABLE = 3.0  # WCAG 2.2, 1.4.3, for large text
_BLANK = " \t\r\n\xa0\u200b\u200c\u200d\u034f\u00ad\ufeff"


@rule(severity="info", standard="guidance of the trade")
def check(html: Html) -> Iterator[Finding]:
    if html.mjml or not html.styling.whole:  # MJML colours its text itself
        return
    grounds: dict[tuple[int, int], None] = {}
    inks: dict[tuple[int, int], None] = {}
    for run, _, style in html.styling.texts:
        ground, ink = style.background_place, style.colour_place
        if (ground is None) == (ink is None) or style.colour is None or style.background is None:
            continue
        if style.hidden or not html.text_of((run.start, run.end)).strip(_BLANK):
            continue
        if ground is not None:
            grounds[ground] = None
        elif ink is not None and colours.contrast(style.colour, _DARK) < _READABLE:
            inks[ink] = None
    for places, said in (
        (list(grounds), "Background set without text colour"),
        (list(inks), "Text colour set without background"),
    ):
        if places:
            yield Finding(
                places[0], said, related=[(Span(*place), "here, too") for place in places[1:]]
            )
