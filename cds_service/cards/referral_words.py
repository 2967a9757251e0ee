"""What a referral card says: its name, and what a guideline or a paper that was read says about it."""

from typing import Final

from cds_service.clinical.referral_rules import ReferralKind

from .phrases import phrase

NAMES: Final = {
    ReferralKind.NUTRITION: phrase("Dietitian referral"),
    ReferralKind.PHYSIOTHERAPY: phrase("Physiotherapy referral"),
    ReferralKind.PSYCHOSOCIAL: phrase("Psychosocial support"),
    ReferralKind.TRIALS: phrase("Clinical trial referral"),
    ReferralKind.PALLIATIVE: phrase("Palliative care referral"),
}

BACKGROUND: Final = {
    ReferralKind.NUTRITION: phrase(
        "ASCO 2020 suggests that patients with advanced cancer and loss of appetite or weight may be referred to a"
        " registered dietitian (strength: moderate; informal consensus, low evidence)."
    ),
    # No statement on exercise was read in its guideline; the definition was.
    ReferralKind.PHYSIOTHERAPY: phrase(
        "Fearon 2011 describes cachexia as an ongoing loss of muscle that leads to a progressive loss of function."
        " Physiotherapy may be considered to support strength and daily life."
    ),
    ReferralKind.PSYCHOSOCIAL: phrase(
        "ESMO 2021 names psychosocial distress among what to assess in cachexia. Support for patient and family may be"
        " considered."
    ),
    ReferralKind.TRIALS: phrase(
        "ASCO 2023 notes that no drug was approved by the FDA for cancer cachexia (as of August 2023). A trial may be"
        " considered."
    ),
    ReferralKind.PALLIATIVE: phrase(
        "ASCO 2020 suggests not offering tube or parenteral feeding routinely for cachexia. Symptom relief and support"
        " by a palliative care team may be considered."
    ),
}
