"""What a criterion weighed: a loss, a measured value, a statement of the chart, each with what it was held against.

Numbers stay exact and comparisons stay comparisons here; only outputs turn them into text.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal, assert_never

from .facts import Standing
from .measures import Measure
from .span import Number, Span
from .verdict import Verdict
from .weight_history import Change

Operator = Literal[">", ">=", "<", "<="]


class Quantity(StrEnum):
    """What criteria weigh beside the laboratory."""

    BMI = "bmi"
    GRIP_STRENGTH = "grip_strength"
    ENERGY_INTAKE = "energy_intake"
    MUSCLE_MASS = "muscle_mass"


class Sign(StrEnum):
    """What a chart states without a number and a criterion weighs."""

    ANOREXIA = "anorexia"
    FATIGUE = "fatigue"
    SARCOPENIA = "sarcopenia"
    HOSPICE = "hospice"
    PROGNOSIS = "prognosis"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A condition on a number, with its operator as the paper prints it."""

    operator: Operator
    threshold: Number
    unit: str

    def decide(self, span: Span) -> Verdict:
        """Apply it to a number of which perhaps only bounds are known."""
        match self.operator:
            case ">":
                return span.above(self.threshold)
            case ">=":
                return span.at_least(self.threshold)
            case "<":
                return span.below(self.threshold)
            case "<=":
                return span.at_most(self.threshold)
            case _:
                assert_never(self.operator)


@dataclass(frozen=True, slots=True)
class LossEvidence:
    """A weight change held against a threshold for losses, in percent."""

    change: Change
    comparison: Comparison

    @property
    def source(self) -> str:
        """The resource that gave the reference weight."""
        return self.change.reference.sources[0]


@dataclass(frozen=True, slots=True)
class MeasureEvidence:
    """A measured or computed value held against a threshold, in the unit of its comparison."""

    measure: Measure | Quantity
    span: Span
    comparison: Comparison
    until: date | None = None
    source: str = ""
    method: Measure | None = None


@dataclass(frozen=True, slots=True)
class StatedEvidence:
    """A sign that the chart states to be present or absent."""

    sign: Sign
    standing: Standing
    until: date | None = None
    source: str = ""


Evidence = LossEvidence | MeasureEvidence | StatedEvidence
