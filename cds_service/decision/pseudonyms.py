"""Keyed hashes in the place of ids: whether two calls are about one patient can be told, whose they are cannot."""

import hmac
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Pseudonyms:
    """Makes them with a secret of the site; without it nobody can try out ids."""

    key: bytes = field(repr=False)

    def patient(self, client: str, identity: str) -> str:
        """Hash the FHIR id of a client's patient."""
        return self._hash("patient", client, identity)

    def user(self, client: str, reference: str) -> str:
        """Hash the reference to a client's user."""
        return self._hash("user", client, reference)

    def _hash(self, *parts: str) -> str:
        return hmac.digest(self.key, "\0".join(parts).encode(), "sha256").hex()
