"""Every error a client can meet: one table from exception to status, issue code and public sentence."""

import json
import logging
import traceback
from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask, Response
from werkzeug import exceptions as http

from cds_service.decision.errors import RequiredDataUnavailable
from cds_service.hooks.outcome import Issue, IssueCode, operation_outcome_of
from cds_service.hooks.refusal import BadRequest
from cds_service.hooks.token import Unauthorised

from .failure_words import told

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Refusal:
    """How one kind of error is answered."""

    status: int
    code: IssueCode
    sentence: str


ERRORS: dict[type[Exception], Refusal] = {
    BadRequest: Refusal(400, "invalid", "The request is not a CDS Hooks request that this service can read."),
    http.BadRequest: Refusal(400, "invalid", "The request could not be read."),
    Unauthorised: Refusal(401, "login", "This service must be called with a valid token of a registered client."),
    http.NotFound: Refusal(404, "not-found", "There is nothing at this path."),
    http.MethodNotAllowed: Refusal(405, "not-supported", "This path does not support this method; see Allow."),
    RequiredDataUnavailable: Refusal(
        412, "processing", "Data that this service requires are neither in the prefetch nor obtainable."
    ),
    http.RequestEntityTooLarge: Refusal(413, "too-long", "The body is larger than this service accepts."),
    http.UnsupportedMediaType: Refusal(
        415, "not-supported", "The body must be application/json or application/fhir+json in UTF-8, uncompressed."
    ),
    http.ServiceUnavailable: Refusal(503, "throttled", "The service is busy; no recommendation was made."),
    http.HTTPException: Refusal(400, "processing", "The request could not be answered."),
    # Never an empty list of cards: clients show that as "nothing to worry about".
    Exception: Refusal(500, "exception", "The service failed; no recommendation was made."),
}

RETRY_AFTER_SECONDS = "1"
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def answer_errors(app: Flask) -> None:
    """Answer every error of `app` with an OperationOutcome."""
    app.register_error_handler(Exception, _answer)


def _answer(error: Exception) -> Response:
    refusal = next(ERRORS[kind] for kind in type(error).__mro__ if kind in ERRORS)
    status = error.code or refusal.status if isinstance(error, http.HTTPException) else refusal.status
    if status == 500:
        _log_place(error)
    response = outcome_response(status, *_issues(error, refusal))
    if isinstance(error, Unauthorised):
        response.headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, http.MethodNotAllowed):
        response.headers["Allow"] = ", ".join(one for one in METHODS if one in (error.valid_methods or ()))
    if isinstance(error, http.ServiceUnavailable):
        response.headers["Retry-After"] = RETRY_AFTER_SECONDS
    if isinstance(error, http.RequestEntityTooLarge):
        response.headers["Connection"] = "close"
    return response


def outcome_response(status: int, *issues: Issue) -> Response:
    """Write issues as the body of an error."""
    return Response(json.dumps(operation_outcome_of(issues)), status, mimetype="application/json")


def _issues(error: Exception, refusal: Refusal) -> Iterator[Issue]:
    if isinstance(error, RequiredDataUnavailable) and error.failures:
        for kind, failure in error.failures.items():
            code, sentence = told(failure)
            yield Issue(code, f"Required data '{kind}' {sentence}")
    elif isinstance(error, BadRequest):
        yield Issue(refusal.code, error.reason)
    else:
        yield Issue(refusal.code, refusal.sentence)


def _log_place(error: Exception) -> None:
    """Log what failed and where. Not the message and not the values: they may hold a patient's data or a token."""
    places = [f"{one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(error.__traceback__)]
    log.error("%s at %s", type(error).__qualname__, " < ".join(reversed(places)))
