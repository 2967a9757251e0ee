"""What can be used but is probably not meant: unusual numbers, rules that undo each other, guards made weaker."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from cds_service.clinical.confounder_rules import Action
from cds_service.clinical.limits import About
from cds_service.clinical.referral_rules import ReferralKind
from cds_service.clinical.ruleset import Criterion

from .leaves import Leaf, leaves_of
from .problem import Place, Problem
from .ruleset import Ruleset
from .scalars import slip
from .shape import NUMBERS

ADULT_YEARS = 18
STAGED_CASCO = ("2017", "mini")


def doubts(ruleset: Ruleset, places: Mapping[str, Place]) -> Iterator[Problem]:
    """List the warnings about a ruleset by line; `places` says where its settings stand in the document."""
    published = {leaf.path: leaf.value for leaf in leaves_of(Ruleset())}
    found = [
        *_unusual(ruleset, published),
        *_undone(ruleset),
        *_weakened(ruleset),
        *_open_to_children(ruleset),
        *_never_staged(ruleset),
    ]
    told = (Problem(_place(path, places), path, sentence, is_error=False) for path, sentence in found)
    yield from sorted(told, key=lambda one: one.place)


def _place(path: str, places: Mapping[str, Place]) -> Place:
    """Give the place of a setting, or of the group in which it was left out."""
    while path and path not in places:
        path = path.rpartition(".")[0]
    return places.get(path, Place())


def _unusual(ruleset: Ruleset, published: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for leaf in leaves_of(ruleset):
        value, about = leaf.value, leaf.shape.about
        if about and isinstance(value, NUMBERS) and value != published.get(leaf.path):
            low, high = about.usual
            if not low <= value <= high:
                yield leaf.path, _unusual_sentence(leaf, about, value, published.get(leaf.path))


def _unusual_sentence(leaf: Leaf, about: About, value: int | Decimal, published: object) -> str:
    unit = f" {leaf.shape.unit}" if leaf.shape.unit else ""
    low, high = about.usual
    side = "below" if value < low else "above"
    known = "" if published is None else f"; published is {published}{unit}"
    guess = slip(value, leaf.shape.limits, about.usual)
    return f"is {value}{unit}, {side} what is usual ({low} to {high}{unit}){known}{guess}"


def _undone(ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    """Find rules that another setting leaves without effect."""
    clinical, cards = ruleset.clinical, ruleset.cards
    if clinical.fearon_2011.ongoing_loss_percent >= clinical.fearon_2011.weight_loss_percent:
        yield "clinical.fearon_2011.ongoing_loss_percent", "is not below weight_loss_percent: it decides nothing"
    if clinical.precachexia.weight_loss_percent > clinical.fearon_2011.weight_loss_percent:
        yield (
            "clinical.precachexia.weight_loss_percent",
            "is above that of fearon_2011: cachexia comes first",
        )
    if not clinical.precachexia.enabled and clinical.referrals.precachexia:
        yield "clinical.precachexia.enabled", "is false, but referrals.precachexia names referrals for it"
    others = [one for one in Criterion if one is not clinical.primary and getattr(clinical, one).enabled]
    if not others and clinical.referrals.at_risk:
        yield "clinical.referrals.at_risk", "names referrals, but no criterion besides the primary one is enabled"
    for kind in ReferralKind:
        if not cards.referral(kind).enabled and any(kind in wanted for wanted in _wanted(ruleset)):
            yield f"cards.{kind.value}.enabled", f"is false, but clinical.referrals names {kind.value}"


def _wanted(ruleset: Ruleset) -> tuple[tuple[ReferralKind, ...], ...]:
    rules = ruleset.clinical.referrals
    return (rules.cachexia, rules.refractory_suspected, rules.precachexia, rules.at_risk)


def _weakened(ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    """Find confounders that hold back less than the published rules let them."""
    rules, published = ruleset.clinical.confounders, Ruleset().clinical.confounders
    strength = list(Action)
    for name in vars(published):
        ours, theirs = getattr(rules, name), getattr(published, name)
        if isinstance(theirs, Action) and strength.index(ours) > strength.index(theirs):
            yield (
                f"clinical.confounders.{name}",
                f"makes a safety rule weaker: {ours.value} for {theirs.value}",
            )


def _open_to_children(ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    for number, trial in enumerate(ruleset.trials):
        least, greatest = trial.least_age or 0, trial.greatest_age
        if least < ADULT_YEARS:
            yield f"trials.{number}.least_age", "admits children, whom this service never assesses"
        if greatest is not None and greatest < least:
            yield f"trials.{number}.greatest_age", "is below least_age: the trial admits nobody"


def _never_staged(ruleset: Ruleset) -> Iterator[tuple[str, str]]:
    for number, source in enumerate(ruleset.codes.casco):
        if source.version.lower() not in STAGED_CASCO:
            known = " and ".join(STAGED_CASCO)
            yield f"codes.casco.{number}.version", f"totals of this version get no stage; {known} do"
