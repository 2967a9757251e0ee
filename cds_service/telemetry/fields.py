"""The fields that a line of the log may have: what each means and holds. Anything else is left out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

WORD = re.compile(r"[A-Za-z0-9_.\-]{1,80}")
"""A word of our own vocabularies: an enum's value, a client's id, a module or a class."""
CLASS = re.compile(r"[A-Za-z0-9_.<>]{1,120}")
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
HASH = re.compile(r"[0-9a-f]{12}")
INSTANT = re.compile(r"[0-9T:.\-]{20,30}Z")
SENTENCE = re.compile(r".{1,1000}", re.DOTALL)
PLACES = re.compile(r"[\w./<>: \-]{1,4000}", re.ASCII)


@dataclass(frozen=True)
class Field:
    """What a field says, and how its text looks; without a look it is a number."""

    meaning: str
    look: re.Pattern[str] | None = None

    def holds(self, value: object) -> bool:
        """Say whether a value may be written here: the second lock, should somebody put a text where a word belongs."""
        if self.look is None:
            return isinstance(value, int | float) and not isinstance(value, bool)
        return isinstance(value, str) and self.look.fullmatch(value) is not None


FIELDS: dict[str, Field] = {
    "time": Field("when the line was written, in UTC", INSTANT),
    "level": Field("`debug`, `info`, `warning`, `error` or `critical`", WORD),
    "logger": Field("the module or library that speaks", WORD),
    "event": Field("one of the sentences of this service", SENTENCE),
    "process": Field("the number of the operating system's process"),
    "request_id": Field("a UUID made here for every request, also the response's `X-Request-Id`", UUID),
    "method": Field("`GET`, `POST` ... or `OTHER`", WORD),
    "path_kind": Field("which kind of path was asked; never the path", WORD),
    "status_code": Field("the HTTP status of the answer"),
    "milliseconds": Field("how long the answer took"),
    "size_in": Field("the class of size of the request's body", WORD),
    "size_out": Field("the class of size of the response's body", WORD),
    "client": Field("the id of the registered client, once it is verified", WORD),
    "reason": Field("why a request was refused", WORD),
    "service": Field("the id of the CDS service", WORD),
    "outcome": Field("what became of a call", WORD),
    "ruleset_version": Field("the version of the ruleset that decided"),
    "ruleset_sha256": Field("the first 12 characters of its hash", HASH),
    "count": Field("how many"),
    "fault": Field("the class of an exception, or the word for a fault", CLASS),
    "place": Field("file, line and function, the innermost first", PLACES),
}


def permitted(given: Mapping[str, Any]) -> dict[str, Any]:
    """Keep the fields that are on the list and hold what they should, in the list's order."""
    return {name: given[name] for name, field in FIELDS.items() if name in given and field.holds(given[name])}
