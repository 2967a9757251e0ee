"""What codes mean to the rules: the shipped tables with a site's own codes laid beside them, looked up by system."""

import csv
from collections.abc import Iterable
from copy import copy
from functools import cache
from importlib.resources import files

from cds_service.clinical.facts import Coding, Kind, Standing
from cds_service.clinical.record import Analyte, FunctionKind, MuscleMethod, WeightKind
from cds_service.clinical.referral_rules import ReferralKind

from . import icd, systems
from .code_rules import CodeRules, SystemCode
from .icd import Meaning
from .measures import PREGNANCY_STATUS, HeightKind, Measure, published
from .resources import CodeableConcept

STANDING_OF_DETAIL = {"history": Standing.INACTIVE, "remission": Standing.INACTIVE}


class CodeBook:
    """Answers what a code means; made once for a ruleset."""

    def __init__(self, rules: CodeRules, own_referrals: Iterable[tuple[ReferralKind, SystemCode]] = ()) -> None:
        self.rules = rules
        self.measures: dict[tuple[str, str], Measure] = {**_published_measures(), **_own_measures(rules)}
        self._meanings = dict(_shipped_meanings())
        for own in rules.cancer:
            key = (systems.canonical(own.system), own.code)
            self._meanings[key] = (*self._meanings.get(key, ()), Meaning(Kind.CANCER))
        self._referrals = dict(_shipped_referrals())
        self._referrals.update({(systems.canonical(own.system), own.code): kind for kind, own in own_referrals})

    def knowing(self, malignancies: Iterable[Coding]) -> "CodeBook":
        """Give the same book with further codes that are cancers."""
        extended = copy(self)
        added = {(one.system, one.code): (Meaning(Kind.CANCER),) for one in malignancies}
        extended._meanings = self._meanings | added
        return extended

    def meanings(self, coding: Coding) -> tuple[Meaning, ...]:
        """Say what a diagnosis, procedure or medicine code means; empty where it means nothing to the rules."""
        listed = self._meanings.get((coding.system, coding.code), ())
        if coding.system in systems.ICD_10_FAMILY:
            return (*listed, *icd.icd_10(coding.code))
        if coding.system == systems.ICD_9_CM:
            return (*listed, *icd.icd_9_cm(coding.code))
        return listed

    def reads(self, coding: Coding) -> bool:
        """Say whether an Observation with this code is read at all."""
        key = (coding.system, coding.code)
        own = {(systems.canonical(one.code.system), one.code.code) for one in self.rules.casco if one.code}
        return key in self.measures or key == PREGNANCY_STATUS or key in own or bool(self.meanings(coding))

    def referral(self, codings: Iterable[Coding]) -> ReferralKind | None:
        """Say which referral a request is; None where it is another one."""
        return next((kind for one in codings if (kind := self._referrals.get((one.system, one.code)))), None)


def keys_of(concept: CodeableConcept | None) -> list[tuple[str, str]]:
    """List system and code of a concept's codings, with canonical systems."""
    if concept is None:
        return []
    return [(systems.canonical(one.system), one.code) for one in concept.coding if one.code]


def codings_of(concept: CodeableConcept | None) -> tuple[Coding, ...]:
    """List the codings of a concept, with canonical systems; those without a code are left out."""
    if concept is None:
        return ()
    return tuple(
        Coding(systems.canonical(one.system), one.code.strip(), one.display or concept.text or "")
        for one in concept.coding
        if one.code
    )


def performance_answer(scale: FunctionKind, coding: Coding) -> int | None:
    """Read a coded answer on the ECOG or Karnofsky scale; None where the code is not one of its answers."""
    return _performance_answers().get((scale.value, coding.system, coding.code))


def _own_measures(rules: CodeRules) -> dict[tuple[str, str], Measure]:
    own: list[tuple[tuple[SystemCode, ...], Measure]] = [
        (rules.weight, WeightKind.MEASURED),
        (rules.height, HeightKind.MEASURED),
        (rules.crp, Analyte.CRP),
        (rules.albumin, Analyte.ALBUMIN),
        (rules.grip, FunctionKind.GRIP),
        (rules.ecog, FunctionKind.ECOG),
    ]
    table: dict[tuple[str, str], Measure] = {
        (systems.canonical(code.system), code.code): measure for codes, measure in own for code in codes
    }
    return table | {(rules.muscle_system, method.value): method for method in MuscleMethod}


@cache
def _published_measures() -> dict[tuple[str, str], Measure]:
    return published()


@cache
def _shipped_meanings() -> dict[tuple[str, str], tuple[Meaning, ...]]:
    found: dict[tuple[str, str], tuple[Meaning, ...]] = {}
    for row in _rows("snomed_ct"):
        meaning = Meaning(Kind(row["kind"]), row["detail"], STANDING_OF_DETAIL.get(row["detail"]))
        key = (systems.SNOMED_CT, row["code"])
        found[key] = (*found.get(key, ()), meaning)
    for row in _rows("medicines"):
        found[(systems.canonical(row["system"]), row["code"])] = (Meaning(Kind(row["kind"])),)
    return found


@cache
def _shipped_referrals() -> dict[tuple[str, str], ReferralKind]:
    return {(systems.SNOMED_CT, row["code"]): ReferralKind(row["referral"]) for row in _rows("referrals")}


@cache
def _performance_answers() -> dict[tuple[str, str, str], int]:
    return {(row["scale"], row["system"], row["code"]): int(row["value"]) for row in _rows("performance_answers")}


def _rows(name: str) -> list[dict[str, str]]:
    text = files("cds_service.fhir").joinpath(f"terminology/{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
