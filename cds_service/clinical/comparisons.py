"""The comparisons that criteria are made of: one value of the snapshot against one threshold, with its reasons."""

from collections.abc import Mapping
from decimal import Decimal

from .caution import Caution
from .cut_offs import BySex
from .evidence import Comparison, LossEvidence, MeasureEvidence, Operator, Quantity, Sign, StatedEvidence
from .facts import Fact, Kind
from .finding import Reasoned, either
from .measures import Family, Measure
from .missing import Missing, Needed
from .record import Measured, Sex
from .snapshot import Snapshot
from .span import Number, Span
from .verdict import Verdict
from .weight_history import Change, Loss
from .weight_rules import WeightSeriesRules


def loss(snapshot: Snapshot, over: Loss, operator: Operator, percent: Decimal) -> Reasoned:
    """Compare a weight loss, in percent of the reference weight."""
    comparison = Comparison(operator, percent, "%")
    verdict = comparison.decide(over.percent)
    if verdict is Verdict.UNKNOWN or over.change is None:
        return Reasoned(verdict, missing=_missing_for_loss(snapshot, over))
    evidence = LossEvidence(over.change, comparison)
    cautions = (*_cautions_of(over.change, verdict, snapshot.rules.weight_series), *snapshot.weight.cautions)
    return Reasoned(verdict, (evidence,), cautions=cautions)


def _cautions_of(change: Change, verdict: Verdict, rules: WeightSeriesRules) -> tuple[Caution, ...]:
    checks = {
        Caution.SINGLE_UNCORROBORATED_REFERENCE: not change.corroborated,
        Caution.STATED_REFERENCE_WEIGHT: change.reference.stated,
        Caution.WITHIN_SCALE_NOISE: verdict is Verdict.MET and change.kg < rules.scale_noise_kg,
    }
    return tuple(caution for caution, holds in checks.items() if holds)


def _missing_for_loss(snapshot: Snapshot, over: Loss) -> tuple[Missing, ...]:
    if snapshot.weight.undecided:
        return (Missing.WEIGHT_CONFIRMATION,)
    if snapshot.weight.current is None:
        return (Missing.WEIGHT,)
    if snapshot.weight.stale:
        return (Missing.CURRENT_WEIGHT,)
    if over.date_open:
        return (Missing.WEIGHT_DATE,)
    return (Missing.LONGER_HISTORY,) if over.short else (Missing.REFERENCE_WEIGHT,)


def bmi(snapshot: Snapshot, operator: Operator, kg_per_m2: Decimal) -> Reasoned:
    """Compare the body mass index."""
    index = snapshot.bmi
    comparison = Comparison(operator, kg_per_m2, "kg/m2")
    verdict = comparison.decide(index.span)
    if verdict is Verdict.UNKNOWN or index.span.exact is None:
        return Reasoned(verdict, missing=_missing_for_bmi(snapshot))
    until = index.when.last if index.when else None
    evidence = MeasureEvidence(Quantity.BMI, index.span, comparison, until, index.source)
    return Reasoned(verdict, (evidence,), cautions=index.cautions)


def _missing_for_bmi(snapshot: Snapshot) -> tuple[Missing, ...]:
    if snapshot.weight.undecided:
        return (Missing.WEIGHT_CONFIRMATION,)
    needs = {
        Missing.HEIGHT: snapshot.heights.cm.exact is None,
        Missing.WEIGHT: snapshot.weight.current is None,
        Missing.CURRENT_WEIGHT: snapshot.weight.stale,
    }
    return tuple(item for item, lacks in needs.items() if lacks)


def lab(snapshot: Snapshot, analyte: Measure, operator: Operator, threshold: Decimal) -> Reasoned:
    """Compare the latest laboratory value, in the unit of its analyte."""
    latest = snapshot.laboratory.latest(analyte)
    if latest is None:
        return Reasoned(Verdict.UNKNOWN, missing=(analyte,))
    comparison = Comparison(operator, threshold, analyte.unit)
    verdict = comparison.decide(latest.span)
    acute = analyte is Measure.CRP and snapshot.laboratory.acute
    cautions = (Caution.ACUTE_INFLAMMATION,) if acute else ()
    if verdict is Verdict.UNKNOWN:
        return Reasoned(verdict, missing=(analyte,), cautions=cautions)
    recorded = latest.recorded
    evidence = MeasureEvidence(analyte, latest.span, comparison, recorded.when.last, recorded.source)
    return Reasoned(verdict, (evidence,), cautions=cautions)


