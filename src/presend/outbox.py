"""What a program sends, collected: by Django, by Flask-Mail, by smtplib.

Nothing is sent differently for it: each listener writes down what passes, and stops with the
collection. Of a mail that passes several, the first is kept.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from presend.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Add = Callable[[bytes], None]


class Outbox:
    """The mails sent since the collection began, in their order, each as octets."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self._known: set[object] = set()
        self._before: list[Any] = _djangos()

    def add(self, mail: Any) -> None:
        """Take in a mail that was sent in another way: octets, a text or a message object."""
        written = octets(mail)
        mark = _mark(written)
        if mark not in self._known:
            self._known.add(mark)
            self.mails.append(written)

    def gather(self) -> None:
        """Take in what stands in Django's outbox and was not there before."""
        for mail in _djangos():
            if not any(mail is each for each in self._before):
                self._before.append(mail)
                self.add(mail)

    def __len__(self) -> int:
        self.gather()
        return len(self.mails)

    def __iter__(self) -> Iterator[bytes]:
        self.gather()
        return iter(list(self.mails))

    def __getitem__(self, index: int) -> bytes:
        self.gather()
        return self.mails[index]


def octets(mail: Any) -> bytes:
    """A mail as it goes over the wire; a Django mail has `message()`, most others `as_bytes()`.

    Raises UsageError for what is no mail.
    """
    if isinstance(mail, str):
        try:
            return mail.encode("utf-8", "surrogateescape")
        except UnicodeEncodeError:
            return mail.encode("utf-8", "surrogatepass")
    if isinstance(mail, bytes | bytearray | memoryview):
        return bytes(mail)
    for name in ("message", "as_bytes"):
        made = getattr(mail, name, None)
        if callable(made):
            return octets(made())
    raise UsageError(f"presend lints texts, octets, messages and paths, not {type(mail).__name__}")


@contextmanager
def collecting() -> Iterator[Outbox]:
    """An outbox that takes in what is sent until its block ends."""
    outbox = Outbox()
    with ExitStack() as listeners:
        listeners.enter_context(_smtplib(outbox))
        listeners.enter_context(_flask_mail(outbox))
        listeners.enter_context(_django(outbox))
        yield outbox


def _mark(octets: bytes) -> object:
    """What two copies of one mail share: the Message-ID; without one, everything but line ends."""
    from email.parser import BytesHeaderParser

    said = BytesHeaderParser().parsebytes(octets).get("message-id")
    return said.strip() if said else octets.replace(b"\r\n", b"\n")


@contextmanager
def _smtplib(outbox: Outbox) -> Iterator[None]:
    from smtplib import SMTP

    sendmail = SMTP.sendmail

    def listening(
        self: SMTP, from_addr: str, to_addrs: Any, msg: Any, *rest: Any, **more: Any
    ) -> Any:
        outbox.add(msg)
        return sendmail(self, from_addr, to_addrs, msg, *rest, **more)

    SMTP.sendmail = listening  # type: ignore[method-assign]
    try:
        yield
    finally:
        SMTP.sendmail = sendmail  # type: ignore[method-assign]


@contextmanager
def _flask_mail(outbox: Outbox) -> Iterator[None]:
    if "flask_mail" not in sys.modules and find_spec("flask_mail") is None:
        yield
        return
    signal = import_module("flask_mail").email_dispatched

    def listening(app: object, message: Any) -> None:
        outbox.add(message.as_bytes())

    signal.connect(listening)
    try:
        yield
    finally:
        signal.disconnect(listening)


@contextmanager
def _django(outbox: Outbox) -> Iterator[None]:
    """Looks into Django's outbox after each sending: a test may empty it before its end."""
    if "django" not in sys.modules:  # `gather` finds what a test sends that imports it itself
        yield
        return
    backend = import_module("django.core.mail.backends.locmem").EmailBackend
    send_messages = backend.send_messages

    def listening(self: Any, messages: Any) -> Any:
        sent = send_messages(self, messages)
        outbox.gather()
        return sent

    backend.send_messages = listening
    try:
        yield
    finally:
        backend.send_messages = send_messages


def _djangos() -> list[Any]:
    """The mails in Django's outbox, which its test runner fills."""
    return list(getattr(sys.modules.get("django.core.mail"), "outbox", ()))
