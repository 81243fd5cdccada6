"""What holds for every test: none asks the network, unless it asks for `loopback` first.

None fails for being slow either, but those that time the processor.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

# a machine that does something else as well is no fault of the text
settings.register_profile("presend", deadline=None)
settings.load_profile("presend")

# no test meets what another run has left: there is no such folder, and none can be made
os.environ["PRESEND_CACHE_DIR"] = os.path.join(os.devnull, "none")

# nor what the shell of a developer, or CI, says of colours
os.environ.pop("FORCE_COLOR", None)

_ASKING = frozenset(
    (
        "socket.bind",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyaddr",
        "socket.gethostbyname",
        "socket.getnameinfo",
        "socket.sendmsg",
        "socket.sendto",
    )
)
_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_allowed: list[str] = []


class Asked(BaseException):
    """No Exception, so that nothing takes it for a server that does not answer."""


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in _ASKING:
        return
    place = arguments[0] if event.startswith("socket.get") else arguments[1]
    if isinstance(place, tuple):
        place = place[0]
    if isinstance(place, str) and place in _allowed:
        return
    if event == "socket.bind" and place in _LOOPBACK:
        return  # urllib3 tries at import whether this machine knows IPv6
    if event in ("socket.bind", "socket.connect") and not isinstance(arguments[1], tuple):
        return  # a pipe by another name: the processes of one machine
    raise Asked(f"a test asked the network: {event} {place!r}")


sys.addaudithook(_refuse)


@pytest.fixture
def loopback() -> Iterator[None]:
    """Lets a test talk to a server of its own on this machine."""
    _allowed.extend(_LOOPBACK)
    yield
    _allowed.clear()
