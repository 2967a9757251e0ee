"""Part 4: confounders and cautions, each with what it does to the result."""

from cds_service.cards import caution_words, confounder_words
from cds_service.cards.phrases import Phrases
from cds_service.clinical.assessment import Assessment
from cds_service.clinical.caution import Caution
from cds_service.clinical.confounder_rules import Action, ConfounderCode
from cds_service.clinical.confounders import Confounder
from cds_service.clinical.status import Status


def lines(assessment: Assessment, phrases: Phrases) -> list[str]:
    """Write the part."""
    told = [
        *(_confounder(one, assessment, phrases) for one in assessment.confounders),
        *dict.fromkeys(phrases.say(caution_words.sentence(one)) for one in _cautions(assessment)),
    ]
    return [phrases.say("**Take care**"), *(f"- {one}" for one in told)] if told else []


def _confounder(confounder: Confounder, assessment: Assessment, phrases: Phrases) -> str:
    lead = phrases.say(confounder_words.lead(confounder.code))
    occasion = confounder_words.occasion(confounder, phrases)
    effect = phrases.say(confounder_words.effect(confounder.code))
    named = f"**{lead}** ({occasion})" if occasion else f"**{lead}**"
    return f"{named}: {effect}. {_consequence(confounder, assessment, phrases)}".rstrip()


def _consequence(confounder: Confounder, assessment: Assessment, phrases: Phrases) -> str:
    if confounder.action is Action.WITHHOLD and confounder.code is not ConfounderCode.CANCER_INACTIVE:
        return phrases.say("No result is given for this reason.")
    if confounder.action is Action.DOWNGRADE and assessment.status is Status.CACHEXIA:
        return phrases.say("For this reason the card informs and does not warn.")
    return ""


def _cautions(assessment: Assessment) -> list[Caution]:
    """Collect every caution once; a confounder that is told says the same better."""
    findings = () if assessment.status is Status.WITHHELD else assessment.findings.values()
    every = (
        *assessment.snapshot.weight.cautions,
        *(caution for finding in findings for caution in finding.cautions),
        *assessment.cautions,
    )
    acute = any(one.code is ConfounderCode.ACUTE_INFLAMMATION for one in assessment.confounders)
    return [one for one in dict.fromkeys(every) if not (acute and one is Caution.ACUTE_INFLAMMATION)]
