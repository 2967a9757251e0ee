"""What criteria, measures, missing items and sources are called on a card."""

from collections.abc import Iterable
from typing import Final

from cds_service.clinical.measures import Measure

from .markdown import escape
from .phrases import Phrases, phrase

CRITERIA: Final = {
    "fearon_2011": phrase("Fearon 2011"),
    "evans_2008": phrase("Evans 2008"),
    "fearon_2006": phrase("Fearon 2006"),
    "glim_2019": phrase("GLIM 2019"),
    "awgc_2023": phrase("AWGC 2023"),
    "precachexia": phrase("Possible pre-cachexia"),
    "refractory": phrase("comfort-focused care"),
}

IN_FULL: Final = {
    "fearon_2011": phrase("Fearon 2011 (international consensus on cancer cachexia)"),
    "evans_2008": phrase("Evans 2008 (consensus on cachexia in any chronic illness)"),
    "fearon_2006": phrase("Fearon 2006 (three-factor profile)"),
    "glim_2019": phrase("GLIM 2019 (malnutrition, not cachexia)"),
    "awgc_2023": phrase("AWGC 2023 (cachexia, made for Asian populations)"),
}

SCOPES: Final = {
    "evans_2008": phrase("any chronic illness"),
    "fearon_2006": phrase("three factors"),
    "glim_2019": phrase("malnutrition, not cachexia"),
    "awgc_2023": phrase("Asian populations"),
    "precachexia": phrase("operational, after Fearon 2011"),
}
"""What a reader may otherwise mistake a definition for."""

MEASURES: Final = {
    **{measure.key: measure.phrase for measure in Measure},
    "grip_strength": Measure.GRIP.phrase,
    "energy_intake": Measure.INTAKE.phrase,
    "muscle_mass": phrase("muscle mass"),
    "casco": phrase("CASCO"),
}

METHODS: Final = {measure.key: measure.by for measure in Measure if measure.by}

MISSING: Final = {
    **MEASURES,
    "current_weight": phrase("a recent weight"),
    "reference_weight": phrase("an earlier weight"),
    "weight_date": phrase("the exact date of a weight"),
    "anorexia": phrase("appetite"),
    "fatigue": phrase("fatigue"),
    "weakness": phrase("weakness"),
    "sarcopenia": phrase("sarcopenia"),
    "sex": phrase("sex"),
    "birth_date": phrase("date of birth"),
    "age": phrase("age"),
    "performance_status": phrase("performance status (ECOG)"),
    "cancer_type": phrase("type of cancer"),
    "stage": phrase("stage of cachexia"),
    "mgps": phrase("CRP and albumin (mGPS)"),
}

DATA_KINDS: Final = {
    "patient": phrase("patient"),
    "conditions": phrase("diagnoses"),
    "weights": phrase("weights"),
    "heights": phrase("heights"),
    "labs": phrase("laboratory values"),
    "function": phrase("function, appetite and muscle"),
    "referrals": phrase("referrals"),
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


def criterion(name: str, phrases: Phrases) -> str:
    """Name a criterion with its edition."""
    return phrases.say(CRITERIA[name])


def in_full(name: str, phrases: Phrases) -> str:
    """Name a criterion with its edition and what it defines."""
    return phrases.say(IN_FULL[name])


def missing(names: Iterable[str], phrases: Phrases, most: int = 3) -> str:
    """List what is missing; no more than a reader takes in."""
    return phrases.listed([named(MISSING, name, phrases) for name in names][:most])


def source(reference: str, phrases: Phrases) -> str:
    """Say what kind of entry a value comes from."""
    return named(SOURCES, reference.partition("/")[0], phrases)


def named(table: dict[str, str], name: str, phrases: Phrases) -> str:
    """Look up a name; one that the table lacks is shown as it is, harmless."""
    return phrases.say(table[name]) if name in table else escape(name.replace("_", " "))
