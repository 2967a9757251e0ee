"""Secrets that nothing may repeat, the forms in which they might be repeated, and where to look for them.

Every secret is searched for as it is; percent-encoded (only what needs it, and every byte); in base64 and base64url,
at each of the three places that it can have in a longer text; as hexadecimal digits; with JSON's and HTML's escapes.
Whatever names a patient is also searched for as MD5, SHA-1 and SHA-256 without a key: a record number of eight digits
is found from those in a second. Keyed hashes are the product's own way to remember a patient, and are not looked for.
"""

import hashlib
import html
import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

IDENTIFYING: dict[str, str] = {
    "patient id": "canary-patient-5b1e",
    "family name": "Kanarienvögel-Müller",
    "given name": "Zwiebeltraud",
    "record number": "48151623421",
    "birth date": "1931-07-13",
    "telephone": "+43 664 5550148",
    "street": "Nachtigallengasse 77/3",
    "user id": "canary-user-90d2",
}
TOKENS: dict[str, str] = {
    "access token": "canaryAccessToken-3c6f.Zm9v_x",
    "caller token": "eyJhbGciOiJub25lIn0.eyJqdGkiOiJjYW5hcnktand0LTE3In0.c2lnbmF0dXJlLWNhbmFyeQ",
    "metrics token": "canary-metrics-token-of-a-guesser-6621",
    "cookie": "canary-cookie-e0aa",
}
TEXTS: dict[str, str] = {
    "comment": "Tochter Zilli Canarino ruft <b>abends</b> an & fragt",
    "diagnosis text": "canary diagnosis of the pancreas 8842",
    "note": "canary note: lives beside the bakery 3317",
    "scope": "canary/Scope.read",
    "server words": "canary words of the server 5209",
    "path": "canary-path-4411",
    "query": "canary-query-2290",
    "header": "canary-header-7d7d",
    "method": "CANARYMETHOD",
}
SECRETS: dict[str, str] = {**IDENTIFYING, **TOKENS, **TEXTS}

MAY_BE_SHOWN = frozenset({"patient id", "user id"})
"""In the body of an answer to the one who sent them: an order names its subject and its requester."""


def forms_of(name: str) -> Iterator[bytes]:
    """Give every form of a secret."""
    secret = SECRETS[name]
    raw = secret.encode()
    yield raw
    yield secret.encode("utf-16-le")
    yield quote(secret, safe="").encode()
    yield "".join(f"%{byte:02x}" for byte in raw).encode()
    yield raw.hex().encode()
    yield json.dumps(secret)[1:-1].encode()
    yield html.escape(secret).encode()
    for before in range(3):
        for encode in (b64encode, urlsafe_b64encode):
            # The first and the last characters also hold bits of what stands beside.
            yield encode(b"\0" * before + raw)[4 if before else 0 : -4]
    if name in IDENTIFYING:
        for digest in (hashlib.md5, hashlib.sha1, hashlib.sha256):
            yield digest(raw, usedforsecurity=False).hexdigest().encode()


FORMS: dict[str, tuple[bytes, ...]] = {name: tuple({form.lower() for form in forms_of(name)}) for name in SECRETS}


def found_in(data: bytes, *, except_for: frozenset[str] = frozenset()) -> list[str]:
    """Name the secrets that stand in some bytes; capitals are no disguise."""
    lowered = data.lower()
    return [name for name, forms in FORMS.items() if name not in except_for and any(form in lowered for form in forms)]


def found_in_files(folder: Path) -> Mapping[str, list[str]]:
    """Name the secrets that stand in any file below a folder, or in a file's name."""
    files = [path for path in folder.rglob("*") if path.is_file() or path.is_symlink()]
    found = {str(path.relative_to(folder)): found_in(_content(path) + str(path).encode()) for path in files}
    return {name: secrets for name, secrets in found.items() if secrets}


def _content(path: Path) -> bytes:
    """Read a file; one that has gone meanwhile holds nothing."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
