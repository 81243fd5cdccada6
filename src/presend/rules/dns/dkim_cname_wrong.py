"""A DKIM CNAME record must point to the key that the ESP made for this very domain.

A record copied from another domain, or from another account, leads to a key that is never used
for your mail; the signature then fails although the DNS looks complete. In a pair of keys the
ESP signs with one while it changes the other, so that both must be right. A proxy or "CNAME
flattening" (Cloudflare) answers in the ESP's place, and the key stays as it is when the ESP
changes it.

Copy the target from the ESP's settings page of this domain, turn proxying and flattening off
for it. The number of the pod (`hs06a`) may be any; only the pattern is compared.

Evidence: about eight pairs of HubSpot's records on GitHub (2022 to 2026); HubSpot Knowledge Base,
"Manage your email authentication in HubSpot" (May 2025: no flattening, no proxy).

```zone bad domains=["acme.com"] esp="hubspot"
hs1-123._domainkey.acme.com.  CNAME  other-com.hs06a.dkim.hubspotemail.net.
                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The key belongs to other-com, not to acme-com: the record was copied from another domain
hs2-123._domainkey.acme.com.  CNAME  acme-com.hs06b.dkim.hubspotemail.net.
```

```zone bad domains=["acme.com"] esp="hubspot"
hs1-123._domainkey.acme.com.  CNAME  acme-com.hs06b.dkim.hubspotemail.net.
                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ This is the target of hs2-123: the two records are swapped
hs2-123._domainkey.acme.com.  TXT    "v=DKIM1; p=MIIB"
                                     ^^^^^^^^^^^^^^^^^ HubSpot's key is a CNAME record to acme-com.hsNNb.dkim.hubspotemail.net; a copy of it, or one that a proxy gives, stays behind when HubSpot changes it
```

```zone bad domains=["acme.com"]
a._domainkey.acme.com.  CNAME  b._domainkey.acme.com.
                               ^^^^^^^^^^^^^^^^^^^^^^ CNAME records lead in a circle
b._domainkey.acme.com.  CNAME  a._domainkey.acme.com.
                               ^^^^^^^^^^^^^^^^^^^^^^ CNAME records lead in a circle
c._domainkey.acme.com.  CNAME  key.esp.net.
                               ^^^^^^^^^^^^ key.esp.net does not exist, so that there is no key
; presend: NXDOMAIN key.esp.net. TXT
```

```zone bad domains=["acme.com"]
$ORIGIN acme.com.
@                   SOA    ns1 hostmaster 1 3600 900 604800 300
hs1-123._domainkey  CNAME  other-com.hs06a.dkim.hubspotemail.net.
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The key belongs to other-com, not to acme-com: the record was copied from another domain
hs2-123._domainkey  CNAME  acme-com.hs06b.dkim.hubspotemail.net
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ acme-com.hs06b.dkim.hubspotemail.net lacks the dot at its end, so that acme-com.hs06b.dkim.hubspotemail.net.acme.com is asked for
s1._domainkey       CNAME  s1.domainkey.u123.wl045.sendgrid.net.
s2._domainkey       CNAME  s2.domainkey.u999.wl045.sendgrid.net.
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The other key of the pair is of account u123, this one of account u999
x._domainkey        CNAME  https://key.esp.net/.
                           ^^^^^^^^^^^^^^^^^^^^^ https://key.esp.net/ is no name of a host, so that there is no key
```

```zone good domains=["mail.my-acme.com"] esp="hubspot"
hs1-123._domainkey.mail.my-acme.com.  CNAME  mail-my-acme-com.hs11a.dkim.hubspotemail.net.
hs2-123._domainkey.mail.my-acme.com.  CNAME  MAIL-my-acme-com.hs11b.dkim.hubspotemail.net.
```

```zone good domains=["acme.com"] esp="sendgrid"
s1._domainkey.acme.com.   CNAME  s1.domainkey.u123.wl045.sendgrid.net.
s2._domainkey.acme.com.   CNAME  s2.domainkey.u123.wl045.sendgrid.net.
k2._domainkey.acme.com.   CNAME  dkim2.mcsv.net.
```
"""

