"""An ESP's export of an email as JSON in, its envelope and parts out.

Known shapes, each told by the names of its members (the vendors' API references, 2026):

- HubSpot: a marketing email (Marketing emails API v3). `from.replyTo` is the From address,
  `from.customReplyTo` where replies go;
- SendGrid: a request to v3 `mail/send`, and a version of a transactional template;
- Amazon SES: a template (v1 and v2) and a request to `SendEmail` (v1 and v2);
- Postmark: a template and a request to `/email`.

A text may hold one of these, a list of them, or an answer of the API that wraps them
(`results` of HubSpot, `versions` of SendGrid).

A field that its API names as HTML is HTML. HubSpot's widgets do not say which of their
strings are; there a string counts as HTML that holds a tag-like `<name … >`: `<`, a letter,
the rest of a name, then white space, `/`, `>` or the start of a hole, and a `>` anywhere
after it. `a < b`, `<news@acme.com>` and `<https://acme.com>` are none.

Values and parts that are null or blank count as not given, but for a subject, where blank
is what the reader would see.
"""

from __future__ import annotations

from presend import patterns
from presend.documents import json_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Literal, TypeAlias

    from presend.documents.json_text import Node
    from presend.source import Source

    Kind: TypeAlias = Literal["marketing", "transactional"]

LOOK = 65_536  # code points that `matches` looks at

_MARKS = patterns.compile(
    r'"(?:customReplyTo|flexAreas|fromName|html_content|HtmlBody|HtmlPart|personalizations'
    r"|plain_content|plainTextVersion|SubjectPart|TemplateContent|TemplateType|TextBody|TextPart"
    r'|FromEmailAddress|MessageStream)"[ \t\r\n]*+:'
    r'|"(?:widgets|Simple|Html)"[ \t\r\n]*+:[ \t\r\n]*+\{'
    r'|"type"[ \t\r\n]*+:[ \t\r\n]*+"text/(?:html|plain)"'
)
_ADDRESS = patterns.compile(r"\s*+(?:https?:)?//[^\s<>\"]++\s*+\Z", patterns.I)
_TAG = patterns.compile(r"<[A-Za-z][A-Za-z0-9-]*+(?::[A-Za-z][A-Za-z0-9-]*+)?+[ \t\r\n/>{]")


class Export:
    """One email as an ESP keeps it.

    `shape` names the API object, `esp` the ESP, `dialect` the template language that the
    ESP fills the parts in with (None: it fills nothing in). `html` and `plain` are the parts
    in the order of the file; `addresses` are strings that are one URL and no more (a button's
    target). `values` are what the envelope says, by the keys `from` (an
    address, perhaps with a name) or `from-name` and `from-address`, `reply-to` (the first of
    several), `subject`, `preheader` and `language`. `kind` is the kind of mail, where the
    export says it.
    """

    __slots__ = ("addresses", "dialect", "esp", "html", "kind", "plain", "shape", "values")

    def __init__(
        self,
        shape: str,
        esp: str,
        dialect: str | None,
        *,
        html: tuple[Source, ...],
        plain: tuple[Source, ...],
        values: dict[str, Source],
        kind: Kind | None = None,
        addresses: tuple[Source, ...] = (),
    ) -> None:
        self.shape = shape
        self.esp = esp
        self.dialect = dialect
        self.html = html
        self.plain = plain
        self.values = values
        self.kind = kind
        self.addresses = addresses


def matches(text: str) -> bool:
    """A cheap look: whether a JSON text may be an export at all. Reads the first LOOK only."""
    if text[:LOOK].lstrip("\ufeff \t\r\n")[:1] not in ("{", "["):
        return False
    return _MARKS.search(text, 0, LOOK) is not None


def read(source: Source) -> Export | None:
    """The export that a JSON text holds, the first of a list; None: it holds none.

    Raises JsonFault where the text is not JSON.
    """
    exports = read_all(source)
    return exports[0] if exports else None


def read_all(source: Source) -> tuple[Export, ...]:
    """Every export that a JSON text holds, in reading order. Raises JsonFault as `parse`."""
    return tuple(_exports(json_text.parse(source), source))


