"""The floor: a bare Flask endpoint that does comparable reading, behind the server that `serve` runs.

It parses the body with orjson, pulls code, value, unit and date out of every Observation, and answers one card. It
judges nothing: what the service costs more is what its checks, its rules and its cards cost.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
from flask import Flask, Response, request
from joserfc import jwt
from joserfc.jwk import KeySet
from joserfc.jwt import JWTClaimsRegistry
from sqlalchemy import Column, MetaData, String, Table, Text, insert

from bench.calls import SERVICE
from bench.tokens import AUDIENCE
from cds_service.store.database import open_database

LOINC = "http://loinc.org"
Value = tuple[str, Any, str, str]


def floor() -> Flask:
    """Make the application."""
    app = Flask("floor")

    @app.post(SERVICE)
    def answer() -> Response:
        values = [value for body in orjson.loads(request.get_data())["prefetch"].values() for value in _values(body)]
        card = {
            "summary": f"{len(values)} values",
            "indicator": "info",
            "source": {"label": "floor"},
            "detail": "{} {} {} {}".format(*max(values, key=lambda value: value[3])),
        }
        return Response(orjson.dumps({"cards": [card]}), mimetype="application/json")

    return app


def verified_floor() -> Flask:
    """Make the application that also verifies a token with joserfc and inserts one row before it answers."""
    app = floor()
    keys = KeySet.import_key_set(orjson.loads(Path(os.environ["BENCH_KEYS"]).read_bytes()))
    engine = open_database(os.environ["BENCH_DATABASE"])
    metadata = MetaData()
    rows = Table("answers", metadata, Column("id", String(64), primary_key=True), Column("document", Text))
    metadata.create_all(engine)
    engine.dispose()
    claims = JWTClaimsRegistry(aud={"essential": True, "value": AUDIENCE}, exp={"essential": True})

    @app.before_request
    def verify() -> None:
        token = jwt.decode(request.headers["Authorization"].partition(" ")[2], keys, algorithms=["ES384"])
        claims.validate(token.claims)
        with engine.begin() as connection:
            connection.execute(insert(rows), {"id": token.claims["jti"], "document": "a decision"})

    return app


def _values(body: dict[str, Any]) -> Iterator[Value]:
    for entry in body.get("entry", ()):
        resource = entry["resource"]
        if resource["resourceType"] == "Observation":
            code = next(coding["code"] for coding in resource["code"]["coding"] if coding["system"] == LOINC)
            quantity = resource["valueQuantity"]
            yield code, quantity["value"], quantity["code"], resource["effectiveDateTime"]
