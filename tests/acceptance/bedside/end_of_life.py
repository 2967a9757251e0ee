"""Palliative care, hospice, performance status: who is given comfort first, and who is not (C1-C3, C31)."""

from .case import Case, case
from .chart import SNOMED, Json, base, care_plan, diagnosis, ecog, encounter, procedure, request, states, unweighed
from .expect import confounder, no_confounder, not_status, status, verdict
from .expect_cards import indicator, no_cards, offers, offers_not, one_card, says, says_not
from .play import Seen

HOSPICE, PALLIATIVE_REFERRAL = "385763009", "306237005"
PROGNOSIS = "170969009"
LOST = 73.6
NAMES_PROGNOSIS: Json = {"codes": {"prognosis_under_3_months": [{"system": SNOMED, "code": PROGNOSIS}]}}
LOUD = (status("cachexia"), offers("nutrition", "physiotherapy", "psychosocial"), indicator("warning"))
COMFORT = (status("refractory_suspected"), offers_not("nutrition", "physiotherapy", "trials"))


def expecting_months(*parts: Json) -> Seen:
    """Give a chart under a ruleset that names the code of a short prognosis."""
    return Seen(base(LOST, *parts), ruleset=NAMES_PROGNOSIS)


CASES: tuple[Case, ...] = (
    case(
        "C1",
        "our own palliative referral, once active, takes no other away",
        base(LOST, ecog(3), request(PALLIATIVE_REFERRAL)),
        *LOUD,
        offers_not("palliative"),
    ),
    case(
        "C1b",
        "ECOG 3 alone: as usual, and palliative care is offered too",
        base(LOST, ecog(3)),
        *LOUD,
        offers("palliative"),
    ),
    case(
        "C1c",
        "ECOG 4: exercise is held back",
        base(LOST, ecog(4)),
        status("cachexia"),
        offers("nutrition", "palliative"),
        offers_not("physiotherapy"),
    ),
    case("C1d", "ECOG 2 asks for no palliative care", base(LOST, ecog(2)), *LOUD, offers_not("palliative")),
    case(
        "C1e",
        "ECOG 3 with a clinician's prognosis under three months is comfort first",
        expecting_months(ecog(3), states(PROGNOSIS, yes=True)),
        *COMFORT,
        one_card(),
        offers("psychosocial", "palliative"),
    ),
    case(
        "C1f",
        "ECOG 2 with that prognosis is not",
        expecting_months(ecog(2), states(PROGNOSIS, yes=True)),
        status("cachexia"),
    ),
    case(
        "C1g",
        "a prognosis 90 days old still counts",
        expecting_months(ecog(3), states(PROGNOSIS, yes=True, day="2026-04-01")),
        *COMFORT,
    ),
    case(
        "C1h",
        "one of 91 days does not",
        expecting_months(ecog(3), states(PROGNOSIS, yes=True, day="2026-03-31")),
        status("cachexia"),
    ),
    case(
        "C1i",
        "a prognosis that was denied is none",
        expecting_months(ecog(3), states(PROGNOSIS, yes=False)),
        status("cachexia"),
    ),
    case(
        "C1j",
        "an ECOG of 61 days ago decides nothing",
        expecting_months(ecog(3, "2026-04-30"), states(PROGNOSIS, yes=True)),
        status("cachexia"),
        offers_not("palliative"),
    ),
    case(
        "C1k",
        "one of 60 days does",
        expecting_months(ecog(3, "2026-05-01"), states(PROGNOSIS, yes=True)),
        *COMFORT,
    ),
    case(
        "C2",
        "a palliative encounter diagnosis (Z51.5) is no comfort care",
        base(LOST, ecog(1), diagnosis("Z51.5", recorded="2026-06-01", status="", category="encounter-diagnosis")),
        *LOUD,
        no_confounder("hospice"),
        says_not("comfort care", "comfort first"),
    ),
    case(
        "C2b",
        "nor is one of eighteen months ago",
        base(LOST, ecog(1), diagnosis("Z51.5", recorded="2025-01-02")),
        *LOUD,
        no_confounder("hospice"),
    ),
    case(
        "C2c",
        "nor an Encounter for it",
        base(LOST, ecog(1), encounter("Z51.5", system="http://hl7.org/fhir/sid/icd-10-cm", start="2026-06-01")),
        *LOUD,
    ),
    case(
        "C2d",
        "with ECOG 3 palliative care that is involved is not suggested again",
        base(LOST, ecog(3), diagnosis("Z51.5", onset="2026-05-02")),
        *LOUD,
        offers_not("palliative"),
        confounder("palliative_care", "caution"),
    ),
    case(
        "C2e",
        "seen by palliative care with ECOG 4 stays cachexia",
        base(LOST, ecog(4), procedure("305686008", on="2026-05-02")),
        status("cachexia"),
        offers("nutrition"),
    ),
    case(
        "C3",
        "hospice care completed in 2024 is over",
        base(LOST, ecog(1), procedure(HOSPICE, on="2024-03-01")),
        *LOUD,
        no_confounder("hospice"),
    ),
    case(
        "C3b",
        "hospice care stopped in 2025 is over",
        base(LOST, ecog(1), procedure(HOSPICE, on="2025-03-01", status="stopped")),
        *LOUD,
        no_confounder("hospice"),
    ),
    case(
        "C3c",
        "open hospice care is comfort first, whatever the ECOG",
        base(LOST, ecog(1), procedure(HOSPICE, since="2026-05-10", status="in-progress")),
        *COMFORT,
        one_card(),
        offers_not("palliative"),
        says_not("please confirm"),
        offers("psychosocial"),
    ),
    case(
        "C3d",
        "open for two years it still counts, and the card asks to confirm",
        base(LOST, procedure(HOSPICE, since="2024-03-01", status="in-progress")),
        *COMFORT,
        says("please confirm"),
    ),
    case(
        "C3e",
        "a hospice order that is active is open",
        base(LOST, request(HOSPICE, on="2026-06-01")),
        *COMFORT,
    ),
    case(
        "C3f",
        "one that was revoked is not",
        base(LOST, ecog(1), request(HOSPICE, status="revoked")),
        *LOUD,
    ),
    case(
        "C3g",
        "an admission to hospice that goes on is open",
        base(LOST, encounter("305336008", start="2026-06-10")),
        *COMFORT,
    ),
    case(
        "C3h",
        "one that ended is not",
        base(LOST, encounter("305336008", start="2026-04-10", end="2026-04-20", status="finished")),
        status("cachexia"),
        indicator("warning"),
    ),
    case("C3i", "an active hospice care plan is open", base(LOST, care_plan(HOSPICE)), *COMFORT),
    case(
        "C3j",
        "a revoked one is not",
        base(LOST, care_plan(HOSPICE, status="revoked")),
        status("cachexia"),
        indicator("warning"),
    ),
    case(
        "C3k",
        "hospice care entered in error never was",
        base(LOST, procedure(HOSPICE, since="2026-05-10", status="entered-in-error")),
        status("cachexia"),
        indicator("warning"),
    ),
    case(
        "C3l",
        "a steady patient in hospice is left alone",
        base(79.5, procedure(HOSPICE, since="2026-05-10", status="in-progress")),
        not_status("refractory_suspected"),
        no_cards(),
    ),
    case(
        "C3m",
        "and so is one without weights",
        unweighed(procedure(HOSPICE, since="2026-05-10", status="in-progress")),
        not_status("refractory_suspected"),
        no_cards(),
    ),
    case(
        "C3n",
        "hospice care planned for August is not yet true",
        base(LOST, procedure(HOSPICE, since="2026-08-01", status="in-progress")),
        status("cachexia"),
        indicator("warning"),
    ),
    case(
        "C31",
        "ECOG 4 by cord compression with a new cancer is treated as cachexia",
        base(LOST, ecog(4), diagnosis("G95.20", onset="2026-06-10")),
        status("cachexia"),
        verdict("fearon_2011", "met"),
        indicator("warning"),
        offers("nutrition"),
        says_not("comfort care", "comfort first"),
    ),
)
