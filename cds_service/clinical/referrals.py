"""Which referrals a status supports, what holds them back, and which the chart already holds."""

from datetime import date
from typing import assert_never

from .calendar import days_before
from .record import PatientRecord, Referral, ReferralState
from .referral_rules import ReferralKind, ReferralRules
from .span import Span
from .status import Status
from .verdict import Verdict


def supported(status: Status, performance: Span | None, rules: ReferralRules) -> tuple[ReferralKind, ...]:
    """List the referrals that the status supports, in the order of their cards.

    Exercise and trials are held back only where the performance status is known to be too low for them.
    """
    grade = performance or Span()
    held_back = {
        ReferralKind.PHYSIOTHERAPY: grade.above(rules.exercise_up_to_ecog) is Verdict.MET,
        ReferralKind.TRIALS: grade.above(rules.trials_up_to_ecog) is Verdict.MET,
    }
    wanted = [kind for kind in _of_status(status, rules) if not held_back.get(kind, False)]
    frail = status is Status.CACHEXIA and grade.at_least(rules.palliative_from_ecog) is Verdict.MET
    if frail and ReferralKind.PALLIATIVE not in wanted:
        wanted.append(ReferralKind.PALLIATIVE)
    return tuple(wanted)


def _of_status(status: Status, rules: ReferralRules) -> tuple[ReferralKind, ...]:
    match status:
        case Status.CACHEXIA:
            return rules.cachexia
        case Status.REFRACTORY_SUSPECTED:
            return rules.refractory_suspected
        case Status.PRECACHEXIA:
            return rules.precachexia
        case Status.AT_RISK:
            return rules.at_risk
        case Status.NOT_APPLICABLE | Status.WITHHELD | Status.UNDETERMINED | Status.NO_CACHEXIA:
            return ()
        case _:
            assert_never(status)


def held(wanted: tuple[ReferralKind, ...], record: PatientRecord) -> tuple[Referral, ...]:
    """Find the wanted referrals that the chart holds in any state; of each kind an undated or the latest one."""
    found = []
    for kind in wanted:
        same = [one for one in record.referrals if one.kind is kind]
        if same:
            found.append(max(same, key=lambda one: (one.since is None, _last_day(one), one.source)))
    return tuple(found)


def stands(referral: Referral, today: date, rules: ReferralRules) -> bool:
    """Say whether a referral is recent enough not to be suggested again; an undated one that is active is."""
    active = referral.state is ReferralState.ACTIVE
    if referral.since is None:
        return active
    return referral.since.last >= days_before(today, rules.active_days if active else rules.done_days)


def _last_day(referral: Referral) -> str:
    return referral.since.last.isoformat() if referral.since else ""
