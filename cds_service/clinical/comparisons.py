"""The comparisons that criteria are made of: one value of the snapshot against one threshold, with its reasons."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from .decimals import fixed, of_span, plain
from .facts import Fact, Kind
from .finding import Evidence, Reasoned, either
from .measures import Measure
from .record import Measured, Sex
from .ruleset import BySex
from .snapshot import Snapshot
from .span import Number, Span
from .verdict import Verdict
from .weight_history import Loss

Operator = Literal[">", ">=", "<", "<="]


def decide(span: Span, operator: Operator, threshold: Number) -> Verdict:
    """Apply an operator as the paper prints it."""
    return {">": span.above, ">=": span.at_least, "<": span.below, "<=": span.at_most}[operator](threshold)


def loss(snapshot: Snapshot, over: Loss, operator: Operator, percent: Decimal) -> Reasoned:
    """Compare a weight loss, in percent of the reference weight."""
    verdict = decide(over.percent, operator, percent)
    if verdict is Verdict.UNKNOWN or over.change is None:
        return Reasoned(verdict, missing=_missing_for_loss(snapshot, over))
    change = over.change
    evidence = Evidence(
        "weight_loss",
        fixed(change.percent, 3),
        "%",
        f"{operator} {percent}",
        change.reference.on,
        change.current.on,
        change.reference.sources[0],
    )
    uncorroborated = () if change.corroborated else ("single_uncorroborated_reference",)
    return Reasoned(verdict, (evidence,), cautions=(*uncorroborated, *snapshot.weight.cautions))


def _missing_for_loss(snapshot: Snapshot, over: Loss) -> tuple[str, ...]:
    if snapshot.weight.current is None:
        return ("weight",)
    if snapshot.weight.stale:
        return ("current_weight",)
    return ("weight_date",) if over.date_open else ("reference_weight",)


def bmi(snapshot: Snapshot, operator: Operator, kg_per_m2: Decimal) -> Reasoned:
    """Compare the body mass index."""
    index = snapshot.bmi
    verdict = decide(index.span, operator, kg_per_m2)
    if verdict is Verdict.UNKNOWN or index.span.exact is None:
        return Reasoned(verdict, missing=_missing_for_bmi(snapshot))
    evidence = Evidence(
        "bmi",
        fixed(index.span.exact, 2),
        "kg/m2",
        f"{operator} {kg_per_m2}",
        until=index.when.last if index.when else None,
        source=index.source,
    )
    return Reasoned(verdict, (evidence,), cautions=index.cautions)


def _missing_for_bmi(snapshot: Snapshot) -> tuple[str, ...]:
    needs = {
        "height": snapshot.height is None,
        "weight": snapshot.weight.current is None,
        "current_weight": snapshot.weight.stale,
    }
    return tuple(name for name, lacks in needs.items() if lacks)


def lab(snapshot: Snapshot, analyte: Measure, operator: Operator, threshold: Decimal) -> Reasoned:
    """Compare the latest laboratory value, in the unit of its analyte."""
    latest = snapshot.laboratory.latest(analyte)
    if latest is None:
        return Reasoned(Verdict.UNKNOWN, missing=(analyte.value,))
    verdict = decide(latest.span, operator, threshold)
    acute = analyte is Measure.CRP and snapshot.laboratory.acute
    cautions = ("acute_inflammation",) if acute else ()
    if verdict is Verdict.UNKNOWN:
        return Reasoned(verdict, missing=(analyte.value,), cautions=cautions)
    evidence = _evidence(analyte.value, latest, f"{operator} {threshold}")
    return Reasoned(verdict, (evidence,), cautions=cautions)


def symptom(snapshot: Snapshot, kind: Kind) -> Reasoned:
    """Ask whether a symptom is documented."""
    verdict, fact = snapshot.symptom(kind)
    if fact is None:
        return Reasoned(verdict, missing=(kind.value,))
    return Reasoned(verdict, (_stated(kind, fact),))


def grip(snapshot: Snapshot, cut_offs: BySex) -> Reasoned:
    """Compare grip strength in kgf with the cut-off for the patient's sex."""
    measured = snapshot.latest(Measure.GRIP)
    return _by_sex(snapshot, "grip_strength", measured, cut_offs)


