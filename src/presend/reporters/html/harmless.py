"""What of a mail its copy may hold: elements, attributes and CSS that run and load nothing.

The lists name what is let through; all else is left out, so that what is not thought of here
is no danger. CSS is only rid of what loads in plain words; the frame's policy refuses the rest.
"""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from presend import patterns
from presend.documents.templating.holes import GAP, HOLE

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

    from presend.documents.markup.elements import Element

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'"
)
NOWHERE = "about:srcdoc#-"

TAGS = frozenset(
    "a abbr acronym address article aside b bdi bdo big blockquote body br button caption center "
    "cite code col colgroup dd del details dfn dir div dl dt em fieldset figcaption figure font "
    "footer h1 h2 h3 h4 h5 h6 header hgroup hr html i img input ins kbd label legend li main mark "
    "menu nav nobr ol p pre q s samp section small span strike strong sub summary sup table tbody "
    "td tfoot th thead time tr tt u ul var wbr".split()
)
LEFT_OUT = frozenset("svg math template select datalist frameset title".split())
"""Elements that are left out with all that is in them."""
CELLS = frozenset(("td", "th", "caption"))

_ATTRIBUTES = frozenset(
    "abbr align alink alt bgcolor border bordercolor cellpadding cellspacing char charoff checked "
    "class clear color cols colspan compact datetime dir disabled face for frame headers height "
    "hidden hspace id label lang leftmargin link marginheight marginwidth noshade nowrap open "
    "placeholder reversed rows rowspan rules scope size span start style text title topmargin "
    "valign value vlink vspace width".split()
)
_WORDS = frozenset(("alt", "title", "value", "placeholder", "label"))  # their holes are shown
_INPUTS = frozenset("button checkbox email number radio reset search submit tel text".split())

_SCHEME = patterns.compile(r"\(\s*+prefers-color-scheme\s*+:\s*+(dark|light)\s*+\)", patterns.I)
_SCHEMES = patterns.compile(r"(?<![\w-])color-scheme(\s*+:\s*+)([a-z \t\r\n]++)", patterns.I)
_LOADS = patterns.compile(
    r"url\(\s*+(?!\s*[\"']?data:)(?:\"[^\"\n]*+\"|'[^'\n]*+'|[^)\"'\n]*+)\s*+\)?|@import\b",
    patterns.I,
)
_ALWAYS, _NEVER = "(min-width:0)", "(min-width:9999999px)"
_DATA_IMAGE = patterns.compile(
    r"\s*+data:image/(?:png|jpe?g|gif|webp|bmp|x-icon|svg\+xml)[;,]", patterns.I
)
_NUMBER = patterns.compile(r"\s*+(\d{1,5})(?:\.\d*+)?\s*+(?:px)?\s*+\Z", patterns.I)
_PIXELS = r"(?:^|[;\s]){}\s*+:\s*+(\d{{1,5}})(?:\.\d*+)?px"
_MARKS = """
.presend-hole{background:rgba(116,95,220,.16)!important;border-radius:3px!important;\
box-shadow:0 0 0 1px rgba(116,95,220,.35)!important;overflow-wrap:anywhere!important}
[data-presend]{outline:2px solid #2669c9!important;outline-offset:1px!important}
[data-presend=warning]{outline-color:#b85c00!important}
[data-presend=error]{outline-color:#d0211c!important}
.presend-text{border-radius:2px!important}
.presend-badge{all:initial!important;position:absolute!important;z-index:2147483647!important;\
display:inline-flex!important;overflow:hidden!important;border-radius:9px!important;\
background:#2669c9!important;box-shadow:0 0 0 1.5px #fff,0 1px 4px rgba(0,0,0,.4)!important;\
transform:translate(0,-9px)!important;scroll-margin:140px 40px!important;\
font:700 10.5px/17px system-ui,sans-serif!important;color:#fff!important;\
letter-spacing:0!important;white-space:nowrap!important;pointer-events:none!important}
.presend-badge.warning{background:#b85c00!important}
.presend-badge.error{background:#d0211c!important}
.presend-badge.presend-whole{transform:none!important;margin:4px!important}
.presend-badge>b{all:unset!important;padding:0 5px!important;scroll-margin:140px 40px!important}
.presend-badge>b+b{border-left:1px solid rgba(255,255,255,.5)!important}
.presend-badge>b:target{background:#111!important}
.presend-on:has(:target)+*,:has(>.presend-in>:target){outline-width:4px!important;\
outline-offset:2px!important;box-shadow:0 0 0 9px rgba(255,196,0,.45)!important}
"""
_HEAD = (
    '<!doctype html><meta charset="utf-8">'
    f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    '<meta name="referrer" content="no-referrer">'
    '<meta http-equiv="x-dns-prefetch-control" content="off">'
    "<style>html{padding-top:10px;scrollbar-width:none;overflow-wrap:break-word}"
    "img{max-width:100%}" + _MARKS + "</style>"
)


def head(*, schemes: str = "") -> str:
    """What stands before the mail: the policy of its frame and the looks of the marks.

    `schemes` is what the mail says of the colour schemes that it supports.
    """
    return _HEAD + (f'<meta name="color-scheme" content="{schemes}">' if schemes else "")


