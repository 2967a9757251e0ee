"""Code systems: one canonical URI each, and the other names under which records send them."""

from functools import lru_cache

LOINC = "http://loinc.org"
SNOMED_CT = "http://snomed.info/sct"
UCUM = "http://unitsofmeasure.org"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
ATC = "http://www.whocc.no/atc"
ICD_10 = "http://hl7.org/fhir/sid/icd-10"
ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm"
ICD_10_GM = "http://fhir.de/CodeSystem/bfarm/icd-10-gm"
ICD_10_PCS = "http://www.cms.gov/Medicare/Coding/ICD10"
ICD_9_CM = "http://hl7.org/fhir/sid/icd-9-cm"
CPT = "http://www.ama-assn.org/go/cpt"
OPS = "http://fhir.de/CodeSystem/bfarm/ops"

ICD_10_FAMILY = frozenset({ICD_10, ICD_10_CM, ICD_10_GM})
OF_DIAGNOSES = ICD_10_FAMILY | {ICD_9_CM, SNOMED_CT}
"""In which the rules know which diagnoses are cancers, and so which are none."""

_OTHER_NAMES = {
    "https://loinc.org": LOINC,
    "https://snomed.info/sct": SNOMED_CT,
    "https://unitsofmeasure.org": UCUM,
    "urn:oid:2.16.840.1.113883.6.1": LOINC,
    "urn:oid:2.16.840.1.113883.6.96": SNOMED_CT,
    "urn:oid:2.16.840.1.113883.6.8": UCUM,
    "urn:oid:2.16.840.1.113883.6.88": RXNORM,
    "urn:oid:2.16.840.1.113883.6.73": ATC,
    "urn:oid:2.16.840.1.113883.6.3": ICD_10,
    "urn:oid:2.16.840.1.113883.6.90": ICD_10_CM,
    "urn:oid:2.16.840.1.113883.6.4": ICD_10_PCS,
    "urn:oid:2.16.840.1.113883.6.103": ICD_9_CM,
    "urn:oid:2.16.840.1.113883.6.42": ICD_9_CM,
    "urn:oid:2.16.840.1.113883.6.12": CPT,
    "http://fhir.de/CodeSystem/dimdi/icd-10-gm": ICD_10_GM,
    "http://fhir.de/CodeSystem/dimdi/ops": OPS,
    "http://fhir.de/CodeSystem/bfarm/atc": ATC,
    "http://fhir.de/CodeSystem/dimdi/atc": ATC,
    "http://hl7.org/fhir/sid/icd-9": ICD_9_CM,
    "http://terminology.hl7.org/CodeSystem/icd9cm": ICD_9_CM,
    "http://hl7.org/fhir/sid/ex-icd-10-procedures": ICD_10_PCS,
}


@lru_cache(maxsize=1024)
def canonical(system: str | None) -> str:
    """Give the canonical URI of a system; an unknown one stays as it is."""
    if not system:
        return ""
    if system.startswith(f"{SNOMED_CT}/"):  # an edition or a version of it
        return SNOMED_CT
    return _OTHER_NAMES.get(system) or _OTHER_NAMES.get(system.rstrip("/"), system.rstrip("/"))
