"""Whatever a client sends: an answer, a clear refusal, never a failure of ours."""

import copy
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from cds_service.app import create_app
from cds_service.settings import Settings
from fhir_fixtures.catalogue import STORIES
from fhir_fixtures.search import prefetch
from tests.acceptance.golden import default_policy
from tests.fhir_builders import call

ENVIRONMENT = {"CDS_ENVIRONMENT": "development", "CDS_AS_OF": "2026-06-30"}
CLIENT = create_app(Settings.from_environment(ENVIRONMENT)).test_client()
QUERIES = default_policy().queries
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=12),
    st.sampled_from([[], {}, [None], [[]], {"coding": 3}, {"reference": []}, "2026", "2026-13-45", "Patient/p1", "kg"]),
)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List the path of every value below the root."""
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [] if not path else [path]
    for key, child in children:
        found += places(child, (*path, key))
    return found


def put(document: Any, path: tuple[Any, ...], junk: Any) -> None:
    for key in path[:-1]:
        document = document[key]
    document[path[-1]] = copy.deepcopy(junk)


@given(data=st.data())
@settings(max_examples=250)
def test_junk_anywhere_in_a_call_is_answered_or_refused(data: st.DataObject) -> None:
    story = data.draw(st.sampled_from(STORIES))
    body = call(prefetch(story.everything, story.id, QUERIES, story.strays))
    body["context"]["patientId"] = story.id
    document = copy.deepcopy(body)
    for _ in range(data.draw(st.integers(1, 3))):
        put(document, data.draw(st.sampled_from(places(document))), data.draw(JUNK))
    response = CLIENT.post("/cds-services/cancer-cachexia", data=json.dumps(document), content_type="application/json")
    assert response.status_code in {200, 400, 412}
    if response.status_code == 200:
        assert all(card["summary"] for card in response.get_json()["cards"])
    else:
        assert response.get_json()["resourceType"] == "OperationOutcome"


@given(st.binary(max_size=300))
@settings(max_examples=200)
def test_any_bytes_are_refused(body: bytes) -> None:
    response = CLIENT.post("/cds-services/cancer-cachexia", data=body, content_type="application/json")
    assert response.status_code == 400
