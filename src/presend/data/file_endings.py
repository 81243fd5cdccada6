"""Endings of files that are no top-level domains: a person takes `logo.png` for a picture.

Own compilation, November 2026; none stands in IANA's list of top-level domains.
"""

FILES = frozenset(
    """
    asp aspx bmp cfm cgi css csv doc docx eml gif hbs htm html ico ics jpeg jpg js json jsp liquid
    mjml odt pdf php png ppt pptx rtf shtml svg tif tiff tpl ttf txt vcf webp woff xhtml xls xlsx
    xml yml
    """.split()
)
