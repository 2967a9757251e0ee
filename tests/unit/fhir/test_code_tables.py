"""The shipped tables are whole: every row is unique, of a known kind, and a code of its system."""

import re

import pytest

from cds_service.clinical.facts import Kind
from cds_service.clinical.measures import Family, Measure
from cds_service.clinical.referral_rules import ReferralKind
from cds_service.fhir import systems
from cds_service.fhir.code_tables import table
from cds_service.fhir.icd import EXCLUDED, expanded, icd_9_cm, icd_10
from cds_service.fhir.observation_codes import Role, published

SYNTAX = {
    systems.LOINC: r"(LA)?\d+-\d",
    systems.SNOMED_CT: r"\d{6,18}",
    systems.RXNORM: r"\d+",
    systems.ATC: r"[A-Z]\d{2}[A-Z]{2}\d{2}",
    systems.ICD_10_PCS: "0",
    systems.OPS: "5-",
    systems.CPT: r"\d{5}",
    "http://terminology.hl7.org/CodeSystem/v2-0136": "[YN]",
}
ENTRY = {
    "icd_10": r"[A-Z](\d([0-9A-Z]([0-9A-Z?]{0,3}[0-9A-Z])?)?)?\$?|[A-Z]\d\d-[A-Z]\d\d",
    "icd_9_cm": r"\d{3}([0-9?]?\d)?|V\d\d\d{0,2}|\d{3}-\d{3}",
}
KEYS = {
    "observations": ("system", "code"),
    "questions": ("system", "code"),
    "answers": ("system", "code"),
    "performance_answers": ("scale", "system", "code"),
    "referrals": ("system", "code"),
    "medicines": ("system", "code"),
    "snomed_ct": ("kind", "system", "code"),
    "procedures": ("kind", "system", "code"),
    "operations": ("system", "codes", "last"),
    "icd_10": ("kind", "codes"),
    "icd_9_cm": ("kind", "codes"),
}
CLOSED = [
    ("observations", "measure", {measure.key for measure in Measure if measure.family is not Family.MUSCLE}),
    ("observations", "role", set(Role)),
    ("observations", "method", {"", "BCG", "BCP"}),
    ("questions", "asks", {Kind.ANOREXIA, Kind.FATIGUE, Kind.WEAKNESS, Kind.PREGNANCY}),
    ("answers", "answer", {"yes", "no", "pregnant"}),
    ("performance_answers", "scale", {Measure.ECOG.key, Measure.KARNOFSKY.key}),
    ("referrals", "referral", set(ReferralKind)),
    *((name, "kind", set(Kind)) for name in ("medicines", "snomed_ct", "procedures", "icd_10", "icd_9_cm")),
]


@pytest.mark.parametrize(("name", "columns"), KEYS.items())
def test_no_code_is_listed_twice(name: str, columns: tuple[str, ...]) -> None:
    keys = [tuple(row[column] for column in columns) for row in table(name)]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(("name", "column", "allowed"), CLOSED)
def test_a_column_holds_only_known_words(name: str, column: str, allowed: set[str]) -> None:
    assert {row[column] for row in table(name)} <= allowed


@pytest.mark.parametrize("name", [name for name in KEYS if not name.startswith(("icd", "operations"))])
def test_a_code_is_one_of_its_system(name: str) -> None:
    codes = [
        (row["system"], row[column]) for row in table(name) for column in ("code", "first", "last") if column in row
    ]
    assert [code for system, code in codes if not re.fullmatch(SYNTAX[system], code)] == []


@pytest.mark.parametrize(("name", "syntax"), ENTRY.items())
def test_an_icd_entry_is_a_beginning_a_range_or_a_pattern(name: str, syntax: str) -> None:
    assert [row["codes"] for row in table(name) if not re.fullmatch(syntax, row["codes"])] == []


@pytest.mark.parametrize(("name", "read"), [("icd_10", icd_10), ("icd_9_cm", icd_9_cm)])
def test_every_icd_entry_means_something(name: str, read: object) -> None:
    """Of two rows of one kind the longer decides: so a row holds for at least one of the codes that it names."""
    for row in table(name):
        codes = [one.removesuffix("$").ljust(0 if "$" in one else 3, "0") for one in expanded(row["codes"])]
        meant = {(meaning.kind, meaning.detail) for code in codes for meaning in read(code)}
        if row["detail"] == EXCLUDED:
            assert row["kind"] not in {kind for kind, _ in meant}
        else:
            assert (row["kind"], row["detail"]) in meant


def test_every_measure_but_those_of_muscle_has_a_code() -> None:
    coded = {one.measure for one in published().values() if one.role is not Role.DENIED}
    assert coded == {measure for measure in Measure if measure.family is not Family.MUSCLE}


def test_only_weights_are_dry_and_only_weights_and_heights_are_told() -> None:
    by_role = {role: {one.measure for one in published().values() if one.role is role} for role in Role}
    assert by_role[Role.DRY] == {Measure.WEIGHT}
    assert by_role[Role.STATED] == {Measure.WEIGHT, Measure.HEIGHT}


def test_every_code_that_is_read_has_its_official_name_but_one_that_nobody_could_look_up() -> None:
    unnamed = [row["code"] for row in table("observations") if not row["display"] and row["role"] != Role.DENIED]
    assert unnamed == ["89262-0"]
