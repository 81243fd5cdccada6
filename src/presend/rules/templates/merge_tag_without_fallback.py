"""A name that is not in the contact list leaves "Hi ," behind.

Missing data is normal in contact lists. Give the tag a fallback in the ESP's own way
(`|default('there')` in HubL), or put the greeting into a condition. HubSpot and Mailchimp can set
a default for the whole account: then `fallbacks-global = true` lowers it to info. Tags in
addresses and attributes are not judged.

Evidence: vendors' documentation of their default syntaxes (catalogue section 15, 2015 to 2026).

```html bad
<p>Hi {{ contact.firstname }},</p>
      ^^^^^^^^^^^^^^^^^^^^^^^ {{ contact.firstname }} has no fallback; empty values read "Hi ,"
```

```envelope bad
Subject: %%FirstName%%, the list is here
         ^^^^^^^^^^^^^ %%FirstName%% has no fallback; empty values leave a gap
```

```html good
<p>Hi {{ contact.firstname|default('there') }}, {{ personalization_token('contact.firstname', 'there') }}</p>
```

```html good
{% if contact.firstname %}<p>Hi {{ contact.firstname }},</p>{% else %}<p>Hello,</p>{% endif %}
```

```html good
<p>{{ company_name }} thanks {{ user.first_name or 'you' }}, see {{ order.shipping_address.first_name }}</p>
<a href="https://acme.com/?n={{ contact.firstname }}">Your page</a>
```

```html good kind="transactional"
<p>Dear {{ first_name }}, your order has shipped.</p>
```
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from presend import patterns
from presend.api import Envelope, Finding, Html, Plain, Severity, Source, Span, rule
from presend.documents import blocks, holes

_NAME = (
    r"(?:\{\{\{?|\*\||%%|\[\[|\{\$|%)[~\s-]*+(?:(?:contact|person|customer|subscriber|recipient|lead|user"
    r"|profile|merge|data|params)[.:])?(first_?name|fname|given_?name|last_?name|lname|firstname|lastname)"
    r"[~\s-]*+(?:\}\}\}?|\|\*|%%|\]\]|\}|%)\Z"
)
_GREETING = r"([^\s<>{}%*|\[\]]{2,12})[ \xa0]*+\Z"


class Options:
    fallbacks_global: bool = False


@rule(severity="warning", standard="presend")
def check(
    document: Html | Plain | Envelope, envelope: Envelope, options: Options
) -> Iterator[Finding]:
    if document.rendered or not envelope.marketing:
        return
    mild: Severity | None = "info" if options.fallbacks_global else None
    if isinstance(document, Envelope):
        for name in ("subject", "preheader"):
            value = document.values.get(name)
            if value is not None:
                yield from _in(value, holes.find(value.text)[0], [], mild)
        return
    found = [hole for hole in document.holes if hole.kind == "output"]
    if found:
        text = document.source.text
        starts, ends = _shown(document)
        visible = [
            hole
            for hole in found
            if (at := bisect_right(starts, hole.start) - 1) >= 0 and hole.start < ends[at]
        ]
        branches = list(blocks.branches(text, document.holes)) if visible else []
        yield from _in(document.source, visible, branches, mild)


def _shown(document: Html | Plain) -> tuple[list[int], list[int]]:
    """Where the runs of text start and end."""
    if isinstance(document, Plain):
        return [document.start], [len(document.source.text)]
    return [run.start for run in document.runs], [run.end for run in document.runs]


def _tested(name: str, text: str, branches: Sequence[blocks.Branch]) -> list[int]:
    """Where the branches whose conditions name a variable begin and end, merged, in order."""
    edges: list[int] = []
    spans = sorted(
        (branch.marks[0].start, branch.marks[-1].end if branch.closed else len(text))
        for branch in branches
        if any(name in text[mark.start : mark.end].lower() for mark in branch.marks)
    )
    for start, end in spans:
        if edges and start <= edges[-1]:
            edges[-1] = max(edges[-1], end)
        else:
            edges += (start, end)
    return edges


def _in(
    source: Source,
    found: list[holes.Hole],
    branches: Sequence[blocks.Branch],
    mild: Severity | None,
) -> Iterator[Finding]:
    tested: dict[str, list[int]] = {}
    for hole in found:
        text = source.text[hole.start : hole.end]
        named = patterns.compile(_NAME, patterns.I).match(text)
        if named is None:
            continue
        bare = named[1].lower()
        if bare not in tested:
            tested[bare] = _tested(bare, source.text, branches)
        if bisect_right(tested[bare], hole.start) % 2:
            continue  # between the start and the end of a branch that asks for it
        before = source.text[max(0, hole.start - 14) : hole.start]
        greeting = patterns.compile(_GREETING).search(before)
        after = source.text[hole.end : hole.end + 1]
        gap = f'read "{greeting[1]} {after}"' if greeting and after in (",", "!") else "leave a gap"
        said = f"{text} has no fallback; empty values {gap}"
        yield Finding(Span(hole.start, hole.end), said, source=source, severity=mild)
