"""Which policy governs now: asked once per call, so that one call is answered by one policy."""

from typing import Protocol

from .policy import Policy


class Policies(Protocol):
    """Knows the policy in force."""

    def current(self) -> Policy:
        """Give it; the next caller may be given another."""
        ...

    @property
    def refusal(self) -> str | None:
        """Say why a newer ruleset does not govern, without its content; None where there is none."""
        ...


class ActivePolicy:
    """Holds the policy in force. Replacing it is one assignment: a call sees the old or the new one, whole."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self.refusal: str | None = None

    def current(self) -> Policy:
        """Give the policy in force."""
        return self._policy

    def activate(self, policy: Policy) -> None:
        """Let a policy govern from now on."""
        self._policy = policy
        self.refusal = None

    def refuse(self, reason: str) -> None:
        """Keep the policy in force, and say that a newer one could not replace it."""
        self.refusal = reason
