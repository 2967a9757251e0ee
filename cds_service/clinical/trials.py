"""Trials of a site's registry, matched three-valued: fits, may fit (naming what is unknown), does not fit."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Literal

from .facts import Coding
from .finding import Reasoned, every
from .limits import Code, CodeSystem, Limits, Rules
from .missing import Missing, Needed
from .record import Sex
from .span import Span
from .status import Status
from .verdict import Verdict

Grade = Annotated[int, Limits(0, 5, "")]
Years = Annotated[int, Limits(0, 130, "years")]


@dataclass(frozen=True)
class CodePrefix:
    """A cancer that a trial admits: in ICD every code that begins so (dots do not count), elsewhere the very code."""

    system: CodeSystem
    code: Code

    def covers(self, coding: Coding) -> bool:
        """Say whether a diagnosis falls under it."""
        if coding.system != self.system:
            return False
        return _bare(coding.code).startswith(_bare(self.code)) if self.is_tree else coding.code == self.code

    @property
    def is_tree(self) -> bool:
        """Whether codes that begin alike belong together; SNOMED CT's do not."""
        return "icd" in self.system


@dataclass(frozen=True)
class Trial(Rules):
    """A trial as the registry describes it; what it leaves open admits everyone."""

    identifier: str
    title: str
    url: str
    recruitment: Literal["recruiting", "not_yet_recruiting", "closed"] = "recruiting"
    cancers: tuple[CodePrefix, ...] = ()
    least_age: Years | None = 18
    greatest_age: Years | None = None
    sex: Sex | None = None
    greatest_ecog: Grade | None = None
    stages: tuple[Status, ...] = (Status.CACHEXIA,)
    mgps: tuple[Grade, ...] = ()
    eligibility_known: bool = True
    """Whether the fields above are all that the trial asks; where not, a patient can at most fit perhaps."""


class Fit(StrEnum):
    """How a patient stands to a trial."""

    FITS = "fits"
    MAY_FIT = "may_fit"
    DOES_NOT_FIT = "does_not_fit"


@dataclass(frozen=True, slots=True)
class Match:
    """A trial and how the patient fits; `unknown` names what is missing to decide."""

    trial: Trial
    fit: Fit
    unknown: tuple[Needed, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """What trials ask about a patient."""

    cancers: tuple[tuple[Coding, ...], ...]
    """The codes of each diagnosis."""
    age: Span
    sex: Sex | None
    ecog: Span | None
    stage: Status
    mgps: int | None


def match(trials: Iterable[Trial], candidate: Candidate) -> tuple[Match, ...]:
    """Match every open trial; those that fit come first, each group in the registry's order."""
    open_ = [trial for trial in trials if trial.recruitment != "closed"]
    matches = [_match(trial, candidate) for trial in open_]
    return tuple(sorted(matches, key=lambda one: list(Fit).index(one.fit)))


def _match(trial: Trial, candidate: Candidate) -> Match:
    combined = every(
        _cancer(trial, candidate),
        _age(trial, candidate),
        _known_or_open(Missing.SEX, trial.sex is None, _same(candidate.sex, trial.sex)),
        _ecog(trial, candidate),
        _known_or_open(Missing.STAGE, not trial.stages, candidate.stage in trial.stages),
        _known_or_open(Missing.ELIGIBILITY, trial.eligibility_known, None),
        _known_or_open(Missing.MGPS, not trial.mgps, None if candidate.mgps is None else candidate.mgps in trial.mgps),
    )
    fit = {Verdict.MET: Fit.FITS, Verdict.UNKNOWN: Fit.MAY_FIT}.get(combined.verdict, Fit.DOES_NOT_FIT)
    return Match(trial, fit, combined.missing)


def _known_or_open(item: Missing, is_open: bool, holds: bool | None) -> Reasoned:  # noqa: FBT001 - two truth values
    verdict = Verdict.MET if is_open else Verdict.of(holds)
    return Reasoned(verdict, missing=(item,) if verdict is Verdict.UNKNOWN else ())


def _cancer(trial: Trial, candidate: Candidate) -> Reasoned:
    """A diagnosis coded where the trial's codes cannot be compared can neither be admitted nor refused."""
    codes = [coding for codings in candidate.cancers for coding in codings]
    if not trial.cancers or any(wanted.covers(one) for wanted in trial.cancers for one in codes):
        return Reasoned(Verdict.MET)
    systems = {wanted.system for wanted in trial.cancers if wanted.is_tree}
    comparable = codes and all(any(one.system in systems for one in codings) for codings in candidate.cancers)
    return Reasoned(Verdict.NOT_MET) if comparable else Reasoned(Verdict.UNKNOWN, missing=(Missing.CANCER_TYPE,))


def _age(trial: Trial, candidate: Candidate) -> Reasoned:
    limits = [
        candidate.age.at_least(trial.least_age) if trial.least_age is not None else Verdict.MET,
        candidate.age.at_most(trial.greatest_age) if trial.greatest_age is not None else Verdict.MET,
    ]
    return every(*(Reasoned(one, missing=(Missing.AGE,) if one is Verdict.UNKNOWN else ()) for one in limits))


def _ecog(trial: Trial, candidate: Candidate) -> Reasoned:
    if trial.greatest_ecog is None:
        return Reasoned(Verdict.MET)
    known = candidate.ecog or Span()
    verdict = known.at_most(trial.greatest_ecog)
    return Reasoned(verdict, missing=(Missing.PERFORMANCE_STATUS,) if verdict is Verdict.UNKNOWN else ())


def _bare(code: str) -> str:
    return code.replace(".", "").upper()


def _same(sex: Sex | None, wanted: Sex | None) -> bool | None:
    return None if sex is None else sex is wanted
