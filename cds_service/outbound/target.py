"""What is asked of a server: the part of a URL after the host, which can lead nowhere but below the server's base."""

import re
from urllib.parse import quote

from cds_service.hooks.request import ID

from .address import Server, read_link

QUERY = re.compile(rf"(?P<path>(?P<type>[A-Z][A-Za-z]{{1,63}})(?:/{ID})?)(?:\?(?P<parameters>.*))?", re.ASCII)


def resource_asked(query: str) -> str:
    """Name the type of the answer: the resource that is read, or Bundle for a search."""
    found = QUERY.fullmatch(query)
    return found["type"] if found and "/" in found["path"] else "Bundle"


def target_of_query(server: Server, query: str) -> str | None:
    """Write a resolved query behind the server's base; None where it is not `Type/id` or `Type?name=value&...`."""
    found = QUERY.fullmatch(query)
    if found is None or "{{" in query:
        return None
    path = "/" + "/".join((*server.path, found["path"]))
    return path if found["parameters"] is None else f"{path}?{_encoded(found['parameters'])}"


def _encoded(parameters: str) -> str:
    """Encode names and values; templates write them plain, with | and + meaning themselves."""
    pairs = (pair.partition("=") for pair in parameters.split("&"))
    return "&".join(f"{quote(name, safe=':')}={quote(value, safe=',:/')}" for name, _, value in pairs)


def target_of_next(server: Server, url: str) -> str | None:
    """Return the target of a link to the next page, verbatim; None where it leads away from the server's base."""
    link = read_link(url)
    return link[1] if link is not None and server.holds(link[0]) else None
