"""What a chart can state about a patient beyond numbers: diagnoses, symptoms, procedures, medicines, care plans."""

from dataclasses import dataclass
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
    LOOP_DIURETIC = "loop_diuretic"
    PREGNANCY = "pregnancy"
    DIALYSIS = "dialysis"
    AMPUTATION = "amputation"
    INTENTIONAL_LOSS = "intentional_loss"
    WEIGHT_LOSS_DRUG = "weight_loss_drug"
    BARIATRIC = "bariatric"
    THYROID_OR_MALABSORPTION = "thyroid_or_malabsorption"
    INFECTION = "infection"
    SURGERY = "surgery"
    ALBUMIN_INFUSION = "albumin_infusion"
    CRP_LOWERING_DRUG = "crp_lowering_drug"
    HOSPICE = "hospice"
    PALLIATIVE_CARE = "palliative_care"


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
    """One statement of the chart: what, how it stands, since when, and where it is written.

    `when` is the onset or, failing that, the date of recording; None where the record gives neither.
    `detail` names the member of the kind where it matters (ascites, oedema, ... for FLUID).
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
