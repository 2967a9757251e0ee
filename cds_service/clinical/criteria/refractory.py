"""Suspicion of the refractory stage. Fearon 2011's definition needs a prognosis and cannot be computed.

Cachexia together with hospice or comfort care, ECOG 4, or ECOG 3 with palliative care on record.
"""

from cds_service.clinical.comparisons import performance_grade
from cds_service.clinical.facts import Kind
from cds_service.clinical.finding import Evidence, Finding, Reasoned, either, every
from cds_service.clinical.snapshot import Snapshot
from cds_service.clinical.verdict import Verdict


def assess(snapshot: Snapshot, cachexia: Finding) -> Finding:
    """Decide whether to suspect it, given the finding of the primary criterion."""
    met = Reasoned(cachexia.verdict, cachexia.evidence, cachexia.missing, cachexia.cautions)
    return Finding.of(every(met, either(_hospice(snapshot), *_performance(snapshot))))


def _hospice(snapshot: Snapshot) -> Reasoned:
    facts = snapshot.record.stated(Kind.HOSPICE)
    return Reasoned(
        Verdict.of(bool(facts)),
        tuple(Evidence("hospice", "active", source=fact.source) for fact in facts[:1]),
    )


def _performance(snapshot: Snapshot) -> tuple[Reasoned, ...]:
    grade, cautions = performance_grade(snapshot)
    if grade is None:
        return (Reasoned(Verdict.UNKNOWN, missing=("performance_status",)),)
    palliative = Verdict.of(bool(snapshot.record.stated(Kind.PALLIATIVE_CARE)))
    return (
        Reasoned(grade.at_least(4), cautions=cautions),
        every(Reasoned(grade.at_least(3), cautions=cautions), Reasoned(palliative)),
    )
