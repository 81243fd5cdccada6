"""Markup, entities and typographic quotes inside a merge tag break it.

Editors of the WYSIWYG kind put formatting, `&nbsp;`, `&quot;`, curly quotes and invisible
characters into tags, unseen by whoever writes. The engine then stops with an error, prints the
tag, or finds no such variable and prints nothing.

Take them out, and write tags in the source view. The fix moves formatting that encloses the name
around the tag, and writes plain quotes and spaces. What stands in quotes within a tag (HTML in
the argument of a filter) is text and no finding, nor is code of ERB, EJS and PHP, where `<` is
less than. A no-break space is white space to some engines: a warning, but for HubL and Liquid.

Evidence: Mailchimp's help names Word markup as a reason why its UNSUB tag is not recognised
(2015 to 2024); the grammars of the engines.

```html bad
<p>Hi {{ contact.<b>firstname</b> }}, *|F<em>NAME</em>|*,</p>
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Merge tag is split by markup: {{ contact.<b>firstname</b> }}
                                      ^^^^^^^^^^^^^^^^^^ Merge tag is split by markup: *|F<em>NAME</em>|*
<p>{{ contact.&nbsp;city|default(‘here’) }}</p>
   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Merge tag is split by &nbsp; and smart quotes: {{ contact.&nbsp;city|default(‘here’) }}
```

```html fixed
<p>Hi <b>{{ contact.firstname }}</b>, <em>*|FNAME|*</em>,</p>
<p>{{ contact.city|default('here') }}</p>
```

```html bad
{% if total &gt; 100 &amp;&amp; vip == &quot;yes&quot; %}<p>Free</p>{% endif %}
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Merge tag is split by &gt;, &amp; and &quot;: {% if total &gt; 100 &amp;&amp; vip == &quot;yes&quot; %}
```

```html fixed
{% if total > 100 && vip == "yes" %}<p>Free</p>{% endif %}
```

```html good
<p>{{ contact.city|default("it’s <b>here</b>&nbsp;") }} {# a <b>comment</b> &amp; more #}</p>
<% if a <b && c> d %>x<% end %> {% trans 'Terms &amp; “conditions”' %} {{ a < b }}
<p title="{{ a }} &amp; {{ b }}">“{{ name }}”&nbsp;<b>{{ x }}</b></p>
```

```html good
<p>{% raw %}{{ a.<b>b</b> }}{% endraw %} <code>{{ a.<b>b</b> }}</code></p>
```
"""

from presend import patterns
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
    brief,
    listed,
    rule,
)
from presend.documents.templating import delimiters
from presend.documents.templating.holes import Hole

_OPENERS = frozenset("{{ {{{ {% *| %%[ %%= %% [[ {$ {! #[ $[ { %".split())
_SUSPECT = patterns.compile("[<&\xa0\u2018-\u201f\u200b-\u200d\u2060\ufeff\xad]")
_STRICT = frozenset("hubl liquid customerio braze jinja nunjucks twig".split())


@rule(severity="error", standard="The grammar of the template language; Mailchimp help")
def check(document: Html | Plain | Envelope) -> Iterator[Finding]:
    if document.rendered:
        return
    if isinstance(document, Envelope):
        for name, value in document.known("subject", "preheader"):
            for hole in document.holes(name):
                yield from _judged(value, hole, None)
        return
    tags = document.holes.said
    if "<" not in tags and "&" not in tags and tags.isascii():
        return
    found = (
        finding
        for hole in document.holes
        if hole.start >= document.start
        for finding in _judged(document.source, hole, document.dialect)
    )
    yield from delimiters.outside_examples(document, found)


def _judged(source: Source, hole: Hole, dialect: str | None) -> Iterator[Finding]:
    text = source.text
    if hole.kind == "comment" or hole.opener not in _OPENERS:
        return
    if not _SUSPECT.search(text, hole.start + 2, hole.end - 1):
        return
    from presend.documents.templating import split_tags

    tag = text[hole.start : hole.end]
    faults = split_tags.splits(tag, hole.opener)
    if not faults:
        return
    alone = faults == [split_tags.NO_BREAK_SPACE]
    severity: Severity | None = "warning" if alone and dialect not in _STRICT else None
    said = f"Merge tag is split by {listed(faults)}: {brief(tag)}"
    mended = split_tags.mended(text, hole)
    edit = Edit(Span(hole.start, hole.end), mended or "")
    fix = Fix("Write the tag plainly", [edit]) if mended else None
    yield Finding((hole.start, hole.end), said, fix, severity=severity, source=source)
