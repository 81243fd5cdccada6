"""A copyright year that lies behind looks abandoned.

The year in a footer is forgotten each January. Have the ESP fill it in (`{{ year }}` in HubL,
`*|CURRENT_YEAR|*` in Mailchimp), which the fix does where one is known, or leave it out: copyright
needs no year. The fix is not safe, as the notice may be meant for the year of the work.

The rule is off unless you ask for it. `year` is the year to compare with; without it that of
today. A range that ends in this year or later is no finding.

Evidence: opinion.

```html bad year=2026
<p>© 2023 Acme</p><p>&copy;&nbsp;2019&ndash;2024 Acme, Copyright (c) 2021 Example</p>
     ^^^^ Footer says © 2023
                                            ^^^^ Footer says © 2024
                                                                     ^^^^ Footer says © 2021
```

```html bad year=2026 esp="hubspot"
<p>Copyright 2025 Acme</p>
             ^^^^ Footer says © 2025
```

```html fixed
<p>Copyright {{ year }} Acme</p>
```

```html good year=2026
<p>© 2019-2026 Acme. © {{ year }} Acme. Since 1998. &copy; 2026</p>
```

```plain good year=2026
(c) 2026 Acme. The act of 2018, copyright law.
```
"""

import time

from presend import patterns
from presend.api import Edit, Envelope, Finding, Fix, Html, Iterator, Plain, Span, rule

_NOTICE = patterns.compile(
    r"(?:©|&copy;|&#169;|&#xa9;|\(c\)|\bcopyright\b)(?:\s|&nbsp;|&#160;|,|©|&copy;|\(c\))*+"
    r"(?:\d{4}(?:\s|&nbsp;)*+(?:[-–—]|&ndash;|&mdash;|&#8211;)(?:\s|&nbsp;)*+)?(\d{4})(?![\d-])",
    patterns.I,
)
_WRITTEN = {"hubspot": "{{ year }}", "hubl": "{{ year }}", "mailchimp": "*|CURRENT_YEAR|*"}


class Options:
    year: int = 0  # the year to compare with; 0: that of today


@rule(severity="info", standard="Opinion", off=True)
def check(document: Html | Plain, envelope: Envelope, options: Options) -> Iterator[Finding]:
    text = document.source.text
    if not any(
        mark in text for mark in ("©", "&copy", "opyright", "OPYRIGHT", "&#169", "(c)", "(C)")
    ):
        return
    this_year = options.year or time.gmtime().tm_year
    written = _WRITTEN.get(envelope.esp or document.dialect or "")
    masked = document.masked
    shown = (
        [(run.start, run.end) for run in document.shown]
        if isinstance(document, Html)
        else [(document.start, len(masked))]
    )
    for start, end in shown:
        for found in _NOTICE.finditer(masked, start, end):
            year = int(found[1])
            if 1970 < year < this_year:
                span = Span(*found.span(1))
                fix = None
                if written is not None and not document.rendered:
                    fix = Fix("Have the ESP fill in the year", [Edit(span, written)], safe=False)
                yield Finding(span, f"Footer says © {year}", fix)
