"""What the documentation page says, as data: `app` fills it from what the service really does."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One criterion or score, with the paper it comes from."""

    name: str
    rule: str
    source: str
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class Attribute:
    """One of the attributes that a decision-support intervention must disclose."""

    name: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """The intervention's page; each text is plain and is escaped. `required_keys` are prefetch keys."""

    title: str
    summary: str
    intended_use: tuple[str, ...]
    limits: tuple[str, ...]
    rules: tuple[Rule, ...] = ()
    ruleset: str | None = None
    ruleset_sha256: str | None = None
    sayings: tuple[Rule, ...] = ()
    """What the cards say beside the criteria, sentence by sentence."""
    attributes: tuple[Attribute, ...] = ()
    required_keys: frozenset[str] = frozenset()
    language: str = "en"
