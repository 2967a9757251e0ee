"""The one way in which the wire refuses a request."""


class BadRequest(Exception):
    """The request breaks a rule of CDS Hooks; `reason` is a fixed public sentence that never repeats input."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
