"""The trials of a site's registry that fit or may fit, as a referral card tells them."""

from cds_service.clinical.assessment import Assessment
from cds_service.clinical.trials import Fit, Match

from . import missing_words
from .markdown import clean, escape
from .phrases import Phrases

MOST_TRIALS = 5
LONGEST_TITLE = 120


def matching(assessment: Assessment) -> tuple[Match, ...]:
    """Give the trials that fit or may fit; no more than a reader takes in."""
    return tuple(one for one in assessment.trials if one.fit is not Fit.DOES_NOT_FIT)[:MOST_TRIALS]


def trial_line(match: Match, phrases: Phrases) -> str:
    """Write one trial, and what is to be checked before it fits."""
    named = f"{escape(match.trial.title, LONGEST_TITLE)} ({escape(match.trial.identifier)})"
    if match.fit is Fit.FITS:
        return phrases.say("{trial}: fits, as far as the registry says", trial=named)
    unknown = missing_words.listed(match.unknown, phrases)
    return phrases.say("{trial}: may fit; to check: {unknown}", trial=named, unknown=unknown)


def trial_label(match: Match) -> str:
    """Name a trial on a link, which is plain text."""
    return f"{clean(match.trial.title, LONGEST_TITLE)} ({clean(match.trial.identifier)})"
