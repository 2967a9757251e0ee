"""Whether there is an active cancer at all, and when it became true (C9, C10, C26, C27, C36, C39, C40)."""

from .case import Case, case
from .chart import (
    CANCER,
    ICD_GM,
    OWN,
    Chart,
    Json,
    base,
    certain,
    chart,
    coded,
    crp,
    diagnosis,
    height,
    man,
    poor_appetite,
    procedure,
    weight,
    with_diagnosis,
)
from .expect import confounder, no_confounder, not_status, status, trial_fit, unrecognised, verdict
from .expect_cards import indicator, no_cards, one_card, says, title, title_without
from .play import Seen

SURE = (status("cachexia"), indicator("warning"), title_without("suspected"))
SUSPECTED = (status("cachexia"), title("suspected"))
NO_CANCER = (status("not_applicable"), no_cards())
FORMER = (status("withheld"), confounder("cancer_inactive", "withhold"), one_card())
COPD = diagnosis("J44.9", onset="2015-01-01")

TRIAL: Json = {
    "trials": [
        {
            "identifier": "T1",
            "title": "A trial for pancreatic cancer",
            "url": "https://trials.example/1",
            "cancers": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "C25"}],
        }
    ]
}
MAPPED: Json = {"codes": {"cancer": [{"system": OWN, "code": "PANC-CA"}]}}


def in_2004(*parts: Json) -> Chart:
    """Give 8 % loss in the first half of 2004."""
    return chart(man(), height(175, "2003-09-01"), weight(80, "2004-01-20"), weight(73.6, "2004-06-25"), *parts)


def both_codings() -> Json:
    found = diagnosis("C25.0", onset="2025-11-03")
    snomed = coded("http://snomed.info/sct", "1259539007")["coding"]
    return found | {"code": {"coding": [*snomed, *found["code"]["coding"]]}}


