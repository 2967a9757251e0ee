"""Who may call: a client's token, requirement by requirement (JWT-1 to JWT-19), and the attacks 13 and 15 to 31."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from threading import Lock
from typing import Any

import pytest
from flask.testing import FlaskClient
from joserfc.jwk import OctKey
from werkzeug.test import TestResponse

from cds_service.app import Memory, create_app
from cds_service.app import around as app_around
from cds_service.hooks.client import Client
from cds_service.settings import Settings
from tests.contract.calls import valid_call
from tests.contract.requirement import requirement
from tests.tokens import ISSUER, NOW, PATH, PUBLIC, bearer, claims, ec_key, header, key_set, rsa_key, signed, unsigned
from tests.unit.outbound.stub_server import Reply, StubServer

FHIR_SERVER = "https://ehr.example.org/fhir"
PRODUCTION = {"CDS_PUBLIC_BASE_URL": PUBLIC, "CDS_SECRET_KEY": "0123456789abcdef0123456789abcdef"}
DEVELOPMENT = {"CDS_ENVIRONMENT": "development", "CDS_PUBLIC_BASE_URL": PUBLIC}
EHR = Client(id="ehr", issuer=ISSUER, jwks=key_set(ec_key(), rsa_key()), fhir_servers=(FHIR_SERVER,))
OTHER = Client(
    id="other", issuer="https://other.example.org", jwks=key_set(ec_key("k2")), fhir_servers=("https://o/f",)
)


class Used:
    """Remembers tokens in memory."""

    def __init__(self) -> None:
        self.seen: set[tuple[str, str]] = set()
        self._lock = Lock()

    def first(self, issuer: str, token: str, _until: int) -> bool:
        with self._lock:
            is_first = (issuer, token) not in self.seen
            self.seen.add((issuer, token))
            return is_first


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_around, "moment", lambda: datetime.fromtimestamp(NOW + 10, UTC))


@pytest.fixture
def used() -> Used:
    return Used()


Site = Callable[..., FlaskClient]


@pytest.fixture
def site(used: Used) -> Site:
    def made(*clients: Client, environment: dict[str, str] = PRODUCTION, **memory: Any) -> FlaskClient:
        known = Memory(clients=lambda: clients, first_use=used.first, **memory)
        return create_app(Settings.from_environment(environment), memory=known).test_client()

    return made


@pytest.fixture
def client(site: Site) -> FlaskClient:
    return site(EHR, OTHER)


def ask(client: FlaskClient, headers: dict[str, str] | None = None, path: str = PATH, **call: Any) -> TestResponse:
    return client.post(path, json=valid_call() | call, headers=headers)


def is_refused(response: TestResponse) -> bool:
    return (response.status_code, response.headers.get("WWW-Authenticate")) == (401, "Bearer")


@requirement("JWT-1", "FBK-7")
def test_production_answers_nobody_without_a_token(client: FlaskClient) -> None:
    assert is_refused(ask(client))
    assert is_refused(ask(client, path=f"{PATH}/feedback"))


@requirement("JWT-2")
def test_discovery_is_open_and_does_not_mind_a_token(client: FlaskClient) -> None:
    for headers in ({}, bearer(signed()), bearer("nonsense")):
        assert client.get("/cds-services", headers=headers).status_code == 200


@requirement("JWT-4", "JWT-5", "JWT-9")
@pytest.mark.parametrize(
    ("head", "key"),
    [(header(), ec_key()), (header(alg="RS384", kid="r1"), rsa_key()), (header(alg="PS256", kid="r1"), rsa_key())],
)
def test_a_good_token_is_answered(client: FlaskClient, head: dict[str, Any], key: Any) -> None:
    assert ask(client, bearer(signed(claims(), head, key))).status_code == 200


@pytest.mark.parametrize(
    ("head", "key"),
    [
        (header(x5c=["A" * 2000], x5u="https://evil.example.org/cert", jwk={"kty": "oct"}), ec_key()),
        (header(own="x" * 600), ec_key()),
        (header(alg="RS384", kid="long"), rsa_key("long", 4096)),
    ],
    ids=["19 keys in the header are not looked at", "a long header", "a long key"],
)
def test_a_good_token_may_be_long(site: Site, head: dict[str, Any], key: Any) -> None:
    client = site(replace(EHR, jwks=key_set(key)))
    assert ask(client, bearer(signed(claims(), head, key))).status_code == 200


@requirement("JWT-5")
@pytest.mark.parametrize("audience", [[PUBLIC + PATH], ["https://x.example.org", PUBLIC + PATH]])
def test_one_of_several_audiences_is_enough(client: FlaskClient, audience: list[str]) -> None:
    assert ask(client, bearer(signed(claims(aud=audience)))).status_code == 200


WRONG_HEADERS = {
    "15 alg none": unsigned({"alg": "none", "typ": "JWT", "kid": "k1"}),
    "15 alg None": unsigned({"alg": "None", "typ": "JWT", "kid": "k1"}, signature="AAAA"),
    "16 HS256 with the public key": signed(
        claims(), header(alg="HS256"), OctKey.import_key(json.dumps(ec_key().as_dict(private=False)))
    ),
    "17 HS384": unsigned(header(alg="HS384"), signature="AAAA"),
    "20 kid missing": signed(claims(), header(kid=None)),
    "20 kid unknown": signed(claims(), header(kid="k9")),
    "20 kid like a path": signed(claims(), header(kid="../../etc/passwd")),
    "20 kid like a statement": signed(claims(), header(kid="k1' OR '1'='1")),
    "20 kid no text": unsigned(header(kid=7), signature="AAAA"),
    "21 key of another issuer": signed(claims(), header(kid="k2"), ec_key("k2")),
    "19 jwk in the header": signed(
        claims(), header(kid="evil", jwk=ec_key("evil").as_dict(private=False)), ec_key("evil")
    ),
    "19 x5u": signed(claims(), header(kid="evil", x5u="https://evil.example.org"), ec_key("evil")),
    "26 typ": signed(claims(), header(typ="at+jwt")),
    "26 no typ": signed(claims(), header(typ=None)),
    "26 crit": unsigned(header(crit=["exp"]), signature="AAAA"),
    "26 nested": signed(claims(), header(cty="JWT", typ="JWE")),
    "26 five parts": "a.b.c.d.e",
    "27 oversize": signed(claims(more="x" * 8200)),
    "28 alg of another curve": unsigned(header(alg="ES256"), signature="AAAA"),
    "a signature of somebody else": signed(claims(), header(), ec_key("somebody")),
    "a key twice in the header": unsigned(b'{"alg":"ES384","alg":"none","typ":"JWT","kid":"k1"}', signature="AAAA"),
    "no object": unsigned(b"[]", signature="AAAA"),
    "no JSON": unsigned(b"{", signature="AAAA"),
    "nothing": "",
}


@requirement("JWT-3", "JWT-7", "JWT-8")
@pytest.mark.parametrize("token", WRONG_HEADERS.values(), ids=WRONG_HEADERS)
def test_a_token_that_is_signed_wrongly_is_refused(client: FlaskClient, used: Used, token: str) -> None:
    assert is_refused(ask(client, bearer(token)))
    assert used.seen == set()


WRONG_CLAIMS = {
    **{f"{name} missing": claims(**{name: None}) for name in ("iss", "aud", "exp", "iat", "jti")},
    "22 a sibling's audience": claims(aud=f"{PUBLIC}/cds-services/other"),
    "22 discovery's audience": claims(aud=f"{PUBLIC}/cds-services"),
    "22 the base": claims(aud=PUBLIC),
    "22 a prefix": claims(aud=PUBLIC + PATH + "/x"),
    "22 another host": claims(aud=f"https://evil.example.org{PATH}"),
    "22 a slash more": claims(aud=PUBLIC + PATH + "/"),
    "22 no audience": claims(aud=[]),
    "22 audience no text": claims(aud=[7]),
    "23 expired": claims(iat=NOW - 400, exp=NOW - 60),
    "23 from the future": claims(iat=NOW + 80, exp=NOW + 300),
    "23 not before": claims(nbf=NOW + 80),
    "23 a day long": claims(exp=NOW + 86_400),
    "23 backwards": claims(exp=NOW - 1),
    "23 exp as text": claims(exp=str(NOW + 300)),
    "23 exp as yes": claims(exp=True),
    "23 exp huge": claims(exp=10**20),
    "23 iat negative": claims(iat=-1),
    "25 jti empty": claims(jti=""),
    "25 jti a number": claims(jti=7),
    "25 jti too long": claims(jti="x" * 257),
    "tenant no text": claims(tenant=7),
}


@requirement("JWT-4", "JWT-5", "JWT-13")
@pytest.mark.parametrize("said", WRONG_CLAIMS.values(), ids=WRONG_CLAIMS)
def test_a_token_that_says_the_wrong_thing_is_refused(client: FlaskClient, used: Used, said: dict[str, Any]) -> None:
    assert is_refused(ask(client, bearer(signed(said))))
    assert used.seen == set()


@requirement("JWT-13")
@pytest.mark.parametrize(
    "said",
    [
        claims(exp=NOW - 40, iat=NOW - 300),
        claims(iat=NOW + 60, exp=NOW + 300),
        claims(nbf=NOW - 300),
        claims(exp=NOW + 3600),
        claims(iat=NOW + 0.5),
    ],
)
def test_clocks_may_differ_by_a_minute(client: FlaskClient, said: dict[str, Any]) -> None:
    assert ask(client, bearer(signed(said))).status_code == 200


@requirement("JWT-6")
@pytest.mark.parametrize("path", [PATH, f"{PATH}/feedback"])
def test_feedback_may_be_for_its_own_path_or_the_service_s(site: Site, path: str) -> None:
    client = site(EHR, keep_feedback=lambda caller, service, items: None)
    headers = bearer(signed(claims(aud=PUBLIC + path)))
    assert client.post(f"{PATH}/feedback", json={"feedback": []}, headers=headers).status_code == 200


@requirement("JWT-10", "JWT-18")
def test_nobody_is_known_by_default(site: Site) -> None:
    assert is_refused(ask(site(), bearer(signed())))


@requirement("JWT-10")
@pytest.mark.parametrize(
    "client",
    [replace(EHR, issuer="https://somebody.example.org"), replace(EHR, enabled=False), replace(EHR, jwks=key_set())],
)
def test_an_issuer_that_is_unknown_or_switched_off_is_refused(site: Site, client: Client) -> None:
    assert is_refused(ask(site(client), bearer(signed())))


@requirement("JWT-10", "JWT-11")
@pytest.mark.parametrize(
    ("jku", "status"),
    [
        (f"{ISSUER}/.well-known/jwks.json", 200),
        ("https://evil.example.org/keys", 401),
        (f"{ISSUER}.evil.example.org/keys", 401),
        (f"{ISSUER}:8443/keys", 401),
        ("http://ehr.example.org/keys", 401),
        ("https://ehr.example.org@evil.example.org/keys", 401),
    ],
)
def test_18_with_static_keys_an_address_of_keys_is_at_the_issuer_or_refused(
    client: FlaskClient, jku: str, status: int
) -> None:
    assert ask(client, bearer(signed(claims(), header(jku=jku)))).status_code == status


def test_an_issuer_that_is_no_address_has_no_address_of_keys(site: Site) -> None:
    client = site(replace(EHR, issuer="epic-prod"))
    assert ask(client, bearer(signed(claims(iss="epic-prod")))).status_code == 200
    assert is_refused(ask(client, bearer(signed(claims(iss="epic-prod"), header(jku=f"{ISSUER}/keys")))))


@requirement("JWT-12")
def test_a_new_key_is_found_and_one_that_cannot_be_had_is_a_503(site: Site) -> None:
    served = {"keys": key_set(ec_key()).encode()}
    server = StubServer("127.0.0.1", lambda _seen: Reply(served["keys"], headers={"Content-Type": "application/json"}))
    client = site(replace(EHR, jwks=None, jwks_url=f"{server.base}/jwks"), environment=DEVELOPMENT)
    try:
        assert ask(client, bearer(signed())).status_code == 200
        served["keys"] = key_set(ec_key("new")).encode()
        assert ask(client, bearer(signed(claims(), header(kid="new"), ec_key("new")))).status_code == 200
        assert is_refused(ask(client, bearer(signed())))
        wrong_place = signed(claims(), header(jku="https://evil.example.org/keys", kid="new"), ec_key("new"))
        assert is_refused(ask(client, bearer(wrong_place)))
        assert len(server.seen) == 2
    finally:
        server.close()
    fresh = site(replace(EHR, jwks=None, jwks_url=f"{server.base}/jwks"), environment=DEVELOPMENT)
    assert ask(fresh, bearer(signed())).status_code == 503


@requirement("JWT-14")
def test_a_token_is_good_for_one_call(client: FlaskClient) -> None:
    headers = bearer(signed())
    assert [ask(client, headers).status_code for _ in range(3)] == [200, 401, 401]


@requirement("JWT-14")
def test_of_many_at_once_one_is_answered(site: Site) -> None:
    headers = bearer(signed())
    with ThreadPoolExecutor(8) as threads:
        app = site(EHR).application
        statuses = sorted(threads.map(lambda _: ask(app.test_client(), headers).status_code, range(8)))
    assert statuses == [200, *[401] * 7]


@requirement("JWT-15")
@pytest.mark.parametrize(("tenant", "status"), [("a", 200), ("b", 200), ("c", 401), (None, 401)])
def test_a_client_s_tenants_are_its_own(site: Site, tenant: str | None, status: int) -> None:
    client = site(replace(EHR, tenants=("a", "b")))
    assert ask(client, bearer(signed(claims(tenant=tenant)))).status_code == status


@requirement("JWT-9")
def test_a_site_may_trust_fewer_algorithms(site: Site) -> None:
    client = site(EHR, environment=PRODUCTION | {"CDS_JWT_ALGORITHMS": "RS384"})
    assert is_refused(ask(client, bearer(signed())))
    assert ask(client, bearer(signed(claims(), header(alg="RS384", kid="r1"), rsa_key()))).status_code == 200


@requirement("JWT-15", "TRU-2")
def test_clients_of_one_issuer_are_told_apart_by_tenant(site: Site) -> None:
    kept: list[Any] = []
    both = site(replace(EHR, id="a", tenants=("a",)), replace(EHR, id="rest"), keep=kept.append)
    for tenant in ("a", "z", None):
        assert ask(both, bearer(signed(claims(tenant=tenant)))).status_code == 200
    assert [one.entry.client for one in kept] == ["a", "rest", "rest"]


@requirement("JWT-16")
def test_all_refusals_look_the_same_and_come_before_the_body(client: FlaskClient) -> None:
    requests: Iterator[Any] = iter(
        [
            {},
            *({"headers": bearer(token)} for token in WRONG_HEADERS.values()),
            *({"headers": bearer(signed(said))} for said in WRONG_CLAIMS.values()),
            {"data": b"{" * 10, "content_type": "text/plain"},
            {"data": b"x" * 11_000_000, "content_type": "application/json"},
            {"headers": {"Authorization": "Basic eDp5"}},
            {"headers": {"Authorization": f"Bearer {signed()}, Bearer {signed()}"}},
        ]
    )
    responses = [client.post(PATH, **one) for one in requests]
    answers = {(one.status_code, one.data, one.headers["Content-Type"]) for one in responses}
    assert len(answers) == 1


@requirement("JWT-3")
@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_scheme_may_be_written_in_any_case(client: FlaskClient, scheme: str) -> None:
    assert ask(client, {"authorization": f"{scheme} {signed()}"}).status_code == 200


@requirement("JWT-19")
def test_the_issuer_need_not_be_the_fhir_server(site: Site) -> None:
    client = site(replace(EHR, fhir_servers=("https://fhir.elsewhere.example.org/r4",)))
    call = {"fhirServer": "https://fhir.elsewhere.example.org/r4"}
    assert ask(client, bearer(signed()), **call).status_code == 200


@pytest.mark.parametrize(
    "server",
    [
        "https://other.example.org/fhir",
        "https://ehr.example.org.attacker.test/fhir",
        "https://ehr.example.org:8443/fhir",
        "https://ehr.example.org/fhir2",
        "http://ehr.example.org/fhir",
        OTHER.fhir_servers[0],
    ],
)
def test_13_a_server_that_is_not_the_client_s_is_refused_without_a_packet(client: FlaskClient, server: str) -> None:
    refused = ask(client, bearer(signed()), fhirServer=server)
    assert (refused.status_code, refused.get_json()["resourceType"]) == (412, "OperationOutcome")
    assert server not in refused.text


@requirement("JWT-3", "JWT-4", "JWT-9")
def test_epic_s_token_is_understood(site: Site) -> None:
    issuer, kid = "https://epic.example.org/interconnect/api/FHIR/R4", "AbC+/8kq3ZQ0="
    url = "https://epic.example.org/api/epic/2019/Security/Open/PublicKeys/530013/530013"
    epic = Client(id="epic", issuer=issuer, jwks=key_set(rsa_key(kid)), fhir_servers=(issuer,))
    said = claims(iss=issuer, sub="0bd8e4de-6b0b-4d7f-9c0e-1d1f0a1b2c3d", exp=NOW + 900, nbf=NOW - 300)
    head = header(alg="RS384", kid=kid, jku=url)
    assert ask(site(epic), bearer(signed(said, head, rsa_key(kid)))).status_code == 200


@requirement("JWT-3", "JWT-4", "JWT-9")
def test_oracle_health_s_token_is_understood(site: Site) -> None:
    issuer, tenant = "https://authorization.example.org/", "2c400054-42d8-4e74-87b7-80b5bd5fde9f"
    oracle = Client(
        id="oracle",
        issuer=issuer,
        jwks=key_set(ec_key("o1")),
        tenants=(tenant,),
        fhir_servers=("https://f.example.org",),
    )
    own = {"urn:cerner:authorization:claims:version:1": {"ver": "1.0"}}
    said = claims(iss=issuer, sub="client", tenant=tenant, **own)
    assert ask(site(oracle), bearer(signed(said, header(kid="o1"), ec_key("o1")))).status_code == 200


def test_development_answers_whoever_has_no_token_or_one_that_nobody_registered(site: Site) -> None:
    client = site(EHR, environment=DEVELOPMENT)
    sandbox = claims(iss="https://sandbox.cds-hooks.org")
    head = header(kid="44823f3d", jku="https://sandbox.cds-hooks.org/.well-known/jwks.json")
    for headers in ({}, bearer(signed(sandbox, head, ec_key("44823f3d")))):
        assert ask(client, headers).status_code == 200


def test_development_verifies_a_registered_issuer_all_the_same(site: Site) -> None:
    client = site(EHR, environment=DEVELOPMENT)
    assert ask(client, bearer(signed())).status_code == 200
    assert is_refused(ask(client, bearer(signed(claims(), header(), ec_key("somebody")))))
    assert is_refused(ask(client, bearer("nonsense")))


@requirement("COR-1", "COR-2")
def test_a_client_s_origins_may_call_while_it_is_registered(site: Site) -> None:
    origin = "https://pages.example.org"
    for client, allowed in ((replace(EHR, origins=(origin,)), origin), (EHR, None)):
        response = site(client).options(PATH, headers={"Origin": origin, "Access-Control-Request-Method": "POST"})
        assert response.headers.get("Access-Control-Allow-Origin") == allowed
