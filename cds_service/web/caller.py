"""Who a request is from: its token, verified with the keys of a registered client, before the body is read."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Request

from cds_service.hooks.client import ANYONE, Caller, Client
from cds_service.hooks.registration import origin_of
from cds_service.hooks.token import ALGORITHMS, LEEWAY_SECONDS, Key, Reason, Token, Unauthorised, read_token, verify

from .watched import CLIENT, REASON

Keys = Callable[[Client, str], Key | None]
"""Gives the key of a client by its name; None where there is none. Asks nobody but the client's own key server."""

FirstUse = Callable[[str, str, int], bool]
"""Says whether a token (issuer, `jti`) is used for the first time, by all workers and since all restarts.

The number is the second since 1970 at which the token is of no use any more, and may be forgotten.
"""


@dataclass(frozen=True, kw_only=True)
class CallerCheck:
    """Says who a request is from. Raises Unauthorised, and what `keys` raises where a key server is down."""

    clients: Callable[[], Sequence[Client]]
    keys: Keys
    first_use: FirstUse
    base_url: str
    """The public one: the Host header is the caller's to choose."""
    moment: Callable[[], datetime]
    algorithms: Collection[str] = ALGORITHMS
    """Those that the site trusts."""
    answers_anyone: bool = False
    """Development: whoever has no token, or one of an issuer that nobody registered, is answered."""

    def __call__(self, request: Request, audiences: Collection[str]) -> Caller:
        """Check a request for paths below the public base URL."""
        try:
            caller = self._caller(request.headers.get("Authorization"), audiences)
        except Unauthorised as refusal:
            request.environ[REASON] = refusal.reason.value
            raise
        request.environ[CLIENT] = caller.client
        return caller

    def _caller(self, authorization: str | None, audiences: Collection[str]) -> Caller:
        if authorization is None and self.answers_anyone:
            return ANYONE
        token = read_token(authorization)
        of_issuer = [one for one in self.clients() if one.issuer == token.claims.issuer]
        if not of_issuer and self.answers_anyone:
            return ANYONE
        if token.algorithm not in self.algorithms:
            raise Unauthorised(Reason.ALGORITHM)
        client = _client(token, of_issuer)
        key = self.keys(client, token.key_id)
        if key is None:
            raise Unauthorised(Reason.KEY)
        verify(token, key, [self.base_url + path for path in audiences], self.moment())
        # Only now: a token that is refused must not use up the id of one that is not. It is remembered a minute longer
        # than it is good, because whoever forgets it may have another clock.
        claims = token.claims
        if not self.first_use(claims.issuer, claims.token_id, int(claims.expires) + 2 * LEEWAY_SECONDS):
            raise Unauthorised(Reason.REPLAYED)
        return Caller(client.id, client.fhir_servers, client.silent, claims.tenant)


def _client(token: Token, of_issuer: Sequence[Client]) -> Client:
    """Choose among the clients of an issuer: by where its keys are said to be, then by its tenant.

    An unknown issuer is answered a millisecond sooner than a bad signature. That tells no secret: issuers are public
    addresses, and which of them are registered here opens nothing.
    """
    if not of_issuer:
        raise Unauthorised(Reason.ISSUER)
    by_keys = [one for one in of_issuer if _may_name(one, token.key_url)]
    if not by_keys:
        raise Unauthorised(Reason.KEY)
    by_tenant = list(_of_tenant(by_keys, token.claims.tenant))
    if not by_tenant:
        raise Unauthorised(Reason.TENANT)
    able = [one for one in by_tenant if one.enabled]
    if len(able) != 1:
        raise Unauthorised(Reason.ISSUER if able else Reason.SWITCHED_OFF)
    return able[0]


def _may_name(client: Client, key_url: str | None) -> bool:
    """Say whether a client's token may say that its keys are there; only what is registered is ever fetched.

    Some clients name an address although their keys were agreed otherwise (the public sandbox does): one at their
    issuer does no harm, and whoever names another does not sign for this issuer.
    """
    if key_url is None or client.jwks is None:
        return key_url in {None, client.jwks_url}
    issuer = origin_of(client.issuer)
    return issuer is not None and issuer == origin_of(key_url)


def _of_tenant(clients: Sequence[Client], tenant: str | None) -> Iterator[Client]:
    """Clients that name tenants are chosen by theirs; one that names none takes those that nobody else names."""
    named = [one for one in clients if tenant is not None and tenant in one.tenants]
    yield from named or [one for one in clients if not one.tenants]
