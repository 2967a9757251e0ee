"""Comments of users: dropped, or kept so that only who has the key of the site reads them."""

import hmac
from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken

from .chain import keyed


class Comments:
    """Seals comments before they are stored anywhere, also in the spool."""

    def __init__(self, key: bytes, *, keeps: bool) -> None:
        self._key, self._keeps = key, keeps
        self._fernet = Fernet(urlsafe_b64encode(hmac.digest(key, b"comments", "sha256")))

    def seal(self, comment: str) -> bytes | None:
        """Encrypt a comment; None where there is none, or where the site keeps none."""
        # A lone surrogate is no text that could be stored.
        return self._fernet.encrypt(comment.encode("utf-8", "replace")) if comment and self._keeps else None

    def open(self, sealed: bytes) -> str | None:
        """Decrypt a comment; None where it was sealed with another key."""
        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken:
            return None

    def digest(self, said: str) -> str:
        """Tell a repetition by a keyed hash: nobody else can guess a short comment from it."""
        return keyed(self._key, "feedback", said)
