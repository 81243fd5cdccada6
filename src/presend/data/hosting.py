"""Hosts that nobody should link to in a mailing: free hosting, previews, names that do not exist.

Sources: cards LNK020 and LNK012 of presend's catalogue (August 2026), whose lists follow
SpamAssassin's rules of 24 October 2024 (URI_FIREBASEAPP, PHISH_AZURE_CLOUDAPP, GOOG_STO_*,
URI_IPFSIO, URI_DWEBIPFS, URI_ADOBESPARK, URI_NOCODEFORM, GOOGLE_DOCS_PHISH; Apache-2.0) and
rspamd's (HAS_IPFS_GATEWAY_URL, HAS_GOOGLE_FIREBASE_URL; Apache-2.0); the special-use names are
RFC 6761, RFC 2606, RFC 6762 (local), RFC 8375 (home.arpa) and ICANN's reservation of internal;
lan and corp are custom [mem].
"""

from __future__ import annotations

from presend.domains import within

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Literal

    from presend.finding import Severity

# "*.x" is any subdomain of x, "x" is x itself with or without www., ".x" is both.
_HOSTS: dict[Severity, str] = {
    "error": """
        ipfs.io .dweb.link .cloudflare-ipfs.com .infura-ipfs.io .nocodeform.io
    """,
    "warning": """
        *.firebaseapp.com *.web.app firebasestorage.googleapis.com storage.googleapis.com
        *.storage.googleapis.com *.cloudapp.azure.com *.azurewebsites.net *.blob.core.windows.net
        *.weebly.com *.wixsite.com *.000webhostapp.com *.github.io *.glitch.me *.repl.co
        .wetransfer.com .mega.nz .mediafire.com .sendspace.com .transfer.sh spark.adobe.com
    """,
    "info": "drive.google.com .dropbox.com 1drv.ms .typeform.com",
}
_PREVIEWS = frozenset(
    "ngrok.io ngrok-free.app vercel.app netlify.app hs-sites.com web.app pages.dev "
    "herokuapp.com".split()
)
_SPECIAL_USE = frozenset(
    "localhost local test invalid example internal lan corp home.arpa example.com example.net "
    "example.org".split()
)

FORMS = "/forms"
"""The one path that counts: without it `docs.google.com` is no such host."""

# On the sender's own domain these say that a host is not the public one.
_STAGING_LABELS = frozenset(
    "staging stage stg dev test uat qa preprod preview sandbox beta demo".split()
)

_EXACT: dict[str, Severity] = {}
_BELOW: dict[str, Severity] = {}
for _severity, _text in _HOSTS.items():
    for _host in _text.split():
        if _host[0] in "*.":
            _BELOW[_host.lstrip("*.")] = _severity
        if _host[0] != "*":
            _EXACT[_host.lstrip(".")] = _severity


def hosting(host: str, path: str = "/") -> Severity | None:
    """How severe it is that a link leads to `host`, a free host or file sharing; `None`: not.

    For links that a reader clicks: providers serve images of mailings from some of these.
    """
    host = _name(host)
    severity = _EXACT.get(host)
    if severity is not None:
        return severity
    for parent in _parents(host):
        if parent in _BELOW:
            return _BELOW[parent]
    labels = host.split(".", 8)
    if "ipfs" in labels[1:-2]:
        return "error"  # CONTENT-ID.ipfs.GATEWAY.TLD
    if len(labels) == 2 and labels[0] == "anonfiles":
        return "warning"
    is_form = host == "docs.google.com" and (path == FORMS or path.startswith(FORMS + "/"))
    return "info" if is_form else None


def preview(host: str) -> str | None:
    """The preview service that a host is a subdomain of: up today, gone or changed tomorrow."""
    return next((parent for parent in _parents(_name(host)) if parent in _PREVIEWS), None)


def in_passing(host: str, own: Collection[str]) -> Literal["preview", "staging"] | None:
    """What a host that everybody reaches today is there for; `own` are the sender's domains."""
    if preview(host) and hosting(host) is None:
        return "preview"
    domain = max((name for name in own if within(host, name)), key=len, default=host)
    labels = host.removesuffix(domain).split(".")
    return "staging" if _STAGING_LABELS.intersection(labels) else None


def special_use(host: str) -> str | None:
    """The special-use name that a host is or is under, which no public DNS resolves.

    example.com, .net and .org resolve, but to documentation, and never to a sender's page.
    """
    host = _name(host)
    if host in _SPECIAL_USE:
        return host
    return next((parent for parent in _parents(host, 1) if parent in _SPECIAL_USE), None)


def _name(host: str) -> str:
    return host.lower().removesuffix(".").removeprefix("www.")


def _parents(host: str, shortest: int = 2) -> list[str]:
    """The names above a host, of at most four labels, the longest first."""
    labels = host.rsplit(".", 4)
    count = len(labels)
    return [".".join(labels[start:]) for start in range(1, count - shortest + 1)]
