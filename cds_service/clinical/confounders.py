"""What could make a finding wrong or unwelcome, and what is done about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .calendar import When, days_before
from .confounder_rules import Action, ConfounderCode
from .facts import Fact, Kind, Standing
from .record import WeightKind
from .snapshot import Snapshot
from .verdict import Verdict


@dataclass(frozen=True, slots=True)
class Confounder:
    """A confounder that is present, what is done about it, and where the chart says so."""

    code: ConfounderCode
    action: Action
    detail: str = ""
    when: When | None = None
    sources: tuple[str, ...] = ()


def suppressing(snapshot: Snapshot) -> tuple[Confounder, ...]:
    """Find what makes the adult, living, non-pregnant criteria inapplicable."""
    rules = snapshot.rules.confounders
    found: list[Confounder] = []
    if snapshot.age.below(rules.adult_years) is Verdict.MET:
        found.append(Confounder(ConfounderCode.CHILD, rules.child))
    if pregnant := [fact for fact in snapshot.record.stated(Kind.PREGNANCY) if _still_pregnant(snapshot, fact)]:
        found.append(_because_of(ConfounderCode.PREGNANCY, rules.pregnancy, pregnant))
    if snapshot.record.dead_on(snapshot.today):
        found.append(Confounder(ConfounderCode.DECEASED, rules.deceased))
    return tuple(found)


def qualifying(snapshot: Snapshot, primary: Verdict, *, anything_met: bool) -> tuple[Confounder, ...]:
    """Find what withholds, weakens or comments on a result, given what the criteria say."""
    rules = snapshot.rules.confounders
    candidates = (
        _fluid(snapshot, primary),
        _dialysis(snapshot),
        _amputation(snapshot, primary, anything_met=anything_met),
        _intentional(snapshot),
        _acute_inflammation(snapshot),
        _stated(snapshot, ConfounderCode.HOSPICE, rules.hospice, Kind.HOSPICE),
        _stated(
            snapshot,
            ConfounderCode.THYROID_OR_MALABSORPTION,
            rules.thyroid_or_malabsorption,
            Kind.THYROID_OR_MALABSORPTION,
        ),
        _stated(snapshot, ConfounderCode.CACHEXIA_ALREADY_CODED, rules.cachexia_already_coded, Kind.CACHEXIA),
    )
    return tuple(one for one in candidates if one)


def inactive_cancer(snapshot: Snapshot) -> Confounder:
    """Name the cancer that is on record only as history, in remission or refuted."""
    facts = [
        fact
        for standing in (Standing.INACTIVE, Standing.REFUTED)
        for fact in snapshot.record.stated(Kind.CANCER, standing)
    ]
    return _because_of(ConfounderCode.CANCER_INACTIVE, snapshot.rules.confounders.cancer_inactive, facts)


def operated_between_weights(snapshot: Snapshot) -> bool:
    """Say whether an operation lies between the two weights: what was removed is no wasting."""
    change = snapshot.weight.six_months.change
    return change is not None and any(
        fact.when is not None and fact.when.within(change.reference.on, change.current.on) is not False
        for fact in snapshot.record.stated(Kind.SURGERY)
    )


def _still_pregnant(snapshot: Snapshot, fact: Fact) -> bool:
    rules = snapshot.rules.confounders
    if fact.when is None:
        return True
    days = rules.postpartum_days if fact.detail == "postpartum" else rules.pregnancy_days + rules.postpartum_days
    return fact.when.last >= days_before(snapshot.today, days)


def _fluid(snapshot: Snapshot, primary: Verdict) -> Confounder | None:
    """Fluid hides loss: a result that is not met is withheld; one that is met stands, with a caution.

    A loop diuretic that was started in the window tells of fluid as a diagnosis does.
    """
    since = days_before(snapshot.today, snapshot.rules.confounders.diuretic_start_days)
    started = [
        fact
        for fact in snapshot.record.stated(Kind.LOOP_DIURETIC)
        if fact.when and fact.when.within(since, snapshot.today)
    ]
    facts = [*snapshot.record.stated(Kind.FLUID), *started]
    if not facts:
        return None
    configured = snapshot.rules.confounders.fluid_overload
    weaker = configured is not Action.WITHHOLD
    return _because_of(
        ConfounderCode.FLUID_OVERLOAD, configured if primary is Verdict.NOT_MET or weaker else Action.CAUTION, facts
    )


def _dialysis(snapshot: Snapshot) -> Confounder | None:
    facts = snapshot.record.stated(Kind.DIALYSIS)
    if not facts:
        return None
    other_kind = any(one.kind is WeightKind.MEASURED for one in snapshot.record.weights)
    no_pair = snapshot.weight.six_months.change is None
    action = snapshot.rules.confounders.dialysis if no_pair and other_kind else Action.CAUTION
    return _because_of(ConfounderCode.DIALYSIS, action, facts)


def _amputation(snapshot: Snapshot, primary: Verdict, *, anything_met: bool) -> Confounder | None:
    """A limb lost between the two weights is not wasting; a result that it cannot change stands."""
    facts = snapshot.record.stated(Kind.AMPUTATION)
    if not facts:
        return None
    change = snapshot.weight.six_months.change
    inside = [
        fact
        for fact in facts
        if change and fact.when and fact.when.within(change.reference.on, change.current.on) is not False
    ]
    if inside and (anything_met or primary is not Verdict.NOT_MET):
        return _because_of(ConfounderCode.AMPUTATION, snapshot.rules.confounders.amputation, inside)
    return _because_of(ConfounderCode.AMPUTATION, Action.CAUTION, inside or facts)


def _intentional(snapshot: Snapshot) -> Confounder | None:
    operated_since = days_before(snapshot.today, snapshot.rules.confounders.bariatric_days)
    facts = [
        *snapshot.record.stated(Kind.INTENTIONAL_LOSS),
        *snapshot.record.stated(Kind.WEIGHT_LOSS_DRUG),
        *(
            fact
            for fact in snapshot.record.stated(Kind.BARIATRIC)
            if fact.when is None or fact.when.last >= operated_since
        ),
    ]
    if not facts:
        return None
    return _because_of(ConfounderCode.INTENTIONAL_LOSS, snapshot.rules.confounders.intentional_loss, facts)


def _acute_inflammation(snapshot: Snapshot) -> Confounder | None:
    causes = snapshot.laboratory.acute_causes
    if not causes:
        return None
    return _because_of(ConfounderCode.ACUTE_INFLAMMATION, snapshot.rules.confounders.acute_inflammation, causes)


def _stated(snapshot: Snapshot, code: ConfounderCode, action: Action, kind: Kind) -> Confounder | None:
    facts = snapshot.record.stated(kind)
    return _because_of(code, action, facts) if facts else None


def _because_of(code: ConfounderCode, action: Action, facts: Iterable[Fact]) -> Confounder:
    listed = sorted(facts, key=lambda fact: (fact.when.first if fact.when else date.max, fact.source))
    first = listed[0] if listed else None
    return Confounder(
        code,
        action,
        first.detail if first else "",
        first.when if first else None,
        tuple(dict.fromkeys(fact.source for fact in listed)),
    )
