"""A variable that the ESP does not know is printed as nothing.

Most engines say nothing of a name that they do not know: `{{ contact.fristname }}` is an empty
greeting to everybody, and a misspelt `unsubscribe_link` is a link without a target.

Write the name as the ESP does. For HubSpot a name is told that is nearly one of HubSpot's own;
any other may be a property of yours. With `variables`, or `variables-file` (a JSON Schema of the
data, a JSON list, or one name a line), every other name is told too, in any template language,
unless the template itself gives it a value. Names behind a dot count as known if either end is.

Evidence: HubSpot, "HubL variables" (6 April 2023) and HubSpot/hubspot-cms-vscode; that an unknown
name prints nothing, the documentation of Jinja, Liquid, Handlebars and HubL.

```html bad esp="hubspot"
<p>Hi {{ contact.fristname|default('there') }}, {{ personalization_token('contact.emial', '') }}</p>
         ^^^^^^^^^^^^^^^^^ Unknown variable contact.fristname — did you mean contact.firstname?
                                                                          ^^^^^^^^^^^^^ Unknown variable contact.emial — did you mean contact.email?
<a href="{{ unsubcribe_link }}">Unsubscribe</a>
            ^^^^^^^^^^^^^^^ Unknown variable unsubcribe_link — did you mean unsubscribe_link?
```

```html fixed
<p>Hi {{ contact.firstname|default('there') }}, {{ personalization_token('contact.email', '') }}</p>
<a href="{{ unsubscribe_link }}">Unsubscribe</a>
```

```html bad variables=["first_name", "order"]
<p>Hi {{ fist_name }}, {{ order.total | money }}, {{ shop }}</p>
         ^^^^^^^^^ Unknown variable fist_name — did you mean first_name?
                                                     ^^^^ Unknown variable shop
```

```html good esp="hubspot"
{% set firstnames = contact.favourite_names %}{% for unsubscribe_lin in list %}{{ unsubscribe_lin }}{% endfor %}
<p>{{ contact.firstname|title }}, {{ contact.address2 }}, {{ contact.citi }}, {{ site_settings.company_name }},
{{ "contact.fristname" }} {{ module.text }} {{ year }} {# contact.fristname #}</p>
```

```html good
<p>{{ contact.fristname }} {{ whatever }}</p>
```
"""

from presend import patterns
from presend.api import (
    Edit,
    Envelope,
    FileText,
    Finding,
    Fix,
    Html,
    Iterator,
    Plain,
    Source,
    Span,
    rule,
)
from presend.data import esp_tokens, variables
from presend.documents.templating import delimiters
from presend.documents.templating.holes import Holes

_MOST = 200  # names that are looked up; a template has no more
_SIMPLE = patterns.compile(r"\{\{-?\s*+(\w++)(?:\.([\w.]++))?+\s*+-?\}\}\Z")
_CURLY = ("{{", "{{{")


class Options:
    variables: tuple[str, ...] = ()  # the names of your data
    variables_file: FileText = FileText("")  # the same in a file: JSON Schema, JSON list or lines


@rule(severity="error", standard="HubSpot, HubL variables")
def check(
    document: Html | Plain | Envelope, envelope: Envelope, options: Options
) -> Iterator[Finding]:
    if document.rendered:
        return
    own = frozenset(options.variables)
    if options.variables_file:
        own |= variables.schema(options.variables_file)
    if isinstance(document, Envelope):
        hubspot = envelope.esp == "hubspot"
        shown = document.known("subject", "preheader") if hubspot or own else ()
        for name, value in shown:
            yield from _judged(value, document.holes(name), own, hubspot)
        return
    text = document.source.text
    hubspot = esp_tokens.provider(envelope.esp, document.dialect, text) == "hubspot"
    if document.holes and (hubspot or own):
        found = _judged(document.source, document.holes, own, hubspot)
        yield from delimiters.outside_examples(document, found)


def _judged(source: Source, holes: Holes, own: frozenset[str], hubspot: bool) -> Iterator[Finding]:
    from presend.documents.templating import variable_names

    text = source.text
    given: set[str] | None = None
    seen: set[str] = set()
    for hole in holes:
        if hole.opener not in _CURLY and not (hole.opener == "{%" and hubspot):
            continue
        simple = _SIMPLE.match(text, hole.start, hole.end)
        if hubspot and simple and variables.is_hubspots(simple[1], simple[2] or ""):
            continue
        for span in variable_names.used(text, hole):
            first, _, rest = source[span].partition(".")
            if first not in variable_names.WORDS and not (
                hubspot and variables.is_hubspots(first, rest)
            ):
                seen.add(source[span])
                if len(seen) > _MOST:
                    return
                given = variable_names.given(holes.said) if given is None else given
                if first not in given:
                    yield from _finding(source, span, first, rest, own, hubspot)


def _finding(
    source: Source, span: Span, first: str, rest: str, own: frozenset[str], hubspot: bool
) -> Iterator[Finding]:
    name = f"{first}.{rest}" if rest else first
    last = rest.rpartition(".")[2] or first
    if own & {name, first, last}:
        return
    close = variables.nearest(last if rest else first, own) if own else None
    if hubspot:
        if rest.startswith(("hs_", "hubspot_")) or "." in rest:
            return
        if close is None:
            near = variables.nearest(rest or first, variables.HUBSPOT[first if rest else ""])
            close = f"{first}.{near}" if near and rest else near
        if close is None and not (own and first == "contact"):
            return
    said = f"Unknown variable {name}" + (f" — did you mean {close}?" if close else "")
    fix = Fix("Write the name that is known", [Edit(span, close)], safe=False) if close else None
    yield Finding(span, said, fix, source=source)
