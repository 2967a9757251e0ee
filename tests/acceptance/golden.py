"""Plays each fixture patient through the decision and writes what comes out.

`python -m tests.acceptance.golden` writes the golden files, `--check` compares them.
"""

import json
import sys
from pathlib import Path
from typing import Any

from cds_service.decision.answer import Answer, answer
from cds_service.decision.assessment_json import assessment_json
from cds_service.decision.policy import Policy, policy_of
from cds_service.hooks.request import HookCall, read_call
from cds_service.hooks.response import to_json
from cds_service.rulesets.ruleset import Ruleset
from fhir_fixtures import write
from fhir_fixtures.catalogue import AS_OF, STORIES
from fhir_fixtures.search import prefetch
from fhir_fixtures.story import Resource, Story

RULES_URL = "https://cds.example.org/docs/"
HOOK_INSTANCE = "00000000-0000-4000-8000-000000000000"


def default_policy(rules: Ruleset | None = None) -> Policy:
    return policy_of(rules or Ruleset(), rules_url=RULES_URL)


def call_of(patient_id: str, answers: dict[str, object]) -> HookCall:
    """Read the call as it comes over the wire."""
    body = {
        "hook": "patient-view",
        "hookInstance": HOOK_INSTANCE,
        "context": {"userId": "Practitioner/fixture", "patientId": patient_id},
        "prefetch": answers,
    }
    return read_call(json.dumps(body).encode(), hook="patient-view", keys=answers)


def answers_to(story: Story, policy: Policy) -> dict[str, object]:
    return prefetch(story.everything, story.id, policy.queries, story.strays)


def play(story: Story, policy: Policy | None = None) -> Answer:
    """Answer the hook for one patient, on the stories' day."""
    governed = policy or default_policy()
    call = call_of(story.id, answers_to(story, governed))
    return answer(call, governed, today=AS_OF, new_uuid=lambda: "uuid")


def assessed(given: Answer, policy: Policy | None = None) -> dict[str, Any]:
    """Write the assessment; the hash of the rules would turn every file over with every new setting."""
    written = assessment_json(given.assessment, (policy or default_policy()).identity)
    del written["ruleset"]["sha256"]
    return written


def shown(given: Answer) -> list[Resource]:
    cards: list[Resource] = json.loads(to_json(given.cards))["cards"]
    return cards


def expected_files() -> dict[Path, str]:
    """Give the text of every golden file."""
    policy = default_policy()
    files = {}
    for story in STORIES:
        given = play(story, policy)
        folder = write.PATIENTS / story.id
        files[folder / "assessment.json"] = write.as_json(assessed(given))
        files[folder / "cards.json"] = write.as_json({"cards": shown(given)})
    return files


def main(arguments: list[str]) -> int:
    files = expected_files()
    if arguments != ["--check"]:
        write.write(files)
        return 0
    wrong = write.outdated(files)
    print("\n".join(f"out of date: {path.relative_to(write.HERE.parent)}" for path in wrong) or "golden files agree")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
