"""Where a server is, read from its URL in one strict way, and which servers may be asked.

One regular expression reads the whole URL, and what is sent is put together again from its parts. So there is no second
parser that could see another host in the same text: user names, percent signs, backslashes, blanks, dots at the end of
a host, dot segments, doubled slashes and path parameters are not read generously but refused.
"""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from pathlib import Path

Network = IPv4Network | IPv6Network

_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
# Without "%", ";" and "\": servers have read %2e%2e and "..;" as "..".
_SEGMENT = r"(?!\.{1,2}(?:/|\?|\Z))[A-Za-z0-9._~$@:!,+=-]+"
_URL = re.compile(
    rf"(?P<scheme>https?)://(?P<host>{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:.]{{2,45}}\])(?::(?P<port>[0-9]{{1,5}}))?"
    rf'(?P<target>(?P<path>(?:/{_SEGMENT})*)/?(?:\?(?P<query>[!"$-\[\]-~]*))?)',
    re.ASCII | re.IGNORECASE,
)
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*", re.ASCII)
DEFAULT_PORTS = {"http": 80, "https": 443}
LONGEST_BASE = 2_000
LONGEST_LINK = 16_000


@dataclass(frozen=True, slots=True)
class Server:
    """The base of a FHIR server. Equal parts are the same server, however its URL was spelt."""

    scheme: str
    host: str
    """Lower case; IPv6 addresses without brackets."""
    port: int
    path: tuple[str, ...] = ()

    @property
    def authority(self) -> str:
        """Host and port as a Host header and a URL write them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme and authority."""
        return f"{self.scheme}://{self.authority}"

    def holds(self, other: "Server") -> bool:
        """Whether `other` is this base or lies below it, segment by segment: /fhir2 is not below /fhir."""
        mine, its = ((one.scheme, one.host, one.port) for one in (self, other))
        return mine == its and other.path[: len(self.path)] == self.path


def read_base(url: str) -> Server | None:
    """Read the base URL of a server; None where it is not one."""
    found = _URL.fullmatch(url) if len(url) <= LONGEST_BASE else None
    return None if found is None or found["query"] is not None else _server(found)


def read_link(url: str) -> tuple[Server, str] | None:
    """Read a link into the place it leads to and, verbatim, what stands behind the host."""
    found = _URL.fullmatch(url) if len(url) <= LONGEST_LINK else None
    server = None if found is None else _server(found)
    return None if found is None or server is None else (server, found["target"])


def _server(found: re.Match[str]) -> Server | None:
    scheme, host = found["scheme"].lower(), _host(found["host"].lower())
    port = int(found["port"] or DEFAULT_PORTS[scheme])
    if host is None or not 0 < port < 65_536:
        return None
    return Server(scheme, host, port, tuple(found["path"].split("/")[1:]))


def _host(text: str) -> str | None:
    """Return the canonical host. A host that ends in a number is an address, in dotted decimal or not at all."""
    try:
        if text.startswith("["):
            return str(IPv6Address(text.strip("[]")))
        return str(IPv4Address(text)) if _NUMBER.fullmatch(text.rpartition(".")[2]) else text
    except ValueError:
        return None


@dataclass(frozen=True, kw_only=True)
class ServerPolicy:
    """Which servers may be asked."""

    allowed_networks: tuple[Network, ...] = ()
    """Where servers may be although these addresses are not public."""
    allow_http_loopback: bool = False
    """Development only: without TLS, but only to this machine."""
    ca_bundle: Path | None = None
    """Certificate authorities beside the system's."""
    servers: tuple[str, ...] | None = None
    """The base URLs of the servers that may be asked; None: every one whose address is permitted."""

    def admit(self, base: str) -> Server | None:
        """Return the server at a base URL; None where it is not permitted. Looks at nothing but the URL."""
        server = read_base(base)
        if server is None or (server.scheme == "http" and not self.allow_http_loopback):
            return None
        return server if self.servers is None or any(one.holds(server) for one in self._listed()) else None

    def _listed(self) -> list[Server]:
        """An entry that cannot be read permits nothing."""
        return [one for one in map(read_base, self.servers or ()) if one is not None]
