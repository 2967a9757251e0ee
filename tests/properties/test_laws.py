"""Laws that hold for every record: order, silence, nonsense, severity, forgetting."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cds_service.clinical.assess import assess
from cds_service.clinical.assessment import Assessment
from cds_service.clinical.calendar import When
from cds_service.clinical.evidence import Comparison
from cds_service.clinical.facts import Kind
from cds_service.clinical.look_back import first_day_used
from cds_service.clinical.measures import Family, Measure, of_family
from cds_service.clinical.record import PatientRecord, Reason, Recorded, Weight, WeightKind
from cds_service.clinical.ruleset import ClinicalRules, Criterion
from cds_service.clinical.span import Span
from cds_service.clinical.status import Status
from cds_service.clinical.verdict import Verdict
from cds_service.clinical.weight_series import read_weight_series
from tests.builders import AS_OF, measured, patient, weight
from tests.properties.oracle import oracles
from tests.properties.oracle_weights import every_dating
from tests.properties.records import KILOGRAMS, partial, records, weight_lists

RULES = ClinicalRules()
OLDEST = replace(RULES, weight_series=replace(RULES.weight_series, reference="oldest"))
SEVERITY = [Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.MET]
COLLECTIONS = ("facts", "weights", "heights", "values")
LOSSES_OF_100 = [kg for kg in KILOGRAMS if 60 <= kg <= 111]
KNOWN_FACTS = "anorexia refuted; fatigue refuted; sarcopenia refuted"
KNOWN_LABS = "crp 6; albumin 30; haemoglobin 14; il_6 1"
NONSENSE = [
    "weights 2026-07-01 50",
    "weights 2026-06-29 20",
    "weights 2026-06-29 500",
    "weights 2026-06-29 60 dry",
    "values crp 300 on 2026-07-01",
    "values crp 1001 on 2026-06-30",
    "values albumin 300 on 2026-06-30",
    "values crp 300 on 2026-03-31",
    "values grip 10 on 2026-03-31",
    "values intake 900 on 2026-05-30",
    "values asmi-dxa 4 on 2025-12-31",
    "values asmi-dxa 4 on 2026-07-01",
]
READERS = {"weights": weight, "values": measured}


def answers(assessment: Assessment) -> tuple[object, ...]:
    """Everything that is said of the patient; what was left out, in any order."""
    history, laboratory = assessment.snapshot.weight, assessment.snapshot.laboratory
    left_out = {(one.source, one.reason) for one in (*history.excluded, *laboratory.excluded)}
    return assessment.status, assessment.findings, assessment.scores, assessment.referrals, history.six_months, left_out


def verdicts(record: PatientRecord) -> dict[str, Verdict]:
    return {name: finding.verdict for name, finding in assess(record, RULES, AS_OF).findings.items()}


@given(records(), st.randoms(use_true_random=False), st.sampled_from([RULES, OLDEST]))
@settings(max_examples=250)
def test_the_order_of_the_record_does_not_matter(record: PatientRecord, random: Random, rules: ClinicalRules):
    shuffled = {name: random.sample(getattr(record, name), len(getattr(record, name))) for name in COLLECTIONS}
    other = replace(record, **{name: tuple(values) for name, values in shuffled.items()})
    assert answers(assess(other, rules, AS_OF)) == answers(assess(record, rules, AS_OF))


@given(records())
@settings(max_examples=100)
def test_the_same_record_gives_the_same_answer(record: PatientRecord):
    assert answers(assess(replace(record), RULES, AS_OF)) == answers(assess(record, RULES, AS_OF))


OLD = st.lists(
    st.tuples(st.sampled_from([1, 2, 30, 46, 400, 3_000]), st.sampled_from(LOSSES_OF_100), st.sampled_from(WeightKind)),
    max_size=4,
)
CLEANING = {Reason.ISOLATED_SPIKE, Reason.UNIT_SUSPECT}
"""Found by looking at neighbours, however far away in time they are."""


@given(records(), OLD)
@settings(max_examples=400)
def test_what_is_older_than_the_rules_look_back_decides_nothing(record: PatientRecord, old: list[Any]):
    first = first_day_used(RULES, AS_OF)
    more = tuple(
        Weight(kg, Recorded(str(kg), "kg", When.on(first - timedelta(days=days)), f"old/{place}"), kind)
        for place, (days, kg, kind) in enumerate(old)
    )
    values = tuple(
        replace(one, recorded=replace(one.recorded, when=When.on(first - timedelta(days=1)), source=f"old/{place}"))
        for place, one in enumerate(record.values)
    )
    with_old = replace(record, weights=(*record.weights, *more), values=(*record.values, *values))
    ours, theirs = (assess(one, RULES, AS_OF) for one in (record, with_old))
    left_out = {one.reason for each in (ours, theirs) for one in each.snapshot.weight.excluded}
    assume(not left_out & CLEANING)
    assert verdicts(with_old) == verdicts(record)
    assert theirs.scores == ours.scores
    if not record.stated(Kind.DIALYSIS):  # that the only weights are of the wrong kind withholds, however old they are
        assert (theirs.status, theirs.referrals) == (ours.status, ours.referrals)


@pytest.mark.parametrize("primary", Criterion)
def test_an_empty_record_with_cancer_meets_nothing_and_refutes_nothing(primary: Criterion):
    assessment = assess(patient(sex="", born=""), replace(RULES, primary=primary), AS_OF)
    assert {finding.verdict for finding in assessment.findings.values()} == {Verdict.UNKNOWN}
    assert assessment.status is Status.UNDETERMINED


@given(records(), st.sampled_from(NONSENSE))
@settings(max_examples=300)
def test_an_unusable_value_changes_no_verdict(record: PatientRecord, nonsense: str):
    assume(not record.stated(Kind.DIALYSIS))
    name, *words = nonsense.split()
    more = (*getattr(record, name), READERS[name](words, "nonsense"))
    assert verdicts(replace(record, **{name: more})) == verdicts(record)


@given(records(), st.lists(st.sampled_from(LOSSES_OF_100), min_size=2, max_size=2, unique=True))
@settings(max_examples=250)
def test_more_loss_is_never_less_severe(record: PatientRecord, kilograms: list[Decimal]):
    """Evans 2008 is left out: its intake per kilogram of current weight grows as the weight falls."""
    assume(not record.stated(Kind.DIALYSIS))
    more, less = (assess(replace(record, weights=lost(kg)), RULES, AS_OF) for kg in sorted(kilograms))
    for name in ("fearon_2011", "fearon_2006", "glim_2019", "awgc_2023"):
        assert severity(more, name) >= severity(less, name), name
    if more.scores.wlgs is not None and less.scores.wlgs is not None:
        assert more.scores.wlgs >= less.scores.wlgs


@given(st.sampled_from(LOSSES_OF_100), st.lists(st.sampled_from(KILOGRAMS[:24]), min_size=2, max_size=2, unique=True))
@settings(max_examples=100)
def test_a_higher_reference_is_never_less_severe(current: Decimal, references: list[Decimal]):
    lower, higher = sorted(references)
    less, more = (assess(patient(weights=f"{one} -> {current}"), RULES, AS_OF) for one in (lower, higher))
    assert severity(more, "fearon_2011") >= severity(less, "fearon_2011")


def lost(kg: Decimal) -> tuple[Weight, ...]:
    return patient(weights=f"100 -> {kg}").weights


def severity(assessment: Assessment, name: str) -> int:
    return SEVERITY.index(assessment.findings[name].verdict)


@given(st.sampled_from(KILOGRAMS), st.sampled_from([">", ">=", "<", "<="]), st.sampled_from(KILOGRAMS))
@settings(max_examples=100)
def test_a_known_number_is_decided_by_every_threshold(number: Decimal, operator: str, threshold: Decimal):
    assert Comparison(operator, threshold, "").decide(Span.exactly(number)) is not Verdict.UNKNOWN


@given(
    st.sampled_from(LOSSES_OF_100),
    st.sampled_from(["18", "19.99", "20", "24"]),
    st.sampled_from(["5", "7.26", "8"]),
    st.lists(st.integers(3, 10), min_size=2, max_size=2),
)
@settings(max_examples=200)
def test_a_stricter_threshold_never_makes_a_known_patient_unknown_nor_worse(
    kg: Decimal, bmi: str, asmi: str, limits: list[int]
):
    """Where something is unknown it can: A is no longer met, and C was open all along (80 -> 76 kg)."""
    record = patient(
        weights=f"100 -> {kg}",
        measures=f"bmi {bmi}; grip 40; intake 2100",
        muscle=f"asmi-dxa {asmi}",
        facts=KNOWN_FACTS,
        labs=KNOWN_LABS,
    )
    lax, strict = (with_loss_of(record, percent) for percent in sorted(limits))
    for name in ("fearon_2011", "evans_2008", "glim_2019"):
        assert Verdict.UNKNOWN not in (lax[name], strict[name])
        assert SEVERITY.index(strict[name]) <= SEVERITY.index(lax[name])


def with_loss_of(record: PatientRecord, percent: int) -> dict[str, Verdict]:
    groups = ("fearon_2011", "evans_2008", "glim_2019")
    changed = {name: replace(getattr(RULES, name), weight_loss_percent=Decimal(percent)) for name in groups}
    found = assess(record, replace(RULES, **changed), AS_OF).findings
    return {name: found[name].verdict for name in groups}


FORGET = {
    "sex": lambda record: replace(record, sex=None),
    "birth": lambda record: replace(record, birth=None),
    "weights": lambda record: replace(record, weights=()),
    "muscle": lambda record: without(record, *of_family(Family.MUSCLE)),
    **{
        measure.key: (lambda record, measure=measure: without(record, measure))
        for measure in Measure
        if measure.family not in (Family.WEIGHT, Family.HEIGHT, Family.MUSCLE)
    },
    "anorexia": lambda record: without_facts(record, Kind.ANOREXIA),
    "fatigue": lambda record: without_facts(record, Kind.FATIGUE),
}


@given(records(), st.sampled_from(sorted(FORGET)))
@settings(max_examples=500)
def test_forgetting_a_kind_of_datum_decides_nothing(record: PatientRecord, name: str):
    """What is forgotten leaves a verdict as it was or makes it unknown. The documented exceptions:

    - Evans 2008 without weights: BMI stands in for a loss that cannot be documented;
    - heights: a stored BMI counts only without them, and they decide which weights are plausible;
    - a coded sarcopenia, and one method of muscle measurement: any other method stands for them;
    - what is not a measurement but a reason for doubt: infection, operation, fluid, dialysis;
    - performance status: ECOG goes before Karnofsky.
    """
    before, after = verdicts(record), verdicts(FORGET[name](record))
    for criterion, verdict in after.items():
        if (criterion, name) != ("evans_2008", "weights"):
            assert verdict in (before[criterion], Verdict.UNKNOWN), criterion


def without(record: PatientRecord, *measures: Measure) -> PatientRecord:
    return replace(record, values=tuple(one for one in record.values if one.measure not in measures))


def without_facts(record: PatientRecord, kind: Kind) -> PatientRecord:
    return replace(record, facts=tuple(one for one in record.facts if one.kind is not kind))


def on_a_day_of_its_own(weights: tuple[Weight, ...], place: int) -> bool:
    """A weight without an exact day neither shares a day with another, nor is or makes a spike: it is read so."""
    others = (*weights[:place], *weights[place + 1 :])
    if weights[place].recorded.when.first in {one.recorded.when.first for one in others}:
        return False
    with_it, without_it = (
        {one.source for history in read_weight_series(listed, AS_OF, RULES.weight_series) for one in history.excluded}
        for listed in (weights, others)
    )
    return with_it == without_it


@given(records(), weight_lists(most=4, kinds=st.sampled_from([WeightKind.MEASURED, WeightKind.STATED])), st.data())
@settings(max_examples=120)
def test_a_partial_date_decides_only_what_every_day_of_it_decides(
    record: PatientRecord, weights: tuple[Weight, ...], data: st.DataObject
):
    assume(weights)
    place = data.draw(st.integers(0, len(weights) - 1), label="the weight without a day")
    vague = (*weights[:place], partial(weights[place], 7), *weights[place + 1 :])
    record = replace(record, weights=vague)
    said = verdicts(record)
    loss = assess(record, RULES, AS_OF).snapshot.weight.six_months.percent
    datings = [tuple(one) for one in every_dating(vague, AS_OF) if on_a_day_of_its_own(tuple(one), place)]
    assume(datings)
    naive = [one for dating in datings for one in oracles(replace(record, weights=dating), AS_OF)]
    if loss.exact is not None:
        assert {one.loss for one in naive} == {(loss.exact, loss.exact)}
    possible = {
        "fearon_2011": {one.fearon_2011() for one in naive},
        "glim_2019": {one.glim_2019()[0] for one in naive},
        "awgc_2023": {one.awgc_2023() for one in naive},
        "evans_2008": {one.evans_2008() for one in naive},
    }
    for name, answers_by_day in possible.items():
        assert said[name] is Verdict.UNKNOWN or {said[name].value} == answers_by_day, name
