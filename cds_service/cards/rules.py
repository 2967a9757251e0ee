"""Which cards exist and what they carry: topics, order codes, guideline links, reasons to refuse.

SNOMED CT codes are the referral procedures of the clinical manual's section "ServiceRequest codes"; none is a CPT code.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, ClassVar, Literal
from urllib.parse import urlsplit

from cds_service.clinical.limits import PROPOSAL, About, Code, CodeSystem, Limits, LossPercent, Objection, Rules
from cds_service.clinical.referral_rules import ReferralKind
from cds_service.clinical.words import phrase

Indicator = Literal["info", "warning", "critical"]
TOPIC_CODE = re.compile(r"[A-Za-z0-9]{1,100}")
"""What every known client can key an override on; Epic refuses longer codes and punctuation."""


@dataclass(frozen=True)
class CodedText(Rules):
    """A code with its system and the words for it."""

    given_whole: ClassVar[bool] = True
    system: CodeSystem
    code: Code
    display: Code


@dataclass(frozen=True)
class GuidelineLink(Rules):
    """A link to a published document, by its permanent address."""

    label: str
    url: str

    def objections(self) -> Iterator[Objection]:
        """A clinician follows it from inside the record."""
        yield from super().objections()
        parts = urlsplit(self.url)
        if parts.scheme != "https" or not parts.netloc or not self.label:
            yield Objection(("label", "url"), "a guideline link needs a label and an absolute https address")


def _snomed(code: str, display: str) -> CodedText:
    return CodedText("http://snomed.info/sct", code, display)


FEARON_2011 = GuidelineLink(
    "Fearon 2011: definition of cancer cachexia", "https://doi.org/10.1016/S1470-2045(10)70218-7"
)
ASCO_2020 = GuidelineLink("ASCO 2020: management of cancer cachexia", "https://doi.org/10.1200/JCO.20.00611")
TRIAL_SEARCH = GuidelineLink(
    "Search for cachexia trials (ClinicalTrials.gov)", "https://clinicaltrials.gov/search?cond=Cancer%20Cachexia"
)
ASCO_2023 = GuidelineLink("ASCO 2023: rapid update on cancer cachexia", "https://doi.org/10.1200/JCO.23.01280")
ESMO_2021 = GuidelineLink(
    "ESMO 2021: cancer cachexia in adults", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC8233663/"
)

DIETITIAN = _snomed("103699006", "Referral to dietitian")
PHYSIOTHERAPIST = _snomed("308447003", "Referral to physiotherapist")
PSYCHOLOGIST = _snomed("308459004", "Referral to psychologist")
SOCIAL_WORKER = _snomed("308440001", "Referral to social worker")
CLINICAL_TRIAL = _snomed("702475000", "Referral to clinical trial")
PALLIATIVE_CARE = _snomed("306237005", "Referral to palliative care service")


@dataclass(frozen=True)
class InformationCard(Rules):
    """A card without an order."""

    topic: str
    enabled: bool = True
    links: tuple[GuidelineLink, ...] = ()

    def objections(self) -> Iterator[Objection]:
        """An EHR keys its overrides on the topic."""
        yield from super().objections()
        if not TOPIC_CODE.fullmatch(self.topic):
            yield Objection(("topic",), "a topic code consists of 1 to 100 letters and digits")


@dataclass(frozen=True, kw_only=True)
class ReferralCard(InformationCard):
    """A card that offers one draft referral."""

    request: CodedText
    recommended: bool = False
    """Whether its suggestion is marked as the recommended one."""
    category: CodedText | None = None
    alternatives: tuple[CodedText, ...] = ()
    """Codes that a site may choose for `request` instead; never offered as a second suggestion."""


@dataclass(frozen=True, kw_only=True)
class TrialCard(ReferralCard):
    """The referral to a clinical trial."""

    offer: Literal["always", "matching"] = "always"
    """Whether it is offered to everyone, or only where a trial of the site's registry may fit."""


