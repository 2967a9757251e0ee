"""Connects to the pinned address, proves that the server there has the right name, and reads no longer than told."""

import io
import logging
import socket
import ssl
import time
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

from requests import PreparedRequest
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from .pinning import Pinned

CONNECTIONS = 32
BUFFER = 64 * 1024

# It logs URLs, which hold the ids of patients, and not only at level DEBUG. A filter would not reach the loggers below.
logging.getLogger("urllib3").propagate = False


class PinnedRequest(PreparedRequest):
    """A request that knows which address was judged."""

    def __init__(self, where: Pinned) -> None:
        super().__init__()
        self.where = where


class PinnedAdapter(HTTPAdapter):
    """Sends to the pinned address only, over connections that are kept for the next request.

    It is used without a `requests.Session`, which would bring redirects, cookies, proxies and .netrc with it.
    """

    def __init__(self, ca_bundle: Path | None = None) -> None:
        super().__init__(pool_connections=CONNECTIONS, pool_maxsize=CONNECTIONS)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}
        self._tls = tls_context(ca_bundle)

    def build_connection_pool_key_attributes(
        self,
        request: PreparedRequest,
        verify: Any,  # noqa: ARG002 - there is no switch that turns verification off
        cert: Any = None,  # noqa: ARG002 - a client certificate is nothing that we have
    ) -> Any:
        """Connect to the address that was judged; check the certificate against the name that was asked for."""
        if not isinstance(request, PinnedRequest):
            raise TypeError("a request whose address nobody judged")
        server, address = request.where.server, request.where.address
        place = {"scheme": server.scheme, "host": address, "port": server.port}
        if server.scheme == "http":
            return place, {}
        return place, {"ssl_context": self._tls, "cert_reqs": "CERT_REQUIRED", "server_hostname": server.host}

    def cert_verify(self, *_: Any) -> None:
        """Leave the certificates to the TLS context; the inherited method would load a second list of authorities."""


def tls_context(ca_bundle: Path | None) -> ssl.SSLContext:
    """Trust the system's certificate authorities and those of the bundle. Raises ValueError for an unusable bundle."""
    context = ssl.create_default_context()
    context.hostname_checks_common_name = False
    if ca_bundle is not None:
        try:
            context.load_verify_locations(cafile=ca_bundle)
        except OSError:  # includes ssl.SSLError
            raise ValueError("CDS_CA_BUNDLE must hold certificates in PEM format.") from None
    return context


class _UntilTimeout(io.RawIOBase):
    """A socket's bytes, for as long as its timeout says in all: a socket's own starts anew with each byte."""

    def __init__(self, sock: socket.socket, raw: io.RawIOBase) -> None:
        self._sock, self._raw = sock, raw
        self._deadline = time.monotonic() + (sock.gettimeout() or 0.0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._sock.settimeout(left)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _TimedResponse(HTTPResponse):
    """Status line, headers and body share one timeout, however slowly they drip."""

    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self.fp: Any = io.BufferedReader(_UntilTimeout(sock, self.fp.detach()), BUFFER)


class _Connection(HTTPConnection):
    response_class = _TimedResponse


class _TlsConnection(HTTPSConnection):
    response_class = _TimedResponse


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection
