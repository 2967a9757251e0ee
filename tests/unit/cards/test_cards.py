"""Which cards are shown, and what they carry."""

import re
from dataclasses import replace

import msgspec
import pytest
from fhir.resources.R4B.servicerequest import ServiceRequest

from cds_service.cards.rules import SOCIAL_WORKER, CardRules, CodedText, IndicatorRules
from cds_service.clinical.facts import Kind
from cds_service.clinical.referral_rules import ReferralKind
from cds_service.clinical.trials import Trial
from cds_service.hooks.response import Card
from tests.unit.cards import patients
from tests.unit.cards.patients import BY_STATUS, CANCER, assessed, cards_of, fact, patient, weight


def topics(cards: tuple[Card, ...]) -> list[str]:
    return [card.source.topic.code.removeprefix("cachexia") for card in cards if card.source.topic]


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        ("cachexia", ["Assessment", "Nutrition", "Physiotherapy", "Psychosocial", "Trials"]),
        ("refractory_suspected", ["Assessment", "Palliative", "Psychosocial"]),
        ("precachexia", ["Assessment", "Nutrition"]),
        ("at_risk", ["Assessment", "Nutrition"]),
        ("undetermined", ["Assessment"]),
        ("withheld", ["Assessment"]),
    ],
)
def test_each_status_has_its_cards(status: str, shown: list[str]) -> None:
    assert topics(cards_of(BY_STATUS[status])) == shown


def test_no_cachexia_shows_nothing() -> None:
    assert assessed(patients.STABLE).status == "no_cachexia"
    assert cards_of(patients.STABLE) == ()


def test_a_patient_without_cancer_or_under_age_is_shown_nothing() -> None:
    assert cards_of(replace(patients.CACHEXIA, facts=())) == ()
    assert cards_of(replace(patients.CACHEXIA, birth=patients.day(3000))) == ()


def test_nobody_is_asked_to_weigh_a_dying_patient() -> None:
    assert cards_of(patient(weight("80", 150), weight("79.5", 2), facts=(CANCER, fact(Kind.HOSPICE)))) == ()
    assert cards_of(patient(facts=(CANCER, fact(Kind.HOSPICE)))) == ()


@pytest.mark.parametrize("status", BY_STATUS)
def test_only_cachexia_warns_and_only_once(status: str) -> None:
    indicators = [card.indicator for card in cards_of(BY_STATUS[status])]
    assert indicators == ["warning" if status == "cachexia" else "info", *["info"] * (len(indicators) - 1)]


def test_a_downgrade_turns_the_warning_into_information() -> None:
    coded = replace(patients.CACHEXIA, facts=(CANCER, fact(Kind.CACHEXIA)))
    assert cards_of(coded)[0].indicator == "info"


def test_a_ruleset_sets_the_indicators() -> None:
    critical = CardRules(indicators=IndicatorRules(cachexia="critical"))
    assert cards_of(patients.CACHEXIA, critical)[0].indicator == "critical"


@pytest.mark.parametrize("status", BY_STATUS)
def test_every_referral_card_offers_one_valid_draft(status: str) -> None:
    for card in cards_of(BY_STATUS[status], encounter="e1")[1:]:
        (suggestion,) = card.suggestions
        (action,) = suggestion.actions
        assert action.type == "create"
        parsed = ServiceRequest.model_validate(action.resource)
        assert msgspec.json.decode(parsed.model_dump_json()) == action.resource
        assert action.resource["subject"] == {"reference": "Patient/p1"}
        assert action.resource["encounter"] == {"reference": "Encounter/e1"}
        assert action.resource["reasonReference"] == [{"reference": "Condition/cancer"}]
        assert (action.resource["status"], action.resource["intent"]) == ("draft", "proposal")
        assert card.selection_behavior == "any"


def test_the_draft_refers_to_the_coded_cachexia_too() -> None:
    coded = replace(patients.CACHEXIA, facts=(CANCER, fact(Kind.CACHEXIA)))
    resource = cards_of(coded)[1].suggestions[0].actions[0].resource
    assert resource["reasonReference"] == [{"reference": "Condition/cancer"}, {"reference": "Condition/cachexia"}]


def test_the_draft_names_the_finding_as_its_reason() -> None:
    resource = cards_of(patients.CACHEXIA)[1].suggestions[0].actions[0].resource
    assert resource["reasonCode"] == [
        {"text": "Cancer cachexia criteria met: 10.0 % weight loss in 5 months (Fearon 2011)"}
    ]
    comfort = cards_of(patients.DYING)[1].suggestions[0].actions[0].resource
    assert comfort["reasonCode"] == [{"text": "15.0 % weight loss in 5 months; care focused on comfort"}]


