"""The unsubscribe link must be seen.

Who does not find it presses the spam button, which every sender pays for. Google, Yahoo and
Microsoft ask for a link that is clearly visible. That is no number; presend's are 9 px and a
contrast of 3:1 (WCAG 2.2 asks 4.5:1 of text that small); from 2:1 on it is only told at `info`.

Write it in 12 px or more, in a colour that stands out from the background. One visible link is
enough: a hidden twin for other screens is no fault, nor is a link whose style or background
cannot be known. A picture as a link needs `alt` text. Transactional mail is not judged.

Evidence: Google, "Email sender guidelines" (21 March 2026); Yahoo Sender Hub, requirements (10
April 2025); Microsoft, "Outlook's new requirements for high-volume senders" (30 April 2025). The
limits are presend's own.

```html bad kind="marketing"
<html><body><a href="{{ unsubscribe_link }}" style="font-size:6px;color:#fefefe">Unsubscribe</a></body></html>
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Unsubscribe link is tiny (6px) and nearly invisible (contrast 1.0:1)
```

```html bad kind="marketing"
<html><body><p style="display:none"><a href="https://acme.com/unsubscribe">Off</a></p></body></html>
                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Unsubscribe link is hidden (display: none)
```

```html bad kind="marketing"
<html><body><a href="{{ unsubscribe_url }}"><img src="https://acme.com/off.png" alt=""></a></body></html>
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Unsubscribe link is only an image without alternative text
```

```html good kind="marketing"
<html><body><a href="{{ unsubscribe_link }}" style="font-size:12px;color:#555">Unsubscribe</a></body></html>
```

```html good kind="marketing"
<html><body><p style="display:none"><a href="{{ unsubscribe_link }}">Unsubscribe</a></p>
<a href="{{ unsubscribe_link }}" style="color:#555">Unsubscribe</a></body></html>
```

```html good kind="marketing"
<html><body background="https://acme.com/dark.jpg"><a href="{{ unsubscribe_link }}" style="color:#fff">Unsubscribe</a></body></html>
```

```html good kind="transactional"
<html><body><a href="{{ unsubscribe_link }}" style="font-size:6px">Unsubscribe</a></body></html>
```
"""

from presend.api import Element, Envelope, Finding, Html, Iterator, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.looks.style import Style

TINY = 9.0  # px
FAINT = 3.0  # contrast ratio
NEARLY_INVISIBLE = 2.0  # contrast ratio
WAYS = 20  # that are looked at; a mail has one or two
PALE = 0.4  # opacity
_FAINTLY = "faint"


@rule(severity="warning", standard="Google, Yahoo and Microsoft: clearly visible unsubscribe link")
def check(html: Html, envelope: Envelope) -> Iterator[Finding]:
    if not envelope.marketing or html.mjml:
        return
    faults: list[tuple[Element, str]] = []
    for way in html.opt_outs[:WAYS]:
        if way.plain:
            element = way.element
            fault = "" if element is None else _fault(html, element)
            if element is None or not fault:
                return
            faults.append((element, fault))
    if faults:
        element, fault = faults[0]
        more = [(other.span, f"so is this one: {said}") for other, said in faults[1:]]
        said = f"Unsubscribe link is {fault}"
        severity = "info" if fault.startswith(_FAINTLY) else None
        yield Finding(element.span, said, severity=severity, related=more)  # type: ignore[arg-type]


def _fault(html: Html, element: Element) -> str:
    """What keeps a reader from seeing a link; empty if nothing is known to."""
    if element.outlook_only or element.name == "form":
        return ""
    if not element.text().strip():
        pictures = [each for each in element.descendants() if each.name == "img"]
        bare = pictures and not any(_tells(picture) for picture in pictures)
        return "only an image without alternative text" if bare else ""
    faults = [
        _unseen(style)
        for run, _, style in html.styling.texts
        if element.end <= run.start < element.content[1]
        and html.masked[run.start : run.end].strip()
    ]
    return min(faults, key=len, default="")


def _unseen(style: "Style") -> str:
    if style.concealed:
        return f"hidden ({style.concealed})"
    said = []
    if style.size is not None and style.size < TINY:
        said.append(f"tiny ({style.size:g}px)")
    if style.opacity < PALE:
        said.append(f"nearly invisible (opacity {style.opacity:g})")
    elif style.contrast is not None and style.contrast < FAINT:
        how = "nearly invisible" if style.contrast < NEARLY_INVISIBLE else _FAINTLY
        said.append(f"{how} (contrast {style.contrast:.1f}:1)")
    return " and ".join(said)


def _tells(picture: Element) -> bool:
    alt = picture.get("alt")
    return alt is not None and (alt.value is None or bool(alt.value.strip()))
