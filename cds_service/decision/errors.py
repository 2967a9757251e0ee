"""What keeps a decision from being made."""


class RequiredDataUnavailable(Exception):
    """Data that the decision cannot do without are neither in the prefetch nor obtainable.

    `kinds` are prefetch keys such as "weights"; `failure` says why: "absent", "client_failed", "wrong_resource",
    "other_patient" or "incomplete".
    """

    def __init__(self, kinds: tuple[str, ...], failure: str) -> None:
        super().__init__(failure, *kinds)
        self.kinds = kinds
        self.failure = failure
