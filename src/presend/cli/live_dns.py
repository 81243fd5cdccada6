"""A name in, its TXT records out, asked of the network (extra `presend[verify]`: dnspython)."""

from __future__ import annotations

from presend.documents.records import joined
from presend.errors import UsageError
from presend.traces.checked import Unanswered

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SECONDS = 8.0  # for one name, with all retries


def asker(nameserver: str | None) -> Callable[[str], Sequence[str]]:
    """A function that asks; of `HOST[:PORT]`, else of the machine's own resolvers.

    It raises Unanswered for a timeout or a failing server. Raises UsageError itself where
    dnspython is missing or the name server is no address.
    """
    try:
        import dns.exception
        import dns.resolver
    except ImportError:
        raise UsageError(
            "asking DNS needs dnspython; pip install 'presend[verify]', or give --zone FILE"
        ) from None
    if nameserver is None:
        try:
            resolver = dns.resolver.Resolver()
        except dns.exception.DNSException as error:
            raise UsageError(f"no name server is known here ({error}); give --nameserver") from None
    else:
        resolver = dns.resolver.Resolver(configure=False)
        host, port = _place(nameserver)
        try:
            resolver.nameservers = [host]
        except ValueError:
            raise UsageError(f"--nameserver: {host!r} is no IP address") from None
        resolver.port = port
    resolver.lifetime = SECONDS

    def ask(name: str) -> Sequence[str]:
        try:
            answer = resolver.resolve(name, "TXT", raise_on_no_answer=False, search=False)
        except dns.resolver.NXDOMAIN:
            return ()
        except (dns.exception.DNSException, OSError, UnicodeError, ValueError) as error:
            why = type(error).__name__
            raise Unanswered(f"DNS does not answer for {name} ({why})") from None
        return [joined(record.strings) for record in answer.rrset or ()]

    return ask


def _place(text: str) -> tuple[str, int]:
    host, colon, port = text.rpartition(":")
    if not colon or (":" in host and not host.endswith("]")):
        return text.strip("[]"), 53
    if not (port.isdecimal() and 0 < int(port[:6]) < 65_536):
        raise UsageError(f"--nameserver: {port!r} is no port; write HOST or HOST:PORT")
    return host.strip("[]"), int(port)