from presend.api import Envelope, Finding, Iterator, Zone, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.data.esp_dns import KeyShape, Profile
    from presend.documents.dns.identities import Selector
    from presend.documents.zone import Record


@rule(severity="error", standard="RFC 6376, 3.6.2; the ESP's set-up")
def check(zone: Zone, envelope: Envelope) -> Iterator[Finding]:
    from presend.data.senders import ESPS
    from presend.documents.dns import identities

    pairs: dict[tuple[str, str], tuple[dict[str, str], Record]] = {}
    for each in identities.selectors(zone, envelope):
        alias = each.alias
        if alias is not None and (said := _leads_nowhere(each, alias)):
            yield Finding(alias.span, said)
            continue
        profile, key = _of_esp(envelope, each)
        if profile is None or key is None or not key.target:
            continue
        if alias is not None:
            parts = key.target_parts(alias.target or "")
            if said := _wrong(profile, key, each, parts):
                yield Finding(alias.span, said)
            before, _ = pairs.setdefault((each.domain, profile.id), (parts or {}, alias))
            if said := _unlike(before, parts or {}):
                yield Finding(alias.span, said, severity="warning")
        elif each.answer.state == "found" and not any(
            k.legacy and k.fits(each.selector) for k in profile.keys
        ):
            name = ESPS[profile.id].name
            target = key.example(each.selector, each.domain)
            said = f"{name}'s key is a CNAME record to {target}; a copy of it, or one that a proxy gives, stays behind when {name} changes it"
            yield Finding(each.answer.records[0].span, said)


def _leads_nowhere(each: "Selector", alias: "Record") -> str:
    """Why there is no key at the end of the CNAME records; empty if that is not known."""
    from presend.domains import known_tld, normal

    at = each.answer
    if at.state == "loop":
        return "CNAME records lead in a circle"
    target = alias.target or ""
    if normal(target) is None:
        return f"{target} is no name of a host, so that there is no key"
    written = alias.fields[0]
    relative = target != written.lower().removesuffix(".")
    if relative and at.absent and "." in written and known_tld(written.lower()):
        return f"{written} lacks the dot at its end, so that {target} is asked for"
    if at.state == "nodata":
        return f"{at.name} has no TXT record, so that there is no key"
    return f"{at.name} does not exist, so that there is no key" if at.absent else ""


def _of_esp(envelope: Envelope, each: "Selector") -> "tuple[Profile | None, KeyShape | None]":
    """Whose key it is: of the ESP that is configured, or of the one whose target it has."""
    from presend.data.esp_dns import PROFILES

    profile = PROFILES.get(envelope.esp or "")
    key = profile.key(each.selector) if profile is not None else None
    if key is not None or each.alias is None:
        return profile, key
    for profile in PROFILES.values():
        for key in profile.keys:
            if key.target and key.fits(each.selector) and key.target_parts(each.alias.target or ""):
                return profile, key
    return None, None


def _unlike(before: dict[str, str], parts: dict[str, str]) -> str:
    """In what the two keys of a pair differ that they share; empty if in nothing."""
    for part, called in (("pod", "at hs"), ("id", "of account u")):
        one, other = before.get(part), parts.get(part)
        if one and other and one != other:
            return f"The other key of the pair is {called}{one}, this one {called}{other}"
    return ""


def _wrong(
    profile: "Profile",
    key: "KeyShape",
    each: "Selector",
    parts: dict[str, str] | None,
) -> str:
    """What is wrong with the target of a CNAME record; empty if nothing is."""
    domain = each.domain.replace(".", "-")
    target = each.alias.target if each.alias is not None else None
    if parts is None:
        for other in profile.keys:
            if other is not key and other.legacy == key.legacy and other.target_parts(target or ""):
                number = key.account(each.selector) or ""
                return f"This is the target of {other.selector.replace('{id}', number)}: the two records are swapped"
        return f"The target should look like {key.example(each.selector, each.domain)}"
    if parts.get("d", domain) != domain:
        return f"The key belongs to {parts['d']}, not to {domain}: the record was copied from another domain"
    if parts.get("s", each.selector) != each.selector:
        return f"The key is that of selector {parts['s']}, not of {each.selector}"
    return ""
