"""Endings of file names. Own compilation, November 2026."""

TEMPLATE = (
    r"j2|jinja2?|njk|nunjucks|twig|liquid|hbs|handlebars|mustache|erb|markerb|ejs|ftlh?|hubl|amp"
    r"|gohtml|h?eex|blade\.php|cshtml"
)
"""The endings that only templates have, as an expression."""
FILES = frozenset(
    """
    asp aspx bmp cfm cgi css csv doc docx eml gif hbs htm html ico ics jpeg jpg js json jsp liquid
    mjml odt pdf php png ppt pptx rtf shtml svg tif tiff tpl ttf txt vcf webp woff xhtml xls xlsx
    xml yml
    """.split()
)
"""What is no top-level domain (IANA's list), so that a person takes `logo.png` for a picture."""
