"""Each fixture patient gives what a clinician worked out by hand, and what the golden files show."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fhir.resources.R4B import get_fhir_model_class

from fhir_fixtures import write
from fhir_fixtures.catalogue import STORIES
from fhir_fixtures.story import Resource, Story
from tests.acceptance.golden import assessed, play, shown

each_story = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)


@each_story
def test_the_facts_worked_out_by_hand_hold(story: Story) -> None:
    assessment = assessed(play(story))
    facts = story.facts
    weight = assessment["weight"]
    assert {
        "status": assessment["status"],
        "verdicts": {name: assessment["findings"][name]["verdict"] for name in facts.verdicts},
        "details": {path: _detail(assessment["findings"], path) for path in facts.details},
        "loss": weight["loss_percent_6_months"],
        "bmi": weight["bmi"],
        "excluded": sorted(one["reason"] for one in weight["excluded"]),
        "confounders": [(one["code"], one["action"]) for one in assessment["confounders"]],
        "referrals": assessment["referrals"],
        "active": [(one["referral"], one["since"]) for one in assessment["referrals_active"]],
        "scores": {name: assessment["scores"][name] for name in facts.scores},
    } == {
        "status": facts.status,
        "verdicts": facts.verdicts,
        "details": facts.details,
        "loss": facts.loss,
        "bmi": facts.bmi,
        "excluded": sorted(facts.excluded),
        "confounders": list(facts.confounders),
        "referrals": list(facts.referrals),
        "active": list(facts.active),
        "scores": facts.scores,
    }


@each_story
def test_the_cards_show_what_they_should_and_nothing_that_they_should_not(story: Story) -> None:
    cards = shown(play(story))
    facts = story.facts
    assert len(cards) == facts.cards
    assert [card["source"]["topic"]["code"] for card in cards] == _topics(story)
    text = json.dumps(cards, ensure_ascii=False)
    assert [words for words in facts.never if words in text] == []
    if cards:
        first = cards[0]
        assert first["indicator"] == facts.indicator
        assert [words for words in facts.summary if words not in first["summary"]] == []
        assert [words for words in facts.told if words not in first["detail"]] == []


@each_story
def test_the_assessment_equals_its_golden_file(story: Story) -> None:
    golden = json.loads((write.PATIENTS / story.id / "assessment.json").read_text(encoding="utf-8"))
    assert assessed(play(story)) == golden


@each_story
def test_the_cards_equal_their_golden_file(story: Story) -> None:
    golden = json.loads((write.PATIENTS / story.id / "cards.json").read_text(encoding="utf-8"))
    assert shown(play(story)) == golden["cards"]


@each_story
def test_every_resource_is_valid_fhir_but_those_that_are_meant_not_to_be(story: Story) -> None:
    invalid = {one["id"] for one in (*story.everything, *story.strays) if not _is_valid(one)}
    assert invalid == story.malformed


@each_story
def test_every_bundle_is_valid_fhir(story: Story) -> None:
    bundles = write.bundles(story).values()
    assert story.malformed or all(_is_valid(bundle) for bundle in bundles)


@each_story
def test_every_draft_referral_is_valid_fhir_and_about_this_patient(story: Story) -> None:
    drafts = list(_drafts(shown(play(story))))
    assert [one for one in drafts if one["resourceType"] != "ServiceRequest" or not _is_valid(one)] == []
    assert all(one["subject"] == {"reference": f"Patient/{story.id}"} for one in drafts)
    assert all((one["status"], one["intent"]) == ("draft", "proposal") for one in drafts)
    assert len(drafts) == len(story.facts.referrals)


@each_story
def test_the_name_never_leaves_the_record(story: Story) -> None:
    name = story.resources[0]["name"][0]
    text = json.dumps(shown(play(story)), ensure_ascii=False).lower()
    assert [part for part in (*name["given"], name["family"]) if part.lower() in text] == []


def _topics(story: Story) -> list[str]:
    return ["cachexiaAssessment"] * story.facts.cards


def _detail(findings: dict[str, Any], path: str) -> Any:
    criterion, _, name = path.partition(".")
    return findings[criterion].get(name)


def _drafts(cards: list[Resource]) -> Iterator[Resource]:
    for card in cards:
        for suggestion in card.get("suggestions", ()):
            for action in suggestion["actions"]:
                yield action["resource"]


def _is_valid(resource: Resource) -> bool:
    try:
        get_fhir_model_class(resource["resourceType"]).model_validate(resource)
    except ValueError:
        return False
    return True
