"""A picture is in a format that some of the target clients do not show.

The logo or the photograph is missing for their readers: Gmail shows no SVG, Outlook on Windows
no WebP and no AVIF. Host a PNG, JPEG or GIF; converting is what image hosts do with a suffix.
Formats that a client converts (Gmail makes JPEGs of WebP and AVIF) count as shown, though an
animation is lost. A picture of which at least its first frame or wrong colours are seen (APNG,
BMP), a CSS background, and a format whose last test is more than six years old are told at info.

What Outlook never sees (`<!--[if !mso]><!-->`) is not judged against it; alternatives in
`<source>` and `srcset` are not judged, since clients that read those have the choice. Formats
are told by the ending of the address alone; `data:` pictures have a rule of their own.

Evidence: caniemail.com (data of 13 May 2026), the last tested version of each client.

```html bad
<img src="https://acme.com/logo.svg" alt="Acme"> <img src="https://acme.com/logo-{{ n }}.SVG?v=2" alt="">
                               ^^^^ SVG image is not shown in Gmail (tested 2023-01-15)
```

```html bad
<img src="{{ cdn }}/photo.avif" alt="Beans">
                         ^^^^^ AVIF image is not shown in Outlook (Windows) (tested 2023-01-14)
<td background="https://acme.com/ground.heic">x</td>
                                       ^^^^^ HEIC image is not shown in Outlook (Windows), Yahoo (Android), Samsung Email (tested 2020-02-06)
```

```html good
<img src="https://acme.com/logo.png" alt=""> <a href="https://acme.com/logo.svg">As SVG</a>
<!--[if !mso]><!--><img src="https://acme.com/photo.webp" alt=""><!--<![endif]-->
<!--[if mso]><img src="https://acme.com/photo.jpg" alt=""><![endif]-->
<picture><source srcset="https://acme.com/a.avif" type="image/avif"><img src="https://acme.com/a.jpg" alt=""></picture>
```

```html good clients=["apple-mail", "yahoo"]
<img src="https://acme.com/logo.svg" alt="Acme"> <img src="{{ logo }}" alt=""> <img src="a.{{ type }}" alt="">
```
"""

from presend.api import Finding, Html, Iterator, Link, Targets, rule
from presend.data.css_features import GRAVE, TOLD
from presend.documents.looks.features import Use, having, seen_by

_FORMATS = {
    "svg": "image-svg", "svgz": "image-svg", "webp": "image-webp#0", "avif": "image-avif#0",
    "heic": "image-heif#0", "heif": "image-heif#0", "bmp": "image-bmp", "tif": "image-tiff",
    "tiff": "image-tiff", "apng": "image-apng", "ico": "image-ico", "hdr": "image-hdr",
    "mp4": "image-mp4",
}  # fmt: skip
_MILD = ("apng", "bmp")
_SHOWING = ("img", "input", "amp-img", "amp-anim", "mj-image", "v:image", "v:imagedata", "v:fill")


@rule(severity="warning", standard="caniemail.com")
def check(html: Html, targets: Targets) -> Iterator[Finding]:
    uses = [use for link in html.links if link.kind == "resource" and (use := _use(link))]
    yield from targets.findings(uses, "is not shown")


def _use(link: Link) -> Use | None:
    address = link.partial.partition("?")[0].partition("#")[0]
    name = address[-5:].rpartition(".")[2].lower()
    if name not in _FORMATS or link.element is None or address[:5].lower() == "data:":
        return None
    element, grade, seen = link.element, GRAVE, seen_by(link.element)
    if link.attribute is None or link.attribute.name == "background":
        grade, seen = TOLD, having("css-background-image", seen) if link.attribute is None else seen
    elif element.name not in _SHOWING or link.attribute.name in ("srcset", "href"):
        return None
    span = link.place(f".{address[-len(name) :]}")
    grade = TOLD if name in _MILD else grade
    return Use(
        _FORMATS[name], grade, f"{'WebP' if name == 'webp' else name.upper()} image", span, seen
    )
