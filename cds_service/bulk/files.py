"""Finds the FHIR files under a path and gives their resources one by one; a broken one is reported, not fatal."""

import gzip
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from cds_service.fhir.bundles import RawBundle

ENDINGS = (".json", ".ndjson", ".jsonl", ".json.gz", ".ndjson.gz", ".jsonl.gz")


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read: the file, the line where there are lines, and why. Never any content."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Found:
    """A resource as JSON, and the full URL under which its Bundle lists it."""

    body: bytes
    full_url: str = ""


Report = Callable[[Problem], None]
_bundle = msgspec.json.Decoder(RawBundle)


def files_under(paths: Iterable[Path]) -> list[Path]:
    """List the FHIR files under the given paths, in a stable order; a file that is named is taken as it is."""
    listed: list[Path] = []
    for path in paths:
        if path.is_dir():
            listed += sorted(one for one in path.rglob("*") if one.is_file() and one.name.lower().endswith(ENDINGS))
        else:
            listed.append(path)
    return listed


def groups_in(path: Path, report: Report) -> Iterator[list[Found]]:
    """Give the resources of a file: each line of NDJSON by itself, a Bundle as a whole."""
    lines = ".ndjson" in path.name.lower() or ".jsonl" in path.name.lower()
    try:
        with _opened(path) as stream:
            yield from _lines(stream) if lines else _document(path, stream.read(), report)
    except (OSError, EOFError):
        report(Problem(path.name, "cannot be read"))


def _opened(path: Path) -> IO[bytes] | gzip.GzipFile:
    return gzip.open(path, "rb") if path.name.lower().endswith(".gz") else path.open("rb")


def _lines(stream: Iterable[bytes]) -> Iterator[list[Found]]:
    for line in stream:
        if line.strip():
            yield [Found(line)]


def _document(path: Path, body: bytes, report: Report) -> Iterator[list[Found]]:
    try:
        bundle = _bundle.decode(body)
    except (msgspec.MsgspecError, RecursionError):
        report(Problem(path.name, "is not FHIR JSON"))
        return
    if bundle.resource_type is None:
        report(Problem(path.name, "holds no FHIR resource"))
    elif bundle.resource_type == "Bundle":
        yield [
            Found(bytes(entry.resource), entry.full_url or "") for entry in bundle.entry or () if bytes(entry.resource)
        ]
    else:
        yield [Found(body)]
