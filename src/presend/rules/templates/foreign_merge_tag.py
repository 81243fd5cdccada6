"""A merge tag of another ESP is printed as it stands.

Each ESP fills in its own tags and sends the rest to the reader: `Hi *|FNAME|*,` out of a template
that was moved from Mailchimp to HubSpot. A foreign unsubscribe tag leaves a link that leads
nowhere, which is unlawful as well.

Write the tag of the ESP that sends the mail; the fix does so for names, addresses and links that
all of them have. Judged are tags that are one ESP's alone, by their delimiters or their names;
`{{ name }}` is not. Which ESP sends is told by `[sending] esp`, by the export, or by the majority
of such tags, if there are three. Names that an ESP reserves, but a template of one's own may use
too (`customer.`), are told at `info`, and only where the ESP is known. With SendGrid, whose older
templates replace any word, it is a warning. Allow a file that serves several ESPs.

Evidence: the tags in the vendors' documentation, as `presend.data.merge_tags` has them.

```html bad esp="hubspot"
<p>Hi *|FNAME|*, read on.</p>
      ^^^^^^^^^ *|FNAME|* is Mailchimp syntax; this template is for HubSpot
```

```html fixed
<p>Hi {{ contact.firstname }}, read on.</p>
```

```html bad
<p>Hi {{ contact.firstname }} of *|LIST:COMPANY|*,</p> *|LIST:ADDRESS|* *|UNSUB|*
      ^^^^^^^^^^^^^^^^^^^^^^^ {{ contact.firstname }} is HubSpot syntax; the other tags are Mailchimp's
```

```envelope bad esp="klaviyo"
Subject: %FIRSTNAME%, this is for you
         ^^^^^^^^^^^ %FIRSTNAME% is ActiveCampaign syntax; this template is for Klaviyo
```

```html good esp="hubspot"
<p>Hi {{ contact.firstname|default('there') }}, {{ order.total }} {% raw %}*|FNAME|*{% endraw %}</p>
<p>In Mailchimp write <code>*|FNAME|*</code>. 50% OF 100%</p>
```

```html good esp="mailchimp"
{% for item in items %}<p>*|FNAME|*, {{ item.name }}</p>{% endfor %}<a href="*|UNSUB|*">Out</a>
```

```html good
<p>{{ customer.first_name }} *|FNAME|*</p>
```
"""

from presend.api import (
    Edit,
    Envelope,
    Finding,
    Fix,
    Html,
    Iterator,
    Plain,
    Severity,
    Source,
    Span,
    rule,
)
from presend.data import merge_tags
from presend.data.senders import ESPS
from presend.documents.templating import delimiters
from presend.documents.templating.holes import Hole, Holes


@rule(severity="error", standard="The vendors' lists of merge tags")
def check(document: Html | Plain | Envelope, envelope: Envelope) -> Iterator[Finding]:
    if document.rendered or not (envelope.esp is None or merge_tags.knows(envelope.esp)):
        return
    if isinstance(document, Envelope):
        shown = document.known("subject", "preheader", "from-name") if envelope.esp else ()
        for name, value in shown:
            yield from _judged(value, document.holes(name), envelope.esp)
    elif document.holes:
        found = _judged(document.source, document.holes, envelope.esp)
        yield from delimiters.outside_examples(document, found)


def _judged(source: Source, found: Holes, esp: str | None) -> Iterator[Finding]:
    owners = merge_tags.owners(found.said, {hole.opener for hole in found})
    told = esp is not None
    if esp is None:
        esp = merge_tags.majority(source.text, found) if len(owners) > 1 else None
        if esp is None:
            return
    foreign = any(not merge_tags.reads(esp, owner) for owner in owners)
    reserved = told and merge_tags.may_be_reserved(found.said, esp)
    for hole, tag in merge_tags.tags_of(source.text, found) if foreign or reserved else ():
        owner = merge_tags.owner(tag, hole.opener)
        if owner is not None and not merge_tags.reads(esp, owner):
            name = _name(esp)
            sent = f"this template is for {name}" if told else f"the other tags are {name}'s"
            said = f"{tag} is {_name(owner, syntax=True)} syntax; {sent}"
            fix = _fix(hole, tag, owner, esp)
            mild: Severity | None = "warning" if merge_tags.substitutes(esp) else None
            yield Finding((hole.start, hole.end), said, fix, severity=mild, source=source)
        elif reserved and owner is None and hole.opener == "{{":
            yield from _reserved(source, hole, tag, esp)


def _reserved(source: Source, hole: Hole, tag: str, esp: str) -> Iterator[Finding]:
    owners = merge_tags.namespace(tag)
    if not owners or esp in owners:
        return
    name = tag.strip("{}- ").partition(".")[0]
    if any(f"{word} {name}" in source.text for word in ("set", "assign", "for", "with", "as")):
        return
    said = f"{tag} is {_name(owners[0])} syntax; this template is for {_name(esp)}"
    yield Finding((hole.start, hole.end), said, severity="info", source=source)


def _fix(hole: Hole, tag: str, owner: str, esp: str) -> Fix | None:
    meaning = merge_tags.meaning(owner, tag)
    wanted = merge_tags.tags(esp).get(meaning) if meaning else None
    if not wanted:
        return None
    edit = Edit(Span(hole.start, hole.end), wanted[0])
    return Fix(f"Write {_name(esp)}'s tag", [edit], safe=False)


def _name(esp: str, *, syntax: bool = False) -> str:
    if syntax and esp in merge_tags.NAMES:
        return merge_tags.NAMES[esp]
    return ESPS[esp].name if esp in ESPS else esp.title()
