"""The clinical core and its naive second implementation say the same of every generated record."""

from collections.abc import Sequence
from fractions import Fraction

from hypothesis import given, settings

from cds_service.clinical.assess import assess
from cds_service.clinical.assessment import Assessment
from cds_service.clinical.record import PatientRecord
from cds_service.clinical.ruleset import ClinicalRules
from cds_service.clinical.snapshot import take_snapshots
from cds_service.clinical.weight_history import WeightHistory
from tests.builders import AS_OF
from tests.properties.oracle import Oracle, oracles, readings
from tests.properties.records import records, weights_only
from tests.told import detail

RULES = ClinicalRules()


@given(weights_only())
@settings(max_examples=1500)
def test_the_weight_series(record: PatientRecord):
    found = {seen_by_the_core(one.weight) for one in take_snapshots(record, RULES, AS_OF)}
    assert found == {seen_naively(one) for one in readings(record, AS_OF)}


def seen_by_the_core(history: WeightHistory) -> tuple[object, ...]:
    """What one reading says; what is left out of it for a doubt is left out nowhere else."""
    losses = (history.six_months, history.ongoing, history.twelve_months, history.three_to_six_months)
    before = history.pre_illness
    return (
        frozenset((one.source, one.reason.value) for one in history.excluded),
        (history.current.on, Fraction(history.current.kg)) if history.current else None,
        tuple(None if one.change is None else (one.percent.low, one.percent.high) for one in losses),
        history.beyond_six_months.seen,
        None if before.change is None else (before.percent.low, before.percent.high),
        history.largest_episode.percent if history.largest_episode else None,
    )


def seen_naively(naive: Oracle) -> tuple[object, ...]:
    day, series = naive.series.current, naive.series
    return (
        frozenset(series.left_out.items()),
        None if day is None else (day, series.days[day]),
        (naive.loss, naive.ongoing, naive.loss_12, naive.loss_3_to_6),
        naive.loss_beyond and naive.loss_beyond[0],
        naive.pre_illness,
        series.largest_episode(),
    )


@given(records())
@settings(max_examples=1000)
def test_every_criterion_and_score(record: PatientRecord):
    assert said_by_the_core(assess(record, RULES, AS_OF)) == said_by_all(oracles(record, AS_OF))


def said_by_the_core(assessment: Assessment) -> dict[str, object]:
    found, scores = assessment.findings, assessment.scores
    of_five, two, three = found["evans_2008"], found["fearon_2006"], found["fearon_2006"]
    glim = found["glim_2019"]
    return {
        "bmi": assessment.snapshot.bmi.span.exact,
        "fearon_2011": found["fearon_2011"].verdict.value,
        "evans_2008": (of_five.verdict.value, detail(of_five, "supporting_met")),
        "fearon_2006": (two.verdict.value, detail(two, "at_least_two"), detail(three, "all_three")),
        "glim_2019": (glim.verdict.value, detail(glim, "crp_confirmed"), detail(glim, "stage")),
        "awgc_2023": found["awgc_2023"].verdict.value,
        "scores": (scores.wlgs, scores.gps, scores.mgps),
    }


def said_by_all(naive: list[Oracle]) -> dict[str, object]:
    """What all readings say; a verdict on which they differ is unknown, and so is what belongs to it."""
    said = [said_naively(one) for one in naive]
    agreed = {name: _agreed([one[name] for one in said]) for name in said[0]}
    of_five = min(one["evans_2008"][1] for one in said)  # what is met either way is counted
    return agreed | {"evans_2008": (agreed["evans_2008"][0], of_five)}


def _agreed(answers: list[object]) -> object:
    if isinstance(answers[0], tuple):
        return tuple(_one_of(parts) for parts in zip(*answers, strict=True))
    return _one_of(answers)


def _one_of(parts: Sequence[object]) -> object:
    """A verdict on which readings differ is unknown, of a count the least is sure, a score or a stage is none."""
    if all(part == parts[0] for part in parts):
        return parts[0]
    if all(isinstance(part, str) for part in parts):
        return "unknown"
    return None


def said_naively(naive: Oracle) -> dict[str, object]:
    two, three = naive.fearon_2006()
    return {
        "bmi": naive.bmi,
        "fearon_2011": naive.fearon_2011(),
        "evans_2008": (naive.evans_2008(), naive.evans_five().count(True)),
        "fearon_2006": (two, two, three),
        "glim_2019": naive.glim_2019(),
        "awgc_2023": naive.awgc_2023(),
        "scores": (naive.wlgs(), naive.gps(), naive.mgps()),
    }
