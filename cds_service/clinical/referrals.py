"""Which referrals a status supports, what holds them back, and which the chart already holds."""

from .assessment import Status
from .record import PatientRecord, Referral
from .referral_rules import ReferralKind, ReferralRules
from .span import Span
from .verdict import Verdict


def supported(status: Status, performance: Span | None, rules: ReferralRules) -> tuple[ReferralKind, ...]:
    """List the referrals that the status supports, in the order of their cards.

    Exercise and trials are held back only where the performance status is known to be too low for them.
    """
    by_status = {
        Status.CACHEXIA: rules.cachexia,
        Status.REFRACTORY_SUSPECTED: rules.refractory_suspected,
        Status.PRECACHEXIA: rules.precachexia,
        Status.AT_RISK: rules.at_risk,
    }.get(status, ())
    grade = performance or Span()
    held_back = {
        ReferralKind.PHYSIOTHERAPY: grade.above(rules.exercise_up_to_ecog) is Verdict.MET,
        ReferralKind.TRIALS: grade.above(rules.trials_up_to_ecog) is Verdict.MET,
    }
    wanted = [kind for kind in by_status if not held_back.get(kind, False)]
    frail = status is Status.CACHEXIA and grade.at_least(rules.palliative_from_ecog) is Verdict.MET
    if frail and ReferralKind.PALLIATIVE not in wanted:
        wanted.append(ReferralKind.PALLIATIVE)
    return tuple(wanted)


def held(wanted: tuple[ReferralKind, ...], record: PatientRecord) -> tuple[Referral, ...]:
    """Find the wanted referrals that the chart already holds; the earliest of each kind."""
    found = []
    for kind in wanted:
        same = [one for one in record.referrals if one.kind is kind]
        if same:
            found.append(min(same, key=lambda one: (one.since is None, _first_day(one), one.source)))
    return tuple(found)


def _first_day(referral: Referral) -> str:
    return referral.since.first.isoformat() if referral.since else ""
