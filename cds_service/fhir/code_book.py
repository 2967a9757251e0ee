"""What codes mean to the rules: the shipped tables with a site's own codes laid beside them, looked up by system."""

from collections.abc import Iterable
from copy import copy
from functools import cache

from cds_service.clinical.facts import Coding, Kind
from cds_service.clinical.measures import Measure
from cds_service.clinical.referral_rules import ReferralKind
from cds_service.clinical.units import Unit

from . import icd, systems
from .certainty import without_certainty
from .code_rules import CodeRules, SystemCode
from .code_tables import table
from .elements import CodeableConcept
from .elements import Coding as RawCoding
from .icd import Meaning
from .observation_codes import AGEING, Coded, Key, coded_as, own, published, questions

REMEMBERED = 4096
"""Codes whose meaning is kept looked up, as the record sends them."""

Reader = tuple[Coded, Unit] | tuple[()]
"""What an Observation of one code, status and unit means; empty where it takes more than that to tell."""


class CodeBook:
    """Answers what a code means; made once for a ruleset."""

    def __init__(self, rules: CodeRules, own_referrals: Iterable[tuple[ReferralKind, SystemCode]] = ()) -> None:
        self.rules = rules
        self._measures = {**published(), **{_key(code): Coded(measure) for code, measure in own(rules)}}
        self._same_as = {systems.canonical(one.system): systems.canonical(one.same_as) for one in rules.systems}
        self._meanings = dict(_shipped_meanings())
        for kind, codes in ((Kind.CANCER, rules.cancer), (Kind.SHORT_PROGNOSIS, rules.prognosis_under_3_months)):
            for one in codes:
                self._meanings[_key(one)] = (*self._meanings.get(_key(one), ()), Meaning(kind))
        self._referrals = _shipped_referrals() | {_key(one): kind for kind, one in own_referrals}
        self._totals = totals = {_key(source.code) for source in rules.casco if source.code}
        self._screening = {_key(one.code): one.tool for one in rules.screening if one.code}
        self._known: dict[tuple[str | None, str | None], tuple[Coded | None, bool]] = {}
        self.readers: dict[tuple[str | None, ...], Reader] = {}
        """By system, code and status of an Observation, and by system, code and text of its unit."""
        self._read = frozenset({*self._measures, *questions(), *totals, *self._screening})

    def knowing(self, malignancies: Iterable[Coding]) -> "CodeBook":
        """Give the same book with further codes that are cancers."""
        extended = copy(self)
        added = {(one.system, one.code): (Meaning(Kind.CANCER),) for one in malignancies}
        extended._meanings = self._meanings | added
        return extended

    def meanings(self, coding: Coding) -> tuple[Meaning, ...]:
        """Say what a diagnosis, procedure or medicine code means; empty where it means nothing to the rules."""
        system = self.system_of(coding)
        listed = self._meanings.get((system, coding.code), ())
        if system in systems.ICD_10_FAMILY:
            return (*listed, *icd.icd_10(coding.code))
        if system == systems.ICD_9_CM:
            return (*listed, *icd.icd_9_cm(coding.code))
        return listed

    def system_of(self, coding: Coding) -> str:
        """Give the system that a code belongs to; a site may say that one of its own holds the codes of another."""
        return self._same_as.get(coding.system, coding.system)

    def name_of(self, coding: Coding) -> str:
        """Give our own name of a code that the record leaves unnamed: a medicine's, by the shipped table."""
        return _shipped_names().get((coding.system, coding.code), "")

    def reads(self, coding: Coding) -> bool:
        """Say whether an Observation with this code is read at all."""
        return (coding.system, coding.code) in self._read or bool(self.meanings(coding))

    def measured(self, concept: CodeableConcept | None) -> tuple[Coded | None, bool]:
        """Find what an Observation with this code measures, and whether one of its codes denies it."""
        if concept is None or len(concept.coding) != 1:
            return coded_as(keys_of(concept), self._measures)
        coding = concept.coding[0]
        key = (coding.system, coding.code)
        known = self._known.get(key)
        if known is None:
            known = coded_as(keys_of(concept), self._measures)
            if len(self._known) < REMEMBERED:
                self._known[key] = known
        return known

    def ages(self, concept: CodeableConcept | None) -> bool:
        """Say whether an Observation with this code counts for a while; a height or an entered total stays."""
        coded, _ = self.measured(concept)
        if coded is not None:
            return coded.measure.query in AGEING
        return self._totals.isdisjoint(keys_of(concept))

    def screening_tool(self, key: Key) -> str | None:
        """Say which screening tool a code is the score of."""
        return self._screening.get(key)

    def referral(self, codings: Iterable[Coding]) -> ReferralKind | None:
        """Say which referral a request is; None where it is another one."""
        return next((kind for one in codings if (kind := self._referrals.get((one.system, one.code)))), None)


def keys_of(concept: CodeableConcept | None) -> list[Key]:
    """List system and code of a concept's codings, with canonical systems."""
    if concept is None:
        return []
    return [(systems.canonical(one.system), one.code) for one in concept.coding if one.code]


def codings_of(concept: CodeableConcept | None) -> tuple[Coding, ...]:
    """List the codings of a concept, with canonical systems; those without a code are left out."""
    if concept is None:
        return ()
    return tuple(coding_of(one, concept) for one in concept.coding if one.code)


def coding_of(raw: RawCoding, concept: CodeableConcept | None) -> Coding:
    """Give one coding with its canonical system, without the letter of its certainty."""
    text = (concept and concept.text) or ""
    return Coding(systems.canonical(raw.system), without_certainty(raw), raw.display or text)


def performance_answer(scale: Measure, coding: Coding) -> int | None:
    """Read a coded answer on the ECOG or Karnofsky scale; None where the code is not one of its answers."""
    return _performance_answers().get((scale, coding.system, coding.code))


def _key(code: SystemCode) -> Key:
    return systems.canonical(code.system), code.code


@cache
def _shipped_meanings() -> dict[Key, tuple[Meaning, ...]]:
    found: dict[Key, tuple[Meaning, ...]] = {}
    for row in (*table("snomed_ct"), *table("procedures"), *table("medicines")):
        key = (row["system"], row["code"])
        found[key] = (*found.get(key, ()), Meaning.of(row))
    return found


@cache
def _shipped_names() -> dict[Key, str]:
    return {(row["system"], row["code"]): row["display"] for row in table("medicines")}


@cache
def _shipped_referrals() -> dict[Key, ReferralKind]:
    return {(row["system"], row["code"]): ReferralKind(row["referral"]) for row in table("referrals")}


@cache
def _performance_answers() -> dict[tuple[Measure, str, str], int]:
    return {
        (Measure(row["scale"]), row["system"], row["code"]): int(row["value"]) for row in table("performance_answers")
    }
