"""What could make a finding wrong or unwelcome, and what is done about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from .body import ADULT_YEARS
from .calendar import When
from .confounder_rules import Action
from .facts import Fact, Kind, Standing
from .record import WeightKind
from .snapshot import Snapshot
from .verdict import Verdict

BARIATRIC_DAYS = 730
"""How long after a bariatric procedure a loss may still be its intended effect."""


class Code(StrEnum):
    """The confounders that an assessment can name."""

    CHILD = "child"
    PREGNANCY = "pregnancy"
    FLUID_OVERLOAD = "fluid_overload"
    DIALYSIS = "dialysis"
    AMPUTATION = "amputation"
    INTENTIONAL_LOSS = "intentional_loss"
    ACUTE_INFLAMMATION = "acute_inflammation"
    HOSPICE = "hospice"
    CANCER_INACTIVE = "cancer_inactive"
    THYROID_OR_MALABSORPTION = "thyroid_or_malabsorption"
    CACHEXIA_ALREADY_CODED = "cachexia_already_coded"
    DECEASED = "deceased"


@dataclass(frozen=True, slots=True)
class Confounder:
    """A confounder that is present, what is done about it, and where the chart says so."""

    code: Code
    action: Action
    detail: str = ""
    when: When | None = None
    sources: tuple[str, ...] = ()


def suppressing(snapshot: Snapshot) -> tuple[Confounder, ...]:
    """Find what makes the adult, living, non-pregnant criteria inapplicable."""
    rules = snapshot.rules.confounders
    found: list[Confounder] = []
    if snapshot.age.below(ADULT_YEARS) is Verdict.MET:
        found.append(Confounder(Code.CHILD, rules.child))
    if pregnant := [fact for fact in snapshot.record.stated(Kind.PREGNANCY) if _still_pregnant(snapshot, fact)]:
        found.append(_because_of(Code.PREGNANCY, rules.pregnancy, pregnant))
    if snapshot.record.dead_on(snapshot.today):
        found.append(Confounder(Code.DECEASED, rules.deceased))
    return tuple(found)


def qualifying(snapshot: Snapshot, primary: Verdict, *, anything_met: bool) -> tuple[Confounder, ...]:
    """Find what withholds, weakens or comments on a result, given what the criteria say."""
    candidates = (
        _fluid(snapshot, primary),
        _dialysis(snapshot),
        _amputation(snapshot, primary, anything_met=anything_met),
        _intentional(snapshot),
        _acute_inflammation(snapshot),
        _stated(snapshot, Code.HOSPICE, Kind.HOSPICE),
        _stated(snapshot, Code.THYROID_OR_MALABSORPTION, Kind.THYROID_OR_MALABSORPTION),
        _stated(snapshot, Code.CACHEXIA_ALREADY_CODED, Kind.CACHEXIA),
    )
    return tuple(one for one in candidates if one)


def inactive_cancer(snapshot: Snapshot) -> Confounder:
    """Name the cancer that is on record only as history, in remission or refuted."""
    facts = [
        fact
        for standing in (Standing.INACTIVE, Standing.REFUTED)
        for fact in snapshot.record.stated(Kind.CANCER, standing)
    ]
    return _because_of(Code.CANCER_INACTIVE, snapshot.rules.confounders.cancer_inactive, facts)


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
    return fact.when.last >= snapshot.today - timedelta(days=days)


def _fluid(snapshot: Snapshot, primary: Verdict) -> Confounder | None:
    """Fluid hides loss: a result that is not met is withheld; one that is met stands, with a caution.

    A loop diuretic that was started in the window tells of fluid as a diagnosis does.
    """
    since = snapshot.today - timedelta(days=snapshot.rules.confounders.diuretic_start_days)
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
        Code.FLUID_OVERLOAD, configured if primary is Verdict.NOT_MET or weaker else Action.CAUTION, facts
    )


def _dialysis(snapshot: Snapshot) -> Confounder | None:
    facts = snapshot.record.stated(Kind.DIALYSIS)
    if not facts:
        return None
    other_kind = any(one.kind is WeightKind.MEASURED for one in snapshot.record.weights)
    no_pair = snapshot.weight.six_months.change is None
    action = snapshot.rules.confounders.dialysis if no_pair and other_kind else Action.CAUTION
    return _because_of(Code.DIALYSIS, action, facts)


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
        return _because_of(Code.AMPUTATION, snapshot.rules.confounders.amputation, inside)
    return _because_of(Code.AMPUTATION, Action.CAUTION, inside or facts)


def _intentional(snapshot: Snapshot) -> Confounder | None:
    operated_since = snapshot.today - timedelta(days=BARIATRIC_DAYS)
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
    return _because_of(Code.INTENTIONAL_LOSS, snapshot.rules.confounders.intentional_loss, facts)


def _acute_inflammation(snapshot: Snapshot) -> Confounder | None:
    causes = snapshot.laboratory.acute_causes
    if not causes:
        return None
    return _because_of(Code.ACUTE_INFLAMMATION, snapshot.rules.confounders.acute_inflammation, causes)


def _stated(snapshot: Snapshot, code: Code, kind: Kind) -> Confounder | None:
    facts = snapshot.record.stated(kind)
    action: Action = getattr(snapshot.rules.confounders, code.value)
    return _because_of(code, action, facts) if facts else None


def _because_of(code: Code, action: Action, facts: Iterable[Fact]) -> Confounder:
    listed = sorted(facts, key=lambda fact: (fact.when.first if fact.when else date.max, fact.source))
    first = listed[0] if listed else None
    return Confounder(
        code,
        action,
        first.detail if first else "",
        first.when if first else None,
        tuple(dict.fromkeys(fact.source for fact in listed)),
    )