CASES: tuple[Case, ...] = (
    case("C9", "C34.9 with certainty A is excluded", with_diagnosis(certain("C34.9", "A")), *NO_CANCER),
    case("C9b", "with V it is suspected", with_diagnosis(certain("C34.9", "V")), *SUSPECTED),
    case("C9c", "with Z it is the state after it", with_diagnosis(certain("C34.9", "Z")), *FORMER),
    case("C9d", "with G it is confirmed", with_diagnosis(certain("C34.9", "G")), *SURE),
    case("C9e", "the letter after the code says the same: A", with_diagnosis(diagnosis("C34.9 A", ICD_GM)), *NO_CANCER),
    case("C9f", "V", with_diagnosis(diagnosis("C34.9 V", ICD_GM)), *SUSPECTED),
    case("C9g", "G", with_diagnosis(diagnosis("C34.9 G", ICD_GM)), *SURE),
    case("C9h", "Z", with_diagnosis(diagnosis("C34.9 Z", ICD_GM)), *FORMER),
    case("C9i", "an excluded second cancer takes nothing from the first", base(73.6, certain("C34.9", "A")), *SURE),
    case(
        "C9j",
        "an excluded infection raised no CRP",
        base(76.8, poor_appetite(), crp(60), certain("J18.9", "A")),
        status("precachexia"),
    ),
    case("C10", "C83.3A is a lymphoma in remission", with_diagnosis(diagnosis("C83.3A")), *FORMER),
    case("C10b", "so is C81.9A", with_diagnosis(diagnosis("C81.9A")), *FORMER),
    case("C10c", "C81.90 is active", with_diagnosis(diagnosis("C81.90")), *SURE),
    case("C10d", "C91.01 is in remission", with_diagnosis(diagnosis("C91.01")), *FORMER),
    case("C10e", "C91.00 is not", with_diagnosis(diagnosis("C91.00")), *SURE),
    case("C10f", "in remission and steady: no card", with_diagnosis(diagnosis("C83.3A"), last=79.5), *NO_CANCER),
    case(
        "C26",
        "a refuted cancer is no cancer, and COPD is none",
        with_diagnosis(diagnosis("C34.9", verified="refuted"), COPD),
        *NO_CANCER,
        no_confounder("cancer_inactive"),
    ),
    case(
        "C26b",
        "nor is one entered in error",
        with_diagnosis(diagnosis("C34.9", verified="entered-in-error")),
        *NO_CANCER,
    ),
    case("C26c", "a cancer in remission withholds", with_diagnosis(diagnosis("C34.9", status="remission")), *FORMER),
    case(
        "C27",
        "a provisional cancer is suspected",
        with_diagnosis(diagnosis("C25.0", verified="provisional")),
        *SUSPECTED,
    ),
    case("C27b", "a differential one", with_diagnosis(diagnosis("C25.0", verified="differential")), *SUSPECTED),
    case("C27c", "an unconfirmed one", with_diagnosis(diagnosis("C25.0", verified="unconfirmed")), *SUSPECTED),
    case("C27d", "a confirmed one is not", with_diagnosis(diagnosis("C25.0", verified="confirmed")), *SURE),
    case("C27e", "nor one beside a confirmed one", base(73.6, diagnosis("C34.9", verified="provisional")), *SURE),
    case(
        "C36",
        "a cancer recorded in 2010 was not known in 2004",
        Seen(in_2004(diagnosis("C25.0", onset="2010-03-01", recorded="2010-03-01")), "2004-06-30"),
        *NO_CANCER,
    ),
    case(
        "C36b",
        "one of 2003 was",
        Seen(in_2004(diagnosis("C25.0", onset="2003-03-01", recorded="2003-03-01")), "2004-06-30"),
        status("cachexia"),
    ),
    case(
        "C36c",
        "a cancer dated next month is not yet true",
        with_diagnosis(diagnosis("C25.0", onset="2026-07-15")),
        *NO_CANCER,
    ),
    case(
        "C36d",
        "an operation of next week has raised nothing",
        base(76.8, poor_appetite(), crp(60), procedure("44140", "http://www.ama-assn.org/go/cpt", on="2026-07-06")),
        status("precachexia"),
    ),
    case(
        "C39",
        "diagnoses that nobody recognises are said where the criterion would be met",
        with_diagnosis(diagnosis("PANC-CA", OWN)),
        status("undetermined"),
        unrecognised(1),
        one_card(),
        says("could not be recognised"),
    ),
    case(
        "C39b",
        "where it would not, they are only counted",
        with_diagnosis(diagnosis("PANC-CA", OWN), last=79.5),
        unrecognised(1),
        *NO_CANCER,
    ),
    case(
        "C39c",
        "a diagnosis that is text only is one of them",
        with_diagnosis(diagnosis("x") | {"code": {"text": "Pankreaskopfkarzinom"}}),
        status("undetermined"),
        unrecognised(1),
    ),
    case(
        "C39d",
        "a hospital's code that the ruleset maps",
        Seen(with_diagnosis(diagnosis("PANC-CA", OWN)), ruleset=MAPPED),
        *SURE,
    ),
    case("C39e", "a known code that is no cancer is recognised", with_diagnosis(COPD), unrecognised(0), *NO_CANCER),
    case(
        "C39f",
        "beside a known cancer an unknown diagnosis changes nothing",
        base(73.6, diagnosis("ZZ-1", OWN)),
        unrecognised(1),
        *SURE,
    ),
    case(
        "C39g",
        "a refuted unknown diagnosis is no candidate",
        with_diagnosis(diagnosis("PANC-CA", OWN, verified="refuted")),
        not_status("undetermined"),
        no_cards(),
    ),
    case(
        "C40",
        "a trial by ICD finds the second coding of a Condition",
        Seen(with_diagnosis(both_codings(), last=72), ruleset=TRIAL),
        trial_fit("T1", "fits"),
    ),
    case(
        "C40b",
        "another cancer does not fit",
        Seen(with_diagnosis(diagnosis("C34.9"), last=72), ruleset=TRIAL),
        trial_fit("T1", "does_not_fit"),
        verdict("fearon_2011", "met"),
    ),
    case(
        "cancer-skin",
        "skin cancer other than melanoma is not cancer here",
        chart(man(), height(), weight(80, "2026-01-20"), weight(72, "2026-06-25"), diagnosis("C44.3")),
        *NO_CANCER,
    ),
    case("cancer-none", "an empty list of diagnoses is no cancer", with_diagnosis(CANCER)[:-1], *NO_CANCER),
)
