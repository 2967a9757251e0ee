"""Why data could not be had: one word that may be shown and logged, because it holds nothing of the request."""

from enum import StrEnum


class Failure(StrEnum):
    """What went wrong; a temporary failure may be gone a moment later, a fatal one needs somebody to act."""

    ABSENT = "absent"
    """Neither sent nor obtainable."""
    CLIENT_FAILED = "client_failed"
    """The client sent an OperationOutcome instead."""
    OTHER_PATIENT = "other_patient"
    INCOMPLETE = "incomplete"
    """There are further pages, which nobody could read."""
    UNREADABLE = "unreadable"
    """A diagnosis that cannot be read might be the cancer, so its absence is not believed."""
    TOO_MANY_RESOURCES = "too_many_resources"
    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    """Refused, unknown to DNS, or cut off before the end."""
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    """5xx, or an error among the entries of an answer: data may be missing."""
    CIRCUIT_OPEN = "circuit_open"
    """Not even asked: the server has just failed several times in a row."""
    TLS = "tls"
    UNAUTHORISED = "unauthorised"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    GONE = "gone"
    CLIENT_ERROR = "client_error"
    """Another 4xx: the server does not understand what it is asked, so asking again is no use."""
    REDIRECT = "redirect"
    """Never followed: nobody has judged where it leads, and the token is not for there."""
    NOT_JSON = "not_json"
    """Another content type, such as a login page, or a body that is compressed in another way than was asked for."""
    BROKEN_JSON = "broken_json"
    WRONG_RESOURCE = "wrong_resource"
    TOO_LARGE = "too_large"
    TOO_MANY_PAGES = "too_many_pages"
    NOT_ALLOWED = "not_allowed"
    """The server, its address or the query is not one that this service may use."""
    FOREIGN_PAGE = "foreign_page"
    """The next page is said to be elsewhere than below the server's base."""

    @property
    def is_temporary(self) -> bool:
        """Whether the same question may be answered a little later."""
        return self in _TEMPORARY


_TEMPORARY = frozenset(
    {Failure.TIMEOUT, Failure.UNREACHABLE, Failure.RATE_LIMITED, Failure.SERVER_ERROR, Failure.CIRCUIT_OPEN}
)
