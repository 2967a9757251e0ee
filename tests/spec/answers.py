"""What a table expects: each column's cell is compared with what the assessment says."""

from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from cds_service.clinical.assessment import Assessment, Reading
from cds_service.clinical.decimals import plain
from cds_service.clinical.span import Span
from cds_service.clinical.weight_days import DayWeight
from tests import told
from tests.spec.table import EMPTY

Answer = str | int | Fraction | None | set[str]


def _verdict(name: str) -> Callable[[Assessment], Answer]:
    return lambda one: one.findings[name].verdict.value.replace("_", " ")


def _detail(name: str, detail: str) -> Callable[[Assessment], Answer]:
    def answer(one: Assessment) -> Answer:
        value = told.detail(one.findings[name], detail)
        return value.replace("_", " ") if isinstance(value, str) else value

    return answer


def _words(items: Iterable[str]) -> set[str]:
    return {item.replace("_", " ") for item in items}


def _span(span: Span) -> Answer:
    return span.exact if span.exact is not None else None


def _day(day: DayWeight | None) -> Answer:
    return f"{day.kg:f} on {day.on}" if day else None


def _reference(one: Assessment) -> Answer:
    change = one.snapshot.weight.six_months.change
    return _day(change.reference) if change else None


def _episode(one: Assessment) -> Answer:
    change = one.snapshot.weight.largest_episode
    return change.percent if change else None


def _left_out(one: Assessment) -> Answer:
    excluded = (*one.snapshot.weight.excluded, *one.snapshot.laboratory.excluded)
    return _words(f"{each.text.split(' ')[0]} {each.reason.value}" for each in excluded)


def _cautions(one: Assessment) -> Answer:
    return _words((*one.cautions, *one.snapshot.weight.cautions, *one.primary_finding.cautions))


def _day_kg(reading: Reading) -> str:
    return plain(reading.weight.current.kg) if reading.weight.current else "–"


ANSWERS: dict[str, Callable[[Assessment], Answer]] = {
    "status": lambda one: one.status.value.replace("_", " "),
    "Fearon 2011": _verdict("fearon_2011"),
    "branch": _detail("fearon_2011", "branch"),
    "Evans 2008": _verdict("evans_2008"),
    "of five": _detail("evans_2008", "supporting_met"),
    "Fearon 2006": _verdict("fearon_2006"),
    "factors": _detail("fearon_2006", "factors_met"),
    "open": _detail("fearon_2006", "factors_unknown"),
    "all 3": _detail("fearon_2006", "all_three"),
    "GLIM 2019": _verdict("glim_2019"),
    "stage": _detail("glim_2019", "stage"),
    "first step": _detail("glim_2019", "screening"),
    "with CRP": _detail("glim_2019", "crp_confirmed"),
    "AWGC 2023": _verdict("awgc_2023"),
    "pre-cachexia": _verdict("precachexia"),
    "refractory": _verdict("refractory"),
    "current": lambda one: _day(one.snapshot.weight.current),
    "reference": _reference,
    "loss %": lambda one: one.snapshot.weight.six_months.seen,
    "12 months %": lambda one: one.snapshot.weight.twelve_months.seen,
    "beyond %": lambda one: one.snapshot.weight.beyond_six_months.seen,
    "3 to 6 months %": lambda one: one.snapshot.weight.three_to_six_months.seen,
    "past episode %": _episode,
    "BMI": lambda one: _span(one.snapshot.bmi.span),
    "left out": _left_out,
    "direction": lambda one: one.snapshot.weight.direction and one.snapshot.weight.direction.value,
    "of the year": lambda one: one.snapshot.weight.direction_of_year and one.snapshot.weight.direction_of_year.value,
    "outside %": lambda one: one.snapshot.weight.just_outside and one.snapshot.weight.just_outside.percent,
    "readings": lambda one: _words(f"{_day_kg(each)} {each.primary.value.replace('_', ' ')}" for each in one.readings),
    "heights left out": lambda one: _words(each.text for each in one.snapshot.heights.excluded),
    "risks": lambda one: _words(each.value for each in one.risks),
    "cautions": _cautions,
    "missing": lambda one: _words(one.primary_finding.missing),
    "WLGS": lambda one: one.scores.wlgs,
    "GPS": lambda one: one.scores.gps,
    "mGPS": lambda one: one.scores.mgps,
    "CAR": lambda one: one.scores.crp_albumin_ratio,
    "NLR": lambda one: one.scores.nlr,
    "PNI": lambda one: one.scores.pni,
    "GNRI": lambda one: one.scores.gnri,
    "CONUT": lambda one: one.scores.conut,
    "CASCO stage": lambda one: one.scores.casco.stage if one.scores.casco else None,
    "confounders": lambda one: _words(f"{each.code.value}: {each.action.value}" for each in one.confounders),
    "referrals": lambda one: _words(one.referrals),
    "in the chart": lambda one: _words(each.kind for each in one.active_referrals),
    "shown as": lambda one: "nothing" if one.spares_the_dying else "info" if one.downgraded else "as usual",
    "fit": lambda one: one.trials[0].fit.value.replace("_", " ") if one.trials else None,
    "unknown": lambda one: _words(one.trials[0].unknown) if one.trials else None,
}


def mismatch(assessment: Assessment, name: str, cell: str) -> str | None:
    """Say how an answer differs from its cell; None where it agrees."""
    answer = ANSWERS[name](assessment)
    if cell == "...":
        return None
    if isinstance(answer, set):
        agrees = _holds(answer, cell)
    elif isinstance(answer, Fraction):
        agrees = cell not in EMPTY and Decimal(cell) == _rounded(answer, cell)
    else:
        agrees = cell == ("–" if answer is None else str(answer))
    return None if agrees else f"{name}: the manual says {cell!r}, the code says {_readable(answer)!r}"


def _holds(answer: set[str], cell: str) -> bool:
    """A list is exact; one that ends in "..." must be contained, and "not x" must be absent."""
    items = [item.strip() for item in cell.split(",") if item.strip() not in EMPTY]
    wanted = {item for item in items if item != "..." and not item.startswith("not ")}
    unwanted = {item.removeprefix("not ") for item in items if item.startswith("not ")}
    is_open = "..." in items or bool(unwanted)
    return wanted <= answer and not unwanted & answer and (is_open or wanted == answer)


def _rounded(number: Fraction, like: str) -> Decimal:
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(Decimal(like), ROUND_HALF_UP)


def _readable(answer: Answer) -> str:
    if isinstance(answer, set):
        return ", ".join(sorted(answer)) or "–"
    return f"{float(answer):.6f}" if isinstance(answer, Fraction) else str(answer)
