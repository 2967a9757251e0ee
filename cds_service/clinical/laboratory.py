"""Which laboratory values count today, in which unit, and which are set aside.

Molar results are converted by the ruleset's factors; a CRP whose factor the site has not given is known only to
lie between the two published ones. A CRP taken during an acute infection or after surgery is an upper bound of
the tumour's share of it: still decisive where it is low, unknown where it is high; an albumin of then a lower bound.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from .calendar import days_before
from .disturbances import Disturbances
from .facts import Fact, Kind
from .measures import Measure
from .reading_rules import LabPlausibilityRules, ReadingRules
from .record import Excluded, Measured, PatientRecord, Reason
from .span import Span, hull
from .verdict import Verdict

NMOL_PER_MG_AMA = Decimal("9.524")
"""The factor that the AMA prints."""
NMOL_PER_MG_PENTAMER = Fraction(10**6, 115_135)
"""C-reactive protein as the 115,135 g/mol pentamer."""


@dataclass(frozen=True)
class Laboratory:
    """The usable results of each analyte, latest last, and what was left out."""

    results: dict[Measure, tuple[Measured, ...]]
    excluded: tuple[Excluded, ...] = ()
    acute_causes: tuple[Fact, ...] = ()
    """The infections and operations into whose time the latest CRP falls."""
    aged: dict[Measure, Measured] = field(default_factory=dict)
    """Of each analyte without a result that counts, the latest that is too old to, but still worth showing."""

    @property
    def acute(self) -> bool:
        """Whether the latest CRP falls into an acute inflammation."""
        return bool(self.acute_causes)

    def latest(self, analyte: Measure) -> Measured | None:
        """Give the latest usable result, or None."""
        results = self.results.get(analyte, ())
        return results[-1] if results else None

    def nearest(self, analyte: Measure, to: Measured, within_days: int) -> Measured | None:
        """Give the result closest in time to another one, at most so many days apart; the later wins a tie."""
        close = [
            (one.recorded.when.days_to(to.recorded.when)[1], -place, one)
            for place, one in enumerate(self.results.get(analyte, ()))
            if one.recorded.when.days_to(to.recorded.when)[1] <= within_days
        ]
        return min(close, key=lambda item: item[:2])[2] if close else None


def read_laboratory(record: PatientRecord, today: date, rules: ReadingRules) -> Laboratory:
    """Choose the results that count on `today`."""
    limits = rules.confounders
    infusions = Disturbances(record.known(Kind.ALBUMIN_INFUSION), limits.albumin_infusion_days)
    kept: dict[Measure, list[Measured]] = {}
    aged: dict[Measure, Measured] = {}
    excluded: list[Excluded] = []
    oldest = days_before(today, rules.staleness.labs_days)
    oldest_shown = days_before(today, rules.staleness.labs_shown_days)
    for lab in sorted((_in_mass(one, rules) for one in record.labs), key=_order):
        when = lab.recorded.when
        reason = _reason_against(lab, today, infusions, rules)
        if reason is not None:
            excluded.append(_excluded(lab, reason))
        elif when.within(oldest, max(today, when.last)):
            kept.setdefault(lab.measure, []).append(lab)
        elif when.last >= oldest_shown:
            aged[lab.measure] = lab  # they come in the order of their time
    acute = (
        Disturbances(
            infections(record), limits.infection_days, lead_days=limits.recorded_after_days, while_active=True
        ),
        Disturbances(record.known(Kind.SURGERY), limits.surgery_days, lead_days=limits.recorded_after_days),
    )
    for analyte, bounded in ((Measure.CRP, _at_most), (Measure.ALBUMIN, _at_least)):
        if analyte in kept:
            kept[analyte] = [
                bounded(one) if any(kind.touch(one.recorded.when) for kind in acute) else one for one in kept[analyte]
            ]
    crps = kept.get(Measure.CRP, ())
    causes = tuple(fact for kind in acute for fact in kind.around(crps[-1].recorded.when)) if crps else ()
    return Laboratory(
        {analyte: tuple(labs) for analyte, labs in kept.items()},
        tuple(excluded),
        causes,
        {analyte: lab for analyte, lab in aged.items() if analyte not in kept},
    )


def _reason_against(lab: Measured, today: date, infusions: Disturbances, rules: ReadingRules) -> Reason | None:
    """Say why a result is set aside; None where nothing speaks against it."""
    if lab.recorded.when.first > today:
        return Reason.DATE_FUTURE
    if not _plausible(lab, rules):
        # "4.1 g/L" and "41 g/dL" are albumins in the wrong unit; a CRP of 2,000 is nothing that we can name
        return Reason.UNIT_SUSPECT if lab.measure is Measure.ALBUMIN else Reason.IMPLAUSIBLE
    infused = lab.measure is Measure.ALBUMIN and infusions.touch(lab.recorded.when)  # it measures the infusion
    return Reason.IMPLAUSIBLE if infused else None


def infections(record: PatientRecord) -> tuple[Fact, ...]:
    """List the infections; fever is one where neutropenia is on record, too."""
    febrile = record.known(Kind.FEVER) if record.known(Kind.NEUTROPENIA) else ()
    return (*record.known(Kind.INFECTION), *febrile)


def _at_most(crp: Measured) -> Measured:
    return replace(crp, span=Span(None, crp.span.high, high_open=crp.span.high_open))


def _at_least(albumin: Measured) -> Measured:
    """A low albumin of the tube whose CRP is not believed is not believed either."""
    return replace(albumin, span=Span(albumin.span.low, None, low_open=albumin.span.low_open))


def _in_mass(lab: Measured, rules: ReadingRules) -> Measured:
    if not lab.molar:
        return lab
    if lab.measure is Measure.ALBUMIN:
        return replace(lab, span=lab.span.scaled(Fraction(rules.albumin_molar_mass) / 10**6), molar=False)
    factors = (
        (Fraction(rules.crp_nmol_per_mg),)
        if rules.crp_nmol_per_mg
        else (Fraction(NMOL_PER_MG_AMA), NMOL_PER_MG_PENTAMER)
    )
    return replace(lab, span=hull([lab.span.scaled(1 / factor) for factor in factors]), molar=False)


def _plausible(lab: Measured, rules: ReadingRules) -> bool:
    limits = rules.lab_plausibility.range(lab.measure)
    below = lab.span.high is not None and lab.span.high < Fraction(limits.low)
    above = lab.span.low is not None and lab.span.low > Fraction(limits.high)
    return not below and not above


def _order(lab: Measured) -> tuple[object, ...]:
    when = lab.recorded.when
    return (when.last, when.first, lab.recorded.moment, lab.span.low or Fraction(-1), lab.recorded.source)


def _excluded(lab: Measured, reason: Reason) -> Excluded:
    return Excluded(lab.recorded.source, reason, lab.measure, lab.recorded.text, lab.recorded.when)


def changed_assay(labs: Iterable[Measured], cut_off_g_per_l: Decimal, rules: LabPlausibilityRules) -> bool:
    """Say whether albumin was measured by two dye methods and lies close enough to the cut-off for it to matter."""
    listed = list(labs)
    methods = {one.method for one in listed if one.method}
    near = [one for one in listed[-1:] if one.span.exact is not None]
    return len(methods) > 1 and any(
        abs(one.span.exact - Fraction(cut_off_g_per_l)) <= Fraction(rules.albumin_dye_difference_g_per_l)
        for one in near
        if one.span.exact is not None
    )


def slipped_unit(crps: Sequence[Measured], rules: LabPlausibilityRules) -> bool:
    """Say whether the latest CRP may have been filed in mg/dL for mg/L: a tenfold jump when the unit changed."""
    if len(crps) < 2:
        return False
    *earlier, last = crps
    before = [one.span.exact for one in earlier if one.recorded.unit != last.recorded.unit and one.span.exact]
    value = last.span.exact
    if last.recorded.unit.lower() != "mg/dl" or value is None or value > rules.slipped_crp_up_to_mg_per_l or not before:
        return False
    return rules.slipped_crp_least_ratio * before[-1] <= value <= rules.slipped_crp_greatest_ratio * before[-1]


def raised_twice(crps: Sequence[Measured], cut_off_mg_per_l: Decimal, rules: LabPlausibilityRules) -> bool:
    """Say whether CRP was raised on two occasions long enough apart: one raised value may be a passing thing."""
    raised = [one.recorded.when for one in crps if one.span.above(cut_off_mg_per_l) is Verdict.MET]
    return bool(raised) and raised[0].days_to(raised[-1])[0] >= rules.persistent_crp_days
