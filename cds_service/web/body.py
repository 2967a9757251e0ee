"""Takes the body of a request: JSON in UTF-8, no larger than allowed."""

from flask import Request
from werkzeug.exceptions import BadRequest, HTTPException, RequestEntityTooLarge, UnsupportedMediaType

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
    return _read(request, request.max_content_length or 0)


def _read(request: Request, limit: int) -> bytes:
    try:
        return _taken(request, limit)
    except HTTPException:
        raise
    except Exception:  # noqa: BLE001 - a broken chunk, a client that left: each server has errors of its own for them
        raise BadRequest from None


def _taken(request: Request, limit: int) -> bytes:
    if (request.content_length or 0) > limit:
        raise RequestEntityTooLarge
    # A body without a length is cut off at the maximum without an error: one byte more tells "too large" from "full".
    request.max_content_length = limit + 1
    body = request.get_data(cache=False)
    if len(body) > limit:
        raise RequestEntityTooLarge
    return body
