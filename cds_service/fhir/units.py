"""Which unit a Quantity states, or why it cannot be told."""

from cds_service.clinical.record import Reason
from cds_service.clinical.units import Unit, UnitTable

from .resources import Quantity
from .systems import UCUM, canonical


def unit_of(quantity: Quantity, table: UnitTable) -> Unit | Reason:
    """Find the unit of a quantity, or the reason for leaving it out.

    A code and a text that name two different units contradict each other: suspect.
    """
    by_text = table.named(quantity.unit)
    if quantity.code and canonical(quantity.system) == UCUM:
        by_code = table.named(quantity.code)
        if by_code is None:
            return Reason.UNIT_UNKNOWN
        if by_text is not None and by_text != by_code:
            return Reason.UNIT_SUSPECT
        return by_code
    if not quantity.unit and not quantity.code:
        return Reason.UNIT_MISSING
    return by_text or table.named(quantity.code) or Reason.UNIT_UNKNOWN
