"""Why a value was left out, in words."""

from typing import assert_never

from cds_service.clinical.record import Reason
from cds_service.clinical.words import phrase


def why(reason: Reason) -> str:
    """Give the words, a phrase of the catalogue."""
    match reason:
        case Reason.STATUS:
            return phrase("not final, or entered in error")
        case Reason.CODE_DENIED:
            return phrase("another kind of measurement, not to be compared")
        case Reason.UNIT_MISSING:
            return phrase("no unit given")
        case Reason.UNIT_UNKNOWN:
            return phrase("unit not understood")
        case Reason.UNIT_SUSPECT:
            return phrase("kilograms and pounds, or other units, seem mixed up")
        case Reason.NO_VALUE:
            return phrase("no value given")
        case Reason.COMPARATOR:
            return phrase("only a limit given, not a value")
        case Reason.IMPLAUSIBLE:
            return phrase("not plausible")
        case Reason.UNCONFIRMED:
            return phrase("doubtful until another weight confirms it")
        case Reason.HEIGHT_CONFLICT:
            return phrase("does not fit the other heights")
        case Reason.CONFLICTING_DAY:
            return phrase("values of one day contradict each other")
        case Reason.ISOLATED_SPIKE:
            return phrase("does not fit the weights around it")
        case Reason.DATE_MISSING:
            return phrase("no exact date")
        case Reason.DATE_FUTURE:
            return phrase("dated in the future")
        case Reason.OTHER_PATIENT:
            return phrase("recorded for another patient")
        case Reason.MALFORMED:
            return phrase("could not be read")
        case _:
            assert_never(reason)
