"""Small patients, one for each status, and the cards that are written for them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from cds_service.cards.phrases import Phrases
from cds_service.cards.rules import CardRules
from cds_service.cards.write import CardWriter
from cds_service.clinical.assess import assess
from cds_service.clinical.assessment import Assessment
from cds_service.clinical.calendar import When
from cds_service.clinical.facts import Coding, Fact, Kind, Standing
from cds_service.clinical.measures import Measure
from cds_service.clinical.record import (
    Height,
    Measured,
    PatientRecord,
    Recorded,
    Referral,
    Sex,
    Weight,
    WeightKind,
)
from cds_service.clinical.referral_rules import ReferralKind
from cds_service.clinical.ruleset import ClinicalRules
from cds_service.clinical.span import Span
from cds_service.clinical.trials import Trial
from cds_service.hooks.response import Card

TODAY = date(2026, 6, 30)
ENGLISH = Phrases()
KG_PER_POUND = Decimal("0.45359237")
_ids = count(1)


def day(days_ago: int) -> When:
    return When.on(TODAY - timedelta(days=days_ago))


def weight(kg: str, days_ago: int, kind: WeightKind = WeightKind.MEASURED) -> Weight:
    return Weight(Decimal(kg), Recorded(kg, "kg", day(days_ago), f"Observation/w{kg}-{days_ago}"), kind)


def pounds(value: str, days_ago: int) -> Weight:
    recorded = Recorded(value, "[lb_av]", day(days_ago), f"Observation/lb{value}-{days_ago}")
    return Weight(Decimal(value) * KG_PER_POUND, recorded, in_pounds=True)


def height(cm: str, *, stated: bool = False) -> Height:
    return Height(Decimal(cm), Recorded(cm, "cm", day(400), "Observation/h1"), stated)


def lab(measure: Measure, value: str, unit: str, canonical: str | None = None, days_ago: int = 10) -> Measured:
    source = f"Observation/{measure.key}-{days_ago}"
    return Measured(measure, Span.exactly(Decimal(canonical or value)), Recorded(value, unit, day(days_ago), source))


def fact(kind: Kind, days_ago: int = 200, detail: str = "", standing: Standing = Standing.ACTIVE) -> Fact:
    return Fact(kind, standing, day(days_ago), f"Condition/{kind}", Coding("urn:x", kind.value), detail)


def ecog(grade: int) -> Measured:
    return Measured(Measure.ECOG, Span.exactly(grade), Recorded(str(grade), "", day(5), "Observation/ecog"))


CANCER = fact(Kind.CANCER, 300)
CRP_15 = lab(Measure.CRP, "15", "mg/L")
ALBUMIN_32 = lab(Measure.ALBUMIN, "32", "g/L")
POOR_APPETITE = fact(Kind.ANOREXIA, 40)


def patient(*weights: Weight, facts: tuple[Fact, ...] = (CANCER,), **more: Any) -> PatientRecord:
    fields: dict[str, Any] = {"sex": Sex.FEMALE, "birth": When.on(date(1960, 3, 3)), **more}
    return PatientRecord("p1", facts=facts, weights=weights, **fields)


CACHEXIA = patient(weight("80.0", 160), weight("79.8", 150), weight("72.0", 2), heights=(height("172"),))
PRECACHEXIA = patient(
    weight("70.0", 150), weight("67.9", 3), facts=(CANCER, POOR_APPETITE), heights=(height("165"),), values=(CRP_15,)
)
AT_RISK = patient(
    weight("50.0", 150),
    weight("49.9", 3),
    heights=(height("165"),),
    values=(lab(Measure.CRP, "22", "mg/L"),),
    birth=When.on(date(1980, 3, 3)),
)
STALE = patient(weight("80.0", 200), weight("74.0", 103))
WITHHELD = patient(
    weight("70.0", 150), weight("69.5", 3), facts=(CANCER, fact(Kind.FLUID, 30, "ascites")), heights=(height("165"),)
)
DYING = patient(
    weight("80.0", 150), weight("79.5", 140), weight("68.0", 5), facts=(CANCER, fact(Kind.HOSPICE, 20, "comfort care"))
)
STABLE = patient(weight("80.0", 150), weight("80.2", 5), heights=(height("172"),))
UNDECIDED = patient(weight("70.0", 150), weight("67.9", 3), heights=(height("165"),))

BY_STATUS = {
    "cachexia": CACHEXIA,
    "precachexia": PRECACHEXIA,
    "at_risk": AT_RISK,
    "undetermined": STALE,
    "withheld": WITHHELD,
    "refractory_suspected": DYING,
}


def assessed(record: PatientRecord, rules: ClinicalRules | None = None, trials: tuple[Trial, ...] = ()) -> Assessment:
    return assess(record, rules or ClinicalRules(), TODAY, trials)


def cards_of(
    subject: PatientRecord | Assessment, rules: CardRules | None = None, phrases: Phrases = ENGLISH, **more: Any
) -> tuple[Card, ...]:
    assessment = assessed(subject) if isinstance(subject, PatientRecord) else subject
    encounter, label = more.get("encounter"), more.get("ruleset_label", "default version 1")
    url = more.get("rules_url", "https://cds.example.org/docs/rules")
    writer = CardWriter(rules or CardRules(), phrases, label, url)
    return writer.write(assessment, new_uuid=fresh_uuids(), encounter=encounter)


def fresh_uuids() -> Any:
    numbers: Iterator[int] = count(1)
    return lambda: f"00000000-0000-4000-8000-{next(numbers):012d}"


def with_referral(record: PatientRecord, kind: ReferralKind, since: When | None) -> PatientRecord:
    return replace(record, referrals=(Referral(kind, since, "ServiceRequest/r1"),))
