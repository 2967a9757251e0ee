"""Discovery: what this server offers and which data it would like to be sent along."""

from collections.abc import Mapping, Sequence

import msgspec

SPECIFICATION_VERSION = "2.0.1"


class Service(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """One CDS service, as a client finds it; `prefetch` maps each key to its FHIR query with tokens."""

    hook: str
    title: str
    description: str
    id: str
    prefetch: Mapping[str, str] = msgspec.field(default_factory=dict)
    usage_requirements: str | None = None


class _Advertised(Service, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """A service with the version of CDS Hooks that it speaks."""

    version: str | None = None


def discovery(services: Sequence[Service], version: str | None = SPECIFICATION_VERSION) -> bytes:
    """Write the discovery document; the same services give the same bytes. Without a version the member is left out."""
    return msgspec.json.encode({"services": [_advertised(service, version) for service in services]})


def _advertised(service: Service, version: str | None) -> _Advertised:
    members = msgspec.structs.asdict(service) | {"prefetch": dict(service.prefetch)}
    return _Advertised(**members, version=version)
