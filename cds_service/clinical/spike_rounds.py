"""Taking spikes out of a row in rounds, looking again only where something changed.

A round takes every spike that lies farther from the median of what is left than the spikes beside it (of two equally
far the later goes first). Only then may the rest look different. Done plainly, each of up to n/2 rounds walks through
all n days; a chart of alternating weights then costs the square. Here a spike that stays is looked at again only
when a day within two places of it went, or when the median has moved past the middle between it and the rival that
kept it. Two spikes side by side lie on either side of each other's neighbours, so that a middle which is passed decides
between the heavier and the lighter one; each passing of the median is paid for by a spike that goes in that round or
the one before, because of a run of spikes whose order it turns every second one becomes the farthest.
"""

from collections.abc import Callable, Iterable, Sequence
from heapq import heappop, heappush

from .shrinking_median import Chain, ShrinkingMedian

IsSpike = Callable[[int, int, int], bool]


def taken_in_rounds(masses: Sequence[int], is_spike: IsSpike) -> set[int]:
    """Find the places of all spikes; the first and the last place are never among them."""
    spikes = {
        place for place in range(1, len(masses) - 1) if is_spike(masses[place - 1], masses[place], masses[place + 1])
    }
    return _Rounds(masses, is_spike, spikes).taken() if spikes else set()


class _Rounds:
    def __init__(self, masses: Sequence[int], is_spike: IsSpike, spikes: set[int]) -> None:
        self._masses = masses
        self._is_spike = is_spike
        self._spikes = spikes
        self._chain = Chain(len(masses))
        self._median = ShrinkingMedian(masses)
        self._kept_from_below: list[tuple[int, int]] = []  # light spikes, by how high the median may rise
        self._kept_from_above: list[tuple[int, int]] = []  # heavy ones, by how low (negative) it may fall

    def taken(self) -> set[int]:
        gone: set[int] = set()
        look_at: Iterable[int] = self._spikes
        while going := [place for place in look_at if place in self._spikes and not self._stays(place)]:
            for place in going:
                self._chain.take(place)
                self._median.take(place)
            self._spikes.difference_update(going)
            gone.update(going)
            look_at = {*self._looking_new(going), *self._woken()}
        return gone

    def _stays(self, place: int) -> bool:
        """Look for a spike beside this one that lies farther from the median, and note what would change that."""
        twice = 4 * self._median.value
        for rival in (self._chain.before[place], self._chain.after[place]):
            if rival not in self._spikes:
                continue
            mine, other = self._masses[place], self._masses[rival]
            later = 1 if rival > place else -1  # decides where both are equally far
            if mine < other and twice < (limit := 2 * (mine + other) + later):
                heappush(self._kept_from_below, (limit, place))
                return True
            if mine > other and twice > (limit := 2 * (mine + other) - later):
                heappush(self._kept_from_above, (-limit, place))
                return True
        return False

    def _woken(self) -> Iterable[int]:
        """Give the spikes that the median has left without the rival that kept them."""
        twice = 4 * self._median.value
        for kept, passed in ((self._kept_from_below, twice), (self._kept_from_above, -twice)):
            while kept and kept[0][0] < passed:
                yield heappop(kept)[1]

    def _looking_new(self, going: Iterable[int]) -> set[int]:
        """Decide again which days are spikes beside the gaps, and give all whose neighbours changed."""
        beside = {near for place in going for near in (self._chain.before[place], self._chain.after[place])}
        for place in beside:
            self._decide(place)
        return beside | {self._chain.before[place] for place in beside} | {self._chain.after[place] for place in beside}

    def _decide(self, place: int) -> None:
        before, after = self._chain.before[place], self._chain.after[place]
        inside = before >= 0 and after < len(self._masses)
        if inside and self._is_spike(self._masses[before], self._masses[place], self._masses[after]):
            self._spikes.add(place)
        else:
            self._spikes.discard(place)
