"""Chance that can be repeated: every choice of the lab comes from a stream named by the portal's seed and what the choice is about."""

from collections.abc import Sequence
from math import gcd
from random import Random


def stream(seed: int, *names: object) -> Random:
    """A source of choices of its own for the thing that ``names`` tell; the same names always give the same choices."""
    return Random("/".join(map(str, (seed, *names))))  # noqa: S311 - nothing secret hangs on it


class Deck:
    """Combinations of words, each dealt once: number ``n`` always gives the same one, and different numbers different ones."""

    def __init__(self, chance: Random, *words: Sequence[str]) -> None:
        self._words = words
        self.size = 1
        for column in words:
            self.size *= len(column)
        self._offset = chance.randrange(self.size)
        self._step = next(s for s in iter(lambda: chance.randrange(1, self.size), None) if gcd(s, self.size) == 1)

    def deal(self, number: int) -> tuple[str, ...]:
        """The combination with this number, from 0.

        Raises:
            IndexError: there are fewer combinations.
        """
        if not 0 <= number < self.size:
            raise IndexError(number)
        place = (self._offset + number * self._step) % self.size
        chosen = []
        for column in self._words:
            place, index = divmod(place, len(column))
            chosen.append(column[index])
        return tuple(chosen)
