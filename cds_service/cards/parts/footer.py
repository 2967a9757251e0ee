"""The last line: what this is and is not, and which rules were applied."""

from cds_service.cards.markdown import escape, link
from cds_service.cards.phrases import Phrases


def lines(ruleset_label: str, rules_url: str | None, phrases: Phrases) -> list[str]:
    """Write the part."""
    said = phrases.say("Decision support, not a diagnosis · ruleset {ruleset}", ruleset=escape(ruleset_label))
    if rules_url is None:
        return [said]
    sources = link(phrases.say("rules and sources"), rules_url)
    return [f"{said} · {sources}"]
