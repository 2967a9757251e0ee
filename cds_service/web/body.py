"""Takes the body of a request: JSON in UTF-8, no larger than allowed."""

from flask import Request
from werkzeug.exceptions import UnsupportedMediaType

ACCEPTED = frozenset({"application/json", "application/fhir+json"})
UTF_8 = frozenset({"utf-8", "utf8"})


def take_json(request: Request) -> bytes:
    """Return the body's bytes, unparsed. Raises UnsupportedMediaType, then RequestEntityTooLarge."""
    if request.mimetype not in ACCEPTED:
        raise UnsupportedMediaType
    if request.mimetype_params.get("charset", "utf-8").lower() not in UTF_8:
        raise UnsupportedMediaType
    # A small compressed body can hold a very large one, so none is ever unpacked.
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise UnsupportedMediaType
    return request.get_data(cache=False)
