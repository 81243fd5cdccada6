"""A source in, the mails in it out: each an envelope and the documents that belong to it."""

from __future__ import annotations

from presend import patterns
from presend.data.file_endings import TEMPLATE
from presend.documents.envelope import Envelope
from presend.documents.html import Html
from presend.documents.plain import Plain
from presend.documents.templating import dialects

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Literal

    from presend.documents import Document
    from presend.documents.envelope import MailKind
    from presend.documents.templating.includes import LookUp
    from presend.documents.zone import Zone
    from presend.source import Source

    FileKind = Literal["html", "mjml", "text", "eml", "json", "iplist", "zone"]

_TEMPLATE_ENDING = patterns.compile(rf"\.(?:{TEMPLATE}|gotmpl|tmpl|tpl|php)\Z", patterns.I)
_TAG = patterns.compile(r"<(?:!doctype|!--|[a-z][a-z0-9:-]*+[\s/>])", patterns.I)
_ZONE = patterns.compile(
    r"^\$(?:ORIGIN|TTL)[ \t]|^[^\s;]*+[ \t][^;\n]{0,80}?\bIN[ \t]+(?:SOA|TXT)[ \t]"
    r"|^;[ \t]*presend:[ \t]*[A-Z]+[ \t]",
    patterns.I | patterns.M,
)
_ZONE_NAME = patterns.compile(r"(?:db[.])?(.+?)(?:[.](?:zone|db))?", patterns.I | patterns.S)
_HEADER = patterns.compile(r"(?:From |(?:[A-Za-z][A-Za-z0-9-]*+:[ \t]?[^\r\n]*+\r?\n[ \t]?))")


