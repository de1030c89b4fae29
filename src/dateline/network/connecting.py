"""One question over HTTP to an address that was looked up once and checked; within bounds of time and size."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
import zlib
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit, urlunsplit

from dateline.model.errors import SourceError
from dateline.network.addresses import Allowed, Resolver, is_public, parse_address, resolve


class FetchError(SourceError):
    """An address that was not read, with the reason."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one answer."""

    seconds: float = 30.0
    """For the whole of it, from the look-up to the last byte."""
    size: int = 20_000_000
    """Bytes, after unpacking."""
    growth: int = 100
    """How many times larger than what came over the wire it may unpack, beyond the first megabyte."""
    redirects: int = 5
    headers: int = 100


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

    status: int
    headers: dict[str, str]
    """Names in lower case; of several only the first."""
    body: bytes


@dataclass(slots=True)
class Connector:
    """Asks servers; connects to the very address that was checked, since a name is looked up only once."""

    limits: Limits = field(default_factory=Limits)
    resolver: Resolver = resolve
    allowed: Allowed = is_public
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def ask(self, url: str, headers: dict[str, str]) -> Answer:
        """Ask one address, following nothing; raises FetchError."""
        parts = check_url(url)
        deadline = time.monotonic() + self.limits.seconds
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
        connection = http.client.HTTPConnection(host, port)
        try:
            sock = self._connect(host, port, deadline)
            if parts.scheme == "https":
                sock = self.tls.wrap_socket(sock, server_hostname=host)
            connection.sock = sock
            path = urlunsplit(("", "", parts.path or "/", parts.query, ""))
            connection.request("GET", path, headers={"Accept-Encoding": "gzip", "Connection": "close", **headers})
            return self._hear(connection, sock, deadline)
        except TimeoutError as error:
            raise FetchError(f"it took longer than {self.limits.seconds:.0f} seconds") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise FetchError(f"could not be fetched: {type(error).__name__}: {error}") from error
        finally:
            connection.close()

    def _connect(self, host: str, port: int, deadline: float) -> socket.socket:
        try:
            found = self.resolver(host, port)
        except (OSError, UnicodeError) as error:
            raise FetchError(f"there is no host {host}: {error}") from error
        refused: list[str] = []
        problem: OSError | None = None
        for family, text in found:
            address = parse_address(text)
            if address is None or not self.allowed(address):
                refused.append(text)
                continue
            sock = socket.socket(family, socket.SOCK_STREAM)
            sock.settimeout(max(0.1, deadline - time.monotonic()))
            try:
                sock.connect((text, port))
                peer = parse_address(str(sock.getpeername()[0]))
                if peer is None or not self.allowed(peer):
                    raise FetchError(f"{host} led to {peer}, which is no public address")
            except OSError as error:
                sock.close()
                problem = error
                continue
            except FetchError:
                sock.close()
                raise
            return sock
        if refused:
            raise FetchError(f"{host} is {refused[0]}, which is no public address; it was not asked")
        raise problem or FetchError(f"there is no host {host}")

    def _hear(self, connection: http.client.HTTPConnection, sock: socket.socket, deadline: float) -> Answer:
        response = connection.getresponse()
        headers = response.getheaders()
        if len(headers) > self.limits.headers:
            raise FetchError(f"the answer has {len(headers)} headers")
        named: dict[str, str] = {}
        for name, value in headers:
            named.setdefault(name.lower(), value)
        declared = named.get("content-length", "")
        if declared.isdigit() and int(declared) > self.limits.size:
            raise FetchError(f"the answer is {int(declared)} bytes, more than {self.limits.size}")
        encoding = named.get("content-encoding", "").strip().lower()
        unpack = _Unpacker(encoding, self.limits)
        body = bytearray()
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            sock.settimeout(left)
            piece = response.read1(65_536)
            if not piece:
                break
            body += unpack.take(piece, len(body))
            if len(body) > self.limits.size:
                raise FetchError(f"the answer is more than {self.limits.size} bytes")
        return Answer(response.status, named, bytes(body))


class _Unpacker:
    """Unpacks an answer piece by piece, within bounds."""

    def __init__(self, encoding: str, limits: Limits) -> None:
        if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise FetchError(f"the answer is packed as {encoding!r}, which was not asked for")
        self._limits = limits
        self._packed = 0
        self._unpack = None if encoding in ("", "identity") else zlib.decompressobj(wbits=47)

    def take(self, piece: bytes, before: int) -> bytes:
        if self._unpack is None:
            return piece
        self._packed += len(piece)
        bound = min(self._limits.size + 1, max(1_000_000, self._packed * self._limits.growth)) - before
        try:
            unpacked = self._unpack.decompress(piece, max(1, bound + 1))
        except zlib.error as error:
            raise FetchError(f"the answer is packed wrongly: {error}") from error
        if len(unpacked) > bound or (self._unpack.unconsumed_tail and len(unpacked) >= bound):
            raise FetchError("the answer unpacks to a hundred times its size, as attacks do")
        return unpacked


def check_url(url: str) -> SplitResult:
    """Take an address apart; raises FetchError for what is not plain http or https."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FetchError(f"{url[:200]!r} is no address: {error}") from error
    if parts.scheme not in ("http", "https"):
        raise FetchError(f"only http and https are fetched, not {parts.scheme or 'this'}")
    if not parts.hostname or any(ord(letter) <= 32 for letter in url):
        raise FetchError(f"{url[:200]!r} is no address")
    if parts.username is not None or parts.password is not None:
        raise FetchError("the address holds a user name; it was not asked")
    if port == 0:
        raise FetchError("the address has port 0")
    return parts
