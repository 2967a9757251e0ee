"""From a server's name to the one address that is connected to: resolved once, judged, then kept.

A name that is looked up a second time when the connection is made may lead elsewhere by then (DNS rebinding).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from cds_service.decision.failure import Failure

from .address import Server, ServerPolicy

Address = IPv4Address | IPv6Address

GLOBAL_UNICAST = ip_network("2000::/3")
# Global by the book, but they carry another address inside or are nobody's server. 64:ff9b::/96 (NAT64), ::ffff:0:0/96
# (mapped) and ::/96 (compatible) lie outside 2000::/3.
NOT_A_SERVER = tuple(
    ip_network(one) for one in ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2002::/16", "3fff::/20")
)


@dataclass(frozen=True, slots=True)
class Pinned:
    """A server together with the address that was judged."""

    server: Server
    address: str


def pin(server: Server, addresses: Iterable[str], policy: ServerPolicy) -> Pinned | Failure:
    """Judge all addresses of a name. One that is not permitted spoils all: the next lookup might return it alone."""
    found = [ip_address(one) for one in addresses]
    if not all(_is_permitted(one, server, policy) for one in found):
        return Failure.NOT_ALLOWED
    return Pinned(server, str(found[0]))


def _is_permitted(address: Address, server: Server, policy: ServerPolicy) -> bool:
    if server.scheme == "http" and not address.is_loopback:
        return False
    return is_public(address) or any(address in network for network in policy.allowed_networks)


def is_public(address: Address) -> bool:
    """Whether an address is a server's on the public Internet, and not one in disguise."""
    if isinstance(address, IPv6Address) and address not in GLOBAL_UNICAST:
        return False
    return address.is_global and not address.is_multicast and not any(address in one for one in NOT_A_SERVER)
