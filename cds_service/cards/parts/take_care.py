"""Part 4: confounders and cautions, each with what it does to the result."""

from typing import Final

from cds_service.cards import confounder_words
from cds_service.cards.markdown import escape
from cds_service.cards.phrases import Phrases, phrase
from cds_service.clinical.assessment import Assessment, Status
from cds_service.clinical.confounder_rules import Action
from cds_service.clinical.confounders import Code, Confounder

CAUTIONS: Final = {
    "single_uncorroborated_reference": phrase("The earlier weight stands alone: no weight near its date confirms it."),
    "stale_weight": phrase("The last weight is some time ago; what happened since is not known."),
    "rapid_rise_and_return": phrase(
        "Weight rose and fell back within weeks, which suggests fluid; those days do not count as the earlier weight."
    ),
    "rapid_change": phrase("The last change was very fast: fluid or an error in weighing is possible."),
    "carried_forward_weights": phrase("The last three weights are identical: perhaps copied, not measured."),
    "stated_reference_weight": phrase("The earlier weight was told by the patient, not measured."),
    "partial_date_undecided": phrase("A weight without an exact date was left out; it might change the result."),
    "stated_height": phrase("The height was told by the patient, so the BMI is less certain."),
    "stored_bmi": phrase("The BMI is the stored one; there is no height to check it with."),
    "sarcopenia_coded": phrase("Low muscle mass is taken from a diagnosis; how it was measured is not known."),
    "baseline_under_3_months": phrase("AWGC 2023 looks back 3 to 6 months; the earlier weight is younger than that."),
    "ecog_from_karnofsky": phrase("Performance status was read from Karnofsky; the scales match only roughly."),
    "acute_inflammation": phrase("A recent infection or operation may raise CRP; a high CRP was not counted."),
    "birth_date_missing": phrase("The date of birth is missing, so limits that depend on age may be undecided."),
    "operation_between_weights": phrase("An operation lies between the two weights; what it removed counts as loss."),
    "single_raised_crp": phrase("CRP was raised once; a second value a week apart would show whether it lasts."),
    "albumin_assay_changed": phrase("Albumin was measured by two methods that differ by about 5.5 g/L."),
    "crp_unit_suspect": phrase("CRP rose tenfold when its unit changed: please check the unit."),
    "crp_may_be_lowered": phrase("A medicine on record can lower CRP; a low CRP does not rule out inflammation."),
    "clinical_status_missing": phrase("The cancer diagnosis has no status on record; it was taken as active."),
    "cancer_unconfirmed": phrase("The cancer diagnosis is marked as not yet confirmed."),
    "diagnosis_unconfirmed": phrase("The cancer diagnosis is marked as not yet confirmed."),
}


def lines(assessment: Assessment, phrases: Phrases) -> list[str]:
    """Write the part."""
    told = [
        *(_confounder(one, assessment, phrases) for one in assessment.confounders),
        *dict.fromkeys(_caution(one, phrases) for one in _cautions(assessment)),
    ]
    return [phrases.say("**Take care**"), *(f"- {one}" for one in told)] if told else []


def _confounder(confounder: Confounder, assessment: Assessment, phrases: Phrases) -> str:
    lead = phrases.say(confounder_words.LEADS[confounder.code])
    occasion = confounder_words.occasion(confounder, phrases)
    effect = phrases.say(confounder_words.EFFECTS[confounder.code])
    named = f"**{lead}** ({occasion})" if occasion else f"**{lead}**"
    return f"{named}: {effect}. {_consequence(confounder, assessment, phrases)}".rstrip()


def _consequence(confounder: Confounder, assessment: Assessment, phrases: Phrases) -> str:
    if confounder.action is Action.WITHHOLD and confounder.code is not Code.CANCER_INACTIVE:
        return phrases.say("No result is given for this reason.")
    if confounder.action is Action.DOWNGRADE and assessment.status is Status.CACHEXIA:
        return phrases.say("For this reason the card informs and does not warn.")
    return ""


def _cautions(assessment: Assessment) -> list[str]:
    """Collect every caution once; a confounder that is told says the same better."""
    findings = () if assessment.status is Status.WITHHELD else assessment.findings.values()
    every = (
        *assessment.snapshot.weight.cautions,
        *(caution for finding in findings for caution in finding.cautions),
        *assessment.cautions,
    )
    told = (
        {"acute_inflammation"} if any(one.code is Code.ACUTE_INFLAMMATION for one in assessment.confounders) else set()
    )
    return [one for one in dict.fromkeys(every) if one not in told]


def _caution(code: str, phrases: Phrases) -> str:
    if code in CAUTIONS:
        return phrases.say(CAUTIONS[code])
    return phrases.say("Also noted: {caution}.", caution=escape(code.replace("_", " ")))
