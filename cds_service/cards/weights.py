"""A weight in words: kilograms, as recorded where that is another unit, the date, and how it came about."""

from decimal import Decimal
from typing import Final

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.record import Weight, WeightKind
from cds_service.clinical.weight_days import DayWeight
from cds_service.clinical.words import phrase

from . import quantities
from .phrases import Phrases

KINDS: Final = {
    WeightKind.MEASURED: phrase("measured"),
    WeightKind.DRY: phrase("after dialysis"),
    WeightKind.STATED: phrase("told by the patient"),
}


def weight_line(weight: DayWeight, assessment: Assessment, phrases: Phrases) -> str:
    """Write "80.0 kg (176.4 lb), 15 Jan 2026, measured"."""
    entry = next((one for one in assessment.snapshot.record.weights if one.recorded.source == weight.sources[0]), None)
    parts = (
        quantities.kilograms(weight.kg, phrases) + _as_recorded(entry, weight.kg, phrases),
        phrases.when(weight.when),
        phrases.say(KINDS[entry.kind]) if entry else "",
        _of_several(weight, phrases),
    )
    return ", ".join(part for part in parts if part)


def _as_recorded(entry: Weight | None, kg: Decimal, phrases: Phrases) -> str:
    """Add what the record says, unless it says kilograms or the day's weight is a mean of two."""
    if entry is None or entry.recorded.unit == "kg" or entry.kg != kg:
        return ""
    return f" ({quantities.recorded(entry.recorded, phrases)})"


def _of_several(weight: DayWeight, phrases: Phrases) -> str:
    if len(weight.sources) < 2:
        return ""
    return phrases.count("median of {number} value", "median of {number} values", len(weight.sources))
