"""Whose resource it is: references are compared as text and never followed."""

from .elements import Reference


def named_patient(reference: Reference | None) -> str | None:
    """Give the patient's id in `Patient/p1`, an absolute URL that ends so, or `urn:uuid:p1`; None for any other."""
    text = (reference.reference or "") if reference else ""
    path = text.partition("/_history/")[0]
    if path.startswith("urn:uuid:"):
        return path.removeprefix("urn:uuid:") or None
    kind, _, identity = path.rpartition("/")
    return identity or None if kind == "Patient" or kind.endswith("/Patient") else None


def points_to(reference: Reference | None, patient: str, also_known_as: frozenset[str] = frozenset()) -> bool:
    """Say whether a reference names the patient."""
    named = named_patient(reference)
    return named is not None and (named == patient or named in also_known_as)


def aliases_of(full_url: str) -> tuple[str, ...]:
    """Give the name under which the entries of a Bundle may refer to one of its own, beside its id."""
    return (full_url.removeprefix("urn:uuid:"),) if full_url.startswith("urn:uuid:") else ()
