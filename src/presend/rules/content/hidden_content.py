"""Text that readers cannot see, outside of the one preheader.

Hidden text is how spam feeds filters with innocent words, and Google names it among what may
send a mail to spam. What one reader in a hundred sees after all (without images, in plain
text, by a screen reader) confuses that one.

Take it out. One block at the top of the body, the preheader, is everybody's practice and
allowed up to 200 characters, filler not counted; a longer one is told at `info`. Text for small
or large screens alone, which a media query shows, is not hidden, nor what a click shows (`:checked`), nor is what only Outlook hides
(`mso-hide`), nor a short text for screen readers beside other text. Unknown colours and sizes
are not judged.

Evidence: Google, "Email sender guidelines" (21 March 2026: hidden content might cause messages
to be marked as spam); rspamd MANY_INVISIBLE_PARTS 0.05 for one block to 1.0 for ten, ZERO_FONT
0.1-1.0, R_WHITE_ON_WHITE 4.0 (August 2026); SpamAssassin HTML_TEXT_INVISIBLE_STYLE 0.6-2.8,
HTML_TEXT_INVISIBLE_FONT 0-0.8, HTML_OFF_PAGE 1.0, WORD_INVIS_MANY 1-1.9 (October 2024).

```html bad
<body><p>Hello</p><p style="font-size:0">meeting invoice weekend family</p></body>
                  ^^^^^^^^^^^^^^^^^^^^^^^ Hidden text (30 characters, font-size: 0px) outside the preheader
```

```html bad
<body><div style="display:none">Two new coffees</div><p>Hello</p>
<table bgcolor="#ffffff"><tr><td style="color:#fefefe">meeting invoice <b>weekend</b></td></tr></table></body>
                             ^^^^^^^^^^^^^^^^^^^^^^^^^^ Hidden text (22 characters, #fefefe on #fff) outside the preheader
```

```html good
<style>.mobile { display: none } @media (max-width: 600px) { .mobile { display: block !important } }</style>
<body><div style="display:none;max-height:0;overflow:hidden">Two new coffees &zwnj;&nbsp;&zwnj;&nbsp;</div>
<p>Hello</p><div class="mobile">Open the app to see your order</div>
<div style="font-size:1px;line-height:1px">&nbsp;</div></body>
```

```html good
<style>.nav { display: none } #menu:checked ~ .nav { display: block !important }</style>
<body><p>Hello</p><input type="checkbox" id="menu"><div class="nav">What the menu has</div></body>
```

```html good
<body>{{ if .Preheader }<div style="display:none">Two new coffees</div>{{ end }}<p>A torn tag is no text</p></body>
```

```html good
<body><p>Hello</p><table style="mso-hide:all"><tr><td>Seen by all but Outlook</td></tr></table>
<!--[if mso]><p style="display:none">Outlook only</p><![endif]-->
<p style="color:{{ colour }};background:#fff">Unknown</p></body>
```
"""

from bisect import bisect_left

from presend.api import Element, Finding, Html, Iterator, Severity, rule
from presend.data.subjects import FILLER
from presend.documents.html import TextRun
from presend.documents.markup import entities

_BLANK = FILLER + "\x1b"
_UNSEEN = dict.fromkeys(map(ord, _BLANK.replace(" ", "").replace("\xa0", "")))
_PREHEADER, _TOO_MUCH = 200, 1_000  # characters of a preheader
_LEAST = 4  # characters, below which it is a spacer
_ASIDE = 60  # characters of a text for screen readers
_FOR_READERS = ("clip", "left", "position", "overflow", "margin-left", "text-indent", "height")


@rule(severity="warning", standard="Google Email sender guidelines; rspamd MANY_INVISIBLE_PARTS")
def check(html: Html) -> Iterator[Finding]:
    from presend.documents.wording.shown import within

    texts, shown, masked = html.styling.texts, html.shown, html.masked
    if len(texts) == len(shown):
        return
    in_head = within(html, "mj-head", "mj-preview")
    bodies = html.elements("body")
    start = bodies[0].end if bodies else html.start
    blocks: dict[int, tuple[Element, str, int]] = {}
    seen = {run.start for run in shown}
    outermost: dict[int, Element] = {}
    broken = [place for place, _ in html.broken_holes]
    preheader = -1  # the block that stands before all visible text
    started = False
    for run, element, style in texts:
        if run.start in seen:
            if not started and run.start >= start and not _has(broken, run):
                started = bool(entities.decode(masked[run.start : run.end]).strip(_BLANK))
        elif element is not None and not in_head(run.start):
            size = _size(masked[run.start : run.end])
            block = _block(html, element, outermost)
            if preheader < 0 and not started:
                preheader = block.index
            if size:
                _, why, before = blocks.get(block.index, (block, style.hidden or "", 0))
                blocks[block.index] = block, why, before + size
    for block, why, size in blocks.values():
        if block.index == preheader:
            if size > _PREHEADER:
                said = f"Hidden text ({size} characters) in the preheader"
                severity: Severity = "warning" if size > _TOO_MUCH else "info"
                yield Finding(block.span, said, severity=severity)
        elif size >= _LEAST and not (size < _ASIDE and why.startswith(_FOR_READERS)):
            said = f"Hidden text ({size} characters, {why}) outside the preheader"
            yield Finding(block.span, said)


def _has(places: list[int], run: TextRun) -> bool:
    """Whether one of the places, which are sorted, stands in a text."""
    at = bisect_left(places, run.start)
    return at < len(places) and places[at] < run.end


def _size(raw: str) -> int:
    """How many characters a text has that fill more than a line."""
    text = entities.decode(raw).strip(_BLANK)
    return len(text.translate(_UNSEEN).strip()) if text else 0


def _block(html: Html, element: Element, known: dict[int, Element]) -> Element:
    """The outermost of the elements around it that are all hidden; `known` are those found."""
    styling, path = html.styling, [element]
    for around in element.ancestors():
        if path[-1].index in known or styling.of(around).hidden is None:
            break
        path.append(around)
    block = known.get(path[-1].index, path[-1])
    for each in path:
        known[each.index] = block
    return block
