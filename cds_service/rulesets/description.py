"""The rules of a ruleset in words, with the numbers that are in force and the papers they come from."""

from dataclasses import dataclass

from cds_service.clinical.ruleset import ClinicalRules

NOT_USED = "Not used."
SOURCE_ATTRIBUTES: tuple[tuple[str, str], ...] = (
    ("Bibliographic citation", "With each rule on this page."),
    ("Developer", "The Cachexia CDS team; open source, Apache-2.0."),
    ("Funding", "None declared."),
    ("Release and revision dates", "With each version in the changelog; the ruleset's version is on every card."),
    ("Race", NOT_USED),
    ("Ethnicity", "Not used. AWGC 2023 and the Asian GLIM cut-offs are a site's choice, never inferred."),
    ("Language", NOT_USED),
    ("Sexual orientation", NOT_USED),
    ("Gender identity", NOT_USED),
    ("Sex", "Administrative gender, for sex-specific cut-offs of muscle and grip and for GNRI."),
    ("Date of birth", "To leave out children, and for GLIM's age-dependent BMI."),
    ("Social determinants of health", NOT_USED),
    ("Health status assessments", "Performance status (ECOG, Karnofsky) and documented appetite and fatigue."),
)
"""The source attributes of an evidence-based decision support intervention (45 CFR 170.315(b)(11))."""


@dataclass(frozen=True, slots=True)
class Described:
    """One criterion or score in one sentence, and its source."""

    name: str
    rule: str
    source: str
    url: str | None = None


def describe(clinical: ClinicalRules) -> tuple[Described, ...]:
    """Describe every criterion that is switched on, then the scores."""
    rules = clinical
    criteria = (
        (rules.fearon_2011.enabled, _fearon_2011(clinical)),
        (rules.evans_2008.enabled, _evans_2008(clinical)),
        (rules.fearon_2006.enabled, _fearon_2006(clinical)),
        (rules.glim_2019.enabled, _glim_2019(clinical)),
        (rules.awgc_2023.enabled, _awgc_2023(clinical)),
        (rules.precachexia.enabled, _precachexia(clinical)),
    )
    return (*(text for enabled, text in criteria if enabled), _refractory(), *_scores(clinical))


def _fearon_2011(clinical: ClinicalRules) -> Described:
    rules = clinical.fearon_2011
    return Described(
        "Cancer cachexia (Fearon 2011)",
        f"Weight loss above {rules.weight_loss_percent} % in 6 months; or above {rules.ongoing_loss_percent} % with a "
        f"BMI below {rules.bmi} kg/m2 or with low muscle.",
        "Fearon K et al., Lancet Oncol 2011;12:489-495",
        "https://doi.org/10.1016/S1470-2045(10)70218-7",
    )


def _evans_2008(clinical: ClinicalRules) -> Described:
    rules = clinical.evans_2008
    return Described(
        "Cachexia (Evans 2008)",
        f"Weight loss of {rules.weight_loss_percent} % or more in 12 months (or, where no loss can be documented, a "
        f"BMI below {rules.bmi} kg/m2) and three of: weak grip, fatigue, anorexia, low fat-free mass, "
        f"abnormal biochemistry (CRP above {rules.crp_mg_per_l} mg/L, IL-6 above {rules.il_6_pg_per_ml} pg/mL, "
        f"haemoglobin below {rules.haemoglobin_g_per_dl} g/dL, albumin below {rules.albumin_g_per_l} g/L).",
        "Evans WJ et al., Clin Nutr 2008;27:793-799",
        "https://doi.org/10.1016/j.clnu.2008.06.013",
    )


def _fearon_2006(clinical: ClinicalRules) -> Described:
    rules = clinical.fearon_2006
    return Described(
        "Three-factor profile (Fearon 2006)",
        f"Two or three of: weight loss of {rules.weight_loss_percent} % or more, intake of at most "
        f"{rules.intake_kcal} kcal a day, CRP of {rules.crp_mg_per_l} mg/L or more.",
        "Fearon KC et al., Am J Clin Nutr 2006;83:1345-1350",
        "https://doi.org/10.1093/ajcn/83.6.1345",
    )


def _glim_2019(clinical: ClinicalRules) -> Described:
    rules = clinical.glim_2019
    young, old = (rules.bmi_asia, rules.bmi_older_asia) if rules.region == "asia" else (rules.bmi, rules.bmi_older)
    return Described(
        "Malnutrition (GLIM 2019, one-step)",
        f"Weight loss above {rules.weight_loss_percent} % in 6 months or above {rules.weight_loss_beyond_percent} % "
        f"beyond, a BMI below {young} ({old} from {rules.older_from_years} years of age), or low muscle, together with "
        f"the disease; confirmed where CRP is above {rules.crp_mg_per_l} mg/L.",
        "Cederholm T et al., Clin Nutr 2019;38:1-9",
        "https://doi.org/10.1002/jcsm.12383",
    )


def _awgc_2023(clinical: ClinicalRules) -> Described:
    rules = clinical.awgc_2023
    operator = "above" if rules.weight_loss_operator == ">" else "of at least"
    return Described(
        "Cachexia (AWGC 2023)",
        f"Weight loss {operator} {rules.weight_loss_percent} % over 3 to 6 months or a BMI below {rules.bmi} kg/m2, "
        f"and one of: anorexia, grip below {rules.grip_kg.male} kg (men) or {rules.grip_kg.female} kg (women), CRP "
        f"above {rules.crp_mg_per_l} mg/L. Meant for Asian populations.",
        "Arai H et al., J Cachexia Sarcopenia Muscle 2023;14:1949-1958",
        "https://doi.org/10.1002/jcsm.13323",
    )


def _precachexia(clinical: ClinicalRules) -> Described:
    rules = clinical.precachexia
    return Described(
        "Possible pre-cachexia (operational)",
        f"Weight loss of {rules.weight_loss_kg} kg or more and up to {rules.weight_loss_percent} % with anorexia and "
        f"CRP of {rules.crp_mg_per_l} mg/L or more. Our reading of a description without numbers.",
        "after Fearon K et al., Lancet Oncol 2011;12:489-495",
        "https://doi.org/10.1016/S1470-2045(10)70218-7",
    )


def _refractory() -> Described:
    return Described(
        "Refractory cachexia suspected",
        "The primary criterion together with hospice or comfort care, ECOG 4, or ECOG 3 with palliative care. The "
        "published stage needs a prognosis and is not computed.",
        "after Fearon K et al., Lancet Oncol 2011;12:489-495",
        "https://doi.org/10.1016/S1470-2045(10)70218-7",
    )


def _scores(clinical: ClinicalRules) -> tuple[Described, ...]:
    rules = clinical.mgps
    return (
        Described(
            "GPS and mGPS",
            f"CRP above {rules.crp_mg_per_l} mg/L and albumin below {rules.albumin_g_per_l} g/L, at most "
            f"{rules.pairing_days} days apart.",
            "Forrest LM et al., Br J Cancer 2003;89:1028-1030; Proctor MJ et al., Br J Cancer 2011;105:726-734",
            "https://doi.org/10.1038/bjc.2011.292",
        ),
        Described(
            "Weight loss grade (WLGS)",
            "Grade 0 to 4 from weight loss in 6 months and current BMI.",
            "Martin L et al., J Clin Oncol 2015;33:90-99",
            "https://doi.org/10.1200/JCO.2014.56.1894",
        ),
    )
