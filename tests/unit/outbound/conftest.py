"""The servers, names and readers that these tests share."""

from tests.unit.outbound.fixtures import certificates, forbidden, names, read, reader, start

__all__ = ["certificates", "forbidden", "names", "read", "reader", "start"]
