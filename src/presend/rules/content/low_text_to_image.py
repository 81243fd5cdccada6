"""Linked images must not outweigh the text.

rspamd measures it: each linked image of 100 to 3,000 px in width plus height counts for as many
words as it has hundreds of pixels, and where these words are more than half of all, the mail
is scored, up to 5.0 with no text at all. The rule of thumb of 60 % text to 40 % image has no
weight in SpamAssassin (HTML_IMAGE_RATIO_* 0.001).

Give each picture a caption or a sentence, or link fewer of them. Images whose width or height
the source does not say are passed over. For product grids raise `warn`. What a tag fills in
counts for three words, and where it may be the text itself nothing is said.

Evidence: rspamd R_SUSPICIOUS_IMAGES 5.0, rules/html.lua (August 2026); SpamAssassin
HTML_IMAGE_RATIO_* (October 2024).

```html bad
<body><a href="https://acme.com/1"><img src="https://acme.com/1.jpg" width="600" height="400" alt=""></a>
                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Linked images outweigh the text (ratio 0.83)
<a href="https://acme.com/2"><img src="https://acme.com/2.jpg" width="600" height="400" alt=""></a>
<p>Four words of text</p></body>
```

```html bad warn=0.9
<body><a href="https://acme.com/1"><img src="https://acme.com/1.jpg" style="width:600px;height:400px" alt=""></a>
                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Linked images outweigh the text (ratio 0.71)
<p>Four words of text</p></body>
```

```html good
<body><a href="https://acme.com/"><img src="https://acme.com/logo.png" width="160" height="40" alt="Acme"></a>
<p>Your password was changed. If it was not you, tell us.</p></body>
```

```html good
<body><img src="https://acme.com/hero.jpg" width="600" height="400" alt="An image without a link">
<a href="{{ url }}"><img src="https://acme.com/2.jpg" alt="An image of unknown size"></a></body>
```
"""

from presend.api import Finding, Html, Iterator, Severity, rule


class Options:
    tell: float = 0.5  # the share of images from which it is told, at info
    warn: float = 0.7  # from which it is a warning


_LEAST, _MOST = 100, 3_000  # px, width and height together
_WORD = 100  # px that count for a word
_FILLED = 3  # words that a tag brings


@rule(severity="warning", standard="rspamd R_SUSPICIOUS_IMAGES")
def check(html: Html, options: Options) -> Iterator[Finding]:
    candidates = html.elements("img", "mj-image")
    if not (html.whole or html.rendered) or not candidates or options.tell <= 0:
        return
    share = 1 / options.tell - 1  # words for each that the images count for
    if _more_words(html, len(candidates) * _MOST / _WORD * share):
        return
    from presend.documents.wording import shown

    sizes = [
        (each, each.width + each.height)
        for each in shown.pictures(html)
        if each.linked and each.width and each.height
    ]
    counted = [(each, size) for each, size in sizes if _LEAST < size < _MOST]
    worth = sum(size for _, size in counted) / _WORD
    if not counted or _more_words(html, worth * share) or html.includes:
        return
    text = shown.text(html)
    words = len(text.split()) + text.count("\x1a") * _FILLED
    ratio = worth / (words + worth)
    if ratio > options.tell and not shown.fills_text(html):
        said = f"Linked images outweigh the text (ratio {ratio:.2f})"
        severity: Severity | None = None if ratio > options.warn else "info"
        yield Finding(counted[0][0].element.span, said, severity=severity)


def _more_words(html: Html, enough: float) -> bool:
    """Whether the visible text has more words than that, as it is written."""
    count = 0
    for run in html.shown:
        count += len(html.masked[run.start : run.end].split())
        if count > enough:
            return True
    return False
