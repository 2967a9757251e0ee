"""What a client may do to a patient's data on the way, and what a site's own ruleset adds."""

import pytest

from cds_service.clinical.record import Sex
from cds_service.clinical.trials import CodePrefix, Trial
from cds_service.decision.answer import answer, cards_of
from cds_service.decision.errors import RequiredDataUnavailable
from cds_service.rulesets.ruleset import Ruleset
from fhir_fixtures import codes
from fhir_fixtures.builders import searchset
from fhir_fixtures.catalogue import AS_OF
from fhir_fixtures.search import prefetch
from fhir_fixtures.stories.met import TRIAL_CANDIDATE
from fhir_fixtures.stories.transport import FOREIGN_WEIGHT, TWO_PAGES
from tests.acceptance.golden import assessed, call_of, default_policy, play


def test_a_first_page_is_not_taken_for_the_whole_record() -> None:
    policy = default_policy()
    answers = prefetch(TWO_PAGES.resources, TWO_PAGES.id, policy.queries)
    weights = [one for one in TWO_PAGES.resources if one["id"].startswith("two-pages-weight")]
    answers["weights"] = searchset(
        weights, "https://fhir.example.org/r4", next_url="https://fhir.example.org/r4?page=2"
    )
    with pytest.raises(RequiredDataUnavailable) as refused:
        answer(call_of(TWO_PAGES.id, answers), policy, today=AS_OF, new_uuid=lambda: "uuid")
    assert refused.value.failures == {"weights": "incomplete"}


def test_a_foreign_weight_changes_nothing_but_the_list_of_what_was_left_out() -> None:
    policy = default_policy()
    clean = prefetch(FOREIGN_WEIGHT.everything, FOREIGN_WEIGHT.id, policy.queries)
    without = assessed(answer(call_of(FOREIGN_WEIGHT.id, clean), policy, today=AS_OF, new_uuid=lambda: "uuid"))
    mixed = assessed(play(FOREIGN_WEIGHT, policy))
    assert mixed["weight"].pop("excluded") == [
        {"source": "Observation/somebody-else-weight-1", "reason": "other_patient"}
    ]
    assert without["weight"].pop("excluded") == []
    assert mixed == without


def test_a_trial_of_the_registry_fits_the_trial_candidate() -> None:
    lung = (CodePrefix(codes.ICD_10_CM, "C34"), CodePrefix(codes.SNOMED_CT, "254637007"))
    trials = (
        Trial(
            "FIXTURE-1", "Cachexia in lung cancer", "https://example.org/1", cancers=lung, greatest_ecog=2, mgps=(1, 2)
        ),
        Trial("FIXTURE-2", "Cachexia in men", "https://example.org/2", sex=Sex.MALE),
    )
    given = play(TRIAL_CANDIDATE, default_policy(Ruleset("ours", trials=trials)))
    assert [(one.trial.identifier, one.fit.value) for one in given.assessment.trials] == [
        ("FIXTURE-1", "fits"),
        ("FIXTURE-2", "does_not_fit"),
    ]


def test_a_ruleset_in_silent_mode_shows_nothing_and_assesses_all_the_same() -> None:
    silent = default_policy(Ruleset(mode="silent"))
    given = play(TRIAL_CANDIDATE, silent)
    assert given.cards
    assert cards_of(given.assessment, silent, new_uuid=lambda: "uuid") == ()
    assert given.assessment.status.value == "cachexia"
