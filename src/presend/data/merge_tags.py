"""Merge tags by ESP: which are one ESP's alone, and how each writes what all of them have.

Source: section 15 of presend's catalogue (August 2026), compiled from the vendors' documentation
and public templates; it marks Brevo, Kit, Iterable, Campaign Monitor, AWeber, Omnisend, Zoho,
Intercom, Loops and Plunk as not confirmed, and of MailerLite all but `{$unsubscribe}`. HubSpot's
names are those of HubSpot/hubspot-cms-vscode (MIT).
"""

from __future__ import annotations

from presend import patterns

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Literal

    from presend.documents.templating.holes import Hole, Holes

    Meaning = Literal[
        "first name", "last name", "email", "company", "unsubscribe", "address", "view online"
    ]

_LONGEST = 400  # code points of a tag that is looked at
_MAJORITY = 3  # tags of one ESP alone that tell which one sends
_MEANINGS: tuple[Meaning, ...] = (
    "first name", "last name", "email", "company", "unsubscribe", "address", "view online",
)  # fmt: skip

# By ESP, in the order of the meanings; alternatives after " / ", "-" where there is none or it
# is not known.
_TAGS = {
    "hubspot": """{{ contact.firstname }} | {{ contact.lastname }} | {{ contact.email }}
        | {{ contact.company }} | {{ unsubscribe_link }} / {{ unsubscribe_link_all }}
        | {{ site_settings.company_street_address_1 }} | {{ view_as_page_url }}""",
    "mailchimp": "*|FNAME|* | *|LNAME|* | *|EMAIL|* | *|COMPANY|* | *|UNSUB|* "
    "| *|LIST:ADDRESS|* / *|LIST_ADDRESS_HTML|* / *|HTML:LIST_ADDRESS_HTML|* | *|ARCHIVE|*",
    "klaviyo": "{{ first_name }} / {{ person.first_name }} | {{ last_name }} | {{ email }} | - "
    "| {% unsubscribe_link %} | {{ organization.full_address }} | {% web_view %}",
    "sendgrid": "{{first_name}} | {{last_name}} | {{email}} | - "
    "| <%asm_group_unsubscribe_raw_url%> / {{{unsubscribe}}} / <%asm_global_unsubscribe_raw_url%> "
    "| {{Sender_Address}} | {{Weblink}}",
    "mailgun": "%recipient.first_name% / %recipient.first% | %recipient.last_name% "
    "| %recipient.email% | - | %unsubscribe_url% / %tag_unsubscribe_url% "
    "/ %mailing_list_unsubscribe_url% | - | -",
    "postmark": "- | - | - | - | {{{ pm:unsubscribe_url }}} / {{{ pm:unsubscribe }}} | - | -",
    "ses": "- | - | - | - | {{amazonSESUnsubscribeUrl}} | - | -",
    "brevo": "{{ contact.FIRSTNAME }} | {{ contact.LASTNAME }} | {{ contact.EMAIL }} | - "
    "| {{ unsubscribe }} | - | {{ mirror }}",
    "activecampaign": "%FIRSTNAME% | %LASTNAME% | %EMAIL% | - | %UNSUBSCRIBELINK% "
    "| %SENDER-INFO-SINGLELINE% / %SENDER-INFO% | %WEBCOPY%",
    "customerio": "{{ customer.first_name }} | {{ customer.last_name }} | {{ customer.email }} | - "
    "| {% unsubscribe_url %} | - | {% view_in_browser_url %}",
    "drip": "{{ subscriber.first_name }} | {{ subscriber.last_name }} | {{ subscriber.email }} | - "
    "| {{ unsubscribe_url }} | {{ inline_postal_address }} / {{ html_postal_address }} "
    "| {{ view_in_browser_url }}",
    "kit": "{{ subscriber.first_name }} | {{ subscriber.last_name }} "
    "| {{ subscriber.email_address }} | - | {{ unsubscribe_url }} | {{ address }} | -",
    "braze": "{{${first_name}}} | {{${last_name}}} | {{${email_address}}} | - "
    "| {{${set_user_to_unsubscribed_url}}} | - | -",
    "iterable": "{{firstName}} | {{lastName}} | {{email}} | - | {{unsubscribeUrl}} | - "
    "| {{viewInBrowserUrl}}",
    "marketo": "{{lead.First Name}} | {{lead.Last Name}} | {{lead.Email Address}} "
    "| {{company.Company Name}} | {{system.unsubscribeLink}} | - | {{system.viewAsWebpageLink}}",
    "salesforce": "%%FirstName%% / %%First Name%% | %%LastName%% | %%emailaddr%% | - "
    "| %%unsub_center_url%% | %%Member_Addr%% | %%view_email_url%%",
    "mailjet": "[[data:firstname]] | [[data:lastname]] | [[data:email]] | - | [[UNSUB_LINK_EN]] "
    "| - | [[PERMALINK]]",
    "mailerlite": "{$name} | {$last_name} | {$email} | {$company} | {$unsubscribe} | - | {$url}",
    "campaignmonitor": "[firstname] | [lastname] | [email] | - | [unsubscribe] | - | [webversion]",
    "aweber": "{!firstname_fix} / {!firstname} | {!lastname} | {!email} | - | {!remove_web} "
    "| {!contact_address} | {!archive_url}",
    "omnisend": "[[contact.first_name]] | [[contact.last_name]] | [[contact.email]] | - "
    "| [[unsubscribe_link]] | [[account.address]] | [[webversion_link]]",
    "zoho": "$[FNAME]$ | $[LNAME]$ | $[EMAIL]$ | $[COMPANYNAME]$ | $[LI:UNSUBSCRIBE]$ "
    "| $[ORG:ADDRESS]$ | $[LI:VIEWINBROWSER]$",
    "mautic": "{contactfield=firstname} | {contactfield=lastname} | {contactfield=email} "
    "| {contactfield=company} | {unsubscribe_url} | - | {webview_url}",
    "resend": "{{{FIRST_NAME}}} / {{{contact.first_name}}} | {{{LAST_NAME}}} | {{{EMAIL}}} | - "
    "| {{{RESEND_UNSUBSCRIBE_URL}}} | - | -",
    "intercom": "{{ first_name }} | {{ last_name }} | {{ email }} | - | {{unsubscribe_url}} "
    "| - | -",
    "listmonk": "{{ .Subscriber.FirstName }} | {{ .Subscriber.LastName }} "
    "| {{ .Subscriber.Email }} | - | {{ UnsubscribeURL }} | - | {{ MessageURL }}",
    "socketlabs": "%%FirstName%% | %%LastName%% | - | - | ##Unsubscribe## | ##SenderAddress## | -",
    "mailigen": "#[FNAME]# | #[LNAME]# | #[EMAIL]# | - | #[UNSUB]# | #[LIST:ADDRESS]# | -",
    "loops": "{firstName} | {lastName} | {email} | - | {unsubscribe_link} | - | -",
    "plunk": "{{firstName}} | {{lastName}} | {{email}} | - | {{unsubscribeUrl}} | - | -",
}

