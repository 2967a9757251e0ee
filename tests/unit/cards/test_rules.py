"""Card rules cannot be built wrong."""

from collections.abc import Callable

import pytest

from cds_service.cards.rules import CardRules, CodedText, GuidelineLink, InformationCard
from cds_service.clinical.referral_rules import ReferralKind

SNOMED = {
    ReferralKind.NUTRITION: ("103699006", "cachexiaNutrition"),
    ReferralKind.PHYSIOTHERAPY: ("308447003", "cachexiaPhysiotherapy"),
    ReferralKind.PSYCHOSOCIAL: ("308459004", "cachexiaPsychosocial"),
    ReferralKind.TRIALS: ("702475000", "cachexiaTrials"),
    ReferralKind.PALLIATIVE: ("306237005", "cachexiaPalliative"),
}


@pytest.mark.parametrize("kind", list(ReferralKind))
def test_every_referral_has_its_published_code_and_topic(kind: ReferralKind) -> None:
    card = CardRules().referral(kind)
    assert (card.request.code, card.topic) == SNOMED[kind]
    assert card.request.system == "http://snomed.info/sct"
    assert card.enabled


def test_the_medication_card_is_off_until_a_site_wants_it() -> None:
    assert not CardRules().medication.enabled


@pytest.mark.parametrize(
    "build",
    [
        lambda: GuidelineLink("x", "http://example.org"),
        lambda: GuidelineLink("x", "/relative"),
        lambda: GuidelineLink("", "https://example.org"),
        lambda: CodedText("urn:x", "c", ""),
        lambda: InformationCard("not a topic!"),
        lambda: InformationCard(""),
        lambda: CardRules(referrals_as="suggestions", assessment=InformationCard("a", enabled=False)),
        lambda: CardRules(source_label=""),
    ],
)
def test_what_a_client_would_refuse_cannot_be_built(build: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        build()