def intake(snapshot: Snapshot, operator: Operator, kcal: Number) -> Reasoned:
    """Compare energy intake in kcal/d."""
    measured = snapshot.latest(Measure.INTAKE)
    if measured is None:
        return Reasoned(Verdict.UNKNOWN, missing=("energy_intake",))
    verdict = decide(measured.span, operator, kcal)
    if verdict is Verdict.UNKNOWN:
        return Reasoned(verdict, missing=("energy_intake",))
    return Reasoned(verdict, (_evidence("energy_intake", measured, f"{operator} {plain(kcal)}"),))


def low_muscle(snapshot: Snapshot, cut_offs: Mapping[Measure, BySex]) -> Reasoned:
    """Ask whether muscle is low by any of the methods, or sarcopenia is coded (flagged: method unknown)."""
    coded, fact = snapshot.symptom(Kind.SARCOPENIA)
    if coded is Verdict.MET and fact is not None:
        by_code = Reasoned(Verdict.MET, (_stated(Kind.SARCOPENIA, fact),), cautions=("sarcopenia_coded",))
    else:
        by_code = Reasoned(Verdict.NOT_MET)
    measured = [
        _by_sex(snapshot, "muscle_mass", muscle, cut_off, method.key)
        for method, cut_off in cut_offs.items()
        if (muscle := snapshot.latest(method)) is not None
    ]
    if not measured and by_code.verdict is Verdict.NOT_MET:
        return Reasoned(Verdict.UNKNOWN, missing=("muscle_mass",))
    return either(*measured, by_code)


def _by_sex(
    snapshot: Snapshot,
    name: str,
    measured: Measured | None,
    cut_offs: BySex,
    method: str = "",
) -> Reasoned:
    if measured is None:
        return Reasoned(Verdict.UNKNOWN, missing=(name,))
    if snapshot.record.sex is None:
        verdicts = {decide(measured.span, "<", limit) for limit in (cut_offs.male, cut_offs.female)}
        if len(verdicts) > 1 or Verdict.UNKNOWN in verdicts:
            return Reasoned(Verdict.UNKNOWN, missing=("sex",))
    cut_off = cut_offs.male if snapshot.record.sex is Sex.MALE else cut_offs.female
    verdict = decide(measured.span, "<", cut_off)
    if verdict is Verdict.UNKNOWN:
        return Reasoned(verdict, missing=(name,))
    label = f"{name}:{method}" if method else name
    return Reasoned(verdict, (_evidence(label, measured, f"< {cut_off}"),))


def _evidence(name: str, measured: Measured, threshold: str) -> Evidence:
    recorded, value = measured.recorded, of_span(measured.span)
    return Evidence(name, value, measured.measure.unit, threshold, until=recorded.when.last, source=recorded.source)


def _stated(kind: Kind, fact: Fact) -> Evidence:
    return Evidence(kind.value, fact.standing.value, until=fact.when.last if fact.when else None, source=fact.source)


def performance_grade(snapshot: Snapshot) -> tuple[Span | None, tuple[str, ...]]:
    """Give the ECOG grade; a Karnofsky of 40 or less stands for grade 3 or 4, and says so."""
    graded = snapshot.latest(Measure.ECOG)
    if graded is not None:
        return graded.span, ()
    karnofsky = snapshot.latest(Measure.KARNOFSKY)
    if karnofsky is None:
        return None, ()
    if karnofsky.span.at_most(40) is Verdict.MET:
        return Span.between(3, 4), ("ecog_from_karnofsky",)
    above = karnofsky.span.above(40) is Verdict.MET
    return Span.between(0, 2 if above else 4), ("ecog_from_karnofsky",)