NAMES = {"mailigen": "Mailigen", "salesforce": "AMPscript (Salesforce Marketing Cloud)"}
"""What the syntax is called, where it is not called after its ESP."""

# Delimiters that are one ESP's alone; of the others, what stands in the tag tells: opener, ESP,
# parts of which one stands in each such tag, and the pattern.
_OF_OPENER = {
    "*|": "mailchimp", "%%[": "salesforce", "%%=": "salesforce", "{$": "mailerlite",
    "$[": "zoho", "#[": "mailigen",
}  # fmt: skip
_ROWS: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    ("{{", "hubspot", ("site_settings.", "unsubscribe_link_all", "view_as_page", "contact.",
                       "personalization_token"),
     r"site_settings\.company|unsubscribe_link_all\b|view_as_page_|personalization_token"
     r"|contact\.(?:firstname|lastname|jobtitle|lifecyclestage|hs_\w|hubspot_\w)"),
    ("{{", "brevo", ("contact.FIRST", "contact.LAST", "contact.EMAIL", "contact.SMS",
                     "contact.NOM", "contact.PRENOM", "contact.COMPANY"), r"\bcontact\.[A-Z]{2}"),
    ("{{", "klaviyo", ("organization.full_address", "person|lookup"),
     r"\borganization\.full_address\b|\bperson\|lookup\b"),
    ("{{", "postmark", ("pm:",), r"\bpm:unsubscribe"),
    ("{{", "ses", ("amazonSES",), r"\bamazonSES"),
    ("{{", "braze", ("${",), r"\A\{\{-?\s*+\$\{|\bcustom_attribute\.\$\{"),
    ("{{", "sendgrid", ("insert ", "Sender_"),
     r"\A\{\{\s*+insert\s|\bSender_(?:Name|Address|City|State|Zip)\b"),
    ("{{", "marketo", ("lead.", ":default=", "system."),
     r"\blead\.[A-Z]|:default=|\bsystem\.(?:unsubscribe|viewAsWebpage)"),
    ("{{", "mailjet", ("var:",), r"\A\{\{\s*+var:"),
    ("{{", "drip", ("_postal_address",), r"\b(?:inline|html)_postal_address\b"),
    ("{{", "resend", ("RESEND_",), r"\bRESEND_"),
    ("{{", "listmonk", (".Subscriber", "UnsubscribeURL", "MessageURL"),
     r"\.Subscriber\b|\bUnsubscribeURL\b|\bMessageURL\b"),
    ("{{", "iterable", ("viewInBrowserUrl", "defaultIfEmpty"),
     r"\bviewInBrowserUrl\b|\bdefaultIfEmpty\b"),
    ("{%", "klaviyo", ("% unsubscribe_link", "%unsubscribe_link", "% web_view", "%web_view",
                       "% manage_preferences"),
     r"\A\{%-?\s*+(?:unsubscribe_link|web_view|manage_preferences)\b"),
    ("{%", "customerio", ("% unsubscribe_url", "%unsubscribe_url", "% view_in_browser_url",
                          "% manage_subscription_"),
     r"\A\{%-?\s*+(?:unsubscribe_url|view_in_browser_url|manage_subscription_)"),
    ("<%", "sendgrid", ("<%asm_",), r"\A<%asm_"),
    ("%", "mailgun", ("%recipient.", "unsubscribe_url%", "%mailing_list", "%tag_unsubscribe"),
     r"\A%(?:recipient\.|unsubscribe_url|tag_unsubscribe|mailing_list_)"),
    ("%", "activecampaign", ("%UNSUB", "%SENDER", "%WEBCOPY", "%FIRST", "%LAST", "%PERS_"),
     r"\A%(?:UNSUBSCRIBELINK|SENDER-INFO|WEBCOPY|FIRSTNAME|LASTNAME|PERS_)"),
    ("%%", "salesforce", ("%%",),
     r"\A%%(?:[A-Za-z_]+_url|Member_\w+|emailaddr)%%"),
    ("[[", "mailjet", ("[[",), r"\A\[\[(?:data:|var:|UNSUB_LINK|PERMALINK)"),
    ("[[", "omnisend", ("[[",), r"\A\[\[(?:contact|account)\."),
    ("[", "campaignmonitor", (",fallback=", "[unsubscribe]", "[webversion]"),
     r",fallback=|\A\[(?:unsubscribe|webversion)\]"),
    ("{!", "aweber", ("{!",), r"\A\{!(?:first|last|email|remove|contact|archive)\w*+\}"),
    ("##", "socketlabs", ("##",), r"\A##/?(?:Unsub|Sender)"),
    ("{", "mautic", ("{contactfield=", "{unsubscribe_text}", "{webview_url}"),
     r"\A\{(?:contactfield=|unsubscribe_text\}|webview_url\})"),
    ("{", "loops", ("{DATA_VARIABLE:",), r"\A\{DATA_VARIABLE:"),
)  # fmt: skip
# Names that an ESP reserves, but that a template of one's own may use as well.
_RESERVED = {
    "subscriber": ("drip", "kit"),
    "customer": ("customerio", "shopify"),
    "contact": ("hubspot", "resend"),
}
_NAMESPACE = patterns.compile(r"\{\{-?\s*+(subscriber|customer|contact)\.[a-z]")
_READ_TOO = {"mandrill": "mailchimp", "resend": "hubspot"}


