"""Feedback of a client: which suggestions were accepted, which cards overridden; as CDS Hooks and Epic send it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal, get_args

import msgspec

from .refusal import BadRequest
from .strict_json import NotStrictJson, refuse_unless_strict

Outcome = Literal["accepted", "overridden"]

MOST_ITEMS = 10_000
LONGEST_NAME = 2_000
LONGEST_COMMENT = 20_000
INSTANT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2}:[0-9]{2})(\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})",
    re.ASCII,
)
NOT_STRICT = "The body must be strict JSON in UTF-8."
EPIC_REASON = "com.epic.cdshooks.feedback.overrideReason"
"""What Epic's extensions of an override begin with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """What became of one card."""

    card: str
    """The card's uuid as the client gives it; Epic sends what is none."""
    outcome: Outcome
    at: datetime
    """When, by the client's clock, in UTC."""
    suggestions: tuple[str, ...] = ()
    """The uuids of those accepted."""
    reason_system: str = ""
    reason_code: str = ""
    comment: str = field(default="", repr=False)
    """The user's words: they may name the patient."""


def read_feedback(body: bytes) -> tuple[Feedback, ...]:
    """Read the body of a feedback call, whole or not at all. Raises BadRequest."""
    try:
        refuse_unless_strict(body)
    except NotStrictJson:
        raise BadRequest(NOT_STRICT) from None
    decoded = msgspec.json.decode(body)
    items = decoded.get("feedback") if isinstance(decoded, dict) else None
    if not isinstance(items, list):
        raise BadRequest("The body must be an object with an array 'feedback'.")
    if len(items) > MOST_ITEMS:
        raise BadRequest("'feedback' holds more items than one call may bring.")
    return tuple(map(_item, items))


def _item(value: object) -> Feedback:
    if not isinstance(value, dict):
        raise BadRequest("Each item of 'feedback' must be an object.")
    outcome = value.get("outcome")
    if outcome not in get_args(Outcome):
        raise BadRequest("'outcome' must be 'accepted' or 'overridden'.")
    card = _text(value.get("card"), "'card' must be the uuid of a card.")
    at = _instant(value.get("outcomeTimestamp"))
    if outcome == "accepted":
        return Feedback(card=card, outcome="accepted", at=at, suggestions=_accepted(value.get("acceptedSuggestions")))
    system, code, comment = _override(value)
    return Feedback(card=card, outcome="overridden", at=at, reason_system=system, reason_code=code, comment=comment)


def _text(value: object, otherwise: str) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_NAME:
        raise BadRequest(otherwise)
    return value


def _instant(value: object) -> datetime:
    """Read RFC 3339; a leap second is the second before it."""
    found = INSTANT.fullmatch(value) if isinstance(value, str) else None
    try:
        if found:
            date, time, fraction, offset = found.groups()
            time = time[:-2] + "59" if time.endswith("60") else time
            return datetime.fromisoformat(f"{date}T{time}{(fraction or '')[:7]}{offset.upper()}").astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise BadRequest("'outcomeTimestamp' must be a moment such as 2026-06-30T10:15:00Z.")


def _accepted(value: object) -> tuple[str, ...]:
    otherwise = "'acceptedSuggestions' must list objects with the 'id' of a suggestion, and at least one."
    if not isinstance(value, list) or not value or not all(isinstance(one, dict) for one in value):
        raise BadRequest(otherwise)
    return tuple(_text(one.get("id"), otherwise) for one in value)


def _override(item: dict[str, Any]) -> tuple[str, str, str]:
    """Give the reason's system and code and the comment; what is missing or of another shape is empty, never refused.

    A client that overrides without a reason has still overridden.
    """
    system = code = comment = ""
    for told in _objects(item.get("overrideReason"), item.get("overrideReasons")):
        for reason in _objects(told.get("reason"), *_epics_reasons(told)):
            system, code = system or _short(reason.get("system")), code or _short(reason.get("code"))
        comment = comment or _short(told.get("userComment"), LONGEST_COMMENT)
    return system, code, comment


def _epics_reasons(told: dict[str, Any]) -> Iterator[object]:
    for extension in _objects(told.get("extension")):
        for name, value in extension.items():
            if name.startswith(EPIC_REASON):
                yield from _objects(value) or [{"code": value}]


def _objects(*values: object) -> list[dict[str, Any]]:
    """Give the objects among values, some of which are lists of them."""
    listed = [one for value in values for one in (value if isinstance(value, list) else [value])]
    return [one for one in listed if isinstance(one, dict)]


def _short(value: object, longest: int = LONGEST_NAME) -> str:
    return value[:longest] if isinstance(value, str) else ""
