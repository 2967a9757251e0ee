"""What a chart can state about a patient beyond numbers: diagnoses, symptoms, procedures, medicines, care plans."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from .calendar import When
from .caution import Caution


class Kind(StrEnum):
    """The facts that the criteria and their confounders ask about."""

    CANCER = "cancer"
    CACHEXIA = "cachexia"
    CHRONIC_DISEASE = "chronic_disease"
    ANOREXIA = "anorexia"
    FATIGUE = "fatigue"
    WEAKNESS = "weakness"
    SARCOPENIA = "sarcopenia"
    WEIGHT_LOSS = "weight_loss"
    MALNUTRITION = "malnutrition"
    FLUID = "fluid"
    FLUID_PRONE = "fluid_prone"
    """An illness that may hold fluid: heart failure, cirrhosis. It tells of no fluid now."""
    DRAINAGE = "drainage"
    LOOP_DIURETIC = "loop_diuretic"
    PREGNANCY = "pregnancy"
    DIALYSIS = "dialysis"
    KIDNEY_TRANSPLANT = "kidney_transplant"
    AMPUTATION = "amputation"
    INTENTIONAL_LOSS = "intentional_loss"
    WEIGHT_LOSS_DRUG = "weight_loss_drug"
    BARIATRIC = "bariatric"
    THYROID_OR_MALABSORPTION = "thyroid_or_malabsorption"
    INFECTION = "infection"
    NEUTROPENIA = "neutropenia"
    FEVER = "fever"
    """With neutropenia it is an infection; alone it means nothing here."""
    SURGERY = "surgery"
    ALBUMIN_INFUSION = "albumin_infusion"
    CRP_LOWERING_DRUG = "crp_lowering_drug"
    HOSPICE = "hospice"
    PALLIATIVE_CARE = "palliative_care"
    NUTRITION_CARE = "nutrition_care"
    """A dietitian's visit, a plan or an order of nutrition, tube or parenteral feeding."""
    SHORT_PROGNOSIS = "short_prognosis"
    """A clinician expects less than three months; a site says by which codes."""


class Standing(StrEnum):
    """How a fact stands: present now, present once (resolved, in remission, history), or stated to be absent."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    REFUTED = "refuted"


@dataclass(frozen=True, slots=True)
class Coding:
    """A code in its system, with the display that the record gave (never shown unescaped)."""

    system: str
    code: str
    display: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of the chart: what, how it stands, since when, until when, and where it is written.

    `when` is the onset or, failing that, the date of recording; None where the record gives neither.
    `detail` names the member of the kind where it matters (ascites, oedema, ... for FLUID).
    A state lasts until it is ended; an event (`passing`) counts only around its date.
    """

    kind: Kind
    standing: Standing
    when: When | None
    source: str
    coding: Coding | None = None
    detail: str = ""
    cautions: tuple[Caution, ...] = ()
    observed: bool = False
    """Whether it was observed or answered on its day, and so ages; a diagnosis holds until it is resolved."""
    until: When | None = None
    passing: bool = False
    """Whether it is an event: a procedure that was completed, the diagnosis of one encounter."""
    happened: bool = True
    """Whether `when` says when it happened; the day on which a status was typed in does not."""
    said: When | None = None
    """When it was last recorded, where the record says so beside `when`."""
    dose: str = ""
    more_codes: tuple[Coding, ...] = ()
    """Further codes of the same entry that mean the same."""

    @property
    def codes(self) -> tuple[Coding, ...]:
        """All codes of the entry that mean this."""
        return (*((self.coding,) if self.coding else ()), *self.more_codes)

    def as_of(self, today: date) -> "Fact | None":
        """Give what of it was true on a day: nothing that came later, and no end that was still to come."""
        if self.when is not None and self.when.first > today:
            return None
        if self.until is None or self.until.first <= today:
            return self
        standing = Standing.ACTIVE if self.standing is Standing.INACTIVE else self.standing
        return replace(self, until=None, standing=standing)

    @property
    def lasts(self) -> bool:
        """Whether it is a state that nobody has ended."""
        return self.standing is Standing.ACTIVE and not self.passing and self.until is None
