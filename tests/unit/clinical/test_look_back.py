"""How far back the rules look: to the oldest value that can still matter, and not a day further."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cds_service.clinical.assess import assess
from cds_service.clinical.calendar import months_before
from cds_service.clinical.caution import Caution
from cds_service.clinical.look_back import first_day_used
from cds_service.clinical.reading_rules import StalenessRules
from cds_service.clinical.ruleset import ClinicalRules, Criterion
from cds_service.clinical.verdict import Verdict
from cds_service.clinical.weight_rules import WeightSeriesRules
from tests.builders import AS_OF, patient

RULES = ClinicalRules()
CURRENT = AS_OF - timedelta(days=90)
REFERENCE = months_before(CURRENT, 24)
WITNESS = REFERENCE - timedelta(days=45)


def look_back(**changed: object) -> date:
    return first_day_used(replace(RULES, **changed), AS_OF)


def series(**changed: object) -> date:
    return look_back(weight_series=replace(WeightSeriesRules(), **changed))


def glim(weights: str):
    return assess(patient(weights=weights), RULES, AS_OF).findings[Criterion.GLIM_2019]


def test_the_published_rules_look_back_two_years_from_the_oldest_current_weight():
    assert look_back() == WITNESS == date(2024, 2, 16)


def test_the_first_day_is_used_and_the_day_before_is_not():
    pair = f"{REFERENCE} 100; {CURRENT} 80"
    borne_out = {}
    for witness in (WITNESS, WITNESS - timedelta(days=1)):
        finding = glim(f"{witness} 100; {pair}")
        assert finding.verdict is not Verdict.NOT_MET
        borne_out[witness] = Caution.SINGLE_UNCORROBORATED_REFERENCE not in finding.cautions
    assert list(borne_out.values()) == [True, False]


@pytest.mark.parametrize(
    ("changed", "first"),
    [
        ({"beyond_lookback_months": 36}, date(2023, 2, 15)),
        ({"beyond_lookback_months": 7}, date(2025, 2, 15)),  # Evans' twelve months are wider
        ({"beyond_lookback_months": 7, "long_window_months": 18}, date(2024, 8, 17)),
        ({"beyond_lookback_months": 7, "long_window_months": 6, "window_months": 20}, date(2024, 6, 17)),
        ({"stale_days": 365}, date(2023, 5, 16)),
        ({"corroboration_days": 100}, date(2023, 12, 23)),
        ({"corroboration_days": 0}, date(2024, 3, 2)),  # fluid may have risen for thirty days
    ],
)
def test_a_site_that_looks_further_asks_for_more(changed: dict[str, int], first: date):
    assert series(**changed) == first


@pytest.mark.parametrize("name", list(vars(StalenessRules())))
def test_what_may_be_stale_for_longer_is_asked_for_as_long(name: str):
    short = replace(
        WeightSeriesRules(), beyond_lookback_months=7, stale_days=0, stale_caution_days=0, corroboration_days=0
    )
    found = look_back(weight_series=short, staleness=replace(StalenessRules(), **{name: 730}))
    assert found == AS_OF - timedelta(days=730)


def test_a_pregnancy_is_asked_for_until_it_no_longer_counts():
    confounders = replace(RULES.confounders, pregnancy_days=730, postpartum_days=730)
    assert look_back(confounders=confounders) == AS_OF - timedelta(days=1460)


@pytest.mark.parametrize("today", [date.min, date(1, 12, 31)])
def test_there_is_nothing_before_the_first_day(today: date):
    assert first_day_used(RULES, today) == date.min
