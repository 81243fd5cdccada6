"""A link must not carry the click tracking of another message.

A link copied out of a delivered mail leads through the tracking of whoever sent that mail. It
carries another recipient's identity, counts the clicks for another campaign, and expires with
it; filters treat its host as a redirector.

Open the link, copy the address where it ends, without its tracking parameters, and paste that.
The ESP adds its own tracking when it sends. A message that has been sent (.eml) is not judged,
since there the tracking is its own; forms and pages that ESPs host are no findings.

Evidence: rspamd's redirector map (August 2026), which lists these hosts; Salesforce Help, "Link
Tracking" (cl.exct.net); HubSpot links of this form in public text files.

```html bad
<a href="https://d2v8tf04.na1.hubspotlinks.com/Ctc/RI+113/d2v8tf04/VW">Offer</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Link already contains HubSpot click tracking from another message (d2v8tf04.na1.hubspotlinks.com)
```

```html bad
<a href="https://url1234.acme.com/ls/click?upn=u001.Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4">Offer</a>
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Link already contains SendGrid click tracking from another message (url1234.acme.com)
```

```plain bad
Offer: https://acme.us1.list-manage.com/track/click?u=1&id=2&e=3
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Link already contains Mailchimp click tracking from another message (acme.us1.list-manage.com)
```

```html good
<a href="https://acme.com/offer">Offer</a>
<a href="https://x7yh9.mjt.lu/wgt/x7yh9/l1p/form">Form</a>
<a href="https://acme.us1.list-manage.com/subscribe?u=1">Join</a> <a href="*|UNSUB|*">Out</a>
<a href="https://hubspotlinks.com.acme.com/x">x</a>
<a href="https://{{ host }}.hubspotlinks.com/">x</a> <a href="https://acme.com/ls/click">x</a>
```

```message good
Content-Type: text/plain

https://d2v8tf04.na1.hubspotlinks.com/Ctc/RI+113/d2v8tf04/VW
```
"""

from presend.api import Finding, Html, Iterator, Plain, rule
from presend.data.tracking import SHAPED, tracker, tracks

_FORM = "/wgt/"  # Mailjet's


@rule(severity="error", standard="rspamd redirector map")
def check(document: Html | Plain) -> Iterator[Finding]:
    if document.rendered:
        return
    for site, links in document.links.by_site.items():
        known = tracks(site)
        for link in links:
            if not known and not link.url.path.startswith(SHAPED):
                continue
            if link.kind == "resource" or link.anchor is not None:
                continue
            if (provider := tracker(link.url)) and not link.url.path.startswith(_FORM):
                tracking = f"{provider} click tracking from another message ({site})"
                yield Finding(link.span, f"Link already contains {tracking}")
