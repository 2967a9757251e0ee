"""What the service asks for: one table for discovery, for the reads of its own, and for the EHR set-up sheet.

Only `{{context.patientId}}` and the restricted query subset of CDS Hooks (reads, token searches, `_sort`, `_count`):
that is what every client can resolve.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from .code_rules import CodeRules
from .observation_codes import AGEING, Key, Role, own, published, questions


@dataclass(frozen=True, slots=True)
class Query:
    """A prefetch key: what it asks, of which resource type, and whether the service can answer without it."""

    key: str
    template: str
    resource: str
    purpose: str
    required: bool = False
    ages: bool = False
    """Whether what it finds counts for a while only, so that a read need not ask for what is older."""


def queries(rules: CodeRules) -> tuple[Query, ...]:
    """List the prefetch keys with their templates; a site's own codes are asked for too."""
    return (
        Query("patient", "Patient/{{context.patientId}}", "Patient", "age, sex, date of death", required=True),
        _search("conditions", "Condition", "&_count=500", "active cancer, symptoms, confounders", required=True),
        _observations("weights", "the weight series", rules, required=True),
        _observations("heights", "body mass index", rules),
        _observations("labs", "CRP, albumin and the other laboratory values", rules),
        _observations("function", "performance, grip, intake, muscle", rules),
        _search("screening", "Observation", SURVEYS, "nutritional screening and appetite scores", ages=True),
        *_questionnaires(rules),
        _search("referrals", "ServiceRequest", REQUESTS, "referrals that exist already"),
        _search("nutrition", "NutritionOrder", "&status=active&_count=50", "nutrition care that is there already"),
        _search("care_plans", "CarePlan", "&status=active&_count=50", "hospice, palliative and nutrition care"),
        _search("medications", "MedicationRequest", "&status=active&_count=200", "medicines that change weight or CRP"),
        _search("procedures", "Procedure", "&_sort=-date&_count=200", "operations, dialysis, amputation"),
    )


SURVEYS = "&category=survey&_sort=-date&_count=200"
REQUESTS = "&status=active,on-hold,draft,completed&_sort=-authored&_count=100"


def _search(
    key: str, resource: str, parameters: str, purpose: str, *, required: bool = False, ages: bool = False
) -> Query:
    template = f"{resource}?patient={{{{context.patientId}}}}{parameters}"
    return Query(key, template, resource, purpose, required, ages)


def _questionnaires(rules: CodeRules) -> Iterator[Query]:
    """Ask for questionnaires only where the ruleset names one."""
    if rules.questionnaires:
        yield _search(
            "questionnaires", "QuestionnaireResponse", "&_sort=-authored&_count=100", "screening, symptoms and scores"
        )


def _observations(key: str, purpose: str, rules: CodeRules, *, required: bool = False) -> Query:
    tokens = ",".join(dict.fromkeys(f"{system}|{code}" for system, code in _codes(key, rules)))
    template = f"Observation?patient={{{{context.patientId}}}}&code={tokens}&_sort=-date&_count=500"
    ages = key in AGEING and not _asks_for_totals(key, rules)
    return Query(key, template, "Observation", purpose, required, ages)


def _codes(key: str, rules: CodeRules) -> Iterator[Key]:
    yield from (
        code for code, coded in published().items() if coded.measure.query == key and coded.role is not Role.DENIED
    )
    if key == "function":
        yield from questions()
    yield from ((one.system, one.code) for one, measure in own(rules) if measure.query == key)
    if _asks_for_totals(key, rules):
        yield from ((source.code.system, source.code.code) for source in rules.casco if source.code)


def _asks_for_totals(key: str, rules: CodeRules) -> bool:
    """Say whether a query finds entered CASCO totals, too: the latest counts, however old."""
    return key == "function" and any(source.code for source in rules.casco)
