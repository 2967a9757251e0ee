"""Resources in, record out: what most facts about reading FHIR are stated on."""

import json

from cds_service.clinical.facts import Fact, Kind, Standing
from cds_service.clinical.record import PatientRecord
from cds_service.fhir.batch import Malformed, read_resource
from cds_service.fhir.code_book import CodeBook
from cds_service.fhir.code_rules import CodeRules
from cds_service.fhir.record import read_record
from tests.fhir_builders import Json, patient


def record(*resources: Json, rules: CodeRules | None = None, who: Json | None = None) -> PatientRecord:
    read = [read_resource(json.dumps(one).encode()) for one in (who or patient(), *resources)]
    broken = [one for one in read if isinstance(one, Malformed)]
    good = [one for one in read if one is not None and not isinstance(one, Malformed)]
    return read_record(good[0], good, CodeBook(rules or CodeRules()), malformed=broken)


def facts(kind: Kind, *resources: Json) -> list[Fact]:
    return [fact for fact in record(*resources).facts if fact.kind is kind]


def standings(kind: Kind, *resources: Json, rules: CodeRules | None = None) -> list[Standing]:
    return [fact.standing for fact in record(*resources, rules=rules).facts if fact.kind is kind]
