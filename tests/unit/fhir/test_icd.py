"""ICD codes are read by parsed category: what is a cancer here, and what only looks like one."""

import pytest

from cds_service.clinical.facts import Kind, Standing
from cds_service.fhir.icd import icd_9_cm, icd_10


def kinds(code: str) -> set[Kind]:
    return {meaning.kind for meaning in icd_10(code)}


def kinds_9(code: str) -> set[Kind]:
    return {meaning.kind for meaning in icd_9_cm(code)}


@pytest.mark.parametrize(
    "code", ["C00.0", "C25", "C25.9", "c25.9", "C259", "C79.51", "C7A.021", "C7B.8", "C4A.9", "C97", "C34.1+"]
)
def test_malignant_categories_are_cancer(code: str) -> None:
    assert Kind.CANCER in kinds(code)


@pytest.mark.parametrize("code", ["C44", "C44.91", "D05.1", "D12.6", "D37.2", "D49.0", "Z12.11", "CA25", "C2", "C", ""])
def test_skin_in_situ_benign_uncertain_and_nonsense_are_not(code: str) -> None:
    assert Kind.CANCER not in kinds(code)


@pytest.mark.parametrize("code", ["140.0", "157.9", "1579", "162.3", "199.1", "208.90", "209.20"])
def test_icd_9_malignant_categories_are_cancer(code: str) -> None:
    assert Kind.CANCER in kinds_9(code)


@pytest.mark.parametrize(
    "code", ["139", "173.31", "209.40", "211.3", "230.1", "239.0", "E140", "V14.0", "14", "1400000"]
)
def test_other_icd_9_codes_are_not(code: str) -> None:
    assert Kind.CANCER not in kinds_9(code)


@pytest.mark.parametrize(
    ("read", "code"), [(icd_10, "Z85.3"), (icd_9_cm, "V10.3"), (icd_10, "C91.01"), (icd_9_cm, "204.01")]
)
def test_history_and_remission_are_cancer_that_is_not_active(read: object, code: str) -> None:
    (meaning,) = [one for one in read(code) if one.kind is Kind.CANCER]
    assert meaning.standing is Standing.INACTIVE


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("R64", Kind.CACHEXIA),
        ("E88.A", Kind.CACHEXIA),
        ("R63.0", Kind.ANOREXIA),
        ("R53.83", Kind.FATIGUE),
        ("R53", Kind.FATIGUE),
        ("R53.1", Kind.WEAKNESS),
        ("R18.8", Kind.FLUID),
        ("O09.90", Kind.PREGNANCY),
        ("Z3A.20", Kind.PREGNANCY),
        ("Z99.2", Kind.DIALYSIS),
        ("Z89.511", Kind.AMPUTATION),
        ("Z51.5", Kind.PALLIATIVE_CARE),
        ("J15.9", Kind.INFECTION),
        ("M62.84", Kind.SARCOPENIA),
    ],
)
def test_other_kinds_are_read_by_prefix(code: str, kind: Kind) -> None:
    assert kind in kinds(code)


def test_r53_1_is_not_fatigue() -> None:
    assert Kind.FATIGUE not in kinds("R53.1")


@pytest.mark.parametrize(
    ("code", "kind"), [("799.4", Kind.CACHEXIA), ("783.0", Kind.ANOREXIA), ("V45.11", Kind.DIALYSIS)]
)
def test_icd_9_kinds_are_read_by_prefix(code: str, kind: Kind) -> None:
    assert kind in kinds_9(code)