@dataclass(frozen=True)
class IndicatorRules(Rules):
    """How urgent the assessment card is, by status; referral cards are always information."""

    cachexia: Indicator = "warning"
    refractory_suspected: Indicator = "info"
    precachexia: Indicator = "info"
    at_risk: Indicator = "info"
    undetermined: Indicator = "info"
    withheld: Indicator = "info"


@dataclass(frozen=True)
class CoolDownRules(Rules):
    """How long a card that was shown is not shown again. A doubtful weight and a worsening always speak."""

    answered_days: Annotated[
        int, Limits(0, 365, "days"), About("After an accept or an override nothing is shown.", PROPOSAL, (30, 180))
    ] = 90
    shown_days: Annotated[
        int,
        Limits(0, 90, "days"),
        About(
            "After the first day on which it was shown, a card for undetermined, withheld or at risk is not shown.",
            PROPOSAL,
            (3, 30),
        ),
    ] = 7
    worse_by_percent: Annotated[
        Decimal,
        Limits(0, 20, "%"),
        About("A loss that is greater by so many percentage points speaks all the same.", PROPOSAL, (1, 5)),
    ] = Decimal("2.5")


def _reason(code: str, display: str) -> CodedText:
    return CodedText("urn:cachexia-cds:override-reason", code, display)


REASONS = (
    _reason("already-addressed", phrase("Already addressed")),
    _reason("patient-declines", phrase("The patient prefers not to")),
    _reason("loss-explained", phrase("Weight loss is intended or explained")),
    _reason("data-wrong", phrase("The data shown are wrong")),
    _reason("not-at-this-stage", phrase("Not appropriate at this stage of illness")),
    _reason("other", phrase("Another reason")),
)


@dataclass(frozen=True)
class CardRules(Rules):
    """The half of a ruleset that a clinician sees."""

    assessment: InformationCard = InformationCard("cachexiaAssessment", links=(FEARON_2011, ESMO_2021))
    nutrition: ReferralCard = ReferralCard("cachexiaNutrition", links=(ASCO_2020,), request=DIETITIAN, recommended=True)
    physiotherapy: ReferralCard = ReferralCard("cachexiaPhysiotherapy", links=(FEARON_2011,), request=PHYSIOTHERAPIST)
    psychosocial: ReferralCard = ReferralCard(
        "cachexiaPsychosocial", links=(ESMO_2021,), request=PSYCHOLOGIST, alternatives=(SOCIAL_WORKER,)
    )
    trials: TrialCard = TrialCard("cachexiaTrials", links=(TRIAL_SEARCH, ASCO_2023), request=CLINICAL_TRIAL)
    palliative: ReferralCard = ReferralCard("cachexiaPalliative", links=(ASCO_2020,), request=PALLIATIVE_CARE)
    medication: InformationCard = InformationCard("cachexiaMedication", enabled=False, links=(ASCO_2023, ASCO_2020))
    indicators: IndicatorRules = field(default_factory=IndicatorRules)
    override_reasons: tuple[CodedText, ...] = REASONS
    selection_behavior: Literal["any", "at-most-one"] = "any"
    referrals_as: Literal["cards", "suggestions"] = "suggestions"
    undetermined: Literal["actionable", "always", "never"] = "actionable"
    """Who gets a card although nothing can be decided."""
    cool_down: CoolDownRules = field(default_factory=CoolDownRules)
    near_limit_percent: Annotated[
        LossPercent,
        About("An undetermined patient who lost this much gets a card.", PROPOSAL, (3, 5)),
    ] = Decimal(4)
    source_label: str = "Cachexia CDS"
    source_url: str | None = None
    topic_system: CodeSystem = "urn:cachexia-cds:topic"

    def objections(self) -> Iterator[Objection]:
        """Cards that cannot be written."""
        yield from super().objections()
        if self.referrals_as == "suggestions" and not self.assessment.enabled:
            sentence = "referrals can only be suggestions of an assessment card that exists"
            yield Objection(("referrals_as", "assessment"), sentence)
        if not self.source_label:
            yield Objection(("source_label",), "a card names its source")

    def referral(self, kind: ReferralKind) -> ReferralCard:
        """Give the card of one referral."""
        card: ReferralCard = getattr(self, kind.value)
        return card
