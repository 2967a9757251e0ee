"""What may explain a loss or lower it: limbs, drugs, pregnancies, symptoms that age (C13, C24, C25, C30, C33, C34)."""

from .case import Case, case
from .chart import (
    RXNORM,
    Json,
    base,
    coded,
    crp,
    diagnosis,
    man,
    medicine,
    of_person,
    poor_appetite,
    procedure,
    unweighed,
    weight,
    woman,
)
from .expect import confounder, missing, no_confounder, status, verdict
from .expect_cards import indicator, no_cards, one_card, says, says_not, title
from .play import SeenByHook

SEMAGLUTIDE = "1991302"
STANDS = (status("cachexia"), confounder("amputation", "caution"), indicator("warning"))
LOWERED = (status("cachexia"), confounder("intentional_loss", "downgrade"), indicator("info"))
CAUTIONED = (status("cachexia"), confounder("intentional_loss", "caution"), indicator("warning"))
NO_EFFECT = (status("cachexia"), no_confounder("intentional_loss"), indicator("warning"))
IGNORED = (status("cachexia"), no_confounder("pregnancy"))
PREGNANT = (status("not_applicable"), confounder("pregnancy", "suppress"), no_cards())


def reference(target: str = "", display: str = "") -> Json:
    """Give a prescription that only refers to its medicine."""
    told = {name: text for name, text in (("reference", target), ("display", display)) if text}
    return medicine(on="2026-01-05", medicationReference=told)


MEDICATION: Json = {"resourceType": "Medication", "id": "sema", "code": coded(RXNORM, SEMAGLUTIDE)}


def contained() -> Json:
    return reference("#m") | {"contained": [MEDICATION | {"id": "m"}]}


def dosed(milligrams: float, on: str) -> Json:
    dose = {"doseAndRate": [{"doseQuantity": {"value": milligrams, "unit": "mg"}}]}
    return medicine(SEMAGLUTIDE, on=on, dosageInstruction=[dose])


