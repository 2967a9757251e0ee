"""Part 7: what this is and is not, and which rules were applied."""

from cds_service.cards.markdown import escape, link
from cds_service.cards.phrases import Phrases


def lines(ruleset_label: str, rules_url: str | None, phrases: Phrases) -> list[str]:
    """Write the part."""
    said = phrases.say("Clinical decision support, not a diagnosis. Ruleset: {ruleset}.", ruleset=escape(ruleset_label))
    return [said if rules_url is None else f"{said} {link(phrases.say('Rules and sources'), rules_url)}"]
