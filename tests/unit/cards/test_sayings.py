"""Every sentence of medicine that a card can say has a source on the page behind it."""

from cds_service.cards import referral_words
from cds_service.cards.sayings import OWN, sayings
from cds_service.clinical.caution import Caution
from cds_service.clinical.confounder_rules import ConfounderCode
from cds_service.clinical.referral_rules import ReferralKind
from tests.unit.cards import patients
from tests.unit.cards.patients import ENGLISH, cards_of

SAID = sayings(ENGLISH)


def test_each_suggestion_comfort_and_what_to_ask_about_have_a_published_source() -> None:
    published = {one.words: one for one in SAID if one.source != OWN}
    assert all(published[referral_words.background(kind)].url for kind in ReferralKind)
    assert any("Scottish" in one.source for one in published.values())
    assert any("ASCO 2023" in one.source for one in published.values())


def test_what_is_ours_says_so() -> None:
    ours = [one for one in SAID if one.source == OWN]
    assert len(ours) == len(ConfounderCode) + len(Caution)


def test_the_sentences_are_those_of_the_cards() -> None:
    words = {one.words for one in SAID}
    shown = (cards_of(patients.DYING)[0].detail or "").replace("**", "") + (cards_of(patients.CACHEXIA)[0].detail or "")
    assert sum(one in shown.replace("**", "") for one in words) >= 2
