"""Gathers the resources of every patient from many files through a temporary SQLite file.

Bulk exports are sorted by resource type, not by patient. Memory stays flat however many patients there are.
"""

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType

from cds_service.fhir.batch import Malformed, read_resource
from cds_service.fhir.chart import referred_medications
from cds_service.fhir.code_book import CodeBook, codings_of
from cds_service.fhir.numbers import effective_of, when_of
from cds_service.fhir.references import aliases_of, named_patient
from cds_service.fhir.resources import AnyResource, Medication, Observation, OperationOutcome, Patient, subject_of

from .files import Found, Problem, Report

SCHEMA = """
CREATE TABLE patient (id TEXT PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE resource (patient TEXT NOT NULL, body BLOB NOT NULL);
CREATE TABLE latest (patient TEXT PRIMARY KEY, day TEXT NOT NULL);
CREATE TABLE medication (id TEXT PRIMARY KEY, body BLOB NOT NULL);
CREATE TABLE takes (patient TEXT NOT NULL, medication TEXT NOT NULL);
CREATE TABLE alias (name TEXT PRIMARY KEY, patient TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything about one patient: the JSON of each resource, the Patient first."""

    identity: str
    bodies: tuple[bytes, ...]
    also_known_as: frozenset[str]
    """Other names under which a Bundle refers to the patient."""
    latest: date | None
    """The day of the latest Observation."""


class Spool:
    """Resources on their way from files to patients."""

    def __init__(self, book: CodeBook, report: Report) -> None:
        self._book = book
        self._report = report
        self._folder = tempfile.TemporaryDirectory(prefix="cachexia-")
        self._database = sqlite3.connect(Path(self._folder.name) / "spool.sqlite3", isolation_level=None)
        self._database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;" + SCHEMA)

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()
        self._folder.cleanup()

    def add(self, group: Iterable[Found], where: str) -> None:
        """Take in the resources of one Bundle or line."""
        read = [(found, read_resource(found.body)) for found in group]
        aliases: dict[str, str] = {}
        for found, resource in read:
            if isinstance(resource, Patient) and resource.id:
                aliases |= dict.fromkeys(aliases_of(found.full_url), resource.id)
                self._database.execute("INSERT OR REPLACE INTO patient VALUES (?, ?)", (resource.id, found.body))
        self._database.executemany("INSERT OR REPLACE INTO alias VALUES (?, ?)", aliases.items())
        for found, resource in read:
            self._route(found, resource, aliases, where)

    def _route(
        self, found: Found, resource: AnyResource | Malformed | None, aliases: dict[str, str], where: str
    ) -> None:
        if resource is None or isinstance(resource, Patient | OperationOutcome):
            return
        if isinstance(resource, Medication):  # it belongs to nobody, and prescriptions of many may refer to it
            self._database.execute("INSERT OR REPLACE INTO medication VALUES (?, ?)", (resource.id or "", found.body))
            return
        patient = named_patient(subject_of(resource) if not isinstance(resource, Malformed) else resource.subject)
        if isinstance(resource, Malformed):
            kind = resource.resource_type or "resource"
            self._report(Problem(where, f"a {kind} could not be read and is set aside"))
        if patient is None:
            if not isinstance(resource, Malformed):
                self._report(Problem(where, f"a {type(resource).__name__} does not say whose it is"))
            return
        patient = aliases.get(patient, patient)
        if isinstance(resource, Observation):
            self._note_day(patient, resource)
            if not self._is_read(resource):
                return
        if not isinstance(resource, Malformed):
            taken = ((patient, name) for name in referred_medications([resource]))
            self._database.executemany("INSERT INTO takes VALUES (?, ?)", taken)
        self._database.execute("INSERT INTO resource VALUES (?, ?)", (patient, found.body))

    def _note_day(self, patient: str, observation: Observation) -> None:
        when = when_of(effective_of(observation))
        if when is not None and observation.status != "entered-in-error":
            self._database.execute(
                "INSERT INTO latest VALUES (?1, ?2) ON CONFLICT (patient) DO UPDATE SET day = max(day, ?2)",
                (patient, when.last.isoformat()),
            )

    def _is_read(self, observation: Observation) -> bool:
        """Keep only what the rules read: exports hold many other Observations."""
        concepts = [observation.code, *(part.code for part in observation.component)]
        return any(self._book.reads(coding) for concept in concepts for coding in codings_of(concept))

    def charts(self) -> Iterator[Gathered]:
        """Give every patient's resources, in the order in which the patients were found."""
        self._database.execute("CREATE INDEX by_patient ON resource (patient)")
        self._database.execute("CREATE INDEX by_taker ON takes (patient)")
        taken = "SELECT DISTINCT body FROM takes JOIN medication ON id = medication WHERE patient = ? ORDER BY id"
        for identity, body in self._database.execute("SELECT id, body FROM patient ORDER BY rowid"):
            others = self._database.execute("SELECT body FROM resource WHERE patient = ? ORDER BY rowid", (identity,))
            medications = self._database.execute(taken, (identity,))
            bodies = (body, *(other for (other,) in (*others, *medications)))
            yield Gathered(identity, bodies, self._names_of(identity), self._latest_of(identity))

    def patients(self) -> int:
        """Count the patients."""
        return int(self._database.execute("SELECT count(*) FROM patient").fetchone()[0])

    def strays(self) -> int:
        """Count the resources whose patient is in none of the files."""
        missing = "SELECT count(*) FROM resource WHERE patient NOT IN (SELECT id FROM patient)"
        return int(self._database.execute(missing).fetchone()[0])

    def _names_of(self, identity: str) -> frozenset[str]:
        rows = self._database.execute("SELECT name FROM alias WHERE patient = ?", (identity,))
        return frozenset(name for (name,) in rows)

    def _latest_of(self, identity: str) -> date | None:
        row = self._database.execute("SELECT day FROM latest WHERE patient = ?", (identity,)).fetchone()
        return date.fromisoformat(row[0]) if row else None
