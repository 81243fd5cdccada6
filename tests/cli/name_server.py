"""A real name server for the tests, nsd, and a proxy before it that does what networks do."""

from __future__ import annotations

import shutil
import socket
import struct
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import domain_cases
import pytest

NSD = shutil.which("nsd") or shutil.which("nsd", path="/usr/sbin:/usr/local/sbin")
CONFIG = """
server:
  ip-address: 127.0.0.1@{port}
  zonesdir: "{folder}"
  pidfile: "{folder}/nsd.pid"
  xfrdfile: "{folder}/xfrd.state"
  zonelistfile: "{folder}/zone.list"
  xfrdir: "{folder}"
  logfile: "{folder}/nsd.log"
  username: ""
  server-count: 1
  tcp-count: 50
remote-control:
  control-enable: no
zone:
  name: test
  zonefile: test.zone
"""
Change = Callable[[str, str, bytes, bool], bytes | None]
"""Name, type, the server's answer and whether it came by TCP in; what to send, if anything, out."""
TYPES = {1: "A", 5: "CNAME", 15: "MX", 16: "TXT", 28: "AAAA"}


@pytest.fixture(scope="session")
def nsd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a name server that has the zone of `domain_cases`."""
    if NSD is None:
        pytest.skip("nsd is not installed: apt-get install nsd")
    folder = tmp_path_factory.mktemp("nsd")
    (folder / "test.zone").write_text(domain_cases.zone())
    for _ in range(5):
        port = _free_port()
        (folder / "nsd.conf").write_text(CONFIG.format(port=port, folder=folder))
        command = [NSD, "-d", "-c", str(folder / "nsd.conf")]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as ran:
            try:
                if _listens(folder / "nsd.pid", ran):
                    yield port
                    return
            finally:
                ran.terminate()
    pytest.fail((folder / "nsd.log").read_text())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _listens(pid_file: Path, server: subprocess.Popen[bytes]) -> bool:
    """Whether it has its sockets, after which it writes its number down, or has given up."""
    for _ in range(500):
        if pid_file.exists():
            return True
        if server.poll() is not None:
            return False
        time.sleep(0.02)
    return False


class Proxy:
    """Stands before a name server, by UDP and TCP, and changes what it answers."""

    def __init__(self, behind: int, change: Change) -> None:
        self.behind = ("127.0.0.1", behind)
        self.change = change
        self.asked: list[tuple[str, str, str]] = []
        self.udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.udp.bind(("127.0.0.1", 0))
        self.port = self.udp.getsockname()[1]
        self.tcp = socket.create_server(("127.0.0.1", self.port))
        for serve in (self._by_udp, self._by_tcp):
            threading.Thread(target=serve, daemon=True).start()

    def close(self) -> None:
        self.udp.close()
        self.tcp.close()

    def _by_udp(self) -> None:
        while True:
            try:
                query, client = self.udp.recvfrom(65535)
            except OSError:
                return
            threading.Thread(target=self._answer_udp, args=(query, client), daemon=True).start()

    def _answer_udp(self, query: bytes, client: tuple[str, int]) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as behind:
            behind.settimeout(5)
            behind.sendto(query, self.behind)
            answer = behind.recv(65535)
        name, kind = question(query)
        self.asked.append((name, kind, "UDP"))
        changed = self.change(name, kind, answer, False)
        if changed is not None:
            try:
                self.udp.sendto(changed, client)
            except OSError:
                pass

    def _by_tcp(self) -> None:
        while True:
            try:
                client, _ = self.tcp.accept()
            except OSError:
                return
            threading.Thread(target=self._answer_tcp, args=(client,), daemon=True).start()

    def _answer_tcp(self, client: socket.socket) -> None:
        with client, socket.create_connection(self.behind, 5) as behind:
            query = _message(client)
            behind.sendall(struct.pack("!H", len(query)) + query)
            answer = _message(behind)
            name, kind = question(query)
            self.asked.append((name, kind, "TCP"))
            changed = self.change(name, kind, answer, True)
            if changed is not None:
                client.sendall(struct.pack("!H", len(changed)) + changed)


def _message(stream: socket.socket) -> bytes:
    def read(count: int) -> bytes:
        octets = b""
        while len(octets) < count:
            more = stream.recv(count - len(octets))
            if not more:
                return octets
            octets += more
        return octets

    return read(struct.unpack("!H", read(2))[0])


def question(message: bytes) -> tuple[str, str]:
    """The name and the type that a DNS message asks for (RFC 1035, 4.1)."""
    labels: list[str] = []
    at = 12
    while message[at]:
        labels.append(message[at + 1 : at + 1 + message[at]].decode("latin-1"))
        at += 1 + message[at]
    kind = struct.unpack("!H", message[at + 1 : at + 3])[0]
    return ".".join(labels).lower(), TYPES.get(kind, str(kind))


def header(message: bytes, *, flags: int, answers: int | None = None) -> bytes:
    """The question of a message under other flags; without its records if `answers` is 0."""
    end = message.index(b"\0", 12) + 5
    if answers is None:
        return message[:2] + struct.pack("!H", flags) + message[4:]
    return message[:2] + struct.pack("!HHHHH", flags, 1, 0, 0, 0) + message[12:end]


Before = Callable[[Change], Proxy]


@pytest.fixture
def before(nsd: int, loopback: None) -> Iterator[Before]:
    """Starts a proxy before the name server."""
    proxies: list[Proxy] = []

    def start(change: Change) -> Proxy:
        proxies.append(Proxy(nsd, change))
        return proxies[-1]

    yield start
    for proxy in proxies:
        proxy.close()
