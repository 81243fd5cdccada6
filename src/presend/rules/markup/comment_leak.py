"""A comment that goes out tells every recipient what it says.

Comments are delivered with the mail: internal hosts, ticket numbers, notes to colleagues.
Delete it, or write it in the template's own comment syntax, which never ships. A key or
password in a comment is an error. Licence notes and the ESP's own marks are left alone.

Evidence: SpamAssassin HTML_COMMENT_SAVED_URL 0.2 to 1.4 for `saved from url` (October 2024); the
rest is presend's opinion, secrets excepted.

```html bad
<!-- TODO ask Bob about the price -->
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Comment exposes internal information (TODO)
```

```html fixed

```

```html bad
<!-- saved from url=(0022)https://old.acme.com/ -->
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Comment exposes internal information (saved from url)
```

```html bad
<!-- staging key AKIAIOSFODNN7EXAMPLE -->
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Comment exposes a secret (an access key)
```

```html good
<!-- header starts --> <!--[if mso]><table><![endif]--> <!-- MIT licence, see todomvc.org -->
```

```html good
{# TODO ask Bob #} <!-- hs-cta: 12345 -->
```
"""

from presend import patterns
from presend.api import Edit, Finding, Fix, Html, Iterator, rule

_SECRET = (
    r"\bAKIA[0-9A-Z]{16}\b()|\bsk_live_[0-9a-zA-Z]{16,}()|\bxox[abprs]-[0-9A-Za-z-]{10,}()"
    r"|-----BEGIN [A-Z ]*+PRIVATE KEY()"
)
_SECRETS = ("an access key", "a payment key", "a chat token", "a private key")
_NOTE = (
    r"(saved from url)|\b(TODO|FIXME|XXX|HACK)\b|\b(?:jira|ticket|issue)\b[ :#-]*+([A-Z]{2,10}-\d++)"
    r"|\b((?:localhost|[\w-]++\.(?:local|internal|corp|lan))(?::\d++)?)\b"
    r"|\b((?:password|passwd|pwd)\s*+[:=]\s*+\S++)"
)


# One of these stands in whatever the patterns above find.
_SIGNS = (
    "AKIA", "sk_live_", "xox", "PRIVATE KEY", "saved from url", "TODO", "FIXME", "XXX", "HACK",
    "jira", "ticket", "issue", "localhost", ".local", ".internal", ".corp", ".lan", "pass", "pwd",
)  # fmt: skip


@rule(severity="info", standard="presend")
def check(html: Html) -> Iterator[Finding]:
    masked = html.masked
    if "<!--" not in masked:
        return
    comments = [each for each in html.comments if each.content[1] - each.content[0] > 5]
    said_in_all = "\n".join([masked[slice(*each.content)] for each in comments])
    if not any(sign in said_in_all for sign in _SIGNS):
        return
    for comment in comments:
        start, end = comment.content
        if found := patterns.compile(_SECRET).search(html.masked, start, end):
            what = _SECRETS[(found.lastindex or 1) - 1]
            yield Finding(comment.span, f"Comment exposes a secret ({what})", severity="error")
        elif found := patterns.compile(_NOTE).search(html.masked, start, end):
            if "presend:" in found.string[start:end]:
                continue
            fix = Fix("Delete the comment", [Edit(comment.span, "")], safe=False)
            shown = found[found.lastindex or 0]
            said = f"Comment exposes internal information ({shown})"
            yield Finding(comment.span, said, fix)
