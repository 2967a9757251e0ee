"""What the intervention's page says that no ruleset says: its use and its limits."""

from cds_service.decision.policy import Policy
from cds_service.rulesets.description import SOURCE_ATTRIBUTES, describe
from cds_service.web.page import Attribute, Page, Rule

LIMITS = (
    "Adults with an active cancer only: not for children, in pregnancy or the three months after it.",
    "Clinical decision support, not a diagnosis; every card names the values and rules it rests on.",
    "It knows what the record says. A silent chart is taken for unknown, never for no.",
    "Weights under ascites, oedema, dialysis or after an amputation are commented on or withheld, never corrected.",
    "Not for time-critical decisions.",
)


def page_of(policy: Policy) -> Page:
    """Write the page of a policy."""
    return Page(
        title="Cancer cachexia",
        summary="Reads weights, laboratory values and diagnoses when a record is opened, applies the published "
        "cachexia criteria, and suggests referrals.",
        intended_use=(
            "For clinicians who care for adults with cancer, at the moment they open the record.",
            "It suggests; the clinician decides. Nothing is ordered or sent without a signature.",
        ),
        limits=LIMITS,
        rules=tuple(
            Rule(name=one.name, rule=one.rule, source=one.source, url=one.url)
            for one in describe(policy.rules.clinical)
        ),
        ruleset=policy.writer.ruleset_label,
        ruleset_sha256=policy.identity.sha256,
        sayings=tuple(
            Rule(name=one.about, rule=one.words, source=one.source, url=one.url) for one in policy.writer.sayings()
        ),
        attributes=tuple(Attribute(name=name, value=value) for name, value in SOURCE_ATTRIBUTES),
        required_keys=frozenset(query.key for query in policy.queries if query.required),
    )
