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
from tests.properties.oracle_weights import Bounds, Series, read_series

Truth = bool | None
Height = Fraction | set[Fraction] | None
Formula = Callable[[Callable[[Truth], bool]], bool]


def verdict(formula: Formula) -> str:
    at_worst, at_best = (
        formula(lambda truth, filled=filled: filled if truth is None else truth) for filled in (False, True)
    )
    if at_worst:
        return "met"
    return "unknown" if at_best else "not_met"


def readings(record: PatientRecord, today: date) -> list["Oracle"]:
    """One for each reading of the weights."""
    height = _height(record, today)
    dialysis = any(one.kind is Kind.DIALYSIS and one.standing is Standing.ACTIVE for one in record.facts)
    exact = height if isinstance(height, Fraction) else None
    return [Oracle(record, today, height, one) for one in read_series(record.weights, today, exact, dialysis=dialysis)]


def oracles(record: PatientRecord, today: date) -> list["Oracle"]:
    """Those that count: a doubtful beginning does only where a verdict depends on it."""
    found = readings(record, today)
    beginning = all(one.series.about == {"beginning"} for one in found)
    if beginning and all(one.every_verdict() == found[0].every_verdict() for one in found):
        return found[:1]
    return found


def _height(record: PatientRecord, today: date) -> Height:
    """One height, two that contradict each other, or none."""
    usable = [one for one in record.heights if one.recorded.when.first <= today and 100 <= one.cm <= 250]
    if any(not one.stated for one in usable):
        usable = [one for one in usable if not one.stated]
    if not usable:
        return None
    usable.sort(key=lambda one: one.recorded.when.first)
    numbers = [Fraction(one.cm) for one in usable]
    if max(numbers) - min(numbers) > 3 and len(numbers) == 2:
        return {min(numbers), max(numbers)}
    return numbers[-1]


