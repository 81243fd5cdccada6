"""A name in the text needs a fallback, as contacts without one are usual.

`Hi {{ contact.firstname }},` reads "Hi ," to each contact whose name nobody knows, which looks
like a mail to nobody.

Give the tag a default in the way of its language, or put the greeting in a conditional that asks
for the name. Judged are first and last names, and a contact's company and city, in text that is
shown and in the subject: as a salutation they are a warning, within a sentence information. A
conditional around the tag that asks for a name, a filter with a default and names of the sender
are no findings. If the ESP has defaults for the whole account (HubSpot, Mailchimp), say
`fallbacks-global = true`, and all is information.

The fix puts in `word`, "there" unless you say another, and is not safe: it is wording.

Evidence: the default syntaxes in the documentation of all ESPs of `presend.data.merge_tags`.

```html bad esp="hubspot"
<p>Hi {{ contact.firstname }},</p>
      ^^^^^^^^^^^^^^^^^^^^^^^ {{ contact.firstname }} has no fallback; empty values read "Hi ,"
```

```html fixed
<p>Hi {{ contact.firstname|default('there') }},</p>
```

```html bad
<p>Dear <b>*|FNAME|*</b>!</p>
           ^^^^^^^^^ *|FNAME|* has no fallback; empty values read "Dear !"
```

```envelope bad esp="customerio"
Subject: {{ customer.first_name | capitalize }}, your box is on its way
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ {{ customer.first_name | capitalize }} has no fallback; empty values read ", your box is on its way"
```

```html good
<p>Hi {{ contact.firstname|default('there') }}, {{ person.first_name or "you" }}</p>
{% if user.first_name %}<p>Hello {{ user.first_name }} {{ user.last_name }},</p>{% endif %}
<a href="https://acme.com/?n={{ first_name }}">x</a> <p>Your host is {{ owner.firstname }}.</p>
{{#first_name}}Hi {{first_name}},{{/first_name}} *|IF:FNAME|*Hi *|FNAME|*,*|END:IF|*
```

```html good
{% assign first_name = customer.first_name | default: "there" %}<p>Hi {{ first_name }},</p>
<td>{{ contact.city }}</td> <p>Hello <%= @user.first_name.presence || "there" %>,</p>
```
"""

from presend.api import (
    Callable,
    Edit,
    Envelope,
    Finding,
    Fix,
    Html,
    Iterator,
    Plain,
    Sequence,
    Severity,
    Source,
    Span,
    rule,
)
from presend.data import merge_tags, person_tags
from presend.data.branches import inside
from presend.documents.templating import holes as template
from presend.documents.templating.holes import Hole, Holes


class Options:
    fallbacks_global: bool = False  # the ESP has defaults for the whole account
    word: str = "there"  # what the fix puts in


@rule(severity="warning", standard="The vendors' default values for merge tags")
def check(
    document: Html | Plain | Envelope, envelope: Envelope, options: Options
) -> Iterator[Finding]:
    if document.rendered:
        return
    if isinstance(document, Envelope):
        for name, value in document.known("subject", "preheader"):
            masked = document.text(name) or ""
            tags = _tags(value.text, document.holes(name))
            yield from _judged(value, tags, _slices(masked), envelope.esp, options)
        return
    tags = _tags(document.source.text, document.holes, document.start)
    if envelope.esp is not None:  # a foreign tag is printed, not left empty
        owned = [(merge_tags.owner(document.source[hole.start, hole.end], hole.opener), hole, kind)
                 for hole, kind in tags]  # fmt: skip
        tags = [(hole, kind) for owner, hole, kind in owned
                if owner is None or merge_tags.reads(envelope.esp, owner)]  # fmt: skip
    if tags and isinstance(document, Html):
        shown = inside((run.start, run.end) for run in document.shown)
        tags = [(hole, kind) for hole, kind in tags if shown(hole.start)]
    if isinstance(document, Html):
        around = _lines(document)
    else:
        around = _slices(document.masked)
    dialect = envelope.esp if envelope.esp in merge_tags.DIALECTS else document.dialect
    yield from _judged(document.source, tags, around, dialect, options)


def _slices(text: str) -> Callable[[tuple[int, int]], str]:
    return lambda span: text[span[0] : span[1]]


def _lines(html: Html) -> Callable[[tuple[int, int]], str]:
    return lambda span: html.text_of(span, between="\n")


def _tags(text: str, holes: Holes, start: int = 0) -> list[tuple[Hole, str]]:
    """The tags that name the reader, have no fallback and are in no branch that asks."""
    found = person_tags.bare(text, holes, start)
    if found and template.may_branch(text):
        asked = person_tags.asking(text, template.branches(text, holes))
        found = [(hole, kind) for hole, kind in found if not asked(hole.start)]
    return found


def _judged(
    source: Source,
    tags: Sequence[tuple[Hole, str]],
    around: Callable[[tuple[int, int]], str],
    dialect: str | None,
    options: Options,
) -> Iterator[Finding]:
    for hole, kind in tags:
        before = around((max(hole.start - 200, 0), hole.start))
        after = around((hole.end, min(hole.end + 200, len(source.text))))
        read = person_tags.read_without(kind, before, after)
        if read is None:
            continue
        severity: Severity | None = "info" if options.fallbacks_global or not read.text else None
        tag = source.text[hole.start : hole.end]
        said = f"{tag} has no fallback"
        if read.text:
            said += f'; empty values read "{read.text}"'
        fix = None
        if kind == "first" and read.greets:
            written = merge_tags.with_fallback(tag, hole.opener, dialect, options.word)
            if written:
                fix = Fix("Add a fallback", [Edit(Span(hole.start, hole.end), written)], safe=False)
        yield Finding((hole.start, hole.end), said, fix, severity=severity, source=source)
