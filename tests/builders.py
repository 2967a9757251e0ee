"""Patient records in a few words: `patient(weights="80.0 -> 74.0", labs="crp 15; albumin 34", facts="anorexia")`.

Every argument is a text of items separated by ";". An item begins with its value; `on 2026-03-01` dates it. Without
a date, measurements are of 2026-06-28. "80.0 -> 74.0" is 80.0 kg on 2026-01-15 and 74.0 kg on 2026-06-28.
"""

import calendar
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from cds_service.clinical.calendar import When
from cds_service.clinical.facts import Coding, Fact, Kind, Standing
from cds_service.clinical.measures import Measure
from cds_service.clinical.record import (
    CascoTotal,
    Height,
    Measured,
    PatientRecord,
    Recorded,
    Referral,
    ReferralState,
    ScreeningScore,
    Sex,
    Weight,
    WeightKind,
)
from cds_service.clinical.referral_rules import ReferralKind
from cds_service.clinical.span import Span

AS_OF = date(2026, 6, 30)
REFERENCE_DAY = "2026-01-15"
CURRENT_DAY = "2026-06-28"
HEIGHT_DAY = "2025-01-01"
KG_PER_POUND = Decimal("0.45359237")
MOLAR_UNITS = ("nmol/L", "umol/L")
PER_LITRE = {"g/dL": 10, "mg/dL": 10}


def patient(
    *,
    weights: str = "",
    heights: str = "",
    labs: str = "",
    measures: str = "",
    muscle: str = "",
    facts: str = "",
    casco: str = "",
    referrals: str = "",
    screenings: str = "",
    cancer: str = "active",
    sex: str = "male",
    born: str = "1970-03-01",
    died: str = "",
) -> PatientRecord:
    """Build a record; by default a man of 56 with an active malignancy and nothing else."""
    cancers = f"cancer {cancer}" if cancer else ""
    return PatientRecord(
        patient="p",
        sex=Sex(sex) if sex else None,
        birth=when(born) if born else None,
        death=when(died) if died else None,
        facts=(*_each(facts_item, cancers, "cancer"), *_each(facts_item, facts, "fact")),
        weights=_each(weight, _with_days(weights), "weight"),
        heights=_each(height, heights, "height"),
        values=(
            *_each(lab, labs, "lab"),
            *_each(measured, measures, "measure"),
            *_each(measured, muscle, "muscle"),
        ),
        casco=_each(casco_total, casco, "casco"),
        screenings=_each(screening, screenings, "screening"),
        referrals=_each(referral, referrals, "referral"),
    )


