"""Tokens as an EHR signs them, for the calls of which both sides verify the sender."""

import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from uuid import uuid4

from joserfc import jwt
from joserfc.jwk import ECKey

from bench.calls import SERVICE
from cds_service.hooks.client import Client
from cds_service.store import migrate
from cds_service.store.clients import Clients
from cds_service.store.database import open_database

PUBLIC = "https://cds.example.org"
AUDIENCE = PUBLIC + SERVICE
ISSUER = "https://ehr.example.org"
SECRET = "only-for-the-bench-0123456789abcdef"
Headers = Callable[[], Mapping[str, str]]


def prepared(folder: Path) -> tuple[Headers, dict[str, str]]:
    """Make a key, register its owner in a database, and give what signs, and the environment of both sides."""
    key = ECKey.generate_key("P-384", {"kid": "k1"})
    keys = json.dumps({"keys": [key.as_dict(private=False)]})
    (folder / "keys.json").write_text(keys, "utf-8")
    database = f"sqlite:///{folder}/service.sqlite3"
    engine = open_database(database)
    migrate.upgrade(engine)
    Clients(engine).add(Client(id="", name="bench", issuer=ISSUER, jwks=keys, fhir_servers=(f"{ISSUER}/fhir",)))
    engine.dispose()
    environment = {
        "CDS_ENVIRONMENT": "production",
        "CDS_PUBLIC_BASE_URL": PUBLIC,
        "CDS_SECRET_KEY": SECRET,
        "CDS_DATABASE_URL": database,
        "CDS_STATE_FOLDER": str(folder),
        "BENCH_KEYS": str(folder / "keys.json"),
        "BENCH_DATABASE": f"sqlite:///{folder}/floor.sqlite3",
    }
    return lambda: {"Authorization": f"Bearer {_signed(key)}"}, environment


def _signed(key: ECKey) -> str:
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": AUDIENCE, "iat": now, "exp": now + 300, "jti": str(uuid4())}
    return jwt.encode({"alg": "ES384", "typ": "JWT", "kid": "k1"}, claims, key, algorithms=["ES384"])
