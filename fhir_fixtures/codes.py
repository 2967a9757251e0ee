"""The standard codes that the stories use, with their official displays."""

from dataclasses import dataclass

LOINC = "http://loinc.org"
SNOMED_CT = "http://snomed.info/sct"
ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
ATC = "http://www.whocc.no/atc"
UCUM = "http://unitsofmeasure.org"
CACHEXIA_CDS = "urn:cachexia-cds:measure"
"""Measures of muscle have no LOINC code."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code in its system."""

    system: str
    code: str
    display: str


def _loinc(code: str, display: str) -> Code:
    return Code(LOINC, code, display)


def _diagnosis(snomed: str, name: str, icd: str, icd_name: str) -> tuple[Code, ...]:
    return Code(SNOMED_CT, snomed, name), Code(ICD_10_CM, icd, icd_name)


BODY_WEIGHT = _loinc("29463-7", "Body weight")
DRY_WEIGHT = _loinc("8341-0", "Dry body weight Measured")
BODY_HEIGHT = _loinc("8302-2", "Body height")
CRP = _loinc("1988-5", "C reactive protein [Mass/volume] in Serum or Plasma")
ALBUMIN = _loinc("1751-7", "Albumin [Mass/volume] in Serum or Plasma")
HAEMOGLOBIN = _loinc("718-7", "Hemoglobin [Mass/volume] in Blood")
ECOG = _loinc("89247-1", "ECOG Performance Status score")
GRIP = _loinc("83174-3", "Grip strength Hand - right Dynamometer")
INTAKE = _loinc("9057-1", "Calorie intake total 24 hour")
MUSCLE_BY_DXA = Code(CACHEXIA_CDS, "asmi-dxa", "Appendicular skeletal muscle index by DXA")
MUSCLE_BY_CT = Code(CACHEXIA_CDS, "smi-l3-ct", "Skeletal muscle index at L3 by CT")

ECOG_ANSWERS = ("LA9622-7", "LA9623-5", "LA9624-3", "LA9625-0", "LA9626-8", "LA9627-6")
"""LOINC answers by grade."""

LOSS_OF_APPETITE = Code(SNOMED_CT, "79890006", "Loss of appetite")
FATIGUE = Code(SNOMED_CT, "84229001", "Fatigue")

PANCREAS = _diagnosis(
    "363418001", "Malignant tumor of pancreas", "C25.9", "Malignant neoplasm of pancreas, unspecified"
)
COLON = _diagnosis("363406005", "Malignant neoplasm of colon", "C18.9", "Malignant neoplasm of colon, unspecified")
LUNG = _diagnosis(
    "254637007",
    "Non-small cell lung cancer",
    "C34.90",
    "Malignant neoplasm of unspecified part of unspecified bronchus or lung",
)
BREAST = _diagnosis(
    "254837009",
    "Malignant neoplasm of breast",
    "C50.919",
    "Malignant neoplasm of unspecified site of unspecified female breast",
)
OVARY = _diagnosis("363443007", "Malignant tumor of ovary", "C56.9", "Malignant neoplasm of unspecified ovary")
STOMACH = _diagnosis("363349007", "Malignant tumor of stomach", "C16.9", "Malignant neoplasm of stomach, unspecified")
OESOPHAGUS = _diagnosis(
    "363402007", "Malignant tumor of esophagus", "C15.9", "Malignant neoplasm of esophagus, unspecified"
)
KIDNEY = _diagnosis(
    "363518003",
    "Malignant tumor of kidney",
    "C64.9",
    "Malignant neoplasm of unspecified kidney, except renal pelvis",
)
PROSTATE = _diagnosis("399068003", "Malignant tumor of prostate", "C61", "Malignant neoplasm of prostate")
BLADDER = _diagnosis(
    "399326009", "Malignant neoplasm of urinary bladder", "C67.9", "Malignant neoplasm of bladder, unspecified"
)
LEUKAEMIA = _diagnosis(
    "91857003",
    "Acute lymphoid leukemia, disease",
    "C91.00",
    "Acute lymphoblastic leukemia not having achieved remission",
)

ANOREXIA = (LOSS_OF_APPETITE, Code(ICD_10_CM, "R63.0", "Anorexia"))
ASCITES = _diagnosis("389026000", "Ascites", "R18.0", "Malignant ascites")
OEDEMA = _diagnosis("267038008", "Edema", "R60.0", "Localized edema")
CACHEXIA = _diagnosis(
    "788876001",
    "Cachexia due to malignant neoplastic disease",
    "E88.A",
    "Wasting disease (syndrome) due to underlying condition",
)
COPD = _diagnosis(
    "13645005",
    "Chronic obstructive pulmonary disease",
    "J44.9",
    "Chronic obstructive pulmonary disease, unspecified",
)
DIABETES = _diagnosis("44054006", "Type 2 diabetes mellitus", "E11.9", "Type 2 diabetes mellitus without complications")
END_STAGE_RENAL_DISEASE = _diagnosis("46177005", "End-stage renal disease", "N18.6", "End stage renal disease")
PREGNANCY = _diagnosis("77386006", "Pregnancy", "Z33.1", "Pregnant state, incidental")

BELOW_KNEE_AMPUTATION = Code(SNOMED_CT, "88312006", "Amputation of leg through tibia and fibula")
GASTRECTOMY = Code(SNOMED_CT, "53442002", "Excision of stomach structure")
HAEMODIALYSIS = Code(SNOMED_CT, "302497006", "Hemodialysis")
HOSPICE_CARE = Code(SNOMED_CT, "385763009", "Hospice care")
SURGICAL_PROCEDURE = Code(SNOMED_CT, "387713003", "Surgical procedure")
REFERRAL_TO_DIETITIAN = Code(SNOMED_CT, "103699006", "Referral to dietitian")

FUROSEMIDE = (Code(RXNORM, "313988", "furosemide 40 MG Oral Tablet"), Code(ATC, "C03CA01", "furosemide"))
SEMAGLUTIDE = (Code(RXNORM, "1991302", "semaglutide"), Code(ATC, "A10BJ06", "semaglutide"))
