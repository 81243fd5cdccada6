"""Blocks and delimiters of the template language must be closed, in each file by itself.

An `if` without its end stops the rendering when the mail is to go out, or swallows what follows;
of `{{ name }` with one brace short the reader sees the code. Where several templates are put
together, each is still read alone: a block that opens in the header cannot end in the footer.

Close the block where it ought to end. A block that is opened in each branch of an `if` and
closed once after it is wrong as well. Tags of a library that presend does not know are blocks
only where their end is seen, and then a warning. Braces in CSS, scripts and examples (`code`,
`pre`), modifiers of Ruby, `{% raw %}` and single tags such as `{% set x = 1 %}` are no findings.

`|default:'x'` in HubL and `|default('x')` in Django are the other one's grammar.

The fix of `{ { name }}` is safe; to complete a delimiter is not, as only you know where the tag
was to end.

Evidence: the grammars of the engines (Jinja, Django, Liquid, HubL, Handlebars, ERB, EJS, Go,
PHP, FreeMarker, Mailchimp, AMPscript), all of which demand it.

```html bad
{% if a %}{% for b in c %}<p>{{ b }}</p>{% endif %}{% endfor %}
          ^^^^^^^^^^^^^^^^ {% for b in c %} must be closed before {% endif %}
{% if vip %}<p>Early access</p>
^^^^^^^^^^^^ {% if vip %} is never closed
```

```html bad
<p>Bye{{/each}}</p>
      ^^^^^^^^^ {{/each}} closes nothing
<p>Hello {{#if name}}{{name}}{{/unless}}</p>
         ^^^^^^^^^^^^ {{#if name}} is closed by {{/unless}}
```

```html bad
<% if @vip %><% @offers.each do |offer| %><p><%= offer %></p><% end %>
^^^^^^^^^^^^^ <% if @vip %> is never closed
```

```html bad
<p>Hi {{ first_name }, see { { offer }}</p>
      ^^^^^^^^^^^^^^^ {{ first_name } lacks its }}
                           ^^^^^^^^^^^^ { { offer }} has white space within its delimiters
```

```html fixed
<p>Hi {{ first_name }}, see {{ offer }}</p>
```

```html bad
<p>{{ site_settings.company_name|upper }}, {{ contact.city|default:'here' }}</p>
                                                          ^^^^^^^^^ HubL writes |default(…), not |default:
```

```html good
<style>@media (max-width: 600px) { .a { width: 100%}}</style>
{% include "head" %}{% set a = 1 %}{% for x in y %}{{ x }}{% else %}-{% endfor %}{% crispy form %}
{%- if a -%}{% trans "Hello" %}{% elif b %}{% block c %}{% endblock c %}{% endif %}
<p>Write <code>{{#if}}</code> and <code>{{ name }</code>.</p>
```

```html good
<p><%= "Hello" if @vip %><% unless @a %>x<% else %>y<% end %></p>
*|IF:VIP|*Yes*|ELSE:|*No*|END:IF|* %%[ IF @a == 1 THEN ]%%x%%[ ENDIF ]%%
```

```html good
{% with %}{% set total = 3 %}<p>{{ total }}</p>{% endwith %} {% ifAsync a %}b{% endif %}
<p :for={{line, i} <- Enum.with_index(@lines)} :if={i > 0}>{line}</p> <#noparse><#if></#noparse>
```

```envelope bad
Subject: Hello {{ name }
               ^^^^^^^^^ {{ name } lacks its }}
```
"""

from presend.api import (
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
    brief,
    rule,
)
from presend.documents.templating import blocks, delimiters, dialects, holes
from presend.documents.templating.blocks import Fault
from presend.documents.templating.statements import Statement


@rule(severity="error", standard="The grammar of the template language")
def check(document: Html | Plain | Envelope) -> Iterator[Finding]:
    if document.rendered:
        return
    if isinstance(document, Envelope):
        for _, value in document.known("subject", "preheader"):
            found, broken = holes.find(value.text)
            loose = delimiters.of_text(value.text, found, broken)
            yield from _findings(value, blocks.faults(value.text, found), loose)
        return
    faults = blocks.faults(document.source.text, document.holes, document.start)
    if document.dialect == "ejs":  # a single statement needs no braces there, and `end` is Ruby's
        faults = [each for each in faults if each.statement.key == "}"]
    loose = delimiters.find(document, document.holes, document.broken_holes)
    findings = [*_findings(document.source, faults, loose), *_filters(document)]
    yield from delimiters.outside_examples(document, findings)


def _findings(
    source: Source, faults: Sequence[Fault], loose: Sequence[delimiters.Loose]
) -> Iterator[Finding]:
    torn = {each.family for each in loose if each.family}
    for fault in faults:
        if fault.statement.family not in torn:
            yield _finding(source, fault)
    for each in loose:
        title = "Take out the white space" if each.safe else "Complete the delimiter"
        fix = Fix(title, each.edits, safe=each.safe) if each.edits else None
        severity: Severity | None = None if each.sure else "warning"
        yield Finding(each.span, each.said, fix, severity=severity, source=source)


def _finding(source: Source, fault: Fault) -> Finding:
    statement, other, late = fault.statement, fault.other, fault.late
    span, said = _span(statement), _said(source, statement)
    severity: Severity | None = "warning" if statement.custom else None
    if fault.kind == "stray":
        what = "closes nothing" if statement.part == "close" else "stands in no block"
        return Finding(span, f"{said} {what}", severity=severity, source=source)
    due = f"{statement.end_word} was due here"
    if other is None:
        end = Span(len(source.text), len(source.text))
        return Finding(
            span, f"{said} is never closed", severity=severity, source=source, related=[(end, due)]
        )
    related = [(_span(other), due)]
    if fault.kind == "unclosed":
        said = f"{said} is never closed"
    elif fault.kind == "wrong":
        said = f"{said} is closed by {_said(source, other)}"
        if statement.key == other.key:  # the name at the end of a block counts in some engines only
            severity = "warning"
    else:
        said = f"{said} must be closed before {_said(source, other)}"
        related += [(_span(late), "it is closed here")] if late else []
    return Finding(span, said, severity=severity, source=source, related=related)


def _filters(document: Html | Plain) -> Iterator[Finding]:
    """Filters with the grammar of another language."""
    for span, name, form in dialects.foreign_filters(document):
        if form == "(":
            said = f"Django's language writes |{name}:…, not |{name}("
        else:
            said = f"HubL writes |{name}(…), not |{name}:"
        yield Finding(span, said)


def _span(statement: Statement) -> Span:
    return Span(statement.start, statement.end)


def _said(source: Source, statement: Statement) -> str:
    return brief(source.text[statement.start : min(statement.end, statement.start + 400)], 50)