class Unreadable(Exception):
    """A file that cannot be read as what it says it is: why, where, and what to do.

    The reason names the line, where there is one.
    """

    def __init__(self, reason: str, cure: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.cure = cure


class Sending:
    """What the configuration and the command line say of the mails of a file.

    `zone` is what the DNS says of the domains, where that is at hand.
    """

    __slots__ = ("dialect", "domains", "esp", "mail_kind", "own_domains", "selectors", "values",
                 "zone")  # fmt: skip

    def __init__(
        self,
        values: Mapping[str, Source] | None = None,
        *,
        domains: Sequence[str] | None = None,
        own_domains: Sequence[str] = (),
        esp: str | None = None,
        mail_kind: MailKind | None = None,
        dialect: str | None = None,
        zone: Zone | None = None,
        selectors: Sequence[str] = (),
    ) -> None:
        self.zone = zone
        self.selectors = tuple(selectors)
        self.values = dict(values or {})
        self.domains = domains
        self.own_domains = own_domains
        self.esp = esp
        self.mail_kind = mail_kind
        self.dialect = dialect


class Mail:
    """One mail: what kind of file it stands in, its template language, and its documents."""

    __slots__ = ("dialect", "documents", "envelope", "kind")

    def __init__(
        self,
        kind: FileKind,
        dialect: str | None,
        envelope: Envelope,
        documents: Sequence[Document],
    ) -> None:
        self.kind = kind
        self.dialect = dialect
        self.envelope = envelope
        self.documents: tuple[Document, ...] = (envelope, *documents)
        envelope.parts = tuple(documents)

    @property
    def page(self) -> str:
        """What says that a template is a page of a web site and no mail; empty where nothing
        does, or where somebody has said what kind of mail it is."""
        if self.kind != "html" or self.envelope.mail_kind is not None:
            return ""
        from presend.documents import recognition

        return recognition.page(self.envelope.source.text)

    def release(self) -> None:
        """Part the documents from their elements, so that both go; they are of no use after it.

        An element knows its document and a document its elements: without the garbage collector,
        which a short run is without, they would stay.
        """
        for document in self.documents:
            if (nearby := document.__dict__.get("nearby")) is not None:
                nearby.release()
            document.__dict__.clear()


def kind_of(name: str, text: str) -> FileKind:
    """What a file holds, by its name; where the name says nothing, by its text."""
    inner = _TEMPLATE_ENDING.sub("", name.lower())
    ending = inner.rpartition(".")[2] if "." in inner else ""
    if ending in ("eml", "json", "mjml", "zone"):
        return ending  # type: ignore[return-value]
    if ending in ("txt", "text", "md", "markdown"):
        return "text"
    if ending in ("html", "htm", "xhtml"):
        return "html"
    if ending == "" and name == inner and _HEADER.match(text):
        return "eml"
    if _TAG.search(text):
        return "html"
    return "zone" if _ZONE.search(text) else "text"


def read(
    source: Source,
    kind: FileKind,
    sending: Sending,
    sidecar: Source | None = None,
    look_up: LookUp | None = None,
) -> list[Mail]:
    """The mails in a text. Raises Unreadable where it is cut or broken beyond reading.

    `look_up` finds the files that a template includes; without it none is there.
    """
    beside: Mapping[str, Source] = {}
    if sidecar is not None:
        beside = _sidecar(sidecar)
    if kind == "eml":
        return [_message(source, sending, beside)]
    if kind == "json":
        return _export(source, sending, beside)
    if kind == "iplist":
        return [_ip_list(source, sending)]
    if kind == "zone":
        return [_zone(source, sending)]
    return [_template(source, kind, sending, beside, look_up)]


def _template(
    source: Source,
    kind: FileKind,
    sending: Sending,
    beside: Mapping[str, Source],
    look_up: LookUp | None,
) -> Mail:
    values: Mapping[str, Source] = {}
    start = 0
    if source.text.startswith("---"):
        from presend.documents import front_matter

        block = front_matter.split(source)
        if block is not None:
            for fault in block.faults:
                raise Unreadable(
                    f"line {fault.line}: the front matter is not YAML: {fault.reason}",
                    "mend it, or take the lines between --- out",
                )
            values, start = block.values, block.span[1]
    values = _over(sending.values, beside, values)
    dialect = (
        _said(values, "dialect", dialects.DIALECTS)
        or sending.dialect
        or dialects.of_name(source.path)
        or dialects.OF_ESP.get(_said(values, "esp") or sending.esp or "")
        or dialects.of_text(source.text)
    )
    if dialect == "none":
        dialect = None
    body: Document
    if kind == "text":
        body = Plain(source, dialect=dialect, start=start, look_up=look_up)
    else:
        mjml = kind == "mjml"
        body = Html(source, dialect=dialect, mjml=mjml, start=start, look_up=look_up)
    return Mail(kind, dialect, _envelope(source, values, sending), [body])


def _message(source: Source, sending: Sending, beside: Mapping[str, Source]) -> Mail:
    from presend.documents.message import Message

    message = Message(source)
    for kind, text in message.texts():
        if kind == "text/html":
            message.html.append(Html(text, rendered=True))
        else:
            message.plain.append(Plain(text, rendered=True))
    values = _over(sending.values, beside)
    for name in ("from", "reply-to", "sender", "subject", "return-path"):
        header = message.headers.get(name)
        if header is not None:
            # an encoded comma must not reach the grammar of addresses
            values[name] = header.decoded if name == "subject" else header.unfolded
            if name == "from":
                values.pop("from-address", None)
                values.pop("from-name", None)
    envelope = _envelope(source, values, sending, rendered=True)
    return Mail("eml", None, envelope, [message, *message.html, *message.plain])


def _ip_list(source: Source, sending: Sending) -> Mail:
    from presend.documents.ip_list import IpList

    listed = IpList(source, esp=sending.esp, domains=sending.domains or (), zone=sending.zone)
    mail = Mail("iplist", None, Envelope(source, {}), [listed])
    mail.documents = (listed,)  # no mail, so that no rule on mails is asked
    return mail


def _export(source: Source, sending: Sending, beside: Mapping[str, Source]) -> list[Mail]:
    from presend.documents import exports, json_text

    try:
        found = exports.read_all(source)
    except json_text.JsonFault as fault:
        line = source.position(fault.offset).line
        raise Unreadable(
            f"line {line}: it is not JSON: {fault.reason}", "export the email again"
        ) from fault
    if not found:
        raise Unreadable(
            "it is no email export of a known shape (HubSpot, SendGrid, SES, Postmark)",
            "export the email by the ESP's API, or leave the file out",
        )
    mails = []
    for export in found:
        dialect = sending.dialect or export.dialect
        bodies: list[Document] = [Html(text, dialect=dialect) for text in export.html]
        bodies += [Plain(text, dialect=dialect) for text in export.plain]
        bodies += [Plain(text, dialect=dialect, part=False) for text in export.addresses]
        values = _over(sending.values, beside, export.values)
        envelope = _envelope(source, values, sending, esp=export.esp, mail_kind=export.kind)
        mails.append(Mail("json", dialect, envelope, bodies))
    return mails


def _zone(source: Source, sending: Sending) -> Mail:
    """A zone is no mail: the rules on senders and mails do not read what is said of them."""
    zone = zone_of(source)
    mail = Mail("zone", None, _envelope(source, sending.values, sending), [zone])
    mail.documents = (zone,)
    return mail


def zone_of(source: Source) -> Zone:
    """The zone in a text; the name of its file may tell the origin."""
    from presend.documents.zone import Zone

    return Zone(source, origin=_origin(source.path))


def _origin(path: str) -> str | None:
    """The domain that the name of a zone file tells: db.acme.com, acme.com.zone."""
    from presend.domains import known_tld, normal

    name = path.replace("\\", "/").rpartition("/")[2]
    found = _ZONE_NAME.fullmatch(name)
    domain = normal(found[1]) if found is not None else None
    return domain if domain is not None and "." in domain and known_tld(domain) else None


def _envelope(
    source: Source,
    values: Mapping[str, Source],
    sending: Sending,
    *,
    esp: str | None = None,
    mail_kind: MailKind | None = None,
    rendered: bool = False,
) -> Envelope:
    said = _said(values, "kind", ("marketing", "transactional"))
    return Envelope(
        source,
        values,
        domains=sending.domains,
        own_domains=sending.own_domains,
        esp=_said(values, "esp") or sending.esp or esp,
        mail_kind=said or mail_kind or sending.mail_kind,  # type: ignore[arg-type]
        rendered=rendered,
        zone=sending.zone,
        selectors=sending.selectors,
    )


def _over(*layers: Mapping[str, Source]) -> dict[str, Source]:
    """The values of all layers; a later one wins, and its From replaces all of an earlier one's."""
    values: dict[str, Source] = {}
    for layer in layers:
        if "from" in layer or "from-address" in layer:
            for name in ("from", "from-address", "from-name"):
                values.pop(name, None)
        values.update(layer)
    return values


def _said(values: Mapping[str, Source], name: str, among: Sequence[str] = ()) -> str | None:
    value = values.get(name)
    word = value.text.strip().lower() if value is not None else ""
    return word if word and (not among or word in among) else None


def _sidecar(source: Source) -> Mapping[str, Source]:
    from presend.documents import front_matter

    try:
        return front_matter.read_sidecar(source)
    except front_matter.Fault as fault:
        raise Unreadable(
            f"its sidecar {source.path}, line {fault.line}, cannot be read: {fault.reason}",
            "mend it or take it away",
        ) from fault