def owners(tags: str, openers: Collection[str]) -> set[str]:
    """The ESPs of which there may be a tag that is theirs alone, in a text of many tags.

    `openers` are the opening delimiters of these tags.
    """
    found = {esp for opener, esp in _OF_OPENER.items() if opener in openers}
    for delimiter, esp, hints, _ in _ROWS:
        used = delimiter in openers or (delimiter == "{{" and "{{{" in openers)
        if used and esp not in found and any(hint in tags for hint in hints):
            found.add(esp)
    return found


def owner(tag: str, opener: str) -> str | None:
    """The ESP that alone has such a tag; None if several may."""
    if opener in _OF_OPENER:
        return _OF_OPENER[opener]
    delimiter = "{{" if opener == "{{{" else opener
    for of, esp, hints, pattern in _ROWS:
        if of == delimiter and any(hint in tag for hint in hints):  # noqa: SIM102
            if patterns.compile(pattern).search(tag):
                return esp
    return None


def tags_of(text: str, holes: Holes) -> list[tuple[Hole, str]]:
    """The tags of a text that are short enough to be one ESP's, as they are written."""
    return [
        (hole, text[hole.start : hole.end])
        for hole in holes
        if hole.kind != "comment" and hole.end - hole.start < _LONGEST
    ]


def majority(text: str, holes: Holes) -> str | None:
    """The ESP of which most of the tags are that are one ESP's alone; None if too few are."""
    owners = [owner(tag, hole.opener) for hole, tag in tags_of(text, holes)]
    counted = sorted((owners.count(name), name) for name in {*owners} if name)
    if len(counted) > 1 and counted[-2][0] < counted[-1][0] >= _MAJORITY:
        return counted[-1][1]
    return None


