"""The median of numbers that are taken away one by one, at the cost of one sort."""

from collections.abc import Sequence


class Chain:
    """Places in a row from which some are taken; each knows the one before and the one after it."""

    def __init__(self, length: int) -> None:
        self.before = list(range(-1, length - 1))
        self.after = list(range(1, length + 1))
        self._length = length

    def take(self, place: int) -> None:
        """Let the places beside it know each other."""
        before, after = self.before[place], self.after[place]
        if before >= 0:
            self.after[before] = after
        if after < self._length:
            self.before[after] = before


class ShrinkingMedian:
    """The upper median of the numbers that are left."""

    def __init__(self, numbers: Sequence[int]) -> None:
        places = sorted(range(len(numbers)), key=numbers.__getitem__)
        self._sorted = [numbers[place] for place in places]
        self._rank = [0] * len(places)
        for rank, place in enumerate(places):
            self._rank[place] = rank
        self._ranks = Chain(len(places))
        self._left = len(places)
        self._middle = len(places) // 2

    @property
    def value(self) -> int:
        """The number in the middle; of two the larger one."""
        return self._sorted[self._middle]

    def take(self, place: int) -> None:
        """Take away the number that stood at a place: the middle moves by half a rank."""
        rank = self._rank[place]
        if self._left % 2 == 0 and rank >= self._middle:
            self._middle = self._ranks.before[self._middle]
        elif self._left % 2 and rank <= self._middle:
            self._middle = self._ranks.after[self._middle]
        self._ranks.take(rank)
        self._left -= 1