def escaped(text: str) -> str:
    """Text for a place between tags or in quotes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def css(text: str, *, dark: bool) -> str:
    """CSS that cannot end its style element, as it holds under one colour scheme."""

    def told(found: re.Match[str]) -> str:
        return _ALWAYS if (found[1].lower() == "dark") is dark else _NEVER

    def chosen(found: re.Match[str]) -> str:
        return f"color-scheme{found[1]}{one_scheme(found[2], dark=dark)}"

    if "color-scheme" in text.lower():
        text = _SCHEMES.sub(chosen, _SCHEME.sub(told, text))
    text = _LOADS.sub(lambda found: "@presend" if found[0][0] == "@" else "none", text)
    return text.replace("</", "<\\/")


def one_scheme(schemes: str, *, dark: bool) -> str:
    """Of the colour schemes `light` and `dark` the one that is shown; else what is said."""
    words = schemes.lower().split()
    if "dark" in words and "light" in words:
        return "dark" if dark else "light"
    return " ".join(word for word in words if word.isascii() and word.isalpha())


def attributes(element: Element, style: Callable[[int, int], str]) -> str:
    """The attributes of a start tag in the copy; `style` gives the CSS of a stretch."""
    html, base = element.html, element.attributes_start
    said: list[str] = []
    for name, (_, _, start, end) in element.places.items():
        start, end = base + start, base + end
        if name not in _ATTRIBUTES:
            continue
        masked = html.masked[start:end]
        value = html.source.text[start:end]
        if name == "style":
            value = style(start, end)
        elif HOLE in masked or GAP in masked:
            if name in _WORDS:
                value = escaped(value)
            elif name == "class":
                value = masked.replace(HOLE, " ").replace(GAP, " ")
            else:
                continue
        elif name == "id" and value.lower().startswith("presend-"):
            continue
        quoted = value.replace("<", "&lt;").replace('"', "&quot;")
        said.append(f' {name}="{quoted}"')
    said += _own(element)
    return "".join(said)


def media(element: Element, style: Callable[[int, int], str]) -> str:
    """For which media a style element holds, as an attribute."""
    if "media" not in element:
        return ""
    start, written = element.written("media")
    return f' media="{_quoted(style(start, start + len(written)))}"'


def _own(element: Element) -> list[str]:
    """Attributes that need more than a list: targets, images, kinds of controls."""
    name = element.name
    if name == "a" and "href" in element:
        _, target = element.written("href")
        inside = target.startswith("#") and target[1:2] not in ("", HOLE, GAP)
        known = HOLE not in target and GAP not in target
        said = [f' href="{_quoted(f"about:srcdoc{target}") if inside and known else NOWHERE}"']
        if "title" not in element:
            written = element.get("href")
            said.append(f' title="{_quoted(written.text if written else "")}"')
        return said
    if name == "img":
        return [f' src="{image(element)}"']
    if name == "input":
        kind = (element.value("type") or "text").lower()
        said = [f' type="{kind if kind in _INPUTS else "text"}"']
        if "name" in element and kind in ("radio", "checkbox"):
            said.append(f' name="{_quoted(element.written("name")[1])}"')
        return said
    if name == "button":
        return [' type="button"']
    if name in ("ol", "ul", "li") and "type" in element:
        return [f' type="{_quoted(element.written("type")[1])}"']
    return []


def _quoted(text: str) -> str:
    """A value as it is written, in which `&` begins the references that it begins in the mail."""
    return text.replace("<", "&lt;").replace('"', "&quot;")


def image(element: Element) -> str:
    """The address of an image that is in the mail itself, else of a box of its size."""
    source = element.get("src")
    if source is not None and (value := source.value) and _DATA_IMAGE.match(value):
        return escaped(value)
    wide, high = _length(element, "width"), _length(element, "height")
    if wide is None and high is None:
        wide, high = 300, 150
    wide = wide if wide is not None else 2 * (high or 0)
    high = high if high is not None else (wide + 1) // 2
    wide, high = max(min(wide, 4000), 1), max(min(high, 4000), 1)
    alt = element.get("alt")
    shown = "".join(c for c in (alt.partial if alt else "") if c.isprintable())
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" '
        f'viewBox="0 0 {wide} {high}">{_drawing(wide, high, shown)}</svg>'
    )
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()


def _drawing(wide: int, high: int, alt: str) -> str:
    if wide <= 3 or high <= 3:
        return ""
    box = (
        '<rect width="100%" height="100%" fill="#8d93a6" fill-opacity=".22"/>'
        f'<rect x=".5" y=".5" width="{wide - 1}" height="{high - 1}" fill="none" '
        'stroke="#8d93a6" stroke-opacity=".55" stroke-dasharray="4 3"/>'
    )
    if wide < 60 or high < 18:
        return box
    room = (wide - 16) // 7
    text = alt if len(alt) <= room else alt[: max(room - 1, 0)] + "\u2026"
    if high >= 90 and wide >= 120:
        x, y = wide // 2 - 16, high // 2 - 26
        box += (
            f'<g transform="translate({x} {y})" fill="#8d93a6">'
            '<path d="M0 24 10 9l7 9 5-6 10 12z"/><circle cx="23" cy="5" r="4"/></g>'
        )
        line = high // 2 + 20
    else:
        line = high // 2 + 4
    return (
        f'{box}<text x="{wide // 2}" y="{line}" text-anchor="middle" fill="#6b7183" '
        f'font-family="system-ui,sans-serif" font-size="12">{escaped(text)}</text>'
    )


def _length(element: Element, name: str) -> int | None:
    """A length in pixels that an image says of itself, by its attribute or its style."""
    if name in element and (found := _NUMBER.match(element.written(name)[1])):
        return int(found[1])
    if "style" in element:
        pattern = patterns.compile(_PIXELS.format(name), patterns.I)
        if found := pattern.search(element.written("style")[1]):
            return int(found[1])
    return None
