"""All stories, and the day that counts as today in every one of them."""

from datetime import date

from .stories import borderline, confounders, eligibility, met, transport, weights
from .story import Story

AS_OF = date(2026, 6, 30)

STORIES: tuple[Story, ...] = (
    met.CLEAR_CACHEXIA,
    met.BMI_BELOW_TWENTY,
    met.LOW_MUSCLE,
    met.OBESE,
    met.TRIAL_CANDIDATE,
    met.REFERRED_ALREADY,
    borderline.POSSIBLE_PRECACHEXIA,
    borderline.AT_RISK,
    borderline.THIN_ONE_WEIGHT,
    borderline.EXACTLY_FIVE,
    borderline.FIVE_UNDECIDED,
    borderline.LOW_ALBUMIN,
    weights.POUNDS_THEN_KILOGRAMS,
    weights.POUNDS_FILED_AS_KILOGRAMS,
    weights.ONE_WEIGHT,
    weights.STALE,
    weights.ENTERED_IN_ERROR,
    weights.ISOLATED_SPIKE,
    confounders.ASCITES,
    confounders.OEDEMA,
    confounders.SEMAGLUTIDE,
    confounders.AMPUTATION,
    confounders.DIALYSIS_DRY,
    confounders.DIALYSIS_MIXED,
    confounders.CODED_ALREADY,
    confounders.AFTER_OPERATION,
    eligibility.NO_CANCER,
    eligibility.REMISSION_LOSING,
    eligibility.REMISSION_STABLE,
    eligibility.CHILD,
    eligibility.PREGNANT,
    eligibility.DYING,
    eligibility.DYING_STABLE,
    eligibility.DYING_UNWEIGHED,
    transport.TWO_PAGES,
    transport.MALFORMED,
    transport.FOREIGN_WEIGHT,
)
