"""A DKIM key record in, what it says and what is wrong with it out (RFC 6376, 3.6.1)."""

from __future__ import annotations

from presend import patterns
from presend.documents.dns.tag_lists import TagList
from presend.documents.zone import Fault
from presend.source import Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from presend.documents.zone import Record
    from presend.finding import Severity

_KEYISH = patterns.compile(
    r"(?:\A|;)[\s\"'\u201c\u201d\u201e]*+(?:v\s*+=\s*+(?:DKIM|spf1\b)|[pk]\s*+=)", patterns.I
)
_BARE = patterns.compile(r"\s*+(?:MI[GI]|MFww)[A-Za-z0-9+/\s]{50,}+=*+\s*+")
_WHITE = patterns.compile(r"[ \t\r\n]++")
_RSA = bytes.fromhex("2a864886f70d010101")  # 1.2.840.113549.1.1.1, RFC 8017
ED25519_OCTETS = 32  # RFC 8463, 4
KEY_LIMIT = 1 << 16  # code points of a key that are looked at


class Key:
    """A key record. `bits` is the length of its modulus, None unless it is a readable RSA key.

    `kind` is `rsa` or `ed25519`, else what is written; `revoked` says that `p=` is empty;
    `faults` are what makes verifiers refuse the record, with places in `record.text`.
    """

    __slots__ = ("bits", "faults", "kind", "record", "revoked", "tags")

    def __init__(self, record: Record) -> None:
        self.record = record
        self.tags = TagList(record.text)
        self.kind = self.tags.value("k", "rsa").lower()
        self.bits: int | None = None
        self.faults: list[tuple[Fault, Severity]] = []
        written = self.tags.by_name.get("p")
        self.revoked = written is not None and not written.value
        self._judge()

    def place(self, span: tuple[int, int]) -> Span:
        """Where a stretch of the record stands in the zone."""
        return self.record.joined.place(span[0], span[1])

    @property
    def testing(self) -> bool:
        return "y" in _items(self.tags.value("t"))

    @property
    def strict(self) -> bool:
        """Whether the signer may not speak for subdomains (`t=s`)."""
        return "s" in _items(self.tags.value("t"))

    def _tell(self, span: Span, message: str, severity: Severity = "error") -> None:
        self.faults.append((Fault(span, message), severity))

    def _judge(self) -> None:
        tags, whole = self.tags, Span(0, len(self.record.text))
        if _BARE.fullmatch(self.record.text):
            self._tell(whole, "the key stands alone, without v=DKIM1; k=rsa; p= before it")
            return
        if tags.value("v").startswith("spf1"):
            self._tell(whole, "this is an SPF record, and no key")
            return
        for fault in tags.faults:
            self._tell(fault.span, fault.message)
        version = tags.by_name.get("v")
        if version is not None and version.value != "DKIM1":
            self._tell(version.span, f"v={version.value[:20]} is not v=DKIM1")
        elif version is not None and tags.tags[0] is not version:
            self._tell(version.span, "v=DKIM1 must come first")
        hashes = tags.by_name.get("h")
        if hashes is not None and "sha256" not in _items(hashes.value):
            self._tell(hashes.span, "h= leaves out sha256, the only hash still in use")
        services = tags.by_name.get("s")
        if services is not None and not {"*", "email"} & {*_items(services.value)}:
            self._tell(services.span, f"s={services.value[:20]} is not for email")
        if self.kind not in ("rsa", "ed25519"):
            self._tell(tags.by_name["k"].span, f"k={self.kind[:20]} is no type of key")
        data = tags.by_name.get("p")
        if data is None:
            said = "there is no p=, the key itself"
            if not any(word.quoted for word in self.record.words):
                said += ": without quotation marks what follows a ; is a comment"
            self._tell(whole, said)
        elif data.value:
            self._read_key(data.value[:KEY_LIMIT], data.value_span)

    def _read_key(self, text: str, span: Span) -> None:
        from base64 import b64decode
        from binascii import Error

        try:
            octets = b64decode(_WHITE.sub("", text), validate=True)
        except (Error, ValueError):
            strange = patterns.compile(r"[^A-Za-z0-9+/= \t\r\n]").search(text)
            said = "the key in p= is no base64"
            if strange is not None:
                said += f": {strange[0]!a} stands in it"
                span = Span(span[0] + strange.start(), span[0] + strange.end())
            elif text.rstrip("=") and len(_WHITE.sub("", text)) % 4:
                said += ": it is cut or glued"
            self._tell(span, said)
            return
        if self.kind == "ed25519":
            if len(octets) != ED25519_OCTETS:
                said = f"an Ed25519 key has {ED25519_OCTETS} octets, not {len(octets)}"
                self._tell(span, said)
        elif self.kind == "rsa":
            self.bits = rsa_bits(octets)
            if self.bits is None:
                said = "the key in p= is no RSA key"
                if len(octets) == ED25519_OCTETS:
                    said += ", but as long as an Ed25519 key: k=ed25519 is missing"
                elif octets[:1] == b"\x30":
                    said += ": it is cut or damaged"
                self._tell(span, said)


def keys(records: list[Record]) -> list[Record]:
    """The records that are, or were meant for, keys."""
    return [
        record for record in records if _KEYISH.search(record.text) or _BARE.fullmatch(record.text)
    ]


def _items(value: str) -> list[str]:
    return [item.strip().lower() for item in value.split(":")]


def rsa_bits(octets: bytes) -> int | None:
    """The length in bits of the modulus of an RSA key; None if it is none.

    A SubjectPublicKeyInfo (RFC 5280, 4.1) or the bare RSAPublicKey (RFC 8017, A.1.1), in DER.
    """
    sequence = _element(octets, 0x30)
    if sequence is None or sequence[1]:
        return None
    inner = sequence[0]
    algorithm = _element(inner, 0x30)
    if algorithm is not None:
        oid = _element(algorithm[0], 0x06)
        bits = _element(algorithm[1], 0x03)
        if oid is None or oid[0] != _RSA or bits is None or bits[0][:1] != b"\0":
            return None
        sequence = _element(bits[0][1:], 0x30)
        if sequence is None:
            return None
        inner = sequence[0]
    modulus = _element(inner, 0x02)
    if modulus is None or _element(modulus[1], 0x02) is None:
        return None
    return int.from_bytes(modulus[0], "big").bit_length()


def _element(octets: bytes, tag: int) -> tuple[bytes, bytes] | None:
    """The contents of the DER element that comes first, and what follows it."""
    if len(octets) < 2 or octets[0] != tag:
        return None
    length, start = octets[1], 2
    if length & 0x80:
        count = length & 0x7F
        if not 0 < count <= 4 or len(octets) < 2 + count:
            return None
        length, start = int.from_bytes(octets[2 : 2 + count], "big"), 2 + count
    if len(octets) < start + length:
        return None
    return octets[start : start + length], octets[start + length :]
