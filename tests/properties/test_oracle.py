"""The clinical core and its naive second implementation say the same of every generated record."""

from fractions import Fraction

from hypothesis import given, settings

from cds_service.clinical.assess import assess
from cds_service.clinical.assessment import Assessment
from cds_service.clinical.record import PatientRecord
from cds_service.clinical.ruleset import ClinicalRules
from cds_service.clinical.snapshot import take_snapshot
from tests.builders import AS_OF
from tests.properties.oracle import Oracle
from tests.properties.records import records, weights_only
from tests.told import detail

RULES = ClinicalRules()


@given(weights_only())
@settings(max_examples=1500)
def test_the_weight_series(record: PatientRecord):
    history, naive = take_snapshot(record, RULES, AS_OF).weight, Oracle(record, AS_OF)
    day, episode = naive.series.current, history.largest_episode
    losses = (history.six_months, history.twelve_months, history.beyond_six_months, history.three_to_six_months)
    assert {
        "left out": {(one.source, one.reason.value) for one in history.excluded},
        "current": (history.current.on, Fraction(history.current.kg)) if history.current else None,
        "losses": [one.percent.exact for one in losses],
        "past episode": episode.percent if episode else None,
    } == {
        "left out": set(naive.series.left_out.items()),
        "current": None if day is None else (day, naive.series.days[day]),
        "losses": [naive.loss, naive.loss_12, naive.loss_beyond, naive.loss_3_to_6],
        "past episode": naive.series.largest_episode(),
    }


@given(records())
@settings(max_examples=1000)
def test_every_criterion_and_score(record: PatientRecord):
    assert said_by_the_core(assess(record, RULES, AS_OF)) == said_naively(Oracle(record, AS_OF))


def said_by_the_core(assessment: Assessment) -> dict[str, object]:
    found, scores = assessment.findings, assessment.scores
    of_five, two, three = found["evans_2008"], found["fearon_2006"], found["fearon_2006"]
    glim = found["glim_2019"]
    return {
        "bmi": assessment.snapshot.bmi.span.exact,
        "fearon_2011": found["fearon_2011"].verdict.value,
        "evans_2008": (of_five.verdict.value, detail(of_five, "supporting_met")),
        "fearon_2006": (detail(two, "at_least_two"), detail(three, "all_three")),
        "glim_2019": (glim.verdict.value, detail(glim, "crp_confirmed"), detail(glim, "stage")),
        "awgc_2023": found["awgc_2023"].verdict.value,
        "scores": (scores.wlgs, scores.gps, scores.mgps),
    }


def said_naively(naive: Oracle) -> dict[str, object]:
    return {
        "bmi": naive.bmi,
        "fearon_2011": naive.fearon_2011(),
        "evans_2008": (naive.evans_2008(), naive.evans_five().count(True)),
        "fearon_2006": naive.fearon_2006(),
        "glim_2019": naive.glim_2019(),
        "awgc_2023": naive.awgc_2023(),
        "scores": (naive.wlgs(), naive.gps(), naive.mgps()),
    }