def may_be_reserved(tags: str, esp: str) -> bool:
    """Whether a text of many tags holds a name that another ESP than this one reserves."""
    return any(f"{name}." in tags for name, esps in _RESERVED.items() if esp not in esps)


def namespace(tag: str) -> tuple[str, ...]:
    """The ESPs that reserve the name with which a tag begins."""
    found = _NAMESPACE.match(tag)
    return _RESERVED[found[1]] if found else ()


def substitutes(esp: str) -> bool:
    """Whether the sender chooses what a tag looks like (SendGrid's legacy substitutions)."""
    return esp == "sendgrid"


def reads(esp: str, owner: str) -> bool:
    """Whether an ESP fills in the tags of another one."""
    return esp == owner or _READ_TOO.get(esp) == owner


def knows(esp: str) -> bool:
    """Whether the tags of an ESP are in the table."""
    return esp in _TAGS or esp in _READ_TOO


def tags(esp: str) -> dict[Meaning, tuple[str, ...]]:
    """The tags of an ESP by what they stand for, the usual one first; empty if not known."""
    row = _TAGS.get(_READ_TOO.get(esp, esp) if esp not in _TAGS else esp, "")
    cells = [tuple(tag.strip() for tag in cell.split(" / ")) for cell in _CELL.split(row)]
    return {
        meaning: cell for meaning, cell in zip(_MEANINGS, cells, strict=False) if cell[0] != "-"
    }


_CELL = patterns.compile(r"\s\|\s")


def meaning(esp: str, tag: str) -> Meaning | None:
    """What a tag of an ESP stands for."""
    bare = "".join(tag.split())
    for said, written in tags(esp).items():
        if any("".join(each.split()) == bare for each in written):
            return said
    return None


# How a tag gets a fallback: by opener and dialect ("": any other). NAME is what stands in the
# tag without filters, TAG the tag itself, WORD the fallback.
_FALLBACKS: dict[str, dict[str, str]] = {
    "{{": {
        "hubl": "{{ NAME|default('WORD') }}",
        "klaviyo": '{{ NAME|default:"WORD" }}',
        "django": '{{ NAME|default:"WORD" }}',
        "jinja": "{{ NAME|default('WORD', true) }}",
        "nunjucks": "{{ NAME or 'WORD' }}",
        "twig": "{{ NAME|default('WORD') }}",
        "sendgrid": '{{insert NAME "default=WORD"}}',
        "handlebars": "{{#if NAME}}{{NAME}}{{else}}WORD{{/if}}",
        "marketo": "{{NAME:default=WORD}}",
        "braze": "{{NAME | default: 'WORD'}}",
        "plunk": "{{NAME ?? 'WORD'}}",
        "go": '{{ or NAME "WORD" }}',
        "listmonk": '{{ or NAME "WORD" }}',
        "hubspot": "{{ NAME|default('WORD') }}",
        **dict.fromkeys(("liquid", "customerio", "drip", "kit", "brevo"),
                        '{{ NAME | default: "WORD" }}'),
    },
    "{{{": {"resend": "{{{NAME|WORD}}}"},
    "*|": {"": "*|IF:NAME|*TAG*|ELSE:|*WORD*|END:IF|*"},
    "[[": {"mailjet": '[[NAME:"WORD"]]'},
    "{$": {"mailerlite": "{$NAME|default('WORD')}"},
    "{": {"mautic": "{NAME|WORD}"},
    "$[": {"": "$[NAME|WORD]$"},
    "${": {"freemarker": '${NAME!"WORD"}'},
    "<%=": {"ejs": '<%= NAME || "WORD" %>'},
}  # fmt: skip

DIALECTS = frozenset(dialect for rows in _FALLBACKS.values() for dialect in rows if dialect)
"""The dialects and ESPs of which it is known how they write a fallback."""


def with_fallback(tag: str, opener: str, dialect: str | None, word: str) -> str | None:
    """The tag with a fallback; None where it is not known how its language writes that."""
    rows = _FALLBACKS.get(opener, {})
    form = rows.get(dialect or "", rows.get(""))
    if form is None or "|" in tag.replace("*|", "").replace("|*", "") or "'" in word or '"' in word:
        return None
    return (
        form.replace("NAME", tag.strip("{}[]<>%*|$=- ")).replace("TAG", tag).replace("WORD", word)
    )
