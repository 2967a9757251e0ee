"""Whose resource it is: references are compared as text and never followed."""

from .resources import Reference


def points_to(reference: Reference | None, patient: str) -> bool:
    """Say whether a reference names the patient: `Patient/p1`, an absolute URL that ends so, or `urn:uuid:p1`."""
    text = (reference.reference or "") if reference else ""
    path = text.partition("/_history/")[0]
    if path.startswith("urn:uuid:"):
        return path.removeprefix("urn:uuid:").lower() == patient.lower()
    kind, _, identity = path.rpartition("/")
    return identity == patient and (kind == "Patient" or kind.endswith("/Patient"))
