"""What stands before @ in a web address hides the host behind it.

`https://acme.com@evil.tld/` leads to evil.tld: all before the @ is a user name, which no
public page asks for. It is a trick of phishing, and filters score it as one (rspamd
URL_USER_PASSWORD 2.0, URL_USER_LONG and URL_MULTIPLE_AT_SIGNS 3.0); browsers warn, and mail
clients cut the link. With a password it also hands that password to every reader.

Remove what stands before the @. An @ in the path (`https://medium.com/@acme`) or in the query
means nothing of the kind.

Evidence: rspamd's scores (August 2026); WHATWG URL Standard, 4.4 (credentials are an error).

```html bad
<a href="https://acme.com@evil.tld/">Sign in</a>
                 ^^^^^^^^ URL contains user information before @ (looks like acme.com but goes to evil.tld)
```

```plain bad
Download: ftp://ann:s3cret@files.acme.com/list.csv
                ^^^^^^^^^^ URL contains user information before @ (goes to files.acme.com)
```

```html good
<a href="https://medium.com/@acme">Blog</a> <a href="mailto:{{ owner }}@acme.com">Write</a>
<a href="https://acme.com/?mail=ann@acme.com">Settings</a>
<a href="https://{{ account }}@acme.com/">Filled in later</a>
```

```html good
<a href="mailto:ann@acme.com">Ann</a> <a href="sip:ann@acme.com">Call</a>
```
"""

from presend.api import Finding, Html, Iterator, Message, Plain, rule
from presend.domains import normal


@rule(severity="error", standard="WHATWG URL Standard, 4.4; RFC 3986, 7.6")
def check(document: Html | Plain | Message) -> Iterator[Finding]:
    for link in document.links:
        url = link.url
        if not url.is_special or not (url.username or url.password):
            continue
        if link.kind == "code" or link.anchor is not None:
            continue
        said = "URL contains user information before @"
        if url.site:
            name = normal(url.username) or ""
            looks = f"looks like {name} but " if "." in name else ""
            said += f" ({looks}goes to {url.site})"
        user = f"{url.username}:{url.password}" if url.password else url.username
        yield Finding(link.place(user), said, source=link.source)
