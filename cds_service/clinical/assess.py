"""The core's one question: what do the rules say of this patient today?"""

from collections.abc import Callable, Sequence
from datetime import date

from .assessment import ActiveReferral, Assessment, Scores, Status
from .comparisons import performance_grade
from .confounder_rules import Action
from .confounders import Confounder, inactive_cancer, operated_between_weights, qualifying, suppressing
from .criteria import (
    awgc_2023,
    blood_indices,
    casco,
    evans_2008,
    fearon_2006,
    fearon_2011,
    glasgow,
    glim_2019,
    precachexia,
    refractory,
    wlgs,
)
from .facts import Kind
from .finding import NOT_APPLICABLE, Finding
from .laboratory import changed_assay, raised_twice, slipped_unit
from .measures import Measure
from .record import PatientRecord
from .referrals import held, supported
from .ruleset import ClinicalRules, Criterion
from .snapshot import Snapshot, take_snapshot
from .trials import Candidate, Match, Trial, match
from .verdict import Verdict

CRITERIA: dict[Criterion, Callable[[Snapshot, ClinicalRules], Finding]] = {
    Criterion.FEARON_2011: lambda snapshot, rules: fearon_2011.assess(snapshot, rules.fearon_2011),
    Criterion.EVANS_2008: lambda snapshot, rules: evans_2008.assess(snapshot, rules.evans_2008),
    Criterion.FEARON_2006: lambda snapshot, rules: fearon_2006.assess(snapshot, rules.fearon_2006),
    Criterion.GLIM_2019: lambda snapshot, rules: glim_2019.assess(snapshot, rules.glim_2019),
    Criterion.AWGC_2023: lambda snapshot, rules: awgc_2023.assess(snapshot, rules.awgc_2023),
}
FOR_ANY_CHRONIC_DISEASE = (Criterion.EVANS_2008, Criterion.GLIM_2019, Criterion.AWGC_2023)


def assess(record: PatientRecord, rules: ClinicalRules, today: date, trials: Sequence[Trial] = ()) -> Assessment:
    """Assess one patient as of `today`. Pure: the same arguments give the same assessment."""
    snapshot = take_snapshot(record, rules, today)
    findings = _findings(snapshot, rules)
    suppressors = suppressing(snapshot)
    if any(one.action is Action.SUPPRESS for one in suppressors):
        return _not_applicable(snapshot, suppressors, dict.fromkeys(findings, NOT_APPLICABLE))
    if not snapshot.has_cancer:
        return _without_cancer(snapshot, suppressors, findings)
    return _with_cancer(snapshot, suppressors, findings, trials)


def _findings(snapshot: Snapshot, rules: ClinicalRules) -> dict[str, Finding]:
    """Apply every enabled criterion, each for itself."""
    found = {
        name.value: criterion(snapshot, rules)
        for name, criterion in CRITERIA.items()
        if getattr(rules, name.value).enabled
    }
    if rules.precachexia.enabled:
        found["precachexia"] = precachexia.assess(snapshot, rules.precachexia)
    found["refractory"] = refractory.assess(snapshot, found[rules.primary.value])
    return found


def _with_cancer(
    snapshot: Snapshot,
    suppressors: tuple[Confounder, ...],
    findings: dict[str, Finding],
    trials: Sequence[Trial],
) -> Assessment:
    primary = findings[snapshot.rules.primary.value].verdict
    others_met = _others_met(snapshot.rules.primary, findings)
    anything_met = primary is Verdict.MET or others_met
    confounders = (*suppressors, *qualifying(snapshot, primary, anything_met=anything_met))
    status = _status(primary, findings, confounders, others_met=others_met)
    grade, grade_cautions = performance_grade(snapshot)
    wanted = supported(status, grade, snapshot.rules.referrals)
    active = held(wanted, snapshot.record)
    suggested = tuple(kind for kind in wanted if kind not in {one.kind for one in active})
    scores = _scores(snapshot)
    return Assessment(
        status,
        snapshot.rules.primary,
        snapshot,
        findings,
        scores,
        confounders,
        suggested,
        tuple(ActiveReferral(one.kind, one.since, one.source) for one in active),
        _matches(snapshot, status, scores, trials),
        grade,
        (*_record_cautions(snapshot), *_result_cautions(snapshot, status, findings), *grade_cautions),
    )


def _status(
    primary: Verdict,
    findings: dict[str, Finding],
    confounders: Sequence[Confounder],
    *,
    others_met: bool,
) -> Status:
    """Take the first line that applies (lines 2 to 8; the first is decided before)."""
    lines = (
        (Status.REFRACTORY_SUSPECTED, findings["refractory"].verdict is Verdict.MET),
        (Status.WITHHELD, any(one.action is Action.WITHHOLD for one in confounders)),
        (Status.CACHEXIA, primary is Verdict.MET),
        (Status.PRECACHEXIA, findings.get("precachexia", NOT_APPLICABLE).verdict is Verdict.MET),
        (Status.AT_RISK, others_met),
        (Status.UNDETERMINED, primary is Verdict.UNKNOWN),
    )
    return next((status for status, applies in lines if applies), Status.NO_CACHEXIA)


