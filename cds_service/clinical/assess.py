"""The core's one question: what do the rules say of this patient today?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from .assessment import ActiveReferral, Assessment, Scores
from .at_risk import risks_of
from .calendar import days_before
from .caution import Caution
from .comparisons import performance_grade
from .confounder_rules import Action
from .confounders import (
    Confounder,
    disbelieved_pregnancy,
    inactive_cancer,
    operated_between_weights,
    qualifying,
    suppressing,
)
from .criteria import blood_indices, casco, glasgow, wlgs
from .evidence import Comparison, MeasureEvidence
from .facts import Kind
from .finding import NOT_APPLICABLE, Finding, every
from .laboratory import changed_assay, raised_twice, slipped_unit
from .measures import Measure
from .readings import combine
from .record import PatientRecord, ReferralState
from .referral_rules import ReferralKind
from .referrals import held, stands, supported
from .ruleset import ClinicalRules, Criterion, FindingKey, Stage
from .snapshot import Snapshot, take_snapshots
from .span import Span
from .status import Status
from .trials import Candidate, Match, Trial, match
from .verdict import Verdict

Findings = dict[FindingKey, Finding]
LOOKED_AFTER = frozenset({Status.CACHEXIA, Status.PRECACHEXIA, Status.AT_RISK})
"""Under a reading that says so a dietitian's look is worth it, whichever reading is right."""


def assess(record: PatientRecord, rules: ClinicalRules, today: date, trials: Sequence[Trial] = ()) -> Assessment:
    """Assess one patient as of `today`. Pure: the same arguments give the same assessment.

    What the weights leave in doubt is assessed under each reading, confounders included; what all agree on stands.
    """
    snapshots = take_snapshots(record.as_of(today), rules, today, rules.fearon_2006.lookback_months)
    answers = [_under(one, rules, trials) for one in snapshots]
    together = combine(answers)
    return _concluded(together, answers) if together.readings else together


def _under(snapshot: Snapshot, rules: ClinicalRules, trials: Sequence[Trial]) -> Assessment:
    """Assess one reading."""
    findings = _findings(snapshot, rules)
    suppressors = suppressing(snapshot)
    if any(one.action is Action.SUPPRESS for one in suppressors):
        return _not_applicable(snapshot, rules, suppressors, dict.fromkeys(findings, NOT_APPLICABLE))
    if not snapshot.has_cancer:
        return _without_cancer(snapshot, rules, suppressors, findings)
    return _with_cancer(snapshot, rules, suppressors, findings, trials)


def _concluded(together: Assessment, answers: Sequence[Assessment]) -> Assessment:
    """Add status and referrals to what the readings agree on."""
    statuses = {one.status for one in answers}
    if Status.NOT_APPLICABLE in statuses or not together.snapshot.has_cancer:
        others = (one for one in answers if one.status is Status.NOT_APPLICABLE)
        return next(others, replace(together, status=Status.WITHHELD))
    primary = together.primary_finding.verdict
    status = _status(primary, together.findings, together.confounders, at_risk=bool(together.risks))
    wanted = _wanted(status, together.performance, together.snapshot, together.rules)
    if status is Status.UNDETERMINED and statuses & LOOKED_AFTER and ReferralKind.NUTRITION not in wanted:
        wanted = (*wanted, ReferralKind.NUTRITION)
    suggested, existing = _referrals(wanted, together.snapshot, together.rules)
    return replace(together, status=status, referrals=suggested, active_referrals=existing)


def _findings(snapshot: Snapshot, rules: ClinicalRules) -> Findings:
    """Apply every enabled criterion, each for itself, then what also asks for the primary one."""
    keys: tuple[FindingKey, ...] = (*Criterion, *Stage)
    found = {key: key.assess(snapshot, rules) for key in keys if key.enabled(rules)}
    primary = found[rules.primary].reasoned
    for key, finding in found.items():
        if key.definition.beside_primary:
            found[key] = Finding.of(every(primary, finding.reasoned), finding.details)
    return found