CASES: tuple[Case, ...] = (
    case(
        "C13", "a leg whose loss was typed in in 1998", base(73.6, diagnosis("Z89.511", recorded="1998-04-01")), *STANDS
    ),
    case("C13b", "or typed in again in March", base(73.6, diagnosis("Z89.511", recorded="2026-03-15")), *STANDS),
    case("C13c", "a toe weighs nothing", base(73.6, diagnosis("Z89.411", onset="2026-03-15")), *STANDS),
    case("C13d", "nor does a finger", base(73.6, diagnosis("Z89.021", onset="2026-03-15")), *STANDS),
    case(
        "C13e",
        "below the knee with 25 % lost: more than a leg",
        base(60, diagnosis("Z89.511", onset="2026-03-15")),
        *STANDS,
    ),
    case(
        "C13f",
        "below the knee with 8 % lost: withheld",
        base(73.6, diagnosis("Z89.511", onset="2026-03-15")),
        status("withheld"),
        confounder("amputation", "withhold"),
        one_card(),
    ),
    case(
        "C13g",
        "by its procedure",
        base(73.6, procedure("88312006", on="2026-03-15")),
        status("withheld"),
        confounder("amputation", "withhold"),
    ),
    case(
        "C13h",
        "before the earlier weight it only cautions",
        base(73.6, procedure("88312006", on="2026-01-05")),
        *STANDS,
    ),
    case("C13i", "a hand with 6.0 % lost leaves 5.3 %", base(75.2, diagnosis("Z89.111", onset="2026-03-15")), *STANDS),
    case(
        "C13j",
        "with 5.5 % lost it leaves 4.8 %",
        base(75.6, diagnosis("Z89.111", onset="2026-03-15")),
        status("withheld"),
    ),
    case("C13k", "a limb unknown with 15 % lost", base(68, diagnosis("Z89.9", onset="2026-03-15")), status("withheld")),
    case("C13l", "a limb unknown with 25 % lost", base(60, diagnosis("Z89.9", onset="2026-03-15")), *STANDS),
    case(
        "C24",
        "coded malnutrition and weight loss with one weight are named",
        unweighed(
            weight(80, "2026-06-25"), diagnosis("E43", onset="2026-06-01"), diagnosis("R63.4", onset="2026-06-01")
        ),
        status("undetermined"),
        confounder("malnutrition_coded", "caution"),
        one_card(),
        says("malnutrition"),
    ),
    case(
        "C24b",
        "one weight and nothing else is no news",
        unweighed(weight(80, "2026-06-25")),
        status("undetermined"),
        no_cards(),
    ),
    case(
        "C24c",
        "R63.4 with one weight asks somebody to look",
        unweighed(weight(80, "2026-06-25"), diagnosis("R63.4", onset="2026-06-01")),
        one_card(),
    ),
    case(
        "C25",
        "a poor appetite of 2017 has expired",
        base(76.8, crp(60), poor_appetite(onset="2017-05-01")),
        verdict("precachexia", "unknown"),
        missing("precachexia", "anorexia"),
        says_not("poor appetite"),
    ),
    case(
        "C25b", "one of 180 days counts", base(76.8, crp(60), poor_appetite(onset="2026-01-01")), status("precachexia")
    ),
    case(
        "C25c",
        "one of 181 days does not",
        base(76.8, crp(60), poor_appetite(onset="2025-12-31")),
        verdict("precachexia", "unknown"),
    ),
    case("C25d", "an undated one counts", base(76.8, crp(60), diagnosis("R63.0")), status("precachexia")),
    case(
        "C25e",
        "one of 2017 that was recorded again in June counts",
        base(76.8, crp(60), poor_appetite(onset="2017-05-01", recorded="2026-06-01")),
        status("precachexia"),
    ),
    case(
        "C30",
        "a drug begun two weeks before the last weight",
        base(72, medicine(SEMAGLUTIDE, on="2026-06-10")),
        *NO_EFFECT,
    ),
    case("C30b", "27 days before it", base(72, medicine(SEMAGLUTIDE, on="2026-05-29")), *NO_EFFECT),
    case("C30c", "28 days before it", base(72, medicine(SEMAGLUTIDE, on="2026-05-28")), *LOWERED, title("semaglutide")),
    case("C30d", "begun in November", base(72, medicine(SEMAGLUTIDE, on="2025-11-01")), *LOWERED),
    case("C30e", "steady since 2022", base(72, medicine(SEMAGLUTIDE, on="2022-06-01")), *CAUTIONED),
    case(
        "C30f", "since 2022, raised in February", base(72, dosed(0.5, "2022-06-01"), dosed(2.4, "2026-02-10")), *LOWERED
    ),
    case(
        "C30g",
        "stopped, with an order of last autumn",
        base(72, medicine(SEMAGLUTIDE, on="2025-09-01", status="stopped")),
        *CAUTIONED,
    ),
    case(
        "C30h",
        "stopped, with an order of 2023",
        base(72, medicine(SEMAGLUTIDE, on="2023-01-01", status="stopped")),
        *NO_EFFECT,
    ),
    case("C30i", "ordered for next week", base(72, medicine(SEMAGLUTIDE, on="2026-07-07")), *NO_EFFECT),
    case(
        "C30j",
        "a bariatric operation of this spring",
        base(72, procedure("427074001", on="2026-02-10")),
        *LOWERED,
    ),
    case("C33", "an undated pregnancy of a woman of 58", of_person(woman("1968-02-01"), diagnosis("Z33.1")), *IGNORED),
    case("C33b", "of a man", of_person(man("1990-02-01"), diagnosis("Z33.1")), *IGNORED),
    case(
        "C33c", "a dated one of a man", of_person(man("1990-02-01"), diagnosis("Z33.1", onset="2026-04-01")), *IGNORED
    ),
    case(
        "C33d",
        "a dated one of a woman of 30",
        of_person(woman("1996-02-01"), diagnosis("Z33.1", onset="2026-04-01")),
        *PREGNANT,
    ),
    case(
        "C33e",
        "an undated one on her problem list",
        of_person(woman("1996-02-01"), diagnosis("Z33.1", category="problem-list-item")),
        *PREGNANT,
    ),
    case(
        "C33f",
        "one of 2024 that nobody ended",
        of_person(woman("1996-02-01"), diagnosis("Z33.1", onset="2024-01-01", recorded="2024-01-01")),
        *IGNORED,
    ),
    case("C33g", "of a woman of 55", of_person(woman("1971-02-01"), diagnosis("Z33.1", onset="2026-04-01")), *PREGNANT),
    case("C33h", "of a woman of 56", of_person(woman("1970-02-01"), diagnosis("Z33.1", onset="2026-04-01")), *IGNORED),
    case(
        "C33i",
        "an undated one as an encounter diagnosis",
        of_person(woman("1996-02-01"), diagnosis("Z33.1", status="", category="encounter-diagnosis")),
        *IGNORED,
    ),
    case(
        "C34", "semaglutide by display", base(72, reference("Medication/9", "Semaglutide 1 mg/0.75 mL pen")), *LOWERED
    ),
    case(
        "C34b",
        "semaglutide as a Medication in the export",
        base(72, reference("Medication/sema"), MEDICATION),
        *LOWERED,
    ),
    case("C34c", "semaglutide contained", base(72, contained()), *LOWERED),
    case(
        "C34d",
        "a medicine that cannot be read is said, never silence",
        base(72, reference("Medication/9")),
        status("cachexia"),
        says("could not be read"),
    ),
    case(
        "C34e",
        "metformin by display is read, and is none of them",
        base(72, reference("Medication/9", "Metformin 500 mg tablet")),
        *NO_EFFECT,
        says_not("could not be read"),
    ),
    case(
        "C34f",
        "in the hook a Medication beside the prescription is found",
        SeenByHook(base(72, reference("Medication/sema"), MEDICATION)),
        indicator("info"),
        title("semaglutide"),
    ),
)
