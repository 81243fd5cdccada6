r"""An image must have an address that a mailbox can load.

A mail has no address of its own that `images/hero.png` could be relative to, `C:\…` and `blob:`
exist on the author's machine only, and what one copies from the address bar of a file store is a
page, no picture. A signed address (`X-Amz-Expires`) shows its picture for some days, and the mail
is read for longer. Outlook on Windows takes `//host/…` for a share of the local network and
stands still until that has timed out.

Host the picture where it stays, and write its whole address. A path without a host is a warning
where a build or the import of the ESP may add the host, at `info` where the markup is that of one
that does (Campaign Monitor, Inky, Maizzle), and no finding with `relative = true`. A
`cid:` must name a part of the message. What the template fills in, and what the editor of the
ESP replaces (`mktoImg`, `mc:edit`), is not judged; hosts that are not public, `http:` and `data:`
have rules of their own.

Outlook on Windows heeds the `width` attribute only: without one a picture comes in its natural
size, whatever the style says. As that may be the right size, it is told once for a mail, at
`info`.

Evidence: self-evident; howto-outlook.com on PayPal's mail with a network path as image (Outlook
hangs); caniemail, "width", note 1 (not on `<img>` in Outlook on Windows, September 2019); AWS CLI,
s3 presign (an address lives 604,800 seconds at most).

```html bad
<img src="images/hero.png" alt="Sale"> <img alt="Logo"> <img src="" alt="">
          ^^^^^^^^^^^^^^^ Image has no host (images/hero.png): it loads only if the build adds one
                                       ^^^^^^^^^^^^^^^^ Image has no src
                                                             ^^^^^^ Image source is empty
```

```html bad
<img src="C:\Users\ann\logo.png" alt=""> <img src="webkit-fake-url://8C2/image.png" alt="">
          ^^^^^^^^^^^^^^^^^^^^^ Image source is a path on the author's machine (C:\Users\ann\logo.png)
                                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Image source cannot load in a mailbox (webkit-fake-url:)
<img src="https://drive.google.com/file/d/1a2B/view?usp=sharing" alt="">
          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Image source is a page of Google Drive, not a picture
<img src="https://b.s3.amazonaws.com/a.png?X-Amz-Expires=3600&amp;X-Amz-Signature=ab" alt="">
                                           ^^^^^^^^^^^^^ Image source expires (X-Amz-Expires)
```

```html bad
<img src="//cdn.acme.com/a.png" alt="">
          ^^^^^^^^^^^^^^^^^^^^ Image source has no scheme (//cdn.acme.com/a.png)
```

```html fixed
<img src="https://cdn.acme.com/a.png" alt="">
```

```message bad
Content-Type: text/html

<img src="cid:logo" width="80" alt="Acme">
          ^^^^^^^^ No part of the message has the Content-ID logo
```

```html bad
<html><body><img src="https://cdn.acme.com/a.png" style="width: 80px" alt="A"></body></html>
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ No width attribute: Outlook shows the image in its natural size
```

```html bad
<repeater><layout label="News"><img src="images/hero.png" editable="true" alt="Sale"></layout></repeater>
                                         ^^^^^^^^^^^^^^^ Image has no host (images/hero.png): it loads only if the build adds one
```

```html good
<img src="{{ logo }}" alt=""> <img src="{% static 'a.png' %}" alt=""> <img src="cid:logo" alt="">
<img src="logo.png" th:src="@{/logo.png}" alt=""> <img {{ attributes }}> <img src="[logo_url]" alt="">
<div class="mktoImg"><img alt=""></div> <img src="https://www.dropbox.com/s/1/a.png?raw=1" alt="">
```

```html good relative=true
<html><body><img src="images/a.png" width="600" alt=""><!--[if !mso]><!--><img src="{{ x }}" alt=""><!--<![endif]--></body></html>
```

```message good
Content-Type: multipart/related; boundary=b

--b
Content-Type: text/html

<img src="cid:logo%40acme" width="80" alt="Acme">
--b
Content-Type: image/png
Content-ID: <logo@acme>

--b--
```
"""

from presend.api import (
    Attribute,
    Edit,
    Element,
    Finding,
    Fix,
    Html,
    Iterator,
    Message,
    Severity,
    Span,
    brief,
    rule,
)
from presend.data import editor_regions, foreign, schemes
from presend.documents import urls
from presend.documents.markup import page
from presend.documents.markup.tokens import OUTLOOK
from presend.documents.templating import dialects
from presend.documents.templating.holes import GAP, HOLE
from presend.documents.urls import percent_decode
from presend.domains import known_tld
from presend.memo import Memo

# Beside the frameworks', whose builds add a host: of ESPs that import pictures beside a template.
_IMPORTING = ("none", "campaignmonitor", "mailchimp")
# Elements of Campaign Monitor and Inky; those of Maizzle begin with "x-".
_BUILT = frozenset("repeater singleline multiline container columns".split())
_FINE: Memo[str, bool] = Memo()  # whole addresses that are right wherever they stand


class Options:
    relative: bool = False  # whether the build adds the host to paths


