"""Cut-offs that differ between men and women."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated

from .limits import Limits, Rules

MuscleCutOff = Annotated[Decimal, Limits(1, 100, "")]


@dataclass(frozen=True)
class BySex(Rules):
    """A cut-off for men and one for women."""

    male: MuscleCutOff
    female: MuscleCutOff

    @classmethod
    def of(cls, male: str, female: str) -> "BySex":
        """Build both from their digits."""
        return cls(Decimal(male), Decimal(female))