def _exports(root: Node, source: Source) -> Iterator[Export]:
    for node in root.items if root.kind == "array" else (root,):
        export = _export(node, source)
        if export is not None:
            yield export
            continue
        for name in ("results", "versions"):
            if (wrapped := node.members.get(name)) is not None:
                for item in wrapped.items:
                    if (export := _export(item, source)) is not None:
                        yield export


def _export(node: Node, source: Source) -> Export | None:
    if node.kind != "object":
        return None
    for shape in _SHAPES:
        if (export := shape(node, source)) is not None:
            return export
    return None


def _hubspot(node: Node, source: Source) -> Export | None:
    widgets = node.at("content", "widgets")
    areas = node.at("content", "flexAreas")
    sender = any(_string(node, "from", name) for name in ("fromName", "replyTo", "customReplyTo"))
    laid_out = widgets is not None and widgets.kind == "object"
    # A sender or widgets alone may be another API's: something else of an email is needed.
    more = node.at("content") if sender else _preheader(node)
    told = (_string(node, "subject"), areas, node.at("content", "plainTextVersion"), more)
    if not (sender or laid_out) or not any(told):
        return None
    transactional = node.at("isTransactional")
    kinds: dict[str, Kind] = {"true": "transactional", "false": "marketing"}
    bodies = []
    for name, widget in widgets.members.items() if widgets else ():
        if name != "preview_text" and (body := widget.at("body")) is not None:
            bodies.append(body)
    strings = list(_strings_within([*bodies, *([areas] if areas else [])], source))
    return Export(
        "hubspot",
        "hubspot",
        "hubl",
        html=tuple(text for text in strings if _is_html(text.text)),
        addresses=tuple(text for text in strings if _ADDRESS.match(text.text)),
        plain=_parts(source, node.at("content", "plainTextVersion")),
        values=_values(
            source,
            {
                "from-name": node.at("from", "fromName"),
                "from-address": node.at("from", "replyTo"),
                "reply-to": node.at("from", "customReplyTo"),
                "subject": node.at("subject"),
                "preheader": _preheader(node),
                "language": node.at("language"),
            },
        ),
        kind=kinds.get(transactional.kind) if transactional else None,
    )


def _preheader(node: Node) -> Node | None:
    """HubSpot keeps the preheader as a widget; older exports name it beside the subject."""
    widget = node.at("content", "widgets", "preview_text", "body", "value")
    return widget or _string(node, "previewText")


def _sendgrid_send(node: Node, source: Source) -> Export | None:
    personalizations = node.at("personalizations")
    parts = node.at("content")
    typed = [
        (kind.text(source).text, value)
        for part in (parts.items if parts else ())
        if (kind := _string(part, "type")) and (value := _string(part, "value"))
    ]
    several = personalizations is not None and personalizations.kind == "array"
    if not _string(node, "from", "email") or not (several or typed):
        return None
    subject = _string(node, "subject")
    for person in personalizations.items if personalizations and not subject else ():
        if subject := _string(person, "subject"):
            break
    replies = node.at("reply_to_list")
    first = replies.items[0].at("email") if replies and replies.items else None
    return Export(
        "sendgrid-send",
        "sendgrid",
        None,
        html=_parts(source, *(value for kind, value in typed if kind.lower() == "text/html")),
        plain=_parts(source, *(value for kind, value in typed if kind.lower() == "text/plain")),
        values=_values(
            source,
            {
                "from-name": node.at("from", "name"),
                "from-address": node.at("from", "email"),
                "reply-to": _string(node, "reply_to", "email") or first,
                "subject": subject,
            },
        ),
    )


def _sendgrid_template(node: Node, source: Source) -> Export | None:
    html, plain = _string(node, "html_content"), _string(node, "plain_content")
    told = ("subject", "template_id", "generate_plain_content", "editor")
    if not (html or plain) or not any((html and plain, *map(node.at, told))):
        return None
    return Export(
        "sendgrid-template",
        "sendgrid",
        "handlebars",
        html=_parts(source, html),
        plain=_parts(source, plain),
        values=_values(source, {"subject": node.at("subject")}),
    )


