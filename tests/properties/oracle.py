"""The criteria once more, naively. Each is a monotone formula over conditions that hold, do not hold, or are open.

A formula is met where it holds although every open condition fails, and not met where it fails although every open
condition holds: Kleene's logic without a table. The published numbers are written in, not read from the ruleset.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from fractions import Fraction

from cds_service.clinical.facts import Fact, Kind, Standing
from cds_service.clinical.measures import Measure
from cds_service.clinical.record import Measured, PatientRecord, Sex
from cds_service.clinical.span import Span
from tests.properties.oracle_weights import Series, read_series

Truth = bool | None
Formula = Callable[[Callable[[Truth], bool]], bool]


def verdict(formula: Formula) -> str:
    at_worst, at_best = (
        formula(lambda truth, filled=filled: filled if truth is None else truth) for filled in (False, True)
    )
    if at_worst:
        return "met"
    return "unknown" if at_best else "not_met"


class Oracle:
    """One patient with active cancer on one day; every weight exactly dated."""

    def __init__(self, record: PatientRecord, today: date) -> None:
        self.record, self.today = record, today
        self.height = self._height()
        dialysis = bool(self._facts(Kind.DIALYSIS, Standing.ACTIVE))
        self.series: Series = read_series(record.weights, today, self.height, dialysis=dialysis)
        self.loss = self.series.loss(today, 6)
        self.loss_12 = self.series.loss(today, 12)
        self.loss_beyond = self.series.loss(today, 24, 6)
        self.loss_3_to_6 = self.series.loss(today, 6, 3, last_included=True)
        self.bmi = self._bmi()

    def fearon_2011(self) -> str:
        over_5, over_2 = over(self.loss, 5), over(self.loss, 2)
        thin = under(self.bmi, 20)
        low = self._low_muscle(
            {
                "asmi-dxa": ("7.26", "5.45"),
                "smi-l3-ct": ("55", "39"),
                "ffmi-bia": ("14.6", "11.4"),
                "mama": ("32", "18"),
            }
        )
        return verdict(lambda is_: is_(over_5) or (is_(over_2) and is_(thin)) or (is_(over_2) and is_(low)))

    def evans_2008(self) -> str:
        wasted = at_least(self.loss_12, 5)
        if wasted is None and under(self.bmi, 20):
            wasted = True
        of_five = self.evans_five()
        return verdict(lambda is_: is_(wasted) and sum(is_(one) for one in of_five) >= 3)

    def evans_five(self) -> list[Truth]:
        biochemistry = [
            self._lab(Measure.CRP, ">", 5),
            self._lab(Measure.IL_6, ">", 4),
            self._lab(Measure.HAEMOGLOBIN, "<", 12),
            self._lab(Measure.ALBUMIN, "<", 32),
        ]
        weight = self.series.days[self.series.current] if self.series.fresh(self.today) else None
        eats_little = None if weight is None else self._intake("<", 20 * weight)
        return [
            self._grip("27", "16"),
            self._symptom(Kind.FATIGUE),
            any_true([self._symptom(Kind.ANOREXIA), eats_little]),
            self._low_muscle({"asmi-dxa": ("7.25", "5.45")}),
            any_true(biochemistry),
        ]

    def fearon_2006(self) -> tuple[str, str]:
        factors = [at_least(self.loss, 10), self._intake("<=", Fraction(1500)), self._lab(Measure.CRP, ">=", 10)]
        return tuple(verdict(lambda is_, n=n: sum(is_(one) for one in factors) >= n) for n in (2, 3))

    def glim_2019(self) -> tuple[str, str, int | None]:
        losses = [over(self.loss, 5)] + ([over(self.loss_beyond, 10)] if self.loss_beyond is not None else [])
        muscle = {
            "ffmi-bia": ("17", "15"),
            "asmi-dxa": ("7", "5.5"),
            "asmi-bia": ("7", "5.7"),
            "smi-l3-ct": ("55", "39"),
        }
        phenotype = any_true([*losses, self._thin_for_age(20, 22), self._low_muscle(muscle)])
        inflamed = self._lab(Measure.CRP, ">", 10)
        with_crp = verdict(lambda is_: is_(phenotype) and is_(inflamed))
        return verdict(lambda is_: is_(phenotype)), with_crp, self._glim_stage() if phenotype else None

    def _glim_stage(self) -> int | None:
        severe_bmi = self._thin_for_age("18.5", 20)
        if over(self.loss, 10) or over(self.loss_beyond, 20) or severe_bmi:
            return 2
        if self.bmi is not None and severe_bmi is None:  # the missing birth date leaves it open
            return None
        graded = over(self.loss, 5) or over(self.loss_beyond, 10) or self._thin_for_age(20, 22)
        return 1 if graded else None

    def awgc_2023(self) -> str:
        lost = over(self.loss_3_to_6, 2)
        if self.loss_3_to_6 is None and over(self.loss, 2):
            lost = True
        wasting = any_true([lost, under(self.bmi, 21)])
        support = any_true([self._symptom(Kind.ANOREXIA), self._grip("28", "18"), self._lab(Measure.CRP, ">", 5)])
        return verdict(lambda is_: is_(wasting) and is_(support))

    def wlgs(self) -> int | None:
        if self.loss is None or self.bmi is None or not self.series.fresh(self.today):
            return None
        grid = {0: "00113", 1: "12223", 2: "23334", 3: "33344", 4: "34444"}
        row = len([bound for bound in ("2.5", "6", "11", "15") if self.loss >= Fraction(bound)])
        column = len([bound for bound in (28, 25, 22, 20) if self.bmi < bound])
        return int(grid[row][column])

    def gps(self) -> int | None:
        raised, low = self._pair()
        return None if raised is None or low is None else raised + low

    def mgps(self) -> int | None:
        raised, low = self._pair()
        if raised is False:
            return 0
        return None if raised is None or low is None else 1 + low

    def _pair(self) -> tuple[Truth, Truth]:
        crp = self._latest(Measure.CRP)
        if crp is None:
            return None, None
        sampled = crp.recorded.when.first
        near = [one for one in self._counting(Measure.ALBUMIN) if abs((one.recorded.when.first - sampled).days) <= 7]
        near.sort(key=lambda one: (abs((one.recorded.when.first - sampled).days), -one.recorded.when.first.toordinal()))
        albumin = near[0] if near else None
        return self._lab(Measure.CRP, ">", 10), None if albumin is None else holds(albumin.span, "<", 35)

    def _height(self) -> Fraction | None:
        usable = [one for one in self.record.heights if one.recorded.when.first <= self.today and 100 <= one.cm <= 250]
        usable.sort(key=lambda one: (not one.stated, one.recorded.when.first))
        return Fraction(usable[-1].cm) if usable else None

    def _bmi(self) -> Fraction | None:
        if self.height is not None:
            fresh = self.series.fresh(self.today)
            return self.series.days[self.series.current] / (self.height / 100) ** 2 if fresh else None
        stored = self._measures(Measure.BMI, 90)
        return stored[-1].span.exact if stored else None

    def _age(self) -> set[int]:
        birth = self.record.birth
        if birth is None:
            return {0, 120}
        return {
            self.today.year - born.year - ((self.today.month, self.today.day) < (born.month, born.day))
            for born in (birth.first, birth.last)
        }

    def _thin_for_age(self, younger: object, older: object) -> Truth:
        answers = {under(self.bmi, older if age >= 70 else younger) for age in self._age()}
        return answers.pop() if len(answers) == 1 else None

    def _facts(self, kind: Kind, *standings: Standing) -> list[Fact]:
        return [one for one in self.record.facts if one.kind is kind and one.standing in standings]

    def _symptom(self, kind: Kind) -> Truth:
        said = [
            one
            for one in self._facts(kind, Standing.ACTIVE, Standing.REFUTED)
            if not one.observed or one.when.first >= self.today - timedelta(days=90)
        ]
        if not said:
            return None
        latest = max(one.when.last if one.when else date.min for one in said)
        return any(
            one.standing is Standing.ACTIVE for one in said if (one.when.last if one.when else date.min) == latest
        )

    def _counting(self, analyte: Measure) -> list[Measured]:
        limits = {Measure.CRP: (0, 1000), Measure.ALBUMIN: (5, 70)}.get(analyte, (0, 10**9))
        counting = [
            one
            for one in self.record.values
            if one.measure is analyte
            and 0 <= (self.today - one.recorded.when.first).days <= 90
            and not (one.span.high is not None and one.span.high < limits[0])
            and not (one.span.low is not None and one.span.low > limits[1])
        ]
        return sorted(counting, key=lambda one: one.recorded.when.first)

    def _latest(self, analyte: Measure) -> Measured | None:
        return (self._counting(analyte) or [None])[-1]

    def _lab(self, analyte: Measure, operator: str, limit: object) -> Truth:
        latest = self._latest(analyte)
        if latest is None:
            return None
        truth = holds(latest.span, operator, limit)
        return None if truth and analyte is Measure.CRP and self._acute(latest) else truth

    def _acute(self, crp: Measured) -> bool:
        sampled = crp.recorded.when.first
        return any(
            -1 <= (sampled - one.when.first).days <= days
            for kind, days in ((Kind.INFECTION, 14), (Kind.SURGERY, 28))
            for one in self._facts(kind, Standing.ACTIVE, Standing.INACTIVE)
        )

    def _measures(self, measure: Measure, days: int) -> list:
        fresh = [
            one
            for one in self.record.values
            if one.measure is measure and 0 <= (self.today - one.recorded.when.first).days <= days
        ]
        return sorted(fresh, key=lambda one: one.recorded.when.first)

    def _intake(self, operator: str, limit: Fraction) -> Truth:
        measured = self._measures(Measure.INTAKE, 30)
        return holds(measured[-1].span, operator, limit) if measured else None

    def _grip(self, men: str, women: str) -> Truth:
        measured = self._measures(Measure.GRIP, 90)
        return self._below_for_sex(measured[-1].span, men, women) if measured else None

    def _low_muscle(self, cut_offs: dict[str, tuple[str, str]]) -> Truth:
        if self._symptom(Kind.SARCOPENIA):
            return True
        answers = []
        for method, (men, women) in cut_offs.items():
            if measured := self._measures(Measure(method), 180):
                answers.append(self._below_for_sex(measured[-1].span, men, women))
        return any_true(answers) if answers else None

    def _below_for_sex(self, span: Span, men: str, women: str) -> Truth:
        limits = {Sex.MALE: [men], Sex.FEMALE: [women], None: [men, women]}[self.record.sex]
        answers = {holds(span, "<", limit) for limit in limits}
        return answers.pop() if len(answers) == 1 else None


def over(number: Fraction | None, limit: object) -> Truth:
    return None if number is None else number > Fraction(limit)


def under(number: Fraction | None, limit: object) -> Truth:
    return None if number is None else number < Fraction(limit)


def at_least(number: Fraction | None, limit: object) -> Truth:
    return None if number is None else number >= Fraction(limit)


def any_true(truths: Iterable[Truth]) -> Truth:
    said = set(truths)
    if True in said:
        return True
    return None if None in said else False


def holds(span: Span, operator: str, limit: object) -> Truth:
    """Try the comparison on numbers of the span: its ends, the limit, their neighbours, and far ones."""
    numbers = samples(span, Fraction(limit))
    answers = {
        {
            ">": one > Fraction(limit),
            ">=": one >= Fraction(limit),
            "<": one < Fraction(limit),
            "<=": one <= Fraction(limit),
        }[operator]
        for one in numbers
    }
    return answers.pop() if len(answers) == 1 else None


def samples(span: Span, limit: Fraction) -> list[Fraction]:
    tiny, far = Fraction(1, 10**9), Fraction(10**9)
    corners = {limit, span.low if span.low is not None else -far, span.high if span.high is not None else far}
    near = {corner + shift for corner in corners for shift in (-tiny, 0, tiny)}
    return [one for one in near if contains(span, one)]


def contains(span: Span, number: Fraction) -> bool:
    if span.low is not None and (number < span.low or (number == span.low and span.low_open)):
        return False
    return span.high is None or number < span.high or (number == span.high and not span.high_open)