@rule(severity="error", standard="WHATWG URL Standard, 4.4 (a relative URL needs a base)")
def check(document: Html | Message, options: Options) -> Iterator[Finding]:
    if isinstance(document, Message):
        yield from _embedded(document)
        return
    wide: list[Element] = []
    found: list[Finding] = []
    for image in document.elements("img", "mj-image"):
        attribute = image.get("src")
        if attribute is None or not attribute.text.strip(" \t\r\n\f#"):
            found += _missing(document, image, attribute)
        elif attribute.text not in _FINE and not _set_elsewhere(image, attribute):
            wrong = [*_source(document, attribute, options)]
            found += wrong
            if not wrong and attribute.text[:4] == "http":
                _FINE.keep(attribute.text, True)
        if "width" not in image and image.name == "img" and image.visible & OUTLOOK:
            wide.append(image)
    yield from _together(found)
    if wide and not document.mjml and document.whole:
        yield from _natural_size(document, wide)


def _together(found: list[Finding]) -> Iterator[Finding]:
    """Each address that is used again and again, once."""
    alike: dict[str, list[Finding]] = {}
    for finding in found:
        key = finding.message if finding.fix is None else str(finding.span)
        alike.setdefault(key, []).append(finding)
    for first, *others in alike.values():
        first.related = tuple((Span(*other.span), "this too") for other in others[:20])
        yield first


def _set_elsewhere(image: Element, attribute: Attribute) -> bool:
    """Whether the template supplies the beginning of the address, or all of it."""
    return attribute.partial[0] in f"{HOLE}{GAP}" or foreign.bound(image, "src")


def _missing(html: Html, image: Element, attribute: Attribute | None) -> Iterator[Finding]:
    tag = html.masked[image.start : image.end]
    if HOLE in tag or GAP in tag or foreign.bound(image, "src") or editor_regions.encloses(image):
        return
    if attribute is None:
        yield Finding(image.span, "Image has no src")
    else:
        yield Finding(attribute.whole, "Image source is empty")


def _source(html: Html, attribute: Attribute, options: Options) -> Iterator[Finding]:
    text = attribute.partial.strip()
    shown = brief(attribute.text)
    start, written = attribute.span[0], attribute.text
    span = Span(start + len(written) - len(written.lstrip()), start + len(written.rstrip()))
    if schemes.ON_DISK.match(text):
        yield Finding(span, f"Image source is a path on the author's machine ({shown})")
        return
    url = urls.parse(text)
    if url.scheme:
        if url.scheme in schemes.UNLOADABLE:
            yield Finding(span, f"Image source cannot load in a mailbox ({url.scheme}:)")
        elif url.known and url.scheme in ("http", "https"):
            yield from _shown(html, attribute, url, span)
        return
    if url.unknown or foreign.filled_in(text) or not ("." in text or "/" in text):
        return
    host = url.implied_host
    if text.startswith("//") or (host and "/" in text and known_tld(host)):
        scheme = "https:" if text.startswith("//") else "https://"
        fix = Fix("Write the scheme", [Edit(Span(span[0], span[0]), scheme)])
        mild: Severity | None = "warning" if scheme == "https:" else None
        yield Finding(span, f"Image source has no scheme ({shown})", fix, severity=mild)
    elif not options.relative:
        if page.has_base(html):
            said = f"Image has no host ({shown}): it loads only where clients support base"
            yield Finding(span, said, severity="warning")
        elif html.rendered or not _may_add_a_host(html.dialect or "none"):
            yield Finding(span, f"Image has no host ({shown}) and cannot load in a mailbox")
        else:
            said = f"Image has no host ({shown}): it loads only if the build adds one"
            built = any(name in _BUILT or name[:2] == "x-" for name in html.by_name)
            yield Finding(span, said, severity="info" if built else "warning")


def _may_add_a_host(dialect: str) -> bool:
    return dialect in dialects.FRAMEWORKS or dialect in _IMPORTING


def _shown(html: Html, attribute: Attribute, url: urls.Url, span: Span) -> Iterator[Finding]:
    """What is wrong with a whole address."""
    from presend.data import image_hosts

    if service := image_hosts.page_of(url):
        yield Finding(span, f"Image source is a page of {service}, not a picture")
    elif image_hosts.is_refused(url):
        yield Finding(span, "Google Drive refuses to show this picture", severity="warning")
    elif expiry := image_hosts.expiry_of(url):
        name, certain = expiry
        at = html.masked.find(name, *span)
        place = Span(at, at + len(name)) if at >= 0 else span
        mild: Severity | None = None if certain and not html.rendered else "warning"
        yield Finding(place, f"Image source expires ({name})", severity=mild)


def _natural_size(html: Html, images: list[Element]) -> Iterator[Finding]:
    told = [
        image
        for image in images
        if "height" not in image
        and not any(mark in html.masked[image.start : image.end] for mark in (HOLE, GAP))
    ]
    if told:
        said = "No width attribute: Outlook shows the image in its natural size"
        related = [(image.span, "this too") for image in told[1:21]]
        yield Finding(told[0].span, said, severity="info", related=related)


def _embedded(message: Message) -> Iterator[Finding]:
    """Images that name a part of the message that is not there (RFC 2392)."""
    known: set[str | None] | None = None
    for html in message.html:
        for image in html.elements("img"):
            source = image.get("src")
            if source is None or source.text.strip()[:4].lower() != "cid:":
                continue
            if known is None:
                known = {part.content_id for part in message.root.walk()}
            name = percent_decode(source.partial.strip()[4:])
            if name not in known:
                said = f"No part of the message has the Content-ID {name}"
                yield Finding(source.span, said, source=html.source)
