"""Which unit a Quantity states, or why it cannot be told."""

from functools import lru_cache

from cds_service.clinical.measures import Measure
from cds_service.clinical.record import Reason
from cds_service.clinical.units import Unit, UnitTable

from .elements import Quantity
from .systems import UCUM, canonical


@lru_cache(4096)
def _unit(measure: Measure, unit: str | None, system: str | None, code: str | None) -> Unit | Reason:
    return unit_of(Quantity(unit=unit, system=system, code=code), measure.table)


def unit_for(measure: Measure, quantity: Quantity) -> Unit | Reason:
    """Find the unit of a value of a measure; the few ways in which records write it are remembered."""
    return _unit(measure, quantity.unit, quantity.system, quantity.code)


def unit_of(quantity: Quantity, table: UnitTable) -> Unit | Reason:
    """Find the unit of a quantity, or the reason for leaving it out.

    A code and a text that name two different units contradict each other: suspect.
    """
    by_text = table.spelled(quantity.unit)
    if quantity.code and canonical(quantity.system) == UCUM:
        by_code = table.named(quantity.code)
        if by_code is None:
            return Reason.UNIT_UNKNOWN
        if by_text is not None and by_text != by_code:
            return Reason.UNIT_SUSPECT
        return by_code
    if not quantity.unit and not quantity.code:
        return Reason.UNIT_MISSING
    return by_text or table.spelled(quantity.code) or Reason.UNIT_UNKNOWN
