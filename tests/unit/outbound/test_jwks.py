"""Keys of clients: fetched from the one registered address, kept, looked for again when one is unknown."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from cds_service.hooks.client import Client
from cds_service.outbound.jwks import MOST_BYTES, KeySets, KeysUnavailable
from tests.tokens import ec_key, key_set
from tests.unit.outbound.fixtures import POLICY, Start
from tests.unit.outbound.stub_server import Reply, StubServer

JSON = {"Content-Type": "application/json"}
A, B = key_set(ec_key("a")).encode(), key_set(ec_key("b")).encode()


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keys(clock: Clock) -> Iterator[KeySets]:
    made = KeySets(POLICY, clock)
    yield made
    made.close()


def client_at(server: StubServer, **more: Any) -> Client:
    return Client(id="ehr", issuer="i", jwks_url=f"{server.base}/jwks.json", fhir_servers=("https://x",), **more)


def serving(body: bytes, **reply: Any) -> Any:
    return lambda _seen: Reply(body, headers=reply.pop("headers", JSON), **reply)


def names(keys: KeySets, client: Client, *kids: str) -> list[bool]:
    return [keys(client, kid) is not None for kid in kids]


def test_a_set_is_fetched_once_and_again_after_ten_minutes(start: Start, keys: KeySets, clock: Clock) -> None:
    server = start(serving(A))
    client = client_at(server)
    assert names(keys, client, "a", "a") == [True, True]
    clock.now += 599
    assert (names(keys, client, "a"), len(server.seen)) == ([True], 1)
    clock.now += 1
    assert (names(keys, client, "a"), len(server.seen)) == ([True], 2)
    assert "Authorization" not in server.seen[0].headers
    assert "fhir" not in server.seen[0].headers["Accept"]  # a server that negotiates would refuse it


def test_an_unknown_key_is_looked_for_at_once_and_then_not_for_ten_seconds(
    start: Start, keys: KeySets, clock: Clock
) -> None:
    server = start(serving(A))
    client = client_at(server)
    assert names(keys, client, "a") == [True]
    server.answer = serving(B)
    assert (names(keys, client, "b", "c", "c"), len(server.seen)) == ([True, False, False], 2)
    clock.now += 9
    assert (names(keys, client, "c"), len(server.seen)) == ([False], 2)
    clock.now += 1
    assert (names(keys, client, "c"), len(server.seen)) == ([False], 3)


def test_many_who_ask_for_an_unknown_key_share_one_look(start: Start, keys: KeySets, clock: Clock) -> None:
    server = start(serving(A))
    client = client_at(server)
    assert names(keys, client, "a") == [True]
    server.answer = serving(B)
    with ThreadPoolExecutor(64) as threads:
        found = list(threads.map(lambda _: keys(client, "b") is not None, range(64)))
    assert (all(found), len(server.seen)) == (True, 2)


def test_an_outage_is_bridged_for_a_day(start: Start, keys: KeySets, clock: Clock) -> None:
    server = start(serving(A))
    client = client_at(server)
    assert names(keys, client, "a") == [True]
    server.answer = serving(b"", status=503)
    clock.now += 86_399
    assert names(keys, client, "a", "b") == [True, False]
    clock.now += 1
    with pytest.raises(KeysUnavailable):
        keys(client, "a")


@pytest.mark.parametrize(
    "answer",
    [
        serving(b"", status=500),
        serving(A, status=302, headers=JSON | {"Location": "https://evil.example.org"}),
        serving(b"<html>", headers={"Content-Type": "text/html"}),
        serving(b"<html>"),
        serving(b"[]"),
        serving(b" " * (MOST_BYTES + 1) + A),
    ],
)
def test_18_what_is_no_key_set_gives_no_keys(start: Start, keys: KeySets, answer: Any) -> None:
    server = start(answer)
    with pytest.raises(KeysUnavailable):
        keys(client_at(server), "a")
    with pytest.raises(KeysUnavailable):
        keys(client_at(server), "a")
    assert len(server.seen) == 1


def test_18_a_set_of_symmetric_keys_gives_none(start: Start, keys: KeySets) -> None:
    server = start(serving(key_set({"kty": "oct", "k": "x", "kid": "a"}).encode()))
    assert names(keys, client_at(server), "a") == [False]


@pytest.mark.parametrize(
    "url", ["http://127.0.0.2:1/jwks", "http://192.0.2.1/jwks", "https://10.0.0.1/jwks", "nonsense"]
)
def test_18_no_packet_goes_to_a_place_that_is_not_permitted(keys: KeySets, url: str) -> None:
    with pytest.raises(KeysUnavailable):
        keys(Client(id="ehr", issuer="i", jwks_url=url, fhir_servers=("https://x",)), "a")


def test_static_keys_need_no_network(start: Start, keys: KeySets) -> None:
    server = start(serving(B))
    static = Client(id="ehr", issuer="i", jwks=A.decode(), fhir_servers=("https://x",))
    assert (names(keys, static, "a", "b"), server.connections) == ([True, False], 0)
    broken = Client(id="ehr", issuer="i", jwks="{", fhir_servers=("https://x",))
    neither = Client(id="ehr", issuer="i", fhir_servers=("https://x",))
    assert [names(keys, one, "a") for one in (broken, neither)] == [[False], [False]]
