"""The rules of a ruleset in words, with the numbers that are in force and the papers they come from."""

from dataclasses import dataclass
from typing import Any

from cds_service.clinical.definition import Definition, Score
from cds_service.clinical.ruleset import ClinicalRules, Criterion, FindingKey, Stage, scores_in_words

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

    @classmethod
    def of(cls, published: Definition[Any] | Score, rule: str) -> "Described":
        """Put a rule in words beside what was published."""
        return cls(published.heading, rule, published.citation, published.url)


def describe(rules: ClinicalRules) -> tuple[Described, ...]:
    """Describe every criterion that is switched on, then the scores."""
    keys: tuple[FindingKey, ...] = (*Criterion, *Stage)
    criteria = (Described.of(key.definition, key.in_words(rules)) for key in keys if key.enabled(rules))
    return (*criteria, *(Described.of(score, rule) for score, rule in scores_in_words(rules)))
