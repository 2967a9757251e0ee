"""Rules cannot be built wrong: a threshold outside its range, or a primary criterion that is switched off."""

from dataclasses import replace
from decimal import Decimal

import pytest

from cds_service.clinical.criteria.evans_2008 import Evans2008Rules
from cds_service.clinical.criteria.fearon_2011 import Fearon2011Rules
from cds_service.clinical.criteria.glasgow import MgpsRules
from cds_service.clinical.cut_offs import BySex
from cds_service.clinical.limits import OutOfRange, Rules, limits_of
from cds_service.clinical.ruleset import ClinicalRules, Criterion
from cds_service.clinical.trials import Trial
from cds_service.clinical.weight_rules import WeightSeriesRules


def test_a_threshold_above_its_range_is_refused_with_range_and_unit():
    with pytest.raises(OutOfRange, match=r"^weight_loss_percent must be between 0.01 and 50 %$"):
        Fearon2011Rules(weight_loss_percent=Decimal("50.01"))


def test_a_threshold_below_its_range_is_refused_with_range_and_unit():
    with pytest.raises(OutOfRange, match=r"^crp_mg_per_l must be between 1 and 200 mg/L$"):
        MgpsRules(crp_mg_per_l=Decimal("0.99"))


def test_both_ends_of_a_range_are_allowed():
    assert Fearon2011Rules(weight_loss_percent=Decimal(50), ongoing_loss_percent=Decimal("0.01"))


def test_a_range_without_a_unit_names_none():
    with pytest.raises(OutOfRange, match=r"^male must be between 1 and 100$"):
        BySex(Decimal(0), Decimal(5))


def test_a_setting_that_may_be_unset_is_checked_once_it_is_set():
    assert ClinicalRules().crp_nmol_per_mg is None
    with pytest.raises(OutOfRange, match="crp_nmol_per_mg must be between 5 and 20 nmol/mg"):
        ClinicalRules(crp_nmol_per_mg=Decimal(21))


def test_whole_numbers_are_checked_as_well():
    with pytest.raises(OutOfRange, match="stale_days must be between 0 and 730 days"):
        WeightSeriesRules(stale_days=731)


def test_the_years_of_a_trial_are_checked():
    with pytest.raises(OutOfRange, match="greatest_age must be between 0 and 130 years"):
        Trial("T1", "A trial", "https://example.org", greatest_age=131)


def test_the_primary_criterion_must_be_enabled():
    with pytest.raises(ValueError, match=r"^the primary criterion must be enabled$"):
        ClinicalRules(fearon_2011=Fearon2011Rules(enabled=False))


def test_another_enabled_criterion_can_be_primary():
    off = Fearon2011Rules(enabled=False)
    assert ClinicalRules(primary=Criterion.EVANS_2008, fearon_2011=off).primary is Criterion.EVANS_2008


def test_switching_the_primary_criterion_off_later_is_refused():
    with pytest.raises(ValueError, match="primary"):
        replace(ClinicalRules(primary=Criterion.EVANS_2008), evans_2008=Evans2008Rules(enabled=False))


def test_every_default_lies_within_its_limits():
    for group in (*Rules.__subclasses__(), ClinicalRules):
        for name, limits in limits_of(group).items():
            default = getattr(group, name, None)
            assert default is None or not isinstance(default, Decimal | int) or limits.low <= default <= limits.high


def test_the_primary_criterion_must_be_one_that_there_is():
    with pytest.raises(ValueError, match=r"^primary must be a criterion$"):
        ClinicalRules(primary="precachexia")


@pytest.mark.parametrize("highest", [Decimal(50), Decimal(49)])
def test_the_lowest_weight_lies_below_the_highest(highest: Decimal):
    with pytest.raises(ValueError, match=r"^lowest_kg must be below highest_kg$"):
        WeightSeriesRules(lowest_kg=Decimal(50), highest_kg=highest)
