"""One patient's resources to one assessment: the road that the hook, the command line and a cluster share."""

import json
import pickle
import subprocess
import sys
from datetime import date
from typing import Any

from cds_service.clinical.confounders import ConfounderCode
from cds_service.decision.assess_patient import PatientProblem, PatientResult, ProblemKind, assess_patient
from cds_service.decision.policy import policy_of
from cds_service.fhir.batch import read_resource
from cds_service.fhir.chart import read_chart
from cds_service.fhir.resources import Medication
from cds_service.rulesets.ruleset import Ruleset
from tests.fhir_builders import condition, patient, weight

POLICY = policy_of(Ruleset())
AS_OF = date(2026, 6, 30)
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
LOSING = (patient("p1"), condition(), weight("w1", 80, "2026-01-20"), weight("w2", 72, "2026-06-25"))
ALIEN: dict[str, Any] = {"resourceType": "Condition", "id": "c9", "code": 7, "subject": {"reference": "Patient/p1"}}


def bodies(*resources: dict[str, Any]) -> list[bytes]:
    return [json.dumps(one).encode() for one in resources]


def assessed(*resources: dict[str, Any], **more: Any) -> PatientResult:
    return assess_patient(bodies(*resources), POLICY, AS_OF, **more)


def status(result: PatientResult) -> str | None:
    return result.assessment.status.value if result.assessment else None


def test_bodies_and_the_chart_read_from_them_give_the_same_assessment() -> None:
    result = assessed(*LOSING)
    assert (status(result), result.problems) == ("cachexia", ())
    assert assess_patient(read_chart(bodies(*LOSING)), POLICY, AS_OF) == result


def test_without_exactly_one_patient_nothing_is_assessed() -> None:
    nobody = PatientResult(None, (PatientProblem(ProblemKind.NOT_ONE_PATIENT),))
    assert assessed(*LOSING[1:]) == nobody
    assert assessed(*LOSING, patient("p2")) == nobody


def test_a_patient_who_is_there_twice_is_one() -> None:
    assert status(assessed(LOSING[0], *LOSING)) == "cachexia"


def test_a_diagnosis_that_cannot_be_read_might_be_the_cancer() -> None:
    without_cancer = [one for one in LOSING if one["resourceType"] != "Condition"]
    result = assessed(*without_cancer, ALIEN)
    assert result == PatientResult(None, (PatientProblem(ProblemKind.DIAGNOSIS_UNREADABLE, "Condition"),))


def test_beside_a_cancer_it_is_only_said() -> None:
    result = assessed(*LOSING, ALIEN)
    assert status(result) == "cachexia"
    assert result.problems == (PatientProblem(ProblemKind.RESOURCE_UNREADABLE, "Condition"),)


def test_medicines_that_refer_to_a_shared_medication_are_known() -> None:
    coding = {"system": RXNORM, "code": "1991302", "display": "semaglutide"}
    read = read_resource(json.dumps({"resourceType": "Medication", "id": "m1", "code": {"coding": [coding]}}).encode())
    assert isinstance(read, Medication)
    order = {
        "resourceType": "MedicationRequest",
        "id": "r1",
        "status": "active",
        "intent": "order",
        "subject": {"reference": "Patient/p1"},
        "authoredOn": "2026-02-01",
        "medicationReference": {"reference": "Medication/m1"},
    }
    known = assessed(*LOSING, order, shared={"m1": read, "m2": read}).assessment
    unknown = assessed(*LOSING, order).assessment
    assert known is not None
    assert unknown is not None
    assert [one.code for one in known.confounders] == [ConfounderCode.INTENTIONAL_LOSS]
    assert unknown.confounders == ()


def test_the_result_and_the_policy_travel_between_processes() -> None:
    result = assessed(*LOSING)
    there, by = pickle.loads(pickle.dumps((result, POLICY)))  # noqa: S301 - our own bytes
    assert there == result
    assert assess_patient(bodies(*LOSING), by, AS_OF) == result


def test_a_worker_that_only_assesses_imports_no_server_and_no_fhir_models() -> None:
    heavy = {"flask", "fhir.resources", "requests"}
    code = f"import sys, cds_service.decision.assess_patient; print(sorted({heavy} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
