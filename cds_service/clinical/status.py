"""The answer in one word."""

from enum import StrEnum


class Status(StrEnum):
    """The first line that applies, from top to bottom."""

    NOT_APPLICABLE = "not_applicable"
    REFRACTORY_SUSPECTED = "refractory_suspected"
    WITHHELD = "withheld"
    CACHEXIA = "cachexia"
    PRECACHEXIA = "precachexia"
    AT_RISK = "at_risk"
    UNDETERMINED = "undetermined"
    NO_CACHEXIA = "no_cachexia"
