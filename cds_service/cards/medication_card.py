"""The medication card: information to discuss, without an order and without a dose. Off by default."""

from typing import Final

from cds_service.clinical.words import phrase
from cds_service.hooks.response import Card

from .frame import Frame

TO_DISCUSS: Final = (
    phrase(
        "ASCO 2023 suggests that low-dose olanzapine may be offered to improve appetite and weight gain; the evidence"
        " is mostly from lung and gastrointestinal cancers."
    ),
    phrase("Where it is not tolerated, a short trial of a progesterone analogue or a corticosteroid may be offered."),
    phrase("ASCO 2020 finds the evidence too weak to endorse any drug strongly; choosing none is an option."),
    phrase("No drug was approved by the FDA for cancer cachexia as of August 2023; approvals differ by country."),
)


def medication_card(frame: Frame, *, uuid: str) -> Card:
    """Write the card."""
    phrases = frame.phrases
    listed = "\n".join(f"- {phrases.say(one)}" for one in TO_DISCUSS)
    caveat = phrases.say("Information only: no order is prepared. Please check approval, harms and interactions.")
    return frame.card(
        frame.rules.medication,
        "info",
        phrases.say("Medicines for appetite: what the guidelines say"),
        "\n\n".join((phrases.say("**To discuss**"), listed, caveat)),
        uuid=uuid,
    )
