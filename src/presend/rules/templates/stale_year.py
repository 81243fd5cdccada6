"""A copyright line of a past year looks abandoned.

Write the year with the ESP's own variable (`{{ year }}` in HubSpot, `*|CURRENT_YEAR|*` in
Mailchimp), so that it is right by itself. A range that ends in the current year, and years
in legal texts, are fine. Off by default: it is an opinion.

```html bad year=2026
<p>&copy; 2019 Acme Inc.</p>
          ^^^^ Footer says 2019
```

```plain bad year=2026
Copyright 2015-2024 Acme Inc.
               ^^^^ Footer says 2024
```

```html good year=2026
<p>© 2019–2026 Acme Inc. © {{ year }} Acme</p>
```

```html good year=2026
<p>The Act of 2019 holds. (c) as in the list, 2019.</p>
```
"""

from collections.abc import Iterator

from presend import patterns
from presend.api import Finding, Html, Plain, Span, rule

_LINE = (
    r"(?:©|&copy;|&#169;|\(c\)|\bcopyright\b)[ \t\xa0]*+(?:©|&copy;|\(c\))?[ \t\xa0]*+"
    r"(?:(?:19|20)\d\d[ \t]*+(?:-|–|&ndash;|to)[ \t]*+)?((?:19|20)\d\d)\b"
)


class Options:
    year: int = 0  # 0: the current one


@rule(severity="info", standard="presend", off=True)
def check(document: Html | Plain, options: Options) -> Iterator[Finding]:
    if document.rendered:
        return  # a sent message is of its own year
    year = options.year
    if not year:
        from time import gmtime

        year = gmtime().tm_year
    for found in patterns.compile(_LINE, patterns.I).finditer(document.masked):
        if int(found[1]) < year:
            yield Finding(Span(*found.span(1)), f"Footer says {found[1]}")
