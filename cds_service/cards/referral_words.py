"""What a referral card says: its name, and what a guideline or a paper that was read says about it."""

from typing import assert_never

from cds_service.clinical.referral_rules import ReferralKind
from cds_service.clinical.words import phrase


def name(kind: ReferralKind) -> str:
    """Name the referral, as a phrase."""
    match kind:
        case ReferralKind.NUTRITION:
            return phrase("Dietitian referral")
        case ReferralKind.PHYSIOTHERAPY:
            return phrase("Physiotherapy referral")
        case ReferralKind.PSYCHOSOCIAL:
            return phrase("Psychosocial support")
        case ReferralKind.TRIALS:
            return phrase("Clinical trial referral")
        case ReferralKind.PALLIATIVE:
            return phrase("Palliative care referral")
        case _:
            assert_never(kind)


def label(kind: ReferralKind) -> str:
    """Give what its button says, as a phrase."""
    match kind:
        case ReferralKind.NUTRITION:
            return phrase("Draft dietitian referral")
        case ReferralKind.PHYSIOTHERAPY:
            return phrase("Draft physiotherapy referral")
        case ReferralKind.PSYCHOSOCIAL:
            return phrase("Draft psychosocial support referral")
        case ReferralKind.TRIALS:
            return phrase("Draft clinical trial referral")
        case ReferralKind.PALLIATIVE:
            return phrase("Draft palliative care referral")
        case _:
            assert_never(kind)


def offer(kind: ReferralKind) -> str:
    """Give the title of its card, where a site wants a card for each referral, as a phrase."""
    match kind:
        case ReferralKind.NUTRITION:
            return phrase("Draft a referral to the dietitian")
        case ReferralKind.PHYSIOTHERAPY:
            return phrase("Draft a referral to physiotherapy")
        case ReferralKind.PSYCHOSOCIAL:
            return phrase("Draft a referral for psychosocial support")
        case ReferralKind.TRIALS:
            return phrase("Draft a referral to a clinical trial")
        case ReferralKind.PALLIATIVE:
            return phrase("Draft a referral to palliative care")
        case _:
            assert_never(kind)


def background(kind: ReferralKind) -> str:
    """Give what was published, as a phrase."""
    match kind:
        case ReferralKind.NUTRITION:
            return phrase(
                "ASCO 2020 suggests that patients with advanced cancer and loss of appetite or weight may be referred"
                " to a registered dietitian (strength: moderate; informal consensus, low evidence)."
            )
        case ReferralKind.PHYSIOTHERAPY:  # no statement on exercise was read in its guideline; the definition was
            return phrase(
                "Fearon 2011 describes cachexia as an ongoing loss of muscle that leads to a progressive loss of"
                " function. Physiotherapy may be considered to support strength and daily life."
            )
        case ReferralKind.PSYCHOSOCIAL:
            return phrase(
                "ESMO 2021 names psychosocial distress among what to assess in cachexia. Support for patient and"
                " family may be considered."
            )
        case ReferralKind.TRIALS:
            return phrase(
                "ASCO 2023 notes that no drug was approved by the FDA for cancer cachexia (as of August 2023). A trial"
                " may be considered."
            )
        case ReferralKind.PALLIATIVE:
            return phrase(
                "ASCO 2020 suggests not offering tube or parenteral feeding routinely for cachexia. Symptom relief and"
                " support by a palliative care team may be considered."
            )
        case _:
            assert_never(kind)
