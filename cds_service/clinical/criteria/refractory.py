"""Suspicion of the refractory stage. Fearon 2011's definition needs a prognosis and cannot be computed.

Cachexia together with hospice or comfort care, ECOG 4, or ECOG 3 with palliative care on record.
"""

from dataclasses import dataclass
from typing import Annotated

from cds_service.clinical.comparisons import performance_grade
from cds_service.clinical.definition import Defines, Definition
from cds_service.clinical.evidence import Sign, StatedEvidence
from cds_service.clinical.facts import Kind, Standing
from cds_service.clinical.finding import Finding, Reasoned, either, every
from cds_service.clinical.limits import PROPOSAL, About, Rules
from cds_service.clinical.missing import Missing
from cds_service.clinical.referral_rules import EcogGrade
from cds_service.clinical.snapshot import Snapshot
from cds_service.clinical.verdict import Verdict
from cds_service.clinical.words import phrase


@dataclass(frozen=True)
class RefractoryRules(Rules):
    """From which ECOG grade on comfort may matter more than weight (proposal). It cannot be switched off."""

    ecog: Annotated[EcogGrade, About("From this grade on a refractory stage is suspected.", PROPOSAL, (3, 4))] = 4
    ecog_in_palliative_care: Annotated[
        EcogGrade, About("In palliative care a refractory stage is suspected from this grade on.", PROPOSAL, (3, 4))
    ] = 3


def assess(snapshot: Snapshot, rules: RefractoryRules) -> Finding:
    """Decide whether comfort may come first; cachexia itself is for the primary criterion to say."""
    return Finding.of(either(_hospice(snapshot), *_performance(snapshot, rules)))


def _hospice(snapshot: Snapshot) -> Reasoned:
    facts = snapshot.record.stated(Kind.HOSPICE)
    # undated on purpose: hospice care is a state, and the card names the state
    evidence = tuple(StatedEvidence(Sign.HOSPICE, Standing.ACTIVE, source=fact.source) for fact in facts[:1])
    return Reasoned(Verdict.of(bool(facts)), evidence)


def _performance(snapshot: Snapshot, rules: RefractoryRules) -> tuple[Reasoned, ...]:
    grade, cautions = performance_grade(snapshot)
    if grade is None:
        return (Reasoned(Verdict.UNKNOWN, missing=(Missing.PERFORMANCE_STATUS,)),)
    palliative = Verdict.of(bool(snapshot.record.stated(Kind.PALLIATIVE_CARE)))
    return (
        Reasoned(grade.at_least(rules.ecog), cautions=cautions),
        every(Reasoned(grade.at_least(rules.ecog_in_palliative_care), cautions=cautions), Reasoned(palliative)),
    )


def in_words(rules: RefractoryRules) -> str:
    """Describe the rule."""
    return (
        f"The primary criterion together with hospice or comfort care, ECOG {rules.ecog}, or ECOG "
        f"{rules.ecog_in_palliative_care} with palliative care. The published stage needs a prognosis and is not "
        "computed."
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
