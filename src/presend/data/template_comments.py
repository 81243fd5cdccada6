"""How each template language writes a comment that never ships.

Sources: the references of the languages (Jinja 3.1, Twig 3, Nunjucks 3, Django 5, HubL, Liquid,
Handlebars 4, mustache(5), ERB, EJS, Go text/template, FreeMarker, AMPscript), read in 2026.
Klaviyo's templates are Django's; those of Customer.io, Braze, Kit and Drip Liquid; those of
SendGrid, Amazon SES and Iterable Handlebars, of Postmark Mustachio, of listmonk Go. Languages of
bare merge tags have no comment, and of the others none is known: they are not here.
"""

_LIQUID = ("{% comment %}", "{% endcomment %}")
_HANDLEBARS = ("{{!--", "--}}")
COMMENTS = {
    **dict.fromkeys(("jinja", "nunjucks", "twig", "hubl", "django", "klaviyo"), ("{#", "#}")),
    **dict.fromkeys(("liquid", "customerio", "braze", "kit", "drip"), _LIQUID),
    **dict.fromkeys(("handlebars", "sendgrid", "ses", "iterable"), _HANDLEBARS),
    **dict.fromkeys(("mustache", "postmark"), ("{{!", "}}")),
    **dict.fromkeys(("erb", "ejs"), ("<%#", "%>")),
    **dict.fromkeys(("go", "listmonk"), ("{{/*", "*/}}")),
    "freemarker": ("<#--", "-->"),
    "ampscript": ("%%[ /*", "*/ ]%%"),
}
"""What opens and what closes a comment, by dialect."""

HTML = ("<!--", "-->")
"""The comment of HTML itself, which ships."""

MANY = frozenset(("jinja", "mustache"))
"""What a text is taken for that has only marks of many languages (`{%`, `{{`): a comment of one
of them is text, or an error, to another."""
