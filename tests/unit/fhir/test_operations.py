"""Which procedures are operations: by code where the classification says it, by words only where no code tells."""

import pytest

from cds_service.clinical.facts import Kind
from cds_service.fhir import systems
from tests.fhir_builders import SNOMED_CT, Json, concept
from tests.unit.fhir.reading import standings


def procedure(**fields: object) -> Json:
    subject = {"reference": "Patient/p1"}
    return {"resourceType": "Procedure", "id": "x", "status": "completed", "subject": subject, **fields}


def is_operation(**fields: object) -> bool:
    return bool(standings(Kind.SURGERY, procedure(**fields)))


@pytest.mark.parametrize(
    ("system", "code", "operation"),
    [
        (systems.CPT, "44160", True),
        (systems.CPT, "36415", False),
        (systems.CPT, "36561", False),
        (systems.CPT, "45378", False),
        (systems.CPT, "99213", False),
        (systems.CPT, "0001T", False),
        (systems.ICD_10_PCS, "0DTN0ZZ", True),
        (systems.ICD_10_PCS, "0DTN4ZZ", True),
        (systems.ICD_10_PCS, "0DTN8ZZ", False),
        (systems.ICD_10_PCS, "0DJD8ZZ", False),
        (systems.ICD_10_PCS, "0D", False),
        (systems.OPS, "5-455.41", True),
        (systems.OPS, "1-650.1", False),
        (SNOMED_CT, "26390003", True),
        (SNOMED_CT, "73761001", False),
        ("urn:own", "7", False),
    ],
)
def test_a_classification_says_it_by_code(system: str, code: str, operation: bool) -> None:
    assert is_operation(code=concept(system, code)) is operation


@pytest.mark.parametrize(
    ("fields", "operation"),
    [
        ({"code": {"text": "Right hemicolectomy"}}, True),
        ({"code": {"text": "Venepuncture"}}, False),
        ({}, False),
        ({"category": concept(SNOMED_CT, "387713003"), "code": concept("urn:own", "7")}, True),
        ({"category": concept(SNOMED_CT, "387713003"), "code": concept(SNOMED_CT, "73761001")}, False),
    ],
)
def test_words_and_category_decide_only_where_no_code_tells(fields: Json, operation: bool) -> None:
    assert is_operation(**fields) is operation
