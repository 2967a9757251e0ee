"""Every draft order is valid FHIR R4B; a ruleset whose orders would not be is found when it is prepared."""

from dataclasses import replace

import pytest
from fhir.resources.R4B.servicerequest import ServiceRequest

from cds_service.cards.orders import prove_orders
from cds_service.cards.rules import CardRules, CodedText
from tests.unit.cards.patients import BY_STATUS, cards_of


@pytest.mark.parametrize("status", BY_STATUS)
def test_what_a_click_creates_is_valid(status: str) -> None:
    drafts = [
        action.resource
        for card in cards_of(BY_STATUS[status], encounter="e1")
        for suggestion in card.suggestions
        for action in suggestion.actions
    ]
    for draft in drafts:
        assert ServiceRequest.model_validate(draft).status == "draft"


def test_the_published_orders_are_proved() -> None:
    prove_orders(CardRules())


def test_an_order_that_is_no_fhir_is_refused() -> None:
    rules = CardRules()
    odd = CodedText("urn:our:codes", "two  blanks", "Dietitian")
    with pytest.raises(ValueError, match="code"):
        prove_orders(replace(rules, nutrition=replace(rules.nutrition, request=odd)))
