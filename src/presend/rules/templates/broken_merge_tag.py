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
    rule,
)
from presend.documents.templating import delimiters
from presend.documents.templating.holes import Hole

_OPENERS = frozenset("{{ {{{ {% *| %%[ %%= %% [[ {$ {! #[ $[ { %".split())
_SUSPECT = patterns.compile("[<&\xa0\u2018-\u201f\u200b-\u200d\u2060\ufeff\xad]")
_STRING = patterns.compile(r"\"[^\"]*+\"|'[^']*+'|`[^`]*+`")
_MARKUP = patterns.compile(r"<(/?)([A-Za-z][A-Za-z0-9:]*+)(?:\s[^<>]*+)?/?>")
_ENTITY = patterns.compile(
    r"&(?:nbsp|quot|apos|amp|lt|gt|zwnj|zwj|[lr][sd]quo|#39|#x27|#34|#160|#xa0|#8203);", patterns.I
)
_MEANT = {"nbsp": " ", "#160": " ", "#xa0": " ", "quot": '"', "#34": '"', "apos": "'",
          "#39": "'", "#x27": "'", "amp": "&", "lt": "<", "gt": ">", "lsquo": "'", "rsquo": "'",
          "ldquo": '"', "rdquo": '"', "zwnj": "", "zwj": "", "#8203": ""}  # fmt: skip
_SMART = {**dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b"), "'"),
          **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f"), '"')}  # fmt: skip
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\xad"), "")
_INLINE = frozenset("a b strong i em u s span font small big code mark sub sup del ins".split())
_OTHER = frozenset("br p div wbr img td tr table tbody li ul ol h1 h2 h3 h4 center o:p".split())
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
    tag = text[hole.start : hole.end]
    bare = _STRING.sub(lambda string: "_" * len(string[0]), tag)
    faults: list[str] = []
    if hole.opener != "%%[" and any(
        found[2].lower() in _INLINE or found[2].lower() in _OTHER
        for found in _MARKUP.finditer(bare)
    ):
        faults.append("markup")
    faults += dict.fromkeys(found[0].lower() for found in _ENTITY.finditer(bare))
    if any(ord(char) in _SMART for char in bare):
        faults.append("smart quotes")
    if any(ord(char) in _UNSEEN for char in bare):
        faults.append("invisible characters")
    severity: Severity | None = None
    if "\xa0" in bare:
        severity = None if faults or dialect in _STRICT else "warning"
        faults.append("a no-break space")
    if faults:
        shown = " ".join(tag.split())
        shown = shown if len(shown) <= 60 else shown[:59] + "…"
        said = f"Merge tag is split by {_listed(faults)}: {shown}"
        mended = _mended(text, hole, bare)
        edit = [Edit(Span(hole.start, hole.end), mended)] if mended else []
        fix = Fix("Write the tag plainly", edit) if edit else None
        yield Finding((hole.start, hole.end), said, fix, severity=severity, source=source)


def _mended(text: str, hole: Hole, bare: str) -> str | None:
    """The tag without what breaks it; None where it is not plain how."""
    tag = text[hole.start : hole.end]
    opened: list[str] = []
    before, after = "", ""
    for found in _MARKUP.finditer(bare):
        name, written = found[2].lower(), tag[found.start() : found.end()]
        if name not in _INLINE:
            return None
        if not found[1]:
            opened.append(name)
            before += written
        elif not opened or opened.pop() != name:
            return None
        else:
            after += written
    if opened:
        return None
    quote = text[hole.start - 1 : hole.start]
    pieces: list[str] = []
    done = 0
    for string in [*_STRING.finditer(tag), None]:  # strings stay as they are
        start, end = string.span() if string else (len(tag), len(tag))
        code = _MARKUP.sub("", tag[done:start])
        code = _ENTITY.sub(lambda found: _MEANT[found[0][1:-1].lower()], code)
        code = code.translate(_SMART).translate(_UNSEEN).replace("\xa0", " ")
        pieces.append(code.replace(". ", ".") + tag[start:end])
        done = end
    mended = "".join(pieces)
    if quote in ('"', "'") and quote in mended.replace(tag, ""):
        return None
    return before + mended + after


def _listed(faults: list[str]) -> str:
    *firsts, last = faults
    return f"{', '.join(firsts)} and {last}" if firsts else last
