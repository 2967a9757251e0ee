"""Every fixture patient gives the same cards by prefetch, by the service's own reads, and by half and half."""

import pytest
from flask.testing import FlaskClient

from cds_service.fhir.code_rules import CodeRules
from cds_service.fhir.queries import queries
from fhir_fixtures.catalogue import STORIES
from fhir_fixtures.search import prefetch
from fhir_fixtures.story import Story
from tests.hapi.conftest import PATH, call, without_uuids
from tests.hapi.fixtures import held_by_a_server
from tests.hapi.server import Hapi

pytestmark = pytest.mark.hapi

QUERIES = queries(CodeRules())


def cards(client: FlaskClient, body: dict) -> object:
    response = client.post(PATH, json=body)
    assert response.status_code == 200, response.text
    return without_uuids(response.get_json()["cards"])


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)
def test_the_cards_do_not_depend_on_the_road(story: Story, hapi: Hapi, patient_service: FlaskClient) -> None:
    sent = prefetch(held_by_a_server(story), story.id, QUERIES)
    half = {key: value for number, (key, value) in enumerate(sent.items()) if number % 2}
    by_prefetch = cards(patient_service, call(story.id, hapi, sent))
    assert cards(patient_service, call(story.id, hapi)) == by_prefetch
    assert cards(patient_service, call(story.id, hapi, half)) == by_prefetch
