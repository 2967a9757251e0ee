"""Every sentence of medicine that a card can say, with the source that carries it."""

from collections.abc import Iterator
from dataclasses import dataclass

from cds_service.clinical.caution import Caution
from cds_service.clinical.confounder_rules import ConfounderCode
from cds_service.clinical.referral_rules import ReferralKind
from cds_service.clinical.words import phrase

from . import caution_words, confounder_words, referral_words
from .medication_card import TO_DISCUSS
from .parts.ask_about import CAUSES
from .parts.comfort import COMFORT
from .phrases import Phrases
from .rules import ASCO_2020, ASCO_2023, ESMO_2021, FEARON_2011, GuidelineLink

SCOTTISH = phrase("Scottish Palliative Care Guidelines: anorexia and cachexia")
OWN = phrase("A proposal of this project, to be confirmed by each site")
_BEHIND = {
    ReferralKind.NUTRITION: ASCO_2020,
    ReferralKind.PHYSIOTHERAPY: FEARON_2011,
    ReferralKind.PSYCHOSOCIAL: ESMO_2021,
    ReferralKind.TRIALS: ASCO_2023,
    ReferralKind.PALLIATIVE: ASCO_2020,
}


@dataclass(frozen=True, slots=True)
class Saying:
    """What a card says, where, and on whose word; all of it plain text."""

    about: str
    words: str
    source: str
    url: str | None = None

    @classmethod
    def of(cls, about: str, words: str, source: GuidelineLink) -> "Saying":
        """Put words beside the document that carries them."""
        return cls(about, words, source.label, source.url)


def sayings(phrases: Phrases) -> tuple[Saying, ...]:
    """List them: suggestions, comfort, what to ask about, medicines, then confounders and cautions."""
    return tuple(
        Saying(phrases.say(one.about), _plain(phrases.say(one.words)), phrases.say(one.source), one.url)
        for one in (*_published(), *_our_own())
    )


def _published() -> Iterator[Saying]:
    for kind, source in _BEHIND.items():
        yield Saying.of(referral_words.name(kind), referral_words.background(kind), source)
    yield Saying(phrase("Comfort first"), COMFORT, SCOTTISH)
    yield Saying(phrase("Ask about"), CAUSES, SCOTTISH)
    for words, source in zip(TO_DISCUSS, (ASCO_2023, ASCO_2023, ASCO_2020, ASCO_2023), strict=True):
        yield Saying.of(phrase("Medicines for appetite"), words, source)


def _our_own() -> Iterator[Saying]:
    for code in ConfounderCode:
        yield Saying(confounder_words.lead(code), confounder_words.effect(code), OWN)
    for caution in Caution:
        yield Saying(phrase("Take care"), caution_words.sentence(caution), OWN)


def _plain(words: str) -> str:
    return words.replace("**", "")
