"""Units are exact, closed, and agree with an independent implementation of UCUM."""

from fractions import Fraction

import pytest
from ucumvert import PintUcumRegistry

from cds_service.clinical import units
from cds_service.clinical.record import Reason
from cds_service.clinical.units import Unit, UnitTable
from cds_service.fhir.elements import Quantity
from cds_service.fhir.units import unit_of

TABLES = {
    "kg": units.WEIGHT,
    "cm": units.HEIGHT,
    "kg/m2": units.BMI,
    "mg/L": units.CRP,
    "g/L": units.ALBUMIN,
    "pg/mL": units.IL_6,
    "10*9/L": units.CELLS,
    "kcal/d": units.ENERGY,
    "cm2/m2": units.AREA_PER_SQUARE_METRE,
    "cm2": units.AREA,
}
MASS_TO_MASS = {"g/dL": units.HAEMOGLOBIN, "mg/L ": units.PREALBUMIN, "mg/dL": units.CHOLESTEROL}


@pytest.fixture(scope="module")
def ucum() -> PintUcumRegistry:
    return PintUcumRegistry()


def entries() -> list[tuple[str, str, Unit]]:
    return [
        (target.strip(), code, unit)
        for target, table in (TABLES | MASS_TO_MASS).items()
        for code, unit in table.ucum.items()
        if not unit.molar and "mol" not in code and not (target == "kcal/d" and code == "kcal")
    ]


@pytest.mark.parametrize(("target", "code", "unit"), entries())
def test_every_ucum_entry_agrees_with_ucumvert(ucum: PintUcumRegistry, target: str, code: str, unit: Unit) -> None:
    converted = ucum.from_ucum(code).to(ucum.from_ucum(target)).magnitude
    assert float(unit.factor) == pytest.approx(float(converted), rel=1e-12)


@pytest.mark.parametrize("table", [*TABLES.values(), *MASS_TO_MASS.values(), units.GRIP])
def test_every_spelling_stands_for_a_listed_unit(table: UnitTable) -> None:
    assert all(code in table.ucum for code in table.spellings.values())


def quantity(**fields: str) -> Quantity:
    return Quantity(**fields)


UCUM = "http://unitsofmeasure.org"


def test_the_ucum_code_decides() -> None:
    assert unit_of(quantity(unit="lbs", system=UCUM, code="[lb_av]"), units.WEIGHT) == Unit(Fraction("0.45359237"))


def test_ucum_is_case_sensitive() -> None:
    assert unit_of(quantity(unit="Mg", system=UCUM, code="Mg"), units.WEIGHT) is Reason.UNIT_UNKNOWN


@pytest.mark.parametrize("code", ["[lb_tr]", "kg/m2", "mg", "1", "{kg}", "[lb_av]{clothed}"])
def test_what_is_not_listed_is_refused(code: str) -> None:
    assert unit_of(quantity(system=UCUM, code=code), units.WEIGHT) is Reason.UNIT_UNKNOWN


def test_a_value_without_any_unit_is_never_guessed() -> None:
    assert unit_of(quantity(), units.WEIGHT) is Reason.UNIT_MISSING


def test_a_text_that_contradicts_the_code_is_suspect() -> None:
    assert unit_of(quantity(unit="kg", system=UCUM, code="[lb_av]"), units.WEIGHT) is Reason.UNIT_SUSPECT


@pytest.mark.parametrize("spelling", ["kgs", "KG", "lb", "Lbs", "pounds"])
def test_spellings_of_real_records_are_understood(spelling: str) -> None:
    assert isinstance(unit_of(quantity(unit=spelling), units.WEIGHT), Unit)


def test_a_text_in_another_code_system_still_counts() -> None:
    assert unit_of(quantity(unit="kg", system="http://snomed.info/sct", code="258683005"), units.WEIGHT) == Unit(
        Fraction(1)
    )


def test_grip_in_pounds_of_mass_is_refused() -> None:
    assert unit_of(quantity(unit="lb", system=UCUM, code="[lb_av]"), units.GRIP) is Reason.UNIT_UNKNOWN


def test_molar_crp_and_albumin_keep_their_amount_of_substance() -> None:
    crp, albumin = units.CRP.ucum["nmol/L"], units.ALBUMIN.ucum["mmol/L"]
    assert (crp.molar, crp.factor, albumin.molar, albumin.factor) == (True, 1, True, 1000)


def test_a_code_without_a_system_is_read_as_a_text() -> None:
    assert unit_of(quantity(code="lbs"), units.WEIGHT) == Unit(Fraction("0.45359237"))
    assert unit_of(quantity(code="stones throw"), units.WEIGHT) is Reason.UNIT_UNKNOWN


def test_blanks_around_a_unit_do_not_count() -> None:
    assert unit_of(quantity(unit=" kg "), units.WEIGHT) == Unit(Fraction(1))


@pytest.mark.parametrize("table", [*TABLES.values(), *MASS_TO_MASS.values(), units.GRIP, units.SCORE])
def test_no_spelling_is_a_unit_of_its_own(table: UnitTable) -> None:
    assert not set(table.spellings) & set(table.ucum)