def _with_cancer(
    snapshot: Snapshot,
    rules: ClinicalRules,
    suppressors: tuple[Confounder, ...],
    findings: Findings,
    trials: Sequence[Trial],
) -> Assessment:
    primary = findings[rules.primary]
    risks = risks_of(snapshot, rules, findings)
    confounders = (*suppressors, *qualifying(snapshot, primary, _limits(rules)))
    status = _status(primary.verdict, findings, confounders, at_risk=bool(risks))
    grade, grade_cautions = performance_grade(snapshot)
    suggested, existing = _referrals(_wanted(status, grade, snapshot, rules), snapshot, rules)
    scores = _scores(snapshot, rules)
    return Assessment(
        status,
        rules,
        snapshot,
        findings,
        scores,
        confounders,
        suggested,
        existing,
        _matches(snapshot, status, scores, trials),
        grade,
        (*_record_cautions(snapshot, rules), *_result_cautions(snapshot, rules, status, findings), *grade_cautions),
        risks,
    )


def _wanted(status: Status, grade: Span | None, snapshot: Snapshot, rules: ClinicalRules) -> tuple[ReferralKind, ...]:
    """List the referrals to suggest; care that is there already is not suggested again."""
    there = {
        ReferralKind.PALLIATIVE: snapshot.in_hospice or snapshot.in_palliative_care,
        ReferralKind.NUTRITION: snapshot.in_nutrition_care,
    }
    return tuple(one for one in supported(status, grade, rules.referrals) if not there.get(one))


def _referrals(
    wanted: tuple[ReferralKind, ...], snapshot: Snapshot, rules: ClinicalRules
) -> tuple[tuple[ReferralKind, ...], tuple[ActiveReferral, ...]]:
    """Split what is wanted: what to suggest, and what the chart holds. One that is active for long is both."""
    known = {one: stands(one, snapshot.today, rules.referrals) for one in held(wanted, snapshot.record)}
    standing = {one.kind for one, stands_ in known.items() if stands_}
    told = (one for one, stands_ in known.items() if stands_ or one.state is ReferralState.ACTIVE)
    existing = tuple(ActiveReferral(one.kind, one.since, one.source, one.state) for one in told)
    return tuple(kind for kind in wanted if kind not in standing), existing


def _limits(rules: ClinicalRules) -> tuple[Comparison, ...]:
    """Give what Fearon 2011 holds a loss against: where nothing was weighed, these are what a limb could decide."""
    limits = (rules.fearon_2011.weight_loss_percent, rules.fearon_2011.ongoing_loss_percent)
    return tuple(Comparison(">", one, "%") for one in limits)


def _status(primary: Verdict, findings: Findings, confounders: Sequence[Confounder], *, at_risk: bool) -> Status:
    """Take the first line that applies (lines 2 to 8; the first is decided before)."""
    lines = (
        (Status.REFRACTORY_SUSPECTED, findings[Stage.REFRACTORY].verdict is Verdict.MET),
        (Status.WITHHELD, any(one.action is Action.WITHHOLD for one in confounders)),
        (Status.CACHEXIA, primary is Verdict.MET),
        (Status.PRECACHEXIA, findings.get(Stage.PRECACHEXIA, NOT_APPLICABLE).verdict is Verdict.MET),
        (Status.AT_RISK, at_risk),
        (Status.UNDETERMINED, primary is Verdict.UNKNOWN),
    )
    return next((status for status, applies in lines if applies), Status.NO_CACHEXIA)


def _without_cancer(
    snapshot: Snapshot, rules: ClinicalRules, suppressors: tuple[Confounder, ...], findings: Findings
) -> Assessment:
    """Say "not applicable", unless wasting in someone thought cured deserves a look."""
    wasting = findings[rules.primary].verdict is Verdict.MET
    if wasting and not snapshot.had_cancer and snapshot.record.unrecognised_diagnoses:
        comments = qualifying(snapshot, findings[rules.primary], _limits(rules))
        return Assessment(
            Status.UNDETERMINED,
            rules,
            snapshot,
            findings,
            _scores(snapshot, rules),
            (*suppressors, *comments),
            cautions=_record_cautions(snapshot, rules),
        )
    if wasting and snapshot.had_cancer:
        inactive = inactive_cancer(snapshot)
        if inactive.action is Action.WITHHOLD:
            comments = qualifying(snapshot, findings[rules.primary], _limits(rules))
            return Assessment(
                Status.WITHHELD,
                rules,
                snapshot,
                findings,
                _scores(snapshot, rules),
                (inactive, *suppressors, *comments),
                cautions=_record_cautions(snapshot, rules),
            )
    chronic = bool(snapshot.record.stated(Kind.CHRONIC_DISEASE))
    kept = {
        key: finding if chronic and key.definition.any_chronic_disease else NOT_APPLICABLE
        for key, finding in findings.items()
    }
    return _not_applicable(snapshot, rules, suppressors, kept)


