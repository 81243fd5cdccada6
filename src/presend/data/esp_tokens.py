"""What ESPs ask of a marketing mail: the tags that must be in it, and the footers they add.

Sources, by provider (checked in November 2026 where copies of the vendors' pages could be read):

- HubSpot: "HubL variables", required email template variables (developers.hubspot.com), and
  "Default email modules" for the footer that carries them all;
- Mailchimp: "About Email Footers" (an extra footer is added where `*|UNSUB|*` is missing);
- Drip: its API refuses custom HTML without both tags (422);
- SocketLabs: "Required Unsubscribe and SenderAddress Merge Fields" (a footer is added);
- Salesforce Marketing Cloud, ActiveCampaign, Braze, Mailjet: public templates and notes that
  quote the vendors; Klaviyo, Postmark, SES: section 7 of presend's catalogue (August 2026), of
  SES also that only the first two occurrences of its tag are replaced.
"""

from __future__ import annotations

from presend import patterns
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from presend.documents.html import Html
    from presend.finding import Severity


class Required:
    """One thing that an ESP asks for: what it is called, what meets it, how hard it is asked.

    `name` is as the ESP writes it, without delimiters of no meaning; `pattern` is searched in
    the text of tags; `snippet` is what to write.
    """

    __slots__ = ("name", "pattern", "severity", "snippet")

    def __init__(self, name: str, pattern: str, snippet: str, severity: Severity = "error") -> None:
        self.name = name
        self.pattern = pattern
        self.snippet = snippet
        self.severity: Severity = severity


_SITE = "site_settings.company_"
REQUIRED: dict[str, tuple[Required, ...]] = {
    "hubspot": (
        *(
            Required(
                _SITE + name,
                rf"\b(?:site_settings\.)?company_{name}\b",
                f"{{{{ {_SITE}{name} }}}}",
            )
            for name in ("name", "street_address_1", "city", "state")
        ),
        Required(
            "unsubscribe_link",
            r"\bunsubscribe_(?:link|link_all|anchor|section|url)\b|\bsubscription_\w*(?:url|link)",
            '<a href="{{ unsubscribe_link }}">Manage preferences or unsubscribe</a>',
        ),
    ),
    "mailchimp": (
        Required("*|UNSUB|*", r"\*\|[A-Z:]*UNSUB\b", '<a href="*|UNSUB|*">Unsubscribe</a>'),
    ),
    "drip": (
        Required(
            "unsubscribe_url",
            r"\bunsubscribe_(?:url|link)\b",
            '<a href="{{ unsubscribe_url }}">Unsubscribe</a>',
        ),
        Required(
            "inline_postal_address",
            r"\b(?:(?:inline|html)_)?postal_address\b",
            "{{ inline_postal_address }}",
        ),
    ),
    "socketlabs": (
        Required("##Unsubscribe##", r"##Unsubscribe(?:Link)?##", "##Unsubscribe##", "warning"),
        Required("##SenderAddress##", r"##SenderAddress##", "##SenderAddress##", "warning"),
    ),
    "mailjet": (
        Required(
            "[[UNSUB_LINK_EN]]",
            r"\[\[UNSUB_LINK_|unsub_link",
            '<a href="[[UNSUB_LINK_EN]]">Unsubscribe</a>',
        ),
    ),
    "klaviyo": (
        Required("{% unsubscribe %}", r"\{%-?\s*(?:unsubscribe|manage_preferences)",
                 "{% unsubscribe %}", "warning"),
    ),
    "postmark": (
        Required("{{{ pm:unsubscribe }}}", r"pm:unsubscribe", "{{{ pm:unsubscribe }}}", "warning"),
    ),
    "ses": (
        Required(
            "{{amazonSESUnsubscribeUrl}}",
            r"amazonSESUnsubscribeUrl|unsub",
            '<a href="{{amazonSESUnsubscribeUrl}}">Unsubscribe</a>',
            "warning",
        ),
    ),
    "activecampaign": (
        Required(
            "%UNSUBSCRIBELINK%",
            r"%UNSUBSCRIBELINK%",
            '<a href="%UNSUBSCRIBELINK%">Unsubscribe</a>',
            "warning",
        ),
        Required("%SENDER-INFO%", r"%SENDER-INFO", "%SENDER-INFO-SINGLELINE%", "warning"),
    ),
    "salesforce": (
        Required(
            "%%unsub_center_url%%",
            r"\b(?:unsub|profile|subscription)_cent(?:er|re)_url\b|CloudPagesURL|MicrositeURL",
            '<a href="%%unsub_center_url%%">Unsubscribe</a>',
        ),
        *(
            Required(f"%%Member_{name}%%", rf"\bMember_{name}\b", f"%%Member_{name}%%")
            for name in ("Busname", "Addr", "City")
        ),
    ),
    "braze": (
        Required(
            "{{${set_user_to_unsubscribed_url}}}",
            r"set_user_to_unsubscribed_url|\$\{unsubscribe_url\}|preference_center|email_footer"
            r"|subscription_management",
            '<a href="{{${set_user_to_unsubscribed_url}}}">Unsubscribe</a>',
        ),
    ),
}  # fmt: skip
"""What each ESP asks for, by its id; all of it has to be met."""

FOOTER = {
    "hubspot": r"@hubspot/email_(?:footer|can_spam)\b|\bemail_can_spam\b|office_location_info",
    "braze": r"email_footer",
}
"""What brings all that at once."""

