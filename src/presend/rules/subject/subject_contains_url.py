"""An address in a subject cannot be clicked, and filters score it.

rspamd gives URL_IN_SUBJECT 4.0 where the subject is an address, a quarter of that for an address
in it, a tenth for one without a scheme (August 2026).

Name the site or what is there. A domain alone is told at `info`, for it may be a brand's name;
one's own domains (`own-domains`, the connected ones and that of the From address) are not told.

Evidence: rspamd, `rules/subject_checks.lua` and `conf/scores.d/subject_group.conf`.

```envelope bad
Subject: https://acme.com/sale
         ^^^^^^^^^^^^^^^^^^^^^ Subject contains a URL
```

```envelope bad own-domains=["acme.com"]
Subject: New hours at https://www.acme.com/bar, and more
                      ^^^^^^^^^^^^^^^^^^^^^^^^ Subject contains a URL
```

```envelope bad
Subject: Your booking at hotel-berlin.de is confirmed
                         ^^^^^^^^^^^^^^^ Subject contains a domain name (hotel-berlin.de)
```

```envelope good own-domains=["acme.com"]
Subject: What is new at acme.com
```

```envelope good
Subject: Node.js 24 and ASP.NET, e.g. with {{ site.url }}
```

```envelope unchecked
From: news@acme.com
```
"""

from presend import patterns
from presend.api import Envelope, Finding, Iterator, Span, rule
from presend.data import sites
from presend.domains import known_tld, normal, within

_URL = patterns.compile(r"\b(?:https?://|www\.)[^\s<>\"'”“»«]++", patterns.I)
_DOMAIN = patterns.compile(
    r"(?<![\w@./-])((?:[a-z0-9][a-z0-9-]*+\.)+[a-z]{2,24})(?![\w@-])", patterns.I
)
# Names of things that end like a domain.
_NAMES = ("js", "net", "io", "ai", "md", "py", "rs", "sh", "app")


@rule(severity="warning", standard="rspamd URL_IN_SUBJECT")
def check(envelope: Envelope) -> Iterator[Finding]:
    value = envelope.subject
    text = envelope.text("subject") or ""
    if "." not in text:
        return
    if found := _URL.search(text):
        start, end = found.span()
        end -= len(found[0]) - len(found[0].rstrip(".,;:!?)]…"))
        yield Finding(Span(start, end), "Subject contains a URL", source=value)
        return
    for found in _DOMAIN.finditer(text):
        host = normal(found[1].lower())
        written = found[1]
        branded = host is not None and host.count(".") == 1 and written.lower().endswith(_NAMES)
        if host is None or branded or not known_tld(host):
            continue
        if not any(within(host, own) for own in sites.own(envelope)):
            said = f"Subject contains a domain name ({written})"
            yield Finding(Span(*found.span(1)), said, severity="info", source=value)
            return
