"""The service as discovery shows it."""

from cds_service.hooks.discovery import Service

from .policy import Policy

SERVICE_ID = "cancer-cachexia"


def service_of(policy: Policy) -> Service:
    """Describe what is offered under a policy, and which data it would like to be sent along."""
    return Service(
        hook="patient-view",
        id=SERVICE_ID,
        title="Cancer cachexia",
        description="Finds cancer cachexia in the chart by the published criteria and suggests nutrition, "
        "physiotherapy, psychosocial and clinical-trial referrals.",
        usage_requirements="Adults with cancer. Needs the prefetch keys patient, conditions and weights; the others "
        "sharpen the answer.",
        prefetch={query.key: query.template for query in policy.queries},
    )
