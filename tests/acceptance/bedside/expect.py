"""What a case can expect of an assessment: status, verdicts, weights, reasons, confounders, scores."""

from typing import Any

from .case import Expectation
from .play import Seen


def _is(what: str, found: Any, *wanted: Any) -> str:
    return "" if found in wanted else f"{what} is {found}, not {' or '.join(map(str, wanted))}"


def status(*wanted: str) -> Expectation:
    return lambda seen: _is("status", seen.assessment["status"], *wanted)


def not_status(unwanted: str) -> Expectation:
    return lambda seen: "status is " + unwanted if seen.assessment["status"] == unwanted else ""


def verdict(criterion: str, *wanted: str) -> Expectation:
    return lambda seen: _is(criterion, seen.assessment["findings"][criterion]["verdict"], *wanted)


def detail(criterion: str, name: str, wanted: Any) -> Expectation:
    return lambda seen: _is(f"{criterion}.{name}", seen.assessment["findings"][criterion][name], wanted)


def missing(criterion: str, what: str) -> Expectation:
    def judge(seen: Seen) -> str:
        listed = seen.assessment["findings"][criterion]["missing"]
        return "" if what in listed else f"{criterion} misses {listed}, not {what}"

    return judge


def caution(criterion: str, what: str) -> Expectation:
    def judge(seen: Seen) -> str:
        listed = seen.assessment["findings"][criterion]["cautions"]
        return "" if what in listed else f"{criterion} cautions {listed}, not {what}"

    return judge


def no_caution(criterion: str, what: str) -> Expectation:
    def judge(seen: Seen) -> str:
        listed = seen.assessment["findings"][criterion]["cautions"]
        return f"{criterion} cautions {what}" if what in listed else ""

    return judge


def anywhere(word: str) -> Expectation:
    """Expect a word of the vocabulary where the design does not fix the place."""
    return lambda seen: "" if f"'{word}'" in str(seen.assessment) else f"{word} nowhere in the assessment"


def loss(percent: str | None) -> Expectation:
    return lambda seen: _is("loss_percent_6_months", seen.assessment["weight"]["loss_percent_6_months"], percent)


def bmi(text: str | None) -> Expectation:
    return lambda seen: _is("bmi", seen.assessment["weight"]["bmi"], text)


def direction(*wanted: str | None) -> Expectation:
    return lambda seen: _is("direction", seen.assessment["weight"]["direction"], *wanted)


def weighs(part: str, kg: float | None) -> Expectation:
    """Expect the current or the reference weight, in kg; None expects that there is none."""

    def judge(seen: Seen) -> str:
        found = seen.assessment["weight"][part]
        return _is(part, None if found is None else float(found["kg"]), kg)

    return judge


def span_days(days: int) -> Expectation:
    return lambda seen: _is("span_days", int(seen.assessment["weight"]["span_days"]), days)


def excluded(source: str, *reasons: str) -> Expectation:
    """Expect that an Observation was left out for one of these reasons."""

    def judge(seen: Seen) -> str:
        weight, labs = seen.assessment["weight"], seen.assessment["labs"]
        listed = {one["source"]: one["reason"] for one in (*weight["excluded"], *labs["excluded"])}
        return _is(f"reason of {source}", listed.get(f"Observation/{source}"), *reasons)

    return judge


def not_excluded(source: str) -> Expectation:
    def judge(seen: Seen) -> str:
        listed = {one["source"]: one["reason"] for one in seen.assessment["weight"]["excluded"]}
        return f"{source} is left out" if f"Observation/{source}" in listed else ""

    return judge


def nothing_excluded() -> Expectation:
    return lambda seen: _is("excluded", seen.assessment["weight"]["excluded"], [])


def readings(*primaries: str) -> Expectation:
    """Expect the verdicts of the primary criterion under each reading, in any order; none where no doubt is open."""

    def judge(seen: Seen) -> str:
        listed = seen.assessment["weight"].get("readings", [])
        return _is("primary of the readings", sorted(one["primary"] for one in listed), sorted(primaries))

    return judge


def reading_losses(*percents: str) -> Expectation:
    def judge(seen: Seen) -> str:
        listed = [one["loss_percent_6_months"] for one in seen.assessment["weight"]["readings"]]
        return _is("losses of the readings", sorted(listed), sorted(percents))

    return judge


def doubts(source: str) -> Expectation:
    """Expect one reading with an Observation and one without it."""

    def judge(seen: Seen) -> str:
        name, listed = f"Observation/{source}", seen.assessment["weight"]["readings"]
        sides = [any(name in one[side] for one in listed) for side in ("with", "without")]
        return "" if all(sides) else f"{source} is not in doubt"

    return judge


def confounder(code: str, *actions: str) -> Expectation:
    def judge(seen: Seen) -> str:
        found = {one["code"]: one["action"] for one in seen.assessment["confounders"]}
        return _is(code, found.get(code), *actions)

    return judge


def no_confounder(code: str) -> Expectation:
    def judge(seen: Seen) -> str:
        return f"{code} is there" if code in {one["code"] for one in seen.assessment["confounders"]} else ""

    return judge


def score(name: str, wanted: Any) -> Expectation:
    return lambda seen: _is(name, seen.assessment["scores"][name], wanted)


def lab(analyte: str, value: float) -> Expectation:
    """Expect a value in the analyte's own unit."""
    return lambda seen: _is(
        analyte, float(seen.assessment["labs"]["values"].get(analyte, {}).get("value", "nan")), value
    )


def lab_read(analyte: str) -> Expectation:
    return lambda seen: "" if analyte in seen.assessment["labs"]["values"] else f"{analyte} was not read"


def unrecognised(number: int) -> Expectation:
    return lambda seen: _is("unrecognised_diagnoses", seen.assessment["unrecognised_diagnoses"], number)


def trial_fit(identifier: str, wanted: str) -> Expectation:
    def judge(seen: Seen) -> str:
        fits = {one["identifier"]: one["fit"] for one in seen.assessment["trials"]}
        return _is(f"fit of {identifier}", fits.get(identifier), wanted)

    return judge
