"""Every case of a closed vocabulary has its own words on a card; that none is forgotten, mypy proves."""

from collections.abc import Callable, Iterable

import pytest

from cds_service.cards import caution_words, confounder_words, exclusion_words, missing_words, names, referral_words
from cds_service.cards.phrases import Phrases
from cds_service.clinical.caution import Caution
from cds_service.clinical.confounder_rules import ConfounderCode
from cds_service.clinical.evidence import Quantity, Sign
from cds_service.clinical.measures import Measure
from cds_service.clinical.missing import Missing
from cds_service.clinical.record import Reason
from cds_service.clinical.referral_rules import ReferralKind
from cds_service.clinical.ruleset import Criterion, Stage

PHRASES = Phrases()
VOCABULARIES: dict[str, tuple[Iterable[object], Callable[..., str]]] = {
    "cautions": (Caution, caution_words.sentence),
    "confounders": (ConfounderCode, confounder_words.lead),
    "effects of confounders": (ConfounderCode, confounder_words.effect),
    "exclusions": (Reason, exclusion_words.why),
    "missing things": ((*Missing, *Quantity, *Sign), lambda one: missing_words.named(one, PHRASES)),
    "measures": (Measure, lambda one: names.measure(one, PHRASES)),
    "referrals": (ReferralKind, referral_words.name),
    "reasons for referrals": (ReferralKind, referral_words.background),
    "criteria": ((*Criterion, *Stage), lambda one: names.criterion(one, PHRASES)),
}


@pytest.mark.parametrize("vocabulary", VOCABULARIES)
def test_every_case_has_words_of_its_own(vocabulary: str) -> None:
    cases, words = VOCABULARIES[vocabulary]
    told = [words(one) for one in cases]
    assert all(told)
    assert len(set(told)) == len(told)