def test_the_code_and_category_of_the_draft_come_from_the_ruleset() -> None:
    category = CodedText("http://snomed.info/sct", "110465008", "Clinical trial")
    rules = CardRules()
    rules = replace(
        rules,
        psychosocial=replace(rules.psychosocial, request=SOCIAL_WORKER),
        trials=replace(rules.trials, category=category),
    )
    cards = cards_of(patients.CACHEXIA, rules)
    social, trials = (cards[place].suggestions[0].actions[0].resource for place in (3, 4))
    assert social["code"]["coding"][0]["code"] == "308440001"
    assert trials["category"][0]["coding"][0]["code"] == "110465008"
    assert ServiceRequest.model_validate(trials)


def test_a_referral_card_tells_why_what_was_published_and_what_a_click_does() -> None:
    told = cards_of(patients.CACHEXIA)[1].detail or ""
    why, background, click = told.split("\n\n")
    assert why == "**Why:** 10.0 % weight loss in 5 months."
    assert "ASCO 2020 suggests" in background
    assert click.endswith("Nothing is sent until you sign it.")


def test_poor_appetite_is_part_of_the_reason() -> None:
    hungry = replace(patients.CACHEXIA, facts=(CANCER, patients.POOR_APPETITE))
    assert cards_of(hungry)[1].summary == "Dietitian referral: 10.0 % weight loss in 5 months with poor appetite"


def test_an_active_referral_is_not_suggested_again() -> None:
    referred = patients.with_referral(patients.CACHEXIA, ReferralKind.NUTRITION, None)
    assert "Nutrition" not in topics(cards_of(referred))


def test_a_card_that_is_switched_off_is_not_shown() -> None:
    rules = CardRules()
    quiet = replace(
        rules, trials=replace(rules.trials, enabled=False), assessment=replace(rules.assessment, enabled=False)
    )
    assert topics(cards_of(patients.CACHEXIA, quiet)) == ["Nutrition", "Physiotherapy", "Psychosocial"]


def test_medicines_are_information_without_an_order_and_off_by_default() -> None:
    rules = CardRules()
    shown = replace(rules, medication=replace(rules.medication, enabled=True))
    card = cards_of(patients.CACHEXIA, shown)[-1]
    assert topics((card,)) == ["Medication"]
    assert card.suggestions == ()
    assert card.selection_behavior is None
    assert not re.search(r"\d ?(?:mg|g)\b", card.detail or "")
    assert "Medication" not in topics(cards_of(patients.DYING, shown))


def test_referrals_may_be_suggestions_of_one_card() -> None:
    (card,) = cards_of(patients.CACHEXIA, CardRules(referrals_as="suggestions", selection_behavior="at-most-one"))
    assert len(card.suggestions) == 4
    assert all(len(one.actions) == 1 for one in card.suggestions)
    assert card.selection_behavior == "at-most-one"
    assert "**Next steps to consider**" in (card.detail or "")
    (without,) = cards_of(patients.STALE, CardRules(referrals_as="suggestions"))
    assert without.selection_behavior is None


def test_matching_trials_are_told_and_linked() -> None:
    trials = (
        Trial("NCT1", "Walk <b>more</b>", "https://trials.example.org/1"),
        Trial("NCT2", "Eat", "javascript:alert(1)", greatest_ecog=1),
        Trial("NCT3", "Men only", "https://trials.example.org/3", sex=patients.Sex.MALE),
    )
    card = cards_of(assessed(patients.CACHEXIA, trials=trials))[-1]
    assert "- Walk &lt;b\\>more&lt;/b\\> (NCT1): fits, as far as the registry says" in (card.detail or "")
    assert "- Eat (NCT2): may fit; to check: performance status (ECOG)" in (card.detail or "")
    assert "NCT3" not in (card.detail or "")
    assert [link.url for link in card.links][-1] == "https://trials.example.org/1"


def test_no_trial_referral_where_no_trial_of_the_registry_fits() -> None:
    men_only = (Trial("NCT3", "Men only", "https://trials.example.org/3", sex=patients.Sex.MALE),)
    assert "Trials" not in topics(cards_of(assessed(patients.CACHEXIA, trials=men_only)))


@pytest.mark.parametrize("status", BY_STATUS)
def test_every_card_can_be_refused_with_a_reason_and_leads_to_its_sources(status: str) -> None:
    for card in cards_of(BY_STATUS[status]):
        assert all(one.display and one.system and one.code for one in card.override_reasons)
        assert len(card.override_reasons) == 6
        assert card.links
        assert all(link.url.startswith("https://") and link.type == "absolute" for link in card.links)
        assert card.source.topic
        assert card.source.topic.system == "urn:cachexia-cds:topic"


@pytest.mark.parametrize("status", BY_STATUS)
def test_only_the_ids_differ_from_call_to_call(status: str) -> None:
    first = msgspec.json.encode(cards_of(BY_STATUS[status]))
    again = msgspec.json.encode(cards_of(BY_STATUS[status]))
    assert first == again
    ids = re.findall(rb'"uuid":"([^"]+)"', first)
    assert len(set(ids)) == len(ids)
