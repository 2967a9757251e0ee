"""Answers prefetch templates over a list of resources, as a FHIR server would.

Reads (`Patient/{{context.patientId}}`) and searches with `patient`, `code`, `category`, `status`, `date=ge`, `_sort`
and `_count`; any other parameter is refused rather than ignored. Everything fits on one page.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from .builders import BASE_URL, searchset
from .story import Resource

PLACEHOLDER = "{{context.patientId}}"


class Asked(Protocol):
    """A prefetch key and its template."""

    @property
    def key(self) -> str: ...
    @property
    def template(self) -> str: ...


def prefetch(
    resources: Iterable[Resource], patient_id: str, queries: Iterable[Asked], strays: Iterable[Resource] = ()
) -> dict[str, object]:
    """Answer every query: the resource or None for a read, a searchset for a search.

    `strays` are returned whichever patient was asked for: the mistake of a client that mixes two records.
    """
    held, mixed_in = list(resources), list(strays)
    return {one.key: answer(one.template, patient_id, held, mixed_in) for one in queries}


def answer(template: str, patient_id: str, resources: list[Resource], strays: Iterable[Resource] = ()) -> object:
    """Answer one template."""
    url = template.replace(PLACEHOLDER, patient_id)
    path, _, query = url.partition("?")
    if not query:
        return _read(path, resources)
    parameters = dict(_pair(part) for part in query.split("&"))
    found = [one for one in resources if _matches(one, path, parameters)]
    anyones = {name: value for name, value in parameters.items() if name != "patient"}
    found += [one for one in strays if _matches(one, path, anyones)]
    return searchset(_sorted(found, parameters.get("_sort")), f"{BASE_URL}/{url}")


def _read(path: str, resources: Iterable[Resource]) -> Resource | None:
    kind, _, identity = path.partition("/")
    return next((one for one in resources if (one["resourceType"], one["id"]) == (kind, identity)), None)


def _pair(part: str) -> tuple[str, str]:
    name, _, value = part.partition("=")
    return name, value


def _matches(resource: Resource, kind: str, parameters: Mapping[str, str]) -> bool:
    return resource["resourceType"] == kind and all(_TESTS[name](resource, value) for name, value in parameters.items())


def _of_patient(resource: Resource, identity: str) -> bool:
    whose = resource.get("subject") or resource.get("patient") or {}
    return bool(whose.get("reference") == f"Patient/{identity}")


def _has_category(resource: Resource, token: str) -> bool:
    return any(
        one.get("code") == token for concept in resource.get("category", ()) for one in concept.get("coding", ())
    )


def _has_code(resource: Resource, tokens: str) -> bool:
    codings = {(one.get("system", ""), one.get("code", "")) for one in resource.get("code", {}).get("coding", ())}
    return any(_names(token, system, code) for token in tokens.split(",") for system, code in codings)


def _names(token: str, system: str, code: str) -> bool:
    wanted_system, bar, wanted_code = token.rpartition("|")
    return code == wanted_code and (not bar or system == wanted_system)


def _has_status(resource: Resource, tokens: str) -> bool:
    return resource.get("status") in tokens.split(",")


def _is_since(resource: Resource, bound: str) -> bool:
    """A date without its day, or a period without its end, reaches as far as it can; no date reaches nowhere."""
    day = bound.removeprefix("ge")
    if day == bound:
        raise ValueError(f"cannot compare by {bound}")
    period: Mapping[str, Any] = resource.get("effectivePeriod") or {}
    written = str(resource.get("effectiveDateTime") or period.get("end") or (period and "9999") or "")[: len(day)]
    return bool(written) and written >= day[: len(written)]


def _any(_resource: Resource, _value: str) -> bool:
    return True


_TESTS: dict[str, Callable[[Resource, str], bool]] = {
    "patient": _of_patient,
    "code": _has_code,
    "category": _has_category,
    "status": _has_status,
    "date": _is_since,
    "_sort": _any,
    "_count": _any,
}


def _sorted(resources: list[Resource], order: str | None) -> list[Resource]:
    if order is None:
        return resources
    by = {"-date": _date, "-authored": lambda one: str(one.get("authoredOn") or one.get("authored") or "")}
    if order not in by:
        raise ValueError(f"cannot sort by {order}")
    return sorted(resources, key=by[order], reverse=True)


def _date(resource: Resource) -> str:
    period: Mapping[str, Any] = resource.get("performedPeriod") or {}
    return str(resource.get("effectiveDateTime") or resource.get("performedDateTime") or period.get("start") or "")
