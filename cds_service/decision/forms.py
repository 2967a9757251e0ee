"""The forms in which `assess` prints a patient: a machine's line, the cards as a line, a few lines for people."""

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType

import msgspec

from cds_service.clinical.assessment import Assessment

from .answer import cards_of
from .assessment_json import assessment_json
from .assessment_text import assessment_text
from .policy import Policy

Form = Callable[[Assessment, Policy, Callable[[], str]], str]
"""Writes one patient; the last argument makes the uuids of the cards."""


def _as_json(assessment: Assessment, policy: Policy, _new_uuid: Callable[[], str]) -> str:
    return json.dumps(assessment_json(assessment, policy.identity), ensure_ascii=False)


def _as_cards(assessment: Assessment, policy: Policy, new_uuid: Callable[[], str]) -> str:
    cards = cards_of(assessment, policy, new_uuid=new_uuid)
    return msgspec.json.encode({"patient": assessment.patient, "cards": cards}).decode()


def _as_text(assessment: Assessment, policy: Policy, new_uuid: Callable[[], str]) -> str:
    return assessment_text(assessment, cards_of(assessment, policy, new_uuid=new_uuid))


FORMS: Mapping[str, Form] = MappingProxyType({"text": _as_text, "json": _as_json, "cards": _as_cards})
