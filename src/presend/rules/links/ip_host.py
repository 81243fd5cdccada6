"""A link to a number instead of a name looks like malware.

No brand links to an IP address: mail with one comes from hijacked machines, and every filter
has a rule for it (rspamd HTTP_TO_IP 1.0, URL_NUMERIC_IP 1.5; SpamAssassin NUMERIC_HTTP_ADDR up
to 1.2, URI_HEX_IP 1.0). An address written as one number, in octal or in hexadecimal says the
same and looks worse. The reader cannot tell whose it is, and https cannot prove it.

Link to the host's name. Addresses that nobody outside can reach (private networks, loopback,
reserved blocks) are non-public-host's to tell.

Evidence: rspamd's scores (August 2026), SpamAssassin's (October 2024).

```html bad
<a href="http://93.184.216.34/a">Offer</a>
                ^^^^^^^^^^^^^ Link points to an IP address
```

```html bad
<a href="https://0x5DB8D822/">Offer</a> <img src="https://[2606:4700::1]/logo.png" alt="">
                 ^^^^^^^^^^ Link points to an IP address (93.184.216.34)
                                                          ^^^^^^^^^^^^^^ Link points to an IP address
```

```plain good
Version 10.2.0.4/x: https://acme.com/10.2.0.4/ and 192.0.2.0/24, a network.
```

```html good
<a href="https://10.0.0.1.acme.com/">A name</a> <a href="http://192.168.1.1/">Private</a>
<a href="http://{{ host }}/">Filled in later</a>
```
"""

from presend.api import Finding, Html, Iterator, Message, Plain, rule
from presend.data import foreign, networks


@rule(severity="error", standard="rspamd HTTP_TO_IP; SpamAssassin NUMERIC_HTTP_ADDR")
def check(document: Html | Plain | Message) -> Iterator[Finding]:
    for link in document.links:
        url = link.url
        if not url.is_ip or url.host is None or link.kind == "code" or link.anchor is not None:
            continue
        if foreign.replaced(link) or not networks.routed(url.host):
            continue
        said = "Link points to an IP address"
        if url.raw_host.lower() != url.host:
            said += f" ({url.host})"
        yield Finding(link.place(url.raw_host), said, source=link.source)