def when(text: str) -> When:
    """Read YYYY-MM-DD, YYYY-MM or YYYY."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return When.on(date(*parts))
    if len(parts) == 2:
        year, month = parts
        return When(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    return When(date(parts[0], 1, 1), date(parts[0], 12, 31))


def span(text: str) -> Span:
    """Read a number, or one with a comparator: "<5", "<=5", ">20", ">=20"."""
    number = Fraction(text.lstrip("<>="))
    if text.startswith("<"):
        return Span(None, number, high_open=not text.startswith("<="))
    if text.startswith(">"):
        return Span(number, None, low_open=not text.startswith(">="))
    return Span.exactly(number)


def weight(words: list[str], source: str) -> Weight:
    """Read "2026-01-15 80.0", in kg, with `lb`, `dry` or `stated` behind it; pounds are converted exactly."""
    day, value, *rest = words
    in_pounds = "lb" in rest
    kg = Decimal(value) * KG_PER_POUND if in_pounds else Decimal(value)
    kinds = [kind for kind in WeightKind if kind.value in rest]
    recorded = Recorded(value, "[lb_av]" if in_pounds else "kg", when(day), source)
    return Weight(kg, recorded, kinds[0] if kinds else WeightKind.MEASURED, in_pounds)


def height(words: list[str], source: str) -> Height:
    """Read "175", in cm, with `stated` behind it."""
    words, day = _dated(words, HEIGHT_DAY)
    return Height(Decimal(words[0]), Recorded(words[0], "cm", when(day), source), stated="stated" in words)


def lab(words: list[str], source: str) -> Measured:
    """Read "crp 15", in the unit of the analyte; `nmol/L` and `umol/L` are molar, `g/dL` is converted."""
    words, day = _dated(words, CURRENT_DAY)
    analyte, value, *rest = words
    unit = next((word for word in rest if "/" in word), "")
    methods = [word for word in rest if word in {"bcg", "bcp"}]
    amount = span(value).scaled(PER_LITRE.get(unit, 1))
    recorded = Recorded(value, unit, when(day), source)
    return Measured(Measure(analyte), amount, recorded, "".join(methods), molar=unit in MOLAR_UNITS)


def measured(words: list[str], source: str) -> Measured:
    """Read "ecog 3", "grip 22", "intake 1200", "karnofsky 40", "bmi 19.9", "asmi-dxa 7.25"."""
    words, day = _dated(words, CURRENT_DAY)
    key, value = words
    return Measured(Measure(key), span(value), Recorded(value, "", when(day), source))


def facts_item(words: list[str], source: str) -> Fact:
    """Read "surgery", with `inactive` or `refuted`, a date, a detail or a code.

    `observed` is an Observation, `event` what passes (a completed procedure, the diagnosis of an encounter), `typed`
    a date on which it was only recorded, `ended 2026-05-01` an end, `dose=2.4mg` a dose.
    """
    words, day = _dated(words, "")
    words, ended = _dated(words, "", "ended")
    name, *rest = words
    standings = [standing for standing in Standing if standing.value in rest]
    codes = [Coding(*word.split("=")) for word in rest if "=" in word]
    doses = [word.removeprefix("dose=") for word in rest if word.startswith("dose=")]
    codes = [one for one in codes if one.system != "dose"]
    details = [word for word in rest if word not in {*Standing, "observed", "event", "typed"} and "=" not in word]
    return Fact(
        Kind(name),
        standings[0] if standings else Standing.ACTIVE,
        when(day) if day else None,
        source.replace("fact", "Observation" if "observed" in rest else "Condition"),
        codes[0] if codes else None,
        " ".join(details),
        observed="observed" in rest,
        until=when(ended) if ended else None,
        passing="event" in rest,
        happened="typed" not in rest,
        dose="".join(doses),
    )


def casco_total(words: list[str], source: str) -> CascoTotal:
    """Read "28 2017": the total and the version of the instrument."""
    words, day = _dated(words, CURRENT_DAY)
    total, version = words
    return CascoTotal(Decimal(total), version, Recorded(total, "", when(day), source))


def screening(words: list[str], source: str) -> ScreeningScore:
    """Read "mst 3": the tool and its score."""
    words, day = _dated(words, CURRENT_DAY)
    tool, score = words
    return ScreeningScore(tool, Decimal(score), Recorded(score, "", when(day), source))


def referral(words: list[str], source: str) -> Referral:
    """Read "nutrition on 2026-05-01", with `draft` or `completed`."""
    words, day = _dated(words, "")
    states = [one for one in ReferralState if one.value in words]
    return Referral(ReferralKind(words[0]), when(day) if day else None, source, *states)


def _each(read: Callable[[list[str], str], object], text: str, name: str) -> tuple:
    items = [item.split() for item in text.split(";") if item.strip()]
    return tuple(read(words, f"{name}/{number}") for number, words in enumerate(items, start=1))


def _dated(words: Iterable[str], default: str, word: str = "on") -> tuple[list[str], str]:
    listed = list(words)
    if word not in listed:
        return listed, default
    at = listed.index(word)
    return [*listed[:at], *listed[at + 2 :]], listed[at + 1]


def _with_days(weights: str) -> str:
    if "->" not in weights:
        return weights
    reference, current = weights.split("->")
    return f"{REFERENCE_DAY} {reference}; {CURRENT_DAY} {current}"