ADDRESS = {
    "mailchimp": "*|HTML:LIST_ADDRESS_HTML|*",
    "klaviyo": "{{ organization.full_address }}",
    "drip": "{{ inline_postal_address }}",
    "activecampaign": "%SENDER-INFO-SINGLELINE%",
    "aweber": "{!contact_address}",
    "omnisend": "[[account.address]]",
    "socketlabs": "##SenderAddress##",
    "zoho": "$[ORG:ADDRESS]$",
}
"""The tag that each ESP replaces by the sender's postal address."""

LIMITS = {"ses": ("{{amazonSESUnsubscribeUrl}}", 2)}
"""A tag of which only so many are replaced."""

APPENDS = frozenset("klaviyo sendgrid postmark socketlabs".split())
"""Providers that may add an unsubscribe link of their own where a mail has none."""

FOOTS = frozenset("marketo constantcontact beehiiv substack".split())
"""Providers that end every marketing mail with a footer of their own."""

OWN_LINK_ONLY = frozenset(("hubspot", "mailchimp"))
"""Providers to which a link of one's own is no unsubscribe link."""

ADDS_HEADER = frozenset(
    "hubspot mailchimp klaviyo activecampaign aweber brevo campaignmonitor constantcontact "
    "customerio drip iterable kit mailerlite mailjet marketo omnisend beehiiv substack zoho "
    "salesforce braze listmonk".split()
)
"""Providers that write List-Unsubscribe themselves when they send marketing mail."""

_OF_DIALECT: dict[str, tuple[str, tuple[str, ...]]] = {
    "hubl": (  # what pages of its CMS have as well (modules, areas) does not tell
        "hubspot",
        (
            *(
                "templateType: email\n",
                "templateType: email\r",
                "site_settings.company_street",
                "unsubscribe_link",
            ),
            *("unsubscribe_section", "view_as_page_url", "@hubspot/email_footer"),
            *("@hubspot/email_can_spam", "@hubspot/email_body"),
        ),
    ),
    "mailchimp": (
        "mailchimp",
        ("*|UNSUB", "*|LIST:", "*|MC:", "*|MC_", "*|HTML:LIST", "*|ARCHIVE", "*|UPDATE_PROFILE"),
    ),
    "klaviyo": (
        "klaviyo",
        ("organization.full_address", "person|lookup", "{% web_view", "{% unsubscribe"),
    ),
    "activecampaign": ("activecampaign", ("%UNSUBSCRIBELINK%", "%SENDER-INFO")),
    "drip": ("drip", ("_postal_address",)),
    "marketo": ("marketo", ("{{system.", "mktEditable", "mktoText")),
    "mailerlite": ("mailerlite", ("{$unsubscribe",)),
    "zoho": ("zoho", ("$[LI:",)),
    "aweber": ("aweber", ("{!remove_web", "{!contact_address")),
    "omnisend": ("omnisend", ("[[contact.",)),
    "braze": ("braze", ("{{${", "{{ ${")),
    "ampscript": ("salesforce", ("%%[", "%%=", "_center_url%%", "%%Member_", "%%view_email")),
    "mailjet": ("mailjet", ("[[data:", "[[UNSUB")),
}


def provider(esp: str | None, dialect: str | None, text: str) -> str | None:
    """The id of the ESP that a mail is for: what is said, else what its own tags say."""
    global _last
    if esp is not None or dialect is None:
        return esp
    if _last[0] is not text or _last[1] != dialect:  # several rules ask of one text
        found = mark(dialect, text)
        _last = text, dialect, None if found is None else found[0]
    return _last[2]


_last: tuple[str, str, str | None] = "", "", None


def mark(dialect: str | None, text: str) -> tuple[str, int, str] | None:
    """The id of the ESP whose own tags stand in a text: with the first, and where it stands."""
    esp, marks = _OF_DIALECT.get(dialect or "", ("", ()))
    return next(((esp, text.index(each), each.strip()) for each in marks if each in text), None)


_TAG = (
    r"\{\{[^{}]*+\}\}|\{%[^%]*+%\}|<%[^%]*+%>|\*\|[^|]*+\|\*|%%[^%]*+%%|%[A-Za-z_][\w.]*+%(?![0-9A-Fa-f]{2})"
    r"|\[\[[^\[\]]*+\]\]|\$\{[^{}]*+\}|##\w++##|\{[A-Za-z_$!][\w.]*+\}"
)


def one_tag(text: str) -> bool:
    """Whether a header's value is nothing but one tag, which its ESP replaces by all of it."""
    bare = text.strip()
    if bare.startswith("<") and not bare.startswith("<%"):
        bare = bare.removeprefix("<").removesuffix(">").strip()
    return patterns.compile(_TAG).fullmatch(bare) is not None


def holds_tag(text: str) -> bool:
    """Whether part of an address is a tag that nobody has filled in."""
    return patterns.compile(_TAG).search(text) is not None


class Tags:
    """The tags of a template, to be searched again and again."""

    def __init__(self, html: Html) -> None:
        self._html = html
        text = html.source.text
        self._places = [(hole.start, hole.end) for hole in html.holes if hole.kind != "comment"]
        self._joined = "\n".join({text[start:end] for start, end in self._places})

    def naming(self, pattern: str) -> Iterator[Span]:
        """Those in which a pattern is found, outside of comments."""
        compiled, html = patterns.compile(pattern, patterns.I), self._html
        if compiled.search(self._joined):
            for start, end in self._places:
                if compiled.search(html.source.text, start, end) and not html.in_comment(start):
                    yield Span(start, end)

    def name(self, pattern: str) -> bool:
        """Whether a pattern is found in one of them."""
        return next(self.naming(pattern), None) is not None
