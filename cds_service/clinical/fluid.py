"""Fluid that moves a weight without tissue: present now, drained near a weight, or driven out by a first diuretic."""

from collections.abc import Iterator

from .calendar import days_before
from .confounder_rules import Action
from .facts import Fact, Kind
from .snapshot import Snapshot
from .verdict import Verdict
from .weight_history import Change


def fluid_now(snapshot: Snapshot) -> tuple[Fact, ...]:
    """List the fluid that is present: on the problem list until it ends, as an encounter's diagnosis for a while."""
    since = days_before(snapshot.today, snapshot.rules.confounders.encounter_fluid_days)
    return tuple(
        fact
        for fact in snapshot.record.stated(Kind.FLUID)
        if fact.until is None and (not fact.passing or fact.when is None or fact.when.last >= since)
    )


def moved_by(snapshot: Snapshot) -> tuple[Fact, ...]:
    """List what drained fluid near one of the two weights, and the first diuretic where the weight has moved since."""
    change = snapshot.weight.six_months.change
    if change is None:
        return ()
    return (*_drained(snapshot, change), *_first_diuretic(snapshot, change))


def action(snapshot: Snapshot, primary: Verdict, moved: tuple[Fact, ...]) -> Action:
    """Say what fluid does: it hides a loss that is not seen, and may fake one that is seen after it was removed."""
    configured = snapshot.rules.confounders.fluid_overload
    if configured is not Action.WITHHOLD or primary is Verdict.NOT_MET:
        return configured
    change = snapshot.weight.six_months.change
    between = [one for one in moved if change and one.when and one.when.within(change.reference.on, change.current.on)]
    return Action.DOWNGRADE if primary is Verdict.MET and between else Action.CAUTION


def _drained(snapshot: Snapshot, change: Change) -> Iterator[Fact]:
    days = snapshot.rules.confounders.drainage_days
    for fact in snapshot.record.stated(Kind.DRAINAGE):
        if fact.when and any(fact.when.days_to(one.when)[0] <= days for one in (change.reference, change.current)):
            yield fact


def _first_diuretic(snapshot: Snapshot, change: Change) -> Iterator[Fact]:
    """Give the earliest order of a diuretic where it is recent: a renewal is no start, nor is one without its date."""
    rules = snapshot.rules.confounders
    orders = [*snapshot.record.known(Kind.LOOP_DIURETIC)]
    if not orders or any(fact.when is None for fact in orders):
        return
    first = min(orders, key=lambda fact: (fact.when.first if fact.when else snapshot.today, fact.source))
    if first.when is None or first.when.first < days_before(snapshot.today, rules.diuretic_start_days):
        return
    before = snapshot.weight_until(days_before(first.when.first, 1)) or change.reference.kg
    moved = 100 * abs(change.current.kg - before)
    if moved >= rules.diuretic_change_percent * before and change.current.on >= first.when.first:
        yield first
