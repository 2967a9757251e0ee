"""Strict validation with the full FHIR R4 models: slow, for exports and fixtures, never in the request path."""

import orjson
from pydantic import ValidationError

from cds_service.bulk.files import Problem


def strict_problem(body: bytes, where: str) -> Problem | None:
    """Validate one resource; the problem names the type and the field, never a value."""
    from fhir.resources.R4B import get_fhir_model_class  # noqa: PLC0415 - 0.3 s of models, only for this option

    try:
        resource = orjson.loads(body)
        kind = str(resource["resourceType"])
        model = get_fhir_model_class(kind)
    except (ValueError, KeyError, TypeError):  # ValueError: no JSON, and no FHIR type either
        return Problem(where, "a resource is not FHIR R4 JSON")
    try:
        model.model_validate(resource)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        return Problem(where, f"a {kind} is not valid FHIR R4 at {field or 'its root'}")
    return None
