"""Mails in, what they show of who sends them out: provider, template language, sender, domains.

What is taken for true is what a mail says (a header, front matter, an export) or what one
provider or language alone writes. What may mean several things is said as a guess, and each
thing that is known has the place that shows it.
"""

from __future__ import annotations

from collections import Counter

from presend.data import esp_tokens, merge_tags, sender_words
from presend.data.freemail import freemail
from presend.data.senders import ESPS, shared_sender
from presend.data.template_comments import MANY
from presend.documents import reading
from presend.documents.html import Html
from presend.documents.plain import Plain
from presend.documents.templating import dialects
from presend.domains import same_organisation, within
from presend.finding import Unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from presend.documents.envelope import Envelope
    from presend.documents.reading import FileKind, Mail
    from presend.source import Source

_QUOTE = 60  # code points quoted of what shows something


class Shown:
    """Something that a mail shows: what it is, its value, and the place and words that show it.

    `what` is a key of presend.toml (`esp`, `dialect`, `from`, `reply-to`, `domains`, `kind`).
    `sure` is False for a guess. `line` counts from 1.
    """

    __slots__ = ("line", "path", "quote", "sure", "value", "what")

    def __init__(
        self, what: str, value: str, source: Source, start: int, quote: str, *, sure: bool = True
    ) -> None:
        outer = source.outermost
        offset = source.outward((start, start))[0]
        self.what = what
        self.value = value
        self.path = outer.path
        self.line = outer.position(offset).line
        self.quote = " ".join(quote[:_QUOTE].split()) + "…" * (len(quote) > _QUOTE)
        self.sure = sure


class Survey:
    """What the mails of a folder show together."""

    def __init__(self) -> None:
        self.shown: list[Shown] = []
        self.mails: list[tuple[str, FileKind]] = []

    def add(self, source: Source, kind: FileKind, sidecar: Source | None) -> None:
        """Look at one file, and at its sidecar. Raises reading.Unreadable."""
        mails = reading.read(source, kind, reading.Sending(), sidecar)
        self.mails.append((source.path, kind))
        found = [shown for mail in mails for shown in _shown(mail, source) if shown.value]
        counted = Counter(shown.value for shown in found if shown.what == "esp" and shown.sure)
        most = max(counted.values(), default=0)
        seen: set[tuple[str, str]] = set()
        for shown in found:  # each file has one vote, and a stray tag of another provider none
            if (shown.what, shown.value) not in seen and counted.get(shown.value, most) == most:
                seen.add((shown.what, shown.value))
                self.shown.append(shown)

    def of(self, what: str, *, sure: bool = True) -> dict[str, list[Shown]]:
        """What was shown of a key, by its value: the one most files show first."""
        found: dict[str, list[Shown]] = {}
        for shown in self.shown:
            if shown.what == what and shown.sure is sure:
                found.setdefault(shown.value, []).append(shown)
        return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))

    def kinds(self) -> Counter[FileKind]:
        """How many files there are of each kind."""
        return Counter(kind for _, kind in self.mails)


def _shown(mail: Mail, source: Source) -> Iterator[Shown]:
    envelope = mail.envelope
    yield from _of_envelope(envelope, source)
    if mail.kind == "json" and envelope.esp in ESPS:
        said = f"an export of {ESPS[envelope.esp].name}"
        yield Shown("esp", envelope.esp, source, 0, said)
    for document in mail.documents:
        if isinstance(document, (Html, Plain)) and not document.rendered:
            tags = list(_of_template(document))
            yield from tags
            if mail.kind != "json":
                yield from _dialect(mail, document, any(each.sure for each in tags))


def _of_envelope(envelope: Envelope, source: Source) -> Iterator[Shown]:
    for name, key in (("esp", "esp"), ("kind", "kind")):
        value = envelope.values.get(name)
        if value is not None and (name == "kind" or value.text.strip().lower() in ESPS):
            yield Shown(key, value.text.strip().lower(), value, 0, f"{name}: {value.text}")
    if envelope.mail_kind and "kind" not in envelope.values:
        yield Shown("kind", envelope.mail_kind, source, 0, "the export says so")
    try:
        sender = envelope.sender
    except Unknown:
        return
    domain = sender.domain
    if domain is None or sender_words.placeholder_domain(domain):
        return
    place, (start, _) = sender.place
    shared = shared_sender(domain)
    if shared is not None:
        yield Shown("esp", shared[0], place, start, f"From is at {domain}")
    elif not freemail(domain):
        yield Shown("from", _mailbox(sender.name, sender.address), place, start, sender.address)
    for signer, (written, span) in envelope.signers if envelope.rendered else ():
        theirs = shared_sender(signer)
        if theirs is not None:
            yield Shown("esp", theirs[0], written, span[0], f"DKIM d={signer}")
        elif same_organisation(signer, domain):
            yield Shown("domains", signer, written, span[0], f"DKIM d={signer}")
    bounces = envelope.return_path
    if bounces is not None:
        for esp in ESPS.values():
            if any(within(bounces[0], each) for each in esp.return_paths):
                at, span = bounces[1]
                yield Shown("esp", esp.id, at, span[0], f"Return-Path is at {bounces[0]}")
                break


def _mailbox(name: str | None, address: str) -> str:
    if not name or not name.isprintable() or "=?" in name:
        return address
    if all(character.isalnum() or character in " -'&+!" for character in name):
        return f"{name} <{address}>"
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}" <{address}>'


def _of_template(document: Html | Plain) -> Iterator[Shown]:
    """The providers whose own tags stand in a template."""
    text, source = document.source.text, document.source
    holes = [hole for hole in document.holes if hole.kind != "comment"]
    openers = {hole.opener for hole in holes}
    if "{$" in openers:  # MailerLite's, and Smarty's
        openers.discard("{$")
        holes = [hole for hole in holes if hole.opener != "{$"]
    if merge_tags.owners(document.holes.said, openers):
        for hole in holes:
            tag = text[hole.start : hole.end]
            if esp := merge_tags.owner(tag, hole.opener):
                yield Shown("esp", esp, source, hole.start, tag)
    found = esp_tokens.mark(document.dialect, text)
    if found is not None:
        esp, start, mark = found
        yield Shown("esp", esp, source, start, mark)
    elif document.dialect in ESPS and (seen := dialects.mark(text)) and seen[0] in ESPS:
        yield Shown("esp", seen[0], source, seen[1], text[seen[1] : seen[2]], sure=False)


def _dialect(mail: Mail, document: Html | Plain, theirs: bool) -> Iterator[Shown]:
    """Its template language; `theirs`: tags that are a provider's alone stand in it."""
    text, source = document.source.text, document.source
    said = mail.envelope.values.get("dialect")
    named = dialects.of_name(source.path)
    if said is not None and mail.dialect:
        yield Shown("dialect", mail.dialect, said, 0, f"dialect: {said.text}")
    elif named:
        name = source.path.replace("\\", "/").rpartition("/")[2]
        yield Shown("dialect", named, source, 0, f"the ending of {name}")
    elif found := dialects.mark(text):
        dialect, start, end = found
        around = (hole for hole in document.holes if hole.start <= start < hole.end)
        hole = next(around, None)
        quote = text[start:end] if hole is None else text[hole.start : hole.end]
        # the marks of a provider's language, as {{ customer.name }}, may be anybody's names
        sure = dialect not in MANY and (dialect not in ESPS or theirs)
        yield Shown("dialect", dialect, source, start, quote, sure=sure)