def _ses_template(node: Node, source: Source) -> Export | None:
    template = node.at("Template") or node
    found = [_string(template, name) for name in ("SubjectPart", "HtmlPart", "TextPart")]
    content = node.at("TemplateContent") or node.at("Content", "Template", "TemplateContent")
    if not any(found) and content is not None:
        found = [_string(content, name) for name in ("Subject", "Html", "Text")]
    if not any(found):
        return None
    subject, html, plain = found
    return Export(
        "ses-template",
        "ses",
        "handlebars",
        html=_parts(source, html),
        plain=_parts(source, plain),
        values=_values(source, {"subject": subject} | _ses_envelope(node)),
    )


def _ses_send(node: Node, source: Source) -> Export | None:
    message = node.at("Content", "Simple") or node.at("Message")
    parts = [_string(message, "Body", kind, "Data") for kind in ("Html", "Text")] if message else []
    if not any(parts) and not (_string(node, "FromEmailAddress") and node.at("Content")):
        return None
    html, plain = parts or (None, None)
    return Export(
        "ses-send",
        "ses",
        None,
        html=_parts(source, html),
        plain=_parts(source, plain),
        values=_values(
            source,
            {"subject": message.at("Subject", "Data") if message else None} | _ses_envelope(node),
        ),
    )


def _ses_envelope(node: Node) -> dict[str, Node | None]:
    replies = node.at("ReplyToAddresses")
    return {
        "from": node.at("FromEmailAddress") or node.at("Source"),
        "reply-to": replies.items[0] if replies and replies.items else None,
    }


def _postmark_template(node: Node, source: Source) -> Export | None:
    html, plain = _string(node, "HtmlBody"), _string(node, "TextBody")
    role = _string(node, "TemplateType")
    typed = role is not None and role.text(source).text in ("Standard", "Layout")
    named = (html or plain) and (_string(node, "Name") or _string(node, "Alias"))
    if node.at("From") or not (typed or named):
        return None
    return Export(
        "postmark-template",
        "postmark",
        "handlebars",
        html=_parts(source, html),
        plain=_parts(source, plain),
        values=_values(source, {"subject": node.at("Subject")}),
    )


def _postmark_send(node: Node, source: Source) -> Export | None:
    html, plain = _string(node, "HtmlBody"), _string(node, "TextBody")
    stream = _string(node, "MessageStream")
    templated = node.at("TemplateModel") and (node.at("TemplateAlias") or node.at("TemplateId"))
    if not _string(node, "From") or not (html or plain or stream or templated):
        return None
    # The two streams that every Postmark server has; one's own may be named anything.
    kinds: dict[str, Kind] = {"outbound": "transactional", "broadcast": "marketing"}
    return Export(
        "postmark-send",
        "postmark",
        None,
        html=_parts(source, html),
        plain=_parts(source, plain),
        values=_values(
            source,
            {
                "from": node.at("From"),
                "reply-to": node.at("ReplyTo"),
                "subject": node.at("Subject"),
            },
        ),
        kind=kinds.get(stream.text(source).text) if stream else None,
    )


_SHAPES: tuple[Callable[[Node, Source], Export | None], ...] = (
    _hubspot,
    _sendgrid_send,
    _sendgrid_template,
    _ses_template,
    _ses_send,
    _postmark_template,
    _postmark_send,
)


def _string(node: Node, *path: str) -> Node | None:
    found = node.at(*path)
    return found if found is not None and found.kind == "string" else None


def _values(source: Source, nodes: dict[str, Node | None]) -> dict[str, Source]:
    values = {}
    for key, node in nodes.items():
        if node is not None and node.kind == "string":
            value = node.text(source)
            if key == "subject" or value.text.strip():
                values[key] = value
    return values


def _parts(source: Source, *nodes: Node | None) -> tuple[Source, ...]:
    parts = [node.text(source) for node in nodes if node is not None and node.kind == "string"]
    return tuple(part for part in parts if part.text.strip())


def _strings_within(nodes: list[Node], source: Source) -> Iterator[Source]:
    """Every string in these values and all they hold, in reading order."""
    stack = sorted(nodes, key=lambda node: node.span, reverse=True)
    while stack:
        node = stack.pop()
        if node.kind == "string":
            yield node.text(source)
        else:
            stack += reversed(list(node.members.values()) or node.items)


def _is_html(text: str) -> bool:
    return _TAG.search(text, 0, text.rfind(">") + 1) is not None
