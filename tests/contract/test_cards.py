"""The shape of cards, suggestions, actions, override reasons and links."""

import re
from urllib.parse import urlsplit
from uuid import UUID

from fhir.resources.R4B import get_fhir_model_class

from tests.contract.calls import PATIENT
from tests.contract.requirement import requirement


def suggestions(cards):
    return [suggestion for card in cards for suggestion in card.get("suggestions", [])]


def is_absolute(url):
    return urlsplit(url).scheme in {"http", "https"} and bool(urlsplit(url).netloc)


@requirement("CRD-1", "SUG-5")
def test_uuids_are_fresh_and_lower_case(client, service_path, call, cards):
    again = client.post(service_path, json=call).get_json()["cards"]
    uuids = [one["uuid"] for one in (*cards, *again, *suggestions(cards), *suggestions(again))]
    assert len(set(uuids)) == len(uuids)
    assert all(str(UUID(one)) == one for one in uuids)


@requirement("CRD-2")
def test_summaries_are_one_short_line(cards):
    for card in cards:
        assert 0 < len(card["summary"].encode("utf-16-le")) // 2 < 140
        assert "\n" not in card["summary"]


@requirement("CRD-3", "CRD-4")
def test_details_hold_no_raw_html(cards):
    assert not any(re.search(r"<(?!https?://)", card.get("detail", "")) for card in cards)


@requirement("CRD-5")
def test_indicators_are_known(cards):
    assert {card["indicator"] for card in cards} <= {"info", "warning", "critical"}


@requirement("CRD-6", "SRC-1", "SRC-2", "SRC-4")
def test_sources_have_a_label_an_impersonal_page_and_a_topic(cards):
    for source in (card["source"] for card in cards):
        assert source["label"]
        assert "url" not in source or (is_absolute(source["url"]) and PATIENT not in source["url"])
        assert re.fullmatch(r"[A-Za-z0-9]{1,100}", source["topic"]["code"])
        assert source["topic"]["system"]


@requirement("SUG-1", "SUG-2", "SUG-3")
def test_suggestions_come_with_a_selection_behaviour(cards):
    for card in cards:
        assert ("suggestions" in card) == ("selectionBehavior" in card)
        assert card.get("selectionBehavior", "any") in {"any", "at-most-one"}


@requirement("SUG-4", "SUG-6", "SUG-7", "SUG-8")
def test_suggestions_have_a_label_and_one_action(cards):
    assert suggestions(cards)
    for suggestion in suggestions(cards):
        assert suggestion["label"]
        assert isinstance(suggestion.get("isRecommended", True), bool)
        assert len(suggestion["actions"]) == 1
        assert "actionSelectionBehavior" not in suggestion


@requirement("SUG-6")
def test_two_recommendations_need_a_free_choice(cards):
    for card in cards:
        recommended = [one for one in card.get("suggestions", []) if one.get("isRecommended")]
        assert len(recommended) < 2 or card["selectionBehavior"] == "any"


@requirement("ACT-1", "ACT-2", "ACT-3")
def test_actions_create_drafts_for_this_patient(cards):
    for action in (action for suggestion in suggestions(cards) for action in suggestion["actions"]):
        assert action["type"] == "create"
        assert action["description"]
        resource = action["resource"]
        get_fhir_model_class(resource["resourceType"]).model_validate(resource)
        assert resource["subject"]["reference"] == f"Patient/{PATIENT}"
        assert resource["status"] == "draft"


@requirement("OVR-1", "OVR-2")
def test_override_reasons_can_be_read(cards):
    for card in cards:
        assert card.get("overrideReasons", [{}])
        for reason in card.get("overrideReasons", []):
            assert all(isinstance(reason[name], str) and reason[name] for name in ("code", "system", "display"))


@requirement("LNK-0", "LNK-1", "LNK-2", "LNK-3", "LNK-4")
def test_links_are_absolute_and_never_launch_by_themselves(cards):
    for link in (link for card in cards for link in card.get("links", [])):
        assert link["label"]
        assert is_absolute(link["url"])
        assert link["type"] == "absolute"
        assert not {"appContext", "autolaunchable"} & set(link)


@requirement("EXT-1", "EXT-2")
def test_extensions_are_objects_with_reverse_domain_names(cards):
    for card in cards:
        assert all(re.fullmatch(r"[a-z]+(\.[\w-]+)+", name) for name in card.get("extension", {}))
