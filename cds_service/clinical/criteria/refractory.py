"""Suspicion of the refractory stage. Fearon 2011's definition needs a prognosis and cannot be computed.

Cachexia together with hospice or comfort care that is open, or ECOG 3 or 4 with a prognosis that a clinician entered.
Palliative care is care alongside treatment and says nothing of the stage; nor does performance status alone.
"""

from dataclasses import dataclass
from typing import Annotated

from cds_service.clinical.comparisons import performance_grade
from cds_service.clinical.definition import Defines, Definition
from cds_service.clinical.evidence import Sign, StatedEvidence
from cds_service.clinical.facts import Standing
from cds_service.clinical.finding import Finding, Reasoned, either, every
from cds_service.clinical.limits import PROPOSAL, About, Rules
from cds_service.clinical.missing import Missing
from cds_service.clinical.referral_rules import EcogGrade
from cds_service.clinical.snapshot import Snapshot
from cds_service.clinical.verdict import Verdict
from cds_service.clinical.words import phrase


@dataclass(frozen=True)
class RefractoryRules(Rules):
    """From which ECOG grade on, beside an entered prognosis, comfort may matter more than weight. Always on."""

    ecog: Annotated[
        EcogGrade,
        About("From this grade on, with a clinician's short prognosis, comfort may come first.", PROPOSAL, (3, 4)),
    ] = 3


def assess(snapshot: Snapshot, rules: RefractoryRules) -> Finding:
    """Decide whether comfort may come first; cachexia itself is for the primary criterion to say."""
    return Finding.of(either(_hospice(snapshot), _expected(snapshot, rules)))


def _hospice(snapshot: Snapshot) -> Reasoned:
    facts = snapshot.in_hospice
    # undated on purpose: hospice care is a state, and the card names the state
    evidence = tuple(StatedEvidence(Sign.HOSPICE, Standing.ACTIVE, source=fact.source) for fact in facts[:1])
    return Reasoned(Verdict.of(bool(facts)), evidence)


def _expected(snapshot: Snapshot, rules: RefractoryRules) -> Reasoned:
    """Performance status and a prognosis; that nobody entered one is no prognosis."""
    grade, cautions = performance_grade(snapshot)
    facts = snapshot.short_prognosis
    evidence = tuple(StatedEvidence(Sign.PROGNOSIS, Standing.ACTIVE, source=fact.source) for fact in facts[:1])
    prognosis = Reasoned(Verdict.MET, evidence) if facts else Reasoned(Verdict.UNKNOWN, missing=(Missing.PROGNOSIS,))
    if grade is None:
        return Reasoned(Verdict.UNKNOWN, missing=(Missing.PERFORMANCE_STATUS,))
    return every(Reasoned(grade.at_least(rules.ecog), cautions=cautions), prognosis)


def in_words(rules: RefractoryRules) -> str:
    """Describe the rule."""
    return (
        f"The primary criterion together with open hospice or comfort care, or ECOG {rules.ecog} or more with a "
        "clinician's prognosis of less than three months. The published stage is not computed."
    )


DEFINITION = Definition(
    id="refractory",
    defines=Defines.STAGE,
    title=phrase("comfort-focused care"),
    in_full=phrase("comfort-focused care"),
    heading="Refractory cachexia suspected",
    citation="after Fearon K et al., Lancet Oncol 2011;12:489-495",
    url="https://doi.org/10.1016/S1470-2045(10)70218-7",
    rules=RefractoryRules,
    assess=assess,
    in_words=in_words,
    question=phrase("whether comfort comes first"),
    beside_primary=True,
)
