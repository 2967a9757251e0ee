"""What criteria, measures and sources are called on a card."""

from typing import Final, assert_never

from cds_service.clinical.evidence import Quantity
from cds_service.clinical.measures import Measure
from cds_service.clinical.ruleset import FindingKey
from cds_service.clinical.words import phrase

from .markdown import escape
from .phrases import Phrases

DATA_KINDS: Final = {
    "patient": phrase("patient"),
    "conditions": phrase("diagnoses"),
    "weights": phrase("weights"),
    "heights": phrase("heights"),
    "labs": phrase("laboratory values"),
    "function": phrase("function, appetite and muscle"),
    "screening": phrase("screening"),
    "questionnaires": phrase("questionnaires"),
    "referrals": phrase("referrals"),
    "nutrition": phrase("nutrition orders"),
    "care_plans": phrase("care plans"),
    "medications": phrase("medicines"),
    "procedures": phrase("procedures"),
}

SOURCES: Final = {
    "Condition": phrase("diagnosis"),
    "Observation": phrase("observation"),
    "QuestionnaireResponse": phrase("questionnaire"),
    "Procedure": phrase("procedure"),
    "MedicationRequest": phrase("prescription"),
    "MedicationStatement": phrase("medication list"),
    "MedicationAdministration": phrase("medication given"),
    "ServiceRequest": phrase("order"),
    "CarePlan": phrase("care plan"),
}


def criterion(key: FindingKey, phrases: Phrases) -> str:
    """Name a criterion with its edition."""
    return phrases.say(key.definition.title)


def in_full(key: FindingKey, phrases: Phrases) -> str:
    """Name a criterion with its edition and what it defines."""
    return phrases.say(key.definition.in_full)


def measure(measured: Measure | Quantity, phrases: Phrases) -> str:
    """Name what was measured."""
    return phrases.say(_quantity(measured) if isinstance(measured, Quantity) else measured.phrase)


def _quantity(quantity: Quantity) -> str:
    match quantity:
        case Quantity.BMI:
            return Measure.BMI.phrase
        case Quantity.GRIP_STRENGTH:
            return Measure.GRIP.phrase
        case Quantity.ENERGY_INTAKE:
            return Measure.INTAKE.phrase
        case Quantity.MUSCLE_MASS:
            return phrase("muscle mass")
        case _:
            assert_never(quantity)


def source(reference: str, phrases: Phrases) -> str:
    """Say what kind of entry a value comes from."""
    return named(SOURCES, reference.partition("/")[0], phrases)


def named(table: dict[str, str], name: str, phrases: Phrases) -> str:
    """Look up a name; one that the table lacks is shown as it is, harmless."""
    return phrases.say(table[name]) if name in table else escape(name.replace("_", " "))
