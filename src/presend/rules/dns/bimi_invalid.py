"""A BIMI record that breaks the rules shows no logo.

The record stands at `default._bimi.` of the domain and begins with `v=BIMI1`; `l=` is the https
address of an SVG file, `a=` that of a certificate (PEM), which Gmail and Apple ask for. DMARC
must be enforced: `quarantine` or `reject`, not `none`. The logo is SVG Tiny PS: version 1.2,
square, with a title, no more than 32 kB, and nothing that moves or loads.

Name your logo's file as `svg` to have it looked at as well. The rule is off unless you turn it
on: most senders want no logo.

Evidence: draft-brand-indicators-for-message-identification (BIMI), 4 and 5; checkdmarc (August
2026).

```zone bad domains=["acme.com"]
default._bimi.acme.com.  TXT  "v=BIMI1; l=http://acme.com/logo.png; a=cert.pem"
                                          ^^^^^^^^^^^^^^^^^^^^^^^^ l= must be the https address of an .svg file
                                                                      ^^^^^^^^ a= must be the https address of a .pem file
_dmarc.acme.com.         TXT  "v=DMARC1; p=reject"
```

```zone bad domains=["acme.com"]
default._bimi.acme.com.  TXT  "v=BIMI1; l=https://acme.com/logo.svg"
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ DMARC is not enforced for acme.com (policy none), so that no logo is shown
_dmarc.acme.com.         TXT  "v=DMARC1; p=none"
```

```zone good domains=["acme.com"]
default._bimi.acme.com.  TXT  "v=BIMI1; l=https://acme.com/logo.svg; a=https://acme.com/vmc.pem"
_dmarc.acme.com.         TXT  "v=DMARC1; p=quarantine"
```

```zone good domains=["acme.com"]
default._bimi.acme.com.  TXT  "v=BIMI1; l=; a=;"
```
"""

from presend import patterns
from presend.api import Envelope, FileText, Finding, Iterator, Zone, rule

_SVG_LIMIT = 32 * 1024  # octets


class Options:
    svg: FileText = FileText()  # the logo


@rule(severity="info", standard="BIMI draft, 4", off=True)
def check(zone: Zone, envelope: Envelope, options: Options) -> Iterator[Finding]:
    from presend.documents.dns import dmarc, identities
    from presend.documents.dns.tag_lists import TagList

    for domain in identities.authors(zone, envelope):
        answer = zone.lookup(f"default._bimi.{domain}", "TXT")
        for record in answer.records:
            tags = TagList(record.text)
            place = record.joined.place
            first = tags.tags[0] if tags.tags else None
            if first is None or (first.name, first.value) != ("v", "BIMI1"):
                yield Finding(record.span, "BIMI record is ignored: v=BIMI1 must come first")
                continue
            for name, ending in (("l", ".svg"), ("a", ".pem")):
                tag = tags.by_name.get(name)
                address = tag.value.lower().partition("?")[0] if tag is not None else ""
                if (
                    tag is not None
                    and address
                    and not (address.startswith("https://") and address.endswith(ending))
                ):
                    said = f"{name}= must be the https address of {'an' if name == 'l' else 'a'} {ending} file"
                    yield Finding(place(*tag.value_span), said)
            if not tags.value("l") and not tags.value("a"):
                continue  # it declines to have a logo
            policy = dmarc.policy(zone, domain)
            asked = (policy.record.policy("p") if policy.record else None) or "none"
            if asked == "none" and policy.unknown is None:
                said = f"DMARC is not enforced for {domain} (policy none), so that no logo is shown"
                yield Finding(place(0, len(record.text.rstrip())), said, severity="warning")
            for said in _faults(options.svg):
                yield Finding(place(*tags.tags[0].span), f"The logo {said}", severity="warning")


def _faults(svg: str) -> Iterator[str]:
    """What keeps a file from being SVG Tiny PS; nothing where none is named."""
    if not svg:
        return
    if len(svg.encode("utf-8", "surrogatepass")) > _SVG_LIMIT:
        yield "has more than 32 kB"
    root = patterns.compile(r"<svg\b[^>]*+>").search(svg)
    tag = root[0] if root else ""
    for attribute, value in (("baseProfile", "tiny-ps"), ("version", "1.2")):
        if patterns.compile(rf"\b{attribute}\s*=\s*[\"']{value}[\"']").search(tag) is None:
            yield f'lacks {attribute}="{value}"'
    if patterns.compile(r"\s[xy]\s*=").search(tag):
        yield "has x or y on its root"
    if "<title" not in svg:
        yield "lacks a title"
    for name in ("script", "image", "animate", "foreignObject"):
        if f"<{name}" in svg:
            yield f"has {name} in it"
