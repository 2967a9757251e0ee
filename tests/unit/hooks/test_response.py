"""A card that CDS Hooks would not accept cannot be made."""

from typing import Any

import msgspec
import pytest

from cds_service.hooks.response import Card, Source, Suggestion


def card(**fields: Any) -> Card:
    return Card(**{"summary": "Weight loss", "indicator": "info", "source": Source(label="Cachexia")} | fields)


@pytest.mark.parametrize("summary", ["", "x" * 140, "two\nlines", "\N{PILL}" * 70])
def test_a_summary_is_one_line_of_1_to_139_characters_as_javascript_counts_them(summary: str) -> None:
    with pytest.raises(ValueError, match="139 characters"):
        card(summary=summary)


@pytest.mark.parametrize("summary", ["x", "x" * 139, "\N{PILL}" * 69])
def test_a_summary_may_fill_its_line(summary: str) -> None:
    assert card(summary=summary).summary == summary


@pytest.mark.parametrize("fields", [{"suggestions": (Suggestion(label="Refer"),)}, {"selection_behavior": "any"}])
def test_suggestions_say_how_many_may_be_chosen_and_nothing_else_does(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="come together"):
        card(**fields)


def test_attributes_without_a_value_are_left_out() -> None:
    assert msgspec.to_builtins(card()) == {
        "summary": "Weight loss",
        "indicator": "info",
        "source": {"label": "Cachexia"},
    }