def symptom(snapshot: Snapshot, sign: Sign) -> Reasoned:
    """Ask whether a symptom is documented."""
    verdict, fact = snapshot.symptom(Kind(sign))
    if fact is None:
        return Reasoned(verdict, missing=(sign,))
    undated = fact.when is None and fact.said is None
    return Reasoned(verdict, (_stated(sign, fact),), cautions=(Caution.SYMPTOM_UNDATED,) if undated else ())


def grip(snapshot: Snapshot, cut_offs: BySex) -> Reasoned:
    """Compare grip strength in kgf with the cut-off for the patient's sex."""
    return _by_sex(snapshot, Quantity.GRIP_STRENGTH, snapshot.latest(Measure.GRIP), cut_offs)


def intake(snapshot: Snapshot, operator: Operator, kcal: Number) -> Reasoned:
    """Compare energy intake in kcal/d."""
    measured = snapshot.latest(Measure.INTAKE)
    if measured is None:
        return Reasoned(Verdict.UNKNOWN, missing=(Quantity.ENERGY_INTAKE,))
    return _decided(Quantity.ENERGY_INTAKE, measured, Comparison(operator, kcal, "kcal/d"))


def low_muscle(snapshot: Snapshot, cut_offs: Mapping[Measure, BySex]) -> Reasoned:
    """Ask whether muscle is low by any of the methods, or sarcopenia is coded (flagged: method unknown)."""
    coded, fact = snapshot.symptom(Kind.SARCOPENIA)
    if coded is Verdict.MET and fact is not None:
        evidence = _stated(Sign.SARCOPENIA, fact)
        by_code = Reasoned(Verdict.MET, (evidence,), cautions=(Caution.SARCOPENIA_CODED,))
    else:
        by_code = Reasoned(Verdict.NOT_MET)
    measured = [
        _by_sex(snapshot, Quantity.MUSCLE_MASS, muscle, cut_off)
        for method, cut_off in cut_offs.items()
        if (muscle := snapshot.latest(method)) is not None
    ]
    if not measured and by_code.verdict is Verdict.NOT_MET:
        return Reasoned(Verdict.UNKNOWN, missing=(Quantity.MUSCLE_MASS,))
    return either(*measured, by_code)


def _by_sex(snapshot: Snapshot, quantity: Quantity, measured: Measured | None, cut_offs: BySex) -> Reasoned:
    if measured is None:
        return Reasoned(Verdict.UNKNOWN, missing=(quantity,))
    for_men, for_women = (Comparison("<", limit, measured.measure.unit) for limit in (cut_offs.male, cut_offs.female))
    if snapshot.record.sex is None:
        verdicts = {one.decide(measured.span) for one in (for_men, for_women)}
        if len(verdicts) > 1 or Verdict.UNKNOWN in verdicts:
            return Reasoned(Verdict.UNKNOWN, missing=(Missing.SEX,))
    return _decided(quantity, measured, for_men if snapshot.record.sex is Sex.MALE else for_women)


def _decided(quantity: Quantity, measured: Measured, comparison: Comparison) -> Reasoned:
    """Compare a measure; a bound that decides nothing is as good as none."""
    verdict = comparison.decide(measured.span)
    if verdict is Verdict.UNKNOWN:
        needed: tuple[Needed, ...] = (quantity,)
        return Reasoned(verdict, missing=needed)
    method = measured.measure if measured.measure.family is Family.MUSCLE else None
    until, source = measured.recorded.when.last, measured.recorded.source
    return Reasoned(verdict, (MeasureEvidence(quantity, measured.span, comparison, until, source, method),))


def _stated(sign: Sign, fact: Fact) -> StatedEvidence:
    return StatedEvidence(sign, fact.standing, fact.when.last if fact.when else None, fact.source)


def performance_grade(snapshot: Snapshot) -> tuple[Span | None, tuple[Caution, ...]]:
    """Give the ECOG grade; a low Karnofsky index stands for grade 3 or 4, and says so."""
    graded = snapshot.latest(Measure.ECOG)
    if graded is not None:
        return graded.span, ()
    karnofsky = snapshot.latest(Measure.KARNOFSKY)
    if karnofsky is None:
        return None, ()
    limit = snapshot.rules.performance.karnofsky_of_ecog_3
    if karnofsky.span.at_most(limit) is Verdict.MET:
        return Span.between(3, 4), (Caution.ECOG_FROM_KARNOFSKY,)
    above = karnofsky.span.above(limit) is Verdict.MET
    return Span.between(0, 2 if above else 4), (Caution.ECOG_FROM_KARNOFSKY,)