def _not_applicable(
    snapshot: Snapshot, rules: ClinicalRules, confounders: tuple[Confounder, ...], findings: Findings
) -> Assessment:
    return Assessment(
        Status.NOT_APPLICABLE,
        rules,
        snapshot,
        findings,
        _scores(snapshot, rules),
        confounders,
        cautions=_record_cautions(snapshot, rules),
    )


def _scores(snapshot: Snapshot, rules: ClinicalRules) -> Scores:
    pairing_days = rules.mgps.pairing_days
    return Scores(
        wlgs.score(snapshot) if snapshot.has_cancer else None,
        glasgow.gps(snapshot, rules.mgps),
        glasgow.mgps(snapshot, rules.mgps),
        blood_indices.crp_albumin_ratio(snapshot, pairing_days),
        blood_indices.neutrophil_lymphocyte_ratio(snapshot),
        blood_indices.prognostic_nutritional_index(snapshot, pairing_days),
        blood_indices.geriatric_nutritional_risk_index(snapshot, rules.gnri),
        blood_indices.controlling_nutritional_status(snapshot, pairing_days),
        casco.stage(snapshot),
    )


def _matches(snapshot: Snapshot, status: Status, scores: Scores, trials: Sequence[Trial]) -> tuple[Match, ...]:
    if not trials:
        return ()
    cancers = tuple(fact.codes for fact in snapshot.record.stated(Kind.CANCER) if fact.codes)
    grade, _ = performance_grade(snapshot)
    candidate = Candidate(cancers, snapshot.age, snapshot.record.sex, grade, status, scores.mgps)
    return match(trials, candidate)


def _result_cautions(
    snapshot: Snapshot, rules: ClinicalRules, status: Status, findings: Findings
) -> tuple[Caution, ...]:
    """Collect what to be careful about in this result."""
    by_crp = status in {Status.PRECACHEXIA, Status.AT_RISK} and any(
        isinstance(one, MeasureEvidence) and one.measure is Measure.CRP
        for finding in findings.values()
        for one in finding.evidence
    )
    crps = snapshot.laboratory.results.get(Measure.CRP, ())
    checks = {
        Caution.OPERATION_BETWEEN_WEIGHTS: operated_between_weights(snapshot),
        Caution.HOSPICE_TO_CONFIRM: _old_hospice(snapshot),
        Caution.SHORT_HISTORY: snapshot.weight.six_months.short,
        Caution.SINGLE_RAISED_CRP: by_crp and not raised_twice(crps, rules.mgps.crp_mg_per_l, rules.lab_plausibility),
    }
    return tuple(caution for caution, holds in checks.items() if holds)


def _old_hospice(snapshot: Snapshot) -> bool:
    """Say whether every open hospice record is from long ago, so that somebody should confirm it."""
    since = days_before(snapshot.today, snapshot.rules.confounders.hospice_renewal_days)
    facts = snapshot.in_hospice
    return bool(facts) and all(fact.when is not None and fact.when.last < since for fact in facts)


def _record_cautions(snapshot: Snapshot, rules: ClinicalRules) -> tuple[Caution, ...]:
    """Collect what to be careful about in the record as a whole."""
    record = snapshot.record
    albumins, crps = (snapshot.laboratory.results.get(one, ()) for one in (Measure.ALBUMIN, Measure.CRP))
    checks = {
        Caution.BIRTH_DATE_MISSING: record.birth is None,
        Caution.PREGNANCY_DISBELIEVED: disbelieved_pregnancy(snapshot),
        Caution.CRP_MAY_BE_LOWERED: bool(record.stated(Kind.CRP_LOWERING_DRUG)),
        Caution.ALBUMIN_ASSAY_CHANGED: changed_assay(albumins, rules.mgps.albumin_g_per_l, rules.lab_plausibility),
        Caution.CRP_UNIT_SUSPECT: slipped_unit(crps, rules.lab_plausibility),
    }
    doubts = [caution for fact in record.stated(Kind.CANCER) for caution in fact.cautions]
    return tuple(dict.fromkeys((*doubts, *(caution for caution, holds in checks.items() if holds))))
