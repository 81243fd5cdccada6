"""Text must be large enough to be read on a phone.

Gmail's pages do not enlarge small text, and nobody pinches a newsletter open for long. Set body
text in 14 px at least, better in 16, and nothing in less than 10 px, the legal lines included.

Told are `smallest` (10 px) at warning, and at info body text below `body` (14 px), if there are
more than a hundred letters of it outside the footer. The footer begins with what is called so in
a class or an id, or with the block that holds the way out or the copyright in the lower half. One
finding a size; hidden text, `sub` and `sup` and text of unknown size are left out.

Evidence: no standard sets a minimum; WCAG 2.2, 1.4.4 asks that text can be enlarged to 200 %.
The sizes are presend's own, near those of vendors' guides (not confirmed); SpamAssassin scores
text of 2 px or less (HTML_FONT_TINY_NORDNS, October 2024).

```html bad
<html><body><p style="font-size: 9px">All prices include tax.</p></body></html>
                                 ^^^ Text is 9px
```

```html bad
<html><head><style>.fine { font: 6pt Arial }</style></head><body><p class="fine">Only today</p></body></html>
                                 ^^^^^^^^^ Text is 8px
```

```html bad
<html><body><p style="font-size: 12px">We have roasted the new harvest from Nyeri a little lighter than last year, since it is bright and juicy and very forgiving in a filter, and it sells out soon.</p></body></html>
                                 ^^^^ Text is 12px
```

```html good
<html><body><p style="font-size: 16px">Only today <sup style="font-size: 8px">TM</sup></p>
<div style="display: none; font-size: 1px">The preheader</div><td style="font-size: 4px">&nbsp;</td>
<p class="footer" style="font-size: 12px">You get this letter because you have bought coffee from us and did not mind hearing from us again. Norrvik Kaffe Ltd, London.</p></body></html>
```

```html good
<html><body><p style="font-size: {{ size }}">As the theme has it</p><p style="font-size: 2vw">x y z</p></body></html>
```
"""

from presend.api import Element, Finding, Html, Iterator, Span, rule
from presend.data import branches
from presend.documents.html import TextRun
from presend.documents.looks.style import INVISIBLE, Style
from presend.documents.markup import entities
from presend.documents.wording import shown

MANY = 100  # letters


class Options:
    smallest: float = 10.0  # px
    body: float = 14.0  # px


@rule(severity="info", standard="presend: readable on a phone (WCAG 2.2, 1.4.4 is the nearest)")
def check(html: Html, options: Options) -> Iterator[Finding]:
    least = max(options.smallest, options.body)
    small: dict[float, list[tuple[TextRun, Element, Style]]] = {}
    for run, element, style in html.styling.texts:
        size = style.size
        if size is None or size >= least or size <= INVISIBLE or element is None:
            continue
        if not (style.concealed or style.uncertain):
            small.setdefault(size, []).append((run, element, style))
    in_footer = raised = None
    for size, texts in sorted(small.items()):
        tiny = size < options.smallest
        if not tiny:
            if sum(run.end - run.start for run, *_ in texts) < MANY:
                continue
            in_footer = in_footer or shown.in_footer(html)
            texts = [each for each in texts if not in_footer(each[0].start)]
        said = [(_letters(html, each[0]), each) for each in texts]
        raised = raised or branches.inside(each.outer for each in html.elements("sup", "sub"))
        texts = [each for letters, each in said if letters > 2 and not raised(each[0].start)]
        if not texts or (not tiny and sum(letters for letters, _ in said) < MANY):
            continue
        first, *others = dict.fromkeys(
            Span(*(style.size_place or element.span)) for _, element, style in texts
        )
        yield Finding(
            first,
            f"Text is {round(size, 1):g}px",
            severity="warning" if tiny else None,
            related=[(span, "so is this") for span in others],
        )


def _letters(html: Html, run: TextRun) -> int:
    return sum(map(str.isalnum, entities.decode(html.masked[run.start : run.end])))
