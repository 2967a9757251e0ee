"""All pages of one answer, or none of them: a part never looks like the whole.

Neither `total` nor the order nor the size of a page is relied on: servers leave them out, ignore and cap them.
"""

import msgspec

from cds_service.decision.failure import Failure
from cds_service.fhir.batch import Batch, read_batch
from cds_service.fhir.bundles import RawBundle

from .address import Server
from .http import Refused
from .retry import Get
from .target import resource_asked, target_of_next, target_of_query

MOST_PAGES = 50
MOST_ENTRIES = 20_000
# A server keeps its pages for a while and then answers one or the other.
FORGOTTEN = (Failure.NOT_FOUND, Failure.GONE)

_envelope = msgspec.json.Decoder(RawBundle)


def read_whole(get: Get, server: Server, query: str, begun: Batch | None = None) -> Batch | Failure:
    """Read all pages, after those that the client has sent where it has begun.

    Where the server has forgotten its later pages, the search begins again, once.
    """
    first = begun or _first_page(get, server, query)
    whole = _with_later_pages(get, server, first)
    if whole in FORGOTTEN and not isinstance(first, Failure):
        whole = _with_later_pages(get, server, _first_page(get, server, query))
    return whole


def _first_page(get: Get, server: Server, query: str) -> Batch | Failure:
    target = target_of_query(server, query)
    return Failure.NOT_ALLOWED if target is None else _page(get, target, resource_asked(query))


def _with_later_pages(get: Get, server: Server, first: Batch | Failure) -> Batch | Failure:
    if isinstance(first, Failure):
        return first
    pages, seen = [first], set[str]()
    while url := pages[-1].next_url:
        if url in seen or len(pages) == MOST_PAGES or _entries(pages) > MOST_ENTRIES:
            return Failure.TOO_MANY_PAGES
        seen.add(url)
        target = target_of_next(server, url)
        page = Failure.FOREIGN_PAGE if target is None else _page(get, target, "Bundle")
        if isinstance(page, Failure):
            return page
        pages.append(page)
    return merged(pages) if _entries(pages) <= MOST_ENTRIES else Failure.TOO_MANY_PAGES


def _page(get: Get, target: str, expected: str) -> Batch | Failure:
    answer = get(target)
    if isinstance(answer, Refused):
        return answer.failure
    try:
        resource_type = _envelope.decode(answer.body).resource_type
    except msgspec.MsgspecError:
        return Failure.WRONG_RESOURCE
    if resource_type != expected:
        return Failure.WRONG_RESOURCE
    batch = read_batch(answer.body)
    if batch.too_many:
        return Failure.TOO_MANY_RESOURCES
    return Failure.SERVER_ERROR if batch.failed else batch


def _entries(pages: list[Batch]) -> int:
    return sum(len(page.resources) + len(page.malformed) for page in pages)


def merged(pages: list[Batch]) -> Batch:
    """Put pages together; what the last one does not go on with is the whole."""
    return Batch(
        resources=tuple(one for page in pages for one in page.resources),
        malformed=tuple(one for page in pages for one in page.malformed),
        failed=any(page.failed for page in pages),
        next_url=pages[-1].next_url,
        types=frozenset[str]().union(*(page.types for page in pages)),
    )
