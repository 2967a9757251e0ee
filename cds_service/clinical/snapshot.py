"""The patient as of one day: for every measure the value that counts, chosen once and read by every criterion."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from .body import BodyMassIndex, Heights, body_mass_index, choose_height
from .calendar import days_before, years_between
from .dialysis import Dialysis, read_dialysis
from .facts import Fact, Kind, Standing
from .laboratory import Laboratory, read_laboratory
from .measures import Measure
from .reading_rules import ReadingRules
from .record import Height, Measured, PatientRecord, Weight, WeightKind
from .screening import Screening, read_screenings
from .span import UNKNOWN, Span
from .verdict import Verdict
from .weight_history import WeightHistory
from .weight_series import read_weight_series


@dataclass(frozen=True)
class Snapshot:
    """What is true of the patient on `today`, under the rules' choices of window and staleness."""

    record: PatientRecord
    today: date
    rules: ReadingRules
    weight: WeightHistory
    heights: Heights
    bmi: BodyMassIndex
    laboratory: Laboratory
    dialysis: Dialysis

    @property
    def height(self) -> Height | None:
        """The height that counts."""
        return self.heights.chosen

    @cached_property
    def age(self) -> Span:
        """The age in completed years; unknown without a birth date, a span where only its month or year is known."""
        if self.record.birth is None:
            return UNKNOWN
        return Span.between(*years_between(self.record.birth, self.today))

    @cached_property
    def has_cancer(self) -> bool:
        """Whether an active malignancy is on record."""
        return bool(self.record.stated(Kind.CANCER))

    @cached_property
    def had_cancer(self) -> bool:
        """Whether a malignancy is on record only as history or in remission; one that was refuted never was."""
        return not self.has_cancer and bool(self.record.stated(Kind.CANCER, Standing.INACTIVE))

    def weight_until(self, day: date) -> Decimal | None:
        """Give the last measured weight until a day, in kilograms; None without one."""
        earlier = [one for one in self._measured if one.recorded.when.last <= day]
        return max(earlier, key=lambda one: (one.recorded.when.last, one.recorded.source)).kg if earlier else None

    def weight_nearest(self, day: date) -> Decimal | None:
        """Give the measured weight nearest to a day, the earlier of two, in kilograms; None without one."""
        at = day.toordinal()

        def away(one: Weight) -> tuple[int, date, str]:
            last = one.recorded.when.last
            return abs(last.toordinal() - at), last, one.recorded.source

        return min(self._measured, key=away).kg if self._measured else None

    @cached_property
    def _measured(self) -> tuple[Weight, ...]:
        """The measured weights that were not left out."""
        excluded = {one.source for one in self.weight.excluded}
        return tuple(
            one
            for one in self.record.weights
            if one.kind is WeightKind.MEASURED and one.recorded.source not in excluded
        )

    @cached_property
    def screenings(self) -> tuple[Screening, ...]:
        """The latest score of each screening tool that is recent enough."""
        since = days_before(self.today, self.rules.staleness.screening_days)
        return read_screenings(self.record.screenings, self.today, since, self.rules.screening)

    @cached_property
    def in_hospice(self) -> tuple[Fact, ...]:
        """Hospice or comfort care that is open."""
        return tuple(fact for fact in self.record.stated(Kind.HOSPICE) if fact.lasts)

    @cached_property
    def in_palliative_care(self) -> tuple[Fact, ...]:
        """Palliative care that is open, or that was seen not long ago. It is care alongside treatment."""
        since = days_before(self.today, self.rules.confounders.palliative_days)
        return tuple(
            fact
            for fact in self.record.stated(Kind.PALLIATIVE_CARE)
            if fact.lasts or (fact.when is not None and fact.when.last >= since)
        )

    @cached_property
    def in_nutrition_care(self) -> tuple[Fact, ...]:
        """Nutrition care that goes on, and the visits of the last months."""
        since = days_before(self.today, self.rules.confounders.nutrition_care_days)
        return tuple(
            fact
            for fact in self.record.stated(Kind.NUTRITION_CARE)
            if fact.lasts or (fact.when is not None and fact.when.last >= since)
        )

    @cached_property
    def short_prognosis(self) -> tuple[Fact, ...]:
        """What a clinician has entered of a short prognosis, as long as it counts; the latest word decides."""
        since = days_before(self.today, self.rules.confounders.prognosis_days)
        words = [
            fact
            for standing in (Standing.ACTIVE, Standing.REFUTED)
            for fact in self.record.stated(Kind.SHORT_PROGNOSIS, standing)
            if fact.when is not None and fact.when.last >= since
        ]
        latest = max((fact.when.last for fact in words if fact.when), default=None)
        return tuple(one for one in words if one.when and one.when.last == latest and one.standing is Standing.ACTIVE)

    def symptom(self, kind: Kind) -> tuple[Verdict, Fact | None]:
        """Say whether a symptom is documented present or absent; a silent chart is unknown. The latest word counts."""
        words = [
            fact
            for standing in (Standing.ACTIVE, Standing.REFUTED)
            for fact in self.record.stated(kind, standing)
            if self._still_said(fact)
        ]
        if not words:
            return Verdict.UNKNOWN, None
        latest = max(
            words,
            key=lambda fact: (
                fact.when.last if fact.when else date.min,
                fact.standing is Standing.ACTIVE,
                fact.source,
            ),
        )
        return Verdict.of(latest.standing is Standing.ACTIVE), latest

    def latest(self, measure: Measure) -> Measured | None:
        """Give the latest value of function, intake or muscle that is recent enough, or None."""
        days = self.rules.staleness.days(measure)
        fresh = [one for one in self.record.measured(measure) if one.recorded.when.fresh(self.today, days)]
        return max(fresh, key=_order, default=None)

    def _still_said(self, fact: Fact) -> bool:
        if not fact.observed:
            said = [one.last for one in (fact.when, fact.said) if one]
            return not said or max(said) >= days_before(self.today, self.rules.staleness.coded_symptoms_days)
        return fact.when is not None and bool(fact.when.fresh(self.today, self.rules.staleness.symptoms_days))


def take_snapshots(
    record: PatientRecord, rules: ReadingRules, today: date, pre_illness_months: int = 24
) -> tuple[Snapshot, ...]:
    """Choose the values that count on `today`: one snapshot for each reading of the weights."""
    heights = choose_height(record, today, rules)
    laboratory = read_laboratory(record, today, rules)
    dialysis = read_dialysis(record, rules.confounders.dialysis_session_days)
    histories = read_weight_series(
        record.weights,
        today,
        rules.weight_series,
        height_cm=heights.chosen.cm if heights.chosen and heights.cm.exact is not None else None,
        on_dialysis=bool(dialysis.ongoing),
        unfit=dialysis.near,
        pre_illness_months=pre_illness_months,
    )

    def with_weight(weight: WeightHistory) -> Snapshot:
        bmi = body_mass_index(weight, heights, record, today, rules)
        return Snapshot(record, today, rules, weight, heights, bmi, laboratory, dialysis)

    return tuple(with_weight(weight) for weight in histories)


def _order(one: Measured) -> tuple[object, ...]:
    recorded = one.recorded
    return recorded.when.last, recorded.moment, one.span.low or -1, recorded.source
