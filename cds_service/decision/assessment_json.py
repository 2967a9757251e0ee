"""The assessment as JSON, version 1: what `assess` prints, the audit record keeps and the test bench shows."""

from typing import Any

from cds_service.clinical.assessment import Assessment, Reading, Scores
from cds_service.clinical.decimals import fixed, of_span, plain
from cds_service.clinical.measures import Measure
from cds_service.clinical.record import Excluded
from cds_service.clinical.weight_days import DayWeight
from cds_service.clinical.weight_history import Change, Loss

from .finding_json import finding_json
from .policy import RulesetIdentity

VERSION = 1


def assessment_json(assessment: Assessment, ruleset: RulesetIdentity) -> dict[str, Any]:
    """Write every number as a decimal string; percentages with three places, BMI with two."""
    return {
        "assessment_version": VERSION,
        "patient": assessment.patient,
        "as_of": assessment.as_of.isoformat(),
        "ruleset": {"name": ruleset.name, "version": ruleset.version, "sha256": ruleset.sha256},
        "status": assessment.status.value,
        "primary": assessment.primary.value,
        "weight": weight_json(assessment),
        "findings": {key.value: finding_json(finding) for key, finding in assessment.findings.items()},
        "scores": _scores(assessment.scores),
        "labs": _labs(assessment),
        "screening": [
            {
                "tool": one.tool.value,
                "score": f"{one.score.score:f}",
                "positive": one.positive,
                "date": one.score.recorded.when.iso,
                "source": one.score.recorded.source,
            }
            for one in assessment.snapshot.screenings
        ],
        "confounders": [{"code": one.code.value, "action": one.action.value} for one in assessment.confounders],
        "cautions": list(assessment.cautions),
        "referrals": [kind.value for kind in assessment.referrals],
        "referrals_active": [
            {
                "referral": one.kind.value,
                "since": one.since.iso if one.since else None,
                "state": one.state.value,
            }
            for one in assessment.active_referrals
        ],
        "trials": [
            {
                "identifier": one.trial.identifier,
                "fit": one.fit.value,
                "unknown": [missing.value for missing in one.unknown],
            }
            for one in assessment.trials
        ],
        "unavailable": list(assessment.snapshot.record.unavailable),
        "unread_medicines": assessment.snapshot.record.unread_medicines,
        "unrecognised_diagnoses": assessment.snapshot.record.unrecognised_diagnoses,
        "set_aside": assessment.snapshot.record.set_aside,
    }


def weight_json(assessment: Assessment) -> dict[str, Any]:
    """Write the course of the weights."""
    history, index = assessment.snapshot.weight, assessment.snapshot.bmi.span.exact
    record_excluded = [one for one in assessment.snapshot.record.excluded if one.measure is Measure.WEIGHT]
    change = history.six_months.change
    return {
        "current": _day(history.current),
        "reference": _day(change.reference if change else None),
        "loss_percent_6_months": _percent(history.six_months),
        "loss_percent_12_months": _percent(history.twelve_months),
        "largest_loss": _episode(history.largest_episode),
        "direction": history.direction and history.direction.value,
        "span_days": change and (change.current.on - change.reference.on).days,
        "bmi": None if index is None else fixed(index, 2),
        "excluded": [_excluded(one) for one in (*record_excluded, *history.excluded)],
        "heights_excluded": [_excluded(one) for one in assessment.snapshot.heights.excluded],
        **({"readings": [_reading(one) for one in assessment.readings]} if assessment.readings else {}),
    }


def _reading(reading: Reading) -> dict[str, Any]:
    """One answer to what is doubtful: the doubtful weights that it holds or leaves out, and what it means."""
    history, change = reading.weight, reading.weight.six_months.change
    return {
        "with": list(history.with_doubtful),
        "without": list(history.without_doubtful),
        "current": _day(history.current),
        "reference": _day(change.reference if change else None),
        "loss_percent_6_months": _percent(history.six_months),
        "primary": reading.primary.value,
    }


def _labs(assessment: Assessment) -> dict[str, Any]:
    laboratory = assessment.snapshot.laboratory
    record_excluded = [one for one in assessment.snapshot.record.excluded if one.measure is not Measure.WEIGHT]
    values = {
        measure.key: {
            "value": of_span(labs[-1].span),
            "as_recorded": labs[-1].recorded.text,
            "date": labs[-1].recorded.when.iso,
            "source": labs[-1].recorded.source,
        }
        for measure, labs in laboratory.results.items()
    }
    return {
        "values": values,
        "excluded": [
            {**_excluded(one), "measure": one.measure.key} for one in (*record_excluded, *laboratory.excluded)
        ],
    }


def _day(day: DayWeight | None) -> dict[str, str] | None:
    if day is None:
        return None
    return {"kg": plain(day.kg), "date": day.when.iso, "source": day.sources[0]}


def _episode(episode: Change | None) -> dict[str, Any] | None:
    """The largest loss inside any six months, apart from the current status."""
    if episode is None:
        return None
    reference, current = _day(episode.reference), _day(episode.current)
    return {"percent": fixed(episode.percent, 3), "reference": reference, "current": current}


def _percent(loss: Loss) -> str | None:
    return None if loss.change is None else fixed(loss.change.percent, 3)


def _excluded(one: Excluded) -> dict[str, str]:
    return {"source": one.source, "reason": one.reason.value}


def _scores(scores: Scores) -> dict[str, Any]:
    def decimal(value: Any, places: int) -> str | None:
        return None if value is None else fixed(value, places)

    casco = scores.casco
    return {
        "wlgs": scores.wlgs,
        "gps": scores.gps,
        "mgps": scores.mgps,
        "crp_albumin_ratio": decimal(scores.crp_albumin_ratio, 3),
        "nlr": decimal(scores.nlr, 3),
        "pni": decimal(scores.pni, 1),
        "gnri": decimal(scores.gnri, 1),
        "conut": scores.conut,
        "casco": casco and {"total": plain(casco.total), "version": casco.version, "stage": casco.stage},
    }
