"""What the status of an answer says about it."""

from cds_service.decision.failure import Failure

_BY_STATUS = {
    401: Failure.UNAUTHORISED,
    403: Failure.FORBIDDEN,
    404: Failure.NOT_FOUND,
    408: Failure.TIMEOUT,
    410: Failure.GONE,
    429: Failure.RATE_LIMITED,
    501: Failure.CLIENT_ERROR,  # "not implemented" will not pass by itself, as other errors of a server do
}
_BY_HUNDRED = {3: Failure.REDIRECT, 4: Failure.CLIENT_ERROR, 5: Failure.SERVER_ERROR}


def failure_of_status(status: int) -> Failure | None:
    """Name the failure that a status stands for; None for 200, the one success a read can have."""
    if status == 200:
        return None
    return _BY_STATUS.get(status) or _BY_HUNDRED.get(status // 100, Failure.WRONG_RESOURCE)
