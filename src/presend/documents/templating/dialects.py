"""Which template language a text is written in, and what in it is another one's grammar.

The language is told by the file's name, else by marks in the text.
"""

from __future__ import annotations

from presend import patterns
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from presend.documents.html import Html
    from presend.documents.plain import Plain

DIALECTS = (
    "activecampaign ampscript aweber braze brevo campaignmonitor customerio django drip ejs erb "
    "freemarker go handlebars hubl intercom iterable jinja kit klaviyo liquid listmonk loops "
    "mailchimp mailerlite mailgun mailigen mailjet marketo mautic mustache none nunjucks omnisend "
    "plunk postmark resend sendgrid ses socketlabs twig zoho"
).split()

_ENDINGS = {
    "j2": "jinja",
    "jinja": "jinja",
    "jinja2": "jinja",
    "njk": "nunjucks",
    "nunjucks": "nunjucks",
    "twig": "twig",
    "liquid": "liquid",
    "hbs": "handlebars",
    "handlebars": "handlebars",
    "mustache": "mustache",
    "erb": "erb",
    "markerb": "erb",
    "ejs": "ejs",
    "ftl": "freemarker",
    "ftlh": "freemarker",
    "hubl": "hubl",
    "amp": "ampscript",
    "gotmpl": "go",
    "gohtml": "go",
    "tmpl": "go",
}
FRAMEWORKS = frozenset(
    "django ejs erb freemarker go handlebars jinja liquid mustache nunjucks twig".split()
)
"""Languages that say nothing of what sends: a build may come between, and add a host to paths."""
OF_ESP = {
    "hubspot": "hubl",
    "mailchimp": "mailchimp",
    "mandrill": "mailchimp",
    "salesforce": "ampscript",
    "shopify": "liquid",
}
_MARKS = (
    ("hubl", r"\{\{-?\s*+(?:site_settings|contact|content|unsubscribe_link_all"
             r"|unsubscribe_section)\b(?!\.[A-Z]{2})|\{%-?\s*+(?:module|widget_block|dnd_area|boolean|linked_image)\b"
             r"|personalization_token\(|templateType:"),
    ("mailchimp", r"\*\|[A-Za-z][\w:/.-]*+\|\*"),
    ("ampscript", r"%%\[|%%="),
    ("klaviyo", r"\{%-?\s*+unsubscribe\b|\{\{-?\s*+(?:organization\.|person\|)"),
    ("sendgrid", r"<%asm_|\{\{insert "),
    ("postmark", r"\{\{\{?\s*+pm:"),
    ("ses", r"\{\{\s*+amazonSES"),
    ("mailgun", r"%recipient\.|%unsubscribe_url%"),
    ("braze", r"\{\{-?\s*+\$\{"),
    ("customerio", r"\{\{-?\s*+customer\."),
    ("marketo", r"\{\{(?:lead|system|my)\."),
    ("mailjet", r"\[\[data:|\{\{var:"),
    ("activecampaign", r"%UNSUBSCRIBELINK%|%SENDER-INFO"),
    ("mailerlite", r"\{\$[a-z]"),
    ("mautic", r"\{contactfield="),
    ("zoho", r"\$\[[A-Z]"),
    ("listmonk", r"\{\{-?\s*+\.Subscriber|\{\{-?\s*+UnsubscribeURL"),
    ("erb", r"<%=?\s"),
    ("freemarker", r"<#(?:if|list|include|assign)\b"),
    ("django", r"\{%\s*+(?:load|url|trans|translate|blocktrans|blocktranslate|autoescape)\b"),
    ("liquid", r"\{%-?\s*+(?:assign|capture|unless|elsif|case|tablerow|render)\b"),
    ("go", r"\{\{-?\s*+(?:\.[A-Z]\w|range\s+\.|template\s+\"|end\s*+-?\}\})"),
    ("handlebars", r"\{\{~?\s*+(?:[#/^>]|else\b)"),
    ("jinja", r"\{%"),
)  # fmt: skip

_OPENERS = ("{{", "{%", "*|", "%", "[[", "{$", "<#", "$[", "{contactfield=", "templateType:")


def of_name(name: str) -> str | None:
    """The language that a file's ending names (`mail.html.j2`: jinja)."""
    return _ENDINGS.get(name.rpartition(".")[2].lower())


def of_text(text: str) -> str | None:
    """The language whose own marks stand in the text; None where there is none."""
    found = mark(text)
    return None if found is None else found[0]


def mark(text: str) -> tuple[str, int, int] | None:
    """The same with the place of the mark that tells: its start and end."""
    if not any(opener in text for opener in _OPENERS):
        return None
    for dialect, pattern in _MARKS:
        if found := patterns.compile(pattern).search(text):
            return dialect, *found.span()
    at = text.find("{{")
    return ("mustache", at, at + 2) if at >= 0 else None


_STRING = patterns.compile(r"\"[^\"]*+\"|'[^']*+'")
_COLON = patterns.compile(r"(?<!\|)\|\s*+([a-z_]++)\s?(:)")
_BRACKET = patterns.compile(r"(?<!\|)\|\s*+([a-z_]++)(\()")
_HUBL = ("site_settings.", "contact.", "templateType:", "{% module", "{% dnd_", "unsubscribe_link")


def foreign_filters(document: Html | Plain) -> Iterator[tuple[Span, str, str]]:
    """Filters in the grammar of another language: where, the name, and what follows that.

    HubL writes `|default('x')`, Django's language and Klaviyo's `|default:'x'`.
    """
    text, tags = document.source.text, document.holes.said
    if "|" not in tags:
        return
    if document.dialect == "klaviyo" or "{% load " in tags or "{% blocktrans" in tags:
        pattern = _BRACKET
    elif document.dialect == "hubl" and any(mark in text for mark in _HUBL):
        pattern = _COLON
    else:
        return
    if not pattern.search(tags):
        return
    for hole in document.holes:
        if hole.opener in ("{{", "{%") and hole.kind != "comment":
            code = text[hole.start : hole.end]
            if "|" not in code:
                continue
            bare = _STRING.sub(lambda string: "_" * len(string[0]), code)
            found = pattern.search(bare)
            if found and "?" not in bare[: found.start()]:  # a ternary
                span = Span(hole.start + found.start(), hole.start + found.end())
                yield span, found[1], found[2]
