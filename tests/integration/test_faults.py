"""Every kind of failed read: 412 for required data, a named gap for optional data, never an empty list."""

import json
from collections.abc import Mapping

import pytest

from cds_service.decision.answer import Answer, Elsewhere, answer
from cds_service.decision.errors import RequiredDataUnavailable
from cds_service.decision.failure import Failure
from cds_service.decision.policy import policy_of
from cds_service.decision.ports import Wanted
from cds_service.fhir.batch import Batch
from cds_service.hooks.request import HookCall, read_call
from cds_service.rulesets.ruleset import Ruleset
from cds_service.web.failure_words import told
from fhir_fixtures.catalogue import AS_OF
from tests.fhir_builders import ABSENT, call, losing_patient

POLICY = policy_of(Ruleset())
KEYS = {one.key for one in POLICY.queries}


def answered(key: str, failure: str) -> Answer:
    body = call(losing_patient(**{key: ABSENT}), fhirServer="https://ehr.example.org/fhir")

    def fetch(_call: HookCall, wanted: Mapping[str, Wanted], _arrived: float) -> Mapping[str, Batch | Failure]:
        return dict.fromkeys(wanted, failure)

    hook_call = read_call(json.dumps(body).encode(), hook="patient-view", keys=KEYS)
    return answer(hook_call, POLICY, today=AS_OF, new_uuid=lambda: "uuid", elsewhere=Elsewhere(fetch=fetch))


@pytest.mark.parametrize("failure", Failure)
@pytest.mark.parametrize("key", ["patient", "conditions", "weights"])
def test_required_data_that_cannot_be_read_end_the_call(key: str, failure: Failure) -> None:
    with pytest.raises(RequiredDataUnavailable) as refused:
        answered(key, failure)
    assert refused.value.failures == {key: failure}


@pytest.mark.parametrize("failure", Failure)
@pytest.mark.parametrize("key", sorted(KEYS - {"patient", "conditions", "weights"}))
def test_optional_data_that_cannot_be_read_are_named(key: str, failure: Failure) -> None:
    given = answered(key, failure)
    assert given.assessment.snapshot.record.unavailable == (key,)
    assert "Not available" in (given.cards[0].detail or "")


def test_every_failure_has_a_sentence_of_its_own() -> None:
    assert len({told(one)[1] for one in Failure}) == len(Failure)
