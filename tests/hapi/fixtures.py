"""The fixture patients as a FHIR server holds them: all but what no server would take."""

from fhir_fixtures.catalogue import STORIES
from fhir_fixtures.story import Resource, Story


def held_by_a_server(story: Story) -> list[Resource]:
    """List a story's resources without the deliberately malformed ones: a server refuses them."""
    return [one for one in story.everything if one["id"] not in story.malformed]


def everything() -> list[Resource]:
    """List the resources of all stories."""
    return [one for story in STORIES for one in held_by_a_server(story)]
