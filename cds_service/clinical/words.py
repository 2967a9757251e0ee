"""Words of the core that a reader may see: English where they stand, translated where they are shown."""


def phrase(message: str) -> str:
    """Mark a sentence for the phrase catalogue where it stands; whoever shows it translates it."""
    return message
