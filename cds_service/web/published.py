"""Makes what one policy shows, once: discovery, the pages, and who answers."""

from collections.abc import Mapping, Sequence

from cds_service.decision.ehr_sheet import Table
from cds_service.hooks.discovery import discovery

from .docs import page_html
from .page import Page
from .ports import Offer, Published
from .sheet import sheet_html


def publish(
    *,
    offers: Sequence[Offer],
    page: Page,
    sheet: Sequence[Table] = (),
    ruleset: Mapping[str, str | int],
) -> Published:
    """Prepare everything that depends on the policy."""
    services = [offer.service for offer in offers]
    return Published(
        offers={offer.service.id: offer for offer in offers},
        discovery=discovery(services),
        page=page_html(page, services),
        sheet=sheet_html(sheet),
        ruleset=ruleset,
    )