def _others_met(primary: Criterion, findings: dict[str, Finding]) -> bool:
    return any(
        findings[name.value].verdict is Verdict.MET
        for name in Criterion
        if name is not primary and name.value in findings
    )


def _without_cancer(
    snapshot: Snapshot, suppressors: tuple[Confounder, ...], findings: dict[str, Finding]
) -> Assessment:
    """Say "not applicable", unless wasting in someone thought cured deserves a look."""
    if snapshot.had_cancer and findings[snapshot.rules.primary.value].verdict is Verdict.MET:
        inactive = inactive_cancer(snapshot)
        if inactive.action is Action.WITHHOLD:
            comments = qualifying(snapshot, Verdict.MET, anything_met=True)
            return Assessment(
                Status.WITHHELD,
                snapshot.rules.primary,
                snapshot,
                findings,
                _scores(snapshot),
                (inactive, *suppressors, *comments),
                cautions=_record_cautions(snapshot),
            )
    chronic = bool(snapshot.record.stated(Kind.CHRONIC_DISEASE))
    kept = {
        name: finding if chronic and name in FOR_ANY_CHRONIC_DISEASE else NOT_APPLICABLE
        for name, finding in findings.items()
    }
    return _not_applicable(snapshot, suppressors, kept)


def _not_applicable(
    snapshot: Snapshot, confounders: tuple[Confounder, ...], findings: dict[str, Finding]
) -> Assessment:
    return Assessment(
        Status.NOT_APPLICABLE,
        snapshot.rules.primary,
        snapshot,
        findings,
        _scores(snapshot),
        confounders,
        cautions=_record_cautions(snapshot),
    )


def _scores(snapshot: Snapshot) -> Scores:
    rules = snapshot.rules
    return Scores(
        wlgs.score(snapshot),
        glasgow.gps(snapshot, rules.mgps),
        glasgow.mgps(snapshot, rules.mgps),
        blood_indices.crp_albumin_ratio(snapshot, rules.mgps),
        blood_indices.neutrophil_lymphocyte_ratio(snapshot),
        blood_indices.prognostic_nutritional_index(snapshot, rules.mgps),
        blood_indices.geriatric_nutritional_risk_index(snapshot, rules.gnri),
        blood_indices.controlling_nutritional_status(snapshot, rules.mgps),
        casco.stage(snapshot),
    )


def _matches(snapshot: Snapshot, status: Status, scores: Scores, trials: Sequence[Trial]) -> tuple[Match, ...]:
    if not trials:
        return ()
    cancers = tuple(fact.coding for fact in snapshot.record.stated(Kind.CANCER) if fact.coding)
    grade, _ = performance_grade(snapshot)
    candidate = Candidate(cancers, snapshot.age, snapshot.record.sex, grade, status.value, scores.mgps)
    return match(trials, candidate)


def _result_cautions(snapshot: Snapshot, status: Status, findings: dict[str, Finding]) -> tuple[str, ...]:
    """Collect what to be careful about in this result."""
    rules = snapshot.rules
    by_crp = status in {Status.PRECACHEXIA, Status.AT_RISK} and any(
        one.name == Measure.CRP.key for finding in findings.values() for one in finding.evidence
    )
    checks = {
        "operation_between_weights": operated_between_weights(snapshot),
        "single_raised_crp": by_crp
        and not raised_twice(snapshot.laboratory.results.get(Measure.CRP, ()), rules.mgps.crp_mg_per_l),
    }
    return tuple(name for name, holds in checks.items() if holds)


def _record_cautions(snapshot: Snapshot) -> tuple[str, ...]:
    """Collect what to be careful about in the record as a whole."""
    record = snapshot.record
    albumins = snapshot.laboratory.results.get(Measure.ALBUMIN, ())
    checks = {
        "birth_date_missing": record.birth is None,
        "crp_may_be_lowered": bool(record.stated(Kind.CRP_LOWERING_DRUG)),
        "albumin_assay_changed": changed_assay(albumins, snapshot.rules.mgps.albumin_g_per_l),
        "crp_unit_suspect": slipped_unit(snapshot.laboratory.results.get(Measure.CRP, ())),
    }
    doubts = [caution for fact in record.stated(Kind.CANCER) for caution in fact.cautions]
    return tuple(dict.fromkeys((*doubts, *(name for name, holds in checks.items() if holds))))
