"""Spikes that are found by looking only where something changed are those that are found by looking everywhere."""

from statistics import median_high

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cds_service.clinical.spike_rounds import IsSpike, taken_in_rounds


def spike_test(off_percent: int, agree_percent: int) -> IsSpike:
    """More than so much off both neighbours, to the same side, while they agree within so much."""

    def differ(percent: int, one: int, other: int) -> bool:
        return abs(one - other) * 100 > percent * max(one, other)

    def is_spike(before: int, mass: int, after: int) -> bool:
        off = (
            (mass > before) == (mass > after) and differ(off_percent, mass, before) and differ(off_percent, mass, after)
        )
        return off and not differ(agree_percent, before, after)

    return is_spike


PUBLISHED = spike_test(10, 5)
LOOSE = spike_test(3, 25)
"""A site's own limits, under which taking one spike makes another."""


def naive(masses: list[int], is_spike: IsSpike) -> set[int]:
    """Look at all of them, round by round, as the manual says it."""
    kept = list(range(len(masses)))
    while True:
        spikes = {
            place
            for place in range(1, len(kept) - 1)
            if is_spike(masses[kept[place - 1]], masses[kept[place]], masses[kept[place + 1]])
        }
        if not spikes:
            return set(range(len(masses))) - set(kept)
        middle = median_high(masses[place] for place in kept)

        def far(place: int, kept: list[int] = kept, middle: int = middle) -> tuple[int, int]:
            return abs(masses[kept[place]] - middle), place

        going = {place for place in spikes if all(far(place) > far(rival) for rival in {place - 1, place + 1} & spikes)}
        kept = [one for place, one in enumerate(kept) if place not in going]


few = st.sampled_from([700, 720, 740, 800, 803, 830, 900, 960, 1000])
many = st.integers(400, 1600)


@pytest.mark.parametrize("is_spike", [PUBLISHED, LOOSE])
@given(masses=st.lists(few, max_size=40) | st.lists(many, max_size=30))
@example(masses=[800, 1000, 800, 1000, 800, 900])
@settings(max_examples=400)
def test_the_same_spikes_are_taken(is_spike: IsSpike, masses: list[int]) -> None:
    assert taken_in_rounds(masses, is_spike) == naive(masses, is_spike)


@given(st.integers(2, 40), st.integers(1, 60))
def test_a_zigzag_is_taken_in_the_same_rounds(length: int, swing: int) -> None:
    masses = [800 + (swing + 3 * place) * (-1) ** place for place in range(length)]
    assert taken_in_rounds(masses, PUBLISHED) == naive(masses, PUBLISHED)