class Oracle:
    """One patient with active cancer on one day, under one reading; every weight exactly dated."""

    def __init__(
        self, record: PatientRecord, today: date, height: Fraction | set[Fraction] | None, series: Series
    ) -> None:
        self.record, self.today, self.height, self.series = record, today, height, series
        self.loss = series.loss(today, 6)
        self.ongoing = series.loss(today, 6, least=28)
        self.loss_12 = series.loss(today, 12)
        self.loss_beyond = _exactly(series.seen(today, 24, 6))
        self.loss_3_to_6 = series.loss(today, 6, 3, last_included=True)
        self.pre_illness = series.loss(today, 24, widest=24)
        self.bmis = self._bmis()
        self.bmi = min(self.bmis) if len(self.bmis) == 1 else None

    def every_verdict(self) -> tuple[object, ...]:
        return (
            self.fearon_2011(),
            self.evans_2008(),
            self.fearon_2006()[0],
            self.glim_2019()[0],
            self.awgc_2023(),
            self.precachexia(),
        )

    def precachexia(self) -> str:
        """As far as a reading can change it: beside the loss everything is the same."""
        kilograms = None
        if self.loss is not None:
            reference = self.series.days[self.series.current] / (1 - self.loss[0] / 100)
            kilograms = reference - self.series.days[self.series.current] >= 1
        over_5 = over(self.loss, 5)
        at_most = None if over_5 is None else not over_5
        wanted = (at_most, kilograms, self._symptom(Kind.ANOREXIA), self._lab(Measure.CRP, ">=", 10))
        return verdict(lambda is_: all(is_(one) for one in wanted))

    def fearon_2011(self) -> str:
        over_5, over_2 = over(self.loss, 5), over(self.ongoing, 2)
        thin = under(self.bmis, 20)
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
        short = self.series.short and self.series.fresh(self.today)
        undocumented = self.loss_12 is None and not short and not self.series.undecided
        if undocumented and under(self.bmis, 20):
            wasted = True
        of_five = self.evans_five()
        return verdict(lambda is_: is_(wasted) and sum(is_(one) for one in of_five) >= 3)

    def evans_five(self) -> list[Truth]:
        biochemistry = [
            self._lab(Measure.CRP, ">", 5),
            *([self._lab(Measure.IL_6, ">", 4)] if self._latest(Measure.IL_6) else []),
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
        factors = [at_least(self.pre_illness, 10), self._intake("<=", Fraction(1500)), self._lab(Measure.CRP, ">=", 10)]
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
        if self.loss_3_to_6 is None and over(self.ongoing, 2):
            lost = True
        wasting = any_true([lost, under(self.bmis, 21)])
        support = any_true([self._symptom(Kind.ANOREXIA), self._grip("28", "18"), self._lab(Measure.CRP, ">", 5)])
        return verdict(lambda is_: is_(wasting) and is_(support))

    def wlgs(self) -> int | None:
        if self.loss is None or self.bmi is None or not self.series.fresh(self.today):
            return None
        grid = {0: "00113", 1: "12223", 2: "23334", 3: "33344", 4: "34444"}
        row = len([bound for bound in ("2.5", "6", "11", "15") if self.loss[0] >= Fraction(bound)])
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
        low = None if albumin is None else holds(albumin.span, "<", 35)
        return self._lab(Measure.CRP, ">", 10), None if low and self._acute(albumin) else low

    def _bmis(self) -> set[Fraction]:
        """What the body mass index can be; empty where nothing is known."""
        if self.height is None:
            stored = self._measures(Measure.BMI, 90)
            return {stored[-1].span.exact} if stored else set()
        if not self.series.fresh(self.today):
            return set()
        heights = self.height if isinstance(self.height, set) else {self.height}
        return {self.series.days[self.series.current] / (one / 100) ** 2 for one in heights}

    def _age(self) -> set[int]:
        birth = self.record.birth
        if birth is None:
            return {0, 120}
        return {
            self.today.year - born.year - ((self.today.month, self.today.day) < (born.month, born.day))
            for born in (birth.first, birth.last)
        }

    def _thin_for_age(self, younger: object, older: object) -> Truth:
        answers = {under(self.bmis, older if age >= 70 else younger) for age in self._age()}
        return answers.pop() if len(answers) == 1 else None

    def _facts(self, kind: Kind, *standings: Standing) -> list[Fact]:
        return [one for one in self.record.facts if one.kind is kind and one.standing in standings]

    def _symptom(self, kind: Kind) -> Truth:
        said = [
            one
            for one in self._facts(kind, Standing.ACTIVE, Standing.REFUTED)
            if one.when is None or one.when.first >= self.today - timedelta(days=90 if one.observed else 180)
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
            and 0 <= (self.today - one.recorded.when.first).days <= 60
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
        return None if truth and analyte in {Measure.CRP, Measure.ALBUMIN} and self._acute(latest) else truth

    def _acute(self, lab: Measured) -> bool:
        sampled = lab.recorded.when.first
        infected = any(
            (sampled - one.when.first).days >= -1 and ((sampled - one.when.first).days <= 28 or not one.passing)
            for one in self._facts(Kind.INFECTION, Standing.ACTIVE)
        )
        return infected or any(
            -1 <= (sampled - one.when.first).days <= 28 for one in self._facts(Kind.SURGERY, Standing.ACTIVE)
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


def _exactly(number: Fraction | None) -> Bounds | None:
    return None if number is None else (number, number)


def over(loss: Bounds | None, limit: object) -> Truth:
    if loss is None:
        return None
    least, most = loss
    return True if least > Fraction(limit) else False if most is not None and most <= Fraction(limit) else None


def under(numbers: set[Fraction], limit: object) -> Truth:
    answers = {number < Fraction(limit) for number in numbers}
    return answers.pop() if len(answers) == 1 else None


def at_least(loss: Bounds | None, limit: object) -> Truth:
    if loss is None:
        return None
    least, most = loss
    return True if least >= Fraction(limit) else False if most is not None and most < Fraction(limit) else None


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
