"""A mail whose message is an image says nothing to filters and to readers without images.

Filters cannot read a picture and score mails that have little else; many clients show images
only after a click, and nobody can search, translate or enlarge them.

Set the message as text and let the images illustrate it. Hidden text, alternative texts and
the footer with the way to unsubscribe do not count, nor is a template judged whose text its
ESP's editor sets. Logos, icons and what the size tells to be
small are no content. With 400 characters of text or more, or images that take less than four
times the room of the text, it is told at `info`, of transactional mail not at all; 1,200
characters are enough. What a tag fills in counts for twenty, in a loop for a hundred, and where
it may be the text itself nothing is said.

Evidence: SpamAssassin HTML_IMAGE_ONLY_04 to _28 1.1-2.1 (bands of 400 bytes of text; the scores
with network tests and Bayes, October 2024), HTML_SHORT_LINK_IMG_* 0-2.2; rspamd
HTML_SHORT_LINK_IMG_* 0.5-2.0, R_EMPTY_IMAGE 2.0 (August 2026).

```html bad
<body><a href="https://acme.com/sale"><img src="https://acme.com/sale.jpg" width="600" height="1200" alt="Everything must go"></a>
                                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Body is one linked image with no text
</body>
```

```html bad
<body><p>Hello {{ name }}!</p><img src="https://acme.com/1.jpg" width="600" height="300" alt="A">
                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Body is 2 images with 27 characters of text
<img src="https://acme.com/2.jpg" style="width:600px;height:300px" alt="B"></body>
```

```html bad
<body><img src="https://acme.com/hero.jpg" width="600" height="200" alt="">
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Body has 201 characters of text beside one image
{% for each in news %}<h2>{{ each.title }}</h2><p>{{ each.teaser }}</p>{% endfor %}</body>
```

```html good
<body><img src="https://acme.com/logo.png" width="160" height="40" alt="Acme">
<p>Your password was changed.</p></body>
```

```html good
<body><img src="https://acme.com/hero.jpg" width="600" height="300" alt="">{{ content }}</body>
```

```html good
<body><img src="https://acme.com/hero.jpg" width="600" height="300" alt=""><?php echo $block->text; ?></body>
```

```html good
<body><img src="https://acme.com/hero.jpg" width="600" height="300" alt=""><multiline>Text</multiline></body>
```

```html good
<body><img src="https://acme.com/hero.jpg" width="600" height="300" alt="">{{ block.name }}</body>
```

```html good
<td><img src="https://acme.com/hero.jpg" width="600" height="300" alt="A fragment"></td>
```
"""

from presend.api import Envelope, Finding, Html, Iterator, Severity, rule
from presend.data import editor_regions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.wording.shown import Picture

_LITTLE, _SOME = 400, 1_200  # characters
_REFERENCE = 8  # characters by which a character reference is longer than what it stands for
_FILLED = 20  # characters that a tag brings
_TURNS = 5  # how often a loop is sent
_HERO = 60_000  # px², such as 600 by 100
_UNKNOWN, _SMALL = 120_000, 2_500  # px²
_CHARACTER = 192  # px² that a character takes, 8 by 24
_TIMES = 4  # as large as the text, from which images dominate it


@rule(severity="warning", standard="SpamAssassin HTML_IMAGE_ONLY; rspamd R_EMPTY_IMAGE")
def check(html: Html, envelope: Envelope) -> Iterator[Finding]:
    if not (html.whole or html.rendered) or not html.elements("img", "mj-image"):
        return
    least, masked = 0, html.masked
    for run in html.shown:
        piece = masked[run.start : run.end]
        least += sum(map(len, piece.split())) - _REFERENCE * piece.count("&")
        if least > _SOME:
            return
    from presend.documents.wording import shown

    images = [each for each in shown.pictures(html) if not each.decorates]
    if not images or html.includes:
        return
    text = shown.text(html, end=_footer(html))
    length = len(text) + text.count("\x1a") * (_FILLED - 1)
    if length >= _SOME or shown.fills_text(html) or editor_regions.sets_text(html):
        return
    length += shown.repeated(html) * (_TURNS - 1) * _FILLED
    if length >= _SOME:
        return
    area = _area(images)
    dominant = area >= max(_HERO, _TIMES * _CHARACTER * length)
    severity: Severity = "warning" if length < _LITTLE and dominant else "info"
    kind = "linked image" if all(each.linked for each in images) else "image"
    what = f"one {kind}" if len(images) == 1 else f"{len(images)} {kind}s"
    said = f"Body is {what} with {f'{length} characters of' if length else 'no'} text"
    if severity == "info":
        if envelope.mail_kind == "transactional":
            return
        said = f"Body has {length} characters of text beside {what}"
    yield Finding(images[0].element.span, said, severity=severity)


def _area(images: "list[Picture]") -> int:
    """The room of the images in px²; the first whose size is not known is taken for a large one."""
    unknown, area = _UNKNOWN, 0
    for each in images:
        width, height = each.width, each.height
        if width is None and height is None:
            area += unknown
            unknown = _SMALL
        else:
            area += (width or 2 * (height or 0)) * (height or (width or 0) // 2)
    return area


def _footer(html: Html) -> int | None:
    """Where the block starts in which the mail tells how to unsubscribe, in its latter half."""
    middle = html.shown[len(html.shown) // 2].start if html.shown else 0
    for way in html.opt_outs:
        if way.span[0] >= middle:
            around = way.element and way.element.inside("tr", "p", "div", "td", "mj-section")
            return around.start if around and around.start > middle else way.span[0]
    return None
