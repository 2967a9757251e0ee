"""Which cards are shown, and what they carry."""

import re
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from fhir.resources.R4B.servicerequest import ServiceRequest

from cds_service.cards.rules import SOCIAL_WORKER, CardRules, CodedText, IndicatorRules
from cds_service.clinical.facts import Kind
from cds_service.clinical.record import PatientRecord, WeightKind
from cds_service.clinical.referral_rules import ReferralKind
from cds_service.clinical.trials import Trial
from cds_service.hooks.response import Card
from tests.unit.cards import patients
from tests.unit.cards.patients import BY_STATUS, CANCER, assessed, cards_of, fact, patient, weight

AS_CARDS = CardRules(referrals_as="cards")
KIND_OF = {CardRules().referral(kind).request.code: CardRules().referral(kind).topic for kind in ReferralKind}


def offered(card: Card) -> list[str]:
    codes = [one.actions[0].resource["code"]["coding"][0]["code"] for one in card.suggestions]
    return [KIND_OF[code].removeprefix("cachexia") for code in codes]


def draft(card: Card, place: int = 0) -> dict[str, Any]:
    return card.suggestions[place].actions[0].resource


def topics(cards: tuple[Card, ...]) -> list[str]:
    return [card.source.topic.code.removeprefix("cachexia") for card in cards if card.source.topic]


@pytest.mark.parametrize(
    ("status", "shown"),
    [
        ("cachexia", ["Nutrition", "Physiotherapy", "Psychosocial", "Trials"]),
        ("refractory_suspected", ["Psychosocial"]),
        ("precachexia", ["Nutrition"]),
        ("at_risk", ["Nutrition"]),
        ("undetermined", []),
        ("withheld", []),
    ],
)
def test_each_status_has_one_card_with_its_buttons(status: str, shown: list[str]) -> None:
    (card,) = cards_of(BY_STATUS[status])
    assert topics((card,)) == ["Assessment"]
    assert offered(card) == shown
    assert (card.selection_behavior == "any") == bool(shown)
    assert ["Assessment", *shown] == topics(cards_of(BY_STATUS[status], AS_CARDS))


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
    coded = replace(patients.CACHEXIA, facts=(CANCER, fact(Kind.CACHEXIA, 3)))
    assert cards_of(coded)[0].indicator == "info"


def test_a_ruleset_sets_the_indicators() -> None:
    critical = CardRules(indicators=IndicatorRules(cachexia="critical"))
    assert cards_of(patients.CACHEXIA, critical)[0].indicator == "critical"


@pytest.mark.parametrize("rules", [CardRules(), AS_CARDS])
@pytest.mark.parametrize("status", BY_STATUS)
def test_every_suggestion_is_one_valid_draft(status: str, rules: CardRules) -> None:
    for card in cards_of(BY_STATUS[status], rules, encounter="e1"):
        for suggestion in card.suggestions:
            (action,) = suggestion.actions
            assert action.type == "create"
            parsed = ServiceRequest.model_validate(action.resource)
            assert msgspec.json.decode(parsed.model_dump_json()) == action.resource
            assert action.resource["subject"] == {"reference": "Patient/p1"}
            assert action.resource["encounter"] == {"reference": "Encounter/e1"}
            assert action.resource["reasonReference"] == [{"reference": "Condition/cancer"}]
            assert (action.resource["status"], action.resource["intent"]) == ("draft", "proposal")


def test_a_label_begins_with_a_verb_and_only_the_dietitian_is_recommended() -> None:
    (card,) = cards_of(patients.CACHEXIA)
    assert [one.label for one in card.suggestions] == [
        "Draft dietitian referral",
        "Draft physiotherapy referral",
        "Draft psychosocial support referral",
        "Draft clinical trial referral",
    ]
    assert [one.is_recommended for one in card.suggestions] == [True, None, None, None]
    frail = replace(patients.CACHEXIA, values=(patients.ecog(3),))
    assert cards_of(frail)[0].suggestions[-1].label == "Draft palliative care referral"


def test_the_draft_refers_to_the_coded_cachexia_too() -> None:
    coded = replace(patients.CACHEXIA, facts=(CANCER, fact(Kind.CACHEXIA)))
    references = draft(cards_of(coded)[0])["reasonReference"]
    assert references == [{"reference": "Condition/cancer"}, {"reference": "Condition/cachexia"}]


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (
            replace(patients.CACHEXIA, values=(patients.CRP_15, patients.ecog(1))),
            "Lost 8.0 kg (10.0 %), 80.0 → 72.0 kg, 21 Jan to 28 Jun 2026; BMI 24.3; CRP 15 mg/L (20 Jun); ECOG 1.",
        ),
        (patients.DYING, "Lost 12.0 kg (15.0 %), 80.0 → 68.0 kg, 31 Jan to 25 Jun 2026; care focused on comfort."),
        (patients.AT_RISK, "Weight 49.9 kg (27 Jun 2026); BMI 18.3; CRP 22 mg/L (20 Jun)."),
        (
            patient(weight("90", 2, WeightKind.USUAL), weight("75", 2)),
            "Lost 15.0 kg (16.7 %) from a stated usual weight of 90.0 kg, now 75.0 kg (28 Jun 2026).",
        ),
        (
            patient(weight("80", 150), weight("79", 9), weight("70", 2)),
            "Latest weight to be confirmed: 70.0 kg (28 Jun) and 79.0 kg (21 Jun).",
        ),
    ],
)
def test_the_draft_tells_the_course_and_never_the_title(record: PatientRecord, reason: str) -> None:
    (card,) = cards_of(record)
    assert {one.actions[0].resource["reasonCode"][0]["text"] for one in card.suggestions} == {reason}
    assert reason != card.summary


