"""Weight loss that may be intended: medicines, diets, operations; only what began early enough to have acted."""

from collections.abc import Iterable, Iterator
from datetime import date

from .calendar import days_before, months_before
from .confounder_rules import Action, ConfounderRules
from .facts import Fact, Kind, Standing
from .snapshot import Snapshot
from .weight_history import Change


def lowering(snapshot: Snapshot) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Split what may have lowered the weight: what lowers the result, and what only asks for care."""
    rules, weight = snapshot.rules.confounders, snapshot.weight.current
    if weight is None:
        return (), ()
    began_by = days_before(weight.on, rules.treatment_lead_days)
    begun = [fact for fact in _treatments(snapshot) if fact.when is None or fact.when.first <= began_by]
    sure = [fact for fact in begun if fact.standing is Standing.ACTIVE and fact.until is None]
    ended = [fact for fact in begun if fact.standing is Standing.INACTIVE or fact.until is not None]
    strong = [fact for fact in sure if fact.kind is not Kind.WEIGHT_LOSS_DRUG]
    drugs = [fact for fact in sure if fact.kind is Kind.WEIGHT_LOSS_DRUG]
    change = snapshot.weight.six_months.change
    steady = bool(drugs) and change is not None and _is_steady([*drugs, *ended], change, rules)
    recently = tuple(_recently_ended(ended, change, weight.on, rules))
    return (tuple(strong), (*drugs, *recently)) if steady else ((*strong, *drugs), recently)


def action(lowered: Iterable[Fact], configured: Action) -> Action:
    """Give the configured action where something surely acted, else a caution."""
    return configured if tuple(lowered) else Action.CAUTION


def _treatments(snapshot: Snapshot) -> Iterator[Fact]:
    """List diets and drugs, those that were stopped too, and bariatric operations of the last years."""
    record = snapshot.record
    operated_since = days_before(snapshot.today, snapshot.rules.confounders.bariatric_days)
    yield from record.stated(Kind.INTENTIONAL_LOSS)
    yield from record.known(Kind.WEIGHT_LOSS_DRUG)
    for fact in record.stated(Kind.BARIATRIC):
        if fact.when is None or fact.when.last >= operated_since:
            yield fact


def _is_steady(drugs: Iterable[Fact], change: Change, rules: ConfounderRules) -> bool:
    """Whether every order is from a year before the earlier weight or more, or repeats the dose of one that is."""
    long_before = months_before(change.reference.on, rules.treatment_months)
    listed = [fact for fact in drugs if fact.when]
    old = [fact for fact in listed if fact.when and fact.when.last <= long_before]
    doses = {fact.dose for fact in old}
    return bool(old) and all(fact in old or fact.dose in doses for fact in listed)


def _recently_ended(
    facts: Iterable[Fact], change: Change | None, current: date, rules: ConfounderRules
) -> Iterator[Fact]:
    """Give what ended between the two weights, and what was ordered in the year before the later one without an end."""
    year_before = months_before(current, rules.treatment_months)
    begin = change.reference.on if change else year_before
    for fact in facts:
        if fact.until is not None:
            if fact.until.within(begin, current) is not False:
                yield fact
        elif fact.when is not None and fact.when.last >= year_before:
            yield fact
