"""What could make a finding wrong or unwelcome, and what is done about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from . import fluid, intended_loss, limbs
from .calendar import When, days_before
from .confounder_rules import Action, ConfounderCode
from .evidence import Comparison
from .facts import Fact, Kind, Standing
from .finding import Finding
from .record import Sex, WeightKind
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
    if pregnant := [fact for fact in snapshot.record.stated(Kind.PREGNANCY) if _believed(snapshot, fact)]:
        found.append(_because_of(ConfounderCode.PREGNANCY, rules.pregnancy, pregnant))
    if snapshot.record.dead_on(snapshot.today):
        found.append(Confounder(ConfounderCode.DECEASED, rules.deceased))
    return tuple(found)


def qualifying(snapshot: Snapshot, primary: Finding, limits: Iterable[Comparison]) -> tuple[Confounder, ...]:
    """Find what withholds, weakens or comments on a result, given what the primary criterion says.

    `limits` are what it holds a loss against.
    """
    rules = snapshot.rules.confounders
    causes = Kind.THYROID_OR_MALABSORPTION
    candidates = (
        _fluid(snapshot, primary.verdict),
        _dialysis(snapshot),
        _amputation(snapshot, primary, limits),
        _intentional(snapshot),
        _named(ConfounderCode.ACUTE_INFLAMMATION, rules.acute_inflammation, snapshot.laboratory.acute_causes),
        _named(ConfounderCode.HOSPICE, rules.hospice, snapshot.in_hospice),
        _named(ConfounderCode.PALLIATIVE_CARE, rules.palliative_care, snapshot.in_palliative_care),
        _named(ConfounderCode.IN_NUTRITION_CARE, rules.in_nutrition_care, snapshot.in_nutrition_care),
        _named(ConfounderCode.THYROID_OR_MALABSORPTION, rules.thyroid_or_malabsorption, snapshot.record.stated(causes)),
        _coded(snapshot),
        _named(ConfounderCode.MALNUTRITION_CODED, rules.malnutrition_coded, _malnutrition(snapshot)),
    )
    return tuple(one for one in candidates if one)


def inactive_cancer(snapshot: Snapshot) -> Confounder:
    """Name the cancer that is on record only as history or in remission."""
    facts = snapshot.record.stated(Kind.CANCER, Standing.INACTIVE)
    return _because_of(ConfounderCode.CANCER_INACTIVE, snapshot.rules.confounders.cancer_inactive, facts)


def operated_between_weights(snapshot: Snapshot) -> bool:
    """Say whether an operation lies between the two weights: what was removed is no wasting."""
    change = snapshot.weight.six_months.change
    return change is not None and any(
        fact.when is not None and fact.when.within(change.reference.on, change.current.on) is not False
        for fact in snapshot.record.stated(Kind.SURGERY)
    )


def disbelieved_pregnancy(snapshot: Snapshot) -> bool:
    """Say whether a pregnancy is on record that cannot be, or that nobody dated or ended."""
    return any(not _believed(snapshot, fact) for fact in snapshot.record.stated(Kind.PREGNANCY))


def _believed(snapshot: Snapshot, fact: Fact) -> bool:
    """Say whether a pregnancy can be true: by sex, age, and a date within a year or a place on the problem list."""
    rules = snapshot.rules.confounders
    too_old = snapshot.age.at_least(rules.oldest_pregnant_years + 1) is Verdict.MET
    too_young = snapshot.age.below(rules.youngest_pregnant_years) is Verdict.MET
    if snapshot.record.sex is Sex.MALE or too_old or too_young:
        return False
    if fact.when is None:
        return not fact.passing
    days = rules.postpartum_days if fact.detail == "postpartum" else rules.pregnancy_days
    return fact.when.last >= days_before(snapshot.today, days)


def _fluid(snapshot: Snapshot, primary: Verdict) -> Confounder | None:
    """Fluid now, or moved near a weight; an illness that may hold fluid only adds a line."""
    moved = fluid.moved_by(snapshot)
    if facts := (*fluid.fluid_now(snapshot), *moved):
        return _because_of(ConfounderCode.FLUID_OVERLOAD, fluid.action(snapshot, primary, moved), facts)
    prone = snapshot.record.stated(Kind.FLUID_PRONE)
    return _named(ConfounderCode.FLUID_OVERLOAD, Action.CAUTION, prone)


def _dialysis(snapshot: Snapshot) -> Confounder | None:
    """On dialysis, or weighed near a session: without two weights of one kind nothing can be compared."""
    facts = snapshot.dialysis.why
    if not facts:
        return None
    other_kind = snapshot.dialysis.near or any(one.kind is WeightKind.MEASURED for one in snapshot.record.weights)
    no_pair = snapshot.weight.six_months.change is None
    action = snapshot.rules.confounders.dialysis if no_pair and other_kind else Action.CAUTION
    return _because_of(ConfounderCode.DIALYSIS, action, facts)


def _amputation(snapshot: Snapshot, primary: Finding, limits: Iterable[Comparison]) -> Confounder | None:
    """A limb lost between the two weights withholds a result that it may have decided; any other cautions."""
    facts = snapshot.record.stated(Kind.AMPUTATION)
    rules, change = snapshot.rules.confounders, snapshot.weight.six_months.change
    inside = limbs.between_weights(snapshot)
    open_ = primary.verdict is not Verdict.NOT_MET
    if change and open_ and limbs.decides(inside, change, primary, limits, rules.amputated):
        return _because_of(ConfounderCode.AMPUTATION, rules.amputation, inside)
    return _named(ConfounderCode.AMPUTATION, Action.CAUTION, inside or facts)


def _intentional(snapshot: Snapshot) -> Confounder | None:
    lowered, cautioned = intended_loss.lowering(snapshot)
    action = intended_loss.action(lowered, snapshot.rules.confounders.intentional_loss)
    return _named(ConfounderCode.INTENTIONAL_LOSS, action, lowered or cautioned)


def _coded(snapshot: Snapshot) -> Confounder | None:
    """Cachexia that is coded already is no news, unless much more was lost since."""
    facts, rules = snapshot.record.stated(Kind.CACHEXIA), snapshot.rules.confounders
    if not facts:
        return None
    action = Action.CAUTION if _lost_since(snapshot, facts) else rules.cachexia_already_coded
    return _because_of(ConfounderCode.CACHEXIA_ALREADY_CODED, action, facts)


def _lost_since(snapshot: Snapshot, facts: Iterable[Fact]) -> bool:
    """Say whether the weight is that much below what it was when the last code was given; one may lack its date."""
    days = [fact.when.last if fact.when else date.max for fact in facts]
    current, then = snapshot.weight.current, snapshot.weight_nearest(max(days))
    if max(days) == date.max or current is None or then is None:
        return False
    lost = 100 * Fraction(then - current.kg) / Fraction(then)
    return lost >= Fraction(snapshot.rules.confounders.coded_again_percent)


def _malnutrition(snapshot: Snapshot) -> tuple[Fact, ...]:
    return (*snapshot.record.stated(Kind.MALNUTRITION), *snapshot.record.stated(Kind.WEIGHT_LOSS))


def _named(code: ConfounderCode, action: Action, facts: Iterable[Fact]) -> Confounder | None:
    listed = tuple(facts)
    return _because_of(code, action, listed) if listed else None


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