def test_the_code_and_category_of_the_draft_come_from_the_ruleset() -> None:
    category = CodedText("http://snomed.info/sct", "110465008", "Clinical trial")
    rules = CardRules()
    rules = replace(
        rules,
        psychosocial=replace(rules.psychosocial, request=SOCIAL_WORKER),
        trials=replace(rules.trials, category=category),
    )
    (card,) = cards_of(patients.CACHEXIA, rules)
    social, trials = draft(card, 2), draft(card, 3)
    assert social["code"]["coding"][0]["code"] == "308440001"
    assert trials["category"][0]["coding"][0]["code"] == "110465008"
    assert ServiceRequest.model_validate(trials)


def test_a_referral_card_offers_and_repeats_nothing_of_the_finding() -> None:
    first, *others = cards_of(patients.CACHEXIA, AS_CARDS)
    assert first.suggestions == ()
    assert others[0].summary == "Draft a referral to the dietitian"
    for card in others:
        background, click = (card.detail or "").split("\n\n")
        assert background
        assert click.endswith("Nothing is sent until you sign it.")
        assert "10.0 %" not in card.summary + background
        assert card.indicator == "info"


def test_an_active_referral_is_not_suggested_again() -> None:
    referred = patients.with_referral(patients.CACHEXIA, ReferralKind.NUTRITION, None)
    assert "Nutrition" not in offered(cards_of(referred)[0])


def test_a_card_that_is_switched_off_is_not_shown() -> None:
    rules = CardRules()
    quiet = replace(
        rules,
        trials=replace(rules.trials, enabled=False),
        assessment=replace(rules.assessment, enabled=False),
        referrals_as="cards",
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


def test_a_site_may_want_at_most_one_suggestion_taken() -> None:
    (card,) = cards_of(patients.CACHEXIA, CardRules(selection_behavior="at-most-one"))
    assert card.selection_behavior == "at-most-one"
    (without,) = cards_of(patients.STALE)
    assert without.selection_behavior is None


TRIALS = (
    Trial("NCT1", "Walk <b>more</b>", "https://trials.example.org/1"),
    Trial("NCT2", "Eat", "javascript:alert(1)", greatest_ecog=1),
    Trial("NCT3", "Men only", "https://trials.example.org/3", sex=patients.Sex.MALE),
    Trial("NCT4", "Sleep", "https://trials.example.org/4"),
)
MEN_ONLY = TRIALS[2:3]


def test_matching_trials_are_told_and_linked() -> None:
    (card,) = cards_of(assessed(patients.CACHEXIA, trials=TRIALS))
    told = card.detail or ""
    assert "Walk &lt;b>more&lt;/b> (NCT1): fits, as far as the registry says" in told
    assert "Sleep (NCT4): fits, as far as the registry says; and 1 more" in told
    assert "NCT3" not in told
    links = [link.url for link in card.links]
    assert links[-2:] == ["https://trials.example.org/1", "https://trials.example.org/4"]
    assert not any("clinicaltrials" in one for one in links)
    of_its_own = cards_of(assessed(patients.CACHEXIA, trials=TRIALS), AS_CARDS)[-1]
    assert of_its_own.links[-1].url == "https://trials.example.org/4"


def test_without_a_matching_trial_the_search_is_linked() -> None:
    (card,) = cards_of(assessed(patients.CACHEXIA, trials=MEN_ONLY))
    assert "Trials" in offered(card)
    assert card.links[-1].url.startswith("https://clinicaltrials.gov/search")


def test_a_site_may_offer_a_trial_only_where_one_may_fit() -> None:
    rules = CardRules()
    matching = replace(rules, trials=replace(rules.trials, offer="matching"))
    assert "Trials" not in offered(cards_of(assessed(patients.CACHEXIA, trials=MEN_ONLY), matching)[0])
    assert "Trials" in offered(cards_of(assessed(patients.CACHEXIA, trials=TRIALS), matching)[0])


@pytest.mark.parametrize("unseen", ["procedures", "function"])
def test_a_warning_and_a_trial_need_to_have_looked(unseen: str) -> None:
    (card,) = cards_of(replace(patients.CACHEXIA, unavailable=(unseen,)))
    assert card.indicator == "info"
    assert offered(card) == ["Nutrition", "Physiotherapy", "Psychosocial"]


def test_a_warning_does_not_need_the_heights() -> None:
    (card,) = cards_of(replace(patients.CACHEXIA, unavailable=("heights", "medications", "referrals")))
    assert card.indicator == "warning"
    assert "Trials" in offered(card)


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
