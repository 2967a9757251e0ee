"""The pure core on a chart, past what a body can carry."""

from collections.abc import Callable
from uuid import uuid4

from bench.calls import AS_OF
from cds_service.clinical.assess import assess
from cds_service.clinical.record import PatientRecord
from cds_service.decision.answer import cards_of
from cds_service.decision.policy import policy_of
from cds_service.rulesets.ruleset import Ruleset
from tests.growth_shapes import SHAPES, steady

CHARTS: dict[str, Callable[[int], PatientRecord]] = {"steady": steady, **SHAPES}
POLICY = policy_of(Ruleset())


def assess_chart(record: PatientRecord) -> None:
    """Judge a record and write its cards."""
    assessment = assess(record, POLICY.rules.clinical, AS_OF, ())
    cards_of(assessment, POLICY, new_uuid=lambda: str(uuid4()))
