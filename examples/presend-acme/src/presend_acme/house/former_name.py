"""A product must not be called by a name that it no longer has.

Customers look for the new name on the site and find nothing under the old one. Say the new name
once and leave the old one out; a mail about the renaming itself may allow it.

`names` has each old name with the new one, as `"Rocket Mail = Acme Post"`. Only what readers see
is judged: addresses, class names and comments may keep the old name.

Evidence: brand guide of Acme, chapter 2, March 2026.

```html bad names=["Rocket Mail = Acme Post"]
<p>Your Rocket Mail&nbsp;account</p>
        ^^^^^^^^^^^ Rocket Mail is called Acme Post now
```

```html fixed
<p>Your Acme Post&nbsp;account</p>
```

```plain bad names=["Rocket Mail = Acme Post", "Rocket = Acme"]
Hello from rocket
           ^^^^^^ Rocket is called Acme now
and ROCKET MAIL!
    ^^^^^^^^^^^ Rocket Mail is called Acme Post now
```

```plain fixed
Hello from Acme
and Acme Post!
```

```html good names=["Rocket Mail = Acme Post"]
<!-- Rocket Mail --><p class="Rocket Mail">Acme Post, {{ old_name | default("Rocket Mail") }}</p>
<p>Skyrocket Mail</p> <a href="https://acme.com/Rocket%20Mail">Your mail</a>
```

```html good
<p>Rocket Mail</p>
```
"""

import re
from collections.abc import Iterator

from presend.api import Edit, Finding, Fix, Html, Plain, Span, rule


class Options:
    names: tuple[str, ...] = ()  # "old = new", without regard to capitals


@rule(severity="warning", standard="Acme brand guide, chapter 2")
def check(document: Html | Plain, options: Options) -> Iterator[Finding]:
    new_names = dict(_pair(each) for each in options.names)
    if not new_names:
        return
    longest_first = sorted(new_names, key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)
    written = {old.lower(): old for old in new_names}
    for start, end in _shown(document):
        # `masked` has fillers where the template language stands, so that nothing there matches
        for found in pattern.finditer(document.masked, start, end):
            old = written[found[0].lower()]
            span = Span(*found.span())
            fix = Fix(f"Write {new_names[old]}", [Edit(span, new_names[old])], safe=False)
            yield Finding(span, f"{old} is called {new_names[old]} now", fix)


def _pair(text: str) -> tuple[str, str]:
    old, _, new = text.partition("=")
    return old.strip(), new.strip()


def _shown(document: Html | Plain) -> Iterator[tuple[int, int]]:
    """Start and end of each stretch that readers see."""
    if isinstance(document, Plain):
        yield document.start, len(document.masked)
    else:
        yield from ((run.start, run.end) for run in document.shown)
