"""Of a key set only what can verify a token is used."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from cds_service.hooks.client import Client
from cds_service.hooks.key_set import MOST_KEYS, NotAKeySet, read_key_set
from cds_service.hooks.registration import NotAClient, refuse_unless_fit, slug
from cds_service.hooks.token import Unauthorised, read_token, verify
from tests.tokens import NOW, ec_key, header, key_set, rsa_key, signed

PUBLIC = ec_key().as_dict(private=False)


def read(*keys: Any) -> list[str]:
    return sorted(read_key_set(key_set(*keys).encode()))


def test_keys_are_found_by_their_names() -> None:
    assert read(ec_key("a"), ec_key("b", "P-256"), rsa_key("c")) == ["a", "b", "c"]


@pytest.mark.parametrize(
    "key",
    [
        {"kty": "oct", "kid": "x", "k": "c2VjcmV0"},
        PUBLIC | {"kid": ""},
        PUBLIC | {"kid": 7},
        {name: value for name, value in PUBLIC.items() if name != "kid"},
        PUBLIC | {"kid": "x", "x": PUBLIC["y"]},  # a point beside its curve
        {"kty": "EC", "kid": "x"},
        {"kty": "RSA", "kid": "x", "n": "!", "e": "AQAB"},
        {"kid": "x"},
    ],
)
def test_what_cannot_verify_a_token_is_left_out(key: dict[str, Any]) -> None:
    assert read(ec_key("good"), key) == ["good"]


def test_two_different_keys_of_one_name_are_both_left_out() -> None:
    other = ec_key("other").as_dict(private=False) | {"kid": "a"}
    assert read(ec_key("a"), other, ec_key("b")) == ["b"]
    assert read(ec_key("a"), ec_key("a")) == ["a"]


def test_of_a_private_key_only_the_public_half_is_used() -> None:
    private = read_key_set(json.dumps({"keys": [ec_key("a").as_dict(private=True)]}).encode())
    assert not private["a"].is_private


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b'{"keys": {}}', b'{"keys": [], "keys": []}', b"<html>"])
def test_what_is_no_key_set_is_refused(text: bytes) -> None:
    with pytest.raises(NotAKeySet):
        read_key_set(text)


def test_a_set_of_very_many_keys_is_refused() -> None:
    with pytest.raises(NotAKeySet):
        read(*[PUBLIC | {"kid": str(number)} for number in range(MOST_KEYS + 1)])


@pytest.mark.parametrize(
    ("key", "head"),
    [
        (rsa_key("short", 1024), header(alg="RS256", kid="short")),
        (ec_key("p256", "P-256"), header(alg="ES384", kid="p256")),
    ],
)
def test_28_a_key_that_is_too_weak_or_of_another_curve_verifies_nothing(key: Any, head: dict[str, Any]) -> None:
    sound = signed(head=header(alg=head["alg"] if head["alg"] != "ES384" else "ES256", kid=head["kid"]), key=key)
    token = read_token("Bearer " + sound)
    wrong = type(token)(head["alg"], token.key_id, token.key_url, token.claims, token.raw)
    with pytest.raises(Unauthorised) as refused:
        verify(wrong, key, token.claims.audiences, datetime.fromtimestamp(NOW, UTC))
    assert refused.value.reason == "key"


@pytest.mark.parametrize("said", [{"use": "enc"}, {"alg": "ES256"}])
def test_a_key_for_another_use_verifies_nothing(said: dict[str, str]) -> None:
    key = read_key_set(key_set(PUBLIC | said).encode())["k1"]
    token = read_token("Bearer " + signed())
    with pytest.raises(Unauthorised) as refused:
        verify(token, key, token.claims.audiences, datetime.fromtimestamp(NOW, UTC))
    assert refused.value.reason == "key"


GOOD: dict[str, Any] = {
    "id": "x",
    "issuer": "https://ehr.example.org",
    "jwks_url": "https://ehr.example.org/jwks.json",
    "fhir_servers": ("https://ehr.example.org/fhir",),
}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"issuer": "epic-prod"},
        {"jwks_url": None, "jwks": key_set(ec_key())},
        {"jwks_url": "http://127.0.0.1:9000/keys"},
        {"tenants": ("a", "b"), "origins": ("https://pages.example.org", "http://localhost:9000")},
        {"fhir_servers": ("http://127.0.0.1:8080/fhir", "https://[::1]/r4")},
    ],
)
def test_a_client_that_says_what_is_needed_is_registered(changes: dict[str, Any]) -> None:
    refuse_unless_fit(Client(**(GOOD | changes)), [])


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"issuer": ""}, "issuer"),
        ({"issuer": "two words"}, "issuer"),
        ({"issuer": "x" * 2001}, "issuer"),
        ({"jwks_url": None}, "not both and not neither"),
        ({"jwks": key_set(ec_key())}, "not both and not neither"),
        ({"jwks_url": "http://ehr.example.org/keys"}, "https"),
        ({"jwks_url": "https://user@ehr.example.org/keys"}, "https"),
        ({"jwks_url": None, "jwks": "{}"}, "no JSON Web Key Set"),
        ({"jwks_url": None, "jwks": json.dumps({"keys": [ec_key().as_dict(private=True)]})}, "private"),
        ({"jwks_url": None, "jwks": key_set({"kty": "oct", "k": "x", "kid": "x"})}, "symmetric"),
        ({"jwks_url": None, "jwks": key_set()}, "no RSA or EC key"),
        ({"fhir_servers": ()}, "FHIR server"),
        ({"fhir_servers": ("ftp://x",)}, "FHIR server"),
        ({"fhir_servers": ("https://x/fhir?a=1",)}, "FHIR server"),
        ({"fhir_servers": ("https://[::1/fhir",)}, "FHIR server"),
        ({"fhir_servers": ("https://x:0/fhir",)}, "FHIR server"),
        ({"origins": ("*",)}, "origin"),
        ({"origins": ("https://pages.example.org/x",)}, "origin"),
        ({"origins": ("https://Pages.example.org",)}, "origin"),
        ({"tenants": ("",)}, "tenant"),
    ],
)
def test_a_client_that_does_not_is_refused_in_a_sentence(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(NotAClient, match=sentence):
        refuse_unless_fit(Client(**(GOOD | changes)), [])


@pytest.mark.parametrize(
    ("changes", "fits"),
    [
        ({}, False),
        ({"issuer": "https://other.example.org"}, True),
        ({"jwks_url": "https://ehr.example.org/others.json"}, True),
        ({"jwks_url": None, "jwks": key_set(ec_key())}, False),
        ({"tenants": ("b",)}, False),
    ],
)
def test_clients_of_one_issuer_must_be_told_apart(changes: dict[str, Any], fits: bool) -> None:
    try:
        refuse_unless_fit(Client(**(GOOD | changes)), [Client(**GOOD)])
    except NotAClient:
        assert not fits
    else:
        assert fits


def test_two_tenants_of_one_issuer_are_two_clients() -> None:
    refuse_unless_fit(Client(**GOOD, tenants=("b",)), [Client(**GOOD, tenants=("a",))])


@pytest.mark.parametrize(
    ("texts", "made"),
    [
        (("Our EHR!", "x"), "our-ehr"),
        (("", "https://ehr.example.org/fhir"), "ehr-example-org"),
        (("—", "issuer"), "issuer"),
        (("", ""), "client"),
        (("x" * 50,), "x" * 30),
    ],
)
def test_an_id_is_made_from_what_there_is(texts: tuple[str, ...], made: str) -> None:
    assert slug(texts) == made
