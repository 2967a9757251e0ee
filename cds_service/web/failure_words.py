"""Each reason for which data could not be had, as clients are told it."""

from typing import assert_never

from cds_service.decision.failure import Failure
from cds_service.hooks.outcome import IssueCode


def told(failure: Failure) -> tuple[IssueCode, str]:
    """Give the issue's code, and the end of the sentence that begins with the kind of data."""
    match failure:
        case Failure.ABSENT:
            return "required", "is neither in the prefetch nor obtainable from the FHIR server."
        case Failure.CLIENT_FAILED:
            return "processing", "could not be provided by the client, which sent an OperationOutcome instead."
        case Failure.WRONG_RESOURCE:
            return "invalid", "is another kind of resource than the one asked for."
        case Failure.OTHER_PATIENT:
            return "business-rule", "is of another patient than the one in the context."
        case Failure.INCOMPLETE:
            return "incomplete", "is incomplete: further pages could not be read."
        case Failure.UNREADABLE:
            return "structure", "could not be read, and cannot be taken for absent."
        case Failure.TIMEOUT:
            return "timeout", "did not arrive in time."
        case Failure.UNREACHABLE:
            return "no-store", "could not be read: the FHIR server could not be reached."
        case Failure.RATE_LIMITED:
            return "throttled", "could not be read: the FHIR server limits the rate."
        case Failure.SERVER_ERROR:
            return "transient", "could not be read: the FHIR server failed."
        case Failure.CIRCUIT_OPEN:
            return "transient", "was not asked for: the FHIR server has just failed several times."
        case Failure.TLS:
            return "security", "could not be read: the FHIR server's certificate is not trusted."
        case Failure.UNAUTHORISED:
            return "login", "could not be read: the FHIR server does not accept the access token."
        case Failure.FORBIDDEN:
            return "forbidden", "could not be read: the access token does not permit it."
        case Failure.NOT_FOUND:
            return "not-found", "does not exist on the FHIR server."
        case Failure.GONE:
            return "deleted", "was deleted on the FHIR server."
        case Failure.CLIENT_ERROR:
            return "not-supported", "could not be read: the FHIR server does not support the query."
        case Failure.REDIRECT:
            return "security", "could not be read: the FHIR server redirects, which is never followed."
        case Failure.NOT_JSON:
            return "structure", "could not be read: the FHIR server did not answer with FHIR JSON."
        case Failure.BROKEN_JSON:
            return "structure", "could not be read: the FHIR server's answer is broken."
        case Failure.TOO_MANY_RESOURCES:
            return "too-costly", "has more entries than this service reads of one patient."
        case Failure.TOO_LARGE:
            return "too-long", "could not be read: the FHIR server's answer is too large."
        case Failure.TOO_MANY_PAGES:
            return "too-costly", "could not be read: the FHIR server's answer has too many pages."
        case Failure.NOT_ALLOWED:
            return "security", "was not asked for: this FHIR server is not one that the service may use."
        case Failure.FOREIGN_PAGE:
            return "security", "could not be read: its next page is said to be elsewhere."
        case _:
            assert_never(failure)
